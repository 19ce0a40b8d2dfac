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
from newsnorm.evaluation.cleaning import FIELDS, evaluate_cleaning, fault
from newsnorm.evaluation.duplicates import (
    compare_clusters,
    evaluate_clusters,
    evaluate_duplicates,
    read_news_copy,
)
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


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"raw": 5}, "raw holds 5; a text is due"),
        ({"id": 5}, "id holds 5; a text is due"),
        ({"language": ["en"]}, "language holds ['en']; a text is due"),
        ({"byline": "Jane Roe"}, "byline holds 'Jane Roe'; a list of texts is due"),
        ({"credits": [1]}, "credits holds [1]; a list of texts is due"),
        ({"dateline": "RIGA"}, "dateline holds 'RIGA'; an object or null is due"),
        ({"dateline": {"city": "RIGA"}}, "dateline has 'city'; there are: place, date, agency"),
        ({"dateline": {"date": 4}}, "dateline: date holds 4; a text or null is due"),
    ],
)
def test_fields_of_the_wrong_kind_are_named(
    tmp_path: Path, more: dict[str, Any], wrong: str
) -> None:
    """A byline that is one text would be counted letter by letter."""
    file = gold(tmp_path, GOOD, {**GOOD, **more})
    with pytest.raises(InputError) as caught:
        list(read_gold(file, FIELDS, fault))
    assert str(caught.value).endswith(f"gold.jsonl:2: {wrong}")


