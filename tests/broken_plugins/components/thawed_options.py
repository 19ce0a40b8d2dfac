"""Options that can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import newsnorm


@dataclass
class Options:
    """Not frozen."""

    mark: str = "-"


class Cleaner:
    def __init__(self, options: Options) -> None:
        self.options = options

    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        at = text.find("\N{EM DASH}")
        return [newsnorm.Edit(at, len(text), self.options.mark[:0])] if at >= 0 else ()


SPEC = newsnorm.CleanerSpec("broken/thawed_options", Cleaner, Options, summary="spaces")
