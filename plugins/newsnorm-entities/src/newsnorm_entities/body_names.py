"""Where names of bodies stand in a text that their own words make a body's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from newsnorm_entities.body_edges import DAYS, DOTTED, is_portfolio, legal_end, whole
from newsnorm_entities.given import is_common_word, is_given
from newsnorm_entities.organization_words import (
    ARMED,
    BODY_NOUNS,
    CALLED_BEFORE,
    CAUSES,
    COMMUNAL,
    FIRM_ENDS,
    FIRM_NOUNS,
    GENERIC,
    HOUSES,
    INDUSTRIES,
    JOINING,
    MONTHS,
    NOT_LEADING,
    ORDINARY,
    OWNING,
    PAIRED,
    SIGNS,
    STATE_NOUNS,
)
from newsnorm_entities.runs import PARTISANS, is_joined
from newsnorm_entities.searched import among
from newsnorm_entities.vocabulary import FUNCTION_WORDS, HONORIFICS, MODIFIERS, ROLES
from newsnorm_entities.words import Words

LONGEST: Final = 9
"""Words of a name, at most."""


_LONGEST_RUN: Final = 40
"""Words of a run of capitals in which names are looked for: what is longer is no running text."""


def names_of_bodies(words: Words) -> Iterator[tuple[int, int]]:
    """First and last word of each name that its own words make a body's.

    >>> words = Words("The Wexmoor Health Trust sued Brennick Holdings Ltd over the Bank Holiday.")
    >>> [" ".join(words.texts[first : last + 1]) for first, last in names_of_bodies(words)]
    ['Wexmoor Health Trust', 'Brennick Holdings Ltd']
    """
    after = 0
    for index in _signs(words):
        if index < after or not _is_of_run(words, index):
            continue
        first, last = run_around(words, index, after)
        found = _name_in(words, first, last) if last - first < _LONGEST_RUN else None
        after = (found[1] if found is not None else last) + 1
        if found is not None:
            yield found


_DOTTED: Final = re.compile(r"\.[AVPp]|/[AS]\b")
"""What all legal forms with full stops or a stroke have."""


def _signs(words: Words) -> list[int]:
    """Numbers of the words that may make a body's name of what stands around them, in order."""
    text = words.text
    found = among(words, SIGNS)
    more: list[int] = []
    at = text.find(" & ")
    while at >= 0:
        more.append(words.at(at))
        at = text.find(" & ", at + 1)
    if _DOTTED.search(text):
        more += [words.at(dotted.start()) for dotted in DOTTED.finditer(text)]
    return sorted({*found, *more} - {-1}) if more else found


def run_around(words: Words, index: int, least: int) -> tuple[int, int]:
    """First and last word of the run of capitals that a word stands in.

    Small words joined to a name are of it, and so are "&" and the possessive of a plain noun.
    """
    first = last = index
    least = max(least, index - _LONGEST_RUN)
    most = min(len(words) - 1, index + _LONGEST_RUN)
    while first > least and _is_of_run(words, first - 1) and _joins(words, first - 1):
        first -= 1
    while last < most and _is_of_run(words, last + 1) and _joins(words, last):
        last += 1
    return first, last


def _is_of_run(words: Words, index: int) -> bool:
    small = words.texts[index] == "plc"  # the one legal form that is printed so
    return small or words.is_capital(index) or is_joined(words.texts[index])


def _joins(words: Words, index: int) -> bool:
    """Whether a word and the next one may belong to one name."""
    gap = words.gap(index)
    lower = words.lowers[index]
    if words.is_possessive(index):
        if index + 1 < len(words) and words.lowers[index + 1] in HOUSES:
            return True
        return lower in OWNING or (index > 0 and words.lowers[index - 1] in ("st", "saint"))
    if gap == "' ":  # "Workers' Union"
        return lower in OWNING
    return gap in (" ", " & ") or (gap == ". " and lower in ("st", "j"))


