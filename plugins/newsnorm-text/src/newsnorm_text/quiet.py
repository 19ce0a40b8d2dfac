"""What gates remember of the text before: in a part of what needs nothing, nothing is to do.

Cleaning reads a text again until nothing changes, and what changed is mostly that its head or its
tail was cut. In scripts that are not Latin, each look at all of it counts.
"""

from __future__ import annotations

from typing import Final

MANY: Final = 200
"""Of fewer odd characters, to look at them costs less than to remember."""


class Quiet:
    """The last text with many odd characters in which a gate found none that it looks for.

    It is for gates that find nothing in any part of a text in which they find nothing.

    >>> quiet = Quiet()
    >>> quiet.remember("Снег выпал.")
    >>> quiet.covers("выпал."), quiet.covers("Снег"), quiet.covers("Снег!")
    (True, True, False)
    """

    __slots__ = ("_text",)

    def __init__(self) -> None:
        self._text = ""

    def remember(self, text: str) -> None:
        """Keep a text in which nothing was found."""
        self._text = text

    def covers(self, text: str) -> bool:
        """Whether a text is the beginning or the end of that one: no search, two comparisons."""
        last = self._text
        return last.endswith(text) or last.startswith(text)
