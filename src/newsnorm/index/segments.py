"""Segments: files of columns that are written once, and checked whenever they are read.

    magic, 16 bytes
    columns, one behind the other, each aligned
    the table of contents as JSON, and the checksum of each block of all that is before it
    a footer: where the table is, how long, and its own checksum

A block is checked before anything in it is used: what was changed on the disk is never believed.
Columns with the same content are stored once: deduplicators may share their evidence.
A sorted column has fences beside it, the first value of each of its blocks: to look for a few
values is to read few blocks.

This module needs numpy.
"""

from __future__ import annotations

import json
import mmap
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

from newsnorm.columns import Ragged
from newsnorm.index.store import damaged
from newsnorm.runs.files import synced

Array: TypeAlias = npt.NDArray[Any]

MAGIC = b"newsnorm index 1"
BLOCK = 1 << 14
"""Bytes that share a checksum."""
FENCE = 2048
"""Values of a sorted column that share a fence."""
ALIGNED = 64
"""Bytes: where a column begins is a multiple of it."""
PIECE = 1 << 20
"""Values that are copied at once."""

_FOOTER = struct.Struct("<QQI")


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a column lies.

    Args:
        at: its first byte in the file.
        dtype: of its values, as numpy writes it.
        shape: rows, and values in a row.
    """

    at: int
    dtype: np.dtype[Any]
    shape: tuple[int, ...]

    @property
    def row_bytes(self) -> int:
        """Bytes of one row."""
        size = self.dtype.itemsize
        for length in self.shape[1:]:
            size *= length
        return size


class Writer:
    """Writes the columns of a segment, one after the other."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.entries: dict[str, Entry] = {}
        self.known: dict[tuple[bytes, str, tuple[int, ...]], int] = {}
        self.file.write(MAGIC)

    def column(self, name: str, pieces: Iterable[Array]) -> None:
        """Write a column.

        Args:
            name: of the column.
            pieces: its rows, in any number of arrays of one kind, at least one.
        """
        at = self.file.tell()
        self.file.write(b"\0" * (-at % ALIGNED))
        start = self.file.tell()
        digest = blake2b(digest_size=16)
        rows = 0
        kind: tuple[np.dtype[Any], tuple[int, ...]] | None = None
        for piece in pieces:
            kind = kind or (piece.dtype, piece.shape[1:])
            rows += len(piece)
            data = np.ascontiguousarray(piece).tobytes()
            digest.update(data)
            self.file.write(data)
        assert kind is not None
        dtype, row = kind
        key = digest.digest(), dtype.str, (rows, *row)
        if (before := self.known.setdefault(key, start)) != start:
            self.file.seek(at)
            self.file.truncate()
        self.entries[name] = Entry(before, dtype, (rows, *row))

    def sorted(self, name: str, values: Array) -> None:
        """Write a column of sorted values, with its fences."""
        self.column(name, [values])
        self.column(f"{name}.fences", [values[::FENCE]])

    def ragged(self, name: str, pieces: Iterable[Ragged]) -> None:
        """Write a column of rows of different lengths."""
        lengths: list[Array] = []

        def values() -> Iterator[Array]:
            for piece in pieces:
                lengths.append(np.diff(piece.offsets))
                yield piece.values[piece.offsets[0] : piece.offsets[-1]]

        self.column(f"{name}:values", values())
        offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(np.concatenate(lengths))))
        self.column(f"{name}:offsets", [offsets])

    def finish(self) -> None:
        """Write the table of contents and the checksums."""
        end = self.file.tell()
        self.file.seek(0)
        sums = [crc32(block) for block in iter(lambda: self.file.read(BLOCK), b"")]
        table = {
            name: [entry.at, entry.dtype.str, list(entry.shape)]
            for name, entry in self.entries.items()
        }
        data = json.dumps({"end": end, "columns": table}).encode("ascii") + b"\n"
        data += np.array(sums, "<u4").tobytes()
        self.file.write(data)
        self.file.write(_FOOTER.pack(end, len(data), crc32(data)))


@contextmanager
def writing(path: Path) -> Iterator[Writer]:
    """A writer of a new segment, which is on the disk for certain at the end.

    It has another name until then.
    """
    partial = path.with_name(f"{path.name}.part")
    with synced(partial, "w+b") as file:
        writer = Writer(file)
        yield writer
        writer.finish()
    partial.replace(path)


