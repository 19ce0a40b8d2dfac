"""An index that is added to day by day, next to one run over everything.

    python benchmarks/index.py DUMP.jsonl --json index.json
    python benchmarks/index.py DUMP.jsonl --stage-alone --first 20000 --then 1000

The articles of JSONL files are added by their day of publication, or with `--first` so many at once
and the others so many at a time. Told are: seconds an add, what the index takes on the disk, the
most memory that the process had, and in what the stories differ from those that one run over all
articles finds.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import click

import newsnorm
from harness import _peak_mb
from newsnorm.index.changes import ClusterChange
from newsnorm.index.index import Index
from newsnorm.io.inputs import InputOptions, expand, read
from newsnorm.io.mapping import to_article

NEWS = newsnorm.Config()
ALONE = ("cleaners", "canonicalizers")


def pipeline(*, stage_alone: bool) -> newsnorm.Pipeline:
    """The preset `news`, or its deduplicators alone."""
    nlp = newsnorm.load(NEWS)
    if not stage_alone:
        return nlp
    others = tuple(name for stage in ALONE for name in getattr(nlp.recipe, stage))
    return newsnorm.load(newsnorm.Config(remove=others, gazetteers=()))


def articles(paths: Sequence[Path]) -> Iterator[newsnorm.Article]:
    """The articles of some files."""
    options = InputOptions()
    for source in expand([str(path) for path in paths], options):
        for raw in read(source, options):
            yield to_article(raw, options).article


def by_day(given: Iterable[newsnorm.Article]) -> list[list[newsnorm.Article]]:
    """Articles by their day of publication; those without one come last."""
    days: dict[str, list[newsnorm.Article]] = {}
    for article in given:
        days.setdefault((article.published or "~")[:10], []).append(article)
    return [day for _, day in sorted(days.items())]


def by_size(
    given: Sequence[newsnorm.Article], first: int, then: int
) -> list[list[newsnorm.Article]]:
    """So many articles, and the others so many at a time."""
    rest = (given[at : at + then] for at in range(first, len(given), then))
    return [[*given[:first]], *([*part] for part in rest)]


class Stories:
    """The story of each article, kept up to date by what an index says has changed."""

    def __init__(self) -> None:
        self.cluster: dict[str, str] = {}
        self.members: dict[str, set[str]] = {}

    def follow(self, changes: Iterable[ClusterChange]) -> None:
        """Apply changes."""
        for change in changes:
            if change.change == "merged" and change.was:
                for name in self.members.pop(change.was):
                    self._put(name, change.cluster)
            elif change.change != "representative" and change.id:
                self._put(change.id, change.cluster)

    def _put(self, name: str, cluster: str) -> None:
        if (before := self.cluster.get(name)) in self.members:
            self.members[before].discard(name)
        self.cluster[name] = cluster
        self.members.setdefault(cluster, set()).add(name)

    def all(self) -> set[frozenset[str]]:
        """The stories, as sets of ids."""
        return {frozenset(names) for names in self.members.values() if names}


def difference(here: set[frozenset[str]], there: set[frozenset[str]]) -> dict[str, int]:
    """In what two sets of stories differ.

    >>> whole, one, two = frozenset("abc"), frozenset("ab"), frozenset("c")
    >>> difference({whole}, {one, two})
    {'stories_here': 1, 'stories_there': 2, 'articles_whose_story_differs': 3}
    """
    same = {name for story in here & there for name in story}
    every = {name for story in here for name in story}
    return {
        "stories_here": len(here),
        "stories_there": len(there),
        "articles_whose_story_differs": len(every - same),
    }


def run(
    nlp: newsnorm.Pipeline, parts: Sequence[Sequence[newsnorm.Article]], folder: Path, *, full: bool
) -> dict[str, Any]:
    """Add the parts one after the other, and compare with one run over all if that is wanted."""
    index = Index.open(folder, nlp)
    stories = Stories()
    seconds, normalizing = [], []
    changed: dict[str, int] = {}
    for part in parts:
        began = perf_counter()
        normalized = [*nlp.pipe(part)]
        middle = perf_counter()
        changes = index.add(normalized)
        seconds.append(perf_counter() - middle)
        normalizing.append(middle - began)
        stories.follow(changes)
        for change in changes:
            changed[change.change] = changed.get(change.change, 0) + 1
    count = len(index)
    size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    again = perf_counter()
    assert index.add(parts[-1]) == []
    found: dict[str, Any] = {
        "articles": count,
        "adds": len(parts),
        "seconds_first_add": round(seconds[0], 2),
        "seconds_an_add": round(median(seconds[1:] or seconds), 3),
        "seconds_slowest_add": round(max(seconds[1:] or seconds), 3),
        "seconds_normalizing": round(sum(normalizing), 1),
        "seconds_adding_again": round(perf_counter() - again, 3),
        "bytes_an_article": round(size / count),
        "segments": len([*folder.glob("articles-*")]),
        "peak_mb": _peak_mb(),
        "changes": changed,
    }
    if full:
        whole: dict[str, set[str]] = {}
        began = perf_counter()
        for row in nlp.deduplicate(article for part in parts for article in part).clusters:
            whole.setdefault(row.cluster, set()).add(row.id)
        found["seconds_full_run"] = round(perf_counter() - began, 1)
        found["difference"] = difference(stories.all(), {frozenset(s) for s in whole.values()})
    return found


@click.command()
@click.argument("dumps", type=click.Path(exists=True, path_type=Path), nargs=-1, required=True)
@click.option("--first", type=int, help="Add so many at once, not a day at a time.")
@click.option("--then", type=int, default=1000, show_default=True, help="And so many at a time.")
@click.option("--stage-alone", is_flag=True, help="Neither clean nor link before.")
@click.option("--no-full-run", is_flag=True, help="Do not compare with one run.")
@click.option("--json", "output", type=click.Path(path_type=Path), help="Write the result there.")
def main(
    dumps: tuple[Path, ...],
    first: int | None,
    then: int,
    stage_alone: bool,
    no_full_run: bool,
    output: Path | None,
) -> None:
    """Add the articles of DUMPS, JSONL files, to an index part by part."""
    given = [*articles(dumps)]
    parts = by_day(given) if first is None else by_size(given, first, then)
    with tempfile.TemporaryDirectory() as name:
        nlp = pipeline(stage_alone=stage_alone)
        found = run(nlp, parts, Path(name) / "index", full=not no_full_run)
    text = json.dumps(found, indent=1)
    print(text, file=sys.stderr)
    if output:
        output.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
