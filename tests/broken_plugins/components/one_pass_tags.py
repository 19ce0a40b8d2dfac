"""Cutting `<b>` out of `<<b>b>` leaves `<b>`."""

from __future__ import annotations

import re
from collections.abc import Sequence

import newsnorm


class Cleaner:
    pattern = re.compile(r"</?[a-z]{1,10}>")

    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        return [newsnorm.Edit(*found.span(), "") for found in self.pattern.finditer(text)]


SPEC = newsnorm.CleanerSpec("broken/one_pass_tags", Cleaner, summary="spaces")
