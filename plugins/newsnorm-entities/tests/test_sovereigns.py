"""Kings, popes and lords, who are named by a title and one name, and titles with portfolios."""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

TABLE = Gazetteer.of(
    [
        Entity("local:pope-francis", "Pope Francis", "person", "person"),
        Entity("wikidata:Q1", "King Oskar III", "person", "person"),
        Entity("wikidata:Q2", "Gustaf XI", "person", "person"),
    ],
    [Alias("King Oskar", "wikidata:Q1"), Alias("Pope Gustaf XI", "wikidata:Q2")],
)
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: TABLE)],
    canonicalizers=newsnorm_canonicalizers(),
)


def people(text: str) -> list[tuple[str, str]]:
    """Surfaces and names of the persons in a text."""
    return [(m.surface, m.name) for m in NLP.normalize(text).mentions if m.kind == "person"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was Pope Benedict XVI. Pope Benedict prayed.",
         [("Pope Benedict XVI", "Pope Benedict XVI"), ("Pope Benedict", "Pope Benedict XVI")]),
        ("Later Pope John Paul II died.", [("Pope John Paul II", "Pope John Paul II")]),
        ("Later King Felipe VI spoke.", [("King Felipe VI", "King Felipe VI")]),
        ("Later Pope Francis spoke.", [("Pope Francis", "Pope Francis")]),
        ("Later Patriarch Bartholomew spoke.",
         [("Patriarch Bartholomew", "Patriarch Bartholomew")]),
        ("A plan by Lord Sorrelby failed. Sorrelby left.",
         [("Lord Sorrelby", "Lord Sorrelby"), ("Sorrelby", "Lord Sorrelby")]),
        ("Giles Sorrelby, who drew it up, left. Lord Sorrelby was late.",
         [("Giles Sorrelby", "Giles Sorrelby"), ("Lord Sorrelby", "Giles Sorrelby")]),
        ("The Lord Mayor came, and so did the Lord Chancellor.", []),
        ("The ship Queen Victoria sailed.", []),
        ("It named John Pope Jr. on Monday, and King X fell.", [("John Pope Jr", "John Pope")]),
    ],
)  # fmt: skip
def test_one_name_and_a_title(text: str, expected: list[tuple[str, str]]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Of a table's king the number says that another one is meant.
        ("Later King Oskar II died.", [("King Oskar II", "King Oskar II")]),
        ("Later King Oskar III died.", [("King Oskar III", "King Oskar III")]),
        ("Later King Oskar died.", [("King Oskar", "King Oskar III")]),
        ("Later Pope Francis I died.", [("Pope Francis I", "Pope Francis")]),
        ("Later Pope Francis II died.", [("Pope Francis II", "Pope Francis II")]),
        ("King Oskar II's Ring Found In Attic", [("King Oskar II", "King Oskar II")]),
        # Two of one name are two, and the name alone is neither's.
        ("It was Pope Pius XII, and Pope Pius XI before him. Pope Pius sang.",
         [("Pope Pius XII", "Pope Pius XII"), ("Pope Pius XI", "Pope Pius XI")]),
        ("Prince Omar bin Velt met Prince Omar bin Roe. Prince Omar sang.",
         [("Prince Omar bin Velt", "Omar bin Velt"), ("Prince Omar bin Roe", "Omar bin Roe")]),
        # Whom a table has without the title, the title and the name mean as well.
        ("It was Pope Gustaf XI. Pope Gustaf sang, and Gustaf left.",
         [("Pope Gustaf XI", "Gustaf XI"), ("Pope Gustaf", "Gustaf XI"), ("Gustaf", "Gustaf XI")]),
        ("It was Pope John Paul II. Pope John Paul sang.",
         [("Pope John Paul II", "Pope John Paul II"), ("Pope John Paul", "Pope John Paul II")]),
    ],
)  # fmt: skip
def test_a_number_tells_kings_of_one_name_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cabinet Secretary for Health Mutava Kariuki spoke.",
         [("Cabinet Secretary for Health Mutava Kariuki", "Mutava Kariuki")]),
        ("It was Minister of Foreign Affairs and Trade Anna Velt.",
         [("Minister of Foreign Affairs and Trade Anna Velt", "Anna Velt")]),
        ("The minister of Water and Power spoke.", []),
        ("It was Rev. Peter Luther King Jr. who spoke.",
         [("Rev. Peter Luther King Jr", "Peter Luther King")]),
    ],
)  # fmt: skip
def test_titles_with_what_they_are_for(text: str, expected: list[tuple[str, str]]) -> None:
    assert people(text) == expected


def test_umlauts_may_be_printed_with_two_letters() -> None:
    text = "Gerhard Schroeder spoke first. Later Schröder left, and Schroder slept."
    assert {name for _, name in people(text)} == {"Gerhard Schroeder"}
    assert len(people(text)) == 3


def test_the_first_surname_stands_before_a_husbands() -> None:
    text = "President Anna Fernandez de Velt spoke. Fernandez left."
    assert people(text)[1:] == [("Fernandez", "Anna Fernandez de Velt")]
