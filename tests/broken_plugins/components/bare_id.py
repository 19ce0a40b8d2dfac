"""An id that does not say whose it is."""

from __future__ import annotations

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
PORT = newsnorm.Entity("local:port-elbon", "Port Elbon", "place", "city", "local:elbonia")


def load() -> newsnorm.Gazetteer:
    return newsnorm.Gazetteer.of([ELBONIA, newsnorm.Entity("Q42", "Jane Roe", "person")], [])


SPEC = newsnorm.GazetteerSpec("broken/bare_id", load, summary="a table")
