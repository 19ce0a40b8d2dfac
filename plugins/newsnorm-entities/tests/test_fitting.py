"""Regions that bear a city's name, and towns that bear a country's."""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

US = "iso3166:US"
ENTITIES = [
    Entity(US, "United States", "place", "country"),
    Entity("iso3166:MX", "Mexico", "place", "country"),
    Entity("iso3166:CA", "Canada", "place", "country"),
    Entity("iso3166:UA", "Ukraine", "place", "country"),
    Entity("iso3166-2:US-NY", "New York", "place", "region", US),
    Entity("iso3166-2:UA-46", "Lviv region", "place", "region", "iso3166:UA"),
    Entity("city:new-york", "New York", "place", "city", "iso3166-2:US-NY", 8_000_000),
    Entity("city:lviv", "Lviv", "place", "city", "iso3166:UA", 700_000),
    Entity("city:buffalo", "Buffalo", "place", "city", "iso3166-2:US-NY", 270_000),
    Entity("city:mexico-ny", "Mexico", "place", "city", "iso3166-2:US-NY", 1_500),
    Entity("county:oswego", "Oswego County", "place", "county", "iso3166-2:US-NY"),
    Entity("city:peru-ny", "Peru", "place", "city", "county:oswego", 1_500),
    Entity("iso3166:PE", "Peru", "place", "country"),
]
ALIASES = [
    Alias("New York", "city:new-york"),
    Alias("New York", "iso3166-2:US-NY", needs="evidence"),
    Alias("N.Y.", "iso3166-2:US-NY"),
    Alias("Mexico", "city:mexico-ny", needs="evidence"),
    Alias("Peru", "city:peru-ny", needs="evidence"),
]
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: Gazetteer.of(ENTITIES, ALIASES))],
    canonicalizers=newsnorm_canonicalizers(),
)


def linked(text: str) -> list[tuple[str, str]]:
    """Surfaces and ids of places."""
    return [(m.surface, m.entity) for m in NLP.normalize(text).mentions if m.kind == "place"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He sat in the Southern District of New York.", "iso3166-2:US-NY"),
        ("They moved to the state of New York.", "iso3166-2:US-NY"),
        ("So said Senator Jane Q. Roe of New York.", "iso3166-2:US-NY"),
        ("So said Jane Roe of New York.", "city:new-york"),
        ("Missiles hit the western region of Lviv.", "iso3166-2:UA-46"),
        ("The Lviv regional council met.", "iso3166-2:UA-46"),
        ("The council of Lviv met.", "city:lviv"),
    ],
)
def test_a_region_is_meant_where_it_is_called_one(text: str, expected: str) -> None:
    """By its noun, by a court's district, or by who sits for it."""
    assert [entity for _, entity in linked(text)] == [expected]


def test_a_town_with_a_country_s_name_is_not_meant_where_countries_are_named() -> None:
    """However often its state is named."""
    text = "N.Y. said so. In Buffalo they agreed, N.Y. is big. Talks with Mexico and Canada go on."
    assert ("Mexico", "iso3166:MX") in linked(text)


def test_nothing_is_linked_where_only_the_town_s_region_is_named() -> None:
    """Both may be meant."""
    text = "N.Y. said so. In Buffalo they agreed, N.Y. is big. Jobs go back from Mexico now."
    assert "Mexico" not in dict(linked(text))


def test_a_county_tells_the_town() -> None:
    """Where a table knows which one it lies in."""
    text = "Oswego County has snow. N.Y. said so, and Oswego County, too. Schools in Peru close."
    assert ("Peru", "city:peru-ny") in linked(text)


GEORGIAS = newsnorm.Pipeline.of(
    gazetteers=[
        newsnorm.GazetteerSpec(
            "georgias",
            lambda: Gazetteer.of(
                [
                    Entity(US, "United States", "place", "country"),
                    Entity("iso3166:GE", "Georgia", "place", "country"),
                    Entity("region:ga", "Georgia", "place", "region", US),
                    Entity("region:il", "Illinois", "place", "region", US),
                    Entity("city:augusta", "Augusta", "place", "city", "region:ga", 43_000),
                    Entity("city:augusta-il", "Augusta", "place", "city", "region:il", 9_000),
                ],
                [
                    Alias("Georgia", "iso3166:GE", needs="evidence"),
                    Alias("Georgia", "region:ga", needs="evidence"),
                    Alias("Augusta", "city:augusta", needs="evidence"),
                    Alias("Augusta", "city:augusta-il", needs="evidence"),
                ],
            ),
        )
    ],
    canonicalizers=newsnorm_canonicalizers(),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The new ambassador to Georgia arrived.", ["iso3166:GE"]),
        ("It signed a pact with Georgia - the country on the sea.", ["iso3166:GE"]),
        ("It signed a pact with Georgia, a country on the sea.", ["iso3166:GE"]),
        ("Georgia's Senate met.", ["region:ga"]),
        ("So said Georgia's lieutenant governor.", ["region:ga"]),
        ("Augusta, the second-largest city in Georgia, slept.", ["city:augusta", "region:ga"]),
        ("Georgia's parliament met.", []),
        ("The road to Georgia is long.", []),
        ("Georgia, the country star, sang.", []),
        ("Augusta, the girl who lives in Georgia, slept.", []),
    ],
)
def test_what_stands_beside_a_name_tells_a_country_from_a_state(
    text: str, expected: list[str]
) -> None:
    """Ambassadors are in countries, senates in states, and towns where they are said to be."""
    mentions = GEORGIAS.normalize(text).mentions
    assert [m.entity for m in mentions if m.kind == "place"] == expected
