"""What a comma behind a name says of it: "Odessa, Texas", "Tripoli, in northern Lebanon"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from newsnorm import Candidate, DocumentView, Entity, Option
from newsnorm_entities.called_towns import LARGE, called_before
from newsnorm_entities.place_lists import list_goes_on

_SETTLEMENTS: Final[tuple[str, ...]] = ("city", "capital", "country", "region")


def behind_commas(document: DocumentView) -> dict[tuple[str, int], list[Entity]]:
    """Countries and regions behind a comma, by where the comma stands: "Odessa, Texas".

    What "in" introduces says the same: "Tripoli, in northern Lebanon", "Velt, in the north of
    England", "the state of Victoria in Australia"; and so does a part of the country, "Tripoli,
    northern Lebanon".
    """
    found: dict[tuple[str, int], list[Entity]] = {}
    for candidate in document.candidates:
        if candidate.start < 2 or candidate.demonym or not candidate.options:
            continue
        text = document.fields[candidate.field]
        large = [o.entity for o in candidate.options if o.entity.type in LARGE]
        if not large:
            continue
        comma = candidate.start - 2
        if text.startswith(", ", comma):
            found.setdefault((candidate.field, comma), []).extend(large)
            continue
        if (called := called_before(text, candidate.start)) is not None:
            found.setdefault((candidate.field, called), []).extend(large)
            continue
        begin = max(0, comma - _FARTHEST)
        inside = None
        if text.find(" in ", begin, candidate.start) >= 0:
            inside = _IN.search(text, begin, candidate.start)
        if inside is None and text.find(", ", begin, candidate.start) >= 0:
            inside = _PART_OF.search(text, begin, candidate.start)
        if inside:
            found.setdefault((candidate.field, inside.start()), []).extend(large)
    return found


_FARTHEST: Final = len(", in the north-western department of ")
_IN: Final = regex.compile(
    r",? in (?:the )?(?:(?:north|south|east|west|central|northern|southern|eastern|western"
    r"|(?:north|south)-?(?:east|west)(?:ern)?) (?:of )?)?"
    r"(?:(?:state|province|region|department) of )?$"
)
_PART_OF: Final = regex.compile(
    r", (?:north|south|east|west|central|northern|southern|eastern|western"
    r"|(?:north|south)-?(?:east|west)(?:ern)?) $"
)
"""What stands between a town and its country: "Tripoli, northern Lebanon"."""
_COMMA_IN: Final = regex.compile(", in ")


def by_comma(
    candidate: Candidate,
    options: Sequence[Option],
    behind: Sequence[Entity],
    document: DocumentView,
) -> Option | None:
    """The one reading that lies in the place behind the comma.

    Of many a town the table has the country alone: "Valencia, Carabobo", unless both are of a list.
    """
    parents = {entity.id for entity in behind}
    gazetteer = document.gazetteer
    inside = [
        option
        for option in options
        if parents & (set(gazetteer.lineage(option.entity.id)) - {option.entity.id})
    ]
    if not inside and not list_goes_on(document.fields[candidate.field], candidate.end):
        wholes = {entity.parent for entity in behind if entity.type == "region"} - {"iso3166:US"}
        inside = [o for o in options if o.entity.type == "city" and o.entity.parent in wholes]
    if len(inside) > 1:  # a firm has its country for a parent, too
        inside = [option for option in inside if option.entity.kind == "place"]
    return inside[0] if len(inside) == 1 else None


def is_elsewhere(candidate: Candidate, behind: Sequence[Entity], document: DocumentView) -> bool:
    """Whether what follows a comma says that a city is one that no table knows.

    In running text a region does, unless it is one more of a list, "in Scotland, Wales and"; a
    country does not: "In Moscow, Ukraine's envoy said".
    In a dateline everything behind the comma does, known or not: "CAIRO, Ill.".
    """
    if not any(option.entity.type in _SETTLEMENTS for option in candidate.options):
        return False
    text = document.fields[candidate.field]
    if candidate.field == "dateline":
        return text[candidate.end : candidate.end + 1] not in ("", "/")
    if _COMMA_IN.match(text, candidate.end):
        return True  # "Valencia, in Venezuela": no reading lies there
    countries = any(option.entity.type == "country" for option in candidate.options)
    peer = countries and any(entity.type == "country" for entity in behind)
    if peer and list_goes_on(text, candidate.end):
        return False  # "Armenia, Georgia and Azerbaijan"
    siblings = {o.entity.parent for o in candidate.options if o.entity.type == "region"}
    return any(entity.type == "region" and entity.parent not in siblings for entity in behind)
