"""Flat tables of a run: every format says the same, and a spreadsheet runs nothing of it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm import Mention
from newsnorm.errors import ConfigError, InputError, NewsnormError
from newsnorm.io.parquet import EDIT, RECORD, REWRITTEN, ParquetArticles
from newsnorm.runs import export as export_module
from newsnorm.runs.export import FORMATS, STYLED, TABLES, Format, export, guarded
from newsnorm.runs.files import json_lines
from newsnorm.runs.results import read_records

Rows: TypeAlias = list[dict[str, Any]]
MakeRun: TypeAlias = Callable[..., Path]

DUMP = Path(__file__).parent.parent / "examples" / "dump.jsonl"

STORY = "The grain train left Kiev at noon with forty wagons and reached the port at dusk."
ARTICLES: Rows = [
    {"id": "a", "text": f"KIEV, May 3 (Reuters) - {STORY}", "published": "2021-05-03"},
    {"id": "b", "text": STORY.upper(), "published": "2021-05-04", "section": ["world", 1]},
    {"id": "c", "text": "Snow  fell in Lvov,\nand it\r\nstayed.", "title": '"=Snow"', "byline": 7},
]


@pytest.fixture(scope="module")
def nlp() -> newsnorm.Pipeline:
    """Made once: a pipeline keeps nothing of an article."""
    return newsnorm.load("news")


@pytest.fixture
def make_run(tmp_path: Path, nlp: newsnorm.Pipeline) -> MakeRun:
    """Makes the folder of a run over some articles, a part for each list of them."""

    def make(*parts: Iterable[dict[str, Any]], to: str = "jsonl", name: str = "out") -> Path:
        folder = tmp_path / name
        (folder / "articles").mkdir(parents=True)
        everything = []
        for number, part in enumerate(parts):
            path = folder / "articles" / f"part-{number:05}"
            articles = [nlp.normalize(article) for article in part]
            everything += articles
            writer: Any = (
                json_lines(path.with_suffix(".jsonl.zst"))
                if to == "jsonl"
                else ParquetArticles(path.with_suffix(".parquet"))
            )
            with writer as write:
                for article in articles:
                    write(article.to_record())
        found = nlp.deduplicate(everything)
        with json_lines(folder / "relations.jsonl.zst") as write:
            for relation in found.relations:
                write({**asdict(relation), "evidence": dict(relation.evidence)})
        with json_lines(folder / "clusters.jsonl.zst") as write:
            for row in found.clusters:
                write({key: value for key, value in asdict(row).items() if value is not None})
        (folder / "manifest.json").write_text("{}\n", encoding="utf-8")
        return folder

    return make


def read(file: Path) -> Rows:
    """The rows of a table of any format, as JSON has them; what is empty is left out."""
    columns = {**TABLES, **STYLED}[file.stem]
    if file.suffix == ".jsonl":
        return [json.loads(line) for line in file.read_bytes().splitlines()]
    if file.suffix == ".parquet":
        rows = pyarrow.parquet.read_table(file).to_pylist()
    else:
        with file.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            assert reader.fieldnames == list(columns)
            rows = [
                {name: from_cell(columns[name], cell) for name, cell in row.items()}
                for row in reader
            ]
    return [
        {
            name: json.loads(value) if columns[name] == "json" else value
            for name, value in row.items()
            if value is not None
        }
        for row in rows
    ]


def from_cell(kind: Any, cell: str) -> Any:
    """A cell of CSV, read as the documentation says."""
    if cell == "":
        return None
    cell = cell[1:] if re.match(r"'+[=+\-@\t\r]", cell) else cell
    return cell if kind in ("string", "json") else json.loads(cell)


def without_empty(rows: Rows) -> Rows:
    """CSV has no difference between an empty string and nothing."""
    return [{name: value for name, value in row.items() if value != ""} for row in rows]


@pytest.mark.parametrize("to", ["jsonl", "parquet"])
@pytest.mark.parametrize("format", FORMATS)
def test_tables_hold_what_the_run_does(
    make_run: MakeRun, nlp: newsnorm.Pipeline, tmp_path: Path, format: Format, to: str
) -> None:
    """The same rows, from runs of both kinds, in every format."""
    done = export(make_run(ARTICLES[:2], ARTICLES[2:], to=to), tmp_path / "tables", format)
    tables = {file.stem: read(file) for file in sorted((tmp_path / "tables").iterdir())}
    assert sorted(tables) == sorted(TABLES)
    assert done.rows == {name: len(tables[name]) for name in TABLES}
    assert list(done.rows) == list(TABLES)
    assert done.replaced == 0
    articles = [nlp.normalize(article) for article in ARTICLES]
    assert tables["articles"] == [
        {
            "id": "a",
            "text": STORY,
            "published": "2021-05-03",
            "language": "und",
            "dateline_place": "KIEV",
            "dateline_date": "2021-05-03",
            "dateline_agency": "Reuters",
            "dateline_entity": "geonames:703448",
            "schema": 1,
        },
        {
            "id": "b",
            "text": STORY.upper(),
            "published": "2021-05-04",
            "language": "und",
            "extra": {"section": ["world", 1]},
            "schema": 1,
        },
        {
            "id": "c",
            "text": articles[2].text,
            "title": '"=Snow"',
            "language": "und",
            "input": {"byline": 7},
            "schema": 1,
        },
    ]
    assert tables["mentions"] == [
        {
            "id": article.id,
            **{
                name: value
                for name, value in asdict(mention).items()
                if name != "raw" and value is not None
            },
            "raw_start": mention.raw[0],
            "raw_end": mention.raw[1],
        }
        for article in articles
        for mention in article.mentions
    ]
    assert without_empty(tables["edits"]) == without_empty(
        [
            {
                "id": article.id,
                "field": field,
                "raw_start": change.raw[0],
                "raw_end": change.raw[1],
                "start": change.start,
                "end": change.end,
                "removed": change.removed,
                "replacement": change.replacement,
                "rule": change.rule,
            }
            for article in articles
            for field, change in article.edits
        ]
    )
    (relation,) = nlp.deduplicate(articles)
    assert tables["relations"] == [
        {"left": "a", "right": "b", "kind": "respelled", "evidence": dict(relation.evidence)}
    ]
    assert tables["clusters"] == [
        {"id": "a", "cluster": "a", "keep": True},
        {"id": "b", "cluster": "a", "keep": False, "of": "a", "relation": "respelled"},
        {"id": "c", "cluster": "c", "keep": True},
    ]


@pytest.mark.parametrize("format", FORMATS)
def test_keep_leaves_out_the_articles_that_repeat_another(
    make_run: MakeRun, tmp_path: Path, format: Format
) -> None:
    """One a story stays, those without a copy among them; with what is of them alone."""
    done = export(make_run(ARTICLES), tmp_path / "tables", format, keep=True)
    tables = {file.stem: read(file) for file in sorted((tmp_path / "tables").iterdir())}
    assert sorted(tables) == ["articles", "edits", "mentions"]
    assert [row["id"] for row in tables["articles"]] == ["a", "c"]
    assert {row["id"] for name in ("edits", "mentions") for row in tables[name]} == {"a", "c"}
    assert done.rows == {name: len(rows) for name, rows in tables.items()}


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_run_is_the_same_bytes(make_run: MakeRun, tmp_path: Path, format: Format) -> None:
    """Whether its articles are JSON lines or Parquet."""
    first, second = make_run(ARTICLES), make_run(ARTICLES, to="parquet", name="other")
    export(first, tmp_path / "a", format)
    export(second, tmp_path / "b", format)
    for name in TABLES:
        file = f"{name}.{format}"
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_the_parts_of_a_run_are_read_in_order(make_run: MakeRun, tmp_path: Path) -> None:
    """By number, also where one is longer than the others."""
    folder = make_run(ARTICLES[:1], ARTICLES[1:])
    parts = folder / "articles"
    (parts / "part-00000.jsonl.zst").rename(parts / "part-99999.jsonl.zst")
    (parts / "part-00001.jsonl.zst").rename(parts / "part-100000.jsonl.zst")
    export(folder, tmp_path / "tables", "jsonl")
    assert [row["id"] for row in read(tmp_path / "tables" / "articles.jsonl")] == ["a", "b", "c"]


def test_the_tables_have_a_column_for_every_field() -> None:
    """A field that is added to a record has to be added here, or it would be lost."""
    spans = {"id", "raw_start", "raw_end"}
    assert set(TABLES["mentions"]) == {*Mention.__slots__, *spans} - {"raw"}
    assert set(TABLES["edits"]) == {*EDIT, *spans} - {"raw"}
    assert set(STYLED["rewritten"]) == {*REWRITTEN, "id"} - {"edits"}
    assert set(STYLED["rewrites"]) == {
        *REWRITTEN["edits"][0],
        "id",
        "cleaned_start",
        "cleaned_end",
    } - {"cleaned"}
    nested = {"dateline", "mentions", "edits", "rewritten"}
    flat = {name for name in TABLES["articles"] if not name.startswith("dateline_")}
    assert flat == {*RECORD, "extra"} - nested
    assert list(TABLES["clusters"]) == list(newsnorm.ClusterRow.__slots__)
    assert list(TABLES["relations"]) == list(newsnorm.Relation.__slots__)


@pytest.mark.parametrize("format", FORMATS)
def test_input_fields_with_the_names_of_columns_stay_apart(
    make_run: MakeRun, tmp_path: Path, format: Format
) -> None:
    """They are the input's, whatever they are called."""
    fields = {"dateline_place": "x", "extra": {"extra": 1}, "keep": None}
    export(make_run([{"id": "a", "text": "Snow.", **fields}]), tmp_path / "tables", format)
    (row,) = read(tmp_path / "tables" / f"articles.{format}")
    assert row == {"id": "a", "text": "Snow.", "language": "und", "extra": fields, "schema": 1}


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@snow", "'@snow"),
        ("\tsnow", "'\tsnow"),
        ("\rsnow", "'\rsnow"),
        ("'=1", "''=1"),
        ("snow = 1", "snow = 1"),
        ("'snow'", "'snow'"),
        ("", ""),
    ],
)
def test_a_cell_that_would_be_a_formula_is_guarded(cell: str, safe: str) -> None:
    """By an apostrophe; everything else stays as it is."""
    assert guarded(cell) == safe


