"""The texts and titles of a batch as bytes, encoded once for all that reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from newsnorm import NormalizedArticle
from newsnorm_minhash.hashing import BASE, FIRST, SECOND, Hashes, mix
from newsnorm_minhash.memory import LastBatch

Places = npt.NDArray[np.int64]

WORD = 8
"""Each text begins at a multiple of so many bytes."""
AT_ONCE = 128
"""Texts that are in work at once."""
ONE = np.uint64(1)
_FILLING = [bytes(-length % WORD) for length in range(WORD)]


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Some texts in UTF-8, one behind the other, filled up with zeros to whole words.

    Args:
        words: all of them, eight bytes in a number.
        edges: where each text begins in these, and at last where the last one ends.
        sizes: how many bytes each has.
    """

    words: Hashes
    edges: Places
    sizes: Places

    @classmethod
    def of(cls, texts: Sequence[str]) -> Encoded:
        """Encode texts.

        >>> made = Encoded.of(["Kyiv", "", "Kharkiv in the snow"])
        >>> made.edges.tolist(), made.sizes.tolist()
        ([0, 1, 1, 4], [4, 0, 19])
        """
        # Text by text: among them all, one curly quotation mark would slow the others down.
        parts = [text.encode("utf-8", "surrogatepass") for text in texts]
        sizes = np.fromiter(map(len, parts), np.int64, len(parts))
        filling = [_FILLING[size] for size in (sizes % WORD).tolist()]
        data = b"".join(chain.from_iterable(zip(parts, filling, strict=True)))
        edges = np.zeros(len(parts) + 1, np.int64)
        np.cumsum((sizes + WORD - 1) // WORD, out=edges[1:])
        return cls(np.frombuffer(data, "<u8"), edges, sizes)


def _encoded(articles: Sequence[NormalizedArticle]) -> tuple[list[str], Encoded]:
    texts = [article.text for article in articles]
    return texts, Encoded.of([*texts, *(article.title or "" for article in articles)])


encoded = LastBatch(_encoded)
"""The texts of a batch; and encoded, these and the titles behind them."""


def digests(words: Hashes, edges: Places, sizes: Places, count: int) -> Hashes:
    """Two numbers for each of the first texts of `Encoded`; line ends count as spaces.

    Each word is mixed with its place; one number is the sum of these, the other a weighted sum.
    Not that nobody could make two texts that share both: for that there are slower digests.
    """
    made = np.zeros((count, 2), np.uint64)
    for start in range(0, count, AT_ONCE):
        some = edges[start : min(start + AT_ONCE, count) + 1]
        lengths = some[1:] - some[:-1]
        rows = np.flatnonzero(lengths)
        if len(rows):
            first = (some[:-1] - some[0])[rows]
            place = np.arange(some[-1] - some[0]) - np.repeat(first, lengths[rows])
            sums = _sums(words[some[0] : some[-1]], place.astype(np.uint64), first)
            made[start + rows] = np.stack(sums, axis=1)
    bytes_of = sizes[:count].astype(np.uint64)
    made[:, 0] += bytes_of * FIRST
    made[:, 1] += bytes_of * SECOND
    return mix(made)


def _sums(words: Hashes, place: Hashes, first: npt.NDArray[np.int64]) -> tuple[Hashes, Hashes]:
    """The two sums of each text, of words and their places in their texts."""
    spaced = np.frombuffer(words.tobytes().replace(b"\n", b" "), "<u8")
    mixed = mix(spaced + place * BASE)
    return (
        np.add.reduceat(mixed, first),
        np.add.reduceat(mixed * (place * SECOND | ONE), first),
    )
