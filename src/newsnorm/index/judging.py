"""Comparing pairs of articles of an index, by deduplicators in their order, and pair rules.

This module needs numpy.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np

from newsnorm.columns import Rows
from newsnorm.components import Verdict
from newsnorm.duplicates import BATCH, Named, fault, only_deduplicators, only_rules
from newsnorm.index.contents import Contents
from newsnorm.index.segments import Array
from newsnorm.pairs import judged
from newsnorm.verdicts import CLUSTERS, KINDS, NOTHING, Found


class Known:
    """What is known of pairs, by their codes, which are kept sorted.

    Args:
        all_evidence: whether to keep the evidence of all pairs that are compared now; else of those
            that are of one cluster alone, which are fewer by far.
    """

    def __init__(self, *, all_evidence: bool = False) -> None:
        self.all_evidence = all_evidence
        self.codes = np.empty(0, np.uint64)
        self.kinds = np.empty(0, np.uint8)
        self.new: list[Array] = []
        self.evidence: dict[int, bytes] = {}

    def of(self, codes: Array) -> Array:
        """The numbers of the kinds of some pairs; `NOTHING` where nothing is known."""
        codes = codes.astype(np.uint64)  # numpy would take numbers of two kinds for floats
        kinds = np.zeros(len(codes), np.uint8)
        if len(self.codes):
            at = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
            hit = self.codes[at] == codes
            kinds[hit] = self.kinds[at[hit]]
        return kinds

    def add(self, codes: Array, kinds: Array) -> None:
        """Add pairs of which something is known, perhaps again."""
        every = np.concatenate((self.codes, codes.astype(np.uint64)))
        self.codes, first = np.unique(every, return_index=True)
        self.kinds = np.concatenate((self.kinds, kinds))[first]

    def found(self, pairs: Sequence[tuple[int, Verdict]]) -> None:
        """Add what was found of pairs that are compared now."""
        codes = np.array([code for code, _ in pairs], np.uint64)
        kinds = np.array([KINDS.index(verdict.kind) + 1 for _, verdict in pairs], np.uint8)
        self.add(codes, kinds)
        self.new.append(codes)
        for keep, (code, verdict) in zip(CLUSTERS[kinds].tolist(), pairs, strict=True):
            if keep or self.all_evidence:
                self.evidence[code] = json.dumps(dict(verdict.evidence)).encode("utf-8")

    def figures(self, code: int) -> dict[str, float] | None:
        """The evidence of a pair that was compared now."""
        data = self.evidence.get(code)
        return None if data is None else json.loads(data)

    def new_codes(self) -> Array:
        """The pairs that were compared now, and of which something was found; sorted."""
        return np.sort(np.concatenate((np.empty(0, np.uint64), *self.new))).astype(np.int64)


class Judges:
    """The deduplicators and pair rules of a pipeline, at work on the contents of an index.

    Args:
        named: them, in order.
        contents: what they compare.
        total: above all numbers of articles; codes are made with it.
    """

    def __init__(self, named: Named, contents: Contents, total: int) -> None:
        self.deduplicators = only_deduplicators(named)
        self.rules = only_rules(named)
        self.contents = contents
        self.total = total

    def judge(self, number: int, codes: Array, known: Known) -> None:
        """Have one deduplicator compare pairs of which nothing is known yet.

        Raises:
            PluginError: if it fails, or a pair rule does.
        """
        codes = codes[known.of(codes) == NOTHING]
        for start in range(0, len(codes), BATCH):
            batch = codes[start : start + BATCH]
            verdicts = zip(batch.tolist(), self._verdicts(number, batch), strict=True)
            known.found([(code, verdict) for code, verdict in verdicts if verdict is not None])

    def judge_by_all(self, codes: Array, known: Known) -> None:
        """Have one deduplicator after the other compare pairs of which nothing is known yet."""
        for number in range(len(self.deduplicators)):
            self.judge(number, codes, known)

    def _verdicts(self, number: int, codes: Array) -> Sequence[Verdict | None]:
        name, deduplicator = self.deduplicators[number]
        pairs = np.divmod(codes.astype(np.int64), self.total)
        articles, places = np.unique(np.concatenate(pairs), return_inverse=True)
        one, other = places[: len(codes)], places[len(codes) :]
        ranks = self.contents.ranks(articles)
        swap = ranks[one] > ranks[other]
        left, right = np.where(swap, other, one), np.where(swap, one, other)
        columns = self.contents.evidence(number, articles)
        try:
            made = deduplicator.compare(Rows(columns, left), Rows(columns, right))
            _check(made, len(codes))
        except (Exception, SystemExit) as error:
            raise fault(name, error) from error
        if self.rules:
            facts = self.contents.facts(articles)
            for rule_name, rule in self.rules:
                made = [
                    verdict and judged(rule_name, rule, facts[at], facts[to], verdict)
                    for at, to, verdict in zip(left.tolist(), right.tolist(), made, strict=True)
                ]
        return made


def _check(verdicts: Sequence[Verdict | None], count: int) -> None:
    if len(verdicts) != count:
        raise ValueError(f"it gives {len(verdicts)} verdicts on {count} pairs")
    Found.of(verdicts)
