"""`newsnorm reproduce`: a run once more, from its manifest."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from newsnorm.cli.article import WORKERS


@click.command("reproduce")
@click.argument("manifest", metavar="MANIFEST", type=click.Path(path_type=Path))
@click.argument("inputs", metavar="[INPUT]...", nargs=-1)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help="The folder to make."
)
@click.option("--check", "check_only", is_flag=True, help="Name what is different; run nothing.")
@WORKERS
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(
    block: tuple[str, ...],
    /,
    manifest: Path,
    inputs: tuple[str, ...],
    output: Path | None,
    check_only: bool,
    workers: int | None,
    as_json: bool,
) -> None:
    """Name what is different from when a run was made, run it again, compare the results.

    MANIFEST is the run's manifest.json, or its folder. INPUT is where its inputs are now, if they
    are not where they were. The exit code is 1 if an output differs; with --check, if anything
    does.
    """
    from newsnorm.runs import reproduce

    if check_only == (output is not None):
        raise click.UsageError("give -o OUT to run it again, or --check to run nothing")
    recorded = reproduce.check(manifest, inputs, workers)
    if not as_json:
        for mismatch in recorded.mismatches:
            click.echo(mismatch)
    outputs = None if output is None else reproduce.run_again(recorded, output, block=block)
    if as_json:
        found = reproduce.as_json(recorded, outputs)
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    elif outputs is None:
        click.echo(f"{len(recorded.mismatches)} mismatches", err=True)
    else:
        for name, verdict in outputs.items():
            if verdict != "same":
                click.echo(f"output {name}: {verdict}")
        same = sum(verdict == "same" for verdict in outputs.values())
        click.echo(
            f"{len(recorded.mismatches)} mismatches; {same} of {len(outputs)} outputs are the same",
            err=True,
        )
    verdicts = recorded.mismatches if outputs is None else set(outputs.values()) - {"same"}
    sys.exit(1 if verdicts else 0)
