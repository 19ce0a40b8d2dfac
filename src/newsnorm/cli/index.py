"""`newsnorm index`: a persistent index of articles, and what they repeat."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsnorm.cli.article import CONFIG, SETTINGS
from newsnorm.cli.reading import input_options, made_options, readers_of

if TYPE_CHECKING:
    from newsnorm.article import Article
    from newsnorm.errors import NewsnormError
    from newsnorm.index.index import Index
    from newsnorm.io.inputs import InputOptions

FOLDER = click.argument("folder", metavar="INDEX", type=click.Path(path_type=Path))
INPUTS = click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
SECONDS = click.option(
    "--seconds", default=60.0, show_default=True, help="An article may take, at most."
)
STRICT = click.option("--strict", is_flag=True, help="Exit with 3 if anything was rejected.")


@click.group("index")
def command() -> None:
    """Find what articles repeat, day by day, in an index that is a folder."""


@command.command("add")
@FOLDER
@INPUTS
@CONFIG
@SETTINGS
@input_options
@SECONDS
@STRICT
@click.pass_obj
def add(
    block: tuple[str, ...],
    /,
    folder: Path,
    inputs: tuple[str, ...],
    config: str,
    settings: tuple[str, ...],
    seconds: float,
    strict: bool,
    **reading: Any,
) -> None:
    """Add the articles of INPUT, and print what changed, one JSON object a line.

    INPUT is as for `newsnorm run`. Articles that the index has already change nothing.
    INDEX is made where there is none.
    """
    how = made_options(reading)
    index = _index(block, folder, config, settings, how.format)
    given = _Given(inputs, how, index, block)
    changes = index.add(given.articles(), rejected=given.reject, seconds=seconds)
    for change in changes:
        click.echo(change.to_json())
    new = sum(change.change in ("new", "joined") for change in changes)
    given.done(f"{new} added, {len(index)} articles in {folder}", strict=strict)


@command.command("query")
@FOLDER
@INPUTS
@CONFIG
@SETTINGS
@input_options
@SECONDS
@STRICT
@click.pass_obj
def query(
    block: tuple[str, ...],
    /,
    folder: Path,
    inputs: tuple[str, ...],
    config: str,
    settings: tuple[str, ...],
    seconds: float,
    strict: bool,
    **reading: Any,
) -> None:
    """Print what each article of INPUT repeats, one JSON object a line; nothing is added."""
    how = made_options(reading)
    index = _index(block, folder, config, settings, how.format, create=False)
    given = _Given(inputs, how, index, block)
    matches = index.query(given.articles(), rejected=given.reject, seconds=seconds)
    for match in matches:
        click.echo(match.to_json())
    repeats = sum(bool(match.relations) for match in matches)
    given.done(f"{len(matches)} looked for, {repeats} repeat something", strict=strict)


@command.command("remove")
@FOLDER
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--before", metavar="DATE", help="All that was published before, ISO 8601.")
@CONFIG
@SETTINGS
@click.pass_obj
def remove(
    block: tuple[str, ...],
    /,
    folder: Path,
    ids: tuple[str, ...],
    before: str | None,
    config: str,
    settings: tuple[str, ...],
) -> None:
    """Remove articles, and print what changed, one JSON object a line.

    An ID that is not in the index changes nothing. Articles without a date are not before DATE.
    """
    if not ids and before is None:
        raise click.UsageError("name an ID, or a date with --before")
    index = _index(block, folder, config, settings, create=False)
    changes = index.remove(ids, before=before)
    for change in changes:
        click.echo(change.to_json())
    gone = sum(change.change == "removed" for change in changes)
    click.echo(f"{gone} removed, {len(index)} articles in {folder}", err=True)


@command.command("changes")
@FOLDER
@CONFIG
@SETTINGS
@click.pass_obj
def changes(
    block: tuple[str, ...], /, folder: Path, config: str, settings: tuple[str, ...]
) -> None:
    """Print once more what the last `add` or `remove` that changed anything printed."""
    for change in _index(block, folder, config, settings, create=False).changes():
        click.echo(change.to_json())


@command.command("check")
@FOLDER
@CONFIG
@SETTINGS
@click.pass_obj
def check(block: tuple[str, ...], /, folder: Path, config: str, settings: tuple[str, ...]) -> None:
    """Read the whole index, and say whether it is as it was written."""
    index = _index(block, folder, config, settings, create=False)
    index.check()
    size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    click.echo(f"{folder} is whole: {len(index)} articles, {size} bytes")


def _index(
    block: tuple[str, ...],
    folder: Path,
    config: str,
    settings: Sequence[str],
    reader: str | None = None,
    *,
    create: bool = True,
) -> Index:
    import newsnorm
    from newsnorm.config import find_config
    from newsnorm.index.index import Index

    found = find_config(config, settings)
    if reader and "/" in reader:
        found = found.with_reader(reader)
    return Index.open(folder, newsnorm.load(found, block=block), create=create)


class _Given:
    """The articles of some inputs, and what is wrong with those that are not taken."""

    def __init__(
        self, inputs: Sequence[str], how: InputOptions, index: Index, block: tuple[str, ...]
    ) -> None:
        from newsnorm.io.inputs import expand
        from newsnorm.plugins import Plugins

        self.how = how
        self.readers = index.pipeline.readers
        self.suggest = cache(partial(readers_of, Plugins(block)))
        self.sources = expand(inputs, how, self.readers, self.suggest)
        self.places: dict[str, str] = {}
        self.rejected = 0

    def articles(self) -> Iterator[Article]:
        from newsnorm.errors import InputError
        from newsnorm.io.inputs import read
        from newsnorm.io.mapping import to_article

        for source in self.sources:
            for raw in read(source, self.how, self.readers, self.suggest):
                place = f"{raw.file}, line {raw.number}"
                try:
                    article = to_article(raw, self.how).article
                except InputError as error:
                    self._say(place, error)
                else:
                    self.places[article.id] = place
                    yield article

    def reject(self, name: str, error: NewsnormError) -> None:
        self._say(self.places.get(name, name), error)

    def _say(self, place: str, error: NewsnormError) -> None:
        self.rejected += 1
        code = getattr(error, "code", "plugin-error")
        click.echo(f"rejected: {place}: {code}: {error}", err=True)

    def done(self, what: str, *, strict: bool) -> None:
        """Say so; some exit code if anything was rejected and that matters."""
        rejected = f", {self.rejected} rejected" if self.rejected else ""
        click.echo(f"{what}{rejected}", err=True)
        if strict and self.rejected:
            sys.exit(3)
