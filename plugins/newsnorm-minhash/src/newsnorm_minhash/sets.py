"""Sets of hashes as columns: the shingles of each text, and the MinHash values of such a set.

Shingles are of three words in a row; of a hash, the upper 32 bits count. Two different shingles of
two articles of 400 words share one in 27,000 pairs.

MinHash by one permutation (Li, Owen and Zhang 2012): the sorted hashes fall into bins by their
upper bits, and the least of each bin is a value. Empty bins borrow from others, in an order that is
fixed for each (Shrivastava 2017), so that texts of few words have all their values too.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from newsnorm_minhash.hashing import FIRST, S32, SECOND, THIRD, Hashes, mix

Keys: TypeAlias = npt.NDArray[np.uint32]
Places: TypeAlias = npt.NDArray[np.int64]

SHINGLE = 3
VALUES = 128
BIN = np.uint32(32 - 7)
"""A bin is what remains of a hash when it is shifted by so many bits."""
_SEED = 20261101


def shingles(hashes: Hashes, edges: Places) -> tuple[Keys, Keys, Places]:
    """The sorted sets of shingles of some texts.

    Args:
        hashes: of the texts' words.
        edges: where the words of each text begin, and at last where the last ones end.

    Returns:
        The shingles; the place in its text, in words, where each is first; where each text's begin.
    """
    count = len(hashes)
    whole = hashes * FIRST
    whole[: count - 1] += hashes[1:] * SECOND
    whole[: count - 2] += hashes[2:] * THIRD
    lengths = edges[1:] - edges[:-1]
    short = (lengths > 0) & (lengths < SHINGLE)
    for text in np.flatnonzero(short).tolist():
        words = hashes[edges[text] : edges[text + 1]]
        whole[edges[text]] = (words * np.array([FIRST, SECOND])[: len(words)]).sum()
    ends = edges[:-1] + np.maximum(lengths - SHINGLE + 1, short)
    # Hashes of words are as good as random, and so are such sums of them, unmixed.
    # The place below the hash: sorting brings equal shingles together, the first one first.
    both = whole
    both &= ~np.uint64(0xFFFFFFFF)
    both |= (np.arange(count) - np.repeat(edges[:-1], lengths)).view(np.uint64)
    for start, end in zip(edges.tolist(), ends.tolist(), strict=False):
        both[start:end].sort()
    values = (both >> S32).astype(np.uint32)
    new = np.ones(count, bool)
    new[1:] = values[1:] != values[:-1]
    new[edges[:-1][lengths > 0]] = True
    for behind in range(1, SHINGLE):  # at these words of a text no shingle begins
        last = edges[1:] - behind
        new[last[last >= ends]] = False
    first = np.flatnonzero(new)
    return values[first], both[first].astype(np.uint32), np.searchsorted(first, edges)


def minhash(values: Keys, offsets: Places) -> tuple[Keys, npt.NDArray[np.bool_]]:
    """The MinHash values of sorted sets, a row a set; and which sets have any."""
    count = len(offsets) - 1
    made = np.zeros((count, VALUES), np.uint32)
    place = np.repeat(np.arange(count) * VALUES, offsets[1:] - offsets[:-1])
    place += values >> BIN
    flat = made.reshape(-1)
    flat[place[::-1]] = values[::-1]  # the least of a bin comes last, and stays
    there = offsets[1:] > offsets[:-1]
    filled = made > 0
    filled[there, 0] = values[offsets[:-1][there]] >> BIN == 0
    filled[~there] = True  # nothing is borrowed there
    wanting = ~filled.reshape(-1)
    empty = np.flatnonzero(wanting)
    lent = flat.copy()
    for steps in _STEPS:
        if not len(empty):
            break
        lender = empty + steps.take(empty & (VALUES - 1))
        flat[empty] = lent.take(lender)  # 0 as long as the lender wants one itself
        empty = empty[wanting.take(lender)]
    return made, there


def _probes() -> npt.NDArray[np.int64]:
    random = np.random.Generator(np.random.PCG64(_SEED))
    orders = (random.permutation(VALUES) for _ in range(VALUES))
    return np.array([order[order != own] for own, order in enumerate(orders)])


PROBES = _probes()
"""For each bin, the order in which others are asked."""
_STEPS = (PROBES - np.arange(VALUES)[:, None]).T.copy()
"""The same as steps from a bin to others; first the first of each bin."""


def bands(values: Keys, count: int, rows: int) -> Hashes:
    """One hash for each band of a set's values."""
    parts = values[:, : count * rows].reshape(len(values), count, rows).astype(np.uint64)
    folded = np.full((len(values), count), count, np.uint64)
    for row in range(rows):
        folded *= FIRST
        folded += parts[:, :, row]
    return mix(folded)
