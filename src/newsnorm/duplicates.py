"""The third stage: find articles that repeat each other, by blocking and exact comparison.

Deduplicators make a `Sketch` of each batch of articles: keys, which bring articles together, and
the evidence that an exact comparison needs; the articles themselves can go.
Sketches are collected on a `Shelf`, in memory or in files. At the end, articles that share a key
are compared; what is found, and pair rules leave, is relations between two articles, and these
make clusters.

Everything is ordered by (published, id), never by the order of the input,
so that the same articles always give the same relations and clusters.

With a shelf in files, memory holds some 50 bytes an article, whatever is found.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from newsnorm.article import Dateline, NormalizedArticle, Relation, RelationKind, next_id
from newsnorm.collecting import without_collecting
from newsnorm.components import ArticleFacts, Columns, Deduplicator, PairRule
from newsnorm.errors import ConfigError, InputError, PluginError
from newsnorm.quick_init import quick_init

if TYPE_CHECKING:
    from newsnorm.columns import Blobs, Column, Stack
    from newsnorm.comparing import Spread
    from newsnorm.components import Keys

BATCH = 1024
"""Articles, or pairs of them, that a deduplicator is given at once."""

Named: TypeAlias = Sequence[tuple[str, Deduplicator | PairRule]]
"""Deduplicators and pair rules with their full names, in order.

Where two deduplicators relate one pair, the earlier holds; pair rules hold for all of them."""


@quick_init
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


class Duplicates:
    """The relations between articles, and the stories they make. Iterating gives the relations.

    Args:
        relations: between two articles each.
        clusters: what became of each article; read when `clusters` is asked for, as there are far
            more of these than of relations.

    >>> found = Duplicates(clusters=[ClusterRow("a", "a", True)])
    >>> list(found), found.clusters[0].keep
    ([], True)
    """

    __slots__ = ("_clusters", "_rows", "relations")

    def __init__(
        self, relations: Iterable[Relation] = (), clusters: Iterable[ClusterRow] = ()
    ) -> None:
        self.relations = tuple(relations)
        self._rows = clusters
        self._clusters: tuple[ClusterRow, ...] | None = None

    @property
    def clusters(self) -> tuple[ClusterRow, ...]:
        """What became of each article, in order."""
        if self._clusters is None:
            self._clusters, self._rows = tuple(self._rows), ()
        return self._clusters

    def __iter__(self) -> Iterator[Relation]:
        return iter(self.relations)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Duplicates):
            return NotImplemented
        return (self.relations, self.clusters) == (other.relations, other.clusters)

    def __hash__(self) -> int:
        return hash((self.relations, self.clusters))

    def __repr__(self) -> str:
        return f"Duplicates(relations={self.relations!r}, clusters={self.clusters!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return Duplicates, (self.relations, self.clusters)


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What deduplicators made of some articles.

    Args:
        order: for each article, when it was published and its id: what articles are sorted by.
        keys: for each deduplicator, the articles' keys.
        evidence: for each deduplicator, the columns of its evidence.
        facts: for each article, its facts as JSON; empty if there is no pair rule.
    """

    order: tuple[tuple[str, str], ...]
    keys: tuple[Keys, ...]
    evidence: tuple[Columns, ...]
    facts: tuple[bytes, ...] = ()


def sketch(articles: Sequence[NormalizedArticle], deduplicators: Named) -> Sketch:
    """Make a sketch of a batch of articles.

    Raises:
        PluginError: if a deduplicator fails, or returns columns that do not fit.
    """
    keys: list[Keys] = []
    evidence: list[Columns] = []
    for name, deduplicator in only_deduplicators(deduplicators):
        try:
            made = deduplicator.keys(articles)
            columns = dict(deduplicator.evidence(articles))
            _check_rows({"keys": made, **columns}, len(articles))
        except (Exception, SystemExit) as error:
            raise fault(name, error, articles) from error
        keys.append(made)
        evidence.append(columns)
    order = tuple((_instant(article) or _LAST, article.id) for article in articles)
    facts = tuple(map(_facts, articles)) if only_rules(deduplicators) else ()
    return Sketch(order, tuple(keys), tuple(evidence), facts)


