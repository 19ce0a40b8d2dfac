"""A gazetteer of countries, places, organisations, offices and people in the news.

`build/` makes the tables under `data/` from open data and from what was curated by hand;
`data/NOTES.md` says what the columns mean, where rows come from and how the ids were checked.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from importlib.resources import files

import newsnorm

VERSION = "2026.11"


@newsnorm.hookimpl
def newsnorm_gazetteers() -> Iterable[newsnorm.GazetteerSpec]:
    """The table that presets name, and one that adds every city and its other names."""
    yield newsnorm.GazetteerSpec(
        "world", load, summary="countries, cities, organisations, offices and people in the news"
    )
    yield newsnorm.GazetteerSpec(
        "world/wide",
        partial(load, "wide"),
        summary="with it, every city of 15,000, and more names of all cities",
    )


@cache
def load(tier: str = "world") -> newsnorm.Gazetteer:
    """Read a table, once in a process: all that use it share it, and what is worked out about it.

    Args:
        tier: "world", or "wide" for what that leaves out.

    >>> [alias.entity for alias in load().lookup("Lugansk")]
    ['geonames:702658']
    """
    name = "world" if tier == "world" else f"world/{tier}"
    return newsnorm.read_gazetteer(files("newsnorm_world") / "data" / tier, f"{name}@{VERSION}")
