# mypy: ignore-errors
# numba has no types, and what it compiles is checked against the plain functions by tests.
"""The same as numpy does elsewhere in this plugin, compiled: equal to the last bit.

Each function here has the name of the one that it stands for, in `characters`, `words`,
`spellings`, `sets`, `facts` and `overlap`; those are the ones to read. Compiling takes some
seconds the first time, after that it is read from a cache.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from newsnorm_minhash import characters, hashing, sets, spellings, words
from newsnorm_minhash import facts as facts_
from newsnorm_minhash import overlap as overlap_

U = np.uint64
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
MARK, END, DOT, COMMA, LINK = (
    np.uint32(bit)
    for bit in (
        characters.MARK,
        characters.END,
        characters.DOT,
        characters.COMMA,
        characters.LINK,
    )
)
FOLDED = np.uint32(characters.FOLDED)
BASE, FIRST, SECOND, THIRD = hashing.BASE, hashing.FIRST, hashing.SECOND, hashing.THIRD
MIX_ONE, MIX_TWO = hashing.MIX_ONE, hashing.MIX_TWO
S27, S30, S31, S32, S34 = hashing.S27, hashing.S30, hashing.S31, hashing.S32, U(34)
LOW32 = U(0xFFFFFFFF)
NUMBER, CAPITAL, OPENING, FOLDED_WORD = (
    words.NUMBER,
    words.CAPITAL,
    words.OPENING,
    words.FOLDED_WORD,
)
SHINGLE, VALUES = sets.SHINGLE, sets.VALUES
SPELLING_BITS, FACT_BITS = U(spellings.BITS - 1), U(facts_.BITS - 1)
MONTH, DAY, YEAR, NUMERAL = facts_.MONTH, facts_.DAY, facts_.YEAR, facts_.NUMERAL
FIGURE, DATE, NAME, ENTITY = facts_.FIGURE, facts_.DATE, facts_.NAME, facts_.ENTITY
LEAD, SLOT, NOWHERE = overlap_.LEAD, overlap_.SLOT, overlap_.NOWHERE
BUCKETS = 512

compiled: Any = njit(cache=True, nogil=True)


@compiled
def mix(value):
    """See `hashing.mix`."""
    value ^= value >> S30
    value *= MIX_ONE
    value ^= value >> S27
    value *= MIX_TWO
    value ^= value >> S31
    return value


@compiled
def chain(value, more):
    """See `hashing.chain`."""
    return mix((value ^ more * FIRST) * SECOND + THIRD)


@compiled
def look_up(codes, table):
    """Cells of code points, the least one and the greatest."""
    found = np.empty(len(codes), np.uint32)
    least = np.uint32(1)
    most = np.uint32(0)
    for at in range(len(codes)):
        cell = table[codes[at]]
        found[at] = cell
        least = min(least, cell)
        most = max(most, cell)
    return found, least, most


@compiled
def is_inside(found, at):
    """See `characters._inside`; for a mark with a cell before it and one behind it."""
    cell = found[at]
    before = found[at - 1]
    after = found[at + 1]
    last = len(found) - 1
    if cell & DOT and before & LETTER and after & LETTER:
        single = found[min(at + 2, last)] & WORD
        if at > 1:
            single |= found[at - 2] & WORD
        return single == 0
    return (
        cell & COMMA
        and before & DIGIT
        and after & DIGIT
        and found[min(at + 2, last)] & DIGIT
        and found[min(at + 3, last)] & DIGIT
        and not found[min(at + 4, last)] & DIGIT
    )


@compiled
def words_of(found, edges):
    """See `words.split` and `characters.left_out`: what is left out stands inside words."""
    count = len(found)
    kept = np.empty(count, np.uint32)
    removed = np.empty(count, np.int64)
    starts = np.empty(count, np.int64)
    ends = np.empty(count, np.int64)
    hashes = np.empty(count, np.uint64)
    flags = np.empty(count, np.uint8)
    limits = np.empty(len(edges), np.int64)
    number = 0
    size = 0
    gone = 0
    text = 0
    opening = OPENING
    at = 0
    while at < count:
        while text < len(edges) and edges[text] <= at:
            limits[text] = number
            text += 1
        cell = found[at]
        kind = cell & WORD
        if kind == 0:
            if cell & END:
                opening = OPENING
            kept[size] = cell
            size += 1
            at += 1
            continue
        starts[number] = size
        flag = opening
        opening = 0
        if cell & DIGIT:
            flag |= NUMBER
        if cell & UPPER:
            flag |= CAPITAL
        power = U(1)
        value = U(0)
        while True:
            value += U(cell & FOLDED) * power
            power *= BASE
            kept[size] = cell
            size += 1
            at += 1
            if at >= count or kind >= ALONE:
                break
            cell = found[at]
            if cell & (DOT | COMMA) and at + 1 < count and is_inside(found, at):
                removed[gone] = at
                gone += 1
                at += 1
                cell = found[at]
            if cell & WORD != kind:
                break
        ends[number] = size
        hashes[number] = mix(value)
        flags[number] = flag
        number += 1
    while text < len(edges):
        limits[text] = number
        text += 1
    return (
        starts[:number], ends[:number], hashes[:number], flags[:number], limits, kept[:size],
        removed[:gone],
    )  # fmt: skip


@compiled
def find(known, value):
    """The place of a value among sorted ones, or -1."""
    low = 0
    high = len(known)
    while low < high:
        middle = (low + high) >> 1
        if known[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low if low < len(known) and known[low] == value else -1


@compiled
def fold(
    hashes, flags, starts, ends, edges, first, second, lengths, offsets, known, keys
):  # fmt: skip
    """See `spellings.Spellings.fold`; here with all columns of the words."""
    limits = np.empty(len(edges), np.int64)
    size = 0
    for text in range(len(edges) - 1):
        limits[text] = size
        at = edges[text]
        end = edges[text + 1]
        while at < end:
            best = 0
            key = U(0)
            if first[hashes[at] & SPELLING_BITS]:
                whole = hashes[at]
                done = 1
                for row in range(len(lengths)):
                    length = lengths[row]
                    if length > end - at:
                        break
                    while done < length:
                        whole = chain(whole, hashes[at + done])
                        done += 1
                        if done == 2 and not second[whole & SPELLING_BITS]:
                            break
                    if done < length or (done == 2 and not second[whole & SPELLING_BITS]):
                        break
                    place = find(known[offsets[row] : offsets[row + 1]], whole)
                    if place >= 0:
                        best = length
                        key = keys[offsets[row] + place]
            if best:
                hashes[size] = key
                flags[size] = flags[at] | FOLDED_WORD
                starts[size] = starts[at]
                ends[size] = ends[at + best - 1]
                at += best
            else:
                hashes[size] = hashes[at]
                flags[size] = flags[at]
                starts[size] = starts[at]
                ends[size] = ends[at]
                at += 1
            size += 1
    limits[len(edges) - 1] = size
    return hashes[:size], flags[:size], starts[:size], ends[:size], limits


@compiled
def sort(values, spare, counts, shift):
    """Sort numbers whose upper bits are evenly spread: into buckets, then by insertion."""
    counts[:] = 0
    for at in range(len(values)):
        counts[(values[at] >> shift) + U(1)] += 1
    for bucket in range(1, len(counts)):
        counts[bucket] += counts[bucket - 1]
    for at in range(len(values)):
        bucket = values[at] >> shift
        spare[counts[bucket]] = values[at]
        counts[bucket] += 1
    for at in range(len(values)):
        value = spare[at]
        place = at
        while place > 0 and values[place - 1] > value:
            values[place] = values[place - 1]
            place -= 1
        values[place] = value


@compiled
def shingles(hashes, edges):
    """See `sets.shingles`."""
    texts = len(edges) - 1
    values = np.empty(len(hashes), np.uint32)
    places = np.empty(len(hashes), np.uint32)
    offsets = np.zeros(texts + 1, np.int64)
    longest = 1
    for text in range(texts):
        longest = max(longest, edges[text + 1] - edges[text])
    both = np.empty(longest, np.uint64)
    spare = np.empty(longest, np.uint64)
    counts = np.empty(BUCKETS + 1, np.int64)
    size = 0
    for text in range(texts):
        begin = edges[text]
        length = edges[text + 1] - begin
        rows = length - SHINGLE + 1
        if 0 < length < SHINGLE:
            rows = 1
            whole = hashes[begin] * FIRST
            if length == 2:
                whole += hashes[begin + 1] * SECOND
            both[0] = mix(whole) & ~LOW32
        else:
            for row in range(rows):
                at = begin + row
                whole = hashes[at] * FIRST + hashes[at + 1] * SECOND + hashes[at + 2] * THIRD
                both[row] = (mix(whole) & ~LOW32) | U(row)
        if rows > 0:
            sort(both[:rows], spare, counts, U(55))
        for row in range(rows):
            value = np.uint32(both[row] >> S32)
            if row == 0 or value != values[size - 1]:
                values[size] = value
                places[size] = np.uint32(both[row] & LOW32)
                size += 1
        offsets[text + 1] = size
    return values[:size], places[:size], offsets


@compiled
def minhash(values, offsets, probes):
    """See `sets.minhash`."""
    count = len(offsets) - 1
    made = np.zeros((count, VALUES), np.uint32)
    there = np.zeros(count, np.bool_)
    filled = np.zeros(VALUES, np.bool_)
    for text in range(count):
        if offsets[text] == offsets[text + 1]:
            continue
        there[text] = True
        filled[:] = False
        for at in range(offsets[text], offsets[text + 1]):
            place = values[at] >> np.uint32(25)
            if not filled[place]:
                filled[place] = True
                made[text, place] = values[at]
        for place in range(VALUES):
            if not filled[place]:
                for step in range(VALUES - 1):
                    lender = probes[place, step]
                    if filled[lender]:
                        made[text, place] = made[text, lender]
                        break
    return made, there


@compiled
def passages(values, places, offsets, words, sample, anchors, bins, nothing):
    """See `contained._passages`."""
    keys = np.full((len(words), bins), nothing)
    longest = np.uint32(1)
    for text in range(len(words)):
        longest = max(longest, words[text])
    at = np.zeros(longest, np.uint64)  # shingles are above 0 here, by one
    row = np.empty(longest, np.uint64)
    for text in range(len(words)):
        length = words[text]
        at[:length] = 0
        for place in range(offsets[text], offsets[text + 1]):
            if values[place] % np.uint32(sample) == 0:
                at[places[place]] = U(values[place]) + U(1)
        count = 0
        for place in range(length):
            if at[place] > 0:
                row[count] = at[place] - U(1)
                count += 1
        for first in range(count - anchors + 1):
            whole = row[first]
            for step in range(1, anchors):
                whole = chain(whole, row[first + step])
            place = np.int64(whole % U(bins))
            keys[text, place] = min(keys[text, place], whole)
    return keys


@compiled
def known_code(hashes, codes, value):
    """What a word is for dates and figures, or 0."""
    place = find(hashes, value)
    return codes[place] if place >= 0 else 0


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
def sound(cells, start, end, value, flag, sounds):
    """See `facts._sounds`."""
    power = U(1)
    made = U(0)
    last = np.uint32(0)
    if not flag & FOLDED_WORD:
        for at in range(start, end):
            letter = cells[at] & FOLDED
            heard = letter
            if letter < 128:
                heard = sounds[letter]
            elif not cells[at] & LETTER:
                heard = np.uint32(0)
            if heard > 0 and heard != last:
                made += U(heard) * power
                power *= BASE
                last = heard
    return mix(made) if last > 0 else mix(value * SECOND)


@compiled
def facts(
    hashes, flags, starts, ends, edges, cells, published, linked_places, linked,
    known_hashes, known_codes, bloom, digits, sounds,
):  # fmt: skip
    """See `facts.facts`."""
    count = len(hashes)
    texts = len(edges) - 1
    keys = np.empty(count + len(linked), np.uint32)
    places = np.empty(count + len(linked), np.uint32)
    offsets = np.zeros(texts + 1, np.int64)
    codes = np.zeros(count + 1, np.int64)
    joined = np.zeros(count + 1, np.bool_)
    for at in range(count):
        if bloom[hashes[at] & FACT_BITS]:  # a call with arrays costs more than this
            codes[at] = known_code(known_hashes, known_codes, hashes[at])
        if at > 0 and flags[at] & NUMBER and flags[at - 1] & NUMBER:
            end = ends[at - 1]
            joined[at] = starts[at] == end + 1 and cells[end] & LINK != 0
    room = 16
    for text in range(texts):
        room = max(room, edges[text + 1] - edges[text])
    both = np.empty(room + len(linked), np.uint64)
    spare = np.empty(len(both), np.uint64)
    counts = np.empty(BUCKETS + 1, np.int64)
    size = 0
    entity = 0
    for text in range(texts):
        begin, end = edges[text], edges[text + 1]
        issued = published[text]
        capitals = 0
        for at in range(begin, end):
            if flags[at] & CAPITAL:
                capitals += 1
        shouted = capitals * 2 > end - begin
        number = 0
        for at in range(begin, end):
            flag = flags[at]
            code = codes[at]
            kind = -1
            value = U(0)
            if flag & NUMBER and not joined[at]:
                taken = False
                if DAY < code < YEAR:
                    if at > begin and MONTH < codes[at - 1] < DAY:
                        taken = True
                    elif at + 1 < end and MONTH < codes[at + 1] < DAY:
                        taken = not (at + 2 < end and DAY < codes[at + 2] < YEAR)
                if not taken and (code != YEAR or joined[at + 1]):
                    kind = FIGURE
                    value = hashes[at]
                    for step in range(1, 4):
                        if at + step >= count or not joined[at + step]:
                            break
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
                if at + 1 < end and DAY < codes[at + 1] < YEAR:
                    day = codes[at + 1] - DAY
                elif at > begin and DAY < codes[at - 1] < YEAR:
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
                and ends[at] - starts[at] > 1
            ):
                kind = NAME
                value = sound(cells, starts[at], ends[at], hashes[at], flag, sounds)
            if kind >= 0:
                both[number] = (U(kind) << U(62)) | (value >> S34 << S32) | U(at - begin)
                number += 1
        while entity < len(linked) and linked_places[entity] < end:
            value = linked[entity] >> S34 << S32
            both[number] = U(ENTITY) << U(62) | value | U(linked_places[entity] - begin)
            number += 1
            entity += 1
        sort(both[:number], spare, counts, U(55))
        for row in range(number):
            key = np.uint32(both[row] >> S32)
            if row == 0 or key != keys[size - 1]:
                keys[size] = key
                places[size] = np.uint32(both[row] & LOW32)
                size += 1
        offsets[text + 1] = size
    return keys[:size], places[:size], offsets


@compiled
def overlap(
    left, left_at, left_places, left_facts, left_facts_at, left_fact_places, left_words,
    right, right_at, right_places, right_facts, right_facts_at, right_fact_places, right_words,
):  # fmt: skip
    """See `overlap.overlap`."""
    count = len(left_words)
    shared = np.zeros(count, np.int64)
    passage = np.zeros(count, np.int64)
    left_gap = np.zeros(count, np.int64)
    right_gap = np.zeros(count, np.int64)
    left_lead = np.zeros(count, np.int64)
    right_lead = np.zeros(count, np.int64)
    left_first = np.full(count, NOWHERE)
    right_first = np.full(count, NOWHERE)
    kept = np.zeros((count, 4), np.int64)
    lost = np.zeros((count, 4), np.int64)
    gained = np.zeros((count, 4), np.int64)
    slots = np.zeros(count, np.int64)
    restated = np.zeros(count, np.int64)
    lead_kept = np.zeros(count, np.int64)
    lead_lost = np.zeros(count, np.int64)
    lead_gained = np.zeros(count, np.int64)
    longest = np.int64(1)
    for pair in range(count):
        longest = max(longest, np.int64(left_words[pair]))
    other_of = np.full(longest + 1, -1, np.int64)
    behind_of = np.empty(longest + 1, np.int64)
    for pair in range(count):
        total = np.int64(left_words[pair])
        other_total = np.int64(right_words[pair])
        other_of[: total + 1] = -1
        one = left_at[pair]
        other = right_at[pair]
        found = 0
        while one < left_at[pair + 1] and other < right_at[pair + 1]:
            if left[one] < right[other]:
                one += 1
            elif left[one] > right[other]:
                other += 1
            else:
                other_of[left_places[one]] = right_places[other]
                found += 1
                one += 1
                other += 1
        shared[pair] = found
        before = -1
        begin = 0
        for at in range(total):
            behind_of[at] = before
            place = other_of[at]
            if place < 0:
                continue
            if at < LEAD:
                left_lead[pair] += 1
                left_first[pair] = min(left_first[pair], place)
            if place < LEAD:
                right_lead[pair] += 1
                right_first[pair] = min(right_first[pair], at)
            if before < 0:
                left_gap[pair] = at
                right_gap[pair] = place
                begin = at
            else:
                ahead = at - before
                beyond = place - other_of[before]
                left_gap[pair] = max(left_gap[pair], ahead - SHINGLE)
                right_gap[pair] = max(right_gap[pair], beyond - SHINGLE)
                if ahead != beyond or ahead > SHINGLE:
                    passage[pair] = max(passage[pair], before - begin + SHINGLE)
                    begin = at
            before = at
        if before < 0:
            left_gap[pair] = total
            right_gap[pair] = other_total
        else:
            passage[pair] = max(passage[pair], before - begin + SHINGLE)
            rest = total - min(before + SHINGLE, total)
            left_gap[pair] = max(left_gap[pair], rest)
            rest = other_total - min(other_of[before] + SHINGLE, other_total)
            right_gap[pair] = max(right_gap[pair], rest)
        one = left_facts_at[pair]
        other = right_facts_at[pair]
        while one < left_facts_at[pair + 1] or other < right_facts_at[pair + 1]:
            if other == right_facts_at[pair + 1] or (
                one < left_facts_at[pair + 1] and left_facts[one] < right_facts[other]
            ):
                kind = left_facts[one] >> np.uint32(30)
                lost[pair, kind] += 1
                if kind == NAME and left_fact_places[one] < LEAD:
                    lead_lost[pair] += 1
                if kind <= DATE:
                    place = np.int64(left_fact_places[one])
                    behind = place if other_of[place] >= 0 else behind_of[place]
                    around = max(min(place - 1, total - SHINGLE), 0)
                    if kind == DATE and other_of[around] >= 0:
                        restated[pair] += 1
                    ahead = place + 1
                    while ahead < total and other_of[ahead] < 0:
                        ahead += 1
                    if behind >= 0 and ahead < total:
                        beyond = other_of[ahead] - other_of[behind]
                        length = max(ahead - behind, abs(beyond)) - SHINGLE
                        if length <= SLOT and beyond > SHINGLE:
                            slots[pair] += 1
                one += 1
            elif one == left_facts_at[pair + 1] or left_facts[one] > right_facts[other]:
                kind = right_facts[other] >> np.uint32(30)
                gained[pair, kind] += 1
                if kind == NAME and right_fact_places[other] < LEAD:
                    lead_gained[pair] += 1
                other += 1
            else:
                kind = left_facts[one] >> np.uint32(30)
                kept[pair, kind] += 1
                if kind == NAME and left_fact_places[one] < LEAD:
                    lead_kept[pair] += 1
                one += 1
                other += 1
    return (
        shared, passage, left_gap, right_gap, left_lead, right_lead, left_first, right_first,
        kept, lost, gained, slots, restated, lead_kept, lead_lost, lead_gained,
    )  # fmt: skip
