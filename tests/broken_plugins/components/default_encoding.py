"""Decodes in whatever encoding the system has."""

from __future__ import annotations

import locale
from collections.abc import Iterator
from typing import BinaryIO

import newsnorm


class Reader:
    def read(self, stream: BinaryIO, name: str) -> Iterator[newsnorm.Raw]:
        for number, line in enumerate(stream, start=1):
            title, _, text = line.decode(locale.getencoding(), "replace").strip().partition(" -- ")
            yield newsnorm.Raw(name, number, {"title": title, "text": text})


SPEC = newsnorm.ReaderSpec("broken/default_encoding", Reader, (".story",), summary="a story a line")
