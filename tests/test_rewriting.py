"""Renderings: one house's names where they may stand, and nothing else."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm import (
    Alignment,
    Article,
    Change,
    Mention,
    NormalizedArticle,
    Rendered,
    Style,
    StyleError,
    StyleRow,
)
from newsnorm.article import FieldName, Kind, Rewriting

KNOWN: Mapping[str, tuple[str, str, Kind]] = {
    **dict.fromkeys(["Kiev", "Kyiv", "KIEV", "KYIV"], ("geonames:703448", "Kyiv", "place")),
    **dict.fromkeys(["Lvov", "Lviv"], ("geonames:702550", "Lviv", "place")),
    **dict.fromkeys(["Odessa", "Odesa"], ("geonames:698740", "Odesa", "place")),
    "Constantinople": ("geonames:745044", "Istanbul", "place"),
    "Bangalore": ("geonames:1277333", "Bengaluru", "place"),
    "Киева": ("geonames:703448", "Kyiv", "place"),
    "Ukraine": ("iso3166:UA", "Ukraine", "place"),
    "Turkey": ("iso3166:TR", "Türkiye", "place"),
    "Palestinian territories": ("iso3166:PS", "Palestine", "place"),
    **dict.fromkeys(["United States", "US", "America"], ("iso3166:US", "United States", "place")),
    **dict.fromkeys(["U.K.", "UK"], ("iso3166:GB", "United Kingdom", "place")),
    **dict.fromkeys(
        ["Organization for Security and Cooperation in Europe", "OSCE"],
        ("wikidata:Q81299", "OSCE", "organization"),
    ),
    **dict.fromkeys(
        ["North Atlantic Treaty Organization", "NATO"], ("wikidata:Q7184", "NATO", "organization")
    ),
    **dict.fromkeys(
        ["Volodymyr Zelenskiy", "Zelenskiy", "Zelenskyy"],
        ("local:volodymyr-zelenskyy", "Volodymyr Zelenskyy", "person"),
    ),
}
"""Names that these tests link wherever they stand, with id, canonical name and kind."""

FLAGS: Mapping[str, Rewriting] = {"Constantinople": "no", "Bangalore": "dated", "Киева": "no"}

_NAME = re.compile(
    r"\b(?:" + "|".join(map(re.escape, sorted(KNOWN, key=len, reverse=True))) + r")(?!\w)"
)


def mentions(field: FieldName, text: str) -> Iterator[Mention]:
    for match in _NAME.finditer(text):
        entity, name, kind = KNOWN[match[0]]
        start, end = match.span()
        flag = FLAGS.get(match[0])
        link = Mention(field, start, end, (start, end), match[0], entity, name, kind, 1.0, "alias")
        yield replace(link, rewrite=flag)


def linked(text: str, title: str | None = None, language: str = "en") -> NormalizedArticle:
    """A clean article in which every known name is linked."""
    fields: dict[FieldName, str] = {"text": text}
    if title is not None:
        fields = {"title": title, "text": text}
    return NormalizedArticle(
        Article(text, title, language=language),
        {name: Alignment.identity(field) for name, field in fields.items()},
        mentions=tuple(link for name, field in fields.items() for link in mentions(name, field)),
    )


def house(*rows: StyleRow) -> Style:
    return Style("house", rows)


PRESS_ROW = StyleRow("*", "*")


@pytest.mark.parametrize(
    ("text", "rendering"),
    [
        ("Snow fell in Kiev.", "Snow fell in Kyiv."),
        ("KIEV FALLS IN DAY OF FIRE", "KIEV FALLS IN DAY OF FIRE"),
        ("KIEV, Ukraine", "KYIV, Ukraine"),
        ("Kiev's mayor and the Kiev-backed, pro-Kiev men", ("Kyiv's mayor and the Kyiv-backed, "
         "pro-Kyiv men")),
        ("In Kiev, then near Lvov.", "In Kyiv, then near Lviv."),
        ("Leaving Kiev, they slept.", "Leaving Kyiv, they slept."),
        ("Morning Trains Keep Running in Kiev, Reports Say\nThey left.",
         "Morning Trains Keep Running in Kyiv, Reports Say\nThey left."),
        ("President Zelenskiy left.", "President Zelenskiy left."),
        ("Mr Zelenskiy left; Zelenskiy slept.", "Mr Zelenskyy left; Zelenskyy slept."),
    ],
)  # fmt: skip
def test_press_writes_names_as_the_gazetteer_spells_them(text: str, rendering: str) -> None:
    """In any position that leaves no doubt."""
    assert linked(text).rewrite().text == rendering


@pytest.mark.parametrize(
    "text",
    [
        "Dynamo Kiev won.",
        "Chicken Kiev was served, and more chicken.",
        "The Kiev Independent said so, as an independent paper.",
        "the Kiev-Pechersk Lavra",
        "the Kiev & Sons",
        "the University of Kiev",
        "the Battle for Kiev",
        "under the 1976 Kiev accord",
        "Many books say so. Morning Trains Keep Running in Kiev, Second Edition. Others left.",
        "kyiv.ua/Kiev and www.Kiev.ua and #Kiev and Kiev@mail",
        "Kiev2022",
        "To Constantinople",
        "To Bangalore",
        "до Киева",
        "Turkey said",
        "The US, America and the United States' army",
        "The North Atlantic Treaty Organization (NATO) met the OSCE",
        "Kiev, or Kyiv",
        "Kiev (Kyiv)",
        "They call it Kyiv, not Kiev",
        "Kiev/Kyiv",
        "A bus came from Kiev, as its driver, old Mr Roe of the depot, still calls Kyiv.",
    ],
)
def test_press_leaves_alone_what_is_more_than_a_spelling(text: str) -> None:
    """Longer names, addresses, link-only and former names, other forms, talk of the name itself."""
    assert linked(text).rewrite() == Rendered(text, Alignment.identity(text))


def of_persons(text: str, known: Mapping[str, str], alias: str | None = None) -> NormalizedArticle:
    """An article with persons of these names linked by their forms, as nobody's but its own."""
    links = [
        Mention("text", at, at + len(form), (at, at + len(form)), form,
                newsnorm.local_id(name), name, "person", 1.0, "name", alias)
        for form, name in known.items()
        for at in [text.index(form)]
    ]  # fmt: skip
    alignments: dict[FieldName, Alignment] = {"text": Alignment.identity(text)}
    return NormalizedArticle(Article(text), alignments, mentions=tuple(links))


