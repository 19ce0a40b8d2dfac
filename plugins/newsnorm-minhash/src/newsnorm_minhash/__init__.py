"""Exact and near duplicates: candidates by sketches, decisions by exact comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import newsnorm


@dataclass(frozen=True, slots=True)
class NearOptions:
    """What counts as a near duplicate.

    Args:
        threshold: Jaccard similarity of the sets of shingles from which on two articles are one
            story, if their figures agree.
        figures: Jaccard similarity of the sets of figures ("4.6") from which on they agree.
        shingle: words in a shingle. With three, one changed word spoils three shingles.
        bands, rows: MinHash values are compared in so many bands of so many rows; a pair at the
            threshold of 0.7 shares a band of 32 x 4 with probability 0.9999.
    """

    threshold: float = 0.7
    figures: float = 0.6
    shingle: int = 3
    bands: int = 32
    rows: int = 4

    def __post_init__(self) -> None:
        if not 0 < self.threshold <= 1:
            raise ValueError(f"threshold is {self.threshold}; it must be above 0 and at most 1")
        if not 0 <= self.figures <= 1:
            raise ValueError(f"figures is {self.figures}; it must be between 0 and 1")
        for name in ("shingle", "bands", "rows"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be at least 1")


@newsnorm.hookimpl
def newsnorm_deduplicators() -> Iterable[newsnorm.DeduplicatorSpec]:
    """The deduplicators of this plugin."""
    yield newsnorm.DeduplicatorSpec("minhash/exact", _exact, summary="the same cleaned text")
    yield newsnorm.DeduplicatorSpec(
        "minhash/near", _near, NearOptions, "the same story, edited: exact Jaccard of shingles"
    )


def _exact() -> newsnorm.Deduplicator:
    from newsnorm_minhash.exact import Exact

    return Exact()


def _near(options: NearOptions) -> newsnorm.Deduplicator:
    from newsnorm_minhash.near import Near

    return Near(options)