def test_a_gold_set_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    file = gold(tmp_path, GOOD)
    file.write_text("\ufeff" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert list(read_gold(file, FIELDS, fault)) == [GOOD]


def test_a_gold_set_without_records_is_no_success(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").touch()
    command = [sys.executable, "-m", "newsnorm", "evaluate", "cleaning", "gold.jsonl"]
    made = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path)  # noqa: PLW1510
    assert made.returncode == 1
    assert "gold.jsonl: has no record" in made.stderr


def test_a_record_ends_where_a_line_feed_stands(tmp_path: Path) -> None:
    """Other line ends of Unicode are text: JSON prints them as they are."""
    record = {**GOOD, "raw": "Snow\x85 fell.\u2028It melted."}
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    assert list(read_gold(file, ("id", "raw"))) == [record]


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


STORY = (
    "The grain train left Kiev at noon with forty wagons and reached the port at dusk, where two "
    "pilots, a customs officer and the mayor of the town waited on a pier that had been swept."
)
ROUND_UP = (
    f"Good evening. Herring was cheap again, and a Gotland ferry was sold to Tallinn.\n{STORY}\n"
    "The orchestra of the northern town looks for a harpist."
)


def version(name: str, relation: str, text: str, **more: Any) -> dict[str, Any]:
    """A record of a family of versions."""
    return {"family": "train", "id": name, "relation": relation, "text": text, **more}


def test_versions_are_found_confused_and_missed() -> None:
    """What was found by relation, what it was called, and heavy ones apart."""
    other = "A choir from Riga sang in the old brewery, and the mayor, who was moved, danced."
    versions = [
        version("base", "base", STORY),
        version("copy", "respelled", STORY.upper()),
        version("cut", "rewritten", STORY[: len(STORY) // 2]),
        version("held", "embedded", ROUND_UP),
        version("lost", "updated", other),
        version("far", "rewritten", other.replace("Riga", "Pskov"), heavy=True),
    ]
    report = evaluate_duplicates(versions, [], NLP)
    found = {relation: (score.right, score.expected) for relation, score in report.found.items()}
    assert found == {
        "respelled": (1, 1),
        "rewritten": (1, 1),
        "embedded": (1, 1),
        "updated": (0, 1),
        "heavy": (0, 1),
    }
    assert report.recall == 0.75
    assert report.kinds_right == 0.5
    assert ("cut", "near", "truncated") in report.failures
    assert ("lost", "updated", "nothing") in report.failures
    assert 0 < report.clusters.rand < 1
    assert report.clusters.precision == 1.0


def test_negatives_that_are_merged_and_families_that_are_mixed_are_named() -> None:
    """A negative in a family's cluster mixes; two negatives in one are merged."""
    versions = [version("base", "base", STORY)]
    negatives = [
        {"pair": 1, "id": "one", "text": ROUND_UP},
        {"pair": 1, "id": "two", "text": f"{ROUND_UP} "},
        {"pair": 2, "id": "three", "text": STORY},
    ]
    report = evaluate_duplicates(versions, negatives, NLP)
    assert [set(ids) for ids in report.merged] == [{"one", "two"}]
    assert [set(ids) for ids in report.mixed] == [{"base", "three"}]
    assert report.clusters.precision < 1


@pytest.mark.parametrize(
    ("records", "fault"),
    [
        ([version("a", "exact", STORY)], "'train' has no base"),
        ([version("a", "base", STORY), version("b", "base", STORY)], "'train' has two bases"),
    ],
)
def test_a_family_has_one_base(records: list[dict[str, Any]], fault: str) -> None:
    """Without it there is nothing to compare with."""
    with pytest.raises(InputError) as caught:
        evaluate_duplicates(records, [], NLP)
    assert fault in str(caught.value)


def test_partitions_are_compared_by_the_book() -> None:
    """The worked example of B-cubed's paper, and the adjusted Rand index by its definition."""
    true = dict(zip("abcdefghijkl", "111112233333", strict=True))
    said = dict(zip("abcdefghijkl", "111112222222", strict=True))
    found = compare_clusters(said, true)
    assert (round(found.precision, 2), found.recall) == (0.76, 1.0)
    assert found.rand == pytest.approx((21 - 31 * 21 / 66) / (26 - 31 * 21 / 66))
    alone = {name: name for name in true}
    assert compare_clusters(alone, true).rand == pytest.approx(0.0)
    assert compare_clusters({}, {}) == compare_clusters({"a": "1"}, {"a": "2"})


def test_news_copy_is_read_as_its_authors_write_it(tmp_path: Path) -> None:
    """Articles by id, pairs of ids; stories are what the pairs connect."""
    articles, pairs = tmp_path / "articles.json", tmp_path / "pairs.json"
    fields = {"byline": "", "headline": "Train", "article": STORY}
    texts = {"a": fields, "b": {**fields, "article": STORY.upper()}, "c": {"article": "Snow."}}
    articles.write_text(json.dumps(texts), encoding="utf-8")
    pairs.write_text(json.dumps([["b", "a"]]), encoding="utf-8")
    records = list(read_news_copy(articles, pairs))
    assert [record["family"] for record in records] == ["a", "a", "c"]
    report = evaluate_clusters(records, NLP)
    assert report.found["pairs"] == Score(1, 1, 1)
    assert report.clusters.rand == 1.0
    pairs.write_text(json.dumps([["b", "x"]]), encoding="utf-8")
    with pytest.raises(InputError, match="is no pair of ids"):
        list(read_news_copy(articles, pairs))
    pairs.write_text("[", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read as JSON"):
        list(read_news_copy(articles, pairs))


def test_the_command_evaluates_duplicates(tmp_path: Path) -> None:
    """A report for people, and the same for programs."""
    versions = gold(tmp_path, version("a", "base", STORY), version("b", "exact", STORY))
    negatives = tmp_path / "negatives.jsonl"
    negatives.write_text("", encoding="utf-8")
    command = [sys.executable, "-m", "newsnorm", "evaluate", "duplicates"]
    command += [str(versions), str(negatives)]
    shown = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    assert shown.startswith("versions found: 100.0% (heavy ones apart)\n  exact        1 of 1\n")
    again = subprocess.run([*command, "--json"], capture_output=True, encoding="utf-8", check=True)
    assert json.loads(again.stdout)["kinds_right"] == 1.0
