"""Looks for all pairs of spaces again after each one that it closes up."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        clean = text
        while clean.count("  "):
            clean = clean.replace("  ", " ", 1)
        return [newsnorm.Edit(0, len(text), clean)] if clean != text else ()


SPEC = newsnorm.CleanerSpec("broken/quadratic_loop", Cleaner, summary="spaces")
