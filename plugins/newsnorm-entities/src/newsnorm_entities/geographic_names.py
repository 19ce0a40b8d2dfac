"""Places that no table has, told by the noun of their names: "Gulf of Velt", "the town of Velt".

The vocabulary is open, as with persons and bodies: a name becomes an entity of its own where a
noun with it says beyond doubt that it is a place's. The noun can be a part of the name, "Lake
Velt", "on Velt Island", or stand beside it in small letters, "the Velt river", "the village of
Velt"; such a place is known by its name alone for the rest of the article. What a table knows under
the name, and be it undecided, is left to the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from newsnorm import Add, Candidate, DocumentView, Entity, Gazetteer, Option, local_id
from newsnorm_entities.called_towns import LARGE
from newsnorm_entities.geographic_nouns import (
    BEFORE_NAMES,
    BEHIND_NAMES,
    CALLED_SO,
    HEADS,
    ISLANDS,
    OF_NAMES,
    SETTLEMENTS,
    SPANNING,
    WATERS,
    WORKS,
)
from newsnorm_entities.given import given, is_common_word
from newsnorm_entities.neighbors import is_doubtful
from newsnorm_entities.open_places import open_places
from newsnorm_entities.river_signs import flows_there
from newsnorm_entities.runs import is_joined
from newsnorm_entities.searched import among
from newsnorm_entities.standing import Standing
from newsnorm_entities.vocabulary import DIRECTIONS, FUNCTION_WORDS, HONORIFICS, ROLES
from newsnorm_entities.words import Words, words_of

SCORE: Final = 0.9
_MOST: Final = 3
"""Words of a name beside its noun, at most."""

_BEFORE: Final = frozenset(
    """
    in on at off near from to around through over into onto and across along past for of towards
    toward between via outside
    """.split()
)
"""What stands before a name that has no article: "on Velt Island"."""

Stretch = tuple[int, int, bool]
"""First and last word, and whether the noun is no part of it, so that the name stands alone."""


class GeographicNames:
    """Adds places that no table has."""

    def propose(self, document: DocumentView) -> Iterable[Add]:
        """A candidate for each name that its noun tells, and for each time it stands alone."""
        taken = Standing(document.candidates)
        alone: dict[str, Option] = {}
        added: set[tuple[str, int]] = set()
        for field in ("text", "title"):
            words = words_of(document.fields.get(field, ""))
            for first, last, is_alone in chain(
                names_of_places(words), _open_places(words, field, taken)
            ):
                start, end = words.starts[first], words.ends[last]
                line = words.line(start)
                if line.headline or line.capitals or _is_taken(taken, field, start, end):
                    continue
                name = words.text[start:end]
                if (field, start) in added:
                    continue
                if _is_port(words, first) and any(True for _ in taken.at(field, start, end)):
                    continue  # which of the towns that a table has, nothing tells
                entity = _entity(name, document.gazetteer)
                if (town := _town(words, first, last, is_alone, document.gazetteer)) is not None:
                    entity = town
                option = Option(entity)
                if is_alone:
                    option = alone.setdefault(name, option)
                added.update((field, at) for at in range(start, end))
                yield Add(field, start, end, (option,), "name of a place", True, score=SCORE)
        for name, option in alone.items():
            if taken.begins_firm(name):
                continue  # "Velt Falls" is what "Velt Falls State Bank" is called in short
            for field in ("text", "title"):
                words = words_of(document.fields.get(field, ""))
                for start in words.places(name):
                    end = start + len(name)
                    if (field, start) in added or _is_taken(taken, field, start, end):
                        continue
                    first = words.at(start)
                    if words.starts[first] < start:
                        continue  # "Roe-Velt"
                    if _is_whole(words, first, words.at(end - 1)):
                        yield Add(field, start, end, (option,), "as elsewhere", True, score=SCORE)


def _is_port(words: Words, first: int) -> bool:
    """Whether a name stands behind "port of": ports are seldom towns that no table has."""
    return words.lowers[max(0, first - 2) : first] == ["port", "of"]


def _open_places(words: Words, field: str, taken: Standing) -> Iterator[Stretch]:
    """Names that their place alone tells; of persons and bodies that the article has, none."""

    def large_at(offset: int) -> bool:
        return any(
            candidate.start == offset
            and candidate.decided
            and candidate.options[0].entity.type in LARGE
            for candidate in taken.at(field, offset, offset + 1)
        )

    known = {
        candidate.start
        for candidate in taken.candidates
        if candidate.field == field and (candidate.decided or not is_doubtful(candidate))
    }
    towns = {
        offset
        for candidate in taken.candidates
        if candidate.field == field
        and candidate.decided
        and candidate.options[0].entity.type in _TOWNS
        for offset in (candidate.start, candidate.end)
    }
    for first, last, has_region in open_places(words, known, large_at, towns):
        start, end = words.starts[first], words.ends[last]
        met = list(taken.at(field, start, end))
        if met and not (has_region and all(is_doubtful(candidate) for candidate in met)):
            continue
        if not any(taken.has_person(words.texts[at]) for at in range(first, last + 1)):
            yield first, last, True


_TOWNS: Final[tuple[str, ...]] = ("city", "capital", "area")


def _entity(name: str, gazetteer: Gazetteer) -> Entity:
    """What a name means: the table's, if it has the singular, "Strait of Velt" for the straits."""
    if name.startswith("Straits "):
        for alias in gazetteer.lookup(name.replace("Straits", "Strait", 1)):
            if gazetteer.entities[alias.entity].kind == "place":
                return gazetteer.entities[alias.entity]
    return Entity(local_id(name), name, "place", "area")


