"""Two streams of records, matched by their keys, in bounded memory.

Where both come in the same order, as two runs over one input do, nothing is kept. A record whose
partner has not come yet waits in a table on the disk, so that any order will do.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any, Self, TypeAlias

from newsnorm.article import to_json
from newsnorm.ids import CACHE

Record: TypeAlias = Mapping[str, Any]
Key: TypeAlias = Callable[[Record], str]
Pair: TypeAlias = tuple[Record | None, Record | None]

_LEFT, _RIGHT = 0, 1


def joined(
    left: Iterator[Record], right: Iterator[Record], key: Key, path: Path | None = None
) -> Iterator[Pair]:
    """Pairs of records with the same key, and those without a partner.

    Pairs come as their second half does; what has no partner comes at the end, the left ones first.

    Args:
        left, right: records; in each stream a key stands once.
        key: of a record.
        path: a file to make for those that wait; None for memory.

    >>> a, b = iter([{"id": "1"}, {"id": "2"}]), iter([{"id": "2"}, {"id": "3"}])
    >>> list(joined(a, b, lambda record: record["id"]))
    [({'id': '2'}, {'id': '2'}), ({'id': '1'}, None), (None, {'id': '3'})]
    """
    with _Waiting(path) as waiting:
        for one, other in zip_longest(left, right):
            if one is not None and other is not None and key(one) == key(other):
                yield one, other
                continue
            if one is not None:
                partner = waiting.take(_RIGHT, key(one))
                if partner is not None:
                    yield one, partner
                else:
                    waiting.put(_LEFT, key(one), one)
            if other is not None:
                partner = waiting.take(_LEFT, key(other))
                if partner is not None:
                    yield partner, other
                else:
                    waiting.put(_RIGHT, key(other), other)
        for record in waiting.rest(_LEFT):
            yield record, None
        for record in waiting.rest(_RIGHT):
            yield None, record


class _Waiting:
    """Records whose partner has not come yet."""

    def __init__(self, path: Path | None) -> None:
        self.connection = sqlite3.connect(path or ":memory:", isolation_level=None)
        self.connection.executescript(
            f"pragma journal_mode = off; pragma synchronous = off;"
            f"pragma locking_mode = exclusive; pragma cache_size = -{CACHE};"
            f"create table waiting "
            f"(number integer primary key, side integer, key text, record text);"
            f"create unique index by_key on waiting (side, key); begin"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def put(self, side: int, key: str, record: Record) -> None:
        """Keep a record."""
        values = (side, _plain(key), to_json(record))
        self._execute("insert or replace into waiting (side, key, record) values (?, ?, ?)", values)

    def take(self, side: int, key: str) -> Record | None:
        """Give a record back, and forget it."""
        query = "delete from waiting where side = ? and key = ? returning record"
        row = self._execute(query, (side, _plain(key))).fetchone()
        record: Record | None = None if row is None else json.loads(row[0])
        return record

    def rest(self, side: int) -> Iterator[Record]:
        """What is left of one side, in the order in which it came."""
        query = "select record from waiting where side = ? order by number"
        for (record,) in self._execute(query, (side,)):
            yield json.loads(record)

    def _execute(self, query: str, values: tuple[object, ...]) -> sqlite3.Cursor:
        try:
            return self.connection.execute(query, values)
        except sqlite3.OperationalError as error:  # a disk that is full, whoever finds it out
            raise OSError(str(error)) from error


def _plain(key: str) -> str:
    """A key that sqlite takes: lone surrogates as escapes, and nothing else changed to look so."""
    return json.dumps(key)
