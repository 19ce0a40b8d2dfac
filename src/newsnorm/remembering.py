"""What is worked out about a gazetteer, remembered no longer than somebody holds it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")

_KEPT: Final = 16384
"""So many answers of a function, and then it starts anew."""


def per_gazetteer(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Remember what a function answers, on the gazetteer that it is asked about.

    `functools.lru_cache` would keep the gazetteer itself, tens of megabytes, for as long as any
    answer about it: a program that loads its pipeline anew would grow by one each time.

    Args:
        function: what it is given are plain values, hashable, and a `Gazetteer` as the last of
            them; it gives the same for the same, whenever it is asked.

    Returns:
        The function; what it is given by name is not remembered.

    >>> from newsnorm import Entity, Gazetteer
    >>> @per_gazetteer
    ... def towns(country, gazetteer):
    ...     print("worked out")
    ...     return [e.name for e in gazetteer.entities.values() if e.parent == country]
    >>> table = Gazetteer.of([Entity("local:riga", "Riga", "place", "city", "iso3166:LV")], [])
    >>> towns("iso3166:LV", table), towns("iso3166:LV", table)
    worked out
    (['Riga'], ['Riga'])
    """

    @wraps(function)
    def remembering(*given: _P.args, **named: _P.kwargs) -> _T:
        if named:
            return function(*given, **named)
        memories: dict[Callable[..., Any], dict[Any, Any]] = given[-1].memories  # type: ignore[attr-defined]
        try:
            return memories[function][given[:-1]]  # type: ignore[no-any-return]
        except KeyError:  # the first time
            memory = memories.setdefault(function, {})
        answer = function(*given, **named)
        if len(memory) >= _KEPT:
            memory.clear()
        memory[given[:-1]] = answer
        return answer

    return remembering
