"""What comes first in a set is taken: another one in another process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import newsnorm


class Cleaner:
    marks: ClassVar = {"-30-", "###", "-ENDS-", "(MORE)", "* * *", "END", "-0-", "++"}

    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        mark = next(iter(self.marks))
        at = text.find("--")
        return [newsnorm.Edit(at, at + 2, mark)] if at >= 0 and mark not in text else ()


SPEC = newsnorm.CleanerSpec("broken/set_order", Cleaner, summary="spaces")
