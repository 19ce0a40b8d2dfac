"""Compiled tables: they say what the table says, and are refused where they cannot be trusted."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm.alias_tables import read_names
from newsnorm.compiled_names import compile_names
from newsnorm.errors import GazetteerError
from newsnorm.gazetteer import Gazetteer

ROWS = (
    "surface,name,kind,entity,seat_of,population,case,needs,not_beside,rewrite,language,"
    "valid_from,valid_to,form,source\n"
    'Apex,Apex Holding,organization,,,,exact,definition,"ski,hut",no,de,2001-02-03,2011-12-13,,us\n'
    "Apex,Apex Peak,place,local:peak,,12,,evidence,,,,,,,\n"
    "Blue House,,place,,iso3166:KR,,,,,,,,,,\n"
    '"Two\nlines",,place,,,,,,,,,,,,\n'
    "Łódź,,place,,,,,,,,,,,,\n"
    "Lodz,Łódź,place,,,,,,,,,,,,\n"
    "Kieff,,,geonames:703448,,,,,,,,,,,\n"
)


NO_COLUMNS = json.dumps(
    {"format": 1, "source": "names.csv", "foreign": {},
     "columns": {"entities": [], "aliases": []}}
)  # fmt: skip


def table_of(file: Path) -> tuple[object, ...]:
    """All that a table says."""
    table = read_names(file)
    return (
        dict(table.entities), dict(table.aliases), dict(table.capitals), dict(table.dated),
        dict(table.holders), table.overrides, dict(table.foreign),
    )  # fmt: skip


def made(folder: Path, text: str = ROWS, name: str = "names.csv") -> Path:
    """A table, and beside it the same one compiled."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    assert compile_names(file, folder / "names.nngz") == []
    return folder / "names.nngz"


def test_a_compiled_table_says_what_the_table_says(tmp_path: Path) -> None:
    """Entities, readings with lines and sources, names in capitals, dates, what it takes over."""
    compiled = made(tmp_path)
    assert table_of(compiled) == table_of(tmp_path / "names.csv")
    assert read_names(compiled).aliases["Kieff"][0].row == "names.csv#9"


CELLS = st.text("aAbB éÉß1\n", min_size=1, max_size=4).filter(str.strip)


