"""Flat tables from the folder that a run made, as CSV, Parquet or JSON lines.

    FOLDER/articles    one article a row
    FOLDER/mentions    one mention a row, with the `id` of its article
    FOLDER/edits       one change a row, with the `id` of its article
    FOLDER/rewritten   of a run with --rewrite: one article's renderings a row
    FOLDER/rewrites    of such a run: one change of a rendering a row
    FOLDER/relations   which article repeats which
    FOLDER/clusters    one article a row: its story, and whether to keep it

Everything is streamed: memory holds a few hundred articles, and the ids of those to leave out.

CSV is UTF-8 with a header and lines that end as RFC 4180 has it; lists and objects are JSON.
A spreadsheet takes a cell that begins with = + - @, a tab or a carriage return for a formula.
Such a cell gets an apostrophe in front, and so does one that begins with apostrophes before any of
these: taking one away from whatever looks like `'=...` or `''=...` always gives the value back.
"""

from __future__ import annotations

import codecs
import csv
import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from newsnorm.article import to_json
from newsnorm.errors import ConfigError, NewsnormError
from newsnorm.io.parquet import (
    RECORD,
    ParquetRows,
    unknown_fields,
    without_surrogates,
)
from newsnorm.runs.files import json_lines, sync_folder, synced
from newsnorm.runs.results import CLUSTERS, RELATIONS, check_run, read_lines, read_records

Format: TypeAlias = Literal["csv", "parquet", "jsonl"]
FORMATS: tuple[Format, ...] = get_args(Format)

Row: TypeAlias = Mapping[str, Any]
Write: TypeAlias = Callable[[Row], object]

JSON = "json"
"""The type of a column whose values have none: an object, written as JSON."""

TABLES: dict[str, dict[str, Any]] = {
    "articles": {
        "id": "string",
        "title": "string",
        "text": "string",
        "published": "string",
        "source": "string",
        "language": "string",
        "dateline_place": "string",
        "dateline_date": "string",
        "dateline_agency": "string",
        "dateline_entity": "string",
        "byline": ["string"],
        "credits": ["string"],
        "notices": ["string"],
        "warnings": ["string"],
        "input": JSON,
        "extra": JSON,
        "schema": "int64",
    },
    "mentions": {
        "id": "string",
        "field": "string",
        "start": "int64",
        "end": "int64",
        "raw_start": "int64",
        "raw_end": "int64",
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
    },
    "edits": {
        "id": "string",
        "field": "string",
        "raw_start": "int64",
        "raw_end": "int64",
        "start": "int64",
        "end": "int64",
        "removed": "string",
        "replacement": "string",
        "rule": "string",
    },
    "relations": {"left": "string", "right": "string", "kind": "string", "evidence": JSON},
    "clusters": {
        "id": "string",
        "cluster": "string",
        "keep": "bool",
        "of": "string",
        "relation": "string",
    },
}
"""The columns of each table, with their types."""

STYLED: dict[str, dict[str, Any]] = {
    "rewritten": {"id": "string", "style": "string", "title": "string", "text": "string"},
    "rewrites": {
        "id": "string",
        "field": "string",
        "cleaned_start": "int64",
        "cleaned_end": "int64",
        "start": "int64",
        "end": "int64",
        "removed": "string",
        "replacement": "string",
        "rule": "string",
    },
}
"""Further tables of a run with a style."""

OF_ARTICLES = ("articles", "mentions", "edits")
"""The tables whose rows come from the articles; the others are files of the run."""

