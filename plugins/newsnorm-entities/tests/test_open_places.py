"""Places that no table has, by where they stand."""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers

TABLE = Gazetteer.of(
    [
        Entity("iso3166:DK", "Denmark", "place", "country"),
        Entity("iso3166-2:DK-82", "Midtjylland", "place", "region", "iso3166:DK"),
        Entity("geonames:1", "Odense", "place", "city", "iso3166:DK", population=180_000),
        Entity("geonames:3", "Skarn Falls", "place", "city", "iso3166:US", population=20_000),
        Entity("iso3166:US", "United States", "place", "country"),
    ],
    [Alias("Skarn Falls", "geonames:3", needs="definition")],
)
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: TABLE)],
    canonicalizers=newsnorm_canonicalizers(),
)


def places(text: str, title: str | None = None) -> list[str]:
    """The places that a text names and the table has not."""
    mentions = NLP.normalize(text, title=title).mentions
    return [m.surface for m in mentions if m.entity.startswith("local:") and m.kind == "place"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # behind what only places have before them
        ("Cane mills near Velten stood idle.", "Velten"),
        ("A bus overturned outside Velten-Skarn on Sunday.", "Velten-Skarn"),
        # what stands there, what is done there
        ("He was taken from his villa at Velten by night.", "Velten"),
        ("Gold was found in the tomb at Velten.", "Velten"),
        ("Prices at cafes in Velten doubled.", "Velten"),
        ("The boy was born in Velten in 1950.", "Velten"),
        ("The court, sitting in Velten near Odense, rose.", "Velten"),
        ("She grew up in Velten.", "Velten"),
        ("A tram overturned in Velten, injuring six.", "Velten"),
        # who lives there
        ("Police fired at protesters in Velten on Monday.", "Velten"),
        # how they get there
        ("The minister flew to Velten at noon.", "Velten"),
        ("Fishermen from Velten found the wreck.", "Velten"),
        ("They took the ferry to Velten.", "Velten"),
        ("The roads to Velten were cut.", "Velten"),
        ("A storm sank two trawlers off Velten on Monday.", "Velten"),
        # what it is
        ("Lorries waited at Velten, the busiest crossing to Denmark.", "Velten"),
        ("Prices doubled in Velten, a suburb of Odense.", "Velten"),
        ("A judge in Velten freed him.", "Velten"),
        ("It killed 23 in Velten, the mayor said.", "Velten"),
        # the town that it is named with
        ("Snow fell in Odense and Velten.", "Velten"),
        ("Snow fell in Velten and Odense.", "Velten"),
        ("Trains from Odense to Velten stood still.", "Velten"),
        ("The road between Velten and Odense is closed.", "Velten"),
        # what is called after it
        ("They shut the idled Velten nuclear plant.", "Velten"),
        ("They blocked the road to the Las Velten copper mine.", "Las Velten"),
        # a name that ends as towns' do
        ("The storm made landfall near Velten Beach at 7 a.m. on Friday.", "Velten Beach"),
        ("Water rose by two metres in Cedar Key.", "Cedar Key"),
        # its region
        ("A fire broke out in Velten, Denmark, on Sunday.", "Velten"),
        ("It has a shop in Velten Falls, Midtjylland.", "Velten Falls"),
        ("It has a shop in San Velten, Midtjylland.", "San Velten"),
        ("A fire broke out in Skarn Falls, Denmark.", "Skarn Falls"),
    ],
)
def test_where_a_name_stands_tells_a_place(text: str, name: str) -> None:
    assert places(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        # what is in and near something else
        "They believe in Velten.",
        "He has a stake in Velten.",
        "It angered investors in Velten.",
        "The firm is making a market in Velten at 100.",
        "He plays a role in Velten by night.",
        "They lost confidence in Velten.",
        "She was born in Ramadan.",
        "They gathered near Easter.",
        "The road to Velten is paved with work.",
        "The store at Velten sells it.",
        # words, given names, things
        "Two cars crashed near Parliament.",
        "He lives in Obamacare.",
        "The house in Martin was sold.",
        "It was built near NATO.",
        "They met in Nov. 1985.",
        "They live in Democratic-leaning states.",
        "They met in McVelten.",
        # what goes on
        "They live in Velten Road.",
        "They met in Velten camp.",
        "Fire broke out near Velten, Roe and Orrin avenues.",
        "The shops in Velten and Orrin counties closed.",
        "The plant near Velten's was sold.",
        "They met at Velten Station, Denmark.",
        "They met in Supreme Court, Denmark.",
        "He works for Velten, Denmark.",
        # what is named with a town
        "Talks between Odense and Velten failed.",
        "They lost confidence in Odense and Velten.",
        "The mayors of Odense and Velten Steel met.",
        "They shut the Veltian nuclear plant.",
        "They shut a Velten nuclear plant.",
        "It is an expert in Velten.",
        # persons of the article
        "Jane Velten, a lawyer, left. They met outside Velten.",
        "He starred in Silver Springs.",
        "She lost her faith in Brack Falls.",
        "It lives in Warm Springs hotels.",
    ],
)
def test_what_may_be_something_else_is_left_alone(text: str) -> None:
    assert places(text) == []


def test_such_a_place_is_known_for_the_rest_of_the_article() -> None:
    text = "Mills near Velten closed. Snow fell on Velten. A Roe-Velten merger failed."
    assert places(text) == ["Velten", "Velten"]


def test_what_a_firm_is_called_in_short_is_no_place() -> None:
    """The bank's name begins with the place's, so that the name alone may be the bank's."""
    text = (
        "The Velten Falls State Bank in Velten Falls, Denmark, failed. Nobody bought Velten Falls."
    )
    assert len(places(text)) == 1
