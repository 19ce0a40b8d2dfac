"""`newsnorm plugins`: what is installed, and how it is; to begin a plugin, and to check one."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click

from newsnorm.cli.article import CONFIG
from newsnorm.errors import PluginError

if TYPE_CHECKING:
    from newsnorm.plugins import PluginReport, Plugins


@click.group("plugins", invoke_without_command=True)
@CONFIG
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def command(context: click.Context, config: str, as_json: bool) -> None:
    """List the plugins that are installed: their components, which of them the configuration
    uses ("active"), their options with defaults, and what is wrong with them.
    """
    if context.invoked_subcommand is not None:
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
