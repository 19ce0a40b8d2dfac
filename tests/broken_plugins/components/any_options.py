"""Options that take whatever they are given."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


class Options(dict[str, object]):
    """Whatever you like."""


class Cleaner:
    def __init__(self, options: Options) -> None:
        self.options = options

    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        at = text.find("\N{EM DASH}")
        return [newsnorm.Edit(at, len(text), "-")] if at >= 0 else ()


SPEC = newsnorm.CleanerSpec("broken/any_options", Cleaner, Options, summary="spaces")
