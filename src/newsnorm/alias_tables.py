"""Gazetteers from files: two tables in a folder, as plugins ship them, or one table of one's own.

A folder holds `entities.tsv` and `aliases.tsv`, and may hold `holders.tsv`.
A table of one's own is a single file, CSV, TSV or JSON Lines, with a row a surface:

    surface,name,kind
    Apex Grain,Apex Grain Holding,organization
    AGH,Apex Grain Holding,organization

Columns that a file does not need may be left out; an unknown one is an error.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import cast, get_args

from newsnorm.alias_columns import (
    FLAGS,
    EntityColumns,
    Table,
    alias_of,
    check_columns,
    check_day,
    columns_gazetteer,
    number_of,
    one_of,
    unknown_columns,
)
from newsnorm.article import Entity, Kind
from newsnorm.errors import GazetteerError
from newsnorm.gazetteer import Alias, Gazetteer, Holder, local_id

FLAG_COLUMNS = (
    "form", "case", "needs", "not_beside", "rewrite", "language", "valid_from", "valid_to"
)  # fmt: skip
ENTITY_COLUMNS = (
    "entity", "kind", "type", "name", "parent", "population", "latitude", "longitude", "seat_of",
    "source",
)  # fmt: skip
ALIAS_COLUMNS = ("surface", "entity", *FLAG_COLUMNS, "source")
HOLDER_COLUMNS = ("office", "holder", "valid_from", "valid_to", "source")
OWN_COLUMNS = (
    "surface", "name", "kind", "entity", "type", "parent", "population", "seat_of", *FLAG_COLUMNS,
    "source",
)  # fmt: skip
NOTE_COLUMNS = ("meaning", "why", "confidence", "mentions", "articles", "more", "examples")
"""For who edits a table of one's own: they are read by nobody else. Discovery writes them."""
_OF_ENTITIES = ("name", "kind", "type", "parent", "population", "seat_of")
COMPILED = ".nngz"
"""Suffix of a table of one's own that was compiled: see `newsnorm.compiled_names`."""
SUFFIXES = (".csv", ".tsv", ".jsonl", COMPILED)
"""Of tables of one's own, and how a name in `gazetteers` is known to be a file's."""

_OWN_AND_NOTES = (*OWN_COLUMNS, *NOTE_COLUMNS)


def read_gazetteer(folder: Path | Traversable, name: str) -> Gazetteer:
    """Read `entities.tsv`, `aliases.tsv` and, if it is there, `holders.tsv` from a folder.

    Tab separated, UTF-8, a line of column names, no quoting. Of the entities, the columns `entity`,
    `kind` and `name` must be there; of the aliases, `surface` and `entity`; of holders, all but
    `source`.

    Args:
        folder: where the files are; a package's `importlib.resources.files` will do.
        name: name and version of the table, "world@2026.11", for tracing links to rows.

    Raises:
        GazetteerError: naming file, line and column of the first row that cannot be read.
    """
    entities = _read_tsv(folder / "entities.tsv", ENTITY_COLUMNS, ("entity", "kind", "name"))
    aliases = _read_tsv(folder / "aliases.tsv", ALIAS_COLUMNS, ("surface", "entity"))
    known = EntityColumns(entities)
    for where, owner in entities.missing(aliases, "entity"):
        surface = aliases.column("surface")[where]
        raise GazetteerError(
            f"alias {surface!r} ({name}#{aliases.lines[where]}) names the entity {owner!r}, "
            "which no table of entities has"
        )
    holders: Iterable[Holder] = ()
    file = folder / "holders.tsv"
    if file.is_file():
        table = _read_tsv(file, HOLDER_COLUMNS, HOLDER_COLUMNS[:-1])
        for column in ("office", "holder"):
            for where, owner in entities.missing(table, column):
                raise GazetteerError(
                    f"{table.at(where)}: {column} {owner!r} is in no table of entities"
                )
        holders = [_holder(table, row) for row in range(len(table))]
    return columns_gazetteer(known, aliases, holders, name)


def read_names(path: Path) -> Gazetteer:
    """Read a table of one's own: one file, with a row a surface.

    The columns are `surface`, `name` (the canonical one; empty for the surface itself), `kind`,
    and, as far as they are needed, `entity` (an id; by default one made of the name), `type`,
    `parent`, `population`, `seat_of` and those of `Alias`. A row that gives the id of an entity of
    another table may leave out `name` and `kind`.
    What a surface means here is all that it means: readings of the tables before it are dropped.

    Args:
        path: ending in .csv, .tsv, .jsonl or, compiled, in .nngz.

    Raises:
        GazetteerError: naming file, line and column of the first row that cannot be read.
    """
    table, faults = check_names(path)
    if faults:
        raise GazetteerError(faults[0])
    return table


def check_names(path: Path) -> tuple[Gazetteer, list[str]]:
    """Read a table of one's own as far as it can be read.

    Returns:
        The table without the rows at fault, and what is wrong with each of those.

    Raises:
        GazetteerError: if the file cannot be read at all.
    """
    if path.suffix == COMPILED:
        from newsnorm.compiled_names import read_compiled

        return read_compiled(path), []
    entities, aliases, faults = rows_of(path)
    return Gazetteer.of(entities, aliases, overrides=True), faults


