"""Local news: namesakes of famous places, and what tells them apart."""

from __future__ import annotations

import pytest

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers
from newsnorm_entities.whereabouts import is_around
from newsnorm_entities.words import Words

US, TX, TN, GA, OH = (
    "iso3166:US", "iso3166-2:US-TX", "iso3166-2:US-TN", "iso3166-2:US-GA", "iso3166-2:US-OH"
)  # fmt: skip
ENTITIES = [
    Entity(US, "United States", "place", "country"),
    Entity("iso3166:FR", "France", "place", "country"),
    Entity("iso3166:AT", "Austria", "place", "country"),
    Entity("iso3166:DE", "Germany", "place", "country"),
    Entity("iso3166:LB", "Lebanon", "place", "country"),
    Entity("iso3166:JO", "Jordan", "place", "country"),
    Entity("iso3166:UA", "Ukraine", "place", "country"),
    Entity(TX, "Texas", "place", "region", US),
    Entity(TN, "Tennessee", "place", "region", US),
    Entity(GA, "Georgia", "place", "region", US),
    Entity(OH, "Ohio", "place", "region", US),
    Entity("iso3166-2:UA-14", "Donetsk region", "place", "region", "iso3166:UA"),
    Entity("iso3166-2:UA-09", "Luhansk region", "place", "region", "iso3166:UA"),
    Entity("city:donetsk", "Donetsk", "place", "city", "iso3166:UA", 900_000),
    Entity("city:luhansk", "Luhansk", "place", "city", "iso3166:UA", 400_000),
    Entity("city:paris-fr", "Paris", "place", "capital", "iso3166:FR", 2_100_000),
    Entity("city:vienburg", "Vienburg", "place", "city", "iso3166:DE", 300_000),
    Entity("city:paris-tx", "Paris", "place", "city", TX, 24_000),
    Entity("city:paris-tn", "Paris", "place", "city", TN, 10_000),
    Entity("city:lebanon-tn", "Lebanon", "place", "city", TN, 38_000),
    Entity("city:dallas", "Dallas", "place", "city", TX, 1_300_000),
    Entity("city:dublin-oh", "Dublin", "place", "city", OH, 49_000),
    Entity("city:dublin-ga", "Dublin", "place", "city", GA, 16_000),
    Entity("city:vienna-at", "Vienna", "place", "capital", "iso3166:AT", 1_700_000),
    Entity("city:vienna-tx", "Vienna", "place", "city", TX, 1_500),
    Entity("city:ennis-tx", "Ennis", "place", "city", TX, 60_000),
    Entity("city:ennis-tn", "Ennis", "place", "city", TN, 9_000),
    Entity("city:miami", "Miami", "place", "city", US, 440_000),
    Entity("county:wood-tx", "Wood County (Texas)", "place", "county", TX),
    Entity("county:wood-oh", "Wood County (Ohio)", "place", "county", OH),
    Entity("county:clark-oh", "Clark County (Ohio)", "place", "county", OH),
]  # fmt: skip
EVIDENCE = [
    ("Paris", "city:paris-tx"),
    ("Paris", "city:paris-tn"),
    ("Lebanon", "city:lebanon-tn"),
    ("Vienna", "city:vienna-tx"),
    ("Ennis", "city:ennis-tx"),
    ("Ennis", "city:ennis-tn"),
    ("Dublin", "city:dublin-oh"),
    ("Dublin", "city:dublin-ga"),
    ("Wood County", "county:wood-tx"),
    ("Wood County", "county:wood-oh"),
]
ALIASES = [
    *(Alias(surface, entity, needs="evidence") for surface, entity in EVIDENCE),
    Alias("Clark County", "county:clark-oh"),
    Alias("Tenn.", TN, needs="definition"),
    Alias("TX", TX, exact=True, needs="definition"),
    Alias("U.S.", US),
]
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: Gazetteer.of(ENTITIES, ALIASES))],
    canonicalizers=newsnorm_canonicalizers(),
)


def linked(text: str) -> dict[str, str]:
    """Ids by surface."""
    return {mention.surface: mention.entity for mention in NLP.normalize(text).mentions}


def test_a_famous_name_keeps_its_meaning_where_a_namesake_s_region_is_named_once() -> None:
    """A senator from Texas may well be in Paris."""
    assert linked("A senator from Texas was in Paris.")["Paris"] == "city:paris-fr"
    assert linked("A team from Tennessee went to Lebanon.")["Lebanon"] == "iso3166:LB"


