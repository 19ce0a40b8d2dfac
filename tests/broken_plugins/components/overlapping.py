"""Edits that overlap: each pair of spaces, wherever it begins."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        pairs = [at for at in range(len(text) - 1) if text[at : at + 2] == "  "]
        return [newsnorm.Edit(at, at + 2, " ") for at in pairs]


SPEC = newsnorm.CleanerSpec("broken/overlapping", Cleaner, summary="spaces")
