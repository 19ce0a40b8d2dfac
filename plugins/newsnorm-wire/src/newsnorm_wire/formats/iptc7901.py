r"""IPTC 7901, the text transmission format: Recommendation 7901, revision 5 (1995).

SOH eca0062 4 i 211 abc 061        source and number, priority, category, words, what else
Weather/                           keywords
STX 1ST LEAD                       marks, headline, byline; the last line ends with "="
Snow falls in Riga =
   Riga (abc) - Snow fell.         the text, hard-wrapped
ETX 041230 GMT May 21 EOT          day and time
"""

from __future__ import annotations

import re

from newsnorm_wire.formats.messages import MONTHS, Message, paragraph_lines
from newsnorm_wire.formats.story import Story

HEADER = re.compile(
    r"(?P<service>[a-zA-Z]{2,4})\s?(?P<number>\d{2,5})\s+(?P<priority>\d)\s+"
    r"(?P<category>[a-zA-Z]{1,4})\s+(?P<words>\d{1,6})\b"
)

_TIME = re.compile(
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)\s*(?P<zone>GMT|UTC|Z)?\s+"
    r"(?P<month>[^\W\d_]{3,9})\.?\s+(?P<year>\d\d(?:\d\d)?)\s*",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|von|par|por)\s", re.IGNORECASE)
_HEADING = 12
"""Lines in which the heading ends; nobody's is longer."""


def read(message: Message) -> Story | None:
    """The story of a message, or None if its header is another format's."""
    found = HEADER.match(message.header[0]) if message.header else None
    if found is None:
        return None
    keywords = list(message.header[1:])
    lines = paragraph_lines(message.text)
    trailer = _TIME.match(message.trailer)
    if not message.trailer and (trailer := _TIME.fullmatch(lines[-1])):
        lines = paragraph_lines("\n".join(lines[:-1]))
    if not keywords and lines[0].endswith("/"):
        keywords = [lines.pop(0)]
    heading, lines = _heading(lines)
    marks, title, byline = _parts(heading)
    return Story(
        text="\n".join(lines).strip("\n"),
        title=title,
        published=_published(trailer) if trailer else "",
        byline=byline,
        more={
            "service": found["service"],
            "number": found["number"],
            "urgency": found["priority"],
            "category": found["category"],
            "slug": " ".join(keywords),
            "marks": marks,
        },
    )


def _heading(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of the heading, and those of the text.

    It ends with "="; where nothing does, a line followed by a blank one is a headline, unless it
    ends as a sentence does.
    """
    for number, line in enumerate(lines[:_HEADING]):
        if line.endswith("="):
            heading = [*filter(None, (*lines[:number], line.rstrip("= ")))]
            return heading, lines[number + 1 :]
    if len(lines) > 1 and not lines[1] and lines[0] and lines[0][-1] not in ".!?:,;\"'”":
        return [lines[0]], lines[1:]
    return [], lines


def _parts(heading: list[str]) -> tuple[list[str], str, str]:
    """Marks in capitals ("2ND LEAD") or brackets, the headline, and the byline."""
    lines = [line.strip() for line in heading]
    byline = lines.pop() if len(lines) > 1 and _BYLINE.match(lines[-1]) else ""
    marks: list[str] = []
    while len(lines) > 1 and (lines[0].isupper() or lines[0].startswith("(")):
        marks.append(lines.pop(0))
    return marks, " ".join(lines), byline


def _published(found: re.Match[str]) -> str:
    """Day and time in ISO 8601; what makes none is left as it was, to be reported."""
    month = MONTHS.get(found["month"][:3].lower())
    if month is None:
        return found[0].strip()
    year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
    zone = "Z" if found["zone"] else ""
    return f"{year}-{month:02}-{found['day']}T{found['hour']}:{found['minute']}:00{zone}"
