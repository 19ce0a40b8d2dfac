"""Tables of names by column: cells are checked column by column, and become rows when asked for.

A whole column is checked at once, which makes the check of a large table cheap:
only where something is wrong is the row looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import cast, get_args

from newsnorm.article import Entity, Kind
from newsnorm.errors import GazetteerError
from newsnorm.gazetteer import Alias, Form, Gazetteer, Holder, Need, by_office, name_of, readings


@dataclass(frozen=True, slots=True)
class Table:
    """A table's cells by column; a column that the file lacks is empty.

    Args:
        file: its name.
        columns: cells by column.
        lines: of each row, where it stands in the file.
    """

    file: str
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]

    def __len__(self) -> int:
        return len(self.lines)

    def column(self, name: str) -> Sequence[str]:
        """The cells of a column that the table must have."""
        return self.columns[name]

    def at(self, row: int) -> str:
        """File and line of a row."""
        return f"{self.file}:{self.lines[row]}"

    def cell(self, row: int) -> Callable[[str, str], str]:
        """The cells of one row, as `dict.get` would give them."""

        def get(column: str, default: str = "") -> str:
            cells = self.columns.get(column)
            return cells[row] if cells else default

        return get

    def missing(self, other: Table, column: str) -> Iterator[tuple[int, str]]:
        """Rows of another table that name an entity which this one lacks."""
        known = set(self.columns["entity"])
        if not known.issuperset(other.columns[column]):
            for row, value in enumerate(other.columns[column]):
                if value not in known:
                    yield row, value

    def check(self, column: str, check: Callable[[str, str, str], object]) -> None:
        """Let a check see every value of a column once, and name the first row where it fails."""
        cells = self.columns.get(column, ())
        bad = []
        for value in set(cells):
            try:
                check("", column, value)
            except GazetteerError:
                bad.append(cells.index(value))
        if bad:
            check(self.at(min(bad)), column, cells[min(bad)])

    def check_cells(self, columns: Sequence[str], required: Sequence[str]) -> None:
        """See that each column holds what is due in it."""
        for column in required:
            if "" in self.columns[column]:
                self.check(column, check_filled)
        if "kind" in columns:
            self.check("kind", partial(one_of, allowed=get_args(Kind)))
        for column, allowed in FLAGS.items():
            self.check(column, partial(one_of, allowed=allowed))
        for column in ("valid_from", "valid_to"):
            self.check(column, check_day)
        for column in ("population", "latitude", "longitude"):
            try:  # the usual case, at the speed of a built-in
                set(map(_NUMBERS[column], filter(None, self.columns.get(column, ()))))
            except ValueError:
                self.check(column, number_of)


class EntityColumns(Mapping[str, Entity]):
    """Entities by id; each is made when it is first asked for."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.rows = {entity: row for row, entity in enumerate(table.column("entity"))}
        self._made: dict[str, Entity] = {}

    def __getitem__(self, entity: str) -> Entity:
        made = self._made.get(entity)
        if made is None:
            cell = self.table.cell(self.rows[entity])
            latitude, longitude = cell("latitude", ""), cell("longitude", "")
            made = self._made[entity] = Entity(
                entity,
                cell("name", ""),
                cast(Kind, cell("kind", "")),
                cell("type", "") or None,
                cell("parent", "") or None,
                int(cell("population", "")) if cell("population", "") else None,
                (float(latitude), float(longitude)) if latitude and longitude else None,
                cell("seat_of", "") or None,
            )
        return made

    def of_kind(self, kind: Kind) -> Iterator[str]:
        """Ids of the entities of a kind."""
        kinds = self.table.column("kind")
        return (entity for entity, row in self.rows.items() if kinds[row] == kind)

    def __contains__(self, entity: object) -> bool:
        return entity in self.rows

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def columns_gazetteer(
    entities: EntityColumns,
    table: Table,
    holders: Iterable[Holder],
    name: str,
    *,
    overrides: bool = False,
    foreign: Mapping[str, str] | None = None,
) -> Gazetteer:
    """The rows of aliases, and behind them the names of entities that no row repeats."""
    surfaces, owners = list(table.column("surface")), list(table.column("entity"))
    ids = entities.table.column("entity")
    names = dict(zip(ids, entities.table.column("name"), strict=True))
    listed = {
        owner
        for surface, owner in zip(surfaces, owners, strict=True)
        if names.get(owner) == surface
    }
    bare = [entity for entity in ids if entity not in listed]
    cases = table.columns.get("case") or [""] * len(table)

    def row(number: int) -> Alias:
        if number >= len(table):
            return name_of(entities[bare[number - len(table)]])
        cell = table.cell(number)
        return alias_of(cell, f"{name}#{table.lines[number]}", cell("entity", ""), None)

    dated: dict[str, list[Alias]] = {}
    for column in ("valid_from", "valid_to"):
        for number, value in enumerate(table.columns.get(column, ())):
            if value and (alias := row(number)) not in dated.setdefault(alias.entity, []):
                dated[alias.entity].append(alias)
    return Gazetteer(
        entities,
        *readings(
            surfaces + [names[entity] for entity in bare],
            owners + bare,
            [case == "exact" for case in cases] + [False] * len(bare),
            row,
        ),
        dated,
        by_office(holders),
        overrides,
        foreign or {},
    )


