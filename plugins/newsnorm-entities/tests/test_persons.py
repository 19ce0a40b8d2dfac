"""Persons without a title, and what refers back to them: each phenomenon beside its trap.

The gazetteer has a few entities of its own: everybody else is known by the texts alone.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsnorm
from newsnorm import Alias, Entity, Gazetteer, Holder
from newsnorm_entities import newsnorm_canonicalizers

TABLE = Gazetteer.of(
    [
        Entity("wikidata:Q1", "Volodymyr Zelenskyy", "person", "person", "iso3166:UA"),
        Entity("wikidata:Q2", "George W. Bush", "person", "person", "iso3166:US"),
        Entity("local:pope-francis", "Pope Francis", "person", "person", "iso3166:VA"),
        Entity("iso3166:UA", "Ukraine", "place", "country"),
        Entity("iso3166:RU", "Russia", "place", "country"),
        Entity("iso3166:US", "United States", "place", "country"),
        Entity("geonames:1", "Washington", "place", "capital", "iso3166:US"),
        Entity("geonames:2", "Paris", "place", "capital", "iso3166:FR"),
        Entity("local:commission", "European Commission", "organization", "igo"),
        Entity("local:interior", "Interior Ministry", "organization", "agency"),
        Entity("local:finance", "Finance Ministry", "organization", "agency"),
        Entity("local:morgan-stanley", "Morgan Stanley", "organization", "company"),
    ],
    [
        Alias("Russian", "iso3166:RU", form="demonym", rewrite=False),
        Alias("George Bush", "wikidata:Q2"),
        Alias("U.S.", "iso3166:US"),
    ],
)
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: TABLE)],
    canonicalizers=newsnorm_canonicalizers(),
)


def people(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Surfaces and names of the persons in a text."""
    article = NLP.normalize(text, title=title)
    return [(m.surface, m.name) for m in article.mentions if m.kind == "person"]


def in_title(text: str, title: str) -> list[tuple[str, str]]:
    """Surfaces and names of the persons in a title."""
    article = NLP.normalize(text, title=title)
    return [
        (m.surface, m.name) for m in article.mentions if m.kind == "person" and m.field == "title"
    ]


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Carla Whitfield left at noon.", "Carla Whitfield"),  # a given name
        ("Carla Whitfield, 43, said the river rose.", "Carla Whitfield"),
        ("Quorra Whitfield, 43, said the river rose.", "Quorra Whitfield"),  # an age
        ("Quorra Velt, who keeps bees, agreed.", "Quorra Velt"),
        ("Quorra Velt, the minister of fisheries, said so.", "Quorra Velt"),
        ("The mayor of Tarnsby, Quorra Velt, said so.", "Quorra Velt"),
        ("Quorra Velt said so. Ms Velt left.", "Quorra Velt"),
        ("Robert J. Halloran left the board.", "Robert J. Halloran"),
        ("J.K. Tarrow said no. Tarrow declined.", "J.K. Tarrow"),
        ("Oscar de la Vega opened the show.", "Oscar de la Vega"),
        ("Jan van der Poel won.", "Jan van der Poel"),
        ("William Tarrow III sold the house.", "William Tarrow III"),
        ("Conor O'Brien sang.", "Conor O'Brien"),
        ("Omar al-Rashid came home.", "Omar al-Rashid"),
        ("Sheikh Omar al-Rashid came home.", "Omar al-Rashid"),
        ("Park Dae-bin came home.", "Park Dae-bin"),  # words, but surnames in front
        ("They met Park Dae-bin.", "Park Dae-bin"),
        ("Sun Weijia came home.", "Sun Weijia"),
        ("Hugo Keats QC, counsel to the inquiry, rose.", "Hugo Keats"),
        ("Lin Zhaoxing arrived in the morning.", "Lin Zhaoxing"),
        ("Pak Jong Chun inspected a mill.", "Pak Jong Chun"),
        ("Russian Ivan Petrov skated.", "Ivan Petrov"),
        ("Democrat Sally Rourke won.", "Sally Rourke"),
        ("She beat Republican Ed Farnham.", "Ed Farnham"),
        ("Officials said Tuesday Karen Mills resigned.", "Karen Mills"),
        ("Senators Ed Roper and others agreed.", "Ed Roper"),
        ("Bill Tarrow, R-Iowa, voted no.", "Bill Tarrow"),
        ("Denise Washington will sing.", "Denise Washington"),
        ("Mark Tarrow's plan failed.", "Mark Tarrow"),
        ("The brokers Peter Tarrow and Ann Velt left.", "Peter Tarrow"),
        ("Major-General Quorra Velt spoke.", "Major-General Quorra Velt"),  # as two words
        ("Attorney-General Quorra Velt spoke.", "Attorney-General Quorra Velt"),
    ],
)
def test_full_names_are_persons_by_what_stands_beside_them(text: str, surface: str) -> None:
    assert people(text)[:1] == [(surface, people(text)[0][1])]


