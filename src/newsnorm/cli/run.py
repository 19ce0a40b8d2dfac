"""`newsnorm run`: a whole dump."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

import click

from newsnorm.cli.article import CONFIG, REWRITE, SETTINGS, WORKERS
from newsnorm.cli.reading import input_options, made_options, readers_of


@click.command("run")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="OUT")
@CONFIG
@SETTINGS
@WORKERS
@click.option(
    "--memory",
    metavar="SIZE",
    help="What all processes together may take, such as 2GB: fewer workers, or an error.",
)
@REWRITE
@click.option("--to", type=click.Choice(["jsonl", "parquet"]), default="jsonl", show_default=True)
@input_options
@click.option("--seconds", default=60.0, show_default=True, help="An article may take, at most.")
@click.option("--strict", is_flag=True, help="Exit with 3 if anything was rejected.")
@click.option("--log-json", is_flag=True, help="Talk in JSON lines on standard error.")
@click.pass_obj
def command(
    block: tuple[str, ...],
    /,
    inputs: tuple[str, ...],
    output: Path,
    config: str,
    settings: tuple[str, ...],
    workers: int | None,
    memory: str | None,
    rewrite: str | None,
    to: Any,
    seconds: float,
    strict: bool,
    log_json: bool,
    **reading: Any,
) -> None:
    """Normalize and deduplicate the articles of INPUT into the folder OUT.

    INPUT is a file (JSONL, CSV, TSV, Parquet, text; plain, .gz or .zst), a folder, a glob, or - for
    JSONL on standard input.
    """
    import newsnorm
    from newsnorm.cli.talk import talk
    from newsnorm.config import find_config
    from newsnorm.plugins import Plugins
    from newsnorm.runs.memory import parsed
    from newsnorm.runs.run import Progress, RunOptions, run

    how = made_options(reading)
    with _stoppable() as check, talk(inputs, as_json=log_json) as say:
        found = find_config(config)
        if how.format and "/" in how.format:
            found = found.with_reader(how.format)
        pipeline = newsnorm.load(found.with_settings(settings), block=block)
        options = RunOptions(
            workers=workers,
            format=to,
            inputs=how,
            seconds=seconds,
            style=None if rewrite is None else pipeline.style(rewrite),
            memory=None if memory is None else parsed(memory),
        )

        def progress(so_far: Progress) -> None:
            say.progress(so_far)
            check()

        manifest = run(
            pipeline,
            inputs,
            output,
            options,
            suggest=cache(partial(readers_of, Plugins(block))),
            progress=progress,
        )
        say.done(manifest, output)
    if strict and manifest["counts"]["rejected"]:
        sys.exit(3)


class _Stopped(BaseException):
    """Passes through components that catch every `Exception`."""


@contextmanager
def _stoppable() -> Iterator[Callable[[], None]]:
    """Stop cleanly at Ctrl-C and at SIGTERM, with the exit code that shells have for these.

    An exception that a signal raises is lost if it falls into a destructor, and told as one that
    was ignored: this keeps quiet about it, and what it yields is to be called from time to time,
    and raises it again.
    """
    came: list[int] = []

    def check() -> None:
        if came:
            raise _Stopped

    def stop(signum: int, frame: object) -> None:  # noqa: ARG001 - signal's signature
        came.append(signum)
        check()

    handled = [signal.SIGINT, signal.SIGTERM]
    if threading.current_thread() is not threading.main_thread():
        handled = []  # which alone may handle signals
    tell = sys.unraisablehook

    def lost(fault: sys.UnraisableHookArgs) -> None:
        if not isinstance(fault.exc_value, _Stopped):
            tell(fault)

    before = [(number, signal.signal(number, stop)) for number in handled]
    sys.unraisablehook = lost
    try:
        yield check
    except _Stopped:
        click.echo("Interrupted; nothing was written.", err=True)
        sys.exit(128 + came[0])
    finally:
        sys.unraisablehook = tell
        for number, handler in before:
            signal.signal(number, handler)
