"""What a name means by where it stands, in an article that holds no evidence for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsnorm import Candidate, DocumentView, Entity, Gazetteer, Option, without_accents
from newsnorm_entities.body_edges import DAYS
from newsnorm_entities.clues import SPEECH
from newsnorm_entities.doings import is_past
from newsnorm_entities.given import given, is_common_word
from newsnorm_entities.naming import Named, opens_sentence
from newsnorm_entities.open_places import is_somewhere
from newsnorm_entities.teams import PLAYERS, names_clubs, stands_as_place
from newsnorm_entities.vocabulary import FUNCTION_WORDS
from newsnorm_entities.whereabouts import THERE, is_around, is_owned, is_reached, is_there
from newsnorm_entities.words import Words, words_of

DOMINANT: Final = 50
"""How many times more people live in a place that dominates its namesakes."""

CLEARLY: Final = 5
"""How many times more people live in a town that is meant where the article tells nothing, if its
namesakes are villages."""

SETTLEMENTS: Final[tuple[str, ...]] = ("city", "capital")

SMALL: Final = 100_000
"""Inhabitants of a city whose country alone is no evidence for it."""

_VILLAGE: Final = 10_000
"""Inhabitants of a place that only its own region writes of without saying where it is."""

_LARGE: Final = 500_000
"""Inhabitants of a city that "in" is enough for."""

_SEVERAL: Final = 2
"""Countries, at least, among which a given name is that of another."""

_PORTS: Final = frozenset("bad ciudad port porto puerto".split())
_BAYS: Final = frozenset("bay city falls harbor harbour rapids springs".split())
"""Words of names that tell that they are towns', wherever they stand."""

_SAINTS: Final[tuple[str, ...]] = ("San ", "Santa ", "Santo ", "St. ", "Saint ", "Mount ")
"""How names begin that many countries have, and quarters of their cities."""


def is_beside_abroad(
    candidate: Candidate, usual: Option, options: Sequence[Option], named: Named
) -> bool:
    """Whether a list has a city beside a city that no namesake shares a country with.

    "London and Bonn" are the capital and a city in Germany, though the article names Ohio.
    """
    if usual.entity.type not in SETTLEMENTS:
        return False
    shared: set[str | None] | None = None
    for other in named.lists.around(candidate):
        if other.needs or other.entity.type not in SETTLEMENTS:
            continue
        if shared is None:
            shared = {named.country(option) for option in options if option.needs}
        if named.country(other) not in shared:
            return True
    return False


def is_capital_there(entity: Entity, candidate: Candidate, document: DocumentView) -> bool:
    """Whether a capital opens a sentence that can mean nothing else by its name.

    It owns something there, "Lima's buses", and nobody is called so, or its line in capitals names
    its country before it: "CHILE QUAKE: SANTIAGO LIFTS ALERT".
    """
    if entity.type != "capital" or candidate.field == "dateline":
        return False
    text = document.fields[candidate.field]
    words = words_of(text)
    if words.line(candidate.start).capitals:
        first = text.rfind("\n", 0, candidate.start) + 1
        return any(
            other.field == candidate.field
            and first <= other.start < candidate.start
            and other.options[0].entity.id == entity.parent
            for other in document.candidates
        )
    return (
        words.is_possessive(words.at(candidate.end - 1))
        and given(candidate.surface) is None
        and not is_common_word(candidate.surface.lower())
    )


def large_city(candidate: Candidate, options: Sequence[Option], named: Named) -> Option | None:
    """The city of half a million that "in" stands before, if it dwarfs all its namesakes.

    The article need not name its country: nothing else is meant by "in Memphis".
    """
    large = max(options, key=lambda option: option.entity.population or 0)
    size = large.entity.population or 0
    if size < _LARGE or large.needs != "evidence" or candidate.field == "dateline":
        return None
    if any(
        option is not large
        and option.entity.type != "club"
        and (option.entity.type != "city" or (option.entity.population or 0) * DOMINANT > size)
        for option in options
    ):
        return None
    words = words_of(named.document.fields[candidate.field])
    first = words.at(candidate.start)
    if given(candidate.surface) is not None or not stands_as_place(words, first, THERE):
        return None
    return None if is_owned(words, first) else large


def city_of_club(candidate: Candidate, options: Sequence[Option], named: Named) -> Option | None:
    """The city where a match is played, whose club is called so, too: "In Velt, Roe drew 1-1"."""
    places = [option for option in options if option.entity.type != "club"]
    if len(places) != 1 or len(options) == 1 or places[0].entity.type not in SETTLEMENTS:
        return None
    words = words_of(named.document.fields[candidate.field])
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    before = words.before(first)
    if before is None or words.lowers[before] != "in" or not words.opens_sentence(before):
        return None
    return places[0] if words.gap(last) == ", " else None


def club_of_player(candidate: Candidate, options: Sequence[Option], named: Named) -> Option | None:
    """The club that a player comes from or plays for, in an article on another one as well.

    "Bayern Munich signed a defender from Chelsea".
    """
    club = options[0]
    if len(options) > 1 or club.entity.type != "club" or candidate.field == "dateline":
        return None
    words = words_of(named.document.fields[candidate.field])
    before = words.before(words.at(candidate.start))
    player = words.before(before) if before is not None else None
    if before is None or player is None or words.lowers[before] not in ("from", "for", "of"):
        return None
    plays = words.lowers[player] in PLAYERS
    return club if plays and names_clubs(named.document) else None


