"""Teams that go by the name of their city: "Lisbon beat Barcelona 2-1".

In an article on sport a city is a place where it is said to be one, "in Lisbon"; elsewhere its name
is more often its team's. Countries stay what they are.
"""

from __future__ import annotations

import regex

from newsnorm import Candidate, DocumentView
from newsnorm_entities.vocabulary import DIRECTIONS
from newsnorm_entities.words import Words, words_of

_SURE = frozenset(
    """
    striker midfielder goalkeeper quarterback touchdown touchdowns inning innings homer homers
    pitcher playoff playoffs semifinal semifinals semi-final semi-finals quarterfinal
    quarterfinals quarter-final quarter-finals championship championships premiership bundesliga nfl
    nba nhl mlb uefa fifa linebacker cornerback shortstop halftime half-time matchup league
    wild-card outfielder infielder hat-trick roster lineup
    """.split()
)
_LIKELY = frozenset(
    """
    coach season match matches goal goals scored scoring game games team teams player players beat
    beats beating defeated defeat win wins victory draw drew captain manager cup club clubs final
    finals champion champions title tournament stadium fans defender title lead tie squad signing
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
_LOST = frozenset("lost lose loses losing loss losses fell falls falling defeat bow bowed".split())
_CITIES = {"city", "capital"}


def is_on_sport(document: DocumentView) -> bool:
    """Whether an article is on sport, by its words and scores."""
    text = " ".join((document.fields.get("title", ""), document.fields.get("text", "")))
    words = words_of(text)
    found = {word.lower for word in words}
    sure = len(found & _SURE) + bool(_SCORE.search(text))
    points = 2 * sure + len(found & _LIKELY)
    return sure > 0 and points >= max(ENOUGH, len(words) / WORDS_A_POINT)


def names_team(candidate: Candidate, document: DocumentView, *, on_sport: bool) -> bool:
    """Whether a city's name may be that of its team where it stands.

    A number behind it says so in any article: "Hanover 96".
    """
    text = document.fields[candidate.field]
    types = {option.entity.type for option in candidate.options}
    if (
        not types & _CITIES
        or not types <= _CITIES | {"club"}
        or candidate.field == "dateline"
        or text.endswith("-", 0, candidate.start)
    ):
        return False
    words = words_of(text)
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    numbered = (after := words.after(last)) is not None and words[after].text.isdigit()
    if not (on_sport or numbered) or _stands_as_place(words, first):
        return False
    return not _opens_dateline(words, first, last) and words.gap(last) != ", "


def _stands_as_place(words: Words, first: int) -> bool:
    """Whether a preposition before a name says that it is where something is."""
    index = words.before(first)
    while index is not None and words[index].lower in DIRECTIONS | {"the", "host"}:
        if words[index].lower == "downtown":
            return True
        index = words.before(index)
    if index is not None and words[index].lower in ("and", "or"):
        other = words.before(index)  # "in Lisbon and Porto": what the other is, this is too
        while (before := other) is not None and words[before].capital:
            other = words.before(before)
        return other is not None and other != words.before(index) and words[other].lower in _AT
    if index is None:
        return False
    word = words[index].lower
    if word == "to":
        return not {words[at].lower for at in range(max(0, index - 3), index)} & _LOST
    return word in _AT


def _opens_dateline(words: Words, first: int, last: int) -> bool:
    """Whether a name opens a line as a dateline does: "Boston -- The Red Sox"."""
    gap = words.gap(last)
    return words.opens_sentence(first) and gap.strip() in ("-", "--", "–", "—", "(", ":")
