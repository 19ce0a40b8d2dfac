"""Articles that lie in others: cut ones, briefs, stories in a round-up.

A brief of a tenth of an article shares next to no MinHash values with it. Keys are here passages:
of the shingles one in a few is an anchor, whatever the article, and so many anchors in a row are a
key (as winnowing does: Schleimer, Wilkerson and Aiken 2003). A single shingle would be a key too,
but half of the articles share one with many others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from newsnorm import NormalizedArticle, Ragged
from newsnorm_minhash import StoryOptions
from newsnorm_minhash.choice import compiled
from newsnorm_minhash.decision import Compared, Relation
from newsnorm_minhash.hashing import FIRST, Hashes, in_order, mix
from newsnorm_minhash.sets import Keys
from newsnorm_minhash.sketch import columns, names_of_empty

KINDS: frozenset[Relation] = frozenset(
    {"exact", "respelled", "near", "truncated", "updated", "contains"}
)
"""Two articles with a passage in common may be two events, which is no news: not "related"."""

BINS = 32
"""An article has so many keys at most; a power of two."""
SAMPLE = 3
"""One shingle of so many is an anchor."""
SAMPLE_INVERSE = np.uint32(pow(SAMPLE, -1, 1 << 32))
SAMPLE_MOST = np.uint32((2**32 - 1) // SAMPLE)
"""A number is a multiple of an odd one if times its inverse, modulo 2^32, it is no more than this:
to multiply takes a third of dividing."""
AT_ONCE = 256
"""Articles that numpy works on at once: few enough for a processor's cache."""
ANCHORS = 5
"""Anchors of a key: some fifteen words together."""


NOTHING = np.uint64(2**64 - 1)
"""In place of a key that no passage has."""


class Contained(Compared):
    """One article in another, at its beginning or inside."""

    def __init__(self, options: StoryOptions) -> None:
        super().__init__(options, KINDS)

    def keys(self, articles: Sequence[NormalizedArticle]) -> Hashes:
        """A sample of the article's passages; in place of the rest, what only its copies have."""
        made = columns(articles)
        shingles = made["shingles"]
        own = names_of_empty(articles, shingles)
        if fast := compiled():
            keys: Hashes = fast.passages(
                shingles.values, made["places"].values, shingles.offsets, made["words"], own
            )
            return keys
        keys = np.empty((BINS, len(own)), np.uint64).T  # a column of keys in one piece
        for start in range(0, len(own), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            offsets = shingles.offsets[start : start + AT_ONCE + 1]
            values = shingles.values[offsets[0] : offsets[-1]]
            places = made["places"].values[offsets[0] : offsets[-1]]
            keys[part] = _keys(
                Ragged(values, offsets - offsets[0]), places, made["words"][part], own[part]
            )
        return keys


def _keys(shingles: Ragged, places: Keys, words: Keys, own: Hashes) -> Hashes:
    """Keys of some texts; `own` has what to add for those without shingles."""
    keys = _passages(shingles, places, words)
    there = np.flatnonzero(shingles.offsets[1:] > shingles.offsets[:-1])
    squares = np.square(shingles.values, dtype=np.uint64)
    own = own.copy()
    own[there] += np.add.reduceat(squares, shingles.offsets[there])
    filler: Any = own[:, None] * FIRST + np.arange(BINS, dtype=np.uint64)
    return np.where(keys == NOTHING, mix(filler), keys)


def _passages(shingles: Ragged, places: Keys, words: Keys) -> Hashes:
    """A sample of the passages between anchors, in bins; NOTHING where there is none.

    Of passages with one bin the least stays: the same one in every article that has it.
    """
    keys = np.full((len(words), BINS), NOTHING, np.uint64)
    chosen = np.flatnonzero(shingles.values * SAMPLE_INVERSE <= SAMPLE_MOST)
    longest = np.uint64(words.max(initial=1))
    anchors = np.diff(np.searchsorted(chosen, shingles.offsets))
    article_of = np.repeat(np.arange(len(words), dtype=np.uint64), anchors)
    where, values = in_order(
        article_of * longest + places[chosen],
        shingles.values[chosen].astype(np.uint64),
    )
    article = (where // longest).astype(np.int64)
    rows = max(len(values) - ANCHORS + 1, 0)
    passages = np.zeros(rows, np.uint64)
    for step in range(ANCHORS):
        passages += values[step : step + rows]
        passages *= FIRST
    mix(passages)
    whole = article[:rows] == article[ANCHORS - 1 :]
    article, passages = article[:rows][whole], passages[whole]
    bins = (passages & np.uint64(BINS - 1)).view(np.int64)
    np.minimum.at(keys.reshape(-1), article * BINS + bins, passages)
    return keys
