"""Copies must come shortly one after the other."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy
import numpy.typing

import newsnorm

Array = numpy.typing.NDArray[Any]
Articles = Sequence[newsnorm.NormalizedArticle]


class Deduplicator:
    def __init__(self) -> None:
        self.count = 0

    def keys(self, articles: Articles) -> Array:
        texts = [article.text.casefold() for article in articles]
        codes = [zlib.crc32(text.encode("utf-8", "surrogatepass")) for text in texts]
        return numpy.array(codes, numpy.uint64).reshape(-1, 1)

    def evidence(self, articles: Articles) -> Mapping[str, Array]:
        places = numpy.arange(self.count, self.count + len(articles))
        self.count += len(articles)
        return {"code": self.keys(articles)[:, 0], "place": places}

    def compare(
        self, left: Mapping[str, Array], right: Mapping[str, Array]
    ) -> Sequence[newsnorm.Verdict | None]:
        near = abs(left["place"] - right["place"]) <= 5
        same = (left["code"] == right["code"]) & near
        return [newsnorm.Verdict("near") if equal else None for equal in same]


SPEC = newsnorm.DeduplicatorSpec("broken/window", Deduplicator, summary="the same text")
