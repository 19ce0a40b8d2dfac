"""What the framework itself adds to an article: components that do nothing, many of them.

    python benchmarks/overhead.py --json overhead.json

Ten cleaners and ten canonicalizers that return `()`; the time of a pipeline with them, less that of
one without any, is theirs. Each time is the least of several rounds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

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


def microseconds(nlp: newsnorm.Pipeline, article: newsnorm.Article, rounds: int) -> float:
    """The time of one article: the least of several rounds of a thousand."""
    least = float("inf")
    for _ in range(rounds):
        started = perf_counter()
        for _ in range(1000):
            nlp.normalize(article)
        least = min(least, perf_counter() - started)
    return least * 1000


def measure(rounds: int) -> dict[str, float]:
    """Microseconds an article, with a title and without."""
    found: dict[str, float] = {}
    for name, article in (
        ("text", newsnorm.Article(TEXT, id="a")),
        ("title and text", newsnorm.Article(TEXT, title="Snow falls", id="a")),
    ):
        none = microseconds(pipeline(0, 0), article, rounds)
        found[f"{name}, no components"] = none
        for label, counts in (
            (f"{COUNT} cleaners", (COUNT, 0)),
            (f"{COUNT} canonicalizers", (0, COUNT)),
            (f"{COUNT // 2} of each", (COUNT // 2, COUNT // 2)),
        ):
            added = microseconds(pipeline(*counts), article, rounds) - none
            found[f"{name}, {label} add"] = added
    return {label: round(value, 2) for label, value in found.items()}


@click.command()
@click.option("--rounds", default=20, show_default=True, help="Rounds of a thousand articles.")
@click.option("--json", "path", type=click.Path(path_type=Path), help="Write the figures here.")
def main(rounds: int, path: Path | None) -> None:
    """Measure what empty components add to an article."""
    found = measure(rounds)
    for label, value in found.items():
        over = "  over the limit" if label.endswith("add") and value > LIMIT else ""
        click.echo(f"{label:<36} {value:>7.2f} us{over}")
    if path:
        path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
