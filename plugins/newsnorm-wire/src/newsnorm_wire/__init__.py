"""What wires wrap around a story: it comes out of the text and is kept as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import newsnorm


@dataclass(frozen=True, slots=True)
class Options:
    """What can be set for `wire/furniture`.

    Args:
        packs: paths of packs of your own; their agencies get the usual forms as well.
    """

    packs: tuple[str, ...] = ()


@newsnorm.hookimpl
def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    """The one cleaner of this plugin: rules from packs."""
    yield newsnorm.CleanerSpec(
        "wire/furniture",
        _furniture,
        options=Options,
        summary="datelines, agency tags, bylines, credits, notices and end marks",
    )


def _furniture(options: Options) -> Sequence[newsnorm.Rule]:
    from newsnorm_wire.furniture import read_rules

    return read_rules(options.packs)
