"""The command line: what each command prints, where, and with which exit code.

What a fault looks like is tested in processes of their own, as `newsnorm` is run;
the rest goes through click's own runner, which is faster.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from click.testing import CliRunner, Result

import newsnorm
from newsnorm import Change
from newsnorm.cli import COMMANDS, cli
from newsnorm.plugins import BLOCK_VARIABLE
from newsnorm.runs.files import json_lines

RAW = "KIEV, May 3 (Reuters) - Snow  fell in Lugansk."
CLEAN = "Snow fell in Lugansk."
ALONE = ("--workers", "1")
"""For what is not about processes: each of them has a pipeline to make."""

Newsnorm: TypeAlias = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def newsnorm_process(tmp_path: Path) -> Newsnorm:
    """Runs `newsnorm` in a process of its own."""

    def run(
        *arguments: str, data: bytes = b"", **variables: str
    ) -> subprocess.CompletedProcess[bytes]:
        inherited = {k: v for k, v in os.environ.items() if k != BLOCK_VARIABLE}
        return subprocess.run(
            [sys.executable, "-m", "newsnorm", *arguments],
            input=data,
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**inherited, **variables},
        )

    return run


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command in this process."""
    monkeypatch.delenv(BLOCK_VARIABLE, raising=False)

    def run(*arguments: str, text: str | None = None) -> Result:
        return CliRunner().invoke(cli, arguments, input=text, catch_exceptions=False)

    return run


@pytest.fixture
def article(tmp_path: Path) -> str:
    """The path of a file with one article."""
    file = tmp_path / "article.txt"
    file.write_bytes(RAW.encode())
    return str(file)


def undone(record: Mapping[str, Any], field: str) -> str:
    """A field as it came, from the record alone."""
    changes = [
        Change(tuple(e["raw"]), e["start"], e["removed"], e["replacement"], e["rule"])
        for e in record.get("edits", ())
        if e["field"] == field
    ]
    return newsnorm.undo(record[field], changes)


def test_normalize_prints_the_cleaned_text(invoke: Callable[..., Result], article: str) -> None:
    """The text and a line end, and nothing on standard error."""
    done = invoke("normalize", article)
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{CLEAN}\n", "")


def test_a_dash_is_standard_input(invoke: Callable[..., Result]) -> None:
    """As everywhere on a command line."""
    assert invoke("normalize", "-", text=RAW).stdout == f"{CLEAN}\n"


def test_normalize_as_json_prints_the_record(invoke: Callable[..., Result], article: str) -> None:
    """It is the record of the API, with what the options say of the article in it."""
    options = ("--title", "Snow  falls", "--published", "2021-05-04", "--source", "House")
    done = invoke("normalize", "--json", *options, "--language", "en", article)
    assert (done.exit_code, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    expected = newsnorm.load("news").normalize(
        RAW, title="Snow  falls", published="2021-05-04", source="House", language="en"
    )
    assert record == expected.to_record()
    assert record["dateline"]["date"] == "2021-05-03"
    assert (record["title"], record["source"], record["language"]) == ("Snow falls", "House", "en")


def test_the_record_gives_a_file_with_crlf_back(
    invoke: Callable[..., Result], tmp_path: Path
) -> None:
    """Line ends, a byte order mark and spaces: undo needs the record alone."""
    mark = "\N{ZERO WIDTH NO-BREAK SPACE}"
    raw = f"{mark}KIEV, May 3 (Reuters) - Snow\r\nfell.\r\n\r\n  It melted. \r\n"
    file = tmp_path / "article.txt"
    file.write_bytes(raw.encode())
    record = json.loads(invoke("normalize", "--json", "--title", "A  B", str(file)).stdout)
    assert "\r" not in record["text"]
    assert undone(record, "text") == raw
    assert undone(record, "title") == "A  B"


def test_explain_prints_every_change_and_mention(
    invoke: Callable[..., Result], article: str
) -> None:
    """Each with its place, its rule or its reason."""
    done = invoke("explain", article)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "text, 2 changes\n"
        "  0:24      cut  'KIEV, May 3 (Reuters) - '            wire/furniture:dateline\n"
        "  28:30     '  ' -> ' '                                text/spaces\n"
        "dateline: place KIEV, date --05-03, agency Reuters, entity geonames:703448\n"
        "mentions, 1\n"
        "  13:20     'Lugansk'                                  "
        "Luhansk [geonames:702658] only reading\n"
    )


