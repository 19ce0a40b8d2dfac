"""Says nothing of what it does."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        at = text.find("  ")
        return [newsnorm.Edit(at, len(text), "")] if at >= 0 else ()


SPEC = newsnorm.CleanerSpec("broken/unsaid", Cleaner, summary="")
