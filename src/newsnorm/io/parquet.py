"""Normalized articles as Parquet: the columns are the fields of the JSON record.

Lists stay lists and objects structs; a field that is left out of the JSON record is null.
Two columns hold JSON, because what is in them has no type of newsnorm's: `input`, and `extra`,
which takes every input field that newsnorm does not know.

Strings in Parquet are UTF-8, which has no lone surrogates. In a record that holds any, each one
becomes U+FFFD, code point for code point, so that offsets stay right; the record as it was is kept
as JSON in the column `exact`, which is null for all others. `read_articles` gives it back.

The same records give the same bytes, with one version of pyarrow.
It is imported when a file is opened: `pip install newsnorm[parquet]`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, TypeAlias

from newsnorm.article import to_json
from newsnorm.errors import ConfigError, InputError

Row: TypeAlias = Mapping[str, Any]

DATELINE = {"place": "string", "date": "string", "agency": "string", "entity": "string"}
MENTION = {
    "field": "string",
    "start": "int64",
    "end": "int64",
    "raw": ["int64"],
    "surface": "string",
    "entity": "string",
    "name": "string",
    "kind": "string",
    "score": "double",
    "reason": "string",
    "alias": "string",
    "role": "string",
    "stands_for": "string",
    "rewrite": "string",
}
EDIT = {
    "field": "string",
    "raw": ["int64"],
    "start": "int64",
    "end": "int64",
    "removed": "string",
    "replacement": "string",
    "rule": "string",
}
REWRITTEN = {
    "style": "string",
    "text": "string",
    "title": "string",
    "edits": [{"cleaned" if name == "raw" else name: kind for name, kind in EDIT.items()}],
}
RECORD: dict[str, Any] = {
    "id": "string",
    "text": "string",
    "title": "string",
    "published": "string",
    "source": "string",
    "language": "string",
    "dateline": DATELINE,
    "byline": ["string"],
    "credits": ["string"],
    "notices": ["string"],
    "mentions": [MENTION],
    "edits": [EDIT],
    "warnings": ["string"],
    "rewritten": REWRITTEN,
    "input": "string",
    "schema": "int64",
}
"""The fields of a record in their order: a type by its name, `[...]` a list, `{...}` a struct."""

COLUMNS: dict[str, Any] = {**RECORD, "extra": "string", "exact": "string"}

CHUNK_ROWS, CHUNK_SIZE = 256, 4_000_000
"""Rows, or characters, that are held as Python objects at most."""

GROUP_BYTES = 16_000_000
"""A row group is written once it has so many bytes."""

_SURROGATES = re.compile("[\ud800-\udfff]")


class ParquetRows:
    """A context that gives a function which writes rows to a new file, in groups of bounded size.

    A file is whole or not there: it is removed if the context ends with an error.

    Args:
        path: the file to make.
        columns: types by name, as in `RECORD`.

    Raises:
        ConfigError: if pyarrow is not installed.
    """

    def __init__(self, path: Path, columns: Mapping[str, Any]) -> None:
        self.path = path
        self._pyarrow = _import_pyarrow()
        fields = [(name, _type(self._pyarrow, kind)) for name, kind in columns.items()]
        self._schema = self._pyarrow.schema(fields)

    def __enter__(self) -> Callable[[Row], None]:
        self._rows: list[Row] = []
        self._size = 0
        self._batches: list[Any] = []
        self._group_bytes = 0
        self._file = self.path.open("wb")
        self._writer = self._pyarrow.parquet.ParquetWriter(
            self._file, self._schema, compression="zstd", compression_level=3
        )
        return self.write

    def write(self, row: Row) -> None:
        """Add a row; columns that it lacks are null."""
        self._rows.append(row)
        self._size += _size(row)
        if len(self._rows) >= CHUNK_ROWS or self._size >= CHUNK_SIZE:
            self._end_chunk()
            if self._group_bytes >= GROUP_BYTES:
                self._end_group()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        whole = False
        try:
            try:
                if kind is None:
                    self._end_chunk()
                    self._end_group()
            finally:
                self._writer.close()
            self._file.flush()
            os.fsync(self._file.fileno())
            whole = kind is None
        finally:
            self._file.close()
            if not whole:
                self.path.unlink(missing_ok=True)

    def _end_chunk(self) -> None:
        if not self._rows:
            return
        make = self._pyarrow.RecordBatch.from_pylist
        try:
            batch = make(self._rows, self._schema)
        except UnicodeEncodeError:
            batch = make([self._encodable(row) for row in self._rows], self._schema)
        self._batches.append(batch)
        self._group_bytes += batch.nbytes
        self._rows, self._size = [], 0

    def _end_group(self) -> None:
        if self._batches:
            table = self._pyarrow.Table.from_batches(self._batches)
            self._writer.write_table(table, row_group_size=table.num_rows)
            self._batches, self._group_bytes = [], 0

    def _encodable(self, row: Row) -> Row:
        return {name: without_surrogates(value) for name, value in row.items()}


class ParquetArticles(ParquetRows):
    """A context that gives a function which writes records of normalized articles to a new file.

    with ParquetArticles(path) as write:
        write(article.to_record())
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, COLUMNS)

    def write(self, row: Row) -> None:
        """Add a record as `NormalizedArticle.to_record` makes it."""
        super().write(_row(row))

    def _encodable(self, row: Row) -> Row:
        encodable = super()._encodable(row)
        if encodable == row:
            return row
        return {**encodable, "exact": to_json(_record(row))}


