"""The last batch and what was made of it: keys and evidence are asked for one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import is_
from typing import Generic, TypeVar

from newsnorm import NormalizedArticle

Made = TypeVar("Made")


class LastBatch(Generic[Made]):
    """Works on a batch, unless it is the one before.

    Args:
        make: what to do with a batch. What it makes depends on the batch alone.
    """

    def __init__(self, make: Callable[[Sequence[NormalizedArticle]], Made]) -> None:
        self.make = make
        self.last: tuple[tuple[NormalizedArticle, ...], Made] | None = None

    def __call__(self, articles: Sequence[NormalizedArticle]) -> Made:
        """What was, or is now, made of a batch."""
        last = self.last
        if last is not None and len(last[0]) == len(articles) and all(map(is_, last[0], articles)):
            return last[1]
        made = self.make(articles)
        self.last = (tuple(articles), made)
        return made
