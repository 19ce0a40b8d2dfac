"""Compiled code gives what numpy gives, to the last bit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsnorm
from newsnorm_minhash import NearOptions, StoryOptions, characters, choice
from newsnorm_minhash.contained import Contained
from newsnorm_minhash.encoded import Encoded, digests
from newsnorm_minhash.near import Near
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
            "e\N{COMBINING ACUTE ACCENT}",
            "\N{LATIN SMALL LIGATURE FFI}",
            "\N{RIGHT DOUBLE QUOTATION MARK} ",
            "3-1/16 ",
            "Kharkov" * 12,
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


def test_texts_of_ascii_alone_have_words_in_a_fresh_process(
    compiled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No character had been looked up before, and none of them was missed."""
    monkeypatch.setattr(characters, "_table", np.zeros_like(characters._table))
    articles = list(NLP.pipe([newsnorm.Article("Snow fell in Kyiv on Monday.")]))
    choice._choice.module, columns.last = compiled, None
    assert columns(articles)["words"].tolist() == [6]


@pytest.mark.parametrize("end", range(-9, 9, 3))
def test_words_of_long_texts_are_equal(compiled: Any, end: int) -> None:
    """Hashes are made block by block, and words lie over the blocks' ends."""
    size = 1 << 15
    text = ("snow fell in U.S. towns; " * size)[: size + end] + "x" * 40 + " and " + "y" * size
    articles = list(NLP.pipe([newsnorm.Article(text)]))
    plain, fast = both(compiled, lambda: columns(articles))
    assert plain["words"].tolist() == fast["words"].tolist()
    assert plain["shingles"].values.tolist() == fast["shingles"].values.tolist()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=TEXTS)
def test_digests_are_equal(compiled: Any, texts: list[str]) -> None:
    made = Encoded.of(texts)
    work = made.words, made.edges, made.sizes, len(texts)
    assert np.array_equal(digests(*work), compiled.digests(*work))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=TEXTS, rows=st.integers(1, 4))
def test_keys_are_equal(compiled: Any, texts: list[str], rows: int) -> None:
    articles = list(NLP.pipe(newsnorm.Article(text) for text in texts))
    for tier in (Contained(StoryOptions()), Near(NearOptions(bands=30, rows=rows))):
        plain, fast = both(compiled, lambda tier=tier: tier.keys(articles))
        assert np.array_equal(plain, fast)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(titles=TEXTS, data=st.data())
def test_titles_and_linked_names_are_equal(
    compiled: Any, titles: list[str], data: st.DataObject
) -> None:
    articles = []
    for title in titles:
        article = NLP.normalize(newsnorm.Article(f"{title} in Kyiv", title=title))
        places = data.draw(st.sets(st.integers(0, len(title) + 5), max_size=4))
        mentions = tuple(
            newsnorm.Mention(
                "text", at, at + 1, (at, at + 1), "x", f"local:{at}", "x", "place", 1.0, "alias"
            )
            for at in sorted(places)
        )
        articles.append(replace(article, mentions=mentions))
    plain, fast = both(compiled, lambda: columns(articles))
    for name in ("titles", "facts", "fact_places"):
        assert plain[name].offsets.tolist() == fast[name].offsets.tolist()
        assert plain[name].values.tolist() == fast[name].values.tolist()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=TEXTS, words=st.lists(st.integers(0, 60), max_size=80))
def test_verdicts_are_equal(compiled: Any, texts: list[str], words: list[int]) -> None:
    """Compiled code does not look into pairs that come to nothing."""
    story = " ".join(f"word{word}" for word in words)
    told = [f"{story[: len(story) * at // 5]} {text}" for at, text in enumerate(texts)]
    articles = list(NLP.pipe(newsnorm.Article(text) for text in told))
    choice._choice.module = None
    made = columns(articles)
    pairs = [(one, other) for one in range(len(told)) for other in range(len(told))]
    left, right = (
        {
            name: column.take(side) if isinstance(column, newsnorm.Ragged) else column[list(side)]
            for name, column in made.items()
        }
        for side in zip(*pairs, strict=True)
    )
    near = Near(NearOptions())
    plain, fast = both(compiled, lambda: near.compare(left, right))
    assert plain == fast
