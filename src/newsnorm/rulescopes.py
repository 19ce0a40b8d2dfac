"""How far the scopes of rules reach, in lines and code points, and what of a line goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsnorm.edits import Edit, Extraction

HEAD_LINES: Final = 12
"""How many lines the head has."""

TAIL_LINES: Final = 12
"""How many lines the tail has."""

BLOCK_LINES: Final = 40
"""How many lines a block at the end has, at most."""

LEAD: Final = 200
"""A line of so many code points is a paragraph of the story: the head ends with it."""

WINDOW: Final = 2000
"""How many code points of head or tail are looked at, at most."""

STRETCH: Final = 1000
"""How long a match that reaches to the end of a text can be, at most."""

REACH: Final = 300
"""How long a match at the start of a line can be, at most."""

LINE: Final = 1000
"""A longer line is a paragraph of the story: no rule takes it whole."""


def from_start(text: str, start: int, line: str) -> str:
    """What rules at the start of a line see: they may reach over its end."""
    blanks = len(line) - len(line.lstrip())
    return text[start : start + max(REACH + blanks, min(len(line), LINE))]


def head_size(lines: Sequence[str]) -> int:
    """How many lines are looked at for the head, blank ones among them."""
    count = size = 0
    for number, line in enumerate(lines, 1):
        length = len(line)
        size += length + 1
        if length >= LEAD or size > WINDOW:
            return number
        if line and not line.isspace():
            count += 1
            if count == HEAD_LINES:
                return number
    return len(lines)


def with_line_end(text: str, start: int, end: int) -> tuple[int, int]:
    """A line with one line end: the one before it, else the one after.

    Of a line whose beginning is cut already, only the rest.
    """
    if start > 0:
        return (start - 1 if text[start - 1] == "\n" else start), end
    return start, min(end + 1, len(text))


def apart(edits: list[Edit], text: str) -> list[Edit]:
    """The first line took the line end after it; so does each line that follows directly."""
    edits.sort(key=lambda edit: edit.start)
    apart = edits[:1]
    for edit in edits[1:]:
        overlap = apart[-1].end - edit.start
        if overlap > 0:
            edit = moved(edit, edit.start + overlap, min(edit.end + overlap, len(text)))  # noqa: PLW2901
        apart.append(edit)
    return apart


def moved(edit: Edit, start: int, end: int) -> Edit:
    """An edit of another stretch; `dataclasses.replace` takes several times as long."""
    if not isinstance(edit, Extraction):
        return Edit(start, end, edit.replacement, edit.rule)
    kept = edit.value
    return Extraction(start, end, edit.replacement, edit.rule, field=edit.field, value=kept)
