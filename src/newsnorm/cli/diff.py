"""`newsnorm diff`: what two runs decided otherwise."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

DIFFERENT = 1
TROUBLE = 2
"""As of diff(1): 0 is for no difference, 1 for some, 2 for not being able to tell."""


@click.command("diff")
@click.argument("left", metavar="OUT1", type=click.Path(path_type=Path))
@click.argument("right", metavar="OUT2", type=click.Path(path_type=Path))
@click.option(
    "--sample",
    "size",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    help="Examples of each kind of change.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed draws others.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(left: Path, right: Path, size: int, seed: int, as_json: bool) -> None:
    """Count and show what the runs in the folders OUT1 and OUT2 decided otherwise.

    The exit code is 0 if they decided the same, 1 if not, 2 if that cannot be told.
    """
    from newsnorm.errors import NewsnormError
    from newsnorm.runs.differences import differences

    try:
        found = differences(left, right, size, seed)
    except NewsnormError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(TROUBLE)
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
    else:
        for line in found.lines():
            click.echo(line)
    click.echo(f"{sum(found.counts.values())} changes" if found else "no changes", err=True)
    sys.exit(DIFFERENT if found else 0)
