"""Names that a style changes in a set of articles, to be judged one by one.

    python benchmarks/rewrites.py ukraine_articles PATH --articles 30 --seed 1 --context

prints one change a line: article, field and offset in the cleaned field, what was there, what is
there now, the rule. The articles are drawn at random from those in which the style changes
anything.
With --context the passage follows, for reading; it belongs to whoever wrote it and is not kept.
Each article is also checked: its rendering, normalized and rewritten again, must stay as it is, and
nothing inside marks of quotation may differ. The verdicts are in docs/quality/style.md.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import click

import newsnorm
from public import READERS

CONTEXT = 70
"""Code points to show on each side."""


@click.command()
@click.argument("name", type=click.Choice(sorted(READERS)))
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("--style", default="press", show_default=True, help="A name, or a .tsv file.")
@click.option("--articles", default=50, show_default=True, help="How many with changes to draw.")
@click.option("--seed", default=1, show_default=True, help="Of the draw.")
@click.option("--context", is_flag=True, help="Show the passage, too.")
@click.option("--kept", is_flag=True, help="Show instead what is linked, and left as it is.")
def main(
    name: str, path: Path, style: str, articles: int, seed: int, context: bool, kept: bool
) -> None:
    """Print what a style changes in articles drawn at random from a set."""
    records = list(READERS[name](path))
    random.Random(seed).shuffle(records)
    nlp = newsnorm.load("news")
    seen = drawn = unstable = 0
    for article in nlp.pipe(records):
        seen += 1
        lines = list((_kept if kept else _changes)(article, style))
        if not lines:
            continue
        drawn += 1
        unstable += not _is_stable(nlp, article, style)
        for line, passage in lines:
            click.echo(f"{line}\t{passage}" if context else line)
        if drawn == articles:
            break
    click.echo(f"{drawn} of {seen} articles have changes; {unstable} change again", err=True)


def _changes(article: newsnorm.NormalizedArticle, style: str) -> Iterator[tuple[str, str]]:
    for field, steps in article.alignments.items():
        text = steps.target
        for change in article.rewrite(style, field=field).alignment.changes:
            start, end = change.raw
            was, becomes = change.removed or "-", change.replacement or "-"
            cells = [article.id, f"{field}:{start}", was, becomes, change.rule]
            yield "\t".join(cells), _passage(text, start, end, f"{was}>{becomes}")


def _kept(article: newsnorm.NormalizedArticle, style: str) -> Iterator[tuple[str, str]]:
    """Linked names that another spelling of theirs would change, and that stay."""
    from newsnorm.style.spelling import respelled

    for mention in article.mentions:
        text = article.alignments[mention.field].target
        changed = [c.raw for c in article.rewrite(style, field=mention.field).alignment.changes]
        if any(mention.start <= start < mention.end for start, _ in changed):
            continue
        whole = mention.kind == "organization"
        if respelled(mention.surface, mention.name, whole=whole) != mention.surface:
            cells = [article.id, f"{mention.field}:{mention.start}", mention.surface, mention.name]
            passage = _passage(text, mention.start, mention.end, mention.surface)
            yield "\t".join(cells), passage


def _passage(text: str, start: int, end: int, shown: str) -> str:
    before, behind = text[max(0, start - CONTEXT) : start], text[end:][:CONTEXT]
    return " ".join(f"{before}[{shown}]{behind}".split())


def _is_stable(nlp: newsnorm.Pipeline, article: newsnorm.NormalizedArticle, style: str) -> bool:
    """Whether the renderings of an article, normalized and rewritten, stay as they are."""
    texts = {field: article.rewrite(style, field=field).text for field in article.alignments}
    again = nlp.normalize(
        newsnorm.Article(
            texts["text"],
            texts.get("title"),
            published=article.raw.published,
            language=article.raw.language,
        )
    )
    return all(
        field in again.alignments and again.rewrite(style, field=field).text == text
        for field, text in texts.items()
    )


if __name__ == "__main__":
    main()
