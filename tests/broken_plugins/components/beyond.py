"""A mention that reaches beyond the end of its field."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
OPTIONS = (newsnorm.Option(ELBONIA),)


class Canonicalizer:
    def propose(self, document: newsnorm.DocumentView) -> Iterable[newsnorm.Add]:
        at = document.fields["text"].find("Elbonia")
        if at >= 0:
            yield newsnorm.Add("text", at, at + 700, OPTIONS, "the country", decided=True)


SPEC = newsnorm.CanonicalizerSpec("broken/beyond", Canonicalizer, summary="Elbonia")
