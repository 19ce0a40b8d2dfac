"""Puts in text that counts what can be seen instead of code points."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import newsnorm


class Visible(str):
    """Text whose length is what can be seen of it."""

    __slots__ = ()

    def __len__(self) -> int:
        return sum(not unicodedata.combining(char) for char in self)


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        at = text.find("--")
        return [newsnorm.Edit(at, len(text), Visible("-\u0335"))] if at >= 0 else ()


SPEC = newsnorm.CleanerSpec("broken/visible_length", Cleaner, summary="struck dashes")
