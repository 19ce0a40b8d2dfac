# mypy: ignore-errors
"""From the characters of one text to its words: see `characters`, `words` and `spellings`."""

from __future__ import annotations

import numpy as np

from newsnorm_minhash import characters, spellings, words
from newsnorm_minhash.fast.numbers import BASE, ONE, U, chain, compiled, find, has, mix
from newsnorm_minhash.hashing import powers

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
LONG = U(64)
POWERS = powers(64)[0][:64].copy()
"""Of the base; those of longer words are reckoned."""
LINE_END = np.uint32(ord("\n") | characters.END)
ZERO, TWO, THREE, FOUR = U(0), U(2), U(3), U(4)
ROOM = 5
"""Cells behind a text: a line end, and what looking ahead may reach."""


@compiled
def cells_of(data, at, count, table, written_at, written, cells, origin):
    """See `characters.cells`; of one text, in UTF-8.

    Returns:
        How many cells it has, or -1 if the table does not have a character; whether `origin` was filled in: else each cell is the character at its place.
    """
    size = 0
    for place in range(count):
        code = data[at + place]
        if code >= 128:
            break
        cells[place] = table[code]
        size += 1
    at += size
    moved = False
    for number in range(size, count):
        code = np.uint32(data[at])
        at += 1
        if code >= 128:
            more = 1 if code < 0xE0 else (2 if code < 0xF0 else 3)
            code &= np.uint32(0x3F >> more)
            for _ in range(more):
                code = (code << np.uint32(6)) | np.uint32(data[at] & np.uint8(0x3F))
                at += 1
        cell = table[code]
        if cell == 0:
            return -1, moved
        if cell < SEVERAL:
            if moved:
                origin[size] = number
            cells[size] = cell
            size += 1
            continue
        if not moved:
            moved = True
            for before in range(size):
                origin[before] = before
        row = cell & FOLDED
        for part in range(written_at[row], written_at[row + 1]):
            origin[size] = number
            cells[size] = written[part]
            size += 1
    for more in range(ROOM):
        cells[size + more] = LINE_END
    return size, moved


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
def words_of(cells, size, hashes, flags, starts, ends, lengths):
    """See `words.split` and `characters.left_out`: what is left out stands inside words.

    Returns:
        How many words there are; of each goes its hash, its flags, where it lies among the cells,
        and how many of these count into its place in the arrays.
    """
    number = at = ZERO  # unsigned: a place below zero would be looked for at an array's end
    end = U(size)
    opening = OPENING
    while at < end:
        cell = cells[at]
        kind = cell & WORD
        if kind == 0:
            if cell & END:
                opening = OPENING
            at += ONE
            continue
        flag = opening
        opening = np.uint8(0)
        if cell & DIGIT:
            flag |= NUMBER
        if cell & UPPER:
            flag |= CAPITAL
        start = at
        place = ZERO
        power = ONE
        value = ZERO
        while True:
            power = POWERS[place] if place < LONG else power * BASE
            value += U(cell & FOLDED) * power
            place += ONE
            at += ONE
            cell = cells[at]
            if cell & WORD != kind:
                if cell & MARKS and is_inside(cells, at):
                    at += ONE
                    cell = cells[at]
                else:
                    break
            if kind >= ALONE:
                break
        hashes[number] = mix(value)
        flags[number] = flag
        starts[number] = start
        ends[number] = at
        lengths[number] = place
        number += ONE
    return np.int64(number)


@compiled
def fold(
    hashes, flags, starts, ends, lengths, count, first, second, single, sizes, at_of, known, keys
):
    """See `spellings.Spellings.fold`; here in place, with all columns of the words.

    Returns:
        How many words remain.
    """
    size = 0
    at = 0
    while at < count:
        best = 0
        if has(first, hashes[at] & SPELLING_BITS):
            whole = hashes[at]
            done = 1
            key = U(0)
            for row in range(len(sizes)):
                length = sizes[row]
                if length > count - at:
                    break
                while done < length:
                    whole = chain(whole, hashes[at + done])
                    done += 1
                    if done == 2 and not has(second, whole & SPELLING_BITS):
                        break
                if done < length or (done == 2 and not has(second, whole & SPELLING_BITS)):
                    break
                if done == 1 and not has(single, whole & SPELLING_BITS):
                    continue
                place = find(known, at_of[row], at_of[row + 1], whole)
                if place >= 0:
                    best = length
                    key = keys[place]
        if best:
            last = at + best - 1
            length = ends[last] - starts[at]
            for word in range(at, at + best):
                length -= ends[word] - starts[word] - lengths[word]
            hashes[size] = key
            flags[size] = flags[at] | FOLDED_WORD
            lengths[size] = length
            starts[size] = starts[at]
            ends[size] = ends[last]
            at += best
        else:
            if size < at:
                hashes[size] = hashes[at]
                flags[size] = flags[at]
                lengths[size] = lengths[at]
                starts[size] = starts[at]
                ends[size] = ends[at]
            at += 1
        size += 1
    return size
