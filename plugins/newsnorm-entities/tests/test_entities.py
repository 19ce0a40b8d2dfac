"""Canonicalizers on small articles: what is linked, and what is left alone.

The gazetteer is a small one of its own, so that a change of the world's does not change these.
"""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm import Alias, Entity, Gazetteer
from newsnorm_entities import newsnorm_canonicalizers
from newsnorm_entities.matching import _ASCII_WORD, _WORD, Matcher

COUNTRIES = [
    Entity("iso3166:UA", "Ukraine", "place", "country"),
    Entity("iso3166:RU", "Russia", "place", "country"),
    Entity("iso3166:US", "United States", "place", "country"),
    Entity("iso3166:GE", "Georgia", "place", "country"),
    Entity("iso3166:FR", "France", "place", "country"),
    Entity("iso3166:ES", "Spain", "place", "country"),
]
PLACES = [
    Entity("geonames:703448", "Kyiv", "place", "capital", "iso3166:UA"),
    Entity("geonames:698740", "Odesa", "place", "city", "iso3166:UA"),
    Entity("geonames:524901", "Moscow", "place", "capital", "iso3166:RU"),
    Entity("geonames:611717", "Tbilisi", "place", "capital", "iso3166:GE"),
    Entity("geonames:2509954", "Valencia", "place", "city", "iso3166:ES"),
    Entity("iso3166-2:US-TX", "Texas", "place", "region", "iso3166:US"),
    Entity("iso3166-2:US-ID", "Idaho", "place", "region", "iso3166:US"),
    Entity("iso3166-2:US-OH", "Ohio", "place", "region", "iso3166:US"),
    Entity("iso3166-2:US-GA", "Georgia", "place", "region", "iso3166:US"),
    Entity("iso3166-2:US-WA", "Washington", "place", "region", "iso3166:US"),
    Entity("geonames:4180439", "Atlanta", "place", "city", "iso3166-2:US-GA"),
    Entity("geonames:5527554", "Odessa", "place", "city", "iso3166-2:US-TX"),
    Entity("geonames:5601538", "Moscow", "place", "city", "iso3166-2:US-ID"),
    Entity("geonames:4140963", "Washington", "place", "capital", "iso3166:US"),
]
BODIES = [
    Entity("wikidata:Q7184", "NATO", "organization", "igo"),
    Entity("wikidata:Q81299", "OSCE", "organization", "igo"),
    Entity("wikidata:Q7159", "African Union", "organization", "igo"),
    Entity("wikidata:Q11268", "US Congress", "organization", "legislature", "iso3166:US"),
    Entity("local:sputnik", "Sputnik", "organization", "media"),
]
ALIASES = [
    Alias("Kiev", "geonames:703448", not_beside=frozenset({"chicken"})),
    Alias("Odessa", "geonames:698740"),
    Alias("Odessa", "geonames:5527554", needs="evidence"),
    Alias("Moscow", "geonames:5601538", needs="evidence"),
    Alias("Georgia", "iso3166:GE", needs="evidence"),
    Alias("Georgia", "iso3166-2:US-GA", needs="evidence"),
    Alias("Georgian", "iso3166:GE", form="demonym", rewrite=False),
    Alias("Washington", "iso3166-2:US-WA", needs="evidence"),
    Alias("Russian", "iso3166:RU", form="demonym", rewrite=False),
    Alias("French", "iso3166:FR", form="demonym", rewrite=False),
    Alias("US", "iso3166:US", exact=True),
    Alias("U.S.", "iso3166:US"),
    Alias("Organization for Security and Co-operation in Europe", "wikidata:Q81299"),
    Alias("AU", "wikidata:Q7159", exact=True, needs="definition"),
    Alias("Congress", "wikidata:Q11268", needs="evidence"),
]
TABLE = Gazetteer.of([*COUNTRIES, *PLACES, *BODIES], ALIASES)
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: TABLE)],
    canonicalizers=newsnorm_canonicalizers(),
)


