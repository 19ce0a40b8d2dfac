"""A plugin for hooks that are still to come."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm

NEWSNORM_API = 2


@newsnorm.hookimpl
def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    yield newsnorm.CleanerSpec("newer/nothing", list)
