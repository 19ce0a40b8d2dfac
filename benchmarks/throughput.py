"""How fast newsnorm's stages are, and how its time is shared among them.

    python benchmarks/throughput.py --count 5000 --json throughput.json

Articles are generated; each contender gets all of them. Only the public names of newsnorm are used.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

import newsnorm
from generate import articles
from harness import Contender, Mode, Result, Work, measure, print_table

CLEAN, LINK, DEDUPLICATE, PIPELINE, FTFY = (
    "newsnorm clean",
    "newsnorm clean+link",
    "newsnorm sketch+compare",
    "newsnorm pipeline",
    "ftfy.fix_text",
)
_PLUGINS = tuple(
    f"newsnorm-{name}" for name in ("text", "wire", "world", "entities", "minhash", "news")
)


def pipeline(*stages: str) -> newsnorm.Pipeline:
    """The preset `news` with some of its stages: "cleaners", "canonicalizers", "deduplicators"."""
    recipe = newsnorm.load("news").recipe
    every = ("cleaners", "canonicalizers", "deduplicators")
    without = [name for stage in every if stage not in stages for name in getattr(recipe, stage)]
    gazetteers = None if "canonicalizers" in stages else ()
    return newsnorm.load(newsnorm.Config(remove=tuple(without), gazetteers=gazetteers))


def clean() -> Work:
    return _normalizing(pipeline("cleaners"))


def clean_and_link() -> Work:
    return _normalizing(pipeline("cleaners", "canonicalizers"))


def deduplicate() -> Work:
    return pipeline("deduplicators").deduplicate


def whole() -> Work:
    return pipeline("cleaners", "canonicalizers", "deduplicators").deduplicate


def ftfy() -> Work:
    # A peer that need not be there; import_module keeps type checkers from looking for it.
    from importlib import import_module

    fix_text: Callable[[str], str] = import_module("ftfy").fix_text
    return lambda texts: [fix_text(text) for text in texts]


def _normalizing(nlp: newsnorm.Pipeline) -> Work:
    return lambda given: list(nlp.pipe(given))


def records(lines: Sequence[str]) -> Sequence[newsnorm.Article]:
    return [newsnorm.Article.from_record(json.loads(line)) for line in lines]


def texts(lines: Sequence[str]) -> Sequence[str]:
    return [json.loads(line)["text"] for line in lines]


def normalized(lines: Sequence[str]) -> Sequence[newsnorm.NormalizedArticle]:
    return list(pipeline("cleaners", "canonicalizers").pipe(records(lines)))


def contenders() -> list[Contender]:
    ours = ("newsnorm", *_PLUGINS, "regex", "numpy")
    return [
        Contender(FTFY, ftfy, texts, ("ftfy",)),
        Contender(CLEAN, clean, records, ours),
        Contender(LINK, clean_and_link, records, ours),
        Contender(DEDUPLICATE, deduplicate, normalized, ours),
        Contender(PIPELINE, whole, records, ours),
    ]


def shares(result: Result) -> dict[str, float]:
    """Share of each stage in the CPU time of all three, from the medians."""
    seconds = {score.name: score.cpu.median for score in result.scores if score.cpu}
    stages = {
        "clean": seconds[CLEAN],
        "link": max(seconds[LINK] - seconds[CLEAN], 0.0),
        "sketch+compare": seconds[DEDUPLICATE],
    }
    total = sum(stages.values()) or 1.0
    return {name: round(value / total, 3) for name, value in stages.items()}


def run(count: int, seed: int, rounds: int, mode: Mode, **options: float) -> Result:
    """Generate articles and measure all contenders on them."""
    made = list(articles(count, seed, **options))  # type: ignore[arg-type]
    lines = [json.dumps(article, ensure_ascii=False) for article in made]
    size = sum(len(article["text"].encode()) for article in made) / 1e6
    result = measure(
        contenders(),
        lines,
        baseline=CLEAN,
        benchmark="throughput",
        rounds=rounds,
        mode=mode,
        megabytes=size,
    )
    details: dict[str, Any] = {"seed": seed, **options, "shares": shares(result)}
    result.extra.update(details)
    return result


@click.command()
@click.option("--count", default=5000, show_default=True, help="How many articles.")
@click.option("--seed", default=1, show_default=True)
@click.option("--rounds", default=3, show_default=True)
@click.option("--dirty", default=0.3, show_default=True, help="Share in wire form.")
@click.option("--versions", default=0.1, show_default=True, help="Share that repeats another.")
@click.option("--templates", default=0.05, show_default=True, help="Share made from forms.")
@click.option("--same-process", is_flag=True, help="Quicker, but without peak memory.")
@click.option("--json", "output", type=click.Path(path_type=Path), help="Write the result there.")
def main(
    count: int,
    seed: int,
    rounds: int,
    dirty: float,
    versions: float,
    templates: float,
    same_process: bool,
    output: Path | None,
) -> None:
    """Measure newsnorm's stages on generated articles, next to ftfy if it is installed."""
    result = run(
        count,
        seed,
        rounds,
        "same" if same_process else "process",
        dirty=dirty,
        versions=versions,
        templates=templates,
    )
    print_table(result)
    for name, share in result.extra["shares"].items():
        print(f"{name:16}{share:6.1%} of the CPU time", file=sys.stderr)
    if output:
        result.write(output)


if __name__ == "__main__":
    main()
