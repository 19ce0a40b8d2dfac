r"""Datelines: what their places and days look like, and how a match becomes a `Dateline`.

An `Extract("dateline")` without a function of its own reads the named groups of its pattern:
`place`, `agency`, and `month`, `day` and `year`, which `date_pattern` makes.
Two things that look like datelines are none, and no pattern can tell:
a name that is shortened behind itself ("Andhra Pradesh (AP) - a state in India"),
and the first of a round-up's many.

The names of months are those of the CLDR's wide and abbreviated ones, with the shortenings of
agencies' style books (AP: "Sept.").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import regex

from newsnorm.article import Dateline

if TYPE_CHECKING:
    from newsnorm.components import ArticleView

_MONTHS: Final[tuple[str, ...]] = (
    "january jan jänner januar janvier janv enero ene gennaio gen января янв січня січ",
    "february feb februar février févr fév febrero febbraio февраля фев лютого лют",
    "march mar märz mär mrz mars marzo марта мар березня бер",
    "april apr avril avr abril abr aprile апреля апр квітня кві",
    "may mai mayo maggio mag мая травня тра",
    "june jun juni juin junio giugno giu июня июн червня чер",
    "july jul juli juillet juil julio luglio lug июля июл липня лип",
    "august aug août aoû agosto ago августа авг серпня сер",
    "september sept sep septembre septiembre setiembre settembre set сентября сен сент вересня вер",
    "october oct oktober okt octobre octubre ottobre ott октября окт жовтня жов",
    "november nov novembre noviembre ноября ноя листопада лис",
    "december dec dezember dez décembre déc diciembre dic dicembre декабря дек грудня гру",
)

MONTHS: Final[Mapping[str, int]] = MappingProxyType(
    {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
)
"""Names of months in small letters.

English, German, French, Spanish, Italian, Russian, Ukrainian."""

NEAR: Final = timedelta(days=7)
"""How far a dateline's day may lie from that of publication for the year to be taken from it."""

ROUND_UP_LINES: Final = 12
"""How many lines below a dateline are searched for another one."""

PARAGRAPH: Final = 200
"""A line of so many code points is a paragraph of the story: no other story begins below it."""

_STRETCH: Final = 300
"""How far into a text another dateline is looked at, from the start of its line."""

_WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# No name ends within a word: else each of its letters would be tried as its last.
_caps = r"(?:(?:Mc|De|La)(?=\p{Lu}{2}))?\p{Lu}[\p{Lu}'.’-]{0,24}(?!\p{L})"
_title = r"\p{Lu}[\p{L}'.’-]{0,24}(?!\p{L})"
_joint = r"(?:[ ]|/|-)"
_region = rf"(?:,[ ](?!{_WEEKDAY}\b){_title}(?:[ ](?:(?:and|of|of[ ]the)[ ])?{_title}){{0,2}})?"

_city = rf"(?:ABOARD[ ]{_caps}(?:{_joint}{_caps}){{0,8}}|{_caps}(?:{_joint}{_caps}){{0,5}})"

_and = r"[ ](?:and|via|y|et|und|&)[ ]"

PLACE: Final = (
    rf"(?P<place>(?!BY[ ]){_city}{_region}"
    rf"(?:(?:(?<=[\p{{Ll}}.])/|{_and}){_city}{_region}){{0,2}})"
)
"""A place in capitals, "BATON ROUGE, La.", "OSLO and RIGA", as the group `place`."""

_small = "de|la|del|le|les|di|do|da|dos|sur|am|an|auf|bei|der|im|ob|upon|the|of"
_small += "|and|via|y|et|und|&|на|над"

ANY_PLACE: Final = (
    rf"(?P<place>(?!(?:By|BY|by)[ ]){_title}(?:{_joint}(?:{_title}|{_small})){{0,5}}{_region}"
    r"(?:[ ](?:\(\p{Lu}[\p{L}. ]{1,30}\)|/\p{Lu}[\p{L} ]{1,30}/))?(?:[ ]\[\p{Lu}[\p{L} ]{1,30}\])?)"
)
"""A place in capitals or not, "Goa [India]", "ТУЛА /Тульская область/", as the group `place`."""

DASH: Final = r"(?:--|\.-|[-_–—―])"
"""What stands between a dateline and its story."""


