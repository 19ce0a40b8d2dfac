"""The third stage: find articles that repeat each other, by blocking and exact comparison.

Deduplicators make a `Sketch` of each batch of articles: keys, which bring articles together, and
the evidence that an exact comparison needs; the articles themselves can go.
Sketches are collected on a `Shelf`, in memory or in files. At the end, articles that share a key
are compared; what is found is relations between two articles, and these make clusters.

Everything is ordered by (published, id), never by the order of the input,
so that the same articles always give the same relations and clusters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from newsnorm.article import CLUSTERING, NormalizedArticle, Relation, RelationKind, next_id
from newsnorm.components import Columns, Deduplicator, Verdict
from newsnorm.errors import ConfigError, InputError, PluginError

if TYPE_CHECKING:
    from newsnorm.columns import Stack
    from newsnorm.components import Keys

    Found: TypeAlias = dict[tuple[int, int], Verdict]

BUCKET = 64
"""In a bucket of articles that share a key, up to so many are compared all with all;
in a larger one all are compared with the first."""

BATCH = 1024
"""Articles, or pairs of them, that a deduplicator is given at once."""

Named: TypeAlias = Sequence[tuple[str, Deduplicator]]
"""Deduplicators with their full names, in order: where two relate one pair, the earlier holds."""


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


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What deduplicators made of some articles.

    Args:
        order: for each article, when it was published and its id: what articles are sorted by.
        keys: for each deduplicator, the articles' keys.
        evidence: for each deduplicator, the columns of its evidence.
    """

    order: tuple[tuple[str, str], ...]
    keys: tuple[Keys, ...]
    evidence: tuple[Columns, ...]


def sketch(articles: Sequence[NormalizedArticle], deduplicators: Named) -> Sketch:
    """Make a sketch of a batch of articles.

    Raises:
        PluginError: if a deduplicator fails, or returns columns that do not fit.
    """
    keys: list[Keys] = []
    evidence: list[Columns] = []
    for name, deduplicator in deduplicators:
        try:
            made = deduplicator.keys(articles)
            columns = dict(deduplicator.evidence(articles))
            _check_rows({"keys": made, **columns}, len(articles))
        except (Exception, SystemExit) as error:
            raise _fault(name, error, articles) from error
        keys.append(made)
        evidence.append(columns)
    order = tuple((_instant(article), article.id) for article in articles)
    return Sketch(order, tuple(keys), tuple(evidence))


def _instant(article: NormalizedArticle) -> str:
    """When an article was published, in UTC, to sort by; what has no date comes last.

    A day counts from its beginning, and a time without a zone as UTC.
    """
    try:
        instant = datetime.fromisoformat(article.raw.published or "")
    except ValueError:
        return "~"
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=UTC)
    return instant.astimezone(UTC).isoformat()


class Shelf:
    """Sketches of many batches, put together column by column.

    Args:
        deduplicators: those that made them.
        folder: where to keep the columns; None for memory.
    """

    def __init__(self, deduplicators: Named, folder: Path | None = None) -> None:
        self.deduplicators = deduplicators
        self.folder = folder
        self.order: list[tuple[str, str]] = []
        self.stacks: dict[tuple[int, str, str], Stack] = {}
        self.ragged: set[tuple[int, str]] = set()

    def add(self, made: Sketch) -> None:
        """Put a sketch on the shelf.

        Raises:
            PluginError: if its columns are not of the kind of those before.
        """
        if not made.order:
            return
        ragged = _columns().Ragged
        for number, (name, _) in enumerate(self.deduplicators):
            try:
                self._stack(number, "keys", "").push(made.keys[number])
                for title, column in made.evidence[number].items():
                    if isinstance(column, ragged):
                        self.ragged.add((number, title))
                        self._stack(number, "values", title).push(column.values)
                        self._stack(number, "lengths", title).push(
                            column.offsets[1:] - column.offsets[:-1]
                        )
                    else:
                        self._stack(number, "column", title).push(column)
            except ValueError as error:
                raise _fault(name, error) from error
        self.order += made.order

    def keys(self, number: int) -> Keys:
        """The keys that one deduplicator made, of all articles."""
        return self.stacks[number, "keys", ""].array()

    def evidence(self, number: int) -> dict[str, Any]:
        """The evidence that one deduplicator made, of all articles."""
        numpy = _numpy()
        found: dict[str, Any] = {}
        for (of, part, title), stack in self.stacks.items():
            if of == number and part == "column":
                found[title] = stack.array()
            elif of == number and part == "values":
                lengths = self.stacks[of, "lengths", title].array()
                offsets = numpy.concatenate(([0], numpy.cumsum(lengths)))
                found[title] = _columns().Ragged(stack.array(), offsets)
        return found

    def _stack(self, number: int, part: str, title: str) -> Stack:
        key = (number, part, title)
        if key not in self.stacks:
            file = f"{number}-{len(self.stacks)}.bin"
            path = self.folder / file if self.folder else None
            self.stacks[key] = _columns().Stack(path)
        return self.stacks[key]


