"""A canonical name that does not find its entity."""

from __future__ import annotations

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
PORT = newsnorm.Entity("local:port-elbon", "Port Elbon", "place", "city", "local:elbonia")


def load() -> newsnorm.Gazetteer:
    table = newsnorm.Gazetteer.of([ELBONIA, PORT], [])
    aliases = {name: rows for name, rows in table.aliases.items() if name != "Port Elbon"}
    return newsnorm.Gazetteer(table.entities, aliases)


SPEC = newsnorm.GazetteerSpec("broken/lost_name", load, summary="a table")
