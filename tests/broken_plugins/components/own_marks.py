"""Writes into the candidates that it is given, frozen or not."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
OPTIONS = (newsnorm.Option(ELBONIA),)


class Canonicalizer:
    def propose(self, document: newsnorm.DocumentView) -> Iterable[newsnorm.Add]:
        for candidate in document.candidates:
            if candidate.surface == "Elbonia" and not candidate.decided:
                object.__setattr__(candidate, "reason", "the country")
                at = candidate.start
                yield newsnorm.Add(candidate.field, at, at + 7, OPTIONS, "here", decided=True)


SPEC = newsnorm.CanonicalizerSpec("broken/own_marks", Canonicalizer, summary="Elbonia")
