"""Offices: which titles without a name are of one, and for whom they stand.

The gazetteer is a small one of its own, so that a change of the world's does not change these.
"""

from __future__ import annotations

from datetime import date

import pytest

import newsnorm
from newsnorm import Alias, Article, Entity, Gazetteer
from newsnorm.gazetteer import Holder
from newsnorm_entities import newsnorm_canonicalizers

PRESIDENT = "local:president-of-ukraine"
SECRETARY = "local:us-secretary-of-state"
NATO = "local:secretary-general-of-nato"
FED = "local:chair-of-the-federal-reserve"
PREMIER = "local:prime-minister-of-the-united-kingdom"
TABLE = Gazetteer.of(
    [
        Entity("iso3166:UA", "Ukraine", "place", "country"),
        Entity("iso3166:US", "United States", "place", "country"),
        Entity("iso3166:GB", "United Kingdom", "place", "country"),
        Entity("local:kyiv", "Kyiv", "place", "capital", "iso3166:UA"),
        Entity("wikidata:Q7184", "NATO", "organization", "igo"),
        Entity("local:fed", "Federal Reserve", "organization", "agency", "iso3166:US"),
        Entity(PRESIDENT, "President of Ukraine", "office", "office", "iso3166:UA"),
        Entity(SECRETARY, "US Secretary of State", "office", "office", "iso3166:US"),
        Entity(NATO, "Secretary General of NATO", "office", "office", "wikidata:Q7184"),
        Entity(FED, "Chair of the Federal Reserve", "office", "office", "local:fed"),
        Entity(PREMIER, "Prime Minister of the United Kingdom", "office", "office", "iso3166:GB"),
        Entity("local:ivan-old", "Ivan Old", "person", "person", "iso3166:UA"),
        Entity("local:olha-new", "Olha New", "person", "person", "iso3166:UA"),
        Entity("local:ann-poe", "Ann Poe", "person", "person", "iso3166:US"),
    ],
    [
        Alias("Ukrainian", "iso3166:UA", form="demonym"),
        Alias("American", "iso3166:US", form="demonym"),
        Alias("British", "iso3166:GB", form="demonym"),
        Alias("US", "iso3166:US", exact=True),
        Alias("U.S.", "iso3166:US"),
        Alias("UK", "iso3166:GB", exact=True),
        Alias("Fed", "local:fed", needs="evidence"),
        Alias("Ukrainian President", PRESIDENT, form="title"),
        Alias("U.S. Secretary of State", SECRETARY, form="title"),
        Alias("NATO chief", NATO, form="title"),
        Alias("Fed chief", FED, form="title"),
    ],
    [
        Holder(PRESIDENT, "local:ivan-old", date(2010, 5, 1), date(2020, 5, 1)),
        Holder(PRESIDENT, "local:olha-new", date(2020, 5, 1), date(2024, 12, 31)),
        Holder(SECRETARY, "local:ann-poe", date(2021, 1, 20), date(2024, 12, 31)),
        Holder(FED, "local:ann-poe", date(2010, 1, 1), date(2024, 12, 31)),
    ],
)
NLP = newsnorm.Pipeline.of(
    gazetteers=[newsnorm.GazetteerSpec("here", lambda: TABLE)],
    canonicalizers=newsnorm_canonicalizers(),
)
OLD, NEW = "local:ivan-old", "local:olha-new"


def offices(
    text: str, published: str | None = "2022-07-15", title: str | None = None
) -> list[tuple[str, str, str | None]]:
    """Surface, office and holder of each office."""
    article = NLP.normalize(Article(text, title=title, published=published))
    return [(m.surface, m.entity, m.stands_for) for m in article.mentions if m.kind == "office"]


def holders(text: str, published: str | None = "2022-07-15") -> list[str | None]:
    """For whom the offices of a text stand."""
    return [holder for _, _, holder in offices(text, published)]


@pytest.mark.parametrize(
    ("text", "surface", "office"),
    [
        ("The Ukrainian president said so.", "Ukrainian president", PRESIDENT),
        ("The Ukrainian President said so.", "Ukrainian President", PRESIDENT),
        ("Ukraine's president said so.", "president", PRESIDENT),
        ("Ukraine’s current president said so.", "president", PRESIDENT),
        ("Talks with the president of Ukraine ended.", "president", PRESIDENT),
        ("The President of Ukraine said so.", "President of Ukraine", PRESIDENT),
        ("The US Secretary of State left.", "US Secretary of State", SECRETARY),
        ("The US secretary of state left.", "secretary of state", SECRETARY),
        ("The U.S. secretary of state left.", "secretary of state", SECRETARY),
        ("The NATO chief left.", "chief", NATO),
        ("NATO's secretary-general left.", "secretary-general", NATO),
        ("The Fed chief left.", "Fed chief", FED),
        ("The British prime minister left.", "British prime minister", PREMIER),
        ("The UK Prime Minister left.", "UK Prime Minister", PREMIER),
        ("The prime minister of the United Kingdom left.", "prime minister", PREMIER),
        ("In Kyiv, the Ukrainian president spoke.", "Ukrainian president", PRESIDENT),
        ("On Monday, the Ukrainian president spoke.", "Ukrainian president", PRESIDENT),
        ("An aide to the Ukrainian president's wife spoke.", "Ukrainian president", PRESIDENT),
        ("The NATO chief urges calm.", "chief", NATO),
    ],
)
def test_a_title_with_its_owner_is_of_an_office(text: str, surface: str, office: str) -> None:
    """Whichever way the owner stands to it; an owner that is a name of its own stays one."""
    assert [found[:2] for found in offices(text)] == [(surface, office)]


