"""Who plays whom: clubs by the scores beside them, and by what clubs have in their names.

"Velt drew 2-2 with Orrin", "beat Orrin 3-1", "a 2-0 win over Orrin": on sport, who stands so is a
team, whatever the name means elsewhere. In tennis it is a person, which sets tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from newsnorm_entities.given import is_common_word, is_given
from newsnorm_entities.runs import capitals
from newsnorm_entities.searched import among
from newsnorm_entities.sport_words import AFFIXES, DEFEATED, SURE_AFFIXES
from newsnorm_entities.vocabulary import DIRECTIONS, FUNCTION_WORDS, HONORIFICS, NOT_NAMES, ROLES
from newsnorm_entities.words import Words

SCORE: Final = re.compile(r"\d{1,3}-\d{1,3}")
_RESULTS: Final = frozenset(
    "defeat defeats draw draws drew loss losses rout thrashing tie triumph victory win wins".split()
)
_PREPOSITIONS: Final = frozenset("against by over past to with".split())
_ENDED: Final = frozenset("drew lost won".split())
_FAR: Final = 3
"""Words between a score and the preposition before a name, at most: "a 2-0 home win over"."""
_LONGEST: Final = 3
"""Words of a club's name."""


def plays(words: Words, first: int, last: int) -> bool:
    """Whether a score beside a name says that it is who played.

    >>> words = Words("Velt drew 2-2 with Orrin, Skarn beat Roe 3-1 in Lund.")
    >>> [words.texts[at] for at in (0, 4, 5, 7, 10) if plays(words, at, at)]
    ['Velt', 'Orrin', 'Skarn', 'Roe']
    """
    return _ends_in_score(words, last) or _is_met(words, first) or _is_ranked(words, first)


def beats(words: Words, first: int, last: int) -> bool:
    """Whether a name is one of two that a score stands behind: "Velt beat Orrin 3-1".

    >>> words = Words("Velt beat Orrin 3-1 and Skarn 2-0 down.")
    >>> [words.texts[at] for at in (0, 2, 5) if beats(words, at, at)]
    ['Velt', 'Orrin']
    """
    before, after = words.before(first), words.after(last)
    if before is not None and words.lowers[before] in DEFEATED:
        return after is not None and _is_score(words, after)
    return after is not None and words.lowers[after] in DEFEATED and _ends_in_score(words, last)


def _is_score(words: Words, index: int) -> bool:
    """Whether a word is a score, and no set of several: "6-3, 6-4", "7-6 (4) 6-4"."""
    if index >= len(words) or SCORE.fullmatch(words.texts[index]) is None:
        return False
    start, end = words.starts[index], words.ends[index]
    if _NEXT_SET.match(words.text, end):
        return False
    return _SET_BEFORE.search(words.text, max(0, start - _LONGEST_SET), start) is None


_NEXT_SET: Final = re.compile(r"(?: ?\(\d{1,2}(?:-\d{1,2})?\))?,? \d{1,3}-\d{1,3}(?![\w-])")
_SET_BEFORE: Final = re.compile(r"(?<![\w-])\d{1,3}-\d{1,3}(?: ?\(\d{1,2}(?:-\d{1,2})?\))?,? $")
"""Another score beside one, which its tie-break may stand behind; "3-1 (2-0)" is one alone."""
_LONGEST_SET: Final = len(" 100-100 (10-10), ")


def _ends_in_score(words: Words, last: int) -> bool:
    """Whether a score stands behind a name, or behind what the team of that name did."""
    if words.is_possessive(last):
        return False
    if words.gap(last) in (" ", ", ") and _is_score(words, last + 1):
        beaten = words.gap(last) == " "
        return beaten or _is_behind_verb(words, last)
    verb = words.after(last)
    if verb is None:
        return False
    if words.lowers[verb] in _ENDED:
        return words.gap(verb) == " " and _is_score(words, verb + 1)
    if words.lowers[verb] not in DEFEATED or words.after(verb) is None:
        return False
    other = verb + 1
    while other < len(words) and words.is_capital(other) and other - verb <= _LONGEST:
        if words.gap(other) == " " and _is_score(words, other + 1):
            return True
        if words.gap(other) != " ":
            return False
        other += 1
    return False


def _is_behind_verb(words: Words, last: int) -> bool:
    """Whether somebody was beaten, by the verb before the name: "Velt beat Orrin, 3-1"."""
    return any(
        words.lowers[at] in DEFEATED or words.lowers[at] in _PREPOSITIONS
        for at in range(max(0, last - _LONGEST), last)
    )


def _is_met(words: Words, first: int) -> bool:
    """Whether a result stands before a name: "drew 2-2 with", "a 3-0 win over"."""
    preposition = words.before(first)
    if preposition is not None and words.lowers[preposition] in DIRECTIONS:
        return False
    if preposition is None or words.lowers[preposition] not in _PREPOSITIONS:
        return False
    at = words.before(preposition)
    for step in range(_FAR):
        if at is None or words.is_capital(at):
            return False
        if _is_score(words, at):
            return True
        if step == 0 and words.lowers[at] not in _RESULTS:
            return False
        at = words.before(at)
    return False


