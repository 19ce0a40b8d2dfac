"""Who is named by a title and one name: kings and popes by the given name, lords by the surname.

Title and name together are what they are called, as nobody has the one name alone.
"""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

import regex

from newsnorm import Entity, Gazetteer
from newsnorm_entities.given import given, is_common_word
from newsnorm_entities.identities import local_person
from newsnorm_entities.names import family
from newsnorm_entities.runs import families
from newsnorm_entities.vocabulary import FUNCTION_WORDS, HONORIFICS, ROLES, SUFFIXES
from newsnorm_entities.words import Words


class Titled(NamedTuple):
    """A title, and the name behind it.

    Args:
        field: where it stands.
        start, end: of title and name together.
        role: the title as printed, with what belongs to it; empty for a mere form of address.
        name: the parts of the name.
        headline: where all words are capitalised, what follows the name may seem a part of it.
        numeral: the number of a king or a pope, and what stands behind it: "XVI", "XVI Gustaf".
        suffix: what stands behind the name: "Jr".
    """

    field: str
    start: int
    end: int
    role: str
    name: tuple[str, ...]
    headline: bool = False
    numeral: str = ""
    suffix: str = ""


def sovereign(titled: Titled, princes: Princes, gazetteer: Gazetteer) -> Entity | None:
    """A king or a pope, who has a given name alone: "King Felipe", "Pope Francis".

    Title and name are the entity's name, as nobody has the name alone; who was named in full
    with the title before is meant again, and so is who was named with a number.
    """
    title = titled.role.split()[-1:]
    if not title or title[0] not in _SOVEREIGN or (titled.headline and not titled.numeral):
        return None
    if given(titled.name[0]) is None and not _is_of_church(titled):
        return None
    key = key_among_princes(titled)
    *before, last = titled.role.split()
    called = f"Crown {last}" if before[-1:] == ["Crown"] else last
    printed = " ".join((called, *titled.name))
    numbered = f"{printed} {titled.numeral}".rstrip()
    known = {
        alias.entity: gazetteer.entities[alias.entity]
        for form in (numbered, printed)
        for alias in gazetteer.aliases.get(form, ())
        if alias.form == "name"
        and (form == numbered or _may_have(gazetteer.entities[alias.entity].name, titled.numeral))
    }
    persons = [entity for entity in known.values() if entity.kind == "person"]
    one = persons[0] if len(persons) == len(known) == 1 else None
    if not titled.numeral and key in princes:
        prince = princes[key]
        # A table's king is another one than the one of whom an article gave the number.
        return prince if one is None or prince is None or one.id == prince.id else None
    entity = one if known else local_person(numbered)
    if entity is not None and (titled.numeral or called != last):
        note_prince(princes, key, entity)
    return entity


def _may_have(name: str, numeral: str) -> bool:
    """Whether somebody of a table can have a number that the table does not give with the title.

    >>> _may_have("King Charles III", "II"), _may_have("Abdullah II of Jordan", "II")
    (False, True)
    """
    own = [part for part in name.split() if _NUMERAL.fullmatch(part)]
    return numeral.split(maxsplit=1)[0] in (own or ("I",))


Princes: TypeAlias = dict[tuple[str, str], Entity | None]
"""Whom an article named in full, by title and name; None where it named two of the name."""


def note_prince(princes: Princes, key: tuple[str, str], entity: Entity) -> None:
    """Adds somebody whom an article names in full."""
    other = princes.setdefault(key, entity)
    if other is not None and other.id != entity.id:
        princes[key] = None


def key_among_princes(titled: Titled) -> tuple[str, str]:
    """What tells a king or a prince whom an article named in full before: title and names."""
    return titled.role.rpartition(" ")[2], " ".join(map(family, titled.name))


def _is_of_church(titled: Titled) -> bool:
    """Whether a title is a pope's or a patriarch's, and no surname: "John Pope Jr."."""
    *before, title = titled.role.split()
    name = titled.name[0]
    if title not in _OF_CHURCHES or name.lower() in SUFFIXES or is_common_word(name.lower()):
        return False
    return not before or given(before[-1]) is None


def peer(titled: Titled, words: Words) -> Entity | None:
    """A lord, who is known by the surname alone, if nobody is named in full with it.

    The title stays part of the name, as the surname alone is no full name.
    """
    first = words.at(titled.start)
    name = titled.name[0]
    if words.texts[first] not in _PEERS or titled.headline or not name.istitle():
        return None
    article = words.before(first)
    if words.texts[first] == "Lady" and article is not None and words.lowers[article] == "the":
        return None  # a ship
    if is_common_word(name.lower()) or name.lower() in ROLES:
        return None
    for index in families(words.text).get(family(name), ()):
        before = words.before(index)
        if before is not None and words.is_capital(before) and before != first:
            lower = words.lowers[before]
            if not (lower in HONORIFICS or lower in FUNCTION_WORDS or words.is_possessive(before)):
                return None
    return local_person(f"{words.texts[first]} {name}")


def is_numeral(words: Words, role_last: int, index: int) -> bool:
    """Whether a word is the number of a king or a pope: "King Felipe VI"."""
    return (
        index < len(words)
        and words.texts[role_last].title() in _SOVEREIGN
        and words.gap(index - 1) == " "
        and not words.is_possessive(index - 1)
        and _NUMERAL.fullmatch(words.texts[index]) is not None
    )


def is_regnal(role: str, part: str) -> bool:
    """Whether the last part of a name is the number of a king or a pope.

    >>> is_regnal("Pope", "XVI"), is_regnal("Judge", "III")
    (True, False)
    """
    return role.rpartition(" ")[2] in _SOVEREIGN and _NUMERAL.fullmatch(part) is not None


_NUMERAL: Final = regex.compile(r"X{0,2}(?:IX|IV|V?I{0,3})(?<=.)")


_PEERS: Final = frozenset("Lord Lady Baroness Viscount Viscountess".split())


_SOVEREIGN: Final = frozenset(
    "King Queen Emperor Empress Pope Prince Princess Sultan Patriarch Catholicos".split()
)
_OF_CHURCHES: Final = frozenset(("Pope", "Patriarch", "Catholicos"))
"""Titles that nothing but a name stands behind: no street and no ship is called so."""
