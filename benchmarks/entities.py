"""How fast names are found in text: matching alone, next to libraries that do only that.

    python benchmarks/entities.py --aliases 100000 --count 2000 --json entities.json

Articles are generated; names are those of the world's table and of `world/wide`, as many as are
asked for, and made up beyond that. All contenders find whole words in exactly these letters:
newsnorm's canonicalizer `entities/gazetteer`, which also reads lines in capitals and says what each
name may mean, FlashText, and two Aho-Corasick automata with a filter for words behind them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import regex

import newsnorm
from generate import articles
from harness import Contender, Mode, Result, Work, measure, print_table
from newsnorm_entities.matching import Matcher

OURS, FLASHTEXT, PYAHOCORASICK, AHOCORASICK_RS = (
    "newsnorm matching",
    "flashtext",
    "pyahocorasick+words",
    "ahocorasick_rs+words",
)
_COUNT = "NEWSNORM_BENCHMARK_ALIASES"  # each contender runs in a process of its own
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]")
_SYLLABLES = "ba do fe gri ho ka lu mo ne pra ri so tu ve wa zi".split()


def names(count: int) -> list[str]:
    """So many names, the same in every process."""
    known: dict[str, None] = {}
    for table in newsnorm.load("news").gazetteer, *_wide():
        known.update(dict.fromkeys(table.aliases))
    made = (f"{_made(n)} {_made(n * 7 + 3)}" for n in range(count))
    return [*known, *made][:count]


def _wide() -> Iterator[newsnorm.Gazetteer]:
    from newsnorm_world import load

    yield load("wide")


def _made(number: int) -> str:
    """A name that nobody has, "Bafego"."""
    word = ""
    for _ in range(4):
        number, digit = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[digit]
    return f"{word}{number or ''}".capitalize()


def ours() -> Work:
    place = [newsnorm.Entity(f"n:{n}", name, "place") for n, name in enumerate(_names())]
    table = newsnorm.Gazetteer.of(place, [])
    matcher = Matcher()
    list(matcher.propose(newsnorm.DocumentView({"text": "Kyiv\nKYIV"}, (), table)))  # builds its indices

    def work(texts: Sequence[str]) -> int:
        views = (newsnorm.DocumentView({"text": text}, (), table) for text in texts)
        return sum(1 for view in views for _ in matcher.propose(view))

    return work


def flashtext() -> Work:
    processor = _module("flashtext").KeywordProcessor(case_sensitive=True)
    for name in _names():
        processor.add_keyword(name)
    extract: Callable[..., list[Any]] = processor.extract_keywords
    return lambda texts: sum(len(extract(text, span_info=True)) for text in texts)


def pyahocorasick() -> Work:
    automaton = _module("ahocorasick").Automaton()
    for name in _names():
        automaton.add_word(name, len(name))
    automaton.make_automaton()

    def hits(text: str) -> Iterator[tuple[int, int]]:
        for last, length in automaton.iter(text):
            yield last + 1 - length, last + 1

    return lambda texts: sum(_longest_words(text, hits(text)) for text in texts)


def ahocorasick_rs() -> Work:
    automaton = _module("ahocorasick_rs").AhoCorasick(_names())

    def hits(text: str) -> Iterator[tuple[int, int]]:
        for _, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
            yield start, end

    return lambda texts: sum(_longest_words(text, hits(text)) for text in texts)


def _longest_words(text: str, hits: Iterator[tuple[int, int]]) -> int:
    """How many hits are whole words, the leftmost and longest of those that overlap."""
    whole = [
        (start, -end)
        for start, end in hits
        if not (start and _WORD.match(text, start - 1)) and not _WORD.match(text, end)
    ]
    count = reach = 0
    for start, negative in sorted(whole):
        if start >= reach:
            count, reach = count + 1, -negative
    return count


def _names() -> list[str]:
    return names(int(os.environ[_COUNT]))


def _module(name: str) -> Any:
    # A peer that need not be there; import_module keeps type checkers from looking for it.
    from importlib import import_module

    return import_module(name)


def texts(lines: Sequence[str]) -> Sequence[str]:
    return [json.loads(line)["text"] for line in lines]


def contenders() -> list[Contender]:
    return [
        Contender(FLASHTEXT, flashtext, texts, ("flashtext",)),
        Contender(OURS, ours, texts, ("newsnorm", "newsnorm-entities", "regex")),
        Contender(PYAHOCORASICK, pyahocorasick, texts, ("pyahocorasick",)),
        Contender(AHOCORASICK_RS, ahocorasick_rs, texts, ("ahocorasick_rs",)),
    ]


def run(aliases: int, count: int, seed: int, rounds: int, mode: Mode) -> Result:
    """Generate articles and measure all contenders on them."""
    os.environ[_COUNT] = str(aliases)
    made = list(articles(count, seed))
    result = measure(
        contenders(),
        [json.dumps(article, ensure_ascii=False) for article in made],
        baseline=OURS,
        benchmark="entities",
        rounds=rounds,
        mode=mode,
        megabytes=sum(len(article["text"].encode()) for article in made) / 1e6,
    )
    result.extra.update({"seed": seed, "aliases": aliases})
    return result


@click.command()
@click.option("--aliases", default=100_000, show_default=True, help="How many names.")
@click.option("--count", default=2000, show_default=True, help="How many articles.")
@click.option("--seed", default=1, show_default=True)
@click.option("--rounds", default=3, show_default=True)
@click.option("--same-process", is_flag=True, help="Quicker, but without peak memory.")
@click.option("--json", "output", type=click.Path(path_type=Path), help="Write the result there.")
def main(
    aliases: int, count: int, seed: int, rounds: int, same_process: bool, output: Path | None
) -> None:
    """Measure matching on generated articles, next to the peers that are installed."""
    result = run(aliases, count, seed, rounds, "same" if same_process else "process")
    print_table(result)
    if output:
        result.write(output)


if __name__ == "__main__":
    main()
