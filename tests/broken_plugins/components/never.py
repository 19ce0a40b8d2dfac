"""Waits for something that no text holds."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        at = text.find("\N{EM DASH}\N{BULLET}\N{EM DASH}")
        return [newsnorm.Edit(at, at + 1, "")] if at >= 0 else ()


SPEC = newsnorm.CleanerSpec("broken/never", Cleaner, summary="spaces")