def find_duplicates(articles: Iterable[NormalizedArticle], deduplicators: Named) -> Duplicates:
    """Find the articles that repeat each other.

    Args:
        articles: in any order; copies that have no id get numbers behind the one made for them.
        deduplicators: pairs of full name and deduplicator.

    Raises:
        InputError: if two articles have one id.
        PluginError: if a deduplicator fails.
    """
    shelf = Shelf(deduplicators)
    seen: set[str] = set()
    batch: list[NormalizedArticle] = []
    for given in articles:
        article = given
        if article.id in seen:
            if not article.raw.has_made_id():
                raise InputError("repeated-id", f"the id {article.id!r} was used before")
            article = article.with_id(next_id(article.id, seen))
        seen.add(article.id)
        batch.append(article)
        if len(batch) == BATCH:
            shelf.add(sketch(batch, deduplicators))
            batch = []
    if batch:
        shelf.add(sketch(batch, deduplicators))
    return compare(shelf)


def compare(shelf: Shelf) -> Duplicates:
    """Compare the articles on a shelf that share a key, and group them.

    Raises:
        PluginError: if a deduplicator fails.
    """
    ids = [article_id for _, article_id in shelf.order]
    if not ids:
        return Duplicates()
    ranked = sorted(range(len(ids)), key=shelf.order.__getitem__)
    rank = [0] * len(ids)
    for place, index in enumerate(ranked):
        rank[index] = place
    found: Found = {}
    comparers: list[_Comparer] = []
    for number, (name, deduplicator) in enumerate(shelf.deduplicators):
        comparer = _Comparer(name, deduplicator, shelf.evidence(number))
        comparers.append(comparer)
        for pairs in _pairs(shelf.keys(number), ranked, rank):
            found |= comparer.compare([pair for pair in pairs if pair not in found])
    groups = _stars(rank, found, comparers)
    in_order = sorted(found.items(), key=lambda item: (rank[item[0][0]], rank[item[0][1]]))
    return Duplicates(
        tuple(
            Relation(ids[left], ids[right], verdict.kind, verdict.evidence)
            for (left, right), verdict in in_order
        ),
        tuple(_row(ids, index, groups.get(index, index), found) for index in ranked),
    )


def _row(ids: Sequence[str], index: int, star: int, found: Found) -> ClusterRow:
    if index == star:
        return ClusterRow(ids[index], ids[index], True)
    return ClusterRow(ids[index], ids[star], False, ids[star], found[star, index].kind)


class _Comparer:
    """One deduplicator and its evidence, ready to compare articles by their numbers."""

    def __init__(self, name: str, deduplicator: Deduplicator, columns: Columns) -> None:
        self.name = name
        self.deduplicator = deduplicator
        self.columns = columns

    def compare(self, pairs: Sequence[tuple[int, int]]) -> Found:
        found: Found = {}
        for start in range(0, len(pairs), BATCH):
            batch = pairs[start : start + BATCH]
            left, right = (
                {title: column.take(list(rows), **axis) for title, (column, axis) in self._parts()}
                for rows in zip(*batch, strict=True)
            )
            try:
                verdicts = self.deduplicator.compare(left, right)
                found |= {
                    pair: verdict
                    for pair, verdict in zip(batch, verdicts, strict=True)
                    if verdict is not None
                }
            except Exception as error:
                raise _fault(self.name, error) from error
        return found

    def _parts(self) -> Iterator[tuple[str, tuple[Any, dict[str, int]]]]:
        ragged = _columns().Ragged
        for title, column in self.columns.items():
            yield title, (column, {} if isinstance(column, ragged) else {"axis": 0})


