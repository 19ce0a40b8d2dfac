"""Words of many texts as columns: hashes of what they are when folded, and what they look like.

A word is a run of letters, a run of digits, or one character of a script without spaces.
Of several words that are one spelling of an entity, in `newsnorm_minhash.spellings`, one remains.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from newsnorm_minhash.characters import (
    ALONE,
    COMMA,
    DIGIT,
    DOT,
    KIND_OF_END,
    KIND_OF_WORD,
    LETTER,
    UPPER,
    Bytes,
    Characters,
    Places,
    cells_of_bytes,
    read,
)
from newsnorm_minhash.encoded import Encoded
from newsnorm_minhash.hashing import Hashes, blocks, polynomials, spans
from newsnorm_minhash.spellings import Spellings

NUMBER, CAPITAL, OPENING, FOLDED_WORD = 1, 2, 4, 8
"""Flags of a word: digits; begins with a capital; begins a sentence, a line or a quotation;
is a spelling of the fold table."""

MANY = 8
"""Where more than one word of so many is not ASCII, code points are written out for all."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of some texts, one behind the other.

    Args:
        hashes: of the folded words; of a spelling's entity where there is one.
        flags: NUMBER, CAPITAL, OPENING, FOLDED_WORD.
        starts, ends: where each lies among the characters.
        edges: where the words of each text begin, and at last where the last ones end.
        characters: of the texts.
        inside: those that lie in words and do not count, see `_inside`.
    """

    hashes: Hashes
    flags: Bytes
    starts: Places
    ends: Places
    edges: Places
    characters: Characters
    inside: Places

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
        begin, origin = self.starts[first:last], self.characters.origin
        begin = begin if origin is None else origin[begin]
        found: Places = first + np.searchsorted(begin, self.characters.texts[text] + starts)
        return found

    def sizes(self, words: slice) -> Places:
        """How many characters of some words count."""
        starts, ends = self.starts[words], self.ends[words]
        before = np.searchsorted(self.inside, starts)
        sizes: Places = ends - starts - (np.searchsorted(self.inside, ends) - before)
        return sizes


def split(texts: Encoded, spellings: Spellings) -> Words:
    """The words of some texts.

    >>> from newsnorm_minhash.spellings import spellings
    >>> one, two = (split(Encoded.of([text]), spellings()) for text in ("In KIEV,", "in Kyiv."))
    >>> one.hashes.tolist() == two.hashes.tolist()
    True
    """
    found = read(texts)
    # Runs of one kind, which are words and what is between them: from here on, there are but
    # a third as many as characters.
    begins = np.flatnonzero(_changes(found))
    kinds = found.kinds.take(begins)
    inside = _inside(found.kinds, begins, kinds)
    is_word = (kinds & KIND_OF_WORD) > 0
    opening = _openings(kinds, is_word, inside)
    is_word[inside + 1] = False
    run = np.flatnonzero(is_word)
    starts, ends = begins.take(run), begins[1:].take(run)
    joined = np.searchsorted(run, inside) - 1
    ends[joined] = begins[inside + 2]  # of several in one word, the last one's counts
    hashes, others = blocks(found.folded, starts, ends)
    if (many := np.flatnonzero(others)).size > len(others) // MANY:
        hashes[many] = polynomials(found.codes(), starts.take(many), ends.take(many))
        others[:] = False
    others[joined] = True
    if (some := np.flatnonzero(others)).size:
        letters, edges = found.letters(starts[some], ends[some])
        hashes[some] = spans(letters, edges[:-1], edges[1:])
    limits = np.searchsorted(starts, found.edges)
    chosen, keys, kept = spellings.fold(hashes, limits)
    hashes[chosen] = keys
    gone = np.flatnonzero(~kept)
    limits -= np.searchsorted(gone, limits)
    folded = chosen - np.searchsorted(gone, chosen)
    ends = ends[kept[1:]]
    kept = kept[:-1]
    hashes, starts, run = hashes[kept], starts[kept], run[kept]
    flags = _flags().take(found.looks.take(starts))
    flags |= opening.take(run)
    flags[folded] |= FOLDED_WORD
    return Words(hashes, flags, starts, ends, limits, found, begins[inside])


def _changes(found: Characters) -> npt.NDArray[np.bool_]:
    """Where a kind of characters begins that is not the one before, or a word of its own."""
    kinds = found.kinds
    changes = np.empty(len(kinds), bool)
    changes[:1] = True
    np.not_equal(kinds[1:], kinds[:-1], out=changes[1:])
    changes[found.others[(found.cells & ALONE) > 0]] = True
    return changes


def _openings(kinds: Bytes, is_word: npt.NDArray[np.bool_], inside: Places) -> Bytes:
    """OPENING for each run that is the first word, or the first one behind an END."""
    opening = np.zeros(len(kinds), np.uint8)
    stops = (kinds & KIND_OF_END) > 0
    stops[inside] = False
    behind = np.append(np.flatnonzero(stops) + 1, 0)
    is_word[-1] = True  # behind the texts there is no word: the search ends there
    while len(behind):
        found = is_word.take(behind)
        opening[behind[found]] = OPENING
        behind = behind[~found]
        behind += 1
    is_word[-1] = False
    return opening


def _inside(kinds: Bytes, begins: Places, runs: Bytes) -> Places:
    """Runs inside words: full stops inside initials ("U.S."), commas inside figures ("4,268").

    The stops are between single letters; of the digits behind a comma there are three.

    Args:
        kinds: of the characters; behind the texts there are some of no kind.
        begins: where each run begins.
        runs: their kinds.
    """
    middle = runs[1:-1]
    around = runs[:-2] & runs[2:]
    likely = ((middle & DOT >> 21) > 0) & ((around & LETTER >> 21) > 0)
    likely |= ((middle & COMMA >> 21) > 0) & ((around & DIGIT >> 21) > 0)
    rows = np.flatnonzero(likely) + 1
    at = begins[rows]
    rows = rows[begins[rows + 1] == at + 1]
    at = begins[rows]
    ahead = [kinds[at + step] for step in (2, 3, 4)]
    single = (ahead[0] | kinds[np.maximum(at - 2, 0)] * (at > 1)) & KIND_OF_WORD == 0
    three = (ahead[0] & ahead[1] & ~ahead[2] & DIGIT >> 21) > 0
    inside: Places = rows[np.where((runs[rows] & DOT >> 21) > 0, single, three)]
    return inside


@lru_cache(maxsize=1)
def _flags() -> Bytes:
    """Flags of words that begin with what looks like each byte."""
    cells = cells_of_bytes()
    return np.where(cells & DIGIT, NUMBER, 0).astype(np.uint8) | np.where(
        cells & UPPER, np.uint8(CAPITAL), np.uint8(0)
    )
