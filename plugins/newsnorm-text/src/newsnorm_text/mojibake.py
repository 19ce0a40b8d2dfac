r"""UTF-8 that was read as a single-byte encoding: "cafÃ©", "itâ€™s", "РџСЂРёРІРµС‚".

A whole text can seldom be read back at once: wires mix sources, and a text is broken in one
paragraph and whole in the next. So each *run* of characters that could be the bytes of UTF-8
is judged by itself: it must decode, to characters that news is written in,
and ftfy's heuristic must find the run unlikely as it stands.
A run that could be either is repaired only where others of its kind prove the text broken.

ftfy itself is asked about lines that show the marks of rarer misreadings
(Mac, DOS, Greek, Baltic, Central European code pages).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, NamedTuple

import regex
from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad

from newsnorm import Edit, Edits, Row

_HIGH: Final = range(0x80, 0x100)
_LOST: Final = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Misreading:
    """One encoding that UTF-8 was taken for.

    Args:
        bytes_of: for `str.translate`, from a character to the byte (as Latin-1) it was read from.
        run: one or more UTF-8 sequences, as that encoding shows them.
        sequence: one of them.
    """

    bytes_of: dict[int, int]
    run: re.Pattern[str]
    sequence: re.Pattern[str]


def _misreading(codec: str, leads: tuple[str, str, str], undefined: str) -> Misreading:
    """Build the patterns for a code page; `undefined` are characters its missing bytes became."""
    shown = {byte: bytes([byte]).decode(codec, "ignore") for byte in _HIGH}
    bytes_of = {ord(char): byte for byte, char in shown.items() if char}
    following = "".join(shown[byte] for byte in range(0x80, 0xC0))
    tail = f"[{re.escape(following)}{undefined}]"
    two, three, four = leads
    # It begins with a class of all leads: `re` then skips other characters quickly.
    sequence = (
        f"[{two}{three}{four}]{tail}"
        f"(?:(?<=[{two}]{tail})|(?<=[{three}]{tail}){tail}|(?<=[{four}]{tail}){tail}{{2}})"
    )
    return Misreading(bytes_of, re.compile(f"(?:{sequence})+"), re.compile(sequence))


WESTERN: Final = _misreading("cp1252", ("Â-ß", "à-ï", "ð-ô"), "\x80-\x9f" + _LOST)
"""Latin-1 and Windows-1252 at once: texts mix them, because browsers do."""

CYRILLIC: Final = _misreading("cp1251", ("РСТУ", "в", "р"), "\x98" + _LOST)
"""Windows-1251; only the leads of Cyrillic, of punctuation and of emoji, since others are words."""

MAC: Final[tuple[str, ...]] = ("‚Ä", "–µ", "–æ", "–∞", "≈Ç", "ƒô")
"""Punctuation, the commonest Cyrillic letters and two Polish ones, as Mac Roman shows them.

Such lines are read before others: part of what they show ("‚Ä¶") is UTF-8 to Windows-1252, too."""

RARER: Final[tuple[str, ...]] = (
    *MAC, "β€", "ā€", "ΓÇ", "√", "├", "╨╛", "╨░", "Ă", "Ĺ",
)  # fmt: skip
"""What UTF-8 begins with, read as Greek, Baltic, Mac, DOS and Central European code pages."""

_CLOSING: Final = "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}\N{EURO SIGN}"
_WITH_PROOF: Final = re.compile("[ВГ][\x80-\xbf\u2010-\u2122]")
"""In Windows-1251, what else UTF-8 begins with: guillemets, and accents on Latin letters.

