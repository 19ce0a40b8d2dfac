"""First names alone, relatives, and surnames that are towns: each with its trap."""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

TABLE = Gazetteer.of(
    [
        Entity("iso3166:US", "United States", "place", "country"),
        Entity("iso3166:NL", "Netherlands", "place", "country"),
        Entity("iso3166:GE", "Georgia", "place", "country"),
        Entity("iso3166:LB", "Lebanon", "place", "country"),
        Entity("iso3166:LY", "Libya", "place", "country"),
        Entity("iso3166:UA", "Ukraine", "place", "country"),
        Entity("iso3166-2:US-NE", "Nebraska", "place", "region", "iso3166:US"),
        Entity("iso3166-2:US-GA", "Georgia", "place", "region", "iso3166:US"),
        Entity("geonames:1", "Tbilisi", "place", "capital", "iso3166:GE", 1_000_000),
        Entity("geonames:2", "Lelystad", "place", "city", "iso3166:NL", 79_000),
        Entity("geonames:3", "Tripoli", "place", "city", "iso3166:LB", 230_000),
        Entity("geonames:4", "Tripoli", "place", "capital", "iso3166:LY", 1_300_000),
        Entity("local:commerce", "US Department of Commerce", "organization", "agency",
               "iso3166:US"),
    ],
    [
        Alias("U.S.", "iso3166:US"),
        Alias("Georgia", "iso3166:GE", needs="evidence"),
        Alias("Georgia", "iso3166-2:US-GA", needs="evidence"),
        Alias("Lelystad", "geonames:2", needs="definition"),
        Alias("Tripoli", "geonames:3", needs="evidence"),
        Alias("Tripoli", "geonames:4"),
        Alias("Commerce Department", "local:commerce", needs="evidence"),
    ],
)  # fmt: skip
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: TABLE)],
    canonicalizers=newsnorm_canonicalizers(),
)


def linked(text: str, kind: str = "person") -> list[tuple[str, str]]:
    """Surfaces and names of the mentions of a kind."""
    return [(m.surface, m.name) for m in NLP.normalize(text).mentions if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("Mayor Harriet Velt met Mr. Leonard Velt. Harriet left.", "Harriet", "Harriet Velt"),
        ("Minister Srettha Velt spoke. Srettha left early.", "Srettha", "Srettha Velt"),
        ("She waited for her son Anucha Khamsing.", "Anucha Khamsing", "Anucha Khamsing"),
        ("Somboon Khamsing saw her son Anucha Khamsing.", "Somboon Khamsing", "Somboon Khamsing"),
        ("County Clerk Winifred Osei said so.", "County Clerk Winifred Osei", "Winifred Osei"),
        ("A lawyer, Maître Solange Abitbol, left.", "Maître Solange Abitbol", "Solange Abitbol"),
        ("J. Robert Ashdown wrote it.", "J. Robert Ashdown", "J. Robert Ashdown"),
    ],
)
def test_persons_are_found(text: str, surface: str, name: str) -> None:
    assert (surface, name) in linked(text)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Ann Carla Velt met Carla Roe. Carla left.", "Carla Roe. Carla"),
        ("Charles Beck met Charles Roe. Charles left.", "Charles"),
        ("Rose Velt left. A Rose garden is there.", "Rose"),
        ("Harriet left. Mayor Harriet Velt stayed.", "Harriet"),
        ("Mayor Harriet Velt left. Harriet Street is closed.", "Harriet"),
        ("Mayor Harriet Velt left. The Harriet sank.", "Harriet"),
        ("Luis Pena Nieves came. Pena Nieves sang.", "Pena"),
        ("Abraham Velt never saw Velt, Nebraska.", "Velt"),
    ],
)
def test_names_that_may_be_another_s_are_left_alone(text: str, surface: str) -> None:
    assert surface not in [found for found, _ in linked(text)]


def test_a_surname_before_a_region_that_goes_on_is_a_person() -> None:
    assert ("Velt", "Abraham Velt") in linked("Abraham Velt came. He saw Velt, Nebraska's senator.")


def places(text: str) -> dict[str, str]:
    return {m.surface: m.entity for m in NLP.normalize(text).mentions if m.kind == "place"}


def test_a_country_that_plays_is_no_team_where_the_article_is_in_it() -> None:
    sport = "Georgia beat Velt 41-3 in Tbilisi as the striker scored. The coach won the match."
    assert places(sport)["Georgia"] == "iso3166:GE"
    assert "Georgia" not in places(sport.replace("Tbilisi", "Roe"))


def test_in_tells_what_a_place_lies_in() -> None:
    assert places("Tripoli, in northern Lebanon, has two ports.")["Tripoli"] == "geonames:3"
    assert places("Tripoli has two ports.")["Tripoli"] == "geonames:4"


def test_a_town_stands_as_a_place_where_its_country_is_named() -> None:
    text = "The king came to the Netherlands. He was in Lelystad."
    assert places(text)["Lelystad"] == "geonames:2"
    assert "Lelystad" not in places(text.replace("was in", "met with"))
    assert "Lelystad" not in places("He met with Lelystad.")


def test_a_country_in_a_title_is_evidence() -> None:
    text = "U.S. Secretary Jane Roe left. The Commerce Department agreed."
    assert linked(text, "organization") == [("Commerce Department", "US Department of Commerce")]


def test_a_legal_form_is_no_body_that_a_country_is_part_of() -> None:
    assert places("Velt Holding NV of the Netherlands sold it.") == {"Netherlands": "iso3166:NL"}


def test_a_title_before_a_given_name_is_the_role() -> None:
    """ "President Srettha" has the role that the title says; a form of address is none."""
    text = "President Srettha Velder spoke in Lelystad. President Srettha left. Mr Srettha slept."
    roles = [(m.surface, m.role) for m in NLP.normalize(text).mentions if m.kind == "person"]
    assert roles[1:] == [("President Srettha", "President"), ("Mr Srettha", None)]
