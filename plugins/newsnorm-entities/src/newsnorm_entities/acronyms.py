"""Acronyms that an article defines: "the Joint Coordination Center (JCC)", then "the JCC".

The long form is found as by Schwartz and Hearst (PSB 2003), in both orders, where the gazetteer
does not know it; the definition holds for the rest of the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import regex

from newsnorm import Add, Candidate, Decide, DocumentView, Entity, Gazetteer, Option, local_id
from newsnorm_entities.clues import SPEECH
from newsnorm_entities.vocabulary import ORGANIZATION_NOUNS
from newsnorm_entities.words import KEPT, words_of

_SHORT: Final = r"(?P<short>\p{Lu}(?:\p{Ll}{0,2}[\p{Lu}\p{N}&-]){1,9}+)"  # "OSCE", "AfDB"
_DEFINITION: Final = regex.compile(rf"[ ]\({_SHORT}\)")
_REVERSED: Final = regex.compile(
    rf"(?<![\p{{L}}\p{{N}}]){_SHORT}[ ]\((?P<long>\p{{Lu}}[^()\n]{{5,90}})\)"
)


LONGEST: Final = 160
"""Code points of a long form, at most."""


class Acronyms:
    """Links acronyms to what the article says they are short for."""

    def propose(self, document: DocumentView) -> Iterable[Add | Decide]:
        """Decide or add each place where a defined acronym stands, and its long form."""
        for field in ("title", "text"):
            text = document.fields.get(field, "")
            definitions = list(_definitions(text)) if " (" in text else []
            if not definitions:
                continue
            candidates = {c.end: c for c in document.candidates if c.field == field and c.options}
            defined: set[str] = set()
            for short, start, behind, position in definitions:
                end = _without_marks(text, start, behind)
                if end not in candidates:
                    end = _without_noun(short, text, start, end)
                known = candidates.get(end)
                if known is not None and known.start < start:
                    known = None
                first = _long_start(short, text, start, end)
                option = _known(short, known, document.gazetteer)
                if option is None and first is not None:
                    option = _unknown(short, text, first, end)
                    if known is not None and known.start != first:
                        known = None  # the long form only ends in it: "... of the United States"
                if option is None:
                    continue
                if known is None and first is not None:
                    yield Add(field, first, end, (option,), "definition", decided=True)
                elif known is not None and not known.demonym:
                    yield Decide(known.key, option, "definition")
                if short not in defined:
                    defined.add(short)
                    yield from _uses(short, option, document, field, position)


def _definitions(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Acronym, span that holds its long form at the end, and offset from which it counts."""
    for found in _DEFINITION.finditer(text):
        end = found.start()
        first = max(0, end - LONGEST)
        start = max(text.rfind(mark, first, end) for mark in ("\n", ", ", ";", "(", '"')) + 1
        start = max(start, _sentence_start(text, first, end), first)
        yield found["short"], start, end, found.start("short")
    for found in _REVERSED.finditer(text):
        yield found["short"], *found.span("long"), found.start("short")


def _sentence_start(text: str, first: int, end: int) -> int:
    """Where a sentence begins before a long form; the stops of initials end none: "U.N. Force"."""
    at = text.rfind(". ", first, end)
    while at > 1 and text[at - 2] == "." and text[at - 1].isupper():
        at = text.rfind(". ", first, at)
    return at + 1


def _without_marks(text: str, start: int, end: int) -> int:
    """The end of a long form without a possessive or a bracket: "the World Forum's (WF)"."""
    for mark in _MARKS:
        if text.endswith(mark, start, end):
            return end - len(mark)
    return end


def _without_noun(short: str, text: str, start: int, end: int) -> int:
    """The end of a long form without a noun that describes it: "the Roe Agency lab (RA)"."""
    last = end
    while (blank := text.rfind(" ", start, last)) > 0 and text[blank + 1 : last].islower():
        last = blank
    return last if last < end and _long_start(short, text, start, last) is not None else end


_MARKS: Final[tuple[str, ...]] = ("'s", "’s", "'", "’", ">", '"', "”")


def _known(short: str, candidate: Candidate | None, gazetteer: Gazetteer) -> Option | None:
    """The body that the gazetteer knows by the long form, if the acronym can be short for it.

    "WASHINGTON (Sputnik)" defines nothing: the acronym must spell the name, or be an alias of it.
    """
    if candidate is None or candidate.demonym or len(candidate.options) != 1:
        return None
    option = candidate.options[0]
    if option.entity.kind != "organization":
        return None
    is_alias = option.entity.id in {alias.entity for alias in gazetteer.lookup(short)}
    surface = candidate.surface
    if not is_alias and _long_start(short, surface, 0, len(surface)) is None:
        return None
    return option