def only_deduplicators(named: Named) -> list[tuple[str, Deduplicator]]:
    """Without the pair rules."""
    return [(name, thing) for name, thing in named if not isinstance(thing, PairRule)]


def only_rules(named: Named) -> list[tuple[str, PairRule]]:
    """The pair rules alone."""
    return [(name, thing) for name, thing in named if isinstance(thing, PairRule)]


_LAST = "~"
"""Sorts behind every date: what has none comes last."""


def _instant(article: NormalizedArticle) -> str | None:
    """When an article was published, in UTC, to sort by.

    A day counts from its beginning, and a time without a zone as UTC.
    """
    published = article.raw.published
    if not published:
        return None
    try:
        instant = datetime.fromisoformat(published)
    except ValueError:
        return None
    if instant.tzinfo is None:
        return f"{instant.isoformat()}+00:00"
    return instant.astimezone(UTC).isoformat()


def _facts(article: NormalizedArticle) -> bytes:
    """An article's facts without its id, which is kept elsewhere."""
    raw, line = article.raw, article.dateline
    values = (article.title, _instant(article), raw.source, raw.language, line and asdict(line))
    return json.dumps(values).encode("ascii")


def read_facts(article_id: str, data: bytes) -> ArticleFacts:
    """Facts as they were put on a shelf."""
    title, instant, source, language, line = json.loads(data)
    published = datetime.fromisoformat(instant) if instant else None
    dateline = Dateline(**line) if line else None
    return ArticleFacts(article_id, title, published, source, language, dateline)


class Shelf:
    """Sketches of many batches, put together column by column; to be closed at the end.

    A column that two deduplicators have in common, the very same object in each sketch, is kept
    once.

    Args:
        deduplicators: those that made them, and the pair rules on what they will find.
        folder: where to keep the columns, and what comparing makes; None for memory.
    """

    def __init__(self, deduplicators: Named, folder: Path | None = None) -> None:
        # Not at once: most who load a pipeline need no sqlite.
        from newsnorm.ids import Order, OrderInMemory

        self.deduplicators = only_deduplicators(deduplicators)
        self.rules = only_rules(deduplicators)
        self.folder = folder
        self.order = Order(folder / "order.db") if folder else OrderInMemory()
        self.rows = 0
        self.stacks: dict[tuple[int, str, str], Stack] = {}
        self.columns: dict[int, tuple[object, ...]] = {}
        self.owners: dict[tuple[int, str], int] = {}
        """By deduplicator and column, the one under whose number the column is kept."""
        self.facts: Blobs | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.order.close()
        for stack in self.stacks.values():
            stack.close()

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
                columns = (made.keys[number].shape[1], *sorted(made.evidence[number]))
                if columns != (before := self.columns.setdefault(number, columns)):
                    raise ValueError(f"its columns were {before} and are now {columns}")  # noqa: TRY301
                for place, keys in enumerate(made.keys[number].T):
                    self._stack(number, "keys", str(place)).push(keys)
                for title, column in made.evidence[number].items():
                    if self._owner(number, title, made) != number:
                        continue
                    if isinstance(column, ragged):
                        values = self._stack(number, "values", title)
                        offsets = self._stack(number, "offsets", title)
                        first = 0 if offsets.rows == 0 else 1  # where the last batch ended
                        offsets.push(column.offsets[first:] - column.offsets[0] + values.rows)
                        values.push(column.values[column.offsets[0] : column.offsets[-1]])
                    else:
                        self._stack(number, "column", title).push(column)
            except ValueError as error:
                raise fault(name, error) from error
        if self.rules:
            if self.facts is None:
                self.facts = _columns().Blobs(self.stack("facts"), self.stack("facts-ends"))
            self.facts.push(made.facts)
        self.order.add(made.order)
        self.rows += len(made.order)

    def keys(self, number: int) -> Iterator[Keys]:
        """The keys that one deduplicator made, of all articles: one column after the other."""
        for (of, part, _), stack in self.stacks.items():
            if of == number and part == "keys":
                yield stack.array()

    def evidence(self, number: int) -> dict[str, Column]:
        """The evidence that one deduplicator made, of all articles."""
        column = _columns().Column
        found = {}
        for (of, title), owner in self.owners.items():
            if of == number:
                stack = self.stacks.get((owner, "column", title))
                found[title] = column(
                    stack or self.stacks[owner, "values", title],
                    self.stacks.get((owner, "offsets", title)),
                )
        return found

    def stack(self, name: str) -> Stack:
        """An empty stack, in a file of the shelf's folder if it has one."""
        made: Stack = _columns().Stack(self.folder / f"{name}.bin" if self.folder else None)
        return made

    def _owner(self, number: int, title: str, made: Sketch) -> int:
        """Who keeps a column: an earlier deduplicator, if it is that one's in all sketches."""
        column = made.evidence[number][title]
        same = [other for other in range(number) if made.evidence[other].get(title) is column]
        owner = self.owners.setdefault((number, title), same[0] if same else number)
        if owner != number and owner not in same:
            self._part(owner, number, title)
            self.owners[number, title] = number
        return self.owners[number, title]

    def _part(self, owner: int, number: int, title: str) -> None:
        """Give a deduplicator what it had in common with another, from before this sketch."""
        if plain := self.stacks.get((owner, "column", title)):
            self._stack(number, "column", title).push(plain.array()[: self.rows])
        else:
            offsets = self.stacks[owner, "offsets", title].array()[: self.rows + 1]
            values = self.stacks[owner, "values", title].array()[: offsets[-1]]
            self._stack(number, "offsets", title).push(offsets)
            self._stack(number, "values", title).push(values)

    def _stack(self, number: int, part: str, title: str) -> Stack:
        key = (number, part, title)
        if key not in self.stacks:
            self.stacks[key] = self.stack(f"{number}-{len(self.stacks)}")
        return self.stacks[key]


