"""Which readings of a name what stands directly before and beside it leaves.

A word beside it can rule a reading out; "the region of" and the office of who sits for it say that
a region is meant where a city has the name, too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import regex

from newsnorm import Candidate, DocumentView, Gazetteer, Option, per_gazetteer
from newsnorm_entities.neighbors import words_beside
from newsnorm_entities.river_signs import flows_there
from newsnorm_entities.vocabulary import FUNCTION_WORDS
from newsnorm_entities.words import Words, words_of


def fitting(candidate: Candidate, document: DocumentView) -> Sequence[Option]:
    """The readings that what stands before and beside a name leaves."""
    options = _not_beside(candidate, document)
    named = _region_named(candidate, document) or _river_named(candidate, document)
    if named is not None:
        return [named]
    if options and _is_who(candidate, options[0], document):
        return []
    if _is_village(candidate, document):
        options = [option for option in options if option.entity.type != "country"]
    if len(options) < 2:
        return options
    regions = [option for option in options if option.entity.type == "region"]
    if len(regions) == 1:
        words = words_of(document.fields[candidate.field])
        first = words.at(candidate.start)
        countries = [option for option in options if option.entity.type == "country"]
        last = words.at(candidate.end - 1)
        if _says_region(words, first) or (countries and _has_state_bodies(words, last)):
            return [replace(regions[0], needs="")]
        if len(countries) == 1 and (_says_country(words, first) or _is_called_country(words, last)):
            return [replace(countries[0], needs="")]
    return options


def _region_named(candidate: Candidate, document: DocumentView) -> Option | None:
    """The region that goes by a city's name, where it is called one: "the region of Lviv".

    So it is in "the Lviv regional council".
    """
    if candidate.options[0].entity.type not in ("city", "capital"):
        return None
    words = words_of(document.fields[candidate.field])
    noun = _region_noun(words, words.at(candidate.start), words.at(candidate.end - 1))
    if noun is None:
        return None
    entities = document.gazetteer.entities
    regions = {
        alias.entity
        for alias in document.gazetteer.lookup(f"{candidate.surface} {noun}")
        if entities[alias.entity].type == "region"
    }
    return Option(entities[regions.pop()]) if len(regions) == 1 else None


def _river_named(candidate: Candidate, document: DocumentView) -> Option | None:
    """The river that has a land's name, and an article that the land has not: "on the Niger"."""
    text = document.fields[candidate.field]
    if not text.endswith(("the ", "The "), 0, candidate.start) or candidate.field == "dateline":
        return None
    if candidate.options[0].entity.type not in _LIKE_RIVERS or candidate.surface in _WITH_ARTICLE:
        return None
    entities = document.gazetteer.entities
    rivers = {
        alias.entity
        for alias in document.gazetteer.lookup(f"{candidate.surface} River")
        if entities[alias.entity].type == "area"
    }
    words = words_of(text)
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    if len(rivers) != 1 or not flows_there(words, first, last):
        return None
    return Option(entities[rivers.pop()])


def _is_who(candidate: Candidate, option: Option, document: DocumentView) -> bool:
    """Whether a firm's name is the person's whom it is called after: "J.P. Roe, who founded it"."""
    if option.entity.type != "company":
        return False
    text = document.fields[candidate.field]
    if not text.startswith((", who ", ", whose ", ", whom "), candidate.end):
        return False
    return _INITIALS.match(candidate.surface) is not None


_INITIALS: Final = regex.compile(r"(?:\p{Lu}\. ?)+\p{Lu}\p{Ll}+$")

_LIKE_RIVERS: Final[tuple[str, ...]] = ("country", "region", "city")
_WITH_ARTICLE: Final = frozenset(("Congo", "Gambia"))
"""Countries that have an article themselves."""


def _is_village(candidate: Candidate, document: DocumentView) -> bool:
    """Whether what has a country's name is called a village: "the village of Mexico"."""
    if not document.fields[candidate.field].endswith(_VILLAGES, 0, candidate.start):
        return False
    return any(option.entity.type == "country" for option in candidate.options)


_VILLAGES: Final[tuple[str, ...]] = (
    "village of ", "villages of ", "town of ", "towns of ", "hamlet of ",
)  # fmt: skip


