"""Seats of governments that act: "Moscow expects", "talks with Beijing", "Kyiv's position".

Such a name stays the place, and says for whom it stands. It is a city for all that, and only what
stands beside it tells which of the two is meant: a verb of which it is the subject or the object,
a noun that it owns, a preposition behind a word for what governments have with each other. What
none of these tells stays a place and no more; so does a city in an article that names no other
country, where a mayor may be the one who acts, and in one on sport.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import regex

from newsnorm import Candidate, Decide, DocumentView
from newsnorm_entities.government_words import (
    ADDRESSES,
    ADVERBS,
    ASIDES,
    BASES,
    BE,
    BEFORE_PREPOSITION,
    CITY_GOVERNED,
    COMPLEMENTS,
    COMPOUNDS,
    DO,
    DOUBTFUL,
    FINITE,
    GERUNDS,
    HAVE,
    INTENTIONS,
    IRREGULAR,
    MODALS,
    OF_THE_CITY,
    PARTICIPLES,
    PARTICLES,
    PLACING,
    POSSESSED,
    PREPOSITIONS,
    SIDES,
    STANCES,
)
from newsnorm_entities.teams import is_on_sport
from newsnorm_entities.vocabulary import FUNCTION_WORDS
from newsnorm_entities.words import Words, words_of

_JOINED = regex.compile(r"(?:['’]s)?(?:,?+ (?P<conjunction>and|or|nor|&)|,)(?: the)? ")
_LONGEST_JOIN = len("'s, and the ")
_STATES = ("country", "territory", "igo")
_OWNED_WITHIN = 4
"""How many words behind a possessive the noun may stand: "Kyiv's largest European allies"."""


class Metonyms:
    """Says of seats of governments that act for whom they stand."""

    def propose(self, document: DocumentView) -> Iterable[Decide]:
        """Decides anew what a seat is, with the same reading, and with whom it stands for."""
        standing = [c for c in document.candidates if c.decided and not c.demonym]
        seats = {c.key for c in standing if c.options[0].entity.seat_of}
        if not seats:
            return
        found = [
            (seat, sign)
            for group in _groups(standing, seats, document)
            if (sign := _sign(group, words_of(document.fields[group[0].field])))
            for seat in group
            if seat.key in seats
        ]
        if not found or is_on_sport(document):
            return
        states = _states(document)
        for seat, sign in found:
            if _may_be_the_city(seat, states, document):
                continue
            yield Decide(
                seat.key,
                seat.options[0],
                f"{seat.reason}; acts, by {sign!r}",
                seat.score,
                seat.options[0].entity.seat_of,
            )


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
    if entity.type not in _CITIES:
        return False
    named, around = states
    own = set(document.gazetteer.lineage(entity.id))
    if not around - own or (entity.seat_of not in own and named & own):
        return True
    words = words_of(document.fields[seat.field])
    first = max(0, words.at(seat.start - _NEAR))
    last = words.at(seat.end + _NEAR)
    return not CITY_GOVERNED.isdisjoint(words.lowers[first : last + 1])


def _groups(
    standing: Sequence[Candidate], seats: set[int], document: DocumentView
) -> Iterator[list[Candidate]]:
    """Runs of names that share what stands around them, "Washington, London and Paris".

    Runs without a seat are left out. A comma joins only where an "and" follows in the run:
    "According to NATO, Moscow said" has two; and "Paris, Texas" is none.
    """
    group: list[Candidate] = []
    commas: list[Candidate] = []  # the first names of a run, as long as no "and" has joined them
    for candidate in standing:
        if candidate.options[0].entity.kind not in ("place", "organization"):
            continue
        join = _join(group[-1], candidate, document) if group else ""
        if join == ",":
            commas, group = [*commas, *group], [candidate]
        elif join:
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
    if any(member.key in seats for member in group):
        yield group


def _join(first: Candidate, second: Candidate, document: DocumentView) -> str:
    """What joins two names to one run, "," or a conjunction; empty where nothing does."""
    if first.field != second.field or not 0 <= second.start - first.end <= _LONGEST_JOIN:
        return ""
    found = _JOINED.fullmatch(document.fields[first.field], first.end, second.start)
    if not found:
        return ""
    above = document.gazetteer.lineage(first.options[0].entity.id)
    if "," in found.group() and second.options[0].entity.id in above:
        return ""
    return found["conjunction"] or ","


# What the words beside it tell ------------------------------------------------------------------


def _sign(group: Sequence[Candidate], words: Words) -> str | None:
    """The words that say that governments are meant, or None."""
    start, end = group[0].start, group[-1].end
    first, last = words.at(start), words.at(end - 1)
    left = _left_of(words, first)
    if words.is_possessive(last):
        return _possession(words, last, left)
    if words.starts[first] < start or words.ends[last] > end:
        return _compound(words.lowers[first], words.lowers[last], words.text[start:end].lower())
    if left and left[-1] in PLACING:
        return None
    if left[-2:] == ["recognition", "of"] and words.lowers[last + 1 : last + 2] == ["as"]:
        return None  # "recognition of Jerusalem as the capital": what is called so is the city
    if left and left[-1] in PREPOSITIONS:
        return _governed(left) if _is_closed(words, last) else None
    if left and left[-1] == "and" and "between" in left[1:]:
        return _governed(left[: left.index("between", 1) + 1]) if _is_closed(words, last) else None
    if left and left[-1] in ADDRESSES and _is_closed(words, last):
        return left[-1]
    if left[-2:-1] == ["to"] and left[-1] not in BASES:
        return None  # "to win the White House said ...": an object, whatever follows
    return _predicate(words, last, several=len(group) > 1)


def _left_of(words: Words, index: int) -> list[str]:
    """The words before a name in its clause, the nearest last, without what only points at it."""
    left: list[str] = []
    at = words.before(index)
    while at is not None and len(left) < _LEFT and not words.is_possessive(at):
        left.insert(0, words.lowers[at])
        at = words.before(at)
    while left and left[-1] in _POINTING:
        left.pop()
    return left


def _possession(words: Words, index: int, left: Sequence[str]) -> str | None:
    """What is the government's of the words behind a possessive, if it is not the city's."""
    if left and left[-1] in PLACING:
        return None
    owned: list[str] = []
    for at in range(index + 1, min(index + 1 + _OWNED_WITHIN, len(words))):
        gap = words.text[words.ends[at - 1] : words.starts[at]]
        lower = words.lowers[at]
        if gap not in (" ", "'s ", "\u2019s ") or lower in FUNCTION_WORDS:
            break
        owned.append(lower)
    if OF_THE_CITY.intersection(owned):
        return None
    return next((word for word in owned if word in POSSESSED), None)


def _compound(first: str, last: str, name: str) -> str | None:
    """What is the government's in a word with hyphens: "Moscow-backed", "pro-Moscow"."""
    if first != name and first.endswith(name) and first.removesuffix(name).rstrip("-") in SIDES:
        return first
    if last.startswith(f"{name}-") and last.removeprefix(f"{name}-") in COMPOUNDS:
        return last
    return None


