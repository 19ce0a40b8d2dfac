"""Where a body's name begins and ends, where that is more or less than a run of capitals.

Names go on beyond a run at "and", a comma, an initial's full stop or a second legal form: "House
Ways and Means Committee", "C. Velt AG", "Velt Steel Co Ltd". Where the form of the text does not
tell whether they do, there is no name: a part of one names nothing.
"""

from __future__ import annotations

from typing import Final

import regex

from newsnorm_entities.given import given, is_common_word
from newsnorm_entities.organization_words import (
    BODY_NOUNS,
    DIVIDED,
    FIRM_NOUNS,
    LEGAL_FORMS,
    NUMBERED,
    OTHER_THINGS,
    PORTFOLIO,
)
from newsnorm_entities.vocabulary import FUNCTION_WORDS, HONORIFICS, MODIFIERS, NOT_NAMES, ROLES
from newsnorm_entities.words import Words

_COUNTRIES: Final = frozenset(("us", "uk", "un", "eu", "dc"))
"""Initials that are no person's."""

DAYS: Final = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december
    """.split()
)
"""What stands behind names in capitals and is of none: days and months."""


def legal_end(words: Words, index: int) -> int | None:
    """The last word of a legal form that begins at a word, printed as legal forms are."""
    text = words.texts[index]
    if text in LEGAL_FORMS.get(words.lowers[index], ()):
        return index
    dotted = DOTTED.match(words.text, words.starts[index]) if len(text) == 1 else None
    return words.at(dotted.end() - 1) if dotted else None


DOTTED: Final = regex.compile(
    r"(?:S\.A|N\.V|B\.V|L\.P|A\.G|S\.p\.A|P\.L\.C|A/S|S/A)(?![\p{L}\p{N}])"
)
"""Legal forms with full stops or a stroke."""


def is_portfolio(lower: str) -> bool:
    """Whether a word can be what a body is for: "Infrastructure and Water Management"."""
    known = is_common_word(lower) or lower in NOT_NAMES or lower in PORTFOLIO
    return known and lower not in ROLES


def whole(words: Words, first: int, last: int) -> tuple[int, int] | None:
    """First and last word of the name that a run of capitals holds a part of, if that can be told.

    >>> words = Words("The House Ways and Means Committee met C. Velt AG, Roe, Lufkin & Velt.")
    >>> [whole(words, *run) for run in ((4, 5), (8, 9), (11, 12))]
    [(1, 5), (7, 9), None]
    """
    if _is_another_thing(words, first, last) or legal_end(words, first) is not None:
        return None
    if words.text[words.starts[first] - 1 : words.starts[first]] == "&":
        return None  # "M&T Bank Corp"
    if last > first and words.lowers[last - 1] == "and" and legal_end(words, last) is not None:
        return None  # "Bank of Velt NT and SA"
    if words.lowers[last - 1] == "of" and words.is_possessive(last) and _goes_on(words, last):
        return None  # "Foundation of Velt's Choice Conference"
    end = _end(words, last)
    if end is None or (begin := _beginning(words, first, end)) is None:
        return None
    return begin, end


def legal_tail(words: Words, first: int, last: int) -> str:
    """The legal forms that a name has, in lower case and short; empty if it has none."""
    for index in range(first + 1, last + 1):
        if legal_end(words, index) is not None:
            return " ".join(_SHORT.get(low, low) for low in words.lowers[index : last + 1])
    return ""


_SHORT: Final = {"incorporated": "inc", "limited": "ltd"}


def is_listed(words: Words, last: int) -> bool:
    """Whether further names join a name behind a comma, as in firms: "Velt, Roe & Velt"."""
    following = last + 1
    if words.gap(last) != ", " or following + 1 >= len(words) or not words.is_capital(following):
        return False
    return words.gap(following) == " & "


def _goes_on(words: Words, last: int) -> bool:
    """Whether a capitalised word that is nobody's title follows."""
    following = last + 1
    if following >= len(words) or words.gap(last) != " " or not words.is_capital(following):
        return False
    return words.lowers[following] not in ROLES and words.lowers[following] not in MODIFIERS


def _is_another_thing(words: Words, first: int, last: int) -> bool:
    """Whether the noun at the end does not mean a body here: "in Kurram Agency", "Group 6"."""
    noun = words.lowers[last]
    if last > first and words.lowers[last - 1] in OTHER_THINGS.get(noun, ()):
        return True
    shouted = [words.texts[at] for at in range(first, last + 1) if len(words.texts[at]) > 3]
    if len(shouted) > 2 and all(map(str.isupper, shouted)):
        return True  # a speaker's office in a list of opinions
    if any(_joins_names(words.texts[at]) for at in range(first, last + 1)):
        return True
    if noun in _COUNTED and any(map(str.isdigit, words.texts[max(0, first - 2) : first])):
        return True  # "25 more Velt Stores"
    if words.text[words.starts[first] - 1 : words.starts[first]] == "/":
        return True
    behind = words.after(last)
    if noun in NUMBERED and behind is not None and words.texts[behind].isdigit():
        return True
    before = words.before(first)
    if noun in DIVIDED and before is not None:
        article = words.before(before) if words.lowers[before] == "the" else None
        return words.lowers[before if article is None else article] == "in"
    return "-" in words.texts[first] and last - first == 1 and noun == "federation"


