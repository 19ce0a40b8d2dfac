"""Evaluation of entities: what matches what, what counts, the forms of gold sets."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm import Article, InputError
from newsnorm.evaluation.entities import (
    _compare,
    distance,
    evaluate_entities,
    overlap,
    reported,
)
from newsnorm.evaluation.entity_report import EntityReport
from newsnorm.evaluation.entity_sets import GoldArticle, GoldMention, read_entities
from newsnorm.evaluation.pairing import paired
from newsnorm.evaluation.scores import Score

NLP = newsnorm.load("news@1")
TEXT = "Kiev said on Monday that its envoy would meet the OSCE in Paris."


def mention(surface: str, kind: str, name: str, text: str = TEXT, **fields: Any) -> GoldMention:
    """A gold mention at the first place where its surface stands."""
    start = text.index(surface)
    end = start + len(surface)
    return GoldMention("text", start, end, surface, kind, name, **fields)


KYIV = mention("Kiev", "place", "Kyiv", entity="geonames:703448")
ENVOY = mention("its envoy", "person", "its envoy")
OSCE = mention("OSCE", "organization", "OSCE", entity="wikidata:Q81299")
PARIS = mention("Paris", "place", "Paris", entity="geonames:2988507")


def evaluate(*mentions: GoldMention, text: str = TEXT, **fields: Any) -> EntityReport:
    """The report on one article."""
    return evaluate_entities([GoldArticle(Article(text, id="1"), mentions, **fields)], NLP)


@given(
    st.lists(st.lists(st.integers(0, 4), unique=True, max_size=5), max_size=5), st.integers(0, 5)
)
def test_no_pairing_has_more_pairs(fits: list[list[int]], begun: int) -> None:
    """Trying everything finds no more; and whoever had a partner keeps one."""

    def most(left: int, taken: frozenset[int]) -> int:
        if left == len(fits):
            return 0
        free = [right for right in fits[left] if right not in taken]
        return max(most(left + 1, taken), *(1 + most(left + 1, taken | {r}) for r in free), 0)

    start = paired(fits[:begun])
    found = paired(fits, start)
    assert len(set(found.values())) == len(found)
    assert all(right in fits[left] for left, right in found.items())
    assert set(start) <= set(found)
    assert len(found) == most(0, frozenset())


def test_what_is_right_is_no_error() -> None:
    """Ids agree, and a person without one is known by the name."""
    report = evaluate(KYIV, OSCE, PARIS, ignored=(("text", ENVOY.start, ENVOY.end),))
    assert (report.links, report.spans) == (Score(3, 3, 3), Score(3, 3, 3))
    assert report.b_cubed == (1.0, 1.0, 1.0)
    assert report.errors == []


def test_an_error_is_wrong_spurious_or_missed() -> None:
    """Each with what was expected, what was reported, and the passage."""
    texas = mention("Paris", "place", "Paris", entity="geonames:4717560", phenomenon="namesake")
    report = evaluate(texas, OSCE, mention("Monday", "place", "Monday"))
    assert report.links == Score(1, 3, 3)
    assert report.spans == Score(2, 3, 3)
    assert [(e.error, e.expected, e.reported) for e in report.errors] == [
        ("spurious", "", "place Kyiv (geonames:703448)"),
        ("missed", "place Monday (no id)", ""),
        ("wrong", "place Paris (geonames:4717560)", "place Paris (geonames:2988507)"),
    ]
    assert "its envoy would meet the OSCE in [Paris]." in report.errors[2].context
    assert report.phenomena["namesake"] == Score(0, 1, 1)
    assert report.kinds["place"] == Score(0, 2, 2)
    assert report.kinds["organization"] == Score(1, 1, 1)


def test_what_must_not_be_reported_is_told_wherever_it_stands() -> None:
    """By id, or by name where there is none; also in a span that counts neither way."""
    ignored = (("text", 0, 4),)
    report = evaluate(OSCE, PARIS, ignored=ignored, forbidden=(("geonames:703448", "Kyiv"),))
    assert (report.links, report.forbidden) == (Score(2, 2, 2), 1)
    assert evaluate(forbidden=((None, "Kyiv"),)).forbidden == 1


def test_spans_match_by_half_or_by_the_head() -> None:
    """A title may be in the span or not, or count neither way."""
    text = "German Chancellor Angela Merkel left."
    name = text.index("Angela"), text.index(" left")
    whole = mention("German Chancellor Angela Merkel", "person", "A. Merkel", text)
    bare = mention("Angela Merkel", "person", "Angela Merkel", text)
    headed = mention("German Chancellor Angela Merkel", "person", "Merz", text, head=name)
    title = (("text", 0, name[0]),)
    assert evaluate(whole, text=text).links == Score(1, 1, 1)
    assert evaluate(bare, text=text).links == Score(0, 1, 1)
    assert evaluate(bare, text=text, ignored=title).links == Score(1, 1, 1)
    assert evaluate(headed, text=text).spans == Score(1, 1, 1)
    assert evaluate(headed, text=text).links == Score(0, 1, 1)
    parts = (("text", 0, 6), ("text", 7, 17), ("text", name[0], name[1]))
    assert evaluate(text=text, ignored=parts).links == Score(0, 0, 0)


def test_strokes_count_as_accents_do() -> None:
    """A newspaper prints neither."""
    text = "German Chancellor Jane Jorgensen left."
    whole = mention("German Chancellor Jane Jorgensen", "person", "Jane Jørgensen", text)
    assert evaluate(whole, text=text).links == Score(1, 1, 1)


def test_for_whom_a_name_stands_is_compared_where_a_set_says_it() -> None:
    """Right, missed, wrong and spurious are told apart; a set without any is not asked."""
    text = "Moscow expects an answer. Kyiv rejected it, and so did Paris. It rained in Paris."
    moscow = mention("Moscow", "place", "Moscow", text, stands_for="iso3166:RU")
    kyiv = mention("Kyiv", "place", "Kyiv", text)
    paris = mention("Paris", "place", "Paris", text, stands_for="iso3166:FR")
    wrong = mention("Moscow", "place", "Moscow", text, stands_for="iso3166:BY")
    report = evaluate(moscow, kyiv, paris, text=text)
    assert report.stands_for == Score(1, 2, 2)
    assert [(e.error, e.expected, e.reported) for e in report.stands_for_errors] == [
        ("stands for: spurious", "", "iso3166:UA"),
        ("stands for: missed", "iso3166:FR", ""),
    ]
    assert "so did [Paris]." in report.stands_for_errors[1].context
    (error,) = evaluate(wrong, text=text).stands_for_errors
    assert (error.error, error.reported) == ("stands for: wrong", "iso3166:RU")
    assert any(line.startswith("stands for  ") for line in report.lines())
    assert report.as_json()["stands_for"]["right"] == 1
    silent = evaluate(kyiv, text=text)
    assert "stands_for" not in silent.as_json()
    assert not any("stands for" in line for line in silent.lines())


def test_kinds_that_a_set_does_not_mark_do_not_count() -> None:
    """A set of places says nothing about organizations."""
    report = evaluate(KYIV, PARIS, kinds=frozenset({"place"}))
    assert report.links == Score(2, 2, 2)


def test_being_near_is_right_where_a_set_has_coordinates() -> None:
    """Within 161 km; what has no coordinates agrees by type and name."""
    suburb = mention("Paris", "place", "Saint-Denis", location=(48.94, 2.36), type="city")
    lyon = mention("Paris", "place", "Lyon", location=(45.75, 4.85), type="city")
    assert (evaluate(suburb).near, evaluate(suburb).placed) == (1, 1)
    assert (evaluate(lyon).near, evaluate(lyon).accuracy) == (0, 0.0)
    text = "He left France."
    france = mention(
        "France", "place", "Republic of France", text, location=(46.0, 2.0), type="country"
    )
    assert evaluate(france, text=text).near == 1
    village = mention("France", "place", "France", text, location=(46.0, 2.0), type="city")
    assert evaluate(village, text=text).near == 0


def test_b_cubed_tells_what_was_brought_together() -> None:
    """Two that are one, of which one was found: precision 1, recall 1/2 of 1/2."""
    text = "Kiev, or Kyiv, is old. Quxistan is new."
    gold = (
        mention("Kiev", "place", "Kyiv", text, entity="geonames:703448"),
        mention("Kyiv", "place", "Kyiv", text, entity="geonames:703448"),
        mention("Quxistan", "place", "Kyiv", text, entity="geonames:703448"),
    )
    precision, recall, _ = evaluate(*gold, text=text).b_cubed
    assert precision == 1.0
    assert recall == pytest.approx((2 / 3 + 2 / 3) / 3)


def test_a_dateline_s_place_is_a_mention() -> None:
    """It was cut from the text, and stands in the input; the country behind it is another place."""
    text = "KYIV, Ukraine (AP) - It snowed in Odessa."
    found = reported(NLP.normalize(text))
    assert next((m.start, m.end, m.entity) for m in found) == (0, 4, "geonames:703448")


def test_tiers_are_the_curve_over_scores() -> None:
    """What is accepted at a score and above; the least score has them all."""
    report = evaluate(KYIV, OSCE, PARIS, ENVOY)
    least = min(report.tiers)
    assert report.tiers[least] == report.links
    assert all(score.reported <= report.links.reported for score in report.tiers.values())


@given(
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)), st.floats(-90, 90), st.floats(-180, 180)
)
def test_distances_are_those_on_a_sphere(
    first: tuple[float, float], north: float, east: float
) -> None:
    """Symmetric, none to itself, none beyond half the way around."""
    there = distance(first, (north, east))
    assert there == pytest.approx(distance((north, east), first), abs=1e-6)
    assert 0 <= there <= 20016
    assert distance(first, first) == 0


@given(st.tuples(st.integers(0, 9), st.integers(1, 9)), st.integers(0, 9), st.integers(1, 9))
def test_overlap_is_that_of_sets(first: tuple[int, int], start: int, length: int) -> None:
    """Intersection over union of the offsets."""
    one, other = (first[0], first[0] + first[1]), (start, start + length)
    here, there = set(range(*one)), set(range(*other))
    assert overlap(one, other) == len(here & there) / len(here | there)


# Forms of gold sets -------------------------------------------------------------------------------

LGL = """<?xml version="1.0" encoding="utf-8"?>
<articles><article docid="7"><text><![CDATA[Snow in Paris & Xyz.]]></text><toponyms>
<toponym><start>8</start><end>13</end><phrase>Paris</phrase><gaztag geonameid="4717560">
<name>Paris</name><fclass>P</fclass><fcode>PPL</fcode><lat>33.66</lat><lon>-95.56</lon></gaztag>
</toponym><toponym><start>16</start><end>19</end><phrase>Xyz</phrase></toponym>
</toponyms></article></articles>
"""

GUM = """#FORMAT=WebAnno TSV 3.2
#Text=The United States ' all - girl team met Angela Merkel , and she left .
1-1\t0-3\tThe\tplace[1]\t_\t_\tUnited_States[1]\t_\t_
1-2\t4-10\tUnited\tplace[1]\t_\t_\tUnited_States[1]\t_\t_
1-3\t11-17\tStates\tplace[1]\t_\t_\tUnited_States[1]\t_\t_
1-4\t18-19\tall\t_\t_\t_\t_\t_\t_
1-5\t18-19\t-\t_\t_\t_\t_\t_\t_
1-6\t18-19\tgirl\t_\t_\t_\t_\t_\t_
1-7\t18-19\tmet\t_\t_\t_\t_\t_\t_
1-8\t18-19\tAngela\tperson[2]\t_\t_\tAngela_Merkel[2]\t_\t_
1-9\t18-19\tMerkel\tperson[2]\t_\t_\tAngela_Merkel[2]\t_\t_
1-10\t18-19\t,\t_\t_\t_\t_\t_\t_
1-11\t18-19\tshe\tperson\t_\t_\tAngela_Merkel\t_\t_