def _town(
    words: Words, first: int, last: int, is_alone: bool, gazetteer: Gazetteer
) -> Entity | None:
    """The table's one town of a name that the article holds no evidence for: "from Lake Velt".

    Where the name's own noun says what it is, a lake, a preposition must say that a town is meant;
    and a name with its region behind a comma, which the table would have, is another town's.
    """
    if words.gap(last) == ", " and last + 1 < len(words) and words.is_capital(last + 1):
        return None
    after = words.after(last)
    if after is not None and words.lowers[after] in HEADS:
        return None  # "the Velt river"
    if not is_alone:
        before = words.before(first)
        if words.lowers[first] not in BEFORE_NAMES or before is None:
            return None
        if words.lowers[before] not in _BEFORE_TOWNS:
            return None
    known = gazetteer.lookup(words.text[words.starts[first] : words.ends[last]])
    towns = {alias.entity for alias in known}
    if len(towns) != 1:
        return None
    town = gazetteer.entities[towns.pop()]
    return town if town.type == "city" and (town.population or 0) >= _KNOWN else None


_BEFORE_TOWNS: Final = frozenset("from in to".split())
_KNOWN: Final = 50_000
"""Inhabitants of a town beside which hardly a village of its name is written of."""


def names_of_places(words: Words) -> Iterator[Stretch]:
    """The names that a noun tells.

    >>> words = Words("Boats left Lake Velt for the town of Orrin and the Skarn river.")
    >>> [" ".join(words.texts[first : last + 1]) for first, last, _ in names_of_places(words)]
    ['Lake Velt', 'Orrin', 'Skarn']
    """
    reach = -1
    for noun in among(words, HEADS):
        if noun <= reach:
            continue
        for first, last, alone in _around(words, noun):
            reach = max(last, reach)
            yield first, last, alone


def _around(words: Words, noun: int) -> Iterator[Stretch]:
    lower = words.lowers[noun]
    if words.is_possessive(noun):
        return
    if not words.is_capital(noun):
        if (works := WORKS.get(lower)) is not None:
            behind = words.after(noun)
            if behind is not None and words.lowers[behind] in works:
                yield from _called_after(words, noun)
            return
        if lower in SPANNING:
            if (found := _spanned(words, noun)) is not None:
                yield found
            return
        if lower in SETTLEMENTS or lower in ISLANDS:
            yield from _called(words, noun)
        if (lower in WATERS or lower in CALLED_SO) and (found := _described(words, noun)):
            yield found
        return
    last = None
    if lower in OF_NAMES and words.after(noun) is not None and words.lowers[noun + 1] == "of":
        of = words.after(noun + 1)
        if of is not None and words.lowers[of] == "the":
            of = words.after(of)
        last = _run_from(words, of) if of is not None else None
        if last is not None:
            yield noun, last, False
            return
    if lower in BEFORE_NAMES and (last := _run_from(words, words.after(noun))) is not None:
        before = words.before(noun)
        if before is None or not words.is_capital(before) or words.lowers[before] in FUNCTION_WORDS:
            yield noun, last, False
            return
    if lower in BEHIND_NAMES and _ends_there(words, noun) and not _is_school(words, noun):
        first = _run_to(words, noun)
        if first is not None:
            yield first, noun, False


