# mypy: ignore-errors
"""What the words of one text say in particular: see `facts.facts`."""

from __future__ import annotations

import numpy as np

from newsnorm_minhash import characters, facts, words
from newsnorm_minhash.fast.numbers import (
    BASE,
    FIRST,
    ONE,
    S32,
    S34,
    SECOND,
    U,
    chain,
    compiled,
    mix,
)

LETTER, LINK = np.uint32(characters.LETTER), np.uint32(characters.LINK)
FOLDED = np.uint32(characters.FOLDED)
NUMBER, CAPITAL, OPENING, FOLDED_WORD = (
    words.NUMBER,
    words.CAPITAL,
    words.OPENING,
    words.FOLDED_WORD,
)
FACT_SLOTS = U(facts.SLOTS - 1)
MONTH, DAY, YEAR, NUMERAL = facts.MONTH, facts.DAY, facts.YEAR, facts.NUMERAL
FIGURE, DATE, NAME = facts.FIGURE, facts.DATE, facts.NAME
ZEROS = U(facts.ZEROS)


@compiled
def ordinal(year, month, day):
    """The number of a day of the calendar."""
    before = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)[month]
    past = year - 1
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = past * 365 + past // 4 - past // 100 + past // 400 + before + day
    return days + (1 if leap and month > 2 else 0)


@compiled
def date_of(published, month, day):
    """See `facts._nearest`."""
    if published <= 0:
        return 1_000_000 + month * 32 + day
    year = published * 400 // 146097
    best = ordinal(year, month, day)
    for later in (year + 1, year + 2):
        other = ordinal(later, month, day)
        if abs(other - published) < abs(best - published):
            best = other
    return best


@compiled
def sound(cells, start, end, sounds):
    """See `facts._sounds`; 0 for a word of vowels alone. What was left out makes no sound."""
    power = ONE
    made = U(0)
    last = np.uint32(0)
    for at in range(U(start), U(end)):
        letter = cells[at] & FOLDED
        heard = letter if cells[at] & LETTER else np.uint32(0)
        if letter < 128:
            heard = sounds[letter]
        # Without branches: which letters are vowels, no processor foresees.
        new = U((heard != 0) & (heard != last))
        made += U(heard) * power * new
        power *= BASE * new + (ONE - new)
        last = np.uint32(heard or last)
    return mix(made) if last > 0 else U(0)


@compiled
def facts_of(
    hashes, flags, starts, ends, lengths, count, cells, issued, codes, joined, tells, both,
    known_hashes, known_codes, slots, digits, sounds,
):  # fmt: skip
    """See `facts.facts`; without the entities.

    Args:
        issued: the day of publication, or 0.
        codes, joined: room for what each word is for dates, and whether it goes on a figure.
        tells: room for the numbers of the words that may be facts.
        both: room for what is found: hash and place of each fact in one number.

    Returns:
        How many facts there are.
    """
    capitals = telling = 0
    for at in range(count):
        joined[at] = False
        code = 0
        value = hashes[at]
        slot = value & FACT_SLOTS
        while slots[slot] >= 0:
            if known_hashes[slots[slot]] == value:
                code = known_codes[slots[slot]]
                break
            slot = (slot + ONE) & FACT_SLOTS
        codes[at] = code
        flag = flags[at]
        capitals += flag & CAPITAL
        tells[telling] = at
        telling += (flag & (CAPITAL | OPENING) == CAPITAL) | (flag & NUMBER > 0) | (code > 0)
        if at > 0 and flags[at] & NUMBER and flags[at - 1] & NUMBER:
            joined[at] = starts[at] == ends[at - 1] + 1 and cells[ends[at - 1]] & LINK != 0
    codes[count] = 0
    joined[count] = False
    shouted = capitals * 2 > count * CAPITAL
    number = 0
    for one in range(telling):
        at = tells[one]
        flag = flags[at]
        code = codes[at]
        kind = -1
        value = U(0)
        if flag & NUMBER and not joined[at]:
            taken = False
            if DAY < code < YEAR:
                if at > 0 and MONTH < codes[at - 1] < DAY:
                    taken = True
                elif MONTH < codes[at + 1] < DAY:
                    taken = not (at + 2 < count and DAY < codes[at + 2] < YEAR)
            if not taken and (code != YEAR or joined[at + 1]):
                kind = FIGURE
                value = hashes[at]
                for step in range(1, 4):
                    if at + step >= count or not joined[at + step]:
                        break
                    if hashes[at + step] != ZEROS:
                        value = chain(value, hashes[at + step])
        elif code > NUMERAL:
            kind = FIGURE
            value = digits[code - NUMERAL]
        elif 0 < code < MONTH:
            kind = DATE
            day = issued - (issued - code) % 7 if issued > 0 else 2_000_000 + code
            value = mix(U(day) * FIRST)
        elif MONTH < code < DAY:
            day = 0
            if DAY < codes[at + 1] < YEAR:
                day = codes[at + 1] - DAY
            elif at > 0 and DAY < codes[at - 1] < YEAR:
                day = codes[at - 1] - DAY
            if day > 0:
                kind = DATE
                value = mix(U(date_of(issued, code - MONTH, day)) * FIRST)
            elif flag & (CAPITAL | OPENING) == CAPITAL:
                kind = DATE
                value = mix(U(3_000_000 + code) * FIRST)
        elif (
            code == 0
            and not shouted
            and flag & (CAPITAL | OPENING | NUMBER) == CAPITAL
            and lengths[at] > 1
        ):
            kind = NAME
            value = U(0)
            if not flag & FOLDED_WORD:
                value = sound(cells, starts[at], ends[at], sounds)
            if value == 0:
                value = mix(hashes[at] * SECOND)
        if kind >= 0:
            both[number] = (U(kind) << U(62)) | (value >> S34 << S32) | U(at)
            number += 1
    return number
