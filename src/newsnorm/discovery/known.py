"""Who is who in a dump, and which names are spellings of others.

There are the entities of the gazetteer and those that only the dump has, under all the names that
the dump uses for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsnorm.discovery.spellings import edits_of, folded, one_edit_apart
from newsnorm.discovery.tally import KINDS, Use
from newsnorm.gazetteer import Gazetteer


class Known:
    """Entities with their names.

    Args:
        gazetteer: what is known anyway.
        uses: of names, in the dump.
    """

    def __init__(self, gazetteer: Gazetteer, uses: Iterable[Use]) -> None:
        self.gazetteer = gazetteer
        self.uses: dict[str, list[Use]] = {}
        """By entity."""
        self.owners: dict[str, set[str]] = {}
        """By surface, the entities for which the dump uses it."""
        for use in uses:
            self.uses.setdefault(use.entity, []).append(use)
            self.owners.setdefault(use.surface, set()).add(use.entity)
        self.persons: dict[str, set[str]] = {}
        """By word of a name, the persons of the gazetteer and of the dump in whose names it is."""
        self.surnames: dict[str, set[str]] = {}
        """By person, the last words of their names."""
        self.spellings: dict[str, set[str]] = {}
        """By folded name, and by what is left of it without a letter, the gazetteer's entities."""
        for entity in gazetteer.entities.values():
            if entity.kind in KINDS:
                if entity.kind == "person":
                    self._add_person(entity.name, entity.id)
                for key in edits_of(folded(entity.name, entity.kind)):
                    self.spellings.setdefault(key, set()).add(entity.id)
        for entity_id, theirs in self.uses.items():
            for use in theirs:
                if use.kind == "person":
                    self._add_person(use.name, entity_id)
                    if " " in use.surface:
                        self._add_person(use.surface, entity_id)
        self.meant = dict(_spellings(self))
        """By entity of the dump, the one of whose name its own is a spelling; see `_spellings`."""
        self._spelt: dict[str, set[str]] = {}
        for entity_id, meant in self.meant.items():
            self._spelt.setdefault(meant, {meant}).add(entity_id)

    def is_surname(self, word: str, entity: str) -> bool:
        """Whether a word is a person's surname, and no part of anybody else's name."""
        key = _surname(word)
        owners = {self.meant.get(owner, owner) for owner in self.persons.get(key, ())}
        return owners == {entity} and any(
            key in self.surnames.get(one, ()) for one in self.spelt_as(entity)
        )

    def spelt_as(self, entity: str) -> set[str]:
        """An entity, and those of the dump whose names are spellings of its name."""
        return self._spelt.get(entity, {entity})

    def has(self, entity: str) -> bool:
        """Whether a table has an entity."""
        return entity in self.gazetteer.entities

    def name_of(self, entity: str) -> str:
        """Its canonical name."""
        if self.has(entity):
            return self.gazetteer.entities[entity].name
        return self.uses[entity][0].name

    def kind_of(self, entity: str) -> str:
        """Its kind."""
        if self.has(entity):
            return self.gazetteer.entities[entity].kind
        return self.uses[entity][0].kind

    def _add_person(self, name: str, entity: str) -> None:
        self.surnames.setdefault(entity, set()).add(_surname(name))
        for word in folded(name, "person").split():  # Charles is Charles Michel's name, too
            self.persons.setdefault(word, set()).add(entity)


def _spellings(known: Known) -> Iterator[tuple[str, str]]:
    """Entities of the dump whose names are spellings of others': pairs of ids.

    The second is empty where one letter differs and nothing says that both are one.
    """
    heard: dict[str, list[str]] = {}
    found = [theirs for entity, theirs in known.uses.items() if not known.has(entity)]
    # The name that most articles have becomes the one that the others are spellings of.
    for theirs in sorted(found, key=lambda uses: (-sum(u.articles for u in uses), uses[0].name)):
        use = max(theirs, key=lambda use: (use.articles, use.surface == use.name))
        name = folded(use.name, use.kind)
        keys = [*edits_of(name)]
        near = {entity for key in keys for entity in known.spellings.get(key, ())}
        near |= {entity for key in keys for entity in heard.get(key, ())}
        near = {entity for entity in near if known.kind_of(entity) == use.kind}
        same = {entity for entity in near if folded(known.name_of(entity), use.kind) == name}
        one_off = {
            entity
            for entity in near - same
            if one_edit_apart(folded(known.name_of(entity), use.kind), name)
        }
        if len(same) == 1:
            yield use.entity, same.pop()
        elif one_off or same:
            alike = [entity for entity in sorted(one_off) if _share_contexts(use, entity, known)]
            yield use.entity, alike[0] if len(alike) == 1 and not same else ""
        else:
            for key in keys:
                heard.setdefault(key, []).append(use.entity)


def _share_contexts(use: Use, entity: str, known: Known) -> bool:
    """Whether two names stand behind the same titles, or beside the same entities."""
    others = known.uses.get(entity, ())
    roles = {word for other in others for word in other.roles}
    mine = {word for word in use.roles if len(word) > 2}
    if len(mine) > 1 and mine <= roles:
        return True
    theirs = {partner for other in others for partner in other.partners}
    shared = theirs & use.partners.keys()
    return len(use.partners) > 2 and 2 * len(shared) >= len(use.partners) and bool(mine & roles)


def _surname(name: str) -> str:
    return folded(name, "person").rsplit(maxsplit=1)[-1]
