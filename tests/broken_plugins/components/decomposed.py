"""A name in letters and marks apart, which no cleaned text has."""

from __future__ import annotations

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
PORT = newsnorm.Entity("local:port-elbon", "Port Elbon", "place", "city", "local:elbonia")


def load() -> newsnorm.Gazetteer:
    return newsnorm.Gazetteer.of([ELBONIA], [newsnorm.Alias("E\u0301lbonie", ELBONIA.id)])


SPEC = newsnorm.GazetteerSpec("broken/decomposed", load, summary="a table")
