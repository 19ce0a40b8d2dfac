"""Who bears a name: somebody in the gazetteer, somebody the article named before, or a new entity.

Names are compared by families of spellings (`newsnorm_entities.names.family`): Vladimir Zelensky
and Volodymyr Zelenskyy are one person of an article, and the gazetteer's if it has one such person
only. A middle name, an initial or a second surname may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final, TypeAlias

from newsnorm import Candidate, DocumentView, Entity, Gazetteer, local_id, per_gazetteer
from newsnorm_entities.given import given, surname_first
from newsnorm_entities.names import family, without_initials
from newsnorm_entities.vocabulary import SUFFIXES

Key: TypeAlias = tuple[str, str]
"""A surname's and a given name's family."""


class Identities:
    """The persons of one article, by their names."""

    def __init__(self, document: DocumentView) -> None:
        self.gazetteer = document.gazetteer
        self.published = document.published
        self.text = "\n".join(document.fields.values())
        self.known: dict[Key, Entity] = {}
        self.exact: dict[tuple[str, ...], Entity | None] = {}
        for candidate in persons_among(document.candidates):
            key = key_of(name_parts(candidate))
            if key is not None:
                self.known.setdefault(key, candidate.options[0].entity)

    def of(self, name: tuple[str, ...], suffix: str = "") -> Entity | None:
        """Whose name it is; None if it is that of something else.

        Args:
            name: its parts.
            suffix: what stands behind it, "Jr": somebody else has the name without it, if the
                gazetteer or the article does.
        """
        if name not in self.exact:
            self.exact[name] = self._find(name)
        found = self.exact[name]
        return self._with_suffix(name, suffix, found) if suffix and found is not None else found

    def _with_suffix(self, name: tuple[str, ...], suffix: str, namesake: Entity) -> Entity:
        known = namesake.id in self.gazetteer.entities
        printed = f"{' '.join(name)} {suffix}"
        for form in (printed, f"{printed}."):
            for alias in self.gazetteer.aliases.get(form, ()):
                return self.gazetteer.entities[alias.entity]
        if known and (suffix_of(namesake.name) or len(name) > len(namesake.name.split())):
            return namesake
        own = local_person(f"{printed}." if suffix.lower() in ("jr", "sr") else printed)
        if not known and len(self._suffixes(name)) < 2:
            return replace(namesake, name=own.name) if self._is_place(name[0]) else namesake
        return own

    def _is_place(self, first: str) -> bool:
        """Whether a name begins as a place's alone, so that its suffix is what tells a person."""
        entities = self.gazetteer.entities
        found = [entities[alias.entity].kind for alias in self.gazetteer.lookup(first)]
        return "place" in found and given(first) is None

    def _suffixes(self, name: tuple[str, ...]) -> set[str]:
        """What stands behind a name in the article: suffixes, or nothing."""
        printed = r"\.? ".join(map(re.escape, name))
        behind = "|".join(SUFFIXES)
        return set(re.findall(rf"(?i)\b{printed}(?:,? ({behind})\b)?", self.text))

    def _find(self, name: tuple[str, ...]) -> Entity | None:
        key = key_of(name)
        found = listed(name, self.gazetteer)
        alone = (
            found is not None and found.kind == "person" and _is_one_of_two(name, found, self.text)
        )
        if found is None or alone:
            earlier = self.known.get(key) if key is not None else None
            if earlier is None and key is not None and (one := self._by_initial(name, key)):
                return one
            if earlier is None and found is None:
                earlier = in_office(name, self.gazetteer, self.published)
            if earlier is None or differ(name, earlier) or _is_one_of_two(name, earlier, self.text):
                found = person(name, self.text, self.gazetteer, alone=alone)
            else:
                found = earlier
        elif found.kind != "person":
            return None
        if key is not None and found is not None:
            self.known.setdefault(key, found)
        return found

    def _by_initial(self, name: tuple[str, ...], key: Key) -> Entity | None:
        """Who an initial and a surname are of: "A. Velt", where one Velt alone is called Anna."""
        if len(name[0]) != 1:
            return None
        possible = {
            entity.id: entity
            for (surname, given_name), entity in self.known.items()
            if surname == key[0] and len(given_name) > 1 and entity.name.startswith(name[0])
        }
        return next(iter(possible.values())) if len(possible) == 1 else None


def suffix_of(name: str) -> str:
    """What tells the bearer of a name from a namesake, in lower case; mostly nothing.

    >>> suffix_of("John Roe Jr."), suffix_of("John Roe")
    ('jr', '')
    """
    last = name.rpartition(" ")[2].rstrip(".").lower()
    return last if last in SUFFIXES else ""


