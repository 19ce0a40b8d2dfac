"""What stands around the bare name of a river: "on the Niger", "The Jordan is at its lowest"."""

from __future__ import annotations

from typing import Final

from newsnorm_entities.doings import is_past
from newsnorm_entities.vocabulary import FUNCTION_WORDS
from newsnorm_entities.words import Words


def flows_there(words: Words, first: int, last: int) -> bool:
    """Whether a name behind "the" stands as rivers do, and describes nothing behind it.

    >>> [flows_there(Words(f"A dam {text}"), 4, 4) for text in ("on the Velt.", "on the Velt map")]
    [True, False]
    >>> flows_there(Words("The Velt rose."), 1, 1), flows_there(Words("The Velt offered."), 1, 1)
    (True, False)
    """
    before = words.before(first - 1)
    if before is None:
        after = words.after(last)
        return (
            words.opens_sentence(first - 1)
            and after is not None
            and (words.lowers[after] in _RUNNING or words.lowers[after] in _BEING)
        )
    lower = words.lowers[before]
    if lower == "of":
        head = words.before(before)
        beside = head is not None and words.lowers[head] in _OF_RIVERS
    else:
        beside = lower in _BESIDE
    return beside and _ends(words, last)


def _ends(words: Words, last: int) -> bool:
    """Whether nothing that a name would describe stands behind it, and no list goes on."""
    gap, behind = words.gap(last), last + 1
    if words.is_possessive(last):
        return words.lowers[behind : behind + 1] != [] and words.lowers[behind] in _OF_RIVERS
    if gap.startswith("-") or behind >= len(words):
        return not gap.startswith("-")
    if gap == " ":
        lower = words.lowers[behind]
        if lower in ("and", "or"):
            return words.lowers[behind + 1 : behind + 2] == ["the"]
        if words.is_capital(behind) or lower in _GOING_ON:
            return False
        return lower in FUNCTION_WORDS or lower in _RUNNING or is_past(lower)
    return not (gap == ", " and words.is_capital(behind))


_BEING: Final = frozenset("has had is was will".split())
_RUNNING: Final = frozenset(
    """
    burst dried flooded floods flowed flowing flows forms froze marks overflowed overflows rises
    rose runs ran separates swelled swept
    """.split()
)
"""What rivers do."""
_BESIDE: Final = frozenset(
    """
    across along beside cross crossed crosses crossing dammed dams down forded into on over up
    """.split()
)
"""What stands before a river and its article."""
_OF_RIVERS: Final = frozenset(
    """
    bank banks basin bed bend bends channel course delta floodplain flow headwaters level levels
    mouth shores source stretch tributaries tributary upstream valley waters
    """.split()
)
"""What rivers have."""
_GOING_ON: Final = frozenset("of that who".split())
"""What tells behind a name that it is more than a river's: "the Ohio of his youth"."""
