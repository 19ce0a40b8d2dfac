"""A plugin without a fault: one cleaner, and presets of which the tenth is the newest."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm

DASHES = newsnorm.Rule("double", "--", newsnorm.Scope.BODY, newsnorm.Replace("\N{EM DASH}"))


@newsnorm.hookimpl
def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    yield newsnorm.CleanerSpec("good/dashes", lambda: [DASHES], summary="two hyphens are a dash")


@newsnorm.hookimpl
def newsnorm_presets() -> Iterable[newsnorm.Preset]:
    yield newsnorm.Preset("good", 9, summary="leaves dashes alone")
    yield newsnorm.Preset("good", 10, cleaners=("good/dashes",), summary="dashes alone")
