"""Words of a text with their places, and what can be told from how they stand to each other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

import regex

KEPT: Final = 4
"""Texts of which what was found is kept: all that one article has. What more of them hold is no
longer asked for, but drives what is out of the processor's caches."""

LATIN: Final = "0-9A-Za-zªµº²³¹¼-¾À-ÖØ-öø-\u024f"
"""What goes between brackets for the letters and digits of texts that `is_latin`."""

# Letters and digits, with apostrophes and hyphens inside ("O'Neil", "Secretary-General");
# the possessive is cut off below.
_WORD: Final = regex.compile(
    r"([\p{L}\p{N}][\p{L}\p{M}\p{N}]*+(?:['’-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*+)*+)"
)
# The same where every letter is Latin, and in ASCII, much faster.
_LATIN_TEXT: Final = re.compile(
    "[\x00-\u024f\u2000-\u206f\u20a0-\u20bf\u2122\u2190-\u23ff\u2500-\u2775\ufeff\ufffd"
    "\U0001f300-\U0001faff]*"
)
_LATIN_WORD: Final = re.compile(f"([{LATIN}]++(?:['’-][{LATIN}]++)*+)")
_ASCII_WORD: Final = re.compile("([A-Za-z0-9]++(?:['-][A-Za-z0-9]++)*+)")
_APOSTROPHES: Final[tuple[str, ...]] = ("'", "\N{RIGHT SINGLE QUOTATION MARK}")
_OPENING: Final = regex.compile(r"(?:\A|[\n.!?:;…]['\")\]]{0,2})[ ]?[-–—*•'\"(\[]{0,3}[ ]?\Z")
_BREAK: Final = re.compile("\n")
_RUN: Final = re.compile(r"[^\W_]+")
_LONG: Final = 20_000
"""Characters of a text that is worth an index of its words."""
_MIXED: Final = regex.compile(r"\p{Ll}")
_SMALL: Final = re.compile("[a-z]")
_LONG_CAPITALS: Final = regex.compile(r"\p{Lu}{4}")
_ENDS_SENTENCE: Final[tuple[str, ...]] = (".", "!", ";", ",")


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


