"""What the commands for one article share: its options, and how it is read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from newsnorm.article import NormalizedArticle
from newsnorm.errors import InputError

if TYPE_CHECKING:
    from newsnorm.pipeline import Pipeline

Command = TypeVar("Command", bound=Callable[..., Any])

CONFIG = click.option(
    "--config",
    default="news",
    show_default=True,
    metavar="PRESET|FILE",
    help="A preset's name, or the path of a newsnorm.toml.",
)

WORKERS = click.option(
    "-w",
    "--workers",
    type=click.IntRange(1),
    help="Processes.  [default: as many as cores; one for up to 1,000 articles]",
)

SETTINGS = click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="COMPONENT.OPTION=VALUE",
    help="An option of a component, such as minhash/near.similar=0.4; repeatable.",
)


REWRITE = click.option(
    "--rewrite",
    metavar="STYLE|FILE",
    help="Add names in a style: press, source, one that --config names, or a .tsv file.",
)


def article_options(command: Command, *, required: bool = True) -> Command:
    """Add the argument FILE and the options that describe the article in it."""
    for option in (
        SETTINGS,
        CONFIG,
        click.option("--language", metavar="CODE", help='BCP 47, such as "en".'),
        click.option("--source", metavar="NAME", help="Who published it."),
        click.option("--published", metavar="DATE", help="ISO 8601; gives datelines their year."),
        click.option("--title", metavar="TEXT", help="The headline."),
        click.argument("file", metavar="FILE|-", required=required),
    ):
        command = option(command)
    return command


def normalized(
    block: tuple[str, ...],
    file: str,
    config: str,
    settings: tuple[str, ...] = (),
    **given: str | None,
) -> NormalizedArticle:
    """Read an article from a file, or "-" for standard input, and normalize it.

    Raises:
        InputError: if the file cannot be read, or is not UTF-8.
    """
    return normalized_by(pipeline(block, config, settings), file, **given)


def pipeline(block: tuple[str, ...], config: str, settings: tuple[str, ...]) -> Pipeline:
    """The pipeline that a command's options describe."""
    import newsnorm
    from newsnorm.config import find_config

    return newsnorm.load(find_config(config, settings), block=block)


def normalized_by(nlp: Pipeline, file: str, **given: str | None) -> NormalizedArticle:
    """Read an article from a file, or "-" for standard input, and normalize it with a pipeline.

    Raises:
        InputError: if the file cannot be read, or is not UTF-8.
    """
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise InputError("not-readable", f"{file}: cannot be read: {error.strerror}") from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            "not-utf-8", f"{file}: byte {error.start} is not UTF-8; convert the file first"
        ) from error
    article = nlp.normalize(text, **given)
    for warning in article.warnings:
        click.echo(f"warning: {warning}", err=True)
    return article
