"""A plugin with two components of one name."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm


@newsnorm.hookimpl
def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    yield newsnorm.CleanerSpec("twins/nothing", list)
    yield newsnorm.CleanerSpec("twins/nothing", list)
