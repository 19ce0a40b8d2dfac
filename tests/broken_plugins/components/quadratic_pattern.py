"""A pattern that looks for the end of each run of blanks from each blank in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import newsnorm


class Cleaner:
    pattern = re.compile(r"[ \t]+$", re.MULTILINE)

    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        return [newsnorm.Edit(*found.span(), "") for found in self.pattern.finditer(text)]


SPEC = newsnorm.CleanerSpec("broken/quadratic_pattern", Cleaner, summary="spaces")
