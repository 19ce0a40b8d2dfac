"""A plugin whose hook is not marked with `newsnorm.hookimpl`."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm


def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    yield newsnorm.CleanerSpec("unmarked/nothing", list)
