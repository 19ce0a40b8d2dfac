"""Seats of governments that act: "Moscow expects", "talks with Beijing", "Kyiv's position".

Such a name stays the place, and says for whom it stands. It is a city for all that, and only what
stands beside it tells which of the two is meant: a verb of which it is the subject or the object,
a noun that it owns, a preposition behind a word for what governments have with each other. What
none of these tells stays a place and no more; so does a city in an article that names no other
country, where a mayor may be the one who acts, and in one on sport.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import regex

from newsnorm import Candidate, Decide, DocumentView
from newsnorm_entities.government_signs import CITIES, sign_of
from newsnorm_entities.government_words import CITY_GOVERNED, REPORTING
from newsnorm_entities.teams import faces_state, is_on_sport
from newsnorm_entities.words import Words, words_of

_JOINED: Final = regex.compile(r"(?:['’]s)?(?:,?+ (?P<conjunction>and|or|nor|&)|,)(?: the)? ")
_LONGEST_JOIN: Final = len("'s, and the ")
_STATES: Final[tuple[str, ...]] = ("country", "territory", "igo")


class Metonyms:
    """Says of seats of governments that act for whom they stand."""

    def propose(self, document: DocumentView) -> Iterable[Decide]:
        """Decides anew what a seat is, with the same reading, and with whom it stands for."""
        standing = [c for c in document.candidates if c.decided and not c.demonym]
        seats = {c.key for c in standing if c.options[0].entity.seat_of}
        if not seats:
            return
        bodies = _national_bodies(standing)
        found = [
            (seat, sign)
            for group in _groups(standing, seats, document)
            if (
                sign := sign_of(group, words_of(document.fields[group[0].field]))
                or _of_its_state(group, bodies, document)
            )
            for seat in group
            if seat.key in seats
        ]
        if found and is_on_sport(document):
            found = [(seat, sign) for seat, sign in found if faces_state(seat, document)]
        if not found:
            return
        states = _states(document)
        for seat, sign in found:
            backed = sign.startswith(f"{seat.surface.lower()}-")  # nobody is city-backed
            if not backed and _may_be_the_city(seat, states, document):
                continue
            yield Decide(
                seat.key,
                seat.options[0],
                f"{seat.reason}; acts, by {sign!r}",
                seat.score,
                seat.options[0].entity.seat_of,
            )


def _national_bodies(standing: Iterable[Candidate]) -> dict[tuple[str, int], Candidate]:
    """Ministries and authorities of countries, by where they begin."""
    return {
        (candidate.field, candidate.start): candidate
        for candidate in standing
        if candidate.options[0].entity.type == "agency"
        and candidate.options[0].entity.parent
        and not _OF_STATES.isdisjoint(candidate.surface.lower().split())
    }


def _of_its_state(
    group: Sequence[Candidate],
    bodies: dict[tuple[str, int], Candidate],
    document: DocumentView,
) -> str | None:
    """The body of its country that a seat owns: "London's Competition Authority"."""
    seat = group[-1]
    if len(group) > 1 or not bodies:
        return None
    text = document.fields[seat.field]
    for mark in ("'s ", "\u2019s "):
        body = bodies.get((seat.field, seat.end + len(mark)))
        if body is not None and text.startswith(mark, seat.end):
            same = body.options[0].entity.parent == seat.options[0].entity.seat_of
            return body.surface if same else None
    return None


_OF_STATES: Final = frozenset("ministry department authority commission agency treasury".split())
"""Nouns of bodies that a country has in its capital, and no city of its own has by that name."""


# What the article tells -------------------------------------------------------------------------


def _states(document: DocumentView) -> tuple[set[str], set[str]]:
    """The countries, and bodies of countries, that an article names; and those with what lies in
    others that it names."""
    named: set[str] = set()
    around: set[str] = set()
    entities = document.gazetteer.entities
    for candidate in document.candidates:
        if not (candidate.decided or candidate.demonym) or candidate.field == "dateline":
            continue
        for place in document.gazetteer.lineage(candidate.options[0].entity.id):
            if place in entities and entities[place].type in _STATES:
                around.add(place)
                if place == candidate.options[0].entity.id:
                    named.add(place)
    return named, around


def _may_be_the_city(
    seat: Candidate, states: tuple[set[str], set[str]], document: DocumentView
) -> bool:
    """Whether it may act for itself: a mayor is near, or the article names no other country.

    What is only a seat, the White House, does not. Brussels, which is the seat of others than its
    country, is the capital of that where the article names it.
    """
    entity = seat.options[0].entity
    if entity.type not in CITIES:
        return False
    named, around = states
    own = set(document.gazetteer.lineage(entity.id))
    abroad = around - own or _is_on_states(entity.seat_of, own, document)
    if not abroad or (entity.seat_of not in own and named & own):
        return True
    words = words_of(document.fields[seat.field])
    first = max(0, words.at(seat.start - _NEAR))
    last = min(words.at(seat.end + _NEAR), len(words) - 1)
    return any(
        words.lowers[at] in CITY_GOVERNED
        and not _is_of_another(at, seat, words, document)
        and not _speaks_of(at, seat, words)
        for at in range(first, last + 1)
    )


def _is_of_another(index: int, seat: Candidate, words: Words, document: DocumentView) -> bool:
    """Whether a mayor is one of a place that is not the seat: "the mayor of Odesa"."""
    start, end = words.starts[index], words.ends[index]
    beside = [
        candidate
        for candidate in document.candidates
        if candidate.field == seat.field
        and candidate.options[0].entity.kind == "place"
        and (
            words.text[end : candidate.start] == " of "
            or words.text[candidate.end : start] in (" ", "'s ", "\u2019s ", ", ")
        )
    ]
    own = seat.options[0].entity.id
    return bool(beside) and all(candidate.options[0].entity.id != own for candidate in beside)


def _speaks_of(index: int, seat: Candidate, words: Words) -> bool:
    """Whether a mayor says what another does: "Mayor Jane Roe said Washington had refused"."""
    at = index
    while words.after(at) is not None and words.is_capital(at + 1):
        at += 1
    said = at + 1
    if at == index or words.gap(at) != " " or words.lowers[said] not in REPORTING:
        return False
    behind = said + 1
    if behind < len(words) and words.lowers[behind] == "that":
        behind += 1
    return words.gap(said) == " " and behind < len(words) and words.starts[behind] == seat.start


def _is_on_states(state: str | None, own: set[str], document: DocumentView) -> bool:
    """Whether an article is on several parts of a federation, whose capital has a district.

    What Washington does to Louisiana and Texas, the government does.
    """
    if state not in _FEDERATIONS:
        return False
    entities = document.gazetteer.entities
    parts = {
        place
        for candidate in document.candidates
        if candidate.decided and candidate.field != "dateline"
        for place in document.gazetteer.lineage(candidate.options[0].entity.id)
        if place in entities
        and entities[place].type == "region"
        and entities[place].parent == state
    }
    return len(parts - own) >= _SEVERAL


_FEDERATIONS: Final = frozenset({"iso3166:US", "iso3166:AU", "iso3166:NG", "iso3166:BR"})
"""Federations whose capital lies in none of their states and is seldom news for itself."""
_SEVERAL: Final = 2


def _groups(
    standing: Sequence[Candidate], seats: set[int], document: DocumentView
) -> Iterator[list[Candidate]]:
    """Runs of names that share what stands around them, "Washington, London and Paris".

    Runs without a seat are left out. A comma joins only where an "and" follows in the run:
    "According to NATO, Moscow said" has two; and "Paris, Texas" is none. A comma before the "and"
    joins three at least: "They left Cyprus, and London said" has two runs.
    """
    group: list[Candidate] = []
    commas: list[Candidate] = []  # the first names of a run, as long as no "and" has joined them
    for candidate in standing:
        if candidate.options[0].entity.kind not in ("place", "organization"):
            continue
        join = _join(group[-1], candidate, document) if group else ""
        if join == ",":
            commas, group = [*commas, *group], [candidate]
        elif join and (commas or not join.startswith(",")):
            commas, group = [], [*commas, *group, candidate]
        else:
            yield from _with_seats(commas, group, seats)
            commas, group = [], [candidate]
    yield from _with_seats(commas, group, seats)


def _with_seats(
    commas: Sequence[Candidate], group: list[Candidate], seats: set[int]
) -> Iterator[list[Candidate]]:
    for candidate in commas:
        if candidate.key in seats:
            yield [candidate]
    if not seats.isdisjoint([member.key for member in group]):
        yield group


def _join(first: Candidate, second: Candidate, document: DocumentView) -> str:
    """What joins two names to one run, ",", "and" or ",and"; empty where nothing does."""
    if first.field != second.field or not 0 <= second.start - first.end <= _LONGEST_JOIN:
        return ""
    found = _JOINED.fullmatch(document.fields[first.field], first.end, second.start)
    if not found:
        return ""
    above = document.gazetteer.lineage(first.options[0].entity.id)
    if "," in found.group() and second.options[0].entity.id in above:
        return ""
    return ("," if "," in found.group() else "") + (found["conjunction"] or "")


_NEAR: Final = 200  # code points
