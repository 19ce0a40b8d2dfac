"""Every instance is another."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Cleaner:
    made = 0

    def __init__(self) -> None:
        Cleaner.made += 1
        self.mark = "-" if Cleaner.made % 2 else ";"

    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        at = text.find("\N{EM DASH}")
        return [newsnorm.Edit(at, len(text), self.mark)] if at >= 0 else ()


SPEC = newsnorm.CleanerSpec("broken/counter", Cleaner, summary="spaces")