def linked(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Surfaces and ids of what is linked in the text."""
    article = NLP.normalize(text, title=title)
    return [(m.surface, m.entity) for m in article.mentions if m.field == "text"]


def people(text: str) -> list[tuple[str, str]]:
    """Surfaces and names of the persons in a text."""
    return [(m.surface, m.name) for m in NLP.normalize(text).mentions if m.kind == "person"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Kiev and Kyiv.", [("Kiev", "geonames:703448"), ("Kyiv", "geonames:703448")]),
        ("Kiev's envoy left.", [("Kiev", "geonames:703448")]),
        ("The US-led bloc met.", [("US", "iso3166:US")]),
        ("They told us so.", []),
        ("The U.S. army left.", [("U.S.", "iso3166:US")]),
        ("KIEV REJECTS OFFER OF UKRAINE", [("KIEV", "geonames:703448"), ("UKRAINE", "iso3166:UA")]),
        ("WORLD LEADERS CALL ON US TO ACT", []),
        ("Ukraineland is no country.", []),
        ("Russian troops left.", []),
    ],
)  # fmt: skip
def test_names_are_matched_as_whole_words_in_their_case(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert linked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Denzel Washington will star in it.",
        "The Washington Monument was closed.",
        "They ordered chicken Kiev and a salad.",
        "The Bank of Russia cut its rate.",
        "It snowed in Odessa, Ohio, all night.",
        "The AU sent an envoy.",
        "The French Congress met in the US.",
        "Atlanta Hawks won.",
    ],
)
def test_names_that_mean_something_else_are_left_alone(text: str) -> None:
    wrong = {"Washington", "Kiev", "Russia", "Odessa", "AU", "Congress", "Atlanta"}
    assert not wrong & {surface for surface, _ in linked(text)}


@pytest.mark.parametrize(
    ("text", "surface", "expected"),
    [
        ("Police in Odessa, Texas, met.", "Odessa", "geonames:5527554"),
        ("Ships left Odessa.", "Odessa", "geonames:698740"),
        ("Ships of Texas left Odessa.", "Odessa", "geonames:5527554"),
        ("Talks in Moscow went on in the United States.", "Moscow", "geonames:524901"),
        ("A fire in Moscow, Idaho. Later Moscow was calm.", "Moscow", "geonames:5601538"),
        ("Talks in Tbilisi ended and Georgia voted.", "Georgia", "iso3166:GE"),
        ("The Georgian army left Georgia.", "Georgia", "iso3166:GE"),
        ("Voters in Ohio and Georgia went to the polls.", "Georgia", "iso3166-2:US-GA"),
        ("A visit to Georgia.", "Georgia", None),
        ("Tbilisi and Atlanta are both in Georgia.", "Georgia", None),
        ("Students in Kyiv, Ohio, met. Kyiv is a small town.", "Kyiv", None),
        ("It cost US$51 billion.", "US", None),
        ("Moscow expects answers from Washington.", "Washington", "geonames:4140963"),
        ("Ohio and Texas sued Washington in Kyiv.", "Washington", "geonames:4140963"),
        ("He spoke to Congress in the United States.", "Congress", "wikidata:Q11268"),
    ],
)
def test_evidence_decides_between_readings_or_nobody_does(
    text: str, surface: str, expected: str | None
) -> None:
    found = {entity for name, entity in linked(text) if name == surface}
    assert found == ({expected} if expected else set())


def test_what_is_not_decided_is_reported_with_its_readings() -> None:
    article = NLP.normalize("A visit to Georgia.")
    (entry,) = article.undecided
    assert (entry.surface, set(entry.options)) == ("Georgia", {"iso3166:GE", "iso3166-2:US-GA"})


def test_a_body_that_nobody_knows_may_end_in_a_name_that_is_known() -> None:
    """The country stays inside the body's name, and is no other name for it."""
    text = "The Committee on Open Harbours in Ukraine (COHU) met. COHU will meet in Ukraine again."
    found = [(m.surface, m.name) for m in NLP.normalize(text).mentions]
    name = "Committee on Open Harbours in Ukraine"
    assert found == [(name, name), ("COHU", name), ("COHU", name), ("Ukraine", "Ukraine")]


def test_acronyms_hold_from_their_definition_on() -> None:
    text = (
        "The Joint Grain Center (JGC) met. The JGC and the African Union (AU) spoke. The AU left."
    )
    assert linked(text) == [
        ("Joint Grain Center", "local:joint-grain-center"),
        ("JGC", "local:joint-grain-center"),
        ("JGC", "local:joint-grain-center"),
        ("African Union", "wikidata:Q7159"),
        ("AU", "wikidata:Q7159"),
        ("AU", "wikidata:Q7159"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "WASHINGTON (Sputnik) said so.",
        "The Big Red House (NATO) met.",
        "Andhra Pradesh (AP) voted.",
    ],
)
def test_brackets_that_define_nothing(text: str) -> None:
    assert all(m.reason != "definition" for m in NLP.normalize(text).mentions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US Minister Jane B. Roe left.", ("US Minister Jane B. Roe", "Jane B. Roe")),
        ("Kremlin Spokesman Ivan Petrov left.", ("Kremlin Spokesman Ivan Petrov", "Ivan Petrov")),
        ("On Monday Prime Minister Ann Lee left.", ("Prime Minister Ann Lee", "Ann Lee")),
        ("The former U.S. envoy Jan van Ek", ("former U.S. envoy Jan van Ek", "Jan van Ek")),
        ("U.S. trade envoy Jan van Ek", ("U.S. trade envoy Jan van Ek", "Jan van Ek")),
        ("The trade envoy Jan van Ek", ("envoy Jan van Ek", "Jan van Ek")),
        ("Kyiv's aide Maj. Gen. Ivan Petrov left.", ("aide Maj. Gen. Ivan Petrov", "Ivan Petrov")),
        ("African Union (AU) Chair Eva Rau left.", ("African Union (AU) Chair Eva Rau", "Eva Rau")),
        ("President Ann O'Neil's plan", ("President Ann O'Neil", "Ann O'Neil")),
    ],
)  # fmt: skip
def test_titles_introduce_persons(text: str, expected: tuple[str, str]) -> None:
    assert people(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "General Motors Corp rose.",
        "The Justice Department Building closed.",
        "Premier League Football is back.",
        "MAJOR STORM HITS NORTHERN COAST",
        "President Monday Today",
        "The president said so.",
        "The Prime Minister In Kyiv",
    ],
)
def test_titles_without_a_name_introduce_nobody(text: str) -> None:
    assert people(text) == []