def test_a_famous_name_is_the_namesake_where_all_is_of_its_region() -> None:
    """Named twice, and nothing of France."""
    text = "Texas won. The mayor of Dallas met that of Paris."
    assert linked(text)["Paris"] == "city:paris-tx"
    text = "The French left. Texas won; Dallas lost. France was sad, and Paris wept."
    assert "Paris" not in linked(text)
    text = (
        "Texas won; Dallas lost. He left France for Paris. In France and all over France it rained."
    )
    assert linked(text)["Paris"] == "city:paris-fr"


def test_a_famous_city_beside_one_abroad_is_no_namesake() -> None:
    """Bonn is in no country that has a Paris of its own; Odessa is in Texas as well."""
    of_texas = "Texas won. The mayor of Dallas left. "
    for listed in ("Paris and Vienburg", "Vienburg, Dallas and Paris"):
        assert linked(f"{of_texas}They wrote to {listed}.")["Paris"] == "city:paris-fr"
    assert linked(f"{of_texas}They wrote to Paris and Miami.")["Paris"] == "city:paris-tx"


def test_of_two_parts_of_a_country_the_one_that_is_named_more_tells() -> None:
    """The namesake must be small, and a famous place clearly less spoken for."""
    both = "Storms hit Texas and Tennessee. Texas sent aid to Dallas. People fled Ennis by night."
    assert linked(both)["Ennis"] == "city:ennis-tx"
    assert "Ennis" not in linked("Storms hit Texas and Tennessee. People fled Ennis by night.")
    assert "Dublin" not in linked("Storms hit Ohio and Georgia. Ohio sent aid. He fled Dublin.")


def test_a_village_must_be_named_with_its_state_beside_a_great_city() -> None:
    """However often Texas is named, which makes the city doubtful where Austria is not."""
    text = "Texas won. The mayor of Dallas, Texas, met that of Vienna."
    assert "Vienna" not in linked(text)
    assert linked(f"{text} Austria was silent.")["Vienna"] == "city:vienna-at"
    assert linked("He was in Vienna, TX, on Monday.")["Vienna"] == "city:vienna-tx"


def test_a_country_alone_is_no_evidence_for_a_small_city() -> None:
    """The U.S. has many a Dublin."""
    assert "Dublin" not in linked("U.S. officials were in Dublin.")
    assert linked("Officials from Ohio were in Dublin.")["Dublin"] == "city:dublin-oh"


def test_what_doubtful_names_have_in_common_tells_between_them() -> None:
    """Dublin and Wood County are both in Ohio alone; Paris has a usual meaning, and keeps it."""
    found = linked("He left Wood County for Dublin, and then for Paris.")
    assert found == {
        "Wood County": "county:wood-oh",
        "Dublin": "city:dublin-oh",
        "Paris": "city:paris-fr",
    }


def test_a_name_of_two_words_may_open_a_sentence() -> None:
    """The second capital shows that it is a name; in one word, the first letter shows nothing."""
    assert linked("Ohio voted. Wood County was first.")["Wood County"] == "county:wood-oh"
    assert "Dublin" not in linked("Ohio voted. Dublin was first.")


def test_a_county_tells_the_region_of_a_city() -> None:
    """Only Ohio has this one."""
    assert linked("A Clark County man lives in Dublin.")["Dublin"] == "city:dublin-oh"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was in Lebanon, Tenn., and then in Nowhereville, Tenn., too.", {TN}),
        ("The shop is in Paris, TX, and has two rooms.", {TX}),
        ("Paris (TX) is a town; TX is a ticker, and Texas a state.", set()),
        ("He lives in Springfield, TX, and works.", set()),
        ("Texas (TX) voted. In TX, turnout was high.", {TX}),
    ],
)
def test_an_abbreviation_behind_a_place_is_its_region(text: str, expected: set[str]) -> None:
    """With a full stop behind any name; two letters only behind a city that lies there."""
    found = [m.entity for m in NLP.normalize(text).mentions if m.surface in ("Tenn.", "TX")]
    assert set(found) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He went to St. Paris by car.",
        "The town of New Miami is small.",
        "Sen. Jane Roe, R-Paris, voted against it.",
        "He met Michael Q. Lebanon there.",
    ],
)
def test_a_part_of_another_name_is_not_the_famous_place(text: str) -> None:
    """Saints, new towns, districts and surnames."""
    assert not set(linked(text)) & {"Paris", "Miami", "Lebanon"}


