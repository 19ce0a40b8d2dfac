"""`newsnorm plugins`: what is installed, and how it is."""

from __future__ import annotations

import json

import click

from newsnorm.plugins import PluginReport, Plugins


@click.command("plugins")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(block: tuple[str, ...], /, as_json: bool) -> None:
    """List the plugins that are installed, their components, and what is wrong with them."""
    reports = list(Plugins(block).report())
    if as_json:
        click.echo(
            json.dumps([_record(report) for report in reports], ensure_ascii=False, indent=1)
        )
        return
    for report in reports:
        click.echo(f"{report.plugin.name}  ({report.plugin})  {report.status}")
        if report.fault:
            click.echo(f"  {report.fault}")
        for stage, components in report.components.items():
            for name, summary in components:
                click.echo(f"  {stage:<16} {name:<24} {summary}".rstrip())


def _record(report: PluginReport) -> dict[str, object]:
    return {
        "name": report.plugin.name,
        "distribution": report.plugin.distribution,
        "version": report.plugin.version,
        "status": report.status,
        "fault": report.fault,
        "components": {
            stage: [{"name": name, "summary": summary} for name, summary in components]
            for stage, components in report.components.items()
        },
    }
