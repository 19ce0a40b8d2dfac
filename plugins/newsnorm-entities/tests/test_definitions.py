"""Acronyms that define a body, a known one under a possessive, and those that define none."""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

ENTITIES = [
    Entity("iso3166:US", "United States", "place", "country"),
    Entity("iso3166:FR", "France", "place", "country"),
    Entity("city:springfield", "Springfield", "place", "city", "iso3166:US", 150_000),
    Entity("local:upland-forum", "Upland Economic Forum", "organization", "igo"),
    Entity("local:upland-university", "Upland University of Tin", "organization", "university"),
    Entity("local:apex-party", "Apex Workers' Party", "organization", "party"),
    Entity("local:holm-grain", "Holm Grain", "organization", "company"),
    Entity("local:holm-news", "Holm News", "organization", "media"),
]
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: Gazetteer.of(ENTITIES, []))],
    canonicalizers=newsnorm_canonicalizers(),
)


def linked(text: str) -> list[tuple[str, str]]:
    """Surfaces and names, in order."""
    return [(m.surface, m.name) for m in NLP.normalize(text).mentions]


@pytest.mark.parametrize(
    "text",
    [
        "The firm sells a Virtual Private Network (VPN). The VPN is fast.",
        "Users install Desktop Service Pack 2 (SP2) now.",
        "They use the Upland Positioning System (UPS), and the UPS is good.",
    ],
)
def test_a_product_is_no_body(text: str) -> None:
    """A network, a service and a system may be things: nobody speaks for these."""
    assert not linked(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Upland Water Service (UWS) is small. A spokesman for the UWS spoke.",
        "The Upland Water Service (UWS) said so. The UWS is small.",
    ],
)
def test_a_service_that_speaks_is_a_body(text: str) -> None:
    """Or that somebody speaks for."""
    assert ("UWS", "Upland Water Service") in linked(text)


def test_a_possessive_or_a_bracket_may_stand_before_the_acronym() -> None:
    """And a noun behind the name is not part of it."""
    known = ("UEF", "Upland Economic Forum")
    assert known in linked("They met at the Upland Economic Forum's (UEF) gathering. The UEF met.")
    text = "It owns <Apex Grain Corporation> (AGC). The AGC is old."
    assert ("Apex Grain Corporation", "Apex Grain Corporation") in linked(text)
    text = "It is an Apex Energy Agency lab (AEA). The AEA is old."
    assert ("Apex Energy Agency", "Apex Energy Agency") in linked(text)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("University of Springfield scientist Jane Roe said so.", "scientist Jane Roe"),
        ("He told Holm News Finance Minister Jane Roe had left.", "Finance Minister Jane Roe"),
        ("He said France Finance Minister Jane Roe left.", "France Finance Minister Jane Roe"),
    ],
)
def test_the_owner_of_an_office_is_no_part_of_another_name(text: str, surface: str) -> None:
    """Neither a body's, nor who is told something."""
    assert surface in dict(linked(text))


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("A team at Upland University of Tin (NTVU) met. The NTVU team left.", "NTVU"),
        ("Jane Roe of the Upland University of Tin (NTVU) left.", "NTVU"),
        ("The Apex Workers' Party (PT) lost.", "PT"),
    ],
)
def test_letters_of_a_body_s_own_language(text: str, short: str) -> None:
    """They spell another name than the one in English."""
    assert short in dict(linked(text))


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Holm Grain (HGT) grew. HGT fell.", "HGT"),  # a sign at an exchange
        ("Upland University of Tin (UK) met.", "UK"),
        ("The Circle of Roe of the Upland University of Tin (IRVX) met.", "IRVX"),
        ("Upland University of Tin (CEO) met.", "CEO"),
    ],
)
def test_other_letters_in_brackets_define_nothing(text: str, short: str) -> None:
    """Where they are no body's, or a longer name's."""
    assert short not in dict(linked(text))