def _unknown(short: str, text: str, first: int, end: int) -> Option | None:
    """A body that nobody knows, if its name looks like one.

    A network may be one of computers and a service one of telephones: where no other noun of a
    body stands in the name, the text must have it act, or have people.
    """
    name = text[first:end]
    words = name.replace("-", " ").split()
    nouns = {word.lower() for word in words} & ORGANIZATION_NOUNS
    capitals = sum(word[0].isupper() for word in words)
    if not nouns or capitals < 2 or not words[0][0].isupper():
        return None
    if nouns <= _DOUBTFUL and not _has_people(short, name, text):
        return None
    return Option(Entity(local_id(name), name, "organization"))


_DOUBTFUL: Final = frozenset(
    "initiative network program programme project partnership system service services convention"
    " conference body house staff".split()
)
"""Nouns of bodies that name things, too: "Virtual Private Network"."""

_PEOPLE: Final = frozenset(
    """
    spokesman spokeswoman spokesperson official officials director chief head chairman chairwoman
    president member members employee employees staff researchers governor chair
    """.split()
)


@lru_cache(maxsize=KEPT)
def _has_people(short: str, name: str, text: str) -> bool:
    """Whether a body speaks, or somebody is of it: "the NHS said", "a spokesman for the NHS"."""
    words = words_of(text)
    for surface in (short, name):
        at = text.find(surface)
        while at >= 0:
            last = words.at(at + len(surface) - 1)
            behind = last + 1
            if words.gap(last) == f" ({short}) ":
                behind += 1
            if behind < len(words) and words.lowers[behind] in SPEECH | _PEOPLE:
                return True
            before = words.before(words.at(at))
            if before is not None and words.lowers[before] == "the":
                before = words.before(before)
            if before is not None and words.lowers[before] in ("of", "for", "at"):
                head = words.before(before)
                if head is not None and words.lowers[head] in _PEOPLE:
                    return True
            at = text.find(surface, at + 1)
    return False


def _long_start(short: str, text: str, start: int, end: int) -> int | None:
    """Where the long form begins, if its words spell the acronym."""
    first = _initials_start(short, text, start, end)
    if first is None and len(short) > _OF_INITIALS:
        return _syllables_start(short, text, start, end)
    return first


_OF_INITIALS: Final = 4
"""Letters of acronyms that are taken for initials alone."""


def _initials_start(short: str, text: str, start: int, end: int) -> int | None:
    """Where the long form begins: its words' initials, skipping small words, spell the acronym."""
    words = words_of(text)
    letters = [char for char in short if char.isalnum() and not char.islower()]
    index = words.at(end - 1)
    while index >= 0 and letters and words.starts[index] >= start:
        word = words.texts[index]
        parts = [part[0].upper() for part in word.split("-") if part]
        if word[0].isupper() or letters[-1] == parts[0]:
            for part in reversed(parts):
                if letters and part == letters[-1]:
                    letters.pop()
            if letters and word[0].isupper() and parts[0] not in short.upper():
                return None
        if not letters:
            return words.starts[index]
        index -= 1
    return None


def _syllables_start(short: str, text: str, start: int, end: int) -> int | None:
    """Where the long form of an acronym begins that has more than initials: "UNPROFOR".

    Each capitalised word gives its first letters, one or more, and small words may give none.

    >>> _syllables_start("UNPROFOR", "the U.N. Protection Force", 0, 25)
    4
    """
    words = words_of(text)
    left = short.lower()
    index = words.at(end - 1)
    while index >= 0 and left and words.starts[index] >= start:
        lower = words.lowers[index]
        most = next((n for n in range(len(lower), 0, -1) if left.endswith(lower[:n])), 0)
        if most:
            left = left[:-most]
        elif words.is_capital(index):
            return None
        if not left:
            return words.starts[index] if words.is_capital(index) else None
        index -= 1
    return None


def _uses(
    short: str, option: Option, document: DocumentView, field: str, position: int
) -> Iterator[Add | Decide]:
    """Each place where the acronym stands after its definition."""
    standing = {(c.start, c.end): c for c in document.candidates if c.field == field}
    for start in words_of(document.fields[field]).places(short):
        if start < position:
            continue
        end = start + len(short)
        candidate = standing.get((start, end))
        if candidate is None:
            yield Add(field, start, end, (option,), "definition", decided=True)
        else:
            yield Decide(candidate.key, option, "definition")