@pytest.mark.parametrize(
    "text",
    [
        "Morgan Stanley said profit rose.",
        "Philip Morris said sales fell.",
        "An analyst at Martin Tarrow said so.",
        "Peter Tarrow Inc said so. Peter Tarrow fell 3 pct.",
        "Peter Tarrow shares fell.",
        "Stockbrokers Peter Tarrow said shares fell.",
        "In late August Tarnsby was taken.",
        "The sale of John Tarrow brought a gain.",
        "Peter Tarrow & Co fell.",
        "Peter Tarrow (PTR.N) fell.",
        "Peter Tarrow Sons won the contract.",
        "The USS John Tarrow left port.",
        "The carrier Carl Tarrow left port.",
        "Hurricane Maria Luisa weakened.",
        "The Matthew Tarrow Act passed.",
        "He lives on Martin Tarrow Jr. Boulevard.",
        "A fire burnt in Victoria Park.",
        "Students at Carla Whitfield University marched.",
        "The Jane Tarrow prize went to nobody.",
        "Daniel Tarrow High School closed.",
        "The Charlotte Hornets won.",
        "St. Mary Tarrow closed.",
        "Fort Henry Tarrow fell.",
        "Christian Democrats met in Grace Period Hall.",
        "Nazi Germany fell.",
        "In Moscow Anna's Cafe closed.",
        "Quorra Velt said so.",
        "Park Rangers left.",
        "Sun Valley had snow.",
        "Sun Tanning had a good year.",
        "Sheikh Omar Road was closed.",
        "General Motors and Paine Webber met.",
        "KAREN MILLS WALKS OUT OF TALKS\nIt rained.",
        "Karen Mills Walks Out Of Stormy Talks\nIt rained.",
        "Results ranged from 2 to 3 billion H.K. Dlrs.",
        "They came on April Six.",
        "The Golden Gate Bridge was closed.",
        "Chief U.S. Arms envoys met.",
        "Two ships, the old one and ROS Velt, left.",
        "Shops close on Columbus Day.",
        'She painted "Anna Velt" in May.',
    ],
)
def test_what_only_looks_like_a_persons_name_is_none(text: str) -> None:
    assert people(text) == []


def test_and_carries_what_is_known_of_one_name_to_the_other() -> None:
    assert [name for _, name in people("Ann Tarrow and Kay Hollis left.")] == [
        "Ann Tarrow",
        "Kay Hollis",
    ]
    assert people("Kay Hollis left.") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Sergei Morozov", "Sergey Morozov"),
        ("Aleksandr Petrenko", "Alexander Petrenko"),
        ("Oleksiy Moskalenko", "Alexei Moskalenko"),
        ("Dmitry Kovalyov", "Dmitri Kovalev"),
        ("Kim Song Chol", "Kim Song-chol"),
        ("Mohammed Haddad", "Mohamed Haddad"),
        ("Hanna Öberg", "Hanna Oberg"),
        ("Robert J. Halloran", "Robert Halloran"),
    ],
)
def test_spellings_of_one_name_are_one_person(first: str, second: str) -> None:
    article = NLP.normalize(f"{first} came in the morning. Later {second} left.")
    assert [m.surface for m in article.mentions] == [first, second]
    assert len({m.entity for m in article.mentions}) == 1


@pytest.mark.parametrize(
    "name", ["Volodymyr Zelensky", "Vladimir Zelenskiy", "Volodymyr Zelenskyi"]
)
def test_spellings_that_no_table_has_are_the_tables_person(name: str) -> None:
    article = NLP.normalize(f"{name} met aides. Zelenskyy thanked them. Zelensky left.")
    assert [m.entity for m in article.mentions] == ["wikidata:Q1"] * 3


def test_other_names_stay_other_persons() -> None:
    article = NLP.normalize("Ivan Petrov met Irina Petrova and George H.W. Bush.")
    assert [m.name for m in article.mentions] == [
        "Ivan Petrov",
        "Irina Petrova",
        "George H. W. Bush",
    ]
    (bush,) = NLP.normalize("George Bush slept.").mentions
    assert bush.entity == "wikidata:Q2"


@pytest.mark.parametrize(
    ("text", "reference", "name"),
    [
        ("Marta Velt left. Velt blamed the frost.", "Velt", "Marta Velt"),
        ("Marta Velt left. Mrs. Velt blamed it.", "Mrs. Velt", "Marta Velt"),
        ("Jan van Dorp came. Van Dorp sang.", "Van Dorp", "Jan van Dorp"),
        ("Ursula von der Lahn came. Later von der Lahn sang.", "von der Lahn", None),
        ("Xi Jinming came. Xi sang.", "Xi", "Xi Jinming"),
        ("Kim Song Chol came. Kim sang.", "Kim", "Kim Song Chol"),
        ("Luis Pena Nieves came. Pena Nieves sang.", "Pena Nieves", "Luis Pena Nieves"),
        ("Luis Pena Nieves came. Pena sang.", "Pena", "Luis Pena Nieves"),
        ("Omar al-Rashid came. Rashid sang.", "Rashid", "Omar al-Rashid"),
        ("Governor Lena Ortiz spoke. Gov. Ortiz left.", "Gov. Ortiz", "Lena Ortiz"),
        ("Georgia Gov. Brian Velt spoke. The Governor left.", "The Governor", "Brian Velt"),
        ("King Felipe came. Felipe sang.", "Felipe", "King Felipe"),
        ("Pope Francis came. Francis sang.", "Francis", "Pope Francis"),
        ("Crown Prince Omar bin Fahd came. Prince Omar sang.", "Prince Omar", "Omar bin Fahd"),
        ("Diana Velt came. Dame Diana sang.", "Dame Diana", "Diana Velt"),
        ("Minister Srettha Velt came. Mr Srettha sang.", "Mr Srettha", "Srettha Velt"),
        ("Minister Srettha Velt came. Minister Srettha sang.", "Minister Srettha", "Srettha Velt"),
        ("Gov. Brian Velt came. The governor said so.", "The governor", "Brian Velt"),
        (
            'Gov. Brian Velt came. "The governor is ill," an aide said.',
            "The governor",
            "Brian Velt",
        ),
        ("Pastor Jane Roe came. Ms Roe sang.", "Ms Roe", "Jane Roe"),
        # All of the surname stands behind the title.
        (
            "Minister Jan van der Velt came. Mr van der Velt sang.",
            "Mr van der Velt",
            "Jan van der Velt",
        ),
        (
            "Later Jan de Velt, 40, came. It was a day on which Minister de Velt sang well.",
            "Minister de Velt",
            "Jan de Velt",
        ),
        (
            "Minister Luis Pena Nieves came. Mr Pena Nieves sang.",
            "Mr Pena Nieves",
            "Luis Pena Nieves",
        ),
        (
            "Minister Luis Peña Nieves came. President Pena Nieves sang.",
            "President Pena Nieves",
            "Luis Peña Nieves",
        ),
        # Months are surnames, too.
        ("Premier Tess May spoke in May. Mrs May left on May 3.", "Mrs May", "Tess May"),
        ("Premier Tess May spoke in May. Premier May left in a hurry.", "Premier May", "Tess May"),
        ("Premier Tess May spoke. It was late, May said to them.", "May", "Tess May"),
        ("Senator Peter March left the room at noon, and March said no.", "March", "Peter March"),
        # A day or a place before a surname is nobody's given name.
        ("Marta Velt came. On Friday Velt said no. Later Velt sang.", "Velt", "Marta Velt"),
        ("Marta Velt came. In May Velt said no. Later Velt sang.", "Velt", "Marta Velt"),
        ("Marta Velt came. In Washington Velt said no. Later Velt sang.", "Velt", "Marta Velt"),
        # Another word tells two offices apart.
        (
            "Foreign Minister Ann Low met Defence Minister Bo Dahl. The foreign minister left.",
            "The foreign minister",
            "Ann Low",
        ),
        (
            "Vice President Ann Low met President Bo Dahl. The vice president left.",
            "The vice president",
            "Ann Low",
        ),
        (
            "Vice President Ann Low met President Bo Dahl. The president left.",
            "The president",
            "Bo Dahl",
        ),
        (
            "Former Prime Minister Ann Low met Prime Minister Bo Dahl. The prime minister left.",
            "The prime minister",
            "Bo Dahl",
        ),
        (
            "Premier Bo Dahl met Deputy Prime Minister Ann Low. The deputy prime minister left.",
            "The deputy prime minister",
            "Ann Low",
        ),
        (
            "President-elect Ann Low came. The president-elect sang.",
            "The president-elect",
            "Ann Low",
        ),
        ("Then-President Harold Beck spoke. Beck left.", "Beck", "Harold Beck"),
    ],
)
def test_references_find_the_one_person_who_is_meant(
    text: str, reference: str, name: str | None
) -> None:
    found = dict(people(text))
    assert found[reference] == (name or "Ursula von der Lahn")


