"""Words of a text with their places, and what can be told from how they stand to each other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import regex

# Letters and digits, with apostrophes and hyphens inside ("O'Neil", "Secretary-General");
# the possessive is cut off below.
_WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*+(?:['’-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*+)*+")
_ASCII_WORD = re.compile("[A-Za-z0-9]+(?:['-][A-Za-z0-9]+)*")  # the same in ASCII, much faster
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_OPENING = regex.compile(r"(?:\A|[\n.!?:;…]['\")\]]{0,2})[ ]?[-–—*•'\"(\[]{0,3}[ ]?\Z")
_MIXED = regex.compile(r"\p{Ll}")
_LONG_CAPITALS = regex.compile(r"\p{Lu}{4}")


class Word(NamedTuple):
    """A word and where it stands, as printed and in lower case; a possessive's 's is left out."""

    start: int
    end: int
    text: str
    lower: str
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def initial(self) -> bool:
        """Whether it is one capital letter, as in "Antony J. Blinken"."""
        return len(self.text) == 1 and self.capital


@dataclass(frozen=True, slots=True)
class Line:
    """What the letters of a line tell.

    Args:
        capitals: it is printed in capitals throughout.
        headline: nearly all of its words are capitalised, so that capitals tell nothing.
    """

    capitals: bool
    headline: bool

    @classmethod
    def of(cls, text: str) -> Line:
        """Look at a line.

        >>> Line.of("UKRAINE CRISIS: KIEV REJECTS OFFER").capitals
        True
        >>> Line.of("Kiev Rejects the Latest Offer").headline
        True
        >>> Line.of("The US and the EU reject Moscow's offer")
        Line(capitals=False, headline=False)
        """
        capitals = is_capitals(text)
        long = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
        headline = len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)
        # What ends like a sentence is one, whatever its names.
        return cls(capitals, headline and not text.rstrip("\"' ").endswith((".", "!", ";", ",")))


class Words:
    """The words of one text, in order.

    >>> words = Words("Ukraine's grain left. In Odesa, Holub spoke.")
    >>> [word.text for word in words][:3]
    ['Ukraine', 'grain', 'left']
    >>> words.opens_sentence(3), words.opens_sentence(4)
    (True, False)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        words = (_ASCII_WORD if text.isascii() else _WORD).finditer(text)
        self.words = [_word(found.start(), found[0]) for found in words]
        self._starts = [word.start for word in self.words]
        self._lines: dict[int, Line] = {}

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: int) -> Word:
        return self.words[index]

    def at(self, offset: int) -> int:
        """Number of the word that begins at or before an offset; -1 if there is none."""
        return bisect_right(self._starts, offset) - 1

    def gap(self, index: int) -> str:
        """What stands between a word and the next; a line end where there is no next."""
        if not 0 <= index < len(self.words) - 1:
            return "\n"
        end = self.words[index].end + (2 if self.words[index].possessive else 0)
        return self.text[end : self.words[index + 1].start]

    def before(self, index: int) -> int | None:
        """The word that stands directly before one, with a space between them."""
        return index - 1 if index > 0 and self.gap(index - 1) == " " else None

    def after(self, index: int) -> int | None:
        """The word that stands directly behind one, with a space between them."""
        return index + 1 if self.gap(index) == " " and not self.words[index].possessive else None

    def line(self, offset: int) -> Line:
        """The line that an offset stands in."""
        start = self.text.rfind("\n", 0, offset) + 1
        if start not in self._lines:
            end = self.text.find("\n", start)
            self._lines[start] = Line.of(self.text[start : end if end >= 0 else len(self.text)])
        return self._lines[start]

    def opens_sentence(self, index: int) -> bool:
        """Whether a word is the first of a sentence, a line or a quotation."""
        start = self.words[index].start
        return bool(_OPENING.search(self.text, max(0, start - 6), start))


def _word(start: int, text: str) -> Word:
    possessive = text.endswith(_POSSESSIVE) and len(text) > len(_POSSESSIVE[0])
    if possessive:
        text = text[: -len(_POSSESSIVE[0])]
    # Half of what the class's own takes: every word of every text is made here.
    return tuple.__new__(Word, (start, start + len(text), text, text.lower(), possessive))


@lru_cache(maxsize=64)
def words_of(text: str) -> Words:
    """The words of a text; each canonicalizer asks for those of the same few texts."""
    return Words(text)


def is_capitals(line: str) -> bool:
    """Whether a line is printed in capitals throughout, as headlines of some wires are.

    >>> is_capitals("UKRAINE CRISIS: KIEV REJECTS OFFER"), is_capitals("NATO")
    (True, True)
    >>> is_capitals("The US and the EU")
    False
    """
    return not _MIXED.search(line) and bool(_LONG_CAPITALS.search(line))
