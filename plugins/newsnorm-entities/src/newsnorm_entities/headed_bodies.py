"""Names of bodies whose head noun makes none by itself: papers, airlines, bodies named head first.

A paper is called after a place or a day and a noun that papers have ("the Fiji Times"); where the
noun means much else, too, the text must read or quote it ("the Paris News reported"). Airlines are
called "Air" and a place; in Romance languages the head noun comes first ("Banco Velto").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from newsnorm import Gazetteer
from newsnorm_entities.body_edges import DAYS, legal_end
from newsnorm_entities.given import is_common_word
from newsnorm_entities.organization_words import AIR, HEADS, ORDINARY, PAPERS, PAPERS_TOO
from newsnorm_entities.searched import among
from newsnorm_entities.vocabulary import FUNCTION_WORDS, ROLES
from newsnorm_entities.words import Words

_NOUNS: Final = PAPERS | PAPERS_TOO | HEADS | AIR


def headed_bodies(words: Words, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """First and last word of each such name.

    >>> words = Words("The Fiji Times and the Paris News reported that Banco Velto fell.")
    >>> found = headed_bodies(words, Gazetteer.of([], []))
    >>> [" ".join(words.texts[first : last + 1]) for first, last in found]
    ['Fiji Times', 'Paris News', 'Banco Velto']
    """
    for head in among(words, _NOUNS):
        if not words.is_capital(head):
            continue
        lower = words.lowers[head]
        if lower in AIR:
            found = _airline(words, head, gazetteer)
        elif lower in HEADS:
            found = _head_first(words, head)
        else:
            found = _paper(words, head)
        if found is not None:
            line = words.line(words.starts[head])
            if not (line.headline or line.capitals):
                yield found


def _paper(words: Words, head: int) -> tuple[int, int] | None:
    """A paper's name, from behind its article to its noun."""
    first = head
    while first > 0 and words.before(first) is not None and words.is_capital(first - 1):
        if words.lowers[first - 1] == "the" or words.is_possessive(first - 1):
            break
        first -= 1
    before = words.before(first)
    if before is None or words.lowers[before] != "the" or not 0 < head - first < _MOST:
        return None
    if "-" in words.texts[first] and words.texts[first].rpartition("-")[2].islower():
        first += 1  # "the English-language Velto Post"
    behind = words.after(head)
    if behind is not None and words.is_capital(behind):
        return None
    if behind is not None and words.lowers[behind] in ("and", "of", "for"):
        goes_on = words.after(behind)
        if goes_on is not None and words.is_capital(goes_on):
            return None  # "the Toronto Globe and Mail"
    lowers = words.lowers[first:head]
    if not lowers or any(lower in ROLES for lower in lowers):
        return None
    daily = lowers[-1] in _DAILY
    names = {lower for lower in lowers if not is_common_word(lower)} - FUNCTION_WORDS
    own = bool(names)
    if not (daily or own):
        return None
    sure = words.lowers[head] in PAPERS and bool(daily or names - ORDINARY)
    if (daily and (sure or own)) or (sure and own) or _is_read(words, before, behind):
        return first, head
    return None


_MOST: Final = 4
"""Words of a paper's name before its noun, less than that."""

_DAILY: Final = frozenset("daily sunday evening morning weekly".split())
"""Words that make a paper of such a noun: "the Daily Monitor"."""


def _is_read(words: Words, article: int, behind: int | None) -> bool:
    """Whether the words beside a name say that it is read, or writes."""
    if behind is not None and words.lowers[behind] in _WRITES:
        return True
    before = words.before(article)
    if before is None:
        return False
    lower = words.lowers[before]
    if lower in ("told", "tells", "telling"):
        return True
    written = words.before(before)
    return lower in ("in", "with", "for", "of", "by", "at") and (
        written is not None and words.lowers[written] in _WRITTEN
    )


_WRITES: Final = frozenset(
    """
    reported reports report said says quoted quoting wrote published cited newspaper newspapers
    headline headlined editorial carried revealed columnist journalist reporter daily printed
    """.split()
)
_WRITTEN: Final = frozenset(
    """
    interview reporter reporters editor editors columnist article articles published writing
    wrote advertisement editorial report quoted owner publisher journalist issue
    """.split()
)


def _airline(words: Words, head: int, gazetteer: Gazetteer) -> tuple[int, int] | None:
    """An airline's name: "Air" and a place, and no more."""
    last = head + 1
    if last >= len(words) or words.gap(head) != " " or not words.is_capital(last):
        return None
    before, behind = words.before(head), words.after(last)
    ahead = before is not None and words.is_capital(before) and words.lowers[before] != "the"
    if ahead and not (before is not None and words.is_possessive(before)):
        return None
    if behind is not None and (words.is_capital(behind) or words.lowers[behind] in _WORN):
        return None
    place = any(
        gazetteer.entities[alias.entity].kind == "place"
        for alias in gazetteer.lookup(words.texts[last])
    )
    return (head, last) if place else None


_WORN: Final = frozenset("shoes sneakers trainers shoe sneaker trainer".split())
"""What is called "Air" and a name, too."""


def _head_first(words: Words, head: int) -> tuple[int, int] | None:
    """A body's name that begins with its noun: "Banco Velto", "Cervejaria do Velto"."""
    before = words.before(head)
    if before is not None and words.is_capital(before) and not words.is_possessive(before):
        opening = words.opens_sentence(before) and words.lowers[before] in FUNCTION_WORDS
        if not opening:
            return None
    own: list[int] = []
    while (at := _next_of_name(words, own[-1] if own else head)) is not None:
        own.append(at)
    if len(own) > _WITH_ACRONYM and words.texts[own[-1]].isupper():
        own.pop()  # "Banca Nazionale del Velto BNV"
    if not own or own[-1] - head > _LONGEST or words.is_initial(own[-1]):
        return None
    if all(is_common_word(words.lowers[at]) for at in own) or "-" in words.texts[own[-1]]:
        return None
    last = own[-1]
    if words.is_possessive(last) or last + 1 == len(words):
        return head, last
    gap, following = words.gap(last), words.lowers[last + 1]
    goes_on = following in _SMALL or following in _JOINING or legal_end(words, last + 1) is not None
    return None if (gap == " " and goes_on) or gap.startswith((" &", "-", " -")) else (head, last)


def _next_of_name(words: Words, index: int) -> int | None:
    """The next capitalised word of a name, small words between at most."""
    if words.is_possessive(index):
        return None
    at = index + 1
    while at < len(words) and words.gap(at - 1) == " ":
        if words.is_capital(at) or _ELIDED.match(words.texts[at]):
            ends = words.lowers[at] in ROLES or words.lowers[at] in DAYS
            if ends or words.texts[at][0].isdigit() or legal_end(words, at) is not None:
                return None
            return at
        if words.lowers[at] not in _SMALL:
            return None
        at += 1
    return None


_ELIDED: Final = re.compile(r"[ld]['’][A-ZÀ-Þ]")
"""What begins with an article or a preposition without its vowel: "l'Agriculture"."""

_JOINING: Final = frozenset("a à et y e of".split())
"""Small words behind which more of a name may stand."""

_WITH_ACRONYM: Final = 2
"""Words behind the head of a name that an acronym may follow, more than that."""

_SMALL: Final = frozenset("de del de la las los do da dos das du des di della".split())
_LONGEST: Final = 5
"""Words behind the head, at most."""
