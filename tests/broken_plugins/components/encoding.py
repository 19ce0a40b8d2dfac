"""Encodes a text that cannot be encoded."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        data = text.encode("utf-8")
        return [newsnorm.Edit(0, 1, "\N{EN DASH}")] if data.startswith(b"-") else ()


SPEC = newsnorm.CleanerSpec("broken/encoding", Cleaner, summary="stars")
