"""Files as agencies deliver them: what is read of each format, and what a bad file costs."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm import Dateline, InputError, InputOptions, Raw
from newsnorm.io.inputs import Source, read
from newsnorm.testing.timing import steep
from newsnorm_wire import files as reader
from newsnorm_wire import newsnorm_cleaners, newsnorm_readers
from newsnorm_wire.files import Files
from newsnorm_wire.formats import messages

NLP = newsnorm.Pipeline.of(cleaners=newsnorm_cleaners())


def raws(data: bytes | str) -> list[Raw]:
    data = data.encode() if isinstance(data, str) else data
    return list(Files().read(io.BytesIO(data), "a.file"))


def records(data: bytes | str) -> list[Mapping[str, Any]]:
    found = raws(data)
    assert [raw.fault for raw in found] == [None] * len(found)
    return [raw.data for raw in found if isinstance(raw.data, Mapping)]


def record(data: bytes | str) -> Mapping[str, Any]:
    [only] = records(data)
    return only


def fault(data: bytes | str) -> InputError:
    [raw] = raws(data)
    assert raw.fault is not None
    return raw.fault


def nitf(content: str, front: str = "", head: str = "") -> str:
    return (
        f"<nitf><head>{head}</head><body><body.head>{front}</body.head>"
        f"<body.content>{content}</body.content></body></nitf>"
    )


# --- NITF

NITF = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- made for a test -->
<!DOCTYPE nitf SYSTEM "nitf-3-6.dtd">
<nitf baselang="en-lv">
  <head>
    <title>Snow in Riga</title>
    <docdata management-status="usable">
      <doc-id regsrc="ABC" id-string="abc.2021.77b"/>
      <du-key key="riga-snow" version="2"/>
      <urgency ed-urg="4"/>
      <date.issue norm="20210504T123000+0300"/>
      <ed-msg info="ADDS depth of snow"/>
      <key-list><keyword key="snow"/><keyword>Riga</keyword></key-list>
    </docdata>
  </head>
  <body>
    <body.head>
      <hedline><hl1>Snow <em>falls</em>
        on Riga</hl1><hl2>Nobody minds</hl2></hedline>
      <byline>By <person>Jane Roe</person><byttl>ABC Weather Writer</byttl></byline>
      <distributor><org>ABC News</org></distributor>
      <dateline><location><city>RIGA</city>, <country>Latvia</country></location>
        <story.date norm="20210504T000000">May 4</story.date></dateline>
      <abstract><p>It snowed.</p></abstract>
    </body.head>
    <body.content>
      <media media-type="image"><media-reference source="a.jpg"/>
        <media-caption>A roof, white.</media-caption></media>
      <p>Snow fell on <location>Riga</location>,
         said Roe &amp; Doe.<br/>It fell all day.</p>
      <block><hl2>What comes next</hl2><ul><li>More snow</li><li>Ice</li></ul></block>
      <p/>
      <table><tr><th>Day</th><th>Depth</th></tr><tr><td>Monday</td><td>3 cm</td></tr></table>
      <pre>1. Roe
2. Doe</pre>
    </body.content>
    <body.end><tagline>John Doe contributed.</tagline></body.end>
  </body>
</nitf>
"""


def test_nitf() -> None:
    assert record(NITF) == {
        "text": "By Jane Roe, ABC Weather Writer\n"
        "RIGA, Latvia, May 4 - Snow fell on Riga, said Roe & Doe.\n"
        "It fell all day.\nWhat comes next\nMore snow\nIce\n"
        "Day\tDepth\nMonday\t3 cm\n1. Roe\n2. Doe",
        "id": "abc.2021.77b",
        "item": "riga-snow",
        "version": "2",
        "title": "Snow falls on Riga",
        "published": "2021-05-04T12:30:00+03:00",
        "source": "ABC News",
        "language": "en-LV",
        "byline": "By Jane Roe, ABC Weather Writer",
        "dateline": "RIGA, Latvia, May 4",
        "status": "usable",
        "urgency": "4",
        "keywords": ["snow", "Riga"],
        "subtitle": "Nobody minds",
        "abstract": "It snowed.",
        "captions": ["A roof, white."],
        "note": "ADDS depth of snow",
        "tagline": "John Doe contributed.",
    }


def test_names_in_other_cases_and_namespaces_are_the_same() -> None:
    data = "<N:NITF xmlns:N='urn:x'><N:Body><N:Body.Content><N:P>Snow.</N:P></N:Body.Content></N:Body></N:NITF>"  # noqa: E501
    assert record(data) == {"text": "Snow."}


