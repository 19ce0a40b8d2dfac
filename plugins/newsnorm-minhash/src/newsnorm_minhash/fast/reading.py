# mypy: ignore-errors
"""From the characters of one text to its words: see `characters`, `words` and `spellings`."""

from __future__ import annotations

import numpy as np

from newsnorm_minhash import characters, hashing, spellings, words
from newsnorm_minhash.fast.numbers import BASE, FIRST, ONE, U, chain, compiled, find, has, mix

WORD, LETTER, DIGIT, ALONE, UPPER = (
    np.uint32(bit)
    for bit in (
        characters.WORD,
        characters.LETTER,
        characters.DIGIT,
        characters.ALONE,
        characters.UPPER,
    )
)
END, DOT, COMMA = (np.uint32(bit) for bit in (characters.END, characters.DOT, characters.COMMA))
SEVERAL, FOLDED = np.uint32(characters.SEVERAL), np.uint32(characters.FOLDED)
MARKS = DOT | COMMA
NUMBER, CAPITAL, OPENING, FOLDED_WORD = (
    np.uint8(flag) for flag in (words.NUMBER, words.CAPITAL, words.OPENING, words.FOLDED_WORD)
)
SPELLING_BITS = U(spellings.BITS - 1)
KIND, KINDS = np.uint32(21), np.uint32((characters.WORD | characters.END) >> 21)
BLOCK, LONG, HIGH, MASKS = U(hashing.BLOCK), U(hashing.LONG), hashing.HIGH, hashing.MASKS
OTHER = np.uint32(characters.OTHER)
LEFT_OUT = np.uint32(1 << 30)
"""Marks a cell inside a word that is no part of it; it stands for no character."""
LINE_END = np.uint32(ord("\n") | characters.END)
ZERO, TWO, THREE, FOUR, SEVEN = U(0), U(2), U(3), U(4), U(7)
LAST_BIT = U(63)
ROOM = 5
"""Cells behind a text: a line end, and what looking ahead may reach."""


@compiled
def cells_of(data, at, count, table, written_at, written, cells, origin, marks):
    """See `characters.cells`; of one text, in UTF-8.

    Returns:
        How many cells it has, or -1 if the table does not have a character; how many full stops
        and commas, whose places go into `marks`; whether `origin` was filled in: else each cell is
        the character at its place.
    """
    size = ZERO
    found = ZERO
    moved = False
    number = ZERO
    byte = U(at)
    end = U(count)
    while number < end:
        code = np.uint32(data[byte])
        byte += ONE
        if code < 128:
            cell = table[code]
            cells[size] = cell
            marks[found] = size
            found += U(cell & MARKS != 0)
            if moved:
                origin[size] = number
            size += ONE
            number += ONE
            continue
        more = 1 if code < 0xE0 else (2 if code < 0xF0 else 3)
        code &= np.uint32(0x3F >> more)
        for _ in range(more):
            code = (code << np.uint32(6)) | np.uint32(data[byte] & np.uint8(0x3F))
            byte += ONE
        cell = table[code]
        if cell == 0:
            return np.int64(-1), np.int64(0), moved
        if cell < SEVERAL:
            if moved:
                origin[size] = number
            cells[size] = cell
            size += ONE
            number += ONE
            continue
        if not moved:
            moved = True
            for before in range(np.int64(size)):
                origin[before] = before
        row = cell & FOLDED
        for part in range(written_at[row], written_at[row + 1]):
            origin[size] = number
            cell = written[part]
            cells[size] = cell
            marks[found] = size
            found += U(cell & MARKS != 0)
            size += ONE
        number += ONE
    for more in range(ROOM):
        cells[size + U(more)] = LINE_END
    return np.int64(size), np.int64(found), moved


@compiled
def is_inside(cells, at):
    """See `characters._inside`; for a mark with a cell before it and some behind it."""
    cell = cells[at]
    before = cells[at - ONE]
    after = cells[at + ONE]
    if cell & DOT and before & LETTER and after & LETTER:
        single = cells[at + TWO] & WORD
        if at > ONE:
            single |= cells[at - TWO] & WORD
        return single == 0
    return (
        cell & COMMA
        and before & DIGIT
        and after & DIGIT
        and cells[at + TWO] & DIGIT
        and cells[at + THREE] & DIGIT
        and not cells[at + FOUR] & DIGIT
    )


