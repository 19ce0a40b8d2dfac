"""Inputs: which ones there are, what is read from them, and what bad ones come to."""

from __future__ import annotations

import gzip
import io
import json
import os
import pickle
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.components import ReaderSpec
from newsnorm.errors import ConfigError, InputError
from newsnorm.io.inputs import InputOptions, Limits, Source, expand, read
from newsnorm.io.mapping import to_article
from newsnorm.io.records import Raw
from newsnorm.io.streams import split
from newsnorm.io.zstd import ZstdFile

GOOD = b'{"text": "Snow fell."}'
SNOW = {"text": "Snow fell."}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, data: bytes) -> Source:
    """A file in the folder to work in."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return Source(name, path)


def zstd(data: bytes) -> bytes:
    """Some bytes, compressed."""
    buffer = io.BytesIO()
    with ZstdFile(buffer, "w") as file:
        file.write(data)
    return buffer.getvalue()


def parquet(*columns: tuple[str, list[Any]], row_group_size: int = 1000) -> bytes:
    """A table as Parquet."""
    pyarrow = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    buffer = io.BytesIO()
    pq.write_table(pyarrow.table(dict(columns)), buffer, row_group_size=row_group_size)
    return buffer.getvalue()


def shown(raws: Iterator[Raw], options: InputOptions) -> list[tuple[int, str]]:
    """What comes of each record: its text, or the code of what is wrong with it."""
    results = []
    for raw in raws:
        try:
            results.append((raw.number, to_article(raw, options).article.text))
        except InputError as error:
            results.append((raw.number, f"! {error.code}"))
    return results


# What is fed, and what comes out: number and text of each article, or the code of its reject.

LONG = b'{"text": "' + b"x" * 5000 + b'"}'
SMALL = Limits(line_bytes=2000, field_bytes=1000, decompressed_bytes=40 << 20, ratio=500, depth=100)
DEEP = b'{"text": "x", "in": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
TWO = [(1, "Snow fell."), (2, "Snow fell.")]
LINES = b"\n".join([GOOD] * 2000) + b"\n"
NOISE = b"".join(
    b'{"id": "%d", "text": "%s"}\n' % (n, (b"%d" % (n * 7919)) * 9) for n in range(2000)
)

BAD: dict[str, tuple[str, bytes, list[tuple[int, str]]]] = {
    "empty text": ("a.jsonl", b'{"text": ""}', [(1, "")]),
    "no text": (
        "a.jsonl",
        GOOD + b'\n{"title": "x"}\n' + GOOD,
        [(1, "Snow fell."), (2, "! no-text"), (3, "Snow fell.")],
    ),
    "invalid JSON": (
        "a.jsonl",
        GOOD + b'\n{"text": "x\n' + GOOD,
        [(1, "Snow fell."), (2, "! not-json"), (3, "Snow fell.")],
    ),
    "a line over the limit": (
        "a.jsonl",
        GOOD + b"\n" + LONG + b"\n" + GOOD,
        [(1, "Snow fell."), (2, "! line-too-long"), (3, "Snow fell.")],
    ),
    "a last line over the limit": (
        "a.jsonl",
        GOOD + b"\n" + LONG,
        [(1, "Snow fell."), (2, "! line-too-long")],
    ),
    "invalid UTF-8": (
        "a.jsonl",
        GOOD + b'\n{"text": "\xff"}\n' + GOOD,
        [(1, "Snow fell."), (2, "! not-utf-8"), (3, "Snow fell.")],
    ),
    "lone surrogates": ("a.jsonl", b'{"text": "a \\ud800 b"}', [(1, "a \ud800 b")]),
    "an escaped NUL": ("a.jsonl", b'{"text": "a\\u0000b"}', [(1, "a\x00b")]),
    "NUL bytes": (
        "a.jsonl",
        GOOD + b"\n" + bytes(99) + b"\n" + GOOD,
        [(1, "Snow fell."), (2, "! not-json"), (3, "Snow fell.")],
    ),
    "depth 200,000": (
        "a.jsonl",
        GOOD + b"\n" + DEEP + b"\n" + GOOD,
        [(1, "Snow fell."), (2, "! line-too-long"), (3, "Snow fell.")],
    ),
    "depth 500": (
        "a.jsonl",
        b'{"text": "x", "in": ' + b"[" * 500 + b"]" * 500 + b"}\n" + GOOD,
        [(1, "! too-deep"), (2, "Snow fell.")],
    ),
    "a text of combining marks": (
        "a.jsonl",
        json.dumps({"text": "\u0301" * 100}).encode(),
        [(1, "\u0301" * 100)],
    ),
    "UTF-16": ("a.jsonl", (GOOD + b"\n" + GOOD).decode().encode("utf-16"), TWO),
    "UTF-32": ("a.jsonl", (GOOD + b"\n" + GOOD).decode().encode("utf-32"), TWO),
    "UTF-16 with half a character": (
        "a.jsonl",
        "\ufeff".encode("utf-16-be")
        + (GOOD + b"\n").decode().encode("utf-16-be")
        + '{"text": "x'.encode("utf-16-be")
        + b"\xd8\x00"
        + ('"}\n' + GOOD.decode()).encode("utf-16-be"),
        [(1, "Snow fell."), (2, "! bad-encoding"), (3, "Snow fell.")],
    ),
    "UTF-16 that is cut": (
        "a.jsonl",
        GOOD.decode().encode("utf-16") + "\n".encode("utf-16-le") + b"\x20",
        [(1, "Snow fell."), (2, "! bad-encoding")],
    ),
    "CSV in UTF-16": ("a.csv", "text\nSnow fell.\n".encode("utf-16"), [(2, "Snow fell.")]),
    "a CSV cell over the limit": (
        "a.csv",
        b"id,text\n1,Snow fell.\n2," + b"x" * 1500 + b"\n3,Snow fell.\n",
        [(2, "Snow fell."), (3, "! field-too-long"), (4, "Snow fell.")],
    ),
    "a CSV cell in quotes over the limit": (
        "a.csv",
        b'id,text\n1,Snow fell.\n2,"' + b"x" * 1500 + b'"\n3,Snow fell.\n',
        [(2, "Snow fell."), (3, "! field-too-long"), (4, "Snow fell.")],
    ),
    "a CSV line over the limit": (
        "a.csv",
        b"id,text\n1,Snow fell.\n2," + b"x" * 2500 + b"\n3,Snow fell.\n",
        [(2, "Snow fell."), (3, "! line-too-long"), (4, "Snow fell.")],
    ),
    "a CSV quote that is never closed": (
        "a.csv",
        b'id,text\n1,Snow fell.\n2,"x\n3,Snow fell.\n4,Snow fell.\n',
        [(2, "Snow fell."), (3, "! bad-csv"), (4, "Snow fell."), (5, "Snow fell.")],
    ),
    "a CSV quote that the next row closes": (
        "a.csv",
        b'id,text\n1,Snow fell.\n2,"x\n3,"Snow fell."\n4,Snow fell.\n',
        [(2, "Snow fell."), (3, "! bad-csv"), (4, "Snow fell."), (5, "Snow fell.")],
    ),
    "a CSV row with too few or too many cells": (
        "a.csv",
        b"id,text\n1\n2,x,y\n3,Snow fell.\n",
        [(2, "! cell-count"), (3, "! cell-count"), (4, "Snow fell.")],
    ),
    "what is left of a broken CSV cell": (
        "a.csv",
        b'id,text\n1,"He said "no", and left.\nIt fell, too\nand stayed."\n2,Snow fell.\n',
        [(2, "! bad-csv"), (3, "! not-a-row"), (4, "! cell-count"), (5, "Snow fell.")],
    ),
    "invalid UTF-8 in CSV": (
        "a.csv",
        b"id,text\n1,\xff\n2,Snow fell.\n",
        [(2, "! not-utf-8"), (3, "Snow fell.")],
    ),
    "NUL in CSV": ("a.csv", b"id,text\n1,a\x00b\n", [(2, "a\x00b")]),
    "a CSV header that cannot be read": ("a.csv", b'id,"te"xt\n1,x\n', [(1, "! bad-csv")]),
    "a truncated .gz": (
        "a.jsonl.gz",
        gzip.compress(GOOD + b"\n" + GOOD + b"\n") + gzip.compress(NOISE)[:20],
        [*TWO, (3, "! truncated")],
    ),
    "a truncated .zst": (
        "a.jsonl.zst",
        zstd(GOOD + b"\n" + GOOD + b"\n") + zstd(GOOD)[:-5],
        [*TWO, (3, "! truncated")],
    ),
    "a .gz that is broken at its end": (
        "a.jsonl.gz",
        gzip.compress(GOOD + b"\n" + GOOD + b"\n") + b"junk",
        [*TWO, (3, "! bad-compression")],
    ),
    "a .zst that is broken at its end": (
        "a.jsonl.zst",
        zstd(GOOD + b"\n" + GOOD + b"\n") + b"junk",
        [*TWO, (3, "! bad-compression")],
    ),
    "a .gz of two members": ("a.jsonl.gz", gzip.compress(GOOD + b"\n") + gzip.compress(GOOD), TWO),
    "a bomb in one line": (
        "a.jsonl.gz",
        gzip.compress(GOOD + b"\n" + bytes(30 << 20)),
        [(1, "Snow fell."), (2, "! too-large")],
    ),
    "a bomb of many lines": (
        "a.jsonl.zst",
        zstd(GOOD.ljust(1023) + b"\n" + (b" " * 1023 + b"\n") * (30 << 10)),
        [(1, "Snow fell."), ((16 << 10) + 1, "! too-large")],
    ),
    "a bomb in text": ("a.txt.gz", gzip.compress(bytes(30 << 20)), [(1, "! too-large")]),
    "a text over the limit": ("a.txt", b"x" * 2001, [(1, "! too-large")]),
    "a truncated text": ("a.txt.gz", gzip.compress(b"Snow fell.")[:-9], [(1, "! truncated")]),
    "text that is not UTF-8": ("a.txt", b"Sn\xf8", [(1, "! not-utf-8")]),
    "text in UTF-16": ("a.txt", "Snow fell.".encode("utf-16"), [(1, "Snow fell.")]),
    "empty text file": ("a.txt", b"", [(1, "")]),
    "an empty file": ("a.jsonl", b"", []),
    "an empty CSV": ("a.csv", b"", []),
    "blank lines": ("a.jsonl", b"\n \t\r\n" + GOOD + b"\r\n\n", [(3, "Snow fell.")]),
    "a file without an end of line": ("a.jsonl", GOOD, [(1, "Snow fell.")]),
    "no Parquet": ("a.parquet", b"no Parquet", [(1, "! bad-parquet")]),
    "an empty Parquet": ("a.parquet", b"", [(1, "! truncated")]),
}  # fmt: skip


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_a_reject_and_the_good_records_around_it_arrive(case: str) -> None:
    """Nothing is lost in silence, and nothing raises."""
    if "Parquet" in case:
        pytest.importorskip("pyarrow")
    name, data, expected = BAD[case]
    options = InputOptions(limits=SMALL)
    assert shown(read(write(name, data), options), options) == expected


def test_a_truncated_dump_gives_all_lines_before_the_end(folder: Path) -> None:
    """Wherever it is cut: never a line more, and few less than could be had."""
    whole = gzip.compress(NOISE)
    lines = NOISE.splitlines()
    for size in range(20, len(whole) - 1, len(whole) // 7):
        *good, last = read(write("a.jsonl.gz", whole[:size]), InputOptions())
        assert [raw.data for raw in good] == lines[: len(good)]
        assert last.fault
        assert last.fault.code == "truncated"
        assert last.number == len(good) + 1
    assert len(good) > 1000


def test_a_parquet_file_is_read_row_by_row(folder: Path) -> None:
    """With the types of its columns; times in nanoseconds too."""
    pyarrow = pytest.importorskip("pyarrow")
    times = pyarrow.array([1643796000123456789, None], pyarrow.timestamp("ns", "UTC"))
    source = write("a.parquet", parquet(("text", ["a", "b"]), ("date", times), ("n", [1, None])))
    options = InputOptions()
    raws = list(read(source, options))
    assert [raw.number for raw in raws] == [1, 2]
    found = [to_article(raw, options) for raw in raws]
    assert [mapped.article.text for mapped in found] == ["a", "b"]
    assert found[0].article.published == "2022-02-02T10:00:00.123456+00:00"
    assert [mapped.article.extra["n"] for mapped in found] == [1, None]


def test_a_parquet_file_that_is_cut_short_is_one_fault(folder: Path) -> None:
    """Its index is at its end: nothing of it can be read."""
    (raw,) = read(write("a.parquet", parquet(("text", ["a"] * 99))[:-20]), InputOptions())
    assert raw.fault
    assert (raw.fault.code, str(raw.fault)) == (
        "truncated",
        "the Parquet file has no end; it was cut short",
    )


def test_a_parquet_file_with_a_broken_group_gives_the_others(folder: Path) -> None:
    """One fault for the group, with its rows; the numbers after it are right."""
    texts = [f"{n} " + "".join(chr(97 + (n * k) % 26) for k in range(300)) for n in range(30)]
    data = bytearray(parquet(("text", texts), row_group_size=10))
    at = data.index(b"10 a")
    data[at - 16 : at] = bytes(16)
    raws = list(read(write("a.parquet", bytes(data)), InputOptions()))
    assert [raw.number for raw in raws if not raw.fault] == [*range(1, 11), *range(21, 31)]
    (bad,) = (raw for raw in raws if raw.fault)
    assert bad.number == 11
    assert bad.fault
    assert bad.fault.code == "bad-parquet"
    assert str(bad.fault).startswith("rows 11 to 20 cannot be read: ")


def test_a_parquet_row_that_is_not_utf_8_is_one_fault(folder: Path) -> None:
    """The rows around it arrive."""
    texts = ["aaaa", "SNOW", "cccc"]
    data = parquet(("text", texts)).replace(b"SNOW", b"SN\xffW")
    raws = list(read(write("a.parquet", data), InputOptions()))
    assert [raw.fault.code if raw.fault else raw.data for raw in raws] == [
        {"text": "aaaa"},
        "not-utf-8",
        {"text": "cccc"},
    ]


def test_a_parquet_bomb_is_refused(folder: Path) -> None:
    """By what its index says of its size."""
    source = write("a.parquet", parquet(("text", ["x" * 1000 + str(n) for n in range(99)])))
    (raw,) = read(source, InputOptions(limits=Limits(decompressed_bytes=9)))
    assert raw.fault
    assert raw.fault.code == "too-large"


def test_without_pyarrow_parquet_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As soon as the inputs are known."""
    write("a.parquet", b"PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(ConfigError, match=r"needs pyarrow: pip install newsnorm\[parquet\]"):
        expand(["a.parquet"], InputOptions())


# Properties of lines.

LINE = st.binary(max_size=12) | st.sampled_from([GOOD, b"", b" ", b"\r", b"{", b"\xff"])
PLAIN = st.lists(LINE, max_size=9).map(b"\n".join).filter(
    lambda data: data[:2] not in (b"\xff\xfe", b"\xfe\xff", b"\x1f\x8b") and data[:1] != b"\x28"
    and data[1:4] != b"\x2a\x4d\x18" and data[:3] != b"\xef\xbb\xbf" and data[:4] != b"\0\0\xfe\xff"
)  # fmt: skip


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Source]:
    """Writes a file and gives its source."""
    path = tmp_path_factory.mktemp("dump") / "dump.jsonl"

    def write(data: bytes) -> Source:
        path.write_bytes(data)
        return Source("dump.jsonl", path)

    return write