def test_press_leaves_alone_who_is_known_from_the_article_only() -> None:
    """Which of its two spellings is the right one, nobody knows; a gazetteer's row does."""
    text = "Mr Jan Berada came. Berrada left."
    known = {"Jan Berada": "Jan Berada", "Berrada": "Jan Berada"}
    assert of_persons(text, known).rewrite().text == text
    listed = of_persons(text, known, alias="house@1#1")
    assert listed.rewrite().text == "Mr Jan Berada came. Berada left."
    elsewhere = of_persons("Mr Berrada left.", {"Berrada": "Jan Berada"})
    assert elsewhere.rewrite().text == "Mr Berada left."
    row = StyleRow(newsnorm.local_id("Jan Berada"), "*")
    assert of_persons(text, known).rewrite(house(row)).text == "Mr Jan Berada came. Berada left."


def test_quotations_stay_unless_asked() -> None:
    """In the text and in the title, with marks, over paragraphs and behind a speaker's name."""
    text = 'In Kiev: "We hold Kiev.\n"And Kiev holds," he said in Kiev.\nZelenskiy: Kiev holds.'
    article = linked(text, title="'Kiev will hold', says Kiev")
    assert article.rewrite().text == (
        'In Kyiv: "We hold Kiev.\n"And Kiev holds," he said in Kyiv.\nZelenskyy: Kiev holds.'
    )
    assert article.rewrite(field="title").text == "'Kiev will hold', says Kyiv"
    everything = article.rewrite(quotations=True).text
    assert everything == text.replace("Kiev", "Kyiv").replace("Zelenskiy", "Zelenskyy")


def test_a_transcript_is_quoted_from_its_first_speaker_on() -> None:
    """Its answers go on for paragraphs; a label that stands once does not make one."""
    text = "In Kiev.\nHost: And Kiev?\nMr A: No.\nNot Kiev.\nHost: Thanks.\nKiev it is."
    assert linked(text).rewrite().text == text.replace("In Kiev", "In Kyiv")
    text = "Note: Kiev fell.\nKiev waits."
    assert linked(text).rewrite().text == text.replace("Kiev", "Kyiv")


def test_what_a_paper_wrote_is_quoted_from_the_next_paragraph_on() -> None:
    """Without marks, nothing says where it ends; with marks, they do."""
    before, behind = "Snow fell in Kiev. A paper wrote:", "\n\nKiev is white.\n\nSo is Lvov."
    assert linked(before + behind).rewrite().text == before.replace("Kiev", "Kyiv") + behind
    reported = "A paper reports: Kiev is white.\n\nSo is Lvov."
    assert linked(reported).rewrite().text == reported
    marked = 'A paper wrote:\n\n"Kiev is white."\n\nSo is Lvov.'
    assert linked(marked).rewrite().text == marked.replace("Lvov", "Lviv")


