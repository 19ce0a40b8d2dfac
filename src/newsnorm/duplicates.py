"""The third stage: find articles that repeat each other, by blocking and exact comparison.

Deduplicators give each article keys; articles that share one are candidates, and an exact
comparison decides. The decisions are relations between two articles; from those, `clusters`
groups articles into stories.

Everything is ordered by (published, id), never by the order of the input,
so that the same articles always give the same relations and clusters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsnorm.article import CLUSTERING, NormalizedArticle, Relation, RelationKind
from newsnorm.components import Deduplicator, Verdict
from newsnorm.errors import ConfigError, InputError, PluginError

if TYPE_CHECKING:
    from newsnorm.components import Column

BUCKET = 64
"""In a bucket of articles that share a key, up to so many are compared all with all;
in a larger one all are compared with the first."""

BATCH = 1024
"""Articles, or pairs of them, that a deduplicator is given at once."""


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """What became of one article.

    Args:
        id: the article's.
        cluster: id of the story it belongs to: that of the story's representative.
        keep: whether it is the representative.
        of: id of the representative it repeats, or None.
        relation: how it repeats it, or None.
    """

    id: str
    cluster: str
    keep: bool
    of: str | None = None
    relation: RelationKind | None = None


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The relations between articles, and the stories they make. Iterating gives the relations."""

    relations: tuple[Relation, ...] = ()
    clusters: tuple[ClusterRow, ...] = ()

    def __iter__(self) -> Iterator[Relation]:
        return iter(self.relations)


@dataclass(slots=True)
class DuplicateFinder:
    """Collects what a comparison needs, article by article, so that the articles can go.

    Args:
        deduplicators: pairs of full name and deduplicator; where two relate the same pair of
            articles, the earlier one's word holds.
    """

    deduplicators: Sequence[tuple[str, Deduplicator]]
    _order: list[tuple[str, str]] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _pending: list[NormalizedArticle] = field(default_factory=list)
    _keys: list[list[Any]] = field(default_factory=list)
    _evidence: list[dict[str, list[Column]]] = field(default_factory=list)

    def add(self, article: NormalizedArticle) -> None:
        """Take in one article.

        Raises:
            InputError: if there was one of this id already.
            PluginError: if a deduplicator fails.
        """
        if article.id in self._seen:
            raise InputError("repeated-id", f"the id {article.id!r} was used before")
        self._seen.add(article.id)
        self._order.append((article.raw.published or "", article.id))
        self._pending.append(article)
        if len(self._pending) >= BATCH:
            self._sketch()

    def finish(self) -> Duplicates:
        """Compare what was taken in.

        Raises:
            PluginError: if a deduplicator fails.
        """
        self._sketch()
        ids = [article_id for _, article_id in self._order]
        ranked = sorted(range(len(ids)), key=self._order.__getitem__)
        rank = {index: place for place, index in enumerate(ranked)}
        found: dict[tuple[int, int], Verdict] = {}
        comparers: list[_Comparer] = []
        for number, (name, deduplicator) in enumerate(self.deduplicators if ids else ()):
            comparer = _Comparer(name, deduplicator, self._evidence[number])
            comparers.append(comparer)
            pairs = sorted(
                (pair for pair in _pairs(self._keys[number], rank) if pair not in found),
                key=lambda pair: (rank[pair[0]], rank[pair[1]]),
            )
            found |= comparer.compare(pairs)
        groups = _stars(ranked, found, comparers)
        relations = tuple(
            Relation(ids[left], ids[right], verdict.kind, verdict.evidence)
            for (left, right), verdict in sorted(
                found.items(), key=lambda item: (rank[item[0][0]], rank[item[0][1]])
            )
        )
        rows = (
            ClusterRow(ids[star], ids[star], True)
            if index == star
            else ClusterRow(ids[index], ids[star], False, ids[star], found[star, index].kind)
            for index, star in sorted(groups.items(), key=lambda item: rank[item[0]])
        )
        return Duplicates(relations, tuple(rows))

    def _sketch(self) -> None:
        articles, self._pending = self._pending, []
        if not articles:
            return
        if not self._keys:
            self._keys = [[] for _ in self.deduplicators]
            self._evidence = [{} for _ in self.deduplicators]
        for number, (name, deduplicator) in enumerate(self.deduplicators):
            try:
                keys = deduplicator.keys(articles)
                columns = deduplicator.evidence(articles)
                _check_rows({"keys": keys, **columns}, len(articles))
            except Exception as error:
                raise _fault(name, error) from error
            self._keys[number].append(keys)
            for title, column in columns.items():
                self._evidence[number].setdefault(title, []).append(column)