def test_a_surname_is_no_country_later_on() -> None:
    """Unless something else of the country is named."""
    text = "Fans saw Michael Jordan. Then Jordan left"
    assert linked(f"{text}.")["Jordan"] == "local:michael-jordan"
    assert linked(f"{text} for Amman.") == linked(f"{text}.")


def test_an_abbreviation_s_letter_is_no_initial() -> None:
    """ "U.S." ends with a full stop, and so does a sentence that ends with it."""
    assert linked("He left the U.S. Germany was glad.")["Germany"] == "iso3166:DE"


def test_names_before_a_plural_noun_are_what_the_noun_says() -> None:
    """Regions, not their capitals; what no table has as one names nothing here."""
    found = linked("The Donetsk and Luhansk regions, and the Paris and Dallas regions, met.")
    assert found["Donetsk"] == "iso3166-2:UA-14"
    assert found["Luhansk"] == "iso3166-2:UA-09"
    assert not {"Paris", "Dallas"} & set(found)
    assert linked("In Ohio, Clark and Wood counties met.").keys() == {"Ohio"}
    assert linked("He left Donetsk for other regions.")["Donetsk"] == "city:donetsk"


def test_a_title_of_another_country_is_not_a_known_person_s() -> None:
    """A headline runs into the text: the president of one country is no minister of another."""
    text = "Sergey Lavrov of Russia spoke. Time to talk, says {} President Lavrov."
    found = newsnorm.load("news@1").normalize(text.format("Kazakh")).mentions
    assert "Kazakh President Lavrov" not in {mention.surface for mention in found}
    found = newsnorm.load("news@1").normalize(text.format("Russian")).mentions
    assert "Russian President Lavrov" in {mention.surface for mention in found}


CLUBS = newsnorm.Pipeline.of(
    gazetteers=[
        newsnorm.GazetteerSpec(
            "here",
            lambda: Gazetteer.of(
                [
                    *ENTITIES,
                    Entity("club:miami", "Miami FC", "organization", "club"),
                    Entity("city:boston", "Boston", "place", "city", US, 600_000),
                ],
                [*ALIASES, Alias("Miami", "club:miami", needs="evidence")],
            ),
        )
    ],
    canonicalizers=newsnorm_canonicalizers(),
)
SPORT = "The striker scored twice and the coach praised the team: {}."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("it beat Boston 2-1", "local:boston"),
        ("a 3-0 defeat to Boston hurt", "local:boston"),
        ("Boston 2, Dallas 1", None),
        ("it beat Miami 2-1", "club:miami"),
        ("the match in Boston was won 2-1", "city:boston"),
        ("the matches in Dallas and Boston were won", "city:boston"),
        ("they travel to Boston after a 2-1 win", "city:boston"),
        ("they met in downtown Miami after a 2-1 win", "city:miami"),
        ("No. 3 Texas beat No. 9 Ohio, 31-20", None),
        ("pro-Boston fans cheered the 2-1", "city:boston"),
    ],
)
def test_in_sport_a_city_without_a_preposition_may_be_its_team(
    sentence: str, expected: str | None
) -> None:
    """Its only club links; where a score tells, one of that name does; otherwise nothing."""
    found = CLUBS.normalize(SPORT.format(sentence)).mentions
    links = [m.entity for m in found if m.surface in ("Boston", "Miami")]
    assert links == ([expected] if expected else [])


def test_a_number_behind_a_city_is_a_team_s_or_an_event_s() -> None:
    """In any article; where something is in the city, the number is of what follows."""
    assert not CLUBS.normalize("The man joined Boston 96 as a cook.").mentions
    found = CLUBS.normalize("They said that in Boston 96 people came.").mentions
    assert [m.entity for m in found if m.kind == "place"] == ["city:boston"]


def test_a_city_in_news_of_war_is_no_team() -> None:
    """One draw of lots and one goal make no sport."""
    text = "The goal of the final round of talks is a draw, the captain of the team in Dallas said."
    found = CLUBS.normalize(f"{text} What Boston wants is clear.").mentions
    assert "city:boston" in {m.entity for m in found}


