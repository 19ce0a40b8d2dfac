"""`newsnorm entities discover`: names in a dump that no gazetteer has."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import click
from click.core import ParameterSource

from newsnorm.cli.article import CONFIG, SETTINGS, WORKERS


@click.command("discover")
@click.argument("inputs", metavar="INPUT...|OUT", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="ALIASES.tsv",
    help="The table to write, which must not be there yet.  [default: standard output]",
)
@WORKERS
@CONFIG
@SETTINGS
@click.pass_context
def discover(
    context: click.Context,
    /,
    inputs: tuple[str, ...],
    output: Path | None,
    workers: int | None,
    config: str,
    settings: tuple[str, ...],
) -> None:
    """Propose names that the gazetteers lack, from a dump, or from a run's folder OUT.

    INPUT is what `newsnorm run` takes; where it needs options for reading it, run it first.
    Of a run's folder, the gazetteers are those of the run, unless --config names others.
    The table is to be edited, delete what is wrong, and loaded: gazetteers = ["world",
    "./aliases.tsv"].
    """
    import newsnorm
    from newsnorm.components import Preset
    from newsnorm.config import Config, find_config
    from newsnorm.discovery.discover import discover as find
    from newsnorm.discovery.table import as_table
    from newsnorm.errors import ConfigError, NewsnormError
    from newsnorm.runs.reproduce import recipe_of
    from newsnorm.runs.results import MANIFEST, read_manifest
    from newsnorm.runs.run import RunOptions, run

    if output is not None and output.exists():
        raise ConfigError(f"{output} is there already, and may be edited; name another file")
    given = context.get_parameter_source("config") is not ParameterSource.DEFAULT or settings
    folder = Path(inputs[0])
    is_run = len(inputs) == 1 and (folder / MANIFEST).is_file()
    what: Config | Preset = find_config(config, settings)
    if is_run and not given and (recipe := read_manifest(folder).get("config")):
        what = recipe_of(recipe, folder)
    pipeline = newsnorm.load(what, block=context.obj)
    if is_run:
        proposals = find(folder, pipeline.gazetteer)
    else:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            folder = Path(scratch, "run")
            options = RunOptions(workers=workers)
            manifest = run(pipeline, inputs, folder, options)
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
