"""Which reading of a name holds, by the evidence of the article; without evidence, none does.

In this order: words directly beside the name can rule it out; a parent after a comma settles it
("Odessa, Texas"), there and wherever else the article has the name; then the rest of the article
does, by what else it names in the same country or region; and a single reading stands by itself, if
its row asks for no evidence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from newsnorm import Candidate, Decide, DocumentView, Option, Withdraw
from newsnorm_entities.body_signs import firms_told, is_sued
from newsnorm_entities.called_towns import capital_called, region_called
from newsnorm_entities.commas import behind_commas, by_comma, is_elsewhere
from newsnorm_entities.compounds import Objection
from newsnorm_entities.coordination import parts_of_plural
from newsnorm_entities.evidence import Evidence
from newsnorm_entities.fitting import fitting
from newsnorm_entities.naming import Named
from newsnorm_entities.neighbors import objections
from newsnorm_entities.teams import (
    INSIDE,
    club_of,
    is_done_in,
    is_on_sport,
    names_clubs,
    names_team,
    played,
    stands_alone,
    stands_as_place,
)
from newsnorm_entities.vocabulary import NOT_NAMES, TERRITORIAL
from newsnorm_entities.words import Words, words_of

_CODE: Final = 2  # letters of a region's code
_SHORTENED: Final[tuple[str, ...]] = ("city", "capital", "region")


class Resolver:
    """Decides what is undecided, or leaves it so."""

    def propose(self, document: DocumentView) -> Iterable[Decide | Withdraw]:
        """At most one proposal a candidate."""
        covered = _Covered(c for c in document.candidates if c.decided)
        open_ones = [
            c
            for c in document.candidates
            if not (c.decided or c.demonym) and c.reason == "alias" and not covered.holds(c)
        ]
        if not open_ones:
            return
        plural = parts_of_plural(document, open_ones)
        against = objections(document, (c for c in open_ones if c.key not in plural))
        parts = {objection.part_of for objection in against.values()}
        namesakes = (
            _introduced_as_surnames(open_ones, against, document) if "name" in parts else set()
        )
        for key, objection in against.items():
            yield Withdraw(key, objection.reason)
        for candidate in _shortened_firms(open_ones, against, document) if "firm" in parts else ():
            objection = Objection("it is a firm's name, shortened", "firm")
            against[candidate.key] = objection
            yield Withdraw(candidate.key, objection.reason)
        on_sport = is_on_sport(document)
        teams = {
            c.key
            for c in open_ones
            if c.key not in against and names_team(c, document, on_sport=on_sport)
        }
        teams |= _as_in_text(open_ones, teams, against, document)
        met = played((c for c in open_ones if c.key in teams), document) if teams else frozenset()
        for candidate in open_ones:
            if candidate.key in teams:
                clubs = [o for o in candidate.options if o.entity.type == "club"]
                if len(clubs) == 1:
                    yield Decide(candidate.key, clubs[0], "club, in an article on sport", 0.8)
                elif candidate.surface in met and stands_alone(candidate, document):
                    yield Decide(candidate.key, club_of(candidate), "club, by a score", 0.8)
                else:
                    yield Withdraw(candidate.key, "it may be the team of that city")
        left = [c for c in open_ones if c.key not in against and c.key not in teams]
        commas = behind_commas(document)
        behind = {c.key: commas[c.field, c.end] for c in left if (c.field, c.end) in commas}
        readings = {c.key: plural[c.key] if c.key in plural else fitting(c, document) for c in left}
        with_clubs = [k for k, found in readings.items() if len(found) > 1 and _has_club(found)]
        if with_clubs and not names_clubs(document):
            readings |= {key: _without_clubs(readings[key]) for key in with_clubs}
        for candidate in left if namesakes else ():
            if candidate.surface in namesakes:
                readings[candidate.key] = _doubtful(readings[candidate.key])
        settled = {
            c.key: option
            for c in left
            if c.key in behind and (option := by_comma(c, readings[c.key], behind[c.key], document))
        }
        settled |= {
            c.key: option for c in left if (option := capital_called(c, readings[c.key], document))
        }
        elsewhere = {
            c.key
            for c in left
            if (c.key in behind or c.field == "dateline")
            and c.key not in settled
            and is_elsewhere(c, behind.get(c.key, ()), document)
        }
        senses = _senses(left, settled, elsewhere) if settled or elsewhere else {}
        large = {
            c.key: option
            for c in left
            if document.fields[c.field].endswith(", ", 0, c.start)
            and (option := _region_behind(c, readings[c.key], document, settled))
        }
        if settled:
            ends = {(c.field, c.end): settled[c.key] for c in left if c.key in settled}
            large |= {
                c.key: option
                for c in left
                if (option := region_called(c, readings[c.key], document, ends))
            }
        for candidate in left:
            if len(candidate.surface) == _CODE and candidate.key not in large:
                options = readings[candidate.key]
                readings[candidate.key] = [
                    o for o in options if not _is_code(candidate, o, document)
                ]
        firms = firms_told(document, left, readings)
        known = settled | large
        known |= {
            c.key: c.options[0]
            for c in open_ones
            if c.key in against and against[c.key].part_of != "name" and _is_large(c)
        }
        known |= {
            c.key: c.options[0]
            for c in document.candidates
            if not (c.decided or c.demonym or c.options[0].needs)
            and covered.holds(c)  # "U.S." in "U.S. Commerce Secretary Jane Roe"
            and _is_large(c)
        }
        doubtful: list[Candidate] = []
        for candidate in left:
            options = readings[candidate.key]
            beside = settled.get(candidate.key)
            if not options:
                yield Withdraw(candidate.key, "a word beside it says that something else is meant")
            elif beside is not None:
                yield Decide(candidate.key, beside, "parent after a comma")
            elif candidate.key in large:
                yield Decide(candidate.key, large[candidate.key], "behind a place")
            elif candidate.key in elsewhere:
                continue
            elif candidate.key in firms:
                yield Decide(candidate.key, firms[candidate.key], "a firm, by what it does", 0.9)
            elif senses and (folded := candidate.surface.casefold()) in senses:
                if (sense := senses[folded]) is not None:
                    yield Decide(candidate.key, sense, "as elsewhere in the article", 0.9)
            elif len(options) == 1 and not options[0].needs:
                yield Decide(candidate.key, options[0], "only reading")
            else:
                doubtful.append(candidate)
        if doubtful:  # few articles ask for evidence, and it takes a while to gather
            named = Named(document, left, readings, known)
            for candidate in left if firms else ():
                if candidate.key in firms and is_sued(candidate, document):
                    named.add(firms[candidate.key], candidate.surface)  # it is its country's
            yield from Evidence(named, readings).settle(doubtful)


class _Covered:
    """Stretches that decided candidates cover, for asking whether another lies in one."""

    def __init__(self, decided: Iterable[Candidate]) -> None:
        self.starts: dict[str, list[int]] = {}
        self.reach: dict[str, list[int]] = {}  # how far what begins up to here goes
        for candidate in decided:  # in order, as a document has them
            reach = self.reach.setdefault(candidate.field, [])
            self.starts.setdefault(candidate.field, []).append(candidate.start)
            reach.append(max(candidate.end, reach[-1] if reach else 0))

    def holds(self, candidate: Candidate) -> bool:
        starts = self.starts.get(candidate.field)
        if starts is None:
            return False
        at = bisect_right(starts, candidate.start)
        return at > 0 and self.reach[candidate.field][at - 1] >= candidate.end


def _as_in_text(
    candidates: Iterable[Candidate],
    teams: set[int],
    against: Mapping[int, Objection],
    document: DocumentView,
) -> set[int]:
    """Names in a title that the text has as a team's only; not what something is done in."""
    candidates = list(candidates)
    inside = {c.surface for c in candidates if c.field == "text" and c.key in teams}
    if not inside:
        return set()
    inside -= {
        c.surface
        for c in candidates
        if c.field == "text" and c.key not in teams and c.key not in against
    }
    return {
        c.key
        for c in candidates
        if c.field == "title"
        and c.surface in inside
        and c.key not in against
        and not is_done_in(c, document)
    }


