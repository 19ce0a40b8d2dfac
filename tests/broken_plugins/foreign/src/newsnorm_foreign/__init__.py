"""A plugin with a component whose name belongs to another plugin."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm


@newsnorm.hookimpl
def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    yield newsnorm.CleanerSpec("text/nothing", list)