class Line(NamedTuple):
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
        if text.endswith(_ENDS_SENTENCE) or text.rstrip("\"' ").endswith(_ENDS_SENTENCE):
            return cls(capitals, headline=False)  # a sentence, whatever its names
        long = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
        headline = len(long) >= 3 and sum([word[0].isupper() for word in long]) >= 0.8 * len(long)
        return cls(capitals, headline)


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
        if text.isascii():
            parts = _ASCII_WORD.split(text)
        else:
            parts = (_LATIN_WORD if is_latin(text) else _WORD).split(text)
        edges = list(accumulate(map(len, parts)))
        self.texts: list[str] = parts[1::2]
        """The words as printed."""
        self.starts = edges[:-1:2]
        self.ends = edges[1::2]
        self._gaps: list[str] = parts[2::2]
        self._possessive = self._cut_possessives()
        self.lowers: list[str] = list(map(str.lower, self.texts))
        """The words in lower case."""
        if self._gaps:
            self._gaps[-1] = "\n"
        self._made: dict[int, Word] = {}
        self._lines: dict[int, Line] = {}
        self._breaks = [found.start() for found in _BREAK.finditer(text)]
        self._runs: dict[str, list[int]] | None = None

    def _cut_possessives(self) -> frozenset[int]:
        """Numbers of the words that a possessive's 's was cut off from."""
        found: set[int] = set()
        text, starts, ends = self.text, self.starts, self.ends
        for apostrophe in _APOSTROPHES:
            at = text.find(apostrophe)
            while at >= 0:
                if text.startswith(("s", "S"), at + 1):
                    index = bisect_left(ends, at + 2)
                    if index < len(ends) and ends[index] == at + 2 and starts[index] < at:
                        self.texts[index] = self.texts[index][:-2]
                        found.add(index)
                at = text.find(apostrophe, at + 1)
        for index in found:
            self.ends[index] -= 2
        return frozenset(found)

    def __iter__(self) -> Iterator[Word]:
        """All words; to make them takes longer than to find them, so ask for few if you can."""
        return map(self.__getitem__, range(len(self.texts)))

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, index: int) -> Word:
        made = self._made.get(index)
        if made is None:
            text = self.texts[index]
            place = index if index >= 0 else index + len(self.texts)
            possessive = place in self._possessive
            # Half of what the class's own takes.
            made = self._made[index] = tuple.__new__(
                Word, (self.starts[index], self.ends[index], text, text.lower(), possessive)
            )
        return made

    def places(self, form: str) -> Iterator[int]:
        """Where words are printed as they are in a form, and not as a part of longer ones.

        In a long text, for which many forms are asked for, an index of the letters and digits
        that stand together keeps the time linear; a short one is searched in less.

        >>> list(Words("Velt & Co, Velts, Velt-Roe").places("Velt"))
        [0, 18]
        """
        text = self.text
        length = len(form)
        run = _RUN.match(form) if len(text) > _LONG else None
        for start in self._occurrences(form) if run is None else self._index().get(run[0], ()):
            before, after = text[start - 1 : start], text[start + length : start + length + 1]
            if not (before.isalnum() or after.isalnum()) and text.startswith(form, start):
                yield start

    def _occurrences(self, form: str) -> Iterator[int]:
        at = self.text.find(form)
        while at >= 0:
            yield at
            at = self.text.find(form, at + 1)

    def _index(self) -> dict[str, list[int]]:
        """Where each run of letters and digits stands."""
        if self._runs is None:
            self._runs = {}
            for found in _RUN.finditer(self.text):
                self._runs.setdefault(found[0], []).append(found.start())
        return self._runs

    def at(self, offset: int) -> int:
        """Number of the word that begins at or before an offset; -1 if there is none."""
        return bisect_right(self.starts, offset) - 1

    def gap(self, index: int) -> str:
        """What stands between a word and the next; a line end where there is no next."""
        return self._gaps[index] if 0 <= index < len(self._gaps) else "\n"

    def gaps(self, first: int, last: int) -> list[str]:
        """What stands behind each word from one to before another; a line end behind the last."""
        return self._gaps[first:last]

    def is_capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter; for many words, without their objects."""
        return self.texts[index][0].isupper()

    def is_initial(self, index: int) -> bool:
        """Whether a word is one capital letter, as in "Antony J. Blinken"."""
        text = self.texts[index]
        return len(text) == 1 and text.isupper()

    def is_possessive(self, index: int) -> bool:
        """Whether a word had a possessive's 's."""
        return index in self._possessive

    def before(self, index: int) -> int | None:
        """The word that stands directly before one, with a space between them."""
        return index - 1 if index > 0 and self._gaps[index - 1] == " " else None

    def after(self, index: int) -> int | None:
        """The word that stands directly behind one, with a space between them."""
        gaps = self._gaps
        if not 0 <= index < len(gaps) or gaps[index] != " " or index in self._possessive:
            return None
        return index + 1

    def line(self, offset: int) -> Line:
        """The line that an offset stands in."""
        number = bisect_left(self._breaks, offset)
        line = self._lines.get(number)
        if line is None:
            start = self._breaks[number - 1] + 1 if number else 0
            end = self._breaks[number] if number < len(self._breaks) else len(self.text)
            line = self._lines[number] = Line.of(self.text[start:end])
        return line

    def opens_sentence(self, index: int) -> bool:
        """Whether a word is the first of a sentence, a line or a quotation."""
        start = self.starts[index]
        if index > 0 and self._gaps[index - 1] in _INSIDE:
            return False
        return bool(_OPENING.search(self.text, max(0, start - 6), start))


_INSIDE: Final = frozenset((" ", ", "))
"""What stands before most words, and before none that opens a sentence."""


def is_latin(text: str) -> bool:
    """Whether a text has Latin letters, and common marks and signs, alone.

    >>> is_latin("Türkiye’s lira — at €0.03"), is_latin("Київ"), is_latin("Tu\u0308rkiye")
    (True, False, False)
    """
    return _LATIN_TEXT.fullmatch(text) is not None


@lru_cache(maxsize=KEPT)
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
    if line.isascii() and not line.isupper():
        return False
    return not _MIXED.search(line) and bool(_LONG_CAPITALS.search(line))


def lines_in_capitals(text: str) -> list[tuple[int, int]]:
    r"""Start and end of each line that is printed in capitals throughout.

    >>> lines_in_capitals("NATO met.\nKIEV REJECTS OFFER\nSnow fell.")
    [(10, 28)]
    """
    lines = text.split("\n")
    if text.isascii():
        if not any(map(str.isupper, lines)):
            return []
    elif all(map(_SMALL.search, filter(None, lines))):
        return []
    found: list[tuple[int, int]] = []
    start = 0
    for line in lines:
        if is_capitals(line):
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found