@given(data=PLAIN)
def test_every_line_that_is_not_blank_is_a_record(
    dump: Callable[[bytes], Source], data: bytes
) -> None:
    """Whatever it holds, and with its number."""
    expected = [(n, line) for n, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    raws = list(read(dump(data), InputOptions()))
    assert [raw.number for raw in raws] == [number for number, _ in expected]
    assert [raw.data for raw in raws] == [line.rstrip(b"\r") for _, line in expected]
    assert not any(raw.fault for raw in raws)


@given(
    before=PLAIN, after=st.binary(max_size=40), pack=st.sampled_from([bytes, gzip.compress, zstd])
)
def test_a_good_line_arrives_whatever_surrounds_it(
    dump: Callable[[bytes], Source], before: bytes, after: bytes, pack: Callable[[bytes], bytes]
) -> None:
    """Compressed or not."""
    data = b"{}\n" + before + b"\n" + GOOD + b"\n" + after
    raws = read(dump(pack(data)), InputOptions(limits=Limits(line_bytes=30)))
    assert [raw for raw in raws if raw.number == before.count(b"\n") + 3 and raw.data == GOOD]


@given(
    chunks=st.lists(st.binary(max_size=6).map(lambda data: data.replace(b"x", b"\n")), max_size=9),
    limit=st.integers(1, 9),
)
def test_lines_do_not_depend_on_how_bytes_arrive(chunks: list[bytes], limit: int) -> None:
    """Split in one go, or as they come."""
    whole = b"".join(chunks)
    expected = whole.split(b"\n")
    if not expected[-1]:
        expected.pop()
    lines = list(split(iter(chunks), limit))
    assert [line.number for line in lines] == list(range(1, len(expected) + 1))
    assert [line.data for line in lines] == expected
    assert [line.fault is not None for line in lines] == [len(line) > limit for line in expected]


def test_a_line_over_the_limit_is_never_held(folder: Path) -> None:
    """Its beginning is kept, for people to find it by."""
    size = 50 << 20
    path = Path("a.jsonl")
    with path.open("wb") as file:
        file.write(GOOD + b"\n")
        file.seek(size)  # a hole, which takes no space on the disk
        file.write(b"\n" + GOOD)
    options = InputOptions(limits=Limits(line_bytes=1 << 20))
    tracemalloc.start()
    try:
        raws = list(read(Source("a.jsonl", path), options))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [raw.number for raw in raws] == [1, 2, 3]
    bad = raws[1]
    assert bad.data == bytes(4096)
    assert str(bad.fault) == f"the line has {size - len(GOOD) - 1} bytes; the limit is {1 << 20}"
    assert peak < 10 << 20


# Encodings.


@given(text=st.text(st.characters(codec="utf-8"), max_size=20))
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-be"])
def test_a_byte_order_mark_says_how_to_read(
    dump: Callable[[bytes], Source], encoding: str, text: str
) -> None:
    """Whatever encoding was asked for."""
    line = json.dumps({"text": text}, ensure_ascii=False)
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    data = f"{mark}{line}\n{line}".encode(encoding)
    options = InputOptions(encoding="cp1252")
    texts = [to_article(raw, options).article.text for raw in read(dump(data), options)]
    assert texts == [text, text]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Київ"),
        ("koi8-u", "Львів"),
        ("shift_jis", "東京ソ"),
        ("gb18030", "北京"),
        ("utf-16-le", "Snow"),
        ("cp500", "Snow"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_other_encodings_are_read_where_they_are_asked_for(encoding: str, text: str) -> None:
    """In every format; a backslash or a quote may be half a character."""
    options = InputOptions(encoding=encoding)
    line = json.dumps({"text": text}, ensure_ascii=False)
    for name, data in (
        ("a.jsonl", f"{line}\n{line}\n"),
        ("a.csv", f'text\n{text}\n"{text}"\n'),
    ):
        raws = read(write(name, data.encode(encoding)), options)
        assert [to_article(raw, options).article.text for raw in raws] == [text, text]
    (raw,) = read(write("a.txt", text.encode(encoding)), options)
    assert raw.data == {"id": "a.txt", "text": text}


@pytest.mark.usefixtures("folder")
def test_what_an_encoding_has_not_is_told() -> None:
    """By its line and place."""
    raws = list(
        read(write("a.jsonl", b'{}\n{"text": "\x81"}\n{}'), InputOptions(encoding="cp1252"))
    )
    assert [raw.fault is None for raw in raws] == [True, False, True]
    assert raws[1].fault
    assert raws[1].fault.code == "bad-encoding"
    assert str(raws[1].fault) == "what follows character 10 is not cp1252"


# Sources.


@pytest.mark.usefixtures("folder")
def test_inputs_are_files_globs_folders_and_standard_input() -> None:
    """In the order given, what is found in it sorted, each once."""
    for name in (
        "b.jsonl",
        "a.jsonl",
        "d/z.txt",
        "d/a/x.txt",
        "d/.git/x.txt",
        "d/.x.txt",
        "[1].csv",
    ):
        write(name, b"")
    assert [source.name for source in expand(["-", "?.jsonl", "d", "a.jsonl", "[1].csv"])] == [
        *("-", "a.jsonl", "b.jsonl", "d/a/x.txt", "d/z.txt", "[1].csv")
    ]
    assert [source.name for source in expand(["d/"])] == ["d/a/x.txt", "d/z.txt"]
    assert [source.name for source in expand(["**/z.*"])] == ["d/z.txt"]
    assert expand(["-"]) == [Source("-", None)]


@pytest.mark.usefixtures("folder")
def test_readers_that_could_read_a_file_are_named() -> None:
    """Not used: installed is not active."""

    def suggest(suffix: str) -> list[str]:
        return ["mine/news", "yours/news"] if suffix == ".news" else []

    message = (
        "its suffix tells no format; .news files are read with --from mine/news or --from "
        "yours/news"
    )
    write("d/a.news.gz", b"")
    write("d/b.dat", b"")
    found = [read(source, InputOptions(), (), suggest) for source in expand(["d"])]
    assert [str(raw.fault) for raws in found for raw in raws] == [
        message,
        "its suffix tells no format; say which one it has",
    ]
    with pytest.raises(ConfigError, match=message):
        expand(["d/a.news.gz"], InputOptions(), (), suggest)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("no.jsonl", None, "no.jsonl: cannot be read: No such file or directory"),
        ("*.csv", None, "*.csv: no file matches this"),
        ("empty", None, "empty: there are no files in this folder"),
        ("a.dat", InputOptions(), "a.dat: its suffix tells no format; say which one it has"),
        (
            "a.dat",
            InputOptions(format="json"),
            "there is no format 'json'; there are: jsonl, csv, tsv, parquet, text",
        ),
    ],
)
def test_an_input_that_is_not_there_is_an_error(
    name: str, options: InputOptions | None, message: str
) -> None:
    """Before anything is read."""
    write("a.dat", b"")
    Path("empty").mkdir()
    with pytest.raises(ConfigError) as caught:
        expand([name], options)
    assert str(caught.value) == message


