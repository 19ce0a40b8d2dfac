"""Near duplicates: articles whose sets of word shingles overlap.

Candidates are found by MinHash (Broder 1997) with banding (Leskovec, Rajaraman, Ullman,
"Mining of Massive Datasets", ch. 3); the decision is the exact Jaccard similarity of the sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt
import regex

from newsnorm import NormalizedArticle, Ragged, Verdict, without_accents
from newsnorm_minhash import NearOptions

Column = npt.NDArray[Any] | Ragged
Hashes = npt.NDArray[np.uint64]

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++(?:'[\p{L}\p{M}]++)?+")
_FIGURE = regex.compile(r"\p{N}++(?:[.,:]\p{N}++)*+")
_SEED = 20261101


class Near:
    """Articles whose shingles have a Jaccard similarity of at least `threshold`.

    Reports made from one template (market closes, earthquakes) are that similar too, and differ in
    their figures: where these do not agree, the relation is `related`, and no cluster is made.
    Where two texts are the same once each linked name is replaced by its entity, it is `respelled`;
    else `near`.
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
                shingles = _hashes([f"\0{article.id}"])
            values = (self.multipliers[:, None] * shingles + self.offsets[:, None]).min(axis=1)
            keys[index] = _fold(values.reshape(bands, rows))
        return keys

    def evidence(self, articles: Sequence[NormalizedArticle]) -> Mapping[str, Column]:
        """The sets of shingles and figures, and a hash of the text with entities for names."""
        shingles: list[Hashes] = []
        figures: list[Hashes] = []
        linked = np.empty(len(articles), np.uint64)
        for index, article in enumerate(articles):
            plain = _words(article.text)
            shingles.append(self._shingles(plain))
            figures.append(np.unique(_hashes(set(_FIGURE.findall(article.text)))))
            linked[index] = _digest(" ".join(_linked_words(article)))
        return {"shingles": Ragged.of(shingles), "figures": Ragged.of(figures), "linked": linked}

    def compare(
        self, left: Mapping[str, Column], right: Mapping[str, Column]
    ) -> Sequence[Verdict | None]:
        """Exact Jaccard similarity of the sets of shingles, and of figures."""
        verdicts: list[Verdict | None] = []
        for index in range(len(left["linked"])):
            one, two = left["shingles"][index], right["shingles"][index]
            jaccard = _jaccard(one, two) if len(one) and len(two) else 0.0
            if jaccard < self.options.threshold:
                verdicts.append(None)
                continue
            figures = _jaccard(left["figures"][index], right["figures"][index])
            evidence = {"jaccard": round(jaccard, 4), "figures": round(figures, 4)}
            if figures < self.options.figures:
                verdicts.append(Verdict("related", evidence))
            elif left["linked"][index] == right["linked"][index]:
                verdicts.append(Verdict("respelled", evidence))
            else:
                verdicts.append(Verdict("near", evidence))
        return verdicts

    def _shingles(self, words: Sequence[str]) -> Hashes:
        """The sorted set of hashes of `shingle` words in a row; a shorter text is one shingle."""
        if not words:
            return np.empty(0, np.uint64)
        hashes = _hashes(words)
        size = min(self.options.shingle, len(hashes))
        return np.unique(_fold(np.lib.stride_tricks.sliding_window_view(hashes, size)))


def _jaccard(one: Hashes, two: Hashes) -> float:
    """Jaccard similarity of two sorted sets; two empty ones agree."""
    shared = len(np.intersect1d(one, two, assume_unique=True))
    union = len(one) + len(two) - shared
    return shared / union if union else 1.0


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


def _hashes(words: Iterable[str]) -> Hashes:
    return np.array([_word_hash(word) for word in words], np.uint64)


def _digest(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


_word_hash = lru_cache(maxsize=1 << 17)(_digest)
"""The same for words, which come again and again."""


def _fold(rows: Hashes) -> Hashes:
    """One hash a row of hashes, in which order counts (multiply and xor-shift, splitmix64's)."""
    folded = np.full(len(rows), 0x9E3779B97F4A7C15, np.uint64)
    for column in rows.T:
        folded = (folded ^ column) * np.uint64(0xBF58476D1CE4E5B9)
        folded ^= folded >> np.uint64(31)
    return folded
