"""Shards and workers: the same bytes from any number of processes, and no record lost."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import newsnorm
from newsnorm.errors import ConfigError, InputError, NewsnormError, PluginError
from newsnorm.io.zstd import ZstdFile
from newsnorm.runs.run import SHARD_RECORDS, Progress, RunOptions, run
from newsnorm.runs.shards import time_limit

NLP = newsnorm.load("news@1")
COUNT = 2 * SHARD_RECORDS + 10


def lines(path: Path) -> list[Any]:
    """The records of a file of JSON lines, compressed or not."""
    if path.suffix == ".zst":
        with ZstdFile(path) as file:
            return [json.loads(line) for line in file]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def dump(path: Path, records: Sequence[Any]) -> str:
    """A file of JSON lines; strings are written as they are."""
    texts = (record if isinstance(record, str) else json.dumps(record) for record in records)
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[Progress]]:
    """One dump of three shards, run with one worker and with two."""
    folder = tmp_path_factory.mktemp("runs")
    records: list[Any] = [
        {"id": f"n{number}", "text": f"KIEV, May 3 (AFP) - Train {number} left Lvov for Kiev."}
        for number in range(COUNT)
    ]
    records[7] = "{"
    records[1500] = {"id": "n3", "text": "An id of another shard."}
    records[1501] = {"id": "n1499", "text": "An id of the same shard."}
    records[2004] = {"id": "copy", "text": records[11]["text"]}
    for position in (20, 30, 1020, 2005):
        records[position] = {"text": "KYIV, May 3 (AFP) - This one has no id of its own."}
    source = dump(folder / "dump.jsonl", records)
    told: list[Progress] = []
    run(NLP, [source], folder / "one", RunOptions(workers=1), progress=told.append)
    run(NLP, [source], folder / "two", RunOptions(workers=2))
    return folder / "one", folder / "two", told


def test_one_worker_and_two_make_the_same_bytes(runs: tuple[Path, Path, list[Progress]]) -> None:
    one, two, _ = runs
    names = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file())
    assert len([name for name in names if name.name.startswith("part-")]) == 3
    for name in names:
        if name.name != "manifest.json":
            assert (one / name).read_bytes() == (two / name).read_bytes()


def test_every_record_is_written_or_rejected(runs: tuple[Path, Path, list[Progress]]) -> None:
    one, _, told = runs
    written = [record["id"] for part in sorted(one.glob("articles/*")) for record in lines(part)]
    rejects = lines(one / "rejects.jsonl")
    assert len(written) == len(set(written)) == COUNT - 3
    assert [(reject["line"], reject["code"]) for reject in rejects] == [
        (8, "not-json"),
        (1501, "repeated-id"),
        (1502, "repeated-id"),
    ]
    assert "line 4" in rejects[1]["message"]
    assert told[-1].records == COUNT
    assert told[-1].rejected == 3


def test_copies_without_ids_are_numbered_and_related(
    runs: tuple[Path, Path, list[Progress]],
) -> None:
    parts = sorted(runs[0].glob("articles/*"))
    texts = [record for part in parts for record in lines(part) if "no id" in record["text"]]
    made = texts[0]["id"]
    assert [text["id"] for text in texts] == [made, f"{made}-2", f"{made}-3", f"{made}-4"]
    clusters = {row["id"]: row["cluster"] for row in lines(runs[0] / "clusters.jsonl.zst")}
    assert {clusters[text["id"]] for text in texts} == {made}


def test_copies_are_found_across_shards(runs: tuple[Path, Path, list[Progress]]) -> None:
    relations = lines(runs[0] / "relations.jsonl.zst")
    assert ("n11", "copy", "exact") in {(r["left"], r["right"], r["kind"]) for r in relations} | {
        (r["right"], r["left"], r["kind"]) for r in relations
    }


def test_the_manifest_tells_how_long_each_stage_took(
    runs: tuple[Path, Path, list[Progress]],
) -> None:
    manifest = json.loads((runs[1] / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["workers"] == 2
    stages = {"input", "read", "clean", "link", "write", "sketch", "compare", "wall"}
    assert set(manifest["seconds"]) == stages
    assert manifest["counts"]["read"] == COUNT


@pytest.mark.parametrize(
    ("records", "cores", "started"),
    [(0, 8, 1), (5, 8, 1), (SHARD_RECORDS + 1, 8, 2), (2 * SHARD_RECORDS + 1, 2, 2)],
)
def test_as_many_processes_as_cores_and_no_more_than_shards(
    records: int, cores: int, started: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process takes longer to start than a shard's articles take."""
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    source = dump(tmp_path / "dump.jsonl", [{"text": f"Train {n} left."} for n in range(records)])
    everything = newsnorm.load("news").recipe
    names = everything.cleaners + everything.canonicalizers + everything.deduplicators
    bare = newsnorm.load(newsnorm.Config(remove=names, gazetteers=()))
    manifest = run(bare, [source], tmp_path / "out", RunOptions(workers=None))
    assert manifest["workers"] == started
    assert manifest["counts"]["written"] == records


