"""Hashes of 64 bits: of words, of several words in a row, and of names of entities.

A word's folded characters are taken eight at a time, as one number, and these are mixed. That of a
word that is not ASCII, or of more than `LONG` characters, is a polynomial of its code points,
modulo 2^64, then mixed: so that it can be made of prefix sums, for all words of a text at once.
Mixing is splitmix64's (Steele, Lea and Flood 2014).
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Hashes: TypeAlias = npt.NDArray[np.uint64]
Places: TypeAlias = npt.NDArray[np.int64]

BASE = np.uint64(0x9E3779B97F4A7C15)
"""The polynomial's argument; odd, so that there is an inverse."""
INVERSE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
FIRST, SECOND, THIRD = (
    np.uint64(odd) for odd in (0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB)
)
"""Multipliers of the words of a shingle, by their places."""
MIX_ONE, MIX_TWO = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
S27, S30, S31, S32 = (np.uint64(shift) for shift in (27, 30, 31, 32))


def mix(values: Hashes) -> Hashes:
    """Spread what the values differ in over all their bits; in place."""
    values ^= values >> S30
    values *= MIX_ONE
    values ^= values >> S27
    values *= MIX_TWO
    values ^= values >> S31
    return values


def packed(flags: npt.NDArray[np.bool_]) -> Hashes:
    """Flags, 64 in a number: a filter so small that it stays in the processor's cache."""
    return np.packbits(flags, bitorder="little").view("<u8").astype(np.uint64)


def in_order(first: Hashes, second: Hashes) -> tuple[Hashes, Hashes]:
    """Pairs of numbers in the order of the first, and where these are equal, of the second.

    As one number, if a pair fits into it: to sort takes a tenth of finding the order that sorts.

    >>> in_order(np.array([7, 5, 5], np.uint64), np.array([1, 3, 2], np.uint64))[1].tolist()
    [2, 3, 1]
    """
    bits = int(second.max(initial=0)).bit_length()
    if int(first.max(initial=0)).bit_length() + bits > 64:
        order = np.lexsort((second, first))
        return first[order], second[order]
    both = np.sort(first << np.uint64(bits) | second)
    return both >> np.uint64(bits), both & np.uint64((1 << bits) - 1)


class _Powers:
    """Tables of powers, as long as the longest text so far."""

    def __init__(self) -> None:
        self.up = self.down = np.ones(1, np.uint64)

    def __call__(self, count: int) -> tuple[Hashes, Hashes]:
        if len(self.up) < count:
            size = 1 << (count - 1).bit_length()
            steps = np.full(size, BASE, np.uint64)
            steps[0] = 1
            self.up = np.cumprod(steps)
            steps[1:] = INVERSE
            self.down = np.cumprod(steps)
        return self.up, self.down


powers = _Powers()
"""So many powers and more of the base and of its inverse, from the zeroth."""


PIECE = 1 << 16
"""So many values are worked on at once: tables of powers would have the length of a text, and what
is made of more than these leaves the cache."""


BLOCK, LONG = 8, 32
"""Characters that are taken at a time; and of the longest word of which all are taken so."""
MASKS = np.array([(1 << 8 * count) - 1 for count in range(BLOCK + 1)], np.uint64)
"""The bits of so many characters."""
HIGH = np.uint64(0x8080808080808080)
"""Those that no character of ASCII has."""


def spans(values: npt.NDArray[np.uint32], starts: Places, ends: Places) -> Hashes:
    """The hashes of words.

    Args:
        values: the folded code points of all, and what is between them.
        starts, ends: where each begins and ends, one behind the other.
    """
    narrow = np.zeros(len(values) + BLOCK, np.uint8)
    narrow[: len(values)] = np.minimum(values, 255)
    hashes, others = blocks(narrow, starts, ends)
    if others.any():
        hashes[others] = polynomials(values, starts[others], ends[others])
    return hashes


def blocks(
    values: npt.NDArray[np.uint8], starts: Places, ends: Places
) -> tuple[Hashes, npt.NDArray[np.bool_]]:
    """The hashes of words of ASCII that are not long, and which are no such words.

    Args:
        values: the folded characters, with zeros behind them; of others, 128 or more.
    """
    lengths = ends - starts
    at = np.ndarray((len(values) - BLOCK + 1,), "<u8", values, strides=(1,))
    found = at[starts].astype(np.uint64, copy=False)
    found &= MASKS.take(lengths, mode="clip")
    beyond = found & HIGH
    longer = np.flatnonzero(lengths > BLOCK)
    sizes = lengths[longer]
    beyond[longer[sizes > LONG]] = HIGH
    done = BLOCK
    while len(longer) and done < LONG:
        more = at[starts[longer] + done] & MASKS.take(sizes - done, mode="clip")
        beyond[longer] |= more & HIGH
        found[longer] = mix(found[longer]) * FIRST + more
        done += BLOCK
        rest = np.flatnonzero(sizes > done)
        longer, sizes = longer[rest], sizes[rest]
    return mix(found), beyond > 0


def polynomials(values: npt.NDArray[Any], starts: Places, ends: Places) -> Hashes:
    """The mixed polynomials of some spans of the values, from the first power of the base on.

    Args:
        values: of all spans, and what is between them.
        starts, ends: where each begins and ends, one behind the other.
    """
    made = [np.empty(0, np.uint64)]
    row = 0
    while row < len(starts):
        start = starts[row]
        end = max(row + 1, int(np.searchsorted(ends, start + PIECE, side="right")))
        piece = values[start : ends[end - 1]]
        made.append(_polynomials(piece, starts[row:end] - start, ends[row:end] - start))
        row = end
    return np.concatenate(made)


def _polynomials(values: npt.NDArray[Any], starts: Places, ends: Places) -> Hashes:
    up, down = powers(len(values) + 1)
    sums = np.empty(len(values) + 1, np.uint64)
    sums[0] = 0
    np.multiply(values, up[1 : len(values) + 1], out=sums[1:])
    np.cumsum(sums[1:], out=sums[1:])
    return mix((sums[ends] - sums[starts]) * down[starts])


def word_hash(folded: str) -> int:
    """The hash of one word that is folded already.

    >>> codes = np.frombuffer("in kyiv".encode("utf-32-le"), np.uint32)
    >>> word_hash("kyiv") == int(spans(codes, np.array([3]), np.array([7]))[0])
    True
    """
    codes = np.array([ord(char) for char in folded], np.uint32)
    return int(spans(codes, np.array([0]), np.array([len(codes)]))[0])


@lru_cache(maxsize=1 << 14)
def name_hash(name: str) -> int:
    """The hash of an id, which no word has."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def chain(hashes: Hashes, more: Hashes) -> Hashes:
    """The hash of what was hashed and one more, in order."""
    return mix((hashes ^ more * FIRST) * SECOND + THIRD)
