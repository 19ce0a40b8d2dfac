"""How a run grows: with workers in speed, with articles in memory, and where its time goes.

    python benchmarks/scaling.py --count 50000 --workers 1 --workers 2
    python benchmarks/scaling.py --count 10000 --count 200000 --workers 2 --without canonicalizers

For each number of articles a dump is generated, and `newsnorm run` goes over it once with each
number of workers. Reported are seconds, how many times as fast as the first one that is, whether
the results are the same to the last bit, the most memory that the parent and any worker had, and
the share of each stage in the time of all.

Memory is looked at from outside, ten times a second. `anonymous` is what a process has of its own
(RssAnon); files that are mapped, which the system takes back when it needs the room, come on top
in `resident` (VmHWM). Both are known on Linux alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from time import perf_counter
from typing import Any

import click

import newsnorm

STAGES = ("cleaners", "canonicalizers", "deduplicators")
INTERVAL = 0.1
"""Seconds between two looks at memory."""


@dataclass(slots=True)
class Memory:
    """The most that a process had, in megabytes."""

    anonymous: float = 0.0
    resident: float = 0.0

    def look(self, process: int) -> None:
        """Look at a process; one that is gone, or a system without /proc, adds nothing."""
        try:
            status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
        except OSError:
            return
        fields = dict(line.split(":", 1) for line in status.splitlines())
        self.anonymous = max(self.anonymous, _megabytes(fields.get("RssAnon", "0 kB")))
        self.resident = max(self.resident, _megabytes(fields.get("VmHWM", "0 kB")))


@dataclass(frozen=True, slots=True)
class Measured:
    """One run.

    Args:
        seconds: on the clock, with the start of the interpreter.
        parent, worker: memory; of all workers the most that one had.
        stages: seconds by stage, summed over the workers.
        counts: of the manifest.
    """

    count: int
    workers: int
    seconds: float
    parent: Memory
    worker: Memory
    stages: Mapping[str, float]
    counts: Mapping[str, Any]

    def shares(self) -> dict[str, float]:
        """The share of each stage in the time of all stages, the largest first."""
        total = sum(self.stages.values()) or 1.0
        ordered = sorted(self.stages.items(), key=lambda item: -item[1])
        return {name: round(seconds / total, 4) for name, seconds in ordered}


def measure(dump: Path, output: Path, count: int, workers: int, config: Path) -> Measured:
    """Run newsnorm over a dump, and watch it.

    Raises:
        RuntimeError: if the run fails.
    """
    command = [sys.executable, "-m", "newsnorm", "run", dump, "-o", output, "--config", config]
    parent, worker = Memory(), Memory()
    began = perf_counter()
    with subprocess.Popen(
        [*map(str, command), "--workers", str(workers)], stderr=subprocess.PIPE
    ) as process:
        while True:
            parent.look(process.pid)
            for child in _children(process.pid):
                worker.look(child)
            try:
                process.wait(INTERVAL)
                break
            except subprocess.TimeoutExpired:
                continue
        seconds = perf_counter() - began
        talk = process.stderr.read().decode("utf-8", "replace") if process.stderr else ""
    if process.returncode:
        raise RuntimeError(f"newsnorm run ended with {process.returncode}: {talk}")
    manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    stages = {name: took for name, took in manifest["seconds"].items() if name != "wall"}
    return Measured(count, workers, round(seconds, 2), parent, worker, stages, manifest["counts"])


def differing(one: Path, two: Path) -> list[str]:
    """The files of two runs that are not the same, but for the manifests with their timings."""
    left, right = dict(_digests(one)), dict(_digests(two))
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))


def _digests(folder: Path) -> Iterator[tuple[str, str]]:
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "manifest.json":
            with path.open("rb") as file:
                yield path.relative_to(folder).as_posix(), file_digest(file, "sha256").hexdigest()


def _children(process: int) -> list[int]:
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(child) for child in text.split()]


def _megabytes(field: str) -> float:
    return round(int(field.split(maxsplit=1)[0]) / 1024, 1)


def _write_config(path: Path, without: Sequence[str]) -> None:
    recipe = newsnorm.load("news").recipe
    left_out = json.dumps([name for stage in without for name in getattr(recipe, stage)])
    gazetteers = "gazetteers = []\n" if "canonicalizers" in without else ""
    text = f'extends = "news"\n{gazetteers}remove = {left_out}\n'
    path.write_text(text, encoding="utf-8")


def _generate(path: Path, count: int, seed: int) -> None:
    script = Path(__file__).with_name("generate.py")
    command = [sys.executable, script, "--count", count, "--seed", seed, "-o", path]
    subprocess.run([str(word) for word in command], check=True)


def _print(measured: Measured, first: Measured, differences: Sequence[str]) -> None:
    same = "the same bytes" if not differences else f"DIFFERENT: {', '.join(differences)}"
    print(
        f"{measured.count:>9,} articles  {measured.workers} workers  {measured.seconds:8.1f} s  "
        f"{first.seconds / measured.seconds:5.2f} times  anonymous/resident MB: parent "
        f"{measured.parent.anonymous:.0f}/{measured.parent.resident:.0f}, worker "
        f"{measured.worker.anonymous:.0f}/{measured.worker.resident:.0f}  {same}"
    )
    print(" " * 11 + ", ".join(f"{name} {share:.1%}" for name, share in measured.shares().items()))


@click.command()
@click.option("--count", "counts", multiple=True, type=int, default=[50_000], show_default=True)
@click.option("--workers", multiple=True, type=int, default=[1, 2], show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--without", multiple=True, type=click.Choice(STAGES), help="Stages to leave out.")
@click.option("--folder", type=click.Path(path_type=Path), help="For dumps and results.")
@click.option("--json", "output", type=click.Path(path_type=Path), help="Write the result there.")
def main(
    counts: Sequence[int],
    workers: Sequence[int],
    seed: int,
    without: Sequence[str],
    folder: Path | None,
    output: Path | None,
) -> None:
    """Measure how a run grows with its workers and with its input; COUNT and WORKERS repeat."""
    results: list[dict[str, Any]] = []
    failed = False
    with tempfile.TemporaryDirectory(dir=folder) as name:
        config = Path(name, "newsnorm.toml")
        _write_config(config, without)
        for count in counts:
            dump = Path(name, f"{count}.jsonl")
            _generate(dump, count, seed)
            runs: list[tuple[Path, Measured]] = []
            for number in workers:
                results_of = Path(name, f"out-{count}-{len(runs)}")
                runs.append((results_of, measure(dump, results_of, count, number, config)))
                differences = differing(runs[0][0], results_of)
                failed = failed or bool(differences)
                _print(runs[-1][1], runs[0][1], differences)
                results.append(
                    {**asdict(runs[-1][1]), "shares": runs[-1][1].shares(), "same": not differences}
                )
    if output:
        text = json.dumps({"without": list(without), "seed": seed, "runs": results}, indent=1)
        output.write_text(text + "\n", encoding="utf-8")
    if failed:
        sys.exit(1)


if __name__ == "__main__":
    main()
