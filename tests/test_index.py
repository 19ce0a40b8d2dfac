"""The persistent index: what the documented rule says, whatever comes when, and nothing else.

The articles are numbers: two within `REACH` of each other repeat each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.article import CLUSTERING, Article
from newsnorm.components import DeduplicatorSpec, Verdict
from newsnorm.index import meeting
from newsnorm.index.changes import Change
from newsnorm.index.index import Index
from newsnorm.pipeline import Pipeline

Pair: TypeAlias = frozenset[str]

REACH = 2


class Near:
    """Numbers of one neighbourhood share a key; those within reach repeat each other."""

    def keys(self, articles: Sequence[Any]) -> Any:
        numbers = [int(article.text) for article in articles]
        return np.array([(n // 3, (n + 1) // 3) for n in numbers], np.uint64)

    def evidence(self, articles: Sequence[Any]) -> Any:
        return {"number": np.array([int(article.text) for article in articles], np.int64)}

    def compare(self, left: Any, right: Any) -> Sequence[Verdict | None]:
        return [say(*pair) for pair in zip(left["number"], right["number"], strict=True)]


def say(one: int, two: int) -> Verdict | None:
    apart = abs(int(one) - int(two))
    kind: Any = "near" if apart <= REACH else "related" if apart == REACH + 1 else None
    return Verdict(kind, {"apart": apart}) if kind else None


PIPELINE = Pipeline.of(deduplicators=[DeduplicatorSpec("test/near", Near)])


def number(value: int, name: str, published: str | None = None) -> Article:
    return Article(str(value), id=name, published=published)


def order(article: Article) -> tuple[str, str]:
    return article.published or "~", article.id


@dataclass
class Copy:
    """Clusters as somebody keeps them who is told of changes alone."""

    cluster: dict[str, str] = field(default_factory=dict)
    representative: dict[str, str] = field(default_factory=dict)

    def follow(self, changes: Iterable[Change]) -> None:
        for change in changes:
            match change:
                case Change("removed", id=str(name)):
                    del self.cluster[name]
                case Change("merged", cluster, was=was):
                    for name, before in self.cluster.items():
                        if before == was:
                            self.cluster[name] = cluster
                case Change("representative", cluster, str(name)):
                    self.representative[cluster] = name
                case Change(_, cluster, str(name), of):
                    self.cluster[name] = cluster
                    if of is None:
                        self.representative[cluster] = name

    def groups(self) -> set[tuple[str, Pair]]:
        """The representative and the members of each cluster."""
        members: dict[str, set[str]] = {}
        for name, cluster in self.cluster.items():
            members.setdefault(cluster, set()).add(name)
        return {(self.representative[at], frozenset(names)) for at, names in members.items()}


class Model:
    """What docs/index.md says an index does, done plainly."""

    def __init__(self, bucket: int) -> None:
        self.bucket = bucket
        self.articles: dict[str, Article] = {}
        self.relations: dict[Pair, str] = {}

    def add(self, articles: Sequence[Article]) -> None:
        self.articles.update({article.id: article for article in articles})
        new = {article.id for article in articles}
        keys = {name: Near().keys([article])[0] for name, article in self.articles.items()}
        for column in range(2):
            buckets: dict[int, list[str]] = {}
            for article in sorted(self.articles.values(), key=order):
                buckets.setdefault(int(keys[article.id][column]), []).append(article.id)
            for names in buckets.values():
                firsts = names if len(names) <= self.bucket else names[:1]
                for one in firsts:
                    for two in names:
                        if one != two and {one, two} & new:
                            self.compare(one, two)
        self.groups()

    def remove(self, names: Iterable[str]) -> None:
        before = self.connected()
        for name in names:
            self.articles.pop(name, None)
        self.relations = {
            pair: kind for pair, kind in self.relations.items() if pair <= set(self.articles)
        }
        for group in before:
            self.split([name for name in group if name in self.articles])

    def compare(self, one: str, two: str) -> str | None:
        found = say(int(self.articles[one].text), int(self.articles[two].text))
        if found:
            self.relations[frozenset((one, two))] = found.kind
        return found.kind if found else None

    def connected(self) -> list[list[str]]:
        groups = [{name} for name in self.articles]
        for pair, kind in self.relations.items():
            if kind in CLUSTERING:
                touched = [group for group in groups if group & pair]
                groups = [group for group in groups if not group & pair]
                groups.append(set().union(*touched))
        return [sorted(group, key=lambda name: order(self.articles[name])) for group in groups]

    def split(self, names: list[str]) -> Iterable[tuple[str, Pair]]:
        found = []
        while names:
            star, *rest = names
            near = [name for name in rest if self.compare(star, name) in CLUSTERING]
            found.append((star, frozenset((star, *near))))
            names = [name for name in rest if name not in near]
        return found

    def groups(self) -> set[tuple[str, Pair]]:
        return {cluster for group in self.connected() for cluster in self.split(group)}


DAYS = st.sampled_from([None, "2022-02-02", "2022-02-03"])
ARTICLES = st.lists(st.tuples(st.integers(0, 20), DAYS), max_size=12).map(
    lambda drawn: [number(value, f"{at:02}", day) for at, (value, day) in enumerate(drawn)]
)


def parts(data: st.DataObject, articles: Sequence[Article]) -> list[list[Article]]:
    """The articles, day by day, in any order."""
    days = [data.draw(st.integers(0, 3)) for _ in articles]
    return [[a for a, at in zip(articles, days, strict=True) if at == day] for day in range(4)]


@given(st.data(), ARTICLES)
def test_day_by_day_is_what_one_run_finds(data: st.DataObject, articles: list[Article]) -> None:
    copy = Copy()
    with TemporaryDirectory() as folder:
        for part in parts(data, articles):
            copy.follow(Index.open(folder, PIPELINE).add(part))
    found: dict[str, set[str]] = {}
    for row in PIPELINE.deduplicate(articles).clusters:
        found.setdefault(row.cluster, set()).add(row.id)
    assert copy.groups() == {(star, frozenset(names)) for star, names in found.items()}


@given(st.data(), ARTICLES, st.integers(2, 5))
def test_day_by_day_is_the_documented_rule(
    data: st.DataObject, articles: list[Article], bucket: int
) -> None:
    """With large buckets, and articles that are removed on the way."""
    copy, model = Copy(), Model(bucket)
    names = [article.id for article in articles]
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(meeting, "BUCKET", bucket)
        index = Index.open(folder, PIPELINE)
        for part in parts(data, articles):
            copy.follow(index.add(part))
            model.add(part)
            assert copy.groups() == model.groups()
            gone = data.draw(st.sets(st.sampled_from(names), max_size=3)) if names else set()
            copy.follow(index.remove(gone))
            model.remove(gone)
            assert copy.groups() == model.groups()
            assert len(index) == len(model.articles) == len(copy.cluster)
