"""What governments deal in and cities do not, as the objects of verbs that both have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsnorm_entities.government_words import (
    GIVING,
    HANDLED,
    MODALS,
    PAIRED,
    PREPOSITIONS,
    UNDERGONE,
    words_in,
)
from newsnorm_entities.words import Words


def handles(words: Words, index: int) -> str | None:
    """What a government deals in, as the object of the verb at an index: "fired missiles".

    >>> handles(Words("Lima has taken a step."), 2), handles(Words("Lima has taken a bow."), 2)
    ('step', None)
    """
    paired = PAIRED.get(words.lowers[index], frozenset())
    return next((w for w in _object(words, index) if w in HANDLED or w in paired), None)


def handles_before(words: Words, first: int, last: int) -> str | None:
    """What a government sells or buys, where the clause is about that: "the gas that Lima exports".

    >>> handles_before(Words("The gas that Lima exports is dear."), 3, 3)
    'exports gas'
    """
    goods, verb = words.before(first - 1), words.after(last)
    if goods is None or verb is None or words.lowers[goods] not in _TRADED:
        return None
    lower = words.lowers[verb]
    if lower in MODALS or lower in ("has", "had"):
        verb = words.after(verb)
        lower = words.lowers[verb] if verb is not None else ""
    return f"{lower} {words.lowers[goods]}" if lower in _TRADING else None


_TRADED: Final = words_in(
    "aid ammunition arms cash crude debt drones fuel gas goods grain loans missiles money oil "
    "rockets shells tanks troops uranium warplanes weapons wheat"
)
_TRADING: Final = words_in(
    "borrow borrowed borrows buy bought buys demand demanded demands export exported exports "
    "import imported imports owe owed owes promise promised promises provide provided provides "
    "sell sells send sends sent ship shipped ships sold supplied supplies supply want wanted wants "
    "withheld"
)
"""What states do with such goods."""


def undergoes(words: Words, index: int) -> bool:
    """Whether the verb at an index has weather or crowds as its object: "expects snow"."""
    objects = _object(words, index)
    return not UNDERGONE.isdisjoint(objects) and _ARMORED.isdisjoint(objects)


_ARMORED: Final = frozenset(("armored", "armoured"))
"""What makes of cars a government's."""


def is_given(words: Words, index: int, verb: str) -> bool:
    """Whether something is given to the name at an index: "offered Kyiv a loan".

    What is given to a city, too, tells only by what it is: "gave Kyiv 2 billion euros".

    >>> is_given(Words("They gave Lima more than 2 billion euros."), 2, "gave")
    True
    >>> is_given(Words("They gave Lima a park."), 2, "gave")
    False
    """
    if verb in _GIFTS:
        given = _object(words, index) if words.gap(index) in _GAPS else []
        return not (_GIVEN_GIFTS | _MILLIONS).isdisjoint(given)
    if verb not in GIVING:
        return False
    if words.gap(index) in _MONEY:
        return True
    after = words.after(index)
    return after is not None and words.lowers[after] in ("a", "an", "more", "no", "any", "new")


def is_money(before: Sequence[str]) -> bool:
    """Whether words end in an amount of money such as governments have: "10 billion euros".

    >>> is_money("released 10 billion euros".split()), is_money("cost 10 euros".split())
    (True, False)
    """
    counted = before[:-1] if before and before[-1] in _CURRENCIES else before
    return bool(counted) and counted[-1] in _MILLIONS


def is_aid(before: Sequence[str]) -> bool:
    """Whether words end in a package such as states are given: "a rescue package".

    >>> is_aid("a rescue package".split()), is_aid("a holiday package".split())
    (True, False)
    """
    return before[-1:] in (["package"], ["packages"]) and not _AID.isdisjoint(before[-3:-1])


_AID: Final = frozenset(
    "aid arms assistance bailout financial loan military relief rescue support weapons".split()
)


def _object(words: Words, index: int) -> list[str]:
    """The words behind a verb in its clause, without those of a phrase that follows its object."""
    found: list[str] = []
    while len(found) < _REACH and words.gap(index) in _GAPS:
        index += 1
        lower = words.lowers[index]
        if (lower in PREPOSITIONS and lower != "of") or lower in MODALS or lower in _SUBJECTS:
            break
        found.append(words.lowers[index])
    return found


_REACH: Final = 5
_MONEY: Final[tuple[str, ...]] = (" $", " \u20ac", " \u00a3")
_GAPS: Final[tuple[str, ...]] = (" ", ",", ' "', " \u201c", *_MONEY)
_SUBJECTS: Final = frozenset("it he she they we i that who which what".split())
_GIFTS: Final = words_in("give gives gave given giving send sends sent")
_GIVEN_GIFTS: Final = words_in(
    "tanks missiles weapons jets warplanes artillery ammunition shells assurances guarantees "
    "leverage intelligence rockets"
)
"""What is given to a government, and not to the city: "gave Kyiv tanks"."""

_MILLIONS: Final = words_in("billion billions trillion bn")
_CURRENCIES: Final = words_in(
    "euros euro dollars pounds yen yuan roubles rubles francs marks crowns zlotys forints riyals"
)
"""Amounts of money that governments have, and what they are in: "10 billion euros for Kyiv"."""