def _called(words: Words, noun: int) -> Iterator[Stretch]:
    """Names behind a noun and "of": "the town of Velt", "the villages of Velt and Orrin"."""
    of = words.after(noun)
    first = words.after(of) if of is not None and words.lowers[of] == "of" else None
    last = _run_from(words, first) if first is not None else None
    while first is not None and last is not None:
        yield first, last, True
        if not words.lowers[noun].endswith("s"):
            return
        joined = last + 1
        if words.gap(last) not in (" ", ", ") or joined >= len(words):
            return
        if words.lowers[joined] == "and":
            joined += 1
        if joined >= len(words):
            return
        first, last = joined, _run_from(words, joined)


def _spanned(words: Words, noun: int) -> Stretch | None:
    """The river that a dam or a bridge is on: "a dam on the Velt"."""
    name = noun + 3
    if name >= len(words) or words.lowers[noun + 1] not in ("on", "over", "across"):
        return None
    if words.lowers[noun + 2] != "the" or words.gaps(noun, name) != [" ", " ", " "]:
        return None
    if not words.texts[name].istitle() or not flows_there(words, name, name):
        return None
    lower = words.lowers[name]
    plain = is_common_word(lower) or lower in DIRECTIONS or lower in FUNCTION_WORDS
    return None if plain or given(lower) is not None else (name, name, True)


def _described(words: Words, noun: int) -> Stretch | None:
    """The name before its noun in small letters: "the Velt river", "in Velt village"."""
    last, after = words.before(noun), words.after(noun)
    if last is None or not words.is_capital(last) or words.is_possessive(last):
        return None
    if after is not None and words.lowers[after] in ("system", "systems"):
        return None  # "the Midwest river system"
    first = last
    before = words.before(first)
    if (
        before is not None
        and words.is_capital(before)
        and not words.is_possessive(before)
        and words.lowers[before] not in FUNCTION_WORDS
    ):
        first = before
        before = words.before(first)
    lower = words.lowers[before] if before is not None else ""
    if not (
        (lower == "the" if words.lowers[noun] in WATERS else lower in _BEFORE)
        or (before is not None and words.is_possessive(before))  # "Iran's Velt island"
    ):
        return None
    if words.lowers[noun] not in WATERS and is_common_word(words.lowers[last]):
        return None
    return None if _is_plain(words, first, last) else (first, last, True)


def _called_after(words: Words, noun: int) -> Iterator[Stretch]:
    """The place that works or a camp are called after: "the idled Velt nuclear plant"."""
    last = words.before(noun)
    if last is None or not words.is_capital(last) or words.is_possessive(last):
        return
    first = last
    before = words.before(first)
    if before is not None and words.is_capital(before) and not words.is_possessive(before):
        first, before = before, words.before(before)
    for _ in range(_MOST):
        if before is None or words.is_capital(before):
            return
        if words.lowers[before] in _DETERMINERS:
            break
        if words.lowers[before] in FUNCTION_WORDS:
            return  # "a Velt coal mine"
        before = words.before(before)
    else:
        return
    own = [words.lowers[at] for at in range(first, last + 1)]
    plain = all(is_common_word(lower) or lower in DIRECTIONS for lower in own)
    nation = own[-1].endswith(_NATIONS) or any(words.texts[at].isupper() for at in (first, last))
    if not (plain or nation or "-" in own[-1] or _is_plain(words, first, last)):
        yield first, last, True


_DETERMINERS: Final = frozenset("the its their".split())
_NATIONS: Final[tuple[str, ...]] = ("an", "ese", "ish", "ic", "ist")
"""How adjectives of nations end, which say whose a mine is and not where: "the Veltian mine"."""


