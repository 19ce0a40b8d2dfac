# mypy: ignore-errors
# numba has no types, and what it compiles is checked against the plain functions by tests.
"""Hashing, searching and sorting, for the other modules here."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from newsnorm_minhash import hashing

U = np.uint64
BASE, FIRST, SECOND, THIRD = hashing.BASE, hashing.FIRST, hashing.SECOND, hashing.THIRD
MIX_ONE, MIX_TWO = hashing.MIX_ONE, hashing.MIX_TWO
S27, S30, S31, S32, S34 = hashing.S27, hashing.S30, hashing.S31, hashing.S32, U(34)
LOW32 = U(0xFFFFFFFF)
ONE, SIX, LOW6 = U(1), U(6), U(63)
BUCKETS = 512
"""Of a sort: by so many values of the upper nine bits."""

compiled: Any = njit(cache=True, nogil=True)


@compiled
def mix(value):
    """See `hashing.mix`."""
    value ^= value >> S30
    value *= MIX_ONE
    value ^= value >> S27
    value *= MIX_TWO
    value ^= value >> S31
    return value


@compiled
def chain(value, more):
    """See `hashing.chain`."""
    return mix((value ^ more * FIRST) * SECOND + THIRD)


@compiled
def has(bits, low):
    """Whether a filter, with 64 flags in a number, has what the lower bits of a hash are."""
    return (bits[low >> SIX] >> (low & LOW6)) & ONE != 0


@compiled
def find(known, low, high, value):
    """The place of a value among sorted ones from one place to another, or -1."""
    end = high
    while low < high:
        middle = (low + high) >> 1
        if known[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low if low < end and known[low] == value else -1


@compiled
def sort(values, size, spare, counts):
    """Sort numbers whose upper bits are evenly spread: into buckets, then by insertion."""
    counts[:] = 0
    for at in range(size):
        counts[(values[at] >> U(55)) + ONE] += 1
    for bucket in range(1, BUCKETS + 1):
        counts[bucket] += counts[bucket - 1]
    for at in range(size):
        bucket = values[at] >> U(55)
        spare[counts[bucket]] = values[at]
        counts[bucket] += 1
    for at in range(size):
        value = spare[at]
        place = at
        while place > 0 and values[place - 1] > value:
            values[place] = values[place - 1]
            place -= 1
        values[place] = value
