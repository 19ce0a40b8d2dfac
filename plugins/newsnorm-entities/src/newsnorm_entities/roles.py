"""Where the titles of `ROLES` stand in a text; several canonicalizers ask that of the same one."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from newsnorm_entities.searched import among
from newsnorm_entities.vocabulary import CAPITALISED, IN_CAPITALS, ROLES
from newsnorm_entities.words import KEPT, Words, words_of


def _lengths() -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for role in ROLES:
        parts = role.split()
        found.setdefault(parts[0], set()).add(len(parts))
    return {first: tuple(sorted(counts, reverse=True)) for first, counts in found.items()}


_LENGTHS: Final = _lengths()
"""Numbers of words of the titles that begin with a word, the most first."""

_BETWEEN: Final = [[" "] * count for count in range(max(map(max, _LENGTHS.values())))]


@lru_cache(maxsize=KEPT)
def roles_in(text: str) -> tuple[tuple[int, int], ...]:
    """Numbers of the first and the last word of each title, the longest that begins there.

    >>> roles_in("Poland's prime minister met Secretary Jane Roe.")
    ((1, 2), (2, 2), (4, 4))
    """
    words = words_of(text)
    lowers = words.lowers
    ends = [(at, role_end(words, at, lowers[at])) for at in among(words, _LENGTHS)]
    found = [(first, last) for first, last in ends if last is not None]
    return tuple(
        [role for role in found if lowers[role[0]] not in _BY_PRINT or _is_one(words, *role)]
    )


_BY_PRINT: Final = CAPITALISED | IN_CAPITALS


def _is_one(words: Words, first: int, last: int) -> bool:
    """Whether a word that is a title only as it is printed is one: "Sister", "DC"."""
    text = words.texts[first]
    return first < last or (text.isupper() if text.lower() in IN_CAPITALS else text[0].isupper())


def role_end(words: Words, index: int, first: str) -> int | None:
    """Number of the last word of the longest title that begins at a word, if one does.

    Args:
        words: those of the text.
        index: number of the word.
        first: what it is read as, in lower case: "president" in "then-President".

    >>> role_end(Words("The prime minister of Poland left."), 1, "prime")
    2
    """
    for count in _LENGTHS.get(first, ()):
        end = index + count
        if count == 1:
            return index if first in ROLES else None
        together = words.gaps(index, end - 1) == _BETWEEN[count - 1]
        if together and " ".join((first, *words.lowers[index + 1 : end])) in ROLES:
            return end - 1
    return None
