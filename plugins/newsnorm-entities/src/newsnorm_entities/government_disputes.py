"""What governments have with each other: they hold one to its word, and go to courts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsnorm_entities.words import Words


def holds(words: Words, index: int) -> str | None:
    """What another is held to or for, by the verb at an index.

    >>> holds(Words("London holds Lima to its word."), 1), holds(Words("London holds a fair."), 1)
    ('holds to', None)
    """
    at = words.after(index)
    if words.lowers[index] not in HOLDING or at is None:
        return None
    if not (words.is_capital(at) or words.lowers[at] in ("it", "them", "the")):
        return None
    for behind in range(at + 1, min(at + _HELD, len(words))):
        if words.gap(behind - 1) != " ":
            return None
        lower = words.lowers[behind]
        to_word = lower == "to" and words.lowers[behind + 1 : behind + 2] in _ONES_WORD
        if to_word or lower in ("responsible", "accountable", "liable"):
            return f"{words.lowers[index]} {lower}"
    return None


HOLDING: Final = frozenset("hold holds held".split())
_HELD: Final = 4
_ONES_WORD: Final = (["its"], ["their"], ["his"], ["account"], ["the"])


def brings_up(before: Sequence[str]) -> str | None:
    """The verb by which something is brought up before a "with": "raise it with Lima".

    >>> brings_up("discussed the line for years".split()), brings_up("raised a glass".split())
    ('discussed', None)
    """
    for at, lower in enumerate(before):
        if lower in _DISCUSSING and at + 1 < len(before):
            return lower
        if lower in _RAISING and not _ISSUES.isdisjoint(before[at + 1 :]):
            return lower
    return None


_DISCUSSING: Final = frozenset(
    "discuss discussed discusses discussing negotiate negotiated".split()
)
_RAISING: Final = frozenset("raise raised raises raising".split())
_ISSUES: Final = frozenset(
    "case cases concern concerns issue issues it matter matters question them this".split()
)
"""What is raised with governments, and no money."""


def goes_to(words: Words, index: int) -> str | None:
    """What court or body a state goes to, by the verb at an index.

    >>> [goes_to(Words(f"London would go to {whom}."), 2) for whom in ("court", "bed")]
    ['go to', None]
    """
    if words.lowers[index] != "go" or words.lowers[index + 1 : index + 2] != ["to"]:
        return None
    at = index + 2
    if words.lowers[at : at + 1] == ["the"]:
        last = at + 1
        while last + 1 < len(words) and words.gap(last) == " " and words.is_capital(last + 1):
            last += 1
        body = words.lowers[at + 1 : last + 1]
        return "go to" if body and _COURTS.intersection(body) else None
    return "go to" if words.lowers[at : at + 1] in (["court"], ["war"], ["arbitration"]) else None


_COURTS: Final = frozenset("organization organisation council court tribunal un wto".split())
"""What bodies are called that states bring their disputes before."""
