"""Files that a run writes: on the disk for certain when they are closed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Literal, TypeAlias

from newsnorm.article import to_json
from newsnorm.io.zstd import ZstdFile

Write: TypeAlias = Callable[[Mapping[str, Any]], object]


@contextmanager
def synced(path: Path, mode: Literal["wb", "w+b"] = "wb") -> Iterator[BinaryIO]:
    """A new file to write to, flushed to the disk at the end."""
    with path.open(mode) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def json_lines(path: Path) -> Iterator[Write]:
    """A function that writes records to a new file, one a line; compressed if it ends in .zst."""
    with synced(path) as file:
        if path.suffix != ".zst":
            yield lambda record: file.write(_line(record))
            return
        with ZstdFile(file, "w") as stream:
            stream.write(b"")  # begins a frame: without one, no records would be no valid file
            yield lambda record: stream.write(_line(record))


def sync_folder(folder: Path) -> None:
    """Make a folder's names last; Windows has no call for it and needs none."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sha256(path: Path) -> str:
    """A file's checksum."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _line(record: Mapping[str, Any]) -> bytes:
    return to_json(record).encode("utf-8") + b"\n"
