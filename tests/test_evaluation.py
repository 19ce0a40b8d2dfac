"""Evaluations: what is counted, what is shown, and what a bad gold set is answered with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import newsnorm
from newsnorm import InputError
from newsnorm.evaluation.cleaning import FIELDS, evaluate_cleaning
from newsnorm.evaluation.scores import Score, read_gold

NLP = newsnorm.load("news@1")
GOOD = {
    "id": "good",
    "group": "dateline",
    "raw": "RIGA, May 4 (AFP) - Snow  fell.",
    "clean": "Snow fell.",
    "dateline": {"place": "RIGA", "date": "--05-04", "agency": "AFP"},
    "byline": [],
    "credits": [],
    "notices": [],
}
TRAP = {**GOOD, "id": "trap", "group": "trap", "clean": GOOD["raw"], "dateline": None}


def gold(folder: Path, *records: Any) -> Path:
    """A file with those records."""
    file = folder / "gold.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return file


def test_what_is_as_it_should_be_is_no_failure() -> None:
    """All figures are at their best."""
    report = evaluate_cleaning([GOOD], NLP)
    assert (report.cases, report.exact, report.error_rate) == (1, 1, 0.0)
    assert report.fields["all"] == Score(3, 3, 3)
    assert (report.failures, report.broken, report.unstable) == ([], [], [])


def test_a_failure_says_how_it_differs() -> None:
    """Lines of the text, and values of fields: missing with a minus, too much with a plus."""
    wrong = {**GOOD, "clean": "Snow fall.\nIt did.", "byline": ["Jane Roe"], "dateline": None}
    report = evaluate_cleaning([wrong], NLP)
    assert report.exact == 0
    assert report.error_rate == 9 / len("Snow fall.\nIt did.")
    assert report.fields["byline"] == Score(0, 0, 1)
    assert report.fields["all"] == Score(0, 3, 1)
    (failure,) = report.failures
    assert failure.differences == (
        "-Snow fall.",
        "-It did.",
        "+Snow fell.",
        "+dateline.place: RIGA",
        "+dateline.date: --05-04",
        "+dateline.agency: AFP",
        "-byline: Jane Roe",
    )


def test_a_trap_that_was_touched_is_broken() -> None:
    """Also where the text is right and only a field is wrong."""
    fields_alone = {**GOOD, "id": "fields", "group": "trap", "dateline": None}
    report = evaluate_cleaning([TRAP, fields_alone, {**GOOD, "group": "trap"}], NLP)
    assert (report.traps, report.broken) == (3, ["trap", "fields"])


@pytest.mark.parametrize(
    ("score", "figures"),
    [
        (Score(), (1.0, 1.0, 1.0)),
        (Score(0, 0, 2), (1.0, 0.0, 0.0)),
        (Score(0, 2, 0), (0.0, 1.0, 0.0)),
        (Score(1, 2, 4), (0.5, 0.25, 1 / 3)),
    ],
)
def test_scores_of_nothing_are_defined(score: Score, figures: tuple[float, ...]) -> None:
    """Nothing reported is nothing wrong; nothing expected is nothing missing."""
    assert (score.precision, score.recall, score.f1) == pytest.approx(figures)


@pytest.mark.parametrize(
    ("line", "fault"),
    [("{", "gold.jsonl:2: is not JSON"), ('{"id": "1"}', "gold.jsonl:2: has no raw, clean")],
)
def test_a_gold_set_that_is_wrong_is_answered_with_the_line(
    tmp_path: Path, line: str, fault: str
) -> None:
    """An evaluation over half of a set would say too much."""
    file = gold(tmp_path, GOOD)
    file.write_text(file.read_text(encoding="utf-8") + line, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(read_gold(file, FIELDS))
    assert fault in str(caught.value)


def test_the_command_shows_what_json_says(tmp_path: Path) -> None:
    """A report for people, and the same for programs."""

    def evaluate(*options: str) -> str:
        command = [sys.executable, "-m", "newsnorm", "evaluate", "cleaning", *options]
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", check=True, cwd=tmp_path
        ).stdout

    file = gold(tmp_path, GOOD, TRAP)
    shown = evaluate(file.name)
    assert shown.startswith("2 cases, 1 exact (50.0%)\n")
    assert "traps: 1, broken: trap\n" in shown
    assert "\ntrap (trap)\n  -RIGA, May 4 (AFP) - Snow  fell.\n  +Snow fell.\n" in shown
    report = json.loads(evaluate(file.name, "--json"))
    assert (report["exact_rate"], report["broken_traps"]) == (0.5, ["trap"])
    assert [failure["id"] for failure in report["failures"]] == ["trap"]
