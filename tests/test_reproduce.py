"""A manifest tells what a run was made with: made again it is the same, or says what is not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import newsnorm
from newsnorm.cli import cli
from newsnorm.errors import ConfigError, InputError
from newsnorm.io.inputs import InputOptions
from newsnorm.runs.mismatches import Mismatch
from newsnorm.runs.provenance import data_files
from newsnorm.runs.reproduce import check, run_again
from newsnorm.runs.run import RunOptions, run

STORY = "The grain train left Kiev at noon with forty wagons and reached the port at dusk."
ROWS = f"Nr;Body;Day\n1;{STORY};03.05.2021\n2;{STORY};04.05.2021\n3;Snow  fell in Lvov.;\n"


@pytest.fixture(scope="module")
def nlp() -> newsnorm.Pipeline:
    return newsnorm.load("news")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a dump that needs options to be read."""
    monkeypatch.chdir(tmp_path)
    Path("dump.txt").write_text(ROWS.replace(";", "\t"), encoding="utf-16")
    return tmp_path


OPTIONS = RunOptions(
    inputs=InputOptions(
        format="tsv",
        encoding="utf-16",
        fields={"text": "Body", "published": "Day", "id": "Nr"},
        date_formats=("%d.%m.%Y",),
        timezone="Europe/Kyiv",
    ),
    seconds=30,
)


@pytest.fixture
def made(place: Path, nlp: newsnorm.Pipeline) -> dict[str, Any]:
    """The manifest of a run over the dump, in the folder `out`."""
    return run(nlp, ["dump.txt"], Path("out"), OPTIONS)


@pytest.fixture
def edited(made: dict[str, Any]) -> Callable[..., Path]:
    """The path of the manifest with other values."""

    def edit(**values: Any) -> Path:
        path = Path("edited.json")
        kept = {key: value for key, value in {**made, **values}.items() if value is not ...}
        path.write_text(json.dumps(kept), encoding="utf-8")
        return path

    return edit


@pytest.fixture
def invoke() -> Callable[..., Result]:
    def call(*arguments: object) -> Result:
        return CliRunner().invoke(cli, [*map(str, arguments)])

    return call


def whats(mismatches: tuple[Mismatch, ...]) -> list[str]:
    return [mismatch.what for mismatch in mismatches]


@pytest.mark.parametrize("path", ["out", "out/manifest.json"])
def test_a_run_is_made_again_with_its_options(made: dict[str, Any], path: str) -> None:
    """Every option of reading is in the manifest: without them, nothing could be read here."""
    recorded = check(Path(path))
    assert recorded.mismatches == ()
    assert recorded.options == OPTIONS
    outputs = run_again(recorded, Path("again"))
    assert set(outputs) == set(made["outputs"])
    assert set(outputs.values()) == {"same"}


def test_inputs_may_have_moved(made: dict[str, Any]) -> None:
    """They are known by their contents; ids and rejects keep the names that they had."""
    Path("elsewhere").mkdir()
    shutil.move("dump.txt", "elsewhere/renamed.txt")
    recorded = check(Path("out"), ["elsewhere"])
    assert recorded.mismatches == ()
    assert set(run_again(recorded, Path("again")).values()) == {"same"}


def test_texts_keep_their_ids_where_they_have_moved(place: Path, nlp: newsnorm.Pipeline) -> None:
    """The id of a text is the name of its file, as it was given then."""
    Path("texts").mkdir()
    Path("texts/a.txt").write_text(STORY, encoding="utf-8")
    Path("texts/b.txt").write_text("Snow fell.", encoding="utf-8")
    run(nlp, ["texts"], Path("out"))
    shutil.move("texts", "moved")
    assert set(run_again(check(Path("out"), ["moved"]), Path("again")).values()) == {"same"}


def test_an_input_that_is_gone_or_changed_is_named(made: dict[str, Any]) -> None:
    Path("dump.txt").write_text("Body\nSnow fell.\n", encoding="utf-16")
    recorded = check(Path("out"))
    assert whats(recorded.mismatches) == ["input dump.txt"]
    assert "sha256" in str(recorded.mismatches[0])
    assert "differs" in run_again(recorded, Path("again")).values()
    Path("dump.txt").unlink()
    recorded = check(Path("out"))
    assert str(recorded.mismatches[0]).endswith("then, not here")
    with pytest.raises(ConfigError, match=r"there is nothing to run: input dump\.txt"):
        run_again(recorded, Path("third"))