def rows_of(path: Path) -> tuple[list[Entity], list[Alias], list[str]]:
    """The entities and aliases of a table of one's own, and what is wrong with the other rows."""
    faults: list[str] = []
    entities: dict[str, Entity] = {}
    aliases: list[Alias] = []
    for line, row in _own_rows(path, faults):
        where = f"{path.name}:{line}"
        try:
            alias, entity = _own(row, where, f"{path.name}#{line}")
            if entity is not None:
                _check_same(where, entities.setdefault(entity.id, entity), entity)
        except GazetteerError as error:
            faults.append(str(error))
        else:
            aliases.append(alias)
    return list(entities.values()), aliases, faults


# One's own table ----------------------------------------------------------------------------------


def _own(row: Mapping[str, str], where: str, trace: str) -> tuple[Alias, Entity | None]:
    """The alias of a row, and the entity, unless the row only gives the id of one."""
    surface, given = row.get("surface", ""), row.get("entity", "")
    if not surface:
        raise GazetteerError(f"{where}: column 'surface' is empty")
    if given and not all(given.partition(":")):
        raise GazetteerError(
            f"{where}: column 'entity' holds {given!r}; ids have a prefix, as 'wikidata:Q7184'"
        )
    describes = any(row.get(column) for column in _OF_ENTITIES)
    name = row.get("name", "") or surface
    entity = None
    if describes or not given:
        kind = one_of(where, "kind", row.get("kind", ""), get_args(Kind))
        population = number_of(where, "population", row.get("population", ""))
        entity = Entity(
            given or local_id(name),
            name,
            cast(Kind, kind),
            row.get("type") or None,
            row.get("parent") or None,
            None if population is None else int(population),
            seat_of=row.get("seat_of") or None,
        )
        if entity.id == "local:":
            raise GazetteerError(
                f"{where}: column 'name' holds {name!r}, without a letter to make an id of; "
                "give the row an id in the column 'entity'"
            )
    for column, allowed in FLAGS.items():
        one_of(where, column, row.get(column, ""), allowed)
    for column in ("valid_from", "valid_to"):
        check_day(where, column, row.get(column, ""))
    alias = alias_of(row.get, trace, entity.id if entity else given, row.get("source") or "own")
    return alias, entity


def _check_same(where: str, known: Entity, entity: Entity) -> None:
    if (known.name, known.kind) != (entity.name, entity.kind):
        raise GazetteerError(
            f"{where}: {entity.id} is {entity.name!r}, {entity.kind}, here, but "
            f"{known.name!r}, {known.kind}, in a row before"
        )


def _own_rows(path: Path, faults: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    if path.suffix not in SUFFIXES:
        raise GazetteerError(f"{path}: a table of names ends in {', '.join(SUFFIXES)}")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GazetteerError(f"{path}: cannot be read: {error}") from error
    rows = _json_rows if path.suffix == ".jsonl" else _csv_rows
    yield from rows(path, text, faults)


def _json_rows(path: Path, text: str, faults: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    for line, record in enumerate(text.split("\n"), start=1):
        where = f"{path.name}:{line}"
        if not record.strip():
            continue
        try:
            row = json.loads(record)
        except (ValueError, RecursionError) as error:
            faults.append(f"{where}: is not JSON: {error}")
            continue
        if not isinstance(row, dict):
            faults.append(f'{where}: is no object, such as {{"surface": ..., "kind": ...}}')
            continue
        unknown = [key for key in row if key not in _OWN_AND_NOTES]
        if unknown:
            faults.append(f"{where}: {unknown_columns(unknown, _OWN_AND_NOTES)}")
            continue
        odd = [
            key
            for key, value in row.items()
            if key not in NOTE_COLUMNS and not isinstance(value, (str, int, type(None)))
        ]
        if odd:
            faults.append(f"{where}: column {odd[0]!r} holds {row[odd[0]]!r}; a string is due")
            continue
        yield line, {key: "" if value is None else str(value) for key, value in row.items()}


def _csv_rows(path: Path, text: str, faults: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    delimiter = "\t" if path.suffix == ".tsv" else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next(reader, [])
    check_columns(f"{path.name}:1", header, _OWN_AND_NOTES, ("surface",))
    line = reader.line_num + 1
    try:
        for cells in reader:
            if len(cells) == len(header):
                yield line, dict(zip(header, cells, strict=True))
            elif cells:
                faults.append(
                    f"{path.name}:{line}: {len(cells)} cells, where {len(header)} are due"
                )
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(f"{path.name}:{line}: {error}")


# Tables in a folder -------------------------------------------------------------------------------


def _read_tsv(file: Path | Traversable, columns: Sequence[str], required: Sequence[str]) -> Table:
    text = file.read_text(encoding="utf-8")
    lines = text.removesuffix("\n").split("\n")
    header = lines[0].split("\t")
    check_columns(f"{file.name}:1", header, columns, required)
    width = len(header)
    for number, line in enumerate(lines[1:], start=2):
        if line.count("\t") != width - 1:
            cells = line.count("\t") + 1
            raise GazetteerError(f"{file.name}:{number}: {cells} cells, where {width} are due")
    # One list of all cells, sliced by column, costs a third of a list a row.
    cells_of_all = "\t".join(lines[1:]).split("\t") if len(lines) > 1 else []
    columns_of_cells = [cells_of_all[at::width] for at in range(width)]
    table = Table(
        file.name, dict(zip(header, columns_of_cells, strict=True)), range(2, len(lines) + 1)
    )
    table.check_cells(columns, required)
    return table


def _holder(table: Table, row: int) -> Holder:
    cell = table.cell(row)
    return Holder(
        cell("office", ""),
        cell("holder", ""),
        date.fromisoformat(cell("valid_from", "")),
        date.fromisoformat(cell("valid_to", "")),
        cell("source", ""),
    )
