"""Cities and states that stand for their teams: what tells, in short items on sport."""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

US = "iso3166:US"
ENTITIES = [
    Entity("iso3166:GB", "United Kingdom", "place", "country"),
    Entity(US, "United States", "place", "country"),
    Entity("iso3166-2:US-OH", "Ohio", "place", "region", US),
    Entity("iso3166-2:US-CA", "California", "place", "region", US),
    Entity("city:boston", "Boston", "place", "city", US, 600_000),
    Entity("city:miami", "Miami", "place", "city", US, 440_000),
    Entity("club:miami", "Miami Marlins", "organization", "club"),
    Entity("club:owls", "Denver Owls", "organization", "club"),
    Entity("club:skarners", "Velt Skarners", "organization", "club", "iso3166:US"),
    Entity("club:orrino", "Orrino Boston", "organization", "club", "iso3166:US"),
    Entity("club:chelsea", "Chelsea FC", "organization", "club", "iso3166:GB"),
]
ALIASES = [
    Alias("Miami", "club:miami", needs="evidence"),
    Alias("Chelsea", "club:chelsea", needs="evidence"),
]
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
    text = "The touchdown in the last quarter led the Denver Owls to an 8-1 win over Boston."
    for title, ids in (
        ("Owls end in Boston with win", {"city:boston", "club:owls"}),
        ("Owls rein in Boston", {"club:owls"}),
    ):
        mentions = NLP.normalize({"id": "a", "text": text, "title": title}).mentions
        assert {m.entity for m in mentions if m.field == "title"} - {"local:boston"} == ids


def test_a_club_is_named_again_by_what_its_city_has_not() -> None:
    """ "Skarners" of Velt Skarners, "Orrino" of Orrino Boston."""
    text = "The striker left the Velt Skarners, and the Skarners lost. Velt is in the north."
    assert [m.surface for m in NLP.normalize(text).mentions] == ["Velt Skarners", "Skarners"]
    text = "The striker left Orrino Boston for a rest, and Orrino lost. He lives in Boston."
    mentions = NLP.normalize(text).mentions
    assert {m.surface: m.entity for m in mentions}["Orrino"] == "club:orrino"
    assert {m.surface: m.entity for m in mentions}["Boston"] == "city:boston"


def test_a_city_hosts_what_its_team_plays_in() -> None:
    sport = "The striker scored in the league. "
    assert "city:boston" in found(f"{sport}Boston staged the last final.")
    assert "city:boston" not in found(f"{sport}Boston staged a late comeback.")


def test_a_club_s_name_that_is_a_given_name_is_told_by_its_player() -> None:
    """In an article on another one."""
    assert "club:chelsea" in found("The Denver Owls signed a defender from Chelsea.")
    assert "club:chelsea" not in found("The Denver Owls signed a letter from Chelsea.")
    assert "club:chelsea" not in found("They spoke of a defender from Chelsea.")


def test_the_boss_of_a_town_is_its_clubs() -> None:
    """Where the town has a club by its name, in any article."""
    assert found("Roe starts his campaign as Miami boss with a warning.") == {"club:miami"}
    assert "club:miami" not in found("Roe is the council boss in Miami.")


@pytest.mark.parametrize(
    ("text", "clubs"),
    [
        (
            "The striker scored as Denver Owls drew 2-2 with Boston. Boston have no points.",
            {"Boston"},
        ),
        ("The striker saw Boston beat Denver Owls 3-1.", {"Boston"}),
        ("The striker led Denver Owls to a 3-1 home win over seventh-ranked Boston.", {"Boston"}),
        ("The striker said Denver Owls drew 2-2 with Skarn.", {"Skarn"}),
        ("The striker saw Skarn lose after Velt Orrin beat Lund 4-0.", {"Velt Orrin", "Lund"}),
        ("The striker saw Skarn beat Lund 3-1 (2-0).", {"Skarn", "Lund"}),
        ("FC Midvelt signed the striker.", {"FC Midvelt"}),
        ("AFC Midvelt and FC North Orrin signed the striker.", {"AFC Midvelt", "FC North Orrin"}),
        (
            "The Denver Owls striker left Skarn Rovers for SV Lindvelt.",
            {"Skarn Rovers", "SV Lindvelt"},
        ),
    ],
)
def test_who_plays_by_a_score_is_a_club(text: str, clubs: set[str]) -> None:
    """Whether a table has the name as a city's or not at all."""
    mentions = NLP.normalize(text).mentions
    names = {m.name for m in mentions if m.kind == "organization" and m.name != "Denver Owls"}
    assert names == clubs
    assert "city:boston" not in {m.entity for m in mentions}


@pytest.mark.parametrize(
    "text",
    [
        "In the league's tennis tournament the striker saw Skarn beat Velt 6-3.",
        "The Denver Owls striker saw Skarn beat Velt 6-3, 6-4.",
        "The Denver Owls striker saw a 7-5 6-4 win over Velt Orrin.",
        "The Denver Owls striker saw a 7-6 (7-3), 6-4 win over Velt Orrin.",
        "The Denver Owls striker saw Velt Orrin beat Skarn 7-6 (4) 6-4.",
        "The striker saw the AFC East-leading Denver Owls and the AFC South Velts.",
        "The Denver Owls are first in the AFC North, and the striker won the AFC Velt Cup.",
        "The vote was 6-3 against Skarn.",
        "The Denver Owls striker led his team to a 2-1 win over Velt Cup holders.",
        "A SC ruling let the striker FC stand.",
        "The United captain and the Rovers striker left.",
    ],
)
def test_who_plays_for_himself_is_no_club(text: str) -> None:
    """Nor is who loses a vote."""
    mentions = NLP.normalize(text).mentions
    assert not {m.name for m in mentions if m.kind == "organization"} - {"Denver Owls"}


def test_beside_a_club_a_city_is_one() -> None:
    """Though a comma follows."""
    text = "The striker and his team meet Miami and Boston, while the guests go out of the league."
    assert "city:boston" not in found(text)
