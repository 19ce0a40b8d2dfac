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


def without_initials(parts: Sequence[str]) -> tuple[str, ...]:
    """A name without the initials in its middle.

    >>> without_initials(["Antony", "J", "Blinken"])
    ('Antony', 'Blinken')
    """
    return (parts[0], *(part for part in parts[1:-1] if len(part) > 1), parts[-1])