# Cells --------------------------------------------------------------------------------------------


def alias_of(cell: Callable[[str, str], str], trace: str, entity: str, source: str | None) -> Alias:
    """The alias of a row, by its cells; where it was read is its trace."""
    first, last = cell("valid_from", ""), cell("valid_to", "")
    return Alias(
        surface=cell("surface", ""),
        entity=entity,
        form=cast(Form, cell("form", "") or "name"),
        exact=cell("case", "") == "exact",
        needs=cast(Need, cell("needs", "")),
        not_beside=frozenset(filter(None, cell("not_beside", "").split(","))),
        rewrite=cell("rewrite", "") != "no",
        language=cell("language", "") or "en",
        valid_from=date.fromisoformat(first) if first else None,
        valid_to=date.fromisoformat(last) if last else None,
        source=cell("source", "") if source is None else source,
        row=trace,
    )


_NUMBERS: Mapping[str, Callable[[str], float]] = {
    "population": int,
    "latitude": float,
    "longitude": float,
}
FLAGS: Mapping[str, tuple[str, ...]] = {
    "form": ("", *get_args(Form)),
    "case": ("", "exact"),
    "needs": get_args(Need),
    "rewrite": ("", "no"),
}


def check_columns(
    where: str, header: Sequence[str], columns: Sequence[str], required: Sequence[str]
) -> None:
    """See that a table's header has known columns, those that are required, and each once."""
    unknown = [column for column in header if column not in columns]
    if unknown:
        raise GazetteerError(f"{where}: {unknown_columns(unknown, columns)}")
    missing = [column for column in required if column not in header]
    if missing:
        raise GazetteerError(
            f"{where}: there is no column {', '.join(map(repr, missing))}; "
            f"the columns are {', '.join(header)}"
        )
    twice = [column for column in header if header.count(column) > 1]
    if twice:
        raise GazetteerError(f"{where}: column {twice[0]!r} stands twice")


def unknown_columns(unknown: Sequence[str], columns: Sequence[str]) -> str:
    """What to say of columns that there are not."""
    return f"unknown column {', '.join(map(repr, unknown))}; there are: {', '.join(columns)}"


def one_of(where: str, column: str, value: str, allowed: Sequence[str]) -> str:
    """A cell that is one of some values."""
    if value not in allowed:
        choices = ", ".join(repr(choice) for choice in allowed)
        raise GazetteerError(
            f"{where}: column {column!r} holds {value!r}; it must be one of {choices}"
        )
    return value


def check_filled(where: str, column: str, value: str) -> None:
    """See that a cell is filled."""
    if not value:
        raise GazetteerError(f"{where}: column {column!r} is empty")


def check_day(where: str, column: str, value: str) -> None:
    """See that a cell is a day, or empty."""
    try:
        if value:
            date.fromisoformat(value)
    except ValueError:
        raise GazetteerError(
            f"{where}: column {column!r} holds {value!r}; it must be a day, such as 2016-05-19"
        ) from None


def number_of(where: str, column: str, value: str) -> float | None:
    """The number that a cell is, or None where it is empty."""
    try:
        return _NUMBERS[column](value) if value else None
    except ValueError:
        raise GazetteerError(
            f"{where}: column {column!r} holds {value!r}; it must be a number"
        ) from None
