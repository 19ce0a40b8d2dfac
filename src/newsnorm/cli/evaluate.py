"""`newsnorm evaluate`: how good a pipeline is on a set that people have judged."""

from __future__ import annotations

import json
from pathlib import Path

import click

from newsnorm.cli.article import CONFIG, SETTINGS

JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")


@click.group("evaluate")
def command() -> None:
    """Compare what newsnorm does with what a gold set says."""


@command.command("cleaning")
@click.argument("gold", metavar="GOLD.jsonl", type=click.Path(path_type=Path))
@JSON
@CONFIG
@SETTINGS
@click.pass_obj
def cleaning(
    block: tuple[str, ...], /, gold: Path, as_json: bool, config: str, settings: tuple[str, ...]
) -> None:
    """Exact texts, character error rate, scores by field, traps, and how each failure differs."""
    import newsnorm
    from newsnorm.config import find_config
    from newsnorm.evaluation.cleaning import FIELDS, evaluate_cleaning
    from newsnorm.evaluation.scores import read_gold

    nlp = newsnorm.load(find_config(config, settings), block=block)
    report = evaluate_cleaning(read_gold(gold, FIELDS), nlp)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        return
    for line in report.lines():
        click.echo(line)


@command.command("entities")
@click.argument("gold", metavar="GOLD", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(("jsonl", "lgl", "gum")), help="By default, by suffix."
)
@JSON
@CONFIG
@SETTINGS
@click.pass_obj
def entities(
    block: tuple[str, ...],
    /,
    gold: Path,
    form: str | None,
    as_json: bool,
    config: str,
    settings: tuple[str, ...],
) -> None:
    """Precision, recall and B-cubed of mentions, and each error where it stands."""
    import newsnorm
    from newsnorm.config import find_config
    from newsnorm.evaluation.entities import evaluate_entities
    from newsnorm.evaluation.entity_sets import read_entities

    nlp = newsnorm.load(find_config(config, settings), block=block)
    report = evaluate_entities(read_entities(gold, form), nlp)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        return
    for line in report.lines():
        click.echo(line)
