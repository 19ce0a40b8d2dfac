"""The columns that the tiers make of a batch of articles, made once for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from newsnorm import NormalizedArticle, Ragged
from newsnorm_minhash.choice import count
from newsnorm_minhash.facts import facts
from newsnorm_minhash.hashing import S32
from newsnorm_minhash.marks import hour, is_cut, version, whole
from newsnorm_minhash.memory import LastBatch
from newsnorm_minhash.sets import shingles
from newsnorm_minhash.spellings import spellings
from newsnorm_minhash.words import Words, split

CHARACTERS = 1 << 17
"""About so many are in work at once: few enough for a processor's cache."""


def _all_columns(articles: Sequence[NormalizedArticle]) -> dict[str, Any]:
    count(sum(len(article.text) for article in articles))
    parts = [_columns(part) for part in _parts(articles)]
    made: dict[str, Any] = {}
    for name in ("shingles", "places", "facts", "fact_places", "titles"):
        rows = [part[name] for part in parts]
        lengths = [np.zeros(1, np.int64), *(row.offsets[1:] - row.offsets[:-1] for row in rows)]
        values = [np.empty(0, np.uint32), *(row.values for row in rows)]
        made[name] = Ragged(np.concatenate(values), np.cumsum(np.concatenate(lengths)))
    for name in ("words", "version", "cut", "hour"):
        made[name] = np.concatenate([np.empty(0, np.uint32), *(part[name] for part in parts)])
    return made


VERSION = 1
"""Of keys and columns: another number whenever an article's become others."""

TITLE_WORD = 4
"""Characters of the shortest word of a title that counts: not "to", not "Inc"."""

columns = LastBatch(_all_columns)
"""Columns with a row an article.

- shingles, places: see `sets.shingles`
- facts, fact_places: see `facts.facts`
- titles: sorted hashes of the title's longer words
- words: how many there are
- version, cut, hour: see `marks`
"""


def _parts(articles: Sequence[NormalizedArticle]) -> list[Sequence[NormalizedArticle]]:
    parts, start, size = [], 0, 0
    for end, article in enumerate(articles, start=1):
        size += len(article.text)
        if size >= CHARACTERS or end == len(articles):
            parts.append(articles[start:end])
            start, size = end, 0
    return parts


def _columns(articles: Sequence[NormalizedArticle]) -> dict[str, Any]:
    count = len(articles)
    texts = [whole(article.text) for article in articles]
    both = split([*texts, *(article.title or "" for article in articles)], spellings())
    words = both.texts_only(count)
    values, places, offsets = shingles(words.hashes, words.edges)
    hours = np.array([hour(article) for article in articles], np.uint32)
    facts_of, fact_places, fact_offsets = facts(words, articles, hours.astype(np.int64) // 24)
    return {
        "shingles": Ragged(values, offsets),
        "places": Ragged(places, offsets),
        "facts": Ragged(facts_of, fact_offsets),
        "fact_places": Ragged(fact_places, fact_offsets),
        "titles": _titles(both, count),
        "words": (words.edges[1:] - words.edges[:-1]).astype(np.uint32),
        "version": np.array([version(article) for article in articles], np.uint32),
        "hour": hours,
        "cut": np.array([is_cut(article.text) for article in articles], np.uint32),
    }


def _titles(both: Words, count: int) -> Ragged:
    """Of texts and the titles behind them, the titles' sorted hashes of longer words."""
    first = both.edges[count]
    text = np.repeat(np.arange(count, dtype=np.uint64), np.diff(both.edges[count:]))
    longer = both.ends[first:] - both.starts[first:] >= TITLE_WORD
    keys = np.sort(text[longer] << S32 | both.hashes[first:][longer] >> S32)
    keys = keys[np.append(keys[1:] != keys[:-1], True)[: len(keys)]]
    edges = np.arange(count + 1, dtype=np.uint64) << S32
    return Ragged(keys.astype(np.uint32), np.searchsorted(keys, edges))
