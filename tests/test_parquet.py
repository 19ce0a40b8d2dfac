"""Articles as Parquet: the record comes back as it was, and the file is fit for other programs."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import newsnorm
from newsnorm import Article, Dateline, Mention
from newsnorm.article import to_json
from newsnorm.errors import ConfigError, InputError
from newsnorm.io import parquet
from newsnorm.io.parquet import (
    COLUMNS,
    DATELINE,
    EDIT,
    MENTION,
    RECORD,
    ParquetArticles,
    ParquetRows,
    read_articles,
)

DUMP = Path(__file__).parent.parent / "examples" / "dump.jsonl"

STRINGS = st.text(max_size=8)
ODD_STRINGS = st.text(st.characters(), max_size=8) | st.sampled_from(["\ud800", "Kyiv \udcff!"])
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ODD_STRINGS,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(ODD_STRINGS, values, max_size=3),
    max_leaves=5,
)
VALUES = {
    "string": STRINGS | ODD_STRINGS,
    "int64": st.integers(0, 2**62),
    "double": st.floats(0, 1),
}
ANY_NAME = STRINGS | ODD_STRINGS | st.sampled_from(["extra", "exact", "section"])


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Values for a column; what a record may leave out is sometimes left out."""
    if isinstance(kind, str):
        return VALUES[kind]
    if isinstance(kind, list):
        return st.lists(values_of(kind[0]), max_size=3)
    return st.fixed_dictionaries({}, optional={name: values_of(k) for name, k in kind.items()})


RECORDS = st.builds(
    lambda extra, known: {**extra, **known},
    st.dictionaries(ANY_NAME.filter(lambda name: name not in RECORD), JSON_VALUES, max_size=3),
    st.fixed_dictionaries(
        {"id": VALUES["string"], "text": VALUES["string"]},
        optional={
            **{
                name: values_of(kind) for name, kind in RECORD.items() if name not in ("id", "text")
            },
            "input": st.dictionaries(ODD_STRINGS, JSON_VALUES, min_size=1, max_size=3),
        },
    ),
)


def write(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    """A file with these records."""
    with ParquetArticles(path) as add:
        for record in records:
            add(record)
    return path


def columns_of(path: Path) -> dict[str, list[Any]]:
    """What another program sees in a file."""
    columns: dict[str, list[Any]] = pyarrow.parquet.read_table(path).to_pydict()
    return columns


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    """The articles of the example dump."""
    nlp = newsnorm.load("news")
    lines = [json.loads(line) for line in DUMP.read_bytes().splitlines()]
    return [nlp.normalize(line).to_record() for line in lines if "text" in line]


@given(st.lists(RECORDS, max_size=4))
@example([{"id": "a", "text": "\ud83d\ude00"}])
@example([{"section": None, "id": "a", "text": ""}])
@example([{"exact": "mine", "extra": {"a": [2**70]}, "id": "a", "text": "\ud800"}])
def test_records_come_back_as_from_json(records: list[dict[str, Any]]) -> None:
    """Whatever is in them: the file says what a line of JSON says."""
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "part.parquet", records)
        assert list(read_articles(path)) == [json.loads(to_json(record)) for record in records]


def test_real_records_come_back_in_the_same_order_of_fields(
    tmp_path: Path, records: list[dict[str, Any]]
) -> None:
    """So that a line of JSON made from either is the same, byte for byte."""
    path = write(tmp_path / "part.parquet", records)
    assert [to_json(record) for record in read_articles(path)] == [*map(to_json, records)]


def test_the_columns_are_the_fields_of_the_record() -> None:
    """A field that is added to a record has to be added here, or it would be lost."""
    nlp = newsnorm.load("news")
    article = nlp.normalize(
        Article(
            "UPDATE 2-Snow\nBy Jane Roe\nKIEV, Feb 30 (Reuters) - Snow  fell in Lvov.\n"
            "(Reporting by Jane Roe)",
            title="Snow",
            published="2021-05-04",
            source="House",
            extra={"byline": "Roe"},
        )
    )
    record = article.to_record(style="press")
    assert [name for name in RECORD if name in record] == list(record)
    assert set(RECORD) - set(record) <= {"byline", "notices", "credits", "warnings"}
    assert list(EDIT) == list(record["edits"][0])
    assert tuple(MENTION) == Mention.__slots__
    assert tuple(DATELINE) == Dateline.__slots__


