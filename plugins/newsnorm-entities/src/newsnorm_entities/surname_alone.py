"""Persons whom an article names by a title and the surname alone: "Senator Grobbel", "Mr. Osei".

Where a full name stands anywhere, the surname refers to it; that is found later
(`newsnorm_entities.surnames`). Where none does, the surname is all that is known of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from newsnorm import DocumentView, Entity
from newsnorm_entities.clues import clues_beside
from newsnorm_entities.given import is_common_word, is_given, surname_first
from newsnorm_entities.identities import local_person
from newsnorm_entities.names import family
from newsnorm_entities.neighbors import is_doubtful
from newsnorm_entities.runs import Run, behind_nickname, families
from newsnorm_entities.sovereigns import Titled
from newsnorm_entities.vocabulary import (
    FUNCTION_WORDS,
    HONORIFICS,
    IN_CAPITALS,
    MODIFIERS,
    NOT_NAMES,
    PARTICLES,
    ROLES,
)
from newsnorm_entities.words import Words, words_of


def called_by_surname(titled: Titled, document: DocumentView) -> Entity | None:
    """Who is meant by a title and a surname of whom nothing else is said.

    Args:
        titled: a title with one name behind it.
        document: the article, with the candidates that stand in its title and text.
    """
    words = words_of(document.fields[titled.field])
    name = titled.name[0]
    at = words.at(titled.end - 1)
    if titled.headline or titled.numeral or not _may_be_surname(name):
        return None
    if not _is_address(titled, document) or _covered(titled.field, words.starts[at], document):
        return None
    clues = clues_beside(words, Run(at, at, words.ends[at], (name,)))
    if clues.never or clues.firm or _is_spelled_out(words, at):
        return None
    fields = [words_of(document.fields[f]) for f in ("title", "text") if document.fields.get(f)]
    if any(_has_other_names(words, name) for words in fields):
        return None
    if titled.role.lower() in _OF_NAMES_TOO and not any(_stands_alone(w, name) for w in fields):
        return None
    return local_person(name)


def is_surname(titled: Titled, fields: Iterable[str]) -> bool:
    """Whether the words behind a title are a surname: "Mrs von der Meulen", "Mr Lopez Velder".

    They are if a longer name ends with them elsewhere: one with a title, or with a given name or
    an initial before them.

    Args:
        titled: a title with several words of a name behind it.
        fields: the title and the text of the article.
    """
    name = tuple(map(family, titled.name))
    if len(name) < 2 or titled.numeral or is_given(titled.name[0].lower()):
        return False
    return any(_ends_longer_name(words_of(field), name) for field in fields)


def _ends_longer_name(words: Words, name: tuple[str, ...]) -> bool:
    """Whether a text has a given name or an initial before the words of a name."""
    for last in families(words.text).get(name[-1], ()):
        first = last - len(name) + 1
        if first < 1 or words.gaps(first, last) != [" "] * (len(name) - 1):
            continue
        if tuple(map(family, words.texts[first : last + 1])) != name:
            continue
        if words.gap(first - 1) == ". " and words.is_initial(first - 1):
            return True
        before = words.before(first)
        if before is None or not words.is_capital(before) or words.is_possessive(before):
            continue
        if is_given(words.lowers[before]) and words.lowers[before] not in FUNCTION_WORDS:
            return True
        title = words.before(before)
        if title is not None and words.lowers[title] in ROLES and words.is_capital(title):
            lower = words.lowers[before]
            if not (lower in ROLES or lower in HONORIFICS or is_common_word(lower)):
                return True
    return False


def _is_address(titled: Titled, document: DocumentView) -> bool:
    """Whether a title is printed as one: in capitals, and of people alone."""
    words = words_of(document.fields[titled.field])
    first = words.at(titled.start)
    if not titled.role:
        return words.lowers[first] in _BEFORE_SURNAMES
    before = words.before(first)
    if before is not None and words.lowers[before] == "the":
        return False  # "the Admiral Nakhimov", a ship
    *owner, last = titled.role.split()
    if not last[0].isupper():
        return False
    if owner and f"{owner[-1]} {last}".lower() in ROLES:
        return True
    if last.lower() in _OF_THINGS:
        return False
    at = titled.start + len(" ".join(owner)) - 1
    return not owner or not _is_part_of_name(owner[-1]) or _covered(titled.field, at, document)


def _is_part_of_name(word: str) -> bool:
    """Whether the word before a title makes it a part of somebody's name: "Bunu Sheriff Musa"."""
    lower = word.lower()
    return word[0].isupper() and (
        is_given(lower)
        or not (lower in MODIFIERS or lower in ROLES or lower in NOT_NAMES or is_common_word(lower))
    )