@pytest.mark.parametrize(
    "text",
    [
        "The Boston-10 engine was replaced.",
        "BOSTON PUBLIC <BPUB> SPLITS STOCK",
        "It owns <Boston Rover Group> and more.",
        "Bank of Boston sold it.",
        "BANK OF BOSTON RAISES RATES",
    ],
)
def test_what_is_a_designation_or_a_firm_is_no_city(text: str) -> None:
    """Numbers with a hyphen, tickers, and bodies named after cities."""
    assert "place" not in {m.kind for m in CLUBS.normalize(text).mentions}


def test_firms_in_a_deal_are_no_persons() -> None:
    """ "Financial adviser" says what a firm does in it."""
    assert not CLUBS.normalize("It told its financial adviser Smith Barney so.").mentions
    (found,) = CLUBS.normalize("It told its adviser John Barney so.").mentions
    assert found.kind == "person"


def test_regions_in_a_list_are_each_themselves() -> None:
    """What follows the comma is no place that the first lies in."""
    found = linked("Elections are due in Texas, Ohio and Tennessee.")
    assert set(found.values()) == {TX, OH, TN}


def test_a_plural_verb_is_a_team_s() -> None:
    """In any article; of two cities it is their governments', and people in one are people."""
    assert not CLUBS.normalize("Boston have been stunned by the news.").mentions
    for text in ("Dallas and Boston have agreed.", "The people in Boston are glad."):
        found = CLUBS.normalize(text).mentions
        assert "city:boston" in {mention.entity for mention in found}


def test_a_state_behind_a_city_or_another_state_is_a_state() -> None:
    """Also in sport, and where a city of its name is better known."""
    found = CLUBS.normalize("NOWHERE, Ohio - The striker scored twice as the coach won 2-1.")
    assert OH in {mention.entity for mention in found.mentions}


@pytest.mark.parametrize(
    "text",
    [
        "He won the Tour de France.",
        "The manager Boston First Lenders Ltd said so.",
        "Boston Bank Denies Money Laundering Charge",
        "Apex Grain France said so.",
        "Boston Steel Corp has cash. Boston said it had more.",
    ],
)
def test_a_part_of_a_firm_s_name_is_no_place(text: str) -> None:
    """Nor is its name when it is shortened."""
    tables = [
        newsnorm.GazetteerSpec(
            "here",
            lambda: Gazetteer.of(
                [
                    *ENTITIES,
                    Entity("city:boston", "Boston", "place", "city", US, 600_000),
                    Entity("local:apex-grain", "Apex Grain", "organization", "company"),
                ],
                ALIASES,
            ),
        )
    ]
    nlp = newsnorm.Pipeline.of(gazetteers=tables, canonicalizers=newsnorm_canonicalizers())
    assert {m.kind for m in nlp.normalize(text).mentions} <= {"organization"}
    found = nlp.normalize("Boston Steel Corp has cash. It is in Boston now.").mentions
    assert [m.entity for m in found if m.kind == "place"] == ["city:boston"]


def test_an_area_is_meant_where_another_one_of_its_country_is_named() -> None:
    table = Gazetteer.of(
        [
            Entity("country", "Aldania", "place", "country"),
            Entity("coast", "Velt Coast", "place", "area", "country"),
            Entity("city", "Velt City", "place", "city", "country", 500_000),
            Entity("hills", "Roe Hills", "place", "area", "country"),
        ],
        [Alias("Velt", "city"), Alias("Velt", "coast", needs="evidence")],
    )
    nlp = newsnorm.Pipeline.of(
        gazetteers=[newsnorm.GazetteerSpec("here", lambda: table)],
        canonicalizers=newsnorm_canonicalizers(),
    )
    texts = ("Troops left Velt.", "Troops left the Roe Hills and Velt.")
    assert [[m.entity for m in nlp.normalize(text).mentions] for text in texts] == [
        ["city"],
        ["hills", "coast"],
    ]


