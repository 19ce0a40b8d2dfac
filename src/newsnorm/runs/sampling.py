"""A random sample of what streams by, the same whatever the order in which it comes.

Everything has a name; a hash of seed and name is its place in a random order, and the sample is
what comes first in it. So a sample of 100 is the beginning of one of 200 with the same seed, and
two runs over one input have their samples of decisions at the same places. This is bottom-k
sampling (Cohen and Kaplan, "Summarizing data using bottom-k sketches", PODC 2007).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from hashlib import blake2b
from typing import Generic, TypeVar

T = TypeVar("T")


class Sample(Generic[T]):
    """What was drawn so far.

    Args:
        size: how many to draw.
        seed: another seed draws others.

    >>> sample = Sample[str](2, seed=1)
    >>> for name in ("a", "b", "c", "d"):
    ...     sample.offer(name, name.upper)
    >>> sample.seen, sample.drawn()
    (4, ['C', 'D'])
    """

    def __init__(self, size: int, seed: int) -> None:
        self.size = size
        self.seen = 0
        self._key = str(seed).encode()
        self._heap: list[tuple[int, int, T]] = []  # the last of the sample first

    def offer(self, name: str, make: Callable[[], T]) -> None:
        """Offer a thing by its name; it is made only if it is drawn, for now at least."""
        self.seen += 1
        digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8, key=self._key)
        place = -int.from_bytes(digest.digest(), "big")
        if len(self._heap) < self.size:
            heapq.heappush(self._heap, (place, self.seen, make()))
        elif self._heap and place > self._heap[0][0]:
            heapq.heapreplace(self._heap, (place, self.seen, make()))

    def drawn(self) -> list[T]:
        """The sample, in its random order."""
        return [thing for _, _, thing in sorted(self._heap, key=lambda entry: -entry[0])]
