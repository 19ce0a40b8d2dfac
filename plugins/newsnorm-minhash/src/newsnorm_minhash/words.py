"""Words of many texts as columns: hashes of what they are when folded, and what they look like.

A word is a run of letters, a run of digits, or one character of a script without spaces.
Of several words that are one spelling of an entity, in `newsnorm_minhash.spellings`, one remains.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from newsnorm_minhash.characters import (
    ALONE,
    DIGIT,
    FOLDED,
    UPPER,
    WORD,
    Cells,
    Places,
    cells,
    left_out,
)
from newsnorm_minhash.hashing import Hashes, spans
from newsnorm_minhash.spellings import Spellings

Flags = npt.NDArray[np.uint8]

NUMBER, CAPITAL, OPENING, FOLDED_WORD = 1, 2, 4, 8
"""Flags of a word: digits; begins with a capital; begins a sentence, a line or a quotation;
is a spelling of the fold table."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of some texts, one behind the other.

    Args:
        hashes: of the folded words; of a spelling's entity where there is one.
        flags: NUMBER, CAPITAL, OPENING, FOLDED_WORD.
        starts, ends: where each lies among the cells.
        edges: where the words of each text begin, and at last where the last ones end.
        cells: of the texts.
        origin: see `cells`.
        removed: see `left_out`.
        texts: where the characters of each text begin, before anything was left out.
    """

    hashes: Hashes
    flags: Flags
    starts: Places
    ends: Places
    edges: Places
    cells: Cells
    origin: Places | None
    removed: Places
    texts: Places

    def texts_only(self, count: int) -> Words:
        """The words of the first texts alone."""
        end = self.edges[count]
        return replace(
            self,
            hashes=self.hashes[:end],
            flags=self.flags[:end],
            starts=self.starts[:end],
            ends=self.ends[:end],
            edges=self.edges[: count + 1],
        )

    def at(self, text: int, starts: Places) -> Places:
        """The words, by their numbers here, that begin at places of a text or next behind them."""
        first, last = self.edges[text], self.edges[text + 1]
        begin = self.starts[first:last]
        ahead = self.removed - np.arange(len(self.removed))
        begin = begin + np.searchsorted(ahead, begin, side="right")
        begin = begin if self.origin is None else self.origin[begin]
        found: Places = first + np.searchsorted(begin, self.texts[text] + starts)
        return found


def split(texts: Sequence[str], spellings: Spellings) -> Words:
    """The words of some texts.

    >>> from newsnorm_minhash.spellings import spellings
    >>> one, two = (split([t], spellings()).hashes.tolist() for t in ("In KIEV,", "in Kyiv."))
    >>> one == two
    True
    """
    found, edges, origin = cells(texts)
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    base = np.cumsum(lengths) - lengths
    found, stops, edges, removed = left_out(found, edges)
    classes = found & np.uint32(WORD)
    changes = _changes(classes)
    is_word = classes > 0
    starts = np.flatnonzero(changes & is_word)
    # Behind the last word is a line end.
    ends = np.flatnonzero(changes[1:] & is_word[:-1]) + 1
    hashes = spans(found & np.uint32(FOLDED), starts, ends)
    first = found[starts]
    flags = ((first & DIGIT) > 0).astype(np.uint8)
    flags |= ((first & UPPER) > 0) * np.uint8(CAPITAL)
    behind_stops = np.searchsorted(starts, stops)
    flags[:1] |= OPENING
    flags[behind_stops[behind_stops < len(starts)]] |= OPENING
    limits = np.searchsorted(starts, edges)
    chosen, keys, kept = spellings.fold(hashes, limits)
    if len(chosen):
        hashes[chosen] = keys
        flags[chosen] |= FOLDED_WORD
        ends = ends[kept[1:] - 1]
        limits = np.searchsorted(kept, limits)
        kept = kept[:-1]
        hashes, flags, starts = hashes[kept], flags[kept], starts[kept]
    return Words(hashes, flags, starts, ends, limits, found, origin, removed, base)


def _changes(classes: Cells) -> npt.NDArray[np.bool_]:
    """Where a class of characters begins that is not the one before, or a word of its own."""
    changes = np.empty(len(classes), bool)
    changes[:1] = True
    np.not_equal(classes[1:], classes[:-1], out=changes[1:])
    alone = classes >= ALONE
    return changes | alone if alone.any() else changes
