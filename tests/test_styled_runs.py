"""Renderings in what a run writes, in tables, and on the command line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import newsnorm
from newsnorm.article import to_json
from newsnorm.cli import cli
from newsnorm.io.inputs import InputOptions
from newsnorm.io.parquet import read_articles
from newsnorm.io.zstd import ZstdFile
from newsnorm.runs import run as run_module
from newsnorm.runs.differences import differences
from newsnorm.runs.export import export
from newsnorm.runs.run import RunOptions, run
from newsnorm.style.tables import built_in

ARTICLES = [
    {"id": "a", "title": "Kiev waits", "text": "MOSCOW, May 3. /TASS/. Snow fell in Kiev."},
    {"id": "b", "text": 'Snow fell. "In Kiev?" said nobody.'},
    {"id": "c", "text": "Zelenskiy met Sergei Lavrov in Kharkov.", "rewritten": "by me"},
]


@pytest.fixture(scope="module")
def nlp() -> newsnorm.Pipeline:
    """The preset news."""
    return newsnorm.load("news")


@pytest.fixture
def dump(tmp_path: Path) -> str:
    """The articles as JSON lines."""
    path = tmp_path / "dump.jsonl"
    path.write_bytes(b"".join(to_json(article).encode() + b"\n" for article in ARTICLES))
    return str(path)


def read(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((folder / "articles").iterdir()):
        if path.suffix == ".parquet":
            yield from read_articles(path)
        else:
            with ZstdFile(path) as stream:
                yield from map(json.loads, stream)


def test_a_run_adds_renderings_to_its_records(
    tmp_path: Path, dump: str, nlp: newsnorm.Pipeline
) -> None:
    """In both formats the same; the text stays the cleaned one; the manifest names the style."""
    press = built_in("press")
    plain, jsonl, parquet = (tmp_path / name for name in ("plain", "jsonl", "parquet"))
    assert "style" not in run(nlp, [dump], plain)
    manifest = run(nlp, [dump], jsonl, RunOptions(style=press))
    run(nlp, [dump], parquet, RunOptions(style=press, format="parquet"))
    assert manifest["style"] == {"name": "press", "sha256": press.sha256}
    records = list(read(jsonl))
    assert records == list(read(parquet))
    assert [record["rewritten"]["text"] for record in records] == [
        "Snow fell in Kyiv.",
        'Snow fell. "In Kiev?" said nobody.',
        "Zelenskiy met Sergey Lavrov in Kharkiv.",
    ]
    assert records[0]["rewritten"]["title"] == "Kyiv waits"
    assert "edits" not in records[1]["rewritten"]
    assert records[2]["input"] == {"rewritten": "by me"}
    for record, without in zip(records, read(plain), strict=True):
        del record["rewritten"]
        assert record == without


def test_what_differs_between_two_runs_is_their_style(
    tmp_path: Path, dump: str, nlp: newsnorm.Pipeline
) -> None:
    """It is said of what they were made with, besides the renderings that differ."""
    for name, style in (("one", built_in("press")), ("other", None)):
        run(nlp, [dump], tmp_path / name, RunOptions(style=style))
    found = differences(tmp_path / "one", tmp_path / "other")
    (mismatch,) = found.made_with
    assert (mismatch.what, mismatch.now) == ("style", "none")
    assert mismatch.then == f"press, sha256 {built_in('press').sha256}"


def test_any_number_of_workers_gives_the_same_renderings(
    tmp_path: Path, dump: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the last bit, with a table of the user's own too, which is read once."""
    house = tmp_path / "house.tsv"
    house.write_text("entity\twrite\ngeonames:703448\tKyyiv\n", encoding="utf-8")
    nlp = newsnorm.load(newsnorm.Config(extends="news@1", styles=(house.as_posix(),)))
    monkeypatch.setattr(run_module, "SHARD_RECORDS", 2)
    for workers in (1, 2):
        options = RunOptions(workers, inputs=InputOptions(), style=nlp.style("house"))
        run(nlp, [dump], tmp_path / str(workers), options)
    parts = [
        [path.read_bytes() for path in sorted((tmp_path / workers / "articles").iterdir())]
        for workers in ("1", "2")
    ]
    assert len(parts[0]) == 2
    assert parts[0] == parts[1]
    (first, *_) = read(tmp_path / "1")
    assert first["rewritten"]["text"] == "Snow fell in Kyyiv."


