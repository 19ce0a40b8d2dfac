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
"""Each text begins at a multiple of so many bytes; behind the last one there are so many zeros."""
AT_ONCE = 128
"""Texts that are in work at once."""
ONE = np.uint64(1)
_STOPS = np.isin(np.arange(256), [ord(stop) for stop in ".!?"])
_FILLING = [b"\n" * (WORD - length) for length in range(WORD)]


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Some texts in UTF-8, one behind the other, each filled up with line ends to whole words.

    There is one line end behind each at least: no word goes on in the next text.

    Args:
        words: all of them, eight bytes in a number, and a zero.
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
        ([0, 1, 2, 5], [4, 0, 19])
        """
        # Text by text: among them all, one curly quotation mark would slow the others down.
        parts = [text.encode("utf-8", "surrogatepass") for text in texts]
        sizes = np.fromiter(map(len, parts), np.int64, len(parts))
        filling = [_FILLING[size] for size in (sizes % WORD).tolist()]
        filled = chain.from_iterable(zip(parts, filling, strict=True))
        data = b"".join(chain(filled, (bytes(WORD),)))
        edges = np.zeros(len(parts) + 1, np.int64)
        np.cumsum(sizes // WORD + 1, out=edges[1:])
        return cls(np.frombuffer(data, "<u8"), edges, sizes)

    def closed(self) -> npt.NDArray[np.bool_]:
        """Texts that end with a stop, which is the only one there.

        >>> Encoded.of(["Snow fell.", "Snow fell...", "Snow fell", "?"]).closed().tolist()
        [True, False, False, True]
        """
        data = self.words.view(np.uint8)
        ends = self.edges[:-1] * WORD + self.sizes
        closed: npt.NDArray[np.bool_] = _STOPS[data[ends - 1]] & ~_STOPS[data[ends - 2]]
        return closed

    def some(self, *rows: slice) -> Encoded:
        """Some of the texts.

        >>> made = Encoded.of(["Kyiv", "", "Kharkiv in the snow"]).some(slice(2, 3), slice(0, 1))
        >>> made.edges.tolist(), made.sizes.tolist(), len(made.words)
        ([0, 3, 4], [19, 4], 5)
        """
        begins = [self.edges[part.start] for part in rows]
        ends = [self.edges[part.stop] for part in rows]
        parts = [self.words[begin:end] for begin, end in zip(begins, ends, strict=True)]
        sizes = np.concatenate([self.sizes[part] for part in rows])
        edges = np.zeros(len(sizes) + 1, np.int64)
        np.cumsum(sizes // WORD + 1, out=edges[1:])
        return Encoded(np.concatenate((*parts, np.zeros(1, np.uint64))), edges, sizes)


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
