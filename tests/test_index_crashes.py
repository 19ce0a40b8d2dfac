"""An index whose writer is killed: as it was before, or as it is after.

A process of its own does the work, and kills itself at every place where something is made to last:
before and after each flush, each renaming and each deletion, until it comes to the end.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import Any

import numpy as np
import pytest

from newsnorm.article import Article
from newsnorm.components import DeduplicatorSpec, Verdict
from newsnorm.errors import DamagedIndex, NewsnormError
from newsnorm.index.contents import Contents
from newsnorm.index.index import Index
from newsnorm.index.store import read_manifest
from newsnorm.pipeline import Pipeline


class Near:
    """Numbers of one neighbourhood are compared, and those that differ by two at most are near."""

    def keys(self, articles: Sequence[Any]) -> Any:
        numbers = [int(article.text) for article in articles]
        return np.array([(n // 3, (n + 1) // 3) for n in numbers], np.uint64)

    def evidence(self, articles: Sequence[Any]) -> Any:
        return {"number": np.array([int(article.text) for article in articles], np.int64)}

    def compare(self, left: Any, right: Any) -> Sequence[Verdict | None]:
        apart = np.abs(left["number"] - right["number"]).tolist()
        return [Verdict("near", {"apart": steps}) if steps <= 2 else None for steps in apart]


PIPELINE = Pipeline.of(deduplicators=[DeduplicatorSpec("test/near", Near)])

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked on POSIX alone")


def articles(start: int, end: int) -> list[Article]:
    """Stories of three, a few of which meet those of other days."""
    return [
        Article(str(at * 5 // 3 % 40), id=f"n{at}", published=f"2022-02-{1 + at % 20:02}")
        for at in range(start, end)
    ]


def state(folder: Path) -> tuple[Any, ...]:
    """What an index knows of its articles, whatever lies in which segment."""
    manifest = read_manifest(folder)
    assert manifest
    with Contents(folder, manifest) as contents:
        every = np.concatenate([segment.read("serial") for _, segment in contents.articles])
        every = every[contents.live(every)]
        names = contents.ids(every)
        states = contents.states(every)
        stars = contents.ids(states.representative)
        ones, others, kinds = contents.relations(every)
        pairs = zip(contents.ids(ones), contents.ids(others), kinds.tolist(), strict=True)
        numbers = contents.evidence(0, every)["number"].tolist()
        met = contents.with_keys("keys.0.0", np.arange(20, dtype=np.uint64))[1].tolist()
        rows = zip(names, numbers, states.cluster.tolist(), stars, states.kind, strict=True)
        return len(contents), sorted(rows), sorted(pairs), sorted(met)


def counted(work: Callable[[], object], at: int) -> Callable[[], None]:
    """Work that ends in a kill before its operation of this number, or comes to its end."""

    def run() -> None:
        count = 0

        def guard(original: Callable[..., Any]) -> Callable[..., Any]:
            def operation(*args: Any, **options: Any) -> Any:
                nonlocal count
                for _ in ("before", "after"):
                    if count == at:
                        os.kill(os.getpid(), signal.SIGKILL)
                    count += 1
                    if _ == "before":
                        done = original(*args, **options)
                return done

            return operation

        os.fsync = guard(os.fsync)
        Path.replace = guard(Path.replace)  # type: ignore[method-assign]
        Path.unlink = guard(Path.unlink)  # type: ignore[method-assign]
        work()

    return run


def killed(work: Callable[[], object], at: int) -> bool:
    """Do work in a process that is killed at a place; whether it was."""
    child = os.fork()
    if child == 0:
        try:
            counted(work, at)()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL)
    return os.WIFSIGNALED(status)


def everywhere(before: Path, work: Callable[[Path], object], tmp_path: Path) -> Iterator[Path]:
    """Folders in which work was killed, at one place after the other."""
    at = 0
    while True:
        folder = tmp_path / f"killed-{at}"
        copytree(before, folder)
        if not killed(partial(work, folder), at):
            break
        yield folder
        at += 1
    assert at > 10, "it makes more than that last"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of three days, so that a fourth one makes it merge."""
    folder = tmp_path / "index"
    made = Index.open(folder, PIPELINE)
    for day in range(3):
        made.add(articles(day * 10, day * 10 + 10))
    return folder


def add(folder: Path) -> object:
    return Index.open(folder, PIPELINE).add(articles(30, 40))


def remove(folder: Path) -> object:
    return Index.open(folder, PIPELINE).remove([f"n{at}" for at in range(0, 30, 2)] + ["n5"])


