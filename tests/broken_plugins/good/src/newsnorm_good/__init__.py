"""A plugin without a fault: a cleaner, a reader, presets of which the tenth is the newest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import newsnorm

DASHES = newsnorm.Rule("double", "--", newsnorm.Scope.BODY, newsnorm.Replace("\N{EM DASH}"))


@newsnorm.hookimpl
def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    yield newsnorm.CleanerSpec("good/dashes", lambda: [DASHES], summary="two hyphens are a dash")


@newsnorm.hookimpl
def newsnorm_presets() -> Iterable[newsnorm.Preset]:
    yield newsnorm.Preset("good", 9, summary="leaves dashes alone")
    yield newsnorm.Preset("good", 10, cleaners=("good/dashes",), summary="dashes alone")


class Paragraphs:
    """One article a line, with nothing else."""

    def read(self, stream: BinaryIO, name: str) -> Iterator[newsnorm.Raw]:
        for number, line in enumerate(stream, start=1):
            yield newsnorm.Raw(name, number, {"text": line.decode().rstrip()})


@newsnorm.hookimpl
def newsnorm_readers() -> Iterable[newsnorm.ReaderSpec]:
    yield newsnorm.ReaderSpec("good/lines", Paragraphs, (".lines",), summary="an article a line")