def persons_among(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates in title and text that name one person."""
    return [
        c
        for c in candidates
        if len(c.options) == 1
        and c.options[0].entity.kind == "person"
        and not c.demonym
        and c.field != "dateline"
    ]


def name_parts(candidate: Candidate) -> tuple[str, ...]:
    """The words of a person's name as printed, without title and suffix."""
    return _parts(candidate.surface, candidate.role or "")


@lru_cache(maxsize=16384)
def _parts(surface: str, role: str) -> tuple[str, ...]:
    surface = _NICKNAME.sub(" ", surface.removeprefix(role))
    parts = [part.strip(".,") for part in surface.replace(".", ". ").split()]
    while parts and parts[-1].lower() in SUFFIXES:
        parts.pop()
    return tuple(part for part in parts if part)


_NICKNAME: Final = re.compile(r""" (?:"[^"]*"|'[^']*'|\([^)]*\)|“[^”]*”|‘[^’]*’) """)


@lru_cache(maxsize=65536)
def key_of(name: tuple[str, ...]) -> Key | None:
    """The key of a name, if it has two parts and more.

    >>> key_of(("Antony", "J", "Blinken"))
    ('blinken', 'antoni')
    >>> key_of(("Kim", "Jong", "Un")) == key_of(("Kim", "Jong-un"))
    True
    """
    full = without_initials(name) if len(name) > 2 else name
    if len(full) < 2:
        return None
    if surname_first(full):
        return family(full[0]), family("".join(full[1:]))
    return family(full[-1]), family(full[0])


@per_gazetteer
def listed(name: tuple[str, ...], gazetteer: Gazetteer) -> Entity | None:
    """The one thing that the gazetteer means by a name; a person by another spelling, too."""
    key = key_of(name)
    alike = _people(gazetteer).get(key, ()) if key is not None else ()
    if own := _initials(name):
        same = [entity for entity in alike if _initials(entity.name.split()) == own]
        if len(same) == 1:
            return same[0]
        if len(alike) > 1:
            return None  # a table that tells namesakes apart has nobody with these initials
    for parts in (name, without_initials(name)):
        known = [
            gazetteer.entities[alias.entity]
            for alias in gazetteer.aliases.get(" ".join(parts), ())
            if alias.form == "name"
            and not (
                alias.needs == "definition" and gazetteer.entities[alias.entity].kind == "place"
            )  # a small town called after somebody
        ]
        if known:
            persons = [entity for entity in known if entity.kind == "person"]
            found = persons[0] if len(persons) == 1 else known[0]
            return None if differ(name, found) else found
    return alike[0] if len(alike) == 1 and not differ(name, alike[0]) else None


def in_office(name: tuple[str, ...], gazetteer: Gazetteer, day: date | None) -> Entity | None:
    """The one of several namesakes who holds an office on a day: George Bush, in 1990 or 2005."""
    alike = _people(gazetteer).get(key_of(name) or ("", ""), ())
    if len(alike) < 2 or day is None:
        return None
    holders = {held for office in gazetteer.holders for held in gazetteer.holders_on(office, day)}
    found = [entity for entity in alike if entity.id in holders]
    return found[0] if len(found) == 1 else None


def differ(name: tuple[str, ...], entity: Entity) -> bool:
    """Whether initials say that a name is another person's: George H.W. Bush is no George W. Bush.

    >>> bush = Entity("local:george-w-bush", "George W. Bush", "person")
    >>> differ(("George", "H", "W", "Bush"), bush), differ(("George", "Bush"), bush)
    (True, False)
    """
    own = [part for part in name[1:-1] if len(part) == 1]
    others = [part[0] for part in entity.name.split()[1:-1] if len(part.rstrip(".")) == 1]
    return bool(own and others and own[0] != others[0])


def _initials(parts: Sequence[str]) -> list[str]:
    """The initials in the middle of a name."""
    return [part[0] for part in parts[1:-1] if len(part.rstrip(".")) == 1]


def _is_one_of_two(name: tuple[str, ...], entity: Entity, text: str) -> bool:
    """Whether a text has two namesakes with initials, and which one the entity is cannot be told.

    >>> roe = Entity("local:jane-roe", "Jane Roe", "person")
    >>> _is_one_of_two(("Jane", "B", "Roe"), roe, "Jane B. Roe met Jane C. Roe.")
    True
    >>> _is_one_of_two(("Jane", "B", "Roe"), roe, "Jane B. Roe left. Jane Roe came.")
    False
    """
    own = _initials(name)
    if not own or _initials(entity.name.split()):
        return False
    first, last = re.escape(name[0]), re.escape(name[-1])
    return len(set(re.findall(rf"\b{first} ([A-Z])\b[^a-z]*{last}\b", text))) > 1


def person(
    name: tuple[str, ...], text: str, gazetteer: Gazetteer, *, alone: bool = False
) -> Entity:
    """An entity of its own for a name that nobody is known to bear.

    Initials in the middle are dropped where the article prints the name without them too, unless
    that is another's name: that of a namesake in the text (`alone`), or of the gazetteer.

    >>> person(("Jane", "B", "Roe"), "Jane B. Roe left. Jane Roe came.", Gazetteer.of([], [])).id
    'local:jane-roe'
    """
    printed = " ".join(without_initials(name))
    if alone or printed not in text or (_initials(name) and printed in gazetteer.aliases):
        printed = " ".join(name)
        if printed not in text:
            printed = " ".join(f"{part}." if len(part) == 1 else part for part in name)
    return local_person(printed)


@lru_cache(maxsize=16384)
def local_person(name: str) -> Entity:
    """A person who is known by the name alone."""
    return Entity(local_id(name), name, "person", "person")


@per_gazetteer
def _people(gazetteer: Gazetteer) -> dict[Key, tuple[Entity, ...]]:
    """The gazetteer's persons by the families of their names."""
    found: dict[Key, dict[str, Entity]] = {}
    for surface, entity in gazetteer.names("person"):
        key = key_of(tuple(surface.replace(".", "").split()))
        if key is not None:
            found.setdefault(key, {})[entity.id] = entity
    return {key: tuple(entities.values()) for key, entities in found.items()}
