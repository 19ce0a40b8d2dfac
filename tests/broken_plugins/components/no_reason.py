"""Does not say why."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
OPTIONS = (newsnorm.Option(ELBONIA),)


class Canonicalizer:
    def propose(self, document: newsnorm.DocumentView) -> Iterable[newsnorm.Add]:
        at = document.fields["text"].find("Elbonia")
        if at >= 0:
            yield newsnorm.Add("text", at, at + 7, OPTIONS, "", decided=True)


SPEC = newsnorm.CanonicalizerSpec("broken/no_reason", Canonicalizer, summary="Elbonia")
