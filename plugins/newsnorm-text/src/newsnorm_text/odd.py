"""The characters of a text that ordinary English does without: one look, shared by all gates.

Most texts of a dump need nothing from most cleaners. Searching a text for the hundred characters
that some cleaner cares about would cost more than everything else; so the common ones are struck
out once, which is a single pass in C, and the gates look at what is left, some ten characters.
"""

from __future__ import annotations

from typing import Final

_COMMON: Final = bytes(
    code
    for code in range(0x80)
    if chr(code).isalnum() or chr(code) in " \n!\"$%'()*+,-./:=@[]^_{|}~"
)


_last = ("", "")
"""The last text that was asked about, and what is left of it: each cleaner asks about the same one.

To know it by its identity is cheaper than to hash it. One name holds both, so that threads see both
of one text or of another."""


def odd(text: str) -> str:
    r"""What is left of a text, in its order, without common characters.

    Kept are all that is not ASCII, the control characters but the line feed, and `#&;<>?\``.

    >>> odd("Snow fell; \N{LEFT DOUBLE QUOTATION MARK}twice.\N{RIGHT DOUBLE QUOTATION MARK}")
    ';“”'
    """
    global _last  # noqa: PLW0603 - a memory of one, for speed
    last, kept = _last
    if last is not text:
        left = text.encode("utf-8", "surrogatepass").translate(None, _COMMON)
        kept = left.decode("utf-8", "surrogatepass") if left else ""
        _last = text, kept
    return kept