@pytest.mark.parametrize(
    ("dateline", "source", "text", "expected"),
    [
        # Printed as it came, if it names the agency or ends with a dash.
        ("Riga, 4 mai 2021 (AFP) -", "X", "Il neige.", "Riga, 4 mai 2021 (AFP) - Il neige."),
        ("Riga, 4 mai 2021 (AFP)", "X", "Il neige.", "Riga, 4 mai 2021 (AFP) - Il neige."),
        ("RIGA May 4 ABC -", "", "Snow.", "RIGA May 4 ABC - Snow."),
        # A place gets the agency's tag, if its name is one.
        ("Riga", "STT", "Lunta satoi.", "RIGA (STT) - Lunta satoi."),
        ("Riga", "", "Snow.", "Snow."),
        ("Riga", "example.com", "Snow.", "Snow."),
        ("Riga", "The Press Association of Latvia", "Snow.", "Snow."),
        # Nothing would take another's tag out again; a place and a day need none.
        ("Riga", "Volta News", "Snow.", "Snow."),
        ("Riga, May 4", "Volta News", "Snow.", "RIGA, May 4 - Snow."),
        ("Riga, 4 mai 2021", "Volta News", "Il neige.", "RIGA, 4 mai 2021 - Il neige."),
        ("Riga, Latvia", "Volta News", "Snow.", "Snow."),
        # A day alone is no dateline.
        ("May 4", "STT", "Snow.", "Snow."),
        ("2021-05-04", "STT", "Snow.", "Snow."),
        # What the text has already is not printed again.
        ("RIGA", "AP", "RIGA (AP) — Snow.", "RIGA (AP) — Snow."),
        ("Riga, Latvia", "CP", "RIGA - Snow.", "RIGA - Snow."),
        ("Riga", "TASS", "VILNIUS, May 4. /TASS/. Snow.", "VILNIUS, May 4. /TASS/. Snow."),
        ("Riga", "ANSA", "(ANSA) - RIGA, 4 MAG - Neve.", "(ANSA) - RIGA, 4 MAG - Neve."),
        # But a sentence that begins with the place is none.
        ("Riga", "STT", "Riga sai lunta.", "RIGA (STT) - Riga sai lunta."),
        ("Riga", "STT", "", ""),
    ],
)
def test_the_dateline_stands_in_front_of_the_text_once(
    dateline: str, source: str, text: str, expected: str
) -> None:
    front = (
        f"<hedline><hl1>Snow</hl1></hedline><distributor>{source}</distributor>"
        f"<dateline>{dateline}</dateline>"
    )
    made = record(nitf(f"<p>{text}</p>", front))
    assert made["text"] == expected
    assert made["dateline"] == dateline


@pytest.mark.parametrize(
    ("byline", "text", "expected"),
    [
        ("By Jane Roe", "Snow.", "By Jane Roe\nSnow."),
        ("By Jane Roe", "By John Doe\nSnow.", "By John Doe\nSnow."),
        ("By our correspondents", "Snow.", "Snow."),
        ("jr/jd", "Snow.", "Snow."),
        # Many agencies print the names alone.
        ("Jane Roe", "Snow.", "By Jane Roe\nSnow."),
        ("JANE ROE, JOHN DOE", "Snow.", "By JANE ROE, JOHN DOE\nSnow."),
        ("Jane van der Roe, Staff Writer", "Snow.", "By Jane van der Roe\nSnow."),
        ("Jane Roe and John Press, The Volta Press", "Snow.", "By Jane Roe, John Press\nSnow."),
        ("Jane Roe; John Doe, Volta News", "Snow.", "By Jane Roe, John Doe\nSnow."),
        ("Par Jeanne Roé", "Neige.", "By Jeanne Roé\nNeige."),
        ("Von Jana Roe", "Schnee.", "By Jana Roe\nSchnee."),
        ("Jane Roe", "By John Doe\nSnow.", "By John Doe\nSnow."),
        ("Volta News Agency", "Snow.", "Snow."),
        ("Associated Press", "Snow.", "Snow."),
        ("Jane Roe / example.com", "Snow.", "Snow."),
        ("Bystrom", "Snow.", "Snow."),
        ("By ", "Snow.", "Snow."),
    ],
)
def test_a_byline_that_names_somebody_stands_in_front_of_the_text(
    byline: str, text: str, expected: str
) -> None:
    content = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    made = record(nitf(content, f"<byline>{byline}</byline>"))
    assert made["text"] == expected
    assert made["byline"] == byline.strip()


@pytest.mark.parametrize(
    "byline",
    [
        "Jane Roe", "Jane Roe & John Doe", "Jane Roe och John Doe, Volta News",
        "JANE ROE; JOHN DOE", "Иван Роу и Пётр Доу", "Par Jeanne Roé, La Presse",
        "Jane Roe / example.com", "By Jane Roe", "Volta News", "Jane Roe, MAR 04",
        "Von Jana Roe und Jan Doe",
    ],
)  # fmt: skip
def test_nothing_of_a_byline_stays_in_the_text(byline: str) -> None:
    """It is printed as cleaning knows it, or not at all."""
    made = record(nitf("<p>Snow fell.</p>", f"<byline>{byline.replace('&', '&amp;')}</byline>"))
    assert NLP.normalize(made["text"]).text == "Snow fell."