def _introduced_as_surnames(
    candidates: Iterable[Candidate], against: Mapping[int, Objection], document: DocumentView
) -> set[str]:
    """Names of places that the text has first behind what may be a given name: "Michael Jordan".

    Whoever is named in full is named by the surname later; a country is not introduced so.
    """
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        if candidate.field == "text" and candidate.options[0].entity.kind == "place":
            first.setdefault(candidate.surface, candidate)
    words = words_of(document.fields.get("text", ""))
    found: set[str] = set()
    for surface, candidate in first.items():
        objection = against.get(candidate.key)
        if objection is None or objection.part_of != "name" or not surface.isalpha():
            continue
        index = words.at(candidate.start) - 1
        given = words[index]
        if given.text.istitle() and given.lower not in NOT_NAMES and not surface.isupper():
            found.add(surface)
    return found


def _shortened_firms(
    candidates: Iterable[Candidate], against: Mapping[int, Objection], document: DocumentView
) -> list[Candidate]:
    """Names of places that are first part of a firm's: "Bethlehem" behind "Bethlehem Steel Corp".

    Where a preposition says so, the place is meant all the same. The name of a country is only
    meant where the next word goes on as the firm's did: "U.S. Shoe" behind "U.S. Shoe Corp".
    """
    found: list[Candidate] = []
    firms: set[str] = set()
    seen: set[str] = set()
    for candidate in candidates:
        if candidate.field != "text" or candidate.options[0].entity.kind != "place":
            continue
        surface, key = candidate.surface, candidate.key
        if candidate.options[0].entity.type not in _SHORTENED:
            words = words_of(document.fields["text"])
            behind = words.at(candidate.end - 1) + 1
            surface = f"{surface} {words.texts[behind]}" if behind < len(words) else surface
        objection = against.get(key)
        if surface not in seen and objection is not None and objection.part_of == "firm":
            firms.add(surface)
        seen.add(surface)
        if surface in firms and key not in against:
            words = words_of(document.fields["text"])
            first = words.at(candidate.start)
            if not (stands_as_place(words, first, INSIDE) or _is_territory(words, first)):
                found.append(candidate)
    return found


