"""Writes what it guesses into the article."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        if "\u0442" in text:
            object.__setattr__(article, "language", "ru")
        at = text.find("  ")
        return [newsnorm.Edit(at, len(text), "")] if at >= 0 else ()


SPEC = newsnorm.CleanerSpec("broken/changes_article", Cleaner, summary="spaces")