def test_other_programs_see_typed_columns(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    """Lists are lists and objects structs; what is left out of a record is null."""
    path = write(tmp_path / "part.parquet", records)
    table = pyarrow.parquet.read_table(path)
    assert table.schema.names == list(COLUMNS)
    assert table["text"].to_pylist() == [record["text"] for record in records]
    assert table["exact"].null_count == len(records)
    edits = pyarrow.compute.list_flatten(table["edits"])
    assert [rule.as_py() for rule in pyarrow.compute.struct_field(edits, "rule")] == [
        edit["rule"] for record in records for edit in record.get("edits", ())
    ]


def test_fields_of_the_input_are_json_in_one_column(tmp_path: Path) -> None:
    """Whatever their names and types; those that newsnorm has a field for are in `input`."""
    raw = {"text": "Snow.", "section": "world", "extra": [1], "byline": {"name": "Roe"}}
    record = newsnorm.load("news").normalize(raw).to_record()
    columns = columns_of(write(tmp_path / "part.parquet", [record]))
    assert json.loads(columns["extra"][0]) == {"section": "world", "extra": [1]}
    assert json.loads(columns["input"][0]) == {"byline": {"name": "Roe"}}


def test_lone_surrogates_are_replaced_where_all_see_it_and_kept_where_nothing_is_lost(
    tmp_path: Path,
) -> None:
    """One code point for one, so that offsets hold; the neighbours stay as they are."""
    plain = newsnorm.load("news").normalize({"id": "S", "text": "S Snow fell in Lvov."}).to_record()
    odd = {**plain, "id": "\ud800", "text": "\udcff Snow fell in Lvov."}
    path = write(tmp_path / "part.parquet", [plain, odd])
    columns = columns_of(path)
    assert columns["text"] == [plain["text"], "\N{REPLACEMENT CHARACTER} Snow fell in Lvov."]
    assert columns["id"] == ["S", "\N{REPLACEMENT CHARACTER}"]
    mention = columns["mentions"][1][0]
    assert columns["text"][1][mention["start"] : mention["end"]] == "Lvov"
    assert columns["exact"][0] is None
    assert json.loads(columns["exact"][1]) == odd
    assert list(read_articles(path)) == [plain, odd]


def test_the_same_records_are_the_same_bytes(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    """In another process too, with another hash seed."""
    path = write(tmp_path / "a.parquet", records)
    (tmp_path / "records.json").write_text(json.dumps(records))
    program = (
        "import json, sys; from pathlib import Path; from newsnorm.io.parquet import *\n"
        "with ParquetArticles(Path('b.parquet')) as write:\n"
        "    for record in json.loads(Path('records.json').read_text()): write(record)"
    )
    subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, check=True, env={"PYTHONHASHSEED": "7"}
    )
    assert (tmp_path / "b.parquet").read_bytes() == path.read_bytes()


def test_row_groups_are_of_bounded_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By bytes; memory holds no more than one, and a few rows as Python objects."""
    monkeypatch.setattr(parquet, "CHUNK_ROWS", 10)
    monkeypatch.setattr(parquet, "GROUP_BYTES", 20_000)
    articles = [{"id": str(number), "text": "snow " * 200} for number in range(95)]
    path = write(tmp_path / "part.parquet", articles)
    with pyarrow.parquet.ParquetFile(path) as file:
        groups = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    assert groups == [20, 20, 20, 20, 15]
    assert list(read_articles(path)) == articles


def test_long_rows_are_not_gathered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few of them are as much as many short ones."""
    monkeypatch.setattr(parquet, "CHUNK_SIZE", 1_000)
    monkeypatch.setattr(parquet, "GROUP_BYTES", 1)
    path = write(tmp_path / "part.parquet", ({"id": n, "text": "s" * 600} for n in "abc"))
    assert pyarrow.parquet.ParquetFile(path).num_row_groups == 2


def test_no_records_are_a_file_without_rows(tmp_path: Path) -> None:
    """With all its columns."""
    path = write(tmp_path / "part.parquet", [])
    assert list(columns_of(path)) == list(COLUMNS)
    assert list(read_articles(path)) == []


def test_what_fails_leaves_no_file(tmp_path: Path) -> None:
    """A part of one would pass for all of it."""
    path = tmp_path / "part.parquet"

    def records() -> Iterator[dict[str, Any]]:
        yield {"id": "a", "text": "Snow."}
        raise KeyError("snow")

    with pytest.raises(KeyError, match="snow"):
        write(path, records())
    assert not path.exists()


FULL = """
import os, resource, signal, sys
from pathlib import Path
from newsnorm.io import parquet

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
parquet.GROUP_BYTES = int(sys.argv[1])
with parquet.ParquetArticles(Path("part.parquet")) as write:
    for number in range(500):
        write({"id": str(number), "text": os.urandom(1000).hex()})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")
@pytest.mark.parametrize("group", ["100000", "100000000"])
def test_a_full_disk_leaves_no_file_and_one_error(tmp_path: Path, group: str) -> None:
    """Whether it is full while rows come in, or at the end."""
    done = subprocess.run(
        [sys.executable, "-c", FULL, group], cwd=tmp_path, capture_output=True, check=False
    )
    *_, last = done.stderr.decode().splitlines()
    assert last == "OSError: [Errno 27] File too large"
    assert b"Exception ignored" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_value_of_another_type_leaves_no_file(tmp_path: Path) -> None:
    """It is noticed when the rows are put together, at the end if need be."""
    path = tmp_path / "part.parquet"
    with pytest.raises(pyarrow.ArrowException), ParquetArticles(path) as add:
        add({"id": "a", "text": ["Snow."]})
    assert not path.exists()


def test_without_pyarrow_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a file is to be opened, not before."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    fault = r"^Parquet needs pyarrow: pip install newsnorm\[parquet\]$"
    with pytest.raises(ConfigError, match=fault):
        ParquetArticles(tmp_path / "part.parquet")
    with pytest.raises(ConfigError, match=fault):
        next(read_articles(tmp_path / "part.parquet"))


def test_pyarrow_is_imported_late() -> None:
    """Who needs no Parquet does not wait for it."""
    program = "import sys, newsnorm.io.parquet; print('pyarrow' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"False"


def test_a_file_that_is_damaged_is_named(tmp_path: Path, records: list[dict[str, Any]]) -> None:
    """Cut short, or not Parquet at all, or not there."""
    path = write(tmp_path / "part.parquet", records)
    for data in (path.read_bytes()[:-100], b"snow", b""):
        path.write_bytes(data)
        with pytest.raises(InputError) as caught:
            list(read_articles(path))
        assert caught.value.code == "not-readable"
        assert str(caught.value).startswith(f"{path}: cannot be read: ")
        assert "\n" not in str(caught.value)
    path.unlink()
    with pytest.raises(InputError, match="cannot be read: "):
        list(read_articles(path))


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    """With the column that it lacks."""
    path = tmp_path / "other.parquet"
    with ParquetRows(path, {"id": "string"}) as add:
        add({"id": "a"})
    with pytest.raises(InputError, match="holds no articles of newsnorm: no column 'text'"):
        list(read_articles(path))
