"""What a delivery says of a story, whatever its format, and the record that it becomes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from newsnorm_wire.furniture import agencies


@dataclass(frozen=True, slots=True)
class Story:
    """One story; what a delivery does not say is empty.

    Args:
        text: the body, one paragraph a line.
        title: the headline.
        item: the id that all versions of the story share.
        version: which of them this is.
        id: of this version; made of the two above where a format has none.
        published: when this version was made, in ISO 8601.
        source: who provides it.
        language: BCP 47.
        byline: as printed: who wrote it, and for whom.
        dateline: as printed: place, perhaps day and agency.
        agency: whose tag a dateline without one would have.
        kind: what the content is, "picture" or the like; empty and "text" are text.
        more: what else there is, by name; it is handed through.
    """

    text: str = ""
    title: str = ""
    item: str = ""
    version: str = ""
    id: str = ""
    published: str = ""
    source: str = ""
    language: str = ""
    byline: str = ""
    dateline: str = ""
    agency: str = ""
    kind: str = ""
    more: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def over(self, other: Story) -> Story:
        """This story, and of another description of it what is missing here; one of them names it.

        >>> both = Story(title="Snow", item="7").over(Story("It fell.", title="Snow falls", id="8"))
        >>> both.text, both.title, both.item, both.id
        ('It fell.', 'Snow', '7', '')
        """
        named = ("item", "version", "id") if self.item or self.id else ()
        missing = {
            known.name: getattr(other, known.name)
            for known in fields(self)
            if known.name not in (*named, "more") and not getattr(self, known.name)
        }
        return replace(self, **missing, more={**filled(other.more), **filled(self.more)})


def record(story: Story) -> dict[str, Any]:
    """A story as newsnorm reads it: the fields of an article, and the others to hand through.

    The byline and the dateline stand in front of the text, as the agency prints them, where they
    are not there already: cleaning finds them in the text and makes data of them. They are handed
    through as they came, too. Names without a "By" get one; a place gets the tag of an agency that
    cleaning knows, and no other, since that would stay in the text.

    >>> made = record(Story("Snow fell.", item="7", version="2", dateline="Riga", agency="STT"))
    >>> made["text"], made["id"], made["dateline"]
    ('RIGA (STT) - Snow fell.', '7:2', 'Riga')
    """
    made = {
        "id": story.id or ":".join(filter(None, (story.item, story.version if story.item else ""))),
        "item": story.item,
        "version": story.version,
        "title": story.title,
        "published": story.published,
        "source": story.source,
        "language": _language(story.language),
        "byline": story.byline,
        "dateline": story.dateline,
        **story.more,
    }
    return {"text": _printed(story), **filled(made)}


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """The entries that are not empty."""
    return {name: value for name, value in values.items() if value not in ("", None, [], ())}


def iso(text: str) -> str:
    """A time as the formats write it, in ISO 8601; what is none stays as it is.

    NITF asks for "20020226T143000-0500", and for "20020226000000-0500" where there is no time.

    >>> iso("20020226T143000-0500"), iso("2018-01-21T20:23:15.000Z"), iso("20190723")
    ('2002-02-26T14:30:00-05:00', '2018-01-21T20:23:15Z', '2019-07-23')
    >>> iso("20020226000000-0500"), iso("tomorrow")
    ('2002-02-26', 'tomorrow')
    """
    text = text.strip()
    if undated := _NO_TIME.fullmatch(text):
        text = undated[1]
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return text
    if len(text) <= len("2002-02-26"):
        return found.date().isoformat()
    return found.isoformat().replace("+00:00", "Z")


def _language(tag: str) -> str:
    """A tag as BCP 47 writes it; "x-default" is none.

    >>> _language("FR"), _language("nl-nl"), _language("x-default")
    ('fr', 'nl-NL', '')
    """
    language, *rest = tag.strip().split("-")
    if not language.isalpha() or len(language) == 1:
        return ""
    rest = [part.upper() if len(part) == 2 else part for part in rest]
    return "-".join((language.lower(), *rest))


_NO_TIME = re.compile(r"(\d{8})000000(?:[+-]\d{4}|Z)?", re.ASCII)

_HEAD = 200
"""Characters of a text in which its own dateline would stand."""

_TAGGED = re.compile(r"(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/)\s*[-–—_.:=]*$|\s[-–—]+$")
"""A dateline that names the agency, or ends with a dash: as it is printed."""

_DAY_ALONE = re.compile(r"(?:[^\W\d_]{3,12}\.?\s+)?\d.*", re.DOTALL)
_DAYS = re.compile(
    r"\b(?:[^\W\d_]{3,12}\.?\s+\d{1,2}|\d{1,2}\.?\s+[^\W\d_]{3,12}\.?)(?:,?\s+\d{4})?$"
)
_TAG = re.compile(r"[^\n]{0,70}?(?:\([^()\n]{2,40}\)\s?(?:\.?[-–—_]|:)|/[^/\n]{2,40}/)")
_BY = re.compile(r"\s*(?:[Bb]y|BY)\s+(?=[^\W\d_])")
_WRITTEN_BY = re.compile(r"(?P<by>par|von|por|da|di)\s+", re.IGNORECASE)
_LANGUAGES = {"par": "fr", "von": "de", "por": "es"}
_SEPARATOR = r"\s*[,;]\s*|\s*&\s*|\s+(?:and|und|et|y|e|och|og|en|i|и|та|і)\s+"
_AND = re.compile(_SEPARATOR, re.IGNORECASE)
_NAME = re.compile(
    rf"(?:^|\s*[,;]\s*|(?P<and>{_SEPARATOR}))(?P<name>.+?)(?=$|{_SEPARATOR})", re.IGNORECASE
)
_PARTICLES = frozenset(
    "al bin da das de del den der di dos du el ibn la le ten ter van von".split()
)
_HOUSE = re.compile(
    r"\b(?:agen\w+|press\w*|news\w*|media|service|bureau|desk|staff|reda[kc]\w+|rédac\w+"
    r"|editor\w*|reporters?|correspond\w+|sports?|times|post|team)\b",
    re.IGNORECASE,
)
"""What is in the name of a house or an office, and in hardly any person's."""


