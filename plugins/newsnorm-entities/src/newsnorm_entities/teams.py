"""Teams that go by the name of their city: "Lisbon beat Barcelona 2-1".

In an article on sport a city is a place where it is said to be one, "in Lisbon"; elsewhere its name
is more often its team's. Countries stay what they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final

import regex

from newsnorm import Candidate, DocumentView, Entity, Option, local_id
from newsnorm_entities.fixtures import beats, plays
from newsnorm_entities.government_words import PREPOSITIONS
from newsnorm_entities.searched import searched
from newsnorm_entities.sport_words import BEATEN, LIKELY, SURE
from newsnorm_entities.vocabulary import DIRECTIONS
from newsnorm_entities.words import KEPT, Words, words_of

_PLAYERS: Final = frozenset(
    """
    football basketball baseball softball hockey soccer volleyball lacrosse rugby cricket
    quarterback receiver linebacker cornerback tailback fullback lineman kicker punter
    pitcher catcher shortstop outfielder infielder reliever starter slugger batter
    striker midfielder goalkeeper defender winger keeper bullpen backfield roster
    quarterbacks receivers linebackers cornerbacks pitchers catchers outfielders infielders
    relievers starters hitters batters strikers midfielders defenders
    """.split()
)
"""Nouns of sport directly behind the name of a team: "the Seattle receiver"."""
_SIDES: Final = (
    ("defensive", "coordinator"), ("offensive", "coordinator"), ("athletic", "director"),
    ("defensive", "end"), ("defensive", "back"), ("running", "back"), ("wide", "receiver"),
    ("first", "baseman"), ("second", "baseman"), ("third", "baseman"), ("left", "fielder"),
    ("center", "fielder"), ("right", "fielder"), ("head", "coach"),
)  # fmt: skip
_MEETINGS: Final = frozenset(
    "game games match matches opener series playoff final finale dunks dunk".split()
)
_MEETING: Final = frozenset("against over with versus vs to by".split())
_SCORE: Final = regex.compile(r"(?<![\w-])\d{1,3}-\d{1,3}(?![\w-])")
_RESULT: Final = regex.compile(
    r"(?<![\w-])\d{1,3}-\d{1,3} (?:win|victory|defeat|loss|draw|triumph|rout|thrashing)\b"
)
ENOUGH: Final = 4
"""Points that make an article one on sport: two for a sure word, a score or a club, one for a
likely word; with a sure word or a club one less will do."""

WORDS_A_POINT: Final = 40
"""A long article needs a point for so many words: all of them hold a goal, a round and a title."""

_AT: Final = frozenset(
    """
    in at near outside around into through across from via inside within between of throughout
    toward towards leave left leaving visit visited visiting reach reached
    """.split()
)
INSIDE: Final = frozenset("in at near outside inside around throughout".split())
"""Prepositions that only places have behind them, unlike "of", as in "the acquisition of"."""
_DESCRIBING: Final = DIRECTIONS | {"the", "host"}
_LOST: Final = frozenset(
    "lost lose loses losing loss losses fell falls falling defeat bow bowed".split()
)
_CITIES: Final = {"city", "capital"}
_CITIES_AND_CLUBS: Final = _CITIES | {"club"}
_PLAYING: Final = _CITIES | {"region"}
_PLURAL: Final[tuple[str, ...]] = ("have", "are", "were")


def is_on_sport(document: DocumentView) -> bool:
    """Whether an article is on sport, by its words and scores."""
    fields = document.fields
    clubs = names_clubs(document)
    texts = tuple(fields[name] for name in ("title", "text") if name in fields)
    return _are_on_sport(texts, clubs=clubs)


def names_clubs(document: DocumentView) -> bool:
    """Whether an article names a club beyond doubt."""
    return any(
        candidate.options[0].entity.type == "club" and not candidate.options[0].needs
        for candidate in document.candidates
        if candidate.options
    )


@lru_cache(maxsize=KEPT)
def _are_on_sport(texts: tuple[str, ...], *, clubs: bool) -> bool:
    words: set[str] = set()
    for text in texts:
        words.update(map(words_of(text).lowers.__getitem__, searched(text)))
    needed = sum(len(words_of(text)) for text in texts) / WORDS_A_POINT
    sure, likely = len(words & SURE) + clubs, len(words & LIKELY)
    if 2 * (sure + 2) + likely < needed:
        return False  # a score, which takes long to look for, would not be enough
    scores = any(map(_SCORE.search, texts))
    sure += scores and any(map(_RESULT.search, texts))
    points = 2 * (sure + scores) + likely
    enough = ENOUGH - 1 if sure else ENOUGH
    return sure + scores > 0 and points >= max(enough, needed)


def names_team(candidate: Candidate, document: DocumentView, *, on_sport: bool) -> bool:
    """Whether a city's name may be that of its team where it stands.

    A number behind it says so in any article, "Hanover 96", and so does a verb in the plural,
    "Barcelona have won". A state of the United States is its university's.
    """
    types = {option.entity.type for option in candidate.options}
    if types.isdisjoint(_PLAYING):
        return False
    text = document.fields[candidate.field]
    if candidate.field == "dateline" or text.endswith("-", 0, candidate.start):
        return False
    is_city = not types.isdisjoint(_CITIES)
    if not (is_city and types <= _CITIES_AND_CLUBS):
        behind_comma = text.endswith(", ", 0, candidate.start)  # "COLUMBUS, Ohio"
        if behind_comma or not _is_state(candidate) or _is_country_here(candidate, document):
            return False
    words = words_of(text)
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    after = words.after(last)
    if after is not None and _stages(words, after):
        return False
    if after is not None and (
        _is_side(words, after) or ("club" in types and words.lowers[after] == "boss")
    ):
        return True
    if "club" in types and on_sport and _has_players(words, first):
        return True
    if "club" in types and not on_sport and beats(words, first, last):
        return True
    if on_sport and faces_state(candidate, document):
        return False
    if on_sport and _is_visited(candidate, words, first):
        return True
    if on_sport and _is_winner(words, first):
        return True
    if stands_as_place(words, first) or _opens_dateline(words, first, last):
        return False
    if _is_met(words, first):
        return True
    numbered = after is not None and words.texts[after].isdigit()
    plural = after is not None and words.texts[after] in _PLURAL and _is_alone(words, first)
    if not (on_sport or (is_city and (numbered or plural))):
        return False
    return words.gap(last) != ", " or _is_beside_club(candidate, document)


def _has_players(words: Words, first: int) -> bool:
    """Whether players are said to be of a name, which is a club's: "players of Lisbon"."""
    of = words.before(first)
    players = words.before(of) if of is not None and words.lowers[of] == "of" else None
    return players is not None and words.lowers[players] in PLAYERS


