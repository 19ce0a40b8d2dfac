"""`newsnorm run`: a whole dump."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from newsnorm.cli.article import CONFIG


@click.command("run")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="OUT")
@CONFIG
@click.option("--strict", is_flag=True, help="Exit with 3 if anything was rejected.")
@click.pass_obj
def command(
    block: tuple[str, ...], /, inputs: tuple[str, ...], output: Path, config: str, strict: bool
) -> None:
    """Normalize and deduplicate the JSONL files INPUT (- is standard input) into the folder OUT."""
    import newsnorm
    from newsnorm.runs.run import run

    manifest = run(newsnorm.load(config, block=block), inputs, output)
    counts = manifest["counts"]
    relations = sum(counts["relations"].values())
    click.echo(
        f"{counts['read']} read, {counts['written']} written, {counts['rejected']} rejected; "
        f"{relations} relations, {counts['kept']} articles to keep; see {output}",
        err=True,
    )
    if strict and counts["rejected"]:
        sys.exit(3)