@forks
@pytest.mark.parametrize("work", [add, remove])
def test_an_index_whose_writer_is_killed_is_as_before_or_as_after(
    index: Path, tmp_path: Path, work: Callable[[Path], object]
) -> None:
    """Merging included; and doing it again comes to the same, without what was left behind."""
    parts = read_manifest(index)
    before = state(index)
    done = tmp_path / "done"
    copytree(index, done)
    work(done)
    after = state(done)
    merged = read_manifest(done)
    assert parts
    assert merged
    assert merged.articles[0].name != parts.articles[0].name, "it merges"
    assert before != after

    seen = []
    for folder in everywhere(index, work, tmp_path):
        Index.open(folder, PIPELINE).check()
        found = state(folder)
        assert found in (before, after)
        seen.append(found == after)
        changes = [change.to_json() for change in Index.open(folder, PIPELINE).changes()]
        if found == after:
            assert changes == [change.to_json() for change in Index.open(done, PIPELINE).changes()]
        assert bool(work(folder)) is (found == before)
        assert state(folder) == after
        manifest = read_manifest(folder)
        assert manifest
        assert {path.name for path in folder.iterdir()} == {
            "lock", "manifest.json", *(part.name for part in manifest.parts())
        }  # fmt: skip
    assert seen == sorted(seen)  # once it has happened, it has happened
    assert set(seen) == {False, True}


@forks
def test_a_first_add_that_is_killed_is_nothing_or_all(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for folder in everywhere(empty, add, tmp_path):
        assert len(Index.open(folder, PIPELINE)) in (0, 10)
        add(folder)
        assert len(Index.open(folder, PIPELINE)) == 10


def test_a_flipped_bit_anywhere_is_reported_and_not_read(index: Path) -> None:
    """In each file that counts, wherever it is: what comes is the truth or an error."""
    before = state(index)
    changes = Index.open(index, PIPELINE).changes()
    for path in sorted(index.iterdir()):
        data = path.read_bytes()
        for at in sorted({0, 20, 70, *range(0, len(data), max(1, len(data) // 40))}):
            if at >= len(data):
                continue
            flipped = bytearray(data)
            flipped[at] ^= 1 << at % 8
            path.write_bytes(flipped)
            with suppress(DamagedIndex):
                assert state(index) == before
                assert Index.open(index, PIPELINE).changes() == changes
            with pytest.raises(DamagedIndex, match=f"^{re.escape(str(path))} is damaged: .* Put"):
                Index.open(index, PIPELINE).check()
        path.write_bytes(data)
    assert state(index) == before


def test_a_cut_or_lost_file_is_reported(index: Path) -> None:
    for path in sorted(index.iterdir()):
        data = path.read_bytes()
        if path.name == "lock":
            continue
        for cut in (data[:-1], data[: len(data) // 2], b""):
            path.write_bytes(cut)
            with pytest.raises(DamagedIndex, match=f"{path.name} is damaged"):
                Index.open(index, PIPELINE).check()
        path.unlink()
        # Without a manifest, it must not take the folder for a new one.
        use = add if path.name == "manifest.json" else lambda at: Index.open(at, PIPELINE).check()
        with pytest.raises(DamagedIndex, match=f"{path.name} is damaged: it is not there"):
            use(index)
        path.write_bytes(data)
    Index.open(index, PIPELINE).check()


def test_a_damaged_index_takes_nothing(index: Path) -> None:
    (segment, *_) = sorted(index.glob("articles-*"))
    data = bytearray(segment.read_bytes())
    data[100] ^= 4
    segment.write_bytes(data)
    manifest = (index / "manifest.json").read_bytes()
    with pytest.raises(DamagedIndex, match=segment.name):
        add(index)
    assert (index / "manifest.json").read_bytes() == manifest


WRITER = """
import sys
from pathlib import Path
from newsnorm.index.store import locked
with locked(Path(sys.argv[1])):
    print("locked", flush=True)
    sys.stdin.read()
"""


def test_there_is_one_writer_and_the_lock_ends_with_it(index: Path) -> None:
    """Even if that is killed; and who asks does not wait."""
    before = state(index)
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(index)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout
    assert process.stdout.readline() == "locked\n"
    with pytest.raises(NewsnormError, match="another process is writing to"):
        add(index)
    assert state(index) == before
    process.kill()
    process.communicate()
    assert add(index)


def test_who_asks_while_another_writes_is_told_of_one_moment(index: Path) -> None:
    """Files that a writer replaces meanwhile are no fault."""

    def write() -> None:
        for at in range(30, 60):
            Index.open(index, PIPELINE).add(articles(at, at + 1))

    writer = threading.Thread(target=write)
    writer.start()
    seen = []
    while writer.is_alive():
        asked = Index.open(index, PIPELINE)
        seen.append(sum(match.known for match in asked.query(articles(0, 60))))
        assert len(asked.changes()) >= 1
    writer.join()
    assert seen == sorted(seen)
    assert len(Index.open(index, PIPELINE)) == 60


def test_a_full_disk_leaves_the_index_as_it_was(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(index)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NewsnormError, match="No space left on device; the index is as it was"):
        add(index)
    monkeypatch.undo()
    assert state(index) == before
    assert add(index)
    assert state(index) != before
