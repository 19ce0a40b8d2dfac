"""Comparing what is on a shelf, with columns of numbers in place of objects.

Articles go by their ranks, pairs by their codes (see `newsnorm.candidates`), and what is found of
them lies in columns (see `newsnorm.verdicts`). What is in memory at once are a few numbers
an article, and batches.

This module needs numpy.
"""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from newsnorm.article import Relation
from newsnorm.candidates import Codes, candidates
from newsnorm.columns import Blobs, Ragged, RaggedFile
from newsnorm.components import ArticleFacts, Columns, Deduplicator, PairRule, Verdict
from newsnorm.duplicates import BATCH, ClusterRow, Shelf, fault, read_facts
from newsnorm.verdicts import CLUSTERS, KINDS, NOTHING, Kinds, Verdicts, kinds_of

Ranks: TypeAlias = npt.NDArray[np.int64]

PAIRS = 4 * BATCH
"""So many pairs are compared at once: the more, the more of them share an article, which is then
read once."""


class Comparison:
    """The articles of a shelf, compared and grouped.

    Args:
        shelf: which must stay open as long as results are read.

    Raises:
        PluginError: if a deduplicator fails.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.ids, self.ranked = _in_order(shelf)
        self.facts = shelf.facts.ragged() if shelf.facts else None
        judges = [_Judge(name, rule, self._facts) for name, rule in shelf.rules]
        self.comparers = [
            _Comparer(name, deduplicator, shelf.evidence(number), self.ranked, judges)
            for number, (name, deduplicator) in enumerate(shelf.deduplicators)
        ]
        self.found: list[Verdicts] = []
        known: list[tuple[Codes, Kinds]] = []
        for number, comparer in enumerate(self.comparers):
            verdicts = Verdicts(shelf.stack, f"verdicts-{number}")
            spill = shelf.stack(f"pairs-{number}")
            for codes in candidates(shelf.keys(number), self.ranked, spill):
                comparer.compare(codes[kinds_of(codes, known) == NOTHING], verdicts)
            known.append(verdicts.columns())
            self.found.append(verdicts)
        self.found.append(Verdicts(shelf.stack, "verdicts-chained"))
        self.stars, self.how = self._stars(known, self.found[-1])

    def relations(self) -> Iterator[Relation]:
        """What was found of pairs of articles, in order."""
        for code, kind, evidence in heapq.merge(*self.found, key=lambda entry: entry[0]):
            left, right = divmod(code, len(self.ranked))
            yield Relation(self._id(left), self._id(right), kind, evidence)

    def clusters(self) -> Iterator[ClusterRow]:
        """What became of each article, in order."""
        for start in range(0, len(self.ranked), BATCH):
            stars, how = self.stars[start : start + BATCH], self.how[start : start + BATCH]
            names = self._ids(start, start + len(stars))
            for name, star, kind in zip(names, stars.tolist(), how.tolist(), strict=True):
                if kind == NOTHING:
                    yield ClusterRow(name, name, True)
                else:
                    of = self._id(star)
                    yield ClusterRow(name, of, False, of, KINDS[kind - 1])

    def _id(self, rank: int) -> str:
        return self.ids[rank].tobytes().decode("utf-8", "surrogatepass")

    def _ids(self, start: int, end: int) -> list[str]:
        edges = self.ids.offsets[start : end + 1]
        data = self.ids.values[edges[0] : edges[-1]].tobytes()
        places = pairwise((edges - edges[0]).tolist())
        return [data[at:to].decode("utf-8", "surrogatepass") for at, to in places]

    def _facts(self, rank: int) -> ArticleFacts:
        assert self.facts is not None
        return read_facts(self._id(rank), self.facts[int(self.ranked[rank])].tobytes())

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
        count = len(self.ranked)
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
        for comparer in self.comparers:
            unknown = np.flatnonzero(kinds == NOTHING)
            kinds[unknown] = comparer.compare(codes[unknown], chained)
        return kinds


class _Comparer:
    """One deduplicator and its evidence, ready to compare articles by their ranks."""

    def __init__(
        self,
        name: str,
        deduplicator: Deduplicator,
        columns: Columns,
        ranked: Ranks,
        judges: Sequence[_Judge],
    ) -> None:
        self.name = name
        self.deduplicator = deduplicator
        self.columns = columns
        self.ranked = ranked
        self.judges = judges

    def compare(self, codes: Codes, verdicts: Verdicts) -> Kinds:
        """Compare pairs, and add what is found to the verdicts; gives the kinds as well."""
        kinds = [np.empty(0, np.uint8)]
        for start in range(0, len(codes), PAIRS):
            batch = codes[start : start + PAIRS]
            left, right = (
                self._rows(self.ranked[ranks.astype(np.int64)])
                for ranks in np.divmod(batch, np.uint64(len(self.ranked)))
            )
            try:
                made = self.deduplicator.compare(left, right)
            except (Exception, SystemExit) as error:
                raise fault(self.name, error) from error
            for judge in self.judges:
                made = judge.judged(batch, made, len(self.ranked))
            try:
                kinds.append(verdicts.add(batch, made))
            except Exception as error:
                raise fault(self.name, error) from error
            verdicts.write()  # whose faults are not the deduplicator's
        return np.concatenate(kinds)

    def _rows(self, rows: npt.NDArray[Any]) -> dict[str, Any]:
        """Columns with these articles' rows alone."""
        return {
            title: column.take(rows) if isinstance(column, (Ragged, RaggedFile)) else column[rows]
            for title, column in self.columns.items()
        }


