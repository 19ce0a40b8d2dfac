"""Bodies of a state by their bare names: "Congress", "the House", "the Justice Department"."""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

US, PE, IN = "iso3166:US", "iso3166:PE", "iso3166:IN"
TABLE = Gazetteer.of(
    [
        Entity(US, "United States", "place", "country"),
        Entity(PE, "Peru", "place", "country"),
        Entity(IN, "India", "place", "country"),
        Entity("us:congress", "US Congress", "organization", "legislature", US),
        Entity("in:congress", "Indian National Congress", "organization", "group", IN),
        Entity("us:senate", "US Senate", "organization", "legislature", US),
        Entity("us:house", "US House of Representatives", "organization", "legislature", US),
        Entity("us:justice", "US Department of Justice", "organization", "agency", US),
        Entity("us:fed", "Federal Reserve", "organization", "agency", US),
    ],
    [
        Alias("U.S.", US),
        Alias("Congress", "us:congress", needs="evidence"),
        Alias("Congress", "in:congress", needs="evidence"),
        Alias("Senate", "us:senate", needs="evidence"),
        Alias("U.S. Senate", "us:senate"),
        Alias("House", "us:house", exact=True, needs="definition"),
        Alias("Justice Department", "us:justice", needs="evidence"),
        Alias("Fed", "us:fed", exact=True, needs="evidence"),
    ],
)
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: TABLE)],
    canonicalizers=newsnorm_canonicalizers(),
)


def bodies(text: str) -> set[str]:
    """Ids of the bodies that a text names."""
    return {m.entity for m in NLP.normalize(text).mentions if m.kind == "organization"}


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("The U.S. is in debt. Congress votes on Friday.", "us:congress"),
        ("The U.S. is in debt. Senate aides said so.", "us:senate"),
        ("The U.S. is in debt. Justice Department lawyers said so.", "us:justice"),
    ],
)
def test_a_body_without_an_article_opens_a_sentence(text: str, entity: str) -> None:
    """A noun would have one; the article tells whose it is."""
    assert bodies(text) == {entity}


@pytest.mark.parametrize(
    "text",
    [
        "Peru is in debt. In Peru the streets filled. Congress votes on Friday. The U.S. is not.",
        "The U.S. is in debt. Fed up, they left.",
        "Congress votes on Friday.",
    ],
)
def test_a_first_word_may_be_another_s_or_a_noun(text: str) -> None:
    """The country that an article is on is not named least; one word may be any."""
    assert bodies(text) == set()


def test_a_chamber_is_known_by_the_other() -> None:
    """ "The House" is the country's where the article names its Senate as the country's."""
    assert "us:house" in bodies("The U.S. Senate voted. It goes to the House now.")
    assert "us:house" not in bodies("The U.S. is in debt. It goes to the House now.")


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Senate voted. In Virginia the House of Delegates did, and the House rose.",
        "The U.S. Senate voted. So did the Legislature, and then the House.",
        "The U.S. Senate voted. House prices rose.",
    ],
)
def test_a_chamber_may_be_a_region_s(text: str) -> None:
    """What a region's legislature has beside it leaves "the House" open; a noun is none."""
    assert "us:house" not in bodies(text)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("The Veltian Senate voted on it.", ["Veltian Senate"]),
        ("The Veltian Senate race is on.", []),
        ("The Republican Senate voted on it. The Veltas Senate did.", []),
    ],
)
def test_a_senate_is_a_nations_by_its_adjective(text: str, surfaces: list[str]) -> None:
    found = [m for m in NLP.normalize(text).mentions if m.kind == "organization"]
    assert [m.surface for m in found] == surfaces
