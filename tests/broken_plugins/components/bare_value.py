"""An extraction whose value is text, where a tuple of texts is due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        if not text.startswith("By ") or text.count("By ") > 1:
            return ()
        end = text.find("\n") + 1 or len(text)
        value: Any = text[3:end].strip()
        return [newsnorm.Extraction(0, end, "", "byline", field="byline", value=value)]


SPEC = newsnorm.CleanerSpec("broken/bare_value", Cleaner, summary="spaces")
