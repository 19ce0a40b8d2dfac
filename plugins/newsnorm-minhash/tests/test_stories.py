"""Versions of stories and reports from one form, as one dump; the margin of what decides."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import newsnorm
from newsnorm import Ragged
from newsnorm.evaluation.duplicates import DuplicatesReport, evaluate_duplicates
from newsnorm_minhash.days import own_days
from newsnorm_minhash.decision import agreement, names
from newsnorm_minhash.facts import FIGURE
from newsnorm_minhash.overlap import Overlap, overlap
from newsnorm_minhash.sketch import columns

CASES = Path(__file__).parent / "cases"


@cache
def read(name: str) -> list[dict[str, Any]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def pipeline() -> newsnorm.Pipeline:
    return newsnorm.load("news@1")


@pytest.fixture(scope="module")
def report() -> DuplicatesReport:
    return evaluate_duplicates(read("versions.jsonl"), read("negatives.jsonl"), pipeline())


def test_versions_are_found_and_their_kinds_are_right(report: DuplicatesReport) -> None:
    assert report.recall >= 0.95
    assert report.kinds_right >= 0.9, report.failures


def test_no_two_stories_are_mixed(report: DuplicatesReport) -> None:
    assert (report.merged, report.mixed) == ([], [])


def sides(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[dict[str, Any]]:
    """The columns of the articles of each pair."""
    articles = list(pipeline().pipe([record for pair in pairs for record in pair]))
    made = columns(articles)
    return [
        {
            name: column.take(rows) if isinstance(column, Ragged) else column[rows]
            for name, column in made.items()
        }
        for rows in (list(range(first, len(articles), 2)) for first in (0, 1))
    ]


def overlaps(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> Overlap:
    return overlap(*sides(pairs))


def test_the_share_of_facts_that_agree_tells_versions_from_templates() -> None:
    """Where the names agree; where they do not, they tell. Jaccard similarity does not."""
    versions = read("versions.jsonl")
    bases = {record["family"]: record for record in versions if record["relation"] == "base"}
    copies = [(bases[r["family"]], r) for r in versions if r["relation"] != "base"]
    negatives = read("negatives.jsonl")
    same = overlaps(copies)
    other = overlaps(list(zip(negatives[::2], negatives[1::2], strict=True)))
    alike = names(other) >= 0.65
    assert agreement(same).min() > agreement(other)[alike].max() + 0.1
    assert names(same).min() >= 0.75
    similarity = [both.shared / (both.left + both.right - both.shared) for both in (same, other)]
    assert np.min(similarity[0]) < np.max(similarity[1])


FERRY = """The ferry sank off the port of Minova on Friday evening with 150 people on
board, the governor of the province said. At least 27 passengers drowned, and 58 were
pulled from the water by fishermen.

