"""Who bears a name: somebody in the gazetteer, somebody the article named before, or a new entity.

Names are compared by families of spellings (`newsnorm_entities.names.family`): Vladimir Zelensky
and Volodymyr Zelenskyy are one person of an article, and the gazetteer's if it has one such person
only. A middle name, an initial or a second surname may be missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from newsnorm import Candidate, DocumentView, Entity, Gazetteer, local_id
from newsnorm_entities.given import surname_first
from newsnorm_entities.names import family, without_initials
from newsnorm_entities.vocabulary import PARTICLES, SUFFIXES

Key: TypeAlias = tuple[str, str]
"""A surname's and a given name's family."""


class Identities:
    """The persons of one article, by their names."""

    def __init__(self, document: DocumentView) -> None:
        self.gazetteer = document.gazetteer
        self.text = "\n".join(document.fields.values())
        self.known: dict[Key, Entity] = {}
        self.exact: dict[tuple[str, ...], Entity | None] = {}
        for candidate in document.candidates:
            entity = person_of(candidate)
            if entity is not None:
                for key in keys(name_parts(candidate)):
                    self.known.setdefault(key, entity)

    def of(self, name: tuple[str, ...]) -> Entity | None:
        """Whose name it is; None if it is that of something else."""
        if name not in self.exact:
            self.exact[name] = self._find(name)
        return self.exact[name]

    def _find(self, name: tuple[str, ...]) -> Entity | None:
        own = keys(name)
        found = listed(name, self.gazetteer)
        if found is None:
            earlier = [self.known[key] for key in own if key in self.known]
            found = earlier[0] if earlier else person(name, self.text, self.gazetteer)
        elif found.kind != "person":
            return None
        for key in own:
            self.known.setdefault(key, found)
        return found


def person_of(candidate: Candidate) -> Entity | None:
    """The one person that a candidate names in title or text, if it does."""
    options = candidate.options
    if len(options) != 1 or options[0].entity.kind != "person" or candidate.demonym:
        return None
    return options[0].entity if candidate.field != "dateline" else None


def name_parts(candidate: Candidate) -> tuple[str, ...]:
    """The words of a person's name as printed, without title and suffix."""
    surface = candidate.surface.removeprefix(candidate.role or "")
    parts = [part.strip(".,") for part in surface.replace(".", ". ").split()]
    while parts and parts[-1].lower() in SUFFIXES:
        parts.pop()
    return tuple(part for part in parts if part)


def keys(name: tuple[str, ...]) -> tuple[Key, ...]:
    """The keys of a name of two parts and more, the one that tells most first.

    >>> keys(("Antony", "J", "Blinken"))
    (('blinken', 'antoni'),)
    >>> keys(("Kim", "Jong", "Un")) == keys(("Kim", "Jong-un"))
    True
    >>> keys(("Gabriel", "Garcia", "Marquez"))
    (('marquez', 'gabriel'), ('garcia', 'gabriel'))
    """
    full = without_initials(name) if len(name) > 2 else name
    if len(full) < 2:
        return ()
    if surname_first(full):
        return ((family(full[0]), family("".join(full[1:]))),)
    given = family(full[0])
    found = [(family(full[-1]), given)]
    if len(full) > 2 and full[1].lower() not in PARTICLES:
        found.append((family(full[1]), given))
    return tuple(found)


def listed(name: tuple[str, ...], gazetteer: Gazetteer) -> Entity | None:
    """The one thing that the gazetteer means by a name; a person by another spelling, too."""
    for parts in (name, without_initials(name)):
        known = [
            gazetteer.entities[alias.entity]
            for alias in gazetteer.aliases.get(" ".join(parts), ())
            if alias.form == "name"
        ]
        if known:
            persons = [entity for entity in known if entity.kind == "person"]
            return persons[0] if len(persons) == 1 else known[0]
    own = keys(name)
    found = _people(gazetteer).get(own[0], ()) if own else ()
    return found[0] if len(found) == 1 else None


def person(name: tuple[str, ...], text: str, gazetteer: Gazetteer) -> Entity | None:
    """Whose name it is: somebody in the gazetteer, or an entity of its own.

    Initials in the middle are dropped where the article prints the name without them too.
    None if the name is that of something else.

    >>> person(("Jane", "B", "Roe"), "Jane B. Roe left. Jane Roe came.", Gazetteer.of([], [])).id
    'local:jane-roe'
    """
    known = listed(name, gazetteer)
    if known is not None:
        return known if known.kind == "person" else None
    printed = " ".join(without_initials(name))
    if printed not in text:
        printed = " ".join(name)
        if printed not in text:
            printed = " ".join(f"{part}." if len(part) == 1 else part for part in name)
    return Entity(local_id(printed), printed, "person", "person")


@lru_cache(maxsize=8)
def _people(gazetteer: Gazetteer) -> dict[Key, tuple[Entity, ...]]:
    """The gazetteer's persons by the families of their names."""
    found: dict[Key, dict[str, Entity]] = {}
    persons = {id: entity for id, entity in gazetteer.entities.items() if entity.kind == "person"}
    for surface, entity in _surfaces(persons, gazetteer):
        for key in keys(tuple(surface.replace(".", "").split()))[:1]:
            found.setdefault(key, {})[entity.id] = entity
    return {key: tuple(entities.values()) for key, entities in found.items()}


def _surfaces(
    persons: dict[str, Entity], gazetteer: Gazetteer
) -> Iterable[tuple[str, Entity]]:
    for surface, aliases in gazetteer.aliases.items():
        for alias in aliases:
            if alias.form == "name" and alias.entity in persons:
                yield surface, persons[alias.entity]
