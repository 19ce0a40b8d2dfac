"""What is kept from one batch to the next.

The last one and what was made of it, as keys and evidence are asked for one after the other; and
the memory that arrays were in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import is_
from typing import Generic, TypeVar

import numpy as np

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


FREED = 8 << 20
"""Bytes; some more than what a batch has in arrays at a time."""


@lru_cache(maxsize=1)
def keep_freed() -> None:
    """Let this process keep what it frees, for the arrays of the next batch.

    The C library gives the end of its heap back, and what is taken anew comes page by page, filled
    with zeros by the system: a twentieth of the time of sketches was that. How much glibc keeps
    follows the largest piece that was ever freed (mallopt(3): M_MMAP_THRESHOLD is dynamic), of
    which no page need have been used.
    """
    np.empty(FREED, np.uint8)
