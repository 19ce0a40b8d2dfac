"""Large tables of one's own, compiled: checked once, and then loaded by columns.

`newsnorm entities compile our-names.csv` writes `our-names.nngz`, which is named in `gazetteers` as
the table was. It is a file that somebody makes, keeps and names, and no cache: nothing is written
behind anybody's back, two runs cannot disturb each other, and a folder that cannot be written to is
none of its affairs.

It is a zip of plain data, `meta.json` and columns. A column is a list of its different cells, as
JSON, and for each row the number of its cell, as 32 bits, the lowest first; one without a filled
cell is left out. Nothing in it is ever executed. `meta.json` names the columns, and zip has a
checksum of each, which tells a damaged file; what the columns hold is checked as in any table.
What it was made of is known by its digest: beside a table that has been changed since, it is
refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import zipfile
import zlib
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from newsnorm.alias_columns import EntityColumns, Table, columns_gazetteer
from newsnorm.alias_tables import (
    ALIAS_COLUMNS,
    COMPILED,
    ENTITY_COLUMNS,
    rows_of,
)
from newsnorm.article import Entity
from newsnorm.errors import GazetteerError
from newsnorm.gazetteer import Alias, Gazetteer

FORMAT = 1
"""Version of the file; another one is refused, and the table compiled again."""

_REQUIRED = {"entities": ("entity", "kind", "name"), "aliases": ("surface", "entity")}
_DAMAGED = (
    KeyError, IndexError, TypeError, ValueError, OverflowError, OSError, zipfile.BadZipFile,
    zlib.error, RecursionError, NotImplementedError, RuntimeError, EOFError,
)  # fmt: skip


def compile_names(path: Path, output: Path) -> list[str]:
    """Compile a table of one's own: `output` is written whole, or not at all.

    The same table gives the same bytes, as long as zlib is the same.

    Args:
        path: the table, .csv, .tsv or .jsonl.
        output: ending in .nngz.

    Returns:
        What is wrong with rows; if anything is, nothing is written.

    Raises:
        GazetteerError: if the table cannot be read, or the output cannot be written.
    """
    if output.suffix != COMPILED:
        raise GazetteerError(f"{output}: a compiled table ends in {COMPILED}")
    if path.suffix == COMPILED:
        raise GazetteerError(f"{path}: is compiled already")
    entities, aliases, faults = rows_of(path)
    if faults:
        return faults
    ids = {entity.id for entity in entities}
    columns = {
        "entities": _columns(map(_entity_cells, entities), _REQUIRED["entities"]),
        "aliases": _columns(map(_alias_cells, aliases), _REQUIRED["aliases"]),
    }
    meta = {
        "format": FORMAT,
        "source": path.name,
        "sha256": _digest(path),
        "columns": {name: list(found) for name, found in columns.items()},
        "foreign": {
            alias.entity: f"{alias.surface!r} ({alias.row})"
            for alias in aliases
            if alias.entity not in ids
        },
    }
    try:
        with NamedTemporaryFile(
            dir=output.parent, prefix=f".{output.name}.", suffix=".part", delete=False
        ) as file:
            try:
                with zipfile.ZipFile(file, "w") as members:
                    _write(members, "meta.json", json.dumps(meta).encode("ascii"))
                    for name, found in columns.items():
                        for column, (cells, rows) in found.items():
                            _write(members, f"{name}/{column}.json", cells)
                            _write(members, f"{name}/{column}.rows", rows)
                    lines = [int(alias.row.rpartition("#")[2]) for alias in aliases]
                    _write(members, "aliases/lines", _packed(lines))
                file.flush()
                os.fsync(file.fileno())
                file.close()
                Path(file.name).replace(output)
            except BaseException:
                file.close()
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise GazetteerError(f"{output}: cannot be written: {error}") from error
    return []


def read_compiled(path: Path) -> Gazetteer:
    """Read a table that `compile_names` wrote.

    Raises:
        GazetteerError: if it is none, is damaged or of another version, or if the table that it was
            made of stands beside it and is another by now.
    """
    try:
        with zipfile.ZipFile(path) as members:
            meta = json.loads(members.read("meta.json"))
            source = str(meta["source"])
            _check_format(path, meta["format"], source)
            foreign = {str(key): str(row) for key, row in meta["foreign"].items()}
            columns = meta["columns"]
            entities = _read_table(members, "entities", source, columns["entities"])
            lines = _unpacked(members.read("aliases/lines"))
            aliases = _read_table(members, "aliases", source, columns["aliases"], lines)
    except GazetteerError:
        raise
    except FileNotFoundError as error:
        raise GazetteerError(f"{path}: cannot be read: {error}") from error
    except _DAMAGED as error:
        raise GazetteerError(
            f"{path}: is no compiled table, or a damaged one ({type(error).__name__}: {error}); "
            f"{_again('the table that it was made of')}"
        ) from error
    beside = path.with_name(Path(source).name)
    if beside.is_file() and _digest(beside) != meta["sha256"]:
        raise GazetteerError(f"{path}: {source} has been changed since; {_again(source)}")
    entities.check_cells(ENTITY_COLUMNS, _REQUIRED["entities"])
    aliases.check_cells(ALIAS_COLUMNS, _REQUIRED["aliases"])
    return columns_gazetteer(
        EntityColumns(entities), aliases, (), source, overrides=True, foreign=foreign
    )


def _check_format(path: Path, number: object, source: str) -> None:
    if number != FORMAT:
        raise GazetteerError(
            f"{path}: has the format {number!r}, where {FORMAT} is due; {_again(source)}"
        )


def _again(source: str) -> str:
    return f"compile it again: newsnorm entities compile {source}"


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read: {error}") from error


# Cells ------------------------------------------------------------------------------------------


def _entity_cells(entity: Entity) -> dict[str, str]:
    return {
        "entity": entity.id,
        "kind": entity.kind,
        "type": entity.type or "",
        "name": entity.name,
        "parent": entity.parent or "",
        "population": "" if entity.population is None else str(entity.population),
        "seat_of": entity.seat_of or "",
    }


def _alias_cells(alias: Alias) -> dict[str, str]:
    return {
        "surface": alias.surface,
        "entity": alias.entity,
        "form": "" if alias.form == "name" else alias.form,
        "case": "exact" if alias.exact else "",
        "needs": alias.needs,
        "not_beside": ",".join(sorted(alias.not_beside)),
        "rewrite": "" if alias.rewrite else "no",
        "language": "" if alias.language == "en" else alias.language,
        "valid_from": str(alias.valid_from or ""),
        "valid_to": str(alias.valid_to or ""),
        "source": alias.source,
    }


# Columns ----------------------------------------------------------------------------------------


def _columns(
    rows: Iterable[dict[str, str]], required: Sequence[str]
) -> dict[str, tuple[bytes, bytes]]:
    """By column its cells and, by row, their numbers."""
    numbers: dict[str, dict[str, int]] = {column: {} for column in required}
    found: dict[str, array[int]] = {column: _numbers() for column in required}
    for row in rows:
        for column, cell in row.items():
            known = numbers.setdefault(column, {})
            found.setdefault(column, _numbers()).append(known.setdefault(cell, len(known)))
    return {
        # ASCII: a lone surrogate, which JSON can hold and UTF-8 cannot, is written as an escape
        column: (json.dumps(list(known)).encode("ascii"), _packed(found[column]))
        for column, known in numbers.items()
        if column in required or list(known) != [""]
    }


def _read_table(
    members: zipfile.ZipFile,
    name: str,
    source: str,
    columns: Sequence[str],
    lines: Sequence[int] | None = None,
) -> Table:
    """A table's columns, all as long as each other."""
    found: dict[str, Sequence[str]] = {}
    for column in columns:
        cells: Any = json.loads(members.read(f"{name}/{column}.json"))
        if not isinstance(cells, list) or set(map(type, cells)) - {str}:
            raise ValueError(f"the cells of {column!r} are no strings")
        rows = _unpacked(members.read(f"{name}/{column}.rows"))
        found[column] = list(map(cells.__getitem__, rows))
    if missing := [column for column in _REQUIRED[name] if column not in found]:
        raise KeyError(missing[0])
    sizes = {len(cells) for cells in found.values()} | (
        {len(lines)} if lines is not None else set()
    )
    if len(sizes) != 1:
        raise ValueError(f"the columns of {name} differ in length")
    return Table(source, found, range(1, sizes.pop() + 1) if lines is None else lines)


def _numbers() -> array[int]:
    return array("I" if array("I").itemsize == 4 else "L")


def _packed(numbers: Iterable[int]) -> bytes:
    packed = _numbers()
    packed.extend(numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _unpacked(data: bytes) -> array[int]:
    numbers = _numbers()
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _write(members: zipfile.ZipFile, name: str, data: bytes) -> None:
    # Without a date of its own a member has that of the day, and no two files the same bytes.
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    members.writestr(entry, data, zipfile.ZIP_DEFLATED, compresslevel=1)
