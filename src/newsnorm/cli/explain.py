"""`newsnorm explain`: what was done to one article, and why; or what the rules are."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from newsnorm.cli.article import article_options, normalized


@click.command("explain")
@partial(article_options, required=False)
@click.option("--rules", is_flag=True, help="List the cleaning rules instead; FILE is not needed.")
@click.pass_obj
def command(block: tuple[str, ...], /, rules: bool, file: str | None, **article: Any) -> None:
    """Show every change to the article in FILE with its rule, every mention with its reason."""
    if rules:
        import newsnorm
        from newsnorm.config import find_config
        from newsnorm.explain import explain_rules

        config = find_config(article["config"], article["settings"])
        for line in explain_rules(newsnorm.load(config, block=block).rules()):
            click.echo(line)
    elif file is None:
        raise click.UsageError("Missing argument 'FILE|-'; or ask for --rules.")
    else:
        click.echo(normalized(block, file=file, **article).explain())
