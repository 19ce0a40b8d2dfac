"""Compiled code gives what numpy gives, to the last bit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsnorm
from newsnorm_minhash import StoryOptions, choice
from newsnorm_minhash.contained import Contained
from newsnorm_minhash.overlap import overlap
from newsnorm_minhash.sets import minhash
from newsnorm_minhash.sketch import columns

NLP = newsnorm.Pipeline.of()
PIECES = st.one_of(
    st.text(st.characters(), max_size=12),
    st.sampled_from(
        (
            "U.S. ",
            "4,268.92 ",
            "May 9 ",
            "9 May ",
            "Tuesday ",
            "United Nations ",
            "Kiev ",
            "\n",
            "NATO. ",
            "Snow fell in Kyiv. ",
            "twelve ",
            "1999 ",
            "16:30 ",
            "ß",
            '"A',
            "中文",
            "é",
        )
    ),
)
TEXTS = st.lists(st.lists(PIECES, max_size=30).map("".join), min_size=1, max_size=6)


@pytest.fixture(autouse=True)
def compiled() -> Iterator[Any]:
    """The module of compiled functions; afterwards, what was chosen before."""
    pytest.importorskip(
        "numba", reason="numba is not installed: pip install newsnorm-minhash[fast] to test it"
    )
    from newsnorm_minhash import fast

    before = choice._choice.module, choice._choice.open
    choice._choice.open = False
    yield fast
    choice._choice.module, choice._choice.open = before


def both(compiled: Any, work: Any) -> tuple[Any, Any]:
    """What numpy makes and what compiled code makes."""
    made = []
    for module in (None, compiled):
        choice._choice.module = module
        columns.last = None
        made.append(work())
    return made[0], made[1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=TEXTS, published=st.sampled_from([None, "2021-03-04", "2024-02-29T10:00:00Z"]))
def test_sketches_are_equal(compiled: Any, texts: list[str], published: str | None) -> None:
    articles = list(NLP.pipe(newsnorm.Article(text, published=published) for text in texts))
    plain, fast = both(compiled, lambda: columns(articles))
    for name, column in plain.items():
        if isinstance(column, newsnorm.Ragged):
            assert column.offsets.tolist() == fast[name].offsets.tolist()
            assert column.values.tolist() == fast[name].values.tolist()
        else:
            assert column.tolist() == fast[name].tolist()
    sets = plain["shingles"]
    (values, there), (other, there_too) = both(compiled, lambda: minhash(sets.values, sets.offsets))
    assert np.array_equal(values, other)
    assert np.array_equal(there, there_too)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=TEXTS)
def test_overlaps_are_equal(compiled: Any, texts: list[str]) -> None:
    articles = list(NLP.pipe(newsnorm.Article(text) for text in texts))
    choice._choice.module = None
    made = columns(articles)
    rows = [(one, other) for one in range(len(texts)) for other in range(len(texts))]
    sides = [
        {
            name: column.take(side) if isinstance(column, newsnorm.Ragged) else column[list(side)]
            for name, column in made.items()
        }
        for side in zip(*rows, strict=True)
    ]
    plain, fast = both(compiled, lambda: overlap(*sides))
    for field in fields(plain):
        one, other = getattr(plain, field.name), getattr(fast, field.name)
        assert np.array_equal(one, other), field.name


def test_a_process_turns_to_compiled_code_when_there_is_much_to_do(compiled: Any) -> None:
    choice._choice.module, choice._choice.open = None, True
    before = choice._choice.seen
    choice._choice.seen = 0
    choice.count(choice.MUCH)
    assert choice.compiled() is None
    choice.count(1)
    assert choice.compiled() is compiled
    choice._choice.seen = before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=TEXTS)
def test_passages_are_equal(compiled: Any, texts: list[str]) -> None:
    articles = list(NLP.pipe(newsnorm.Article(text) for text in texts))
    contained = Contained(StoryOptions())
    plain, fast = both(compiled, lambda: contained.keys(articles))
    assert np.array_equal(plain, fast)
