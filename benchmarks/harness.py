"""A runner that measures newsnorm and its peers side by side.

Each contender works on the same inputs, and the rounds are interleaved, A B C A B C, so that what
else the machine does meets all of them alike. Reported are medians, and each contender's speed
relative to a baseline, taken round by round: such ratios hold on other machines, seconds do not.

    measure([Contender("newsnorm", make_newsnorm), Contender("ftfy", make_ftfy)], texts,
            baseline="ftfy")

In the mode "process" each measurement runs in a fresh interpreter: memory is then that of one
contender alone. Functions of a contender are found again by their names there: they must be
functions of a module, not lambdas. In the mode "same" everything runs here, without peak memory.
"""

from __future__ import annotations

import gc
import importlib.metadata
import json
import multiprocessing
import os
import platform as host
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, Literal, TextIO

Mode = Literal["process", "same"]
_HEADINGS = ("", "CPU s", "wall s", "inputs/CPU s", "MB/CPU s", "peak MB", "speed", "min..max")
Work = Callable[[Sequence[Any]], object]


@dataclass(frozen=True, slots=True)
class Contender:
    """Something to measure.

    Args:
        name: what to call it.
        setup: imports what it needs and returns the function that is measured. An ImportError
            means that the contender is not installed; the others are measured all the same.
        prepare: turns the inputs into what that function is given; not measured.
        packages: distributions whose versions belong to the result.
    """

    name: str
    setup: Callable[[], Work]
    prepare: Callable[[Sequence[str]], Sequence[Any]] | None = None
    packages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """One measurement.

    Args:
        cpu: seconds of processor time, of child processes too.
        wall: seconds on the clock.
        setup: seconds on the clock before the work, for imports and tables.
        peak_mb: the most memory that the process had, in megabytes; None where it is not known.
        before_mb: the most that it had had before the work began.
    """

    cpu: float
    wall: float
    setup: float
    peak_mb: float | None = None
    before_mb: float | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """A median and the values around it."""

    median: float
    min: float
    max: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """
        >>> Spread.of([3.0, 1.0, 2.0])
        Spread(median=2.0, min=1.0, max=3.0)
        """
        return cls(*(round(value, 4) for value in (median(values), min(values), max(values))))


@dataclass(frozen=True, slots=True)
class Score:
    """What became of one contender.

    Args:
        status: "ok", or why it was not measured.
        speed: how many times as fast as the baseline, in CPU seconds; 2.0 is half the time.
        inputs_per_second, mb_per_second: per CPU second, at the median.
    """

    name: str
    status: str
    cpu: Spread | None = None
    wall: Spread | None = None
    setup: Spread | None = None
    peak_mb: Spread | None = None
    speed: Spread | None = None
    inputs_per_second: float | None = None
    mb_per_second: float | None = None
    rounds: tuple[Round, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """All contenders, and what a reader must know to compare results."""

    benchmark: str
    baseline: str
    mode: Mode
    rounds: int
    inputs: int
    megabytes: float
    scores: tuple[Score, ...]
    versions: dict[str, str] = field(default_factory=dict)
    python: str = host.python_version()
    platform: str = host.platform()
    machine: str = host.machine()
    cpus: int | None = os.cpu_count()
    extra: dict[str, Any] = field(default_factory=dict)

    def score(self, name: str) -> Score:
        return next(score for score in self.scores if score.name == name)

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    def write(self, path: Path) -> None:
        path.write_text(self.as_json(), encoding="utf-8", newline="\n")


def measure(
    contenders: Sequence[Contender],
    inputs: Sequence[str],
    *,
    baseline: str,
    benchmark: str = "",
    rounds: int = 5,
    mode: Mode = "process",
    megabytes: float | None = None,
) -> Result:
    """Measure contenders in interleaved rounds.

    Args:
        contenders: who takes part.
        inputs: what each works on.
        baseline: name of the contender that the others are compared with; where it is not
            installed, the first that is takes its place.
        benchmark: what to call the result.
        rounds: how often each is measured.
        mode: "process" for a fresh interpreter each time, or "same".
        megabytes: size to give speeds for, where it is not that of the inputs.

    Raises:
        RuntimeError: if a contender fails, with its traceback.
    """
    names = [contender.name for contender in contenders]
    if len({*names}) < len(names) or baseline not in names or rounds < 1:
        raise ValueError(
            f"names must differ, {baseline!r} be among {names}, and rounds be positive"
        )
    measured: dict[str, list[Round]] = {name: [] for name in names}
    absent: dict[str, str] = {}
    for _ in range(rounds):
        for contender in contenders:
            if contender.name in absent:
                continue
            outcome = (_in_process if mode == "process" else _here)(contender, inputs)
            if isinstance(outcome, Round):
                measured[contender.name].append(outcome)
            else:
                absent[contender.name] = outcome
    if baseline in absent:
        baseline = next((name for name in names if name not in absent), baseline)
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in inputs) / 1e6
    size = size if megabytes is None else megabytes
    scores = [
        _score(name, measured[name], measured[baseline], len(inputs), size)
        if name not in absent
        else Score(name, absent[name])
        for name in names
    ]
    packages = sorted({package for contender in contenders for package in contender.packages})
    return Result(
        benchmark,
        baseline,
        mode,
        rounds,
        len(inputs),
        round(size, 3),
        tuple(scores),
        {package: version for package in packages if (version := _version(package))},
    )