def find_duplicates(articles: Iterable[NormalizedArticle], deduplicators: Named) -> Duplicates:
    """Find the articles that repeat each other.

    Args:
        articles: in any order; copies that have no id get numbers behind the one made for them.
        deduplicators: pairs of full name and deduplicator or pair rule.

    Raises:
        InputError: if two articles have one id.
        PluginError: if a deduplicator fails.
    """
    seen: set[str] = set()
    with Shelf(deduplicators) as shelf:
        given = iter(articles)
        while True:
            with without_collecting():
                batch = [*islice(given, BATCH)]
                if not batch:
                    break
                shelf.add(sketch(_with_own_ids(batch, seen), deduplicators))
        return Duplicates(*compare(shelf))


def _with_own_ids(batch: list[NormalizedArticle], seen: set[str]) -> list[NormalizedArticle]:
    """The articles, with other ids for copies that have none of their own; notes the ids."""
    names = [article.raw.id for article in batch]
    distinct = {*names}
    if len(distinct) == len(names) and distinct.isdisjoint(seen):
        seen |= distinct
        return batch
    named = []
    for given, name in zip(batch, names, strict=True):
        article, own = given, name
        if name in seen:
            if not given.raw.has_made_id():
                raise InputError("repeated-id", f"the id {name!r} was used before")
            own = next_id(name, seen)
            article = given.with_id(own)
        seen.add(own)
        named.append(article)
    return named


def compare(
    shelf: Shelf, spread: Spread | None = None
) -> tuple[Iterator[Relation], Iterator[ClusterRow]]:
    """Compare the articles on a shelf that share a key, and group them.

    Args:
        shelf: which must stay open as long as results are read.
        spread: compares batches of pairs in other processes; None for this one.

    Returns:
        The relations, and what became of each article, both in order; they are read from the
        shelf as they are asked for, from one in memory even when it is closed.

    Raises:
        PluginError: if a deduplicator fails.
    """
    if not len(shelf.order):
        return iter(()), iter(())
    _numpy()
    from newsnorm.comparing import Comparison

    found = Comparison(shelf, spread)
    return found.relations(), found.clusters()


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


def fault(
    name: str, error: BaseException, articles: Sequence[NormalizedArticle] = ()
) -> PluginError:
    """An error that says which deduplicator failed, and on which article if it was one alone."""
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
