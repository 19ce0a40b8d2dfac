"""A reader without a fault: a title and a text a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import newsnorm


class Reader:
    def read(self, stream: BinaryIO, name: str) -> Iterator[newsnorm.Raw]:
        for number, line in enumerate(stream, start=1):
            try:
                title, mark, text = line.decode("utf-8").strip().partition(" -- ")
            except UnicodeDecodeError as error:
                fault = newsnorm.InputError("not-utf-8", str(error))
                yield newsnorm.Raw(name, number, line[:4096], fault)
                continue
            if mark:
                yield newsnorm.Raw(name, number, {"title": title, "text": text})
            elif title:
                fault = newsnorm.InputError("no-mark", "the line has no ' -- '")
                yield newsnorm.Raw(name, number, line[:4096], fault)


SPEC = newsnorm.ReaderSpec("broken/good_reader", Reader, (".story",), summary="a story a line")
