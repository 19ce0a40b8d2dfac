"""What wires wrap around a story: it comes out of the text and is kept as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import newsnorm

if TYPE_CHECKING:
    from newsnorm_wire.files import Files


@newsnorm.hookimpl
def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    """The one cleaner of this plugin: a table of rules."""
    yield newsnorm.CleanerSpec(
        "wire/furniture",
        _furniture,
        summary="datelines, agency tags, bylines, credits, notices and end marks",
    )


@newsnorm.hookimpl
def newsnorm_readers() -> Iterable[newsnorm.ReaderSpec]:
    """The one reader of this plugin: it tells the formats apart by what is in a file."""
    yield newsnorm.ReaderSpec(
        "wire/files",
        _files,
        suffixes=(".xml", ".nitf", ".newsml", ".anpa", ".iptc"),
        summary="files as agencies deliver them: NITF, NewsML 1, NewsML-G2, IPTC 7901, ANPA 1312",
    )


def _files() -> Files:
    from newsnorm_wire.files import Files

    return Files()


def _furniture() -> Sequence[newsnorm.Rule]:
    from newsnorm_wire.furniture import RULES

    return RULES
