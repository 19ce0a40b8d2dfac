"""What is connected by pairs: the first of each group, by a union of sets of numbers.

Paths are halved as they are walked (R. E. Tarjan and J. van Leeuwen, "Worst-case analysis of set
union algorithms", JACM 31, 1984, 245-281), and the lesser number always leads, so that the result
does not depend on the order of pairs.

This module needs numpy.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt


class Union:
    """Numbers from 0, each at first alone: eight bytes a number.

    Args:
        count: of the numbers.

    >>> union = Union(6)
    >>> union.connect([(4, 2), (5, 4), (0, 1)])
    >>> union.firsts().tolist()
    [0, 0, 2, 3, 2, 2]
    """

    def __init__(self, count: int) -> None:
        self._leader = array("q", range(count))

    def connect(self, pairs: Iterable[Sequence[int]]) -> None:
        """Put the two numbers of each pair into one group."""
        leader = self._leader
        for one, other in pairs:
            left, right = one, other
            while leader[left] != left:
                leader[left] = left = leader[leader[left]]
            while leader[right] != right:
                leader[right] = right = leader[leader[right]]
            leader[max(left, right)] = min(left, right)

    def firsts(self) -> npt.NDArray[np.int64]:
        """For each number the least one of its group."""
        firsts = np.frombuffer(self._leader, np.int64)
        while (firsts[firsts] != firsts).any():
            firsts = firsts[firsts]
        return firsts.copy()