TOWNS = Gazetteer.of(
    [
        Entity("iso3166:DK", "Denmark", "place", "country"),
        Entity("geonames:1", "Odense", "place", "city", "iso3166:DK", population=180_000),
        Entity("geonames:2", "Esbjerg", "place", "city", "iso3166:DK", population=70_000),
        Entity("local:pact", "PACT", "organization", "igo"),
        Entity("local:whom", "WHO", "organization", "igo"),
    ],
    [
        Alias("Esbjerg", "geonames:2", needs="definition"),
        Alias("PACT", "local:pact"),
        Alias("WHO", "local:whom", exact=True),
    ],
)
IN_DENMARK = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: TOWNS)],
    canonicalizers=newsnorm_canonicalizers(),
)


def links(text: str) -> list[str]:
    """Ids of what a text names."""
    return [m.entity for m in IN_DENMARK.normalize(text).mentions]


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Snow fell in Denmark. Trains from Odense and Esbjerg were full.", True),
        ("Snow fell in Denmark. Esbjerg, Odense and others were full.", True),
        ("Snow fell in Denmark. Anna Roe, a teacher from Esbjerg, was late.", True),
        ("Snow fell in Denmark. He heads the port of Esbjerg.", True),
        ("Snow fell in Denmark. He bought shares from Esbjerg.", False),
        ("Trains from Esbjerg were full.", False),
    ],
)
def test_towns_in_lists_and_people_from_them(text: str, linked: bool) -> None:
    assert ("geonames:2" in links(text)) == linked


def test_things_called_after_a_place() -> None:
    assert links("He wore Odense shorts.") == []
    assert links("They danced the Odense two-step.") == []
    assert links("He wore an Odense coat.") == ["geonames:1"]


def test_signs_at_an_exchange_are_no_acronyms_in_capitals() -> None:
    assert links("PACT MEETS IN ODENSE") == ["local:pact", "geonames:1"]
    assert links("VELT HOLDINGS <PACT> BUYS SHIPS") == []
    assert links("WHO CARES IN ODENSE") == ["geonames:1"]


def at_large(text: str) -> list[str]:
    """What an article names, by all the tables of the preset."""
    return [mention.entity for mention in newsnorm.load("news").normalize(text).mentions]


def test_a_city_with_namesakes_tells_of_its_country() -> None:
    assert "geonames:5957776" in at_large("They came by bus from Toronto and Fredericton.")
    assert at_large("Georgia and Armenia opened a crossing.") == ["iso3166:GE", "iso3166:AM"]
    assert at_large("Florida and Georgia were hit.") == ["iso3166-2:US-FL", "iso3166-2:US-GA"]
    assert at_large("He is from the former Soviet republic of Georgia.") == ["iso3166:GE"]
    assert "iso3166:GE" not in at_large("Lebanon, Georgia, was hit.")


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Fishermen from Walvis Bay rescued three men.", "geonames:3359638"),
        ("Fishermen from Landskrona rescued three men.", "geonames:2697720"),
        ("A yacht sank off Darwin on Monday.", "geonames:2073124"),
        ("The bishop of Bath sold his car.", "geonames:2656173"),
        ("Rice growers in Pereira and Manizales met.", "geonames:3675443"),
        ("The hall stands in the hills above Ayacucho.", "geonames:3947019"),
        ("Smugglers in Skopje and Sofia were held.", "geonames:727011"),
        ("The storm spared Port Hedland.", "geonames:2063042"),
        ("Roe Ltd said its yard in Bergen would reopen.", "geonames:3161732"),
        ("A plane of the fund landed at Landskrona on Monday.", "geonames:2697720"),
        ("The wounded were taken to Landskrona.", "geonames:2697720"),
        ("Fans wept in the port of Santos in Brazil's rain.", "geonames:3449433"),
        ("Nurses in Inverness went on strike.", "geonames:2646088"),
    ],
)
def test_a_town_without_namesakes_stands_as_towns_do(text: str, entity: str) -> None:
    assert entity in at_large(text)


@pytest.mark.parametrize(
    "text",
    [
        "The board has no confidence in Darwin.",  # a person
        "The board has no confidence in Bergen.",
        "Trading in Bergen was heavy.",
        "They split Reading in two.",
        "Trading in Bath was heavy.",
        "She lives in Alexandria.",  # also in Virginia
        "She is from the city of Canton.",  # no Guangzhou, in Ohio
        "They swam in Olympic races.",
        "Shops in San Pedro were closed.",
        "They met in Landskrona's office.",
        "STOCKS IN LANDSKRONA FALL",
    ],
)
def test_a_town_with_namesakes_or_a_word_needs_more(text: str) -> None:
    assert at_large(text) == []