def land_by_bodies(candidate: Candidate, options: Sequence[Option], named: Named) -> Option | None:
    """The country or territory that a name is by what it has: "Jersey's finance regulator"."""
    land = options[0]
    if len(options) > 1 or land.entity.type not in _LANDS or candidate.field == "dateline":
        return None
    words = words_of(named.document.fields[candidate.field])
    last = words.at(candidate.end - 1)
    if not words.is_possessive(last):
        return None
    for at in range(last + 1, min(last + 1 + _OWNED, len(words))):
        if words.gap(at - 1) not in (" ", "'s ", "\u2019s ") or words.is_capital(at):
            return None
        if words.lowers[at] in _OF_LANDS:
            return land
    return None


_LANDS: Final[tuple[str, ...]] = ("country", "territory")
_OWNED: Final = 3
_OF_LANDS: Final = frozenset(
    "government legislature parliament regulator regulators currency ambassador embassy".split()
)
"""What countries and territories have, and neither persons nor firms."""


def town_alone(candidate: Candidate, options: Sequence[Option], named: Named) -> Option | None:
    """The town that a name means where it stands as towns do, if hardly any other bears it.

    The article need not name its country: "Sailors from Lüderitz rescued the crew".
    """
    if candidate.field == "dateline":
        return None
    large = max(options, key=lambda option: option.entity.population or 0)
    size = large.entity.population or 0
    if large.entity.type not in SETTLEMENTS:
        return None
    others = [o.entity for o in options if o is not large and o.entity.type != "club"]
    if any(other.type != "city" for other in others):
        return None
    second = max((other.population or 0 for other in others), default=0)
    if size < second * (CLEARLY if second < _VILLAGE else DOMINANT):
        return None
    own = without_accents(candidate.surface) == without_accents(large.entity.name)
    if not own and len(candidate.options) > 1:
        return None  # in America Canton is no old name
    if candidate.surface.startswith(_SAINTS) or (
        (size < SMALL or large.needs == "definition")
        and _is_common(candidate.surface, large.entity, named.gazetteer)
    ):
        return None
    if size < SMALL and any(
        named.country(other) != named.country(large) for other in named.lists.beside(candidate)
    ):
        return None  # a small town is named with others of its country
    words = words_of(named.document.fields[candidate.field])
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    line = words.line(candidate.start)
    if line.headline or line.capitals:
        return None
    if first < last and (words.lowers[first] in _PORTS or words.lowers[last] in _BAYS):
        return large
    if words.is_possessive(last):
        return None
    # "confidence in Jackson" speaks of a person, "the road to Jackson" does not.
    if is_there(words, first) and (
        given(candidate.surface) is None
        or _is_beside_city(candidate, named)
        or is_somewhere(words, first, last)
    ):
        return large
    reached = large.needs == "evidence" and given(candidate.surface) is None
    if reached and (is_reached(words, first) or named.lists.has_partner(candidate)):
        return large
    return large if is_around(words, first) else None


def area_with_article(
    candidate: Candidate, options: Sequence[Option], named: Named
) -> Option | None:
    """The area that a name with an article is, and nothing behind it: "a port on the Pacific".

    A noun behind it may be a body's or a firm's of that name.
    """
    words = words_of(named.document.fields[candidate.field])
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    before, after = words.before(first), words.after(last)
    if len(options) != 1 or options[0].entity.type != "area" or before is None:
        return None
    if options[0].needs != "evidence" or words.texts[before] != "the":
        return None
    if words.is_possessive(last) or words.gap(last).startswith("-"):
        return None
    if after is not None and words.lowers[after] not in FUNCTION_WORDS:
        return None
    line = words.line(candidate.start)
    return None if line.headline or line.capitals else options[0]


def country_among_others(
    candidate: Candidate, options: Sequence[Option], named: Named
) -> Option | None:
    """The country that a name is, where the article names others, and nothing in the country
    that its namesakes lie in."""
    countries = [option for option in options if option.entity.type == "country"]
    if len(countries) != 1 or countries[0].needs != "evidence":
        return None
    if any(not option.needs for option in candidate.options):
        return None  # it is a part of another name too, in this article
    words = words_of(named.document.fields[candidate.field])
    before = words.before(words.at(candidate.start))
    article = before is not None and words.lowers[before] == "the"
    letters = candidate.surface.isupper()  # "The CAR", but "the chip maker PRC"
    if words.line(candidate.start).capitals or (
        (candidate.surface.endswith("s") or letters) and not article  # the airline Emirates
    ):
        return None
    if letters and _is_described(words, words.at(candidate.end - 1)):
        return None
    elsewhere = {named.country(option) for option in options if option is not countries[0]}
    if any(place in named.times for place in elsewhere if place):
        return None
    entities = named.gazetteer.entities
    others = sum(p in entities and entities[p].type == "country" for p in named.times)
    borne = given(candidate.surface) is not None and (
        others < _SEVERAL or opens_sentence(candidate, named.document)
    )
    return countries[0] if others and not borne else None


def _is_described(words: Words, last: int) -> bool:
    """Whether letters describe what stands behind them, and may be anybody's: "PRC fighters"."""
    after = words.after(last)
    if after is None:
        return words.gap(last).startswith("-")
    lower = words.lowers[after]
    return not (lower in FUNCTION_WORDS or lower in SPEECH or is_past(lower))


def _is_beside_city(candidate: Candidate, named: Named) -> bool:
    """Whether a list has a name beside a city that is doubtless one: "Skopje and Sofia"."""
    beside = named.lists.beside(candidate)
    return any(not o.needs and o.entity.type in SETTLEMENTS for o in beside)


def _is_common(surface: str, town: Entity, gazetteer: Gazetteer) -> bool:
    """Whether a town's name is a word, a month, a given name, or one that America has often."""
    lower = surface.lower()
    if is_common_word(lower) or lower in DAYS or given(surface) is not None:
        return True
    return "iso3166:US" in gazetteer.lineage(town.id)