class Segment:
    """A segment that is open for reading.

    Args:
        path: its file.
        size: bytes that it must have.

    Raises:
        DamagedIndex: if it is not what was written.
    """

    def __init__(self, path: Path, size: int) -> None:
        self.path = path
        with path.open("rb") as file:
            there = file.seek(0, 2)
            if there != size or size < len(MAGIC) + _FOOTER.size:
                raise damaged(path, f"it has {there} bytes, not {size}")
            self.map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            self.entries, self.end, self.sums = self._table()
        except BaseException:
            self.map.close()
            raise
        self.checked = bytearray(len(self.sums))
        self.fences: dict[str, Array] = {}

    def _table(self) -> tuple[dict[str, Entry], int, Array]:
        start, length, checksum = _FOOTER.unpack(self.map[-_FOOTER.size :])
        data = self.map[start : start + length]
        if start + length + _FOOTER.size != len(self.map) or crc32(data) != checksum:
            self._damaged("its table of contents")
        line, _, sums = data.partition(b"\n")
        table = json.loads(line)
        entries = {
            name: Entry(at, np.dtype(dtype), tuple(shape))
            for name, (at, dtype, shape) in table["columns"].items()
        }
        return entries, table["end"], np.frombuffer(sums, "<u4")

    def close(self) -> None:
        """Let go of the file."""
        self.map.close()

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def names(self, prefix: str) -> list[str]:
        """The names of columns that begin so."""
        return [name for name in self.entries if name.startswith(prefix)]

    def rows(self, name: str) -> int:
        """How many rows a column has."""
        return self.entries[name].shape[0]

    def read(self, name: str, start: int = 0, end: int | None = None) -> Array:
        """Some rows of a column, a copy."""
        entry = self.entries[name]
        end = entry.shape[0] if end is None else end
        size = entry.row_bytes
        data = self._bytes(entry.at + start * size, entry.at + end * size)
        return np.frombuffer(data, entry.dtype).reshape(end - start, *entry.shape[1:])

    def pieces(self, name: str) -> Iterator[Array]:
        """A whole column, some rows at a time; at least one piece."""
        rows = self.rows(name)
        for start in range(0, max(rows, 1), PIECE):
            yield self.read(name, start, min(start + PIECE, rows))

    def take(self, name: str, rows: Array) -> Array:
        """Rows of a column, in the order that is asked for."""
        entry = self.entries[name]
        found = np.empty((len(rows), *entry.shape[1:]), entry.dtype)
        step = max(1, BLOCK // max(entry.row_bytes, 1))
        order = np.argsort(rows, kind="stable")
        ordered = rows[order]
        blocks = ordered // step
        edges = [0, *(np.flatnonzero(np.diff(blocks)) + 1).tolist(), len(ordered)]
        for at, to in pairwise(edges):
            if at < to:
                first = int(blocks[at]) * step
                part = self.read(name, first, min(first + step, entry.shape[0]))
                found[order[at:to]] = part[ordered[at:to] - first]
        return found

    def take_ragged(self, name: str, rows: Array) -> Ragged:
        """Rows of a ragged column, in the order that is asked for."""
        values, offsets = f"{name}:values", f"{name}:offsets"
        starts, ends = self.take(offsets, rows), self.take(offsets, rows + 1)
        edges = np.concatenate((np.zeros(1, np.int64), np.cumsum(ends - starts)))
        entry = self.entries[values]
        begins, stops = (entry.at + places * entry.row_bytes for places in (starts, ends))
        first, last = np.minimum(begins // BLOCK, len(self.checked) - 1), (stops - 1) // BLOCK
        unchecked = np.frombuffer(self.checked, np.uint8)[first] == 0
        for row in np.flatnonzero(unchecked | (first != last)).tolist():
            self._check(int(begins[row]), int(stops[row]))
        found = self.map
        pairs = zip(begins.tolist(), stops.tolist(), strict=True)
        data = b"".join([found[begin:stop] for begin, stop in pairs])
        return Ragged(np.frombuffer(data, entry.dtype), edges)

    def ranges(self, name: str, wanted: Array) -> tuple[Array, Array]:
        """Where in a sorted column some values are.

        Args:
            name: of a column that was written with `Writer.sorted`.
            wanted: sorted values.

        Returns:
            For each value the first row that has it, and the row behind the last.
        """
        if name not in self.fences:
            self.fences[name] = self.read(f"{name}.fences")
        fences = self.fences[name]
        rows = self.rows(name)
        # Rows with a value begin in the block before the first fence that is not below it.
        first = np.maximum(np.searchsorted(fences, wanted, side="left") - 1, 0)
        last = np.searchsorted(fences, wanted, side="right")
        starts = np.zeros(len(wanted), np.int64)
        ends = np.zeros(len(wanted), np.int64)
        at = 0
        while at < len(wanted) and rows:
            to, until = at + 1, int(last[at])
            # Values whose blocks touch are looked for together, as long as it is not too much.
            while to < len(wanted) and first[to] <= until and (until - first[at]) * FENCE < PIECE:
                until = max(until, int(last[to]))
                to += 1
            begin = int(first[at]) * FENCE
            values = self.read(name, begin, min(max(until, int(first[at]) + 1) * FENCE, rows))
            starts[at:to] = begin + np.searchsorted(values, wanted[at:to], side="left")
            ends[at:to] = begin + np.searchsorted(values, wanted[at:to], side="right")
            at = to
        return starts, ends

    def check(self) -> None:
        """Check every block.

        Raises:
            DamagedIndex: at the first one that is not what was written.
        """
        self._check(0, self.end)

    def _bytes(self, start: int, end: int) -> bytes:
        self._check(start, end)
        return self.map[start:end]

    def _check(self, start: int, end: int) -> None:
        first, last = start // BLOCK, -(-end // BLOCK)
        block = self.checked.find(0, first, last)
        while block >= 0:
            at = block * BLOCK
            if crc32(self.map[at : min(at + BLOCK, self.end)]) != self.sums[block]:
                self._damaged(f"what it has from byte {at} on")
            self.checked[block] = 1
            block = self.checked.find(0, block + 1, last)

    def _damaged(self, what: str) -> NoReturn:
        raise damaged(self.path, f"{what} is not what was written")


def write_columns(path: Path, columns: Mapping[str, Array], order_by: Iterable[str] = ()) -> None:
    """Write a segment of columns that are in memory; those in `order_by` are sorted."""
    by = set(order_by)
    with writing(path) as writer:
        for name, values in columns.items():
            if name in by:
                writer.sorted(name, values)
            else:
                writer.column(name, [values])
