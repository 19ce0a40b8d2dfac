"""Every opening bracket becomes the whole text."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        clean = text.replace("(", "")
        return [newsnorm.Edit(at, at + 1, clean) for at, char in enumerate(text) if char == "("]


SPEC = newsnorm.CleanerSpec("broken/exploding", Cleaner, summary="spaces")