def test_cleaning_makes_data_of_byline_and_dateline() -> None:
    """Which is why they are put in front of the text."""
    front = (
        "<byline>By <person>Jane Roe</person></byline><distributor>STT</distributor>"
        "<dateline><location>Riga</location></dateline>"
    )
    made = record(nitf("<p>Snow fell.</p>", front))
    article = NLP.normalize(made["text"])
    assert article.text == "Snow fell."
    assert article.dateline == Dateline("RIGA", None, "STT")
    assert article.byline == ("Jane Roe",)


# --- NewsML 1

NEWSML = """\
<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20210504T130000Z</DateAndTime></NewsEnvelope>
<NewsItem xml:lang="en">
  <Identification><NewsIdentifier><ProviderId>abc.example</ProviderId><DateId>20210504</DateId>
    <NewsItemId>SNOW-1</NewsItemId><RevisionId PreviousRevision="1" Update="N">2</RevisionId>
  </NewsIdentifier><NameLabel>Latvia-snow</NameLabel></Identification>
  <NewsManagement><FirstCreated>20210504T120000+0000</FirstCreated>
    <ThisRevisionCreated>20210504T123000+0000</ThisRevisionCreated>
    <Status FormalName="Usable"/><Urgency FormalName="4"/></NewsManagement>
  <NewsComponent>
    <NewsLines><HeadLine>Snow falls on Riga</HeadLine><DateLine>RIGA, May 4, 2021 (ABC) -</DateLine>
      <KeywordLine>SNOW</KeywordLine><KeywordLine>RIGA</KeywordLine></NewsLines>
    <AdministrativeMetadata><Provider><Party FormalName="ABC"/></Provider></AdministrativeMetadata>
    <DescriptiveMetadata><Language FormalName="EN"/></DescriptiveMetadata>
    <NewsComponent><Role FormalName="Main"/><ContentItem><MediaType FormalName="Text"/>
      <DataContent><nitf><head><docdata><doc-id id-string="other"/><urgency ed-urg="1"/></docdata>
        </head><body><body.content><p>Snow fell.</p><p>It melted.</p></body.content></body></nitf>
      </DataContent></ContentItem></NewsComponent>
    <NewsComponent><Role FormalName="Caption"/><ContentItem>
      <DataContent><p>A roof, white.</p></DataContent></ContentItem></NewsComponent>
    <NewsComponent><Role FormalName="Picture"/><ContentItem Href="a.jpg"/></NewsComponent>
  </NewsComponent>
</NewsItem>
<NewsItem>
  <Identification><NewsIdentifier><ProviderId>abc.example</ProviderId><DateId>20210504</DateId>
    <NewsItemId>SNOW-2</NewsItemId><RevisionId>1</RevisionId></NewsIdentifier></Identification>
  <NewsComponent><NewsLines><HeadLine>Both languages</HeadLine></NewsLines>
    <NewsComponent xml:lang="nl"><NewsLines><HeadLine>Sneeuw</HeadLine></NewsLines>
      <NewsComponent><Role FormalName="Title"/><ContentItem><DataContent>Sneeuw</DataContent>
        </ContentItem></NewsComponent>
      <NewsComponent><Role FormalName="Lead"/><ContentItem><DataContent>Het sneeuwde.</DataContent>
        </ContentItem></NewsComponent>
      <NewsComponent><Role FormalName="Body"/><ContentItem><DataContent>
          Het bleef liggen.

          Tot maandag.
        </DataContent></ContentItem></NewsComponent></NewsComponent>
    <NewsComponent xml:lang="fr"><NewsLines><HeadLine>Neige</HeadLine></NewsLines>
      <ContentItem><DataContent>Il neigeait.</DataContent></ContentItem></NewsComponent>
    <NewsComponent><NewsLines><HeadLine>Bruit</HeadLine></NewsLines>
      <ContentItem Href="a.mp3"/></NewsComponent>
  </NewsComponent>
</NewsItem>
<NewsItem><NewsComponent><NewsLines><HeadLine>Roof</HeadLine></NewsLines>
  <ContentItem Href="b.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent></NewsItem>
</NewsML>
"""


