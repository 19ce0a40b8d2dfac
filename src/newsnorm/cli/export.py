"""`newsnorm export`: flat tables from the folder of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.command("export")
@click.argument("folder", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--format", type=click.Choice(["csv", "parquet", "jsonl"]), required=True)
@click.option("--keep", is_flag=True, help="Only articles that repeat no other, one a story.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The folder to make.  [default: next to OUT, OUT-FORMAT or OUT-keep-FORMAT]",
)
def command(folder: Path, format: Any, keep: bool, output: Path | None) -> None:
    """Write tables of articles, mentions, edits, relations and clusters from a run's folder OUT.

    CSV is guarded for spreadsheets: a cell that begins with = + - @, a tab or a carriage return
    gets an apostrophe in front.
    """
    from newsnorm.runs.export import export

    if output is None:
        whole = folder.resolve()
        output = folder / ".." if folder.name in ("", "..") else folder.parent
        output /= f"{whole.name}{'-keep' if keep else ''}-{format}"
    done = export(folder, output, format, keep=keep)
    counts = ", ".join(f"{count} {name}" for name, count in done.rows.items())
    click.echo(f"{counts}; see {output}", err=True)
    if done.replaced:
        click.echo(
            f"{done.replaced} values hold lone surrogates, which {format} cannot: "
            "they are written as U+FFFD",
            err=True,
        )
