"""`newsnorm evaluate`: how good a pipeline is on a set that people have judged."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

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
    from newsnorm.errors import InputError
    from newsnorm.evaluation.cleaning import FIELDS, evaluate_cleaning, fault
    from newsnorm.evaluation.scores import read_gold

    nlp = newsnorm.load(find_config(config, settings), block=block)
    report = evaluate_cleaning(read_gold(gold, FIELDS, fault), nlp)
    if not report.cases:  # a set that has gone must not look like one that is right
        raise InputError("bad-gold", f"{gold}: has no record")
    _show(report.as_json() if as_json else None, report.lines())


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
    _show(report.as_json() if as_json else None, report.lines())


@command.command("duplicates")
@click.argument("versions", metavar="VERSIONS.jsonl", type=click.Path(path_type=Path))
@click.argument("negatives", metavar="NEGATIVES.jsonl", type=click.Path(path_type=Path))
@click.option(
    "--news-copy",
    is_flag=True,
    help="The files are the articles and the pairs of the set NEWS-COPY.",
)
@JSON
@CONFIG
@SETTINGS
@click.pass_obj
def duplicates(
    block: tuple[str, ...],
    /,
    versions: Path,
    negatives: Path,
    news_copy: bool,
    as_json: bool,
    config: str,
    settings: tuple[str, ...],
) -> None:
    """Versions found, kinds confused, negatives merged, families mixed; clusters compared."""
    import newsnorm
    from newsnorm.config import find_config
    from newsnorm.evaluation import duplicates as evaluation
    from newsnorm.evaluation.scores import read_gold

    nlp = newsnorm.load(find_config(config, settings), block=block)
    if news_copy:
        records = evaluation.read_news_copy(versions, negatives)
        report = evaluation.evaluate_clusters(records, nlp)
    else:
        report = evaluation.evaluate_duplicates(
            read_gold(versions, evaluation.VERSION_FIELDS),
            read_gold(negatives, evaluation.NEGATIVE_FIELDS),
            nlp,
        )
    _show(report.as_json() if as_json else None, report.lines())


def _show(record: dict[str, Any] | None, lines: Iterable[str]) -> None:
    """A report as JSON, or for people."""
    if record is not None:
        lines = (json.dumps(record, ensure_ascii=False, indent=1),)
    for line in lines:
        click.echo(line)
