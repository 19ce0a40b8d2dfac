"""Duplicates in tiers: exact copies, near ones, and articles that lie in others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import newsnorm


@dataclass(frozen=True, slots=True)
class StoryOptions:
    """What makes two articles one story, and what is said of articles that are alike.

    The evidence of a relation has the figures that these are compared with.

    Args:
        similar: Jaccard similarity of the sets of three words in a row from which on two articles
            can be one story, if their figures, dates and names agree.
        plain: the same where they have too few of these to go by.
        agreement: share of figures, dates and names that must agree; names count a quarter, and
            of articles more than a day and a half apart some more must agree.
        names: share of the names that must agree; some more where the words are less alike.
        related: similarity from which on articles about two events are reported.
    """

    similar: float = 0.3
    plain: float = 0.7
    agreement: float = 0.55
    names: float = 0.65
    related: float = 0.35

    def __post_init__(self) -> None:
        for name in ("similar", "plain", "agreement", "names", "related"):
            value = getattr(self, name)
            if not 0 < value <= 1:
                raise ValueError(f"{name} is {value}; it must be above 0 and at most 1")


@dataclass(frozen=True, slots=True)
class NearOptions(StoryOptions):
    """Options of `minhash/near`.

    Args:
        bands, rows: MinHash values are compared in so many bands of so many rows, 128 in all at
            most. In 42 bands of 3 a pair of similarity 0.5 meets with probability 0.996, one of
            0.4 with 0.94, one of 0.05 with 0.005.
    """

    bands: int = 42
    rows: int = 3

    def __post_init__(self) -> None:
        StoryOptions.__post_init__(self)
        for name in ("bands", "rows"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be at least 1")
        if self.bands * self.rows > 128:
            raise ValueError(f"bands * rows is {self.bands * self.rows}; it must be at most 128")


@newsnorm.hookimpl
def newsnorm_deduplicators() -> Iterable[newsnorm.DeduplicatorSpec]:
    """The deduplicators of this plugin."""
    yield newsnorm.DeduplicatorSpec("minhash/exact", _exact, summary="the same cleaned text")
    yield newsnorm.DeduplicatorSpec(
        "minhash/near", _near, NearOptions, "the same story, respelled, edited, cut or updated"
    )
    yield newsnorm.DeduplicatorSpec(
        "minhash/contained", _contained, StoryOptions, "one article in another: cut, or embedded"
    )


def _exact() -> newsnorm.Deduplicator:
    from newsnorm_minhash.exact import Exact

    return Exact()


def _near(options: NearOptions) -> newsnorm.Deduplicator:
    from newsnorm_minhash.near import Near

    return Near(options)


def _contained(options: StoryOptions) -> newsnorm.Deduplicator:
    from newsnorm_minhash.contained import Contained

    return Contained(options)