def _name_in(words: Words, first: int, last: int) -> tuple[int, int] | None:
    """The body's name that a run of capitals holds or begins, if one is there."""
    line = words.line(words.starts[first])
    if line.headline or line.capitals:
        return None
    first = _without_lead(words, first, last)
    for index in range(first + 1, last + 1):
        end = legal_end(words, index)
        if end is not None and not all(words.lowers[at] in ROLES for at in range(first, index)):
            return _fitting(words, _start_before(words, first), _of_state(words, end))
    for index in range(last, first - 1, -1):
        lower = words.lowers[index]
        of_firm = lower in FIRM_NOUNS or (
            lower in FIRM_ENDS
            and index == last
            and (not _goes_on(words, last) or _sits_there(words, last))
        )
        if lower in CAUSES and index == last and words.lowers[index + 1 : index + 2] == ["for"]:
            end = _complement(words, index)
            if end is not None:  # of "Centre for Velt and Roe" a half would be no name
                return None if _goes_on(words, end) else _fitting(words, first, end)
        if lower in COMMUNAL:
            end = (
                _complement(words, index) if words.lowers[index + 1 : index + 2] == ["of"] else None
            )
            return _fitting(words, first, end) if end is not None else None
        if lower not in BODY_NOUNS and not of_firm and not _is_paired(words, index):
            continue
        if lower == "district" and words.lowers[index - 1] != "school":
            continue
        end = _complement(words, index) if index == last and lower in BODY_NOUNS else None
        if end is not None:
            return _fitting(words, first, end)
        if index == first or not _names(words, first, index):
            return _joined(words, first, index) if index == last > first else None
        if index < last and not _may_end(words, index + 1):
            return None
        return _fitting(words, _start_before(words, first), index)
    return whole(words, first, last) if _is_partnership(words, first, last) else None


def _joined(words: Words, first: int, last: int) -> tuple[int, int] | None:
    """A name that "and" joins the last words of, where they alone are none: "Search and Rescue".

    "The Coastal Search and Rescue Agency": what stands before "and" makes it a name.
    """
    if first < 2 or words.lowers[first - 1] != "and" or words.is_capital(first - 1):
        return None
    if words.lowers[last] == "union":
        return None  # "the United States and Soviet Union"
    found = _fitting(words, first, last)
    return found if found is not None and found[0] < first and _names(words, *found) else None


def _fitting(words: Words, first: int, last: int) -> tuple[int, int] | None:
    found = whole(words, first, last)
    return found if found is not None and found[1] - found[0] < LONGEST else None


def _without_lead(words: Words, first: int, last: int) -> int:
    """Where a run begins without what opens a sentence or describes the body."""
    if words.lowers[first] == "s" and first > 0 and words.text[words.starts[first] - 1] == ".":
        first += 1  # "U.S. Senate Committee"
    for at in range(first, last):
        if "-" in words.texts[at] and words.texts[at].rpartition("-")[2].islower():
            first = at + 1  # "Blue Jays-owner Velt Communications"
    is_firm = any(legal_end(words, at) is not None for at in range(first + 1, last + 1))
    while first < last:
        lower = words.lowers[first]
        is_first = words.opens_sentence(first)
        leading = NOT_LEADING - _OF_FIRMS if is_firm else NOT_LEADING
        opening = lower == "based" or (is_first and (lower in leading or lower in _DESCRIBING))
        if not (lower in FUNCTION_WORDS or opening or lower in HONORIFICS):
            break
        first += 1
    return first


_OF_FIRMS: Final = frozenset("federal state national regional local".split())
"""Words that open a sentence before a body's noun, but are of a firm: "Federal Paper Board Co"."""

_DESCRIBING: Final = (CALLED_BEFORE - FIRM_NOUNS) | {"former"}
"""What opens a sentence before the name of a body: "Retailer Velt Holdings Corp"."""