def test_a_form_of_address_tells_two_owners_of_a_surname_apart() -> None:
    text = "Ann Low met Carl Low. Mr Low smiled. Ms Low left. Low won."
    assert people(text) == [
        ("Ann Low", "Ann Low"),
        ("Carl Low", "Carl Low"),
        ("Mr Low", "Carl Low"),
        ("Ms Low", "Ann Low"),
    ]


def test_a_title_tells_two_owners_of_a_surname_apart() -> None:
    text = "Senator Ann Low met Judge Rita Low. Judge Low smiled. Low left."
    assert people(text)[2:] == [("Judge Low", "Rita Low")]


@pytest.mark.parametrize(
    ("text", "left_alone"),
    [
        ("Velt came first. Marta Velt came later.", "Velt"),
        ("Marta Velt opened the Velt Tower.", "Velt"),
        ("Marta Velt came. Velt & Sons rose.", "Velt"),
        ("Marta Velt founded Velt Stores Inc. It owns Velt, which pays.", "Velt"),
        ("Marta White spoke. White voters and white farmers came.", "White"),
        ("Governor Ann Roe met Governor Bo Dahl. The Governor left.", "The Governor"),
        ("Charles Beck met Charles Roe. Charles sang.", "Charles"),
        ("Leandra Russian spoke. In Washington, Russian aides left.", "Russian"),
        ("King Felipe met Felipe Gomez. Gomez sang.", "Felipe"),
        ("Sir Keir Velt met Sir Keir Roe. Sir Keir sang.", "Sir Keir"),
        ("Minister Srettha Velt came. Judge Srettha sang.", "Judge Srettha"),
        ('Gov. Brian Velt spoke. "[Gov. Brian] Velt left," he said.', "Gov. Brian"),
        ("Srettha Velt met Omar Srettha. Ms Velt saw Mr Srettha.", "Ms Srettha"),
        # Another one has the title, or it goes on.
        ("Gov. Brian Velt came. The governor of Roeland said so.", "The governor"),
        ("Gov. Brian Velt met a governor. The governor said so.", "The governor"),
        ("Gov. Brian Velt came. The governor race is on.", "The governor"),
        ("He saw Gov. Brian Velt. He said the governor was ill.", "the governor"),
        (
            "Foreign Minister Ann Low met the French foreign minister. The foreign minister left.",
            "The foreign minister",
        ),
        (
            "Foreign Minister Ann Low met five foreign ministers. The foreign minister left.",
            "The foreign minister",
        ),
        (
            "Foreign Minister Ann Low met Energy Minister Bo Dahl. The minister left.",
            "The minister",
        ),
        (
            "Prime Minister Ann Low met the Roeland prime minister. The prime minister left.",
            "The prime minister",
        ),
        (
            "President Ann Low fell. Bo Dahl became acting president. The president left.",
            "The president",
        ),
        ("He told Premier Bo Dahl May 3 that Tess May had left.", "May"),
        ("Marta Velt came. April Velt sang. Later Velt sang.", "Velt"),
        ("Marta Velt came. In Quorra Velt sang. Later Velt sang.", "Quorra Velt"),
        # Syllables of Korean names are told as women's or men's by nobody.
        ("Kim Jong-bo met Kim Yo-rin. Mr Kim sang.", "Mr Kim"),
    ],
)
def test_references_that_may_mean_another_are_left_alone(text: str, left_alone: str) -> None:
    assert left_alone not in {surface for surface, _ in people(text)}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Velt quits", [("Velt", "Marta Velt")]),
        ("VELT QUITS AFTER VOTE", [("VELT", "Marta Velt")]),
        ("MARTA VELT QUITS", [("MARTA VELT", "Marta Velt")]),
        ("Velt Quits After Long Fight", [("Velt", "Marta Velt")]),
        ("Marta Velt Quits Town Court", [("Marta Velt", "Marta Velt")]),
        ("Velt Foundation Closes Town Office", []),
        ("Bob Velt Quits Town Court Again", []),
    ],
)
def test_a_headline_names_the_person_of_the_text(
    title: str, expected: list[tuple[str, str]]
) -> None:
    assert in_title("Marta Velt, a judge, resigned on Monday.", title) == expected


