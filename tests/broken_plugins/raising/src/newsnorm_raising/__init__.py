"""A plugin whose hook raises."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm


@newsnorm.hookimpl
def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    yield newsnorm.CleanerSpec("raising/nothing", list)
    raise LookupError("no table of dashes for today")