@pytest.mark.usefixtures("folder")
@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_an_input_without_permission_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which the administrator never meets, so that it has to be played."""
    write("a.jsonl", b"")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(ConfigError, match=r"a\.jsonl: cannot be read: you have no permission"):
        expand(["a.jsonl"])


@pytest.mark.usefixtures("folder")
def test_a_folder_is_read_file_by_file() -> None:
    """Each by its suffix; what cannot be read is accounted for, and the others arrive."""
    write("d/a.txt", b"Snow fell.")
    write("d/b/c.csv", b"text\nSnow fell.\n")
    write("d/notes.md", b"# Notes")
    write("d/z.jsonl.gz", gzip.compress(GOOD))
    Path("d/gone.jsonl").symlink_to("nowhere")
    options = InputOptions()
    found = [
        (source.name, *shown(read(source, options), options)[0])
        for source in expand(["d"], options)
    ]
    assert found == [
        ("d/a.txt", 1, "Snow fell."),
        ("d/b/c.csv", 2, "Snow fell."),
        ("d/gone.jsonl", 1, "! unreadable"),
        ("d/notes.md", 1, "! unknown-format"),
        ("d/z.jsonl.gz", 1, "Snow fell."),
    ]


@pytest.mark.usefixtures("folder")
def test_a_folder_in_a_folder_that_cannot_be_listed_is_accounted_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is reported like a file that cannot be read."""
    write("d/a.txt", b"Snow fell.")
    write("d/b/c.txt", b"")
    scan = os.scandir

    def refusing(path: Any) -> Any:
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    options = InputOptions()
    found = [(s.name, shown(read(s, options), options)) for s in expand(["d"], options)]
    assert found == [("d/a.txt", [(1, "Snow fell.")]), ("d/b", [(1, "! unreadable")])]