def _is_territory(words: Words, first: int) -> bool:
    """Whether what stands before a name calls it a place: "the provinces of Alberta"."""
    of = words.before(first)
    head = words.before(of) if of is not None and words.lowers[of] == "of" else None
    return head is not None and words.lowers[head] in TERRITORIAL


def _doubtful(options: Iterable[Option]) -> list[Option]:
    """Readings of a name that is a part of another one too, Michael Jordan's: with evidence."""
    return [replace(option, needs=option.needs or "evidence") for option in options]


def _has_club(options: Iterable[Option]) -> bool:
    return any(option.entity.type == "club" for option in options)


def _without_clubs(options: Sequence[Option]) -> Sequence[Option]:
    """Readings of a city's name in an article that names no club: it is not its team's."""
    if not any(option.entity.type in ("city", "capital") for option in options):
        return options
    return [o for o in options if not (o.needs and o.entity.type == "club")]


def _is_large(candidate: Candidate) -> bool:
    """Whether it can name one country or region alone: inside another name, that tells as much."""
    return len(candidate.options) == 1 and candidate.options[0].entity.type in (
        "country", "region"
    )  # fmt: skip


def _region_behind(
    candidate: Candidate,
    options: Sequence[Option],
    document: DocumentView,
    settled: Mapping[int, Option],
) -> Option | None:
    """The country or region that a name behind a comma is, if a place stands before that.

    An abbreviation with a full stop is one behind any name, "Mayville, Wis.", and so is a name
    whose usual meaning that is, "Timmins, Ontario"; "TX" is, behind a city that is known to lie
    there.
    """
    text = document.fields[candidate.field]
    large = [o for o in options if o.entity.type in ("country", "region")]
    if len(large) != 1:
        return None
    if candidate.surface.endswith(".") or not large[0].needs:
        words = words_of(text)
        before = words.at(candidate.start - 1)
        return large[0] if before >= 0 and words.is_capital(before) else None
    behind_sibling = any(
        option.entity.type == "region" and option.entity.parent == large[0].entity.parent
        for other in document.candidates
        if (other.field, other.end) == (candidate.field, candidate.start - 2)
        and len(other.options) == 1
        for option in other.options
    )
    if behind_sibling and large[0].entity.type == "region":
        return large[0]  # "New Jersey, New York and Oregon"
    inside = any(
        (option := settled.get(other.key)) is not None
        and (other.field, other.end) == (candidate.field, candidate.start - 2)
        and large[0].entity.id in document.gazetteer.lineage(option.entity.id)
        for other in document.candidates
    )
    return large[0] if inside else None


def _is_code(candidate: Candidate, option: Option, document: DocumentView) -> bool:
    """Whether it is the two letters of a region, "TX", that are a firm's and an acronym, too.

    Not where the article defines them: "Andhra Pradesh (AP)".
    """
    if option.entity.type != "region" or len(candidate.surface) != _CODE:
        return False
    definition = f" ({candidate.surface})"
    return not any(
        document.fields[other.field].startswith(definition, other.end)
        and option.entity.id in {reading.entity.id for reading in other.options}
        for other in document.candidates
    )


def _senses(
    candidates: Iterable[Candidate],
    settled: Mapping[int, Option],
    elsewhere: Container[int],
) -> dict[str, Option | None]:
    """What commas settled, by folded surface: one thing, or None where nothing can be told."""
    senses: dict[str, dict[str, Option]] = {}
    for candidate in candidates:
        option = settled.get(candidate.key)
        if option is not None:
            senses.setdefault(candidate.surface.casefold(), {})[option.entity.id] = option
        elif candidate.key in elsewhere:
            senses.setdefault(candidate.surface.casefold(), {})
    return {
        surface: next(iter(found.values())) if len(found) == 1 else None
        for surface, found in senses.items()
    }
