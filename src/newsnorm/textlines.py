"""The lines of a text, split once for all who ask about the same one in a row."""

from __future__ import annotations

from collections.abc import Sequence

_last: tuple[str, Sequence[str]] = ("", ("",))
"""The last text that was asked about, and its lines; one name holds both, for threads."""


def lines_of(text: str) -> Sequence[str]:
    r"""What stands between the line feeds of a text; whoever asks next is given the same lines.

    >>> lines_of("Snow fell.\n\nIt melted.\n")
    ['Snow fell.', '', 'It melted.', '']
    """
    global _last  # noqa: PLW0603 - a memory of one, for speed
    last, lines = _last
    if last is not text:
        lines = text.split("\n")
        _last = text, lines
    return lines
