"""Rows that public news was found to need: what they keep from being taken for a place."""

from __future__ import annotations

import pytest

import newsnorm
import newsnorm_world

NLP = newsnorm.load("news@1")


@pytest.mark.parametrize(
    ("text", "surface", "entity"),
    [
        ("The Bank of France cut its rate.", "Bank of France", "wikidata:Q806950"),
        ("Salisbury was renamed Harare later.", "Salisbury", "geonames:890299"),
        ("Officials in Godthåb met.", "Godthåb", "geonames:3421319"),
        ("TOGO VOTES: LOME COUNTS", "LOME", "geonames:2365267"),
        ("Buses left Kamenets-Podolsky late.", "Kamenets-Podolsky", "geonames:706950"),
        ("Bechuanaland became Botswana in 1966.", "Bechuanaland", "iso3166:BW"),
        ("Looters came to Barcelona, Venezuela.", "Barcelona", "geonames:3648559"),
        ("Voters in Surprise, Arizona, said no.", "Surprise", "geonames:5316428"),
        ("A fair opened in Schwerin in Germany.", "Schwerin", "geonames:2834282"),
        ("Prosecutors in Timişoara left.", "Timişoara", "geonames:665087"),
        ("She swam in the Hudson River.", "Hudson River", "local:hudson-river"),
        ("“Lima’s trams will run to Arequipa,” she said.", "Lima", "geonames:3936456"),
        ("She saw the second Newcastle, in the north of England.", "Newcastle",
         "geonames:2641673"),
        ("Shares of Capgemini fell.", "Capgemini", "local:capgemini"),
        ("FEMA sent food.", "FEMA", "wikidata:Q503010"),
        ("Trains left Wroclaw late.", "Wroclaw", "geonames:3081368"),
        ("She works in Memphis.", "Memphis", "geonames:4641239"),
        ("She was born in Scranton, Pennsylvania.", "Scranton", "geonames:5211303"),
        ("A bus left Ayacucho, Peru, at noon.", "Ayacucho", "geonames:3947019"),
        ("He met Odilo Scherer of Sao Paulo.", "Sao Paulo", "geonames:3448439"),
        ("Farmers in Cauca left for Colombia's capital.", "Cauca", "iso3166-2:CO-CAU"),
        ("It said the Royal Bank of Canada lent less.", "Royal Bank of Canada",
         "wikidata:Q735261"),
        ("A spokeswoman for the New York Fed spoke.", "New York Fed",
         "wikidata:Q115860"),
        ("Roe wrote for U.S. News & World Report.", "U.S. News & World Report",
         "local:us-news-world-report"),
        ("The San Francisco 49ers lost.", "San Francisco 49ers", "wikidata:Q337758"),
        ("The Sunday Telegraph said so.", "The Sunday Telegraph", "wikidata:Q12741725"),
        ("A leader of Britain First spoke.", "Britain First", "local:britain-first"),
        ("The government of South Vietnam fell.", "South Vietnam", "local:south-vietnam"),
        ("Imports to South East Asia rose.", "South East Asia", "wikidata:Q11708"),
        ("Machines by Hitachi will appear.", "Hitachi", "wikidata:Q53238"),
        ("A suit against Santander is due.", "Santander", "wikidata:Q6496310"),
        ("They went to Santander, Spain, in May.", "Santander", "geonames:3109718"),
        ("Crowds left Gaza City on Monday.", "Gaza City", "geonames:281133"),
        ("Troops in the Gaza Strip went into Gaza by night.", "Gaza", "wikidata:Q39760"),
        ("Palestinians said that northern Gaza was shelled.", "Gaza", "wikidata:Q39760"),
        ("The mail left Tientsin by sea.", "Tientsin", "geonames:1792947"),
        ("A strike closed the mills of Cawnpore.", "Cawnpore", "geonames:1267995"),
        ("Guards were posted along the river at Brcko.", "Brcko", "geonames:3203521"),
        ("Deer walked through Nara at night in Japan.", "Nara", "geonames:1855612"),
        ("Mills closed in Canton, Ohio.", "Canton", "geonames:5149222"),
        ("A casino in Atlantic City, New Jersey, closed.", "Atlantic City", "geonames:4500546"),
        ("Germany said that Romans built baths in Trier.", "Trier", "geonames:2821164"),
        ("A storm sank two boats off Lombok.", "Lombok", "local:lombok"),
        ("He flew to Celebes by noon.", "Celebes", "local:sulawesi"),
        ("Ayers Rock is now known as Uluru.", "Ayers Rock", "local:uluru"),
        ("The talks at Camp David went on.", "Camp David", "local:camp-david"),
        ("It is the poorest country in the Americas.", "Americas", "local:americas"),
        ("He hid money in Cyprus and Jersey.", "Jersey", "iso3166:JE"),
        ("They met in the Azores.", "Azores", "iso3166-2:PT-20"),
        ("They flew to Hokkaido by noon.", "Hokkaido", "iso3166-2:JP-01"),
        ("He lives in the canton of Aargau.", "Aargau", "iso3166-2:CH-AG"),
        ("He lives in Sabah state.", "Sabah state", "iso3166-2:MY-12"),
        ("Trinidad-Tobago sent two ministers.", "Trinidad-Tobago", "iso3166:TT"),
        ("They went to Dunkirk by train.", "Dunkirk", "geonames:3020686"),
        ("The TRNC opened a gate.", "TRNC", "wikidata:Q23681"),
        ("Climbers left a tent on Mount Everest.", "Mount Everest", "local:mount-everest"),
    ],
)  # fmt: skip
def test_a_row_names_what_is_meant(text: str, surface: str, entity: str) -> None:
    """A body, a team or a paper, and the strip of land where the article tells of it."""
    found = {m.surface: m.entity for m in NLP.normalize(text).mentions}
    assert found.get(surface) == entity