1-12\t18-19\tLeft\t_\t_\t_\t_\t_\t_
"""


def test_toponyms_come_with_their_places(tmp_path: Path) -> None:
    """Those that nobody linked count neither way."""
    file = tmp_path / "lgl.xml"
    file.write_text(LGL, encoding="utf-8")
    (gold,) = read_entities(file)
    (paris,) = gold.mentions
    assert (paris.surface, paris.entity, paris.type) == ("Paris", "geonames:4717560", "city")
    assert (paris.location, paris.phenomenon) == ((33.66, -95.56), "PPL")
    assert (gold.article.id, gold.ignored) == ("7", (("text", 16, 19),))
    assert gold.kinds == {"place"}


def test_words_are_put_together_as_printed(tmp_path: Path) -> None:
    """Only what has a name counts: "she" is for coreference."""
    (tmp_path / "a.tsv").write_text(GUM, encoding="utf-8")
    (tmp_path / "LICENSE.txt").write_text("", encoding="utf-8")
    (gold,) = read_entities(tmp_path)
    assert gold.article.text == "The United States all-girl met Angela Merkel, she\nLeft"
    states, merkel = gold.mentions
    assert (states.name, states.surface, states.head) == (
        "United States", "The United States", (4, 17),
    )  # fmt: skip
    assert (merkel.name, merkel.kind) == ("Angela Merkel", "person")
    assert [gold.article.text[start:end] for _, start, end in gold.ignored] == ["she"]


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.xml", LGL.replace("<articles>", '<!DOCTYPE a [<!ENTITY x "y">]><articles>', 1),
         "a.xml: has a DOCTYPE"),
        ("a.xml", LGL[:-20], "a.xml: "),
        ("a.xml", LGL.replace("<lat>33.66</lat>", ""), "article 7: a gaztag has no lat"),
        ("a.xml", LGL.replace("<start>8<", "<start>x<"), "article 7: invalid literal"),
        ("a.tsv", "1-1\t0-3\tThe\n", "a.tsv:1: has 3 columns"),
        ("a.txt", "", "say what it is by --format"),
        ("a.jsonl", '{"id": "1", "text": "x"}', "a.jsonl:1: has no mentions"),
        ("a.jsonl", '{"id": "1", "text": "x", "mentions": [{"start": 0, "end": 1}]}',
         "record '1': has no 'kind'"),
        ("a.jsonl",
         '{"id": "1", "text": "x", "mentions": [{"start": 0, "end": 1, "kind": "city"}]}',
         "record '1': 'city' is no kind"),
        ("a.jsonl", '{"id": "1", "text": "x", "mentions": [{"start": 1, "end": 2}]}',
         "does not stand at 1 to 2"),
    ],
)  # fmt: skip
def test_a_set_that_is_wrong_is_answered_with_the_place(
    tmp_path: Path, name: str, content: str, fault: str
) -> None:
    """An evaluation over half of a set would say too much."""
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(read_entities(file))
    assert fault in str(caught.value)


def test_a_folder_without_a_set_is_an_error(tmp_path: Path) -> None:
    """Nothing evaluated must not look like nothing wrong."""
    with pytest.raises(InputError, match="has no file of a gold set"):
        list(read_entities(tmp_path))


def test_the_command_shows_what_json_says(tmp_path: Path) -> None:
    """A report for people, and the same for programs."""
    file = tmp_path / "gold.jsonl"
    paris = {
        "start": TEXT.index("Paris"),
        "end": len(TEXT) - 1,
        "kind": "place",
        "name": "Paris",
        "entity": "geonames:1",
        "stands_for": "iso3166:FR",
    }
    file.write_text(json.dumps({"id": "1", "text": TEXT, "mentions": [paris]}), encoding="utf-8")

    def run(*options: str) -> str:
        command = [sys.executable, "-m", "newsnorm", "evaluate", "entities", file.name, *options]
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", check=True, cwd=tmp_path
        ).stdout

    shown = run()
    assert shown.startswith("1 articles\n")
    assert "\n1: wrong\n" in shown
    assert "[Paris]." in shown
    report = json.loads(run("--json"))
    assert report["links"]["right"] == 0
    assert report["spans"]["right"] == 1
    assert "wrong" in {error["error"] for error in report["errors"]}
    assert report["stands_for"]["expected"] == 1
    assert "\n1: stands for: missed\n" in shown


def test_the_order_of_what_is_reported_changes_nothing() -> None:
    """Two reported for two expected, of which one fits both: both are right."""
    text = "Kiev Kiev"
    gold = GoldArticle(
        Article(text, id="1"),
        (
            GoldMention("text", 0, 4, "Kiev", "place", "Kyiv"),
            GoldMention("text", 0, 6, "Kiev K", "place", "Kyiv"),
        ),
    )
    article = reported(NLP.normalize("Kiev said so."))
    short = article[0]
    long = type(short)("text", 0, 8, "Kiev Kie", short.entity, short.name, "place")
    for found in ([short, long], [long, short]):
        report = EntityReport()
        _compare(gold, found, NLP.gazetteer, report, [])
        assert report.links == Score(2, 2, 2)
