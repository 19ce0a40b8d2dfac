"""Records that are made by the million: frozen dataclasses that cost less to make."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, TypeVar

T = TypeVar("T")


def quick_init(record: type[T]) -> type[T]:
    """Make instances of a frozen dataclass with slots in half the time.

    Its own `__init__` sets each field with `object.__setattr__`, which looks the field up by its
    name. The one that it gets here, with the same parameters, fills an instance while it is of a
    class with the same slots that is not frozen, where setting a field costs next to nothing. A
    subclass has its slots in other places: its instances are filled slot by slot.

    Args:
        record: a dataclass with `frozen=True, slots=True`, without factories and `__post_init__`.

    >>> from dataclasses import dataclass
    >>> @quick_init
    ... @dataclass(frozen=True, slots=True)
    ... class Span:
    ...     start: int
    ...     end: int = 9
    >>> Span(3)
    Span(start=3, end=9)
    """
    names = [one.name for one in fields(record)]  # type: ignore[arg-type]
    scope: dict[str, Any] = {
        "_record": record,
        "_open": type(record.__name__, (), {"__slots__": tuple(names)}),
        "_become": vars(object)["__class__"].__set__,
    }
    parameters, named = ["self"], list[str]()
    for one in fields(record):  # type: ignore[arg-type]
        name = one.name
        if one.default_factory is not MISSING or not one.init:
            raise TypeError(f"the field {name!r} of {record.__name__} is none that can be set so")
        scope[f"_set_{name}"] = getattr(record, name).__set__
        scope[f"_default_{name}"] = one.default
        default = "" if one.default is MISSING else f"=_default_{name}"
        (named if one.kw_only else parameters).append(f"{name}{default}")
    if named:
        parameters += "*", *named
    assigned = "; ".join(f"self.{name} = {name}" for name in names)
    by_slot = "; ".join(f"_set_{name}(self, {name})" for name in names)
    at_once = "self.__class__ is _record" if record.__bases__ == (object,) else "False"
    code = f"""
def __init__({", ".join(parameters)}):
    if {at_once}:
        _become(self, _open)
        {assigned}
        self.__class__ = _record
    else:
        {by_slot}
"""
    exec(code, scope)
    made = scope["__init__"]
    made.__qualname__ = f"{record.__qualname__}.__init__"
    made.__module__ = record.__module__
    made.__annotations__ = record.__init__.__annotations__
    record.__init__ = made  # type: ignore[method-assign]
    return record
