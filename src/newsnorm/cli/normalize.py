"""`newsnorm normalize`: one article, clean and linked."""

from __future__ import annotations

import json
from typing import Any

import click

from newsnorm.cli.article import REWRITE, article_options, normalized_by, pipeline


@click.command("normalize")
@article_options
@REWRITE
@click.option("--json", "as_json", is_flag=True, help="The whole record instead of the text.")
@click.pass_obj
def command(
    block: tuple[str, ...],
    /,
    as_json: bool,
    rewrite: str | None,
    config: str,
    settings: tuple[str, ...],
    **article: Any,
) -> None:
    """Clean the article in FILE and link its entities.

    With --rewrite, the text that is printed has its names in a style; in the record, that text is
    in `rewritten`, and `text` is the cleaned one.
    """
    nlp = pipeline(block, config, settings)
    style = None if rewrite is None else nlp.style(rewrite)
    result = normalized_by(nlp, **article)
    if as_json:
        click.echo(json.dumps(result.to_record(style=style), ensure_ascii=False, indent=1))
    else:
        click.echo(result.text if style is None else result.rewrite(style).text)
