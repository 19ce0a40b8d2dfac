"""`newsnorm entities`: what the gazetteers know of a name."""

from __future__ import annotations

import sys

import click

from newsnorm.cli.article import CONFIG


@click.group("entities")
def command() -> None:
    """Look into the gazetteers."""


@command.command("lookup")
@click.argument("name")
@CONFIG
@click.pass_obj
def lookup(block: tuple[str, ...], /, name: str, config: str) -> None:
    """Show every entity that NAME can mean, and what each reading asks for."""
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
        conditions = [
            *(["tells the country only, is no mention"] if alias.form == "demonym" else []),
            *(["in exactly these letters"] if alias.exact else []),
            *([f"needs {alias.needs}"] if alias.needs else []),
            *([f"not beside {', '.join(sorted(alias.not_beside))}"] if alias.not_beside else []),
            *([] if alias.rewrite else ["never rewritten"]),
        ]
        where = ", ".join([entity.type or entity.kind, *above])
        click.echo(f"{entity.name}  [{entity.id}]  {where}")
        click.echo(f"  {alias.row}" + (f"; {'; '.join(conditions)}" if conditions else ""))