def _run_from(words: Words, first: int | None) -> int | None:
    """The last of the capitalised words from one on, if they can be a place's name."""
    if first is None or first >= len(words) or not words.is_capital(first):
        return None
    last = first
    if words.texts[first] in _SAINTS and words.gap(first) in (" ", ". "):
        last = first + 1
        if last >= len(words) or not words.is_capital(last):
            return None
    while (after := words.after(last)) is not None and words.is_capital(after):
        last = after
    if last - first >= _MOST or _is_plain(words, first, last) or not _ends_there(words, last):
        return None
    if last > first and is_common_word(words.lowers[last]):
        return None  # "Lake Shore Mine", "Mount Velt Hotel"
    return last


def _run_to(words: Words, noun: int) -> int | None:
    """The first of the capitalised words up to a noun, if they can be a place's name with it."""
    first = words.before(noun)
    if first is None and noun and words.gap(noun - 1) == "'s ":
        first = noun - 1
    if first is None or not words.is_capital(first):
        return None
    for _ in range(_MOST - 1):
        before = words.before(first)
        if before is None or not words.is_capital(before):
            break
        if words.lowers[before] in FUNCTION_WORDS or words.is_possessive(before):
            break
        first = before
    if first and words.texts[first - 1] in _SAINTS and words.gap(first - 1) == ". ":
        first -= 1
    if _is_plain(words, first, noun - 1):
        return None
    before = words.before(first)
    lower = words.lowers[before] if before is not None else ""
    if lower == "the" or (before is not None and words.is_possessive(before)):
        return first
    if words.lowers[noun] not in ISLANDS or lower not in _BEFORE:
        return None
    return None if is_common_word(words.lowers[noun - 1]) else first


_SAINTS: Final = frozenset({"St", "Ste", "Saint", "Mt"})


def _is_plain(words: Words, first: int, last: int) -> bool:
    """Whether a run holds what is no name of a place: a title, a direction alone, one letter."""
    lowers = words.lowers[first : last + 1]
    if any(low in FUNCTION_WORDS or low in ROLES or low in HONORIFICS for low in lowers):
        return True
    return all(low in DIRECTIONS or len(low) < 2 or low.isdigit() for low in lowers)


def _ends_there(words: Words, last: int) -> bool:
    """Whether a name ends with a word: what goes on is a body's, "Velt River Authority"."""
    after = last + 1
    if words.gap(last).startswith(("-", " &", ". ", "\u2019", "'")) and not words.is_possessive(
        last
    ):
        return words.gap(last).startswith(". ")
    if words.gap(last) != " " or after >= len(words):
        return True
    if words.is_capital(after) or words.is_possessive(last):
        return words.is_possessive(last)
    return words.lowers[after] != "of" and not is_joined(words.texts[after])


def _is_school(words: Words, noun: int) -> bool:
    """Whether a valley's name may be that of its school: "the Velt Valley students"."""
    after = words.after(noun)
    if words.lowers[noun] != "valley" or after is None:
        return False
    return words.lowers[after] not in FUNCTION_WORDS


def _is_whole(words: Words, first: int, last: int) -> bool:
    """Whether a name that stands alone is no part of a longer one."""
    before, after = words.before(first), words.after(last)
    if before is not None and words.is_capital(before) and not words.opens_sentence(before):
        return False
    if after is not None and words.is_capital(after):
        return False
    line = words.line(words.starts[first])
    hyphen = words.text[words.ends[last] : words.ends[last] + 1] == "-"
    return not (line.headline or line.capitals or hyphen)


def _is_taken(taken: Standing, field: str, start: int, end: int) -> bool:
    """Whether somebody else has a name: all but a place that is a smaller part of it."""
    return any(not _is_inside(candidate, start, end) for candidate in taken.at(field, start, end))


def _is_inside(candidate: Candidate, start: int, end: int) -> bool:
    if candidate.demonym or not candidate.options:
        return False
    if is_doubtful(candidate):
        return True  # "the island of La Palma", where all that a table knows is a town
    whole = candidate.start <= start and candidate.end >= end
    within = candidate.start >= start and candidate.end <= end
    if whole or not within or candidate.options[0].entity.kind != "place":
        return False
    *others, noun = candidate.surface.lower().split()
    return not (others and noun in BEHIND_NAMES)  # "the Arctic Barents Sea"
