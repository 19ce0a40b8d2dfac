# ruff: noqa: SIM300  (what is expected stands first)
"""Duplicates: the same relations and stories in any order, each verified, none by a chain.

The articles here are numbers: two within `REACH` of each other repeat each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.alignment import Alignment
from newsnorm.article import CLUSTERING, Article, NormalizedArticle, Relation, RelationKind
from newsnorm.candidates import BUCKET
from newsnorm.components import Deduplicator, Verdict
from newsnorm.duplicates import BATCH, ClusterRow, Duplicates, find_duplicates
from newsnorm.errors import InputError, PluginError

Column: TypeAlias = npt.NDArray[Any]
Keys: TypeAlias = npt.NDArray[np.uint64]

REACH = 2


@dataclass
class Near:
    """Numbers of one neighbourhood share a key; `near` ones cluster, `related` ones do not."""

    kind: RelationKind = "near"
    reach: int = REACH

    def keys(self, articles: Sequence[NormalizedArticle]) -> Keys:
        numbers = [int(article.text) for article in articles]
        return np.array([(n // 3, (n + 1) // 3) for n in numbers], np.uint64)

    def evidence(self, articles: Sequence[NormalizedArticle]) -> Mapping[str, Column]:
        return {"number": np.array([int(article.text) for article in articles], np.int64)}

    def compare(
        self, left: Mapping[str, Column], right: Mapping[str, Column]
    ) -> Sequence[Verdict | None]:
        apart = np.abs(left["number"] - right["number"]).tolist()
        related: Verdict | None = Verdict("related")
        return [
            Verdict(self.kind, {"apart": steps})
            if steps <= self.reach
            else related
            if steps == self.reach + 1
            else None
            for steps in apart
        ]


def number(value: int, name: str = "", published: str | None = None) -> NormalizedArticle:
    article = Article(str(value), id=name or f"n{value}", published=published)
    return NormalizedArticle(article, {"text": Alignment.identity(article.text)})


def find(articles: Sequence[NormalizedArticle], *deduplicators: Deduplicator) -> Duplicates:
    named = [(f"test/d{at}", step) for at, step in enumerate(deduplicators or [Near()])]
    return find_duplicates(articles, named)


DAYS = st.sampled_from([None, "2022-02-02", "2022-02-03"])
ARTICLES = st.lists(st.tuples(st.integers(0, 20), DAYS), max_size=12).map(
    lambda drawn: [number(value, f"{at:02}", day) for at, (value, day) in enumerate(drawn)]
)


def order(article: NormalizedArticle) -> tuple[str, str]:
    return article.raw.published or "~", article.id  # what has no date comes last


# Properties -------------------------------------------------------------------------------------


@given(ARTICLES)
def test_clusters_are_a_partition_with_one_article_kept_of_each(
    articles: list[NormalizedArticle],
) -> None:
    rows = find(articles).clusters

    assert [article.id for article in sorted(articles, key=order)] == [row.id for row in rows]
    kept = {row.id for row in rows if row.keep}
    assert kept == {row.cluster for row in rows}
    for row in rows:
        assert row.keep == (row.id == row.cluster)
        assert (None, None) == (row.of, row.relation) if row.keep else row.cluster == row.of


@given(ARTICLES)
def test_each_member_has_a_verified_relation_with_its_representative(
    articles: list[NormalizedArticle],
) -> None:
    """No chaining: numbers that are far apart never meet by way of those between them."""
    result = find(articles)
    relations = {(relation.left, relation.right): relation.kind for relation in result}
    values = {article.id: int(article.text) for article in articles}

    for row in result.clusters:
        if row.of is not None:
            assert row.relation == relations[row.of, row.id]
            assert row.relation in CLUSTERING
            assert abs(values[row.of] - values[row.id]) <= REACH


@given(ARTICLES)
def test_each_relation_holds_and_leads_from_the_earlier_to_the_later(
    articles: list[NormalizedArticle],
) -> None:
    by_id = {article.id: article for article in articles}
    relations = find(articles).relations

    for relation in relations:
        left, right = by_id[relation.left], by_id[relation.right]
        apart = abs(int(left.text) - int(right.text))
        assert order(left) < order(right)
        assert apart <= REACH + 1
        assert ("near" if apart <= REACH else "related") == relation.kind
    pairs = [(relation.left, relation.right) for relation in relations]
    assert len(set(pairs)) == len(pairs)


@given(ARTICLES)
def test_what_shares_a_key_and_repeats_is_always_found(articles: list[NormalizedArticle]) -> None:
    found = {(relation.left, relation.right) for relation in find(articles)}
    keys = {article.id: Near().keys([article])[0] for article in articles}
    ordered = sorted(articles, key=order)

    for at, left in enumerate(ordered):
        for right in ordered[at + 1 :]:
            apart = abs(int(left.text) - int(right.text))
            if (keys[left.id] == keys[right.id]).any() and apart <= REACH:
                assert (left.id, right.id) in found


@given(st.data(), ARTICLES)
def test_the_order_of_the_input_changes_nothing(
    data: st.DataObject, articles: list[NormalizedArticle]
) -> None:
    shuffled = data.draw(st.permutations(articles))

    assert find(articles) == find(shuffled)


@given(ARTICLES, DAYS, st.sampled_from(["", "x"]))
def test_an_unrelated_article_changes_nothing_for_the_others(
    articles: list[NormalizedArticle], day: str | None, name: str
) -> None:
    alone = find(articles)
    together = find([number(1000, f"{name}0", day), *articles])

    assert alone.relations == together.relations
    assert alone.clusters == tuple(row for row in together.clusters if row.id != f"{name}0")


# Known answers ----------------------------------------------------------------------------------


def test_a_chain_of_small_steps_does_not_run_away() -> None:
    expected = (
        ClusterRow("n1", "n1", True),
        ClusterRow("n2", "n1", False, "n1", "near"),
        ClusterRow("n3", "n1", False, "n1", "near"),
        ClusterRow("n4", "n4", True),
        ClusterRow("n5", "n4", False, "n4", "near"),
    )

    assert expected == find([number(value) for value in (1, 2, 3, 4, 5)]).clusters


def test_a_pair_that_only_a_chain_brings_together_is_compared_too() -> None:
    """1 and 3 share no key; 2 shares one with both."""
    keys = Near().keys([number(1), number(3)])
    assert not (keys[0] == keys[1]).any()
    apart_alone = find([number(1), number(3)])
    with_chain = find([number(1), number(2), number(3)])

    assert () == apart_alone.relations
    assert Relation("n1", "n3", "near", {"apart": 2}) in with_chain.relations


def test_the_earliest_published_represents_the_story_then_the_first_id() -> None:
    rows = find(
        [number(1, "a", "2022-02-03"), number(1, "c", "2022-02-02"), number(1, "b", "2022-02-02")]
    ).clusters

    assert [("b", "b"), ("c", "b"), ("a", "b")] == [(row.id, row.cluster) for row in rows]


def test_related_articles_are_reported_and_never_clustered() -> None:
    result = find([number(1), number(2), number(3)], Near(kind="related"))

    assert {"related"} == {relation.kind for relation in result}
    assert [("n1", "n2"), ("n2", "n3")] == [(found.left, found.right) for found in result]
    assert [True, True, True] == [row.keep for row in result.clusters]


def test_of_two_deduplicators_the_earlier_ones_word_holds() -> None:
    exact, near = Near("exact", 0), Near("near", 2)

    result = find([number(1), number(1, "same"), number(2), number(4)], exact, near)

    kinds = {(relation.left, relation.right): relation.kind for relation in result}
    assert "exact" == kinds["n1", "same"]
    assert "related" == kinds["n1", "n2"]  # said by the first, so the second is not asked
    assert "near" == kinds["n2", "n4"]


def test_the_earlier_ones_word_holds_for_pairs_within_a_chain_too() -> None:
    relations = find([number(1), number(2), number(3)], Near("near"), Near("updated")).relations

    assert Relation("n1", "n3", "near", {"apart": 2}) in relations


def test_more_articles_than_one_batch_and_more_in_a_bucket_than_are_all_compared() -> None:
    """A crowd under one key is compared with the first of it alone, and still is one story."""
    count = BATCH + BUCKET
    articles = [number(1, f"{at:05}") for at in range(count)]

    result = find(articles)

    assert count - 1 == len(result.relations)
    assert {"00000"} == {row.cluster for row in result.clusters}


def test_a_full_bucket_is_compared_all_with_all() -> None:
    result = find([number(1, f"{at:05}") for at in range(BUCKET)])

    assert BUCKET * (BUCKET - 1) // 2 == len(result.relations)


def test_no_articles_no_duplicates() -> None:
    assert Duplicates() == find([])


def test_without_deduplicators_every_article_is_kept() -> None:
    assert [True, True] == [
        row.keep for row in find_duplicates([number(1), number(2)], []).clusters
    ]


def test_iterating_gives_the_relations() -> None:
    result = find([number(1), number(2)])

    assert [Relation("n1", "n2", "near", {"apart": 1})] == list(result)


# Faults -----------------------------------------------------------------------------------------


def test_a_repeated_id_is_refused() -> None:
    with pytest.raises(InputError, match="'same' was used before") as caught:
        find([number(1, "same"), number(9, "same")])

    assert "repeated-id" == caught.value.code


class BadKeys(Near):
    def keys(self, articles: Sequence[NormalizedArticle]) -> Keys:
        raise ZeroDivisionError("no keys")


class ShortKeys(Near):
    def keys(self, articles: Sequence[NormalizedArticle]) -> Keys:
        return super().keys(articles)[1:]


class BadEvidence(Near):
    def evidence(self, articles: Sequence[NormalizedArticle]) -> Mapping[str, Column]:
        raise ZeroDivisionError("no evidence")


class ShortEvidence(Near):
    def evidence(self, articles: Sequence[NormalizedArticle]) -> Mapping[str, Column]:
        return {"number": super().evidence(articles)["number"][1:]}


class BadCompare(Near):
    def compare(self, left: Any, right: Any) -> Sequence[Verdict | None]:
        raise ZeroDivisionError("no verdict")


class ShortCompare(Near):
    def compare(self, left: Any, right: Any) -> Sequence[Verdict | None]:
        return []


@pytest.mark.parametrize(
    ("deduplicator", "message"),
    [
        (BadKeys(), "ZeroDivisionError: no keys"),
        (ShortKeys(), "'keys' has 1 rows for 2 articles"),
        (BadEvidence(), "ZeroDivisionError: no evidence"),
        (ShortEvidence(), "'number' has 1 rows for 2 articles"),
        (BadCompare(), "ZeroDivisionError: no verdict"),
        (ShortCompare(), "ValueError: it gives 0 verdicts on 1 pairs"),
    ],
)
def test_a_faulty_deduplicator_is_named(deduplicator: Deduplicator, message: str) -> None:
    with pytest.raises(PluginError, match=message) as caught:
        find([number(1), number(2)], Near(reach=-2), deduplicator)

    error = caught.value
    assert ("test", "test/d1", "deduplicate", None) == (
        error.plugin,
        error.component,
        error.stage,
        error.article_id,
    )
    assert "deduplicator 'test/d1' failed" in str(error)


def test_what_came_first_is_told_by_the_instant_and_not_by_its_spelling() -> None:
    early = number(1, "b", "2021-07-22T09:00:00+09:00")
    late = number(1, "a", "2021-07-22T01:00:00Z")
    (relation,) = find([number(1, "0"), late, early]).relations[:1]
    assert ("b", "a") == (relation.left, relation.right)
    assert ["b", "a", "0"] == [row.id for row in find([number(1, "0"), late, early]).clusters]


def test_copies_without_ids_are_numbered() -> None:
    def made() -> NormalizedArticle:
        article = Article("5")
        return NormalizedArticle(article, {"text": Alignment.identity("5")})

    name = made().id
    assert [name, f"{name}-2", f"{name}-3"] == [
        row.id for row in find([made(), made(), made()]).clusters
    ]
