"""Expects every article to have a title."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
OPTIONS = (newsnorm.Option(ELBONIA),)


class Canonicalizer:
    def propose(self, document: newsnorm.DocumentView) -> Iterable[newsnorm.Add]:
        at = document.fields["title"].find("Elbonia")
        if at >= 0:
            yield newsnorm.Add("title", at, at + 7, OPTIONS, "the country", decided=True)


SPEC = newsnorm.CanonicalizerSpec("broken/headline", Canonicalizer, summary="Elbonia")
