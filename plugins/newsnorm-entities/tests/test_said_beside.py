"""What a word or two beside a name say of it: parts of countries, journeys, who speaks for a body.

Each phenomenon stands beside its trap; the gazetteer is a small one of its own.
"""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

TABLE = Gazetteer.of(
    [
        Entity("iso3166:VL", "Veltland", "place", "country"),
        Entity("iso3166:RO", "Roeland", "place", "country"),
        Entity("iso3166:IS", "Skarn Island", "place", "territory"),
        Entity("iso3166-2:RO-A", "Ardow", "place", "region", "iso3166:RO"),
        Entity("iso3166-2:RO-B", "Birnam", "place", "region", "iso3166:RO"),
        Entity("city:orrin-vl", "Orrin", "place", "city", "iso3166:VL", 900_000),
        Entity("city:orrin-ro", "Orrin", "place", "city", "iso3166:RO", 300_000),
        Entity("city:tasker", "Tasker", "place", "city", "iso3166:VL", 700_000),
        Entity("city:wexford", "Wexmoor", "place", "city", "iso3166:VL", 700_000),
        Entity("club:wexford", "Wexmoor FC", "organization", "club", "city:wexford"),
        Entity("club:rovers", "Brack Rovers", "organization", "club", "iso3166:VL"),
        Entity(
            "city:selwick",
            "Selwick",
            "place",
            "capital",
            "iso3166:VL",
            900_000,
            seat_of="iso3166:VL",
        ),
        Entity("local:grain-office", "Grain Office", "organization", "agency", "iso3166:VL"),
        Entity("local:k12", "K12", "organization", "group", "iso3166:RO"),
        Entity("local:pumpco", "Stanchion", "organization", "company", "iso3166:VL"),
        Entity("wikidata:Q1", "Jane Admiralton", "person", "person", "iso3166:VL"),
    ],
    [
        Alias("Orrin", "city:orrin-ro", needs="evidence"),
        Alias("Skarn", "iso3166:IS", needs="evidence"),
        Alias("Tasker", "city:tasker", needs="evidence"),
        Alias("Wexmoor", "city:wexford", needs="evidence"),
        Alias("Wexmoor", "club:wexford", needs="evidence"),
        Alias("Selwick", "city:selwick", needs="evidence"),
        Alias("Grain Office", "local:grain-office", needs="evidence"),
        Alias("K12", "local:k12", needs="evidence"),
        Alias("Stanchion", "local:pumpco", needs="evidence"),
        Alias("Veltish", "iso3166:VL", form="demonym", rewrite=False),
    ],
)
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: TABLE)],
    canonicalizers=newsnorm_canonicalizers(),
)


def found(text: str) -> list[tuple[str, str]]:
    """Surfaces and ids of what is linked."""
    return [(m.surface, m.entity) for m in NLP.normalize(text).mentions]


@pytest.mark.parametrize(
    "text",
    [
        "Shots were heard in Orrin, northern Roeland.",
        "She held a rally in Orrin, in the state of Ardow.",
        "She held a rally in Orrin, Ardow.",
        "She held a rally in Orrin, in southern Roeland.",
    ],
)
def test_a_part_of_a_country_tells_which_town_is_meant(text: str) -> None:
    """Of many a town the table has the country alone; its regions speak for it."""
    assert ("Orrin", "city:orrin-ro") in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Shots were heard in Orrin.",
        "From Orrin, northern winds blew to Roeland.",
        "It rained in parts of Orrin, Ardow and Birnam.",
    ],
)
def test_a_direction_alone_tells_nothing(text: str) -> None:
    assert ("Orrin", "city:orrin-ro") not in found(text)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Ann Roe and John Tasker flew in from Tasker.", "city:tasker"),
        ("Ann Roe and John Tasker drove to Tasker.", "city:tasker"),
        ("Ann Roe and John Tasker quarrelled. A letter came from Tasker.", "local:john-tasker"),
        ("Ann Roe and John Tasker quarrelled, and she returned to Tasker.", "local:john-tasker"),
    ],
)
def test_who_travels_goes_to_the_town(text: str, entity: str) -> None:
    """Though a person of the article is called so."""
    assert [e for surface, e in found(text) if surface == "Tasker"] in ([entity], [])
    if entity.startswith("city"):
        assert ("Tasker", entity) in found(text)


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("The storm closed Veltland while Skarn's finance regulator fined a bank.", True),
        ("The storm closed Veltland while Skarn's new parliament met.", True),
        ("The storm closed Veltland while Skarn's driver sued.", False),
        ("The storm closed Veltland while Skarn's Government House burned.", False),
    ],
)
def test_a_land_is_told_by_what_only_lands_have(text: str, linked: bool) -> None:
    assert (("Skarn", "iso3166:IS") in found(text)) == linked


