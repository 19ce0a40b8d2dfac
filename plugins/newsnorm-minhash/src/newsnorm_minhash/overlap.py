"""What two articles share: for many pairs at once, counts of words and facts.

The articles are columns of sketches, the left and the right of each pair in one row.
Nothing here judges; `newsnorm_minhash.decision` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from newsnorm import Ragged
from newsnorm_minhash.choice import compiled
from newsnorm_minhash.facts import DATE, NAME
from newsnorm_minhash.hashing import S32, in_order
from newsnorm_minhash.sets import SHINGLE

Counts = npt.NDArray[np.int64]

LEAD = 20
"""Words, and shingles, at the beginning of an article that are its lead."""
APART = 8
"""So many words further on in another article, a lead stands within it, not at its beginning."""
AT_ONCE = 256
"""Pairs that are in work at once."""
SLOT = 10
"""Words of a gap in which one thing stands for another."""


@dataclass(frozen=True, slots=True, eq=False)
class Overlap:
    """Counts for each pair.

    Args:
        left, right: distinct shingles of each article.
        shared: shingles of both.
        left_words, right_words: how many words each has.
        passage: words of the longest passage that both have.
        left_gap, right_gap: words of the longest stretch of one that the other does not have,
            between two that it has, or before the first or behind the last.
        left_lead, right_lead: of the first shingles of an article, those the other has, not `APART`
            words or more further on.
        kept, lost, gained: facts by kind [pairs, kinds]: of both, of the left, of the right alone.
        slots: lost figures and dates that stand in a short gap, where the other has a gap too.
        restated: lost dates that stand in words that both have: "on Monday that" in each, which the
            days of publication make two Mondays.
        lead_kept, lead_lost, lead_gained: names in the left lead that are anywhere in the right
            article, or are not; names in the right lead that are not in the left article.
        titles: how many words the shorter title has; 0 where one has none.
        title: words of both titles.
    """

    left: Counts
    right: Counts
    shared: Counts
    left_words: Counts
    right_words: Counts
    passage: Counts
    left_gap: Counts
    right_gap: Counts
    left_lead: Counts
    right_lead: Counts
    kept: Counts
    lost: Counts
    gained: Counts
    slots: Counts
    restated: Counts
    lead_kept: Counts
    lead_lost: Counts
    lead_gained: Counts
    titles: Counts
    title: Counts


def overlap(left: Any, right: Any, *, similar: float = 0.0, inside: float = 0.0) -> Overlap:
    """Compare the aligned rows of two sets of columns.

    Args:
        left, right: the articles of each pair.
        similar, inside: pairs of a lesser Jaccard similarity, of which neither has such a share of
            its shingles in the other, are of no interest: of these only the shingles must be right.
    """
    words = [np.asarray(columns["words"]).astype(np.int64) for columns in (left, right)]
    sizes = [_lengths(columns["shingles"]) for columns in (left, right)]
    if fast := compiled():
        counts = fast.overlap(
            *_arrays(left["shingles"]), left["places"].values,
            *_arrays(left["facts"]), left["fact_places"].values, words[0],
            *_arrays(right["shingles"]), right["places"].values, *_arrays(right["facts"]),
            right["fact_places"].values, words[1], similar, inside,
        )  # fmt: skip
        return _of(*sizes, counts[0], *words, *counts[1:], *_titles(left, right))
    # Some pairs at a time: few enough for a processor's cache.
    counts = [
        _counts(_slice(left, at), _slice(right, at))
        for at in range(0, max(len(words[0]), 1), AT_ONCE)
    ]
    return _of(*sizes, *map(np.concatenate, zip(*counts, strict=True)))


def _slice(columns: Any, start: int) -> dict[str, Any]:
    """The rows of some pairs."""
    made: dict[str, Any] = {"words": columns["words"][start : start + AT_ONCE]}
    for name in ("shingles", "places", "facts", "fact_places", "titles"):
        offsets = columns[name].offsets[start : start + AT_ONCE + 1]
        values = columns[name].values[offsets[0] : offsets[-1]]
        made[name] = Ragged(values, offsets - offsets[0])
    return made


def _counts(left: Any, right: Any) -> tuple[Counts, ...]:
    """All but the sizes, of some pairs."""
    words = [np.asarray(columns["words"]).astype(np.int64) for columns in (left, right)]
    count = len(left["words"])
    ones, others = _shared(left["shingles"], right["shingles"])
    pair = np.repeat(np.arange(count), _lengths(left["shingles"]))[ones]
    one = pair.astype(np.uint64) << S32 | left["places"].values[ones]
    ordered = in_order(one, right["places"].values[others].astype(np.uint64))
    one, other = (side.astype(np.int64) for side in ordered)
    pair, one = one >> 32, one & 0xFFFFFFFF
    edges = np.searchsorted(pair, np.arange(count + 1))
    shared = edges[1:] - edges[:-1]
    first, last = edges[:-1][shared > 0], edges[1:][shared > 0] - 1

    # Between neighbours in the left text: a passage goes on, or there is a gap in one or both.
    within = pair[1:] == pair[:-1]
    ahead, beyond = one[1:] - one[:-1], other[1:] - other[:-1]
    goes_on = within & (ahead == beyond) & (ahead <= SHINGLE)
    breaks = np.flatnonzero(~goes_on)
    begin = np.concatenate(([0], breaks + 1))[: len(one)]
    end = np.append(breaks, len(one) - 1)[: len(one)]
    passage = np.zeros(count, np.int64)
    np.maximum.at(passage, pair[begin], one[end] - one[begin] + SHINGLE)

    gaps = []
    for places, steps, total in ((one, ahead, words[0]), (other, beyond, words[1])):
        gap = np.where(shared > 0, 0, total)
        np.maximum.at(gap, pair[1:][within], (steps - SHINGLE)[within])
        gap[shared > 0] = np.maximum.reduce(
            [
                gap[shared > 0],
                places[first],
                total[shared > 0] - np.minimum(places[last] + SHINGLE, total[shared > 0]),
            ]
        )
        gaps.append(gap)

    leads = [
        np.bincount(pair[(mine < LEAD) & (its < mine + APART)], minlength=count)
        for mine, its in ((one, other), (other, one))
    ]

    facts = _facts(left, right, pair, one, ahead, beyond, within)
    return (shared, *words, passage, *gaps, *leads, *facts, *_titles(left, right))


def _of(*counts: Counts) -> Overlap:
    return Overlap(*counts)


def _arrays(rows: Ragged) -> tuple[Any, Counts]:
    return rows.values, rows.offsets


def _lengths(rows: Ragged) -> Counts:
    return rows.offsets[1:] - rows.offsets[:-1]


def _keys(rows: Ragged) -> npt.NDArray[np.uint64]:
    """Values that tell rows apart: the row's number above the value; sorted, as the rows are."""
    number = np.repeat(np.arange(len(rows), dtype=np.uint64), _lengths(rows))
    return number << np.uint64(32) | rows.values


