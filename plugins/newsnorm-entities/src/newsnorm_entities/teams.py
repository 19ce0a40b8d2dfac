"""Teams that go by the name of their city: "Lisbon beat Barcelona 2-1".

In an article on sport a city is a place where it is said to be one, "in Lisbon"; elsewhere its name
is more often its team's. Countries stay what they are.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from newsnorm import Candidate, DocumentView
from newsnorm_entities.government_words import PREPOSITIONS
from newsnorm_entities.vocabulary import DIRECTIONS
from newsnorm_entities.words import Words, words_of

_SURE = frozenset(
    """
    striker midfielder goalkeeper quarterback touchdown touchdowns inning innings homer homers
    pitcher playoff playoffs semifinal semifinals semi-final semi-finals quarterfinal
    quarterfinals quarter-final quarter-finals championship championships premiership bundesliga nfl
    nba nhl mlb uefa fifa linebacker cornerback shortstop halftime half-time matchup league
    wild-card outfielder infielder hat-trick roster lineup left-hander right-hander bullpen
    centre-half centre-back full-back winger footballer footballers basketball soccer
    """.split()
)
_LIKELY = frozenset(
    """
    coach season match matches goal goals scored scoring game games team teams player players beat
    beats beating defeated defeat win wins victory draw drew captain manager cup club clubs final
    finals champion champions title tournament stadium fans defender lead tie squad signing
    round series points overtime offense defense guard forward rookie
    """.split()
)
_SCORE = regex.compile(r"(?<![\w-])\d{1,3}-\d{1,3}(?![\w-])")
ENOUGH = 4
"""Points that make an article one on sport: two for a sure word or a score, one for a likely
word."""

WORDS_A_POINT = 40
"""A long article needs a point for so many words: all of them hold a goal, a round and a title."""

_AT = frozenset(
    """
    in at near outside around into through across from via inside within between of throughout
    off toward towards leave left leaving visit visited visiting reach reached
    """.split()
)
_DESCRIBING = DIRECTIONS | {"the", "host"}
_LOST = frozenset("lost lose loses losing loss losses fell falls falling defeat bow bowed".split())
_CITIES = {"city", "capital"}
_PLURAL = ("have", "are", "were")


def is_on_sport(document: DocumentView) -> bool:
    """Whether an article is on sport, by its words and scores."""
    fields = document.fields
    return _are_on_sport(tuple(fields[name] for name in ("title", "text") if name in fields))


@lru_cache(maxsize=16)
def _are_on_sport(texts: tuple[str, ...]) -> bool:
    words: set[str] = set()
    words.update(*(words_of(text).lowers for text in texts))
    needed = max(ENOUGH, sum(len(words_of(text)) for text in texts) / WORDS_A_POINT)
    sure = len(words & _SURE)
    points = 2 * sure + len(words & _LIKELY)
    if points + 2 < needed:
        return False  # a score, which takes long to look for, would not be enough
    if any(map(_SCORE.search, texts)):
        sure, points = sure + 1, points + 2
    return sure > 0 and points >= needed


def names_team(candidate: Candidate, document: DocumentView, *, on_sport: bool) -> bool:
    """Whether a city's name may be that of its team where it stands.

    A number behind it says so in any article, "Hanover 96", and so does a verb in the plural,
    "Barcelona have won". A state of the United States is its university's.
    """
    text = document.fields[candidate.field]
    if candidate.field == "dateline" or text.endswith("-", 0, candidate.start):
        return False
    words = words_of(text)
    last = words.at(candidate.end - 1)
    after = words.after(last)
    numbered = after is not None and words.texts[after].isdigit()
    plural = after is not None and words.texts[after] in _PLURAL
    if not (on_sport or numbered or plural):
        return False
    types = {option.entity.type for option in candidate.options}
    is_city = bool(types & _CITIES)
    if not (is_city and types <= _CITIES | {"club"}):
        behind_comma = text.endswith(", ", 0, candidate.start)  # "COLUMBUS, Ohio"
        if behind_comma or not _is_state(candidate):
            return False
    first = words.at(candidate.start)
    plural = plural and _is_alone(words, first)
    if not (on_sport or (is_city and (numbered or plural))) or stands_as_place(words, first):
        return False
    return not _opens_dateline(words, first, last) and words.gap(last) != ", "


def _is_state(candidate: Candidate) -> bool:
    return all(
        (option.entity.type, option.entity.parent) == ("region", "iso3166:US")
        or option.entity.type in _CITIES
        or option.needs
        for option in candidate.options
    ) and any(option.entity.type == "region" for option in candidate.options)


def _is_alone(words: Words, first: int) -> bool:
    """Whether it is the subject alone, unlike in "Kyiv and Moscow have", "talks with Kyiv were"."""
    before = words.before(first)
    if before is not None and words.texts[before] == "the":
        before = words.before(before)
    if before is None:
        return words.opens_sentence(first)
    return words.texts[before] not in PREPOSITIONS | {"and", "or"} and not words.is_capital(before)


def stands_as_place(words: Words, first: int) -> bool:
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
        return other is not None and other != words.before(index) and words.lowers[other] in _AT
    if index is None:
        return False
    word = words.lowers[index]
    if word == "to":
        return not {words.lowers[at] for at in range(max(0, index - 3), index)} & _LOST
    return word in _AT


def _opens_dateline(words: Words, first: int, last: int) -> bool:
    """Whether a name opens a line as a dateline does: "Boston -- The Red Sox"."""
    gap = words.gap(last)
    return words.opens_sentence(first) and gap.strip() in ("-", "--", "–", "—", "(", ":")
