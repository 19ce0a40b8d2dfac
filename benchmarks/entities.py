"""How fast names are found in text, next to libraries that do only that.

    python benchmarks/entities.py --aliases 100000 --count 2000 --json entities.json
    python benchmarks/entities.py --length 1000 --length 1000000

Articles are generated; names are those of the world's table and of `world/wide`, as many as are
asked for, and made up beyond that. All contenders find whole words in exactly these letters:
newsnorm, which also reads lines in capitals and says what each name may mean, plain and with
`newsnorm-entities[fast]`; FlashText; two Aho-Corasick automata with a filter for words behind them;
and spaCy's PhraseMatcher, with the tokenizer that it needs. "candidates" are what the canonicalizer
`entities/gazetteer` makes of names; "stage" is all of entities, with the preset's own tables:
titles, surnames, acronyms and what is meant, of which the others do nothing.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import regex

import newsnorm
from generate import articles
from harness import Contender, Mode, Result, Work, measure, print_table
from newsnorm.alignment import Alignment
from newsnorm.cleaning import Cleaned
from newsnorm_entities import choice
from newsnorm_entities.matching import Matcher, names_of

OURS, FAST, CANDIDATES, FAST_CANDIDATES, STAGE, FAST_STAGE = (
    "newsnorm matching",
    "newsnorm matching [fast]",
    "newsnorm candidates",
    "newsnorm candidates [fast]",
    "newsnorm stage",
    "newsnorm stage [fast]",
)
FLASHTEXT, PYAHOCORASICK, AHOCORASICK_RS, PHRASEMATCHER = (
    "flashtext",
    "pyahocorasick+words",
    "ahocorasick_rs+words",
    "spacy PhraseMatcher",
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
    return _matching(fast=False)


def fast() -> Work:
    return _matching(fast=True)


def candidates() -> Work:
    return _candidates(fast=False)


def fast_candidates() -> Work:
    return _candidates(fast=True)


def stage() -> Work:
    return _stage(fast=False)


def fast_stage() -> Work:
    return _stage(fast=True)


def _matching(*, fast: bool) -> Work:
    names = names_of(_table(fast=fast))
    return lambda texts: sum(len(names.in_text(text)) for text in texts)


def _candidates(*, fast: bool) -> Work:
    table, matcher = _table(fast=fast), Matcher()

    def work(texts: Sequence[str]) -> int:
        views = (newsnorm.DocumentView({"text": text}, (), table) for text in texts)
        return sum(1 for view in views for _ in matcher.propose(view))

    return work


def _table(*, fast: bool) -> newsnorm.Gazetteer:
    """The names as a gazetteer; its indices are built, as those of the others are."""
    choice.use(fast=fast)
    place = [newsnorm.Entity(f"n:{n}", name, "place") for n, name in enumerate(_names())]
    table = newsnorm.Gazetteer.of(place, [])
    names_of(table).in_text("Kyiv\nKYIV")
    return table


def _stage(*, fast: bool) -> Work:
    choice.use(fast=fast)
    nlp = newsnorm.load("news")
    nlp.normalize("In Kyiv.\nKYIV", title="KYIV")

    def work(texts: Sequence[str]) -> int:
        count = 0
        for text in texts:
            article = newsnorm.Article(text, language="en")
            cleaned = Cleaned({"text": Alignment.identity(text)})
            count += len(nlp.link(article, cleaned).mentions)
        return count

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


def phrasematcher() -> Work:
    spacy = _module("spacy")
    nlp = spacy.blank("en")
    matcher = _module("spacy.matcher").PhraseMatcher(nlp.vocab)
    matcher.add("NAME", list(nlp.tokenizer.pipe(_names())))
    longest = _module("spacy.util").filter_spans

    def work(texts: Sequence[str]) -> int:
        docs = nlp.tokenizer.pipe(texts)
        return sum(len(longest(matcher(doc, as_spans=True))) for doc in docs)

    return work


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
        Contender(FAST, fast, texts, ("numba",)),
        Contender(CANDIDATES, candidates, texts),
        Contender(FAST_CANDIDATES, fast_candidates, texts),
        Contender(STAGE, stage, texts),
        Contender(FAST_STAGE, fast_stage, texts),
        Contender(PYAHOCORASICK, pyahocorasick, texts, ("pyahocorasick",)),
        Contender(AHOCORASICK_RS, ahocorasick_rs, texts, ("ahocorasick_rs",)),
        Contender(PHRASEMATCHER, phrasematcher, texts, ("spacy",)),
    ]


def run(
    aliases: int,
    count: int,
    seed: int,
    rounds: int,
    mode: Mode,
    only: Sequence[str] = (),
    length: int | None = None,
) -> Result:
    """Generate articles and measure on them, each against FlashText.

    Args:
        aliases, count: how many names and articles.
        seed: of the articles.
        rounds, mode: see `harness.measure`.
        only: contenders; all if it is empty.
        length: the articles' texts joined and cut into texts of so many code points.
    """
    os.environ[_COUNT] = str(aliases)
    made = list(articles(count, seed))
    if length:
        whole = "\n".join(article["text"] for article in made)
        made = [{"text": whole[at : at + length]} for at in range(0, len(whole), length)]
    chosen = [one for one in contenders() if one.name in (only or (one.name,))]
    names = [one.name for one in chosen]
    result = measure(
        chosen,
        [json.dumps(article, ensure_ascii=False) for article in made],
        baseline=FLASHTEXT if FLASHTEXT in names else names[0],
        benchmark="entities",
        rounds=rounds,
        mode=mode,
        megabytes=sum(len(article["text"].encode()) for article in made) / 1e6,
    )
    result.extra.update({"seed": seed, "aliases": aliases, "length": length})
    return result


@click.command()
@click.option("--aliases", default=100_000, show_default=True, help="How many names.")
@click.option("--count", default=2000, show_default=True, help="How many articles.")
@click.option("--length", type=int, multiple=True, help="Join the articles and cut texts so long.")
@click.option("--only", multiple=True, help="A contender's name, of those to measure.")
@click.option("--seed", default=1, show_default=True)
@click.option("--rounds", default=3, show_default=True)
@click.option("--same-process", is_flag=True, help="Quicker, but without peak memory.")
@click.option("--json", "output", type=click.Path(path_type=Path), help="Write the result there.")
def main(
    aliases: int,
    count: int,
    length: tuple[int, ...],
    only: tuple[str, ...],
    seed: int,
    rounds: int,
    same_process: bool,
    output: Path | None,
) -> None:
    """Measure matching on generated articles, next to the peers that are installed."""
    for size in length or (None,):
        mode: Mode = "same" if same_process else "process"
        result = run(aliases, count, seed, rounds, mode, only, size)
        print_table(result)
        for score in result.scores:
            if score.setup:
                print(f"{score.name}: ready after {score.setup.median:.2f} s", file=sys.stderr)
        if output:
            name = f"{output.stem}-{size}{output.suffix}" if size else output.name
            result.write(output.with_name(name))


if __name__ == "__main__":
    main()
