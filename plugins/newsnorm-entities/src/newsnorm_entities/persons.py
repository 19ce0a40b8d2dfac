"""Persons whom no title introduces, by their full names: "Jane Roe, the mayor of Augusta".

The vocabulary is open: a name that no table has becomes an entity of its own. What the clues of all
places of a name come to decides (`newsnorm_entities.clues`); who is named with a title or stands
in the gazetteer needs no clue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from newsnorm import Add, Candidate, DocumentView, Gazetteer, Option
from newsnorm_entities.clues import (
    ENOUGH,
    ENOUGH_UNKNOWN,
    LEGAL,
    SPEECH,
    Clues,
    clues_beside,
    ship_name,
)
from newsnorm_entities.doings import SURE, is_past
from newsnorm_entities.given import eponyms, given, is_common_word, surname_first
from newsnorm_entities.identities import Identities, Key, key_of, listed
from newsnorm_entities.name_points import name_points
from newsnorm_entities.names import family, without_initials
from newsnorm_entities.neighbors import is_doubtful
from newsnorm_entities.organization_words import ORDINARY, SIGNS
from newsnorm_entities.runs import SURNAMES_TOO, Run, capital_runs, capitals, families, full_name
from newsnorm_entities.vocabulary import HONORIFICS
from newsnorm_entities.words import Words, words_of

SCORE: Final = 0.9
"""Of a person whom only clues tell."""


@dataclass(slots=True)
class _Name:
    """A name, with the places where it stands and what they say."""

    places: list[tuple[str, Run, Words]] = field(default_factory=list)
    points: int = 0
    own: int = 0
    like_state: int = 0
    """Points that it lost because its first part names a country or a state."""
    thing: bool = False
    """Whether a firm or a ship is called so, too."""


class Persons:
    """Adds persons by full names that stand without a title."""

    def propose(self, document: DocumentView) -> Iterable[Add]:
        """A candidate for each place of a name that its clues make a person's."""
        found: dict[Key, _Name] = {}
        for name in ("title", "text"):
            text = document.fields.get(name, "")
            if text:
                _collect(name, words_of(text), document.candidates, found)
        if not found:
            return
        identities = Identities(document)
        alone = _alone(document, {key[0] for key in found if key not in identities.known})
        sure = {
            key
            for key, name in found.items()
            if key in identities.known
            or _tells(key, name, alone)
            or _is_listed(name, document.gazetteer)
        }
        sure -= _ends_of_longer(found, document.candidates)
        sure |= _listed(found, sure, alone)
        sure |= _relatives(found, sure)
        for key, person in found.items():
            for name, run, words in person.places if key in sure else ():
                entity = identities.of(run.name, run.suffix)
                if entity is not None:
                    start = words.starts[run.first]
                    yield Add(
                        name, start, run.end, (Option(entity),), "name", decided=True, score=SCORE
                    )


def _is_listed(person: _Name, gazetteer: Gazetteer) -> bool:
    """Whether a table has the person, in another spelling: "Lech Walesa" for Lech Wałęsa."""
    entity = listed(person.places[0][1].name, gazetteer) if person.places else None
    return entity is not None and entity.kind == "person"


def _ends_of_longer(found: Mapping[Key, _Name], candidates: Iterable[Candidate]) -> set[Key]:
    """Names that are the two surnames of a person whose given name the article has as well.

    "Pena Nieves" of Luis Pena Nieves, whom a table may have; whose first part is a given name is
    somebody else.
    """
    names = {run.name for person in found.values() for _, run, _ in person.places}
    names |= {
        tuple(candidate.surface.removeprefix(candidate.role or "").split())
        for candidate in candidates
        if candidate.options and candidate.options[0].entity.kind == "person"
    }
    ends = {
        tuple(map(family, name[-2:]))
        for name in names
        if len(name) > 2 and given(name[0]) is not None
    }
    return {
        key
        for key, person in found.items()
        for _, run, _ in person.places
        if given(run.name[0]) is None and tuple(map(family, run.name)) in ends
    }


