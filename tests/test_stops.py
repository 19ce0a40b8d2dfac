"""A run that is stopped: by Ctrl-C, by a signal, by a full disk, by a worker that is killed.

Real processes, as a terminal starts them: a session of their own, and Ctrl-C goes to all of it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeAlias

import pytest

from newsnorm.cli.run import _stoppable
from newsnorm.runs.workers import without_interrupts

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sessions and signals are POSIX's")

Start: TypeAlias = Callable[..., "subprocess.Popen[str]"]

COUNT = 8_000
"""Articles: so many that the first shard is long done before the last is begun."""

PATIENCE = 120
"""Seconds after which something that must happen did not."""


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dump of eight shards."""
    path = tmp_path_factory.mktemp("dump") / "dump.jsonl"
    text = "KIEV, May 3 (AFP) - Train {0} left Lvov for Kiev {0} minutes late."
    lines = (json.dumps({"id": f"n{at}", "text": text.format(at)}) for at in range(COUNT))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def start(dump: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts a run over the dump; whatever of it is left at the end is killed."""
    begun: list[subprocess.Popen[str]] = []

    def start(workers: int, output: Path = tmp_path / "out", **more: Any) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "newsnorm", "run", str(dump), "-o", str(output)]
        process = subprocess.Popen(
            [*command, "--workers", str(workers)],
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
            **more,
        )
        begun.append(process)
        return process

    yield start
    for process in begun:
        if alive(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def alive(group: int, what: str = "") -> list[int]:
    """The processes of a session that still run, by what is in their command lines."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,pgid=,stat=,args="],
        capture_output=True,
        check=True,
        encoding="utf-8",
        errors="replace",
    )
    found: list[int] = []
    for line in listed.stdout.splitlines():
        pid, pgid, state, args = [*line.split(None, 3), ""][:4]
        if int(pgid) == group and not state.startswith("Z") and what in args:
            found.append(int(pid))
    return found


def until(true: Callable[[], object]) -> None:
    """Wait for something to happen."""
    end = monotonic() + PATIENCE
    while not true():
        assert monotonic() < end, "it did not happen"
        sleep(0.01)


def documented(code: int, talk: str, output: Path | None = None) -> bool:
    """Whether the table of docs/input.md says that a run may end like this."""
    docs = Path(__file__).parent.parent / "docs" / "input.md"
    message = talk.removesuffix("\n").replace(str(output), "out")
    return f" | {code} | {message} |\n" in docs.read_text(encoding="utf-8")


def parts(folder: Path) -> list[Path]:
    """The part files that a run has begun to write, in its hidden folder."""
    return list(folder.glob(".out.*/articles/part-*"))


@pytest.mark.parametrize(("workers", "number"), [(2, signal.SIGINT), (1, signal.SIGTERM)])
def test_a_run_that_is_interrupted_says_so_and_leaves_nothing(
    start: Start, tmp_path: Path, workers: int, number: signal.Signals
) -> None:
    """No traceback of any process, no file, no process; the exit code is that of shells."""
    process = start(workers)
    until(lambda: parts(tmp_path))
    os.killpg(process.pid, number)
    _, talk = process.communicate(timeout=PATIENCE)
    assert (process.returncode, talk) == (128 + number, "Interrupted; nothing was written.\n")
    assert documented(process.returncode, talk)
    assert list(tmp_path.iterdir()) == []
    until(lambda: not alive(process.pid))


def test_workers_that_have_just_been_started_do_not_complain(start: Start, tmp_path: Path) -> None:
    """They import for a while before they can say what Ctrl-C is to do."""
    process = start(2)
    until(lambda: alive(process.pid, "spawn_main"))
    os.killpg(process.pid, signal.SIGINT)
    _, talk = process.communicate(timeout=PATIENCE)
    assert (process.returncode, talk) == (130, "Interrupted; nothing was written.\n")
    assert list(tmp_path.iterdir()) == []
    until(lambda: not alive(process.pid))


