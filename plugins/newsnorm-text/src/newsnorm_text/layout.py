"""Line ends and blank lines: a paragraph is one line, and one line end stands between two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from newsnorm import ArticleView, Edit
from newsnorm_text.odd import odd
from newsnorm_text.wraps import MAX_WIDTH, Line, joints

_INDENTED = 0.8
"""Where so many lines are indented, an indent says nothing about paragraphs."""

_OTHER_END = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line besides the line feed."""


class Layout:
    r"""Trim lines, drop blank ones, rejoin wrapped ones, and end each with a line feed.

    What ends a line is what ends one for `str.splitlines`: all line ends of UAX #14.

    >>> Layout().edits("One. \r\n\r\nTwo.", ArticleView())
    [Edit(start=4, end=9, replacement='\n', rule='')]
    """

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:  # noqa: ARG002 - the protocol's
        """Edits that leave one line feed between paragraphs and no blanks at the ends."""
        if _is_laid_out(text):
            return ()
        lines = _lines(text)
        if not lines:
            return [Edit(0, len(text), "")] if text else ()
        printed = len(text.splitlines())
        wrapped = printed > 1 and len(text) <= MAX_WIDTH * printed
        broken = wrapped or any(line.text[-1] == "-" for line in lines)
        edits = list(_between(lines, text, joints(lines) if broken else {}))
        if lines[0].start:
            edits.insert(0, Edit(0, lines[0].start, ""))
        if (end := lines[-1].start + len(lines[-1].text)) < len(text):
            edits.append(Edit(end, len(text), ""))
        return edits


def _is_laid_out(text: str) -> bool:
    """Whether line feeds alone end lines, and no line is blank, short, or has blanks at an end."""
    if (present := odd(text)) and _OTHER_END.search(present):
        return False
    printed = text.split("\n")
    if len(printed) > 1 and len(text) <= MAX_WIDTH * len(printed):  # it could be wrapped
        return False
    return all(printed) and printed == [*map(str.strip, printed)]


def _between(lines: Sequence[Line], text: str, joined: Mapping[int, str]) -> Iterator[Edit]:
    """What stands between two lines becomes a line end, or what joins the two."""
    for i in range(len(lines) - 1):
        start, end = lines[i].start + len(lines[i].text), lines[i + 1].start
        joint = joined.get(i)
        if joint == "-":
            yield Edit(start - 1, end, "", "hyphen")
        elif joint is not None:
            yield Edit(start, end, joint, "wrap")
        elif text[start:end] != "\n":
            yield Edit(start, end, "\n")


def _lines(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    rows: list[tuple[int, str, bool, bool]] = []
    position = indented = 0
    blank = True
    for printed in text.splitlines(keepends=True):
        stripped = printed.strip()
        if stripped:
            indent = printed.index(stripped[0])
            indented += indent > 0
            rows.append((position + indent, stripped, blank, indent > 0))
        blank = not stripped
        position += len(printed)
    indents = indented < _INDENTED * len(rows)
    return [
        Line(start, stripped, after_blank or (shifted and indents))
        for start, stripped, after_blank, shifted in rows
    ]