_COUNTED: Final = frozenset("stores farms computers terminals".split())
"""Nouns for the single ones of what a firm has, too."""


def _joins_names(text: str) -> bool:
    """Whether a hyphen ends one body's name and begins another: "Monetary Fund-World Bank"."""
    former, hyphen, latter = text.partition("-")
    return bool(hyphen) and former.lower() in BODY_NOUNS and latter[:1].isupper()


def _end(words: Words, last: int) -> int | None:
    """The last word of a name behind which more of it may stand, as a second legal form."""
    if "\\" in words.gap(last) and words.is_capital(last + 1):
        return None  # a line's end lies in the name
    if legal_end(words, last) is None and not _is_dotted(words, last):
        if (joined := _joined_end(words, last)) is not None:
            return joined
        branch = words.gap(last) == ", " and words.lowers[last - 2 : last] == ["university", "of"]
        is_state = words.lowers[last] in _MANY_CAMPUSES
        return None if branch and is_state and words.is_capital(last + 1) else last
    while last + 1 < len(words):
        gap, following = words.gap(last), last + 1
        further = legal_end(words, following)
        if further is not None and gap.strip(" .,&") == "" and "\n" not in gap:
            last = further
        elif gap == " " and words.lowers[following : following + 2] == ["of", "america"]:
            last = following + 1
        else:
            break
    following = last + 1
    if words.gap(last) == " " and words.is_capital(following):
        lower = words.lowers[following]
        known = lower in ROLES or lower in MODIFIERS or lower in FUNCTION_WORDS or lower in DAYS
        return last if known or words.texts[following].isdigit() else None
    return last


def _joined_end(words: Words, last: int) -> int | None:
    """The legal form of a name that goes on behind "and": "Velt Trust and Banking Co Ltd"."""
    after = last + 2
    if after >= len(words) or words.lowers[last + 1] != "and" or words.lowers[after] not in _JOINED:
        return None
    end = None
    while after + 1 < len(words) and words.gap(after) == " ":
        after += 1
        if legal_end(words, after) is None:
            break
        end = after
    return end


_JOINED: Final = frozenset("banking trust loan savings guaranty investment".split())
"""What firms are, too, by the second half of their names."""

_MANY_CAMPUSES: Final = frozenset(
    "california texas wisconsin illinois massachusetts maryland".split()
)
"""States whose university is several, told by the town behind a comma."""


def _is_dotted(words: Words, last: int) -> bool:
    """Whether a word is the end of a legal form with full stops."""
    start = words.starts[last]
    if words.ends[last] > start + 1:
        return False  # all of them end with a single letter
    return any(found.end() == words.ends[last] for found in _dotted_before(words.text, start))


def _dotted_before(text: str, start: int) -> list[regex.Match[str]]:
    return list(DOTTED.finditer(text, max(0, start - 4), start + 1)) if start else []


def _beginning(words: Words, first: int, last: int) -> int | None:
    """The first word of a name before which more of it may stand."""
    if first == 0:
        return first
    gap, before = words.gap(first - 1), first - 1
    if gap in (". ", ".") and words.is_initial(before):
        return _with_initials(words, first, last)
    is_short = legal_end(words, first + 1) is not None if first < last else False
    if gap == " " and is_short and words.texts[before] == "US":
        return before  # "US West Inc"
    if gap == " " and _ORDINAL.fullmatch(words.lowers[before]) and legal_end(words, last):
        return before  # "20th Century Velt Corp"
    small = words.lowers[before] in ("of", "fuer", "für") and before > 0
    if gap == " " and small and legal_end(words, last) is not None and words.is_capital(before - 1):
        role = words.lowers[before - 1] in ROLES or words.gap(before - 1) != " "
        return first if role else None  # "Bank fuer Velt AG"
    owned = words.is_possessive(before) and words.is_capital(before)
    if owned and is_short and is_portfolio(words.lowers[first]):
        return None  # "Producer's Gas Co"
    if gap == " " and words.lowers[before] == "the" and words.lowers[last] in _MODELS:
        return None  # "the Macintosh SE"
    if words.is_possessive(before) or gap.strip(" ,&\\"):
        return first
    if gap == " " and words.lowers[before] == "and" and not words.is_capital(before):
        return _before_and(words, first, last)
    if "\\" in gap and words.is_capital(before):
        return None  # a line's end lies in the name
    if gap == ", " and words.is_capital(before):
        lead = words.lowers[before - 1] if before and words.gap(before - 1) == " " else ""
        joins = " & " in words.gaps(first, last) or (is_short and words.lowers[first + 1] == "co")
        pair = legal_end(words, last) is not None and lead in ("by", "with", "to", "for")
        if pair and not _is_list(words, last):
            return None  # "led by Warburg, Velt Capital Co, a partnership"
        return None if joins and lead not in ("in", "at", "from", "near") else first
    return first


