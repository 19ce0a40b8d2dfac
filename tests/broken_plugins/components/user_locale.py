"""Quotation marks by the language of whoever runs it."""

from __future__ import annotations

import locale
from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        mark = "'" if locale.setlocale(locale.LC_CTYPE) == "C" else '"'
        at = text.find("\N{LEFT DOUBLE QUOTATION MARK}")
        return [newsnorm.Edit(at, len(text), mark)] if at >= 0 else ()


SPEC = newsnorm.CleanerSpec("broken/user_locale", Cleaner, summary="spaces")
