r"""Where a text quotes: what stands there are somebody's own words, and no style changes them.

A paragraph is a line. Within one, double marks (straight, curly, German, French) and single ones
are followed each for itself; a quotation over several paragraphs opens in each and closes in the
last. Where marks do not add up, the whole paragraph counts as quoted: that costs a few changes,
the other way would put words into a mouth.

An apostrophe is no mark: inside a word, before a figure ('90s), in front of an elision ('em).
After a plural (the ministers' plan) it cannot be told from a closing mark, so a single quotation
goes on to the last mark that could close it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Literal, NamedTuple, TypeAlias

Span: TypeAlias = tuple[int, int]

Side: TypeAlias = Literal["opens", "closes", "either"]

_STRAIGHT, _APOSTROPHE = '"', "'"
_LEFT, _RIGHT = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
_LOW, _HIGH = "\N{DOUBLE LOW-9 QUOTATION MARK}", "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}"
_LEFT_ONE, _RIGHT_ONE = "\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"
_LOW_ONE, _HIGH_ONE = "\N{SINGLE LOW-9 QUOTATION MARK}", "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}"
_GUILLEMETS = (
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)
_ANGLES = (
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
)
_CORNERS = "\N{LEFT CORNER BRACKET}\N{RIGHT CORNER BRACKET}"

_FAMILIES = (
    f"{_STRAIGHT}{_LEFT}{_RIGHT}{_LOW}{_HIGH}``''",
    _GUILLEMETS,
    _ANGLES,
    _CORNERS,
)
"""Marks of which one closes what another opens; two of the single kind make a double one."""

_SINGLES = f"{_APOSTROPHE}{_LEFT_ONE}{_RIGHT_ONE}{_LOW_ONE}{_HIGH_ONE}`"

_MARK = re.compile(
    f"``|''|[{_STRAIGHT}{_LEFT}{_RIGHT}{_LOW}{_HIGH}{_GUILLEMETS}{_ANGLES}{_CORNERS}]"
)
_SINGLE = re.compile(f"(?<![`'])[{_SINGLES}](?![`'])")
_ELISION = re.compile(r"(?:\d0s|em|til|tis|twas|cause|cos|bout|n|round|neath)\b", re.IGNORECASE)
_BEFORE = frozenset(" \t([{<-/\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}=>:") | set(
    "".join(_FAMILIES) + _SINGLES
)
"""What stands before a mark that opens, if anything does."""


class _Mark(NamedTuple):
    start: int
    end: int
    side: Side


def quoted(text: str) -> list[Span]:
    r"""Where a text quotes, or may.

    Args:
        text: paragraphs, each a line.

    Returns:
        Spans in order, disjoint, marks included; a whole paragraph where its marks do not add up.

    >>> text = 'He said "Kiev stands," and left Kiev. It\'s Kiev\'s day.'
    >>> [text[start:end] for start, end in quoted(text)]
    ['"Kiev stands,"']
    >>> quoted('"We go.\n"To Kiev," he said in Kiev.')
    [(0, 7), (8, 18)]
    >>> quoted('He said "Kiev stands, and left.')
    [(0, 31)]
    """
    paragraphs = list(_paragraphs(text))
    spans: list[Span] = []
    open_since: int | None = None
    for number, (start, end) in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        found = _Paragraph(text, start, end)
        goes_on = following is not None and _begins_quoted(text, following)
        if found.stray_close and open_since is not None:
            spans.append((open_since, end))  # the paragraphs between have no marks of their own
        if found.open_at is not None:
            open_since = found.open_at
            if goes_on and found.sound:
                found.spans.append((found.open_at, end))
        elif found.stray_close or found.spans:
            open_since = None
        if not found.sound or (found.open_at is not None and not goes_on):
            spans.append((start, end))
        else:
            spans += found.spans
    return merged(spans)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap as one.

    >>> merged([(8, 9), (0, 3), (2, 5)])
    [(0, 5), (8, 9)]
    """
    together: list[Span] = []
    for start, end in sorted(spans):
        if together and start <= together[-1][1]:
            together[-1] = together[-1][0], max(together[-1][1], end)
        else:
            together.append((start, end))
    return together


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _begins_quoted(text: str, paragraph: Span) -> bool:
    start, end = paragraph
    first = text[start:end].lstrip()[:1]
    return bool(first) and (first in "".join(_FAMILIES) or first in _SINGLES)