def any_of(names: Iterable[str]) -> str:
    """A pattern for any of some names, longer ones first.

    Names are tried by their first letters, so that many cost little more than a few.

    >>> any_of(["AP", "AFP", "Reuters"])
    '(?:R(?:euters)|A(?:FP|P))'
    """
    rests: dict[str, list[str]] = {}
    for name in sorted(dict.fromkeys(names), key=lambda name: (-len(name), name)):
        rests.setdefault(name[0], []).append(regex.escape(name[1:]))
    never = r"(?!)"
    firsts = (f"{regex.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())
    return f"(?:{'|'.join(firsts) or never})"


def date_pattern(months: Mapping[str, int] = MONTHS) -> str:
    """A pattern for a day as datelines print it: the groups `month`, `day` and perhaps `year`.

    Args:
        months: numbers of months by their names in small letters.

    >>> regex.match(date_pattern(), "Sept. 3, 2021").groupdict()
    {'month': 'Sept', 'day': '3', 'year': '2021'}
    """
    names = any_of(months)
    day = r"[0-3]?\d(?:st|nd|rd|th|er)?"
    return (
        rf"(?:{_WEEKDAY},?[ ])?+"
        r"(?=\p{L}{3,12}\.?[ ]\d|\d)"  # no names are tried where no day can be
        rf"(?:(?i:(?P<month>{names}))\.?[ ](?P<day>{day})(?!\d)"
        rf"|(?P<day>{day})\.?[ ](?:de[ ])?(?i:(?P<month>{names}))(?!\p{{L}})\.?)"
        r"(?:,?[ ](?:de[ ])?(?P<year>(?:19|20)\d\d))?"
    )


def read_dateline(
    found: regex.Match[str], article: ArticleView, months: Mapping[str, int] = MONTHS
) -> Dateline | None:
    """The dateline that a match's groups spell, or None if it is none after all.

    Args:
        found: a match with some of the groups `place`, `agency`, `month`, `day`, `year`.
        article: its day of publication gives a year that is not printed.
        months: numbers of months by their names in small letters.

    >>> from newsnorm.components import ArticleView
    >>> pattern = rf"{PLACE}, {date_pattern()} [(](?P<agency>AFP)[)] -"
    >>> read_dateline(regex.match(pattern, "RIGA, May 4 (AFP) -"), ArticleView())
    Dateline(place='RIGA', date='--05-04', agency='AFP', entity=None)
    """
    groups = found.re.groupindex
    place = found["place"] if "place" in groups else None
    agency = found["agency"] if "agency" in groups else None
    if place and agency and agency[0] in place:
        words = place.removeprefix("The ").split()
        if agency == "".join([word[0] for word in words if word[0].isupper()]):
            return None  # "Andhra Pradesh (AP)" is short for itself
    if place and _is_round_up(found, place):
        return None
    dated = (
        iso_date(found, article.published, months) if "month" in groups and found["month"] else None
    )
    if place and "," not in place:  # a full stop behind the city; "TOPEKA, Kan." keeps its own
        place = place.rstrip(".")
    return Dateline(place, dated, agency)


def iso_date(
    found: regex.Match[str], published: date | None, months: Mapping[str, int] = MONTHS
) -> str | None:
    """The date a match of `date_pattern` stands for.

    Args:
        found: a match with the groups `month`, `day` and `year`.
        published: day of publication, which gives a year that is not printed.
        months: numbers of months by their names in small letters.

    Returns:
        "2022-02-02"; "--02-02" where no year is known; None where there is no such day.

    >>> iso_date(regex.match(date_pattern(), "January 31"), date(2023, 2, 1))
    '2023-01-31'
    """
    month = months[found["month"].lower()]
    printed_day, printed_year = found["day"], found["year"]
    if not printed_day.isdecimal():  # "3rd"
        printed_day = "".join(filter(str.isdigit, printed_day))
    day = int(printed_day)
    if printed_year:
        return _iso(int(printed_year), month, day)
    if published:
        for year in (published.year, published.year - 1, published.year + 1):
            printed = _iso(year, month, day)
            if printed and abs(date.fromisoformat(printed) - published) <= NEAR:
                return printed
    in_leap_year = _iso(2000, month, day)
    return in_leap_year and f"-{in_leap_year[4:]}"


def _is_round_up(found: regex.Match[str], place: str) -> bool:
    """Whether a later line of the head has a dateline of another place: then all are kept.

    Which of a round-up's stories the article is about cannot be told, and with one dateline cut
    the next would look like the first.
    """
    text = found.string
    at = found.start("agency") if "agency" in found.re.groupindex else 0
    sign = text[at - 1] if at > 0 else ""  # what opens a tag: a bracket, a stroke
    asked = set[str]()  # of lines that read alike, one
    end = found.end()
    end = text.find("\n", end, end + PARAGRAPH)
    for _ in range(ROUND_UP_LINES):
        if end < 0:  # behind a paragraph, or the text's end
            return False
        start = end + 1
        end = text.find("\n", start, start + PARAGRAPH)
        tagged = text.find(sign, start, start + PARAGRAPH) >= 0
        capitals = start != end and text[start : start + 2].isupper()
        if not (tagged or capitals):
            continue
        stretch = text[start : start + _STRETCH]
        if stretch in asked:
            continue
        asked.add(stretch)
        other = found.re.match(text, start, start + _STRETCH) if tagged else None
        if other is None and capitals:
            other = _another().match(text, start, start + _STRETCH)
        if other is not None and other["place"] not in (None, place):
            return True
    return False


@cache
def _another() -> regex.Pattern[str]:
    """A dateline in one of the usual forms, whatever agency it names."""
    tag = r"(?:\(\p{Lu}[\p{L} ]{1,20}\)|/\p{Lu}[\p{L}-]{1,20}/)"
    return regex.compile(rf"{PLACE}(?:[,.][ ]{date_pattern()}[.,]?)?[ ]{tag}[ ]?(?:{DASH}|\.)[ ]")


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
