"""Comparing pairs of articles of an index, by deduplicators in their order, and pair rules.

This module needs numpy.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from newsnorm.article import Relation
from newsnorm.columns import Ragged
from newsnorm.components import ArticleFacts, PairRule, Verdict
from newsnorm.duplicates import BATCH, Named, fault, only_deduplicators, only_rules
from newsnorm.index.contents import Contents
from newsnorm.index.segments import Array
from newsnorm.verdicts import KINDS, NOTHING


@dataclass(slots=True)
class Known:
    """What is known of pairs, by their codes.

    Args:
        kinds: numbers of the kinds.
        evidence: as JSON, of those that were compared now.
    """

    kinds: dict[int, int] = field(default_factory=dict)
    evidence: dict[int, bytes] = field(default_factory=dict)

    def of(self, codes: Array) -> Array:
        """The kinds of some pairs; `NOTHING` where nothing is known."""
        get = self.kinds.get
        found = (get(code, NOTHING) for code in codes.tolist())
        return np.fromiter(found, np.uint8, len(codes))

    def add(self, codes: Array, kinds: Array) -> None:
        """Add pairs that were known before."""
        self.kinds.update(zip(codes.tolist(), kinds.tolist(), strict=True))

    def figures(self, code: int) -> dict[str, float] | None:
        """The evidence of a pair that was compared now."""
        data = self.evidence.get(code)
        return None if data is None else json.loads(data)


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
            for code, verdict in zip(batch.tolist(), self._verdicts(number, batch), strict=True):
                if verdict is not None:
                    known.kinds[code] = KINDS.index(verdict.kind) + 1
                    known.evidence[code] = json.dumps(dict(verdict.evidence)).encode("utf-8")

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
            made = deduplicator.compare(_rows(columns, left), _rows(columns, right))
            _check(made, len(codes))
        except (Exception, SystemExit) as error:
            raise fault(name, error) from error
        if self.rules:
            facts = self.contents.facts(articles)
            for rule_name, rule in self.rules:
                made = [
                    verdict and _judged(rule_name, rule, facts[at], facts[to], verdict)
                    for at, to, verdict in zip(left.tolist(), right.tolist(), made, strict=True)
                ]
        return made


def _rows(columns: dict[str, Any], rows: Array) -> dict[str, Any]:
    return {
        title: column.take(rows) if isinstance(column, Ragged) else column[rows]
        for title, column in columns.items()
    }


def _check(verdicts: Sequence[Verdict | None], count: int) -> None:
    if len(verdicts) != count:
        raise ValueError(f"it gives {len(verdicts)} verdicts on {count} pairs")
    for verdict in verdicts:
        if verdict is not None:
            if verdict.kind not in KINDS:
                raise ValueError(f"there is no kind of relation {verdict.kind!r}")
            json.dumps(dict(verdict.evidence))


def _judged(
    name: str, rule: PairRule, one: ArticleFacts, two: ArticleFacts, verdict: Verdict
) -> Verdict | None:
    """What a pair rule leaves of a verdict."""
    try:
        relation = Relation(one.id, two.id, verdict.kind, verdict.evidence)
        judged = rule.decide(one, two, relation)
        if judged is None:
            return None
        if not isinstance(judged, Relation):
            raise TypeError(f"decide returned {judged!r}, not a Relation or None")  # noqa: TRY301
        if (judged.left, judged.right) != (one.id, two.id):
            raise ValueError(f"decide returned {judged!r} for {one.id!r} and {two.id!r}")  # noqa: TRY301
        _check([found := Verdict(judged.kind, judged.evidence)], 1)
    except (Exception, SystemExit) as error:
        raise fault(name, error) from error
    return found