@compiled
def leave_out(cells, marks, count):
    """Make of marks inside words, see `is_inside`, nothing that ends a word or counts in it.

    Returns:
        How many there are, whose places are now the first in `marks`.
    """
    inside = 0
    for number in range(count):
        at = U(marks[number])
        if at > ZERO and is_inside(cells, at):
            marks[inside] = at
            inside += 1
    for number in range(inside):
        at = U(marks[number])
        cells[at] = (cells[at - ONE] & WORD) | LEFT_OUT
    return inside


@compiled
def words_of(
    cells, size, marks, inside, kinds, changes, letters, blocks, others,
    hashes, flags, starts, ends, lengths,
):  # fmt: skip
    """See `words.split`; of cells that `leave_out` has been through.

    In loops without branches, as no processor foresees where a word ends: what is written behind
    the last one is written again for the next.

    Args:
        kinds, changes: room for a number a cell.
        letters, blocks: room for a byte a cell, and the same bytes as numbers of eight.
        others: room for the numbers of the words that are longer than such a number.

    Returns:
        How many words there are; of each goes its hash, its flags, where it lies among the cells,
        and how many of these count into its place in the arrays.
    """
    last = U(size)  # behind the last cell is a line end
    kinds[0] = 0
    for at in range(last + ONE):
        kinds[at + ONE] = np.uint8((cells[at] >> KIND) & KINDS)
    for at in range(last + ONE):
        changes[at] = U(kinds[at + ONE] != kinds[at]) | (U(kinds[at + ONE]) >> TWO & ONE)
    runs = ZERO
    for at in range(last + ONE):
        ends[runs] = at
        runs += U(changes[at])
    ends[runs] = last + ONE
    number = ZERO
    opening = np.uint8(1)
    for run in range(runs):  # words, what ends sentences, and what does not
        start = ends[run]
        cell = cells[start]
        word = np.uint8(cell & WORD != 0)
        starts[number] = start
        lengths[number] = ends[run + ONE] - start
        flags[number] = (
            opening * OPENING
            | np.uint8(cell & DIGIT != 0) * NUMBER
            | np.uint8(cell & UPPER != 0) * CAPITAL
        )
        number += U(word)
        opening = (opening & (word ^ np.uint8(1))) | np.uint8(cell & END != 0)
    for at in range(last):
        letters[at] = np.uint8(min(cells[at] & FOLDED, OTHER))
    for word in range(number):
        start = U(starts[word])
        length = U(lengths[word])
        ends[word] = start + length
        hashes[word] = block_at(blocks, start) & MASKS[min(length, BLOCK)]
    count = ZERO
    for word in range(number):
        others[count] = word
        count += U(U(lengths[word]) > BLOCK) | U(hashes[word] & HIGH != 0)
    for word in range(number):
        hashes[word] = mix(hashes[word])
    rest = ZERO
    for other in range(count):
        word = U(others[other])
        start, length = U(starts[word]), U(lengths[word])
        value = block_at(blocks, start) & MASKS[min(length, BLOCK)]
        more = block_at(blocks, start + BLOCK) & MASKS[min(max(length, BLOCK) - BLOCK, BLOCK)]
        hashes[word] = mix(hashes[word] * FIRST + more)
        others[rest] = word
        rest += U(length > TWO * BLOCK) | U((value | more) & HIGH != 0)
    for other in range(rest):
        word = U(others[other])
        hashes[word] = hash_of_blocks(cells, blocks, U(starts[word]), U(ends[word]))
    word = 0
    for one in range(inside):
        while ends[word] <= marks[one]:
            word += 1
        lengths[word] -= 1
        hashes[word] = hash_of(cells, starts[word], ends[word])
    return np.int64(number)


@compiled
def block_at(blocks, start):
    """Eight bytes from a place on."""
    place = start >> THREE
    shift = (start & SEVEN) << THREE
    return (blocks[place] >> shift) | (blocks[place + ONE] << (LAST_BIT - shift) << ONE)


