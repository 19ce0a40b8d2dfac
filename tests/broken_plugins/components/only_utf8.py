"""Raises on bytes that are not UTF-8."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import newsnorm


class Reader:
    def read(self, stream: BinaryIO, name: str) -> Iterator[newsnorm.Raw]:
        for number, line in enumerate(stream, start=1):
            title, _, text = line.decode("utf-8").strip().partition(" -- ")
            yield newsnorm.Raw(name, number, {"title": title, "text": text})


SPEC = newsnorm.ReaderSpec("broken/only_utf8", Reader, (".story",), summary="a story a line")
