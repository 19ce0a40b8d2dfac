"""Nouns that tell that a name is a place's: which stand before it, behind it, or with "of"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OF_NAMES: Final = frozenset("gulf bay strait straits isle".split())
"""In capitals, before "of": "Gulf of Velt"."""

BEFORE_NAMES: Final = frozenset("lake mount loch lough".split())
"""In capitals, before a name: "Lake Velt"."""

ISLANDS: Final = frozenset("island atoll islands".split())

BEHIND_NAMES: Final = ISLANDS | frozenset(
    """
    river strait peninsula mountains archipelago glacier desert sea valley plateau shelf
    """.split()
)
"""In capitals, behind a name, with an article: "the Velt River"."""

WATERS: Final = frozenset("river rivers".split())
"""In small letters, behind a name: "the Velt river"."""

SETTLEMENTS: Final = frozenset(
    """
    village villages town towns hamlet hamlets suburb suburbs resort neighborhood neighbourhood
    port ports
    """.split()
)
"""In small letters, before "of" and a name: "the village of Velt"."""

CALLED_SO: Final = frozenset(
    "village hamlet island district regency suburb neighborhood neighbourhood".split()
)
"""In small letters, behind a name that has no article: "in Velt village"."""

SPANNING: Final = frozenset("dam dams bridge bridges barrage".split())
"""In small letters, before "on the" or "over the" and a river's name alone."""

_MINES: Final = frozenset("mine mines pit pits".split())
WORKS: Final[Mapping[str, frozenset[str]]] = {
    "nuclear": frozenset("plant plants power reactor reactors complex site station".split()),
    "refugee": frozenset("camp camps".split()),
    **dict.fromkeys(
        "coal cobalt copper diamond gold iron lithium nickel platinum silver uranium zinc".split(),
        _MINES,
    ),
}
"""What works and camps are called after a place's name, by the noun in small letters before."""

HEADS: Final = (
    OF_NAMES
    | BEFORE_NAMES
    | BEHIND_NAMES
    | WATERS
    | SETTLEMENTS
    | CALLED_SO
    | SPANNING
    | frozenset(WORKS)
)
"""All of them, which texts are searched for."""
