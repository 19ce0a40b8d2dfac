# mypy: ignore-errors
"""Sketches of a batch of texts, each from its characters to its columns: see `sketch`."""

from __future__ import annotations

import numpy as np

from newsnorm_minhash import facts, sets, sketch
from newsnorm_minhash.fast.numbers import (
    BUCKETS,
    FIRST,
    LOW32,
    S32,
    S34,
    SECOND,
    THIRD,
    U,
    compiled,
    sort,
)
from newsnorm_minhash.fast.reading import ROOM, cells_of, fold, leave_out, words_of
from newsnorm_minhash.fast.telling import facts_of

SHINGLE = sets.SHINGLE
TITLE_WORD = sketch.TITLE_WORD
ENTITY = U(facts.ENTITY << 62)


@compiled
def grown(array, size):
    """The array, or a longer copy with room for so many."""
    if size <= len(array):
        return array
    longer = np.empty(max(size, 2 * len(array)), array.dtype)
    longer[: len(array)] = array
    return longer


@compiled
def shingles_of(hashes, count, both):
    """See `sets.shingles`: each with its place in one number.

    Returns:
        How many there are, of which some may be equal.
    """
    if 0 < count < SHINGLE:
        whole = hashes[0] * FIRST
        if count == 2:
            whole += hashes[1] * SECOND
        both[0] = whole & ~LOW32
        return 1
    for row in range(count - SHINGLE + 1):
        whole = hashes[row] * FIRST + hashes[row + 1] * SECOND + hashes[row + 2] * THIRD
        both[row] = (whole & ~LOW32) | U(row)
    return max(count - SHINGLE + 1, 0)


@compiled
def distinct(both, count, keys, places, size):
    """Put sorted keys with their places behind those there are, each key once.

    Returns:
        How many there are now.
    """
    before = U(0)
    for row in range(count):
        value = both[row]
        if row == 0 or value >> S32 != before:
            before = value >> S32
            keys[size] = before
            places[size] = value & LOW32
            size += 1
    return size


@compiled
def entities_of(both, number, starts, count, moved, origin, begins, values, first, last):
    """See `facts._entities`; put behind the facts there are.

    Returns:
        How many facts there are now.
    """
    word = 0
    for at in range(first, last):
        if at > first and begins[at] < begins[at - 1]:
            word = 0
        while word < count:
            begin = origin[starts[word]] if moved else starts[word]
            if begin >= begins[at]:
                break
            word += 1
        both[number] = ENTITY | (values[at] >> S34 << S32) | U(min(word, count - 1))
        number += 1
    return number


