"""Dates as they are written: read where there is one reading, left alone where there are two."""

from __future__ import annotations

import calendar
import locale
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.io.dates import check_format, read_date

YEARS = {"min_value": date(1600, 1, 1), "max_value": date(2999, 12, 31)}
TIMES = st.integers(-2_000_000_000, 32_000_000_000).map(
    lambda seconds: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
ZONES = st.integers(-14 * 4, 14 * 4).map(
    lambda quarters: timezone(timedelta(minutes=15 * quarters))
)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2022-02-02", "2022-02-02"),
        ("20220202", "20220202"),
        ("2022-W05-3", "2022-W05-3"),
        ("2022-02-02T10:00:00Z", "2022-02-02T10:00:00Z"),
        ("2022-02-02 10:00:00.123456+03:00", "2022-02-02 10:00:00.123456+03:00"),
        ("2022-02-02T10:00", "2022-02-02T10:00"),
        (" 2022-02-02\n", "2022-02-02"),
        ("2022/2/2", "2022-02-02"),
        ("2022.02.02 10:00 UTC", "2022-02-02T10:00:00Z"),
        ("2022-02-02 10:00:00 +0300", "2022-02-02T10:00:00+03:00"),
        ("Wed, 02 Feb 2022 10:00:00 +0300", "2022-02-02T10:00:00+03:00"),
        ("Wed, 2 Feb 2022 10:00 EST", "2022-02-02T10:00:00-05:00"),
        ("02 Feb 2022 10:00:00 -0000 (UTC)", "2022-02-02T10:00:00Z"),
        ("2 February 2022", "2022-02-02"),
        ("2nd of February, 2022", "2022-02-02"),
        ("February 2, 2022", "2022-02-02"),
        ("FEBRUARY 2 2022", "2022-02-02"),
        ("Feb. 2nd, 2022, 9:05 p.m.", "2022-02-02T21:05:00"),
        ("Wednesday, Sept. 21, 2022 at 12:00 AM GMT", "2022-09-21T00:00:00Z"),
        ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01.790000"),
        ("3-MAR-1987", "1987-03-03"),
        ("31/12/2021", "2021-12-31"),
        ("12/31/2021 23:59", "2021-12-31T23:59:00"),
        ("31.12.2021", "2021-12-31"),
        ("03/03/2021", "2021-03-03"),
        (1622548800, "2021-06-01T12:00:00Z"),
        (1622548800.5, "2021-06-01T12:00:00.500000Z"),
        ("1622548800", "2021-06-01T12:00:00Z"),
        (1622548800123, "2021-06-01T12:00:00.123000Z"),
        ("", None),
        ("  ", None),
    ],
)
def test_a_date_with_one_reading_is_read(value: str | float, iso: str | None) -> None:
    """ISO 8601 stays as it is, the rest becomes it; nothing is no date, and no fault."""
    assert read_date(value) == (iso, None)


@pytest.mark.parametrize(
    ("value", "readings"),
    [
        ("03/04/2021", "March 4 or April 3"),
        ("1.2.2021 10:00", "January 2 or February 1"),
        ("11-12-2021", "November 12 or December 11"),
    ],
)
def test_a_date_with_two_readings_is_none_and_says_so(value: str, readings: str) -> None:
    """A guess would be wrong for half of the world."""
    read = read_date(value)
    assert read.iso is None
    assert read.warning == (
        f"published: {value!r} could be {readings}; say which with a date format"
    )


@pytest.mark.parametrize(
    "value",
    [
        "yesterday",
        "03/04/21",
        "19-Feb-18",
        "2021-02-30",
        "2021-31-12",
        "31/13/2021",
        "13/13/2021",
        "00/12/2021",
        "1/2-2021",
        "Smarch 3, 2021",
        "Foo, 3 March 2021",
        "3 mars 2021",
        "March 3, 2021 25:00",
        "March 3, 2021 13:00 pm",
        "March 3, 2021 10:00 MSK",
        "March 3, 2021 10:00 +99:00",
        "2021",
        "12345",
        "٣ March 2021",
        "9" * 300,
        "3 March 2021 " + " " * 200 + "x",
    ],
)
def test_what_is_no_date_is_none_and_is_shown(value: str) -> None:
    """Cut, if it is long."""
    shown = value.strip()[:80]
    expected = (None, f"published: {shown!r} is not understood; give a date format")
    assert read_date(value) == expected


@given(day=st.dates(**YEARS))
def test_every_day_is_read_in_every_form(day: date) -> None:
    """The month by its name, in either order, or where the numbers tell."""
    month = calendar.month_name[day.month]
    for form in (
        f"{day.day} {month} {day.year:04}",
        f"{day.day:02}-{month[:3].upper()}-{day.year:04}",
        f"{month} {day.day}, {day.year:04}",
        f"{month[:3]}. {day.day}, {day.year:04}",
        f"{day.year:04}/{day.month}/{day.day}",
    ):
        assert read_date(form) == (day.isoformat(), None), form
    numeric = read_date(f"{day.day}/{day.month}/{day.year:04}")
    assert numeric.iso == (day.isoformat() if day.day > 12 or day.day == day.month else None)


