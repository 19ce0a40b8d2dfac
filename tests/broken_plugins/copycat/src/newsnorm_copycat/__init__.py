"""A second distribution with a plugin that is called `good`."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm


@newsnorm.hookimpl
def newsnorm_presets() -> Iterable[newsnorm.Preset]:
    yield newsnorm.Preset("good", 1, summary="not the good one")
