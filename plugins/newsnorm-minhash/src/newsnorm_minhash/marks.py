"""What an article says of itself: when it came, that it is a later version, that it is cut off."""

from __future__ import annotations

import re
from datetime import datetime

from newsnorm import NormalizedArticle

LATE = 36
"""Hours after which a report of the same form is rather about the next event."""
TOLD = 12
"""Words of a text that says something without its title."""

_UPDATE = re.compile(
    r"\b(?:UPDATED?|WRAPUP|REFILE|CORRECT(?:ED|ION)|ADDS|Updates?|Updated|Adds|Corrects|"
    r"(?<=\()(?:CORRECT|UPDATE)S|"
    r"(?P<lead>\d{1,2})(?:ST|ND|RD|TH)\s+L(?:EA)?D)\b[ -]*(?P<number>\d{1,2})?"
)
_TITLE = 12
"""Characters at the head of a title in which such a mark begins."""
_TAIL = 40
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
_REST = re.compile(r"\[\+\d{1,7} char(?:acter)?s\]\s*$")
_STOPS = frozenset(".!?")
_CUT = re.compile(r"(?:\.\.\.|…)[\"'”’]?$")


def version(article: NormalizedArticle) -> int:
    """How far an article says that it is an update: 0 for no, else the number or 1.

    The marks are those that cleaning cut ("UPDATE 2-", "(Adds quotes)"), or stand at the head of
    the title.
    """
    found = 0
    for mark in article.notices:
        for hit in _UPDATE.finditer(mark):
            found = max(found, int(hit["number"] or hit["lead"] or 1))
    title = article.title
    head = _UPDATE.search(title[: 2 * _TITLE]) if title else None
    if head and head.start() < _TITLE and (head["lead"] or head[0][:2].isupper()):
        found = max(found, int(head["number"] or head["lead"] or 1))
    return found


def hour(article: NormalizedArticle) -> int:
    """When it was published, in hours of its own clock since the year 1; 0 where nobody said."""
    written = article.raw.published
    if not written:
        return 0
    try:
        published = datetime.fromisoformat(written)
    except ValueError:
        return 0
    return published.toordinal() * 24 + published.hour


def is_cut(text: str) -> bool:
    """Whether a text ends in the middle of a sentence.

    >>> is_cut("Snow fell in ..."), is_cut("Snow fell.")
    (True, False)
    """
    end = text[-_TAIL:].rstrip()
    if end[-1:] in _STOPS and end[-2:-1] not in _STOPS:
        return False
    return bool(_REST.search(end) or _CUT.search(end)) or not _SENTENCE.search(end)


def whole(text: str) -> str:
    """The text without a note of how much was cut off.

    >>> whole("Snow fell in… [+812 chars]")
    'Snow fell in… '
    """
    if "[+" in text[-_TAIL:] and (rest := _REST.search(text, len(text) - _TAIL)):
        return text[: rest.start()]
    return text