def test_surnames_and_titles_refer_back() -> None:
    text = (
        "US Secretary of State Jane B. Roe met NATO Secretary General Ole Dahl. Roe spoke first. "
        "The Secretary left. Jane Roe and the Secretary General will meet again. Dahl's plan stays."
    )
    assert people(text) == [
        ("US Secretary of State Jane B. Roe", "Jane Roe"),
        ("NATO Secretary General Ole Dahl", "Ole Dahl"),
        ("Roe", "Jane Roe"),
        ("The Secretary", "Jane Roe"),
        ("Jane Roe", "Jane Roe"),
        ("the Secretary General", "Ole Dahl"),
        ("Dahl", "Ole Dahl"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "President Ann Roe met Senator Bob Roe. Roe left.",
        "President Ann Roe met Carl Roe, a farmer. Later Roe left.",
        "Roe left before President Ann Roe came.",
        "President Ann Roe opened the Roe Tower.",
        "President Ann Roe met President Bob Low. The President left.",
        "Deputy Prime Minister Ann Roe spoke. The Prime Minister left.",
        "President Ann Roe spoke. The President of Chad left.",
    ],
)
def test_references_that_two_could_own_are_left_open(text: str) -> None:
    persons = people(text)
    assert not {"Roe", "The President", "The Prime Minister"} & {surface for surface, _ in persons}


def test_words_of_a_headline_are_no_part_of_a_name() -> None:
    article = NLP.normalize("President Ann Roe left.", title="President Ann Roe Quits Over Grain")
    assert [(m.field, m.surface, m.name) for m in article.mentions] == [
        ("title", "President Ann Roe", "Ann Roe"),
        ("text", "President Ann Roe", "Ann Roe"),
    ]
    alone = NLP.normalize("It snowed.", title="President Ann Roe Quits Over Grain")
    assert alone.mentions == ()


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Ann May spoke on May 3. In May it rained.",
        "Governor Ann White spoke. White voters and white farmers left.",
        "Minister Ann Johnson spoke. Johnson & Johnson rose.",
        "Senator Ann Paul spoke. Police in St. Paul met.",
    ],
)
def test_surnames_that_are_words_or_parts_of_other_names_are_left_open(text: str) -> None:
    assert len(people(text)) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Russian President Low met President Ann Roe. The President spoke.",
        "Prime Minister Ann Roe spoke. The Prime Minister's Office agreed.",
    ],
)
def test_titles_that_somebody_else_bears_are_left_open(text: str) -> None:
    assert not {"The President", "The Prime Minister"} & {surface for surface, _ in people(text)}


@pytest.mark.parametrize(
    "text",
    [
        "King Fahd Causeway Road was closed.",
        "Sir Winston Hall Memorial School burnt.",
        "General Atomics Aeronautical Systems won.",
    ],
)
def test_what_is_named_after_a_person_is_nobody(text: str) -> None:
    assert people(text) == []


def test_a_long_row_of_capitals_costs_time_in_proportion() -> None:
    """The owner of a title has a few words; what stands before them is not looked at."""
    words = "Aaaa " * 30_000
    (mention,) = NLP.normalize(f"{words}President Jane Roe left.").mentions
    assert mention.role is not None
    assert len(mention.role.split()) <= 9