class _Judge:
    """A pair rule, ready to be asked about verdicts."""

    def __init__(self, name: str, rule: PairRule, facts: Callable[[int], ArticleFacts]) -> None:
        self.name = name
        self.rule = rule
        self.facts = facts

    def judged(
        self, codes: Codes, verdicts: Sequence[Verdict | None], count: int
    ) -> Sequence[Verdict | None]:
        """What the rule leaves of some verdicts."""
        return [
            verdict and self._judged(code // count, code % count, verdict)
            for code, verdict in zip(codes.tolist(), verdicts, strict=True)
        ]

    def _judged(self, left: int, right: int, verdict: Verdict) -> Verdict | None:
        one, two = self.facts(left), self.facts(right)
        relation = Relation(one.id, two.id, verdict.kind, verdict.evidence)
        try:
            judged = self.rule.decide(one, two, relation)
            if judged is None:
                return None
            if not isinstance(judged, Relation):
                raise TypeError(f"decide returned {judged!r}, not a Relation or None")  # noqa: TRY301
            if (judged.left, judged.right) != (one.id, two.id):
                raise ValueError(f"decide returned {judged!r} for {one.id!r} and {two.id!r}")  # noqa: TRY301
        except (Exception, SystemExit) as error:
            raise fault(self.name, error) from error
        return Verdict(judged.kind, judged.evidence)


def _in_order(shelf: Shelf) -> tuple[Ragged, Ranks]:
    """The articles' ids in order, and for each rank the article's row."""
    ids = Blobs(shelf.stack("ids"), shelf.stack("ids-ends"))
    ranked = np.empty(len(shelf.order), np.int64)
    entries = iter(shelf.order)
    for start in range(0, len(ranked), BATCH):
        numbers, names = zip(*islice(entries, BATCH), strict=True)
        ids.push(names)
        ranked[start : start + len(numbers)] = numbers
    return ids.ragged(), ranked


def _codes(left: Any, right: Ranks, count: int) -> Codes:
    codes: Codes = (left * np.int64(count) + right).astype(np.uint64)
    return codes


def _first_of_components(count: int, known: Sequence[tuple[Codes, Kinds]]) -> Ranks:
    """For each article the first one that it is connected with, by pairs that cluster."""
    parent = array("q", range(count))
    for codes, kinds in known:
        for at in range(0, len(codes), BATCH):
            clustering = codes[at : at + BATCH][CLUSTERS[kinds[at : at + BATCH]]]
            for code in clustering.tolist():
                left, right = divmod(code, count)
                while parent[left] != left:
                    parent[left] = left = parent[parent[left]]
                while parent[right] != right:
                    parent[right] = right = parent[parent[right]]
                parent[max(left, right)] = min(left, right)
    firsts = np.frombuffer(parent, np.int64)
    while (firsts[firsts] != firsts).any():
        firsts = firsts[firsts]
    return firsts.copy()