@given(st.text(st.sampled_from("'=+-@\t\ra ")))
def test_the_guard_can_be_taken_off(cell: str) -> None:
    """No two cells become one, and none is left that a spreadsheet would take for a formula."""
    assert guarded(cell)[:1] not in tuple("=+-@\t\r")
    assert (from_cell("string", guarded(cell)) or "") == cell


def test_csv_is_guarded_in_every_column_of_text(make_run: MakeRun, tmp_path: Path) -> None:
    """Titles, texts and ids, and what was cut; numbers are numbers."""
    article = {"id": "=1", "title": "+2", "text": "@snow  fell.", "source": "-3"}
    export(make_run([article]), tmp_path / "tables", "csv")
    text = (tmp_path / "tables" / "articles.csv").read_bytes().decode()
    assert text.endswith("\r\n'=1,'+2,'@snow fell.,,'-3,und,,,,,,,,,,,1\r\n")
    edits = (tmp_path / "tables" / "edits.csv").read_bytes().decode().splitlines()
    assert edits[1:] == ["'=1,text,5,7,5,6,  , ,text/spaces"]


@pytest.mark.parametrize("format", FORMATS)
def test_cells_may_hold_anything(make_run: MakeRun, tmp_path: Path, format: Format) -> None:
    """Line ends, quotes, separators, NUL and what is outside the basic plane."""
    odd = 'a,b;"c"\n""\r\n\x00 \N{SNOWMAN} \U0001f600 \N{LINE SEPARATOR} end'
    export(make_run([{"id": odd, "text": "Snow."}]), tmp_path / "tables", format)
    assert [row["id"] for row in read(tmp_path / "tables" / f"articles.{format}")] == [odd]


