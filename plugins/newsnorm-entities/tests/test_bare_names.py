"""Names that are barer than a table's: rivers without their noun, letters, cities by a score.

Each phenomenon stands beside its trap; the gazetteer is a small one of its own.
"""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

TABLE = Gazetteer.of(
    [
        Entity("iso3166:VL", "Velt", "place", "country"),
        Entity("iso3166:RO", "Roeland", "place", "country"),
        Entity("iso3166:SK", "Skarnian Union", "place", "country"),
        Entity("local:velt-river", "Velt River", "place", "area"),
        Entity("city:orrin-vl", "Orrin", "place", "capital", "iso3166:VL", 300_000),
        Entity("city:orrin-ro", "Orrin", "place", "city", "iso3166:RO", 900_000),
        Entity("city:kent", "Kent", "place", "city", "iso3166:RO", 300_000),
        Entity("city:tasker", "Tasker", "place", "city", "iso3166:RO", 700_000),
        Entity("city:wexmoor", "Wexmoor", "place", "city", "iso3166:RO", 700_000),
        Entity("club:wexmoor", "Wexmoor FC", "organization", "club", "city:wexmoor"),
        Entity("city:brack", "Brackstad", "place", "city", "iso3166:RO", 300_000),
        Entity("agency:wo", "World Office", "organization", "igo"),
        Entity("city:salt-cross", "Salt Cross", "place", "city", "iso3166:RO", 80_000),
        Entity("firm:jp-roe", "J.P. Roe", "organization", "company", "iso3166:RO"),
    ],
    [
        Alias("SKU", "iso3166:SK", exact=True, needs="evidence"),
        Alias("Orrin", "city:orrin-vl", needs="evidence"),
        Alias("Orrin", "city:orrin-ro", needs="evidence"),
        Alias("Wexmoor", "club:wexmoor", needs="evidence"),
        Alias("Old Brack", "city:brack", needs="evidence"),
        Alias("WHO", "agency:wo", exact=True),
        Alias("Salt Cross", "city:salt-cross", needs="definition"),
    ],
)
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: TABLE)],
    canonicalizers=newsnorm_canonicalizers(),
)


def found(text: str) -> dict[str, str]:
    """What is linked, by surface."""
    return {mention.surface: mention.entity for mention in NLP.normalize(text).mentions}


@pytest.mark.parametrize(
    "text",
    [
        "Traders on the Velt watched the water.",
        "The Velt is at its lowest.",
        "They crossed the Velt at night.",
        "It lies on the east bank of the Velt.",
    ],
)
def test_a_river_has_the_article_that_its_land_has_not(text: str) -> None:
    assert found(text) == {"Velt": "local:velt-river"}


@pytest.mark.parametrize(
    "text",
    [
        "Velt is at its lowest.",
        "Talks on the Velt border failed.",
        "On the Velt of today he wrote.",
    ],
)
def test_a_land_is_no_river(text: str) -> None:
    assert found(text) == {"Velt": "iso3166:VL"}


def test_a_dam_tells_a_river_that_no_table_has() -> None:
    """Unless the name describes something behind it."""
    assert found("They want a dam on the Vakhara.") == {"Vakhara": "local:vakhara"}
    assert found("They want a dam on the Vakhara border.") == {}


@pytest.mark.parametrize(
    "text",
    [
        "Velt's capital, Orrin, has two trams. Roeland has more, Roeland said.",
        "Roeland saw it. Velt's president will see both in Orrin. Roeland and Roeland paid.",
    ],
)
def test_a_capital_is_its_country_s_beside_it(text: str) -> None:
    assert found(text)["Orrin"] == "city:orrin-vl"


def test_the_capital_of_a_part_is_another() -> None:
    text = "Velt slept. The state capital, Orrin, was up. Roeland, Roeland and Roeland were not."
    assert found(text).get("Orrin") != "city:orrin-vl"


def test_letters_of_a_country_have_its_article() -> None:
    """And describe nobody whose letters they may be."""
    assert found("The SKU accused Velt.")["SKU"] == "iso3166:SK"
    assert "SKU" not in found("In Velt, SKU was bought.")
    assert "SKU" not in found("In Velt the SKU fighters fled.")


def test_letters_that_are_a_word_act_at_the_head_of_a_headline() -> None:
    assert found("WHO DECLARES EMERGENCY OVER") == {"WHO": "agency:wo"}
    for text in ("WHO KNEW WHAT, AND WHEN?", "DOCTORS ASK WHO WINS", "WHO DARES WINS AGAIN"):
        assert found(text) == {}


def test_a_given_name_before_a_city_makes_a_person_of_it() -> None:
    """Though a place is called so, too."""
    assert "Tasker" not in found("Kent Tasker conducts there.")
    assert found("Kent and Tasker agreed.").keys() == {"Kent", "Tasker"}


def test_an_old_name_that_one_city_has_needs_no_country() -> None:
    assert found("Convoys bound for Old Brack turned back.") == {"Old Brack": "city:brack"}


def test_a_village_of_a_country_s_name_is_no_country() -> None:
    assert "iso3166:VL" not in found("A machinist from the village of Velt retired.").values()


def test_a_score_makes_clubs_of_cities_in_any_article() -> None:
    assert found("The vote failed. Wexmoor beat Tasker 3-0.")["Wexmoor"] == "club:wexmoor"
    assert found("The vote failed in Wexmoor, Roeland said.")["Wexmoor"] == "city:wexmoor"


def test_a_town_of_two_words_is_itself_again() -> None:
    text = "Oil came to a plant in Salt Cross, Roeland. Salt Cross refined it."
    surfaces = [mention.surface for mention in NLP.normalize(text).mentions]
    assert surfaces.count("Salt Cross") == 2


def test_a_firm_s_name_is_the_founder_s_who_acts() -> None:
    assert found("J.P. Roe lent money.") == {"J.P. Roe": "firm:jp-roe"}
    assert "firm:jp-roe" not in found("It was founded by J.P. Roe, who lent money.").values()


def test_ministries_belong_to_the_name_before_them() -> None:
    """Not to what ends a sentence or a quotation before."""
    assert "Velt's Peat Ministry" not in found("He left Velt. A Foreign Ministry spoke.")
    assert "Roeland's Commerce Ministry" in found("Roeland's Commerce Ministry set a quota.")
    assert "Roeland" in found('"He left Roeland," Foreign Ministry spokesman Jan Roe said.')


def test_courts_alone_are_those_of_the_state_that_an_article_is_on() -> None:
    text = "In Roeland it rained. Roeland voted; Roeland waited. The Constitutional Court met."
    assert found(text)["Constitutional Court"] == "local:constitutional-court-of-roeland"
    assert "Constitutional Court" not in found(f"{text} Velt and Velt protested.")
