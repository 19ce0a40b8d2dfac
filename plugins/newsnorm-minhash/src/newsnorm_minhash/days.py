"""Which days two articles speak of: each of its own, or both of one before.

A report of Tuesday's shelling and one of Wednesday's are made from one form and share what went
before; an update of Wednesday still speaks of the Tuesday, or of the Monday, on which it happened.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from newsnorm import Ragged
from newsnorm_minhash.facts import DATE, facts_of_days
from newsnorm_minhash.hashing import S32
from newsnorm_minhash.overlap import Overlap

Bools = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

OWN = 2
"""An article's own days: that of its publication, and the one before, of which it may tell when it
comes after midnight."""
RECENT = 6
"""An event of the last days: so many, up to the publication of the first report of it."""


def own_days(left: Any, right: Any, both: Overlap) -> tuple[Bools, Bools]:
    """Of each pair, whether each speaks of its own day and not of the other's; and whether both
    speak of a day shortly before.

    Args:
        left, right: the articles of each pair.
        both: what they share.
    """
    issued = [np.asarray(columns["hour"]).astype(np.int64) // 24 for columns in (left, right)]
    apart = np.zeros(len(issued[0]), bool)
    before = np.zeros(len(issued[0]), bool)
    differ = (issued[0] != issued[1]) & (np.minimum(*issued) > 0)
    rows = np.flatnonzero(differ & (both.lost[:, DATE] > 0) & (both.gained[:, DATE] > 0))
    if not len(rows):
        return apart, before
    days = [one[rows] for one in issued]
    facts = [columns["facts"].take(rows) for columns in (left, right)]
    alone = []
    for own, at in ((0, days[0]), (1, days[1])):
        wanted = facts_of_days(at[:, None] - np.arange(OWN))
        here, there = (_has(facts[side], wanted) for side in (own, 1 - own))
        alone.append((here & ~there).any(axis=1))
    apart[rows] = alone[0] & alone[1]
    wanted = facts_of_days(np.minimum(*days)[:, None] - np.arange(RECENT))
    before[rows] = (_has(facts[0], wanted) & _has(facts[1], wanted)).any(axis=1)
    return apart, before


def _has(facts: Ragged, wanted: npt.NDArray[np.uint32]) -> Bools:
    """Which of some facts [rows, facts] are in the rows."""
    lengths = facts.offsets[1:] - facts.offsets[:-1]
    rows = np.arange(len(lengths), dtype=np.uint64)
    keys = np.repeat(rows << S32, lengths) | facts.values
    sought = rows[:, None] << S32 | wanted
    at = np.searchsorted(keys, sought)
    found: Bools = np.append(keys, ~np.uint64(0))[at] == sought
    return found
