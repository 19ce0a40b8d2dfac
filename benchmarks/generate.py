"""Realistic wire articles, invented, any number of them: what newsnorm is measured with.

    python benchmarks/generate.py --count 50000 --seed 1 -o dump.jsonl

The same seed gives the same bytes on every machine and with every Python.
Record number n depends on the seed, on n and on the options, not on how many are asked for,
and nothing is held in memory: versions tell their original's story again.

>>> [record["id"] for record in articles(2, seed=1)]
['g1-00000000', 'g1-00000001']
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

import click

from wire_furniture import dress
from wire_language import Dice, capitalized
from wire_story import Text, fill_in, tell
from wire_versions import RELATIONS, Version, version

WINDOW = 2000
"""A version follows its original after so many records at most."""

_FIRST = datetime(2019, 1, 1, 6)  # noqa: DTZ001 - UTC, written as such
_PACE = timedelta(seconds=216)  # 400 articles a day
_OUTLETS = (
    "Northern Courier", "Daily Harbor", "Evening Dispatch", "Steppe Herald", "Bay Gazette",
    "Morning Post of the Hills", "River Times", "Capital Observer",
)  # fmt: skip

Kind = Literal["story", "template", "version"]


@dataclass(frozen=True, slots=True)
class Shares:
    """What an endless dump is made of.

    Args:
        dirty: share of records in wire form, with furniture and unclean characters.
        versions: share of records that repeat one of the `WINDOW` before.
        templates: share of market closes, earthquakes, scores, made from one form each.
        accents: share of stories written with accents, euro signs and typographic dashes;
            of the clean ones, only these are not ASCII.
    """

    dirty: float = 0.3
    versions: float = 0.1
    templates: float = 0.05
    accents: float = 0.03

    def __post_init__(self) -> None:
        for name in ("dirty", "versions", "templates", "accents"):
            if not 0 <= getattr(self, name) <= 1:
                raise ValueError(f"{name} is {getattr(self, name)}; it must be between 0 and 1")
        if self.versions + self.templates > 1:
            raise ValueError("versions and templates are more than all records together")


def articles(
    count: int,
    seed: int,
    *,
    dirty: float = 0.3,
    versions: float = 0.1,
    templates: float = 0.05,
    accents: float = 0.03,
    truth: bool = False,
    start: int = 0,
) -> Iterator[dict[str, Any]]:
    """Invent articles.

    Args:
        count: how many.
        seed: another seed, other articles.
        dirty, versions, templates, accents: see `Shares`.
        truth: add what is known about each: `version_of` (id of the original) and `relation`
            (in newsnorm's terms; the edited are "near"), `template` (name of its form),
            `printed_dateline` ({place, agency}), and `clean`, the story without furniture.
        start: number of the first record, so that several processes can share the work.
    """
    shares = Shares(dirty, versions, templates, accents)
    for number in range(start, start + count):
        yield record(number, seed, shares, truth=truth)


def record(number: int, seed: int, shares: Shares, *, truth: bool = False) -> dict[str, Any]:
    """Record number `number` of the dump that belongs to a seed."""
    kind, original = _kind(number, seed, shares), None
    copy: Version | None = None
    if kind == "version":
        original = _original(number, seed, shares)
    if original is not None:
        dice = Dice(seed, number, "version")
        copy = version(
            dice,
            dice.pick(RELATIONS),
            _story(original, seed, shares),
            lambda: _story(original, seed, shares, respell=True),
            _published(number),
        )
        story, paragraphs = copy.story, copy.paragraphs
    elif kind == "template":
        story = fill_in(Dice(seed, number, "text"), _published(number), accents=shares.accents)
        paragraphs = story.paragraphs
    else:
        story = _story(number, seed, shares)
        paragraphs = story.paragraphs
    clean = "\n".join(" ".join(paragraph) for paragraph in paragraphs)
    title, text, source = capitalized(story.title), clean, ""
    dateline = None
    dice = Dice(seed, number, "wire")
    if dice.chance(shares.dirty):
        cut_short = copy is not None and copy.relation == "truncated"
        dressed = dress(dice, story, paragraphs, _published(number), cut_short=cut_short)
        title, text, source = dressed.title, dressed.text, dressed.source
        dateline = dressed.dateline
    made: dict[str, Any] = {
        "id": _id(number, seed),
        "title": title,
        "text": text + (copy.cut_mark if copy else ""),
        "published": f"{_published(number):%Y-%m-%dT%H:%M:%SZ}",
        "source": source or dice.pick(_OUTLETS),
        "language": "en",
    }
    if truth:
        made |= {
            "version_of": None if original is None else _id(original, seed),
            "relation": copy.relation if copy else None,
            "template": story.template,
            "printed_dateline": (
                None if dateline is None else {"place": dateline[0], "agency": dateline[1]}
            ),
            "clean": clean,
        }
    return made


def json_line(article: dict[str, Any]) -> bytes:
    return json.dumps(article, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _kind(number: int, seed: int, shares: Shares) -> Kind:
    roll = Dice(seed, number, "kind").roll()
    if roll < shares.versions:
        return "version"
    return "template" if roll < shares.versions + shares.templates else "story"


def _original(number: int, seed: int, shares: Shares) -> int | None:
    """The story before this record that it repeats; None if there is none near."""
    if not number:
        return None
    back = Dice(seed, number, "original").number(1, min(WINDOW, number))
    for earlier in range(number - back, max(number - back - 50, -1), -1):
        if _kind(earlier, seed, shares) == "story":
            return earlier
    return None


def _story(number: int, seed: int, shares: Shares, *, respell: bool = False) -> Text:
    dice = Dice(seed, number, "text")
    return tell(dice, _published(number), accents=shares.accents, respell=respell)


def _published(number: int) -> datetime:
    return _FIRST + number * _PACE


def _id(number: int, seed: int) -> str:
    return f"g{seed}-{number:08}"


@click.command()
@click.option("--count", default=10_000, show_default=True, help="How many articles.")
@click.option("--seed", default=1, show_default=True)
@click.option("--start", default=0, show_default=True, help="Number of the first record.")
@click.option("--dirty", default=0.3, show_default=True, help="Share in wire form.")
@click.option("--versions", default=0.1, show_default=True, help="Share that repeats another.")
@click.option("--templates", default=0.05, show_default=True, help="Share made from forms.")
@click.option("--accents", default=0.03, show_default=True, help="Share with accents.")
@click.option("--truth", is_flag=True, help="Add what is known about each article.")
@click.option("-o", "--output", default="-", help="A file, perhaps .zst; - is standard output.")
def main(
    count: int,
    seed: int,
    start: int,
    dirty: float,
    versions: float,
    templates: float,
    accents: float,
    truth: bool,
    output: str,
) -> None:
    """Write invented wire articles, one JSON object a line."""
    made = articles(
        count,
        seed,
        dirty=dirty,
        versions=versions,
        templates=templates,
        accents=accents,
        truth=truth,
        start=start,
    )
    with _opened(output) as stream:
        for article in made:
            stream.write(json_line(article))


def _opened(output: str) -> AbstractContextManager[BinaryIO]:
    if output == "-":
        return nullcontext(sys.stdout.buffer)
    if output.endswith(".zst"):
        from newsnorm.io.zstd import ZstdFile

        return cast("AbstractContextManager[BinaryIO]", ZstdFile(output, "w"))
    return Path(output).open("wb")


if __name__ == "__main__":
    main()
