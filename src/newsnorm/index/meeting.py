"""Which articles are to be compared: those that share a key, as in `newsnorm.candidates`.

In a bucket of up to `BUCKET` articles all are compared with all. In a larger one each new article
is compared with the first of it, and a new one that is now the first with all: so what a run would
compare in this bucket is compared at the latest when it comes.

Pairs are codes, `earlier number * total + later number`, where numbers are those of the index: it
is when they were added that orders them here, not when they were published.

This module needs numpy.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from newsnorm.candidates import BUCKET, PIECE
from newsnorm.columns import distinct
from newsnorm.index.contents import Contents, spread
from newsnorm.index.segments import Array


def meetings(contents: Contents, number: int, first: int, total: int, *, alone: bool) -> Array:
    """Codes of the pairs that a deduplicator's keys bring together, ascending.

    Args:
        contents: those of the index, with the new articles.
        number: the deduplicator's.
        first: number of the first new article; all from there on are new.
        total: above all numbers.
        alone: whether each new article is to be seen as if it were the only one.
    """
    segment = contents.articles[-1][1]
    gathered: list[Array] = []
    size = 0
    for name in segment.names(f"keys.{number}."):
        if name.endswith((".rows", ".fences")):
            continue
        for codes in _in_column(contents, name, first, total, alone):
            gathered.append(codes)
            size += len(codes)
            if size >= PIECE:
                gathered = [distinct(np.concatenate(gathered))]
                size = 0
    return distinct(np.concatenate((np.empty(0, np.uint64), *gathered)))


def _in_column(
    contents: Contents, name: str, first: int, total: int, alone: bool
) -> Iterator[Array]:
    keys = distinct(contents.articles[-1][1].read(name))
    places, serials = contents.with_keys(name, keys)
    order = np.lexsort((serials, places))
    places, serials = places[order], serials[order]
    sizes = np.bincount(places, minlength=len(keys))
    starts = np.cumsum(sizes) - sizes
    if alone:
        fresh = np.flatnonzero(serials >= first)
        olds = np.bincount(places[serials < first], minlength=len(keys))[places[fresh]]
        few = olds < BUCKET
        begins = starts[places[fresh]]
        old = serials[spread(begins[few], begins[few] + olds[few])]
        yield _codes(old, np.repeat(serials[fresh[few]], olds[few]), total)
        for start, size, article in zip(
            *(at[~few].tolist() for at in (begins, olds, serials[fresh])), strict=True
        ):
            yield _with_first(
                contents, np.append(serials[start : start + size], article), first, total
            )
        return
    for size in distinct(sizes[(sizes > 1) & (sizes <= BUCKET)]).tolist():
        yield from _all(serials, starts[sizes == size], size, first, total)
    large = sizes > BUCKET
    for start, size in zip(starts[large].tolist(), sizes[large].tolist(), strict=True):
        yield _with_first(contents, serials[start : start + size], first, total)


def _all(serials: Array, starts: Array, size: int, first: int, total: int) -> Iterator[Array]:
    """Codes of all pairs in buckets of one size, but of two that are not new."""
    one, other = np.triu_indices(size, 1)
    step = max(1, PIECE // len(one))
    for at in range(0, len(starts), step):
        members = serials[starts[at : at + step, None] + np.arange(size)]
        left, right = members[:, one].ravel(), members[:, other].ravel()
        new = right >= first
        yield _codes(left[new], right[new], total)


def _with_first(contents: Contents, members: Array, first: int, total: int) -> Array:
    """Codes of the pairs of a large bucket: the first of it, and each other, if one is new."""
    instants = contents.instants(members)
    earliest = members[instants == instants.min()]
    head = int(earliest[np.argmin(contents.ranks(earliest))])
    others = members[(members != head) & ((members >= first) | (head >= first))]
    return _codes(np.minimum(others, head), np.maximum(others, head), total)


def _codes(left: Array, right: Array, total: int) -> Array:
    codes: Array = left.astype(np.uint64) * np.uint64(total) + right.astype(np.uint64)
    return codes