PLAYERS: Final = frozenset(
    """
    coach defender defenders forwards goalkeeper midfielder midfielders player players striker
    strikers winger wingers
    """.split()
)
"""Whom clubs alone have; a manager or a forward may be anybody's."""


def _is_beside_club(candidate: Candidate, document: DocumentView) -> bool:
    """Whether "and" joins it to what can be a club: "with Aston Villa and Lisbon"."""
    end = candidate.start - len(" and ")
    if not document.fields[candidate.field].startswith(" and ", max(0, end)):
        return False
    return any(
        option.entity.type == "club"
        for other in document.candidates
        if (other.field, other.end) == (candidate.field, end)
        for option in other.options
    )


def club_of(candidate: Candidate) -> Option:
    """The club that goes by a city's name, which no table has: by that name alone."""
    name = candidate.surface
    return Option(Entity(local_id(name), name, "organization", "club"))


def played(candidates: Iterable[Candidate], document: DocumentView) -> frozenset[str]:
    """Of names that may be teams', those beside one of which a score says that they are."""
    return frozenset(
        candidate.surface
        for candidate in candidates
        if candidate.field == "text" and _has_score(candidate, document)
    )


def _has_score(candidate: Candidate, document: DocumentView) -> bool:
    words = words_of(document.fields[candidate.field])
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    return not _is_inside(words, first, last) and plays(words, first, last)


