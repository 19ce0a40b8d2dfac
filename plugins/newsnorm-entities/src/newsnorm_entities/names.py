"""Names of persons: parts compared without case and accents, and without initials."""

from __future__ import annotations

from collections.abc import Sequence

from newsnorm import without_accents


def folded(word: str) -> str:
    """A part of a name without case and accents."""
    return without_accents(word).casefold()


def without_initials(parts: Sequence[str]) -> tuple[str, ...]:
    """A name without the initials in its middle.

    >>> without_initials(["Antony", "J", "Blinken"])
    ('Antony', 'Blinken')
    """
    return (parts[0], *(part for part in parts[1:-1] if len(part) > 1), parts[-1])