_BEFORE_SURNAMES: Final = HONORIFICS - {"sir", "dame", "lord", "lady", "baroness", "miss"}
"""Forms of address behind which no given name stands alone."""

_OF_THINGS: Final = frozenset(
    """
    king queen emperor empress pope prince princess sultan imam patriarch premier justice chief
    sister father abbot abbess friar mullah
    director analyst manager owner
    """.split()
)
"""Titles that given names stand behind, or that are part of other names: "Premier Foods"."""

_OF_NAMES_TOO: Final = (
    frozenset("general major captain marshal champion dean head leader pastor deacon vicar".split())
    | IN_CAPITALS
)
"""Titles that names of firms and things begin with: the surname must stand alone, too."""


def _may_be_surname(name: str) -> bool:
    lower = name.lower()
    if not name[0].isupper() or (name.isupper() and len(name) > 1):
        return False
    if len(name) < 3 and not surname_first((name, "Bo-li")):
        return False
    return not (
        is_given(lower)
        or is_common_word(lower)
        or lower in NOT_NAMES
        or lower in ROLES
        or lower in FUNCTION_WORDS
        or lower in PARTICLES
    )


def _covered(field: str, at: int, document: DocumentView) -> bool:
    """Whether a table has what stands at a place: "Major Oak", "the Texas Senator"."""
    return any(
        candidate.field == field
        and candidate.start <= at < candidate.end
        and not is_doubtful(candidate)
        for candidate in document.candidates
    )


def _is_spelled_out(words: Words, index: int) -> bool:
    """Whether more of the name follows: "President Joko "Jokowi" Widodo", "[President V.] Roe"."""
    if index + 1 >= len(words) or not words.is_capital(index + 1):
        return False
    return not words.is_possessive(index) and words.gap(index).strip(" \"'“”‘’()[]") == ""


def _has_other_names(words: Words, surname: str) -> bool:
    """Whether other names stand beside a surname anywhere in a text, or initials."""
    for index in families(words.text).get(family(surname), ()):
        after = words.after(index)
        if after is not None and surname_first((words.texts[index], words.texts[after])):
            return True
        before = words.before(index)
        if after is not None and _begins_name(words, index, before):
            return True
        if before is None:
            if index and words.is_initial(index - 1) and words.gap(index - 1) == ". ":
                return True
            if any(behind_nickname(words, at) == index for at in range(max(0, index - 4), index)):
                return True
            continue
        lower = words.lowers[before]
        if not words.is_capital(before) or words.is_possessive(before):
            continue
        if is_given(lower) or not (
            lower in ROLES or lower in FUNCTION_WORDS or is_common_word(lower)
        ):
            return True
    return False


def _begins_name(words: Words, index: int, before: int | None) -> bool:
    """Whether a title stands before a word, and a name behind it: "Minister Srettha Velt"."""
    after = index + 1
    if before is None or words.lowers[before] not in ROLES or not words.is_capital(after):
        return False
    lower = words.lowers[after]
    plain = lower in FUNCTION_WORDS or lower in ROLES or lower in NOT_NAMES
    return not (plain or is_common_word(lower))


def _stands_alone(words: Words, surname: str) -> bool:
    """Whether a surname stands somewhere without a title, or anything else in capitals, before."""
    return any(
        (before := words.before(index)) is None or not words.is_capital(before)
        for index in families(words.text).get(family(surname), ())
    )
