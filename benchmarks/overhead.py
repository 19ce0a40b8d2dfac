"""What the framework itself adds to an article: components that do nothing, many of them.

    python benchmarks/overhead.py --json overhead.json

Ten cleaners and ten canonicalizers that return `()`; the time of a pipeline with them, less that of
one without any, is theirs. Times are of the processor, the least of
several rounds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from time import process_time

import click

import newsnorm

COUNT = 10
"""Components of a stage."""

LIMIT = 15.0
"""Microseconds that ten empty components may add."""

TEXT = "Snow fell on the capital for a third day, the weather office said on Monday. " * 25


class EmptyCleaner:
    """Leaves every text alone."""

    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:  # noqa: ARG002
        return ()


class EmptyCanonicalizer:
    """Proposes nothing."""

    def propose(self, document: newsnorm.DocumentView) -> Sequence[newsnorm.Add]:  # noqa: ARG002
        return ()


def pipeline(cleaners: int, canonicalizers: int) -> newsnorm.Pipeline:
    return newsnorm.Pipeline.of(
        cleaners=[newsnorm.CleanerSpec(f"empty/{n}", EmptyCleaner) for n in range(cleaners)],
        canonicalizers=[
            newsnorm.CanonicalizerSpec(f"empty/c{n}", EmptyCanonicalizer)
            for n in range(canonicalizers)
        ],
    )


def measure(rounds: int) -> dict[str, float]:
    """Microseconds an article, with a title and without.

    Rounds of a thousand are interleaved, so that a busy machine is as busy for all; the least of
    each counts.
    """
    shapes = {
        "no components": (0, 0),
        f"{COUNT} cleaners": (COUNT, 0),
        f"{COUNT} canonicalizers": (0, COUNT),
        f"{COUNT // 2} of each": (COUNT // 2, COUNT // 2),
    }
    found: dict[str, float] = {}
    for name, article in (
        ("text", newsnorm.Article(TEXT, id="a")),
        ("title and text", newsnorm.Article(TEXT, title="Snow falls", id="a")),
    ):
        pipelines = {label: pipeline(*counts) for label, counts in shapes.items()}
        least = dict.fromkeys(shapes, float("inf"))
        for _ in range(rounds):
            for label, nlp in pipelines.items():
                least[label] = min(least[label], _microseconds(nlp, article))
        none = least["no components"]
        for label, value in least.items():
            found[f"{name}, {label}"] = round(value if value == none else value - none, 2)
    return found


def _microseconds(nlp: newsnorm.Pipeline, article: newsnorm.Article) -> float:
    started = process_time()
    for _ in range(1000):
        nlp.normalize(article)
    return (process_time() - started) * 1000


@click.command()
@click.option("--rounds", default=20, show_default=True, help="Rounds of a thousand articles.")
@click.option("--json", "path", type=click.Path(path_type=Path), help="Write the figures here.")
def main(rounds: int, path: Path | None) -> None:
    """Measure what empty components add to an article."""
    found = measure(rounds)
    for label, value in found.items():
        added = not label.endswith("no components")
        over = "  over the limit" if added and value > LIMIT else ""
        click.echo(f"{label:<32} {'adds' if added else 'take':<5} {value:>7.2f} us{over}")
    if path:
        path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