def test_newsml_1() -> None:
    first, dutch, french, photo = raws(NEWSML)
    assert first.number == 2
    assert first.data == {
        "text": "RIGA, May 4, 2021 (ABC) - Snow fell.\nIt melted.",
        "id": "urn:newsml:abc.example:20210504:SNOW-1:2",
        "item": "urn:newsml:abc.example:20210504:SNOW-1",
        "version": "2",
        "title": "Snow falls on Riga",
        "published": "2021-05-04T12:30:00Z",
        "source": "ABC",
        "language": "en",
        "dateline": "RIGA, May 4, 2021 (ABC) -",
        "status": "usable",
        "urgency": "4",
        "slug": "Latvia-snow",
        "keywords": ["SNOW", "RIGA"],
        "captions": ["A roof, white."],
    }
    # A component with a headline of its own is a story; those without text are none.
    shared = {
        "item": "urn:newsml:abc.example:20210504:SNOW-2",
        "version": "1",
        "published": "2021-05-04",
        "source": "abc.example",
    }
    assert dutch.data == {
        "text": "Het sneeuwde.\nHet bleef liggen.\n\nTot maandag.",
        "id": "urn:newsml:abc.example:20210504:SNOW-2:1#1",
        "title": "Sneeuw",
        "language": "nl",
        **shared,
    }
    assert french.data == {
        "text": "Il neigeait.",
        "id": "urn:newsml:abc.example:20210504:SNOW-2:1#2",
        "title": "Neige",
        "language": "fr",
        **shared,
    }
    assert photo.fault is not None
    assert str(photo.fault) == "the item holds no text, but is of the class 'photo'"
    assert photo.data == {"text": "", "title": "Roof"}


def test_an_alert_is_a_headline_alone() -> None:
    item = "<NewsItem><NewsComponent><NewsLines><HeadLine>Snow</HeadLine></NewsLines>{}</NewsComponent></NewsItem>"  # noqa: E501
    content = "<ContentItem><DataContent/></ContentItem>"
    assert record(f"<NewsML>{item.format(content)}</NewsML>") == {"text": "", "title": "Snow"}


# --- NewsML-G2

G2 = """\
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2021-05-04T13:00:00Z</sent></header>
<itemSet>
<packageItem guid="tag:abc.example,2021:top" version="1">
  <itemMeta><itemClass qcode="ninat:composite"/></itemMeta>
  <contentMeta><headline>Top stories</headline></contentMeta></packageItem>
<newsItem guid="tag:abc.example,2021:snow" version="3" xml:lang="en">
  <itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:ABC"><name>ABC News</name></provider>
    <versionCreated>2021-05-04T12:30:00.000Z</versionCreated><pubStatus qcode="stat:usable"/>
    <edNote>Adds depth</edNote><edNote>Adds depth</edNote></itemMeta>
  <contentMeta><urgency>4</urgency><contentCreated>2021-05-04T12:00:00Z</contentCreated>
    <creditline>ABC–</creditline><dateline>Riga</dateline><by>Jane Roe</by>
    <slugline>LATVIA-SNOW</slugline><keyword>snow</keyword><language tag="en-GB"/>
    <headline>Snow falls on Riga</headline><headline role="hld:subHeadline">Nobody minds</headline>
    <description role="drol:summary">It snowed.</description>
    <description role="drol:caption">LATVIA-SNOW: Snow falls on Riga</description></contentMeta>
  <contentSet><inlineXML contenttype="application/xhtml+xml">
    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body>
      <header><h1>Snow falls on Riga</h1><p>SNOW</p></header>
      <section><p>Snow fell on <b>Riga</b>
        all day.</p><figure><img/><figcaption>A roof, white.</figcaption></figure>
        <p>It melted.</p></section></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="tag:abc.example,2021:roof" version="1">
  <itemMeta><itemClass qcode="ninat:picture"/></itemMeta>
  <contentMeta><headline>A roof</headline><description role="x:caption">A roof, white.</description>
  </contentMeta><contentSet><remoteContent href="a.jpg"/></contentSet></newsItem>
<newsItem guid="tag:abc.example,2021:plain" version="1">
  <itemMeta><provider literal="abc.example"/></itemMeta>
  <contentSet><inlineXML/><inlineData contenttype="text/plain">Snow fell.
It melted.</inlineData></contentSet></newsItem>
<newsItem guid="tag:abc.example,2021:nitf" version="1"><contentSet><inlineXML>
  <nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><docdata><doc-id id-string="7"/></docdata></head>
  <body><body.head><hedline><hl1>Ice</hl1></hedline></body.head>
  <body.content><p>Ice came.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>
</itemSet></newsMessage>
"""  # noqa: E501


def test_newsml_g2() -> None:
    package, story, picture, plain, inner = raws(G2)
    assert story.data == {
        "text": "By Jane Roe\nSnow fell on Riga all day.\nIt melted.",
        "id": "tag:abc.example,2021:snow:3",
        "item": "tag:abc.example,2021:snow",
        "version": "3",
        "title": "Snow falls on Riga",
        "published": "2021-05-04T12:30:00Z",
        "source": "ABC News",
        "language": "en-GB",
        "byline": "Jane Roe",
        "dateline": "Riga",
        "captions": ["A roof, white."],
        "status": "usable",
        "urgency": "4",
        "slug": "LATVIA-SNOW",
        "keywords": ["snow"],
        "subtitle": "Nobody minds",
        "abstract": "It snowed.",
        "note": "Adds depth",
    }
    assert plain.data == {
        "text": "Snow fell.\nIt melted.",
        "id": "tag:abc.example,2021:plain:1",
        "item": "tag:abc.example,2021:plain",
        "version": "1",
        "published": "2021-05-04T13:00:00Z",
        "source": "abc.example",
    }
    assert isinstance(inner.data, Mapping)
    assert (inner.data["title"], inner.data["text"]) == ("Ice", "Ice came.")
    assert inner.data["id"] == "tag:abc.example,2021:nitf:1"
    # What holds no text is a reject, with what it says.
    assert str(package.fault) == "the item holds no text, but is of the class 'composite'"
    assert str(picture.fault) == "the item holds no text, but is of the class 'picture'"
    assert isinstance(picture.data, Mapping)
    assert picture.data["captions"] == ["A roof, white."]
    lines = [n for n, line in enumerate(G2.split("\n"), 1) if line.startswith(("<newsI", "<pack"))]
    assert [raw.number for raw in raws(G2)] == lines


