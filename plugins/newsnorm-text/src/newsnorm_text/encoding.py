r"""Text that was read in the wrong encoding, repaired where it is broken.

The steps, in order: escapes of JSON that were left (`escapes`), UTF-8 read as a single-byte
encoding (`mojibake`), what is left of sequences that lost a byte, Windows-1252 read as Latin-1,
Cyrillic encodings read as each other (`charsets`), and the apostrophe that became a question mark.

Each step is gated by characters that only broken text shows: a text without them costs a few
searches for single characters. (That it is not ASCII says nothing: every AP dateline has a dash.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from newsnorm import ArticleView, Edit
from newsnorm_text.boxes import BOXES, boxes
from newsnorm_text.charsets import charsets, suspicious
from newsnorm_text.escapes import escapes
from newsnorm_text.mojibake import (
    BESIDE_LATIN,
    CYRILLIC,
    MAC,
    RARER,
    WESTERN,
    altered,
    beside_latin,
    cyrillic,
    rarer,
    western,
)
from newsnorm_text.odd import odd
from newsnorm_text.quiet import MANY, Quiet
from newsnorm_text.steps import Step, settle

# Each begins with a class of all that it can begin with: `re` then skips other characters quickly.
_ALTERED: Final = re.compile(
    "[\xc2\xc3\xd0\xe2\u0420](?:(?<=[\xc2\xc3\xd0])|(?<=\xe2)\u20ac|(?<=\u0420)[\u0420\u0421])"
)
_LATIN: Final = re.compile(r"[\x80-\xff]")
_C1: Final = re.compile(r"[\x80-\x9f]")
_C1_RUN: Final = re.compile(r"[\x80-\x9f]+")
_CP1252: Final = {
    byte: char for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", "ignore"))
}
_CAPITALS: Final = re.compile(
    "[\u0410-\u042f\xc0-\xff][\u0410-\u042f\xc0-\xff]"
    "(?:(?<=[\u0410-\u042f]{2})[\u0410-\u042f]|(?<=[\xc0-\xff]{2})[\xc0-\xff]{2})"
)
_TYPOGRAPHY: Final = "\u201c\u201d\u2018\u2019\u2013\u2014\u2026\xa0"
"""Quotes, dashes and the no-break space: where no other odd characters are, nothing was misread."""

_ENDINGS: Final = frozenset("s t re ve ll d m".split())
_ENDING: Final = re.compile("[A-Za-z]*")


class Encoding:
    """Read text again that was read in the wrong encoding.

    >>> Encoding().edits("It\\x92s a cafÃ©", ArticleView())
    [Edit(start=2, end=3, replacement='’', rule='cp1252'), Edit(start=10, end=12, replacement='é', rule='utf-8')]
    """  # noqa: E501 - the output of a doctest

    def __init__(self) -> None:
        self._quiet = Quiet()

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:  # noqa: ARG002 - the protocol's
        """Edits for the stretches that were broken; nothing else is touched."""
        return settle(text, self._steps) if odd(text) else ()

    def _steps(self, text: str) -> list[Step]:
        """The steps whose tell-tale characters stand in the text."""
        present = odd(text)
        steps: list[Step] = [escapes] if "\\" in present and escapes(text) else []
        if present.isascii():
            return [*steps, _apostrophes] if "?" in present and _apostrophes(text) else steps
        if present.strip(_TYPOGRAPHY):
            steps += self._unless_quiet(text, present)
        if "?" in present:
            steps.append(_apostrophes)
        return steps

    def _unless_quiet(self, text: str, present: str) -> list[Step]:
        """Those for text that is not ASCII; a part of what had none is not looked at."""
        if len(present) < MANY:
            return _misread(text, present)
        if self._quiet.covers(text):
            return []
        if not (steps := _misread(text, present)):
            self._quiet.remember(text)
        return steps


def _misread(text: str, present: str) -> list[Step]:
    """Those for text that is not ASCII; where there is none, there is none for a part of it."""
    steps: list[Step] = []
    if BOXES.search(present):
        steps.append(boxes)
    if _CAPITALS.search(present) and (steps or suspicious(text)):
        steps.append(charsets)
    is_rarer = any(map(present.__contains__, RARER))
    is_mac = is_rarer and any(map(present.__contains__, MAC))
    if is_mac:
        steps.append(rarer)
    if _ALTERED.search(present):
        steps.append(altered)
    latin = _LATIN.search(present)
    if latin and WESTERN.sequence.search(present):
        steps.append(western)
    if CYRILLIC.sequence.search(present):
        steps.append(cyrillic)
    if BESIDE_LATIN.search(present):
        steps.append(beside_latin)
    if is_rarer and not is_mac:
        steps.append(rarer)
    if latin and _C1.search(present):
        steps.append(_controls)
    return steps


def _controls(text: str) -> list[Edit]:
    """Windows-1252 read as Latin-1; NEL alone may be a line end, and is left to the layout."""
    if set(_C1.findall(text)) == {"\x85"}:
        return []
    return [
        Edit(found.start(), found.end(), meant, "cp1252")
        for found in _C1_RUN.finditer(text)
        if (meant := found.group().translate(_CP1252)) != found.group()
    ]


def _apostrophes(text: str) -> list[Edit]:
    """The apostrophe of a text that was forced into ASCII ("EU?s"); not in addresses."""
    edits: list[Edit] = []
    at = text.find("?")
    while at >= 0:
        if text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha():
            ending = _ENDING.match(text, at + 1)
            behind = text[ending.end() : ending.end() + 1] if ending else ""
            address = {"/", "="} & set(text[_token(text, at) : at]) or behind in ("=", "/", "&")
            if ending and ending[0].lower() in _ENDINGS and not address:
                edits.append(Edit(at, at + 1, "'", "lost-apostrophe"))
        at = text.find("?", at + 1)
    return edits


def _token(text: str, end: int) -> int:
    """Where the word that ends here begins, so far as it matters."""
    low = max(0, end - 80)
    return max(low, text.rfind(" ", low, end) + 1, text.rfind("\n", low, end) + 1)
