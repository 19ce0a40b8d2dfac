"""Reads its data when newsnorm only wants to know what there is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import newsnorm

WORDS = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        places = [text.index(word) for word in WORDS if word in text]
        return [newsnorm.Edit(min(places), len(text), "")] if places else ()


SPEC = newsnorm.CleanerSpec("broken/eager", Cleaner, summary="spaces")