class _Paragraph:
    """The quotations of one paragraph.

    Attributes:
        spans: those that open and close in it.
        open_at: where one opens that does not close in it.
        stray_close: whether a mark closes what does not open in it.
        sound: whether its marks add up, but for these.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.spans: list[Span] = []
        self.open_at: int | None = None
        self.stray_close = False
        self.sound = True
        marks = [
            _Mark(*match.span(), self._side(match.start(), match.end(), start, end))
            for match in _MARK.finditer(text, start, end)
        ]
        for family in _FAMILIES if marks else ():
            self._follow([mark for mark in marks if text[mark.start : mark.end] in family])
        self._follow_singles(start, end)

    def _follow(self, marks: Iterable[_Mark]) -> None:
        """Take in the double marks of a family, each pair of which is a quotation."""
        opened: int | None = None
        depth = 0
        opener = ""
        for mark in marks:
            char = self.text[mark.start : mark.end]
            if opened is None:
                if mark.side == "closes":
                    if self._is_inch(mark.start):
                        continue
                    self.stray_close = True
                    self.sound = False
                    continue
                opened, opener, depth = mark.start, char, 1
            elif _closes(opener, char, mark.side):
                depth -= 1
                if not depth:
                    self.spans.append((opened, mark.end))
                    opened = None
            elif char == opener and char != _STRAIGHT:
                depth += 1
            else:  # it opens where one is open: one of the two is amiss
                self.sound = False
        if opened is not None:
            self._leave_open(opened)

    def _follow_singles(self, start: int, end: int) -> None:
        """Take in single marks: from one that opens to the last that may close it."""
        opened: int | None = None
        curly = False
        last: int | None = None
        inside = merged(self.spans)
        for mark in self._singles(start, end):
            at = bisect_right(inside, mark.start, key=itemgetter(0)) - 1
            if at >= 0 and mark.start < inside[at][1]:
                continue
            char = self.text[mark.start]
            if opened is not None and mark.side != "opens":
                last = mark.end
            elif mark.side == "opens" and not self._is_elision(mark):
                if opened is not None:
                    self._end_single(opened, last, curly=curly)
                opened, last, curly = mark.start, None, char != _APOSTROPHE
        if opened is not None:
            self._end_single(opened, last, curly=curly)

    def _end_single(self, opened: int, last: int | None, *, curly: bool) -> None:
        if last is not None:
            self.spans.append((opened, last))
        elif curly or self.text[opened + 1 : opened + 2].isupper():
            self._leave_open(opened)
        else:
            self.sound = False

    def _leave_open(self, opened: int) -> None:
        if self.open_at is None or opened < self.open_at:
            self.open_at = opened

    def _singles(self, start: int, end: int) -> Iterator[_Mark]:
        for match in _SINGLE.finditer(self.text, start, end):
            side = self._side(match.start(), match.end(), start, end)
            before = self.text[match.start() - 1 : match.start()] if match.start() > start else ""
            after = self.text[match.end() : match.end() + 1] if match.end() < end else ""
            if not (before.isalnum() and after.isalnum()):  # else it is inside a word
                yield _Mark(*match.span(), side)

    def _side(self, at: int, behind: int, start: int, end: int) -> Side:
        """What a mark does, as what stands around it tells, and its own shape."""
        char = self.text[at:behind]
        if char in {_LOW, _HIGH, "``", _LOW_ONE, _HIGH_ONE, _LEFT_ONE, _CORNERS[0]}:
            return "opens"
        if char == _CORNERS[1]:
            return "closes"
        before = self.text[at - 1] if at > start else " "
        after = self.text[behind] if behind < end else " "
        may_open = before in _BEFORE or before.isspace()
        may_close = not before.isspace()
        if after.isspace():
            may_open = char in _GUILLEMETS and may_open  # French ones stand off the words
            may_close = True
        elif after.isalnum() and may_open:
            may_close = False
        if may_open and may_close:
            return "either"
        return "opens" if may_open else "closes"

    def _is_elision(self, mark: _Mark) -> bool:
        return self.text[mark.start] in {_APOSTROPHE, _RIGHT_ONE} and bool(
            _ELISION.match(self.text, mark.end)
        )

    def _is_inch(self, at: int) -> bool:
        return self.text[at] == _STRAIGHT and at > 0 and self.text[at - 1].isdigit()


def _closes(opener: str, char: str, side: Side) -> bool:
    """Whether a mark closes what another of its family opened."""
    if char in _GUILLEMETS + _ANGLES + _CORNERS:
        return char != opener or (side == "closes" and opener == _GUILLEMETS[1])
    if opener in {_LOW, _HIGH}:
        return char in {_LEFT, _RIGHT, _STRAIGHT}
    if char == _LEFT:
        return False
    if char in {_RIGHT, "''"}:
        return opener != _RIGHT or side != "opens"
    return char == _STRAIGHT and side != "opens"
