"""Dates as they are written, to ISO 8601: English month names, never the locale, never a guess.

Day and month of a numeric date are told apart where only one reading is a date ("31/12/2021"), or
the year comes first. What else there is, is left to the user: see `InputOptions.date_formats`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

SHOWN = 80
"""Characters of a date that a warning repeats."""


class ReadDate(NamedTuple):
    """A date in ISO 8601, or None with a warning."""

    iso: str | None
    warning: str | None = None


_MONTHS = "january february march april may june july august september october november december"
_MONTH = {name[:length]: n for n, name in enumerate(_MONTHS.split(), 1) for length in (3, 4, 9)}
_DAYS = "sunday monday tuesday wednesday thursday friday saturday"
_DAY = {name[:length]: n for n, name in enumerate(_DAYS.split()) for length in (3, 4, 5, 9)}
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
"""Hours from UTC of the zones that RFC 2822 names; other abbreviations mean too many zones."""

_NAMED_DAY = r"(?:(?P<weekday>[a-z]{3,9})\.?,?\s+)?"
_ORDINAL = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TIME = (
    r"(?:(?:,?\s+(?:at\s+)?|t)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)"
    r"(?:[.,](?P<fraction>\d{1,9}))?)?(?:\s?(?P<half>[ap])\.?m\.?)?"
    r"(?:\s?\(?(?P<zone>[a-z]{1,4}|[+-]\d\d:?\d\d)\)?(?:\s\([a-z ]{1,40}\))?)?)?"
)
_FORMS = tuple(
    re.compile(form + _TIME, re.IGNORECASE | re.ASCII)
    for form in (
        # 3 March 2021; Wed, 03 Mar 2021 10:00:00 +0200; 26-FEB-1987 15:01:01.79
        _NAMED_DAY + _ORDINAL + r"(?:\s+of)?[\s./-]+(?P<month>[a-z]{3,9})[\s.,/-]+(?P<year>\d{4})",
        # March 3, 2021; Mar. 3rd 2021 10:00 pm
        _NAMED_DAY + r"(?P<month>[a-z]{3,9})\.?\s+" + _ORDINAL + r",?\s+(?P<year>\d{4})",
        # 2021/03/03
        r"(?P<year>\d{4})(?P<gap>[./-])(?P<month>\d{1,2})(?P=gap)(?P<day>\d{1,2})",
        # 31/12/2021
        r"(?P<one>\d{1,2})(?P<gap>[./-])(?P<two>\d{1,2})(?P=gap)(?P<year>\d{4})",
    )
)
_ISO = re.compile(
    r"(?:\d{4}-(?:\d\d-\d\d|W\d\d(?:-\d)?)|(?:1[5-9]|20)\d{6})(?P<time>[T ]\S+)?", re.ASCII
)
_EPOCH = re.compile(r"-?\d{9,10}(?:\.\d+)?|\d{12,13}", re.ASCII)

_NAMED = {
    **dict.fromkeys(("%b", "%B", "%h"), ("%m", {name: str(n) for name, n in _MONTH.items()})),
    **dict.fromkeys(("%a", "%A"), ("%w", {name: str(n) for name, n in _DAY.items()})),
    "%Z": ("%z", {name: f"{hours:+03}00" for name, hours in _ZONES.items()}),
}
"""What `strptime` takes from the locale: the same as a number, and the names that it replaces."""

_WORD = re.compile(r"[A-Za-z]+")
_HALF = re.compile(r"\b[ap]\.?m\b\.?", re.IGNORECASE)


def read_date(value: str | float, formats: Sequence[str] = (), zone: str | None = None) -> ReadDate:
    """A date in ISO 8601, or None and a warning if it could not be understood.

    Args:
        value: the date as it came; ISO 8601 stays as it is; a number of 9 to 10 digits counts
            seconds from 1970, one of 12 to 13 milliseconds.
        formats: as for `datetime.strptime`, tried first.
        zone: of a time that has none.

    >>> read_date("Wed, 03 Mar 2021 10:00:00 GMT").iso, read_date("31/12/2021").iso
    ('2021-03-03T10:00:00Z', '2021-12-31')
    >>> print(read_date("03/04/2021").warning)
    published: '03/04/2021' could be March 4 or April 3; say which with a date format
    """
    text = str(value).strip()
    if not text:
        return ReadDate(None)
    try:
        found: date | datetime | None
        for form in formats:
            if (found := _by_format(text, form)) is not None:
                return ReadDate(_iso(found, zone))
        if (found := _by_iso(text)) is not None:
            complete = zone is None or not isinstance(found, datetime) or found.tzinfo
            return ReadDate(text if complete else _iso(found, zone))
        if _EPOCH.fullmatch(text):
            number = float(text) if len(text.partition(".")[0]) < 12 else int(text) / 1000
            return ReadDate(_iso(datetime.fromtimestamp(0, UTC) + timedelta(seconds=number), None))
        for shape in _FORMS:
            if match := shape.fullmatch(text[: SHOWN + 1]):
                return _by_match(match, text, zone)
    except (ValueError, OverflowError, LookupError):
        pass  # the form of a date, but there is no such day, month, time or zone
    return ReadDate(None, f"published: {text[:SHOWN]!r} is not understood; give a date format")


def check_format(form: str) -> None:
    """See to it that dates can be read with a format.

    Raises:
        ValueError: saying why not.

    >>> check_format("%d %B")
    Traceback (most recent call last):
    ValueError: the date format '%d %B' has no year
    """
    directives = re.findall("%.", form)
    if {"%c", "%x", "%X"} & {*directives}:
        raise ValueError(f"the date format {form!r} depends on the locale; spell it out")
    if not {"%Y", "%y", "%G"} & {*directives}:
        raise ValueError(f"the date format {form!r} has no year")
    try:
        datetime.strptime("", form)  # noqa: DTZ007 - nothing is read
    except ValueError as error:
        if "does not match" not in str(error):
            raise ValueError(f"the date format {form!r}: {error}") from error


@cache
def find_zone(name: str) -> tzinfo:
    """A time zone by its name.

    Raises:
        LookupError, ValueError, OSError: if there is none.
    """
    return UTC if name == "UTC" else ZoneInfo(name)


def _by_format(text: str, form: str) -> date | datetime | None:
    names: dict[str, str] = {}

    def in_numbers(directive: re.Match[str]) -> str:
        number, table = _NAMED.get(directive[0], (directive[0], {}))
        names.update(table)
        return number

    form = re.sub("%.", in_numbers, form)
    text = _WORD.sub(lambda word: names.get(word[0].lower(), word[0]), text)
    half = _HALF.search(text) if "%p" in form else None
    if half:
        form = form.replace("%p", half[0])
    try:
        found = datetime.strptime(text, form)  # noqa: DTZ007 - it has a zone if the format has one
    except ValueError:
        return None
    if half and half[0][0] in "pP":
        found += timedelta(hours=12)
    return found if re.search("%[HIMSfz]", form) else found.date()


def _by_iso(text: str) -> date | datetime | None:
    match = _ISO.fullmatch(text)
    try:
        if match:
            return datetime.fromisoformat(text) if match["time"] else date.fromisoformat(text)
    except ValueError:
        pass
    return None


def _by_match(match: re.Match[str], text: str, zone: str | None) -> ReadDate:
    """A date from the groups of one of the forms.

    Raises:
        ValueError: if there is no such day or time.
        LookupError: if there is no such month, weekday or zone.
    """
    part = match.groupdict()
    if part.get("weekday"):
        _ = _DAY[part["weekday"].lower()]
    if "one" in part:
        one, two = int(part["one"]), int(part["two"])
        if one != two and 1 <= one <= 12 and 1 <= two <= 12:
            names = _MONTHS.title().split()
            readings = f"{names[one - 1]} {two} or {names[two - 1]} {one}"
            return ReadDate(
                None, f"published: {text!r} could be {readings}; say which with a date format"
            )
        month, day = (two, one) if one > 12 else (one, two)
    else:
        named = part["month"].lower()
        month, day = int(named) if named.isdecimal() else _MONTH[named], int(part["day"])
    found = date(int(part["year"]), month, day)
    if part["hour"] is None:
        return ReadDate(found.isoformat())
    hour = int(part["hour"])
    if part["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(f"there is no hour {hour} in half a day")
        hour = hour % 12 + (12 if part["half"] in "pP" else 0)
    time = datetime(
        found.year,
        found.month,
        found.day,
        hour,
        int(part["minute"]),
        int(part["second"] or 0),
        int((part["fraction"] or "").ljust(6, "0")[:6]),
        tzinfo=_offset(part["zone"]) if part["zone"] else None,
    )
    return ReadDate(_iso(time, zone))


def _offset(zone: str) -> tzinfo:
    if zone[0] in "+-":
        minutes = 60 * int(zone[1:3]) + int(zone[-2:])
        return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))
    return timezone(timedelta(hours=_ZONES[zone.lower()]))


def _iso(found: date | datetime, zone: str | None) -> str:
    if isinstance(found, datetime) and found.tzinfo is None and zone:
        found = found.replace(tzinfo=find_zone(zone))
    return found.isoformat().replace("+00:00", "Z")