@given(time=TIMES, zone=ZONES)
def test_every_time_is_read_as_the_standard_library_writes_it(
    time: datetime, zone: timezone
) -> None:
    """In RFC 2822 and ISO 8601, to the same moment."""
    time = time.replace(tzinfo=zone)
    for text in (format_datetime(time), time.isoformat(), time.isoformat(" ")):
        read = read_date(text)
        assert read.iso is not None
        assert datetime.fromisoformat(read.iso) == time


@given(text=st.text(max_size=40) | st.text("0123456789/-:. TZ+", max_size=30), zone=st.booleans())
def test_no_text_raises(text: str, zone: bool) -> None:
    """It is a date that Python reads, or none."""
    read = read_date(text, ["%d.%m.%y", "%B %Y %p %Z"], "Europe/Kyiv" if zone else None)
    if read.iso is not None:
        datetime.fromisoformat(read.iso)


@pytest.mark.parametrize(
    ("value", "form", "iso"),
    [
        ("03/04/2021", "%d/%m/%Y", "2021-04-03"),
        ("03/04/2021", "%m/%d/%Y", "2021-03-04"),
        ("20210403", "%Y%d%m", "2021-03-04"),
        ("03.04.21 10:30", "%d.%m.%y %H:%M", "2021-04-03T10:30:00"),
        ("Saturday, 3 April 2021", "%A, %d %B %Y", "2021-04-03"),
        ("Sat 3 Apr 2021 12:30 AM", "%a %d %b %Y %I:%M %p", "2021-04-03T00:30:00"),
        ("Apr 3 2021 9.15 p.m.", "%b %d %Y %I.%M %p", "2021-04-03T21:15:00"),
        ("10:30 GMT, 3 April 2021", "%H:%M %Z, %d %B %Y", "2021-04-03T10:30:00Z"),
        ("3 April 2021 10:30 EDT", "%d %B %Y %H:%M %Z", "2021-04-03T10:30:00-04:00"),
        ("100% on 3 May 2021", "100%% on %d %B %Y", "2021-05-03"),
        ("2021-04-03", "%d/%m/%Y", "2021-04-03"),
    ],
)
def test_a_format_is_tried_before_anything_else(value: str, form: str, iso: str) -> None:
    """What does not fit it is read as if there were none."""
    assert read_date(value, [form]) == (iso, None)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2022-02-02T10:00:00", "2022-02-02T10:00:00+02:00"),
        ("July 2, 2022 10:00", "2022-07-02T10:00:00+03:00"),
        ("2022-02-02T10:00:00Z", "2022-02-02T10:00:00Z"),
        ("2 Feb 2022 10:00 GMT", "2022-02-02T10:00:00Z"),
        ("2022-02-02", "2022-02-02"),
        (1622548800, "2021-06-01T12:00:00Z"),
    ],
)
def test_a_time_without_a_zone_gets_the_one_that_is_given(value: str | int, iso: str) -> None:
    """With that day's offset; a time that has one keeps it, a day has none."""
    assert read_date(value, zone="Europe/Kyiv").iso == iso


@pytest.fixture
def elsewhere() -> Iterator[None]:
    """A locale in which months have other names, if there is any."""
    before = locale.setlocale(locale.LC_TIME)
    for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "uk_UA.UTF-8", "German", "French"):
        try:
            locale.setlocale(locale.LC_TIME, name)
        except locale.Error:
            continue
        yield
        locale.setlocale(locale.LC_TIME, before)
        return
    pytest.skip("no locale but the default one is installed")


@pytest.mark.usefixtures("elsewhere")
def test_the_locale_changes_nothing() -> None:
    """The same dump gives the same dates everywhere."""
    assert read_date("3 May 2021").iso == "2021-05-03"
    value, form = "Monday, 3 May 2021, 9:15 PM GMT", "%A, %d %B %Y, %I:%M %p %Z"
    assert read_date(value, [form]).iso == "2021-05-03T21:15:00Z"


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("%d %B", "the date format '%d %B' has no year"),
        ("%x %Y", "the date format '%x %Y' depends on the locale; spell it out"),
        ("%Q %Y", "the date format '%Q %Y': 'Q' is a bad directive in format '%Q %Y'"),
        ("%Y %", "the date format '%Y %': stray % in format '%Y %'"),
    ],
)
def test_a_format_that_cannot_work_is_refused(form: str, message: str) -> None:
    """Before anything is read with it."""
    with pytest.raises(ValueError, match=r".") as caught:
        check_format(form)
    assert str(caught.value) == message


def test_a_moment_before_1970_is_read() -> None:
    """On every system, also where the clock begins then."""
    assert read_date(-999999999).iso == (
        (datetime(1970, 1, 1, tzinfo=UTC) - timedelta(seconds=999999999))
        .isoformat()
        .replace("+00:00", "Z")
    )