@pytest.mark.usefixtures("folder")
def test_articles_in_text_files_are_named_after_them() -> None:
    """So that they keep their ids when they are edited."""
    write("d/a.txt", b"\xef\xbb\xbfSnow\r\nfell.")
    (source,) = expand(["d"])
    (raw,) = read(source, InputOptions())
    assert raw == Raw("d/a.txt", 1, {"id": "d/a.txt", "text": "Snow\r\nfell."})


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.JSONL", GOOD),
        ("a.ndjson", GOOD),
        ("a.jsonl.gz", GOOD),  # packed by its name alone
        ("a.jsonl", gzip.compress(GOOD, mtime=0)),  # packed by its content alone
        ("a.json.zst", zstd(GOOD)),
        ("a.csv.GZ", gzip.compress(b"text\nSnow fell.", mtime=0)),
        ("a.tsv", b"id\ttext\n1\tSnow fell."),
    ],
)
def test_the_format_goes_by_the_suffix_and_compression_by_the_content(
    name: str, data: bytes
) -> None:
    """A download may have been unpacked, and its name not."""
    (raw,) = read(write(name, data), InputOptions())
    assert to_article(raw, InputOptions()).article.text == "Snow fell."


@pytest.mark.parametrize(
    ("data", "format"),
    [(GOOD, None), (gzip.compress(GOOD, mtime=0), None), (zstd(b"text\nSnow fell."), "csv")],
)
def test_standard_input_is_jsonl_unless_it_is_said_otherwise(
    monkeypatch: pytest.MonkeyPatch, data: bytes, format: str | None
) -> None:
    """Compressed or not."""
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(data)))
    monkeypatch.setattr(sys, "stdin", stream)
    options = InputOptions(format=format)
    ((_, text),) = shown(read(Source("-", None), options), options)
    assert text == "Snow fell."
    assert not stream.closed


