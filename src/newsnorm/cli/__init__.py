"""The command line: `newsnorm COMMAND`. Each command is a small module, imported when it is run.

Data goes to standard output, talk to standard error.
Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 something was rejected (--strict),
130 interrupted. `diff` has those of diff(1): 0 no difference, 1 some, 2 for any trouble.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from newsnorm import __version__

COMMANDS = {
    "normalize": "clean one article and link its entities",
    "explain": "say what was done to one article, and why",
    "run": "normalize and deduplicate a dump",
    "index": "find what articles repeat, day by day",
    "export": "write tables from what a run made",
    "audit": "draw decisions of a run to judge, count the verdicts",
    "diff": "show what two runs decided otherwise",
    "reproduce": "make a run again from its manifest, compare",
    "config": "show what a configuration comes to",
    "evaluate": "compare what newsnorm does with a gold set",
    "entities": "look into the gazetteers",
    "plugins": "list the plugins that are installed",
}


INTERRUPTED = 128 + 2
"""What shells make of a program that Ctrl-C, signal 2, ended."""


class _Commands(click.Group):
    """Commands by the names of their modules; the help text is known without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"newsnorm.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:  # which click would make exit code 1, "failed"
            click.echo("Interrupted.", err=True)
            sys.exit(INTERRUPTED)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="newsnorm")
@click.option(
    "--block",
    multiple=True,
    metavar="NAME",
    help="A plugin or distribution not to import; repeatable.",
)
@click.pass_context
def cli(context: click.Context, block: tuple[str, ...]) -> None:
    """Raw news text in, text that other programs can trust out."""
    context.obj = block


def main() -> Any:
    """The entry point of the command `newsnorm`."""
    from newsnorm.errors import ConfigError, NewsnormError, PluginNotFound

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        return cli()
    except NewsnormError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(2 if isinstance(error, (ConfigError, PluginNotFound)) else 1)
