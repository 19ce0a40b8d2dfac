# ruff: noqa: SIM300  (what is expected stands first)
"""Pair rules: the last word on what deduplicators found, from a few facts of both articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from newsnorm import (
    ArticleFacts,
    Dateline,
    DeduplicatorSpec,
    NormalizedArticle,
    PairRule,
    Pipeline,
    PluginError,
    Relation,
    Verdict,
)
from newsnorm.duplicates import ClusterRow, Duplicates
from newsnorm.runs.run import run

Decide = Callable[[ArticleFacts, ArticleFacts, Relation], Any]


class All:
    """Every article repeats every other."""

    def keys(self, articles: Sequence[NormalizedArticle]) -> npt.NDArray[np.uint64]:
        return np.zeros((len(articles), 1), np.uint64)

    def evidence(self, articles: Sequence[NormalizedArticle]) -> Mapping[str, Any]:
        return {"nothing": np.zeros(len(articles))}

    def compare(self, left: Mapping[str, Any], _: Mapping[str, Any]) -> Sequence[Verdict]:
        return [Verdict("near", {"alike": 1.0})] * len(left["nothing"])


def pipeline(*rules: Decide) -> Pipeline:
    """All articles are alike, but for what the rules say."""
    specs = [
        DeduplicatorSpec(f"mine/rule-{n}", lambda rule=rule: PairRule(rule))
        for n, rule in enumerate(rules)
    ]
    return Pipeline.of(deduplicators=[*specs, DeduplicatorSpec("mine/all", All)])


def found(*rules: Decide, ids: str = "abc") -> Duplicates:
    return pipeline(*rules).deduplicate([{"id": name, "text": "Snow fell."} for name in ids])


def test_a_rule_that_returns_the_relation_changes_nothing() -> None:
    assert found() == found(lambda left, right, relation: relation)


def test_a_rule_can_take_relations_away() -> None:
    """Then there is none, and the articles are apart."""
    result = found(lambda left, right, relation: None if right.id == "c" else relation)
    assert [Relation("a", "b", "near", {"alike": 1.0})] == list(result)
    assert [ClusterRow("a", "a", True), ClusterRow("b", "a", False, "a", "near")] == [
        *result.clusters[:2]
    ]
    assert ClusterRow("c", "c", True) == result.clusters[2]


def test_a_rule_can_say_another_kind() -> None:
    """A kind that does not cluster keeps the articles apart, and known."""
    result = found(lambda left, right, relation: replace(relation, kind="related"), ids="ab")
    assert [Relation("a", "b", "related", {"alike": 1.0})] == list(result)
    assert all(row.keep for row in result.clusters)


def test_rules_hold_one_after_the_other() -> None:
    """The second one sees what the first one left; what is taken away is gone."""
    seen: list[str] = []

    def retype(left: ArticleFacts, right: ArticleFacts, relation: Relation) -> Relation | None:
        return replace(relation, kind="updated") if right.id == "b" else None

    def look(left: ArticleFacts, right: ArticleFacts, relation: Relation) -> Relation:
        seen.append(f"{relation.left}{relation.right} {relation.kind}")
        return relation

    found(retype, look, ids="abc")
    assert ["ab updated"] == seen


def test_the_facts_are_those_of_the_articles() -> None:
    """The instant in UTC, the cleaned title and the dateline; the earlier article is the left."""
    seen: list[ArticleFacts] = []
    nlp = pipeline(lambda left, right, relation: seen.extend((left, right)))
    late = {"id": "a", "text": "Snow.", "title": "Snow", "published": "2021-05-04T10:00+03:00"}
    early = NormalizedArticle(
        nlp.normalize({"id": "b", "text": "Snow.", "published": "2021-05-04"}).raw,
        nlp.normalize("Snow.").alignments,
        dateline=Dateline("RIGA", "2021-05-04", "AFP"),
    )
    nlp.deduplicate([{**late, "source": "AFP", "language": "lv"}, early])
    first = ArticleFacts("b", published=datetime(2021, 5, 4, tzinfo=UTC), dateline=early.dateline)
    second = ArticleFacts("a", "Snow", datetime(2021, 5, 4, 7, tzinfo=UTC), "AFP", "lv")
    assert [first, second] == seen[:2]


def test_without_a_date_nothing_is_known() -> None:
    seen: list[datetime | None] = []
    found(lambda left, right, relation: seen.append(left.published), ids="ab")
    assert {None} == set(seen)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (lambda left, right, relation: 1 / 0, "ZeroDivisionError: division by zero"),
        (lambda left, right, relation: "near", "TypeError: decide returned 'near', not a Relation"),
        (
            lambda left, right, relation: replace(relation, left="z"),
            "ValueError: decide returned Relation(left='z', right='b'",
        ),
    ],
)
def test_a_faulty_rule_is_named(rule: Decide, message: str) -> None:
    """With what it did wrong."""
    with pytest.raises(PluginError) as caught:
        found(rule, ids="ab")
    assert str(caught.value).startswith(f"deduplicator 'mine/rule-0' failed: {message}")
    assert ("mine", "mine/rule-0") == (caught.value.plugin, caught.value.component)


def test_in_a_run_the_facts_lie_in_files(tmp_path: Path) -> None:
    """The same rule says the same of a dump."""
    dump = tmp_path / "dump.jsonl"
    dump.write_text(
        "".join(f'{{"id": "{name}", "text": "Snow.", "source": "AFP"}}\n' for name in "abc"),
        encoding="utf-8",
    )
    nlp = pipeline(
        lambda left, right, relation: relation if (right.source, right.id) == ("AFP", "b") else None
    )
    manifest = run(nlp, [str(dump)], tmp_path / "out")
    assert {"near": 1} == manifest["counts"]["relations"]
