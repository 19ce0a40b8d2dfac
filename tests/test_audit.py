"""Sheets of decisions: drawn the same each time, safe to open, and counted as they were judged."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm.cli import cli
from newsnorm.errors import ConfigError, InputError
from newsnorm.intervals import wilson
from newsnorm.runs.audit import COLUMNS, KINDS, draw, write_sheet
from newsnorm.runs.run import RunOptions, run
from newsnorm.runs.sampling import Sample
from newsnorm.runs.sheets import Judged, score

DUMP = str(Path(__file__).parent.parent / "examples" / "dump.jsonl")


@pytest.fixture(scope="module")
def nlp() -> newsnorm.Pipeline:
    return newsnorm.load("news")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, nlp: newsnorm.Pipeline) -> Path:
    """The folder of a run over the example dump."""
    out = tmp_path_factory.mktemp("run") / "out"
    run(nlp, [DUMP], out)
    return out


@pytest.fixture
def invoke() -> Callable[..., Result]:
    def call(*arguments: object) -> Result:
        return CliRunner().invoke(cli, [*map(str, arguments)])

    return call


def sheet_of(folder: Path, size: int, seed: int, *kinds: str) -> str:
    file = io.BytesIO()
    write_sheet(draw(folder, size, seed, kinds or ("mention",)).rows, file)
    return file.getvalue().decode("utf-8")


def rows_of(sheet: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet, newline=""), strict=True))


@given(st.lists(st.text(), unique=True), st.integers(0, 20), st.integers(), st.randoms())
def test_a_sample_depends_on_names_and_seed_alone(
    names: list[str], size: int, seed: int, random: Any
) -> None:
    """Not on the order; a smaller one is the beginning of a larger one."""

    def drawn(names: list[str], size: int) -> list[str]:
        sample = Sample[str](size, seed)
        for name in names:
            sample.offer(name, lambda name=name: name)  # type: ignore[misc]
        return sample.drawn()

    sample = drawn(names, size)
    assert len(sample) == min(size, len(names)) == len(set(sample))
    assert drawn(names, size + 5)[:size] == sample
    shuffled = random.sample(names, len(names))
    assert drawn(shuffled, size) == sample


def test_a_sample_draws_everything_alike() -> None:
    """Over many seeds each of ten things is drawn about as often: within five deviations."""
    counts = dict.fromkeys("abcdefghij", 0)
    for seed in range(2000):
        sample = Sample[str](3, seed)
        for name in counts:
            sample.offer(name, lambda name=name: name)  # type: ignore[misc]
        for name in sample.drawn():
            counts[name] += 1
    assert all(abs(count - 600) < 5 * math.sqrt(2000 * 0.3 * 0.7) for count in counts.values())


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(folder: Path) -> None:
    assert sheet_of(folder, 20, 1) == sheet_of(folder, 20, 1)
    assert sheet_of(folder, 40, 1).startswith(sheet_of(folder, 20, 1))
    assert sheet_of(folder, 20, 1) != sheet_of(folder, 20, 2)


def test_the_format_of_the_run_does_not_matter(
    folder: Path, nlp: newsnorm.Pipeline, tmp_path: Path
) -> None:
    """Parquet or JSON lines: the same decisions."""
    run(nlp, [DUMP], tmp_path / "parquet", RunOptions(format="parquet"))
    assert sheet_of(tmp_path / "parquet", 30, 1, *KINDS) == sheet_of(folder, 30, 1, *KINDS)


def test_a_row_shows_what_was_decided_and_where(folder: Path) -> None:
    rows = rows_of(sheet_of(folder, 1000, 1, "person"))
    assert {row["kind"] for row in rows} == {"person"}
    row = next(row for row in rows if row["reason"] == "title+name")
    assert row["surface"]
    assert row["meaning"].endswith(row["meaning"].partition("; role ")[2])
    assert "local:" in row["meaning"] or "wikidata:" in row["meaning"]
    assert (row["verdict"], row["note"]) == ("", "")


def test_edits_and_relations_can_be_judged_too(folder: Path) -> None:
    rows = rows_of(sheet_of(folder, 1000, 1, "edit", "relation"))
    edits = [row for row in rows if row["kind"] == "edit"]
    relations = [row for row in rows if row["kind"] == "relation"]
    assert len(relations) == 4
    assert all(
        row["id"] and row["other"] and row["surface"] and row["meaning"] for row in relations
    )
    assert any(row["surface"] and not row["meaning"] for row in edits)  # what was cut
    assert all(row["reason"] for row in rows)


def test_nothing_in_a_sheet_is_a_formula(tmp_path: Path, nlp: newsnorm.Pipeline) -> None:
    """As in the tables of `newsnorm export`; and half of a character does no harm."""
    dump = tmp_path / "dump.jsonl"
    records = [{"id": "=1+1", "text": "@Kiev. \ud800 In Lvov  snow fell on Kiev", "title": "-Kiev"}]
    dump.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    run(nlp, [str(dump)], tmp_path / "out")
    rows = rows_of(sheet_of(tmp_path / "out", 100, 1, *KINDS))
    assert len(rows) > 2
    assert not [cell for row in rows for cell in row.values() if cell[:1] in tuple("=+-@\t\r")]


def test_an_empty_run_gives_an_empty_sheet(tmp_path: Path, nlp: newsnorm.Pipeline) -> None:
    (tmp_path / "dump.jsonl").write_bytes(b"")
    run(nlp, [str(tmp_path / "dump.jsonl")], tmp_path / "out")
    assert sheet_of(tmp_path / "out", 10, 1, *KINDS) == ",".join(COLUMNS) + "\r\n"


def test_folders_that_are_no_whole_run_are_refused(folder: Path, tmp_path: Path) -> None:
    """Missing, without a manifest, cut short, a part gone, of a newer version: each is named."""
    with pytest.raises(ConfigError, match="not the folder of a run"):
        draw(tmp_path, 1, 1)
    half = tmp_path / "half"
    (half / "articles").mkdir(parents=True)
    manifest = (folder / "manifest.json").read_text(encoding="utf-8")
    (half / "manifest.json").write_text(manifest, encoding="utf-8")
    with pytest.raises(InputError, match=r"part-00000.jsonl.zst: is missing"):
        draw(half, 1, 1)
    part = (folder / "articles" / "part-00000.jsonl.zst").read_bytes()
    (half / "articles" / "part-00000.jsonl.zst").write_bytes(part[: len(part) // 2])
    with pytest.raises(InputError, match=r"part-00000.jsonl.zst: cannot be read"):
        draw(half, 1, 1)
    (half / "manifest.json").write_text('{"schema": 99}', encoding="utf-8")
    with pytest.raises(ConfigError, match="has the schema 99"):
        draw(half, 1, 1)
    (half / "manifest.json").write_text("[", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        draw(half, 1, 1)


def test_a_record_of_another_shape_is_a_fault(folder: Path, tmp_path: Path) -> None:
    from newsnorm.runs.files import json_lines

    (tmp_path / "articles").mkdir()
    (tmp_path / "manifest.json").write_text('{"schema": 0}', encoding="utf-8")
    with json_lines(tmp_path / "articles" / "part-00000.jsonl.zst") as write:
        write({"id": "a", "text": "Kiev", "mentions": [{"kind": "place", "surface": "Kiev"}]})
    with pytest.raises(InputError, match="a record in it is not as newsnorm writes it: KeyError"):
        draw(tmp_path, 1, 1)


HEADER = "kind,reason,verdict\n"


def test_verdicts_are_counted_by_kind_and_reason(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    rows = ["person,surname,right", "person,surname,WRONG ", "person,title,", "place,alias,unclear"]
    sheet.write_text(HEADER + "\n".join(rows) + "\n\n", encoding="utf-8")
    found = score(sheet)
    assert found.all == Judged(right=1, wrong=1, unclear=1, open=1)
    assert found.kinds["person"] == Judged(right=1, wrong=1, open=1)
    assert found.reasons["person", "title"].precision is None
    assert found.as_json()["kinds"]["person"]["precision"] == 0.5


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_a_sheet_may_come_back_from_a_spreadsheet(
    folder: Path, tmp_path: Path, delimiter: str
) -> None:
    """With a byte order mark, another delimiter, and cells of several lines."""
    rows = rows_of(sheet_of(folder, 30, 1, *KINDS))
    file = tmp_path / "sheet.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows({**row, "verdict": "right"} for row in rows)
    assert score(file).all.right == 30


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEADER + "person,surname,yes\nplace,x,right\nplace,x,no\n", "line 2 has 'yes'; line 4"),
        (HEADER + '"per\nson",surname,right\nplace,x,no\n', "line 4 has 'no'"),
        ("kind,verdict\nperson,right\n", "reason, verdict once; its columns: kind, verdict"),
        ("", "its columns: none"),
        (HEADER + "person,surname\n", "line 2 has 2 cells, where 3 are due"),
        (HEADER + "person,sur\x00name\n", "line 2"),
    ],
)
def test_a_sheet_that_makes_no_sense_is_refused(tmp_path: Path, text: str, message: str) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(text.encode("utf-8"))
    with pytest.raises(InputError, match=message):
        score(sheet)


def test_a_sheet_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_bytes(b"kind,reason,verdict,note\nperson,x,right,\xe9\n")
    with pytest.raises(InputError, match="save it as CSV in UTF-8"):
        score(tmp_path / "sheet.csv")


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_its_proportion(right: int, wrong: int) -> None:
    """It lies between 0 and 1, and solves the equation that defines it."""
    total = right + wrong
    low, high = wilson(right, total)
    assert 0 <= low <= high <= 1
    if total:
        share = right / total
        assert low <= share + 1e-12
        assert share <= high + 1e-12
        for bound in (low, high):
            if 0 < bound < 1:
                deviation = 1.959963984540054 * math.sqrt(bound * (1 - bound) / total)
                assert abs(share - bound) == pytest.approx(deviation, abs=1e-7)


def test_the_command_draws_and_counts(
    folder: Path, tmp_path: Path, invoke: Callable[..., Result]
) -> None:
    sheet = tmp_path / "sheet.csv"
    drawn = invoke("audit", folder, "--sample", 5, "--seed", 3, "-o", sheet)
    assert drawn.exit_code == 0
    assert drawn.stderr.startswith("5 of ")
    assert invoke("audit", folder, "--sample", 5, "--seed", 3).stdout_bytes == sheet.read_bytes()
    again = invoke("audit", folder, "-o", sheet)
    assert isinstance(again.exception, ConfigError)
    assert "may hold verdicts" in str(again.exception)
    text = sheet.read_text(encoding="utf-8").replace(",,\n", ",right,\n")
    sheet.write_text(text, encoding="utf-8", newline="")
    counted = json.loads(invoke("audit", sheet, "--json").stdout)
    assert counted["all"]["right"] == 5
    assert counted["all"]["low"] == round(wilson(5, 5)[0], 4)
    assert "1.000  0.566 to 1.000" in invoke("audit", sheet).stdout


def test_options_that_do_not_fit_are_wrong_usage(
    folder: Path, tmp_path: Path, invoke: Callable[..., Result]
) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(HEADER, encoding="utf-8")
    assert invoke("audit", folder, "--json").exit_code == 2
    assert invoke("audit", sheet, "--sample", 5).exit_code == 2
    assert invoke("audit", folder, "--kind", "dog").exit_code == 2
    assert invoke("audit", tmp_path / "nowhere").exit_code == 2


def test_the_help_names_every_kind() -> None:
    from newsnorm.cli.audit import KINDS as SHOWN

    assert SHOWN == KINDS