def test_an_owner_that_is_a_name_of_its_own_stays_linked() -> None:
    """A title in capitals is one name with its owner; in lower case it is not."""
    found = NLP.normalize("Ukraine's president met the US secretary of state.").mentions
    assert [(m.surface, m.kind) for m in found] == [
        ("Ukraine", "place"), ("president", "office"), ("US", "place"),
        ("secretary of state", "office"),
    ]  # fmt: skip
    found = NLP.normalize("She met the US Secretary of State.").mentions
    assert [(m.surface, m.kind) for m in found] == [("US Secretary of State", "office")]


@pytest.mark.parametrize(
    "text",
    [
        "The president said so.",
        "Ukrainian President Olha New said so.",
        "The Ukrainian president Olha New said so.",
        "Ukrainian president\nOlha New said so.",
        "The Ukrainian president, Jana Roe, said so.",
        "The Ukrainian president (Jana Roe) said so.",
        "Jana Roe, the Ukrainian president, said so.",
        "Jana Roe, Ukrainian president, said so.",
        "Jana Roe — the Ukrainian president — said so.",
        "The Ukrainian vice president said so.",
        "The Ukrainian deputy president said so.",
        "Ukraine's deputy president said so.",
        "The deputy Ukrainian president said so.",
        "The deputy president of Ukraine said so.",
        "The Ukrainian president of the bank said so.",
        "The president of the Ukraine Shipping Club said so.",
        "The Ukrainian president-elect said so.",
        "The Ukrainian president elect said so.",
        "A Ukrainian president candidate said so.",
        "Ukrainian presidents said so.",
        "The Ukrainian presidential race went on.",
        "The NATO chief inspector said so.",
        "The New York Fed chief said so.",
        "The Moldovan president said so.",
        "The Ukrainian foreign minister said so.",
    ],
)
def test_other_titles_are_no_mention(text: str) -> None:
    """A person's, a lesser one, another body's, and offices that the gazetteer does not have."""
    assert offices(text) == []


@pytest.mark.parametrize(
    ("published", "holder"),
    [
        ("2015-03-01", OLD),
        ("2022-03-01T10:00:00Z", NEW),
        ("2020-05-01", None),  # on the day of the handover
        ("2009-01-01", None),
        ("2025-01-01", None),  # past the table's horizon
        (None, None),
    ],
)
def test_an_office_stands_for_its_holder_on_the_day(
    published: str | None, holder: str | None
) -> None:
    """By the day of publication, never the clock."""
    assert holders("The Ukrainian president said so.", published) == [holder]


@pytest.mark.parametrize(
    "text",
    [
        "The former Ukrainian president said so.",
        "Ukraine's former president said so.",
        "The former president of Ukraine said so.",
        "The then Ukrainian president said so.",
        "The then-Ukrainian president said so.",
        "Then-Ukrainian president fled.",
        "An ex-Ukrainian president said so.",
        "The acting Ukrainian president said so.",
        "The next Ukrainian president will say so.",
        "The ousted Ukrainian president said so.",
        "He was the first Ukrainian president to say so.",
        "A Ukrainian president would not say so.",
        "Every Ukrainian president said so.",
        "He became the Ukrainian president.",
        "He was elected president of Ukraine.",
        "As Ukrainian president he said so.",
        "He ran for Ukrainian president.",
        "In 2014, the Ukrainian president said so.",
        "In the 1990s the Ukrainian president said so.",
        "Ten years ago the Ukrainian president said so.",
        "The Ukrainian president said so at the time.",
        "The constitution says that the Ukrainian president may say so.",
        "The Ukrainian president may say so if he or she likes.",
    ],
)
def test_what_speaks_of_another_day_or_of_any_holder_leaves_the_holder_open(text: str) -> None:
    """The office is named all the same."""
    assert holders(text) == [None]
    assert [office for _, office, _ in offices(text)] == [PRESIDENT]


def test_a_day_before_is_no_other_holder_s_where_one_held_it_all_along() -> None:
    """A year, or "last year", asks who held the office then, too."""
    assert holders("In 2021 the Ukrainian president said so.") == [NEW]
    assert holders("Last year the Ukrainian president said so.") == [NEW]
    assert holders("Last year the Ukrainian president said so.", "2020-09-01") == [None]
    assert holders("It was so in 2014. The Ukrainian president said so.") == [NEW]


def test_who_has_the_title_in_the_article_is_its_holder_or_nobody_is() -> None:
    """Where article and table differ, something is amiss: an old story, or a new president."""
    later = "Later the Ukrainian president left."
    assert holders(f"Ukrainian President Olha New spoke. {later}") == [NEW]
    assert holders(f"Ukrainian President Jana Roe spoke. {later}") == [None]
    assert holders(f"Former Ukrainian President Ivan Old spoke. {later}") == [NEW]


def test_a_person_that_the_article_names_keeps_the_title_alone() -> None:
    """ "The Secretary of State" refers to whom the article has named by that title."""
    text = "US Secretary of State Ann Poe spoke. The US Secretary of State then left."
    found = NLP.normalize(Article(text, published="2022-07-15")).mentions
    assert [(m.kind, m.entity) for m in found] == [("person", "local:ann-poe")] * 2


def test_titles_of_articles_are_read_and_the_reason_is_told() -> None:
    """In a headline a verb may be capitalised, and a name may not be guessed."""
    found = offices("It was so.", title="Ukrainian President Says Talks Will Go On")
    assert found == [("Ukrainian President", PRESIDENT, NEW)]
    article = NLP.normalize(Article("The Ukrainian president said so.", published="2022-07-15"))
    assert article.mentions[0].reason == "title of an office; its holder then"
    assert f"stands for {NEW}" in article.explain()