def test_the_governor_of_a_bank_has_its_name_before_his() -> None:
    """The country is no owner of the office by itself."""
    (found,) = NLP.normalize("Bank of France Governor Jean Roe spoke.").mentions
    assert found.surface == "Bank of France Governor Jean Roe"


@pytest.mark.parametrize(
    "text",
    [
        "He sealed a Manila envelope.",
        "They ate Bologna sandwiches.",
        "Add Worcestershire sauce.",
        "They ate Bombay mix.",
        "The doctor set it in plaster of Paris.",
        "He is a Turkey of a burglar.",
        "The ferry Princess of Zanzibar was late.",
        "They bought the schooner Lady Barbados.",
        "The Camp David accords held.",
    ],
)
def test_a_thing_called_after_a_place_is_no_place(text: str) -> None:
    assert not NLP.normalize(text).mentions


def test_what_a_country_sells_is_from_there() -> None:
    """A sandwich of the United States is no dish called after it, and a ferry goes to places."""
    texts = (
        "The US sandwich chain opened.",
        "They took the ferry to Oman.",
        "It is a US of allies.",
    )
    assert [len(NLP.normalize(text).mentions) for text in texts] == [1, 1, 1]


def test_a_word_in_a_headline_is_no_name() -> None:
    """A club and a city are called as words are: "OIL SPURS TRADE", "Mobile User Interface"."""
    assert "SPURS" not in newsnorm_world.load().capitals
    record = {
        "id": "a",
        "title": "Holm Buys Mobile User Interface Leader",
        "text": "So in Alabama.",
    }
    assert "Mobile" not in {m.surface for m in NLP.normalize(record).mentions}


@pytest.mark.parametrize(
    "text",
    [
        "An analyst at Prescott said Arizona and the United States would pay.",
        "Two pct of Norton revenues came from Ohio, the United States said.",
        "The Hoover fund in Alabama, in the Hoover pension plan, fell.",
        "She found it in Flint Dale at Sunrise, and sold it in the United States.",
        "A Havana cigar was sold in Miami, Florida.",
        "Wu Chia-hao flew from Taiwan to Colombia.",
    ],
)
def test_towns_that_are_surnames_and_words_are_not_found_elsewhere(text: str) -> None:
    names = {"Prescott", "Norton", "Hoover", "Havana", "Chia", "Flint", "Sunrise"}
    assert names.isdisjoint(m.surface for m in NLP.normalize(text).mentions)