def test_a_role_is_never_rewritten() -> None:
    """Only the name behind it is, however the role is spelled."""
    text = "Kiev Mayor Volodymyr Zelenskiy spoke."
    mention = Mention(
        "text", 0, 30, (0, 30), text[:30], "local:volodymyr-zelenskyy", "Volodymyr Zelenskyy",
        "person", 1.0, "title+name", role="Kiev Mayor",
    )  # fmt: skip
    article = replace(linked(text), mentions=(mention,))
    assert article.rewrite().text == "Kiev Mayor Volodymyr Zelenskyy spoke."


@pytest.mark.parametrize(
    ("text", "rendering"),
    [
        ("He left the Ukraine.", "He left Ukraine."),
        ("The Ukraine is at war.", "Ukraine is at war."),
        ("The Ukraine crisis deepens.", "The Ukraine crisis deepens."),
        ("the Ukraine-Russia border", "the Ukraine-Russia border"),
        ("the whole Ukraine", "the whole Ukraine"),
    ],
)
def test_press_drops_an_article_that_a_name_does_not_take(text: str, rendering: str) -> None:
    """Unless it may be the article of another noun."""
    assert linked(text).rewrite().text == rendering


def test_the_article_itself_stays_and_offsets_lead_back() -> None:
    """Each change is one of the style's, and a rendering's place has a place in the raw text."""
    raw = "MOSCOW, Feb 2. /TASS/. A guard  of Kiev's mayor left the Ukraine."
    nlp = newsnorm.load("news")
    article = nlp.normalize(raw, language="en")
    before = article.to_record()
    rendered = article.rewrite()
    assert article.to_record() == before
    assert rendered.text == "A guard of Kyiv's mayor left Ukraine."
    assert rendered.alignment.source == article.text
    assert rendered.alignment.inverted().target == article.text
    assert [(c.removed, c.replacement, c.rule) for c in rendered.alignment.changes] == [
        ("Kiev", "Kyiv", "style/press"),
        ("the ", "", "style/press:article"),
    ]
    start, end = article.alignments["text"].then(rendered.alignment).to_source(11, 15)
    assert raw[start:end] == "Kiev"


def test_source_keeps_to_the_form_that_the_article_has_most() -> None:
    """Of those that are free to change; of two, the first. Forms in capitals do not count."""
    text = 'Kiev, then Kyiv, then Kiev. "Kyiv! Kyiv!" Lviv and Lvov. KYIV.\nThe US and America.'
    assert linked(text).rewrite("source").text == (
        'Kiev, then Kiev, then Kiev. "Kyiv! Kyiv!" Lviv and Lviv. KIEV.\nThe US and America.'
    )
    german = linked("Kiev, Kyiv, Kiev", language="de")
    assert german.rewrite("source").text == "Kiev, Kiev, Kiev"
    assert german.rewrite("press").text == german.text, "the gazetteer's names are English"


def test_a_house_can_prefer_another_spelling() -> None:
    """And what its table does not name stays, unless it has the row of `press`."""
    text = "From Kyiv to Lvov."
    kiev = StyleRow("geonames:703448", "Kiev")
    assert linked(text).rewrite(house(kiev)).text == "From Kiev to Lvov."
    assert linked(text).rewrite(house(kiev, PRESS_ROW)).text == "From Kiev to Lviv."
    leave = StyleRow("geonames:702550", "")
    assert linked(text).rewrite(house(leave, PRESS_ROW)).text == text


TITLE = "Organization for Security and Cooperation in Europe"
SHORT = StyleRow("wikidata:Q81299", "OSCE", surface=TITLE)


@pytest.mark.parametrize(
    ("text", "rendering"),
    [
        (f"The {TITLE} met. The OSCE left.", "The OSCE met. The OSCE left."),
        (f"The {TITLE} (OSCE) met. Then the {TITLE} left.",
         f"The {TITLE} (OSCE) met. Then the OSCE left."),
        (f"The OSCE ({TITLE}) met.", f"The OSCE ({TITLE}) met."),
        (f"an {TITLE} mission", "an OSCE mission"),
        (f"{TITLE}'s men", "OSCE's men"),
        (f"THE {TITLE.upper()} MET", f"THE {TITLE.upper()} MET"),
    ],
)  # fmt: skip
def test_a_house_can_ask_for_short_names(text: str, rendering: str) -> None:
    """A definition stays, so that a reader learns what the short one means."""
    assert linked(text).rewrite(house(SHORT)).text == rendering