def _shared(left: Ragged, right: Ragged) -> tuple[Counts, Counts]:
    """Where among the values of each are those that the other has in the same row."""
    both = np.concatenate((_keys(left), _keys(right)))
    both, places = in_order(both, np.arange(len(both), dtype=np.uint64))
    at = np.flatnonzero(both[1:] == both[:-1])
    ones: Counts = places[at].view(np.int64)
    others: Counts = places[at + 1].view(np.int64) - len(left.values)
    return ones, others


def _facts(
    left: Any, right: Any, pair: Counts, one: Counts, ahead: Counts, beyond: Counts, within: Any
) -> list[Counts]:
    """Facts kept, lost and gained, those in slots or restated, and names of the leads."""
    count = len(left["words"])
    ones, others = _shared(left["facts"], right["facts"])
    kinds = []
    for columns, hits in ((left, ones), (right, others)):
        row = np.repeat(np.arange(count), _lengths(columns["facts"]))
        kind = (columns["facts"].values >> np.uint32(30)).astype(np.int64)
        alone = np.ones(len(row), bool)
        alone[hits] = False
        kinds.append((row, kind, alone))
    row, kind, alone = kinds[0]
    cells = [row[~alone] * 4 + kind[~alone], row[alone] * 4 + kind[alone]]
    cells.append(kinds[1][0][kinds[1][2]] * 4 + kinds[1][1][kinds[1][2]])
    counts = [np.bincount(cell, minlength=count * 4).reshape(count, 4) for cell in cells]

    lost = alone & (kind <= DATE)
    row_of, place = row[lost], left["fact_places"].values[lost].astype(np.int64)
    shared = pair << 32 | one
    behind = np.searchsorted(shared, row_of << 32 | place, side="right")
    slots = np.zeros(count, np.int64)
    # The shingle that has the word and the one on either side: of "May 9" the day too.
    date = kind[lost] == DATE
    around = np.minimum(place - 1, left["words"][row_of].astype(np.int64) - SHINGLE)[date]
    around = row_of[date] << 32 | np.maximum(around, 0)
    there = np.searchsorted(shared, around, side="right") > np.searchsorted(shared, around)
    restated = np.bincount(row_of[date][there], minlength=count)
    inside = (behind > 0) & (behind < len(one))
    before = behind[inside] - 1
    short = np.maximum(ahead[before], np.abs(beyond[before])) - SHINGLE <= SLOT
    in_slot = within[before] & short & (beyond[before] > SHINGLE)
    np.add.at(slots, row_of[inside][in_slot], 1)
    in_lead = [
        (columns["fact_places"].values < LEAD) & (kind == NAME)
        for columns, (_, kind, _) in ((left, kinds[0]), (right, kinds[1]))
    ]
    leads = [
        np.bincount(row[in_lead[0] & ~alone], minlength=count),
        np.bincount(row[in_lead[0] & alone], minlength=count),
        np.bincount(kinds[1][0][in_lead[1] & kinds[1][2]], minlength=count),
    ]
    return [*counts, slots, restated, *leads]


def _titles(left: Any, right: Any) -> tuple[Counts, Counts]:
    """Words of the shorter title, and of both."""
    shorter = np.minimum(_lengths(left["titles"]), _lengths(right["titles"]))
    row = np.repeat(np.arange(len(shorter)), _lengths(left["titles"]))
    ones, _ = _shared(left["titles"], right["titles"])
    return shorter, np.bincount(row[ones], minlength=len(shorter))
