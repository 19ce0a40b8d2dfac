"""`newsnorm entities`: what the gazetteers know of a name."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsnorm.cli.article import CONFIG
from newsnorm.cli.discover import discover

if TYPE_CHECKING:
    from newsnorm.gazetteer import Alias, Gazetteer


@click.group("entities")
def command() -> None:
    """Look into the gazetteers, and for names that they do not have."""


command.add_command(discover)


@command.command("lookup")
@click.argument("name")
@CONFIG
@click.pass_obj
def lookup(block: tuple[str, ...], /, name: str, config: str) -> None:
    """Show every entity that NAME can mean, what each reading asks for, and which one wins."""
    import newsnorm

    gazetteer = newsnorm.load(config, block=block).gazetteer
    readings = gazetteer.lookup(name)
    if not readings:
        click.echo(f"{name!r} is in no gazetteer", err=True)
        sys.exit(1)
    for alias in readings:
        entity = gazetteer.entities[alias.entity]
        above = [
            gazetteer.entities[place].name
            for place in list(gazetteer.lineage(entity.id))[1:]
            if place in gazetteer.entities
        ]
        dates = [f"from {alias.valid_from}"] if alias.valid_from else []
        dates += [f"to {alias.valid_to}"] if alias.valid_to else []
        conditions = [
            *(["tells the country only, is no mention"] if alias.form == "demonym" else []),
            *(["a title, for what reads titles"] if alias.form == "title" else []),
            *(["in exactly these letters"] if alias.exact else []),
            *([f"needs {alias.needs}"] if alias.needs else []),
            *([f"not beside {', '.join(sorted(alias.not_beside))}"] if alias.not_beside else []),
            *([f"the name in force {' '.join(dates)}"] if dates else []),
            *([] if alias.rewrite else ["never rewritten"]),
        ]
        where = ", ".join([entity.type or entity.kind, *above])
        people = f", population {entity.population:,}" if entity.population else ""
        click.echo(f"{entity.name}  [{entity.id}]  {where}{people}")
        click.echo(f"  {alias.row}" + (f"; {'; '.join(conditions)}" if conditions else ""))
    click.echo(_verdict(readings, gazetteer))


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@CONFIG
@click.pass_obj
def check(block: tuple[str, ...], /, file: Path, config: str) -> None:
    """Check a table of names, FILE, before it is used.

    Every row that cannot be read is listed with its line, and so is every surface that means
    something else in the gazetteers of the configuration: there, the file's meaning replaces it.
    """
    import newsnorm
    from newsnorm.alias_tables import check_names
    from newsnorm.gazetteer import Gazetteer

    table, faults = check_names(file)
    for fault in faults:
        click.echo(fault)
    world = newsnorm.load(config, block=block).gazetteer
    try:
        Gazetteer.combined([world, table])
    except newsnorm.GazetteerError as error:
        faults.append(str(error))
        click.echo(str(error))
    replaced = 0
    for surface, aliases in table.aliases.items():
        ours = {alias.entity for alias in aliases}
        theirs = [
            f"{world.entities[alias.entity].name} [{alias.entity}]"
            for alias in world.aliases.get(surface, ())
            if alias.entity not in ours
        ]
        if theirs:
            replaced += 1
            click.echo(f"{aliases[0].row}: {surface!r} would mean no longer {', '.join(theirs)}")
    click.echo(
        f"{file}: {len(table.aliases)} surfaces of {len(table.entities)} entities, "
        f"{len(faults)} faults, {replaced} surfaces that mean something else today",
        err=True,
    )
    sys.exit(1 if faults else 0)


@command.command("compile")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="By default FILE, ending in .nngz."
)
def compile_file(file: Path, output: Path | None) -> None:
    """Compile a large table of names, FILE, so that it loads fast.

    The compiled file takes the table's place in `gazetteers`. Beside a table that has been changed
    since, it is refused.
    """
    from newsnorm.alias_tables import COMPILED
    from newsnorm.compiled_names import compile_names

    output = output or file.with_suffix(COMPILED)
    faults = compile_names(file, output)
    for fault in faults:
        click.echo(fault)
    if faults:
        click.echo(f"{file}: {len(faults)} faults; nothing was written", err=True)
        sys.exit(1)
    click.echo(f"{output}: {output.stat().st_size:,} bytes", err=True)


def _verdict(readings: Sequence[Alias], gazetteer: Gazetteer) -> str:
    """Which reading an article without further evidence gets."""
    names = [alias for alias in readings if alias.form == "name"]
    usual = [gazetteer.entities[alias.entity].name for alias in names if not alias.needs]
    if not names:
        return "-> no mention by itself"
    if len(usual) == 1 and len(names) == 1:
        return f"-> {usual[0]}: the only reading"
    if len(usual) == 1:
        return f"-> {usual[0]}, unless the article speaks for another reading"
    if usual:
        return f"-> {' or '.join(usual)}: whichever the article speaks for, else none"
    return "-> none, unless the article has what a reading needs"