@compiled
def sketches(
    data, begins, bytes_of, characters, issued,
    linked_at, linked_begins, linked, table, written_at, written,
    spellings, known_facts,
):  # fmt: skip
    """The columns of texts, and of as many titles behind them.

    Args:
        data: all in UTF-8.
        begins, bytes_of: where each begins, and how many bytes it has.
        characters: how many of its characters count.
        issued: the day of each text's publication, or 0.
        linked_at: where each text's linked names begin in the next two, and where the last end.
        linked_begins: at which characters.
        linked: hashes of their entities.
        table, written_at, written: see `characters.Table`.
        spellings: see `spellings.Spellings.arrays`.
        known_facts: see `facts.KNOWN`.

    Returns:
        Words of each text; then keys, places and where each text's begin, of shingles and of facts;
        then keys of titles and where each one's begin. Nothing has a length if the table does not
        have a character.
    """
    first_word, second_word, single, sizes, at_of, known, keys_of = spellings
    known_hashes, known_codes, slots, digits, sounds = known_facts
    texts = len(issued)
    longest = np.int64(1)
    for text in range(2 * texts):
        longest = max(longest, np.int64(characters[text]))
    expansion = np.int64(1)
    for row in range(len(written_at) - 1):
        expansion = max(expansion, written_at[row + 1] - written_at[row])
    others = (bytes_of - characters).sum()  # characters that may be written as several, at most
    room = longest + min(longest, others) * (expansion - 1) + ROOM
    cells = np.empty(room, np.uint32)
    origin = np.empty(room, np.int32)
    marks = np.empty(room, np.int32)
    kinds = np.empty(room + 1, np.uint8)
    changes = np.empty(room, np.uint8)
    blocks = np.zeros(room // 8 + 4, np.uint64)
    letters = blocks.view(np.uint8)
    hashes = np.empty(room, np.uint64)
    flags = np.empty(room, np.uint8)
    starts = np.empty(room, np.int32)
    ends = np.empty(room, np.int32)
    lengths = np.empty(room, np.int32)
    codes = np.empty(room, np.int16)
    joined = np.empty(room, np.bool_)
    tells = np.empty(room, np.int32)
    both = np.empty(room + len(linked), np.uint64)
    spare = np.empty(len(both), np.uint64)
    counts = np.empty(BUCKETS + 1, np.int64)

    words = np.zeros(texts, np.uint32)
    shingles = np.empty(len(data) // 5 + 16, np.uint32)
    shingle_places = np.empty(len(shingles), np.uint32)
    shingles_at = np.zeros(texts + 1, np.int64)
    facts = np.empty(len(data) // 20 + 16, np.uint32)
    fact_places = np.empty(len(facts), np.uint32)
    facts_at = np.zeros(texts + 1, np.int64)
    titles = np.empty(16 * texts, np.uint32)
    title_places = np.empty(16 * texts, np.uint32)
    titles_at = np.zeros(texts + 1, np.int64)
    shingle_count = fact_count = title_count = 0
    for text in range(2 * texts):
        size, count, moved = cells_of(
            data, begins[text], characters[text], table, written_at, written, cells, origin, marks
        )
        if size < 0:
            words = words[:0]
            break
        inside = leave_out(cells, marks, count)
        count = words_of(
            cells, size, marks, inside, kinds, changes, letters, blocks, tells,
            hashes, flags, starts, ends, lengths,
        )  # fmt: skip
        count = fold(
            hashes, flags, starts, ends, lengths, count, tells,
            first_word, second_word, single, sizes, at_of, known, keys_of,
        )  # fmt: skip
        if text >= texts:
            number = 0
            for word in range(count):
                if lengths[word] >= TITLE_WORD:
                    both[number] = hashes[word] & ~LOW32
                    number += 1
            sort(both, number, spare, counts)
            titles = grown(titles, title_count + number)
            title_places = grown(title_places, title_count + number)
            title_count = distinct(both, number, titles, title_places, title_count)
            titles_at[text - texts + 1] = title_count
            continue
        words[text] = count
        number = shingles_of(hashes, count, both)
        sort(both, number, spare, counts)
        shingles = grown(shingles, shingle_count + number)
        shingle_places = grown(shingle_places, shingle_count + number)
        shingle_count = distinct(both, number, shingles, shingle_places, shingle_count)
        shingles_at[text + 1] = shingle_count
        number = facts_of(
            hashes, flags, starts, ends, lengths, count, cells, issued[text], codes, joined, tells,
            both, known_hashes, known_codes, slots, digits, sounds,
        )  # fmt: skip
        if count and linked_at[text] < linked_at[text + 1]:
            number = entities_of(
                both, number, starts, count, moved, origin,
                linked_begins, linked, linked_at[text], linked_at[text + 1],
            )  # fmt: skip
        sort(both, number, spare, counts)
        facts = grown(facts, fact_count + number)
        fact_places = grown(fact_places, fact_count + number)
        fact_count = distinct(both, number, facts, fact_places, fact_count)
        facts_at[text + 1] = fact_count
    return (
        words,
        (shingles[:shingle_count], shingle_places[:shingle_count], shingles_at),
        (facts[:fact_count], fact_places[:fact_count], facts_at),
        (titles[:title_count].copy(), titles_at),
    )
