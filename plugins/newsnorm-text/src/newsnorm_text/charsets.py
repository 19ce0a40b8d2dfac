"""Cyrillic read in the wrong single-byte encoding: "рТЙЧЕФ" and "Ïðèâåò" for "Привет".

No byte is impossible in these encodings, so what decides is whether the text reads like a text.
KOI8-R and Windows-1251 put the alphabet in different orders and upper and lower case in each
other's place: read in the wrong one, the letters that Slavic languages use most become rare ones.
Ten of them (о е а и н т с р в л, with the Ukrainian і) make up three fifths of any Russian,
Ukrainian, Bulgarian or Serbian text, and a quarter of one that was read wrongly.
A line is repaired only if it lies on the wrong side before and on the right side after, and its
words can then be words; a few words, or words of rare letters, say too little and stay, unless
other lines prove it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import regex

from newsnorm import Edit
from newsnorm_text.mojibake import WESTERN

MIN_LETTERS: Final = 15
"""A line needs so many letters to be judged by itself."""

_COMMON: Final = "оеаинтсрвлі"
_BEFORE, _INVERTED_BEFORE, _AFTER = 0.42, 0.52, 0.55
"""Shares of common letters: at most as the text stands, at least after the repair.

Where most words are in inverted case ("рТЕЪЙДЕОФ"), that speaks for itself: more are allowed."""

_AFTER_PROVED: Final = 0.35
"""At least after the repair, where other lines prove the text broken: a line alone varies more."""

_GOOD: Final = 0.85
"""Share of words that must be able to be Slavic after the repair."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """One encoding read as another.

    Args:
        letters: class of the letters that it shows, for a pattern.
        meant: for `str.translate`, from the character shown to the one meant.
    """

    letters: str
    meant: dict[int, str]


def _confusion(seen: str, meant: str, letters: str) -> Confusion:
    table = {}
    for byte in range(0x80, 0x100):
        was, is_ = (bytes([byte]).decode(codec, "ignore") for codec in (seen, meant))
        if was and is_ and was != is_:
            table[ord(was)] = is_
        if seen == "cp1252":
            table.setdefault(byte, is_)
    return Confusion(letters, table)


_CYRILLIC: Final = "А-яЁёІіЇїЄєҐґ"
_WESTERN: Final = "À-ÿ"
CONFUSIONS: Final = (
    _confusion("cp1251", "koi8_u", _CYRILLIC),
    _confusion("koi8_u", "cp1251", _CYRILLIC),
    _confusion("cp1252", "cp1251", _WESTERN),
    _confusion("cp1252", "koi8_u", _WESTERN),
)

_INVERTED: Final = re.compile("[а-яё][А-ЯЁ]{3}")
# A class without a count comes first: `re` then skips other characters quickly.
_CAPITALS: Final = re.compile("[А-ЯЁ][А-ЯЁ]{3}[ ,][А-ЯЁ]{4}")
_ACCENTED: Final = re.compile("[À-ÿ][À-ÿ]{3}")
_WORD: Final = re.compile(rf"[{_CYRILLIC}]{{3,}}")
_LATIN: Final = re.compile("[A-Za-z]")
_LETTER: Final = regex.compile(r"(?V1)[\p{L}--\p{ASCII}]")
_MEANT: Final = re.compile("[а-ґ]")
_SHAPE: Final = re.compile(
    r"(?![ъьы])"  # no word begins with these
    r"(?!.*[аеёиоуыэюяіїєьъ][ьъ])"  # signs follow consonants
    r"(?!.*[бвгджзклмнпрстфхцчшщ]{5})(?!.*[аеёиоуыэюяіїє]{4})"
    r"(?=.*[аеёиоуыэюяіїє])[а-яёіїєґ]+\Z"
)


def charsets(text: str) -> Sequence[Edit]:
    """Repair the lines of a text that were read in the wrong Cyrillic encoding.

    >>> charsets("рТЙЧЕФ, НЙТ Й ЧУЕН МАДСН ДПВТПК ЧПМЙ!")[0].replacement
    'Привет, мир и всем людям доброй воли'
    """
    if not suspicious(text):
        return ()
    lines = list(_lines(text))
    edits: dict[int, Edit] = {}
    for confusion in CONFUSIONS:
        doubtful: list[_Line] = []
        proved = False
        for line in lines:
            if line.start in edits:
                continue
            verdict = _verdict(line, confusion)
            if verdict:
                proved = True
                _add(edits, line, confusion)
            elif verdict is None:
                doubtful.append(line)
        if proved:
            for line in doubtful:
                _add(edits, line, confusion)
    return list(edits.values())


def suspicious(text: str) -> bool:
    """Whether letters follow each other as they seldom do in text that was read rightly.

    >>> suspicious("рТЙЧЕФ"), suspicious("Привет")
    (True, False)
    """
    return any(pattern.search(text) for pattern in (_INVERTED, _CAPITALS, _ACCENTED))


class _Line(NamedTuple):
    """A line that may have been read wrongly: its letters that are not ASCII, and how common."""

    start: int
    text: str
    letters: int
    common: float


def _lines(text: str) -> Iterator[_Line]:
    """The lines with letters that are not ASCII, but those that read well as they stand."""
    start = 0
    for line in text.split("\n"):
        if not line.isascii():
            small = line.lower()
            common = sum(map(small.count, _COMMON))
            # There are no more letters than other signs that are not ASCII; to count is quick.
            others = len(small) - len(small.encode("ascii", "ignore"))
            letters = len(_LETTER.findall(small)) if common <= _INVERTED_BEFORE * others else 0
            if letters and common <= _INVERTED_BEFORE * letters:
                yield _Line(start, line, letters, common / letters)
        start += len(line) + 1


def _verdict(line: _Line, confusion: Confusion) -> bool | None:
    """Whether a line was read wrongly; None if it may have been, but says too little."""
    text = line.text
    if confusion.letters is _WESTERN and _is_other(text, line.letters):
        return False
    if line.common > _BEFORE and not _is_inverted(text):
        return False
    repaired = text.translate(confusion.meant)
    if repaired == text:
        return False
    small = repaired.lower()
    meant = len(_MEANT.findall(small))
    common = sum(map(small.count, _COMMON))
    if not meant or common < _AFTER_PROVED * meant:
        return False
    words = _WORD.findall(repaired)
    if not words or sum(map(_can_be_a_word, words)) < _GOOD * len(words):
        return False
    return True if meant >= MIN_LETTERS and common >= _AFTER * meant else None


def _is_other(line: str, shown: int) -> bool:
    """Whether a line of accented letters is in a Latin script, or rather UTF-8 that was misread."""
    utf8 = sum(found.end() - found.start() for found in WESTERN.run.finditer(line))
    return len(_LATIN.findall(line)) > shown / 4 or utf8 > shown / 4


def _is_inverted(line: str) -> bool:
    """Whether hardly a word of a line is in small letters, and some begin with one nevertheless."""
    words: list[str] = _WORD.findall(line)
    small = sum(word[1:].islower() for word in words)
    mixed = sum(word[0].islower() and word[1:].isupper() for word in words)
    return mixed > 0 and small <= 0.2 * len(words)


def _can_be_a_word(word: str) -> bool:
    """Slavic in its letters, and of one of the usual shapes: word, Word or WORD."""
    if not (word.isupper() or word[1:].islower()):
        return False
    return _SHAPE.match(word.lower()) is not None


def _add(edits: dict[int, Edit], line: _Line, confusion: Confusion) -> None:
    text, start = line.text, line.start
    meant = text.translate(confusion.meant)
    left = next(i for i, char in enumerate(text) if char != meant[i])
    right = next(i for i in range(len(text), 0, -1) if text[i - 1] != meant[i - 1])
    edits[start] = Edit(start + left, start + right, meant[left:right], "charset")