def test_a_surname_in_the_headline_is_that_of_the_text() -> None:
    article = NLP.normalize("President Ann Roe left.", title="Roe leaves")
    assert [(m.field, m.surface, m.name) for m in article.mentions] == [
        ("title", "Roe", "Ann Roe"),
        ("text", "President Ann Roe", "Ann Roe"),
    ]


def test_a_club_in_the_text_is_no_city_in_the_headline() -> None:
    article = NLP.normalize("Dynamo beat Valencia CF on Sunday.", title="Dynamo beat Valencia")
    assert [m.surface for m in article.mentions] == []


NAMES = ["Kiev", "Odessa", "Moscow", "US", "U.S.", "NATO", "Georgia", "Ukraine", "Washington"]
words = st.sampled_from(
    [*NAMES, "President", "Ann", "Roe", "(OSCE)", ",", ".", "-", "'s", "\n", "the", "of"]
)
glue = st.sampled_from([" ", "", " ", " ", "\u0301", "\U0001f600", "\u0130"])


@given(st.lists(st.tuples(words, glue)).map(lambda parts: "".join(w + g for w, g in parts)))
def test_mentions_are_slices_of_the_text_and_never_overlap(text: str) -> None:
    article = NLP.normalize(text)
    end = 0
    for mention in article.mentions:
        assert mention.start >= end
        assert article.text[mention.start : mention.end] == mention.surface
        end = mention.end
    assert NLP.normalize(text).mentions == article.mentions


@given(st.lists(st.tuples(words, glue)).map(lambda parts: "".join(w + g for w, g in parts)))
def test_matching_agrees_with_trying_every_surface_at_every_place(text: str) -> None:
    document = newsnorm.DocumentView({"text": text}, (), TABLE)
    found = [(add.start, add.end) for add in Matcher().propose(document)]
    expected = []
    capitals = _capital_lines(text)
    position = 0
    while position < len(text):
        surfaces = TABLE.capitals if capitals[position] else TABLE.aliases
        ends = [
            position + len(surface)
            for surface in surfaces
            if text.startswith(surface, position)
            and not _ends_word(text, position)
            and not _in_word(text, position + len(surface))
        ]
        if ends:
            expected.append((position, max(ends)))
            position = max(ends)
        else:
            position += 1
    assert found == expected


def _ends_word(text: str, at: int) -> bool:
    """Whether a word goes on up to an offset: a letter or digit, and any marks, stand before it."""
    while at > 0 and unicodedata.category(text[at - 1])[0] == "M":
        at -= 1
    return at > 0 and text[at - 1].isalnum()


def _in_word(text: str, at: int) -> bool:
    """Whether a code point is a letter, a digit or a mark."""
    return 0 <= at < len(text) and (text[at].isalnum() or unicodedata.category(text[at])[0] == "M")


def _capital_lines(text: str) -> list[bool]:
    from newsnorm_entities.words import is_capitals

    flags: list[bool] = []
    for line in text.split("\n"):
        flags += [is_capitals(line)] * (len(line) + 1)
    return flags


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("MOSCOW", "geonames:524901"),
        ("MOSCOW, Idaho", "geonames:5601538"),
        ("KYIV/MOSCOW", "geonames:703448"),
        ("WASHINGTON", "geonames:4140963"),
        ("KYIV, Ill.", None),
        ("KYIV, Ohio", None),
        ("NATO", None),
        ("LUTSK, Ukraine", None),
    ],
)
def test_a_dateline_is_linked_to_its_city_or_not_at_all(place: str, expected: str | None) -> None:
    def cut() -> newsnorm.Cleaner:
        return Head(place)

    nlp = newsnorm.Pipeline.of(
        cleaners=[newsnorm.CleanerSpec("here/head", cut)],
        gazetteers=[newsnorm.GazetteerSpec("here", lambda: TABLE)],
        canonicalizers=newsnorm_canonicalizers(),
    )
    article = nlp.normalize(f"{place}: Snow fell.")
    assert article.dateline is not None
    assert article.dateline.entity == expected


class Head:
    """Cuts a dateline that is known beforehand."""

    def __init__(self, place: str) -> None:
        self.place = place

    def edits(self, text: str, article: newsnorm.ArticleView) -> list[newsnorm.Edit]:
        if not text.startswith(self.place):
            return []
        line = newsnorm.Dateline(self.place)
        return [
            newsnorm.Extraction(0, len(self.place) + 2, "", "head", field="dateline", value=line)
        ]


@given(st.text(st.characters(max_codepoint=127)))
def test_words_in_ascii_are_those_of_any_text(text: str) -> None:
    """The fast pattern finds what the other one does."""
    assert [m.span() for m in _ASCII_WORD.finditer(text)] == [
        m.span() for m in _WORD.finditer(text)
    ]