def _region_noun(words: Words, first: int, last: int) -> str | None:
    """What a region is called before or behind its name."""
    after = words.after(last)
    if after is not None and words.lowers[after] == "regional":
        return "region"
    of = words.before(first)
    noun = words.before(of) if of is not None and words.lowers[of] == "of" else None
    if noun is None or words.lowers[noun] not in ("region", "province", "oblast"):
        return None
    return words.lowers[noun]


def _says_region(words: Words, first: int) -> bool:
    """Whether a region is meant: "the Southern District of New York", "Senator Roe of Georgia"."""
    of = words.before(first)
    if of is None or words.lowers[of] != "of":
        return False
    head = words.before(of)
    for _ in range(_NAMES):
        if head is None:
            return False
        lower = words.lowers[head]
        if lower in _MEMBERS:
            return True
        if lower in ("district", "state"):
            return head + 1 == of and (lower == "state" or words.is_capital(head))
        if not words.is_capital(head):
            return False
        dotted = head > 0 and words.gap(head - 1) == ". "
        head = head - 1 if dotted else words.before(head)
    return False


def _has_state_bodies(words: Words, last: int) -> bool:
    """Whether a name has what states of a federation have: "Georgia's Senate"."""
    if not words.is_possessive(last) or words.gap(last) != " " or last + 1 >= len(words):
        return False
    return words.lowers[last + 1] in _STATE_BODIES or (
        words.lowers[last + 1 : last + 3] in _STATE_OFFICES
    )


_STATE_BODIES: Final = frozenset("governor gov senate legislature statehouse".split())
_STATE_OFFICES: Final = (["lieutenant", "governor"], ["general", "assembly"], ["secretary", "of"])


def _says_country(words: Words, first: int) -> bool:
    """Whether a country is meant: "the former Soviet republic of Georgia", "ambassador to"."""
    if first < 2:
        return False
    noun, preposition = words.lowers[first - 2 : first]
    if preposition == "of":
        return noun == "republic"
    return preposition == "to" and noun in _ENVOYS and words.gap(first - 2) == " "


_ENVOYS: Final = frozenset("ambassador ambassadors ambassadorship attache".split())
"""Who is sent to countries."""


def _is_called_country(words: Words, last: int) -> bool:
    """Whether what stands behind a name calls it a country: "Georgia, the country in the south"."""
    article = last + 1
    if words.gap(last) not in _ASIDES or words.is_possessive(last):
        return False
    noun = article + 1
    if noun >= len(words) or words.lowers[noun] != "country":
        return False
    after = words.after(noun)
    ends = after is None or words.lowers[after] in FUNCTION_WORDS
    return words.lowers[article] in ("a", "the") and ends


_ASIDES: Final = frozenset((", ", " - ", " -- ", " \u2013 ", " \u2014 ", "\u2014"))


_NAMES: Final = 6
"""Words of a name and the offices before it, at most."""
_MEMBERS: Final = frozenset(
    """
    senator senators sen representative representatives rep reps congressman congresswoman
    congressmen governor gov
    """.split()
)


def _not_beside(candidate: Candidate, document: DocumentView) -> Sequence[Option]:
    """The readings that no word beside the name rules out."""
    if candidate.field == "dateline":  # a story is filed from a city, if it can be one
        cities = [o for o in candidate.options if o.entity.type in ("city", "capital")]
        if cities:
            return cities
    excluding = _excluding(candidate.surface, document.gazetteer)
    if not excluding:
        return candidate.options
    beside = words_beside(candidate, document)
    left = [
        option
        for option in candidate.options
        if beside.isdisjoint(excluding.get(option.entity.id, ()))
    ]
    if any(not option.needs for option in candidate.options if option not in left):
        # No "Havana cigar" is from Havana in Florida.
        return [option for option in left if not (option.needs and option.entity.type == "city")]
    return left


@per_gazetteer
def _excluding(surface: str, gazetteer: Gazetteer) -> Mapping[str, frozenset[str]]:
    """Of the readings of a surface that words beside it rule out, those words, by entity."""
    last = {alias.entity: alias for alias in gazetteer.lookup(surface)}
    return {entity: alias.not_beside for entity, alias in last.items() if alias.not_beside}
