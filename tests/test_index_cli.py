"""`newsnorm index`: changes on standard output, talk on standard error, and exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result

from newsnorm.cli import cli
from newsnorm.errors import ConfigError

Invoke: TypeAlias = Callable[..., Result]

STORY = "The ferry to the island left at noon with {} passengers, the harbour master said."


@pytest.fixture
def invoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Runs a command on an index, with JSON lines on standard input."""
    monkeypatch.chdir(tmp_path)

    def invoke(what: str, *arguments: str, given: list[object] | None = None) -> Result:
        lines = "".join(f"{json.dumps(record)}\n" for record in given or [])
        return CliRunner().invoke(
            cli, ["index", what, "here", *arguments], input=lines, catch_exceptions=False
        )

    return invoke


def test_a_day_is_added_asked_for_and_removed(invoke: Invoke) -> None:
    one = {"id": "a", "published": "2022-02-02", "text": STORY.format("forty")}
    two = {"id": "b", "published": "2022-02-03", "text": STORY.format("forty").upper()}
    done = invoke("add", "-", given=[one])
    assert json.loads(done.stdout) == {"change": "new", "cluster": "0", "id": "a"}
    assert done.stderr == "1 added, 1 articles in here\n"
    asked = invoke("query", "-", given=[two])
    match = json.loads(asked.stdout)
    assert (match["known"], match["cluster"], match["of"]) == (False, "0", "a")
    assert asked.stderr == "1 looked for, 1 repeat something\n"
    assert json.loads(invoke("add", "-", given=[one, two]).stdout)["change"] == "joined"
    assert "here is whole: 2 articles, " in invoke("check").stdout
    removed = invoke("remove", "--before", "2022-02-03", "b", "nobody")
    assert [json.loads(line)["id"] for line in removed.stdout.splitlines()] == ["a", "b"]
    assert removed.stderr == "2 removed, 0 articles in here\n"
    assert invoke("changes").stdout == removed.stdout


def test_what_is_not_taken_is_said_with_its_place(invoke: Invoke) -> None:
    given: list[object] = [{"id": "a"}, {"id": "b", "text": "x"}, {"id": "b", "text": "y"}]
    done = invoke("add", "-", given=given)
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        "rejected: -, line 1: no-text: the record has no field 'text'; its fields: 'id'",
        "rejected: -, line 3: repeated-id: the id 'b' was used before",
        "1 added, 1 articles in here, 2 rejected",
    ]
    again = invoke("add", "-", "--strict", given=[{"body": "z", "guid": "b"}])
    assert again.exit_code == 3
    assert again.stderr.startswith("rejected: -, line 1: changed-article: the index has another ")


def test_inputs_are_read_as_in_a_run(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "day.csv").write_text("nr,words,day\n7,snow fell,3.2.2022\n", encoding="utf-8")
    fields = ("--text-field", "words", "--id-field", "nr", "--published-field", "day")
    done = invoke("add", "day.csv", *fields, "--date-format", "%d.%m.%Y")
    assert json.loads(done.stdout)["id"] == "7"
    assert json.loads(invoke("remove", "--before", "2022-02-04").stdout)["id"] == "7"


def test_what_makes_no_sense_is_refused(invoke: Invoke) -> None:
    for what, arguments in (("query", ["-"]), ("remove", ["a"]), ("check", []), ("changes", [])):
        with pytest.raises(ConfigError, match="here is no index"):
            invoke(what, *arguments)
    assert "name an ID, or a date with --before" in invoke("remove").stderr
    with pytest.raises(ConfigError, match="cannot be read"):
        invoke("add", "absent.jsonl")
