"""Throws a coin."""

from __future__ import annotations

import random
from collections.abc import Sequence

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        at = text.find(".")
        return [newsnorm.Edit(at, len(text), "")] if at >= 0 and random.random() < 0.5 else ()


SPEC = newsnorm.CleanerSpec("broken/random_choice", Cleaner, summary="spaces")
