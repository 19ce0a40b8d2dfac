"""Gazetteers: which surfaces name which entities, as tables that a person can read and check.

A gazetteer is two tables: entities, and the aliases that name them; a third one, of holders, says
who held an office when. `newsnorm.alias_tables` reads them from files;
`Gazetteer.combined` puts several together, so that a name with two owners is known to be ambiguous.

Tables of the world are large and an article uses little of them, so a row becomes an `Alias` or an
`Entity` only when somebody asks for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, TypeVar, overload

from newsnorm.article import Entity, Kind
from newsnorm.errors import GazetteerError
from newsnorm.merging import IMPLIED, DescribedTogether, ReadTogether, of_kind, surfaces_of

Form: TypeAlias = Literal["name", "demonym", "title"]
Need: TypeAlias = Literal["", "definition", "evidence"]

_T = TypeVar("_T")

_ASCII_WORD = re.compile("[a-z0-9]+")

_SHARED = ("entities", "aliases", "capitals", "dated", "holders")


@dataclass(frozen=True, slots=True)
class Alias:
    """One surface that names one entity.

    Args:
        surface: as printed, "Kiev".
        entity: id of the entity it names.
        form: "name"; or "demonym" ("Russian"): never a mention, but it tells which country it is;
            or "title" ("US Secretary of State"): an office's, for what reads titles, and no
            mention by itself.
        exact: only in exactly these letters: never from a line in capitals ("US", "WHO").
        needs: "definition" (only where another name of the entity stands in the article too) or
            "evidence" (only where something of the same country does); empty: nothing.
        not_beside: lower-case words; next to one of them the surface names something else
            ("chicken" for Kiev).
        rewrite: False for names that link and are never rewritten, such as Constantinople.
        language: BCP 47.
        valid_from: first day on which this was the entity's name in force, if that is known.
        valid_to: last day of it. Spellings have neither: they come and go without a date.
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
    valid_from: date | None = None
    valid_to: date | None = None
    source: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office, from the first day to the last one that the table vouches for.

    Past the last day nothing is known, even of somebody who still holds the office.
    """

    office: str
    holder: str
    valid_from: date
    valid_to: date
    source: str = ""


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Entities and their aliases.

    Args:
        entities: by id.
        aliases: by surface; two aliases of one surface are two readings of it.
        capitals: readings by surface in capitals, for headlines; without those that must be exact.
        dated: by entity, the aliases that were its name in force for a time.
        holders: by office, who held it.
        overrides: a surface that it has means, in the tables before it, nothing any more.
        foreign: entities that its aliases name and it does not have, with the row that does.
        memories: what `per_gazetteer` keeps.
    """

    entities: Mapping[str, Entity]
    aliases: Mapping[str, tuple[Alias, ...]] = field(repr=False)
    capitals: Mapping[str, tuple[Alias, ...]] = field(default_factory=dict, repr=False)
    dated: Mapping[str, Sequence[Alias]] = field(default_factory=dict, repr=False)
    holders: Mapping[str, Sequence[Holder]] = field(default_factory=dict, repr=False)
    overrides: bool = False
    foreign: Mapping[str, str] = field(default_factory=dict, repr=False)
    _lineages: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)
    memories: dict[Any, dict[Any, Any]] = field(default_factory=dict, init=False, repr=False)
    unguarded: tuple[Mapping[str, Entity], Mapping[str, tuple[Alias, ...]]] = field(
        init=False, repr=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "unguarded", (self.entities, self.aliases))
        # Every article is linked with the same tables: nobody who sees them can change them.
        for name in _SHARED:
            object.__setattr__(self, name, MappingProxyType(getattr(self, name)))

    def __reduce__(self) -> tuple[Any, ...]:
        shared = (dict(getattr(self, name)) for name in _SHARED)
        return Gazetteer, (*shared, self.overrides, dict(self.foreign))

    @classmethod
    def of(
        cls,
        entities: Iterable[Entity],
        aliases: Iterable[Alias],
        holders: Iterable[Holder] = (),
        *,
        overrides: bool = False,
    ) -> Gazetteer:
        """Build from rows; canonical names, and forms without accents, come by themselves.

        Raises:
            GazetteerError: if an alias names an entity that there is not. A table that overrides
                may name those of the tables before it: `combined` sees whether they have them.

        >>> table = Gazetteer.of([Entity("geonames:3448439", "São Paulo", "place")], [])
        >>> [alias.entity for alias in table.aliases["Sao Paulo"]]
        ['geonames:3448439']
        """
        by_id = {entity.id: entity for entity in entities}
        rows = list(aliases)
        listed = {(alias.surface, alias.entity) for alias in rows}
        rows += [
            name_of(entity) for entity in by_id.values() if (entity.name, entity.id) not in listed
        ]
        dated: dict[str, list[Alias]] = {}
        for alias in rows:
            if alias.valid_from or alias.valid_to:
                dated.setdefault(alias.entity, []).append(alias)
        table = cls(
            by_id,
            *readings(
                [alias.surface for alias in rows],
                [alias.entity for alias in rows],
                [alias.exact for alias in rows],
                rows.__getitem__,
            ),
            dated,
            by_office(holders),
            overrides,
            {a.entity: f"{a.surface!r} ({a.row})" for a in rows if a.entity not in by_id},
        )
        return table if overrides else table.closed()

    @classmethod
    def combined(cls, tables: Iterable[Gazetteer]) -> Gazetteer:
        """Several tables as one; where two describe one entity or alias, the later wins.

        What it leaves open of an entity of the same kind, its parent say, stays as it was.

        Raises:
            GazetteerError: if an alias names an entity that no table has.
        """
        tables = list(tables)
        if len(tables) == 1:
            return tables[0].closed()
        last_first = tables[::-1]
        together = cls(
            DescribedTogether([table.unguarded[0] for table in last_first]),
            ReadTogether([(table.unguarded[1], table.overrides) for table in last_first]),
            ReadTogether([(table.capitals, table.overrides) for table in last_first]),
            ChainMap(*(dict(table.dated) for table in last_first)),
            ChainMap(*(dict(table.holders) for table in last_first)),
            foreign={key: row for table in tables for key, row in table.foreign.items()},
        )
        return together.closed()

    def closed(self) -> Gazetteer:
        """The table itself, if it has every entity that its aliases name.

        Raises:
            GazetteerError: naming an alias and the entity that is missing.
        """
        for entity, alias in self.foreign.items():
            if entity not in self.entities:
                raise GazetteerError(
                    f"alias {alias} names the entity {entity!r}, which no table of entities has"
                )
        return self

    def lookup(self, surface: str) -> tuple[Alias, ...]:
        """All readings of a surface: as written, else without accents, else in other capitals.

        >>> kyiv = Entity("geonames:703448", "Kyiv", "place")
        >>> table = Gazetteer.of([kyiv], [Alias("Kiev", kyiv.id)])
        >>> [table.entities[alias.entity].name for alias in table.lookup("KIEV")]
        ['Kyiv']
        """
        if found := self.aliases.get(surface):
            return found
        plain = without_accents(surface)
        if plain != surface and (found := self.aliases.get(plain)):
            return found
        return self.capitals.get(plain.upper(), ())

    def names(self, kind: Kind) -> Iterator[tuple[str, Entity]]:
        """Every name of the entities of a kind, with the entity; no row of others is made for it.

        >>> kyiv = Entity("geonames:703448", "Kyiv", "place")
        >>> rows = [Alias("Kiev", kyiv.id), Alias("Kyivan", kyiv.id, "demonym")]
        >>> table = Gazetteer.of([kyiv], rows)
        >>> [surface for surface, _ in table.names("place")]
        ['Kiev', 'Kyiv']
        """
        entities, aliases = self.unguarded
        wanted = set(of_kind(entities, kind))
        for surface in surfaces_of(aliases, wanted):
            for alias in aliases[surface]:
                if alias.form == "name" and alias.entity in wanted:
                    yield surface, entities[alias.entity]

    def lineage(self, entity: str) -> tuple[str, ...]:
        """An entity's id, its parent's, and so on up.

        >>> odesa = Entity("geonames:698740", "Odesa", "place", parent="iso3166:UA")
        >>> Gazetteer.of([odesa], []).lineage(odesa.id)
        ('geonames:698740', 'iso3166:UA')
        """
        known = self._lineages.get(entity)
        if known is None:
            found: dict[str, None] = {}
            above = entity
            while above and above not in found:
                found[above] = None
                above = (self.entities[above].parent or "") if above in self.entities else ""
            known = self._lineages[entity] = tuple(found)
        return known

    def name_on(self, entity: str, day: date | None) -> str:
        """The name that was in force on a day: the canonical one, unless a dated one covers it.

        >>> dnipro = Entity("geonames:709930", "Dnipro", "place")
        >>> old = Alias("Dnipropetrovsk", dnipro.id, valid_to=date(2016, 5, 18))
        >>> table = Gazetteer.of([dnipro], [old])
        >>> table.name_on(dnipro.id, date(2014, 3, 1)), table.name_on(dnipro.id, date(2022, 3, 1))
        ('Dnipropetrovsk', 'Dnipro')
        """
        for alias in self.dated.get(entity, ()):
            if day is not None and _covers(day, alias.valid_from, alias.valid_to):
                return alias.surface
        return self.entities[entity].name

    def holders_on(self, office: str, day: date | None) -> tuple[str, ...]:
        """Who held an office on a day: nobody where the table does not know, two on a handover."""
        return tuple(
            held.holder
            for held in self.holders.get(office, ())
            if day is not None and _covers(day, held.valid_from, held.valid_to)
        )


