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
        """Half of the text's digest."""
        return self._digests(articles)[:, :1]

    def evidence(self, articles: Sequence[NormalizedArticle]) -> Mapping[str, Column]:
        """A digest of 128 bits: two texts share one by a chance of 1 in 10^38."""
        return {"digest": self._digests(articles)}

    def compare(
        self, left: Mapping[str, Column], right: Mapping[str, Column]
    ) -> Sequence[Verdict | None]:
        """Compare the digests."""
        same = (left["digest"] == right["digest"]).all(axis=1)
        return [Verdict("exact", {"jaccard": 1.0}) if equal else None for equal in same]

    def _digests(self, articles: Sequence[NormalizedArticle]) -> npt.NDArray[np.uint64]:
        """Two integers an article; one without a text has those of its id, and no copies."""
        texts = (article.text or f"\0{article.id}" for article in articles)
        data = b"".join(
            blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
            for text in texts
        )
        return np.frombuffer(data, "<u8").reshape(-1, 2).astype(np.uint64)
