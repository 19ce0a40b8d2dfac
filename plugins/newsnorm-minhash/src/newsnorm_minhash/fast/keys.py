# mypy: ignore-errors
"""Keys of sketches: see `sets.minhash`, `sets.bands` and `contained.Contained.keys`."""

from __future__ import annotations

import numpy as np

from newsnorm_minhash import contained, screening, sets
from newsnorm_minhash.fast.numbers import FIRST, ONE, U, compiled, mix

VALUES = sets.VALUES
BIN = np.uint32(sets.BIN)
SAMPLE, ANCHORS, BINS = np.uint32(contained.SAMPLE), contained.ANCHORS, U(contained.BINS)
NOTHING = contained.NOTHING
LEAST, FILLING = screening.LEAST, screening.FILLING
TILE = 16
"""Texts whose keys are put into their columns at once: a line of the cache each, or two."""


@compiled
def put(tile, made, start, count):
    """Put the keys of some texts into their columns."""
    for row in range(len(tile)):
        for column in range(count):
            made[row, start + column] = tile[row, column]


@compiled
def bands(values, offsets, own, count, rows, probes):
    """A hash for each band of the MinHash values of sorted sets; of an empty set, its own.

    Returns:
        A row a set; in memory each band's column is in one piece, as it will be used.
    """
    made = np.empty((count, len(own)), np.uint64)
    tile = np.empty((count, TILE), np.uint64)
    whole = np.empty(count, np.uint64)
    least = np.empty(VALUES, np.uint32)
    filled = np.empty(VALUES, np.bool_)
    for text in range(len(own)):
        column = text % TILE
        if column == 0 and text > 0:
            put(tile, made, text - TILE, TILE)
        if offsets[text] == offsets[text + 1]:
            tile[:, column] = own[text]
            continue
        filled[:] = False
        for back in range(offsets[text + 1] - offsets[text]):
            value = values[offsets[text + 1] - 1 - back]  # the least of a bin comes last, and stays
            least[value >> BIN] = value
            filled[value >> BIN] = True
        for place in range(VALUES):
            if not filled[place]:
                for step in range(VALUES - 1):
                    lender = probes[place, step]
                    if filled[lender]:
                        least[place] = least[lender]
                        break
        # Row by row: then several bands are mixed by one instruction.
        whole[:] = U(count)
        for row in range(rows):
            for band in range(U(count)):
                whole[band] = whole[band] * FIRST + U(least[band * U(rows) + U(row)])
        for band in range(U(count)):
            whole[band] = mix(whole[band])
        tile[:, column] = whole
    if len(own):
        first = (len(own) - 1) // TILE * TILE
        put(tile, made, first, len(own) - first)
    return made.T


@compiled
def passages(values, places, offsets, words, own):
    """The least passages of each text in its bins, and what only its copies have in the others.

    Args:
        own: of texts without shingles, what to make keys of.

    Returns:
        A row a text; in memory each bin's column is in one piece.
    """
    texts = len(words)
    made = np.empty((np.int64(BINS), texts), np.uint64)
    tile = np.empty((np.int64(BINS), TILE), np.uint64)
    keys = np.empty(np.int64(BINS), np.uint64)
    longest = np.uint32(1)
    for text in range(texts):
        longest = max(longest, words[text])
    anchor_at = np.zeros(longest, np.uint64)  # above 0 where there is one, by one
    row = np.empty(longest + 1, np.uint64)
    for text in range(texts):
        column = text % TILE
        if column == 0 and text > 0:
            put(tile, made, text - TILE, TILE)
        length = words[text]
        anchor_at[:length] = 0
        filler = own[text]
        for place in range(offsets[text], offsets[text + 1]):
            value = values[place]
            filler += U(value) * U(value)
            # Without a branch: which shingle is an anchor, no processor foresees.
            anchor_at[places[place]] = (U(value) + ONE) * U(value % SAMPLE == 0)
        count = 0
        for place in range(length):
            row[count] = anchor_at[place] - ONE
            count += anchor_at[place] > 0
        keys[:] = NOTHING
        for first in range(count - ANCHORS + 1):
            whole = U(0)
            for step in range(ANCHORS):
                whole = (whole + row[first + step]) * FIRST
            whole = mix(whole)
            place = whole % BINS
            keys[place] = min(keys[place], whole)
        for place in range(len(keys)):
            key = keys[place]
            tile[place, column] = mix(filler * FIRST + U(place)) if key == NOTHING else key
    if texts:
        first = (texts - 1) // TILE * TILE
        put(tile, made, first, texts - first)
    return made.T


@compiled
def least(values, offsets):
    """See `screening.least`."""
    made = np.full((len(offsets) - 1, LEAST), FILLING)
    for text in range(len(offsets) - 1):
        first = offsets[text]
        for place in range(min(offsets[text + 1] - first, LEAST)):
            made[text, place] = values[first + place]
    return made