def without_accents(text: str) -> str:
    """Strip combining marks, for names that newspapers print without them.

    >>> without_accents("Türkiye, Bogotá")
    'Turkiye, Bogota'
    """
    if text.isascii():
        return text
    marks = (char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", "".join(marks))


def local_id(name: str) -> str:
    """An id for an entity that is known by its name alone: the same in every text and process.

    >>> local_id("Joint Coordination Centre"), local_id("O'Neil, Seán")
    ('local:joint-coordination-centre', 'local:o-neil-sean')
    """
    if name.isascii():
        return "local:" + "-".join(_ASCII_WORD.findall(name.lower()))
    plain = without_accents(unicodedata.normalize("NFKC", name)).casefold()
    return "local:" + "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def name_of(entity: Entity) -> Alias:
    """The canonical name as an alias, for entities whose table does not list it."""
    form: Form = "title" if entity.kind == "office" else "name"
    return Alias(entity.name, entity.id, form, source=IMPLIED, row=f"name of {entity.id}")


def by_office(holders: Iterable[Holder]) -> dict[str, list[Holder]]:
    """Holders by their office, in the order of the table."""
    found: dict[str, list[Holder]] = {}
    for held in holders:
        found.setdefault(held.office, []).append(held)
    return found


def readings(
    surfaces: Sequence[str],
    owners: Sequence[str],
    exact: Sequence[bool],
    row: Callable[[int], Alias],
) -> tuple[Mapping[str, tuple[Alias, ...]], Mapping[str, tuple[Alias, ...]]]:
    """Aliases by surface, and by surface in capitals, from the columns of a table.

    Args:
        surfaces, owners, exact: by row, its surface, its entity, and whether it must be exact.
        row: makes the alias of a row; it is asked only for rows that are looked up.
    """
    aliases = Readings(lambda: _by_surface(surfaces, owners), owners, row)
    return aliases, Readings(lambda: _by_capitals(aliases.index, owners, exact), owners, row)


class Readings(Mapping[str, tuple[Alias, ...]]):
    """Aliases by surface; each is made when it is first asked for."""

    def __init__(
        self,
        index: Callable[[], dict[str, tuple[int, ...]]],
        owners: Sequence[str],
        row: Callable[[int], Alias],
    ) -> None:
        self._make_index = index
        self._owners = owners
        self._row = row
        self._made: dict[str, tuple[Alias, ...]] = {}

    @cached_property
    def index(self) -> dict[str, tuple[int, ...]]:
        """Rows by surface."""
        return self._make_index()

    def __getitem__(self, surface: str) -> tuple[Alias, ...]:
        made = self._made.get(surface)
        if made is None:
            rows = self.index[surface]
            made = self._made[surface] = tuple(map(self._row, rows))
        return made

    @overload
    def get(self, key: str, /) -> tuple[Alias, ...] | None: ...
    @overload
    def get(self, key: str, /, default: tuple[Alias, ...] | _T) -> tuple[Alias, ...] | _T: ...
    def get(self, key: str, /, default: object = None) -> object:
        """The aliases of a surface: nearly every look-up fails, and must cost no exception."""
        made = self._made.get(key)
        if made is not None:
            return made
        return self[key] if key in self.index else default

    def surfaces_of(self, owners: Collection[str]) -> Iterator[str]:
        """Surfaces that name one of some entities."""
        wanted = {row for row, owner in enumerate(self._owners) if owner in owners}
        return (s for s, rows in self.index.items() if not wanted.isdisjoint(rows))

    def __contains__(self, surface: object) -> bool:
        return surface in self.index

    def __iter__(self) -> Iterator[str]:
        return iter(self.index)

    def __len__(self) -> int:
        return len(self.index)


def _by_surface(surfaces: Sequence[str], owners: Sequence[str]) -> dict[str, tuple[int, ...]]:
    index = _grouped(surfaces, zip(range(len(surfaces))), owners)
    for row, surface in enumerate(surfaces):
        if not surface.isascii() and (plain := without_accents(surface)) != surface:
            _add(index, plain, (row,), owners)
    return index


def _by_capitals(
    index: Mapping[str, tuple[int, ...]], owners: Sequence[str], exact: Sequence[bool]
) -> dict[str, tuple[int, ...]]:
    if any(exact):
        index = {
            surface: loose
            for surface, rows in index.items()
            if (loose := tuple(row for row in rows if not exact[row]))
        }
    return _grouped(list(map(str.upper, index)), index.values(), owners)


def _grouped(
    surfaces: Sequence[str], rows: Iterable[tuple[int, ...]], owners: Sequence[str]
) -> dict[str, tuple[int, ...]]:
    """Rows by surface. Nearly all surfaces stand once, and then no step is taken in Python."""
    groups = list(rows)
    index = dict(zip(surfaces, groups, strict=True))
    if len(index) == len(surfaces):
        return index
    repeated: set[str] = set()
    for surface, group in zip(surfaces, groups, strict=True):
        if index[surface] is not group:
            repeated.add(surface)
    for surface in repeated:
        index[surface] = ()
    for surface, group in zip(surfaces, groups, strict=True):
        if surface in repeated:
            _add(index, surface, group, owners)
    return index


def _add(
    index: dict[str, tuple[int, ...]], surface: str, rows: tuple[int, ...], owners: Sequence[str]
) -> None:
    """Put rows behind those that a surface has, but of one entity the first alone."""
    known = index.get(surface, ())
    if known:
        taken = {owners[row] for row in known}
        rows = tuple(row for row in rows if owners[row] not in taken)
    if rows:
        taken_here: dict[str, int] = {}
        for row in rows:
            taken_here.setdefault(owners[row], row)
        index[surface] = (*known, *taken_here.values())


def _covers(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
