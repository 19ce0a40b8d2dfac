"""The tables of docs/input.md: every row is fed to `newsnorm run`, and says what it says there."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import newsnorm
from newsnorm.cli import main
from newsnorm.io.zstd import ZstdFile

DOCS = Path(__file__).parent.parent / "docs" / "input.md"

LINES = b'{"id": "1", "text": "Snow fell and melted."}\n{"id": "2", "text": "Snow fell."}\n'

ARTICLE = ""
"""The code of what is no reject."""


def table(heading: str) -> list[tuple[str, str, str]]:
    """The rows of a table that begins with this heading."""
    text = DOCS.read_text(encoding="utf-8").partition(f"| {heading} |")[2].partition("\n\n")[0]
    rows = [re.split(r"(?<!\\) *\| *", line.strip("| ")) for line in text.splitlines()[2:]]
    return [(row[0], row[1].strip("`"), row[2]) for row in rows]


def around(line: bytes) -> bytes:
    """A line between two good ones."""
    return LINES.replace(b"}\n", b"}\n" + line + b"\n", 1)


def csv(row: bytes) -> bytes:
    """A row between two good ones."""
    return b"id,text\n1,Snow fell.\n" + row + b"\n2,It melted.\n"


def zstd(data: bytes) -> bytes:
    """Some bytes, compressed."""
    buffer = io.BytesIO()
    with ZstdFile(buffer, "w") as file:
        file.write(data)
    return buffer.getvalue()


def parquet(texts: list[str]) -> bytes:
    """A column of texts."""
    pyarrow = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    buffer = io.BytesIO()
    pq.write_table(pyarrow.table({"text": texts}), buffer)
    return buffer.getvalue()


def text(name: str, value: str) -> bytes:
    """A record of ASCII alone, as a line."""
    return json.dumps({"id": name, "text": value}).encode()


FED: dict[str, tuple[str, Callable[[], bytes], int]] = {
    "an empty text": ("a.jsonl", lambda: around(text("x", "")), 3),
    "no text": ("a.jsonl", lambda: around(b'{"id": "x", "title": "Snow"}'), 2),
    "JSON that is cut": ("a.jsonl", lambda: around(b'{"text": "Snow'), 2),
    "a line of 100 MB": ("a.jsonl", lambda: around(b'{"text": "'.ljust(10**8, b"x")), 2),
    "invalid UTF-8": ("a.jsonl", lambda: around(b'{"text": "Sn\xf8w"}'), 2),
    "a lone surrogate, as an escape": ("a.jsonl", lambda: around(text("x", "\ud800")), 3),
    "NUL, as an escape": ("a.jsonl", lambda: around(text("x", "\x00")), 3),
    "a line of NUL bytes": ("a.jsonl", lambda: around(bytes(50)), 2),
    "lists 200,000 deep": (
        "a.jsonl",
        lambda: around(b'{"text": "x", "in": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"),
        2,
    ),
    "a million combining marks": ("a.jsonl", lambda: around(text("x", "\u0301" * 10**6)), 3),
    "a .gz that is cut": (
        "a.jsonl.gz",
        lambda: gzip.compress(LINES) + gzip.compress(b"more")[:-8],
        2,
    ),
    "a .zst that is cut": ("a.jsonl.zst", lambda: zstd(LINES) + zstd(b"more")[:-5], 2),
    "a .gz with something else at its end": (
        "a.jsonl.gz",
        lambda: gzip.compress(LINES + b"more") + b"something else",
        2,
    ),
    "a .parquet that is cut": ("a.parquet", lambda: parquet(["Snow fell."] * 9)[:-9], 0),
    "a gzip bomb": ("a.jsonl.gz", lambda: gzip.compress(LINES + b" " * (40 << 20)), 2),
    "a zstd bomb": ("a.jsonl.zst", lambda: zstd(LINES + b" " * (40 << 20)), 2),
    "a Parquet bomb": ("a.parquet", lambda: parquet(["x" * (1 << 19)] * 200), 0),
    "a CSV cell of 10 MB": ("a.csv", lambda: csv(b"x," + b"snow " * (2 << 20)), 3),
    "a CSV cell of 20 MB": ("a.csv", lambda: csv(b"x," + b"snow " * (4 << 20)), 2),
    "a CSV quote that is never closed": ("a.csv", lambda: csv(b'x,"It said so'), 2),
    "UTF-16 with a byte order mark": ("a.jsonl", lambda: LINES.decode().encode("utf-16"), 2),
    "UTF-16 without one": ("a.jsonl", lambda: LINES.decode().encode("utf-16-le"), 0),
    "in a folder, a file that cannot be opened": ("folder/b.jsonl", lambda: LINES, 2),
    "in a folder, a file of no known format": ("folder/b.jsonl", lambda: LINES, 2),
}  # fmt: skip


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One cleaner, so that ten megabytes take no minute."""
    recipe = newsnorm.load("news").recipe
    every = (*recipe.cleaners, *recipe.canonicalizers, *recipe.deduplicators)
    without = json.dumps([name for name in every if name != "text/nfc"])
    path = tmp_path_factory.mktemp("config") / "newsnorm.toml"
    path.write_text(f'extends = "news"\ngazetteers = []\nremove = {without}\n', encoding="utf-8")
    return str(path)


