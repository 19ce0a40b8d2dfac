"""Edits that are tuples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        at = text.find("  ")
        found: Any = [(at, at + 2, " ")] if at >= 0 else []
        return cast(Sequence[newsnorm.Edit], found)


SPEC = newsnorm.CleanerSpec("broken/tuples", Cleaner, summary="spaces")
