"""An index with the preset `news`, over the versions of stories that are written for newsnorm."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest

import newsnorm

GOLD = Path(__file__).parent / "gold"


@pytest.fixture(scope="module")
def nlp() -> newsnorm.Pipeline:
    """As it is installed, with all its deduplicators."""
    return newsnorm.load("news@1")


@pytest.fixture(scope="module")
def articles(nlp: newsnorm.Pipeline) -> list[newsnorm.NormalizedArticle]:
    """Versions of stories, and articles that are alike and of other events."""
    names = ("story_versions.jsonl", "story_negatives.jsonl")
    lines = "".join((GOLD / name).read_text(encoding="utf-8") for name in names).split("\n")
    return [*nlp.pipe(json.loads(line) for line in lines if line)]


def groups(rows: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    """Ids by what they belong to."""
    found: dict[str, set[str]] = {}
    for name, cluster in rows:
        found.setdefault(cluster, set()).add(name)
    return {frozenset(names) for names in found.values()}


@pytest.mark.parametrize("seed", range(3))
def test_stories_come_together_in_whatever_order_their_versions_come(
    nlp: newsnorm.Pipeline,
    articles: list[newsnorm.NormalizedArticle],
    tmp_path: Path,
    seed: int,
) -> None:
    """The clusters, representatives and kinds of one run over all of them."""
    random = Random(seed)
    shuffled = random.sample(articles, len(articles))
    index = newsnorm.Index.open(tmp_path, nlp)
    while shuffled:
        index.add([shuffled.pop() for _ in range(min(random.randint(1, 20), len(shuffled)))])
    matches = {match.id: match for match in index.query(articles)}
    one_run = nlp.deduplicate(articles)
    assert groups((name, match.cluster or "") for name, match in matches.items()) == groups(
        (row.id, row.cluster) for row in one_run.clusters
    )
    for row in one_run.clusters:
        match = matches[row.id]
        assert (match.known, match.of, match.relation) == (True, row.of, row.relation)
    by_keys = {(found.left, found.right): found for found in one_run}
    for match in matches.values():
        for found in match.relations:
            assert by_keys.get((found.left, found.right), found) == found
    assert any(match.relation == "updated" for match in matches.values())