@pytest.fixture
def say(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    config: str,
) -> Callable[[str], tuple[int, str]]:
    """Runs newsnorm over an input in a folder of its own: exit code and what it says."""
    monkeypatch.chdir(tmp_path)

    def run(source: str) -> tuple[int, str]:
        command = ["newsnorm", "run", source, "-o", "out", "--config", config, "--workers", "1"]
        monkeypatch.setattr(sys, "argv", command)
        code: Any = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code or 0
        return code, capsys.readouterr().err

    return run


def test_every_row_of_the_table_is_fed() -> None:
    assert [fed for fed, _, _ in table("fed")] == list(FED)


@pytest.mark.parametrize(("fed", "code", "message"), table("fed"))
def test_bad_input_is_what_the_table_says(
    say: Callable[[str], tuple[int, str]], fed: str, code: str, message: str
) -> None:
    """And the good records around it arrive."""
    name, made, written = FED[fed]
    if fed.startswith("in a folder"):
        Path("folder").mkdir()
        bad = Path("folder/a.jsonl") if code == "unreadable" else Path("folder/a.xyz")
        if code == "unreadable":
            try:
                bad.symlink_to("absent")
            except OSError:
                pytest.skip("this user may make no links")
        else:
            bad.write_bytes(LINES)
    Path(name).write_bytes(made())
    exit_code, talk = say(str(Path(name).parent) if "/" in name else name)
    assert exit_code == 0
    counts = json.loads(Path("out/manifest.json").read_bytes())["counts"]
    assert counts["written"] == written
    assert counts["read"] == written + counts["rejected"]
    lines = Path("out/rejects.jsonl").read_bytes().splitlines()
    rejects = [json.loads(line) for line in lines]
    if code == ARTICLE:
        assert message.startswith("(an article")
        assert rejects == []
    else:
        assert (rejects[0]["code"], rejects[0]["message"]) == (code, message)
        assert rejects[0]["stage"] == "read"
    assert f"{counts['rejected']} rejected" in talk


@pytest.mark.parametrize(
    ("what", "code", "message"),
    [row for row in table("what") if row[1] == "2"],
)
def test_what_stops_a_run_before_it_begins(
    say: Callable[[str], tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    code: str,
    message: str,
) -> None:
    """Nothing is touched; what stops it later is in test_stops.py."""
    for name in ("dump.jsonl", "dump.xyz"):
        Path(name).write_bytes(LINES)
    if "permission" in what:  # which the administrator never lacks, so that it has to be played
        monkeypatch.setattr(os, "access", lambda path, mode: False)
    if "output" in what:
        Path("out").mkdir()
        Path("out/letter.txt").write_text("dear", encoding="utf-8")
    before = sorted(Path().rglob("*"))
    source = re.search(r"(\w+\.\w+):", message)
    found = say(source[1] if source else "dump.jsonl")
    assert found == (int(code), f"{message}\n")
    assert sorted(Path().rglob("*")) == before
