"""What a run says on standard error: a bar for people, JSON lines for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

import click

from newsnorm.runs.run import Progress


class Talk(Protocol):
    """Somebody who is told how a run goes."""

    def progress(self, so_far: Progress) -> object:
        """A shard is done."""
        ...

    def done(self, manifest: dict[str, Any], output: Path) -> None:
        """The run is done."""
        ...


@contextmanager
def talk(inputs: Sequence[str], *, as_json: bool) -> Iterator[Talk]:
    """Talk about a run: in JSON lines, with a bar if standard error is a terminal, else briefly."""
    if as_json:
        yield _Json()
    elif sys.stderr.isatty():
        sizes = [Path(name).stat().st_size if Path(name).is_file() else 0 for name in inputs]
        plain = all(sizes) and not any(
            name.endswith((".gz", ".zst", ".parquet")) for name in inputs
        )
        # Where the size of what is to come is not known, there is a rate but no time left.
        with click.progressbar(
            length=sum(sizes) if plain else None,
            label="newsnorm",
            file=sys.stderr,
            item_show_func=lambda shown: shown,
            update_min_steps=1,
        ) as bar:
            yield _Bar(bar)
    else:
        yield _Plain()


class _Plain:
    """Says nothing until the end."""

    def progress(self, so_far: Progress) -> object:
        """Nothing."""

    def done(self, manifest: dict[str, Any], output: Path) -> None:
        """One line, the guesses that were made, and why records were rejected."""
        counts = manifest["counts"]
        for guess, count in counts["guessed_fields"].items():
            click.echo(f"guessed: {guess}, {count} times", err=True)
        relations = sum(counts["relations"].values())
        click.echo(
            f"{counts['read']} read, {counts['written']} written, {counts['rejected']} rejected; "
            f"{relations} relations, {counts['kept']} articles to keep; see {output}",
            err=True,
        )
        if rejects := counts["rejects"]:
            click.echo(f"rejected, each with its reason in {output / 'rejects.jsonl'}:", err=True)
            width = len(str(max(rejects.values())))
            for code, count in rejects.items():
                click.echo(f"  {count:>{width}} {code}", err=True)


class _Bar(_Plain):
    """A bar with the number of records, the rate, and the time left where it is known."""

    def __init__(self, bar: Any) -> None:
        self.bar = bar
        self.began = monotonic()
        self.bytes = 0

    def progress(self, so_far: Progress) -> object:
        """Move the bar."""
        rate = so_far.records / max(monotonic() - self.began, 1e-9)
        shown = f"{so_far.records} records, {rate:.0f}/s, {so_far.rejected} rejected"
        self.bar.update(so_far.bytes - self.bytes, shown)
        self.bytes = so_far.bytes
        return None

    def done(self, manifest: dict[str, Any], output: Path) -> None:
        """Close the bar first."""
        self.bar.render_finish()
        super().done(manifest, output)


class _Json:
    """One JSON object an event."""

    def __init__(self) -> None:
        self.began = monotonic()

    def progress(self, so_far: Progress) -> object:
        """An event a shard."""
        self._say("progress", records=so_far.records, rejected=so_far.rejected, bytes=so_far.bytes)
        return None

    def done(self, manifest: dict[str, Any], output: Path) -> None:
        """The counts."""
        self._say("done", output=str(output), counts=manifest["counts"])

    def _say(self, event: str, **values: Any) -> None:
        seconds = round(monotonic() - self.began, 3)
        click.echo(json.dumps({"event": event, "seconds": seconds, **values}), err=True)