def test_where_a_match_is_played_is_the_city() -> None:
    """ "In Velt, ..." opens a sentence; what follows is whoever plays there."""
    text = "The striker scored. In Wexmoor, Brack Rovers drew 1-1, and Wexmoor won 2-0."
    named = [entity for surface, entity in found(text) if surface == "Wexmoor"]
    assert named[0] == "city:wexford"
    assert "city:wexford" not in named[1:]


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("The K12 rebels have cut the road.", True),
        ("He is a K12 commander.", True),
        ("The K12 road is cut.", False),
        ("The K12 was shut.", False),
    ],
)
def test_a_group_is_told_by_who_fights_for_it(text: str, linked: bool) -> None:
    """The name alone is the group's, without who they are."""
    assert (("K12", "local:k12") in found(text)) == linked


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Stanchion already pumps 9,000 barrels a day.", True),
        ("Stanchion now supplies the army.", True),
        ("Stanchion already rusts.", False),
    ],
)
def test_a_firm_is_told_by_what_it_does_already(text: str, linked: bool) -> None:
    assert (("Stanchion", "local:pumpco") in found(text)) == linked


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Judges of Roeland's Supreme Court voted.", "Supreme Court"),
        ("Veltland\u2019s Central Bank raised rates.", "Central Bank"),
        ("Roeland's National Assembly rose.", "National Assembly"),
    ],
)
def test_a_state_has_its_bodies(text: str, surface: str) -> None:
    """The state is named by itself, the body by what stands behind it."""
    linked = dict(found(text))
    state = "Veltland" if "Veltland" in text else "Roeland"
    assert linked[surface] == newsnorm.local_id(f"{surface} of {state}")
    assert linked[state].startswith("iso3166:")


@pytest.mark.parametrize(
    "text",
    ["Orrin's Supreme Court voted.", "Roeland's Supreme Court Building burned."],
)
def test_a_city_has_none_of_them(text: str) -> None:
    assert "Supreme Court" not in dict(found(text))


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ('"It is late," said Helvia Crofton of Brack Capital in Orrin.', ["Helvia Crofton"]),
        ("It was late, said Helvia Crofton of Brack.", []),
        ('"It is late," said Helvia Crofton of the deal.', []),
    ],
)
def test_whose_words_are_quoted_is_a_person(text: str, surfaces: list[str]) -> None:
    """ "said" alone may have a firm behind it; of a body is a person."""
    persons = [m.surface for m in NLP.normalize(text).mentions if m.kind == "person"]
    assert persons == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Ann May spoke; May voted against it.", ["Ann May", "May"]),
        ("Ann May spoke. May told reporters so.", ["Ann May", "May"]),
        ("Ann May spoke. In May voted those abroad.", ["Ann May"]),
        ("Ann May spoke on 3 May opened in haste.", ["Ann May"]),
        ("Ann May spoke. May it rain!", ["Ann May"]),
    ],
)
def test_a_month_does_nothing(text: str, surfaces: list[str]) -> None:
    persons = [m.surface for m in NLP.normalize(text).mentions if m.kind == "person"]
    assert persons == surfaces


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The opposition leader Ann Clovell signed it.", "Ann Clovell"),
        ("Opposition leader Ann Clovell signed it.", "Opposition leader Ann Clovell"),
        (
            "The Veltish national security spokesman John Clovell spoke.",
            "Veltish national security spokesman John Clovell",
        ),
    ],
)
def test_a_role_does_not_go_across_an_article(text: str, surface: str) -> None:
    """What somebody is called behind "the" describes; whose spokesman belongs to it."""
    persons = [m.surface for m in NLP.normalize(text).mentions if m.kind == "person"]
    assert persons == [surface]


def test_a_ship_is_called_by_a_person_s_name() -> None:
    assert found("The carrier Jane Admiralton left.") == []
    assert found("The mail carrier Jane Admiralton left.") != []


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        (
            "Premier Tess May said it. She would go, and May left office.",
            ["May", "Premier Tess May"],
        ),
        ("Tess May said it. It was dry in April, and May left dust.", ["Tess May"]),
        ("Tess Veltland said no. Veltland told reporters so.", ["Tess Veltland", "Veltland"]),
        ("Tess Veltland said no. She is in Veltland's capital, Tasker.", ["Tess Veltland"]),
    ],
)
def test_a_surname_is_a_person_s_where_a_person_acts(text: str, surfaces: list[str]) -> None:
    """Months and countries are called so, too."""
    mentions = NLP.normalize(text).mentions
    assert sorted(m.surface for m in mentions if m.kind == "person") == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Georgia O'Roe sang.", ["Georgia O'Roe"]),
        ("He spoke at Queen Elizabeth Barracks.", []),
        ("They landed at Prince Karim Airbase.", []),
    ],
)
def test_what_is_called_after_a_person_is_none(text: str, surfaces: list[str]) -> None:
    mentions = NLP.normalize(text).mentions
    assert [m.surface for m in mentions if m.kind == "person"] == surfaces


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("The Grain Office sued Stanchion in May.", True),
        ("The Grain Office saw Stanchion in May.", False),
        ("His wife sued Stanchion in May.", False),
    ],
)
def test_a_firm_is_told_by_the_agency_that_sues_it(text: str, linked: bool) -> None:
    """The agency is then that of the firm's country."""
    mentions = [m.entity for m in NLP.normalize(text).mentions]
    assert ("local:pumpco" in mentions) == linked
    assert ("local:grain-office" in mentions) == linked


def test_a_capital_that_governs_may_open_a_sentence() -> None:
    """What stands there may else be a word, or somebody."""
    assert ("Selwick", "city:selwick") in found("Veltland fell. Selwick recalled its envoy.")
    assert found("Veltland fell. Selwick sang.") == [("Veltland", "iso3166:VL")]
