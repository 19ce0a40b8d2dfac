"""Where names begin and end that only the text beside them tells, and whether they are persons'."""

from __future__ import annotations

from typing import Final, NamedTuple

from newsnorm_entities.body_edges import DAYS
from newsnorm_entities.body_names import run_around
from newsnorm_entities.given import is_common_word, is_given, surname_first
from newsnorm_entities.organization_words import CALLED_BEFORE, NOT_LEADING, TRADES
from newsnorm_entities.vocabulary import FUNCTION_WORDS
from newsnorm_entities.words import Words


class Described(NamedTuple):
    """A name beside which a text says that it is a body's.

    Args:
        first, last: numbers of its words.
        firm: whether it is a firm's.
    """

    first: int
    last: int
    firm: bool


def reads_as_person(words: Words, first: int, last: int) -> bool:
    """Whether a name behind a noun that persons are called, too, may be a person's."""
    if is_given(words.texts[first]) or surname_first(tuple(words.texts[first : last + 1])):
        return True
    if last == first or words.lowers[last] in TRADES:
        return False
    plain = any(is_common_word(words.lowers[at]) for at in range(first, last + 1))
    small = any(not words.is_capital(at) for at in range(first, last + 1))
    return not (plain or small)


def name_behind(words: Words, first: int) -> int:
    """The last word of a name, without a day behind it: "told the broadcaster LRT Monday"."""
    last = run_around(words, first, first)[1]
    while (begin := _over_particles(words, last, 1)) is not None:
        last = run_around(words, begin, begin)[1]
    while last > first and words.lowers[last] in DAYS:
        last -= 1
    return last


def _over_particles(words: Words, index: int, step: int) -> int | None:
    """The capitalised word that small words of names alone part from another: "Frutas del Velto".

    Args:
        words: of the field.
        index: number of the other word.
        step: 1 to look behind it, -1 to look before it.
    """
    at = index + step
    while 0 <= at < len(words) and words.lowers[at] in PARTICLES and not words.is_capital(at):
        at += step
    if abs(at - index) < 2 or not 0 <= at < len(words) or not words.is_capital(at):
        return None
    low, high = sorted((at, index))
    plain = all(words.gap(n) == " " and not words.is_possessive(n) for n in range(low, high))
    return at if plain else None


PARTICLES: Final = frozenset("de del de la las los do da dos das du des di della".split())
"""Small words inside names of Romance languages."""


def beginning(words: Words, last: int) -> int:
    """Where a name begins, without what opens a sentence before it."""
    first = run_around(words, last, 0)[0]
    while (end := _over_particles(words, first, -1)) is not None:
        first = run_around(words, end, 0)[0]
    for at in range(first, last):
        joined = "-" in words.texts[at] and words.texts[at].rpartition("-")[2].islower()
        if joined or words.lowers[at] in _DESCRIBING:
            first = at + 1  # "London-based Velto", "The U.S. Airline Velto Air"
    while first < last and words.opens_sentence(first) and _opens(words, first):
        first += 1
    return first


_DESCRIBING: Final = CALLED_BEFORE - {"daily", "weekly", "company", "platform", "website"}
"""Nouns that are no part of the name behind them, though printed with a capital."""


def _opens(words: Words, index: int) -> bool:
    """Whether a word that opens a sentence is no part of the name behind it."""
    lower = words.lowers[index]
    return lower in NOT_LEADING or (lower in FUNCTION_WORDS and not words.texts[index].isupper())
