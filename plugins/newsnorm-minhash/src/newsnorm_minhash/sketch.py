"""The columns that the tiers make of a batch of articles, made once for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from newsnorm import NormalizedArticle, Ragged
from newsnorm_minhash.characters import table
from newsnorm_minhash.choice import compiled, count
from newsnorm_minhash.encoded import WORD, Encoded, encoded
from newsnorm_minhash.facts import KNOWN, facts, linked
from newsnorm_minhash.hashing import S32, Hashes, name_hash
from newsnorm_minhash.marks import hour, is_cut, version, whole
from newsnorm_minhash.memory import LastBatch, keep_freed
from newsnorm_minhash.screening import least
from newsnorm_minhash.sets import shingles
from newsnorm_minhash.spellings import spellings
from newsnorm_minhash.words import Words, split

CHARACTERS = 1 << 19
"""About so many are in work at once: few enough for a processor's cache."""


def _all_columns(articles: Sequence[NormalizedArticle]) -> dict[str, Any]:
    texts, data = encoded(articles)
    count(sum(map(len, texts)))
    if fast := compiled():
        return _sketches(fast, articles)
    keep_freed()
    parts = [
        _columns(articles[part], texts[part], data.some(part, _behind(part, len(texts))))
        for part in _parts(texts)
    ]
    made: dict[str, Any] = {}
    for name in ("shingles", "places", "facts", "fact_places", "titles"):
        rows = [part[name] for part in parts]
        lengths = [np.zeros(1, np.int64), *(row.offsets[1:] - row.offsets[:-1] for row in rows)]
        values = [np.empty(0, np.uint32), *(row.values for row in rows)]
        made[name] = Ragged(np.concatenate(values), np.cumsum(np.concatenate(lengths)))
    for name in ("words", "version", "cut", "hour"):
        made[name] = np.concatenate([np.empty(0, np.uint32), *(part[name] for part in parts)])
    made["least"] = least(made["shingles"])
    return made


VERSION = 6
"""Of keys and columns: another number whenever an article's become others."""

TITLE_WORD = 4
"""Characters of the shortest word of a title that counts: not "to", not "Inc"."""

columns = LastBatch(_all_columns)
"""Columns with a row an article.

- shingles, places: see `sets.shingles`
- least: see `screening.least`
- facts, fact_places: see `facts.facts`
- titles: sorted hashes of the title's longer words
- words: how many there are
- version, cut, hour: see `marks`
"""


def _parts(texts: Sequence[str]) -> Iterator[slice]:
    start = size = 0
    for end, length in enumerate(map(len, texts), start=1):
        size += length
        if size >= CHARACTERS or end == len(texts):
            yield slice(start, end)
            start, size = end, 0


def _behind(part: slice, count: int) -> slice:
    """The titles of some texts, which come behind all of these."""
    return slice(count + part.start, count + part.stop)


def names_of_empty(articles: Sequence[NormalizedArticle], shingles: Ragged) -> Hashes:
    """Hashes of the ids of articles without shingles, else 0.

    Where there is nothing to compare, keys of its own keep an article from meeting others.
    """
    own = np.zeros(len(articles), np.uint64)
    for row in np.flatnonzero(shingles.offsets[1:] == shingles.offsets[:-1]).tolist():
        own[row] = name_hash(articles[row].id)
    return own


def _sketches(fast: Any, articles: Sequence[NormalizedArticle]) -> dict[str, Any]:
    """All columns by compiled code."""
    texts, data = encoded(articles)
    lengths = [len(whole(text)) for text in texts]
    lengths += [len(article.title or "") for article in articles]
    marks = _marks(articles, texts, data)
    work = (
        data.words.view(np.uint8), data.edges[:-1] * WORD, data.sizes,
        np.array(lengths, np.int64), marks["hour"].astype(np.int64) // 24, *linked(articles),
    )  # fmt: skip
    tables = (spellings().arrays, KNOWN)
    made = fast.sketches(*work, *table(), *tables)
    if len(made[0]) < len(articles):
        titles = (article.title or "" for article in articles)
        made = fast.sketches(*work, *table("".join((*texts, *titles))), *tables)
    words, shingles, facts_of, titles = made
    return {
        "shingles": Ragged(shingles[0], shingles[2]),
        "places": Ragged(shingles[1], shingles[2]),
        "least": fast.least(shingles[0], shingles[2]),
        "facts": Ragged(facts_of[0], facts_of[2]),
        "fact_places": Ragged(facts_of[1], facts_of[2]),
        "titles": Ragged(*titles),
        "words": words,
        **marks,
    }


def _marks(
    articles: Sequence[NormalizedArticle], texts: Sequence[str], data: Encoded
) -> dict[str, Any]:
    cut = np.zeros(len(texts), np.uint32)
    for row in _open(texts, data):
        cut[row] = is_cut(texts[row])
    return {
        "version": np.array([version(article) for article in articles], np.uint32),
        "hour": np.array([hour(article) for article in articles], np.uint32),
        "cut": cut,
    }


def _open(texts: Sequence[str], data: Encoded) -> list[int]:
    """The few of some texts that may be cut, or end with a note: most end with a full stop."""
    found: list[int] = np.flatnonzero(~data.closed()[: len(texts)]).tolist()
    return found


def _columns(
    articles: Sequence[NormalizedArticle], texts: Sequence[str], data: Encoded
) -> dict[str, Any]:
    """All columns by numpy; of texts, which are encoded, and their titles behind them."""
    count = len(articles)
    marks = _marks(articles, texts, data)
    noted = {row: whole(texts[row]) for row in _open(texts, data)}
    if any(len(text) < len(texts[row]) for row, text in noted.items()):
        wholes = (noted.get(row, text) for row, text in enumerate(texts))
        data = Encoded.of([*wholes, *(article.title or "" for article in articles)])
    both = split(data, spellings())
    words = both.texts_only(count)
    values, places, offsets = shingles(words.hashes, words.edges)
    published = marks["hour"].astype(np.int64) // 24
    facts_of, fact_places, fact_offsets = facts(words, articles, published)
    return {
        "shingles": Ragged(values, offsets),
        "places": Ragged(places, offsets),
        "facts": Ragged(facts_of, fact_offsets),
        "fact_places": Ragged(fact_places, fact_offsets),
        "titles": _titles(both, count),
        "words": (words.edges[1:] - words.edges[:-1]).astype(np.uint32),
        **marks,
    }


def _titles(both: Words, count: int) -> Ragged:
    """Of texts and the titles behind them, the titles' sorted hashes of longer words."""
    first = both.edges[count]
    text = np.repeat(np.arange(count, dtype=np.uint64), np.diff(both.edges[count:]))
    longer = both.sizes(slice(first, None)) >= TITLE_WORD
    keys = np.sort(text[longer] << S32 | both.hashes[first:][longer] >> S32)
    keys = keys[np.append(keys[1:] != keys[:-1], True)[: len(keys)]]
    edges = np.arange(count + 1, dtype=np.uint64) << S32
    return Ragged(keys.astype(np.uint32), np.searchsorted(keys, edges))
