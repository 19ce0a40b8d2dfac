"""An alias of an entity that no table has."""

from __future__ import annotations

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
PORT = newsnorm.Entity("local:port-elbon", "Port Elbon", "place", "city", "local:elbonia")


def load() -> newsnorm.Gazetteer:
    alias = newsnorm.Alias("Elbon", "local:elbon")
    table = newsnorm.Gazetteer.of([ELBONIA, PORT], [])
    return newsnorm.Gazetteer(table.entities, {**table.aliases, "Elbon": (alias,)})


SPEC = newsnorm.GazetteerSpec("broken/orphan_alias", load, summary="a table")