def _is_ranked(words: Words, first: int) -> bool:
    """Whether the place of a team in a list stands before its name: "seventh-ranked", "No. 7"."""
    rank = words.before(first)
    if rank is None:
        return False
    lower = words.lowers[rank]
    if lower.isdigit():
        return rank > 0 and words.texts[rank - 1] == "No" and words.gap(rank - 1) == ". "
    return lower.endswith("-ranked")


def scored(words: Words) -> Iterator[tuple[int, int]]:
    """First and last word of each name that a score tells to be a team's.

    >>> words = Words("Velt United drew 2-2 with Skarn, and Jane Roe beat Lund 3-1.")
    >>> [" ".join(words.texts[first : last + 1]) for first, last in scored(words)]
    ['Velt United', 'Skarn', 'Lund']
    """
    if SCORE.search(words.text) is None or not _SETS.isdisjoint(words.lowers):
        return
    done = -1
    for index in capitals(words.text):
        if index <= done or not words.is_capital(index) or words.texts[index].isupper():
            continue
        last = index
        while (after := words.after(last)) is not None and words.is_capital(after):
            last = after
        done = last
        if (
            last - index < _LONGEST
            and plays(words, index, last)
            and _may_be_club(words, index, last)
        ):
            yield index, last


_SETS: Final = frozenset(
    """
    atp badminton bout boxer boxing break-point darts frames knockout seed seeded seeds set sets
    snooker squash tennis tie-break tiebreak unseeded wimbledon wta heavyweight welterweight
    """.split()
)
"""Words of sports that persons play, one against another."""


def _may_be_club(words: Words, first: int, last: int) -> bool:
    """Whether capitals beside a score can be a club's name: no person, and no word."""
    lowers = words.lowers[first : last + 1]
    if any(lower in ROLES or lower in HONORIFICS or lower in FUNCTION_WORDS for lower in lowers):
        return False
    if not _COMPETITIONS.isdisjoint(lowers):
        return False
    if is_given(lowers[0]) or all(lower in NOT_NAMES or is_common_word(lower) for lower in lowers):
        return False
    line = words.line(words.starts[first])
    return not (line.headline or line.capitals) and len(lowers[0]) > _SHORTEST


_SHORTEST: Final = 2
_COMPETITIONS: Final = frozenset(
    """
    bowl championship championships cup finals games league olympics open series tournament
    """.split()
)
"""What is played for, and never plays: "a 2-1 victory over World Cup holders Velt"."""


def affixed(words: Words, *, on_sport: bool) -> Iterator[tuple[int, int]]:
    """First and last word of each name that has what clubs have: "FC Velt", "Velt Rovers".

    >>> words = Words("FC Velt and Orrin FC met; FC is short.")
    >>> [" ".join(words.texts[first : last + 1]) for first, last in affixed(words, on_sport=False)]
    ['FC Velt', 'Orrin FC']
    """
    for affix in among(words, AFFIXES):
        text, lower = words.texts[affix], words.lowers[affix]
        if not (on_sport or lower in SURE_AFFIXES) or not words.is_capital(affix):
            continue
        letters = len(lower) < _LETTERS or lower in SURE_AFFIXES
        if letters and not (text.isupper() or text in ("VfB", "VfL")):
            continue
        if (found := _around(words, affix, letters=letters)) is not None:
            first, last = found
            line = words.line(words.starts[first])
            own = [at for at in range(first, last + 1) if at != affix]
            if _is_of_conference(words, affix, last):
                continue
            if not (line.headline or line.capitals) and any(
                not is_common_word(words.lowers[at]) and words.texts[at].isalpha() for at in own
            ):
                yield found


def _is_of_conference(words: Words, affix: int, last: int) -> bool:
    """Whether it is a division of American football's AFC, or a cup: "AFC East", "AFC Velt Cup"."""
    if words.lowers[last] in _COMPETITIONS:
        return True
    return words.lowers[affix] == "afc" and affix < last and words.lowers[affix + 1] in DIRECTIONS


_LETTERS: Final = 4
"""Letters of a word that can be initials, less than that."""


def _around(words: Words, affix: int, *, letters: bool) -> tuple[int, int] | None:
    """The name that an affix stands in, which is its first word or its last one."""
    first = last = affix
    while (before := words.before(first)) is not None and _is_part(words, before):
        first = before
    if first < affix:
        after = words.after(affix)
        ends = after is None or not words.is_capital(after) or words.lowers[after] in ROLES
        return (first, affix) if ends and affix - first < _LONGEST else None
    if not letters:
        return None  # "Rovers manager", "United Velt"
    while (after := words.after(last)) is not None and _is_part(words, after):
        last = after
    return (affix, last) if 0 < last - affix < _LONGEST else None


def _is_part(words: Words, index: int) -> bool:
    lower, text = words.lowers[index], words.texts[index]
    return (
        words.is_capital(index)
        and ("-" not in text or not text.rpartition("-")[2].islower())  # "East-leading"
        and lower not in ROLES
        and lower not in FUNCTION_WORDS
        and lower not in HONORIFICS
        and not words.is_possessive(index)
    )