def test_an_item_alone() -> None:
    data = "<newsItem guid='a'><contentSet><inlineData>Snow.</inlineData></contentSet></newsItem>"
    assert record(data) == {"text": "Snow.", "id": "a", "item": "a"}


# --- IPTC 7901 and ANPA 1312

IPTC = (
    "\x01abc0062 4 i 211 cccc   abc 061\r\n\r\nLatvia-weather/\r\n"
    "\x021ST LEAD\r\nSnow falls on Riga,\r\nnobody minds\r\nBy Jane Roe, abc =\r\n\r\n"
    "   Riga (abc) - Snow fell on Riga on\r\nTuesday.\r\n\r\n   It melted.\r\n\r\nabc jr jd\r\n"
    "\r\n\x03041230 GMT May 21 \r\n\x7f\r\n\x7f\x04"
)


def test_iptc_7901() -> None:
    assert record(IPTC) == {
        "text": "By Jane Roe, abc\n   Riga (abc) - Snow fell on Riga on\nTuesday.\n\n"
        "   It melted.\n\nabc jr jd",
        "title": "Snow falls on Riga, nobody minds",
        "published": "2021-05-04T12:30:00Z",
        "byline": "By Jane Roe, abc",
        "service": "abc",
        "number": "0062",
        "urgency": "4",
        "category": "i",
        "slug": "Latvia-weather/",
        "marks": ["1ST LEAD"],
    }


def test_messages_one_after_the_other() -> None:
    """Each has the line in which it begins, and a broken one costs itself alone."""
    broken = "\x01nonsense\r\n\x02Snow\x03\x04\r\n"
    found = raws(f"\r\n{IPTC}\r\n{broken}{IPTC}")
    second = 2 + IPTC.count("\n") + 1
    assert [raw.number for raw in found] == [2, second, second + broken.count("\n")]
    assert [raw.fault and raw.fault.code for raw in found] == [None, "unknown-format", None]
    assert str(found[1].fault).startswith("'nonsense' is no header of IPTC 7901 or ANPA 1312")
    assert found[0].data == found[2].data


def test_a_message_without_its_frame() -> None:
    bare = "".join(
        character for character in IPTC if character >= " " or character in "\r\n"
    ).replace("\x7f", "")
    expected = dict(record(IPTC))
    assert record(bare) == expected


@pytest.mark.parametrize(
    ("trailer", "published"),
    [
        ("041230 GMT Mai 21", "2021-05-04T12:30:00Z"),
        ("041230 dez 2021", "2021-12-04T12:30:00"),
        ("041230 GMT Juin 21", "041230 GMT Juin 21"),
        ("", None),
        ("041230", None),
    ],
)
def test_day_and_time_of_iptc_7901(trailer: str, published: str | None) -> None:
    """What is not understood is handed on, and the run warns of it."""
    made = record(f"\x01abc0001 4 i 2\n\x02Snow =\n\nIt fell.\n\x03{trailer}\x04")
    assert made.get("published") == published


@pytest.mark.parametrize(
    ("heading", "title", "text"),
    [
        ("Snow =\n\nIt fell.", "Snow", "It fell."),
        ("Snow\n\nIt fell.", "Snow", "It fell."),
        ("It snowed.\n\nIt fell.", None, "It snowed.\n\nIt fell."),
        ("SNOW FALLS =\nIt fell.", "SNOW FALLS", "It fell."),
        ("(Repeat)\nSnow =\nIt fell.", "Snow", "It fell."),
        ("By 2030, snow is gone =\nIt fell.", "By 2030, snow is gone", "It fell."),
    ],
)
def test_the_heading_of_iptc_7901(heading: str, title: str | None, text: str) -> None:
    made = record(f"\x01abc0001 4 i 2\n\x02{heading}\n\x03\x04")
    assert (made.get("title"), made["text"]) == (title, text)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252", "utf-8-sig"])
def test_character_sets_of_messages(encoding: str) -> None:
    text = "Müller fror; Zoë, André und Åsa auch."
    data = f"\x01abc0001 4 i 2\n\x02Schnee =\n\n\x0e{text}\x0f\n\x03\x04".encode(encoding)
    assert record(data)["text"] == text


