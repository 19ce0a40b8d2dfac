"""A deduplicator without a fault: the same text in any case."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import newsnorm

if TYPE_CHECKING:
    from numpy.typing import NDArray

Articles = Sequence[newsnorm.NormalizedArticle]


class Deduplicator:
    def keys(self, articles: Articles) -> NDArray[Any]:
        import numpy  # here, so that it costs nothing where nobody deduplicates

        texts = [article.text.casefold() for article in articles]
        codes = [zlib.crc32(text.encode("utf-8", "surrogatepass")) for text in texts]
        return numpy.array(codes, numpy.uint64).reshape(-1, 1)

    def evidence(self, articles: Articles) -> Mapping[str, NDArray[Any]]:
        return {"code": self.keys(articles)[:, 0]}

    def compare(
        self, left: Mapping[str, NDArray[Any]], right: Mapping[str, NDArray[Any]]
    ) -> Sequence[newsnorm.Verdict | None]:
        same = left["code"] == right["code"]
        return [newsnorm.Verdict("near") if equal else None for equal in same]


SPEC = newsnorm.DeduplicatorSpec("broken/good_deduplicator", Deduplicator, summary="the same text")