def _of_state(words: Words, end: int) -> int:
    """The last word of a firm's name, where that goes on: "Public Service Co of New Mexico"."""
    following = words.lowers[end + 1 : end + 3]
    if words.lowers[end] != "co" or following[:1] != ["of"] or following[1:] == ["the"]:
        return end
    return _complement(words, end) or end


def _start_before(words: Words, first: int) -> int:
    """Where a name begins whose run is its end: "House of Representatives Ethics Panel"."""
    if first < 2 or words.gap(first - 1) != " " or words.lowers[first - 1] != "of":
        return first
    noun = words.lowers[first - 2]
    joined = words.gap(first - 2) == " " and words.is_capital(first - 2)
    if not joined or words.is_possessive(first - 2) or noun in ROLES:
        return first
    return first - 2 if noun in BODY_NOUNS or noun == "house" else first


def _is_partnership(words: Words, first: int, last: int) -> bool:
    """Whether two names are joined as those of partners are: "Procter & Gamble"."""
    gaps = words.gaps(first, last)
    if words.lowers[last + 1 : last + 2] in (["have"], ["are"], ["were"]):
        return False  # two firms
    if any(len(text) > 3 and text.isupper() for text in words.texts[first : last + 1]):
        return False  # "ANGER & UNITY"
    if gaps.count(" & ") != 1 or last - first > 3:
        return False
    inside = range(first, last + 1)
    lowers = [words.lowers[at] for at in inside]
    return (
        all(len(lower) > 1 and lower not in FUNCTION_WORDS for lower in lowers)
        and not any(lower in ROLES for lower in lowers)
        and not all(map(is_common_word, lowers))
        and not is_given(lowers[0])  # "Bill & Hillary"
        and not any("-" in lower for lower in lowers)
    )


def _is_paired(words: Words, index: int) -> bool:
    """Whether it is a noun of bodies by the word before it: "Velt Medical Center".

    More words must stand before these, but for a church: "the Red Cross" is no society's own name.
    """
    pairs = PAIRED.get(words.lowers[index])
    if words.lowers[index] in ARMED and _is_ones_own(words, index - 1):
        return True
    if words.lowers[index] == "senate":
        return _is_ones_own(words, index - 1) and _is_nations(words, index)
    if pairs is None or index < 1 or words.lowers[index - 1] not in pairs:
        return False
    if words.lowers[index] == "church":
        return True
    return index > 1 and words.gap(index - 2) in (" ", ". ") and words.is_capital(index - 2)


def _is_ones_own(words: Words, index: int) -> bool:
    """Whether a word is a name, as of a country or of a leader: "Ruland Army"."""
    lower = words.lowers[index]
    if words.lowers[index + 2 : index + 3] in (["of"], ["knife"], ["knives"]):
        return False  # "the Ruland Army of the Velto"
    joined = index >= 0 and words.gap(index) == " " and words.is_capital(index)
    plain = is_common_word(lower) or lower in FUNCTION_WORDS or lower in GENERIC or lower in ROLES
    return joined and len(lower) > 2 and not plain and lower not in ORDINARY and lower != "royal"


def _is_nations(words: Words, senate: int) -> bool:
    """Whether a country's adjective stands before a senate, and no seat of one is meant.

    "The Veltian Senate voted", but "the Texas Senate race", "the Republican Senate".
    """
    nation = words.lowers[senate - 1]
    if not nation.endswith(_OF_NATIONS) or nation in PARTISANS:
        return False
    after = words.after(senate)
    return after is None or words.lowers[after] not in _SEATS


_OF_NATIONS: Final[tuple[str, ...]] = ("an", "ese", "ish", "ch", "ine", "ani", "iss")
_SEATS: Final = frozenset(
    "bid campaign candidate contest election primary race runoff seat".split()
)


def _goes_on(words: Words, last: int) -> bool:
    """Whether more of a name may stand behind "and" or "of": "Velt Mines and Metals Co"."""
    following = words.lowers[last + 1 : last + 2]
    return following in (["and"], ["of"]) and words.is_capital(last + 2)


