"""What adding or removing articles does to relations and clusters, and what a query would find.

This module needs numpy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from newsnorm.article import Relation
from newsnorm.duplicates import Named
from newsnorm.index.changes import ClusterChange, Match
from newsnorm.index.contents import NOWHERE, Contents, States
from newsnorm.index.grouping import (
    Before,
    Grouped,
    Renumbered,
    connected,
    groups,
    renumber,
    split,
)
from newsnorm.index.judging import Judges, Known
from newsnorm.index.meeting import meetings
from newsnorm.index.merging import write_links
from newsnorm.index.segments import Array
from newsnorm.index.store import Part
from newsnorm.verdicts import CLUSTERS, KINDS, NOTHING


@dataclass(frozen=True, slots=True, eq=False)
class Update:
    """What is to be written.

    Args:
        edges: pairs of articles, a row a pair; and the numbers of the kinds of their relations.
        kinds: these.
        articles, states: articles whose state is another one, and what it is.
        changes: for others to follow.
        next_cluster: the next number that nobody has had.
    """

    edges: Array
    kinds: Array
    articles: Array
    states: States
    changes: list[ClusterChange]
    next_cluster: int

    def write(self, path: Path) -> int:
        """Write a segment of links; if there is none, nothing is written.

        Returns:
            How many there are.
        """
        if not len(self.edges) and not len(self.articles):
            return 0
        one, other = self.edges.T
        return write_links(
            path,
            np.concatenate((one, other)),
            np.concatenate((other, one)),
            np.concatenate((self.kinds, self.kinds)),
            self.articles,
            self.states.cluster,
            self.states.representative,
            self.states.kind,
        )


def added(contents: Contents, named: Named, part: Part, next_cluster: int) -> Update:
    """What it does to add the articles of the newest segment.

    Args:
        contents: those of the index, with them.
        named: deduplicators and pair rules.
        part: the segment.
        next_cluster: the next number that nobody has had.

    Raises:
        PluginError: if a deduplicator fails.
    """
    total = part.last + 1
    judges = Judges(named, contents, total)
    known = Known()
    _compare(judges, part, known, alone=False)
    pairs = _clustering(known, total)
    new = contents.articles[-1][1].read("serial")
    now, before = _split(judges, known, *_groups(judges, new, pairs, known))
    return _update(judges, now, before, known, next_cluster)


def removed(contents: Contents, named: Named, gone: Array, total: int, next_cluster: int) -> Update:
    """What it does to remove articles.

    What was connected by them stays one group, to be split anew: copies of an article do not fall
    apart when it goes, as they may never have been compared with each other.

    Args:
        contents: those of the index, with them.
        named: deduplicators and pair rules.
        gone: the articles, sorted.
        total: above all numbers of articles.
        next_cluster: the next number that nobody has had.

    Raises:
        PluginError: if a deduplicator fails.
    """
    judges, known = Judges(named, contents, total), Known()
    articles, pairs = connected(contents, gone, known, total)
    group = groups(articles, pairs)
    left = ~np.isin(articles, gone)
    now, before = _split(judges, known, articles[left], group[left], group[left])
    clusters, names = contents.states(gone).cluster.tolist(), contents.ids(gone)
    changes = [
        ClusterChange("removed", str(clusters[at]), names[at])
        for at in np.argsort(contents.ranks(gone)).tolist()
    ]
    return _update(judges, now, before, known, next_cluster, changes)


def answers(contents: Contents, named: Named, part: Part, next_cluster: int) -> list[Match]:
    """What the articles of the newest segment repeat, each as if it were added alone.

    Args:
        contents: those of the index, with them.
        named: deduplicators and pair rules.
        part: the segment.
        next_cluster: the next number that nobody has had.

    Raises:
        PluginError: if a deduplicator fails.
    """
    judges = Judges(named, contents, part.last + 1)
    new = contents.articles[-1][1].read("serial")
    names = contents.ids(new)
    known_as = contents.find(names, below=part.first)
    known = Known(all_evidence=True)
    _compare(judges, part, known, alone=True)
    left, right = np.divmod(known.codes.astype(np.int64), judges.total)
    others = left != known_as[right - part.first]
    matches = []
    for number, name, itself in zip(new.tolist(), names, known_as.tolist(), strict=True):
        codes = known.codes[others & (right == number)]
        own = Known(all_evidence=True)
        own.add(codes, known.of(codes))
        own.evidence.update((code, known.evidence[code]) for code in codes.tolist())
        where = _would_be(judges, own, number, next_cluster) if itself == NOWHERE else None
        relations = _relations(judges, own, number, name)
        cluster, of, kind = where or _is(contents, itself)
        matches.append(
            Match(
                name,
                itself != NOWHERE,
                cluster,
                None if kind == NOTHING else contents.ids(np.array([of]))[0],
                None if kind == NOTHING else KINDS[kind - 1],
                relations,
            )
        )
    return matches


def _is(contents: Contents, article: int) -> tuple[str, int, int]:
    """The cluster of an article, its representative and how the article repeats it."""
    states = contents.states(np.array([article]))
    return str(states.cluster[0]), int(states.representative[0]), int(states.kind[0])


def _would_be(
    judges: Judges, known: Known, number: int, next_cluster: int
) -> tuple[str | None, int, int]:
    """The same of an article that would be added; no cluster if it would be one of its own."""
    pairs = _clustering(known, judges.total)
    now, before = _split(judges, known, *_groups(judges, np.array([number]), pairs, known))
    numbers = renumber(now, before.cluster, before.representative, next_cluster)
    at = int(np.flatnonzero(now.articles == number)[0])
    cluster = int(numbers.cluster[at])
    name = str(cluster) if cluster < next_cluster else None
    return name, int(now.representative[at]), int(now.kind[at])


def _relations(judges: Judges, known: Known, number: int, name: str) -> tuple[Relation, ...]:
    """What was found between an article and others, in the order of these."""
    others = [code // judges.total for code in known.evidence if code % judges.total == number]
    articles = np.array([*others, number])
    ranks, names = judges.contents.ranks(articles), judges.contents.ids(articles)
    found = []
    for at in np.argsort(ranks[:-1]).tolist():
        code = others[at] * judges.total + number
        left, right = (names[at], name) if ranks[at] < ranks[-1] else (name, names[at])
        kind = KINDS[int(known.of(np.array([code], np.uint64))[0]) - 1]
        found.append(Relation(left, right, kind, known.figures(code) or {}))
    return tuple(found)


def _compare(judges: Judges, part: Part, known: Known, *, alone: bool) -> None:
    """Compare the pairs that the keys of the newest segment bring together."""
    for number in range(len(judges.deduplicators)):
        codes = meetings(judges.contents, number, part.first, judges.total, alone=alone)
        judges.judge(number, codes, known)


def _clustering(known: Known, total: int) -> Array:
    """The pairs that are known to be of one cluster, a row a pair."""
    codes = known.codes[CLUSTERS[known.kinds]].astype(np.int64)
    return np.column_stack(np.divmod(codes, total))


def _groups(judges: Judges, new: Array, pairs: Array, known: Known) -> tuple[Array, Array, Array]:
    """The groups that new articles are in: their articles, sorted; of each its group, now and then.

    Args:
        judges: of the index.
        new: the new articles.
        pairs: pairs of which one is new, and that cluster, a row a pair.
        known: takes all relations of the articles that are found.
    """
    seeds = np.setdiff1d(pairs, new)
    old, old_pairs = connected(judges.contents, seeds, known, judges.total)
    articles = np.union1d(old, new)
    now = groups(articles, np.concatenate((old_pairs, pairs)))
    return articles, now, groups(articles, old_pairs)


def _split(
    judges: Judges, known: Known, articles: Array, group: Array, old_group: Array
) -> tuple[Grouped, States]:
    """Split groups; gives the states before as well, in the same order."""
    ranks, states = judges.contents.ranks(articles), judges.contents.states(articles)
    before = Before(old_group, states.representative)
    now = split(articles, group, ranks, before, judges, known)
    order = np.searchsorted(articles, now.articles)
    columns = (states.cluster, states.representative, states.kind)
    return now, States(*(column[order] for column in columns))


def _update(
    judges: Judges,
    now: Grouped,
    before: States,
    known: Known,
    next_cluster: int,
    changes: Iterable[ClusterChange] = (),
) -> Update:
    contents, total = judges.contents, judges.total
    numbers = renumber(now, before.cluster, before.representative, next_cluster)
    codes = known.new_codes()
    states = States(numbers.cluster, now.representative, now.kind)
    other = (
        (states.cluster != before.cluster)
        | (states.representative != before.representative)
        | (states.kind != before.kind)
    )
    return Update(
        np.column_stack(np.divmod(codes, total)),
        known.of(codes),
        now.articles[other],
        States(states.cluster[other], states.representative[other], states.kind[other]),
        [*changes, *_changes(contents, now, numbers, known, total, next_cluster)],
        numbers.next,
    )


def _changes(
    contents: Contents,
    now: Grouped,
    numbers: Renumbered,
    known: Known,
    total: int,
    next_cluster: int,
) -> Iterator[ClusterChange]:
    """Changes, in an order in which they can be applied."""
    for number, into in numbers.merged:
        yield ClusterChange("merged", str(into), was=str(number))
    came_into = dict(numbers.merged)
    names = dict(zip(now.articles.tolist(), contents.ids(now.articles), strict=True))
    columns = (now.articles, now.representative, now.kind, numbers.cluster, numbers.before)
    for article, of, kind, cluster, before in zip(*(c.tolist() for c in columns), strict=True):
        new = before == NOWHERE
        if not new and came_into.get(before, before) == cluster:
            continue
        alone = kind == NOTHING
        yield ClusterChange(
            "new" if new and alone and cluster >= next_cluster else "joined" if new else "moved",
            str(cluster),
            names[article],
            None if alone else names[of],
            None if alone else KINDS[kind - 1],
            known.figures(min(article, of) * total + max(article, of)),
            None if new else str(before),
        )
    for number, old, star in numbers.representatives:
        was = contents.ids(np.array([old]))[0]
        yield ClusterChange("representative", str(number), names[star], was=was)
