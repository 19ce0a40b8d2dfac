"""What cleaning takes out of real articles, for somebody to judge.

    python benchmarks/removed.py isot_reuters PATH --sample 50

Prints the longest passages that the rules of `wire/` remove and as many drawn at random, each with
its article's id, field, offset in the input, length and rule; articles that lose much of their
text; and shares. `--names` leaves the passages out: that is what a list of verdicts may hold, as
the sets belong to others.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

import newsnorm
from public import READERS

MUCH = 0.3
"""An article that loses a larger share of its text is listed."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch that was removed, and what stood around it."""

    article: str
    field: str
    offset: int
    rule: str
    text: str
    around: tuple[str, str]

    def line(self, *, names: bool) -> str:
        head = f"{self.article} {self.field}:{self.offset} {len(self.text)} {self.rule}"
        if names:
            return head
        before, after = self.around
        return f"{head}\n    {before!r} [[ {self.text!r} ]] {after!r}"


def passages(article: newsnorm.Article, cleaned: newsnorm.NormalizedArticle) -> Iterator[Passage]:
    """What the rules of `wire/` removed from an article."""
    for name, change in cleaned.edits:
        rules = [rule for rule in change.rule.split("+") if rule.startswith("wire/")]
        if not rules:
            continue
        text = article.text if name == "text" else article.title or ""
        start, end = change.raw
        around = text[max(0, start - 40) : start], text[end : end + 40]
        rule = "+".join(rule.partition(":")[2] for rule in rules)
        yield Passage(article.id, name, start, rule, change.removed, around)


@click.command()
@click.argument("name", type=click.Choice(list(READERS)))
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--sample", default=50, show_default=True, help="How many of each kind.")
@click.option("--seed", default=1, show_default=True)
@click.option("--rule", help="Only passages of this rule.")
@click.option("--names", is_flag=True, help="No text: ids, offsets, lengths and rules alone.")
def main(*, name: str, path: Path, sample: int, seed: int, rule: str | None, names: bool) -> None:
    """Print what is removed from the public set NAME at PATH."""
    nlp = newsnorm.load("news@1")
    nlp = newsnorm.load(newsnorm.Preset("cleaning", 1, cleaners=nlp.recipe.cleaners))
    found: list[Passage] = []
    losers: list[str] = []
    count: Counter[str] = Counter()
    for record in READERS[name](path):
        article = newsnorm.Article.from_record(record)
        cleaned = nlp.normalize(article)
        mine = [p for p in passages(article, cleaned) if rule in (None, *p.rule.split("+"))]
        found += mine
        lost = sum(len(p.text) for p in mine if p.field == "text") / max(1, len(article.text))
        if lost > MUCH:
            losers.append(f"{article.id} {lost:.0%} of {len(article.text)}")
        count["articles"] += 1
        count["with a dateline or tag"] += cleaned.dateline is not None
        count["with a place"] += bool(cleaned.dateline and cleaned.dateline.place)
        count["with a byline"] += bool(cleaned.byline)
        count["with credits"] += bool(cleaned.credits)
        count["with notices"] += bool(cleaned.notices)
        count["unstable"] += bool(cleaned.warnings)
    for label, number in count.items():
        click.echo(f"{number:7} {label} ({number / max(1, count['articles']):.1%})")
    for label, number in Counter(p.rule for p in found).most_common():
        click.echo(f"{number:7} {label}")
    longest = sorted(found, key=lambda p: -len(p.text))[:sample]
    drawn = random.Random(seed).sample(found, min(sample, len(found)))
    for label, chosen in (("longest", longest), ("random", drawn)):
        click.echo(f"\n{label}")
        for passage in chosen:
            click.echo(passage.line(names=names))
    click.echo(f"\nlose more than {MUCH:.0%}: {len(losers)}")
    for loser in losers:
        click.echo(loser)


if __name__ == "__main__":
    main()