@pytest.mark.usefixtures("folder")
def test_a_format_that_is_named_holds_for_every_file() -> None:
    """Whatever its suffix."""
    options = InputOptions(format="text")
    write("d/1", b"Snow fell.")
    write("d/2.csv", b"Snow fell.")
    assert [shown(read(source, options), options) for source in expand(["d"], options)] == [
        [(1, "Snow fell.")]
    ] * 2


def test_options_and_sources_travel_between_processes() -> None:
    """Workers are given them."""
    options = InputOptions("csv", "cp1251", {"text": "body"}, ("%d.%m.%Y",), "Europe/Kyiv", SMALL)
    assert pickle.loads(pickle.dumps(options)) == options
    assert hash(options) == hash(pickle.loads(pickle.dumps(options)))
    source = Source("a", Path("a"))
    assert pickle.loads(pickle.dumps(source)) == source


# Readers of plugins.


class Stories:
    """Reads a title, two hyphens and a text a line."""

    def read(self, stream: BinaryIO, name: str) -> Iterator[Raw]:
        """Its records."""
        for number, line in enumerate(stream, start=1):
            title, _, text = line.decode().rstrip().partition(" -- ")
            yield Raw(name, number, {"title": title, "text": text})


STORIES = ReaderSpec("mine/stories", Stories, (".story",))


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstd])
@pytest.mark.parametrize(("name", "format"), [("a.story", None), ("a.x", "mine/stories")])
def test_a_reader_is_found_by_suffix_or_by_name(
    pack: Callable[[bytes], bytes], name: str, format: str | None
) -> None:
    """It is given what was decompressed."""
    write(name, pack(b"Snow -- It fell.\nRain -- It rained."))
    options = InputOptions(format=format)
    (source,) = expand([name], options, [STORIES])
    raws = list(read(source, options, [STORIES]))
    assert [raw.data for raw in raws] == [
        {"title": "Snow", "text": "It fell."},
        {"title": "Rain", "text": "It rained."},
    ]


