"""An extraction for a field that articles do not have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        if not text.startswith("By ") or text.count("By ") > 1:
            return ()
        end = text.find("\n") + 1 or len(text)
        return [_cut(end, text[3:end].strip() or "?")]


def _cut(end: int, name: str) -> newsnorm.Edit:
    field: Any = "author"
    return newsnorm.Extraction(0, end, "", "byline", field=field, value=(name,))


SPEC = newsnorm.CleanerSpec("broken/unknown_field", Cleaner, summary="spaces")
