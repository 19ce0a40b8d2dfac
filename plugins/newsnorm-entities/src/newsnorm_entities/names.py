"""Names of persons and bodies: ids for those that no table knows, and which names may be one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from newsnorm import without_accents


def local_id(name: str) -> str:
    """An id for an entity that is known by its name alone: the same in every text and process.

    >>> local_id("Joint Coordination Centre"), local_id("O'Neil, Seán")
    ('local:joint-coordination-centre', 'local:o-neil-sean')
    """
    plain = without_accents(unicodedata.normalize("NFKC", name)).casefold()
    return "local:" + "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def folded(word: str) -> str:
    """A part of a name without case and accents."""
    return without_accents(word).casefold()


def compatible(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two full names may be one person's: same surname, no given names that differ.

    >>> compatible(["Antony", "Blinken"], ["Antony", "J", "Blinken"])
    True
    >>> compatible(["Hillary", "Clinton"], ["Bill", "Clinton"])
    False
    """
    if folded(one[-1]) != folded(two[-1]):
        return False
    shorter, longer = sorted((one[:-1], two[:-1]), key=len)
    rest = iter(longer)
    return all(any(_same_given(given, other) for other in rest) for given in shorter) and (
        not shorter or _same_given(shorter[0], longer[0])
    )


def _same_given(one: str, two: str) -> bool:
    one, two = folded(one), folded(two)
    return one == two or (min(len(one), len(two)) == 1 and one[0] == two[0])


def without_initials(parts: Sequence[str]) -> tuple[str, ...]:
    """A name without the initials in its middle.

    >>> without_initials(["Antony", "J", "Blinken"])
    ('Antony', 'Blinken')
    """
    return (parts[0], *(part for part in parts[1:-1] if len(part) > 1), parts[-1])