def _listed(found: Mapping[Key, _Name], sure: set[Key], alone: _Alone) -> set[Key]:
    """Names in a list with persons: "Ann Roe, Kay Hollis and Bob Low".

    One whose given name nobody knows must stand with two of them, as a list of three and more
    hardly ever mixes persons with things, or be called by the surname alone elsewhere.
    """
    more: set[Key] = set()
    for together in _lists(found):
        persons = len(sure.intersection(together))
        more.update(
            key for key in together if _fits_list(found[key], persons, alone.counts[key[0]])
        )
    return more - sure


def _lists(found: Mapping[Key, _Name]) -> Iterator[list[Key]]:
    """The names that stand in one list, for each list in title and text."""
    standing = sorted(
        (name, run.first, run.last, key)
        for key, person in found.items()
        for name, run, _ in person.places
    )
    words = {name: words for person in found.values() for name, _, words in person.places}
    listed: list[Key] = []
    before = ("", -1)
    for name, first, last, key in standing:
        if listed and not _goes_on(words[name], before, (name, first)):
            yield listed
            listed = []
        listed.append(key)
        before = name, last
    yield listed


def _goes_on(words: Words, before: tuple[str, int], at: tuple[str, int]) -> bool:
    """Whether a name goes on with a list that another one stands in."""
    (field, last), (name, first) = before, at
    if field != name or words.is_possessive(last):
        return False
    if first == last + 1:
        return words.gap(last) == ", "
    joined = first == last + 2 and words.lowers[last + 1] == "and"
    return joined and words.gap(last) in (" ", ", ") and words.gap(last + 1) == " "


def _fits_list(person: _Name, persons: int, alone: int) -> bool:
    """Whether a name is a person's in a list with so many persons, by its surname's uses alone."""
    if not persons or person.thing or (person.points < 0 and not _is_called_like_state(person)):
        return False
    return (
        persons > 1
        or alone > 0
        or any(given(run.name[0]) is not None for _, run, _ in person.places)
    )


def _is_called_like_state(person: _Name) -> bool:
    """Whether nothing speaks against a name but that it begins as a state's: "Chad Hurley"."""
    return person.points + person.like_state >= 0


def _is_word(lower: str) -> bool:
    """Whether a surname is a word, too: "Georgia Power" may be a firm, whoever it stands with."""
    return is_common_word(lower) or lower in ORDINARY or lower in SIGNS


def _relatives(found: Mapping[Key, _Name], sure: set[Key]) -> set[Key]:
    """Names that nothing speaks against and that have the surname of a person beside them.

    Not those that may be the two surnames of that person: "Pena Nieves" of Luis Pena Nieves.
    """
    names = [run.name for key in sure for _, run, _ in found[key].places]
    surnames = {key[0] for key in sure}
    parts = {part for name in names for part in name}
    return {
        key
        for key, person in found.items()
        if key[0] in surnames and key not in sure and not person.thing and person.points >= 0
        for _, run, words in person.places
        if len(run.name) == 2
        and len(run.name[0]) > 2
        and not _may_be_place(words, run)
        and run.name[0] not in parts
        and not is_common_word(run.name[0].lower())
    }


def _may_be_place(words: Words, run: Run) -> bool:
    """Whether a name may be a place's with a surname behind it: "In Brussels Velt sang"."""
    before = words.before(run.first)
    if before is None or words.lowers[before] not in ("in", "at", "near", "into", "outside"):
        return False
    known = given(run.name[0])
    return known is None or known.doubtful


def _tells(key: Key, person: _Name, alone: _Alone) -> bool:
    """Whether clues are enough."""
    if not person.places:
        return False
    best = max((run for _, run, _ in person.places), key=name_points)
    by_name = name_points(best)
    known = given(best.name[0])
    addressed = SURE if key[0] in alone.addressed else 0
    initials = len(best.name[0]) == 1
    points = by_name + person.points + min(alone.counts[key[0]], 1 if initials else 2) + addressed
    own = person.own + addressed
    is_thing = person.thing or " ".join(best.name).casefold() in eponyms()
    if is_thing and own < SURE:
        return False
    sure = known is not None and not known.doubtful
    if sure or by_name >= ENOUGH:
        return points >= ENOUGH
    return points >= ENOUGH_UNKNOWN and (known is not None or initials or own >= 2)


