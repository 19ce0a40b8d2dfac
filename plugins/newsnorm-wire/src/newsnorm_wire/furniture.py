"""The rules of `wire/furniture`: those of the agencies' packs, and the usual ones for them all.

`agencies/` holds a pack for each agency, or family of agencies, that prints forms of its own.
`usual/` holds the forms that most agencies share, and what no agency owns; a tag's {agency} there
is any agency that any pack names, the user's own packs among them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from newsnorm import Delete, Extract, Pack, Replace, Rule, read_pack

# What stands around the others is asked first: a mark may be the last thing on a byline's line.
_KINDS = ("marks", "notices", "byline", "dateline", "credits")


def read_rules(packs: Iterable[str] = ()) -> tuple[Rule, ...]:
    """All rules, in the order of their kinds; within a kind a user's packs come first.

    Args:
        packs: paths of packs besides those that come with the plugin.

    Raises:
        RuleError: naming the file, the rule and what in it is wrong.
    """
    owners = [*map(Path, packs), *_folder("agencies")]
    peculiar = [read_pack(file) for file in owners]
    agencies = dict.fromkeys(name for pack in peculiar for name in pack.agencies)
    months = {name: number for pack in peculiar for name, number in pack.months.items()}
    usual = [read_pack(file, agencies=agencies, months=months) for file in _folder("usual")]
    rules = [rule for pack in (*peculiar, *usual) for rule in pack.rules]
    return tuple(sorted(rules, key=lambda rule: _KINDS.index(_kind(rule))))


@cache
def agencies() -> frozenset[str]:
    """The names that tags of the packs shipped here may have, read without compiling a rule.

    >>> "AFP" in agencies(), "Volta News" in agencies()
    (True, False)
    """
    packs = (tomllib.loads(file.read_text("utf-8")) for file in _folder("agencies"))
    return frozenset(name for pack in packs for name in pack.get("agencies", ()))


def shipped() -> Iterator[Pack]:
    """The packs that come with the plugin, each read by itself."""
    for folder in ("agencies", "usual"):
        yield from map(read_pack, _folder(folder))


def _folder(name: str) -> list[Traversable]:
    return sorted((files("newsnorm_wire") / name).iterdir(), key=lambda file: file.name)


def _kind(rule: Rule) -> str:
    match rule.action:
        case Delete() | Replace():
            return "marks"
        case Extract(field=field):
            return field
