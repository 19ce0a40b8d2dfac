"""The deduplicator: blocking by signs of projections, decision by the cosine itself.

Source: Charikar, "Similarity Estimation Techniques from Rounding Algorithms", STOC 2002;
feature hashing: Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

from newsnorm import NormalizedArticle, Verdict
from newsnorm_projections import CosineOptions

Vectors = npt.NDArray[np.float32]
_SEED = 2002


class Cosine:
    """Articles whose vectors of hashed character n-grams have a cosine of at least a threshold."""

    def __init__(self, options: CosineOptions) -> None:
        self.options = options
        random = np.random.Generator(np.random.PCG64(_SEED))
        shape = (options.dimensions, options.bands * options.bits)
        self.planes = random.standard_normal(shape, np.float32)

    def keys(self, articles: Sequence[NormalizedArticle]) -> npt.NDArray[np.uint64]:
        """For each band, the sides of its planes on which the vector lies."""
        bands, bits = self.options.bands, self.options.bits
        # One article at a time: a matrix product may add up in another order in another batch.
        signs = np.array([vector @ self.planes > 0 for vector in self._vectors(articles)])
        weights = np.uint64(1) << np.arange(bits, dtype=np.uint64)
        keys: npt.NDArray[np.uint64] = np.zeros((len(articles), bands), np.uint64)
        keys[:] = (signs.reshape(-1, bands, bits) * weights).sum(axis=2)
        return keys

    def evidence(self, articles: Sequence[NormalizedArticle]) -> Mapping[str, Vectors]:
        """The vectors, of length one; an article without n-grams has a zero vector."""
        return {"vector": self._vectors(articles)}

    def compare(
        self, left: Mapping[str, Vectors], right: Mapping[str, Vectors]
    ) -> Sequence[Verdict | None]:
        """The cosine of each pair."""
        cosines = (left["vector"] * right["vector"]).sum(axis=1)
        return [
            Verdict("near", {"cosine": round(float(cosine), 4)})
            if cosine >= self.options.threshold
            else None
            for cosine in cosines
        ]

    def _vectors(self, articles: Sequence[NormalizedArticle]) -> Vectors:
        made = np.zeros((len(articles), self.options.dimensions), np.float32)
        for row, article in enumerate(articles):
            places = [crc32(gram) % self.options.dimensions for gram in self._grams(article.text)]
            if places:
                np.add.at(made[row], places, 1)
                made[row] /= np.linalg.norm(made[row])
        return made

    def _grams(self, text: str) -> list[bytes]:
        folded = " ".join(text.casefold().split()).encode("utf-8", "surrogatepass")
        size = self.options.size
        return [folded[at : at + size] for at in range(max(1, len(folded) - size + 1)) if folded]
