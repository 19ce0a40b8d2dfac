"""Names that share one noun: "Donetsk and Luhansk regions" are two regions, and no cities.

Each name is looked up with the noun in the singular; one that no table has with it names nothing
here, for it is not the city that is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import regex

from newsnorm import Candidate, DocumentView, Option

_SINGULARS: Final = {
    "regions": ("region", "oblast", "province"),
    "oblasts": ("oblast", "region"),
    "provinces": ("province", "region"),
    "counties": ("county",),
    "parishes": ("parish",),
    "districts": ("district",),
    "governorates": ("governorate", "province"),
    "prefectures": ("prefecture",),
}
_CITIES: Final[tuple[str, ...]] = ("city", "capital")

# Further names behind commas and "and", and then the noun that all of them have.
_NAME: Final = r"\p{Lu}[\p{L}\p{M}'’.-]*+(?: \p{Lu}[\p{L}\p{M}'’.-]*+){0,2}+"
_PLURAL: Final = regex.compile(
    rf"(?:(?:, (?:and |or )?| and | or ){_NAME}){{0,12}}+ (?P<noun>(?i:{'|'.join(_SINGULARS)}))\b"
)
_LETTERS: Final = {letter for noun in _SINGULARS for letter in (noun[0], noun[0].upper())}
_AHEAD: Final = frozenset((", ", " a", " o", *(f" {letter}" for letter in _LETTERS)))
"""The two letters with which begins what such names have directly behind them."""


def parts_of_plural(
    document: DocumentView, candidates: Iterable[Candidate]
) -> dict[int, Sequence[Option]]:
    """By key, readings of names that stand before the plural of a kind of division.

    No reading at all says that the name means something that no table has.
    """
    found: dict[int, Sequence[Option]] = {}
    for candidate in candidates:
        text, end = document.fields[candidate.field], candidate.end
        if text[end : end + 2] not in _AHEAD:
            continue
        if not any(option.entity.type in _CITIES for option in candidate.options):
            continue
        match = _PLURAL.match(text, end)
        if match:
            found[candidate.key] = _divisions(candidate, match["noun"].lower(), document)
    return found


def _divisions(candidate: Candidate, noun: str, document: DocumentView) -> Sequence[Option]:
    """What a name means with a noun in the singular, "Luhansk region"."""
    for singular in _SINGULARS[noun]:
        for form in (f"{candidate.surface} {singular}", f"{candidate.surface} {singular.title()}"):
            aliases = [a for a in document.gazetteer.aliases.get(form, ()) if a.form == "name"]
            if aliases:
                entities = document.gazetteer.entities
                return [Option(entities[a.entity], a.row, a.needs) for a in aliases]
    regions = [o for o in candidate.options if o.entity.type == "region"]
    return regions if noun not in ("counties", "parishes", "districts") else ()
