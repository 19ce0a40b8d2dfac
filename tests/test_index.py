"""The persistent index: what the documented rule says, whatever comes when, and nothing else.

The articles are numbers: two within `REACH` of each other repeat each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsnorm.article import CLUSTERING, Article
from newsnorm.columns import Ragged
from newsnorm.components import DeduplicatorSpec, PairRule, Verdict
from newsnorm.errors import ConfigError, InputError, PluginError
from newsnorm.index import meeting
from newsnorm.index.changes import ClusterChange
from newsnorm.index.index import Index
from newsnorm.index.store import commit, read_manifest
from newsnorm.pipeline import Pipeline

Pair: TypeAlias = frozenset[str]

REACH = 2

FEW = settings(max_examples=settings().max_examples // 2)
"""An example takes as long as a hundred of other tests: it makes an index on the disk."""


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

    def follow(self, changes: Iterable[ClusterChange]) -> None:
        for change in changes:
            match change:
                case ClusterChange("removed", id=str(name)):
                    del self.cluster[name]
                case ClusterChange("merged", cluster, was=was):
                    for name, before in self.cluster.items():
                        if before == was:
                            self.cluster[name] = cluster
                case ClusterChange("representative", cluster, str(name)):
                    self.representative[cluster] = name
                case ClusterChange(_, cluster, str(name), of):
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


DAYS: tuple[str | None, ...] = (None, "2022-02-02", "2022-02-03")


def drawn(random: Random) -> list[Article]:
    return [
        number(random.randrange(18), f"{at:02}", random.choice(DAYS))
        for at in range(random.randrange(14))
    ]


# From seeds: of lists that are drawn number by number, most have few numbers that differ.
SEEDS = st.integers(0, 2**32 - 1).map(Random)
ARTICLES = SEEDS.map(drawn)


def parts(random: Random, articles: Sequence[Article]) -> list[list[Article]]:
    """The articles, day by day, in any order."""
    days = [random.randrange(4) for _ in articles]
    return [[a for a, at in zip(articles, days, strict=True) if at == day] for day in range(4)]


@FEW
@given(SEEDS, ARTICLES)
def test_day_by_day_is_what_one_run_finds(random: Random, articles: list[Article]) -> None:
    copy = Copy()
    with TemporaryDirectory() as folder:
        for part in parts(random, articles):
            copy.follow(Index.open(folder, PIPELINE).add(part))
    found: dict[str, set[str]] = {}
    for row in PIPELINE.deduplicate(articles).clusters:
        found.setdefault(row.cluster, set()).add(row.id)
    assert copy.groups() == {(star, frozenset(names)) for star, names in found.items()}


@FEW
@given(SEEDS, ARTICLES, st.integers(2, 5))
def test_day_by_day_is_the_documented_rule(
    random: Random, articles: list[Article], bucket: int
) -> None:
    """With large buckets, and articles that are removed on the way."""
    copy, model = Copy(), Model(bucket)
    names = [article.id for article in articles]
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(meeting, "BUCKET", bucket)
        index = Index.open(folder, PIPELINE)
        for part in parts(random, articles):
            copy.follow(index.add(part))
            model.add(part)
            assert copy.groups() == model.groups()
            gone = random.sample(names, min(random.randrange(4), len(names)))
            copy.follow(index.remove(gone))
            model.remove(gone)
            assert copy.groups() == model.groups()
            assert len(index) == len(model.articles) == len(copy.cluster)


@FEW
@given(SEEDS, ARTICLES)
def test_in_which_order_articles_come_in_one_add_changes_nothing(
    random: Random, articles: list[Article]
) -> None:
    shuffled = random.sample(articles, len(articles))
    half = random.randint(0, len(articles))
    first, later = articles[:half], articles[half:]
    again = [article for article in shuffled if article in first]
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        for folder, parts in ((one, (first, later)), (other, (again, [*reversed(later)]))):
            for part in parts:
                Index.open(folder, PIPELINE).add(part)
        assert written(Path(one)) == written(Path(other))


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@FEW
@given(ARTICLES, st.integers(0, 17), st.sampled_from(DAYS))
def test_a_query_says_what_an_add_would_and_adds_nothing(
    articles: list[Article], value: int, day: str | None
) -> None:
    """Of an article alone; asked with others, it is told the same."""
    asked = [number(value, "q", day), number(value, "q2", day), *articles[:3]]
    with TemporaryDirectory() as folder:
        index = Index.open(folder, PIPELINE)
        index.add(articles)
        before = written(Path(folder))
        matches = {match.id: match for match in index.query(asked)}
        assert written(Path(folder)) == before
        assert [index.query([one])[0] for one in asked] == [matches[one.id] for one in asked]
        found = next(change for change in index.add(asked[:1]) if change.id == "q")
        match = matches["q"]
        assert (match.known, match.of, match.relation) == (False, found.of, found.relation)
        assert match.cluster == (None if found.change == "new" else found.cluster)
        after = index.query(asked[:1])[0]
        assert after.known
        assert {(r.left, r.right, r.kind) for r in after.relations} <= {
            (r.left, r.right, r.kind) for r in match.relations
        }
        for one in articles[:3]:
            assert matches[one.id].known


@FEW
@given(ARTICLES)
def test_what_was_added_before_changes_nothing(articles: list[Article]) -> None:
    with TemporaryDirectory() as folder:
        index = Index.open(folder, PIPELINE)
        changes = index.add(articles)
        before = written(Path(folder))
        assert index.add(articles) == index.add(reversed(articles)) == []
        assert written(Path(folder)) == before
        assert index.changes() == changes


# Known answers ----------------------------------------------------------------------------------


def lines(changes: Iterable[ClusterChange]) -> list[tuple[str | None, ...]]:
    return [(c.change, c.cluster, c.id, c.of, c.was) for c in changes]


def test_changes_say_what_happened(tmp_path: Path) -> None:
    index = Index.open(tmp_path, PIPELINE)
    day = "2022-02-0{}".format
    assert lines(index.add([number(5, "b", day(3)), number(50, "z", day(3))])) == [
        ("new", "0", "b", None, None),
        ("new", "1", "z", None, None),
    ]
    (joined,) = index.add([number(6, "c", day(4))])
    assert joined == ClusterChange("joined", "0", "c", "b", "near", {"apart": 1})
    # A late one comes first, and the cluster keeps its number.
    assert lines(index.add([number(4, "a", day(2))])) == [
        ("joined", "0", "a", None, None),
        ("representative", "0", "a", None, "b"),
    ]
    # Two stories turn out to be one, by an article that repeats both and came before them.
    assert lines(index.add([number(8, "y", day(5))])) == [("new", "2", "y", None, None)]
    assert lines(index.add([number(6, "0", day(1))])) == [
        ("merged", "0", None, None, "2"),
        ("joined", "0", "0", None, None),
        ("representative", "0", "0", None, "a"),
    ]
    assert index.add([number(6, "0", day(1))]) == []
    # Without it, y repeats nothing that is left at the head of the story.
    assert lines(index.remove(["0", "nobody"])) == [
        ("removed", "0", "0", None, None),
        ("moved", "3", "y", None, "0"),
        ("representative", "0", "a", None, "0"),
    ]
    assert lines(index.remove(before=day(4))) == [
        ("removed", "0", "a", None, None),
        ("removed", "0", "b", None, None),
        ("removed", "1", "z", None, None),
        ("merged", "0", None, None, "3"),
        ("representative", "0", "c", None, "a"),
    ]
    assert index.remove(["a"]) == []
    assert len(index) == 2


def test_copies_stay_together_when_the_one_that_all_were_compared_with_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meeting, "BUCKET", 2)
    index, copy = Index.open(tmp_path, PIPELINE), Copy()
    copy.follow(index.add([number(1, f"n{at}") for at in range(9)]))
    copy.follow(index.remove(["n0", "n1"]))
    assert copy.groups() == {("n2", frozenset(f"n{at}" for at in range(2, 9)))}


@pytest.mark.parametrize(
    ("days", "late", "gone", "expected"),
    [
        ([[2, 6, 4, 5]], [0], [], [{0, 2}, {6, 4, 5}]),
        ([[2, 4], [6, 5]], [], [2], [{6, 4, 5}]),
        ([[8, 6, 4, 5]], [], [8], [{6, 4, 5}]),
        ([[1, 3], [2]], [], [], [{1, 3, 2}]),
    ],
)
def test_what_was_not_compared_before_is_when_it_matters(
    tmp_path: Path,
    days: list[list[int]],
    late: list[int],
    gone: list[int],
    expected: list[set[int]],
) -> None:
    """4 and 6 share no key, nor do 1 and 3: they are compared once one represents others."""
    order = [*late, 1, 3, 2, 8, 6, 4, 5]

    def made(values: Iterable[int]) -> list[Article]:
        return [number(n, f"{n}", f"2022-02-{order.index(n) + 1:02}") for n in values]

    index, copy = Index.open(tmp_path, PIPELINE), Copy()
    for part in (*days, late):
        copy.follow(index.add(made(part)))
    copy.follow(index.remove(map(str, gone)))
    groups = [{int(name) for name in names} for _, names in copy.groups()]
    assert sorted(groups, key=min) == expected


def test_numbers_may_be_large(tmp_path: Path) -> None:
    """After two thousand million articles, as after none."""
    index, copy = Index.open(tmp_path, PIPELINE), Copy()
    copy.follow(index.add([number(at, f"a{at}") for at in range(0, 20, 5)]))
    manifest = read_manifest(tmp_path)
    assert manifest
    commit(tmp_path, replace(manifest, next_article=2_000_000_000))
    for part in (range(0, 20, 2), range(1, 20, 2)):
        copy.follow(index.add([number(at, f"b{at}") for at in part]))
    articles = [number(at, f"b{at}") for at in range(20)]
    articles += [number(at, f"a{at}") for at in range(0, 20, 5)]
    found: dict[str, set[str]] = {}
    for row in PIPELINE.deduplicate(articles).clusters:
        found.setdefault(row.cluster, set()).add(row.id)
    assert copy.groups() == {(star, frozenset(names)) for star, names in found.items()}


def test_an_article_without_an_id_is_known_by_what_it_says(tmp_path: Path) -> None:
    index = Index.open(tmp_path, PIPELINE)
    (change,) = index.add([{"text": "7"}, {"text": "7", "published": "2022-02-02"}])
    assert change.change == "new"
    assert index.add([Article("7"), PIPELINE.normalize("7")]) == []


def test_another_article_of_a_known_id_is_refused(tmp_path: Path) -> None:
    index = Index.open(tmp_path, PIPELINE)
    index.add([number(1, "a")])
    with pytest.raises(InputError, match="another article with the id 'a'; remove it") as caught:
        index.add([number(9, "b"), number(2, "a")])
    assert caught.value.code == "changed-article"
    with pytest.raises(InputError, match="the id 'c' was used before"):
        index.add([number(1, "c"), number(2, "c")])
    assert len(index) == 1
    faults: list[tuple[str, str]] = []
    given: list[Any] = [number(2, "a"), {"no": "text"}, number(30, "d"), Article("x", id="e")]
    changes = index.add(given, rejected=lambda name, error: faults.append((name, str(error))))
    assert [change.id for change in changes] == ["d"]
    assert [name for name, _ in faults] == ["", "a", "e"]
    assert "'test/near' failed on article 'e': ValueError" in faults[-1][1]
    index.remove(["a"])
    assert [change.id for change in index.add([number(2, "a")])] == ["a"]


def test_an_index_of_other_settings_is_refused_and_says_which(tmp_path: Path) -> None:
    @dataclass(frozen=True)
    class Options:
        reach: int = 2

    def pipeline(reach: int = 2, made_with: Any = None, name: str = "test/near") -> Pipeline:
        def make(options: Options) -> Near:
            made = Near()
            if made_with:
                made.made_with = made_with  # type: ignore[attr-defined]
            return made

        spec = DeduplicatorSpec(name, make, Options)
        return Pipeline.of(deduplicators=[spec], options={name: {"reach": reach}})

    Index.open(tmp_path, pipeline(made_with={"fold table": 1})).add([number(1, "a")])
    Index.open(tmp_path, pipeline(made_with={"fold table": 1}))
    for other, said in (
        (pipeline(3, {"fold table": 1}), r"settings: test/near\.reach was 2 and is 3\. Use"),
        (pipeline(2, {"fold table": 2}), "test/near: fold table was 1 and is 2"),
        (pipeline(2, {"fold table": 1}, "test/other"), r"deduplicators was \['test/near'\] and is"),
        (pipeline(), "test/near: fold table was 1, which is not there now"),
    ):
        with pytest.raises(ConfigError, match=said):
            Index.open(tmp_path, other)
    with pytest.raises(ConfigError, match="has no deduplicator"):
        Index.open(tmp_path, Pipeline.of())


def test_where_no_index_can_be(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is no index; `newsnorm index add` makes one"):
        Index.open(tmp_path / "none", PIPELINE, create=False)
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(ConfigError, match="is no index and not empty"):
        Index.open(tmp_path, PIPELINE).add([number(1, "a")])
    with pytest.raises(ConfigError, match="is no folder"):
        Index.open(tmp_path / "letter.txt", PIPELINE)
    with pytest.raises(ConfigError, match="'soon' is no date"):
        Index.open(tmp_path / "new", PIPELINE).remove(before="soon")


def test_pair_rules_have_the_last_word_in_an_index_too(tmp_path: Path) -> None:
    """They are asked in the order of publication, whenever the articles were added."""
    asked: list[tuple[str, str, str | None]] = []

    def decide(left: Any, right: Any, relation: Any) -> Any:
        asked.append((left.id, right.id, left.title))
        return None if "veto" in (left.title, right.title) else relation

    rule = DeduplicatorSpec("test/house", lambda: PairRule(decide))
    pipeline = Pipeline.of(deduplicators=[DeduplicatorSpec("test/near", Near), rule])
    index = Index.open(tmp_path, pipeline)
    index.add([Article("1", "veto", "b", "2022-02-02"), Article("1", "snow", "c", "2022-02-03")])
    changes = index.add([Article("1", "rain", "a", "2022-02-01")])
    assert lines(changes)[0] == ("joined", "1", "a", None, None)
    assert asked == [("b", "c", "veto"), ("a", "b", "rain"), ("a", "c", "rain")]


def test_a_deduplicator_that_fails_in_comparing_is_named_and_nothing_is_added(
    tmp_path: Path,
) -> None:
    class Faulty(Near):
        def compare(self, left: Any, right: Any) -> Sequence[Verdict | None]:
            return []

    pipeline = Pipeline.of(deduplicators=[DeduplicatorSpec("test/faulty", Faulty)])
    index = Index.open(tmp_path, pipeline)
    with pytest.raises(PluginError, match="'test/faulty' failed: ValueError: it gives 0 verdicts"):
        index.add([number(1, "a"), number(1, "b")])
    assert len(index) == 0


def test_many_adds_make_few_segments(tmp_path: Path) -> None:
    index = Index.open(tmp_path, PIPELINE)
    copy = Copy()
    for at in range(60):
        copy.follow(index.add([number(at % 7 * 10, f"n{at}", f"2022-02-{1 + at % 28:02}")]))
    assert len([*tmp_path.iterdir()]) <= 12
    assert len(index) == 60
    assert len(copy.groups()) == 7
    copy.follow(index.remove([f"n{at}" for at in range(50)]))
    assert len(copy.cluster) == len(index) == 10
    index.check()


def test_evidence_of_every_shape_comes_back(tmp_path: Path) -> None:
    """Rows of different lengths, of none, of more than a block; rows of several numbers."""
    seen: list[Any] = []

    class Shapes(Near):
        def evidence(self, articles: Sequence[Any]) -> Any:
            numbers = [int(article.text) for article in articles]
            return {
                "values": np.array([(n, n + 1) for n in numbers], np.int32),
                "rows.of": Ragged.of([np.full(n, n, np.uint16) for n in numbers]),
                "empty": Ragged.of([np.empty(0, np.float64) for _ in numbers]),
            }

        def compare(self, left: Any, right: Any) -> Sequence[Verdict | None]:
            for columns in (left, right):
                for two, row, none in zip(
                    columns["values"], columns["rows.of"], columns["empty"], strict=True
                ):
                    assert row.dtype == np.uint16
                    assert row.tolist() == [two[0]] * two[0]
                    assert len(none) == 0
                    seen.append(two.tolist())
            return [None] * len(left["values"])

    pipeline = Pipeline.of(deduplicators=[DeduplicatorSpec("test/shapes", Shapes)])
    index = Index.open(tmp_path, pipeline)
    for at in range(10):
        index.add([number(n, f"{n}-{at}") for n in (0, 1, 9999, 30_000)])
    assert {tuple(pair) for pair in seen} == {(0, 1), (1, 2), (9999, 10_000), (30_000, 30_001)}
    index.check()
