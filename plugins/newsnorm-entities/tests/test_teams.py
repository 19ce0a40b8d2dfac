"""Cities and states that stand for their teams: what tells, in short items on sport."""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

US = "iso3166:US"
ENTITIES = [
    Entity(US, "United States", "place", "country"),
    Entity("iso3166-2:US-OH", "Ohio", "place", "region", US),
    Entity("iso3166-2:US-CA", "California", "place", "region", US),
    Entity("city:boston", "Boston", "place", "city", US, 600_000),
    Entity("city:miami", "Miami", "place", "city", US, 440_000),
    Entity("club:miami", "Miami Marlins", "organization", "club"),
    Entity("club:owls", "Denver Owls", "organization", "club"),
]
ALIASES = [Alias("Miami", "club:miami", needs="evidence")]
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: Gazetteer.of(ENTITIES, ALIASES))],
    canonicalizers=newsnorm_canonicalizers(),
)


def found(text: str, title: str | None = None) -> set[str]:
    """Ids of all that is linked."""
    return {m.entity for m in NLP.normalize({"id": "a", "text": text, "title": title}).mentions}


@pytest.mark.parametrize(
    "text",
    [
        "The Boston receiver was suspended without pay.",
        "Boston defensive coordinator Al Holm was hired.",
        "A member of the Southern California football team is under investigation.",
        "He did not travel with the others for Sunday's game against Boston.",
        "The unbeaten side beat Boston.",
        "The first half was hard: Roe dunks against Northern Ohio.",
        "The pitcher threw three innings off Boston hitters.",
        "The Denver Owls had a chance to close out Boston in this series.",
    ],
)
def test_a_noun_of_sport_or_a_meeting_tells_that_a_team_is_meant(text: str) -> None:
    """In any article, however short."""
    assert not found(text) & {"city:boston", "iso3166-2:US-OH", "iso3166-2:US-CA"}


@pytest.mark.parametrize(
    "text",
    [
        "The rebels fought a battle over Boston.",
        "The council in Boston opened a game park.",
        "The mayor won a case against Boston.",
    ],
)
def test_without_sport_a_city_is_a_city(text: str) -> None:
    """A case, a battle and a park are no game."""
    assert "city:boston" in found(text)


def test_who_wins_by_a_score_is_a_team() -> None:
    """ "At the hands of" names the winner, and a result makes an item one on sport."""
    assert found("They were sad after a 3-1 defeat at the hands of Miami.") == {"club:miami"}


def test_a_title_goes_with_the_text() -> None:
    """A team in the text is one in the title."""
    text = "Boston defensive coordinator Al Holm was hired as the school's coach."
    assert "city:boston" not in found(text, "Boston hires Holm to replace Roe")
    text = "The touchdown in the last quarter won the match for the guests."
    assert not found(text, "Game Summary - Denver at Boston")
