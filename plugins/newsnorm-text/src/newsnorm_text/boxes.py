r"""UTF-8 that was read as KOI8-R: "п÷я─п╦п╡п╣я┌".

KOI8-R has box drawing where UTF-8 has the second bytes of Cyrillic. No news has a letter with such
a sign behind it three times in a row; a table has it once, where a word ends ("Россия│Москва│").
The code page is that of RFC 1489.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from newsnorm import Edit

_SHOWN: Final = re.escape(bytes(range(0x80, 0xC0)).decode("koi8-r"))
_SEQUENCE: Final = f"[бцдепя][{_SHOWN}]|Б[{_SHOWN}]{{2}}"
_RUN: Final = re.compile(f"(?:{_SEQUENCE})+")
_WORD: Final = re.compile(f"(?:{_SEQUENCE}){{3,}}|Б─[{_SHOWN}]")
"""Of a word with boxes, or of a dash or quote, it is sure that the text is broken."""

BOXES: Final = re.compile("[\u2500-\u25a0\u2320\u2321]")
"""What tells such a text."""


def boxes(text: str) -> Sequence[Edit]:
    """Repair UTF-8 that was read as KOI8-R.

    >>> boxes("п°п╦я─")
    [Edit(start=0, end=6, replacement='Мир', rule='utf-8')]
    >>> boxes("│Россия│")
    ()
    """
    if not any(BOXES.search(word) for word in _WORD.findall(text)):
        return ()
    edits: list[Edit] = []
    for found in _RUN.finditer(text):
        try:
            meant = found.group().encode("koi8-r").decode("utf-8")
        except UnicodeDecodeError:
            continue
        edits.append(Edit(*found.span(), meant, "utf-8"))
    return edits