_GUARDED = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Args:
        rows: by table.
        replaced: values with lone surrogates, which are U+FFFD in CSV and Parquet.
    """

    rows: Mapping[str, int]
    replaced: int


def export(folder: Path, output: Path, format: Format, *, keep: bool = False) -> Exported:
    """Write flat tables from the results of a run.

    Args:
        folder: what the run made.
        output: the folder to make; it must not be there yet, or be empty.
        format: "csv", "parquet" or "jsonl".
        keep: leave out the articles that repeat another one, and with them the tables
            `relations` and `clusters`.

    Raises:
        ConfigError: if the folder is no run's, or the output is there already.
        InputError: if a file of the run is missing or cannot be read.
        NewsnormError: if the output cannot be written.
    """
    manifest = check_run(folder)
    counts: Counter[str] = Counter()
    left_out: set[str] = set()
    if keep:
        left_out = {row["id"] for row in read_lines(folder / CLUSTERS) if not row["keep"]}
    names = (*(OF_ARTICLES if keep else TABLES), *(STYLED if "style" in manifest else ()))
    with _new_folder(output) as partial_folder, ExitStack() as stack:
        writes = {
            name: stack.enter_context(_table(partial_folder, name, format, counts))
            for name in names
        }
        for record in read_records(folder):
            if record["id"] not in left_out:
                for name, rows in _rows(record).items():
                    for row in rows:
                        writes[name](row)
        if not keep:
            for row in read_lines(folder / RELATIONS):
                writes["relations"](row)
            for row in read_lines(folder / CLUSTERS):
                writes["clusters"](row)
    return Exported({name: counts[name] for name in names}, counts["replaced"])


def guarded(cell: str) -> str:
    """A cell as it is safe in a spreadsheet.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("'tis snow")
    ("'=1+1", "''=1+1", "'tis snow")
    """
    return f"'{cell}" if _GUARDED.match(cell) else cell


def _rows(record: Row) -> dict[str, Iterable[Row]]:
    """The rows that an article makes, by table."""
    rewritten = record.get("rewritten", {})
    article = {
        **{name: value for name, value in record.items() if name in RECORD},
        **{f"dateline_{name}": value for name, value in record.get("dateline", {}).items()},
        "extra": unknown_fields(record) or None,
    }
    return {
        "articles": [article],
        "mentions": [_span(record["id"], entry) for entry in record.get("mentions", ())],
        "edits": [_span(record["id"], entry) for entry in record.get("edits", ())],
        "rewritten": [{"id": record["id"], **rewritten}] if rewritten else (),
        "rewrites": [_span(record["id"], entry, "cleaned") for entry in rewritten.get("edits", ())],
    }


def _span(article_id: str, entry: Row, key: str = "raw") -> Row:
    start, end = entry[key]
    return {"id": article_id, **entry, f"{key}_start": start, f"{key}_end": end}


@contextmanager
def _table(folder: Path, name: str, format: Format, counts: Counter[str]) -> Iterator[Write]:
    """A function that writes the rows of one table, and counts them."""
    path, columns = folder / f"{name}.{format}", {**TABLES, **STYLED}[name]

    def flat(row: Row) -> dict[str, Any]:
        cells = {column: row.get(column) for column in columns}
        if format == "jsonl":
            return {column: value for column, value in cells.items() if value is not None}
        for column, value in cells.items():
            if value is None:
                continue
            if columns[column] == JSON:
                cells[column] = to_json(value)  # writes surrogates as escapes
            elif (valid := without_surrogates(value)) != value:
                counts["replaced"] += 1
                cells[column] = valid
        return cells

    with ExitStack() as stack:
        write: Write
        if format == "parquet":
            types = {column: "string" if kind == JSON else kind for column, kind in columns.items()}
            write = stack.enter_context(ParquetRows(path, types))
        elif format == "jsonl":
            write = stack.enter_context(json_lines(path))
        else:
            file = codecs.getwriter("utf-8")(stack.enter_context(synced(path)))
            lines = csv.writer(file)
            lines.writerow(columns)
            write = partial(_write_cells, lines)

        def counted(row: Row) -> None:
            write(flat(row))
            counts[name] += 1

        yield counted


def _write_cells(lines: Any, row: Row) -> None:
    lines.writerow([_cell(value) for value in row.values()])


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, (list, bool)):
        value = json.dumps(value, ensure_ascii=False)
    return guarded(value) if isinstance(value, str) else value


@contextmanager
def _new_folder(output: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `output` at the end; nothing is left if that fails."""
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise ConfigError(f"{output} is there already; name a folder that does not exist")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        # A folder within one that is only this user's: so it gets the access that any folder gets.
        hidden = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.parent))
        try:
            (hidden / "tables").mkdir()
            yield hidden / "tables"
            if output.exists():
                output.rmdir()
            (hidden / "tables").replace(output)
        finally:
            shutil.rmtree(hidden, ignore_errors=True)
        sync_folder(output.parent)
    except OSError as error:
        raise NewsnormError(f"{output} cannot be written: {error.strerror or error}") from error
