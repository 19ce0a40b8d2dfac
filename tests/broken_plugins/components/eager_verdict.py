"""Any two articles of about one length are alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy
import numpy.typing

import newsnorm

Array = numpy.typing.NDArray[Any]
Articles = Sequence[newsnorm.NormalizedArticle]


class Deduplicator:
    def keys(self, articles: Articles) -> Array:
        lengths = [len(article.text) // 200 for article in articles]
        return numpy.array(lengths, numpy.uint64).reshape(-1, 1)

    def evidence(self, articles: Articles) -> Mapping[str, Array]:
        return {"code": self.keys(articles)[:, 0]}

    def compare(
        self, left: Mapping[str, Array], right: Mapping[str, Array]
    ) -> Sequence[newsnorm.Verdict | None]:
        same = left["code"] == right["code"]
        return [newsnorm.Verdict("near") if equal else None for equal in same]


SPEC = newsnorm.DeduplicatorSpec("broken/eager_verdict", Deduplicator, summary="the same text")