NATO = StyleRow("wikidata:Q7184", "NATO", surface="*", the=False)
LONG = StyleRow("wikidata:Q7184", "North Atlantic Treaty Organization", surface="NATO", the=True)
AMERICA = StyleRow("iso3166:US", "America", surface="United States", the=False)
STATES = StyleRow("iso3166:US", "United States", surface="America", the=True)
PALESTINE = StyleRow("iso3166:PS", "Palestine", surface="*", the=False)
ABBREVIATED = StyleRow("iso3166:US", "U.S.", surface="*", the=True)
BRITAIN = StyleRow("iso3166:GB", "Britain", surface="*", the=False)


@pytest.mark.parametrize(
    ("row", "text", "rendering"),
    [
        (NATO, "the North Atlantic Treaty Organization said", "NATO said"),
        (NATO, "the North Atlantic Treaty Organization summit", "the NATO summit"),
        (NATO, "the North Atlantic Treaty Organization's men", "NATO's men"),
        (LONG, "NATO said so", "The North Atlantic Treaty Organization said so"),
        (LONG, "in NATO.", "in the North Atlantic Treaty Organization."),
        (LONG, "a NATO summit", "a North Atlantic Treaty Organization summit"),
        (AMERICA, "the United States' army", "America's army"),
        (AMERICA, "The United States said", "America said"),
        (AMERICA, "the United States army", "the America army"),
        (STATES, "America's army", "The United States' army"),
        (PALESTINE, "the Palestinian territories are", "the Palestinian territories are"),
        # One full stop is the abbreviation's and the sentence's.
        (ABBREVIATED, "He left the US. He sang.", "He left the U.S. He sang."),
        (ABBREVIATED, "He left America.", "He left the U.S."),
        (ABBREVIATED, "The US, he said, is big...", "The U.S., he said, is big..."),
        (BRITAIN, "He left the U.K. The end.", "He left Britain. The end."),
        (BRITAIN, "He left the U.K.", "He left Britain."),
        # A sentence may end here, or not.
        (BRITAIN, "In the U.K. Mr Roe sang.", "In the U.K. Mr Roe sang."),
        (BRITAIN, "The U.K. has left the U.K., too.", "Britain has left Britain, too."),
        (BRITAIN, "the UK's men", "Britain's men"),
    ],
)
def test_grammar_follows_the_name(row: StyleRow, text: str, rendering: str) -> None:
    """Articles, possessives and number; where they cannot, the name stays."""
    assert linked(text).rewrite(house(row)).text == rendering


def test_an_exact_row_reaches_former_names_and_none_reaches_link_only_ones() -> None:
    """A former name is written otherwise only where the table names it."""
    text = "From Bangalore to Constantinople."
    rows = (
        StyleRow("geonames:1277333", "Bengaluru", surface="Bangalore"),
        StyleRow("geonames:745044", "Istanbul", surface="Constantinople"),
    )
    assert linked(text).rewrite(house(*rows)).text == "From Bengaluru to Constantinople."


def test_what_only_points_back_to_a_name_is_none() -> None:
    """A row for every form of a name is not one for "the Minister"."""
    text = "Zelenskiy left. The Minister slept, then the company, and Minister."
    spans = [(0, 9), (16, 28), (41, 52), (58, 66)]
    rows = [
        Mention(
            "text",
            *span,
            span,
            text[slice(*span)],
            "a:b",
            "Volodymyr Zelenskyy",
            "person",
            1.0,
            "x",
        )
        for span in spans
    ]
    article = replace(linked(text), mentions=tuple(rows))
    everything = house(StyleRow("*", "*", surface="*"))
    assert article.rewrite(everything).text == text.replace("Zelenskiy", "Volodymyr Zelenskyy")


def test_rows_that_follow_each_other_are_taken_together() -> None:
    """And rows that lead back to where they began change nothing: both keep renderings stable."""
    there = StyleRow("iso3166:US", "America", surface="US")
    on = StyleRow("iso3166:US", "United States", surface="America")
    back = StyleRow("iso3166:US", "US", surface="United States")
    assert linked("the US army").rewrite(house(there, on)).text == "the United States army"
    assert linked("the US army").rewrite(house(there, on, back)).text == "the US army"