def find_duplicates(
    articles: Iterable[NormalizedArticle], deduplicators: Sequence[tuple[str, Deduplicator]]
) -> Duplicates:
    """Find the articles that repeat each other; see `DuplicateFinder`."""
    finder = DuplicateFinder(deduplicators)
    for article in articles:
        finder.add(article)
    return finder.finish()


class _Comparer:
    """One deduplicator and the evidence it made, ready to compare articles by their numbers."""

    def __init__(
        self, name: str, deduplicator: Deduplicator, columns: Mapping[str, Sequence[Column]]
    ) -> None:
        numpy = _numpy()
        self.name = name
        self.deduplicator = deduplicator
        self.columns = {title: numpy.concatenate(parts) for title, parts in columns.items()}

    def compare(self, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Verdict]:
        found: dict[tuple[int, int], Verdict] = {}
        for start in range(0, len(pairs), BATCH):
            batch = pairs[start : start + BATCH]
            left, right = (list(side) for side in zip(*batch, strict=True))
            try:
                verdicts = self.deduplicator.compare(
                    {title: column[left] for title, column in self.columns.items()},
                    {title: column[right] for title, column in self.columns.items()},
                )
                found |= {
                    pair: verdict
                    for pair, verdict in zip(batch, verdicts, strict=True)
                    if verdict is not None
                }
            except Exception as error:
                raise _fault(self.name, error) from error
        return found


def _pairs(batches: Sequence[Any], rank: Mapping[int, int]) -> set[tuple[int, int]]:
    """Pairs of articles that share a key in one column, the earlier first."""
    pairs: set[tuple[int, int]] = set()
    for column in _numpy().concatenate(batches).T:
        buckets: dict[int, list[int]] = {}
        for index, key in enumerate(column.tolist()):
            buckets.setdefault(key, []).append(index)
        for bucket in buckets.values():
            if len(bucket) < 2:
                continue
            bucket.sort(key=rank.__getitem__)
            firsts = bucket[:-1] if len(bucket) <= BUCKET else bucket[:1]
            pairs.update(
                (first, other) for at, first in enumerate(firsts) for other in bucket[at + 1 :]
            )
    return pairs


def _stars(
    ranked: Sequence[int],
    found: dict[tuple[int, int], Verdict],
    comparers: Sequence[_Comparer],
) -> dict[int, int]:
    """Group articles so that each is verified against the first of its group.

    Connected components come first; in each, the earliest article gathers those that repeat it,
    then the earliest of the rest does, and so on: a chain of small steps cannot run away.
    Pairs that no key brought together are compared here, and what is found is added to `found`.
    """
    rank = {index: place for place, index in enumerate(ranked)}
    parent = {index: index for index in ranked}

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for (left, right), verdict in found.items():
        if verdict.kind in CLUSTERING:
            one, two = sorted((root(left), root(right)), key=rank.__getitem__)
            parent[two] = one
    components: dict[int, list[int]] = {}
    for index in ranked:
        components.setdefault(root(index), []).append(index)
    groups: dict[int, int] = {}
    for component in components.values():
        members = component
        while members:
            star, *rest = members
            open_pairs = [(star, other) for other in rest if (star, other) not in found]
            for comparer in comparers if open_pairs else ():
                found |= comparer.compare(open_pairs)
                open_pairs = [pair for pair in open_pairs if pair not in found]
            groups[star] = star
            members = []
            for other in rest:
                verdict_or_none = found.get((star, other))
                if verdict_or_none is not None and verdict_or_none.kind in CLUSTERING:
                    groups[other] = star
                else:
                    members.append(other)
    return groups


def _check_rows(columns: Mapping[str, Column], rows: int) -> None:
    for title, column in columns.items():
        if len(column) != rows:
            raise ValueError(f"{title!r} has {len(column)} rows for {rows} articles")


def _fault(name: str, error: Exception) -> PluginError:
    return PluginError(
        f"deduplicator {name!r} failed: {type(error).__name__}: {error}",
        plugin=name.partition("/")[0],
        component=name,
        stage="deduplicate",
    )


def _numpy() -> Any:
    try:
        import numpy
    except ImportError as error:
        raise ConfigError(
            "deduplication needs numpy: pip install newsnorm-minhash, or numpy alone"
        ) from error
    return numpy
