"""From relations to clusters, and from clusters before to clusters after.

Groups are what relations that cluster connect. Each is split as in `newsnorm.comparing`: the first
article, in the order (published, id), gathers those that repeat it, then the first of the rest
does, and so on. Only groups in which something changed are looked at.

A cluster keeps its number as long as its representative, or if that is removed the first of its
remaining articles, lives; of several that come into one, the oldest number stays. Numbers are never
given again.

This module needs numpy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from newsnorm.index.contents import NOWHERE, Contents
from newsnorm.index.judging import Judges, Known
from newsnorm.index.segments import Array
from newsnorm.union import Union
from newsnorm.verdicts import CLUSTERS


@dataclass(frozen=True, slots=True, eq=False)
class Grouped:
    """Articles whose groups were looked at, in the order (published, id).

    Args:
        articles: their numbers.
        representative: of each the number of the article that represents its cluster.
        kind: how it repeats that one; `NOTHING` for representatives.
    """

    articles: Array
    representative: Array
    kind: Array


def connected(contents: Contents, seeds: Array, known: Known, total: int) -> tuple[Array, Array]:
    """The articles of the index that relations connect with some of them, and these relations.

    Args:
        contents: of the index.
        seeds: where to begin.
        known: takes all relations of the articles that are found.
        total: above all numbers.

    Returns:
        The articles, with the seeds; and pairs of them that cluster, a row a pair.
    """
    seen = np.empty(0, np.int64)
    pairs = [np.empty((0, 2), np.int64)]
    fresh = np.unique(seeds)
    while len(fresh):
        seen = np.union1d(seen, fresh)
        ones, others, kinds = contents.relations(fresh)
        low, high = np.minimum(ones, others), np.maximum(ones, others)
        known.add((low * total + high).astype(np.uint64), kinds)
        clustering = CLUSTERS[kinds]
        pairs.append(np.column_stack((low[clustering], high[clustering])))
        fresh = np.setdiff1d(others[clustering], seen)
    return seen, np.unique(np.concatenate(pairs), axis=0)


def groups(articles: Array, pairs: Array) -> Array:
    """For each of some sorted articles the least place of its group, by pairs that connect them."""
    union = Union(len(articles))
    union.connect(np.searchsorted(articles, pairs).tolist())
    return union.firsts()


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """How articles were grouped before.

    Args:
        group: of each article its group.
        representative: of each the number of its representative; `NOWHERE` for new articles.
    """

    group: Array
    representative: Array

    def apart(self, articles: Array, ranks: Array, stars: Array, rests: Array) -> Array:
        """Which pairs were found before not to be of one cluster.

        The representative of an article is the first of its group that it repeats: it was compared
        with all representatives before that one.

        Args:
            articles, ranks: as for `split`.
            stars, rests: places of the articles of each pair.
        """
        of = self.representative[rests]
        places = np.minimum(np.searchsorted(articles, of), len(articles) - 1)
        found: Array = (
            (self.group[stars] == self.group[rests])
            & (self.representative[stars] == articles[stars])
            & (articles[places] == of)
            & (ranks[places] > ranks[stars])
        )
        return found


def split(
    articles: Array, group: Array, ranks: Array, before: Before, judges: Judges, known: Known
) -> Grouped:
    """Split each group so that all its members repeat the first.

    Pairs of which nothing is known are compared; what is found goes into `known`.

    Args:
        articles: sorted.
        group: of each the number of its group.
        ranks: of each its place in the order (published, id).
        before: how they were grouped before.
        judges: to compare them.
        known: what is known.
    """
    order = np.lexsort((ranks, group))
    edges = np.flatnonzero(np.diff(group[order])) + 1
    pending = [part for part in np.split(order, edges) if len(part) > 1]
    representative = articles.copy()
    kind = np.zeros(len(articles), np.uint8)
    while pending:
        stars = np.concatenate([np.repeat(part[0], len(part) - 1) for part in pending])
        rests = np.concatenate([part[1:] for part in pending])
        ones, others = articles[stars], articles[rests]
        low, high = np.minimum(ones, others), np.maximum(ones, others)
        codes = (low * judges.total + high).astype(np.uint64)
        judges.judge_by_all(codes[~before.apart(articles, ranks, stars, rests)], known)
        kinds = known.of(codes)
        clustered = CLUSTERS[kinds]
        representative[rests[clustered]] = ones[clustered]
        kind[rests[clustered]] = kinds[clustered]
        ends = np.cumsum([len(part) - 1 for part in pending])[:-1]
        left = zip(np.split(rests, ends), np.split(clustered, ends), strict=True)
        pending = [rest for part, gone in left if len(rest := part[~gone]) > 1]
    in_order = np.argsort(ranks)
    return Grouped(articles[in_order], representative[in_order], kind[in_order])


@dataclass(frozen=True, slots=True, eq=False)
class Renumbered:
    """Numbers of clusters, before and after.

    Args:
        cluster: of each article, now.
        before: of each article; `NOWHERE` for new ones.
        merged: pairs of a number that is no more, and the one that it came into.
        representatives: for each number that lives on, the representative before and the one now,
            where it is another one.
        next: the next number that nobody has had.
    """

    cluster: Array
    before: Array
    merged: Sequence[tuple[int, int]]
    representatives: Sequence[tuple[int, int, int]]
    next: int


def renumber(now: Grouped, before: Array, was: Array, next_cluster: int) -> Renumbered:
    """Give each cluster its number.

    Args:
        now: the articles and their clusters.
        before: of each article the number of its cluster before; `NOWHERE` for new ones.
        was: of each the representative before.
        next_cluster: the next number that nobody has had.
    """
    heirs: dict[int, int] = {}  # by number of a cluster before, who takes it on: a representative
    old_representative: dict[int, int] = {}
    for article, of, number, old in _rows(now, before, was):
        if number != NOWHERE:
            old_representative[number] = old
            if number not in heirs or article == old:
                heirs[number] = of
    numbers: dict[int, int] = {}
    for number in sorted(heirs):
        numbers.setdefault(heirs[number], number)
    for star in now.articles[now.articles == now.representative].tolist():
        if star not in numbers:
            numbers[star] = next_cluster
            next_cluster += 1
    cluster = np.array([numbers[of] for of in now.representative.tolist()], np.int64)
    merged = [
        (number, numbers[star]) for number, star in sorted(heirs.items()) if numbers[star] != number
    ]
    representatives = [
        (number, old_representative[number], star)
        for number, star in sorted(heirs.items())
        if numbers[star] == number and old_representative[number] != star
    ]
    return Renumbered(cluster, before, merged, representatives, next_cluster)


def _rows(now: Grouped, before: Array, was: Array) -> Iterator[tuple[int, int, int, int]]:
    columns = (now.articles, now.representative, before, was)
    return zip(*(column.tolist() for column in columns), strict=True)
