"""Ids of articles, in tables on the disk: a dump may have more of them than memory should hold.

Both tables are scratch: they are sorted trees that sqlite keeps, with a small cache, without a
journal, and they are deleted with the folder in which they are.
An id is kept as UTF-8, whose bytes sort as the characters do; lone surrogates have their place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

CACHE = 4096
"""KiB of a table that are kept in memory."""


class _Table:
    """One table, to be closed at the end."""

    columns: str

    def __init__(self, path: Path | None = None) -> None:
        with _as_os_error():
            self.connection = sqlite3.connect(path or ":memory:", isolation_level=None)
            self.connection.executescript(
                f"pragma journal_mode = off; pragma synchronous = off;"
                f"pragma locking_mode = exclusive; pragma cache_size = -{CACHE};"
                f"create table ids ({self.columns}) without rowid; begin"
            )

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _insert(self, rows: Iterable[tuple[object, ...]]) -> None:
        with _as_os_error():
            self.connection.executemany("insert into ids values (?, ?, ?)", rows)


class Order(_Table):
    """When articles were published, and their ids: what they are sorted by.

    Args:
        path: the file to make; None for memory.

    >>> with Order() as order:
    ...     order.add([("2022-02-03", "a"), ("2022-02-02", "c"), ("2022-02-02", "b")])
    ...     len(order), list(order)
    (3, [(2, b'b'), (1, b'c'), (0, b'a')])
    """

    columns = "instant text, id blob, number integer, primary key (instant, id)"

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(path)
        self.rows = 0

    def add(self, entries: Iterable[tuple[str, str]]) -> None:
        """Add articles, which are numbered as they come: instants and ids."""
        rows = [
            (instant, _key(name), number)
            for number, (instant, name) in enumerate(entries, start=self.rows)
        ]
        self._insert(rows)
        self.rows += len(rows)

    def __len__(self) -> int:
        return self.rows

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """Numbers and ids of the articles, in order."""
        with _as_os_error():
            yield from self.connection.execute("select number, id from ids order by instant, id")


class OrderInMemory:
    """The same where memory holds it, in a third of the time.

    >>> order = OrderInMemory()
    >>> order.add([("2022-02-03", "a"), ("2022-02-02", "c"), ("2022-02-02", "b")])
    >>> len(order), list(order)
    (3, [(2, b'b'), (1, b'c'), (0, b'a')])
    """

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, int]] = []

    def add(self, entries: Iterable[tuple[str, str]]) -> None:
        """Add articles, which are numbered as they come: instants and ids."""
        self.rows += [
            (instant, name, number)
            for number, (instant, name) in enumerate(entries, start=len(self.rows))
        ]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """Numbers and ids of the articles, in order."""
        return ((number, _key(name)) for _, name, number in sorted(self.rows))

    def close(self) -> None:
        """Let go of the articles."""
        self.rows = []


class Seen(_Table):
    """Ids that were used, and where.

    Args:
        path: the file to make; None for memory.

    >>> with Seen() as seen:
    ...     seen.add([("9f2c", "dump.jsonl", 7), ("9f2c-2", "dump.jsonl", 9)])
    ...     "9f2c" in seen, seen.place("9f2c"), seen.next_id("9f2c", {"9f2c-3"})
    (True, 'dump.jsonl, line 7', '9f2c-4')
    """

    columns = "id blob primary key, file text, line integer"

    def __init__(self, path: Path | None = None) -> None:
        super().__init__(path)
        with _as_os_error():
            self.connection.execute(
                "create table copies (id blob primary key, last integer) without rowid"
            )

    def add(self, entries: Iterable[tuple[str, str, int]]) -> None:
        """Add ids with their places: file and line."""
        self._insert((_key(name), _key(file), line) for name, file, line in entries)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._one("select 1 from ids where id = ?", name) != ()

    def place(self, name: str) -> str:
        """Where an id was used.

        Raises:
            KeyError: if it was not.
        """
        found = self._one("select file, line from ids where id = ?", name)
        if not found:
            raise KeyError(name)
        file, line = found
        return f"{file.decode('utf-8', 'surrogatepass')}, line {line}"

    def next_id(self, made: str, taken: Container[str]) -> str:
        """The id of one more article without one: as `article.next_id`, over these and `taken`.

        The number that was given last is kept, or many copies would take the square of their time.
        """
        last = self._one("select last from copies where id = ?", made)
        for number in count(last[0] + 1 if last else 2):
            name = f"{made}-{number}"
            if name not in taken and name not in self:
                break
        with _as_os_error():
            self.connection.execute(
                "insert or replace into copies values (?, ?)", (_key(made), number)
            )
        return name

    def _one(self, query: str, name: str) -> tuple[Any, ...]:
        with _as_os_error():
            row: tuple[Any, ...] | None = self.connection.execute(query, (_key(name),)).fetchone()
        return row or ()


def _key(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@contextmanager
def _as_os_error() -> Iterator[None]:
    """A disk that is full is an OSError, whoever finds it out."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from error
