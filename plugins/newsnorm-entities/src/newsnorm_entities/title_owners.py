"""Where a title begins: with its owner, and with all that says what it is for.

"US", "Velt and Co", "state" and "natural resources" belong to the title behind them, and no part of
a word or of a firm's name is left in front.
"""

from __future__ import annotations

from typing import Final

from newsnorm import Candidate
from newsnorm_entities.clues import LEGAL
from newsnorm_entities.given import is_common_word
from newsnorm_entities.vocabulary import (
    ABBREVIATED,
    CAPITALISED,
    FUNCTION_WORDS,
    MODIFIERS,
    ORGANIZATION_NOUNS,
    PORTFOLIO_WORDS,
    ROLES,
)
from newsnorm_entities.words import Words

_LONGEST_OWNER: Final = 8
PREFIXES: Final[tuple[str, ...]] = ("then-", "ex-", "now-", "former-")
"""What a hyphen may join to a title: "then-President"."""


def owner_start(words: Words, index: int, standing: dict[int, Candidate]) -> int:
    """Where the title's owner and modifiers begin."""
    start, previous = words.starts[index], index - 1
    for _ in range(_LONGEST_OWNER):
        if previous < 0 or words.is_possessive(previous):
            return start
        if words.text[start - 1] == " " and (owner := standing.get(start - 1)) is not None:
            before = words.before(words.at(owner.start))
            word = "" if before is None else words.lowers[before]
            if word == "told" and owner.options[0].entity.type == "media":
                return start  # "told Reuters Finance Minister Jane Roe had resigned"
            if before is not None and word == "of" and _is_body_before(words, before):
                return words.starts[index]
            start, previous = owner.start, words.at(owner.start - 1)
            continue
        between = words.text[words.ends[previous] : start]
        if between == ".-" and words.lowers[previous] in ABBREVIATED:  # "Lieut.-Gen. Jane Roe"
            start, previous = words.starts[previous], previous - 1
            continue
        if between == ") ":  # "Organization for ... (OSCE) Chairman"
            opening = words.text.rfind(" (", max(0, start - 60), words.starts[previous] + 1)
            owner = standing.get(opening)
            if owner is None or opening + 2 != words.starts[previous]:
                return start
            start, previous = owner.start, words.at(owner.start - 1)
            continue
        if start < words.starts[index] and words.is_initial(previous) and between in (". ", "."):
            start, previous = words.starts[previous], previous - 1
            continue  # "L.F. Velt analyst Jane Roe"
        if between in (" & ", ", ") and _goes_on_before(words, previous):
            start, previous = words.starts[previous], previous - 1
            continue
        if between != " " or len(words.texts[previous]) == 1:
            return start
        lower, capital = words.lowers[previous], words.is_capital(previous)
        if lower in _TOPICS and (topic := _topic_start(words, previous, standing)) is not None:
            start, previous = words.starts[topic], topic - 1
        elif (
            lower in MODIFIERS
            or (lower in ROLES and not capital and lower not in CAPITALISED)
            or (capital and lower not in FUNCTION_WORDS)
        ):
            start, previous = words.starts[previous], previous - 1
        elif lower == "of" and start < words.starts[index] and _is_body_before(words, previous):
            return words.starts[index]  # "University of Springfield scientist Jane Roe"
        elif lower == "and" and start < words.starts[index] and _joins_nouns(words, previous):
            start, previous = words.starts[previous - 1], previous - 2
        elif (lower == "and" and _joins_firm(words, previous)) or (
            lower in _DESCRIBING and not capital and _has_no_article(words, previous)
        ):
            start, previous = words.starts[previous], previous - 1
        elif lower in PORTFOLIO_WORDS and (topic := _portfolio_start(words, previous, index)):
            start, previous = words.starts[topic], topic - 1
        else:
            return start
    return start


def whole_words(words: Words, start: int, index: int) -> int:
    """Where an owner begins that is not a part of a word, or the end of a firm's name.

    "pro-Russian Ukrainian President Jane Roe", "(Velt) Co Ltd economist Jane Roe".
    """
    text, role = words.text, words.starts[index]
    while start < role:
        word = words.at(start)
        inside = start > 1 and text[start - 1] == "-" and text[start - 2].isalnum()
        inside = inside and not text.endswith(PREFIXES, 0, start)  # "then-FBI Director"
        if not inside and words.lowers[word] not in LEGAL and words.lowers[word] != "and":
            break
        start = words.starts[word + 1]
    return start