def _pairs(
    keys: Keys, ranked: Sequence[int], rank: Sequence[int]
) -> Iterator[list[tuple[int, int]]]:
    """Pairs of articles that share a key in one column, the earlier first, batch by batch.

    A pair is held as one integer, made of the ranks of its two articles, so that even the many
    pairs of a large dump need little memory, and come in order.
    """
    numpy = _numpy()
    ranks = numpy.array(rank, numpy.uint64)
    count = len(ranked)
    codes = numpy.empty(0, numpy.uint64)
    for number in range(keys.shape[1]):
        column = numpy.ascontiguousarray(keys[:, number])
        order = numpy.lexsort((ranks, column))
        ordered, places = column[order], ranks[order]
        edges = numpy.flatnonzero(ordered[1:] != ordered[:-1]) + 1
        starts = numpy.concatenate(([0], edges))
        ends = numpy.concatenate((edges, [count]))
        shared = ends - starts > 1
        made = [codes]
        for start, end in zip(starts[shared].tolist(), ends[shared].tolist(), strict=True):
            bucket = places[start:end]
            if len(bucket) <= BUCKET:
                first, other = numpy.triu_indices(len(bucket), 1)
                made.append(bucket[first] * numpy.uint64(count) + bucket[other])
            else:
                made.append(bucket[0] * numpy.uint64(count) + bucket[1:])
        codes = numpy.unique(numpy.concatenate(made))
    for start in range(0, len(codes), BATCH):
        left, right = numpy.divmod(codes[start : start + BATCH], numpy.uint64(count))
        yield [
            (ranked[one], ranked[two])
            for one, two in zip(left.tolist(), right.tolist(), strict=True)
        ]


def _stars(rank: Sequence[int], found: Found, comparers: Sequence[_Comparer]) -> dict[int, int]:
    """Group articles so that each is verified against the first of its group.

    Connected components come first; in each, the earliest article gathers those that repeat it,
    then the earliest of the rest does, and so on: a chain of small steps cannot run away.
    Pairs that no key brought together are compared here, and what is found is added to `found`.

    Returns:
        For each article that was grouped with others, the first of its group.
    """
    groups: dict[int, int] = {}
    for component in _components(rank, found):
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
                verdict = found.get((star, other))
                if verdict is not None and verdict.kind in CLUSTERING:
                    groups[other] = star
                else:
                    members.append(other)
    return groups


def _components(rank: Sequence[int], found: Found) -> Iterable[list[int]]:
    """Connected components of two articles and more, each in order."""
    parent: dict[int, int] = {}

    def root(index: int) -> int:
        while parent.setdefault(index, index) != index:
            parent[index] = index = parent[parent[index]]
        return index

    for (left, right), verdict in found.items():
        if verdict.kind in CLUSTERING:
            one, two = sorted((root(left), root(right)), key=rank.__getitem__)
            parent[two] = one
    components: dict[int, list[int]] = {}
    for index in sorted(parent, key=rank.__getitem__):
        components.setdefault(root(index), []).append(index)
    return components.values()


def _check_rows(columns: Columns, rows: int) -> None:
    for title, column in columns.items():
        if not (hasattr(column, "dtype") or hasattr(column, "offsets")):
            raise TypeError(f"{title!r} is a {type(column).__name__}, no array and no Ragged")
        if title == "keys" and (column.ndim, str(column.dtype)) != (2, "uint64"):
            raise ValueError(
                f"'keys' is an array of {column.ndim} dimensions of {column.dtype}; "
                "2 dimensions of uint64 are due"
            )
        if len(column) != rows:
            raise ValueError(f"{title!r} has {len(column)} rows for {rows} articles")


def _fault(
    name: str, error: BaseException, articles: Sequence[NormalizedArticle] = ()
) -> PluginError:
    one = articles[0].id if len(articles) == 1 else None
    return PluginError(
        f"deduplicator {name!r} failed{f' on article {one!r}' if one else ''}: "
        f"{type(error).__name__}: {error}",
        plugin=name.partition("/")[0],
        component=name,
        stage="deduplicate",
        article_id=one,
    )


def _columns() -> Any:
    _numpy()
    from newsnorm import columns

    return columns


def _numpy() -> Any:
    try:
        import numpy
    except ImportError as error:
        raise ConfigError(
            "deduplication needs numpy: pip install newsnorm-minhash, or numpy alone"
        ) from error
    return numpy
