"""What other canonicalizers have found, for asking whether a body may stand in a place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from newsnorm import Candidate, Entity, Gazetteer
from newsnorm_entities.body_edges import is_portfolio, legal_end
from newsnorm_entities.neighbors import is_doubtful
from newsnorm_entities.organization_words import FIRM_NOUNS, LEGAL_FORMS, STATE_NOUNS
from newsnorm_entities.words import Words

_BEHIND_NAMES: Final = FIRM_NOUNS | frozenset(LEGAL_FORMS) | {"group"}
"""What a firm's name may end with that a table leaves out: "Roe Group"."""


class Standing:
    """What other canonicalizers have found, for asking whether a body may stand in a place."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = candidates
        self._by_field: dict[str, tuple[list[int], list[Candidate], int]] | None = None

    @property
    def by_field(self) -> dict[str, tuple[list[int], list[Candidate], int]]:
        """Of each field where candidates begin, they, and how long the longest is."""
        if self._by_field is None:
            self._by_field = self._placed()
        return self._by_field

    def _placed(self) -> dict[str, tuple[list[int], list[Candidate], int]]:
        found: dict[str, list[Candidate]] = {}
        for candidate in self.candidates:
            found.setdefault(candidate.field, []).append(candidate)
        return {
            field: ([c.start for c in standing], standing, max([c.end - c.start for c in standing]))
            for field, standing in found.items()
        }

    def at(self, name: str, start: int, end: int) -> Iterator[Candidate]:
        """The candidates that overlap with a stretch."""
        starts, standing, longest = self.by_field.get(name, ([], [], 0))
        first = bisect_left(starts, start - longest)
        for candidate in standing[first : bisect_left(starts, end)]:
            if candidate.end > start:
                yield candidate

    def forbids(self, name: str, start: int, end: int) -> bool:
        """Whether somebody else has a full name: a person, or a name that is no part of it."""
        for candidate in self.at(name, start, end):
            if not candidate.options:
                continue
            entity = candidate.options[0].entity
            covers = candidate.start <= start and candidate.end >= end
            crosses = candidate.start < start or candidate.end > end
            if covers and (candidate.decided or entity.kind == "person"):
                return True
            if covers and entity.kind == "organization" and not _is_ministry(candidate.surface):
                return True
            if candidate.decided and (crosses or entity.kind == "person"):
                return True
        return False

    def is_place_alone(self, name: str, words: Words, first: int, last: int) -> bool:
        """Whether a place and a noun for firms are all: "an Alberta Corp"."""
        if last - first > 1 or not legal_end(words, last):
            return False
        start, end = words.starts[first], words.ends[first]
        return any(
            c.decided and c.options[0].entity.kind == "place" for c in self.at(name, start, end)
        )

    def owner(self, name: str, start: int) -> Candidate | None:
        """The country whose ministry it is: "Ukraine's" before "Ministry of Trade"."""
        end = start - len("'s ")
        for candidate in self.at(name, end - 1, end):
            is_state = candidate.decided and candidate.options[0].entity.type == "country"
            if is_state and candidate.end == end:
                return candidate
        return None

    def knows(self, name: str, words: Words, first: int, last: int) -> bool:
        """Whether a table has a firm's name up to its last word: "Roe" of "Roe Group"."""
        if last == first or words.lowers[last] not in _BEHIND_NAMES:
            return False
        start, end = words.starts[first], words.ends[last - 1]
        return any(
            (c.start, c.end) == (start, end)
            and c.decided
            and c.options[0].entity.kind == "organization"
            for c in self.at(name, start, end)
        )

    def ending_with(self, surface: str) -> dict[str, Entity]:
        """Bodies by id whose names end with a name that is no one's own: "the Foreign Ministry"."""
        parts = surface.lower().split()
        if parts[-1] not in STATE_NOUNS or not all(map(is_portfolio, parts)):
            return {}
        return {
            candidate.options[0].entity.id: candidate.options[0].entity
            for candidate in self.candidates
            if candidate.decided and candidate.surface.endswith(f" {surface}")
            if candidate.options[0].entity.kind == "organization"
        }

    def splits(self, name: str, start: int, end: int) -> bool:
        """Whether something of its own is one of two that "&" joins: "Israeli Velts & Sharon"."""
        for candidate in self.at(name, start, end):
            kind = candidate.options[0].entity.kind if candidate.options else ""
            if kind == "place" and candidate.start == start:
                return True
            if kind in ("person", "organization") and (
                candidate.start > start or candidate.end < end
            ):
                return True
        return False

    def ends_with_union(self, name: str, start: int, end: int) -> bool:
        """Whether it is states' union with a word before it: "Turkish European Union talks"."""
        return any(
            candidate.decided
            and candidate.start > start
            and candidate.end == end
            and candidate.options[0].entity.type == "igo"
            for candidate in self.at(name, start, end)
        )

    def states(self, gazetteer: Gazetteer) -> dict[str, Candidate]:
        """A candidate for each country that the article names, or a place of which it names."""
        return {
            above: candidate
            for candidate in self.candidates
            if candidate.decided and candidate.options[0].entity.kind == "place"
            for above in gazetteer.lineage(candidate.options[0].entity.id)
            if gazetteer.entities[above].type == "country"
        }

    def organizations(self) -> set[str]:
        """Surfaces of the organizations that tables have."""
        return {
            candidate.surface
            for candidate in self.candidates
            if candidate.decided and candidate.options[0].entity.kind == "organization"
        }

    def begins(self, name: str, start: int, end: int) -> bool:
        """Whether a table's body stands at the beginning of a name: "Banque Velt Paris"."""
        return any(
            candidate.decided and candidate.start == start and candidate.end < end
            for candidate in self.at(name, start, end)
            if candidate.options and candidate.options[0].entity.kind == "organization"
        )

    def begins_firm(self, name: str) -> bool:
        """Whether a firm of the article is called by a name and more: "Velt State Bank"."""
        return any(
            candidate.surface.startswith(f"{name} ")
            and (candidate.options[0].entity.type == "company" or "Bank" in candidate.surface)
            for candidate in self.candidates
            if candidate.options and candidate.options[0].entity.kind == "organization"
        )

    def has_person(self, part: str) -> bool:
        """Whether a word is part of the name of a person of the article."""
        return any(
            candidate.options[0].entity.kind == "person" and part in candidate.surface.split()
            for candidate in self.candidates
            if candidate.options
        )

    def begins_with_place(self, name: str, start: int, end: int) -> bool:
        """Whether a place at the beginning of a name is all that has been found there."""
        return all(
            candidate.start == start
            and candidate.end < end
            and not candidate.demonym
            and candidate.options[0].entity.kind == "place"
            for candidate in self.at(name, start, end)
            if candidate.options
        )

    def meets(self, name: str, start: int, end: int) -> bool:
        """Whether anything has been found there, and be it undecided, but for a doubtful town."""
        return any(not is_doubtful(candidate) for candidate in self.at(name, start, end))


def _is_ministry(surface: str) -> bool:
    """Whether a name that some states' tables share is a ministry's: whose, nobody knows here."""
    return any(part in STATE_NOUNS for part in surface.lower().split())
