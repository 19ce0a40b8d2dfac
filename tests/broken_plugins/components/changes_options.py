"""Counts in its options, frozen or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import newsnorm


@dataclass(frozen=True, slots=True)
class Options:
    """What it is allowed."""

    most: int = 1_000_000

    def __post_init__(self) -> None:
        if self.most < 1:
            raise ValueError(f"most is {self.most}; it must be at least 1")


class Cleaner:
    def __init__(self, options: Options) -> None:
        self.options = options

    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        object.__setattr__(self.options, "most", self.options.most - 1)
        at = text.find("  ")
        return [newsnorm.Edit(at, len(text), "")] if at >= 0 else ()


SPEC = newsnorm.CleanerSpec("broken/changes_options", Cleaner, Options, summary="spaces")
