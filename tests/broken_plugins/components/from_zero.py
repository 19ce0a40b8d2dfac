"""Counts from zero."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import newsnorm


class Reader:
    def read(self, stream: BinaryIO, name: str) -> Iterator[newsnorm.Raw]:
        for number, line in enumerate(stream):
            title, _, text = line.decode("utf-8", "replace").strip().partition(" -- ")
            yield newsnorm.Raw(name, number, {"title": title, "text": text})


SPEC = newsnorm.ReaderSpec("broken/from_zero", Reader, (".story",), summary="a story a line")
