"""A gazetteer without a fault."""

from __future__ import annotations

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
PORT = newsnorm.Entity("local:port-elbon", "Port Elbon", "place", "city", "local:elbonia")


def load() -> newsnorm.Gazetteer:
    return newsnorm.Gazetteer.of([ELBONIA, PORT], [newsnorm.Alias("Elbon", PORT.id)])


SPEC = newsnorm.GazetteerSpec("broken/good_gazetteer", load, summary="a table")