def read_articles(path: Path) -> Iterator[dict[str, Any]]:
    """The records in a file that `ParquetArticles` wrote, equal to the JSON ones.

    Raises:
        ConfigError: if pyarrow is not installed.
        InputError: if the file cannot be read, or has no such records.
    """
    pyarrow = _import_pyarrow()
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            missing = [name for name in COLUMNS if name not in file.schema_arrow.names]
            if missing:
                raise InputError(
                    "not-articles",
                    f"{path}: holds no articles of newsnorm: no column {missing[0]!r}",
                )
            for batch in file.iter_batches(batch_size=CHUNK_ROWS):
                yield from map(_record, batch.to_pylist())
    except (OSError, ValueError, pyarrow.ArrowException) as error:
        fault = str(error).partition("\n")[0]
        raise InputError("not-readable", f"{path}: cannot be read: {fault}") from error


def unknown_fields(record: Row) -> dict[str, Any]:
    """The fields of a record that came with the input and have no meaning to newsnorm.

    >>> unknown_fields({"section": "world", "text": "Snow fell."})
    {'section': 'world'}
    """
    return {name: value for name, value in record.items() if name not in RECORD}


def without_surrogates(value: Any) -> Any:
    r"""A value in which U+FFFD stands for each lone surrogate, however deep in it.

    >>> without_surrogates(["Kyiv \ud800"]) == ["Kyiv \N{REPLACEMENT CHARACTER}"]
    True
    """
    if isinstance(value, str):
        if value.isascii():  # known without a look at it
            return value
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, Mapping):
        return {name: without_surrogates(entry) for name, entry in value.items()}
    return [without_surrogates(entry) for entry in value] if isinstance(value, list) else value


def _row(record: Row) -> dict[str, Any]:
    row = {name: record[name] for name in RECORD if name in record}
    if "input" in row:
        row["input"] = to_json(row["input"])
    extra = unknown_fields(record)
    if extra:
        row["extra"] = to_json(extra)
    return row


def _record(row: Row) -> dict[str, Any]:
    if row.get("exact") is not None:
        exact: dict[str, Any] = json.loads(row["exact"])
        return exact
    record: dict[str, Any] = json.loads(row.get("extra") or "{}")
    for name in RECORD:
        value = row.get(name)
        if value is not None:
            record[name] = json.loads(value) if name == "input" else _filled(value)
    return record


def _filled(value: Any) -> Any:
    """A value without what is null in its structs."""
    if isinstance(value, list):
        return [_filled(entry) for entry in value]
    if isinstance(value, dict):
        return {name: entry for name, entry in value.items() if entry is not None}
    return value


def _size(row: Row) -> int:
    """About how much a row holds; an entry of a list counts as a hundred characters."""
    return sum(
        _size(value)
        if isinstance(value, dict)
        else len(value) * (1 if isinstance(value, str) else 100)
        for value in row.values()
        if isinstance(value, (str, list, dict))
    )


def _type(pyarrow: Any, kind: Any) -> Any:
    if isinstance(kind, str):
        return pyarrow.type_for_alias(kind)
    if isinstance(kind, list):
        return pyarrow.list_(_type(pyarrow, kind[0]))
    return pyarrow.struct([(name, _type(pyarrow, entry)) for name, entry in kind.items()])


def _import_pyarrow() -> Any:
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise ConfigError("Parquet needs pyarrow: pip install newsnorm[parquet]") from error
    return pyarrow
