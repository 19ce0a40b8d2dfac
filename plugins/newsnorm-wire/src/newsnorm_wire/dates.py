"""Dates as datelines print them: a day and a month by name, sometimes a year.

The names are those of the CLDR's wide and abbreviated months, with the shortenings of agencies'
style books (AP: "Sept.").
"""

from __future__ import annotations

from datetime import date, timedelta

import regex

_MONTHS = (
    "january jan jänner januar janvier janv enero ene января янв січня січ",
    "february feb februar février févr fév febrero февраля фев лютого лют",
    "march mar märz mars marzo марта мар березня бер",
    "april apr avril avr abril abr апреля апр квітня кві",
    "may mai mayo мая травня тра",
    "june jun juni juin junio июня июн червня чер",
    "july jul juli juillet juil julio июля июл липня лип",
    "august aug août aoû agosto ago августа авг серпня сер",
    "september sept sep septembre septiembre setiembre сентября сен сент вересня вер",
    "october oct oktober okt octobre octubre октября окт жовтня жов",
    "november nov novembre noviembre ноября ноя листопада лис",
    "december dec dezember dez décembre déc diciembre dic декабря дек грудня гру",
)
MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}

_month = "|".join(sorted(map(regex.escape, MONTH_NUMBER), key=len, reverse=True))
_day = r"[0-3]?\d(?:st|nd|rd|th)?"
DATE = (
    rf"(?:(?i:(?P<month>{_month}))\.?[ ](?P<day>{_day})(?!\d)"
    rf"|(?P<day>{_day})\.?[ ](?:de[ ])?(?i:(?P<month>{_month}))(?!\p{{L}})\.?)"
    r"(?:,?[ ](?:de[ ])?(?P<year>(?:19|20)\d\d))?"
)
"""A pattern with the groups `month`, `day` and, where it is printed, `year`."""

NEAR = timedelta(days=7)
"""How far a dateline's day may lie from that of publication for the year to be taken from it."""


def iso_date(found: regex.Match[str], published: date | None) -> str | None:
    """The date a match of `DATE` stands for.

    Args:
        found: a match of a pattern that contains `DATE`.
        published: day of publication, which gives a year that is not printed.

    Returns:
        "2022-02-02"; "--02-02" where no year is known; None where there is no such day.

    >>> iso_date(regex.match(DATE, "January 31"), date(2023, 2, 1))
    '2023-01-31'
    """
    if not found["month"]:
        return None
    month = MONTH_NUMBER[found["month"].lower()]
    day = int("".join(filter(str.isdigit, found["day"])))
    if found["year"]:
        return _iso(int(found["year"]), month, day)
    if published:
        for year in (published.year, published.year - 1, published.year + 1):
            printed = _iso(year, month, day)
            if printed and abs(date.fromisoformat(printed) - published) <= NEAR:
                return printed
    in_leap_year = _iso(2000, month, day)
    return in_leap_year and f"-{in_leap_year[4:]}"


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