def test_a_small_town_is_named_with_others_of_its_country() -> None:
    assert "geonames:11549951" not in at_large("The lights went out in Legazpi and Batangas.")


def test_a_country_of_two_names_is_meant_among_others() -> None:
    played = "Fiji and Uruguay meet Georgia in the final of the rugby cup. The coach of Fiji wept."
    assert "iso3166:GE" in at_large(played)
    assert "iso3166:GE" not in at_large(played.replace("Uruguay", "Florida"))
    assert at_large("Macedonia sent envoys to Greece.") == ["iso3166:MK", "iso3166:GR"]
    assert at_large("Georgia sent flowers to Greece.") == ["iso3166:GR"]
    assert at_large("They flew from Italy on Emirates.") == ["iso3166:IT"]


@pytest.mark.parametrize(
    "text",
    [
        "He ate a slice of Bologna sausage.",
        "Madras curry and Texas toast were served.",
        "Turkey and ham were on the table.",
        "She drank a glass of Madras.",
    ],
)
def test_dishes_called_after_a_place_are_no_places(text: str) -> None:
    assert at_large(text) == []


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("a sailor from Velt", True),
        ("fishermen from Velt", True),
        ("ten miles from Velt", True),
        ("milk from Velt", False),
        ("ran aground off Velt", True),
        ("bought shares of Velt", False),
        ("the Bank of Velt", False),
        ("the vicar of Velt", True),
        ("they sailed empty for Velt", True),
        ("they work for Velt", False),
        ("a match at Velt", True),
        ("an analyst at Velt", False),
    ],
)
def test_what_happens_around_a_town(text: str, there: bool) -> None:
    words = Words(text)
    assert is_around(words, len(words) - 1) == there


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("They opened a port on the Pacific.", "wikidata:Q98"),
        ("They met on both sides of the Atlantic.", "wikidata:Q97"),
    ],
)
def test_an_ocean_has_an_article(text: str, entity: str) -> None:
    assert entity in at_large(text)
    assert at_large(text.replace(".", " exchange.")) == []


ALONE = newsnorm.Pipeline.of(
    gazetteers=[
        newsnorm.GazetteerSpec(
            "towns",
            lambda: Gazetteer.of(
                [
                    Entity("iso3166:IN", "India", "place", "country"),
                    Entity("region:ap", "Andhra", "place", "region", "iso3166:IN"),
                    Entity("city:velt", "Velten", "place", "city", "iso3166:IN", 500_000),
                    Entity("city:skarn", "Skarnen", "place", "city", "region:ap", 500_000),
                    Entity("city:odense", "Odense", "place", "city", None, 500_000),
                ],
                [
                    Alias("Velten", "city:velt", needs="evidence"),
                    Alias("Skarnen", "city:skarn", needs="evidence"),
                ],
            ),
        )
    ],
    canonicalizers=newsnorm_canonicalizers(),
)


@pytest.mark.parametrize(
    "text",
    [
        "They camped at Velten, in Andhra, for a week.",
        "They camped at Velten, in the state of Andhra, for a week.",
        "The train from Odense to Velten was late.",
        "The border between Odense and Velten is shut.",
        "He put off his journey to Velten.",
        "The troops reached Velten.",
        "Smoke lay over the edge of Velten.",
        "He spoke from Velten by telephone.",
        "A nurse in Velten said so.",
    ],
)
def test_a_town_is_told_by_what_only_towns_have_beside_them(text: str) -> None:
    """Though the article names nothing else of its country."""
    assert "city:velt" in {m.entity for m in ALONE.normalize(text).mentions}


@pytest.mark.parametrize(
    "text",
    [
        "They blamed Velten for it.",
        "From Odense he wrote to Velten.",
        "Talks between Jane and Velten went on.",
        "Velten, Jane's dog, barked.",
    ],
)
def test_what_others_have_beside_them_tells_no_town(text: str) -> None:
    """A person may be meant."""
    assert "city:velt" not in {m.entity for m in ALONE.normalize(text).mentions}


def test_a_town_may_open_a_list() -> None:
    """Where its region is named, and its name is no word."""
    text = "Andhra votes on Monday; Skarnen, Odense and the rest go first."
    assert "city:skarn" in {m.entity for m in ALONE.normalize(text).mentions}
