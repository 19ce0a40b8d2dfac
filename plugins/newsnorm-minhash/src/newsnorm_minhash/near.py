"""Near duplicates: articles whose sets of word shingles overlap.

Candidates are found by MinHash (Broder 1997) with banding (Leskovec, Rajaraman, Ullman,
"Mining of Massive Datasets", ch. 3); the decision is the exact Jaccard similarity of the sets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt
import regex

from newsnorm import NormalizedArticle, Verdict, without_accents
from newsnorm_minhash import NearOptions

Column = npt.NDArray[Any]
Hashes = npt.NDArray[np.uint64]

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++(?:'[\p{L}\p{M}]++)?+")
_SEED = 20261101


class Near:
    """Articles with Jaccard similarity of at least `threshold`.

    Where two texts are the same once each linked name is replaced by its entity, the relation is
    `respelled`; else it is `near`.
    """

    def __init__(self, options: NearOptions) -> None:
        self.options = options
        count = options.bands * options.rows
        random = np.random.Generator(np.random.PCG64(_SEED))
        # Odd multipliers permute the 64-bit integers (Dietzfelbinger et al. 1997).
        self.multipliers = random.integers(0, 2**63, count, np.uint64) * np.uint64(2) + np.uint64(1)
        self.offsets = random.integers(0, 2**63, count, np.uint64)

    def keys(self, articles: Sequence[NormalizedArticle]) -> Hashes:
        """One hash a band of the article's MinHash values."""
        bands, rows = self.options.bands, self.options.rows
        keys = np.empty((len(articles), bands), np.uint64)
        for index, article in enumerate(articles):
            shingles = self._shingles(_words(article.text))
            if not len(shingles):
                # Nothing to compare: keys of its own keep it from meeting others.
                shingles = np.array([_word_hash(f"\0{article.id}")], np.uint64)
            values = (shingles[:, None] * self.multipliers + self.offsets).min(axis=0)
            keys[index] = _fold(values.reshape(bands, rows))
        return keys

    def evidence(self, articles: Sequence[NormalizedArticle]) -> Mapping[str, Column]:
        """The sorted set of shingles, and a hash of the text with entities in place of names."""
        shingles = np.empty(len(articles), object)
        linked = np.empty(len(articles), np.uint64)
        for index, article in enumerate(articles):
            shingles[index] = self._shingles(_words(article.text))
            words = np.array([_word_hash(word) for word in _linked_words(article)], np.uint64)
            linked[index] = _fold(words[None, :])[0]
        return {"shingles": shingles, "linked": linked}

    def compare(
        self, left: Mapping[str, Column], right: Mapping[str, Column]
    ) -> Sequence[Verdict | None]:
        """Exact Jaccard similarity of the sets of shingles."""
        verdicts: list[Verdict | None] = []
        for one, two, linked_one, linked_two in zip(
            left["shingles"], right["shingles"], left["linked"], right["linked"], strict=True
        ):
            shared = len(np.intersect1d(one, two, assume_unique=True))
            union = len(one) + len(two) - shared
            jaccard = shared / union if union else 0.0
            if jaccard < self.options.threshold:
                verdicts.append(None)
                continue
            kind = "respelled" if linked_one == linked_two else "near"
            verdicts.append(Verdict(kind, {"jaccard": round(jaccard, 4)}))  # type: ignore[arg-type]
        return verdicts

    def _shingles(self, words: Sequence[str]) -> Hashes:
        """The sorted set of hashes of `shingle` words in a row; a shorter text is one shingle."""
        if not words:
            return np.empty(0, np.uint64)
        hashes = np.array([_word_hash(word) for word in words], np.uint64)
        size = min(self.options.shingle, len(hashes))
        return np.unique(_fold(np.lib.stride_tricks.sliding_window_view(hashes, size)))


def _words(text: str) -> list[str]:
    """Words without case and accents."""
    return _WORD.findall(without_accents(text).casefold())


def _linked_words(article: NormalizedArticle) -> list[str]:
    """Words, with the entity's id in the place of each name that was linked."""
    words: list[str] = []
    position = 0
    for mention in article.mentions:
        if mention.field == "text" and mention.start >= position:
            words += (*_words(article.text[position : mention.start]), mention.entity)
            position = mention.end
    return words + _words(article.text[position:])


@lru_cache(maxsize=1 << 17)
def _word_hash(word: str) -> int:
    digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def _fold(rows: Hashes) -> Hashes:
    """One hash a row of hashes, in which order counts (multiply and xor-shift, splitmix64's)."""
    folded = np.full(len(rows), 0x9E3779B97F4A7C15, np.uint64)
    for column in rows.T:
        folded = (folded ^ column) * np.uint64(0xBF58476D1CE4E5B9)
        folded ^= folded >> np.uint64(31)
    return folded
