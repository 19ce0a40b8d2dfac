"""A cleaner without a fault: several spaces become one, and the byline is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import newsnorm


@dataclass(frozen=True, slots=True)
class Options:
    """What to leave."""

    width: int = 1

    def __post_init__(self) -> None:
        if self.width < 1:
            raise ValueError(f"width is {self.width}; it must be at least 1")


BYLINE = re.compile(r"By {1,20}(\w{1,20} {1,20}\w{1,20}) {0,20}\n")


class Cleaner:
    def __init__(self, options: Options) -> None:
        self.run = re.compile(rf"(?<! ) {{{options.width + 1},}}")
        self.blank = " " * options.width

    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        found: list[newsnorm.Edit] = []
        end = 0
        while byline := BYLINE.match(text, end):
            value = (" ".join(byline[1].split()),)
            start, end = byline.span()
            found.append(newsnorm.Extraction(start, end, "", field="byline", value=value))
        runs = self.run.finditer(text, end)
        return [*found, *(newsnorm.Edit(*run.span(), self.blank) for run in runs)]


SPEC = newsnorm.CleanerSpec("broken/good_cleaner", Cleaner, Options, summary="spaces")
