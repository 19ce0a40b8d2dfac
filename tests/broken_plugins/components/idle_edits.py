"""Edits that change nothing: every space is replaced by a space."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        return [newsnorm.Edit(at, at + 1, " ") for at, char in enumerate(text) if char.isspace()]


SPEC = newsnorm.CleanerSpec("broken/idle_edits", Cleaner, summary="spaces")