_MODELS: Final = frozenset("se as sa ao ab".split())
"""Legal forms that models of things have behind their names, too."""

_ORDINAL: Final = regex.compile(r"\d+(?:st|nd|rd|th)")


def _is_list(words: Words, last: int) -> bool:
    """Whether another name follows one, as in a list of firms."""
    following = last + 1
    if following + 1 >= len(words):
        return False
    at = following + 1 if words.lowers[following] == "and" else following
    return words.gap(last).strip(".") in (", ", " ") and words.is_capital(at)


def _with_initials(words: Words, first: int, last: int) -> int | None:
    """Where a name begins with its initials: "A.N. Velt Corp", but "the U.S. Senate Committee"."""
    begin = first - 1
    while begin > 0 and words.gap(begin - 1) in (".", ". ") and words.is_initial(begin - 1):
        begin -= 1
    if "".join(words.lowers[begin:first]) not in _COUNTRIES:
        name = words.before(begin)
        if name is None or not words.is_capital(name) or words.is_possessive(name):
            return begin
        return name if given(words.texts[name]) is not None else None  # "Roy F. Velt Inc"
    legal = legal_end(words, last) is not None
    if not legal and words.texts[first - 1].isupper() and words.gap(first - 1) == ". ":
        return begin if " & " not in words.gaps(first, last) else None  # "U.S. Forest Service"
    if not legal or not all(is_portfolio(lower) for lower in words.lowers[first:last]):
        return None if " & " in words.gaps(first, last) else first
    article = words.before(begin)
    return begin if article is None or words.lowers[article] not in ("the", "a") else first


def _before_and(words: Words, first: int, last: int) -> int | None:
    """Where a name begins that "and" joins: "Iron and Steel Union", but "FBI and Velt Trust"."""
    left = first - 2
    if left < 0 or words.gap(left) != " ":
        return first
    if not words.is_capital(left):
        house = words.lowers[left - 1] in ("house", "senate") and words.is_capital(left - 1)
        return None if house else first  # "House ways and Means Committee"
    lower = words.lowers[left]
    if words.is_possessive(left) or lower in ROLES or lower in FUNCTION_WORDS:
        return first
    text = words.texts[left]
    if text == words.texts[first]:
        return left  # "Velt and Velt Co"
    if words.is_initial(first):
        return None  # "CB and T Bancshares"
    if legal_end(words, left) is not None or _is_dotted(words, left):
        return first
    if words.lowers[first] in BODY_NOUNS and words.lowers[first + 1] == "of":
        return first  # "Velt Guaranty and Bank of Roe"
    count = _words_before_noun(words, first, last)
    ends = lower in BODY_NOUNS or lower in FIRM_NOUNS or lower in _ENDS
    if (ends and count > 1) or (text.isupper() and len(text) > 1):
        return first
    if count > _MOST_JOINED:
        return None
    if not is_portfolio(lower) or not is_portfolio(words.lowers[first]):
        return first if _stands_elsewhere(words, first) else None
    begin = left
    while begin > 0 and words.is_capital(begin - 1) and not words.is_possessive(begin - 1):
        gap = words.gap(begin - 1)
        if gap != " " and not (gap == ", " and is_portfolio(words.lowers[begin - 1])):
            break
        if words.lowers[begin - 1] in HONORIFICS or words.lowers[begin - 1] in FUNCTION_WORDS:
            break
        begin -= 1
    return begin


_MOST_JOINED: Final = 2
"""Words between "and" and the noun of a name that both sides share, at most."""

_ENDS: Final = frozenset("software systems international group computer air reserve".split())
"""Nouns that end a firm's name, though they make none."""


def _words_before_noun(words: Words, first: int, last: int) -> int:
    """How many words of a name stand before its noun or legal form."""
    for index in range(first + 1, last + 1):
        if words.lowers[index] in BODY_NOUNS or legal_end(words, index) is not None:
            return index - first
    return last - first


def _stands_elsewhere(words: Words, first: int) -> bool:
    """Whether what begins with a word is named without "and" before it, too."""
    name = words.texts[first]
    return any(
        words.texts[at] == name and at > 0 and words.lowers[at - 1] != "and" and at != first
        for at in map(words.at, words.places(name))
    )