def test_a_body_is_named_by_its_noun_where_no_other_can_be_meant() -> None:
    def bodies(text: str) -> list[str]:
        mentions = NLP.normalize(text).mentions
        return [m.surface for m in mentions if m.kind == "organization"]

    one = "The European Commission met. The Commission agreed."
    assert bodies(one) == ["European Commission", "The Commission"]
    two = "The Interior Ministry and the Finance Ministry met. The Ministry agreed."
    assert "The Ministry" not in bodies(two)
    unknown = "The Interior Ministry and the Health Ministry met. The Ministry agreed."
    assert "The Ministry" not in bodies(unknown)
    assert bodies("The Commission met. The European Commission agreed.") == ["European Commission"]
    assert "The Commission" not in bodies(
        "The European Commission met. The Commission on Dams met."
    )


parts = st.sampled_from(
    ["Ann", "Velt", "von", "der", "J.", "Kim", "Song-chol", "Jr.", "Mr", "King", "Paris", "The",
     "the", "Ministry", "said", ",", "43,", "&", "Inc", "al-Rashid", "O'Neil", "President",
     "Russian", "and", "\n", ".", "'s", "WORDS", "Дмитрий", "Élan"]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(parts, max_size=25).map(" ".join))
def test_persons_are_slices_and_the_same_every_time(text: str) -> None:
    article = NLP.normalize(text)
    for mention in article.mentions:
        assert article.text[mention.start : mention.end] == mention.surface
    assert NLP.normalize(text).mentions == article.mentions


OWN = Gazetteer.of(
    [
        Entity("iso3166:RU", "Russia", "place", "country"),
        Entity("iso3166:KZ", "Kazakhstan", "place", "country"),
        Entity("acme:kelly", "John Kelly", "person"),
        Entity("acme:putin", "Vladimir Putin", "person", "person", "iso3166:RU"),
        Entity("acme:kennedy", "John Kennedy", "person"),
        Entity("acme:ford", "Ann B. Ford", "person"),
        Entity("acme:other-ford", "Ann Ford", "person"),
    ],
    [
        Alias("Kelly", "acme:kelly"),
        Alias("Putin", "acme:putin"),
        Alias("Kazakh", "iso3166:KZ", form="demonym", rewrite=False),
    ],
)
WITH_OWN = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("own", lambda: OWN)],
    canonicalizers=newsnorm_canonicalizers(),
)


def of_own(text: str) -> list[tuple[str, str, str | None]]:
    """Surfaces, ids and roles of the persons in a text, with a table of a user's."""
    mentions = WITH_OWN.normalize(text).mentions
    return [(m.surface, m.entity, m.role or None) for m in mentions if m.kind == "person"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Judge Timothy Kelly ruled. Kelly left. Judge Kelly said no.",
            [
                ("Judge Timothy Kelly", "local:timothy-kelly", "Judge"),
                ("Kelly", "local:timothy-kelly", None),
                ("Judge Kelly", "local:timothy-kelly", "Judge"),
            ],
        ),
        # The table's person is the one whom the article names.
        (
            "John Kelly, 61, came. General Kelly left.",
            [("John Kelly", "acme:kelly", None), ("General Kelly", "acme:kelly", "General")],
        ),
        # Nobody else is called so.
        ("Kelly left at noon.", [("Kelly", "acme:kelly", None)]),
        ("President Putin left.", [("President Putin", "acme:putin", "President")]),
        # Two may be meant: both are named in full, or the second comes later, or has another title.
        (
            "General John Kelly met Judge Timothy Kelly. Kelly said no.",
            [
                ("General John Kelly", "acme:kelly", "General"),
                ("Judge Timothy Kelly", "local:timothy-kelly", "Judge"),
            ],
        ),
        (
            "Kelly said no. Judge Timothy Kelly ruled.",
            [("Judge Timothy Kelly", "local:timothy-kelly", "Judge")],
        ),
        (
            "Judge Timothy Kelly ruled. General Kelly disagreed.",
            [("Judge Timothy Kelly", "local:timothy-kelly", "Judge")],
        ),
        # A form of address tells that the table's person is not meant.
        ("Mrs. Kelly left.", []),
    ],
)
def test_a_surname_of_a_table_is_a_reading_beside_the_articles_own_person(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    assert of_own(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The table has one person so called, and the article no other.
        (
            "Senator John F. Kennedy spoke. John Kennedy left.",
            ["acme:kennedy", "acme:kennedy"],
        ),
        # The article has two, of whom either may be the table's.
        (
            "Senator John F. Kennedy met Judge John N. Kennedy.",
            ["local:john-f-kennedy", "local:john-n-kennedy"],
        ),
        # The table has two.
        ("Senator Ann B. Ford spoke.", ["acme:ford"]),
        ("Senator Ann Ford spoke.", ["acme:other-ford"]),
        ("Senator Ann C. Ford spoke.", ["local:ann-c-ford"]),
    ],
)
def test_initials_tell_namesakes_apart(text: str, expected: list[str]) -> None:
    assert [entity for _, entity, _ in of_own(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Carla Whitfield, 42, sang. C. Whitfield left.", ["C. Whitfield"]),
        ("Carla Whitfield, 42, sang. U.S. Senator Whitfield left.", ["U.S. Senator Whitfield"]),
        (
            "Carla Whitfield, 42, sang. C.Whitfield left, and Whitfield slept.",
            ["C.Whitfield", "Whitfield"],
        ),
        ("Carla Whitfield, 42, and Bob Whitfield, 40, sang. B. Whitfield left.", []),
        ("Carla Whitfield, 42, sang. D. Whitfield left.", []),
    ],
)
def test_an_initial_and_a_surname_refer_back_to_whose_name_begins_so(
    text: str, expected: list[str]
) -> None:
    carla = [s for s, name in people(text) if name == "Carla Whitfield"]
    assert carla[1:] == expected