def print_table(result: Result, stream: TextIO | None = None) -> None:
    """Print a result for people, to standard error unless told otherwise."""
    print(
        f"{result.benchmark}: {result.inputs:,} inputs, {result.megabytes:.1f} MB; medians of "
        f"{result.rounds} rounds; Python {result.python}, {result.cpus} CPUs; "
        + ", ".join(f"{package} {version}" for package, version in result.versions.items()),
        file=stream or sys.stderr,
    )
    rows = [_HEADINGS, *map(_row, result.scores)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        name, *cells = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        line = "  ".join((name.strip().ljust(widths[0]), *cells)).rstrip()
        print(line, file=stream or sys.stderr)
    print(f"speed: CPU time of {result.baseline!r} / CPU time", file=stream or sys.stderr)


def _row(score: Score) -> tuple[str, ...]:
    cpu, wall, speed = score.cpu, score.wall, score.speed
    if not (cpu and wall and speed):
        return (score.name, score.status, *[""] * 6)
    return (
        score.name,
        f"{cpu.median:.3f}",
        f"{wall.median:.3f}",
        f"{score.inputs_per_second:,.0f}",
        f"{score.mb_per_second:.2f}",
        f"{score.peak_mb.median:.0f}" if score.peak_mb else "-",
        f"{speed.median:.2f}",
        f"{speed.min:.2f}..{speed.max:.2f}",
    )


def _score(
    name: str, rounds: Sequence[Round], baseline: Sequence[Round], inputs: int, megabytes: float
) -> Score:
    cpu = Spread.of([one.cpu for one in rounds])
    peaks = [one.peak_mb for one in rounds if one.peak_mb is not None]
    seconds = max(median(one.cpu for one in rounds), 1e-9)
    return Score(
        name,
        "ok",
        cpu,
        Spread.of([one.wall for one in rounds]),
        Spread.of([one.setup for one in rounds]),
        Spread.of(peaks) if peaks else None,
        Spread.of(
            [
                max(base.cpu, 1e-9) / max(one.cpu, 1e-9)
                for base, one in zip(baseline, rounds, strict=True)
            ]
        ),
        round(inputs / seconds, 1),
        round(megabytes / seconds, 3),
        tuple(rounds),
    )


def _here(contender: Contender, inputs: Sequence[str], *, peaks: bool = False) -> Round | str:
    """Measure once, in this process."""
    began = perf_counter()
    try:
        work = contender.setup()
    except ImportError as error:
        return f"not installed ({error.name or error})"
    ready = perf_counter()
    prepared = contender.prepare(inputs) if contender.prepare else inputs
    gc.collect()
    before = _peak_mb() if peaks else None
    cpu, wall = _cpu_seconds(), perf_counter()
    output = work(prepared)
    spent = _cpu_seconds() - cpu, perf_counter() - wall
    del output  # kept until here: to free it is no part of the work
    return Round(*spent, ready - began, _peak_mb() if peaks else None, before)


def _in_process(contender: Contender, inputs: Sequence[str]) -> Round | str:
    """Measure once, in a fresh interpreter."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(contender, inputs, sender))
    process.start()
    sender.close()
    try:
        outcome, failure = receiver.recv()
    except EOFError:
        outcome, failure = "", "it was killed"
    finally:
        process.join()
        receiver.close()
    if failure:
        raise RuntimeError(f"contender {contender.name!r} failed: {failure}")
    measured: Round | str = outcome
    return measured


def _child(contender: Contender, inputs: Sequence[str], sender: Any) -> None:
    try:
        sender.send((_here(contender, inputs, peaks=True), ""))
    except Exception:  # noqa: BLE001 - told to the parent, which raises
        import traceback

        sender.send(("", traceback.format_exc()))
    sender.close()


def _cpu_seconds() -> float:
    """Processor time of this process and of its children that have ended."""
    try:
        import resource
    except ImportError:  # Windows, where os.times() has no children either
        return process_time()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def _peak_mb() -> float | None:
    """The most memory that this process has had, without its children.

    Linux counts what the parent had at the fork into a child's `ru_maxrss`, even after exec;
    its own high-water mark, in /proc, does not.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        return round(int(line.split()[1]) / 1024, 1)
    except (OSError, StopIteration):
        pass
    try:
        import resource
    except ImportError:
        return _peak_mb_of_windows()
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(kilobytes / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)


def _peak_mb_of_windows() -> float | None:
    """`PeakWorkingSetSize` of PROCESS_MEMORY_COUNTERS, by way of psapi."""
    import ctypes

    dlls: Any = getattr(ctypes, "windll", None)
    if dlls is None:
        return None

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", ctypes.c_ulong),
            ("PageFaultCount", ctypes.c_ulong),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("others", ctypes.c_size_t * 7),
        )

    counters = Counters()
    counters.cb = ctypes.sizeof(Counters)
    handle = dlls.kernel32.GetCurrentProcess
    handle.restype = ctypes.c_void_p
    read = dlls.psapi.GetProcessMemoryInfo
    read.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
    if not read(handle(), ctypes.byref(counters), counters.cb):
        return None
    return round(int(counters.PeakWorkingSetSize) / 1024 / 1024, 1)


def _version(package: str) -> str | None:
    try:
        found = importlib.metadata.distribution(package)
    except importlib.metadata.PackageNotFoundError:
        return None
    ours = package.startswith("newsnorm")
    compiled = ours and any(path.suffix in (".so", ".pyd") for path in found.files or ())
    return f"{found.version} (compiled)" if compiled else found.version
