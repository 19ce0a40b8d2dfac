"""Uses NUL for a mark of its own, and finds one in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        parts = text.replace("* * *", "\0").split("\0")
        marks = [found.start() for found in re.finditer(r"\* \* \*", text)]
        return [
            newsnorm.Edit(at, at + 5, "")
            for at, _ in zip(marks, parts[1:], strict=True)
            if text[at + 5 : at + 6] == "\n"
        ]


SPEC = newsnorm.CleanerSpec("broken/placeholder", Cleaner, summary="spaces")
