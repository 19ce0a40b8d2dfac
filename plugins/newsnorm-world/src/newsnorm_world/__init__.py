"""A hand-made gazetteer of countries, cities, regions, organisations and people in the news.

Two tables under `data/` hold it, for people to read and correct;
`data/NOTES.md` says what the columns mean and how the ids were checked.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

import newsnorm

VERSION = "2026.11"


@newsnorm.hookimpl
def newsnorm_gazetteers() -> Iterable[newsnorm.GazetteerSpec]:
    """The one table of this plugin."""
    yield newsnorm.GazetteerSpec(
        "world", load, summary="countries, cities, organisations and people in the news"
    )


def load() -> newsnorm.Gazetteer:
    """Read the tables.

    >>> [alias.entity for alias in load().lookup("Lugansk")]
    ['geonames:702658']
    """
    return newsnorm.read_gazetteer(files("newsnorm_world") / "data", f"world@{VERSION}")
