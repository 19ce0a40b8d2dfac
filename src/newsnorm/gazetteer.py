"""Gazetteers: which surfaces name which entities, as tables that a person can read and check.

A gazetteer is two tables: entities, and the aliases that name them.
Plugins ship them as tab-separated files and read them with `read_gazetteer`;
`Gazetteer.combined` puts several together, so that a name with two owners is known to be ambiguous.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, cast, get_args

from newsnorm.article import Entity, Kind
from newsnorm.errors import GazetteerError

Form: TypeAlias = Literal["name", "demonym"]
Need: TypeAlias = Literal["", "definition", "evidence"]

ENTITY_COLUMNS = ("entity", "kind", "type", "name", "parent", "source")
ALIAS_COLUMNS = (
    "surface", "entity", "form", "case", "needs", "not_beside", "rewrite", "language", "source"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alias:
    """One surface that names one entity.

    Args:
        surface: as printed, "Kiev".
        entity: id of the entity it names.
        form: "name", or "demonym" ("Russian"): never a mention, but it tells which country it is.
        exact: only in exactly these letters: never from a line in capitals ("US", "WHO").
        needs: "definition" (only where another name of the entity stands in the article too) or
            "evidence" (only where something of the same country does); empty: nothing.
        not_beside: lower-case words; next to one of them the surface names something else
            ("chicken" for Kiev).
        rewrite: False for names that link and are never rewritten, such as Constantinople.
        language: BCP 47.
        source: where the row comes from.
        row: "table@version#line", for tracing a link back to this row.
    """

    surface: str
    entity: str
    form: Form = "name"
    exact: bool = False
    needs: Need = ""
    not_beside: frozenset[str] = frozenset()
    rewrite: bool = True
    language: str = "en"
    source: str = ""
    row: str = ""


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Entities and their aliases.

    Args:
        entities: by id.
        aliases: by surface; two aliases of one surface are two readings of it.
    """

    entities: Mapping[str, Entity]
    aliases: Mapping[str, tuple[Alias, ...]] = field(repr=False)

    def __post_init__(self) -> None:
        # Every article is linked with the same tables: nobody who sees them can change them.
        object.__setattr__(self, "entities", MappingProxyType(self.entities))
        object.__setattr__(self, "aliases", MappingProxyType(self.aliases))

    def __reduce__(self) -> tuple[Any, ...]:
        return Gazetteer, (dict(self.entities), dict(self.aliases))

    @classmethod
    def of(cls, entities: Iterable[Entity], aliases: Iterable[Alias]) -> Gazetteer:
        """Build from rows; canonical names, and forms without accents, come by themselves.

        >>> table = Gazetteer.of([Entity("geonames:3448439", "São Paulo", "place")], [])
        >>> [alias.entity for alias in table.aliases["Sao Paulo"]]
        ['geonames:3448439']
        """
        by_id = {entity.id: entity for entity in entities}
        rows = list(aliases)
        listed = {(alias.surface, alias.entity) for alias in rows}
        rows += [
            Alias(entity.name, entity.id, source="name", row=f"name of {entity.id}")
            for entity in by_id.values()
            if (entity.name, entity.id) not in listed
        ]
        by_surface: dict[str, dict[str, Alias]] = {}
        for alias in rows:
            if alias.entity not in by_id:
                raise GazetteerError(
                    f"alias {alias.surface!r} ({alias.row}) names the entity {alias.entity!r}, "
                    "which no table of entities has"
                )
            by_surface.setdefault(alias.surface, {}).setdefault(alias.entity, alias)
        for alias in rows:
            plain = without_accents(alias.surface)
            if plain != alias.surface:
                by_surface.setdefault(plain, {}).setdefault(alias.entity, alias)
        return cls(
            by_id, {surface: tuple(owners.values()) for surface, owners in by_surface.items()}
        )

    @classmethod
    def combined(cls, tables: Iterable[Gazetteer]) -> Gazetteer:
        """Several tables as one; where two describe one entity or alias, the earlier wins."""
        tables = list(tables)
        if len(tables) == 1:
            return tables[0]
        entities: dict[str, Entity] = {}
        for table in tables:
            for entity in table.entities.values():
                entities.setdefault(entity.id, entity)
        rows = (alias for table in tables for found in table.aliases.values() for alias in found)
        return cls.of(entities.values(), rows)

    def lookup(self, surface: str) -> tuple[Alias, ...]:
        """All readings of a surface: as written, else without accents, else in other capitals.

        >>> kyiv = Entity("geonames:703448", "Kyiv", "place")
        >>> table = Gazetteer.of([kyiv], [Alias("Kiev", kyiv.id)])
        >>> [table.entities[alias.entity].name for alias in table.lookup("KIEV")]
        ['Kyiv']
        """
        for name in (surface, without_accents(surface)):
            if found := self.aliases.get(name):
                return found
        return self.capitals.get(without_accents(surface).upper(), ())

    @cached_property
    def capitals(self) -> Mapping[str, tuple[Alias, ...]]:
        """Readings by surface in capitals, for headlines; without those that must be exact."""
        found: dict[str, dict[str, Alias]] = {}
        for surface, aliases in self.aliases.items():
            for alias in aliases:
                if not alias.exact:
                    found.setdefault(surface.upper(), {}).setdefault(alias.entity, alias)
        return MappingProxyType({name: tuple(owners.values()) for name, owners in found.items()})

    def lineage(self, entity: str) -> Iterator[str]:
        """An entity's id, its parent's, and so on up."""
        seen: set[str] = set()
        while entity and entity not in seen:
            seen.add(entity)
            yield entity
            entity = (self.entities[entity].parent or "") if entity in self.entities else ""


