"""Imports numpy when newsnorm only wants to know what there is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy

import newsnorm


class Cleaner:
    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        at = text.find("  ")
        return [newsnorm.Edit(at, len(text), "")] if at >= 0 and numpy.True_ else ()


SPEC = newsnorm.CleanerSpec("broken/heavy", Cleaner, summary="spaces")
