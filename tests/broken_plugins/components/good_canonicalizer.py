"""A canonicalizer without a fault."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
OPTIONS = (newsnorm.Option(ELBONIA),)


class Canonicalizer:
    def propose(self, document: newsnorm.DocumentView) -> Iterable[newsnorm.Add]:
        for field, text in document.fields.items():
            at = text.find("Elbonia")
            while at >= 0:
                yield newsnorm.Add(field, at, at + 7, OPTIONS, "the country", decided=True)
                at = text.find("Elbonia", at + 7)


SPEC = newsnorm.CanonicalizerSpec("broken/good_canonicalizer", Canonicalizer, summary="Elbonia")
