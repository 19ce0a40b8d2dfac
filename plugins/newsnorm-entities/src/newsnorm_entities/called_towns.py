"""Towns of which a text says what they are, and where: "Athens, a large city in Georgia".

Each tells what the other one is: Athens is in a Georgia, and Georgia has an Athens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import regex

from newsnorm import Candidate, DocumentView, Option

LARGE: Final[tuple[str, ...]] = ("country", "territory", "region")
"""Types of places that towns lie in."""


def called_before(text: str, start: int) -> int | None:
    """Where the comma stands behind a town that is called one of a place's: "Velt, a city in".

    Args:
        text: of the field.
        start: where the name of that place begins.

    >>> called_before("Athens, the second-largest city in Georgia", 35)
    6
    >>> called_before("Athens, where he spoke of Georgia", 26)
    """
    if not text.endswith((" in ", " of "), 0, start):
        return None
    called = _CALLED.search(text, max(0, start - _LONGEST_CALL), start)
    return called.start() if called is not None else None


_LONGEST_CALL: Final = 60
_CALLED: Final = regex.compile(
    r", (?:an?|the)(?: [\p{L}-]+){0,3} (?:capital|city|port|resort|suburb|town|village) (?:in|of) $"
)


def capital_called(
    candidate: Candidate, options: Sequence[Option], document: DocumentView
) -> Option | None:
    """The capital that is called one of a country which the article names: "its capital, Victoria".

    Args:
        candidate: the name.
        options: what it can mean.
        document: the article.
    """
    text = document.fields[candidate.field]
    if not text.endswith(("capital ", "capital, "), 0, candidate.start):
        return None
    if text.endswith(_OF_PARTS, 0, text.rfind("capital", 0, candidate.start)):
        return None
    capitals = [option for option in options if option.entity.type == "capital"]
    if len(capitals) != 1 or not (len(options) > 1 or capitals[0].needs):
        return None
    country = capitals[0].entity.parent
    named = any(
        other.options[0].entity.id == country
        for other in document.candidates
        if len(other.options) == 1 and other.field != "dateline"
    )
    return capitals[0] if named else None


_OF_PARTS: Final[tuple[str, ...]] = ("county ", "district ", "provincial ", "regional ", "state ")
"""What stands before the capital of a part of a country."""


def region_called(
    candidate: Candidate,
    options: Sequence[Option],
    document: DocumentView,
    settled: Mapping[tuple[str, int], Option],
) -> Option | None:
    """The region or country that a town lies in which is called one of its.

    Args:
        candidate: the name of the region.
        options: what it can mean.
        document: the article.
        settled: by field and end, what names of towns mean.
    """
    called = called_before(document.fields[candidate.field], candidate.start)
    town = settled.get((candidate.field, called)) if called is not None else None
    if town is None:
        return None
    above = document.gazetteer.lineage(town.entity.id)
    inside = [o for o in options if o.entity.type in LARGE and o.entity.id in above]
    return inside[0] if len(inside) == 1 and len(options) > 1 else None