ANPA = (
    "\x16\x16\x01a0123\x1fabcde-\r\nr w\x14\x12 bc-Latvia-Snow 05-04 0102\r\n"
    "\x02^Snow falls on Riga<\r\n^Eds: Adds depth of snow.<\r\n^By JANE ROE=\r\n"
    "^ABC Weather Writer=\r\n   RIGA, Latvia (ABC) _ Snow fell on\r\nRiga on Tuesday.\r\n"
    "   It melted.<\r\n"
    "\x03AB-CD-05-04-21 1230EDT<\r\n\x04"
)


def test_anpa_1312() -> None:
    assert record(ANPA) == {
        "text": "By JANE ROE, ABC Weather Writer\n   RIGA, Latvia (ABC) _ Snow fell on\n"
        "Riga on Tuesday.\n   It melted.",
        "title": "Snow falls on Riga",
        "published": "2021-05-04T12:30:00-04:00",
        "byline": "By JANE ROE, ABC Weather Writer",
        "service": "a",
        "number": "0123",
        "urgency": "r",
        "category": "w",
        "slug": "bc-Latvia-Snow",
        "note": "Eds: Adds depth of snow.",
    }


AP = (
    "\x16\x16\x01W0123\x1fasian\x1f\r\n"
    "r i\x13\x11 BC-EU--SnowInRiga 1stLd-Writethru   05-04 0102\r\n"
    "\x02^BC-EU--Snow In Riga, 1st Ld-Writethru,102<\r\n^Snow falls on Riga<\r\n"
    "^Nobody minds, the mayor says<\r\n^AP Photo XYZ101, XYZ102<\r\n"
    "^Eds: Adds depth of snow. With AP Photos.<\r\n^By JANE ROE=\r\n^Associated Press=\r\n"
    "\t   RIGA, Latvia (AP) _ Snow fell.\r\n \r\n\t   AP-WF-05-04-21 1230GMT<\r\n\x03\x04"
)


def test_the_slug_of_ap_is_not_the_headline() -> None:
    """It ends with the number of words, and the header has it without spaces.

    The trailer is the last line of the text.
    """
    assert record(AP) == {
        "text": "By JANE ROE, Associated Press\n\t   RIGA, Latvia (AP) _ Snow fell.\n\n"
        "\t   AP-WF-05-04-21 1230GMT",
        "title": "Snow falls on Riga",
        "published": "2021-05-04T12:30:00Z",
        "byline": "By JANE ROE, Associated Press",
        "service": "W",
        "number": "0123",
        "urgency": "r",
        "category": "i",
        "slug": "BC-EU--Snow In Riga, 1st Ld-Writethru",
        "subtitle": "Nobody minds, the mayor says",
        "note": "AP Photo XYZ101, XYZ102\nEds: Adds depth of snow. With AP Photos.",
    }


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("AP-EU--Snow,102<", "Snow falls on Riga"),
        ("*9006< ^BC-EU--Snow,102<", "Snow falls on Riga"),
        ("The best snow of the year, 2021<", "The best snow of the year, 2021"),
    ],
)
def test_the_headline_of_anpa_1312_stands_below_the_slug(first: str, title: str) -> None:
    text = f"\x02^{first}\r\n^Snow falls on Riga<\r\n   Snow fell.\r\n\x03"
    assert record(f"\x01a0123\r\nr i BC-EU--Snow 05-04 0102\r\n{text}")["title"] == title


def test_anpa_1312_without_marks() -> None:
    """The heading ends before the first indented line; a day that could be two is none."""
    data = (
        "\x01a0123ABC\x1f_x-\r\nu s\x14\x12 BC-Snow   05-04 0102\r\n"
        "\x02BC-Snow\r\nWeather: Snow falls on Riga+\r\n     RIGA, May 4 ABC - Snow fell.\r\n"
        "==ABC\r\n\x03ABC-12:30-04-05-21\x04\r\n"
    )
    made = record(data)
    assert made["title"] == "Weather: Snow falls on Riga"
    assert made["text"] == "     RIGA, May 4 ABC - Snow fell.\n==ABC"
    assert "published" not in made


@pytest.mark.parametrize(
    ("trailer", "published"),
    [
        ("AB-CD-05-04-21 1230GMT", "2021-05-04T12:30:00Z"),
        ("AB-CD-05-04-21 1230", "2021-05-04T12:30:00"),
        ("AB-CD-13-04-21 1230EST", None),
    ],
)
def test_day_and_time_of_anpa_1312(trailer: str, published: str | None) -> None:
    data = ANPA.replace("AB-CD-05-04-21 1230EDT<", trailer)
    assert record(data).get("published") == published


# --- encodings

