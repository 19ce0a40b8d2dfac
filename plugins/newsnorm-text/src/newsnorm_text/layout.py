"""Line ends and blank lines: a paragraph is one line, and one line end stands between two."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from newsnorm import ArticleView, Edit

# Every line end of Unicode (UAX #14): LF, VT, FF, CR, NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR.
_ENDS = r"\n\v\f\r\x85\u2028\u2029"
# The look-behind keeps a long run of blanks from being tried at each of its characters.
_BREAK = regex.compile(rf"(?<![^\S{_ENDS}])[^\S{_ENDS}]*+[{_ENDS}]\s*+")


class Layout:
    r"""Trim lines, drop blank ones, and end each with a line feed.

    >>> Layout().edits("One. \r\n\r\nTwo.", ArticleView())
    [Edit(start=4, end=9, replacement='\n', rule='')]
    """

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:  # noqa: ARG002 - the protocol's
        """Edits that leave one line feed between paragraphs and no blanks at the ends."""
        start = len(text) - len(text.lstrip())
        end = len(text.rstrip()) if start < len(text) else start
        edits = [Edit(0, start, "")] if start else []
        edits += [
            Edit(*found.span(), "\n")
            for found in _BREAK.finditer(text, start, end)
            if found.group() != "\n"
        ]
        if end < len(text):
            edits.append(Edit(end, len(text), ""))
        return edits