def stands_alone(candidate: Candidate, document: DocumentView) -> bool:
    """Whether a name is no part of a longer one: "Ohio St.", "Southern California"."""
    words = words_of(document.fields[candidate.field])
    return not _is_inside(words, words.at(candidate.start), words.at(candidate.end - 1))


def _is_inside(words: Words, first: int, last: int) -> bool:
    before, after = words.before(first), words.after(last)
    if words.text.startswith("-", words.ends[last]):
        return True
    return (after is not None and words.is_capital(after)) or (
        before is not None and words.is_capital(before) and not words.opens_sentence(before)
    )


def faces_state(candidate: Candidate, document: DocumentView) -> bool:
    """Whether a seat of a government blames another state or is blamed by it, in sport or not.

    "Moscow accused Washington": teams may do so too, where the article names no country of theirs.
    """
    states = {option.entity.seat_of for option in candidate.options} - {None, ""}
    if not states:
        return False
    words = words_of(document.fields[candidate.field])
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    verb, before = words.after(last), words.before(first)
    if verb is not None and words.lowers[verb] in _BLAMING and words.after(verb) is not None:
        others = _states_at(document, candidate.field, start=words.starts[verb + 1])
    elif before is not None and words.lowers[before] in _BLAMING and words.before(before):
        others = _states_at(document, candidate.field, end=words.ends[before - 1])
    else:
        return False
    return _names(document, states) and _names(document, others)


def _states_at(
    document: DocumentView, field: str, start: int | None = None, end: int | None = None
) -> set[str]:
    """The countries that a name means or is the seat of, which begins or ends at an offset."""
    return {
        option.entity.seat_of or option.entity.id
        for candidate in document.candidates
        if candidate.field == field and (candidate.start == start or candidate.end == end)
        for option in candidate.options
        if option.entity.seat_of or option.entity.type == "country"
    }


def _names(document: DocumentView, states: Collection[str | None]) -> bool:
    """Whether an article names one of these countries or their people: "Russian"."""
    return any(
        candidate.options[0].entity.id in states
        for candidate in document.candidates
        if candidate.options
    )


_BLAMING: Final = frozenset(
    "accuse accused accuses blame blamed blames condemned condemns denounced denounces".split()
)


def _is_side(words: Words, after: int) -> bool:
    """Whether what stands behind a name is of its team: "the Seattle receiver"."""
    if words.lowers[after] in _PLAYERS:
        return True
    then = words.after(after)
    return then is not None and (words.lowers[after], words.lowers[then]) in _SIDES


def _stages(words: Words, verb: int) -> bool:
    """Whether a competition is held by what stands before a verb: "Velt staged the last one"."""
    if words.lowers[verb] in ("will", "to"):
        verb += 1
    if words.lowers[verb : verb + 1] not in _STAGING:
        return False
    held = words.lowers[verb + 1 : verb + 1 + _HELD_WITHIN]
    return held[:1] == ["the"] and not _HELD_THERE.isdisjoint(held)


_STAGING: Final = (
    ["stage"], ["stages"], ["staged"], ["host"], ["hosts"], ["hosted"], ["hosting"],
)  # fmt: skip
_HELD_WITHIN: Final = 5
_HELD_THERE: Final = frozenset(
    "championship championships cup event final finals games one olympics race tournament".split()
)
"""What a city hosts, and its team does not."""


def _is_met(words: Words, first: int) -> bool:
    """Whether a name is that of who was played against: "a game against Miami", "beat Miami"."""
    before = words.before(first)
    while before is not None and words.lowers[before] in DIRECTIONS:
        before = words.before(before)
    if before is None:
        return False
    lower = words.lowers[before]
    if lower in BEATEN:
        return not words.opens_sentence(before)
    if lower not in _MEETING:
        return False
    meeting = words.before(before)
    return meeting is not None and words.lowers[meeting] in _MEETINGS


