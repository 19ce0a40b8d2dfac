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


def overlaps(pairs: list[tuple[dict[str, Any], dict[str, Any]]]) -> Overlap:
    articles = list(pipeline().pipe([record for pair in pairs for record in pair]))
    made = columns(articles)
    sides = []
    for first in (0, 1):
        rows = list(range(first, len(articles), 2))
        sides.append(
            {
                name: column.take(rows) if isinstance(column, Ragged) else column[rows]
                for name, column in made.items()
            }
        )
    return overlap(*sides)


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
