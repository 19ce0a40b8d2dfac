"""`newsnorm normalize`: one article, clean and linked."""

from __future__ import annotations

import json
from typing import Any

import click

from newsnorm.cli.article import article_options, normalized


@click.command("normalize")
@article_options
@click.option("--json", "as_json", is_flag=True, help="The whole record instead of the text.")
@click.pass_obj
def command(block: tuple[str, ...], /, as_json: bool, **article: Any) -> None:
    """Clean the article in FILE and link its entities."""
    result = normalized(block, **article)
    if as_json:
        click.echo(json.dumps(result.to_record(), ensure_ascii=False, indent=1))
    else:
        click.echo(result.text)
