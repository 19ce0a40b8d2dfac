"""Exact duplicates: articles whose cleaned texts are the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

from newsnorm import NormalizedArticle, Verdict

Column = npt.NDArray[Any]


class Exact:
    """Articles with one cleaned text; the title does not count, nor does an empty text."""

    def keys(self, articles: Sequence[NormalizedArticle]) -> npt.NDArray[np.uint64]:
        """A hash of the text; articles without a text get one of their own, from their id."""
        return np.array([[_hash(a.text or f"\0{a.id}")] for a in articles], np.uint64)

    def evidence(self, articles: Sequence[NormalizedArticle]) -> Mapping[str, Column]:
        """The texts themselves: hashes only bring candidates together."""
        texts = np.empty(len(articles), object)
        texts[:] = [article.text for article in articles]
        return {"text": texts}

    def compare(
        self, left: Mapping[str, Column], right: Mapping[str, Column]
    ) -> Sequence[Verdict | None]:
        """Compare the texts."""
        return [
            Verdict("exact", {"jaccard": 1.0}) if one and one == two else None
            for one, two in zip(left["text"], right["text"], strict=True)
        ]


def _hash(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
