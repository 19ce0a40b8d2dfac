"""Pairs of articles, compared by deduplicators and judged by pair rules.

What that takes lies on a shelf, and goes by the articles' ranks. Where the shelf is in files, other
processes can compare as well as this one.

This module needs numpy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from newsnorm.article import Relation
from newsnorm.candidates import Codes
from newsnorm.columns import Blobs, Column, Rows, Stack
from newsnorm.components import ArticleFacts, PairRule, Verdict
from newsnorm.duplicates import BATCH, Named, fault, only_deduplicators, only_rules, read_facts
from newsnorm.verdicts import Found

Number = TypeVar("Number", bound=np.integer[Any])

PAIRS = 4 * BATCH
"""So many pairs are compared at once: the more, the more of them share an article, which is then
read once."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """What is known of articles, by their ranks: the order in which they came.

    Args:
        ids: in the order of the ranks.
        rows: for each rank, the article's row in all that follows.
        evidence: for each deduplicator, its columns.
        facts: as JSON; None if there is no pair rule.
    """

    ids: Blobs
    rows: Stack
    evidence: Sequence[Mapping[str, Column]]
    facts: Blobs | None


class Ids:
    """Ids by rank."""

    def __init__(self, ids: Blobs) -> None:
        self.rows = ids.ragged()

    def one(self, rank: int) -> str:
        """That of a rank."""
        return self.rows[rank].tobytes().decode("utf-8", "surrogatepass")

    def some(self, start: int, end: int) -> list[str]:
        """Those of some ranks in a row."""
        edges = self.rows.offsets[start : end + 1]
        data = self.rows.values[edges[0] : edges[-1]].tobytes()
        places = pairwise((edges - edges[0]).tolist())
        return [data[at:to].decode("utf-8", "surrogatepass") for at, to in places]


class Bench:
    """Where pairs are compared.

    Args:
        deduplicators: with the pair rules.
        ranked: the articles.
    """

    def __init__(self, deduplicators: Named, ranked: Ranked) -> None:
        self.deduplicators = only_deduplicators(deduplicators)
        self.rules = only_rules(deduplicators)
        self.ids = Ids(ranked.ids)
        self.rows = ranked.rows.array()
        self.evidence: list[dict[str, Any]] = [
            {title: column.open() for title, column in columns.items()}
            for columns in ranked.evidence
        ]
        self.facts = ranked.facts.ragged() if ranked.facts else None

    def map(self, number: int, batches: Iterable[Codes]) -> Iterator[tuple[Codes, Found]]:
        """Compare batches of pairs by one deduplicator, one after the other."""
        for codes in batches:
            yield codes, self.compare(number, codes)

    def compare(self, number: int, codes: Codes) -> Found:
        """Compare pairs by one deduplicator; pair rules have the last word.

        Args:
            number: the deduplicator's, in the order of all.
            codes: see `newsnorm.candidates`.

        Raises:
            PluginError: if the deduplicator or a rule fails.
        """
        name, deduplicator = self.deduplicators[number]
        left, right = (
            Rows(self.evidence[number], self.rows[ranks.astype(np.int64)])
            for ranks in np.divmod(codes, np.uint64(len(self.rows)))
        )
        try:
            made = deduplicator.compare(left, right)
            if len(made) != len(codes):
                raise ValueError(f"it gives {len(made)} verdicts on {len(codes)} pairs")  # noqa: TRY301
        except (Exception, SystemExit) as error:
            raise fault(name, error) from error
        for rule_name, rule in self.rules:
            made = [
                verdict and judged(rule_name, rule, *self._facts_of(code), verdict)
                for code, verdict in zip(codes.tolist(), made, strict=True)
            ]
        try:
            return Found.of(made)
        except Exception as error:
            raise fault(name, error) from error

    def _facts_of(self, code: int) -> tuple[ArticleFacts, ArticleFacts]:
        left, right = divmod(code, len(self.rows))
        return self._facts(left), self._facts(right)

    def _facts(self, rank: int) -> ArticleFacts:
        assert self.facts is not None
        return read_facts(self.ids.one(rank), self.facts[int(self.rows[rank])].tobytes())


def judged(
    name: str, rule: PairRule, one: ArticleFacts, two: ArticleFacts, verdict: Verdict
) -> Verdict | None:
    """What a pair rule leaves of a verdict on two articles.

    Raises:
        PluginError: if it fails, or says what cannot be.
    """
    try:
        relation = Relation(one.id, two.id, verdict.kind, verdict.evidence)
        said = rule.decide(one, two, relation)
        if said is None:
            return None
        if not isinstance(said, Relation):
            raise TypeError(f"decide returned {said!r}, not a Relation or None")  # noqa: TRY301
        if (said.left, said.right) != (one.id, two.id):
            raise ValueError(f"decide returned {said!r} for {one.id!r} and {two.id!r}")  # noqa: TRY301
        Found.of([found := Verdict(said.kind, said.evidence)])
    except (Exception, SystemExit) as error:
        raise fault(name, error) from error
    return found


def in_batches(arrays: Iterable[npt.NDArray[Number]]) -> Iterator[npt.NDArray[Number]]:
    """Pairs in batches of a size that suits comparing."""
    for some in arrays:
        for start in range(0, len(some), PAIRS):
            yield some[start : start + PAIRS]