def test_a_pipeline_from_specs_has_one_worker_unless_asked_for_more(tmp_path: Path) -> None:
    source = dump(tmp_path / "dump.jsonl", [{"text": "Snow fell."}] * (SHARD_RECORDS + 1))
    manifest = run(newsnorm.Pipeline.of(), [source], tmp_path / "out", RunOptions(workers=None))
    assert manifest["workers"] == 1


def test_no_input_records_make_an_empty_run(tmp_path: Path) -> None:
    manifest = run(NLP, [dump(tmp_path / "empty.jsonl", [])], tmp_path / "out")
    assert manifest["counts"]["read"] == 0
    assert lines(tmp_path / "out" / "articles" / "part-00000.jsonl.zst") == []


def test_a_pipeline_from_specs_has_one_worker(tmp_path: Path) -> None:
    source = dump(tmp_path / "dump.jsonl", [{"text": "Snow fell."}])
    with pytest.raises(ConfigError, match="use one worker"):
        run(newsnorm.Pipeline.of(), [source], tmp_path / "out", RunOptions(workers=2))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dump.jsonl"]


class Stuck:
    """A cleaner that never ends on one text."""

    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        while text == "stuck":
            time.perf_counter()
        if text == "broken":
            raise MemoryError("no memory for this")
        return ()


def test_what_takes_too_long_or_breaks_is_rejected_alone(tmp_path: Path) -> None:
    nlp = newsnorm.Pipeline.of(cleaners=[newsnorm.CleanerSpec("test/stuck", Stuck)])
    texts = ["good", "stuck", "broken", "better"]
    source = dump(tmp_path / "dump.jsonl", [{"id": text, "text": text} for text in texts])
    run(nlp, [source], tmp_path / "out", RunOptions(seconds=1.0))
    written = lines(tmp_path / "out" / "articles" / "part-00000.jsonl.zst")
    assert [record["id"] for record in written] == ["good", "better"]
    rejects = lines(tmp_path / "out" / "rejects.jsonl")
    assert [reject["code"] for reject in rejects] == ["too-slow", "plugin-error"]


def test_where_there_is_no_alarm_slow_articles_are_rejected_when_done() -> None:
    found: list[str] = []

    def slow() -> None:
        try:
            with time_limit(0.0):
                sum(range(1000))
        except InputError as error:
            found.append(error.code)

    thread = threading.Thread(target=slow)
    thread.start()
    thread.join()
    assert found == ["too-slow"]


@pytest.mark.parametrize(
    "error",
    [
        NewsnormError("plain"),
        InputError("no-text", "the record has no field 'text'"),
        PluginError("it failed", plugin="p", component="p/c", stage="clean", article_id="7"),
    ],
)
def test_errors_come_back_from_workers_as_they_were(error: NewsnormError) -> None:
    import pickle

    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.__dict__) == (type(error), str(error), error.__dict__)


def test_neither_hash_seed_nor_locale_nor_time_zone_changes_a_byte(tmp_path: Path) -> None:
    """Sets in another order, another language and another clock: the results are the same."""
    source = Path(__file__).parent.parent / "examples" / "dump.jsonl"
    settings = [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo", "PYTHONUTF8": "0"},
    ]
    for number, setting in enumerate(settings):
        out = str(tmp_path / f"out{number}")
        subprocess.run(
            [sys.executable, "-m", "newsnorm", "run", str(source), "-o", out, "--workers", "1"],
            env={**os.environ, **setting},
            check=True,
            capture_output=True,
        )
    one, two = tmp_path / "out0", tmp_path / "out1"
    names = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file())
    for name in names:
        if name.name != "manifest.json":
            assert (one / name).read_bytes() == (two / name).read_bytes(), name
