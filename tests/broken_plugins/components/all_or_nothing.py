"""Loses the good records of a file that was cut short."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import newsnorm


class Reader:
    def read(self, stream: BinaryIO, name: str) -> Iterator[newsnorm.Raw]:
        found = []
        for number, line in enumerate(stream, start=1):
            title, _, text = line.decode("utf-8", "replace").partition(" -- ")
            if not text.endswith("\n"):
                raise newsnorm.InputError("cut", "the last line has no end")
            found.append(newsnorm.Raw(name, number, {"title": title, "text": text.strip()}))
        yield from found


SPEC = newsnorm.ReaderSpec("broken/all_or_nothing", Reader, (".story",), summary="a story a line")