def test_lookup_prints_every_reading_of_a_name(invoke: Callable[..., Result]) -> None:
    """Canonical name, id, what it is and where; then the row it is from; at last what wins."""
    done = invoke("entities", "lookup", "Lugansk")
    assert (done.exit_code, done.stderr) == (0, "")
    first, second, third = done.stdout.splitlines()
    assert first.startswith("Luhansk  [geonames:702658]  city, Luhansk region, Ukraine")
    assert re.match(r"  world@2026\.11#\d+(; |$)", second)
    assert third == "-> Luhansk: the only reading"
    readings = invoke("entities", "lookup", "Georgia").stdout
    assert readings.endswith("-> none, unless the article has what a reading needs\n")
    assert "[iso3166:GE]  country" in readings
    assert "[iso3166-2:US-GA]" in readings


def test_lookup_of_a_name_that_nobody_knows_fails(invoke: Callable[..., Result]) -> None:
    """Exit code 1, so that a script can ask."""
    done = invoke("entities", "lookup", "Nowhereville")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "'Nowhereville' is in no gazetteer\n"


OWN = "surface,name,kind\nApex Grain,Apex Grain Holding,organization\nLugansk,Lugansk FC,{}\n"


def test_check_names_bad_rows_and_what_a_table_would_replace(
    invoke: Callable[..., Result], tmp_path: Path
) -> None:
    """Exit code 1 where a row is bad; that a name means something else is no fault."""
    file = tmp_path / "names.csv"
    file.write_text(OWN.format("club"), encoding="utf-8")
    done = invoke("entities", "check", str(file))
    assert done.exit_code == 1
    assert done.stdout.startswith("names.csv:3: column 'kind' holds 'club'; it must be one of")

    file.write_text(OWN.format("organization"), encoding="utf-8")
    done = invoke("entities", "check", str(file))
    assert done.exit_code == 0
    assert done.stdout == (
        "names.csv#3: 'Lugansk' would mean no longer Luhansk [geonames:702658]\n"
    )
    assert done.stderr.endswith(
        "4 surfaces of 2 entities, 0 faults, 1 surfaces that mean something else today\n"
    )

    file.write_text("surface,entity\nLugansk,geonames:0\n", encoding="utf-8")
    done = invoke("entities", "check", str(file))
    assert done.exit_code == 1
    assert "names the entity 'geonames:0', which no table of entities has" in done.stdout


def test_a_table_in_the_configuration_is_read_from_where_that_stands(
    invoke: Callable[..., Result], tmp_path: Path
) -> None:
    """A file of names is a gazetteer by its suffix, and is seen from the configuration's folder."""
    (tmp_path / "names.csv").write_text(OWN.format("organization"), encoding="utf-8")
    config = tmp_path / "newsnorm.toml"
    config.write_text('gazetteers = ["world", "./names.csv"]\n', encoding="utf-8")
    done = invoke("entities", "lookup", "Lugansk", "--config", str(config))
    assert done.stdout == (
        "Lugansk FC  [local:lugansk-fc]  organization\n  names.csv#3\n"
        "-> Lugansk FC: the only reading\n"
    )
    shown = invoke("config", "show", "--config", str(config)).stdout
    assert f"# gazetteers: world, {(tmp_path / 'names.csv').as_posix()}\n" in shown


def test_plugins_lists_components_with_their_summaries(invoke: Callable[..., Result]) -> None:
    """One line a plugin, one a component."""
    done = invoke("plugins")
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    at = lines.index("minhash  (newsnorm-minhash 0.1.0, hooks 1)  ok")
    assert lines[at + 1] == "  deduplicators   minhash/exact         active  the same cleaned text"
    assert lines[at + 3 : at + 5] == [f"{'':20}similar = 0.3", f"{'':20}plain = 0.7"]


