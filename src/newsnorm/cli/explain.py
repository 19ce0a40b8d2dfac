"""`newsnorm explain`: what was done to one article, and why."""

from __future__ import annotations

from typing import Any

import click

from newsnorm.cli.article import article_options, normalized


@click.command("explain")
@article_options
@click.pass_obj
def command(block: tuple[str, ...], /, **article: Any) -> None:
    """Show every change to the article in FILE with its rule, every mention with its reason."""
    click.echo(normalized(block, **article).explain())
