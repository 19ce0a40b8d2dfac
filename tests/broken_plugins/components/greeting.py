"""Gives a record for an empty file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import newsnorm


class Reader:
    def read(self, stream: BinaryIO, name: str) -> Iterator[newsnorm.Raw]:
        yield newsnorm.Raw(name, 1, {"text": f"This is {name}."})
        for number, line in enumerate(stream, start=2):
            title, _, text = line.decode("utf-8", "replace").strip().partition(" -- ")
            yield newsnorm.Raw(name, number, {"title": title, "text": text})


SPEC = newsnorm.ReaderSpec("broken/greeting", Reader, (".story",), summary="a story a line")
