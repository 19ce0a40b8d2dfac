"""The smallest input that still shows a fault.

What fails is cut down until nothing can be left out, and its letters are made plain.
It works on whatever was tried: on texts that were drawn, on an author's own, on files.
(Hypothesis would shrink only what it drew itself.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import TypeVar

SECONDS = 2.0
"""After so long the smallest input found so far must do."""

Part = TypeVar("Part", str, bytes, tuple[object, ...])


def smallest(whole: Part, fails: Callable[[Part], bool], *, seconds: float = SECONDS) -> Part:
    """The shortest part of something that still fails.

    Args:
        whole: a text, bytes or a tuple, for which `fails` is true.
        fails: whether a shorter one shows the fault too.
        seconds: how long to look.

    >>> smallest("It snows in Kyiv & in Riga.", lambda text: "&" in text and "i" in text)
    'i&'
    """
    end = monotonic() + seconds
    size = max(1, len(whole) // 2)
    while monotonic() < end:
        before = len(whole)
        at = 0
        while at < len(whole) and monotonic() < end:
            shorter = whole[:at] + whole[at + size :]
            if fails(shorter):
                whole = shorter
            else:
                at += size
        if size > 1:
            size //= 2
        elif len(whole) == before:
            break
    return whole


def smallest_text(text: str, fails: Callable[[str], bool], *, seconds: float = SECONDS) -> str:
    """The shortest text that still fails, of letters as plain as can be.

    >>> smallest_text("Ø&Ø", lambda text: len(text) == 3 and "&" in text)
    'a&a'
    """
    text = smallest(text, fails, seconds=seconds)
    end = monotonic() + seconds / 2
    for at in range(len(text)):
        for plain in "a ":
            simpler = text[:at] + plain + text[at + 1 :]
            if text[at] in "a " or monotonic() > end:
                break
            if fails(simpler):
                text = simpler
    return text


def literal(text: str | bytes) -> str:
    r"""A text as Python writes it, to be pasted: repetitions short, all that is odd escaped.

    >>> print(literal("ab" * 500), literal("Kyi\u0301v"), literal("Київ"))
    'ab' * 500 'Kyi\u0301v' 'Київ'
    """
    if len(text) > 16:
        for size in range(1, min(60, len(text) // 3) + 1):
            count, rest = divmod(len(text), size)
            if text.startswith(text[:size] * count):  # type: ignore[arg-type]
                tail = f" + {literal(text[-rest:])}" if rest else ""
                return f"{literal(text[:size])} * {count}{tail}"
    if isinstance(text, bytes) or _is_plain(text):
        return repr(text)
    return ascii(text)


def _is_plain(text: str) -> bool:
    import unicodedata

    return not any(unicodedata.combining(char) or ord(char) > 0xFFFF for char in text)


def listed(items: Sequence[object], most: int = 6) -> str:
    """Some things in a line, and how many more there are."""
    shown = ", ".join(map(str, items[:most]))
    return f"{shown} and {len(items) - most} more" if len(items) > most else shown
