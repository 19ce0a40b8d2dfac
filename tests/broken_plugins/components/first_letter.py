"""Takes the first character of a text that has none."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        return [newsnorm.Edit(0, 1, "\N{EN DASH}")] if text[0] == "-" else ()


SPEC = newsnorm.CleanerSpec("broken/first_letter", Cleaner, summary="spaces")
