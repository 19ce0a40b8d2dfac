"""Places that no table has, by the nouns of their names."""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

TABLE = Gazetteer.of(
    [
        Entity("iso3166:DK", "Denmark", "place", "country"),
        Entity("iso3166:SE", "Sweden", "place", "country"),
        Entity("geonames:1", "Odense", "place", "city", "iso3166:DK", population=180_000),
        Entity("local:odense-sea", "Odense Sea", "place", "area"),
        Entity("local:strait-of-roe", "Strait of Roe", "place", "area"),
        Entity("geonames:4", "Skarn Beach", "place", "city", "iso3166:DK", population=90_000),
        Entity("geonames:5", "Skarn Beach", "place", "city", "iso3166:SE", population=80_000),
        Entity("geonames:2", "Bogense", "place", "city", "iso3166:DK", population=3_000),
    ],
    [
        Alias("Danish", "iso3166:DK", form="demonym"),
        Alias("Bogense", "geonames:2", needs="evidence"),
        Alias("Skarn Beach", "geonames:4", needs="definition"),
        Alias("Skarn Beach", "geonames:5", needs="definition"),
    ],
)
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: TABLE)],
    canonicalizers=newsnorm_canonicalizers(),
)


def places(text: str) -> list[tuple[str, str]]:
    """Surfaces and ids of the places that a text names."""
    return [(m.surface, m.entity) for m in NLP.normalize(text).mentions if m.kind == "place"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two ships sank in the Gulf of Velt.", "Gulf of Velt"),
        ("Two ships sank in the Bay of Odense.", "Bay of Odense"),
        ("Ice covers Lake Velt.", "Lake Velt"),
        ("Ice covers Lake St. Orrin.", "Lake St. Orrin"),
        ("She climbed Mount Velt on Sunday.", "Mount Velt"),
        ("He was held on Velt Island.", "Velt Island"),
        ("They left for St. Orrin's Island at noon.", "St. Orrin's Island"),
        ("Sheep graze on the Velt Islands.", "Velt Islands"),
        ("They live on the Upper Velt River.", "Upper Velt River"),
        ("Snow fell in Denmark's Velt Mountains.", "Velt Mountains"),
        ("The Velt river burst its banks.", "Velt"),
        ("She was born in the village of Velt.", "Velt"),
        ("She was born in the Danish seaside town of Velt, in the west.", "Velt"),
        ("They sailed to the island of Velt.", "Velt"),
        ("Houses burned in Velt village.", "Velt"),
        ("Denmark closed the port of Velt on Monday.", "Velt"),
    ],
)
def test_a_noun_tells_a_place(text: str, name: str) -> None:
    assert (name, newsnorm.local_id(name)) in places(text)


@pytest.mark.parametrize(
    "text",
    [
        "He works for the Velt River Authority.",
        "Ricki Lake sang.",
        "She stayed at the Mount Velt Hotel.",
        "He loves Treasure Island.",
        "They saw the Danish Islands.",
        "The town of Mr. Velt burned.",
        "The river was high. A village of 300 people burned.",
        "The Midwest river system is closed.",
        "VELT ISLAND COUNCIL MEETS TODAY",
        "The Velt Valley students won.",
        "They live in the town of Bogense.",  # a table knows it, and is not sure
        "The village of Mais al-Velt burned.",
        "The port of Skarn Beach reopened.",  # of two, which
    ],
)
def test_what_may_be_something_else_is_left_alone(text: str) -> None:
    assert [found for found in places(text) if found[1].startswith("local:")] == []


def test_a_list_behind_a_noun_in_the_plural() -> None:
    found = places("The villages of Velt, Orrin and Skarn burned.")
    assert [surface for surface, _ in found] == ["Velt", "Orrin", "Skarn"]


def test_a_place_is_known_by_its_name_for_the_rest_of_the_article() -> None:
    text = "The town of Velt voted. Velt was calm, but Velt Council was not. Jane Roe left Velt."
    assert [surface for surface, _ in places(text)] == ["Velt", "Velt", "Velt"]


def test_what_a_table_has_wins() -> None:
    assert places("Ice covers the Southern Odense Sea.") == [("Odense Sea", "local:odense-sea")]
    assert places("He sailed the Straits of Roe.") == [("Straits of Roe", "local:strait-of-roe")]


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("The barge came from Lake Orrin on Monday.", "geonames:3"),
        ("The barge sank on Lake Orrin on Monday.", "local:lake-orrin"),
        ("The barge came from Lake Orrin, Denmark, on Monday.", "local:lake-orrin"),
        ("The barge came from Lake Skarn on Monday.", "local:lake-skarn"),
        ("She was born in the town of Vardal on Monday.", "geonames:6"),
        ("A tunnel under the Vardal river was dug.", "local:vardal"),
    ],
)
def test_a_town_that_the_table_has_alone(text: str, entity: str) -> None:
    """One known town of a name is meant, and neither a lake or a river nor one of two."""
    table = Gazetteer.of(
        [
            Entity("iso3166:DK", "Denmark", "place", "country"),
            Entity("iso3166:SE", "Sweden", "place", "country"),
            Entity("iso3166:NO", "Norway", "place", "country"),
            Entity("geonames:3", "Lake Orrin", "place", "city", "iso3166:NO", population=70_000),
            Entity("geonames:4", "Lake Skarn", "place", "city", "iso3166:NO", population=70_000),
            Entity("geonames:5", "Lake Skarn", "place", "city", "iso3166:DK", population=60_000),
            Entity("geonames:6", "Vardal", "place", "city", "iso3166:NO", population=70_000),
        ],
        [
            Alias("Lake Orrin", "geonames:3", needs="definition"),
            Alias("Lake Skarn", "geonames:4", needs="definition"),
            Alias("Lake Skarn", "geonames:5", needs="definition"),
            Alias("Vardal", "geonames:6", needs="definition"),
        ],
    )
    nlp = newsnorm.Pipeline.of(
        gazetteers=[newsnorm.GazetteerSpec("here", lambda: table)],
        canonicalizers=newsnorm_canonicalizers(),
    )
    found = [m.entity for m in nlp.normalize(text).mentions if m.surface != "Denmark"]
    assert found == [entity]
