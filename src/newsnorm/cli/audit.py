"""`newsnorm audit`: a sample of what a run decided, to be judged, and what the judge says."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import click

KINDS = ("mention", "person", "place", "organization", "office", "edit", "relation")
"""As `newsnorm.runs.audit.KINDS`, which is not imported for a help text."""


@click.command("audit")
@click.argument("what", metavar="OUT|SHEET.csv", type=click.Path(path_type=Path, exists=True))
@click.option("--sample", "size", type=click.IntRange(1), help="How many to draw.  [default: 100]")
@click.option("--seed", type=int, help="Another seed draws others.  [default: 1]")
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="What to draw from; repeatable.  [default: mention, which is every kind of mention]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="SHEET.csv",
    help="The sheet to write, which must not be there yet.  [default: standard output]",
)
@click.option("--json", "as_json", is_flag=True, help="What a sheet comes to, as JSON.")
def command(
    what: Path,
    size: int | None,
    seed: int | None,
    kinds: tuple[str, ...],
    output: Path | None,
    as_json: bool,
) -> None:
    """Draw decisions of a run to judge, or count the verdicts.

    Of a run's folder, OUT, it draws a random sample of decisions as a sheet, CSV. Of a sheet in
    which somebody wrote right, wrong or unclear into the column `verdict`, it says how often the
    decisions were right, with a 95 % interval.
    """
    if what.is_dir():
        if as_json:
            raise click.UsageError("--json is for a sheet; a sheet that is drawn is CSV")
        _draw(what, size or 100, 1 if seed is None else seed, kinds or ("mention",), output)
    elif size is not None or seed is not None or kinds or output is not None:
        raise click.UsageError(f"{what} is a file, so a filled-in sheet: nothing is drawn from it")
    else:
        _score(what, as_json=as_json)


def _draw(folder: Path, size: int, seed: int, kinds: tuple[str, ...], output: Path | None) -> None:
    from newsnorm.errors import ConfigError, NewsnormError
    from newsnorm.runs.audit import draw, write_sheet

    if output is not None and output.exists():
        raise ConfigError(f"{output} is there already, and may hold verdicts; name another file")
    drawn = draw(folder, size, seed, kinds)
    sheet = io.BytesIO()
    write_sheet(drawn.rows, sheet)
    if output is None:
        sys.stdout.buffer.write(sheet.getvalue())
    else:
        try:
            output.write_bytes(sheet.getvalue())
        except OSError as error:
            raise NewsnormError(f"{output} cannot be written: {error.strerror}") from error
    click.echo(f"{len(drawn.rows)} of {drawn.decisions} decisions", err=True)


def _score(sheet: Path, *, as_json: bool) -> None:
    from newsnorm.runs.sheets import score

    found = score(sheet)
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
    else:
        for line in found.lines():
            click.echo(line)
