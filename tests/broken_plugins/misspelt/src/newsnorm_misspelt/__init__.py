"""A plugin that misspells the name of its hook: it is newsnorm_cleaners."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm


@newsnorm.hookimpl
def newsnorm_cleaner() -> Iterable[newsnorm.CleanerSpec]:
    yield newsnorm.CleanerSpec("misspelt/nothing", list)
