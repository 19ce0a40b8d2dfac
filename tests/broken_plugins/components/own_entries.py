"""Adds what it finds to the gazetteer that all articles share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
OPTIONS = (newsnorm.Option(ELBONIA),)


class Canonicalizer:
    def propose(self, document: newsnorm.DocumentView) -> Iterable[newsnorm.Add]:
        at = document.fields["text"].find("Elbonia")
        entities: Any = document.gazetteer.entities
        if at >= 0:
            entities["local:found"] = newsnorm.Entity("local:found", "Found", "place")
            yield newsnorm.Add("text", at, at + 7, OPTIONS, "the country", decided=True)


SPEC = newsnorm.CanonicalizerSpec("broken/own_entries", Canonicalizer, summary="Elbonia")
