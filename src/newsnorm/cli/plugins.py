"""`newsnorm plugins`: what is installed, and how it is; to begin a plugin, and to check one."""

from __future__ import annotations

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import fields
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from newsnorm.cli.article import CONFIG
from newsnorm.errors import NewsnormError, PluginError
from newsnorm.scaffold import LICENSES, STARTS, new_plugin

if TYPE_CHECKING:
    from newsnorm.plugins import PluginReport, Plugins
    from newsnorm.testing import CheckResult


EXAMPLES = "give the suite examples=["
"""What a check says that fails for want of something to try the component on."""


@click.group("plugins", invoke_without_command=True)
@CONFIG
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def command(context: click.Context, config: str, as_json: bool) -> None:
    """List the plugins that are installed: their components, which of them the configuration
    uses ("active"), their options with defaults, and what is wrong with them.
    """
    if context.invoked_subcommand is not None:
        for option, flag in (("config", "--config"), ("as_json", "--json")):
            if context.get_parameter_source(option) is ParameterSource.COMMANDLINE:
                raise click.UsageError(
                    f"{flag} is for the list of plugins alone; leave it out, or leave out "
                    f"{context.invoked_subcommand!r}"
                )
        return
    from newsnorm.plugins import Plugins

    plugins = Plugins(context.obj)
    reports = list(plugins.report())
    for name in plugins.unknown_blocks():
        click.echo(f"note: nothing that is installed is called {name!r}, to block it", err=True)
    active = _active(config, plugins)
    if as_json:
        records = [_record(report, active) for report in reports]
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        for report in reports:
            click.echo("\n".join(_lines(report, active)))


@command.command("new")
@click.argument("name")
@click.option("--stage", type=click.Choice(list(STARTS)), required=True, help="What it will do.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The folder to make.  [default: newsnorm-NAME]",
)
@click.option(
    "--license",
    type=click.Choice(LICENSES, case_sensitive=False),
    default="Apache-2.0",
    show_default=True,
)
@click.option(
    "--author", help='Who holds the copyright.  [default: "The authors of newsnorm-NAME"]'
)
def new(name: str, stage: str, output: Path | None, license: str, author: str | None) -> None:
    """Write a new plugin: a distribution that installs, is listed and passes its tests.

    It holds a small component that works, and says what to change.
    """
    folder = new_plugin(name, stage, output, license=license, author=author)
    click.echo(f"made {folder}; next:", err=True)
    for line in (f"cd {_quoted(folder)}", 'python -m pip install -e ".[test]"', "python -m pytest"):
        click.echo(f"  {line}", err=True)


@command.command("check")
@click.argument("name")
@click.option(
    "--sample",
    "samples",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    metavar="FILE",
    help="To try it on first, a small file that a reader reads, or a text; repeatable.",
)
@click.option(
    "--gazetteer",
    "gazetteers",
    multiple=True,
    metavar="NAME",
    help="A table that a canonicalizer or gazetteer builds on; repeatable.",
)
@click.pass_obj
def check(
    block: tuple[str, ...], /, name: str, samples: tuple[Path, ...], gazetteers: tuple[str, ...]
) -> None:
    """Check an installed plugin NAME, or one component of it, against all that newsnorm asks.

    A line a check; exit code 1 if one fails. What a plugin's own tests expect to fail is not known
    here.
    """
    from newsnorm.components import Preset, ReaderSpec
    from newsnorm.plugins import Plugins
    from newsnorm.testing import check_component

    counts: Counter[str] = Counter()
    for component, spec in Plugins(block).components(name).items():
        click.echo(component)
        if isinstance(spec, Preset):
            results = iter((_built(component, block),))
        else:
            data = [file.read_bytes() for file in samples]
            results = check_component(
                component,
                examples=data if isinstance(spec, ReaderSpec) else [d.decode() for d in data],
                gazetteers=gazetteers,
            )
        for result in results:
            status, message = result.status, result.message
            if status == "failed" and not samples and EXAMPLES in message:
                status, message = "skipped", "there is nothing it works on: give --sample FILE"
            counts[status] += 1
            click.echo(f"  {status:<8} {result.id:<24} {result.seconds:6.2f} s")
            if message:
                click.echo(textwrap.indent(message, " " * 11))
    click.echo(", ".join(f"{count} {status}" for status, count in sorted(counts.items())))
    if counts["failed"]:
        sys.exit(1)


def _built(preset: str, block: tuple[str, ...]) -> CheckResult:
    """Whether a pipeline can be made of a preset."""
    import newsnorm
    from newsnorm.testing import CheckResult

    began = perf_counter()
    try:
        _ = newsnorm.load(preset, block=block).gazetteer
    except NewsnormError as error:
        return CheckResult("builds", "failed", str(error), perf_counter() - began)
    return CheckResult("builds", "passed", "", perf_counter() - began)


def _quoted(folder: Path) -> str:
    return f'"{folder}"' if " " in str(folder) else str(folder)


def _active(config: str, plugins: Plugins) -> Collection[str]:
    """Names of the components that a configuration uses; none if what it needs is not there."""
    from newsnorm.config import find_config

    try:
        recipe = find_config(config).resolve(plugins)
        plugins.check(recipe)
    except PluginError as error:
        click.echo(f"note: nothing is active, as {config!r} cannot be used: {error}", err=True)
        return ()
    return {
        f"{recipe.name}@{recipe.number}",
        *recipe.cleaners,
        *recipe.gazetteers,
        *recipe.canonicalizers,
        *recipe.deduplicators,
        *recipe.readers,
    }


def _lines(report: PluginReport, active: Collection[str]) -> Iterator[str]:
    api = f", hooks {report.loaded.api}" if report.loaded else ""
    yield f"{report.plugin.name}  ({report.plugin}{api})  {report.status}"
    if report.fault:
        yield f"  {report.fault}"
    for warning in report.warnings:
        yield f"  warning: {warning}"
    for stage, specs in report.loaded.components.items() if report.loaded else ():
        for name, spec in specs.items():
            mark = "active" if name in active else "-"
            yield f"  {stage:<15} {name:<21} {mark:<7} {spec.summary}".rstrip()
            for option, default in _options(spec).items():
                yield f"  {'':<15}   {option} = {json.dumps(default, ensure_ascii=False)}"


def _record(report: PluginReport, active: Collection[str]) -> dict[str, object]:
    loaded = report.loaded
    return {
        "name": report.plugin.name,
        "distribution": report.plugin.distribution,
        "version": report.plugin.version,
        "api": loaded.api if loaded else None,
        "status": report.status,
        "fault": report.fault,
        "warnings": report.warnings,
        "components": {
            stage: [
                {
                    "name": name,
                    "summary": spec.summary,
                    "active": name in active,
                    "options": _options(spec),
                }
                for name, spec in specs.items()
            ]
            for stage, specs in (loaded.components.items() if loaded else ())
            if specs
        },
    }


def _options(spec: Any) -> dict[str, Any]:
    """A component's options with their defaults, as JSON has them."""
    kind = getattr(spec, "options", None)
    if not isinstance(kind, type):  # a preset's are those of its components
        return {}
    defaults = kind()
    found = {field.name: getattr(defaults, field.name) for field in fields(defaults)}
    loaded: dict[str, Any] = json.loads(json.dumps(found, default=repr))
    return loaded
