"""Edits beyond the end of the text: a line end is expected after the last line."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        return [newsnorm.Edit(len(text), len(text) + 1, "")] if text.endswith(".") else ()


SPEC = newsnorm.CleanerSpec("broken/outside", Cleaner, summary="spaces")