@pytest.mark.parametrize("command", [("check", "text"), ("new", "ours", "--stage", "pack")])
@pytest.mark.parametrize("option", [("--json",), ("--config", "news")])
def test_options_of_the_list_of_plugins_are_refused_elsewhere(
    invoke: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    option: tuple[str, ...],
    command: tuple[str, ...],
) -> None:
    """They would be without effect, and nobody would know."""
    monkeypatch.chdir(tmp_path)
    done = invoke("plugins", *option, *command)
    assert done.exit_code == 2
    assert done.stderr.endswith(
        f"Error: {option[0]} is for the list of plugins alone; leave it out, or leave out "
        f"{command[0]!r}\n"
    )
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 3)])
def test_run_tells_what_it_did_and_strict_tells_of_rejects(
    invoke: Callable[..., Result], tmp_path: Path, options: tuple[str, ...], code: int
) -> None:
    """Talk goes to standard error; with --strict a reject is exit code 3, after all is written."""
    dump, out = tmp_path / "dump.jsonl", tmp_path / "out"
    dump.write_bytes(json.dumps({"text": RAW}).encode() + b"\noops\n")
    done = invoke("run", str(dump), "-o", str(out), *ALONE, *options)
    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr == (
        f"2 read, 1 written, 1 rejected; 0 relations, 1 articles to keep; see {out}\n"
        f"rejected, each with its reason in {out / 'rejects.jsonl'}:\n"
        "  1 not-json\n"
    )
    assert (out / "manifest.json").is_file()


def test_strict_is_content_when_nothing_was_rejected(
    invoke: Callable[..., Result], tmp_path: Path
) -> None:
    """Exit code 0."""
    dump = tmp_path / "dump.jsonl"
    dump.write_bytes(json.dumps({"text": RAW}).encode())
    done = invoke("run", "--strict", str(dump), "-o", str(tmp_path / "out"), *ALONE)
    assert (done.exit_code, "rejected, each" in done.stderr) == (0, False)


def test_agency_files_are_read_once_their_reader_is_named(
    invoke: Callable[..., Result], newsnorm_process: Newsnorm, tmp_path: Path
) -> None:
    """Until then the message, and the reject, say which one it is; a blocked one is not named."""
    folder, out = tmp_path / "wire", tmp_path / "out"
    folder.mkdir()
    nitf = f"<nitf><body><body.content><p>{RAW}</p></body.content></body></nitf>"
    (folder / "a.xml").write_text(nitf, encoding="utf-8")
    hint = "its suffix tells no format; .xml files are read with --from wire/files"

    done = newsnorm_process("run", "wire/a.xml", "-o", "out")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [f"Error: wire/a.xml: {hint}"]
    done = newsnorm_process("--block", "newsnorm-wire", "run", "wire/a.xml", "-o", "out")
    assert b"wire/files" not in done.stderr

    invoke("run", str(folder), "-o", str(out), *ALONE)
    assert hint in (out / "rejects.jsonl").read_text(encoding="utf-8")

    named = invoke(
        *("run", str(folder), "-o", str(tmp_path / "named"), "--from", "wire/files", *ALONE)
    )
    assert named.stderr.startswith("1 read, 1 written, 0 rejected;")


def test_a_config_file_is_used(invoke: Callable[..., Result], tmp_path: Path, article: str) -> None:
    """By its path."""
    config = tmp_path / "newsnorm.toml"
    config.write_text('remove = ["text/spaces"]\n', encoding="utf-8")
    done = invoke("normalize", "--config", str(config), article)
    assert done.stdout == "Snow  fell in Lugansk.\n"


def test_the_version_is_that_of_the_package(invoke: Callable[..., Result]) -> None:
    """On one line."""
    assert invoke("--version").stdout == f"newsnorm, version {newsnorm.__version__}\n"


def test_every_command_explains_itself(invoke: Callable[..., Result]) -> None:
    """The list shows all, and each has a help text that begins with what it does."""
    overview = invoke("--help").stdout
    for name, summary in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(summary)}$", overview, re.MULTILINE)
        done = invoke(name, "--help")
        assert done.exit_code == 0
        assert done.stdout.startswith(f"Usage: cli {name} ")