def _joins_firm(words: Words, and_: int) -> bool:
    """Whether "and" is a part of a firm's name: "Velt and Co analyst Jane Roe"."""
    return (
        and_ > 0
        and words.lowers[and_ + 1] in _PARTNERS
        and words.is_capital(and_ - 1)
        and words.gap(and_ - 1) == " "
        and words.lowers[and_ - 1] not in FUNCTION_WORDS
    )


def _goes_on_before(words: Words, last: int) -> bool:
    """Whether a firm's name has more words before a mark: "Velt & Co", "Velt, Roe and Co"."""
    if not words.is_capital(last) or words.lowers[last] in FUNCTION_WORDS:
        return False
    if words.gap(last) == " & ":
        return words.lowers[last + 1] in _PARTNERS
    return words.lowers[last + 2 : last + 3] == ["and"] and _joins_firm(words, last + 2)


_PARTNERS: Final = frozenset("co cos sons brothers bros associates partners".split())

_DESCRIBING: Final = frozenset(
    """
    state federal presidential provincial regional municipal congressional parliamentary military
    """.split()
)
"""Words in small letters before a title that say whose it is: "state Senator Jane Roe"."""

_OF_MINISTERS: Final = frozenset("minister commissioner".split())


def _has_no_article(words: Words, first: int) -> bool:
    """Whether no article stands before a word: across one a title does not begin."""
    before = words.before(first)
    return before is None or words.lowers[before] not in _ARTICLES


_ARTICLES: Final = frozenset("the a an this that every another".split())


def _portfolio_start(words: Words, last: int, index: int) -> int | None:
    """The first word of what a minister is in charge of: "natural resources minister Jane Roe"."""
    if last + 1 != index or words.lowers[index] not in _OF_MINISTERS or words.is_capital(last):
        return None
    first = last
    while (
        first > 0
        and words.gap(first - 1) == " "
        and (
            words.lowers[first - 1] in PORTFOLIO_WORDS
            or (words.lowers[first - 1] == "and" and words.lowers[first - 2] in PORTFOLIO_WORDS)
        )
    ):
        first -= 1
    return first if _has_no_article(words, first) else None


def _joins_nouns(words: Words, and_: int) -> bool:
    """Whether "and" joins nouns of what somebody is in charge of: "Energy and Mines Minister"."""
    first, second = and_ - 1, and_ + 1
    return (
        first >= 0
        and words.gap(first) == words.gap(and_) == " "
        and all(
            words.is_capital(n) and is_common_word(words.lowers[n]) and words.lowers[n] not in ROLES
            for n in (first, second)
        )
    )


_TOPICS: Final = frozenset(
    """
    national foreign policy human rights trade antitrust competition defence defense security
    climate nuclear peace peacekeeping refugee aid humanitarian relief economic political legal
    energy health enlargement
    """.split()
)
"""What somebody is in charge of, between an owner and a title: "EU foreign policy chief"."""


def _topic_start(words: Words, last: int, standing: dict[int, Candidate]) -> int | None:
    """The first word of what somebody is in charge of, if an owner stands directly before it.

    Alone such words describe: "human rights lawyer Jane Roe".
    """
    first = last
    while first > 0 and words.lowers[first - 1] in _TOPICS and words.gap(first - 1) == " ":
        first -= 1
    start = words.starts[first]
    if words.is_capital(first) or words.text[start - 1 : start] != " ":
        return None
    owner = standing.get(start - 1)
    if owner is None or owner.options[0].entity.kind not in ("place", "organization"):
        return None
    return first


def _is_body_before(words: Words, of: int) -> bool:
    """Whether a body's noun before "of" takes what stands behind it as a part of its name."""
    head = words.before(of)
    if head is None or not words.is_capital(head):
        return False
    return words.lowers[head] in ORGANIZATION_NOUNS or words.lowers[head] in ("district", "state")
