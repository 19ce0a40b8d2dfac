"""Near duplicates: articles whose sets of shingles are similar, and that tell one story.

Candidates are found by MinHash (Broder 1997) with banding (Leskovec, Rajaraman, Ullman,
"Mining of Massive Datasets", ch. 3); what they are is decided on the sets themselves and on the
facts of both articles, see `newsnorm_minhash.decision`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsnorm import NormalizedArticle
from newsnorm_minhash import NearOptions
from newsnorm_minhash.choice import compiled
from newsnorm_minhash.decision import Compared, Relation
from newsnorm_minhash.hashing import Hashes
from newsnorm_minhash.sets import PROBES, bands, minhash
from newsnorm_minhash.sketch import columns, names_of_empty

KINDS: frozenset[Relation] = frozenset(
    {"exact", "respelled", "near", "truncated", "updated", "contains", "related"}
)


AT_ONCE = 256
"""Articles that numpy works on at once: few enough for a processor's cache."""


class Near(Compared):
    """The same story: respelled, edited, cut, updated; or alike and about another event."""

    def __init__(self, options: NearOptions) -> None:
        super().__init__(options, KINDS)
        self.bands, self.rows = options.bands, options.rows

    def keys(self, articles: Sequence[NormalizedArticle]) -> Hashes:
        """One hash a band of the article's MinHash values."""
        shingles = columns(articles)["shingles"]
        own = names_of_empty(articles, shingles)
        if fast := compiled():
            made: Hashes = fast.bands(
                shingles.values, shingles.offsets, own, self.bands, self.rows, PROBES
            )
            return made
        keys = np.empty((self.bands, len(own)), np.uint64).T  # a column of keys in one piece
        for start in range(0, len(own), AT_ONCE):
            offsets = shingles.offsets[start : start + AT_ONCE + 1]
            values, there = minhash(shingles.values[offsets[0] : offsets[-1]], offsets - offsets[0])
            part = keys[start : start + AT_ONCE]
            part[:] = bands(values, self.bands, self.rows)
            part[~there] = own[start : start + AT_ONCE][~there, None]
        return keys