HELP = """
import sys
from newsnorm.cli import main

try:
    main()
except SystemExit as stop:
    print(*sorted(sys.modules), file=sys.stderr)
    sys.exit(stop.code)
"""


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["run", "--help"], ["export", "--help"], ["config", "show", "--help"]],
)
def test_help_imports_no_plugin_and_nothing_heavy(arguments: list[str]) -> None:
    """Help comes at once, however many plugins are installed."""
    done = subprocess.run(
        [sys.executable, "-c", HELP, *arguments], capture_output=True, text=True, check=True
    )
    assert "Usage: " in done.stdout
    modules = set(done.stderr.split())
    assert "newsnorm.cli" in modules
    plugins = {name for name in modules if name.startswith("newsnorm_")}
    heavy = {"numpy", "regex", "pluggy", "pyarrow", "importlib.metadata", "newsnorm.plugins"}
    assert (plugins, heavy & modules) == (set(), set())


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ("normalize", "--config", "nwes", "article.txt"),
            2,
            "no plugin 'nwes' is installed, which 'nwes' needs; did you mean 'news'?",
        ),
        (
            ("normalize", "--config", "absent.toml", "article.txt"),
            2,
            "absent.toml: cannot be read: No such file or directory",
        ),
        (
            ("--block", "wire", "normalize", "article.txt"),
            2,
            (
                "'wire/furniture' is of the plugin 'wire', which is blocked; unblock it, or leave "
                "out what names it; a newsnorm.toml with "
                'remove = ["wire/furniture"] does without it'
            ),
        ),
        (
            ("normalize", "absent.txt"),
            1,
            "absent.txt: cannot be read: No such file or directory",
        ),
        (
            ("explain", "latin.txt"),
            1,
            "latin.txt: byte 1 is not UTF-8; convert the file first",
        ),
        (
            ("run", "absent.jsonl", "-o", "out"),
            2,
            "absent.jsonl: cannot be read: No such file or directory",
        ),
        (
            ("run", "dump.jsonl", "-o", "."),
            2,
            ". is there already; name a folder that does not exist",
        ),
    ],
)
def test_a_fault_is_one_line_and_an_exit_code(
    newsnorm_process: Newsnorm, tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    """1 for what failed, 2 for wrong usage or configuration; nothing on standard output."""
    (tmp_path / "article.txt").write_bytes(RAW.encode())
    (tmp_path / "latin.txt").write_bytes(
        "D\N{LATIN SMALL LETTER U WITH DIAERESIS}".encode("latin-1")
    )
    (tmp_path / "dump.jsonl").write_bytes(b'{"text": "Snow fell."}\n')
    done = newsnorm_process(*arguments)
    assert done.stderr.decode() == f"Error: {message}\n"
    assert (done.returncode, done.stdout) == (code, b"")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("normalise",), "No such command 'normalise'"),
        (("normalize",), "Missing argument 'FILE|-'"),
        (("run", "dump.jsonl"), "Missing option '-o' / '--output'"),
        (("run", "-o", "out"), "Missing argument 'INPUT...'"),
    ],
)
def test_wrong_usage_is_exit_code_2(
    invoke: Callable[..., Result], arguments: tuple[str, ...], message: str
) -> None:
    """The message says what is missing or unknown."""
    done = invoke(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_output_is_utf_8_whatever_the_terminal_claims(newsnorm_process: Newsnorm) -> None:
    """Text never fails on its way out, and line ends are not translated."""
    data = "Snow fell in S\N{LATIN SMALL LETTER A WITH TILDE}o Paulo.".encode()
    done = newsnorm_process("normalize", "-", data=data, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stdout, done.stderr) == (0, data + b"\n", b"")


@pytest.mark.parametrize("command", ["normalize", "explain"])
def test_options_can_be_set(newsnorm_process: Newsnorm, tmp_path: Path, command: str) -> None:
    """By component and name; what does not fit is exit code 2."""
    (tmp_path / "article.txt").write_bytes(RAW.encode())
    plain = newsnorm_process(command, "article.txt")
    done = newsnorm_process(command, "article.txt", "--set", "minhash/near.similar=0.4")
    assert (done.returncode, done.stdout, done.stderr) == (0, plain.stdout, b"")
    done = newsnorm_process(command, "article.txt", "--set", "minhash/near.similar=8")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        "Error: options of 'minhash/near': similar is 8; it must be above 0 and at most 1\n"
    )


