r"""Escapes of JSON that a careless reader left in a text: "caf\u00e9", "\ud83d\ude80".

Only what news is written with is decoded, and nothing of ASCII: in a text about code, "\u005c" is
what it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from newsnorm import Edit
from newsnorm_text.mojibake import EXPECTED

_ESCAPE: Final = re.compile(
    r"(?<!\\)(?:\\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\u(?P<one>[0-9a-fA-F]{4}))"
)


def escapes(text: str) -> Sequence[Edit]:
    r"""Decode escapes of characters beyond ASCII.

    >>> escapes("It\\u2019s at C:\\users")
    [Edit(start=2, end=8, replacement='’', rule='escape')]
    """
    return [
        Edit(*found.span(), char, "escape")
        for found in _ESCAPE.finditer(text)
        if EXPECTED.fullmatch(char := _char(found))
    ]


def _char(found: re.Match[str]) -> str:
    if one := found["one"]:
        return chr(int(one, 16))
    pair = bytes.fromhex(found["high"] + found["low"])
    return pair.decode("utf-16-be")