def test_an_input_that_was_none_is_named(made: dict[str, Any]) -> None:
    Path("other.txt").write_text("x", encoding="utf-8")
    recorded = check(Path("out"), ["dump.txt", "other.txt"])
    assert [str(mismatch) for mismatch in recorded.mismatches] == [
        "input other.txt: no input then, given now"
    ]


def test_what_came_from_standard_input_can_come_from_a_file(
    place: Path, invoke: Callable[..., Result]
) -> None:
    lines = '{"text": "Snow  fell in Kiev."}\n{"id": 7}\n'
    runner = CliRunner().invoke(cli, ["run", "-", "-o", "out", "-w", "1"], input=lines)
    assert runner.exit_code == 0
    Path("saved").write_text(lines, encoding="utf-8")
    assert whats(check(Path("out")).mismatches) == ["input -"]
    recorded = check(Path("out"), ["saved"])
    assert recorded.mismatches[0].then is None
    assert set(run_again(recorded, Path("again")).values()) == {"same"}


def test_every_version_that_differs_is_named(
    made: dict[str, Any], edited: Callable[..., Path]
) -> None:
    plugins = {**made["plugins"], "newsnorm-world": "1999.1", "newsnorm-gone": "1"}
    code = {**made["code_sha256"], "newsnorm-text": "0" * 64}
    path = edited(
        newsnorm="0.0.1",
        python="3.9.0",
        unicode="13.0.0",
        plugins=plugins,
        packages={**made["packages"], "regex": "2020.1.1"},
        code_sha256=code,
    )
    found = {mismatch.what: mismatch for mismatch in check(path).mismatches}
    assert set(found) == {
        "newsnorm",
        "python",
        "unicode",
        "plugin newsnorm-gone",
        "plugin newsnorm-world",
        "package regex",
        "code of newsnorm-text",
    }
    assert str(found["plugin newsnorm-gone"]) == "plugin newsnorm-gone: 1 then, not here"
    assert str(found["python"]).startswith("python: 3.9.0 then, 3.")


def test_a_recipe_that_was_edited_is_named(
    made: dict[str, Any], edited: Callable[..., Path]
) -> None:
    config = {**made["config"], "cleaners": made["config"]["cleaners"][1:]}
    assert whats(check(edited(config=config)).mismatches) == ["config (edited in the manifest)"]


def test_files_of_ones_own_have_checksums(place: Path) -> None:
    """A table of names and a pack that an option names: what is changed or gone is named."""
    Path("names.csv").write_text("surface,kind\nApex Grain,organization\n", encoding="utf-8")
    Path("own.toml").write_text(
        'extends = "news@1"\ngazetteers = ["world", "./names.csv"]\n', encoding="utf-8"
    )
    Path("dump.jsonl").write_text('{"text": "Snow fell on Apex Grain."}\n', encoding="utf-8")
    manifest = run(newsnorm.load("own.toml"), ["dump.jsonl"], Path("out"))
    assert list(manifest["data_sha256"]) == ["names.csv"]
    assert check(Path("out")).mismatches == ()
    Path("names.csv").write_text("surface,kind\nApex,organization\n", encoding="utf-8")
    recorded = check(Path("out"))
    assert whats(recorded.mismatches) == ["file names.csv"]
    outputs = run_again(recorded, Path("again"))
    assert outputs["articles/part-00000.jsonl.zst"] == "differs"
    Path("names.csv").unlink()
    assert check(Path("out")).mismatches[0].now is None


def test_renderings_are_made_again_in_their_style(place: Path) -> None:
    """By its name, whether newsnorm's or the configuration's; what the table says is compared."""
    table = "entity\twrite\nwikidata:Q7184\tNato\n"
    Path("house.tsv").write_text(table, encoding="utf-8")
    Path("own.toml").write_text('extends = "news@1"\nstyles = ["./house.tsv"]\n', encoding="utf-8")
    Path("dump.jsonl").write_text('{"text": "NATO met. Kiev waits.", "language": "en"}\n', "utf-8")
    nlp = newsnorm.load("own.toml")
    for name in ("press", "house"):
        run(nlp, ["dump.jsonl"], Path(name), RunOptions(style=nlp.style(name)))
        assert check(Path(name)).mismatches == ()
        assert set(run_again(check(Path(name)), Path(f"{name}-2")).values()) == {"same"}
    Path("house.tsv").write_text(table.replace("Nato", "N.A.T.O."), encoding="utf-8")
    assert whats(check(Path("house")).mismatches) == ["file house.tsv", "style house"]
    Path("house.tsv").unlink()
    assert check(Path("house")).mismatches[-1] == Mismatch(
        "style house", f"sha256 {nlp.style('house').sha256}", None
    )


