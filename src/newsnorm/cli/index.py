"""`newsnorm index`: a persistent index of articles, and what they repeat."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from newsnorm.cli.article import CONFIG, SETTINGS
from newsnorm.cli.reading import input_options, made_options, readers_of

if TYPE_CHECKING:
    from newsnorm.article import Article
    from newsnorm.errors import NewsnormError
    from newsnorm.index.index import Index

Command = TypeVar("Command", bound=Callable[..., Any])

FOLDER = click.argument("folder", metavar="INDEX", type=click.Path(path_type=Path))


def _takes_articles(command: Command) -> Command:
    """Add the index, the articles of INPUT, and how both are read: what `_Given` is made of."""
    for option in (
        click.option("--strict", is_flag=True, help="Exit with 3 if anything was rejected."),
        click.option(
            "--seconds", default=60.0, show_default=True, help="An article may take, at most."
        ),
        input_options,
        SETTINGS,
        CONFIG,
        click.argument("inputs", metavar="INPUT...", nargs=-1, required=True),
        FOLDER,
    ):
        command = option(command)
    return command


@click.group("index")
def command() -> None:
    """Find what articles repeat, day by day, in an index that is a folder."""


@command.command("add")
@_takes_articles
@click.pass_obj
def add(block: tuple[str, ...], /, seconds: float, **options: Any) -> None:
    """Add the articles of INPUT, and print what changed, one JSON object a line.

    INPUT is as for `newsnorm run`. Articles that the index has already change nothing.
    INDEX is made where there is none.
    """
    given = _Given(block, create=True, **options)
    changes = given.index.add(given.articles(), rejected=given.reject, seconds=seconds)
    for change in changes:
        click.echo(change.to_json())
    new = sum(change.change in ("new", "joined") for change in changes)
    given.done(f"{new} added, {len(given.index)} articles in {given.folder}")


@command.command("query")
@_takes_articles
@click.pass_obj
def query(block: tuple[str, ...], /, seconds: float, **options: Any) -> None:
    """Print what each article of INPUT repeats, one JSON object a line; nothing is added."""
    given = _Given(block, create=False, **options)
    matches = given.index.query(given.articles(), rejected=given.reject, seconds=seconds)
    for match in matches:
        click.echo(match.to_json())
    repeats = sum(bool(match.relations) for match in matches)
    given.done(f"{len(matches)} looked for, {repeats} repeat something")


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
    create: bool,
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
        self,
        block: tuple[str, ...],
        folder: Path,
        inputs: Sequence[str],
        config: str,
        settings: Sequence[str],
        *,
        create: bool,
        strict: bool,
        **reading: Any,
    ) -> None:
        from newsnorm.io.inputs import expand
        from newsnorm.plugins import Plugins

        self.folder = folder
        self.strict = strict
        self.how = made_options(reading)
        self.index = _index(block, folder, config, settings, self.how.format, create=create)
        self.readers = self.index.pipeline.readers
        self.suggest = cache(partial(readers_of, Plugins(block)))
        self.sources = expand(inputs, self.how, self.readers, self.suggest)
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

    def done(self, what: str) -> None:
        """Say so; some exit code if anything was rejected and that matters."""
        rejected = f", {self.rejected} rejected" if self.rejected else ""
        click.echo(f"{what}{rejected}", err=True)
        if self.strict and self.rejected:
            sys.exit(3)
