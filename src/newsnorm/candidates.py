"""Candidate pairs: articles that share a key, each pair once, in order.

A pair is held as one integer, its code, made of the ranks of its two articles, the earlier first:
`left * count + right`. So codes sort as pairs do.

There may be many more pairs than articles: they are sorted in pieces of a bounded size, which are
then merged, as in any external sort.

This module needs numpy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from newsnorm.columns import Stack, distinct

Codes: TypeAlias = npt.NDArray[np.uint64]

BUCKET = 16
"""In a bucket of articles that share a key, up to so many are compared all with all;
in a larger one all are compared with the first."""

PIECE = 1 << 18
"""Codes that are in memory at once, about."""


def candidates(
    columns: Iterable[npt.NDArray[Any]], ranked: npt.NDArray[Any], spill: Stack
) -> Iterator[Codes]:
    """Codes of the pairs that share a key in a column, ascending, batch by batch.

    Args:
        columns: keys, a row an article, in any order.
        ranked: for each rank, the article's row.
        spill: where sorted pieces may lie meanwhile.
    """
    edges = [0]
    gathered: list[Codes] = []
    size = 0
    as_it_is = bool((ranked[1:] == ranked[:-1] + 1).all())
    for column in columns:
        for codes in _shared(column if as_it_is else column[ranked]):
            gathered.append(codes)
            size += len(codes)
            if size >= PIECE:
                spill.push(distinct(np.concatenate(gathered)))
                edges.append(spill.rows)
                gathered, size = [], 0
    last = distinct(np.concatenate((*gathered, np.empty(0, np.uint64))))
    if len(edges) == 1:
        yield last
        return
    spill.push(last)
    edges.append(spill.rows)
    yield from _merged(spill.array(), edges)


def _shared(column: npt.NDArray[Any]) -> Iterator[Codes]:
    """Codes of the pairs in each bucket of a column of keys, which is in the order of ranks."""
    count = np.uint64(len(column))
    order, alike = _order(column)
    if not len(alike):
        return
    breaks = np.flatnonzero(alike[1:] != alike[:-1] + 1) + 1
    edges = np.concatenate(([0], breaks, [len(alike)]))
    starts = alike[edges[:-1]]
    sizes = edges[1:] - edges[:-1] + 1
    for size in distinct(sizes).tolist():
        of_size = starts[sizes == size]
        first, other = _within(size, size <= BUCKET)
        step = max(1, PIECE // len(first))
        for at in range(0, len(of_size), step):
            ranks = of_size[at : at + step, None]
            left = order[ranks + first].astype(np.uint64)
            right = order[ranks + other].astype(np.uint64)
            yield (left * count + right).ravel()


def _order(column: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """The order in which equal keys stand together, and in a bucket the ranks in order.

    To sort plain numbers takes a tenth of the time of finding an order: the upper bits of each key,
    once spread, with the rank in place of the lower ones. Where two keys share their upper bits and
    are not equal, which in a million is rare, the order is found as it always can be.

    Returns:
        The order, and the places in it at which the next key is the same.
    """
    bits = np.uint64(max(1, (len(column) - 1).bit_length()))
    packed = column * _SPREAD
    packed >>= bits
    packed <<= bits
    packed |= np.arange(len(column), dtype=np.uint64)
    packed.sort()
    ranks = (np.uint64(1) << bits) - np.uint64(1)
    alike = np.flatnonzero((packed[1:] ^ packed[:-1]) <= ranks)
    packed &= ranks
    order = packed.view(np.int64)
    if (column[order[alike]] != column[order[alike + 1]]).any():
        order = np.argsort(column, kind="stable")
        ordered = column[order]
        alike = np.flatnonzero(ordered[1:] == ordered[:-1])
    return order, alike


_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number: what is multiplied by it, modulo 2^64, stays different."""


@lru_cache(maxsize=BUCKET)
def _within(size: int, all_with_all: bool) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Which places of a bucket are compared with which."""
    if all_with_all:
        first, other = np.triu_indices(size, 1)
        return first, other
    return np.zeros(size - 1, np.int64), np.arange(1, size)


def _merged(codes: Codes, edges: list[int]) -> Iterator[Codes]:
    """Sorted pieces, which lie between the edges, as one sequence without repetitions."""
    places = list(pairwise(edges))
    step = max(1024, PIECE // len(places))
    while places:
        # What is not beyond any piece's next step is complete, and comes before all the rest.
        bound = min(codes[min(at + step, end) - 1] for at, end in places)
        parts = []
        rest = []
        for at, end in places:
            ahead = codes[at : min(at + step, end)]
            taken = int(np.searchsorted(ahead, bound, side="right"))
            parts.append(ahead[:taken])
            if at + taken < end:
                rest.append((at + taken, end))
        places = rest
        yield distinct(np.concatenate(parts))