def test_the_record_holds_what_was_rendered_and_how() -> None:
    """With the changes, which lead from the rendering back to the cleaned text."""
    article = linked("Snow in Kiev.", title="Lvov waits")
    assert "rewritten" not in article.to_record()
    record = article.to_record(style="press")
    assert record["text"] == "Snow in Kiev."
    edit = {"removed": "Kiev", "replacement": "Kyiv", "rule": "style/press"}
    title = {"removed": "Lvov", "replacement": "Lviv", "rule": "style/press"}
    assert record["rewritten"] == {
        "style": "press",
        "text": "Snow in Kyiv.",
        "title": "Lviv waits",
        "edits": [
            {"field": "title", "cleaned": [0, 4], "start": 0, "end": 4, **title},
            {"field": "text", "cleaned": [8, 12], "start": 8, "end": 12, **edit},
        ],
    }
    assert list(record)[-2:] == ["rewritten", "schema"]
    changes = [
        Change(tuple(e["cleaned"]), e["start"], e["removed"], e["replacement"], e["rule"])
        for e in record["rewritten"]["edits"]
        if e["field"] == "text"
    ]
    assert newsnorm.undo(record["rewritten"]["text"], changes) == article.text


def test_what_there_is_not_is_said(tmp_path: Path) -> None:
    """A style, a field, a file."""
    article = linked("Snow in Kiev.")
    with pytest.raises(StyleError, match="no style 'pres'; there are: press, source"):
        article.rewrite("pres")
    with pytest.raises(ValueError, match="has no field 'title'"):
        article.rewrite(field="title")
    with pytest.raises(StyleError, match="cannot be read"):
        article.rewrite(tmp_path / "gone.tsv")


# Properties ---------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *KNOWN,
        *KNOWN,
        "the",
        "The",
        "a",
        "an",
        "of",
        "in",
        "'s",
        "'",
        '"',
        "“",
        "”",
        ".",
        ",",
        "\n",
        "Dynamo",
        "Post",
        "said",
        "and",
        "or",
        "(",
        ")",
        "-",
        "Mayor",
        "is",
        "are",
        "summit",
        ":",
    ]
)
TEXTS = st.lists(PIECES, max_size=25).map(
    lambda pieces: re.sub(r" ([.,)'\n:-])|([(\n-]) ", r"\1\2", " ".join(pieces))
)
STYLES = st.sampled_from(
    [
        "press",
        "source",
        house(NATO, AMERICA, SHORT, PRESS_ROW),
        house(LONG, STATES, StyleRow("geonames:703448", "Kiev")),
        house(StyleRow("*", "*", surface="*")),
        house(StyleRow("*", "=", kind="place"), StyleRow("*", "*")),
    ]
)


@given(TEXTS, STYLES)
def test_a_rendering_is_rendered_to_itself(text: str, style: str | Style) -> None:
    """Linked again, it has nothing left to change."""
    once = linked(text).rewrite(style).text
    assert linked(once).rewrite(style).text == once


@given(TEXTS, STYLES, st.booleans())
def test_a_rendering_undoes_to_the_text_and_keeps_what_is_quoted(
    text: str, style: str | Style, quotations: bool
) -> None:
    """Its changes touch names, and what grammar asks for beside them."""
    article = linked(text)
    rendered = article.rewrite(style, quotations=quotations)
    assert rendered.alignment.source == text
    assert newsnorm.undo(rendered.text, rendered.alignment.changes) == text
    for change in rendered.alignment.changes:
        if change.rule.count(":"):
            assert change.removed.strip().casefold() in {"the", "a", "an", "'", "'s", ""}
        else:
            assert change.removed in KNOWN
    if not quotations:
        for mark in re.findall(r'(?<!\w)"[^"“”\n]*"(?!\w)', text):
            assert text.count('"') % 2 or "\n" in text or mark in rendered.text


@pytest.fixture(scope="module")
def news() -> newsnorm.Pipeline:
    """The preset news."""
    return newsnorm.load("news")


WORDS = st.sampled_from(
    [
        "Kiev",
        "Kyiv",
        "Lugansk",
        "Kharkov",
        "Sergei Lavrov",
        "Lavrov",
        "the Ukraine",
        "Nato",
        "President Volodymyr Zelensky",
        "Zelensky",
        "Odessa, Ukraine",
        "Dynamo Kiev",
        "Slavyansk",
        "met",
        "said",
        "in",
        "of",
        "and",
        "the",
        "a",
        "left for",
        "'s",
        '"',
        "“",
        "”",
        "talks",
        ".\n",
    ]
)


@given(st.lists(WORDS, max_size=20), st.sampled_from(["press", "source"]))
def test_normalizing_and_rendering_a_rendering_changes_nothing(
    news: newsnorm.Pipeline, words: list[str], style: str
) -> None:
    """With the whole pipeline, which links anew."""
    article = news.normalize(" ".join(words).replace(" '", "'"), language="en")
    once = article.rewrite(style).text
    again = news.normalize(once, language="en")
    assert again.rewrite(style).text == once
