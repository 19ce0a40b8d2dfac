"""A run keeps to the memory that it may take, by fewer workers or by ending."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest

import newsnorm
from newsnorm import ArticleView, CleanerSpec, Edit, Pipeline
from newsnorm.errors import ConfigError, NewsnormError
from newsnorm.runs.memory import PARENT, WORKER, fitting, own, parsed
from newsnorm.runs.run import RunOptions, run

DUMP = Path(__file__).parent.parent / "examples" / "dump.jsonl"


def taken() -> int:
    """Bytes that this process has of its own."""
    return own(psutil.Process())


@pytest.mark.parametrize("size", ["", "much", "2 GB of it", "-1GB", "2PB"])
def test_what_is_no_size_is_refused(size: str) -> None:
    with pytest.raises(ConfigError, match="write it as 2GB or 500MB"):
        parsed(size)


def test_so_many_workers_as_fit() -> None:
    """Each has the tables, and so has the process that they work for."""
    assert fitting(1 << 40, 8) == 8
    tables = taken()
    limit = PARENT + tables + 2 * (WORKER + tables) + (64 << 20)
    assert fitting(limit, 8) == 2
    assert fitting(limit, 1) == 1


def test_a_run_has_fewer_workers_where_not_all_fit(tmp_path: Path) -> None:
    """And the same results."""
    news = newsnorm.load("news")
    _ = news.gazetteer
    limit = taken() + PARENT + WORKER + (96 << 20)
    manifest = run(news, [str(DUMP)], tmp_path / "one", RunOptions(workers=2, memory=limit))
    assert manifest["workers"] == 1
    usual = run(news, [str(DUMP)], tmp_path / "usual")
    names = [name for name in usual["outputs"] if name != "report.html"]
    assert {name: manifest["outputs"][name] for name in names} == {
        name: usual["outputs"][name] for name in names
    }


def test_too_little_memory_is_told_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"10 MB of memory are too little: .* about \d+ MB"):
        run(Pipeline.of(), [str(DUMP)], tmp_path / "out", RunOptions(memory=parsed("10MB")))
    assert list(tmp_path.iterdir()) == []


class _Hoard:
    """A cleaner that never lets go of what it took."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:
        self.kept.append(b"." * (32 << 20))
        return ()


def test_a_run_that_takes_more_is_ended_and_leaves_nothing(tmp_path: Path) -> None:
    dump = tmp_path / "dump.jsonl"
    dump.write_text("".join(json.dumps({"id": n, "text": "Rain."}) + "\n" for n in range(20)))
    nlp = Pipeline.of(cleaners=[CleanerSpec("mine/hoard", _Hoard)])
    limit = taken() + PARENT + WORKER + (8 << 20)
    with pytest.raises(NewsnormError, match=r"takes \d+ MB of memory, and may take \d+ MB"):
        run(nlp, [str(dump)], tmp_path / "out", RunOptions(memory=limit))
    assert list(tmp_path.iterdir()) == [dump]
