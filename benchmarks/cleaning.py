"""How fast cleaning is: next to peers on ordinary and on dirty news, by length, and under attack.

    python benchmarks/cleaning.py --megabytes 5 --json cleaning.json
    python benchmarks/cleaning.py --growth
    python benchmarks/cleaning.py --adversarial

The peers do less: ftfy repairs encodings and straightens characters, clean-text does so and
transliterates, the NormalizedString of tokenizers strips and replaces with offsets. None knows of
datelines, none gives reasons. A peer that is not installed is reported as such.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import click

import newsnorm
from generate import articles
from harness import Contender, Mode, Result, Work, measure, print_table
from throughput import pipeline, texts

FTFY, CLEAN_TEXT, TOKENIZERS = "ftfy.fix_text", "clean-text", "NormalizedString"
CLEAN, WARM, EXPLAINED = "newsnorm", "newsnorm, warm", "newsnorm, warm, with edits"

WARM_UP = 2000
"""Other articles that a warm contender has met: a dump has more."""

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
"""Lengths in code points at which growth is measured."""

ATTACK = 100_000
"""Length of an adversarial text in code points."""


def clean() -> Work:
    nlp = pipeline("cleaners")
    return lambda given: [nlp.clean(article) for article in given]


def warm() -> Work:
    nlp = _warmed()
    return lambda given: [nlp.clean(article) for article in given]


def explained() -> Work:
    nlp = _warmed()
    return lambda given: [nlp.cleaned(article).edits for article in given]


def _warmed() -> newsnorm.Pipeline:
    """What has met thousands of beginnings and ends of lines, as it has after a dump's start."""
    nlp = pipeline("cleaners")
    for article in articles(WARM_UP, 10**6, dirty=0.5, versions=0.0):
        nlp.clean(newsnorm.Article(article["text"], id="1"))
    return nlp


def texts_alone(lines: Sequence[str]) -> Sequence[newsnorm.Article]:
    """Articles without their titles, which the peers are not given either."""
    return [newsnorm.Article(text, id=str(i)) for i, text in enumerate(texts(lines))]


# Peers need not be there; import_module keeps type checkers from looking for them.
def ftfy() -> Work:
    fix_text: Callable[[str], str] = import_module("ftfy").fix_text
    return lambda given: [fix_text(text) for text in given]


def clean_text() -> Work:
    function: Callable[..., str] = import_module("cleantext").clean
    return lambda given: [function(text, lower=False) for text in given]


def normalized_string() -> Work:
    make: Callable[[str], Any] = import_module("tokenizers").NormalizedString

    def work(given: Sequence[str]) -> list[str]:
        cleaned = []
        for text in given:
            string = make(text)
            string.nfc()
            string.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
            string.strip()
            cleaned.append(string.normalized)
        return cleaned

    return work


def contenders() -> list[Contender]:
    ours = ("newsnorm", "newsnorm-text", "newsnorm-wire", "regex", "ftfy")
    return [
        Contender(FTFY, ftfy, texts, ("ftfy",)),
        Contender(CLEAN_TEXT, clean_text, texts, ("clean-text",)),
        Contender(TOKENIZERS, normalized_string, texts, ("tokenizers",)),
        Contender(CLEAN, clean, texts_alone, ours),
        Contender(WARM, warm, texts_alone, ours),
        Contender(EXPLAINED, explained, texts_alone, ours),
    ]


def compare(megabytes: float, seed: int, rounds: int, mode: Mode, dirty: float) -> Result:
    """All contenders on so many megabytes of generated articles."""
    lines, size = [], 0.0
    for article in articles(10**9, seed, dirty=dirty, versions=0.0):
        lines.append(json.dumps(article, ensure_ascii=False))
        size += len(article["text"].encode()) / 1e6
        if size >= megabytes:
            break
    result = measure(
        contenders(),
        lines,
        baseline=FTFY,
        benchmark=f"cleaning, {dirty:.0%} dirty",
        rounds=rounds,
        mode=mode,
        megabytes=size,
    )
    result.extra.update({"seed": seed, "dirty": dirty})
    return result