@given(st.lists(st.tuples(CELLS, CELLS, st.sampled_from(["", "exact"])), max_size=12))
def test_any_table_is_the_same_compiled(rows: list[tuple[str, str, str]]) -> None:
    """Whatever is repeated, differs in capitals or accents, or stands with two owners."""
    lines = [
        json.dumps({"surface": surface, "name": name, "kind": "place", "case": case,
                    "entity": f"local:x{name}"})
        for surface, name, case in rows
    ]  # fmt: skip
    with TemporaryDirectory() as folder:
        compiled = made(Path(folder), "\n".join(lines), "names.jsonl")
        assert table_of(compiled) == table_of(Path(folder) / "names.jsonl")


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing but the table decides: no date, no order of sets."""
    first = made(tmp_path).read_bytes()
    assert made(tmp_path).read_bytes() == first
    assert sorted(file.name for file in tmp_path.iterdir()) == ["names.csv", "names.nngz"]


def test_a_table_that_was_changed_since_is_told(tmp_path: Path) -> None:
    """By its content, not its date; away from its table a compiled file stands for itself."""
    compiled = made(tmp_path)
    (tmp_path / "names.csv").write_text(ROWS + "New,,place,,,,,,,,,,,,\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"names.csv has been changed since; compile it again"):
        read_names(compiled)
    (tmp_path / "names.csv").unlink()
    assert "Blue House" in read_names(compiled).aliases


@given(st.data())
def test_a_damaged_file_is_told_or_says_the_same(data: st.DataObject) -> None:
    """Whichever bytes are changed or missing: never another table, never another error."""
    with TemporaryDirectory() as folder:
        compiled = made(Path(folder))
        expected = table_of(compiled)
        content = bytearray(compiled.read_bytes())
        at = data.draw(st.integers(0, len(content) - 1))
        if data.draw(st.booleans()):
            del content[at:]
        else:
            content[at] ^= data.draw(st.integers(1, 255))
        compiled.write_bytes(bytes(content))
        try:
            found = table_of(compiled)
        except GazetteerError:
            return
        assert found == expected


@pytest.mark.parametrize(
    ("member", "content", "message"),
    [
        ("meta.json", '{"format": 2, "source": "names.csv"}', "has the format 2, where 1 is due"),
        ("meta.json", NO_COLUMNS, "is no compiled table, or a damaged one"),
        ("meta.json", "[]", "is no compiled table, or a damaged one"),
        ("aliases/lines", "abc", "is no compiled table, or a damaged one"),
        ("aliases/lines", "abcd", "differ in length"),
        ("aliases/surface.json", '["A"]', "is no compiled table, or a damaged one"),
        ("aliases/surface.json", "{}", "are no strings"),
        ("entities/kind.json", '["planet", "planet"]', "column 'kind' holds 'planet'"),
    ],
)
def test_what_a_compiled_file_holds_is_checked(
    tmp_path: Path, member: str, content: str, message: str
) -> None:
    """A zip with right checksums can be wrong all the same."""
    compiled = made(tmp_path)
    with zipfile.ZipFile(compiled) as old:
        members = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(compiled, "w") as new:
        for name, data in members.items():
            new.writestr(name, content if name == member else data)
    with pytest.raises(GazetteerError, match=message):
        read_names(compiled)


def test_nothing_is_written_where_anything_is_wrong(tmp_path: Path) -> None:
    """Faults are listed; a folder that there is not, and wrong names, are told."""
    file = tmp_path / "names.csv"
    file.write_text("surface,kind\nApex,firm\n,place\n", encoding="utf-8")
    faults = compile_names(file, tmp_path / "names.nngz")
    assert [fault.partition(" column")[0] for fault in faults] == ["names.csv:2:", "names.csv:3:"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["names.csv"]
    compiled = made(tmp_path)
    for source, output, message in (
        (file, tmp_path / "none" / "names.nngz", "cannot be written"),
        (file, tmp_path / "names.zip", "ends in .nngz"),
        (compiled, compiled, "is compiled already"),
    ):
        with pytest.raises(GazetteerError, match=message):
            compile_names(source, output)
    with pytest.raises(GazetteerError, match="cannot be read"):
        read_names(tmp_path / "none.nngz")


def test_a_compiled_table_is_named_like_any_other(tmp_path: Path) -> None:
    """From the command line to a link: it is made, named in newsnorm.toml, and used."""
    (tmp_path / "ours.csv").write_text(
        "surface,name,kind\nApex Grain,Apex Grain Holding,organization\n", encoding="utf-8"
    )

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "newsnorm", "entities", *arguments]
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", cwd=tmp_path, check=False
        )

    done = run("compile", "ours.csv")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("ours.nngz: ")
    config = tmp_path / "newsnorm.toml"
    config.write_text('extends = "news@1"\ngazetteers = ["world", "./ours.nngz"]\n', "utf-8")
    article = newsnorm.load(config).normalize("Apex Grain said so.")
    assert [(m.name, m.alias) for m in article.mentions] == [("Apex Grain Holding", "ours.csv#2")]
    (tmp_path / "ours.csv").write_text("surface,kind\nApex,firm\n", encoding="utf-8")
    done = run("compile", "ours.csv", "-o", "other.nngz")
    assert done.returncode == 1
    assert done.stdout.startswith("ours.csv:2: column 'kind' holds 'firm'")
    assert not (tmp_path / "other.nngz").exists()


def test_a_compiled_table_wins_over_the_tables_before_it(tmp_path: Path) -> None:
    """As a table of one's own does: what it says of a surface is all that it means."""
    compiled = made(tmp_path, "surface,kind\nApex,place\n")
    world = Gazetteer.of([newsnorm.Entity("x:1", "Apex", "organization")], [])
    table = Gazetteer.combined([world, read_names(compiled)])
    assert [alias.entity for alias in table.lookup("Apex")] == ["local:apex"]
