"""What wires wrap around a story: it comes out of the text and is kept as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import newsnorm


@newsnorm.hookimpl
def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    """The one cleaner of this plugin: a table of rules."""
    yield newsnorm.CleanerSpec(
        "wire/furniture",
        _furniture,
        summary="datelines, agency tags, bylines, credits, notices and end marks",
    )


def _furniture() -> Sequence[newsnorm.Rule]:
    from newsnorm_wire.furniture import RULES

    return RULES
