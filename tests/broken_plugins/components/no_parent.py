"""A place in a country that the table does not have."""

from __future__ import annotations

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
PORT = newsnorm.Entity("local:port-elbon", "Port Elbon", "place", "city", "local:elbonia")


def load() -> newsnorm.Gazetteer:
    return newsnorm.Gazetteer.of([PORT], [])


SPEC = newsnorm.GazetteerSpec("broken/no_parent", load, summary="a table")