XML = "<?xml version='1.0' encoding='{}'?>" + nitf("<p>{}</p>")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Åsa, Київ"),
        ("utf-16", "Åsa, Київ"),
        ("iso-8859-1", "Åsa, Zoë"),
        ("iso-8859-15", "Åsa, 5 €"),
        ("windows-1251", "Киев"),
    ],
)
def test_the_declared_encoding(encoding: str, text: str) -> None:
    assert record(XML.format(encoding, text).encode(encoding))["text"] == text


def test_a_byte_order_mark() -> None:
    assert record(XML.format("utf-8", "Åsa").encode("utf-8-sig"))["text"] == "Åsa"


def test_utf_8_that_is_declared_to_be_latin_1() -> None:
    assert record(XML.format("iso-8859-1", "Åsa").encode("utf-8"))["text"] == "Åsa"


def test_latin_1_that_is_declared_to_be_utf_8_is_a_fault() -> None:
    """Nothing is guessed: what else it might be nobody can tell."""
    data = XML.format("utf-8", "Åsa").encode("latin-1")
    found = fault(data)
    assert found.code == "not-utf-8"
    assert f"byte {data.index(0xC5)} is not UTF-8, which the file says it is" in str(found)


def test_what_html_names_is_decoded_and_the_rest_is_as_it_came() -> None:
    data = "<!DOCTYPE nitf SYSTEM 'x.dtd'>" + nitf("<p>5&nbsp;&euro; &#8212; &lt;b&gt;</p>")
    assert record(data)["text"] == "5\N{NO-BREAK SPACE}€ — <b>"


# --- bad files

BOMB = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10 if n else "snow " * 10}">' for n in range(10))


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"", "no-text", "there is nothing in the file"),
        (b"\r\n \x04\x7f", "no-text", "there is nothing in the file"),
        (NITF[:900], "bad-xml", "line"),
        ("<nitf><body></nitf>", "bad-xml", "mismatch"),
        ("<nitf>\x0b</nitf>", "bad-xml", "line 1"),
        ("<?xml version='1.0' encoding='snow-8'?><nitf/>", "bad-xml", "snow-8"),
        ("<rss version='2.0'/>", "unknown-format", "the root is <rss>"),
        ("<nitf/>", "no-text", "neither a text nor a headline"),
        ("<NewsML/>", "no-text", "nothing"),
        ("<NewsML><NewsItem/></NewsML>", "no-text", "no text"),
        ("<newsMessage/>", "no-text", "nothing"),
        ("<newsItem/>", "no-text", "neither"),
        (nitf("<p>&snow;</p>"), "bad-xml", "snow"),
        ("<!DOCTYPE nitf [<!ENTITY snow 'ice'>]>" + nitf("<p>&snow;</p>"), "bad-xml", "&snow;"),
        (f"<!DOCTYPE nitf [{BOMB}]>" + nitf("<p>&x9;</p>"), "bad-xml", ""),
        (f"<!DOCTYPE nitf [{BOMB}]>" + nitf('<p class="&x9;">s</p>'), "bad-xml", "amplification"),
        (nitf("<block>" * 300 + "s" + "</block>" * 300), "bad-xml", "depth"),
        ("Snow fell.", "unknown-format", "'Snow fell.' is no header of IPTC 7901 or ANPA 1312"),
        ("\x01abc0001 4 i 2\n\x02\n\x03\x04", "no-text", "neither"),
        (b"\xff\xfe\x00\x01", "unknown-format", ""),
    ],
)
def test_a_bad_file_is_one_record_with_a_fault(data: bytes | str, code: str, message: str) -> None:
    found = fault(data)
    assert found.code == code
    assert message in str(found)
    assert "\n" not in str(found)


@pytest.mark.parametrize(
    ("form", "item"),
    [
        (
            "<NewsML>{}</NewsML>",
            "<NewsItem><NewsComponent><ContentItem>{}</ContentItem></NewsComponent></NewsItem>".format(
                "<DataContent>{}</DataContent>"
            ),
        ),
        (
            "<newsMessage><itemSet>{}</itemSet></newsMessage>",
            "<newsItem><contentSet><inlineData>{}</inlineData></contentSet></newsItem>",
        ),
    ],
)
def test_a_bad_item_costs_itself_alone(form: str, item: str) -> None:
    items = "\n".join(item.format(text) for text in ("Snow.", "&ice;", "Rain."))
    found = raws("<!DOCTYPE x [<!ENTITY ice 'Ice.'>]>" + form.format(items))
    assert [raw.fault and raw.fault.code for raw in found] == [None, "bad-xml", None]
    assert [raw.number for raw in found] == [1, 2, 3]


