"""What was found of pairs of articles, in columns: in memory, or in files that are mapped.

This module needs numpy.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeAlias, get_args

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


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Verdicts on some pairs, as they are kept.

    Args:
        kinds: for each pair the number of its kind, or `NOTHING`.
        evidence: of those pairs of which something was found.
    """

    kinds: Kinds
    evidence: Sequence[dict[str, Any]]

    @classmethod
    def of(cls, verdicts: Sequence[Verdict | None]) -> Self:
        """Those of some verdicts.

        Raises:
            ValueError: if one has no kind that there is.
            TypeError: if its evidence is no numbers.
        """
        kinds = np.zeros(len(verdicts), np.uint8)
        evidence = []
        for at, verdict in enumerate(verdicts):
            if verdict is not None:
                if verdict.kind not in KINDS:
                    raise ValueError(f"there is no kind of relation {verdict.kind!r}")
                kinds[at] = KINDS.index(verdict.kind) + 1
                evidence.append(_numbers(dict(verdict.evidence)))
        return cls(kinds, evidence)


def _numbers(evidence: dict[str, Any]) -> dict[str, Any]:
    """The evidence as it comes back from JSON."""
    if {*map(type, evidence.values())} <= {float, int}:
        return evidence
    made: dict[str, Any] = json.loads(json.dumps(evidence))
    return made


class Verdicts:
    """Verdicts by the codes of their pairs, each pair at most once.

    Args:
        stack: makes a stack for columns, given a name.
        name: of these verdicts.
    """

    def __init__(self, stack: Callable[[str], Stack], name: str) -> None:
        self.codes = stack(f"{name}-codes")
        self.kinds = stack(f"{name}-kinds")
        values = stack(f"{name}-evidence")
        self.rows: list[dict[str, Any]] = []
        self.blobs = Blobs(values, stack(f"{name}-ends")) if values.path else None
        """The evidence: in memory as it is, in files as JSON."""
        self.held: list[tuple[Codes, Found]] = []
        self.held_verdicts = 0

    def add(self, codes: Codes, found: Found) -> None:
        """Add what was found of some pairs; it is written when it is enough.

        Raises:
            OSError: if there is no room.
        """
        self.held.append((codes[found.kinds != NOTHING], found))
        self.held_verdicts += len(found.evidence)
        if self.held_verdicts >= HELD:
            self._write()

    def _write(self) -> None:
        if self.held:
            self.codes.push(np.concatenate([codes for codes, _ in self.held]))
            kinds = np.concatenate([found.kinds for _, found in self.held])
            self.kinds.push(kinds[kinds != NOTHING])
            rows = [row for _, found in self.held for row in found.evidence]
            if self.blobs is None:
                self.rows += rows
            else:
                self.blobs.push([json.dumps(row).encode("utf-8") for row in rows])
        self.held, self.held_verdicts = [], 0

    def columns(self) -> tuple[Codes, Kinds]:
        """All codes, as they were added, and the numbers of their kinds."""
        self._write()
        return self.codes.array(), self.kinds.array()

    def __iter__(self) -> Iterator[tuple[int, RelationKind, dict[str, Any]]]:
        """Codes, kinds and evidence, in the order of the codes."""
        codes, kinds = self.columns()
        blobs = self.blobs.ragged() if self.blobs else None
        for rows in _in_order(codes):
            parts = (rows.tolist(), codes[rows].tolist(), kinds[rows].tolist())
            for row, code, kind in zip(*parts, strict=True):
                evidence = json.loads(blobs[row].tobytes()) if blobs else dict(self.rows[row])
                yield code, KINDS[kind - 1], evidence


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
