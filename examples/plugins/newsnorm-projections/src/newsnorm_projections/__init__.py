"""Near duplicates by random projections of hashed character n-grams."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import newsnorm


@dataclass(frozen=True, slots=True)
class CosineOptions:
    """Options of "projections/cosine".

    Args:
        threshold: the least cosine of two articles' vectors, 0 to 1.
        size: characters in an n-gram.
        dimensions: of the vectors.
        bands, bits: keys an article, and projections a key, at most 63.
    """

    threshold: float = 0.95
    size: int = 4
    dimensions: int = 1024
    bands: int = 16
    bits: int = 12

    def __post_init__(self) -> None:
        if not 0 < self.threshold <= 1:
            raise ValueError(f"threshold is {self.threshold}; it must lie between 0 and 1")
        if min(self.size, self.dimensions, self.bands) < 1 or not 1 <= self.bits <= 63:
            raise ValueError("size, dimensions and bands must be 1 or more, bits from 1 to 63")


@newsnorm.hookimpl
def newsnorm_deduplicators() -> Iterable[newsnorm.DeduplicatorSpec]:
    """The one deduplicator of this plugin."""
    yield newsnorm.DeduplicatorSpec(
        "projections/cosine",
        _cosine,
        CosineOptions,
        "texts whose character n-grams point the same way",
    )


def _cosine(options: CosineOptions) -> newsnorm.Deduplicator:
    from newsnorm_projections.cosine import Cosine

    return Cosine(options)