def _sits_there(words: Words, last: int) -> bool:
    """Whether "of" says where a firm sits: "Velt Pharma of Ireland", "Velt Timber of Leeds"."""
    return words.lowers[last] in INDUSTRIES and words.lowers[last + 1 : last + 2] == ["of"]


def _names(words: Words, first: int, last: int) -> bool:
    """Whether the words before a noun make a name of it."""
    before = words.lowers[first:last]
    if all(lower in ROLES or lower in MODIFIERS for lower in before):
        return False
    noun = words.lowers[last]
    if noun == "management":
        return before[-1] in ("asset", "capital", "fund", "investment", "wealth")
    own = [lower for lower in before if not is_common_word(lower)]
    if noun in FIRM_NOUNS or noun in FIRM_ENDS:
        return bool(own) and not all(lower in ROLES for lower in own)
    if noun in STATE_NOUNS or noun in ("cross", "crescent", "church"):
        return True
    if (noun in ARMED or noun == "senate") and own and own[-1] == before[-1]:
        return True
    if noun in PAIRED and all(lower in GENERIC for lower in before[:-1]):
        return False
    if bool(own) or len(before) > 1:
        return any(lower not in GENERIC for lower in before)
    called = first > 0 and words.gap(first - 1) == " " and words.lowers[first - 1] == "the"
    return called and before[0] not in GENERIC


def _may_end(words: Words, index: int) -> bool:
    """Whether a name may end before a capitalised word: "Health Trust Chairman Jane Roe"."""
    lower = words.lowers[index]
    return lower in ROLES or lower in MODIFIERS


def _complement(words: Words, noun: int) -> int | None:
    """The last word of what a noun has behind it: "of Health of Rwanda", "for Restoration"."""
    last: int | None = None
    index = noun
    while True:
        following = _joined_behind(words, index)
        if following is None:
            return last
        begin, plain = following
        end = begin
        while (
            words.gap(end) in (" ", " & ")
            and not words.is_possessive(end)
            and end + 1 < len(words)
            and words.is_capital(end + 1)
            and (words.lowers[end + 1] not in ROLES or words.lowers[end + 1] == "justice")
            and words.lowers[end + 1] not in DAYS
            and not (is_given(words.texts[end + 1]) and words.after(end + 1) is not None)
        ):
            end += 1
        if plain and last is None:
            return None
        if plain and not all(is_portfolio(words.lowers[at]) for at in range(begin, end + 1)):
            return last  # "the Ministry of Justice and Jane Roe"
        last = index = end


def _joined_behind(words: Words, index: int) -> tuple[int, bool] | None:
    """Where a name goes on behind a small word, and whether that is "and"."""
    if words.is_possessive(index) or words.gap(index) not in (" ", ", "):
        return None
    following = index + 1
    if following + 1 >= len(words):
        return None
    lower = words.lowers[following]
    if words.gap(index) == ", " or lower not in JOINING or words.is_capital(following):
        return None
    if lower == "the":
        return None  # "the Transportation Department the Gateway Project"
    begin = following + 1
    if words.gap(following) not in (" ", "'", "’"):
        return None
    if words.lowers[begin] in ("the", "la", "las", "los", "les") and words.gap(begin) == " ":
        begin += 1
    if begin >= len(words) or not words.is_capital(begin) or words.lowers[begin] in ROLES:
        return None
    if words.lowers[index] == "party" and is_given(words.texts[begin]):
        surname = words.after(begin)
        named = surname is not None and words.is_capital(surname)
        if named and words.lowers[begin + 1] not in ROLES:
            return None  # "the People's Party of Jane Roe"
    if words.texts[begin].isdigit() or words.lowers[begin] in FUNCTION_WORDS | MONTHS:
        return None
    return begin, lower == "and"