def _printed(story: Story) -> str:
    """The text with what is printed in front of it."""
    head = story.text[:_HEAD]
    dateline = _dateline(story) if story.text and not _has_dateline(head, story.dateline) else ""
    byline = _byline(story) if story.text and not _BY.match(head) else ""
    return byline + dateline + story.text


def _byline(story: Story) -> str:
    """The line that says who wrote a story, if it names somebody.

    >>> _byline(Story(byline="Jane Roe, John Doe")), _byline(Story(byline="Von Jana Roe, dpa"))
    ('By Jane Roe, John Doe\\n', 'By Jana Roe\\n')
    >>> _byline(Story(byline="By our correspondents")), _byline(Story(byline="Volta News"))
    ('', '')
    """
    byline = story.byline
    if by := _BY.match(byline):
        # "By our correspondents" names nobody, and nothing would take it out again.
        return f"{byline}\n" if byline[by.end()].isupper() else ""
    written = _WRITTEN_BY.match(byline)
    names = byline[written.end() :] if written else byline.strip()
    if written and _LANGUAGES.get(written["by"].lower()) == _language(story.language)[:2]:
        return f"{byline}\n" if _is_name(_AND.split(names)[0]) else ""
    found: list[str] = []
    # What follows a comma may be a job or a house, which cleaning may not know.
    for name in _NAME.finditer(names):
        if not _is_name(name["name"], alone=not name["and"]):
            break
        found.append(name["name"])
    return f"By {', '.join(found)}\n" if found else ""


def _is_name(text: str, *, alone: bool = True) -> bool:
    """Whether this can be a person's name: two to four words with capitals, and particles.

    Where it does not stand alone, behind "and", it is no house either.
    """
    words = [word for word in text.split() if word not in _PARTICLES]
    return (
        2 <= len(words) <= 4
        and all(word[0].isupper() and _LETTERS.fullmatch(word) for word in words)
        and not (alone and _HOUSE.search(text))
        and text not in agencies()
    )


_LETTERS = re.compile(r"[^\W\d_](?:[-'’.]?[^\W\d_])*\.?")


def _dateline(story: Story) -> str:
    dateline = story.dateline
    if _TAGGED.search(dateline):
        return f"{dateline} " if dateline[-1] in "-–—:." else f"{dateline} - "
    if not dateline or _DAY_ALONE.fullmatch(dateline):
        return ""
    agency = story.agency.strip("-–— ()/")
    # In capitals, as wires print it: "Andhra Pradesh (AP) - a state in India" is no dateline.
    place, comma, rest = dateline.partition(",")
    if agency in agencies():
        return f"{place.upper()}{comma}{rest} ({agency}) - "
    # A place and a day are a dateline whoever prints it.
    return f"{place.upper()}{comma}{rest} - " if _DAYS.search(rest) else ""


def _has_dateline(head: str, dateline: str) -> bool:
    """Whether a text begins with a dateline of its own, of that place or with an agency's tag."""
    if _TAG.match(head):
        return True
    place = re.split(r"[,.(/]|\s\d|\s-", dateline, maxsplit=1)[0].strip()
    if not place:
        return False
    return bool(re.match(rf"\s*{re.escape(place)}\s?[-–—,.:(]", head, re.IGNORECASE))
