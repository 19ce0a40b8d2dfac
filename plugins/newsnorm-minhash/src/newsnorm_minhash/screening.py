"""A quick look at two articles: whether it is worth while to compare them.

In a large dump most articles that share a passage share nothing else. The least shingles of each,
which are a sample of all (bottom-k sketches: Broder 1997; Cohen and Kaplan 2007), tell nearly
always; only what they leave is compared. What a comparison would take for one story is left out
here less than once in a thousand times, at the very edge; what is found is compared in any case.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from newsnorm import Ragged
from newsnorm_minhash.sets import Keys

LEAST = 64
"""So many of an article's shingles are looked at."""
SLACK = 0.4
"""Of the similarity that is asked for, what the sample must show: at 0.3 a sample of 64 has less
than 8 in common once in two thousand times."""
HALF = 0.5
"""Share of the smaller sample that must be in the other, of an article that may lie in it."""
ENOUGH = 8
"""Values of a sample that says how much of an article lies in another."""

FILLING = np.uint32(2**32 - 1)
"""In place of a value that there is not."""


def least(shingles: Ragged) -> Keys:
    """The least values of sorted sets, a row a set; fewer are filled up with the greatest number.

    >>> least(Ragged.of([np.array([3, 7], np.uint32)]))[0, :3].tolist() == [3, 7, 2**32 - 1]
    True
    """
    places = shingles.offsets[:-1, None] + np.arange(LEAST)
    made = np.append(shingles.values, FILLING).take(places, mode="clip")
    made[places >= shingles.offsets[1:, None]] = FILLING
    return made


def promising(left: Keys, right: Keys, similar: float) -> npt.NDArray[np.bool_]:
    """Pairs, by their least values, that may be similar, or of which one may lie in the other.

    Args:
        left, right: rows that `least` made.
        similar: the Jaccard similarity from which on a pair is of interest.
    """
    # Up to here both samples are whole: the lesser of what each was cut off at.
    end = np.minimum(np.minimum(left[:, -1], right[:, -1]), FILLING - np.uint32(1))[:, None]
    sizes = [(side <= end).sum(axis=1) for side in (left, right)]
    both = np.concatenate((left, right), axis=1)
    both.sort(axis=1)
    shared = ((both[:, 1:] == both[:, :-1]) & (both[:, 1:] <= end)).sum(axis=1)
    smaller = np.minimum(*sizes)
    alike = shared >= SLACK * similar * (sizes[0] + sizes[1] - shared)
    inside = (smaller < ENOUGH) | (shared >= HALF * smaller)
    kept: npt.NDArray[np.bool_] = (shared > 0) & alike | inside
    return kept
