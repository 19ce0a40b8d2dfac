"""What the words directly beside a name say against it.

A gazetteer's name can be a part of a longer one that no gazetteer knows: Denzel Washington,
Washington Monument, Bank of Russia, the French Senate. Such a name is not linked.
Where all words are capitalised, in capitals or in a headline, capitals tell nothing, and these
rules stand back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

import regex

from newsnorm import Candidate, DocumentView
from newsnorm_entities.vocabulary import (
    DIRECTIONS,
    FUNCTION_WORDS,
    MODIFIERS,
    ORGANIZATION_NOUNS,
    ROLES,
    TERRITORIAL,
)
from newsnorm_entities.words import Words, words_of


class Objection(NamedTuple):
    """Why a name is not to be linked where it stands.

    Args:
        reason: for people.
        part_of: what it is a part of: a firm's name, or another name that ends with it, as a
            person's with a surname; empty for anything else.
    """

    reason: str
    part_of: Literal["", "firm", "name"] = ""


_TERRITORY_NOUNS = frozenset({"state", "states", "government", "region", "province", "oblast"})
_ABBREVIATIONS = frozenset({"St", "Ste", "Mt", "Ft", "Pt"})


class Neighbors:
    """The candidates of one document by where they begin and end, for looking beside a name."""

    def __init__(self, document: DocumentView) -> None:
        self.document = document

    @cached_property
    def starting(self) -> Mapping[tuple[str, int], Candidate]:
        """Those that may be names, by field and where they begin."""
        names = [c for c in reversed(self.document.candidates) if not _is_doubtful(c)]
        return {(c.field, c.start): c for c in names}  # of several the first one

    @cached_property
    def ending(self) -> Mapping[tuple[str, int], Candidate]:
        """The same by where they end."""
        names = [c for c in reversed(self.document.candidates) if not _is_doubtful(c)]
        return {(c.field, c.end): c for c in names}

    def objection(self, candidate: Candidate) -> Objection | None:
        """Why a name is not to be linked where it stands, or None if nothing speaks against it."""
        if candidate.field == "dateline":
            return None
        text, start = self.document.fields[candidate.field], candidate.start
        words = words_of(text)
        line = words.line(start)
        first, last = words.at(start), words.at(candidate.end - 1)
        kind = candidate.options[0].entity.kind
        if kind == "place" and (objection := _designation(candidate, text)):
            return objection
        if line.capitals:
            head = self._head_of(candidate, words, first)
            is_body = head is not None and head.lower() in ORGANIZATION_NOUNS
            return _part_of_body(head) if head and is_body else None
        if kind == "organization" and (reason := self._other_owner(candidate, words, first)):
            return Objection(reason)
        after = words.after(last)
        if after is not None and not words.is_capital(after):
            after = None
        if after is not None and (objection := _firm_behind(candidate, words, after)):
            return objection
        if line.headline:
            return None
        hyphen_before = text[start - 1 : start] == "-"
        if hyphen_before and _is_district(candidate, text):
            return Objection("it is the district of a member of a parliament")
        before = None if hyphen_before else words.before(first)
        if before is not None:
            belongs = self._belongs_before(candidate, words, before)
        elif not hyphen_before and kind == "place":
            before = _abbreviation_before(words, first)
            belongs = before is not None
        else:
            belongs = False
        if before is not None and belongs:
            reason = f"behind {words.texts[before]!r}, it may be part of another name"
            return Objection(reason, "name")
        if after is not None and self._belongs_after(candidate, words, after):
            return Objection(f"before {words.texts[after]!r}, it may be part of another name")
        head = self._head_of(candidate, words, first)
        return _part_of_body(head) if head else None

    def _belongs_before(self, candidate: Candidate, words: Words, index: int) -> bool:
        """Whether the word before reads as the first part of a name: "Denzel Washington"."""
        lower = words.lowers[index]
        if lower in ("de", "du", "di", "della") and candidate.options[0].entity.kind == "place":
            return True  # "Tour de France"
        if not words.is_capital(index) or words.is_possessive(index):
            return False
        word = words[index]
        if (other := self.ending.get((candidate.field, word.end))) is not None:
            # "Exxon U.S.A."
            kinds = (other.options[0].entity.type, candidate.options[0].entity.kind)
            return kinds == ("company", "place")
        if " " in candidate.surface and candidate.options[0].entity.kind != "place":
            return False  # a full name: what stands before it describes it
        if word.text == "New" and not words.opens_sentence(index):
            return candidate.options[0].entity.type in ("city", "capital")
        return not (
            lower in DIRECTIONS or lower in ROLES or lower in MODIFIERS or lower in FUNCTION_WORDS
        )

    def _belongs_after(self, candidate: Candidate, words: Words, index: int) -> bool:
        """Whether a capitalised word behind is the rest of a name: "Washington Monument"."""
        lower = words.lowers[index]
        following = self.starting.get((candidate.field, words.starts[index]))
        if following is not None:
            both = (candidate.options[0].entity.kind, following.options[0].entity.kind)
            return both == ("place", "place") and not following.demonym
        if lower in FUNCTION_WORDS or lower in ROLES or lower in MODIFIERS:
            return False
        if lower in _TERRITORY_NOUNS:
            return False
        if lower in ("county", "parish"):
            return True  # whatever office follows: "Guernsey County Sheriff"
        then = words.after(index)
        return then is None or words.lowers[then] not in ROLES

    def _head_of(self, candidate: Candidate, words: Words, first: int) -> str | None:
        """The noun before "of": in "Bank of Russia" the country is part of a body's name."""
        index = words.before(first)
        if index is None:
            return None
        if words.texts[index] == "the":
            index = words.before(index)
        if index is None or words.lowers[index] != "of":
            return None
        head = words.before(index)
        if head is None:
            return None
        word = words[head]
        lower = word.lower
        if words.opens_sentence(head) and lower not in ORGANIZATION_NOUNS:
            return None
        if not word.capital or lower in TERRITORIAL or {lower, lower.removesuffix("s")} & ROLES:
            return None
        named = self.ending.get((candidate.field, word.end))
        if named is not None and named.options[0].entity.kind == "person":
            return None  # "Senator Jane Roe of Alaska"
        return word.text

    def _other_owner(self, candidate: Candidate, words: Words, first: int) -> str | None:
        """Whose body it is, if a country's name before it says that it is another country's.

        "Congress" alone is that of the United States; "Argentina's Congress" is not.
        """
        option = candidate.options[0]
        if option.entity.kind != "organization" or not (option.needs or option.entity.parent):
            return None
        start = words.starts[first]
        for gap in (" ", "'s "):
            owner = self.ending.get((candidate.field, start - len(gap)))
            if owner is None or not words.text.startswith(gap, owner.end):
                continue
            if not any(reading.entity.kind == "place" for reading in owner.options):
                return None
            above = set(self.document.gazetteer.lineage(option.entity.id))
            if above & {reading.entity.id for reading in owner.options}:
                return None
            return f"it is that of {owner.surface!r}"
        return None