@pytest.mark.usefixtures("folder")
def test_a_reader_that_nobody_gave_is_not_used() -> None:
    """Installed is not active."""
    write("a.story", b"")
    with pytest.raises(ConfigError, match="its suffix tells no format"):
        expand(["a.story"], InputOptions())
    with pytest.raises(ConfigError, match="no format 'mine/stories'; there are: jsonl, csv"):
        expand(["a.story"], InputOptions(format="mine/stories"))


class Faulty:
    """Gives one record, and then does something else."""

    def __init__(self, last: Callable[[], Any]) -> None:
        self.last = last

    def read(self, stream: BinaryIO, name: str) -> Iterator[Raw]:
        """One record, and whatever comes then."""
        stream.read()
        yield Raw(name, 5, SNOW)
        yield self.last()


def raising() -> Raw:
    """What a bug does."""
    raise ZeroDivisionError("division by zero")


def refusing() -> Raw:
    """What a good reader does that meets a broken file."""
    raise InputError("no-end-tag", "line 6: the story has no end")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("last", "code", "message"),
    [
        (
            raising,
            "reader-failed",
            "the reader 'mine/faulty' failed: ZeroDivisionError: division by zero",
        ),
        (
            lambda: "a text",
            "reader-failed",
            "the reader 'mine/faulty' failed: TypeError: it gives a str, not a Raw",
        ),
        (refusing, "no-end-tag", "line 6: the story has no end"),
    ],
)
def test_a_reader_that_fails_ends_its_file_and_no_other(
    last: Callable[[], Any], code: str, message: str
) -> None:
    """The fault names it; what came before is kept."""
    spec = ReaderSpec("mine/faulty", lambda: Faulty(last))
    options = InputOptions(format="mine/faulty")
    good, bad = read(write("a.x", b""), options, [spec])
    assert good.data == SNOW
    assert (bad.number, bad.data) == (6, None)
    assert bad.fault
    assert (bad.fault.code, str(bad.fault)) == (code, message)


@pytest.mark.usefixtures("folder")
def test_a_reader_of_a_truncated_file_is_not_to_blame() -> None:
    """The fault is that of the file."""
    lines = b"Snow -- It fell.\n" * 9
    packed = gzip.compress(lines + NOISE)[:500]
    *good, bad = read(write("a.story.gz", packed), InputOptions(), [STORIES])
    assert [raw.data for raw in good[:9]] == [{"title": "Snow", "text": "It fell."}] * 9
    assert bad.fault
    assert bad.fault.code == "truncated"