def test_an_article_is_no_initial() -> None:
    found = people("Ann Whitfield, 42, sang. A Whitfield aide left.")
    assert [surface for surface, _ in found] == ["Ann Whitfield", "Whitfield"]


@pytest.mark.parametrize("noun", ["cruise ship", "ferry", "liner"])
def test_a_ship_called_queen_is_no_person(noun: str) -> None:
    assert not people(f"The {noun} Queen Victoria left the port.")


@pytest.mark.parametrize("first", ["USS Walter Velt", "destroyer Walter Velt"])
def test_a_ship_is_no_person_when_it_is_named_again(first: str) -> None:
    again = "Walter Velt met Taylor. On Friday Velt left."
    assert not people(f"The {first} arrived. {again}")
    assert people(f"The Walter arrived. {again}")


def test_a_queen_with_a_figure_is_a_ship() -> None:
    """Kings have Roman numerals; the figure of a count stands further off."""
    assert not people("The Queen Victoria 2 left the port.")
    assert people("They met Queen Victoria II there.")
    assert people("They met Queen Victoria 20 times.")


def test_a_queen_is_a_person() -> None:
    assert people("They met Queen Victoria there.") == [("Queen Victoria", "Queen Victoria")]


def test_a_belarusian_form_of_a_surname_refers_back() -> None:
    text = "President Pavel Tsimashenko pardoned ten. Tsimashenka left."
    assert [name for _, name in people(text)] == ["Pavel Tsimashenko", "Pavel Tsimashenko"]


def test_presidents_of_countries_are_no_body() -> None:
    text = "On Monday Presidents of Ukraine and Russia met."
    assert [m.name for m in NLP.normalize(text).mentions] == ["Ukraine", "Russia"]


def test_a_title_in_capitals_goes_on_unless_a_given_name_is_known() -> None:
    """Between people's answers their names and posts stand in capitals."""
    text = (
        "Traders wrote what they think. JOHN STONE, CHIEF GRAIN STRATEGIST, RIGA: The "
        "price rose on the day after the fair, when nobody expected it to, and fell the next. "
        "PRESIDENT JAMES HOLLIS: We saw it coming and sold what we had in the barns."
    )
    found = {m.name for m in NLP.normalize(text).mentions if m.kind == "person"}
    assert "GRAIN STRATEGIST" not in found
    assert "JAMES HOLLIS" in found


def test_of_namesakes_the_one_in_office_on_the_day_is_meant() -> None:
    office = Entity("local:presidency", "President of Aldania", "office", "office")
    roes = [Entity(f"local:roe-{x}", f"John {x}. Roe", "person", "person") for x in "AB"]
    table = Gazetteer.of(
        [office, *roes],
        [],
        [
            Holder(office.id, roe.id, date(year, 1, 1), date(year + 3, 12, 31))
            for roe, year in zip(roes, (1990, 2000), strict=True)
        ],
    )
    nlp = newsnorm.Pipeline.of(
        gazetteers=[newsnorm.GazetteerSpec("here", lambda: table)],
        canonicalizers=newsnorm_canonicalizers(),
    )
    text = "President John Roe spoke."
    found = {
        year: [m.entity for m in nlp.normalize(text, published=f"{year}-05-01").mentions]
        for year in (1991, 1998, 2001)
    }
    assert found == {1991: ["local:roe-A"], 1998: ["local:john-roe"], 2001: ["local:roe-B"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Governor of Washington Carla Whitfield spoke.",
            [("Governor of Washington Carla Whitfield", "Carla Whitfield")],
        ),
        (
            "Ambassador to Ukraine Quorrad Velt spoke. Ambassador Velt sat; the Ambassador left.",
            [
                ("Ambassador to Ukraine Quorrad Velt", "Quorrad Velt"),
                ("Ambassador Velt", "Quorrad Velt"),
                ("the Ambassador", "Quorrad Velt"),
            ],
        ),
        (
            "On Monday the governor of Washington Carla Whitfield spoke.",
            [("Carla Whitfield", "Carla Whitfield")],
        ),
        ("Head of Morgan Stanley Carla Whitfield spoke.", [("Carla Whitfield", "Carla Whitfield")]),
        ("President of the Russian Merchants Chambers of Velt spoke.", []),
    ],
)
def test_a_titles_owner_may_stand_behind_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("The pro-Russian Chancellor Carla Whitfield spoke.", "Chancellor Carla Whitfield"),
        ("The Velt-Washington chairman Carla Whitfield spoke.", "chairman Carla Whitfield"),
        ("Then-President Carla Whitfield spoke.", "Then-President Carla Whitfield"),
        ("The then-Russian Minister Carla Whitfield spoke.", "Russian Minister Carla Whitfield"),
        (
            "Velt Roe and Co Ltd economist Carla Whitfield spoke.",
            "Velt Roe and Co Ltd economist Carla Whitfield",
        ),
        (
            "Yesterday Velt, Orr and Co analyst Carla Whitfield spoke.",
            "Velt, Orr and Co analyst Carla Whitfield",
        ),
        (
            "Yesterday Velt & Co analyst Carla Whitfield spoke.",
            "Velt & Co analyst Carla Whitfield",
        ),
        (
            "Yesterday L.F. Velt analyst Carla Whitfield spoke.",
            "L.F. Velt analyst Carla Whitfield",
        ),
        ("Lieut.-Gen. Carla Whitfield spoke.", "Lieut.-Gen. Carla Whitfield"),
        ("They told state Senator Carla Whitfield.", "state Senator Carla Whitfield"),
        ("Said presidential adviser Carla Whitfield.", "presidential adviser Carla Whitfield"),
        (
            "Later natural resources minister Carla Whitfield spoke.",
            "natural resources minister Carla Whitfield",
        ),
        (
            "Later Under-Secretary of State Carla Whitfield spoke.",
            "Under-Secretary of State Carla Whitfield",
        ),
        ("An Interior Ministry agent Carla Whitfield.", "Interior Ministry agent Carla Whitfield"),
        ("His agent Carla Whitfield spoke.", "Carla Whitfield"),
        ("The natural resources minister Carla Whitfield spoke.", "minister Carla Whitfield"),
        ("He met Roe and analyst Carla Whitfield spoke.", "analyst Carla Whitfield"),
        (
            "Russian Energy and Mines Minister Carla Whitfield spoke.",
            "Russian Energy and Mines Minister Carla Whitfield",
        ),
    ],
)
def test_a_title_begins_with_a_whole_word_and_with_all_it_is_for(text: str, surface: str) -> None:
    assert surface in [surface for surface, _ in people(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quorra Velt, Carla Whitfield and Bob Low sang.", ["Quorra Velt"]),
        ("Carla Whitfield, Quorra Velt, and Bob Low sang.", ["Quorra Velt"]),
        ("Quorra Velt and Carla Whitfield sang.", []),  # two are hardly a list
        ("Carla Whitfield's Quorra Velt and Bob Low sang.", []),
        ("Photographers Quorrad Velt and others left. Velt smiled.", ["Quorrad Velt", "Velt"]),
    ],
)
def test_a_list_of_persons_tells_of_names_that_nobody_knows(text: str, expected: list[str]) -> None:
    assert [surface for surface, _ in people(text) if "Velt" in surface] == expected