The vessel had a permit for 80 people, survivors told reporters on the shore. Shipwrecks
are frequent on the lake, where few passengers wear life jackets and boats often sail
without lights at night. Divers from Bukavu, 105 kilometres away, were expected in the
afternoon. The wreck lies 700 metres from the shore, at a depth of 35 metres, and the
owner has to pay a fine of 4,000 dollars for each passenger."""


def relation(text: str, other: str) -> str | None:
    records = [{"id": str(at), "text": text} for at, text in enumerate((text, other))]
    found = list(pipeline().deduplicate(records))
    return found[0].kind if found else None


def test_a_text_in_which_figures_alone_are_new_is_an_update() -> None:
    assert relation(FERRY, FERRY.replace("27", "41").replace("58", "61")) == "updated"
    assert relation(FERRY, FERRY.replace("27", "28")) == "respelled"
    assert relation(FERRY, FERRY.replace("of the province", "there")) == "respelled"


def test_briefs_that_name_one_firm_each_are_about_that_firm() -> None:
    """Their figures and days may all be the same."""
    brief = "Mthly div 7.1 cts vs 7.1 cts prior. Pay March 31. Record March 16. Note: {}."
    texts = [brief.format(f"Corvin {name} Tax-Free Income Fund") for name in ("Insured", "Harbour")]
    assert relation(*texts) == "related"
    assert relation(texts[0], texts[0].replace("Pay", "Paid")) == "respelled"


def test_after_a_week_only_a_reprint_is_the_same_story() -> None:
    """A loan that is announced, and priced twelve days later, is news twice."""
    first = {"id": "1", "text": FERRY, "published": "2024-03-01T08:00:00Z"}
    start = FERRY.index("The vessel")
    report = "A court in Minova heard the owner on Tuesday. " + FERRY[start:]
    texts = {"reprint": FERRY.replace("said", "has said"), "report": report}
    kinds = {}
    for name, text in texts.items():
        for day in ("02", "15"):
            second = {"id": "2", "text": text, "published": f"2024-03-{day}T08:00:00Z"}
            found = list(pipeline().deduplicate([first, second]))
            kinds[name, day] = found[0].kind if found else None
    assert kinds["reprint", "02"] == kinds["reprint", "15"] == "respelled"
    assert (kinds["report", "02"], kinds["report", "15"]) == ("near", "related")


RAIDS = """Raiders set fire to {count} barns in the Velt valley on {day}, wounding a man of {age},
said the head of the district, Anders Holm.