@pytest.mark.parametrize("keep", [False, True])
def test_an_export_has_the_renderings_and_their_changes(
    tmp_path: Path, dump: str, nlp: newsnorm.Pipeline, keep: bool
) -> None:
    """In two further tables, where the run has any."""
    run(nlp, [dump], tmp_path / "out", RunOptions(style=built_in("press")))
    done = export(tmp_path / "out", tmp_path / "tables", "jsonl", keep=keep)
    assert list(done.rows)[-2:] == ["rewritten", "rewrites"]
    rows = {
        file.stem: [json.loads(line) for line in file.read_bytes().splitlines()]
        for file in (tmp_path / "tables").iterdir()
    }
    assert rows["rewritten"][0] == {
        "id": "a",
        "style": "press",
        "title": "Kyiv waits",
        "text": "Snow fell in Kyiv.",
    }
    assert rows["rewrites"][1] == {
        "id": "a",
        "field": "text",
        "cleaned_start": 13,
        "cleaned_end": 17,
        "start": 13,
        "end": 17,
        "removed": "Kiev",
        "replacement": "Kyiv",
        "rule": "style/press",
    }
    assert len(rows["rewrites"]) == 4


def test_a_manifest_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    """By its name."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(newsnorm.InputError, match=r"manifest\.json: cannot be read"):
        export(tmp_path / "out", tmp_path / "tables", "csv")


def test_the_command_line_takes_a_style(tmp_path: Path, dump: str) -> None:
    """`normalize` prints the rendering, or puts it into the record; `run` writes it."""
    runner = CliRunner()
    text = "In Kiev, not in Lvov."
    plain = runner.invoke(cli, ["normalize", "--rewrite", "press", "-"], input=text)
    assert plain.stdout == "In Kyiv, not in Lviv.\n"
    shown = runner.invoke(cli, ["normalize", "--rewrite", "press", "--json", "-"], input=text)
    record = json.loads(shown.stdout)
    assert (record["text"], record["rewritten"]["text"]) == (text, "In Kyiv, not in Lviv.")
    house = tmp_path / "house.tsv"
    house.write_text("entity\twrite\ngeonames:703448\tKyyiv\n", encoding="utf-8")
    mine = runner.invoke(cli, ["normalize", "--rewrite", str(house), "-"], input=text)
    assert mine.stdout == "In Kyyiv, not in Lvov.\n"
    toml = tmp_path / "newsnorm.toml"
    toml.write_text('styles = ["./house.tsv"]\n', encoding="utf-8")
    options = ["--config", str(toml), "--rewrite", "house", "--workers", "1"]
    assert runner.invoke(cli, ["run", dump, "-o", str(tmp_path / "out"), *options]).exit_code == 0
    assert next(read(tmp_path / "out"))["rewritten"]["style"] == "house"
    shown = runner.invoke(cli, ["config", "show", "--config", str(toml)])
    assert f'styles = [\n    "{house.as_posix()}",\n]' in shown.stdout


def test_a_style_that_there_is_not_is_wrong_usage(tmp_path: Path, dump: str) -> None:
    """Before anything is read."""
    out = tmp_path / "out"
    done = CliRunner().invoke(cli, ["run", dump, "-o", str(out), "--rewrite", "pres"])
    assert isinstance(done.exception, newsnorm.ConfigError)
    assert "no style 'pres'" in str(done.exception)
    assert not out.exists()