def test_what_config_show_prints_can_be_used(newsnorm_process: Newsnorm, tmp_path: Path) -> None:
    """As a file, byte for byte."""
    shown = newsnorm_process("config", "show", "--set", "minhash/near.rows=2")
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert shown.stdout.endswith(b"related = 0.35  # default\n")
    (tmp_path / "newsnorm.toml").write_bytes(shown.stdout)
    done = newsnorm_process("normalize", "--config", "newsnorm.toml", "-", data=RAW.encode())
    assert (done.returncode, done.stdout) == (0, f"{CLEAN}\n".encode())


@pytest.mark.parametrize("arguments", [("--set", "minhash/near=1"), ("--config", "absent.toml")])
def test_config_show_of_what_makes_no_sense_is_exit_code_2(
    newsnorm_process: Newsnorm, arguments: tuple[str, ...]
) -> None:
    """One line says why."""
    done = newsnorm_process("config", "show", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert re.fullmatch(rb"Error: .+\n", done.stderr)


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """The folder of a run over one article, with a lone surrogate where nothing cleans it."""
    folder = tmp_path / "out"
    (folder / "articles").mkdir(parents=True)
    record = newsnorm.load("news").normalize({"id": "a", "text": RAW, "source": "\ud800"})
    for name, row in (
        ("articles/part-00000", record.to_record()),
        ("relations", {"left": "a", "right": "b", "kind": "near", "evidence": {"jaccard": 0.9}}),
        ("clusters", {"id": "a", "cluster": "a", "keep": True}),
    ):
        with json_lines(folder / f"{name}.jsonl.zst") as write:
            write(row)
    (folder / "manifest.json").write_text("{}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("options", "folder", "counts"),
    [
        ((), "out-csv", "1 articles, 1 mentions, 2 edits, 1 relations, 1 clusters"),
        (("--keep",), "out-keep-csv", "1 articles, 1 mentions, 2 edits"),
        (("-o", "tables"), "tables", "1 articles, 1 mentions, 2 edits, 1 relations, 1 clusters"),
    ],
)
def test_export_tells_what_it_wrote(
    newsnorm_process: Newsnorm,
    results: Path,
    options: tuple[str, ...],
    folder: str,
    counts: str,
) -> None:
    """And where; what could not be written as it is, is counted, not passed over."""
    done = newsnorm_process("export", "out", "--format", "csv", *options)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode() == (
        f"{counts}; see {folder}\n"
        "1 values hold lone surrogates, which csv cannot: they are written as U+FFFD\n"
    )
    tables = sorted(path.name for path in (results.parent / folder).iterdir())
    assert tables == sorted(f"{part.split()[1]}.csv" for part in counts.split(", "))


def test_export_of_the_folder_one_is_in_goes_next_to_it(
    newsnorm_process: Newsnorm, results: Path
) -> None:
    """Not into it."""
    before = sorted(results.rglob("*"))
    code = "import os, sys; from newsnorm.cli import main; os.chdir('out'); sys.exit(main())"
    subprocess.run(
        [sys.executable, "-c", code, "export", ".", "--format", "jsonl"],
        cwd=results.parent,
        check=True,
        capture_output=True,
    )
    assert (results.parent / "out-jsonl" / "articles.jsonl").is_file()
    assert sorted(results.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ("export", "articles", "--format", "csv"),
            2,
            (
                "articles is not the folder of a run: it has no manifest.json; "
                "name what `newsnorm run` was given with -o"
            ),
        ),
        (
            ("export", ".", "--format", "csv", "-o", "articles"),
            2,
            "articles is there already; name a folder that does not exist",
        ),
        (
            ("export", ".", "--format", "csv", "-o", "tables"),
            1,
            "relations.jsonl.zst: cannot be read: No such file or directory",
        ),
    ],
)
def test_a_fault_of_export_is_one_line_and_an_exit_code(
    newsnorm_process: Newsnorm,
    results: Path,
    tmp_path: Path,
    arguments: tuple[str, ...],
    code: int,
    message: str,
) -> None:
    """And nothing new lies about."""
    (results / "relations.jsonl.zst").unlink()
    for path in results.iterdir():
        path.rename(tmp_path / path.name)
    before = sorted(tmp_path.rglob("*"))
    done = newsnorm_process(*arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert done.stderr.decode() == f"Error: {message}\n"
    assert sorted(tmp_path.rglob("*")) == before