@pytest.mark.parametrize(("format", "replaced"), [("csv", 5), ("parquet", 5), ("jsonl", 0)])
@pytest.mark.parametrize("to", ["jsonl", "parquet"])
def test_lone_surrogates_are_replaced_and_counted(
    make_run: MakeRun, tmp_path: Path, to: str, format: Format, replaced: int
) -> None:
    """Where UTF-8 has to hold them; JSON has escapes, and so have columns that hold JSON."""
    fields = {"id": "\ud800!", "source": "House \udcff"}
    done = export(
        make_run([{**fields, "text": "Snow  fell.", "section": "\ud800"}], to=to),
        tmp_path / "tables",
        format,
    )
    (row,) = read(tmp_path / "tables" / f"articles.{format}")
    (edit,) = read(tmp_path / "tables" / f"edits.{format}")
    if replaced:
        fields = {
            "id": "\N{REPLACEMENT CHARACTER}!",
            "source": "House \N{REPLACEMENT CHARACTER}",
        }
    assert {"id": row["id"], "source": row["source"]} == fields
    assert edit["id"] == fields["id"]
    assert row["extra"] == {"section": "\ud800"}
    assert done.replaced == replaced


def test_a_folder_that_is_no_run_is_refused(tmp_path: Path) -> None:
    """Before anything is made."""
    with pytest.raises(ConfigError) as caught:
        export(tmp_path, tmp_path / "tables", "csv")
    assert str(caught.value) == (
        f"{tmp_path} is not the folder of a run: it has no manifest.json; "
        "name what `newsnorm run` was given with -o"
    )
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_already_stays(make_run: MakeRun, tmp_path: Path) -> None:
    """A folder that holds something, or a file; an empty folder will do."""
    folder, output = make_run(ARTICLES), tmp_path / "tables"
    output.mkdir()
    (output / "mine.txt").write_text("mine")
    for taken in (output, output / "mine.txt"):
        with pytest.raises(ConfigError, match="is there already"):
            export(folder, taken, "csv")
    assert (output / "mine.txt").read_text() == "mine"
    (output / "mine.txt").unlink()
    export(folder, output, "csv")
    assert len(list(output.iterdir())) == len(TABLES)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("file", ["articles/part-00000.jsonl.zst", "relations.jsonl.zst"])