The man was taken to the clinic in Odder. About {homes} homes were without power in the evening,
and the road to Skarn was closed for four hours. "They come when it gets dark," Holm wrote.
{more}
Six watchtowers were built in the valley last year. It has been raided nearly every week since
June 2022, and half of its 9,500 inhabitants have left, according to the district. Their cattle
is kept in Skarn and Odder, where two schools have been turned into stables. A company of 120
soldiers has been promised since March, and its first platoon came to the valley in May. The
district asks farmers not to go to their fields alone and not to say where soldiers are."""
TUESDAY = {
    "id": "1",
    "published": "2024-06-11T17:00:00Z",
    "text": RAIDS.format(count=7, day="Tuesday", age=71, homes=140, more=""),
}


def kind_of(first: dict[str, Any], second: dict[str, Any]) -> str | None:
    found = list(pipeline().deduplicate([first, second]))
    return found[0].kind if found else None


def test_reports_that_each_tell_of_their_own_day_are_about_two_events() -> None:
    """What they share is what went before; an update speaks of the first day, too."""
    published = "2024-06-12T17:30:00Z"
    next_day = {"count": 11, "day": "Wednesday", "age": 34, "homes": 140}
    report = {"id": "2", "published": published, "text": RAIDS.format(**next_day, more="")}
    more = "The raiders had first come to the valley on Tuesday, he added."
    update = {"id": "2", "published": published, "text": RAIDS.format(**next_day, more=more)}
    assert kind_of(TUESDAY, report) == "related"
    assert kind_of(TUESDAY, update) == "updated"
    assert kind_of(TUESDAY, report | {"title": "UPDATE 1-Raiders burn barns"}) == "updated"


def test_what_happened_to_others_on_the_next_day_is_another_event() -> None:
    """Even where both speak of one day before."""
    before = "The district had asked for soldiers on Monday."
    first = TUESDAY | {"text": TUESDAY["text"].replace("Six", f"{before} Six")}
    second = first | {"id": "2", "published": "2024-06-12T17:30:00Z"}
    text = first["text"].replace("Tuesday", "Wednesday").replace("71", "34").replace("140", "160")
    assert kind_of(first, second | {"text": text}) == "updated"
    assert kind_of(first, second | {"text": text.replace("Velt", "Holbek", 1)}) == "related"


def test_days_of_which_articles_speak() -> None:
    """Their own is the day of publication or the one before."""
    texts = ("It snowed on Tuesday.", "It rained on Wednesday.", "It rained on Wednesday; Tuesday.")
    day = "2024-06-{}T01:00:00Z"

    def record(text: str, published: str | None) -> dict[str, Any]:
        return {"id": text, "text": text, "published": published}

    def told(first: dict[str, Any], second: dict[str, Any]) -> tuple[bool, bool]:
        left, right = sides([(first, second)])
        apart, before = own_days(left, right, overlap(left, right))
        return bool(apart[0]), bool(before[0])

    for published in (("11", "12"), ("12", "13")):
        first, second, both = (
            record(text, day.format(published[at > 0])) for at, text in enumerate(texts)
        )
        assert told(first, second) == (True, False)
        assert told(first, both)[0] is False
        assert told(first, second | {"published": None}) == (False, False)
    later = record("It rained on Wednesday; May 5.", day.format("20"))
    assert told(record("It snowed on Tuesday; May 5.", day.format("12")), later) == (True, False)
    later = record("It rained on Wednesday; June 10.", day.format("13"))
    assert told(record("It snowed on Tuesday; June 10.", day.format("12")), later) == (True, True)


TRAIN = """A train left the rails between Taipei and {hsinchu} early on Friday, and 34 of the 412
passengers were taken to hospital with broken bones and bruises, the railway said. The seven cars
had come from {kaohsiung} and were to reach {keelung} at 6:40 a.m. Some 1,250 travelers were taken
on by 28 buses, said {speaker}, who runs the line in the north of the island. Trains went slowly
past {chiayi} and {pingtung} until 3 p.m. Repairs will take five days and cost 18 million dollars,
according to {other}, a spokesman in {kaohsiung}. The line was built in 1908, and no train had left
its rails there since the signals were replaced after a storm 11 years ago."""
IN_WADE_GILES = {
    "hsinchu": "Hsinchu",
    "kaohsiung": "Kaohsiung",
    "keelung": "Keelung",
    "chiayi": "Chiayi",
    "pingtung": "Pingtung",
    "speaker": "Hsieh Chih-ching",
    "other": "Tsai Chung-kuo",
}
IN_PINYIN = {
    "hsinchu": "Xinzhu",
    "kaohsiung": "Gaoxiong",
    "keelung": "Jilong",
    "chiayi": "Jiayi",
    "pingtung": "Pingdong",
    "speaker": "Xie Zhiqing",
    "other": "Cai Zhongguo",
}


def test_with_all_figures_the_same_a_story_may_spell_its_names_otherwise() -> None:
    text, other = (TRAIN.format(**names) for names in (IN_WADE_GILES, IN_PINYIN))
    assert relation(text, other) == "respelled"
    assert relation(text, other.replace("412", "398")) == "related"


def test_a_summary_on_top_makes_no_other_text() -> None:
    """It is an agency's points; what says more than the text is news."""
    points = "* Ferry with 150 on board sinks\n* Some 58 are pulled from the water near Minova\n"
    assert relation(FERRY, points + FERRY) == "exact"
    assert relation(FERRY, points.replace("58", "63") + FERRY) != "exact"
    assert relation(FERRY, f"{FERRY}\n\nSurvivors told of 150 people on board.") != "exact"


def test_a_longer_stretch_that_is_put_otherwise_is_style() -> None:
    """One that is added is not."""
    flat = " ".join(FERRY.split())
    aside = "where few passengers wear life jackets"
    other = "as the boats seldom have a vest for anybody"
    assert relation(flat, flat.replace(aside, other)) == "respelled"
    assert relation(flat, flat.replace(aside, f"{aside} {other}")) == "near"


@pytest.mark.parametrize(
    ("text", "other", "kept"),
    [
        ("The lines will work by 8:00 p.m.", "The lines will work by 8 p.m.", 1),
        ("Soybeans added 8 cents to $12.00.", "Soybeans added 8 cents to $12.", 2),
        ("The lines will work by 8:05 p.m.", "The lines will work by 8 p.m.", 0),
        ("The index rose to 1,200 points.", "The index rose to 12 points.", 0),
    ],
)
def test_zeros_behind_the_point_make_no_other_figure(text: str, other: str, kept: int) -> None:
    both = overlaps([({"id": "1", "text": text}, {"id": "2", "text": other})])
    assert both.kept[0, FIGURE] == kept