def _governed(left: Sequence[str]) -> str | None:
    """A word and the preposition behind it that only a government follows: "talks with"."""
    preposition = "toward" if left[-1] == "towards" else left[-1]
    before = [word for word in left[:-1] if word not in PARTICLES]  # "set up by"
    if before and before[-1] in BEFORE_PREPOSITION.get(preposition, ()):
        return f"{before[-1]} {left[-1]}"
    return None


def _is_closed(words: Words, index: int) -> bool:
    """Whether the name ends where it seems to: "urged Moscow to", but not "urged Moscow police"."""
    after = words.after(index)
    if after is None:
        return True
    if words.is_capital(after):
        return False
    lower = words.lowers[after]
    return lower in _CLOSING or lower.endswith(("ed", "ly"))


def _predicate(words: Words, index: int, *, several: bool) -> str | None:
    """The verb of which the name is the subject, if it is one of governments."""
    gap, at = words.gap(index), index + 1
    if gap == ", ":
        aside = next((a for a in ASIDES if words.text.startswith(f"{a}, ", words.starts[at])), None)
        if aside is not None:
            at += len(aside.split())
        elif words.lowers[at] == "which":
            at += 1
        else:
            return None
    elif gap != " ":
        return None
    at, verb = _next(words, at)
    if verb in FINITE or (several and verb in BASES):
        nominal = verb in DOUBTFUL or f"{verb}s" in DOUBTFUL
        return verb if not nominal or _has_complement(words, at) else None
    if verb in BE:
        return _state(words, at)
    if verb in _HELPING:
        then, main = _next(words, at + 1)
        if main == "be":
            return _state(words, then)
        return f"{verb} {main}" if main in BASES else None
    if verb in HAVE:
        then, main = _next(words, at + 1)
        if main == "been":
            return _state(words, then)
        if main in ("no", "every", "any"):
            _, main = _next(words, then + 1)
            return f"{verb} {main}" if main in INTENTIONS else None
        return f"{verb} {main}" if main in PARTICIPLES else None
    if verb == "to" and words.line(words.starts[index]).headline:
        _, main = _next(words, at + 1)
        return f"to {main}" if main in BASES else None
    return None


def _state(words: Words, index: int) -> str | None:
    """What a government is, or is doing, behind a form of "to be"."""
    _, state = _next(words, index + 1)
    is_one = state in STANCES or state in GERUNDS
    return f"{words.lowers[index]} {state}" if is_one else None


def _next(words: Words, index: int) -> tuple[int, str]:
    """Number and lower case of a word, or of the first behind it that is no adverb."""
    while index < len(words):
        lower = words.lowers[index]
        if lower not in ADVERBS and not (lower.endswith("ly") and lower not in BASES):
            return index, lower
        if words.after(index) is None:
            break
        index += 1
    return index, ""


def _has_complement(words: Words, index: int) -> bool:
    """Whether what may be a plural is a verb, by what follows: "Moscow plans to"."""
    after = words.after(index)
    if after is None:
        return False
    return words.lowers[after] in COMPLEMENTS or words.is_capital(after)


_CLOSING = FUNCTION_WORDS | BE | HAVE | MODALS | DO | COMPLEMENTS | IRREGULAR | FINITE - DOUBTFUL
_HELPING = MODALS | DO
_CITIES = ("capital", "city")
_LEFT = 8
_NEAR = 200  # code points
_POINTING = frozenset("the both either neither official even".split())
