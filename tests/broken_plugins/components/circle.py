"""Two places that lie in each other."""

from __future__ import annotations

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
PORT = newsnorm.Entity("local:port-elbon", "Port Elbon", "place", "city", "local:elbonia")


def load() -> newsnorm.Gazetteer:
    elbonia = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country", PORT.id)
    return newsnorm.Gazetteer.of([elbonia, PORT], [])


SPEC = newsnorm.GazetteerSpec("broken/circle", load, summary="a table")
