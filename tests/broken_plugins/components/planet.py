"""A kind of entity that there is not."""

from __future__ import annotations

from typing import Any, cast

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
PORT = newsnorm.Entity("local:port-elbon", "Port Elbon", "place", "city", "local:elbonia")


def load() -> newsnorm.Gazetteer:
    kind: Any = cast(Any, "planet")
    return newsnorm.Gazetteer.of([newsnorm.Entity("local:mars", "Mars", kind)], [])


SPEC = newsnorm.GazetteerSpec("broken/planet", load, summary="a table")