def _is_winner(words: Words, first: int) -> bool:
    """Whether somebody lost to a name: "a defeat at the hands of Barcelona"."""
    of = words.before(first)
    hands = words.before(of) if of is not None and words.lowers[of] == "of" else None
    return hands is not None and words.lowers[hands] == "hands"


def _is_visited(candidate: Candidate, words: Words, first: int) -> bool:
    """Whether two teams meet in a title: "Denver at Miami"."""
    at = words.before(first)
    if candidate.field != "title" or at is None or words.lowers[at] != "at":
        return False
    guest = words.before(at)
    return guest is not None and words.is_capital(guest)


def is_done_in(candidate: Candidate, document: DocumentView) -> bool:
    """Whether a name stands behind "in" and the like, which teams do not: "Owls end in Boston"."""
    words = words_of(document.fields[candidate.field])
    first = words.at(candidate.start)
    if not stands_as_place(words, first, _WITHIN):
        return False
    verb = words.before(first - 1)
    return verb is None or words.lowers[verb] not in _HELD


_WITHIN: Final = INSIDE - {"at"}
_HELD: Final = frozenset("hem hemmed hems reel reeled reels rein reined reins".split())
"""What a team does to another one with "in": "Owls rein in Boston"."""


def _is_state(candidate: Candidate) -> bool:
    return all(
        (option.entity.type, option.entity.parent) == ("region", "iso3166:US")
        or option.entity.type in _CITIES
        or option.needs
        for option in candidate.options
    ) and any(option.entity.type == "region" for option in candidate.options)


def _is_country_here(candidate: Candidate, document: DocumentView) -> bool:
    """Whether a name is a country's too, and the article names something in it: Tbilisi.

    It is a country's among two others, if nothing in the country of the other readings is named:
    "Georgia" where Fiji and Uruguay play.
    """
    countries = {o.entity.id for o in candidate.options if o.entity.type == "country"}
    if not countries:
        return False
    around: set[str] = set()
    for other in document.candidates:
        if other.surface != candidate.surface and len(other.options) == 1:
            option = other.options[0]
            if not option.needs and option.entity.kind == "place":
                around.update(document.gazetteer.lineage(option.entity.id))
    if countries & around:
        return True
    elsewhere = {o.entity.parent for o in candidate.options if o.entity.type == "region"}
    if elsewhere & around:
        return False
    entities = document.gazetteer.entities
    return sum(entities[place].type == "country" for place in around) > 1


def _is_alone(words: Words, first: int) -> bool:
    """Whether it is the subject alone, unlike in "Kyiv and Moscow have", "talks with Kyiv were"."""
    before = words.before(first)
    if before is not None and words.texts[before] == "the":
        before = words.before(before)
    if before is None:
        return words.opens_sentence(first)
    return words.texts[before] not in _BESIDE and not words.is_capital(before)


_BESIDE: Final = PREPOSITIONS | {"and", "or"}


def stands_as_place(words: Words, first: int, at: frozenset[str] = _AT) -> bool:
    """Whether a preposition before a name says that it is where something is."""
    index = words.before(first)
    while index is not None and words.lowers[index] in _DESCRIBING:
        if words.lowers[index] == "downtown":
            return True
        index = words.before(index)
    if index is not None and words.lowers[index] in ("and", "or"):
        other = words.before(index)  # "in Lisbon and Porto": what the other is, this is too
        while (before := other) is not None and words.is_capital(before):
            other = words.before(before)
        return other is not None and other != words.before(index) and words.lowers[other] in at
    if index is None:
        return False
    word = words.lowers[index]
    if word == "to" and at is _AT:
        return not {words.lowers[at] for at in range(max(0, index - 3), index)} & _LOST
    return word in at


def _opens_dateline(words: Words, first: int, last: int) -> bool:
    """Whether a name opens a line as a dateline does: "Boston -- The Red Sox"."""
    gap = words.gap(last)
    return words.opens_sentence(first) and gap.strip() in ("-", "--", "–", "—", "(", ":")