def test_a_damaged_run_is_named_and_leaves_nothing(
    make_run: MakeRun, tmp_path: Path, file: str, format: Format
) -> None:
    """Cut short, damaged or missing: tables are complete or absent."""
    folder = make_run(ARTICLES)
    whole = (folder / file).read_bytes()
    for data in (whole[:-5], b"snow", whole[:20] + b"snow" + whole[24:], None):
        (folder / file).unlink()
        if data is not None:
            (folder / file).write_bytes(data)
        with pytest.raises(InputError) as caught:
            export(folder, tmp_path / "tables", format)
        if data is not None:
            assert str(caught.value).startswith(f"{folder / file}: cannot be read: ")
            continue
        assert str(folder / Path(file).parent) in str(caught.value)
        (folder / file).write_bytes(whole)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_full_disk_is_an_error_and_leaves_nothing(
    make_run: MakeRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's own words say why."""

    def full(path: Path) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export_module, "synced", full)
    folder = make_run(ARTICLES)
    with pytest.raises(NewsnormError, match="tables cannot be written: No space left on device"):
        export(folder, tmp_path / "tables", "csv")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_articles_are_not_gathered(
    make_run: MakeRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is written before the next is read."""
    events: list[str] = []
    folder = make_run(ARTICLES)
    articles, rows = read_records, export_module._rows

    def reading(of: Path) -> Any:
        for record in articles(of):
            events.append(f"read {record['id']}")
            yield record

    def writing(record: Any) -> Any:
        events.append(f"write {record['id']}")
        return rows(record)

    monkeypatch.setattr(export_module, "read_records", reading)
    monkeypatch.setattr(export_module, "_rows", writing)
    export(folder, tmp_path / "tables", "jsonl")
    assert events == ["read a", "write a", "read b", "write b", "read c", "write c"]


def test_the_example_dump_can_be_exported(nlp: newsnorm.Pipeline, tmp_path: Path) -> None:
    """What was put together by hand agrees with what a run makes."""
    from newsnorm.runs.run import run

    folder = tmp_path / "real"
    counts = run(nlp, [str(DUMP)], folder)["counts"]
    done = export(folder, tmp_path / "tables", "csv")
    assert done.rows["articles"] == done.rows["clusters"] == counts["written"]
    assert done.rows["relations"] == sum(counts["relations"].values())
    assert done.rows["mentions"] == sum(counts["mentions"].values())
    kept = export(folder, tmp_path / "kept", "csv", keep=True)
    assert kept.rows["articles"] == counts["kept"]
