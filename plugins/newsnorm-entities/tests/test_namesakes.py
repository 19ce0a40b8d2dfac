"""Persons of whom the article says less, or more, than a full name: surnames alone, "Jr."."""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

TABLE = Gazetteer.of(
    [
        Entity("wikidata:Q1", "Orrin Tasker", "person", "person", "iso3166:US"),
        Entity("iso3166:US", "United States", "place", "country"),
        Entity("local:dynamics", "General Dynamics", "organization", "company"),
        Entity("iso3166:JO", "Jordan", "place", "country"),
        Entity("geonames:1", "Lima", "place", "capital", "iso3166:PE"),
    ],
    [Alias("U.S.", "iso3166:US")],
)
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: TABLE)],
    canonicalizers=newsnorm_canonicalizers(),
)


def people(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Surfaces and ids of the persons in a text."""
    article = NLP.normalize(text, title=title)
    return [(m.surface, m.entity) for m in article.mentions if m.kind == "person"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Senator Grobbel said no. Grobbel left.", ["Senator Grobbel", "Grobbel"]),
        ("Mr. Pemberton declined to comment.", ["Mr. Pemberton"]),
        ("Police Chief Wanderley said two men were held.", ["Police Chief Wanderley"]),
        ("U.S. Senator Grobbel said no.", ["U.S. Senator Grobbel"]),
        ("He met Senior General Than Velder there.", ["Senior General Than Velder"]),
        ("He saw the jailed opposition leader Jane Roe.", ["Jane Roe"]),
        ("Veteran opposition leader Jane Roe left.", ["Veteran opposition leader Jane Roe"]),
        ("They met Premier Li in Lima.", []),  # of names of things, too: "Premier Foods"
        ("General Petrov said the army was ready; Petrov smiled.", ["General Petrov", "Petrov"]),
        ("A unit of General Automat sold its stake.", []),
        ("The Admiral Nakhimov collided with a freighter.", []),
        ("The Imam Ozal mosque was closed.", []),
        ("Mr. Osei Holdings Ltd shares fell.", []),
        ('President Joko "Jokowi" Santoso spoke.', ['President Joko "Jokowi" Santoso']),
        ("Minister Bunu Sheriff Kolawole spoke.", []),
        ("President Street was closed.", []),
    ],
)
def test_a_title_and_a_surname_are_a_person(text: str, expected: list[str]) -> None:
    assert [surface for surface, _ in people(text) if "Kolawole" not in surface] == expected


def test_a_full_name_anywhere_is_whom_a_surname_means() -> None:
    found = people("Mr. Clovell was asked. Sam Clovell, a farmer, answered. Clovell left.")
    assert {entity for _, entity in found} == {"local:sam-clovell"}


def test_whose_wife_is_meant_stays_open() -> None:
    found = people("President Ragan and Mrs Ragan arrived. Ragan waved.")
    assert [surface for surface, _ in found] == ["President Ragan", "Ragan"]


def test_who_is_called_junior_is_not_the_namesake_of_a_table() -> None:
    found = people(
        "Orrin Tasker's son, Orrin Tasker Jr., met a lawyer. Tasker Jr. said no. Tasker laughed."
    )
    assert found == [
        ("Orrin Tasker", "wikidata:Q1"),
        ("Orrin Tasker Jr", "local:orrin-tasker-jr"),
        ("Tasker Jr", "local:orrin-tasker-jr"),
        ("Tasker", "wikidata:Q1"),
    ]


def test_father_and_son_of_an_article_are_two() -> None:
    found = people("Lloyd Noland Jr. will retire. Lloyd Noland III, 43, follows. Noland Jr. spoke.")
    assert found == [
        ("Lloyd Noland Jr", "local:lloyd-noland-jr"),
        ("Lloyd Noland III", "local:lloyd-noland-iii"),
        ("Noland Jr", "local:lloyd-noland-jr"),
    ]


def test_junior_alone_is_no_other_person() -> None:
    assert people("Cal Ripken Jr. played. Ripken left.") == [
        ("Cal Ripken Jr", "local:cal-ripken"),
        ("Ripken", "local:cal-ripken"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They questioned Sam Clovell, co-chairman of the campaign.",  # no "Co"
        "Lawyers for Michael Flint, the former adviser, said no.",
        "He and his associate Sayfur Gatov were charged.",
        "Police held Sayfur Gatov, an Uzbek immigrant, on Monday.",
        "Preethi Readan, vice-chair of the group, said so.",
        "Jurors in the Kobe Brandt murder case were chosen.",
        "Among them are Bob Corkery and others.",
    ],
)
def test_what_stands_beside_a_person(text: str) -> None:
    assert len(people(text)) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("King Karl XVI Gustaf left. Karl Gustaf is old.", ["King Karl XVI Gustaf"] * 2),
        ("The heir is Crown Prince Karl. Prince Karl left.", ["Crown Prince Karl"] * 2),
        ("Pope John Paul II prayed.", ["Pope John Paul II"]),
    ],
)
def test_what_kings_are_called(text: str, names: list[str]) -> None:
    mentions = NLP.normalize(text).mentions
    assert [m.name for m in mentions if m.kind == "person"] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jordan Spiegl birdied the last hole.", True),
        ("Jordan Phosphate raised its price.", False),
    ],
)
def test_given_names_that_are_countries_need_a_deed(text: str, found: bool) -> None:
    assert bool(people(text)) == found


def test_a_person_of_the_table_in_another_spelling() -> None:
    assert people("They met Orin Taskr. Orrin Tasker left.")[-1][1] == "wikidata:Q1"


def test_relatives_and_offices_behind_commas() -> None:
    assert people("He wrote to his wife, Lilianett Rodas. Rodas wants a wedding.") == [
        ("Lilianett Rodas", "local:lilianett-rodas"),
        ("Rodas", "local:lilianett-rodas"),
    ]
    assert people("Bafel Taleb, a son of the mayor, left.") == [
        ("Bafel Taleb", "local:bafel-taleb")
    ]
