"""What was found of pairs of articles, in columns: in memory, or in files that are mapped.

This module needs numpy.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias, get_args

import numpy as np
import numpy.typing as npt

from newsnorm.article import CLUSTERING, RelationKind
from newsnorm.candidates import Codes
from newsnorm.columns import Blobs, Stack
from newsnorm.components import Verdict

KINDS: tuple[RelationKind, ...] = get_args(RelationKind)

NOTHING = 0
"""What a pair is of which nothing was found; the others are numbers of `KINDS`, from 1."""

CLUSTERS = np.array([False, *(kind in CLUSTERING for kind in KINDS)])
"""By number of the kind, whether it puts articles into one cluster."""

HELD = 1024
"""Verdicts that are gathered before they are written."""

Kinds: TypeAlias = npt.NDArray[np.uint8]


class Verdicts:
    """Verdicts by the codes of their pairs, each pair at most once.

    Args:
        stack: makes a stack for columns, given a name.
        name: of these verdicts.
    """

    def __init__(self, stack: Callable[[str], Stack], name: str) -> None:
        self.codes = stack(f"{name}-codes")
        self.kinds = stack(f"{name}-kinds")
        self.evidence = Blobs(stack(f"{name}-evidence"), stack(f"{name}-ends"))
        self.held: list[tuple[int, int, bytes]] = []

    def add(self, codes: Codes, verdicts: Sequence[Verdict | None]) -> Kinds:
        """Add what was found of some pairs, to be written later; gives the numbers of the kinds.

        Raises:
            ValueError: if there is not one verdict a pair, or one has no kind that there is.
            TypeError: if its evidence is no numbers.
        """
        kinds = np.zeros(len(codes), np.uint8)
        for at, (code, verdict) in enumerate(zip(codes.tolist(), verdicts, strict=True)):
            if verdict is not None:
                if verdict.kind not in KINDS:
                    raise ValueError(f"there is no kind of relation {verdict.kind!r}")
                kinds[at] = KINDS.index(verdict.kind) + 1
                evidence = json.dumps(dict(verdict.evidence)).encode("utf-8")
                self.held.append((code, int(kinds[at]), evidence))
        return kinds

    def write(self, *, at_least: int = HELD) -> None:
        """Write what was added, if it is so many verdicts.

        Raises:
            OSError: if there is no room.
        """
        if len(self.held) >= at_least:
            codes, kinds, evidence = zip(*self.held, strict=True)
            self.codes.push(np.array(codes, np.uint64))
            self.kinds.push(np.array(kinds, np.uint8))
            self.evidence.push(evidence)
            self.held = []

    def columns(self) -> tuple[Codes, Kinds]:
        """All codes, as they were added, and the numbers of their kinds."""
        self.write(at_least=1)
        return self.codes.array(), self.kinds.array()

    def __iter__(self) -> Iterator[tuple[int, RelationKind, dict[str, Any]]]:
        """Codes, kinds and evidence, in the order of the codes."""
        codes, kinds = self.columns()
        evidence = self.evidence.ragged()
        for rows in _in_order(codes):
            parts = (rows.tolist(), codes[rows].tolist(), kinds[rows].tolist())
            for row, code, kind in zip(*parts, strict=True):
                yield code, KINDS[kind - 1], json.loads(evidence[row].tobytes())


def kinds_of(codes: Codes, found: Iterable[tuple[Codes, Kinds]]) -> Kinds:
    """What was found of some pairs, by columns of verdicts that are in the order of their codes."""
    kinds = np.zeros(len(codes), np.uint8)
    for known, known_kinds in found:
        if len(known):
            at = np.minimum(np.searchsorted(known, codes), len(known) - 1)
            hit = known[at] == codes
            kinds[hit] = known_kinds[at[hit]]
    return kinds


def _in_order(codes: Codes) -> Iterator[npt.NDArray[np.int64]]:
    """Rows in the order of their codes, some at a time; most verdicts come in order as it is."""
    order = None if (codes[1:] > codes[:-1]).all() else np.argsort(codes)
    for start in range(0, len(codes), HELD):
        end = min(start + HELD, len(codes))
        yield np.arange(start, end) if order is None else order[start:end]
