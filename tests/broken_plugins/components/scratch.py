"""Keeps the text it works on where all threads see it."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Cleaner:
    text: str

    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        self.text = text
        return [newsnorm.Edit(at, at + 1, "") for at in range(1, len(text)) if self.blanks(at)]

    def blanks(self, at: int) -> bool:
        return self.text[at - 1 : at + 1] == "  "


SPEC = newsnorm.CleanerSpec("broken/scratch", Cleaner, summary="spaces")