Each could be a capital before punctuation; in a text that is broken elsewhere it is not."""

_TAIL_1251: Final = bytes(range(0x80, 0xC0)).decode("cp1251", "ignore")
BESIDE_LATIN: Final = re.compile(f"[В-Е][{re.escape(_TAIL_1251)}]")
"""The gate of accents on Latin letters in Windows-1251."""

_LETTERS_1251: Final = "".join(filter(str.isalpha, _TAIL_1251))
_BESIDE_LATIN: Final = re.compile(
    f"(?<=[A-Za-z]){BESIDE_LATIN.pattern}|[В-Е][{_LETTERS_1251}](?=[a-z])",
)
"""In a word with Latin letters: no language mixes them with these."""

_PUNCTUATION: Final = "«»‘’‚“”„…–—°ºª€™\xa0"
_FAMILY: Final = {
    "Æ": "Ã", "Ë": "Ã", "Ñ": "Ð", "Å": "Ä", "Ï": "Î", "Ù": "Ø", "Ú": "Ø", "Û": "Ø",
    "С": "Р", "Т": "Р", "У": "Р",
}  # fmt: skip


EXPECTED: Final = re.compile(
    "["
    "\u00a0-\u017f\u0192\u02c6\u02dc\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u1e80-\u1ef9"  # Latin
    "\u0386-\u03ce"  # Greek
    "\u0401-\u045fҐґҒғҚқҢңҮүҰұҺһӘәӨө"  # Cyrillic of the Slavic languages, and Kazakh
    "\u05be-\u05f4\u060c-\u06ff"  # Hebrew, Arabic
    "\u0900-\u109f\u10d0-\u10ff"  # India, Thailand to Burma, Georgia
    "\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e"  # China, Japan, Korea
    "\u2009-\u2044\u20ac\u20b4\u20b9\u20bd\u2116\u2122\u2190-\u2193\u2212\u221e"  # signs
    "\u2260\u2264\u2265\u25a0-\u27bf\ufe0f\ufeff\ufffd\U0001f000-\U0001faff"
    "]"
)
"""What news is written with: a sequence that would decode to another character is no mojibake.

