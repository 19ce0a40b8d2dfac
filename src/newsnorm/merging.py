"""Several gazetteers' tables as one: what they say together of an entity, and of a surface.

Tables are large, and an article uses little of them:
what two say is put together when somebody asks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, Final, TypeVar, overload

from newsnorm.article import Entity, Kind

if TYPE_CHECKING:
    from newsnorm.gazetteer import Alias

_T = TypeVar("_T")


IMPLIED: Final = "name"
"""The source of an alias that is an entity's canonical name, and that no row of its table lists."""


class DescribedTogether(Mapping[str, Entity]):
    """The entities of several tables, the one that wins first; each is made when asked for."""

    def __init__(self, tables: Sequence[Mapping[str, Entity]]) -> None:
        self._tables = tables
        self._made: dict[str, Entity] = {}

    def __getitem__(self, entity: str) -> Entity:
        made = self._made.get(entity)
        if made is None:
            found = [table[entity] for table in self._tables if entity in table]
            if not found:
                raise KeyError(entity)
            made = self._made[entity] = reduce(_filled, found)
        return made

    def of_kind(self, kind: Kind) -> Iterator[str]:
        """Ids of the entities of a kind."""
        found = dict.fromkeys(entity for table in self._tables for entity in of_kind(table, kind))
        return (entity for entity in found if self[entity].kind == kind)

    def __contains__(self, entity: object) -> bool:
        return any(entity in table for table in self._tables)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(entity for table in self._tables[::-1] for entity in table))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _filled(entity: Entity, before: Entity) -> Entity:
    """An entity with what it leaves open, if a table before has it of the same kind."""
    if entity.kind != before.kind:
        return entity
    values = {name: getattr(before, name) for name in _OPEN if getattr(entity, name) is None}
    return replace(entity, **values) if values else entity


_OPEN: Final[tuple[str, ...]] = ("type", "parent", "population", "location", "seat_of")


class ReadTogether(Mapping[str, "tuple[Alias, ...]"]):
    """The readings of several tables, the one that wins first."""

    def __init__(self, tables: Sequence[tuple[Mapping[str, tuple[Alias, ...]], bool]]) -> None:
        self._tables = tables
        self._made: dict[str, tuple[Alias, ...]] = {}

    def __getitem__(self, surface: str) -> tuple[Alias, ...]:
        found = self.get(surface)
        if found is None:
            raise KeyError(surface)
        return found

    @overload
    def get(self, key: str, /) -> tuple[Alias, ...] | None: ...
    @overload
    def get(self, key: str, /, default: tuple[Alias, ...] | _T) -> tuple[Alias, ...] | _T: ...
    def get(self, key: str, /, default: object = None) -> object:
        """The aliases of a surface: nearly every look-up fails, and must cost no exception."""
        made = self._made.get(key)
        if made is not None:
            return made
        owners: dict[str, Alias] = {}
        for readings, overrides in self._tables:
            for alias in readings.get(key, ()):
                before = owners.get(alias.entity)
                # A table that only has the entity says nothing of when its name means it.
                if before is None or before.source == IMPLIED != alias.source:
                    owners[alias.entity] = alias
            if overrides and owners:
                break
        if not owners:
            return default
        made = self._made[key] = tuple(owners.values())
        return made

    def surfaces_of(self, owners: Collection[str]) -> Iterator[str]:
        """Surfaces that may name one of some entities."""
        return iter(
            dict.fromkeys(
                surface for readings, _ in self._tables for surface in surfaces_of(readings, owners)
            )
        )

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(surface for readings, _ in self._tables for surface in readings))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def of_kind(entities: Mapping[str, Entity], kind: Kind) -> Iterable[str]:
    """Ids of the entities of a kind; a table that knows them by column makes no others for that."""
    ask = getattr(entities, "of_kind", None)
    if ask is not None:
        found: Iterable[str] = ask(kind)
        return found
    return (entity.id for entity in entities.values() if entity.kind == kind)


def surfaces_of(aliases: Mapping[str, tuple[Alias, ...]], owners: Collection[str]) -> Iterable[str]:
    """Surfaces that may name one of some entities, and perhaps others; it makes no rows."""
    ask = getattr(aliases, "surfaces_of", None)
    if ask is not None:
        found: Iterable[str] = ask(owners)
        return found
    return aliases