def test_a_given_name_that_is_a_state_s_stands_in_a_list_of_persons() -> None:
    """What is a word, too, may be a firm's, whoever stands beside it."""
    listed = "Carla Whitfield and {} were there."
    table = Gazetteer.of(
        [Entity("iso3166:TD", "Chad", "place", "country")], [Alias("Chad", "iso3166:TD")]
    )
    nlp = newsnorm.Pipeline.of(
        gazetteers=[newsnorm.GazetteerSpec("here", lambda: table)],
        canonicalizers=newsnorm_canonicalizers(),
    )
    for name, persons in (("Chad Tarrow", 2), ("Chad Power", 1), ("Chad Stores", 1)):
        assert len(nlp.normalize(listed.format(name)).mentions) == persons


def test_a_surname_in_front_is_linked_with_what_stands_behind_it() -> None:
    text = "The councillor Wu Chi-wai won, and Wu left.\n\nWu Chi-wai Wins Town Seat"
    surfaces = ["councillor Wu Chi-wai", "Wu", "Wu Chi-wai"]
    assert [surface for surface, _ in people(text)] == surfaces
    assert people("Guo Jingjing won. Guo smiled.")[-1] == ("Guo", "Guo Jingjing")


def test_a_surname_before_a_suffix_is_no_popes() -> None:
    assert people("John Pope Jr, a farmer, left.") == [("John Pope Jr", "John Pope")]


OFFICES = Gazetteer.of(
    [
        *TABLE.entities.values(),
        Entity("local:president", "President of Ukraine", "office", "office", "iso3166:UA"),
        Entity("wikidata:Q3", "Jeb Bush", "person", "person", "iso3166:US"),
        Entity("local:president-us", "President of the U.S.", "office", "office", "iso3166:US"),
    ],
    [Alias("Ukrainian", "iso3166:UA", form="demonym", rewrite=False)],
    holders=[
        Holder("local:president", "wikidata:Q1", date(2019, 5, 20), date(2024, 12, 31)),
        Holder("local:president-us", "wikidata:Q2", date(2001, 1, 20), date(2009, 1, 20)),
    ],
)


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        (
            "President Zelensky spoke. Zelensky left.",
            None,
            [("President Zelensky", "wikidata:Q1"), ("Zelensky", "wikidata:Q1")],
        ),
        (
            "On Monday Ukrainian President Zelenskyy spoke.",
            date(2022, 3, 1),
            [("Ukrainian President Zelenskyy", "wikidata:Q1")],
        ),
        ("President Zelensky spoke.", date(2018, 3, 1), []),  # not yet
        (
            "Former President Bush spoke.",
            date(2015, 3, 1),
            [("Former President Bush", "wikidata:Q2")],
        ),
        ("Vice President Zelensky spoke.", None, []),
        ("Ukrainian President Bush spoke.", None, []),
        ("Velt Steel President Bush spoke.", None, []),
        ("Quorra Zelensky said President Zelensky spoke.", None, []),  # her, perhaps
        ("Mr Zelensky spoke.", None, []),
    ],
)
def test_a_title_and_a_surname_are_the_holders_of_the_table(
    text: str, day: date | None, expected: list[tuple[str, str]]
) -> None:
    nlp = newsnorm.Pipeline.of(
        gazetteers=[newsnorm.GazetteerSpec("here", lambda: OFFICES)],
        canonicalizers=newsnorm_canonicalizers(),
    )
    mentions = nlp.normalize(text, published=day and day.isoformat()).mentions
    of_table = [
        (m.surface, m.entity) for m in mentions if m.entity in ("wikidata:Q1", "wikidata:Q2")
    ]
    assert of_table == expected