def test_a_worker_that_is_killed_is_an_error(start: Start, tmp_path: Path) -> None:
    """As the system does it when memory runs out."""
    process = start(2)
    until(lambda: parts(tmp_path))
    os.kill(alive(process.pid, "spawn_main")[0], signal.SIGKILL)
    _, talk = process.communicate(timeout=PATIENCE)
    expected = "Error: a worker process ended by itself; it may have run out of memory: "
    assert (process.returncode, talk) == (1, f"{expected}try fewer workers\n")
    assert documented(1, talk)
    assert list(tmp_path.iterdir()) == []
    until(lambda: not alive(process.pid))


def test_workers_end_with_their_parent(start: Start, tmp_path: Path) -> None:
    """Even with one that is killed, and can tell them nothing."""
    process = start(2)
    until(lambda: parts(tmp_path))
    process.kill()
    process.wait(PATIENCE)
    until(lambda: not alive(process.pid))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("workers", "size"), [(2, 1 << 12), (1, 1 << 16)])
def test_a_file_that_cannot_grow_ends_the_run(
    start: Start, tmp_path: Path, workers: int, size: int
) -> None:
    """One stops a part file, the other the evidence of a deduplicator."""
    resource = pytest.importorskip("resource")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    process = start(workers, preexec_fn=limit)
    _, talk = process.communicate(timeout=PATIENCE)
    out = tmp_path / "out"
    assert process.returncode == 1
    assert talk.startswith(f"Error: {out} cannot be written: ")
    assert talk.endswith("; nothing was left there\n")
    assert talk.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


ON_A_SMALL_DISK = """
mount -t tmpfs -o size=1m tmpfs "$1" || exit 77
"$2" -m newsnorm run "$3" -o "$1/out" --workers 2
code=$?
ls -A "$1"
exit $code
"""
"""The disk is there in a namespace of its own, which ends with the shell."""


def test_a_full_disk_ends_the_run(dump: Path, tmp_path: Path) -> None:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        pytest.skip("a small disk is mounted in a namespace of Linux")
    disk = str(tmp_path / "disk")
    Path(disk).mkdir()
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", ON_A_SMALL_DISK, "sh", disk, sys.executable, str(dump)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    if done.returncode == 77 or done.stderr.startswith("unshare:"):
        pytest.skip("this user may mount no disk")
    expected = f"Error: {disk}/out cannot be written: No space left on device; "
    assert (done.returncode, done.stderr) == (1, f"{expected}nothing was left there\n")
    assert done.stdout == ""
    assert documented(1, done.stderr, Path(disk, "out"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_must_not_be_interrupted_is_not(number: signal.Signals) -> None:
    """A mask keeps signals from one thread; the system then gives them to another."""
    now = threading.Event()
    done: list[bool] = []

    def send() -> None:
        now.wait()
        signal.raise_signal(number)

    def work() -> None:
        now.set()
        sender.join()
        done.append(True)

    def handle(signum: int, frame: object) -> None:
        raise Stopped(signum)

    class Stopped(BaseException):
        pass

    before = signal.signal(number, handle)
    try:
        sender = threading.Thread(target=send)
        sender.start()
        with pytest.raises(Stopped), without_interrupts():
            work()
        assert done == [True]
        assert signal.getsignal(number) is handle
        assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()
    finally:
        signal.signal(number, before)


def test_an_interrupt_that_falls_into_a_destructor_is_not_lost(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python drops what is raised there; the next shard raises it again."""

    class Loud:
        def __del__(self) -> None:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(sys, "unraisablehook", lambda _: None)
    before = signal.getsignal(signal.SIGINT)

    def work(check: Callable[[], None]) -> None:
        Loud()
        check()
        pytest.fail("it went on")

    with pytest.raises(SystemExit) as stopped, _stoppable() as check:
        work(check)
    assert stopped.value.code == 130
    assert capsys.readouterr().err == "Interrupted; nothing was written.\n"
    assert signal.getsignal(signal.SIGINT) is before
