"""Takes back a candidate that there is not."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
OPTIONS = (newsnorm.Option(ELBONIA),)


class Canonicalizer:
    def propose(self, document: newsnorm.DocumentView) -> Iterable[newsnorm.Withdraw]:
        if "Elbonia" in document.fields["text"]:
            yield newsnorm.Withdraw(len(document.candidates) + 7, "not the country")


SPEC = newsnorm.CanonicalizerSpec("broken/no_candidate", Canonicalizer, summary="Elbonia")