The blocks of the Unicode standard for the scripts of large press languages, without their rare
parts, since those are what honest capitals before punctuation decode to."""


@lru_cache(maxsize=4096)
def _decoded(shown: str, western: bool) -> str | None:
    """What one sequence meant; None if it meant nothing that news is written with."""
    table = WESTERN.bytes_of if western else CYRILLIC.bytes_of
    if _LOST in shown:
        if western:  # five bytes have no character: only of the quotes is it known which was meant
            return "\N{RIGHT DOUBLE QUOTATION MARK}" if shown == _CLOSING + _LOST else _LOST
        shown = shown.replace(_LOST, "\x98")  # the one byte that has no character
    try:
        char = shown.translate(table).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    if EXPECTED.fullmatch(char):
        return char
    # A byte without a character that was misread twice: the second reading wants it.
    return char if western and shown == f"Â{char}" else None


def western(text: str) -> Sequence[Edit]:
    """Repair UTF-8 that was read as Latin-1 or Windows-1252.

    >>> western("cafÃ© and cafés")
    [Edit(start=3, end=5, replacement='é', rule='utf-8')]
    """
    return _repair(text, WESTERN)


def cyrillic(text: str) -> Sequence[Edit]:
    """Repair UTF-8 that was read as Windows-1251.

    >>> cyrillic("РњРёСЂ")
    [Edit(start=0, end=6, replacement='Мир', rule='utf-8')]
    """
    return _repair(text, CYRILLIC)


def beside_latin(text: str) -> Sequence[Edit]:
    """Repair accents on Latin letters that were read as Windows-1251.

    >>> beside_latin("Straße, StraГџe")
    [Edit(start=12, end=14, replacement='ß', rule='utf-8')]
    """
    return [
        Edit(*found.span(), char, "utf-8")
        for found in _BESIDE_LATIN.finditer(text)
        if (char := _decoded(found.group(), False)) and char.isalpha()
    ]


def _repair(text: str, misreading: Misreading) -> Sequence[Edit]:
    latin = misreading is WESTERN
    sure: list[Row] = []
    unsure: list[Row] = []
    others: list[tuple[Row, _Other]] = []
    families: set[str] = set()
    for found in misreading.run.finditer(text):
        shown = found.group()
        pieces, meant, whole, strong = _read(shown, latin)
        if not whole and latin and (other := _other_script(shown)):
            others.append(((*found.span(), other.meant, "utf-8"), other))
        if meant == shown:
            continue
        row = (*found.span(), meant, "utf-8")
        if whole and (
            (strong and not (latin and _could_be_words(text, row)))
            or (latin and _spells(text, row))
        ):
            sure.append(row)
            families.update(pieces)
        else:
            unsure.append(row)
    scripts = {other.script for _, other in others if other.letters >= _SURE}
    if scripts:
        proved = {row[0]: row for row, other in others if other.script in scripts}
        sure = [row for row in sure if row[0] not in proved]
        unsure = [row for row in unsure if row[0] not in proved]
        families.update(_FAMILY.get(text[start], text[start]) for start in proved)
        sure += proved.values()
    if sure:
        sure += [
            row
            for row in unsure
            if _FAMILY.get(text[row[0]], text[row[0]]) in families
            and (latin or not _in_word(text, row))
        ]
    if sure and not latin:
        sure += [
            (*found.span(), char, "utf-8")
            for found in _WITH_PROOF.finditer(text)
            if (char := _decoded(found.group(), latin))
        ]
    return Edits(sure)


@lru_cache(maxsize=4096)
def _read(shown: str, latin: bool) -> tuple[frozenset[str], str, bool, bool]:
    """What is known of a run by itself: a broken text has few that differ.

    Returns:
        The families of its leads, what it meant, whether all of it could be read, and whether it is
        unlikely as it stands.
    """
    misreading = WESTERN if latin else CYRILLIC
    pieces = misreading.sequence.findall(shown)
    chars = [_decoded(piece, latin) for piece in pieces]
    meant = "".join(char or piece for char, piece in zip(chars, pieces, strict=True))
    whole = all(chars) and set(meant) != {_LOST}
    strong = is_bad(shown) if latin else len(pieces) > 1 or shown.startswith("вЂ")
    return frozenset(_FAMILY.get(piece[0], piece[0]) for piece in pieces), meant, whole, strong


class _Other(NamedTuple):
    """What a run meant in a script that is not `EXPECTED`: that script, and how much is of it."""

    meant: str
    script: str
    letters: int


@lru_cache(maxsize=512)
def _other_script(shown: str) -> _Other | None:
    """A run in Armenian, Ethiopic or another script that is not `EXPECTED`.

    A single letter of one can be honest ("dokáž“" is Slovak), `_SURE` of them in one run are not.

    >>> _other_script("Õ¶Õ¸Ö€")
    _Other(meant='նոր', script='ARMENIAN', letters=3)
    """
    try:
        meant = shown.translate(WESTERN.bytes_of).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    if not _WORDS.fullmatch(meant):
        return None
    rest = [char for char in meant if not EXPECTED.match(char)]
    scripts = {unicodedata.name(char, "?").partition(" ")[0] for char in rest}
    return _Other(meant, scripts.pop(), len(rest)) if len(scripts) == 1 else None


_SURE: Final = 4
_WORDS: Final = regex.compile(r"[\p{L}\p{M}\p{P}\p{Zs}\p{Nd}]+")


def _could_be_words(text: str, row: Row) -> bool:
    """A capital before punctuation: «PÅ», "MAÇÃ" in capitals, Å before a no-break space."""
    start, end, _, _ = row
    lead, tail = text[start], text[start + 1]
    return (
        end - start == len("Å»")
        and tail in _PUNCTUATION
        and (lead not in "ÂÃ" or text[start - 1 : start].isupper())
    )


_NATIONAL: Final = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u0218-\u021b]+")


def _spells(text: str, row: Row) -> bool:
    """A capital and a sign within a word, where a letter of Europe's east belongs: "ErdoÄŸan".

    In no language does such a capital follow a small letter, nor do it and a sign stand before one.
    But a no-break space can stand behind a capital that is a word ("Å"), and a name in capitals has
    a genitive ("PÅ’s").
    """
    start, end, meant, _ = row
    if not (_NATIONAL.fullmatch(meant) and text[start].isupper()):
        return False
    if text[start - 1 : start].islower():
        return True
    if not text[end : end + 1].islower() or "\xa0" in text[start:end]:
        return False
    return meant.islower() or not text[start - 1 : start].isalpha()


def _in_word(text: str, row: Row) -> bool:
    start, end, _, _ = row
    return text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()


def altered(text: str) -> Sequence[Edit]:
    r"""Repair sequences that lost their last byte, or whose no-break space became a space.

    Only the closing quote is known for sure from what is left of it. The rest needs a text that
    was broken elsewhere too, or a place where the letter cannot stand ("word.Â Next").

    >>> altered("â€œNo,â€ he said.")
    [Edit(start=6, end=8, replacement='”', rule='lossy')]
    """
    return Edits(
        [
            # Closing quotes in a row are one match.
            (
                *found.span(),
                _ALTERED[found.lastgroup or ""] * (found[0].count("\u20ac") or 1),
                "lossy",
            )
            for found in _ALTERED_AT.finditer(text)
        ]
    )


_LOST_CLOSING: Final = rf"\u20ac[?\x9d{_LOST}]?(?![\x80-\xbf\u0152-\u2122])"
_ALTERED_AT: Final = re.compile(
    # A class of all that it can begin with: `re` then skips other characters quickly.
    "[\xe2\xc2\xc3\xd0\u0420](?:"
    rf"(?P<closing>(?<=\xe2){_LOST_CLOSING}(?:\xe2{_LOST_CLOSING})*+)"
    r"|(?P<space>(?<=[a-z0-9.,;:!?)\"'\u2019\u201d\xbb\xad]\xc2)(?=[ \n]))"
    r"|(?P<grave>(?<=[a-z]\xc3) ?(?=[,.;:!?)]|-[a-z])|(?<=[a-z]\xc3) (?= )"
    r"|(?<=[ (\n]\xc3) (?=s[ ,.;:!?)\n]|quel[ae]s?[ ,.;:]|quilo[ ,.;:]))"
    r"|(?P<word>(?<=[a-z]\xc3)(?= )|(?<=[ '\u2019(]\xc3)(?= [a-z]))"
    r"|(?P<er>(?<=\xd0) (?=[\xd0\xd1][\x80-\xbf\u0152-\u2122])"
    r"|(?<=\u0420) (?=(?:[\u0420\u0421][\x80-\xbf\u0402-\u045f\u2010-\u2122]){2}))"
    ")"
)
_ALTERED: Final = {
    "closing": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "space": "",
    "grave": "\xe0",
    "word": "\xe0",
    "er": "\N{CYRILLIC CAPITAL LETTER ER}",
}


def rarer(text: str) -> Sequence[Edit]:
    r"""Ask ftfy about the lines that show marks of rarer misreadings.

    >>> rarer("it\u201a\xc4\xf4s")
    [Edit(start=2, end=5, replacement='’', rule='ftfy')]
    """
    return [edit for start, end in _lines(text) for edit in _line(text, start, end)]


_DIFFED: Final = 2000
"""A line of more code points is replaced in one edit: comparing two texts is quadratic."""


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if not line.isascii():
            yield start, start + len(line)
        start += len(line) + 1


def _line(text: str, start: int, end: int) -> Iterator[Edit]:
    line = text[start:end]
    if not any(mark in line for mark in RARER):
        return
    fixed = fix_encoding(line, _ONLY_ENCODING)
    if fixed == line:
        return
    if len(line) > _DIFFED:
        yield Edit(start, end, fixed, "ftfy")
        return
    for kind, i, j, k, m in SequenceMatcher(None, line, fixed, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Edit(start + i, start + j, fixed[k:m], "ftfy")


_ONLY_ENCODING: Final = TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)