def test_no_other_file_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("sesame", encoding="utf-8")
    uri = secret.as_uri()
    for data in (
        f'<!DOCTYPE nitf [<!ENTITY s SYSTEM "{uri}">]>' + nitf("<p>&s;</p>"),
        f'<!DOCTYPE nitf [<!ENTITY s SYSTEM "{uri}">]>' + nitf('<p class="&s;">t</p>'),
        f'<!DOCTYPE nitf [<!ENTITY % s SYSTEM "{uri}"> %s;]>' + nitf("<p>t</p>"),
        f'<!DOCTYPE nitf SYSTEM "{uri}">' + nitf("<p>t</p>"),
        nitf(f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{uri}"/><p>t</p>'),
    ):
        for raw in raws(data):
            assert "sesame" not in str(raw.data)
            assert "sesame" not in str(raw.fault)


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LARGEST", 5000)
    assert record(nitf("<p>" + "s" * 4000 + "</p>"))["text"] == "s" * 4000
    [raw] = raws(nitf("<p>" + "s" * 5000 + "</p>"))
    assert raw.fault is not None
    assert raw.fault.code == "too-large"
    assert isinstance(raw.data, bytes)
    assert len(raw.data) == 4096


def test_a_message_that_is_too_large_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "LONGEST", 1000)
    long = IPTC.replace("It melted.", "It melted. " * 1000)
    found = raws(IPTC + long + IPTC)
    assert [raw.fault and raw.fault.code for raw in found] == [None, "too-large", None]


def test_what_came_before_a_fault_of_the_file_is_read(tmp_path: Path) -> None:
    [spec] = newsnorm_readers()
    data = gzip.compress("".join(IPTC.replace("061", str(n)) for n in range(9000)).encode())
    path = tmp_path / "day.txt.gz"
    path.write_bytes(data[: len(data) * 2 // 3])
    options = InputOptions(format=spec.name)
    *before, last = read(Source("day.txt.gz", path), options, [spec])
    assert last.fault is not None
    assert last.fault.code == "truncated"
    assert len(before) > 3000
    assert not any(raw.fault for raw in before)


def test_without_lxml_xml_is_a_fault_and_messages_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    for name in [name for name in sys.modules if name.startswith("newsnorm_wire.formats.")]:
        if name.rpartition(".")[2] in ("xml", "nitf", "newsml", "newsml_g2"):
            monkeypatch.delitem(sys.modules, name)
    assert str(fault(NITF)) == "XML needs lxml: pip install 'newsnorm-wire[xml]'"
    assert record(IPTC)["service"] == "abc"


def test_the_cost_grows_with_the_size_alone() -> None:
    """Components side by side are looked at once each."""

    def data(size: int) -> str:
        one = "<ContentItem><DataContent>Snow.</DataContent></ContentItem>"
        content = one * (size // len(one))
        return f"<NewsML><NewsItem><NewsComponent>{content}</NewsComponent></NewsItem></NewsML>"

    assert steep(record, data) is None


# --- whatever comes

TAGS = st.sampled_from(
    "nitf head docdata body body.head body.content hedline hl1 hl2 p br media media-caption table "
    "tr td pre byline byttl dateline location story.date NewsML NewsItem NewsComponent NewsLines "
    "HeadLine DateLine ContentItem DataContent Role newsMessage itemSet newsItem itemMeta "
    "contentMeta contentSet inlineXML inlineData html".split()
)
WORDS = st.sampled_from(("Snow", " ", "\n", "&amp;", "&nbsp;", "(STT) -", "By Jane Roe", "2021"))
MARKUP = st.recursive(
    WORDS,
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=5)).map(
        lambda made: f"<{made[0]} norm='4' xml:lang='en'>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=40,
)
PIECES = st.sampled_from(
    ("\x01", "\x02", "\x03", "\x04", "\x7f", "\r\n", "\n", "abc0001 4 i 2", "a0001", " =", "^", "<",
     "r w bc-Snow 05-04 0102", "AB-CD-05-04-21 1230EDT", "041230 GMT May 21", "Snow", "By Jane Roe")
)  # fmt: skip


@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=300).map(lambda data: b"<nitf>" + data),
        st.tuples(TAGS, MARKUP).map(lambda made: f"<{made[0]}>{made[1]}</{made[0]}>".encode()),
        st.lists(PIECES, max_size=30).map(lambda made: "".join(made).encode()),
        st.lists(PIECES, max_size=30).map(
            lambda made: ("\x01abc0001 4 i 2\n\x02" + "".join(made)).encode("utf-16")
        ),
    )
)
def test_whatever_comes_is_records_or_faults(data: bytes) -> None:
    """Every record is an article with a title or a text; nothing is raised, and nothing is lost."""
    found = raws(data)
    assert found
    for raw in found:
        assert raw.number >= 1
        if raw.fault is None:
            assert isinstance(raw.data, Mapping)
            article = newsnorm.Article.from_record(raw.data)
            assert article.text or article.title
        raw.as_reject()


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), min_size=1))
def test_every_paragraph_arrives(paragraphs: list[str]) -> None:
    from xml.sax.saxutils import escape

    data = nitf("".join(f"<p>{escape(text)}</p>" for text in paragraphs))
    assert record(data)["text"].split("\n") == paragraphs
