"""Of which day a title speaks, and of whom: what decides whether its holder of the day is meant.

"The Ukrainian president said" is about who holds the office when the story is published; "the first
president", "became president", "in 2014 the president" may not be. A year does not hinder where one
and the same person held the office then and on the day of publication.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from typing import Final

import regex

from newsnorm_entities.words import Words

PRESENT: Final = frozenset("current incumbent sitting".split())
NOT_NOW: Final = frozenset(
    """
    former then acting interim late next new newly incoming future previous past last first second
    third ousted deposed toppled fugitive exiled ex one-time onetime would-be elected designated
    self-proclaimed fictional longtime
    """.split()
)
"""Words before a title that speak of another day, or of nobody yet."""

ANY: Final = frozenset(
    "a an any every each no another some only two three both several own his her its their".split()
)
"""Words before a title that say it of whoever holds it."""

_PREDICATES: Final = frozenset(
    """
    as am are was were is been be being became become becomes becoming remain remains remained named
    elected appointed reelected re-elected made nominated
    """.split()
)
"""Words before a title that say it of somebody: "became president of Ukraine" at some time."""

_OF_OTHERS: Final = NOT_NOW | ANY | _PREDICATES
_YEAR: Final = regex.compile(
    r"(?<![\p{L}\p{N}])(?P<year>1[89]\d\d|20\d\d)(?P<decade>['’]?s)?+(?![\p{N}])"
)
_LONG_AGO: Final = regex.compile(
    r"\b(?:(?:years|decades?|century|centuries) ago|at the time|in those days|back then|years later"
    r"|years before|years earlier|decade)\b",
    regex.IGNORECASE,
)
_OF_ANY_HOLDER: Final = regex.compile(
    r"\b(?:he or she|his or her|powers|authority|constitution|constitutional|unconstitutional)\b"
)
"""What a sentence on whoever holds an office has: "the president has broad powers"."""

_A_YEAR_AGO: Final = regex.compile(
    r"\b(?:(?:weeks?|months?|a year) ago|last (?:year|month|week|summer|spring|autumn|winter|fall)"
    r"|previous year|earlier this year|a year (?:before|earlier))\b",
    regex.IGNORECASE,
)
_SENTENCE_END: Final = regex.compile(r"(?<=[.!?]['\"’”)]{0,2})\s+(?=[\p{Lu}\"“‘'(])|\n")

_PREFIXES: Final[tuple[str, ...]] = ("then-", "ex-", "former-")
_BEFORE: Final = 3
"""How many words before a title are looked at: "as the embattled Ukrainian president"."""

_REACH: Final = 600
"""Code points before and behind a title in which its sentence is looked for."""


def is_of_another_time(words: Words, first: int, offset: int, between: Container[str] = ()) -> bool:
    """Whether the words before a title say it of another day, of nobody, or of somebody named.

    Args:
        words: those of the text.
        first: number of the first word of the title, its owner among them.
        offset: where the title begins; it may be inside a word, as in "then-Ukrainian president".
        between: words between owner and role, in lower case.

    >>> text = "The former Ukrainian president and the Russian president met."
    >>> is_of_another_time(Words(text), 2, 11), is_of_another_time(Words(text), 6, 39)
    (True, False)
    """
    if any(word in between for word in NOT_NOW):
        return True
    if words.text[words.starts[first] : offset].lower().startswith(_PREFIXES):
        return True
    at, steps = first - 1, 0
    while at >= 0 and steps < _BEFORE and words.gap(at) == " " and not words.is_possessive(at):
        lower = words.lowers[at]
        if lower in _OF_OTHERS or lower.startswith(_PREFIXES):
            return True
        if lower == "for" and steps == 0:  # "ran for Ukrainian president"
            return True
        if lower != "the" and steps:
            break
        at, steps = at - 1, steps + 1
    return False


def days_meant(text: str, offset: int, published: date) -> list[date]:
    """The days on which one person must have held an office; none where nothing can be told.

    Args:
        text: where the title stands.
        offset: and at what place; the words of its sentence tell.
        published: the day of publication.

    >>> days_meant("In 2020 he had met the Ukrainian president.", 23, date(2022, 3, 1))
    [datetime.date(2022, 3, 1), datetime.date(2020, 1, 1), datetime.date(2020, 12, 31)]
    >>> days_meant("Ten years ago he met the Ukrainian president.", 25, date(2022, 3, 1))
    []
    """
    sentence = _sentence(text, offset)
    if _LONG_AGO.search(sentence) or _OF_ANY_HOLDER.search(sentence):
        return []
    days = [published]
    if _A_YEAR_AGO.search(sentence):
        days.append(published - timedelta(days=365))
    for found in _YEAR.finditer(sentence):
        year = int(found["year"])
        if found["decade"]:
            return []
        if year != published.year:
            days += [date(year, 1, 1), date(year, 12, 31)]
    return days


def _sentence(text: str, offset: int) -> str:
    start = max(0, offset - _REACH)
    end = min(len(text), offset + _REACH)
    for found in _SENTENCE_END.finditer(text, start, end):
        if found.end() > offset:
            return text[start : found.start()]
        start = found.end()
    return text[start:end]
