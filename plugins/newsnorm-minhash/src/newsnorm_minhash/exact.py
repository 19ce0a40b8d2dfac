"""Exact duplicates: articles whose cleaned texts are the same.

The title counts where the text is but a few words, a placeholder; and two of these that came days
apart are two pieces of news, under whatever title. Line ends count as spaces. Nor
does a last line count that is no sentence, or a first one: a desk's sign-off ("jr/dt"), a place
alone; such things stay where no rule of cleaning knows them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from newsnorm import NormalizedArticle, Verdict
from newsnorm_minhash.choice import compiled
from newsnorm_minhash.encoded import Encoded, digests, encoded
from newsnorm_minhash.marks import LATE, TOLD, hour
from newsnorm_minhash.memory import LastBatch

Column = npt.NDArray[Any]


SIGN_OFF = 40
"""Characters of the longest line that is left out."""
BODY = 200
"""Characters of the shortest text that has such lines."""

VERSION = 3
"""Of digests: another number whenever an article's becomes another."""

FEW = 100
"""Characters of the shortest text that is an article without its title."""

_SENTENCE = re.compile(r"[.!?][\"')\]]*\s*\Z")


class Exact:
    """Articles with one cleaned text; an empty one has no copies."""

    made_with: Mapping[str, int] = {"digests": VERSION}

    def __init__(self) -> None:
        self.digests = LastBatch(_digests)

    def keys(self, articles: Sequence[NormalizedArticle]) -> npt.NDArray[np.uint64]:
        """Half of the text's digest."""
        return self.digests(articles)[:, :1]

    def evidence(self, articles: Sequence[NormalizedArticle]) -> Mapping[str, Column]:
        """A digest of 128 bits, of which two texts share one by no chance worth the name.

        With the hour of publication, where the title is the article.
        """
        hours = [
            hour(article) if len(text) < FEW and _is_flash(text, article) else 0
            for text, article in zip(encoded(articles)[0], articles, strict=True)
        ]
        return {"digest": self.digests(articles), "hour": np.array(hours, np.int64)}

    def compare(
        self, left: Mapping[str, Column], right: Mapping[str, Column]
    ) -> Sequence[Verdict | None]:
        """Compare the digests, and the hours where they count."""
        same = (left["digest"] == right["digest"]).all(axis=1)
        known = np.minimum(left["hour"], right["hour"]) > 0
        same &= ~known | (np.abs(left["hour"] - right["hour"]) <= LATE)
        return [Verdict("exact", {"jaccard": 1.0}) if equal else None for equal in same]


def _digests(articles: Sequence[NormalizedArticle]) -> npt.NDArray[np.uint64]:
    """Two integers an article; one without a text has those of its id, and no copies."""
    texts, data = encoded(articles)
    fast = compiled()
    work = fast.digests if fast else digests
    made: npt.NDArray[np.uint64] = work(data.words, data.edges, data.sizes, len(texts))
    others = {}
    for row, (text, closed) in enumerate(zip(texts, data.closed().tolist(), strict=False)):
        content = _core(text, closed) if len(text) >= FEW else _content(text, articles[row])
        if content is not text:
            others[row] = content
    if others:
        data = Encoded.of([*others.values()])
        made[[*others]] = work(data.words, data.edges, data.sizes, len(others))
    return made


def _content(text: str, article: NormalizedArticle) -> str:
    """What says what a short text does."""
    return f"{text}\0{article.title}" if text else f"\0{article.id}"


def _is_flash(text: str, article: NormalizedArticle) -> bool:
    """Whether the title says what there is, over a short text: a placeholder."""
    return bool(article.title) and len(text.split()) < TOLD


def _core(text: str, closed: bool) -> str:
    """The text without short lines at its head and end; with the last one if it ends in a stop."""
    if not closed:
        end = text.rfind("\n", max(0, len(text) - SIGN_OFF - 1))
        if end >= BODY and not _SENTENCE.search(text, end):
            text = text[:end]
    start = text.find("\n", 0, SIGN_OFF + 1) + 1
    if start and len(text) - start >= BODY and not _SENTENCE.search(text[:start]):
        text = text[start:]
    return text
