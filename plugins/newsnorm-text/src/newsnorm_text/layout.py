"""Line ends and blank lines: a paragraph is one line, and one line end stands between two."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

from newsnorm import ArticleView, Edit, Edits, Row, lines_of
from newsnorm_text.odd import odd
from newsnorm_text.wraps import MAX_WIDTH, MIN_BREAKS, joints

_INDENTED: Final = 0.8
"""Where so many lines are indented, an indent says nothing about paragraphs."""

_OTHER_END: Final = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line besides the line feed."""

_RARE_END: Final = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_FROM_LINE_FEED: Final = re.compile(r"\n\s*")


class Layout:
    r"""Trim lines, drop blank ones, rejoin wrapped ones, and end each with a line feed.

    What ends a line is what ends one for `str.splitlines`: all line ends of UAX #14.

    >>> Layout().edits("One. \r\n\r\nTwo.", ArticleView())
    [Edit(start=4, end=9, replacement='\n', rule='')]
    """

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:  # noqa: ARG002 - the protocol's
        """Edits that leave one line feed between paragraphs and no blanks at the ends."""
        if (tidy := _tidy(text)) is not None:
            return Edits(_rejoined(tidy, text)) if _could_be_wrapped(text, len(tidy)) else ()
        if (separate := _separate(text)) is not None:
            return Edits(separate)
        starts, lines, opens = _lines(text)
        if not lines:
            return [Edit(0, len(text), "")] if text else ()
        broken = _could_be_wrapped(text, len(text.splitlines()))
        broken = broken or any(line[-1] == "-" for line in lines)
        rows = _between(starts, lines, text, joints(lines, opens) if broken else {})
        if starts[0]:
            rows.insert(0, (0, starts[0], "", ""))
        if (end := starts[-1] + len(lines[-1])) < len(text):
            rows.append((end, len(text), "", ""))
        return Edits(rows)


def _tidy(text: str) -> Sequence[str] | None:
    """The lines of a text; None if others than line feeds end them, or one is blank or has blanks
    at an end."""
    if (present := odd(text)) and _OTHER_END.search(present):
        return None
    printed = lines_of(text)
    return printed if all(printed) and printed == [*map(str.strip, printed)] else None


def _separate(text: str) -> list[Row] | None:
    """What stands between the lines of a text of which plainly none was wrapped; None of another,
    and of one in which others than line feeds and CR LF end lines."""
    if _RARE_END.search(odd(text)) or text.count("\r") != text.count("\r\n"):
        return None
    top, bottom = len(text) - len(text.lstrip()), len(text.rstrip())
    if not bottom:
        return None
    rows = [(0, top, "", "")] if top else []
    # So many lines without a blank one between them may have been wrapped.
    left = MIN_BREAKS if _could_be_wrapped(text, text.count("\n") + 1) else -1
    for found in _FROM_LINE_FEED.finditer(text, top, bottom):
        start, end = found.span()
        while (before := text[start - 1]).isspace():
            start -= 1
        if before == "-":
            return None
        if end - start > 1:
            rows.append((start, end, "\n", ""))
        if left >= 0 and text.count("\n", start, end) == 1:
            left -= 1
            if not left:
                return None
    if bottom < len(text):
        rows.append((bottom, len(text), "", ""))
    return rows


def _could_be_wrapped(text: str, printed: int) -> bool:
    """Whether the lines of a text are short enough; `printed` is how many there are."""
    return printed > 1 and len(text) <= MAX_WIDTH * printed


def _rejoined(lines: Sequence[str], text: str) -> list[Row]:
    """What joins lines between which there is but a line feed."""
    opens = [True, *[False] * (len(lines) - 1)]
    if not (joined := joints(lines, opens)):
        return []
    starts = [*accumulate([len(line) + 1 for line in lines[:-1]], initial=0)]
    return _between(starts, lines, text, joined)


def _between(
    starts: Sequence[int], lines: Sequence[str], text: str, joined: Mapping[int, str]
) -> list[Row]:
    """What stands between two lines becomes a line end, or what joins the two."""
    ends = [start + len(line) for start, line in zip(starts, lines, strict=True)]
    gaps = zip(ends, starts[1:], strict=False)
    if not joined:
        return [
            (end, start, "\n", "") for end, start in gaps if start != end + 1 or text[end] != "\n"
        ]
    rows: list[Row] = []
    for i, (end, start) in enumerate(gaps):
        joint = joined.get(i)
        if joint == "-":
            rows.append((end - 1, start, "", "hyphen"))
        elif joint is not None:
            rows.append((end, start, joint, "wrap"))
        elif start != end + 1 or text[end] != "\n":
            rows.append((end, start, "\n", ""))
    return rows


def _lines(text: str) -> tuple[list[int], list[str], list[bool]]:
    """Of the lines of a text that are not blank: where they begin, what they say without blanks at
    their ends, and whether they begin a paragraph."""
    starts: list[int] = []
    lines: list[str] = []
    opens: list[bool] = []
    indented: list[int] = []
    blank = True
    all_printed = text.splitlines(keepends=True)
    positions = accumulate(map(len, all_printed), initial=0)
    stripped = map(str.strip, all_printed)
    for printed, line, start in zip(all_printed, stripped, positions, strict=False):
        if line:
            if printed[0] != line[0]:
                start += len(printed) - len(printed.lstrip())  # noqa: PLW2901
                indented.append(len(lines))
            starts.append(start)
            lines.append(line)
            opens.append(blank)
            blank = False
        else:
            blank = True
    if len(indented) < _INDENTED * len(lines):
        for number in indented:
            opens[number] = True
    return starts, lines, opens
