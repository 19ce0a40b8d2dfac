"""Comparing what is on a shelf, with columns of numbers in place of objects.

Articles go by their ranks, pairs by their codes (see `newsnorm.candidates`), and what is found of
them lies in columns (see `newsnorm.verdicts`). What is in memory at once are a few numbers
an article, and batches.

This module needs numpy.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from newsnorm.article import Relation
from newsnorm.candidates import Codes, candidates
from newsnorm.columns import Blobs
from newsnorm.duplicates import BATCH, ClusterRow, Shelf
from newsnorm.pairs import Bench, Ids, Ranked, in_batches
from newsnorm.union import Union
from newsnorm.verdicts import CLUSTERS, KINDS, NOTHING, Found, Kinds, Verdicts, kinds_of

Ranks: TypeAlias = npt.NDArray[np.int64]

Spread: TypeAlias = Callable[[Ranked, int, Iterable[Codes]], Iterator[tuple[Codes, Found]]]
"""Compares batches of pairs by one deduplicator, by its number, and gives them back in order."""


class Comparison:
    """The articles of a shelf, compared and grouped.

    Args:
        shelf: which must stay open as long as results are read.
        spread: compares pairs in other processes; None for this one.

    Raises:
        PluginError: if a deduplicator fails.
    """

    def __init__(self, shelf: Shelf, spread: Spread | None = None) -> None:
        ranked = _ranked(shelf)
        self.ids = Ids(ranked.ids)
        self.bench = Bench((*shelf.deduplicators, *shelf.rules), ranked)
        self.found: list[Verdicts] = []
        known: list[tuple[Codes, Kinds]] = []
        for number in range(len(shelf.deduplicators)):
            verdicts = Verdicts(shelf.stack, f"verdicts-{number}")
            spill = shelf.stack(f"pairs-{number}")
            shared = candidates(shelf.keys(number), self.bench.rows, spill)
            batches = in_batches(codes[kinds_of(codes, known) == NOTHING] for codes in shared)
            compared = (
                spread(ranked, number, batches) if spread else self.bench.map(number, batches)
            )
            for codes, found in compared:
                verdicts.add(codes, found)
            known.append(verdicts.columns())
            self.found.append(verdicts)
        self.found.append(Verdicts(shelf.stack, "verdicts-chained"))
        self.stars, self.how = self._stars(known, self.found[-1])

    def relations(self) -> Iterator[Relation]:
        """What was found of pairs of articles, in order."""
        for code, kind, evidence in heapq.merge(*self.found, key=lambda entry: entry[0]):
            left, right = divmod(code, len(self.stars))
            yield Relation(self.ids.one(left), self.ids.one(right), kind, evidence)

    def clusters(self) -> Iterator[ClusterRow]:
        """What became of each article, in order."""
        return _clusters(self.ids, self.stars, self.how)

    def _stars(
        self, known: Sequence[tuple[Codes, Kinds]], chained: Verdicts
    ) -> tuple[Ranks, Kinds]:
        """Group articles so that each is verified against the first of its group.

        Connected components come first; in each, the earliest article gathers those that repeat it,
        then the earliest of the rest does, and so on: a chain of small steps cannot run away.
        Pairs that no key brought together are compared here; what is found goes into `chained`.

        Returns:
            For each article the first of its group, and how it repeats that one.
        """
        count = len(self.bench.rows)
        stars = _first_of_components(count, known)
        how = np.zeros(count, np.uint8)
        later = np.flatnonzero(stars != np.arange(count))
        for at in range(0, len(later), BATCH):
            ranks = later[at : at + BATCH]
            how[ranks] = kinds_of(_codes(stars[ranks], ranks, count), known)
        open_firsts = np.unique(stars[later[~CLUSTERS[how[later]]]])
        of_open = later[np.isin(stars[later], open_firsts)]
        of_open = of_open[np.argsort(stars[of_open], kind="stable")]
        ends = np.searchsorted(stars[of_open], open_firsts, side="right").tolist()
        for first, start, end in zip(open_firsts.tolist(), [0, *ends], ends, strict=False):
            members = np.concatenate(([first], of_open[start:end]))
            while len(members):
                star, rest = members[0], members[1:]
                kinds = self._kinds(_codes(star, rest, count), known, chained)
                clustered = CLUSTERS[kinds]
                stars[star], how[star] = star, NOTHING
                stars[rest[clustered]] = star
                how[rest[clustered]] = kinds[clustered]
                members = rest[~clustered]
        return stars, how

    def _kinds(
        self, codes: Codes, known: Sequence[tuple[Codes, Kinds]], chained: Verdicts
    ) -> Kinds:
        """What is found of some pairs; those that were not compared are, by one after the other."""
        kinds = kinds_of(codes, known)
        for number in range(len(self.bench.deduplicators)):
            unknown = np.flatnonzero(kinds == NOTHING)
            for some in in_batches([unknown]):
                found = self.bench.compare(number, codes[some])
                kinds[some] = found.kinds
                chained.add(codes[some], found)
        return kinds


def _clusters(ids: Ids, all_stars: Ranks, all_how: Kinds) -> Iterator[ClusterRow]:
    # Of its own, so that who waits for it keeps these alone, and no evidence.
    for start in range(0, len(all_stars), BATCH):
        stars, how = all_stars[start : start + BATCH], all_how[start : start + BATCH]
        names = ids.some(start, start + len(stars))
        for name, star, kind in zip(names, stars.tolist(), how.tolist(), strict=True):
            if kind == NOTHING:
                yield ClusterRow(name, name, True)
            else:
                of = ids.one(star)
                yield ClusterRow(name, of, False, of, KINDS[kind - 1])


def _ranked(shelf: Shelf) -> Ranked:
    """The articles of a shelf in their order."""
    ids = Blobs(shelf.stack("ids"), shelf.stack("ids-ends"))
    rows = shelf.stack("rows")
    entries = iter(shelf.order)
    while batch := [*islice(entries, BATCH)]:
        numbers, names = zip(*batch, strict=True)
        ids.push(names)
        rows.push(np.array(numbers, np.int64))
    evidence = [shelf.evidence(number) for number in range(len(shelf.deduplicators))]
    return Ranked(ids, rows, evidence, shelf.facts)


def _codes(left: Any, right: Ranks, count: int) -> Codes:
    codes: Codes = (left * np.int64(count) + right).astype(np.uint64)
    return codes


def _first_of_components(count: int, known: Sequence[tuple[Codes, Kinds]]) -> Ranks:
    """For each article the first one that it is connected with, by pairs that cluster."""
    union = Union(count)
    for codes, kinds in known:
        for at in range(0, len(codes), BATCH):
            clustering = codes[at : at + BATCH][CLUSTERS[kinds[at : at + BATCH]]]
            union.connect(divmod(code, count) for code in clustering.tolist())
    return union.firsts()
