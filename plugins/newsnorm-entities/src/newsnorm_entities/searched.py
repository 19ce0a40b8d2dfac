"""Words of a text that are in the lists which whole texts are searched for.

There are a few such lists, of titles, of the nouns of bodies and places, of sport. One pass over
the text finds the words that any of them has; each is then looked for among these few.
"""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from itertools import compress
from typing import Final

from newsnorm_entities.geographic_nouns import HEADS as GEOGRAPHIC
from newsnorm_entities.organization_words import (
    AIR,
    AIRED,
    CALLED_BEHIND,
    CALLED_BY_ITS,
    HEADS,
    MERGERS,
    OFFICERS,
    PAPERS,
    PAPERS_TOO,
    READ,
    SHARES,
    SIGNS,
    SILENT,
    STAFF,
    TRADES,
)
from newsnorm_entities.sport_words import AFFIXES, LIKELY, SURE
from newsnorm_entities.vocabulary import ROLES
from newsnorm_entities.words import KEPT, Words, words_of

SEARCHED: Final = (
    frozenset(role.split()[0] for role in ROLES)
    | SIGNS
    | CALLED_BEHIND
    | CALLED_BY_ITS
    | SHARES
    | STAFF
    | PAPERS
    | PAPERS_TOO
    | HEADS
    | AIR
    | MERGERS
    | OFFICERS
    | READ
    | AIRED
    | SILENT
    | TRADES
    | SURE
    | LIKELY
    | AFFIXES
    | GEOGRAPHIC
)
"""What any of the lists has; to search for other words, add them here."""


def searched(text: str) -> tuple[int, ...]:
    """Numbers of the words that are in one of the lists.

    >>> searched("The ministry said the coach left.")
    (1, 4)
    """
    return _searched(text)[0]


@lru_cache(maxsize=KEPT)
def _searched(text: str) -> tuple[tuple[int, ...], list[str]]:
    """Numbers of these words, and the words."""
    lowers = words_of(text).lowers
    numbers = tuple(compress(range(len(lowers)), map(SEARCHED.__contains__, lowers)))
    return numbers, [lowers[at] for at in numbers]


def among(words: Words, wanted: Container[str]) -> list[int]:
    """Numbers of the words that are in a list, which must be a part of `SEARCHED`.

    >>> among(Words("The ministry said the coach left."), {"ministry", "minister"})
    [1]
    """
    numbers, lowers = _searched(words.text)
    return list(compress(numbers, map(wanted.__contains__, lowers)))
