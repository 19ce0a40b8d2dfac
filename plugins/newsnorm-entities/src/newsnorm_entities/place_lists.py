"""Which places stand beside a name in a list: "Odense and Esbjerg", "Georgia and Armenia"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import regex

from newsnorm import Candidate, DocumentView, Option

_GAPS: Final[tuple[str, ...]] = (" and ", ", and ", " or ", ", ")
"""What stands between the names of a list."""

_NAME: Final = r"\p{Lu}[\p{L}'-]*(?: \p{Lu}[\p{L}'-]*){0,2}"
_GOES_ON: Final = regex.compile(rf"(?:, {_NAME})*,? (?:and|or) {_NAME}|(?:, {_NAME}){{2}}")


def list_goes_on(text: str, end: int) -> bool:
    """Whether what stands up to there is one of a list, and no city before its region.

    >>> [list_goes_on(text, 7) for text in ("Armenia, Georgia and Iran", "Lebanon, Georgia, shook")]
    [True, False]
    """
    return _GOES_ON.match(text, end) is not None


_PAIRS: Final = (("from ", " to "), ("between ", " and "))
"""What stands before the first of two places and between them."""


def _is_sure(option: Option) -> bool:
    return not option.needs and option.entity.type in _ON_WAYS


_ON_WAYS: Final[tuple[str, ...]] = ("city", "capital")


class PlaceLists:
    """The lists of places in an article.

    Args:
        document: the article.
        found: by key of a candidate, what it is known to name. Others count where they can name one
            thing alone.
    """

    def __init__(self, document: DocumentView, found: Mapping[int, Option]) -> None:
        self.fields = document.fields
        self.found = found
        places = [
            candidate
            for candidate in document.candidates
            if candidate.options
            and candidate.options[0].entity.kind == "place"
            and not candidate.demonym
        ]
        self.starts = {(candidate.field, candidate.start): candidate for candidate in places}
        self.ends = {(candidate.field, candidate.end): candidate for candidate in places}

    def beside(self, candidate: Candidate, *, long: bool = False) -> Iterator[Option]:
        """What stands directly before and behind a name, in a list with it.

        Args:
            candidate: the name.
            long: that a comma alone stands between two tells only where the list goes on.
        """
        text, field = self.fields[candidate.field], candidate.field
        for gap in _GAPS:
            before, end = candidate.start - len(gap), candidate.end
            strict = long and gap == ", "
            if text.endswith(gap, 0, candidate.start) and (
                not strict or list_goes_on(text, before)
            ):
                yield from self._named(self.ends.get((field, before)))
            if text.startswith(gap, end) and (not strict or list_goes_on(text, end)):
                yield from self._named(self.starts.get((field, end + len(gap))))

    def around(self, candidate: Candidate) -> Iterator[Option]:
        """What all names of its list are known to mean, as far as they stand one after another."""
        text, field = self.fields[candidate.field], candidate.field
        at: Candidate | None = candidate
        while at is not None:
            at = self._after(text, field, at.end)
            yield from self._named(at)
        at = candidate
        while at is not None:
            at = self._before(text, field, at.start)
            yield from self._named(at)

    def _after(self, text: str, field: str, end: int) -> Candidate | None:
        gap = next((gap for gap in _GAPS if text.startswith(gap, end)), None)
        return None if gap is None else self.starts.get((field, end + len(gap)))

    def _before(self, text: str, field: str, start: int) -> Candidate | None:
        gap = next((gap for gap in _GAPS if text.endswith(gap, 0, start)), None)
        return None if gap is None else self.ends.get((field, start - len(gap)))

    def has_partner(self, candidate: Candidate) -> bool:
        """Whether a name is one end of a way between two places: "from Tangier to Velt".

        So it is of what lies "between Sokoto and Velt".
        """
        text, field = self.fields[candidate.field], candidate.field
        for opening, gap in _PAIRS:
            if text.endswith(gap, 0, candidate.start):
                other = self.ends.get((field, candidate.start - len(gap)))
                if other is not None and text.endswith(opening, 0, other.start):
                    return any(_is_sure(option) for option in self._named(other))
            if text.startswith(gap, candidate.end) and text.endswith(opening, 0, candidate.start):
                other = self.starts.get((field, candidate.end + len(gap)))
                return any(_is_sure(option) for option in self._named(other))
        return False

    def _named(self, other: Candidate | None) -> Iterator[Option]:
        if other is None:
            return
        if other.key in self.found:
            yield self.found[other.key]
            return
        options = other.options
        if len(options) > 1:  # beside a place, a city with its club is the city
            options = tuple(option for option in options if option.entity.type != "club")
        if len(options) == 1:
            yield options[0]


def among_peers(options: Sequence[Option], beside: Iterator[Option]) -> Option | None:
    """The country or the region that a name is, where it could be either, by what is beside it.

    Args:
        options: what the name can mean.
        beside: what stands beside it in a list.

    Returns:
        The country beside a country, "Georgia and Armenia", the region beside one of the same
        country, "Florida and Georgia"; None where that tells nothing.
    """
    kinds = {option.entity.type: option for option in options}
    if "country" not in kinds or "region" not in kinds:
        return None
    for other in beside:
        kind = other.entity.type
        if other.needs or kind not in ("country", "region"):
            continue
        if kind == "country" or other.entity.parent == kinds[kind].entity.parent:
            return kinds[kind]
    return None
