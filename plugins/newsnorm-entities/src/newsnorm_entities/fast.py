# mypy: ignore-errors
# numba has no types, and what it compiles is checked against the plain functions by tests.
"""Looking for names, compiled; `matching.Surfaces` is the plain version, and the one to read.

The text is walked once. Behind the first word of a surface its hash goes on from code point to code
point, as far as the longest surface with that word does, and wherever a word ends it is looked up.
So what is found are hashes: whoever asks compares the strings themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numba import njit

from newsnorm_entities.matching import LATIN_WORD

U = np.uint64
SEED, PRIME, SPREAD = U(0xCBF29CE484222325), U(0x100000001B3), U(0x9E3779B97F4A7C15)
S32 = U(32)
WORD, AFTER, BEFORE = 1, 2, 4  # AFTER, BEFORE: no name ends before it, none begins behind it
BEYOND = 0x250  # where Latin letters end

compiled: Any = njit(cache=True, nogil=True)


class Index:
    """The surfaces of a gazetteer in Latin letters, by their hashes.

    Args:
        surfaces: each begins with a letter or digit.
    """

    def __init__(self, surfaces: Iterable[str]) -> None:
        surfaces = list(surfaces)
        codes = _codes("".join(surfaces))
        sizes = np.fromiter(map(len, surfaces), np.int64, len(surfaces))
        firsts = (LATIN_WORD.match(surface).end() for surface in surfaces)
        bits = max(4, (4 * len(surfaces)).bit_length())  # at most half of it is in use
        self.keys = np.zeros(1 << bits, U)
        self.values = np.zeros(1 << bits, np.int32)
        fill(codes, sizes, np.fromiter(firsts, np.int64, len(surfaces)), self.keys, self.values)
        self.classes = np.zeros(BEYOND + 1, np.uint8)
        for point in range(BEYOND):
            self.classes[point] = WORD if LATIN_WORD.match(chr(point)) else 0
        for char, kind in {"_": AFTER | BEFORE, "$": AFTER, "@": BEFORE}.items():
            self.classes[ord(char)] = kind

    def find(self, text: str) -> list[int]:
        """Start and end, in turn, of what is as long as can be at each word of a Latin text."""
        found = np.empty(len(text) + 2, np.int32)
        count = find(_codes(text), self.classes, self.keys, self.values, found)
        return found[:count].tolist()


def _codes(text: str) -> Any:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


@compiled
def slot_of(keys, key):
    """Where a key is, or would be."""
    mask = U(len(keys) - 1)
    slot = (key * SPREAD >> S32) & mask
    while keys[slot] != 0 and keys[slot] != key:
        slot = (slot + U(1)) & mask
    return slot


@compiled
def fill(codes, sizes, firsts, keys, values):
    """Enter surfaces: the lowest bit says that one is whole, the others how far its word goes."""
    at = 0
    for row in range(len(sizes)):
        key = SEED
        for step in range(sizes[row]):
            key = (key ^ U(codes[at + step])) * PRIME
            if step + 1 == firsts[row]:
                slot = slot_of(keys, key)
                keys[slot] = key
                whole = values[slot] & 1
                values[slot] = max(values[slot] >> 1, sizes[row]) << 1 | whole
        slot = slot_of(keys, key)
        keys[slot] = key
        values[slot] |= 1
        at += sizes[row]


@compiled
def kind_of(classes, codes, at):
    """The class of a code point."""
    return classes[min(codes[at], np.uint32(BEYOND))]


@compiled
def find(codes, classes, keys, values, found):
    """See `Index.find`; how many numbers it found."""
    size = len(codes)
    count = 0
    at = 0
    while at < size:
        if kind_of(classes, codes, at) != WORD:
            at += 1
            continue
        start = at
        key = SEED
        while at < size and kind_of(classes, codes, at) == WORD:
            key = (key ^ U(codes[at])) * PRIME
            at += 1
        value = values[slot_of(keys, key)]
        if value < 2 or (start > 0 and kind_of(classes, codes, start - 1) & BEFORE):
            continue
        ends = at == size or not kind_of(classes, codes, at) & AFTER  # nor is it a letter
        end = at if value & 1 and ends else 0
        for reach in range(at + 1, min(size, start + (value >> 1)) + 1):
            key = (key ^ U(codes[reach - 1])) * PRIME
            ends = reach == size or not kind_of(classes, codes, reach) & (WORD | AFTER)
            if ends and values[slot_of(keys, key)] & 1:
                end = reach
        if end:
            found[count] = start
            found[count + 1] = end
            count += 2
    return count
