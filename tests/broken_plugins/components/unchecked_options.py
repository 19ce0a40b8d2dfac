"""An option of zero is taken, and divides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import newsnorm


@dataclass(frozen=True, slots=True)
class Options:
    """Not checked."""

    width: int = 8


class Cleaner:
    def __init__(self, options: Options) -> None:
        self.options = options

    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        found = [at for at, char in enumerate(text) if char == "\t"]
        return [newsnorm.Edit(at, at + 1, " " * (8 - at % self.options.width)) for at in found]


SPEC = newsnorm.CleanerSpec("broken/unchecked_options", Cleaner, Options, summary="spaces")
