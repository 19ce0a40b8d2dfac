"""Looks ahead and goes back, which a stream cannot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import newsnorm


class Reader:
    def read(self, stream: BinaryIO, name: str) -> Iterator[newsnorm.Raw]:
        first = stream.read(3)
        stream.seek(0)
        for number, line in enumerate(stream, start=len(first[:0]) + 1):
            title, _, text = line.decode("utf-8", "replace").strip().partition(" -- ")
            yield newsnorm.Raw(name, number, {"title": title, "text": text})


SPEC = newsnorm.ReaderSpec("broken/rewinding", Reader, (".story",), summary="a story a line")
