"""Leaves out what it cannot read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import newsnorm


class Reader:
    def read(self, stream: BinaryIO, name: str) -> Iterator[newsnorm.Raw]:
        for number, line in enumerate(stream, start=1):
            try:
                title, _, text = line.decode("utf-8").strip().partition(" -- ")
            except UnicodeDecodeError:
                continue
            if text:
                yield newsnorm.Raw(name, number, {"title": title, "text": text})


SPEC = newsnorm.ReaderSpec("broken/silent", Reader, (".story",), summary="a story a line")
