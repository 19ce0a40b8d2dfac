"""What a body is called by for short: its initials, and what a text says that it is known as.

"The Northern Rescue League ... the NRL", "Velt & Roe ... V&R", "Velt Marine, known as Velmar",
"the Search and Rescue Agency (Sareg)".
"""

from __future__ import annotations

from typing import Final

import regex

from newsnorm import Gazetteer
from newsnorm_entities.given import given, is_common_word
from newsnorm_entities.runs import capitals
from newsnorm_entities.vocabulary import FUNCTION_WORDS, NOT_NAMES, ROLES
from newsnorm_entities.words import Words, words_of

_FEWEST: Final = 3
"""Letters of initials that nothing but the article explains, at least."""

_MOST: Final = 6


def initials_in(text: str) -> frozenset[str]:
    """Words of a text that may be initials: all in capitals, or one letter, "&" and another.

    >>> sorted(initials_in("V&R and the NRL, in the US"))
    ['NRL', 'V&R']
    """
    words = words_of(text)
    found = set()
    for at in capitals(text):
        word = words.texts[at]
        if word.isupper() and word.isalpha() and _FEWEST <= len(word) <= _MOST:
            found.add(word)
    if "&" in text:
        found.update(joined.group() for joined in _JOINED.finditer(text))
    return frozenset(found)


_JOINED: Final = regex.compile(r"(?<![\p{L}\p{N}&])\p{Lu}&\p{Lu}(?![\p{L}\p{N}&])")


def initials_of(words: Words, first: int, last: int) -> str:
    """The initials of a name's capitalised words, with an "&" between them; empty if too few.

    >>> text = "Northern Rescue League of Velt"
    >>> initials_of(Words(text), 0, 4), initials_of(Words("Velt & Roe"), 0, 1)
    ('NRLV', 'V&R')
    """
    if last == first + 1 and words.gap(first) == " & ":
        return f"{words.texts[first][0]}&{words.texts[last][0]}"
    letters = [words.texts[at][0] for at in range(first, last + 1) if words.is_capital(at)]
    found = "".join(letters)
    if not _FEWEST <= len(found) <= _MOST or found == words.texts[first]:
        return ""
    return found if found.lower() not in ROLES else ""


_KNOWN_AS: Final = regex.compile(
    r",? (?:also |better |best |commonly |formerly |generally |locally |more widely |now "
    r"|popularly |previously |simply |usually |widely )?(?:abbreviated|known) (?:simply )?"
    r"(?:as|to|by) (?:its (?:acronym|initials) )?(?:the )?"
    r"(?P<name>\p{Lu}[\p{L}\p{N}&-]*)(?=[,.;) ](?! ?\p{Lu}))"
)
# Nothing of the name itself stands behind it: "Banco Roe (Ruland) S.A."
_COINED: Final = regex.compile(r" \((?P<name>\p{Lu}\p{Ll}[\p{L}-]{2,14})\)(?!\)| \p{Lu})")


def called_behind(text: str, end: int, gazetteer: Gazetteer, *, firm: bool) -> str:
    """What a text says behind a body's name that it is called: ", known as Velmar", "(Sareg)".

    A word in brackets behind a firm's name may be a branch's or an exchange's.

    Args:
        text: of the field.
        end: where the name ends.
        gazetteer: for what has a meaning of its own.
        firm: whether the name is a firm's.
    """
    if found := _KNOWN_AS.match(text, end):
        name = found["name"]
        return name if len(name) > 1 and (name.isupper() or _may_be_coined(name)) else ""
    found = None if firm else _COINED.match(text, end)
    if found is None or gazetteer.lookup(found["name"]):
        return ""
    name = found["name"]
    return name if _may_be_coined(name) and given(name.lower()) is None else ""


def _may_be_coined(name: str) -> bool:
    lower = name.lower()
    plain = lower in FUNCTION_WORDS or lower in ROLES or lower in NOT_NAMES
    return not (plain or is_common_word(lower))