def test_a_namesake_with_the_surname_in_front_is_no_holder() -> None:
    """Whom the article names in full is meant, and not the table's president of the surname."""
    office = Entity("local:president", "President of Velt", "office", "office")
    known = Entity("wikidata:Q9", "Hu Geun-bae", "person", "person")
    day = date(2010, 1, 1)
    table = Gazetteer.of([office, known], [], [Holder(office.id, known.id, day, day)])
    nlp = newsnorm.Pipeline.of(
        gazetteers=[newsnorm.GazetteerSpec("here", lambda: table)],
        canonicalizers=newsnorm_canonicalizers(),
    )
    for name, entity in (("Hu Li-sung", "local:hu-li-sung"), ("Hu Geun-bae", "wikidata:Q9")):
        mentions = nlp.normalize(f"President {name} came. President Hu left.").mentions
        assert [m.entity for m in mentions] == [entity, entity]


def test_a_long_headline_behind_a_title_hides_no_name_of_the_table() -> None:
    expected = [("President Volodymyr Zelenskyy", "Volodymyr Zelenskyy")]
    assert people("President Volodymyr Zelenskyy Warns Quorra Velt Again") == expected


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Velma Roe, from whom he is separated, left.", ["Velma Roe"]),
        ("The accused's former wife, Jewel Oddvall, left.", ["Jewel Oddvall"]),
        ("The members of parliament Bacedo Oddvall and Mduzi Velt left.",
         ["Bacedo Oddvall", "Mduzi Velt"]),
        ("They jailed Rurik Oddvall for a year.", ["Rurik Oddvall"]),
        ("Drummer Paris Oddvall left.", ["Drummer Paris Oddvall"]),
        ("He sold the Lady Velma and three tugs.", []),
        ("The house, from which Oddvall Velt is separated, left.", []),
    ],
)  # fmt: skip
def test_more_that_stands_beside_persons_alone(text: str, persons: list[str]) -> None:
    assert [surface for surface, _ in people(text)] == persons


def test_a_small_town_called_after_somebody_is_the_person_where_one_acts() -> None:
    table = Gazetteer.of(
        [Entity("geonames:9", "Winnie Oddvall", "place", "city", None, 5_000)],
        [Alias("Winnie Oddvall", "geonames:9", needs="definition")],
    )
    nlp = newsnorm.Pipeline.of(
        gazetteers=[newsnorm.GazetteerSpec("there", lambda: table)],
        canonicalizers=newsnorm_canonicalizers(),
    )
    (mention,) = nlp.normalize("Winnie Oddvall, who is 60, left.").mentions
    assert (mention.kind, mention.name) == ("person", "Winnie Oddvall")
    (mention,) = nlp.normalize("They drove to Winnie Oddvall on Monday.").mentions
    assert mention.kind == "place"


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Washington Velder is the bank's new chairman.", ["Washington Velder"]),
        ("Paris Velder and Ukraine Holt married in spring.", ["Paris Velder", "Ukraine Holt"]),
        ("Ukraine Velder signed for two seasons.", ["Ukraine Velder"]),
        ("Ukraine Velder lost his dog.", ["Ukraine Velder"]),
        ("Ukraine Velder joined the board on Monday.", ["Ukraine Velder"]),
        ("Ukraine Velder kicked six penalties.", ["Ukraine Velder"]),
        ("Ukraine Velder refused interviews.", ["Ukraine Velder"]),
        ("Ukraine Velder Jr. pleaded guilty.", ["Ukraine Velder Jr"]),
        ("Ukraine Velder joined the board fight. Ukraine Velder kicked off the season.", []),
        ("Ukraine Velder pleaded guilty. Ukraine Velder grew 3 percent.", []),
        ("They drove down Ukraine Velder Jr. Avenue.", []),
        ("Washington Velder was born blind.", ["Washington Velder"]),
        ("Rurik Oddvall was jailed for a year.", ["Rurik Oddvall"]),
        ("Washington Velder is the capital's oldest firm.", []),
        ("Washington Velder signed a contract.", []),
        ("Ukraine Velder sold its stake.", []),
        ("Washington Velder sued his bank.", []),
        ("Washington Energy is a teacher's friend.", []),
        ("Washington Velder was sold to a lawyer.", []),
    ],
)
def test_a_given_name_that_is_a_places_is_told_by_what_persons_do(
    text: str, persons: list[str]
) -> None:
    assert [surface for surface, _ in people(text)] == persons


def test_a_suffix_stays_where_a_name_would_be_a_places_without_it() -> None:
    assert people("Ukraine Velder Jr. left.") == [("Ukraine Velder Jr", "Ukraine Velder Jr.")]
    assert people("John Velder Jr. left.") == [("John Velder Jr", "John Velder")]


