"""The characters of a text that ordinary English does without: one look, shared by all gates.

Most texts of a dump need nothing from most cleaners. Searching a text for the hundred characters
that some cleaner cares about would cost more than everything else; so the common ones are struck
out once, which is a single pass in C, and the gates look at what is left, some ten characters.
"""

from __future__ import annotations

from functools import lru_cache

_COMMON = bytes(
    code
    for code in range(0x80)
    if chr(code).isalnum() or chr(code) in " \n!\"$%'()*+,-./:=@[]^_{|}~"
)


@lru_cache(maxsize=8)
def odd(text: str) -> str:
    r"""What is left of a text, in its order, without common characters.

    Kept are all that is not ASCII, the control characters but the line feed, and `#&;<>?\``.
    Remembered for the last texts, because each cleaner asks about the same one.

    >>> odd("Snow fell; \N{LEFT DOUBLE QUOTATION MARK}twice.\N{RIGHT DOUBLE QUOTATION MARK}")
    ';“”'
    """
    kept = text.encode("utf-8", "surrogatepass").translate(None, _COMMON)
    return kept.decode("utf-8", "surrogatepass")
