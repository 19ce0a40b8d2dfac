"""Datelines: days take their year from publication, and places look like places."""

from __future__ import annotations

from datetime import date

import pytest
import regex

from newsnorm.datelines import PLACE, date_pattern, iso_date


@pytest.mark.parametrize(
    ("printed", "published", "expected"),
    [
        ("Jan 12", date(2021, 1, 13), "2021-01-12"),
        ("December 31", date(2022, 1, 1), "2021-12-31"),
        ("January 1", date(2021, 12, 31), "2022-01-01"),
        ("Jan 12", date(2021, 3, 1), "--01-12"),
        ("Jan 12", None, "--01-12"),
        ("12 января", date(2021, 1, 12), "2021-01-12"),
        ("Sept. 3", None, "--09-03"),
        ("Feb 29", date(2023, 3, 1), "--02-29"),
        ("June 31", None, None),
        ("3rd March 2020", date(2021, 1, 1), "2020-03-03"),
        ("1er mai 2021", None, "2021-05-01"),
        ("12. Mär", None, "--03-12"),
        ("Tuesday, Jan 12", None, "--01-12"),
    ],
)
def test_dates_take_their_year_from_the_day_of_publication(
    printed: str, published: date | None, expected: str | None
) -> None:
    found = regex.fullmatch(date_pattern(), printed)
    assert found is not None
    assert iso_date(found, published) == expected


@pytest.mark.parametrize(
    "place",
    [
        "RIGA",
        "UNITED NATIONS",
        "BATON ROUGE, La.",
        "WASHINGTON/BEIJING",
        "OSLO and RIGA",
        "GOMA via KIGALI",
        "ST. JOHN'S, Newfoundland",
        "ABOARD AIR FORCE ONE",
        "ABOARD THE AIRCRAFT CARRIER USS NINE STARS OF RIGA",
        "САНКТ-ПЕТЕРБУРГ",
    ],
)
def test_a_place_is_printed_in_capitals(place: str) -> None:
    assert regex.fullmatch(PLACE, place)


def test_a_day_of_the_week_is_no_part_of_a_place() -> None:
    found = regex.match(PLACE, "RIGA, Latvia, Tuesday (Reuters) -")
    assert found is not None
    assert found["place"] == "RIGA, Latvia"
