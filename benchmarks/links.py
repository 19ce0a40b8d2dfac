"""Links drawn at random from a set of articles, to be judged one by one.

    python benchmarks/links.py agnews PATH --sample 100 --seed 1

prints one link a line: article, field and offset in the cleaned field, surface, entity, name, what
decided. With --context the passage follows, for reading; it belongs to whoever wrote it and is not
kept. The verdicts are in docs/quality/entities.md and docs/quality/persons.md.
"""

from __future__ import annotations

import random
from pathlib import Path

import click

import newsnorm
from public import READERS

CONTEXT = 60
"""Code points to show on each side."""


@click.command()
@click.argument("name", type=click.Choice(sorted(READERS)))
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("--sample", default=100, show_default=True, help="How many links.")
@click.option("--seed", default=1, show_default=True, help="Of the draw.")
@click.option("--articles", default=2000, show_default=True, help="Drawn from so many at most.")
@click.option("--context", is_flag=True, help="Show the passage, too.")
@click.option(
    "--kind",
    type=click.Choice(["person", "place", "organization", "office"]),
    help="Of one kind only.",
)
def main(
    name: str, path: Path, sample: int, seed: int, articles: int, context: bool, kind: str | None
) -> None:
    """Print links drawn at random from a set."""
    draw = random.Random(seed)
    records = list(READERS[name](path))
    nlp = newsnorm.load("news")
    links = [
        (article, mention)
        for article in nlp.pipe(draw.sample(records, min(articles, len(records))))
        for mention in article.mentions
        if kind is None or mention.kind == kind
    ]
    for article, m in draw.sample(links, min(sample, len(links))):
        cells = [article.id, f"{m.field}:{m.start}", m.surface, m.entity, m.name, m.reason]
        if context:
            text = (article.title or "") if m.field == "title" else article.text
            before, behind = text[max(0, m.start - CONTEXT) : m.start], text[m.end :][:CONTEXT]
            cells.append(" ".join(f"{before}[{m.surface}]{behind}".split()))
        click.echo("\t".join(cells))


if __name__ == "__main__":
    main()
