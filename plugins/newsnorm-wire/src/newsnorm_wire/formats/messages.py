r"""Messages of a wire: IPTC 7901 and ANPA 1312 have the same frame and close to the same head.

    SOH  header, keywords  STX  heading, text  ETX  day and time  EOT

IPTC 7901 (Recommendation 7901, revision 5, 1995) was made after ANPA 1312 (last as NAA 89-3), and
for any character set; ANPA's is ASCII, with control characters for spaces and typography.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SOH, STX, ETX, EOT = "\x01\x02\x03\x04"

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


@dataclass(frozen=True, slots=True)
class Message:
    """One message, its parts without control characters.

    Args:
        line: from 1, where in the file it begins.
        header: the lines before the text, the first with the message's number.
        text: heading and text.
        trailer: what follows the text: day and time.
    """

    line: int
    header: tuple[str, ...]
    text: str
    trailer: str


def messages(data: bytes) -> Iterator[Message]:
    r"""The messages of a file; without a frame, all of it is one.

    Each is UTF-8, or else Latin-1 as Windows extends it: no message says what it is. National
    versions of ISO 646, in which "{" is a letter, cannot be told from ASCII, and stay as they are.

    >>> wire = b"\x01abc0001 4 i 2\r\nSnow/\r\n\x02Snow =\r\n It fell.\r\n\x03041200 MAY 21\x04"
    >>> [message] = messages(wire)
    >>> message.header, message.text, message.trailer
    (('abc0001 4 i 2', 'Snow/'), 'Snow =\n It fell.', '041200 MAY 21')
    """
    line = 1
    pieces = re.split(rb"(?=\x01)", data)
    for piece in pieces:
        framed = _plain(_decoded(piece))
        if framed.strip("\n\x00\x04\x7f "):
            yield _message(framed, line + _blank(framed))
        line += piece.count(b"\n")


def paragraph_lines(text: str) -> list[str]:
    """The lines of a text without blanks at their ends."""
    return [line.rstrip() for line in text.strip("\n").split("\n")]


def _message(framed: str, line: int) -> Message:
    head, _, rest = framed.partition(STX)
    if not rest:  # no STX: the first line is the header
        head, _, rest = framed.lstrip(f"{SOH}\x16\x7f\n ").partition("\n")
    text, _, trailer = rest.partition(ETX)
    header = tuple(filter(None, (_clean(entry).strip() for entry in head.split("\n"))))
    return Message(line, header, _clean(text).strip("\n"), _clean(trailer).strip())


def _blank(framed: str) -> int:
    """Lines before the message."""
    start = re.match(r"[\s\x00\x04\x16\x7f]*", framed)
    return start[0].count("\n") if start else 0


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _plain(text: str) -> str:
    return re.sub(r"\r+\n|\r", "\n", text).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")


_FIELD = re.compile(r"[\x1c-\x1f]")  # FS to US: fields of a header, fixed spaces in a text
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1b\x7f]")  # typography (SO, SI, DC1 to DC4), fill (DEL)


def _clean(text: str) -> str:
    return _CONTROL.sub("", _FIELD.sub(" ", text))
