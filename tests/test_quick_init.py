# ruff: noqa: SIM300  (what is expected stands first)
"""Records that are quick to make are in all else the frozen dataclasses that they were."""

from __future__ import annotations

import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from newsnorm.quick_init import quick_init


@quick_init
@dataclass(frozen=True, slots=True)
class Span:
    """An example."""

    start: int
    end: int = 9
    name: str | None = None


def test_positions_names_and_defaults_are_those_of_the_class() -> None:
    assert Span(1) == Span(1, 9, None) == Span(start=1, end=9)
    assert "Span(start=1, end=2, name='Kyiv')" == repr(Span(1, 2, name="Kyiv"))
    assert ["start", "end", "name"] == list(inspect.signature(Span).parameters)
    with pytest.raises(TypeError, match=r"__init__\(\) missing 1 required"):
        Span()  # type: ignore[call-arg]


def test_they_are_frozen_and_have_no_other_fields() -> None:
    span = Span(1)
    with pytest.raises(FrozenInstanceError):
        span.start = 2  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        span.other = 2  # type: ignore[attr-defined]


def test_a_field_that_goes_by_its_name_alone_does_so_here() -> None:
    @quick_init
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named(Span):
        kind: str

    assert Named(1, name="Kyiv", kind="place") == Named(1, 9, "Kyiv", kind="place")
    with pytest.raises(TypeError, match="positional argument"):
        Named(1, 9, "Kyiv", "place")  # type: ignore[call-arg]


def test_they_can_be_replaced_hashed_and_pickled() -> None:
    span = Span(1, name="Kyiv")
    assert Span(2, 9, "Kyiv") == replace(span, start=2)
    assert {span} == {pickle.loads(pickle.dumps(span))}


def test_a_field_that_is_made_anew_each_time_is_refused() -> None:
    with pytest.raises(TypeError, match="'names' of Listed"):

        @quick_init
        @dataclass(frozen=True, slots=True)
        class Listed:
            names: list[str] = field(default_factory=list)


def test_a_subclass_with_fields_of_its_own_is_filled_too() -> None:
    @dataclass(frozen=True)
    class Named(Span):
        kind: str = "place"

    assert Named(start=1, end=9, name=None, kind="person") == Named(1, kind="person")

    class Marked(Span):
        pass

    marked = Marked(4, name="Kyiv")
    assert (4, 9, "Kyiv", Marked) == (marked.start, marked.end, marked.name, type(marked))
