r"""ANPA 1312, Bulletin 1312 of the American Newspaper Publishers Association, last as NAA 89-3.

SYN SYN SOH a0123 US abc           service and number, selectors
r i DC4 DC2 bc-Weather 05-04 0102  priority, category, formats, keyword, day, words
STX ^BC-Weather, 1st Ld,102<       heading: "^" begins a line of it, "<" or "=" ends one;
^Snow falls in Riga<               the slug, which often ends with the number of words, the
^By JANE ROE=                      headline, and what else editors are told
   RIGA (ABC) _ Snow fell.         the text: paragraphs are indented
ETX AB-CD-05-04-21 1230EDT< EOT    day and time
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

from newsnorm_wire.formats.messages import Message, paragraph_lines
from newsnorm_wire.formats.story import Story

_NUMBER = re.compile(r"(?P<service>[a-z])(?P<number>\d{4})(?!\d)\S*", re.IGNORECASE)
_SECOND = re.compile(
    r"(?P<priority>[a-z])\s+(?P<category>[a-z])\s+(?P<keyword>\S.*?)"
    r"\s+\d{1,2}-\d{1,2}(?:-\d\d)?\s+\d{2,5}\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"[A-Z]{2}-[A-Z]{2}-(?P<month>\d\d)-(?P<day>\d\d)-(?P<year>\d\d)\s+"
    r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<zone>[A-Z]{3})?"
)
_ZONES = {"GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8}
"""Hours from UTC of the zones that trailers name."""

_BYLINE = re.compile(r"by\s", re.IGNORECASE)
_NOTE = re.compile(r"eds\b|ap (?:photo|graphic|video)s?\b", re.IGNORECASE)
_COUNTED = re.compile(r"(?P<slug>\S.*\S)\s?,\s?\d{2,5}")
"""A slug as it stands in a heading: AP's end with the number of words."""

_CYCLE = re.compile(r"(?:am|pm|bc|ap)-")
_ROUTING = re.compile(r"\^?\*\d+<\s*+(?=\^)")
"""A code that AP puts before some slugs."""

_HEADING = 10
"""Lines in which the heading ends."""


def read(message: Message) -> Story | None:
    """The story of a message, or None if its header is another format's."""
    if len(message.header) < 2:
        return None
    first, second = _NUMBER.match(message.header[0]), _SECOND.match(message.header[1])
    if first is None or second is None:
        return None
    keyword = second["keyword"].strip()
    heading, lines = _heading(paragraph_lines(message.text))
    slug = keyword
    counted = _COUNTED.fullmatch(heading[0]) if heading else None
    if counted and _begins(counted["slug"]) == _begins(keyword):
        slug = counted["slug"]
        del heading[0]
    elif len(heading) > 1 and heading[0] == keyword:
        del heading[0]
    notes = [line for line in heading[1:] if _NOTE.match(line)]
    heading = [line for line in heading if line not in notes]
    byline = next((n for n, line in enumerate(heading) if _BYLINE.match(line)), len(heading))
    title = heading[0] if byline else ""
    return Story(
        text="\n".join(line.removesuffix("<") for line in lines),
        title=title,
        # AP's trailer is the last line of the text.
        published=_published(message.trailer) or _published(lines[-1] if lines else ""),
        byline=", ".join(heading[byline : byline + 2]),
        more={
            "service": first["service"],
            "number": first["number"],
            "urgency": second["priority"],
            "category": second["category"],
            "slug": slug,
            "subtitle": "\n".join((*heading[1:byline], *heading[byline + 2 :])),
            "note": "\n".join(notes),
        },
    )


def _heading(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines before the first indented one, or those with marks, and the lines of the text."""
    marked = 0
    while marked < len(lines) and lines[marked].startswith("^"):
        marked += 1
    indented = next((n for n, line in enumerate(lines[:_HEADING]) if line[:2] == "  "), 0)
    end = marked or indented
    heading = (_ROUTING.sub("", line).strip("^<=>+ ") for line in lines[:end])
    return [*filter(None, heading)], lines[end:]


def _begins(slug: str) -> str:
    """What a slug begins with, but for the cycle: the header has it shortened and without spaces.

    >>> _begins("BC-US--Snow Falls, 1st Ld"), _begins("US--SnowFalls")
    ('ussn', 'ussn')
    """
    return "".join(filter(str.isalnum, _CYCLE.sub("", slug.lower())))[:4]


def _published(trailer: str) -> str:
    """Day and time, month first; other orders could mean two days, and are not read."""
    found = _TIME.search(trailer)
    if found is None:
        return ""
    year, month, day, hour, minute = (
        int(found[part]) for part in ("year", "month", "day", "hour", "minute")
    )
    hours = _ZONES.get(found["zone"] or "")
    zone = None if hours is None else timezone(timedelta(hours=hours))
    try:
        time = datetime(2000 + year, month, day, hour, minute, tzinfo=zone)
    except ValueError:
        return ""
    return time.isoformat().replace("+00:00", "Z")
