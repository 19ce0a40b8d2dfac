r"""Character references: "&amp;", "&#8217;", and what careless tools leave of them.

A reference is decoded however often it was escaped ("&amp;amp;lt;"): the whole chain is one match.
Bare debris (" #39;s", " quot;", "S amp;P") comes from tools that made a space of every ampersand;
it is repaired where a reference is the only reading, since "#39;" can also be a player's number
and an amp can stand before a semicolon.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from html.entities import html5
from typing import Final

from newsnorm import Edit, Edits, Row

_AMPERSAND: Final = r"(?:amp|AMP|\#0{0,6}38|\#[xX]0{0,6}26);"
_REFERENCE: Final = re.compile(
    rf"&(?P<again>(?:{_AMPERSAND})*+)"
    r"(?:(?P<last>\#[0-9]{1,8}|\#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});)?+",
    re.VERBOSE,
)
_NAMES: Final = "quot|lt|gt|nbsp|apos|hellip|[mn]dash|[lr][sd]quo"
_UNCLOSED: Final = re.compile(rf"&(amp|{_NAMES})(?![A-Za-z0-9;=])")
_BARE: Final = re.compile(rf"\#(?P<number>[0-9]{{2,4}});|\b(?P<name>{_NAMES}|amp);", re.VERBOSE)
_ENDINGS: Final[tuple[str, ...]] = (
    "quot", "amp", "lt", "gt", "nbsp", "apos", "hellip", "dash", "quo",
)  # fmt: skip
_LAST: Final = frozenset(ending[-1] for ending in _ENDINGS)


def references(text: str) -> Sequence[Edit]:
    """Decode character references, to the last layer.

    >>> references("AT&amp;amp;T &lt;b&gt;")[0]
    Edit(start=2, end=11, replacement='&', rule='entity')
    """
    if "&" not in text:
        return ()
    rows: list[Row] = []
    meanings: dict[str, str | None] = {}
    high = 0  # the first half of a character, if that was the last reference
    for found in _REFERENCE.finditer(text):
        printed = found[0]
        if printed not in meanings:
            char = _meaning(found["again"], found["last"])
            meanings[printed] = None if char == printed else char
        if char := meanings[printed]:
            start, end = found.span()
            half = _half(found["last"]) if char == _REPLACEMENT else 0
            if half >= _SECOND and high and rows[-1][1] == start:
                start = rows.pop()[0]
                char = chr(0x10000 + ((high - _FIRST) << 10) + (half - _SECOND))
                half = 0
            high = half if half < _SECOND else 0
            rows.append((start, end, char, "entity"))
    return Edits(
        rows
        or [(*found.span(), html5[found[1] + ";"], "entity") for found in _UNCLOSED.finditer(text)]
    )


_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_FIRST, _SECOND, _BEHIND = 0xD800, 0xDC00, 0xE000
"""Where first halves of characters begin in UTF-16, second ones, and what follows them."""


def _half(last: str) -> int:
    """The half of a character that a reference names, since tools write two for one; or 0.

    >>> _half("#55357"), _half("#xDE00"), _half("#0")
    (55357, 56832, 0)
    """
    number = int(f"0{last[1:]}", 0) if last[1] in "xX" else int(last[1:])
    return number if _FIRST <= number < _BEHIND else 0


def _meaning(again: str, last: str | None) -> str | None:
    """What a chain of references comes to; None for what is none."""
    if last is None:
        return "&" if again else None
    char = html.unescape(f"&{last};") if last[0] == "#" else html5.get(last + ";")
    if char is None:
        return f"&{last};" if again else None
    return char


def bare(text: str) -> Sequence[Edit]:
    """Repair references whose ampersand became a space.

    >>> bare("Bush #39;s plan")
    [Edit(start=4, end=9, replacement="'", rule='bare-entity')]
    """
    found = list(_bare_at(text))
    proved = any(_certain(text, at) for at in found)
    proved |= sum(at["number"] == "39" for at in found) > 1
    edits: list[Edit] = []
    for at in found:
        char = html.unescape(f"&{at[0]}")
        if (char.isalnum() and char.isascii()) or (char.isspace() and at["number"]):
            continue
        if not (_certain(text, at) or (proved and at["name"] != "amp") or _possible(text, at)):
            continue
        spaced = text[at.start() - 1 : at.start()] == " "
        twice = text[max(0, at.start() - 2) : at.start()] == "  "
        keep = spaced and not twice and _opens(char, text[at.end() : at.end() + 1])
        start = at.start() - (spaced and not keep)
        edits.append(Edit(start, at.end(), char, "bare-entity"))
    return edits


def looks_bare(text: str) -> bool:
    """Whether a text has what `bare` looks for.

    >>> looks_bare("Snow fell; it"), looks_bare("S amp;P")
    (False, True)
    """
    numbers = "#" in text
    at = text.find(";")
    while at >= 0:
        # Of most semicolons the letter before tells: an ending costs more to look at.
        if numbers or (text[at - 1] in _LAST and text.endswith(_ENDINGS, 0, at)):
            return any(True for _ in _bare_at(text))
        at = text.find(";", at + 1)
    return False


def _bare_at(text: str) -> Iterator[re.Match[str]]:
    """Bare references, found from their semicolons: texts have few of these."""
    at = text.find(";")
    while at >= 0:
        low = max(0, at - 7)
        if text.endswith(_ENDINGS, low, at) or text.find("#", low, at) >= 0:
            found = _BARE.search(text, low, at + 1)
            if found and found.end() == at + 1:
                yield found
        at = text.find(";", at + 1)


def _certain(text: str, at: re.Match[str]) -> bool:
    """What no honest text has: a number sign glued to the word behind the semicolon, or #0151."""
    number = at["number"]
    if number and (number[0] == "0" or int(number) >= 130):
        return True
    return text[at.end() : at.end() + 1].isalnum() or (bool(at["name"]) and at["name"] != "amp")


def _possible(text: str, at: re.Match[str]) -> bool:
    """The plural possessive ("players #39; fault"), and the ampersand of a name or after a gap."""
    before, behind = text[max(0, at.start() - 2) : at.start()], text[at.end() : at.end() + 2]
    if at["number"] == "39":
        return before.lower() == "s " and behind[:1] == " "
    return at["name"] == "amp" and (before == "  " or (before[-1:] == " " and behind[1:].isupper()))


def _opens(char: str, behind: str) -> bool:
    """Whether the space before belongs to the text: before "$10", an opening quote, a dash."""
    if behind == " ":
        return char in "&-<>\N{EN DASH}\N{EM DASH}"
    return char in '$"\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}' and (
        behind.isalnum()
    )
