r"""Messages of a wire: IPTC 7901 and ANPA 1312 have the same frame and close to the same head.

    SOH  header, keywords  STX  heading, text  ETX  day and time  EOT

IPTC 7901 (Recommendation 7901, revision 5, 1995) was made after ANPA 1312 (last as NAA 89-3), and
for any character set; ANPA's is ASCII, with control characters for spaces and typography.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

STX, ETX = "\x02\x03"

MONTHS = {
    name: number
    for number, names in enumerate(
        "jan ene gen|feb fev fév|mar mär mrz|apr avr abr|may mai mag|jun giu|jul lug"
        "|aug aou aoû ago|sep set|oct okt ott out|nov|dec dez déc dic".split("|"),
        start=1,
    )
    for name in names.split()
}
"""The first three letters of months as wires in English, German and Romance languages write them,
without those that mean two ("jui" is June and July)."""


LONGEST = 1 << 20
"""Bytes of a message; real ones have a few thousand."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message, its parts without control characters.

    Args:
        line: from 1, where in the file it begins.
        header: the lines before the text, the first with the message's number.
        text: heading and text.
        trailer: what follows the text: day and time.
        cut: whether it was longer than `LONGEST`.
    """

    line: int
    header: tuple[str, ...]
    text: str
    trailer: str
    cut: bool = False


def messages(data: Iterable[bytes]) -> Iterator[Message]:
    r"""The messages in the bytes of a file, one by one; without a frame, all of it is one.

    Each is UTF-8, or else Latin-1 as Windows extends it: no message says what it is. National
    versions of ISO 646, in which "{" is a letter, cannot be told from ASCII, and stay as they are.

    >>> wire = b"\x01abc0001 4 i 2\r\nSnow/\r\n\x02Snow =\r\n It fell.\r\n\x03041200 MAY 21\x04"
    >>> [message] = messages([wire])
    >>> message.header, message.text, message.trailer
    (('abc0001 4 i 2', 'Snow/'), 'Snow =\n It fell.', '041200 MAY 21')
    """
    for line, piece, cut in _pieces(data):
        framed = _plain(_decoded(piece))
        blank = _BLANK.match(framed)
        if blank and blank.end() < len(framed):
            yield _message(framed, line + blank[0].count("\n"), cut)


def _pieces(data: Iterable[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """What stands between SOHs: its line, its bytes up to the limit, whether there were more."""
    line, lines, size, parts = 1, 0, 0, list[bytes]()
    for chunk in data:
        for number, piece in enumerate(chunk.split(b"\x01")):
            if number and size:
                yield line, b"".join(parts), size > LONGEST
                line, lines, size, parts = line + lines, 0, 0, []
            if size < LONGEST:
                parts.append(piece[: LONGEST - size])
            size += len(piece)
            lines += piece.count(b"\n")
    yield line, b"".join(parts), size > LONGEST


def paragraph_lines(text: str) -> list[str]:
    """The lines of a text without blanks at their ends."""
    return [line.rstrip() for line in text.strip("\n").split("\n")]


_HEADER = 300
"""Characters of a line of the header, of which a few dozen are used."""

_BLANK = re.compile(r"[\s\x00\x04\x16\x7f]*+")


def _message(framed: str, line: int, cut: bool) -> Message:
    head, _, rest = framed.partition(STX)
    if not rest:  # no STX: the first line is the header
        head, _, rest = framed.lstrip("\x00\x04\x16\x7f\n ").partition("\n")
    text, _, trailer = rest.partition(ETX)
    lines = (_clean(entry[:_HEADER]).strip() for entry in head.split("\n"))
    header = tuple(filter(None, lines))
    return Message(line, header, _clean(text).strip("\n"), _clean(trailer).strip(), cut)


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _plain(text: str) -> str:
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    return text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")


_FIELD = re.compile(r"[\x1c-\x1f]")  # FS to US: fields of a header, fixed spaces in a text
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1b\x7f]")  # typography (SO, SI, DC1 to DC4), fill (DEL)


def _clean(text: str) -> str:
    return _CONTROL.sub("", _FIELD.sub(" ", text))
