"""Alike only if the earlier one is not the shorter one."""

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
    def keys(self, articles: Articles) -> Array:
        heads = [article.text[:40].encode("utf-8", "surrogatepass") for article in articles]
        return numpy.array([zlib.crc32(head) for head in heads], numpy.uint64).reshape(-1, 1)

    def evidence(self, articles: Articles) -> Mapping[str, Array]:
        lengths = numpy.array([len(article.text) for article in articles])
        return {"head": self.keys(articles)[:, 0], "length": lengths}

    def compare(
        self, left: Mapping[str, Array], right: Mapping[str, Array]
    ) -> Sequence[newsnorm.Verdict | None]:
        same = (left["head"] == right["head"]) & (left["length"] >= right["length"])
        return [newsnorm.Verdict("near") if alike else None for alike in same]


SPEC = newsnorm.DeduplicatorSpec("broken/one_way", Deduplicator, summary="the same text")