def _collect(
    name: str, words: Words, candidates: Sequence[Candidate], found: dict[Key, _Name]
) -> None:
    """Gather the full names of a field, and what stands beside them."""
    standing = [c for c in candidates if c.field == name]
    at = 0
    for first, last in capital_runs(words):
        start, end = words.starts[first], words.ends[last]
        while at < len(standing) and standing[at].end <= start:
            at += 1
        inside = []
        ahead = at
        while ahead < len(standing) and standing[ahead].start < end:
            inside.append(standing[ahead])
            ahead += 1
        all_of = last == first + 1 and inside and _is_all_of(inside[0], start, end)
        if all_of and not is_doubtful(inside[0]):
            continue  # "White House"
        part = _free_part(words, first, last, inside)
        if part is None:
            continue
        line = words.line(start)
        if line.headline or line.capitals:
            continue
        run = full_name(words, *part)
        _note_ship(words, part, found)
        if run is None:
            _note_firm(words, part, found)
            continue
        clues = clues_beside(words, run)
        if clues.never or _is_other(words, run, inside, clues) or _is_noun(words, run, clues):
            continue
        key = key_of(run.name)
        if key is None:
            continue
        person = found.setdefault(key, _Name())
        person.places.append((name, run, words))
        like_state = _state_points(run, words, inside, clues)
        if like_state < 0 and len(run.name) == 2 and not _is_word(run.name[1].lower()):
            person.like_state -= like_state
        person.points += clues.points + like_state
        person.own += clues.own
        person.thing = person.thing or clues.firm


def _is_all_of(candidate: Candidate, start: int, end: int) -> bool:
    """Whether a stretch lies in the name of something that is no person."""
    return (
        candidate.start <= start
        and candidate.end >= end
        and not candidate.demonym
        and candidate.options[0].entity.kind != "person"
    )


def _note_firm(words: Words, part: tuple[int, int], found: dict[Key, _Name]) -> None:
    """Remember that a firm has a name, by its legal form: "Jane Roe Inc" and, later, "Jane Roe"."""
    first, last = part
    for index in range(first + 2, last + 1):
        if words.lowers[index] in LEGAL:
            _note_thing(words.texts[first:index], found)


def _note_ship(words: Words, part: tuple[int, int], found: dict[Key, _Name]) -> None:
    """Remember that a ship has a name: "USS Jane Roe" and, later, "Jane Roe"."""
    first = ship_name(words, *part)
    if first is not None:
        _note_thing(words.texts[first : part[1] + 1], found)


def _note_thing(name: list[str], found: dict[Key, _Name]) -> None:
    key = key_of(tuple(name))
    if key is not None:
        found.setdefault(key, _Name()).thing = True


def _free_part(
    words: Words, first: int, last: int, inside: Sequence[Candidate]
) -> tuple[int, int] | None:
    """The part of a run behind what describes the person: "Russian Ivan Petrov".

    None where the run is taken: by a person who is known, or by a longer name.
    """
    for candidate in inside:
        option = candidate.options[0]
        known = candidate.decided and option.entity.kind == "person"
        describes = candidate.demonym or option.entity.kind == "organization"
        if describes and option.entity.type == "club" and last == first + 1:
            describes = given(candidate.surface) is None  # "Chelsea Roe"
        if known or (describes and candidate.start <= words.starts[first]):
            if candidate.end >= words.ends[last]:
                return None
            first = max(first, words.at(candidate.end - 1) + 1)
    return (first, last) if first < last else None


def _state_points(run: Run, words: Words, inside: Sequence[Candidate], clues: Clues) -> int:
    """What it says that the first word is a country's or a state's name, too: "Jordan", "Virginia".

    It speaks against a person, unless the second is no word and does what persons do: "Jordan
    Spieth birdied", not "Georgia Power said".
    """
    start = words.starts[run.first]
    if not any(
        candidate.start == start and option.entity.type in ("country", "region")
        for candidate in inside
        for option in candidate.options
    ):
        return 0
    if clues.own >= SURE:
        return 0
    if _CLAN.match(run.name[-1]):
        return 2
    surname = run.name[-1].lower()
    if len(run.name) > 2 or is_common_word(surname) or surname.endswith("s"):
        return -1
    after = words.after(run.last)
    acts = after is not None and not words.is_possessive(run.last) and _is_deed(words.lowers[after])
    return 2 if acts else -1


