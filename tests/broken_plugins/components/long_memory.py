"""Remembers a country from the articles before."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
OPTIONS = (newsnorm.Option(ELBONIA),)


class Canonicalizer:
    def __init__(self) -> None:
        self.country = ""

    def propose(self, document: newsnorm.DocumentView) -> Iterable[newsnorm.Add]:
        text = document.fields["text"]
        at = text.find("Port Elbon")
        if at >= 0 and self.country:
            yield newsnorm.Add("text", at, at + 4, OPTIONS, f"in {self.country}", decided=True)
        for name in ("Elbonia", "Ruritania"):
            if name in text and "Port Elbon" not in text:
                self.country = name


SPEC = newsnorm.CanonicalizerSpec("broken/long_memory", Canonicalizer, summary="Elbonia")
