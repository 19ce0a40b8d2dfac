"""Options for how input is read, which the commands that read dumps share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from newsnorm.io.inputs import InputOptions
    from newsnorm.plugins import Plugins

FIELDS = ("text", "title", "id", "published", "source", "language")

Command = TypeVar("Command", bound=Callable[..., Any])


def input_options(command: Command) -> Command:
    """Add the options for how input is read."""
    options = [
        click.option(
            "--from",
            "input_format",
            metavar="FORMAT",
            help="jsonl, csv, tsv, parquet, text, or a plugin's reader.",
        ),
        *(
            click.option(
                f"--{name}-field",
                metavar="NAME",
                help=f"The input's field for `{name}`; common names are guessed.",
            )
            for name in FIELDS
        ),
        click.option(
            "--encoding", default="utf-8", show_default=True, help="Of text, CSV and JSONL."
        ),
        click.option(
            "--date-format", multiple=True, metavar="FORMAT", help="As for strptime; repeatable."
        ),
        click.option(
            "--timezone", metavar="ZONE", help='Of times without one, such as "Europe/Kyiv".'
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def made_options(given: dict[str, Any]) -> InputOptions:
    """What the options that `input_options` adds come to; they are taken out of what was given."""
    from newsnorm.io.inputs import InputOptions

    names = {name: given.pop(f"{name}_field") for name in FIELDS}
    return InputOptions(
        format=given.pop("input_format"),
        encoding=given.pop("encoding"),
        fields={name: field for name, field in names.items() if field},
        date_formats=given.pop("date_format"),
        timezone=given.pop("timezone"),
    )


def readers_of(plugins: Plugins, suffix: str) -> list[str]:
    """The installed readers that read files of a suffix. Loads every plugin: for messages alone."""
    from newsnorm.components import ReaderSpec

    return [
        name
        for report in plugins.report()
        if report.loaded
        for name, spec in report.loaded.components["readers"].items()
        if isinstance(spec, ReaderSpec) and suffix in spec.suffixes
    ]
