"""A neighbour in capitals, which is never found."""

from __future__ import annotations

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
PORT = newsnorm.Entity("local:port-elbon", "Port Elbon", "place", "city", "local:elbonia")


def load() -> newsnorm.Gazetteer:
    alias = newsnorm.Alias("Elbon", PORT.id, not_beside=frozenset({"Street"}))
    return newsnorm.Gazetteer.of([ELBONIA, PORT], [alias])


SPEC = newsnorm.GazetteerSpec("broken/capital_neighbor", load, summary="a table")