def growth(seed: int) -> Iterator[tuple[int, float]]:
    """Length of a text, and CPU nanoseconds a code point of it takes."""
    nlp = pipeline("cleaners")
    story = "\n".join(article["text"] for article in articles(200, seed, dirty=1.0))
    for size in SIZES:
        text = (story * (size // len(story) + 1))[:size]
        yield size, _seconds(nlp, text) * 1e9 / size


def attacks() -> Iterator[tuple[str, str]]:
    """Names of texts that are hard on cleaners, and the texts: each of `ATTACK` code points."""
    yield "plain", "Snow fell on the village for nine days and nobody minded it.\n"
    yield "one line", "Snow fell on the village for nine days and nobody minded it. "
    yield "combining marks", "e" + "\N{COMBINING ACUTE ACCENT}" * ATTACK
    yield "nested tags", "<b>" * ATTACK
    yield "open tags", "<b <i "
    yield "entities", "&amp;" * ATTACK
    yield "escaped entities", "&" + "amp;" * ATTACK
    yield "open entities", "&#"
    yield "mojibake", "â€™"
    yield "broken mojibake", "â€"
    yield "brackets", "("
    yield "capitals", "AAAA "
    yield "hyphens at line ends", "snow-\n"
    yield "spaces", " \t"
    yield "blank lines", " \n"
    for component, rule in pipeline("cleaners").rules():
        if not isinstance(rule, newsnorm.Rule):
            continue
        for number, example in enumerate(rule.examples, 1):
            name = f"{component}:{rule.name}#{number}"
            yield name, example.before
            # What a rule begins to match and never ends.
            yield f"{name} cut", example.before[: max(1, len(example.before) * 2 // 3)]


def under_attack() -> Iterator[tuple[str, float]]:
    """By attack, how many times the CPU time of plain text it takes."""
    nlp = pipeline("cleaners")
    plain = 0.0
    for name, piece in attacks():
        text = (piece * (ATTACK // len(piece) + 1))[:ATTACK]
        seconds = _seconds(nlp, text)
        plain = plain or seconds
        yield name, seconds / plain


def _seconds(nlp: newsnorm.Pipeline, text: str) -> float:
    article = newsnorm.Article(text, id="1")
    took = []
    for _ in range(3):
        began = process_time()
        nlp.clean(article)
        took.append(process_time() - began)
    return median(took)


@click.command()
@click.option("--megabytes", default=5.0, show_default=True, help="Of text, for each comparison.")
@click.option("--seed", default=1, show_default=True)
@click.option("--rounds", default=5, show_default=True)
@click.option("--same-process", is_flag=True, help="Quicker, but without peak memory.")
@click.option("--growth", "by_length", is_flag=True, help="Only cost by length.")
@click.option("--adversarial", is_flag=True, help="Only the texts that are hard on cleaners.")
@click.option("--json", "output", type=click.Path(path_type=Path), help="Write the results there.")
def main(
    megabytes: float,
    seed: int,
    rounds: int,
    same_process: bool,
    by_length: bool,
    adversarial: bool,
    output: Path | None,
) -> None:
    """Measure the cleaning stage of the preset news."""
    found: dict[str, Any] = {}
    if by_length:
        found["growth"] = list(growth(seed))
        for size, cost in found["growth"]:
            bar = "#" * round(40 * cost / max(cost for _, cost in found["growth"]))
            print(f"{size:>12,} code points {cost:>8.1f} ns each {bar}")
    if adversarial:
        found["adversarial"] = sorted(under_attack(), key=lambda entry: -entry[1])
        for name, times in found["adversarial"]:
            print(f"{times:>8.1f}  {name}")
    if not by_length and not adversarial:
        for dirty in (0.0, 0.3, 1.0):
            mode: Mode = "same" if same_process else "process"
            result = compare(megabytes, seed, rounds, mode, dirty)
            print_table(result)
            found[result.benchmark] = asdict(result)
    if output:
        output.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
