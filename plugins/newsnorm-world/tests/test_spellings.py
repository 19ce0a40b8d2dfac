"""Places of Ukraine, Belarus and Kazakhstan under the names that newspapers of Europe print.

`spellings.tsv` was written from usage, not from the tables: English, German and French forms, and
Cyrillic ones of Russian, Ukrainian, Belarusian and Kazakh, some of them in other cases.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import newsnorm
import newsnorm_world
from world_build.tables import read

PLACES = list(read(Path(__file__).with_name("spellings.tsv")))
COLUMNS = ("en", "de", "fr", "cyrillic")
FORMS = [
    pytest.param(row["entity"], form, id=f"{row['name']}-{form}")
    for row in PLACES
    for column in COLUMNS
    for form in row[column].split(";")
]
UNKNOWN = {
    "Dnjepropetrowsk": "follows no table: je for е in a Ukrainian manner, the rest Russian",
    "Dniepropetrovsk": "as above, in French",
    "Baryssaw": "French w for ў, where the table has ou",
    "Qysylorda": "mixes the Kazakh Latin q with the German s",
    "Schangaösen": "mixes the Kazakh ö with the German sch",
}
"""Forms that do not link, and why."""

TABLE = newsnorm_world.load()
NLP = newsnorm.load("news")


def test_the_table_has_eighty_places() -> None:
    """Four columns for each, none empty."""
    assert len(PLACES) >= 80
    assert all(row[column] for row in PLACES for column in COLUMNS)


@pytest.mark.parametrize(("entity", "form"), FORMS)
def test_a_spelling_leads_to_its_place(entity: str, form: str) -> None:
    """A namesake elsewhere may be a second reading, but never the one that needs nothing."""
    readings = TABLE.lookup(form)
    if form in UNKNOWN:
        assert readings == ()
    else:
        assert entity in [alias.entity for alias in readings]
        assert all(alias.needs for alias in readings if alias.entity != entity)


def test_no_spelling_links_to_another_place() -> None:
    """In a text without a hint: the place itself, or nothing where the form asks for evidence."""
    linked = 0
    for row in PLACES:
        for column in COLUMNS:
            for form in row[column].split(";"):
                article = NLP.normalize(f"Snow fell in {form} on Monday.", language="en")
                found = {mention.entity for mention in article.mentions}
                assert found <= {row["entity"]}, (form, found)
                linked += bool(found)
    assert linked / len(FORMS) > 0.94


def test_generated_spellings_are_marked_as_such() -> None:
    """The source of a row says by which scheme of which name it was made."""
    (alias,) = TABLE.lookup("Louhansk")
    assert (alias.entity, alias.source) == ("geonames:702658", "press-fr of Луганськ")
    (alias,) = TABLE.lookup("Луганску")
    assert (alias.source, alias.language, alias.rewrite) == ("case of Луганск", "ru", False)
