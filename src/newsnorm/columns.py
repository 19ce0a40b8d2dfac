"""Columns of numbers, one row an article, that deduplicators make and the engine gathers.

A column is a numpy array with a row for each article, or a `Ragged` one whose rows are arrays of
different lengths. `Stack` keeps the columns of many batches, in memory or in a file, so that a run
over a dump needs no more memory than one batch does.

This module needs numpy; everything else in the core does without.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]


def distinct(values: Array) -> Array:
    """The different ones among some numbers, ascending.

    As `numpy.unique` gives them, which since numpy 2.3 takes thirty times as long: it hashes.

    >>> distinct(np.array([3, 1, 3], np.uint64)).tolist()
    [1, 3]
    """
    ordered = np.sort(values)
    new = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    kept: Array = ordered[new]
    return kept


@dataclass(frozen=True, slots=True, eq=False)
class Ragged:
    """Rows of different lengths, one behind the other.

    Args:
        values: all rows' values.
        offsets: where each row begins, and at last where the last one ends: rows + 1 integers.

    >>> rows = Ragged.of([np.array([1, 2]), np.array([], np.int64), np.array([3])])
    >>> len(rows), rows[0].tolist(), rows[2].tolist(), rows.take([2, 2])[1].tolist()
    (3, [1, 2], [3], [3])
    """

    values: Array
    offsets: npt.NDArray[np.int64]

    @classmethod
    def of(cls, rows: Sequence[Array]) -> Ragged:
        """Put rows together."""
        lengths = np.fromiter((len(row) for row in rows), np.int64, len(rows))
        values = np.concatenate(rows) if len(rows) else np.empty(0, np.uint64)
        return cls(values, np.concatenate(([0], np.cumsum(lengths))))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, row: int) -> Array:
        return self.values[self.offsets[row] : self.offsets[row + 1]]

    def take(self, rows: Sequence[int] | Array) -> Ragged:
        """Some of the rows, in the order that is asked for."""
        wanted = np.asarray(rows, np.int64)
        edges = self.offsets[wanted], self.offsets[wanted + 1]
        if not len(self.values):
            return Ragged(self.values, np.zeros(len(wanted) + 1, np.int64))
        # Slices by Python's own integers cost a third of those by numpy's.
        parts = [self.values[:0]]
        pairs = zip(*(places.tolist() for places in edges), strict=True)
        parts += [self.values[begin:end] for begin, end in pairs]
        offsets = np.zeros(len(wanted) + 1, np.int64)
        np.cumsum(edges[1] - edges[0], out=offsets[1:])
        return Ragged(np.concatenate(parts), offsets)


@dataclass(frozen=True, slots=True, eq=False)
class RaggedParts:
    """Rows of different lengths in some arrays, which are not put together: each row is in one.

    Args:
        parts: the rows' values.
        offsets: where each row begins, and at last where the last one ends, were they one.

    >>> parts = RaggedParts([np.array([1, 2]), np.array([3])], np.array([0, 2, 2, 3]))
    >>> parts.take([2, 0, 1]).values.tolist()
    [3, 1, 2]
    """

    parts: Sequence[Array]
    offsets: npt.NDArray[np.int64]

    def take(self, rows: Sequence[int] | Array) -> Ragged:
        """Some of the rows, in the order that is asked for."""
        wanted = np.asarray(rows, np.int64)
        begins = self.offsets[wanted]
        lengths = self.offsets[wanted + 1] - begins
        edges = np.zeros(len(self.parts) + 1, np.int64)
        np.cumsum([len(part) for part in self.parts], out=edges[1:])
        owners = np.minimum(np.searchsorted(edges, begins, side="right"), len(self.parts)) - 1
        begins -= edges[owners]
        taken = [self.parts[0][:0]]
        places = zip(owners.tolist(), begins.tolist(), (begins + lengths).tolist(), strict=True)
        taken += [self.parts[owner][begin:end] for owner, begin, end in places]
        offsets = np.zeros(len(wanted) + 1, np.int64)
        np.cumsum(lengths, out=offsets[1:])
        return Ragged(np.concatenate(taken), offsets)


@dataclass(frozen=True, slots=True, eq=False)
class RaggedFile:
    """Rows of different lengths in a file, from which no more is read than what is taken.

    Mapping it would do, but with each row come all the pages around it, to count as memory in use.

    Args:
        file: the rows' values, one behind the other.
        dtype: of these.
        offsets: where each row begins, and at last where the last one ends, in values.
    """

    file: FileIO
    dtype: np.dtype[Any]
    offsets: npt.NDArray[np.int64]

    def take(self, rows: Sequence[int] | Array) -> Ragged:
        """Some of the rows, in the order that is asked for; each is read once, front to back."""
        wanted, places_of = np.unique(np.asarray(rows, np.int64), return_inverse=True)
        read = self._read(wanted)
        return read.take(places_of)

    def _read(self, rows: npt.NDArray[np.int64]) -> Ragged:
        begins = self.offsets[rows]
        lengths = self.offsets[rows + 1] - begins
        offsets = np.concatenate(([0], np.cumsum(lengths)))
        values = np.empty(int(offsets[-1]), self.dtype)
        into = memoryview(values.view(np.uint8).data)
        places = (begins, offsets[:-1], offsets[1:])
        for begin, start, end in zip(*(at * self.dtype.itemsize for at in places), strict=True):
            self.file.seek(int(begin))
            _fill(into[start:end], self.file)
        return Ragged(values, offsets)


class Rows(Mapping[str, Any]):
    """Some rows of columns; of each column they are taken when it is asked for.

    So a comparison can look at one column, and at the others for those pairs alone that are worth
    it.

    Args:
        columns: by name.
        rows: which ones, in which order.

    >>> words = Ragged.of([np.arange(n) for n in range(3)])
    >>> columns = {"size": np.array([3, 4, 5]), "words": words}
    >>> rows = Rows(columns, np.array([2, 2, 1]))
    >>> len(rows), rows["size"].tolist(), rows.take(np.array([2, 0]))["words"].values.tolist()
    (2, [5, 5, 4], [0, 0, 1])
    """

    def __init__(self, columns: Mapping[str, Any], rows: Array) -> None:
        self.columns = columns
        self.rows = rows
        self.taken: dict[str, Any] = {}

    def __getitem__(self, title: str) -> Any:
        if title not in self.taken:
            column = self.columns[title]
            plain = isinstance(column, np.ndarray)
            self.taken[title] = column[self.rows] if plain else column.take(self.rows)
        return self.taken[title]

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def take(self, rows: Array) -> Rows:
        """Some of these rows, by their places among them."""
        return Rows(self.columns, self.rows[rows])


def _fill(into: memoryview, file: FileIO) -> None:
    """Read until all is there, which may take more than one call."""
    while into:
        count = file.readinto(into)
        if not count:
            raise OSError(f"{file.name} is shorter than it was")
        into = into[count:]


class Blobs:
    """Rows of bytes of different lengths, put on top of each other in two stacks.

    >>> blobs = Blobs(Stack(None), Stack(None))
    >>> blobs.push([b"Kyiv", b"", b"Lviv"])
    >>> [bytes(row) for row in blobs.ragged()]
    [b'Kyiv', b'', b'Lviv']
    """

    def __init__(self, values: Stack, ends: Stack) -> None:
        self.values = values
        self.ends = ends
        ends.push(np.zeros(1, np.int64))

    def push(self, rows: Sequence[bytes]) -> None:
        """Add rows."""
        lengths = np.fromiter(map(len, rows), np.int64, len(rows))
        self.ends.push(self.values.rows + np.cumsum(lengths))
        self.values.push(np.frombuffer(b"".join(rows), np.uint8))

    def ragged(self) -> Ragged:
        """All rows, each as an array of its bytes."""
        return Ragged(self.values.array(), self.ends.array())


class Stack:
    """Arrays of one kind put on top of each other, in memory or in a file.

    Args:
        path: where to keep them; None for memory.

    >>> stack = Stack(None)
    >>> stack.push(np.array([1, 2])); stack.push(np.array([3]))
    >>> stack.array().tolist()
    [1, 2, 3]
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.parts: list[Array] = []
        self.rows = 0
        self.kind: tuple[np.dtype[Any], tuple[int, ...]] | None = None
        self.file: FileIO | None = None

    def push(self, array: Array) -> None:
        """Add rows.

        Raises:
            ValueError: if they are no numbers, or not of the kind of those before.
        """
        kind = (array.dtype, array.shape[1:])
        if array.dtype.hasobject:
            raise ValueError("a column holds numbers; use newsnorm.Ragged for rows of several")
        if self.kind is None:
            self.kind = kind
        elif kind != self.kind:
            raise ValueError(f"a column's rows were {self.kind} and are now {kind}")
        self.rows += len(array)
        if self.path is None:
            self.parts.append(array)
        elif array.size:
            with self.path.open("ab") as file:
                file.write(np.ascontiguousarray(array).data)

    def array(self) -> Array:
        """All rows; those in a file are mapped, not read, as long as the array is in use."""
        dtype, shape = self.kind or (np.dtype(np.uint64), ())
        if self.path is None:
            if len(self.parts) > 1:
                self.parts = [np.concatenate(self.parts)]
            return self.parts[0] if self.parts else np.empty((0, *shape), dtype)
        if not self.path.exists():
            return np.empty((self.rows, *shape), dtype)
        # As a plain array: each slice of a memmap costs several times as much.
        return np.memmap(self.path, dtype, "r", shape=(self.rows, *shape)).view(np.ndarray)

    def ragged(self, offsets: Array) -> Ragged | RaggedParts | RaggedFile:
        """All rows as those of a ragged column; those in a file are read when they are taken."""
        if self.path is None and len(self.parts) > 1:
            return RaggedParts(self.parts, offsets)
        if self.path is None or not self.path.exists():
            return Ragged(self.array(), offsets)
        if self.file is None:
            self.file = self.path.open("rb", buffering=0)
        return RaggedFile(self.file, self.array().dtype, offsets)

    def __getstate__(self) -> dict[str, Any]:
        """For another process: without the open file, which it opens again when it reads."""
        return {**self.__dict__, "file": None}

    def close(self) -> None:
        """Let go of the file."""
        if self.file is not None:
            self.file.close()


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column in stacks.

    Args:
        values: a row an article; or, of a ragged column, all rows' values.
        offsets: of a ragged column, where each row begins, and where the last one ends.
    """

    values: Stack
    offsets: Stack | None = None

    def open(self) -> Any:
        """The column, to take rows of."""
        return self.values.ragged(self.offsets.array()) if self.offsets else self.values.array()