@compiled
def hash_of_blocks(cells, blocks, start, end):
    """See `hashing.blocks`; of any word, in which nothing is left out."""
    length = end - start
    if length > LONG:
        return hash_of(cells, start, end)
    value = block_at(blocks, start) & MASKS[min(length, BLOCK)]
    beyond = value & HIGH
    done = BLOCK
    while done < length:
        more = block_at(blocks, start + done) & MASKS[min(length - done, BLOCK)]
        beyond |= more & HIGH
        value = mix(value) * FIRST + more
        done += BLOCK
    return hash_of(cells, start, end) if beyond else mix(value)


@compiled
def hash_of(cells, start, end):
    """The hash of a word, from cell to cell."""
    power = BASE
    sum_of = value = block = size = ZERO
    plain = True
    for at in range(start, end):
        cell = cells[at]
        if cell & LEFT_OUT == 0:
            letter = U(cell & FOLDED)
            plain &= letter < U(128)
            sum_of += letter * power
            power *= BASE
            if size > ZERO and size & SEVEN == ZERO:
                value = block if size == BLOCK else mix(value) * FIRST + block
                block = ZERO
            block |= letter << ((size & SEVEN) << THREE)
            size += ONE
    if not plain or size > LONG:
        return mix(sum_of)
    return mix(block if size <= BLOCK else mix(value) * FIRST + block)


@compiled
def fold(
    hashes, flags, starts, ends, lengths, count, maybe,
    first, further, single, sizes, at_of, known, keys,
):  # fmt: skip
    """See `spellings.Spellings.fold`; here in place, with all columns of the words.

    Args:
        maybe: room for the numbers of the words at which a spelling may begin.

    Returns:
        How many words remain.
    """
    some = ZERO
    for at in range(U(count)):
        maybe[some] = at
        some += U(has(first, hashes[at] & SPELLING_BITS))
    hashes[count] = 0
    likely = 0
    for one in range(some):
        at = U(maybe[one])
        whole = hashes[at]
        more = has(further, chain(whole, hashes[at + ONE]) & SPELLING_BITS)
        maybe[likely] = at
        likely += np.int64(more | has(single, whole & SPELLING_BITS))
    size = np.int64(0)
    done = np.int64(0)
    for one in range(likely):
        at = np.int64(maybe[one])
        if at < done:
            continue
        best, key = spelling_at(hashes, at, count, further, single, sizes, at_of, known, keys)
        if best == 0:
            continue
        if size < done < at:
            move(hashes, flags, starts, ends, lengths, done, at, size)
        size += at - done
        done = at + best
        length = ends[done - 1] - starts[at]
        for word in range(at, done):
            length -= ends[word] - starts[word] - lengths[word]
        hashes[size] = key
        flags[size] = flags[at] | FOLDED_WORD
        lengths[size] = length
        starts[size] = starts[at]
        ends[size] = ends[done - 1]
        size += 1
    if size < done < count:
        move(hashes, flags, starts, ends, lengths, done, count, size)
    return size + count - done


@compiled
def move(hashes, flags, starts, ends, lengths, begin, end, to):
    """Put the columns of some words further to the front; column by column, which is fast."""
    back = U(begin - to)
    for place in range(U(to), U(to + end - begin)):
        hashes[place] = hashes[place + back]
    for place in range(U(to), U(to + end - begin)):
        flags[place] = flags[place + back]
    for place in range(U(to), U(to + end - begin)):
        lengths[place] = lengths[place + back]
    for place in range(U(to), U(to + end - begin)):
        starts[place] = starts[place + back]
    for place in range(U(to), U(to + end - begin)):
        ends[place] = ends[place + back]


@compiled
def spelling_at(hashes, at, count, further, single, sizes, at_of, known, keys):
    """The longest spelling that begins at a word: of how many words, or 0, and its key."""
    best = np.int64(0)
    key = ZERO
    whole = hashes[at]
    done = 1
    for row in range(len(sizes)):
        length = sizes[row]
        if length > count - at:
            break
        while done < length:
            whole = chain(whole, hashes[at + done])
            done += 1
            if not has(further, whole & SPELLING_BITS):
                return best, key
        if done == 1 and not has(single, whole & SPELLING_BITS):
            continue
        place = find(known, at_of[row], at_of[row + 1], whole)
        if place >= 0:
            best = length
            key = keys[place]
    return best, key
