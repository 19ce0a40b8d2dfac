"""Places inside the names of firms, papers, parties, universities, rivers and bodies."""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

US, JP = "iso3166:US", "iso3166:JP"
ENTITIES = [
    Entity(US, "United States", "place", "country"),
    Entity(JP, "Japan", "place", "country"),
    Entity("iso3166:NG", "Nigeria", "place", "country"),
    Entity("iso3166-2:US-OH", "Ohio", "place", "region", US),
    Entity("iso3166-2:US-TN", "Tennessee", "place", "region", US),
    Entity("iso3166-2:NG-KN", "Kano", "place", "region", "iso3166:NG"),
    Entity("local:europe", "Europe", "place", "area"),
    Entity("city:boston", "Boston", "place", "city", US, 600_000),
    Entity("city:huangpu", "Huangpu", "place", "city", JP, 100_000),
    Entity("county:clark", "Clark County", "place", "county", US),
    Entity("local:mobilux", "Mobilux", "organization", "company"),
    Entity("local:bank-of-japan", "Bank of Japan", "organization", "agency", JP),
    Entity("local:us-supreme-court", "Supreme Court", "organization", "agency", US),
    Entity("local:white-house", "White House", "organization", "agency", US),
    Entity("local:boston-owls", "Boston Owls", "organization", "club", US),
    Entity("local:owls", "Owls", "organization", "club", US),
]
ALIASES = [Alias("U.S.", US)]
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: Gazetteer.of(ENTITIES, ALIASES))],
    canonicalizers=newsnorm_canonicalizers(),
)


def places(text: str, title: str | None = None) -> set[str]:
    """Ids of the places that are linked."""
    record = {"id": "a", "text": text, "title": title}
    return {m.entity for m in NLP.normalize(record).mentions if m.kind == "place"}


@pytest.mark.parametrize(
    "text",
    [
        "Shares of First Boston rose, and so did those of Apex-Japan.",
        "A stake in Petra-Japan was sold.",
        "The party Japan First won.",
        "He studied at Ohio State in the nineties.",
        "The Boston State University hired her.",
        "Deposits were taken over by Clark County State Bank on Monday.",
        "The carrier Japan [JPNA.UL] declined to say.",
        "<Mills Stores (Japan) Ltd> will close.",
        "The Economic Commission for Europe met.",
        "The Ohio and Velt Regional Council met.",
        "Members of the Ohio and Velt County Commission met.",
        "U.S. SHOE INC 4TH QTR NET UP",
        "A Japan Fund spokeswoman said so.",
        "It was said that U.S. Shoe Corp lost money. U.S. Shoe blamed the weather.",
        "Analysts say Boston Owls were better than the Owls of old.",
    ],
)
def test_a_place_inside_another_name_is_not_linked(text: str) -> None:
    """What stands beside it says that it is a firm, a party, a university or a body."""
    assert not places(text)


def test_a_river_is_no_city_of_its_name() -> None:
    assert places("A tunnel under the Huangpu river was dug.") == {"local:huangpu"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was born in Kano State, they said.", "iso3166-2:NG-KN"),
        ("They visited Ohio and Velt County Commission.", "iso3166-2:US-OH"),
        ("They visited Ohio and the Velt Regional Council.", "iso3166-2:US-OH"),
        ("Talks on Sino-Japan ties went on.", JP),
        ("He left the White House for Boston on Monday.", "city:boston"),
        ("The firm does well in the U.S. Shoe Corp said so.", US),
        ("The Owls are in Boston now.", "city:boston"),
        ("They fled from rebel-held and Ohioan-administered Kano.", "iso3166-2:NG-KN"),
        ("Shares of Mobilux of Japan rose.", JP),
        ("On Sunday the Boston Owls of Ohio lost.", "iso3166-2:US-OH"),
    ],
)
def test_a_place_that_is_meant_is_linked(text: str, expected: str) -> None:
    """A state that goes by "State", a prefix, a house that is left."""
    assert expected in places(text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Boston Herald Wins Prize for Coverage", "The paper is old."),
        ("BOSTON AVIATION RECESSES MEETING", "It met."),
        ("MOBILUX JAPAN TO TAKE STAKE", "It said so."),
        ("Boston Changes Its Coach", "The Boston Owls said that the coach goes."),
    ],
)
def test_a_headline_s_place_may_be_a_part_of_a_name(title: str, text: str) -> None:
    """A paper's, a carrier's, a firm's, or the club's that the text names."""
    assert not places(text, title)


def test_a_body_of_one_state_is_not_the_nation_s() -> None:
    """The owner may stand behind "of"."""
    found = NLP.normalize("The Supreme Court of Tennessee fined him.").mentions
    assert "local:us-supreme-court" not in {m.entity for m in found}
    found = NLP.normalize("The Supreme Court of the United States fined him.").mentions
    assert "local:us-supreme-court" in {m.entity for m in found}


def test_a_bank_s_longer_name_is_another_bank_s() -> None:
    """ "Bank of" behind a capital goes on with its name."""
    found = NLP.normalize("It sold assets to Amalgamated Bank of Japan.").mentions
    assert [m.entity for m in found] == ["local:amalgamated-bank-of-japan"]
    found = NLP.normalize("It said the Bank of Japan sold yen.").mentions
    assert [m.entity for m in found] == ["local:bank-of-japan"]


def test_a_ship_may_be_called_as_a_place_is() -> None:
    """ "Ship" and "ferry" are verbs, too."""
    assert not places("The frigate Boston left port. Its flagship Kano sank.")
    assert not places("The ferry Boston is late.")
    assert places("They ship Nigeria more rice.") == {"iso3166:NG"}
    assert places("The frigate left Boston.") == {"city:boston"}
