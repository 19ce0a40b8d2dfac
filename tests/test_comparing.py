"""Comparing in columns: what the plain way with dicts finds, from files and from memory."""

import copy
import pickle
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.alignment import Alignment
from newsnorm.article import CLUSTERING, Article, NormalizedArticle, Relation, RelationKind
from newsnorm.candidates import Codes
from newsnorm.columns import Ragged, Stack
from newsnorm.comparing import Spread
from newsnorm.components import Verdict
from newsnorm.duplicates import (
    ClusterRow,
    Duplicates,
    Named,
    Shelf,
    Sketch,
    compare,
    find_duplicates,
    sketch,
)
from newsnorm.errors import PluginError
from newsnorm.pairs import Bench, Ranked
from newsnorm.verdicts import Found, Verdicts

Say: TypeAlias = Callable[[int, int], Verdict | None]
KINDS: tuple[RelationKind, ...] = ("near", "related", "exact", "updated")


class By:
    """Numbers that share a ten are compared, by a function of the two."""

    def __init__(self, say: Say) -> None:
        self.say = say

    def keys(self, articles: Sequence[NormalizedArticle]) -> Any:
        return np.array([[int(article.text) // 10] for article in articles], np.uint64)

    def evidence(self, articles: Sequence[NormalizedArticle]) -> Any:
        return {"number": np.array([int(article.text) for article in articles], np.int64)}

    def compare(self, left: Any, right: Any) -> Sequence[Verdict | None]:
        pairs = zip(left["number"].tolist(), right["number"].tolist(), strict=True)
        return [self.say(one, two) for one, two in pairs]


def number(value: int, name: str) -> NormalizedArticle:
    article = Article(str(value), id=name)
    return NormalizedArticle(article, {"text": Alignment.identity(article.text)})


def plainly(articles: Sequence[NormalizedArticle], says: Sequence[Say]) -> Duplicates:
    """The same with a dict of verdicts, for a few articles."""
    ordered = sorted(articles, key=lambda article: article.id)
    values = [int(article.text) for article in ordered]
    pairs = [(one, two) for two in range(len(values)) for one in range(two)]

    def ask(pair: tuple[int, int]) -> Verdict | None:
        said = (say(values[pair[0]], values[pair[1]]) for say in says)
        return next((verdict for verdict in said if verdict is not None), None)

    shared = [pair for pair in pairs if values[pair[0]] // 10 == values[pair[1]] // 10]
    found = {pair: verdict for pair in shared if (verdict := ask(pair))}
    first = list(range(len(values)))
    for (one, two), verdict in found.items():
        if verdict.kind in CLUSTERING:
            low, high = sorted((first[one], first[two]))
            first = [low if at == high else at for at in first]
    star_of = list(range(len(values)))
    for component in sorted(set(first)):
        members = [rank for rank, at in enumerate(first) if at == component]
        while members:
            star, *rest = members
            members = []
            for other in rest:
                if (star, other) not in found and (verdict := ask((star, other))):
                    found[star, other] = verdict
                if (star, other) in found and found[star, other].kind in CLUSTERING:
                    star_of[other] = star
                else:
                    members.append(other)
    ids = [article.id for article in ordered]
    return Duplicates(
        tuple(
            Relation(ids[one], ids[two], found[one, two].kind, found[one, two].evidence)
            for one, two in sorted(found)
        ),
        tuple(
            ClusterRow(ids[at], ids[star], True)
            if at == star
            else ClusterRow(ids[at], ids[star], False, ids[star], found[star, at].kind)
            for at, star in enumerate(star_of)
        ),
    )


@st.composite
def said(draw: st.DrawFn) -> Say:
    """Any verdicts at all: they need not fit each other."""
    factor, modulus, kinds = draw(
        st.tuples(st.integers(1, 9), st.integers(2, 6), st.permutations(KINDS))
    )

    def say(one: int, two: int) -> Verdict | None:
        at = (factor * one + two) % modulus
        return Verdict(kinds[at], {"at": at, "half": at / 2}) if at < len(kinds) else None

    return say


@given(st.lists(st.integers(0, 25), max_size=14), st.lists(said(), min_size=1, max_size=2))
def test_files_memory_and_the_plain_way_find_the_same(
    values: Sequence[int], says: Sequence[Say]
) -> None:
    articles = [number(value, f"{at * 7 % 19:02}") for at, value in enumerate(values)]
    named = [(f"test/d{at}", By(say)) for at, say in enumerate(says)]
    expected = plainly(articles, says)
    assert find_duplicates(articles, named) == expected
    for spread in (None, _elsewhere(named)):
        with TemporaryDirectory() as folder, Shelf(named, Path(folder)) as shelf:
            for at in range(0, len(articles), 5):
                shelf.add(sketch(articles[at : at + 5], named))
            relations, clusters = compare(shelf, spread)
            found = Duplicates(tuple(relations), tuple(clusters))
            del relations, clusters
        assert found == expected


@given(
    st.lists(st.lists(st.booleans(), min_size=2, max_size=2), min_size=1, max_size=4),
    st.booleans(),
)
def test_what_deduplicators_have_in_common_is_kept_once_and_found_by_each(
    common: Sequence[Sequence[bool]], in_files: bool
) -> None:
    """In each batch, two columns are the very same for two deduplicators, or equal."""
    names = ("plain", "ragged")
    named = [("test/one", By(lambda *_: None)), ("test/two", By(lambda *_: None))]
    evidence: list[dict[str, Any]] = []
    with (
        TemporaryDirectory() as folder,
        Shelf(named, Path(folder) if in_files else None) as shelf,
    ):
        for batch, same in enumerate(common):
            one = {
                "plain": np.arange(3) + batch,
                "ragged": Ragged.of([np.arange(n) + batch for n in (batch, 0, 2)]),
            }
            two = {
                name: one[name] if the_same else copy.deepcopy(one[name])
                for name, the_same in zip(names, same, strict=True)
            }
            order = tuple(("~", f"{batch}-{at}") for at in range(3))
            keys = np.zeros((3, 1), np.uint64)
            shelf.add(Sketch(order, (keys, keys), (one, two)))
            evidence.append(one)
        for number in (0, 1):
            rows = range(3 * len(common))
            found = shelf.evidence(number)
            assert found["plain"].open()[rows].tolist() == [
                value for one in evidence for value in one["plain"].tolist()
            ]
            taken = found["ragged"].open().take(rows)
            assert [row.tolist() for row in taken] == [
                row.tolist() for one in evidence for row in one["ragged"]
            ]
        kept = [
            sum(of == name and part != "offsets" for _, part, of in shelf.stacks) for name in names
        ]
    assert kept == [1 if all(same) else 2 for same in zip(*common, strict=True)]


def _elsewhere(named: Named) -> Spread:
    """Compares as another process does, with what reaches it."""

    def spread(
        ranked: Ranked, number: int, batches: Iterable[Codes]
    ) -> Iterator[tuple[Codes, Found]]:
        yield from Bench(named, pickle.loads(pickle.dumps(ranked))).map(number, batches)

    return spread


def shelved(count: int, folder: Path) -> int:
    """The most memory that comparing so many articles takes, in bytes; half have a copy."""

    def say(one: int, two: int) -> Verdict | None:
        return Verdict("near", {"jaccard": 0.9}) if one // 2 == two // 2 else None

    named = [("test/by", By(say))]
    with Shelf(named, folder) as shelf:
        for at in range(0, count, 1000):
            batch = [
                number(value, f"an id of some length {value}") for value in range(at, at + 1000)
            ]
            shelf.add(sketch(batch, named))
        del batch
        tracemalloc.start()
        try:
            relations, clusters = compare(shelf)
            assert sum(1 for _ in relations) == count // 2
            assert sum(row.keep for row in clusters) == count // 2
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def test_memory_grows_by_a_few_numbers_an_article(tmp_path: Path) -> None:
    """Not by its id, its relations and its row: these would be more than a thousand bytes."""
    few, many = 2_000, 12_000
    (tmp_path / "few").mkdir()
    (tmp_path / "many").mkdir()
    grown = shelved(many, tmp_path / "many") - shelved(few, tmp_path / "few")
    assert grown / (many - few) < 150


def test_a_kind_that_there_is_not_is_the_deduplicators_fault() -> None:
    kind: Any = "nearly"
    with pytest.raises(PluginError, match=r"'test/by' failed: .* no kind of relation 'nearly'"):
        find_duplicates(
            [number(1, "a"), number(2, "b")], [("test/by", By(lambda *_: Verdict(kind)))]
        )


def test_evidence_that_is_no_number_is_the_deduplicators_fault() -> None:
    evidence: Any = {"jaccard": np.ones(2)}
    with pytest.raises(PluginError, match="'test/by' failed: TypeError"):
        find_duplicates(
            [number(1, "a"), number(2, "b")],
            [("test/by", By(lambda *_: Verdict("near", evidence)))],
        )


def test_a_full_disk_is_not_the_deduplicators_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = [("test/by", By(lambda *_: Verdict("near")))]
    push = Stack.push

    def full(stack: Stack, array: Any) -> None:
        if stack.path and stack.path.name == "verdicts-0-codes.bin":
            raise OSError(28, "No space left on device")
        push(stack, array)

    monkeypatch.setattr(Stack, "push", full)
    with Shelf(named, tmp_path) as shelf:
        shelf.add(sketch([number(1, f"{at}") for at in range(60)], named))
        with pytest.raises(OSError, match="No space left"):
            compare(shelf)


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_columns_that_change_from_batch_to_batch_are_the_deduplicators_fault(batch: int) -> None:
    class Changing(By):
        def keys(self, articles: Sequence[NormalizedArticle]) -> Any:
            keys = super().keys(articles)
            return np.repeat(keys, 1 + (len(articles) == batch), axis=1)

    named = [("test/by", Changing(lambda *_: None))]
    with Shelf(named) as shelf:
        shelf.add(sketch([number(at, f"{at}") for at in range(4)], named))
        with pytest.raises(PluginError, match=r"columns were \(1, 'number'\) and are now \(2"):
            shelf.add(sketch([number(at, f"x{at}") for at in range(batch)], named))


def test_keys_are_rows_of_columns() -> None:
    class Flat(By):
        def keys(self, articles: Sequence[NormalizedArticle]) -> Any:
            return super().keys(articles)[:, 0]

    with pytest.raises(PluginError, match="'keys' is an array of 1 dimensions"):
        find_duplicates([number(1, "a")], [("test/by", Flat(lambda *_: None))])


def test_verdicts_come_in_the_order_of_their_codes() -> None:
    verdicts = Verdicts(lambda _: Stack(None), "v")
    near, others = [Verdict("near", {"jaccard": 0.5}), None], [Verdict("exact"), Verdict("related")]
    verdicts.add(np.array([5, 9], np.uint64), Found.of(near))
    verdicts.add(np.array([7, 2], np.uint64), Found.of(others))
    assert list(verdicts) == [(2, "related", {}), (5, "near", {"jaccard": 0.5}), (7, "exact", {})]
