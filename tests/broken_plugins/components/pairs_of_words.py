"""Looks at all words for each word."""

from __future__ import annotations

from collections.abc import Iterable

import newsnorm

ELBONIA = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
OPTIONS = (newsnorm.Option(ELBONIA),)


class Canonicalizer:
    def propose(self, document: newsnorm.DocumentView) -> Iterable[newsnorm.Add]:
        words = [text.split() for text in document.fields.values()]
        for some in words:
            for word in some:
                if some.count(word) < 0:
                    raise AssertionError
        at = document.fields["text"].find("Elbonia")
        if at >= 0:
            yield newsnorm.Add("text", at, at + 7, OPTIONS, "the country", decided=True)


SPEC = newsnorm.CanonicalizerSpec("broken/pairs_of_words", Canonicalizer, summary="Elbonia")