def test_renderings_are_made_again_in_the_style_of_a_file(place: Path) -> None:
    """One that no configuration names: the manifest says where it was."""
    Path("house.tsv").write_text("entity\twrite\nwikidata:Q7184\tNato\n", encoding="utf-8")
    Path("dump.jsonl").write_text('{"text": "NATO met.", "language": "en"}\n', "utf-8")
    nlp = newsnorm.load("news@1")
    run(nlp, ["dump.jsonl"], Path("out"), RunOptions(style=nlp.style("house.tsv")))
    assert check(Path("out")).mismatches == ()
    assert set(run_again(check(Path("out")), Path("again")).values()) == {"same"}
    Path("house.tsv").write_text("entity\twrite\nwikidata:Q7184\tOtan\n", encoding="utf-8")
    assert whats(check(Path("out")).mismatches) == ["style house"]
    Path("house.tsv").unlink()
    assert check(Path("out")).mismatches[0].now is None


def test_options_that_name_files_are_found_however_deep(place: Path) -> None:
    Path("khabar.toml").write_text("", encoding="utf-8")
    options = {"wire/furniture": {"packs": ["khabar.toml", "gone.toml"], "label": "dump"}}
    assert data_files({"gazetteers": ["world"], "options": options}) == ["khabar.toml"]


def test_an_older_manifest_is_run_as_far_as_it_goes(
    place: Path, nlp: newsnorm.Pipeline, edited: Callable[..., Path]
) -> None:
    """What it does not record is named; options are the defaults."""
    Path("dump.jsonl").write_text('{"text": "Snow  fell in Kiev."}\n', encoding="utf-8")
    manifest = run(nlp, ["dump.jsonl"], Path("plain"))
    for key in ("options", "packages", "code_sha256", "data_sha256"):
        del manifest[key]
    del manifest["inputs"][0]["name"]
    Path("older.json").write_text(json.dumps(manifest), encoding="utf-8")
    recorded = check(Path("older.json"))
    assert whats(recorded.mismatches) == ["packages", "code_sha256", "data_sha256", "options"]
    assert all(mismatch.then is None for mismatch in recorded.mismatches)
    assert set(run_again(recorded, Path("again")).values()) == {"same"}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"config": ...}, "has no recipe or no outputs"),
        ({"outputs": ...}, "has no recipe or no outputs"),
        ({"config": {"name": "news"}}, "the recipe makes no sense here"),
        ({"config": {"name": "news", "number": 1, "wings": 2}}, "no sense here: wings"),
        ({"options": {"format": "jsonl"}}, "the options in the manifest make no sense"),
        ({"schema": 2}, "has the schema 2"),
    ],
)
def test_manifests_that_make_no_sense_are_refused(
    edited: Callable[..., Path], values: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConfigError, match=message):
        check(edited(**values))


def test_files_that_are_no_manifest_are_refused(place: Path) -> None:
    with pytest.raises(ConfigError, match="is not there"):
        check(Path("nowhere.json"))
    with pytest.raises(InputError, match="cannot be read"):
        check(Path("dump.txt"))


def test_a_run_without_records_is_made_again(place: Path, nlp: newsnorm.Pipeline) -> None:
    Path("dump.jsonl").write_bytes(b"")
    run(nlp, ["dump.jsonl"], Path("out"))
    assert set(run_again(check(Path("out")), Path("again")).values()) == {"same"}


def test_the_command_says_what_differs(
    made: dict[str, Any], edited: Callable[..., Path], invoke: Callable[..., Result]
) -> None:
    """Exit code 1 with --check if anything does, without it if an output does."""
    same = invoke("reproduce", "out", "-o", "again", "-w", 1)
    count = len(made["outputs"])
    assert (same.exit_code, same.stdout) == (0, "")
    assert same.stderr == f"0 mismatches; {count} of {count} outputs are the same\n"
    assert invoke("reproduce", "out", "--check").exit_code == 0
    path = edited(python="3.9.0", outputs={**made["outputs"], "report.html": "0", "x": "1"})
    checked = invoke("reproduce", path, "--check")
    assert checked.exit_code == 1
    assert checked.stdout.startswith("python: 3.9.0 then, ")
    differs = invoke("reproduce", path, "-o", "third", "-w", 1, "--json")
    assert differs.exit_code == 1
    outputs = json.loads(differs.stdout)["outputs"]
    assert (outputs["report.html"], outputs["x"]) == ("differs", "missing")


def test_it_runs_or_checks(invoke: Callable[..., Result]) -> None:
    assert invoke("reproduce", "out").exit_code == 2
    assert invoke("reproduce", "out", "--check", "-o", "again").exit_code == 2
