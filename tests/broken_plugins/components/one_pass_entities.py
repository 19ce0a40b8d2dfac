"""`&amp;amp;` becomes `&amp;`, which becomes `&`: unescaped once, as html.unescape does."""

from __future__ import annotations

import re
from collections.abc import Sequence

import newsnorm


class Cleaner:
    pattern = re.compile(r"&amp;")

    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        return [newsnorm.Edit(*found.span(), "&") for found in self.pattern.finditer(text)]


SPEC = newsnorm.CleanerSpec("broken/one_pass_entities", Cleaner, summary="spaces")
