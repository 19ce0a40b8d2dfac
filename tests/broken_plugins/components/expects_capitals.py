"""Expects a capital letter in every text."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        if not text.strip():
            return ()
        first = next(at for at, char in enumerate(text) if char.isupper())
        return [newsnorm.Edit(0, first, "")] if text[:first].isspace() else ()


SPEC = newsnorm.CleanerSpec("broken/expects_capitals", Cleaner, summary="spaces")