def test_who_share_something_are_no_firm() -> None:
    text = "Florence Velder and Emma Holt share the bill."
    assert [surface for surface, _ in people(text)] == ["Florence Velder", "Emma Holt"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Winston "Kestrel" Oddvall, a singer, died. Mr. Oddvall was ill. Oddvall said so.',
            [
                ('Winston "Kestrel" Oddvall', "Winston Oddvall"),
                ("Mr. Oddvall", "Winston Oddvall"),
                ("Oddvall", "Winston Oddvall"),
            ],
        ),
        ('Joe "the Nail" Velder was jailed.', [('Joe "the Nail" Velder', "Joe Velder")]),
        ("Robert (Bob) Velder was jailed.", [("Robert (Bob) Velder", "Robert Velder")]),
        ('Anna "Annie" van Dorp wept.', [('Anna "Annie" van Dorp', "Anna van Dorp")]),
        ('Senator Jane "Jay" Velder left.', [('Senator Jane "Jay" Velder', "Jane Velder")]),
        ('"We met John" Velder said.', []),
        ("Robert (Labour) Velder left.", []),
        ('The film "Titanic" Velder saw was long.', []),
    ],
)
def test_a_nickname_stands_inside_a_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Detective Constable Karen Oddvall rang. DC Oddvall wept.",
            ["Detective Constable Karen Oddvall", "DC Oddvall"],
        ),
        ("DS Velder Plc fell.", []),
        ("A dc Karen motor.", []),
        ("Glaciologist Mats Oddvall spoke.", ["Glaciologist Mats Oddvall"]),
        ("Co-author Mats Oddvall spoke.", ["Co-author Mats Oddvall"]),
        ("Sister Agnes Oddvall taught.", ["Sister Agnes Oddvall"]),
        ("Her sister Agnes Oddvall taught.", ["Agnes Oddvall"]),
        ("Madame Oddvall agreed. Herr Velder did not.", ["Madame Oddvall", "Herr Velder"]),
        ("The UN sent envoy Said Oddvall.", ["envoy Said Oddvall"]),
        ("They lost lock Rurik Oddvall early.", ["Rurik Oddvall"]),
        ("The leftist Mats Oddvall won.", ["Mats Oddvall"]),
        ("She thanked the Russian novelist Mats Oddvall.", ["Mats Oddvall"]),
        ("She thanked Russian novelist Mats Oddvall.", ["Russian novelist Mats Oddvall"]),
        ("The rival Kvess Oddvall fell.", []),
        ("He called the U.S. envoy Mats Oddvall.", ["U.S. envoy Mats Oddvall"]),
    ],
)
def test_ranks_and_callings_stand_before_names(text: str, expected: list[str]) -> None:
    assert [surface for surface, _ in people(text)] == expected


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Juan Manuel Boot made it 24-12.", ["Juan Manuel Boot"]),
        ("Thomas Anthony Boot, 28, fled.", ["Thomas Anthony Boot"]),
        ("She lives on Thomas Anthony Boulevard.", []),
        ("Carol Velder and Kvess Oddvall, both poets, came. Oddvall flew.", 3),
        ("Carol Velder and Kvess Oddvall came.", ["Carol Velder"]),
        ("The schooner Marta Velder sank.", []),
    ],
)
def test_words_and_unknown_names_are_persons_with_more_beside_them(
    text: str, persons: list[str] | int
) -> None:
    found = [surface for surface, _ in people(text)]
    assert (len(found) if isinstance(persons, int) else found) == persons


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Marta Washington left. Washington said that others should give.", "Marta Washington"),
        ("Washington fell silent. Marta Washington left. Washington said so.", None),
        ("Marta Washington left. In Washington it rained. Washington said so.", None),
        ("Marta Washington left. Washington is far.", None),
        ("Marta Washington won, and Washington went home.", "Marta Washington"),
        ("Marta Washington won, and Washington voted.", "Marta Washington"),
        ("Marta Washington won in May, and the Washington road closed.", None),
        ("Marta Washington left. U.S. firms paid. Washington said so.", None),
    ],
)
def test_who_speaks_is_the_person_where_nothing_speaks_of_the_place(
    text: str, last: str | None
) -> None:
    end = len(text) - len(text.rpartition(" Washington ")[2]) - 1
    article = NLP.normalize(text)
    found = [m.name for m in article.mentions if m.end == end and m.kind == "person"]
    assert found == ([last] if last else [])


def test_a_person_of_a_table_is_the_one_that_the_article_names_in_full_later() -> None:
    table = Gazetteer.of(
        [Entity("wikidata:Q1", "Volodymyr Zelenskyy", "person", "person")],
        [Alias("Zelensky", "wikidata:Q1")],
    )
    found = _mentions(table, "Nobody asked Zelensky. In the evening Volodymyr Zelensky said no.")
    assert found == [("Zelensky", "wikidata:Q1"), ("Volodymyr Zelensky", "wikidata:Q1")]


def test_two_surnames_are_those_of_a_person_whom_a_table_has() -> None:
    table = Gazetteer.of([Entity("wikidata:Q9", "Fidel Castro Velto-Doe", "person")], [])
    text = "It saw Fidel Castro Velto-Doe. Castro Velto-Doe, 54, said so. Velto-Doe left."
    assert _mentions(table, text) == [
        ("Fidel Castro Velto-Doe", "wikidata:Q9"),
        ("Castro Velto-Doe", "wikidata:Q9"),
        ("Velto-Doe", "wikidata:Q9"),
    ]


def _mentions(table: Gazetteer, text: str) -> list[tuple[str, str]]:
    """Surfaces and ids, with that table alone."""
    pipeline = newsnorm.Pipeline.of(
        gazetteers=[newsnorm.GazetteerSpec("own", lambda: table)],
        canonicalizers=newsnorm_canonicalizers(),
    )
    return [(mention.surface, mention.entity) for mention in pipeline.normalize(text).mentions]


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("Velt said he would pay.", True),
        ('"We will pay," said Velt.', True),
        ("Velt said it would review the offer.", False),
        ("He noted Velt had agreed to sell a mill.", False),
    ],
)
def test_who_speaks_where_a_firm_has_the_surname_too(text: str, linked: bool) -> None:
    """A person says that "he" will do something; "it" is the firm, and who is spoken of is open."""
    before = "Carla Velt offered 9 dlrs a share for Velt Broadcasting Co on Monday. "
    assert ("Velt", "Carla Velt") in people(before + text) or not linked
    assert ("Velt", "Carla Velt") not in people(before + text) or linked
