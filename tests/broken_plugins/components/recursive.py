"""Goes from line to line by calling itself."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        at = text.find("\n\n\n")
        return [newsnorm.Edit(at, len(text), "")] if self.lines(text) > 1 and at >= 0 else ()

    def lines(self, text: str) -> int:
        _, line_end, rest = text.partition("\n")
        return 1 + self.lines(rest) if line_end else 1


SPEC = newsnorm.CleanerSpec("broken/recursive", Cleaner, summary="spaces")
