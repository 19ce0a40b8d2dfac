"""What stands before a name and says that a town is meant: "in Tzaneen", "the hills above Tzaneen".

Firms are "at" and "of" as well, and many a thing comes "from" one, so that what tells is the
preposition together with the noun or the verb before it.
"""

from __future__ import annotations

from typing import Final

from newsnorm_entities.clues import names_person
from newsnorm_entities.teams import stands_as_place
from newsnorm_entities.vocabulary import VESSELS
from newsnorm_entities.words import Words

THERE: Final = frozenset("in near outside inside around throughout".split())
"""Prepositions before a town that little else has before it: firms are "at" and "of" as well."""

_FAR: Final = 4
"""Words before a preposition, at most, among which is what says that a ship is meant."""


def is_there(words: Words, first: int) -> bool:
    """Whether somebody or something is in a town.

    >>> is_there(Words("She lives near Tzaneen."), 3), is_there(Words("She left Tzaneen."), 2)
    (True, False)
    """
    return stands_as_place(words, first, THERE) and not is_owned(words, first)


def is_called_town(words: Words, first: int) -> bool:
    """Whether what stands before a name calls it a town: "in the port of Tzaneen".

    >>> is_called_town(Words("It left the port of Tzaneen."), 5)
    True
    """
    of = words.before(first)
    noun = words.before(of) if of is not None and words.lowers[of] == "of" else None
    return noun is not None and words.texts[noun] in _CALLED


_CALLED: Final = frozenset("town city village port suburb municipality".split())


def is_around(words: Words, first: int) -> bool:
    """Whether people are from a town or go there, or something is told by where it lies.

    >>> [is_around(Words(text), 3) for text in ("the hills above Tzaneen", "Deutsche Bank of Velt")]
    [True, False]
    """
    before = words.before(first)
    head = words.before(before) if before is not None else None
    if before is None or head is None:
        return False
    preposition, noun = words.lowers[before], words.lowers[head]
    if preposition in ("from", "to") and noun in _PARTICLES:  # "flew in from Tzaneen"
        moved = words.before(head)
        return moved is not None and words.lowers[moved] in _MOVES
    if preposition in _OVER and noun in _LAND:
        return True
    if preposition == "of":
        small = not words.is_capital(head)
        return noun in _OF_TOWNS or noun in _DIRECTIONS or (small and noun in _OFFICES)
    if preposition == "to":
        return noun in _WAYS or noun in _MOVES or noun in _JOURNEYS
    if preposition == "from":
        start = noun in _STARTING or noun in _MOVES or noun in _FAR_AWAY
        start = start or noun.removesuffix("s") in VESSELS
        return start or noun.endswith("men") or names_person(noun)
    if preposition == "at":
        return noun in _EVENTS
    if preposition in ("off", "for", "towards", "toward"):
        wanted = {"off": _AT_SEA, "for": _BOUND}.get(preposition, _MOVES)
        return any(words.lowers[at] in wanted for at in range(max(0, head - _FAR), head + 1))
    return False


def is_reached(words: Words, first: int) -> bool:
    """Whether somebody does to a name what is done to towns: "reached Tzaneen", "flew over it".

    >>> [is_reached(Words(f"Troops {did} Tzaneen."), 2) for did in ("reached", "blamed")]
    [True, False]
    """
    before = words.before(first)
    if before is None or words.opens_sentence(before):
        return False
    if words.lowers[before] in _REACHED:
        return True
    head = words.before(before)
    return words.lowers[before] == "over" and head is not None and words.lowers[head] in _FLYING


_REACHED: Final = frozenset(
    """
    reach reached reaches reaching fled fleeing shelled shelling bombed stormed besieged recaptured
    retook retaken overran evacuated bypassed encircled
    """.split()
)
"""What is done to towns, and hardly to anybody or anything else of a name."""
_FLYING: Final = frozenset("flew flown fly flying flies".split())

_OF_TOWNS: Final = frozenset(
    """
    town city village port mayor outskirts suburb suburbs municipality edge edges skies siege
    shelling bombardment bombing recapture airspace
    """.split()
)
_STARTING: Final = VESSELS | frozenset(
    """
    people families volunteers refugees crowds children himself herself themselves
    miles km kilometers kilometres
    """.split()
)
"""Who and what is "from" a town."""
_WAYS: Final = frozenset(
    "road highway motorway railway ferry ferries bus train flight flights".split()
)
_MOVES: Final = frozenset(
    """
    came comes drove driven flew flown fled moved returned sailed travelled traveled walked marched
    went gone hitchhiked cycled evacuated commuted commutes carried taken rushed airlifted ferried
    spread
    """.split()
)

_JOURNEYS: Final = frozenset(
    "crossing cruise journey journeys pilgrimage tour train travel trek trip trips visit visits "
    "voyage".split()
)
"""What is "to" a town."""
_FAR_AWAY: Final = frozenset(
    "broadcast phoned reported said spoke telephoned tweeted watched wrote".split()
)
"""What is done "from" a town far away."""
_PARTICLES: Final = frozenset("down in out up".split())

_OVER: Final = frozenset("above behind below beyond beside along overlooking".split())
_LAND: Final = frozenset(
    "hill hills hillside hillsides mountain mountains cliffs slopes valley ridge forest".split()
)
"""What lies "above" a town."""
_DIRECTIONS: Final = frozenset(
    """
    north south east west northeast northwest southeast southwest north-east north-west south-east
    south-west streets coast
    """.split()
)
"""What is "of" a town, and of a country or an island, too."""
_OFFICES: Final = frozenset("vicar bishop archbishop parish magistrates".split())
_EVENTS: Final = frozenset(
    "match race regatta truce battle fighting camp racecourse crossing beach harbour harbor "
    "landed docked moored anchored airport airfield barracks conference plant reactor "
    "summit".split()
)
"""What is held or lies "at" a town."""
_AT_SEA: Final = VESSELS | frozenset(
    """
    aground sank sunk capsized drowned dived anchor anchored moored wreck wrecked fishing boat boats
    lay coast waters
    """.split()
)
_BOUND: Final = frozenset("sailed sailing sails bound headed heading departed embarked".split())


def is_journey(words: Words, first: int) -> bool:
    """Whether somebody travels to what is named, or from there: "flew in from Phoenix".

    >>> is_journey(Words("Jane Phoenix flew in from Phoenix."), 5)
    True
    >>> is_journey(Words("She returned to Phoenix."), 3)
    False
    """
    before = words.before(first)
    head = words.before(before) if before is not None else None
    if before is None or head is None or words.lowers[before] not in ("from", "to"):
        return False
    if words.lowers[head] in _PARTICLES and head > 0 and words.gap(head - 1) == " ":
        head -= 1
    return words.lowers[head] in _TRAVELS


_TRAVELS: Final = frozenset(
    """
    drove driven flew flown sailed travelled traveled hitchhiked cycled commutes commuted
    airlifted ferried evacuated
    """.split()
)


def is_owned(words: Words, first: int) -> bool:
    """Whether "in" says what part of a firm somebody has: "interest in Roe", "in the Roe fund"."""
    before = words.before(first)
    if before is None or words.lowers[before] == "the":
        return True
    head = words.before(before)
    return head is not None and words.lowers[head] in _SHARES


_SHARES: Final = frozenset(
    "confidence faith holding holdings interest interests investment position share shares stake "
    "stakes stock trading trust".split()
)