_CLAN: Final = regex.compile(r"(?:O['\N{RIGHT SINGLE QUOTATION MARK}]|Mc|Mac)\p{Lu}\p{Ll}+")
"""Irish and Scottish surnames begin as no noun does: "O'Roe", "McRoe"."""


def _is_deed(verb: str) -> bool:
    return is_past(verb) and verb not in SPEECH


def _is_other(words: Words, run: Run, inside: Sequence[Candidate], clues: Clues) -> bool:
    """Whether the gazetteer has another meaning of a name, or of a good part of it.

    What only persons do tells that a city's or a club's name is a given name: "Chelsea Roe sang".
    """
    start, end = words.starts[run.first], words.ends[run.last]
    for candidate in inside:
        if candidate.end <= start or candidate.start >= end or candidate.demonym:
            continue
        if is_doubtful(candidate):
            if candidate.end < end or candidate.start > start:
                continue  # "Chia" in "Wu Chia-hao", "Evans" in "Bob Evans"
            if clues.own >= SURE and given(run.name[0]) is not None:
                continue  # a small town is called after somebody
        kinds = {option.entity.kind for option in candidate.options}
        if kinds == {"person"}:
            own = candidate.start <= start and candidate.end >= end
            return own and not (run.suffix and candidate.end == end)  # "Donald Trump" of "Jr."
        if candidate.start <= start and candidate.end >= end:
            return True
        if candidate.start < start or candidate.end > end or " " in candidate.surface:
            return True
        known = given(run.name[0])
        if candidate.start > start and (known is None or known.doubtful):
            return True  # "Dynamo Moscow"
        if candidate.start == start and (known is None or not kinds <= {"place"}):
            if clues.own >= 2 and _may_be_given(candidate, run):
                continue
            return True
    return False


def _is_noun(words: Words, run: Run, clues: Clues) -> bool:
    """Whether a word behind two given names is no surname: "Bob Marley Boulevard".

    It is one where the name does what persons do: "Juan Manuel Cat made".
    """
    if len(run.name) != 3 or clues.own or not is_common_word(run.name[-1].lower()):
        return False
    if run.name[-1].lower() in SURNAMES_TOO or surname_first(run.name):
        return False
    after = words.after(run.last)
    return after is None or not is_past(words.lowers[after])


def _may_be_given(candidate: Candidate, run: Run) -> bool:
    """Whether all that a table means by a word are things that people are named after."""
    if candidate.surface != run.name[0] or len(without_initials(run.name)) != 2:
        return False
    return all(
        option.entity.kind == "place" or option.entity.type == "club"
        for option in candidate.options
    )


_FAR: Final = 3
"""Code points between words that do not stand together."""


@dataclass(slots=True)
class _Alone:
    """Surnames that stand alone, by family: how often, and which behind a form of address."""

    counts: Counter[str] = field(default_factory=Counter)
    addressed: set[str] = field(default_factory=set)


def _alone(document: DocumentView, surnames: Iterable[str]) -> _Alone:
    """Which words of some families stand alone in the text, as surnames do later on."""
    found = _Alone()
    text = document.fields.get("text", "")
    words = words_of(text)
    starts, ends = words.starts, words.ends
    capital = set(capitals(text))
    places = families(text)
    for key in surnames:
        for index in places.get(key, ()):
            if len(words.texts[index]) < 2:
                continue
            apart = _FAR
            if index - 1 in capital and not words.is_possessive(index - 1):
                apart = starts[index] - ends[index - 1]
            if apart <= 2 and words.lowers[index - 1] in HONORIFICS:
                found.addressed.add(key)
            elif apart != 1 and not (index + 1 in capital and starts[index + 1] == ends[index] + 1):
                found.counts[key] += 1
    return found
