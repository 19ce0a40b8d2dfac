"""Bodies whose names mean other things, too, by what stands beside them: each beside its trap."""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

TABLE = Gazetteer.of(
    [
        Entity("iso3166:VL", "Veltland", "place", "country"),
        Entity("iso3166:RO", "Roeland", "place", "country"),
        Entity("local:target", "Target Corporation", "organization", "company", "iso3166:VL"),
        Entity("local:velford", "Velford Motor", "organization", "company", "iso3166:VL"),
        Entity("local:roemart", "Roemart", "organization", "company"),
        Entity("local:vfb", "Veltish Federal Bank", "organization", "agency", "iso3166:VL"),
        Entity("local:tax", "Tax Office", "organization", "agency", "iso3166:VL"),
        Entity("local:court", "Island Crimes Court", "organization", "igo"),
        Entity("local:cricket", "Island Cricket Council", "organization", "igo"),
        Entity("geonames:1", "Velford", "place", "city", "iso3166:RO"),
    ],
    [
        Alias("Target", "local:target", needs="definition"),
        Alias("Velford", "local:velford", needs="definition"),
        Alias("Velford", "geonames:1", needs="evidence"),
        Alias("Feb", "local:vfb", needs="evidence"),
        Alias("VTO", "local:tax", needs="evidence"),
        Alias("ICC", "local:court", needs="definition"),
        Alias("ICC", "local:cricket", needs="definition"),
    ],
)
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: TABLE)],
    canonicalizers=newsnorm_canonicalizers(),
)


def found(text: str) -> list[tuple[str, str]]:
    """Surfaces and ids of what is linked, but for persons."""
    article = NLP.normalize(text)
    return [(m.surface, m.entity) for m in article.mentions if m.kind != "person"]


@pytest.mark.parametrize(
    "text",
    [
        "Velford recalled 90,000 trucks.",
        "Velford said it was sorry.",
        "A Velford spokesman left.",
        "Shares of Velford were down.",
        "Velford shares fell.",
        "They love Velford's products.",
        "The carmaker Velford left.",
        "An analyst at Velford left.",
        "The Velford chief executive left.",
        "Velford and Roemart left.",
        "It sued Roemart, Velford and others.",
        "Velford opened a shop.",
    ],
)
def test_a_firm_is_told_by_what_it_does_and_has(text: str) -> None:
    assert ("Velford", "local:velford") in found(text)


def test_one_place_tells_of_the_others() -> None:
    text = "Velford said it was sorry. It was bad for Velford."
    assert found(text) == [("Velford", "local:velford")] * 2


@pytest.mark.parametrize(
    "text",
    [
        "It was bad for Velford.",
        "Velford left.",
        "Philip Velford left. Velford said he was sorry.",
        "Target prices rose. Target says were high.",
        "The index .Velford closed up.",
        "Velford-based firms said so.",
    ],
)
def test_what_may_be_no_firm_is_left_alone(text: str) -> None:
    assert not [id_ for _, id_ in found(text) if id_ in ("local:velford", "local:target")]


def test_a_part_of_a_ship_s_name_is_no_firm() -> None:
    text = "Velford said it was sorry for the Northern Velford."
    assert found(text) == [("Velford", "local:velford")]


def test_a_river_is_no_firm() -> None:
    text = "Velford said that the Velford would be clean."
    assert found(text) == [("Velford", "local:velford")]


def test_a_word_that_opens_a_sentence_stays_one() -> None:
    text = "Target recalled three toys. Target prices rose. He left Target."
    assert found(text) == [("Target", "local:target")] * 2
    assert NLP.normalize(text).mentions[1].start > text.index("He left")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Feb raised rates.", [("Feb", "local:vfb")]),
        ("The VTO wants more.", [("VTO", "local:tax")]),
        # Another country's, a thing called so, no article.
        ("Roeland fell. The VTO wants more.", [("Roeland", "iso3166:RO")]),
        ("The Feb Street raised it. In Feb they left.", []),
        ("The Feb chief left.", []),
    ],
)
def test_an_article_tells_of_an_agency(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ICC prosecutor left.", [("ICC", "local:court")]),
        ("He met three ICC pre-trial judges.", [("ICC", "local:court")]),
        ("The ICC umpire left. The ICC left.", []),
    ],
)
def test_who_is_at_courts_tells_of_a_court(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ICC in The Hague sat.", "local:court"),
        ("The ICC in Velford sat.", None),
        ("The umpire counted the wickets. The ICC sat.", "local:cricket"),
        ("The umpire left. The ICC sat.", None),
    ],
)
def test_where_a_court_sits_and_what_a_sport_has_tell_of_letters(
    text: str, expected: str | None
) -> None:
    """Two words of the sport, as one may stand anywhere."""
    assert dict(found(text)).get("ICC") == expected


LETTERS = newsnorm.Pipeline.of(
    gazetteers=[
        newsnorm.GazetteerSpec(
            "letters",
            lambda: Gazetteer.of(
                [
                    Entity("iso3166:VL", "Veltland", "place", "country"),
                    Entity("iso3166:RO", "Roeland", "place", "country"),
                    Entity("local:fraud", "Fraud Office", "organization", "agency", "iso3166:VL"),
                ],
                [Alias("VFO", "local:fraud", needs="definition")],
            ),
        )
    ],
    canonicalizers=newsnorm_canonicalizers(),
)


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Veltland is angry. The VFO opened a case.", True),
        ("Veltland is angry. VFO opened a case.", False),
        ("Veltland is angry. The VFO league was split.", False),
        ("The VFO opened a case.", False),
        ("Roeland and Roeland's neighbour Veltland met. The VFO opened a case.", False),
    ],
)
def test_an_agency_acts_by_its_letters_in_its_country(text: str, linked: bool) -> None:
    """Somewhere else others may have the letters."""
    mentions = LETTERS.normalize(text).mentions
    assert ("local:fraud" in {m.entity for m in mentions}) is linked