_LEGAL = frozenset("ltd inc corp plc ag sa nv co llc bancorp bancshares corporation".split())
_FIRMS = frozenset("bank university airlines airways bancorp steel".split())


def _part_of_body(head: str) -> Objection:
    return Objection(f"it is part of the name of a body, {head!r}")


def _part_of_firm(sign: str) -> Objection:
    return Objection(f"it is part of a firm's name, with {sign!r}", "firm")


def _firm_behind(candidate: Candidate, words: Words, after: int) -> Objection | None:
    """What follows a name and makes a firm of both: "Credit Suisse First Boston Ltd"."""
    run = 0
    is_place = candidate.options[0].entity.kind == "place"
    index: int | None = after
    while index is not None and run < 4 and words.is_capital(index):
        run += 1
        lower = words.lowers[index]
        if lower in _LEGAL and (run > 1 or is_place):
            return _part_of_firm(words.texts[index])
        if lower in _FIRMS and run == 1 and is_place:
            return _part_of_firm(words.texts[index])
        index = words.after(index)
    return None


_NUMBERED = regex.compile(r"-\d")
_TICKER = regex.compile(
    r"(?: [\p{Lu}\p{N}&.'-]+){0,4} <[\p{Lu}.]{1,6}>"  # "FLORIDA PUBLIC <FPUT>"
    r"|(?: [\p{L}\p{N}&.'-]+){0,4}>"  # "<AUSTIN ROVER GROUP>"
)


def _designation(candidate: Candidate, text: str) -> Objection | None:
    """Why a place is part of a thing's or a firm's name, by the signs behind it: "DC-10"."""
    end = candidate.end
    if text.startswith("-", end) and _NUMBERED.match(text, end):
        return Objection("it is part of a designation")
    if _has_tickers(text) and _TICKER.match(text, end):
        return _part_of_firm(">")
    return None


@lru_cache(maxsize=16)
def _has_tickers(text: str) -> bool:
    return ">" in text


_DISTRICT = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}-")


def _is_district(candidate: Candidate, text: str) -> bool:
    """Whether a party's letter stands before a town: "Jane Roe, R-London", in Kentucky."""
    types = {option.entity.type for option in candidate.options}
    return "region" not in types and bool(_DISTRICT.match(text, max(0, candidate.start - 2)))


def _abbreviation_before(words: Words, index: int) -> int | None:
    """What stands before a name with a full stop and belongs to it: "St. Paris", "W. Virginia"."""
    if index == 0 or words.gap(index - 1) != ". ":
        return None
    word = words[index - 1]
    inside = words.text[max(0, word.start - 1) : word.start] == "."  # the "S" of "U.S."
    return index - 1 if (word.initial and not inside) or word.text in _ABBREVIATIONS else None


def _is_doubtful(candidate: Candidate) -> bool:
    """Whether it is at most a small town, of which nothing is known yet: its name proves nothing.

    "Werder" in "Werder Bremen" is no place that Bremen stands behind.
    """
    if candidate.decided:
        return False
    for option in candidate.options:  # nearly always the first one says no
        if option.needs != "definition" or option.entity.kind != "place":
            return False
    return True


def objections(document: DocumentView, candidates: Iterable[Candidate]) -> dict[int, Objection]:
    """By key, why names are not to be linked where they stand.

    A city in a headline goes with the text: where the text has the name only as a part of longer
    ones ("Valencia CF"), the headline means no city either.
    """
    neighbors = Neighbors(document)
    candidates = list(candidates)
    found = {c.key: objection for c in candidates if (objection := neighbors.objection(c))}
    standing = {c.surface for c in candidates if c.field == "text" and c.key not in found}
    refused = {c.surface for c in candidates if c.key in found} - standing
    for candidate in candidates:
        if candidate.field == "title" and candidate.surface in refused and _is_city(candidate):
            found.setdefault(candidate.key, Objection("in the text it is part of another name"))
    return found


def _is_city(candidate: Candidate) -> bool:
    return all(option.entity.type in ("city", "capital") for option in candidate.options)


def words_beside(candidate: Candidate, document: DocumentView) -> set[str]:
    """The words directly before and behind a name, in lower case."""
    words: Words = words_of(document.fields[candidate.field])
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    beside: Sequence[int | None] = (words.before(first), words.after(last))
    return {words.lowers[index] for index in beside if index is not None}
