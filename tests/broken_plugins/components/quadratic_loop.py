"""Looks for the next pair of spaces from the beginning, each time."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        clean = text
        while "  " in clean:
            at = clean.index("  ")
            clean = clean[:at] + clean[at + 1 :]
        return [newsnorm.Edit(0, len(text), clean)] if clean != text else ()


SPEC = newsnorm.CleanerSpec("broken/quadratic_loop", Cleaner, summary="spaces")
