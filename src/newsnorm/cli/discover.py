"""`newsnorm entities discover`: names in a dump that no gazetteer has."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from pathlib import Path

import click

from newsnorm.cli.article import CONFIG, SETTINGS


@click.command("discover")
@click.argument("inputs", metavar="INPUT...|OUT", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="ALIASES.tsv",
    help="The table to write, which must not be there yet.  [default: standard output]",
)
@click.option(
    "-w", "--workers", type=click.IntRange(1), help="Processes.  [default: as many as cores]"
)
@CONFIG
@SETTINGS
@click.pass_obj
def discover(
    block: tuple[str, ...],
    /,
    inputs: tuple[str, ...],
    output: Path | None,
    workers: int | None,
    config: str,
    settings: tuple[str, ...],
) -> None:
    """Propose names that the gazetteers lack, from a dump, or from a run's folder OUT.

    INPUT is what `newsnorm run` takes; where it needs options for reading it, run it first.
    The table is to be edited, delete what is wrong, and loaded: gazetteers = ["world",
    "./aliases.tsv"].
    """
    import newsnorm
    from newsnorm.config import find_config
    from newsnorm.discovery.discover import discover as find
    from newsnorm.discovery.table import as_table
    from newsnorm.errors import ConfigError, NewsnormError
    from newsnorm.runs.results import MANIFEST
    from newsnorm.runs.run import RunOptions, run

    if output is not None and output.exists():
        raise ConfigError(f"{output} is there already, and may be edited; name another file")
    pipeline = newsnorm.load(find_config(config, settings), block=block)
    if len(inputs) == 1 and Path(inputs[0], MANIFEST).is_file():
        proposals = find(Path(inputs[0]), pipeline.gazetteer)
    else:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch, "run")
            manifest = run(
                pipeline, inputs, folder, RunOptions(workers=workers or os.cpu_count() or 1)
            )
            if rejected := manifest["counts"]["rejected"]:
                click.echo(f"{rejected} records could not be read; see `newsnorm run`", err=True)
            proposals = find(folder, pipeline.gazetteer)
    table = as_table(proposals)
    if output is None:
        click.echo(table, nl=False)
    else:
        try:
            output.write_text(table, encoding="utf-8", newline="")
        except OSError as error:
            raise NewsnormError(f"{output} cannot be written: {error.strerror}") from error
    counts = Counter(proposal.why for proposal in proposals)
    told = ", ".join(f"{count} by {why}" for why, count in sorted(counts.items()))
    click.echo(f"{len(proposals)} proposals" + (f": {told}" if told else ""), err=True)