def without_accents(text: str) -> str:
    """Strip combining marks, for names that newspapers print without them.

    >>> without_accents("Türkiye, Bogotá")
    'Turkiye, Bogota'
    """
    if text.isascii():
        return text
    marks = (char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", "".join(marks))


def read_gazetteer(folder: Path | Traversable, name: str) -> Gazetteer:
    """Read `entities.tsv` and `aliases.tsv` from a folder.

    Args:
        folder: where the two files are; a package's `importlib.resources.files` will do.
        name: name and version of the table, "world@2026.11", for tracing links to rows.

    Raises:
        GazetteerError: naming file, line and column of the first row that cannot be read.
    """
    entities = [
        Entity(
            row["entity"],
            row["name"],
            cast(Kind, _one_of(where, "kind", row["kind"], get_args(Kind))),
            row["type"] or None,
            row["parent"] or None,
        )
        for where, row in _rows(folder / "entities.tsv", ENTITY_COLUMNS)
    ]
    aliases = [
        Alias(
            surface=row["surface"],
            entity=row["entity"],
            form=cast(Form, _one_of(where, "form", row["form"] or "name", get_args(Form))),
            exact=_one_of(where, "case", row["case"], ("", "exact")) == "exact",
            needs=cast(Need, _one_of(where, "needs", row["needs"], get_args(Need))),
            not_beside=frozenset(filter(None, row["not_beside"].split(","))),
            rewrite=_one_of(where, "rewrite", row["rewrite"], ("", "no")) == "",
            language=row["language"] or "en",
            source=row["source"],
            row=f"{name}#{where.rpartition(':')[2]}",
        )
        for where, row in _rows(folder / "aliases.tsv", ALIAS_COLUMNS)
    ]
    return Gazetteer.of(entities, aliases)


def _rows(
    file: Path | Traversable, columns: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, str]]]:
    with file.open(encoding="utf-8") as stream:
        reader = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = tuple(next(reader, ()))
        if header != columns:
            raise GazetteerError(
                f"{file.name}:1: the columns are {', '.join(header)}; "
                f"they must be {', '.join(columns)}"
            )
        for number, cells in enumerate(reader, start=2):
            where = f"{file.name}:{number}"
            if len(cells) != len(columns):
                raise GazetteerError(f"{where}: {len(cells)} cells, where {len(columns)} are due")
            row = dict(zip(columns, cells, strict=True))
            for column in ("entity", "name", "surface"):
                if row.get(column) == "":
                    raise GazetteerError(f"{where}: column {column!r} is empty")
            yield where, row


def _one_of(where: str, column: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        choices = ", ".join(repr(choice) for choice in allowed)
        raise GazetteerError(
            f"{where}: column {column!r} holds {value!r}; it must be one of {choices}"
        )
    return value
