# mypy: ignore-errors
"""See `overlap.overlap`; of many pairs, one after the other."""

from __future__ import annotations

import numpy as np

from newsnorm_minhash import facts, sets
from newsnorm_minhash import overlap as overlap_
from newsnorm_minhash.fast.numbers import compiled

DATE, NAME = facts.DATE, facts.NAME
APART, LEAD, SLOT = overlap_.APART, overlap_.LEAD, overlap_.SLOT
SHINGLE = sets.SHINGLE


@compiled
def overlap(
    left, left_at, left_places, left_facts, left_facts_at, left_fact_places, left_words,
    right, right_at, right_places, right_facts, right_facts_at, right_fact_places, right_words,
    similar, within,
):  # fmt: skip
    """See `overlap.overlap`."""
    count = len(left_words)
    shared = np.zeros(count, np.int64)
    passage = np.zeros(count, np.int64)
    left_gap = np.zeros(count, np.int64)
    right_gap = np.zeros(count, np.int64)
    left_lead = np.zeros(count, np.int64)
    right_lead = np.zeros(count, np.int64)
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
            mine = left[one]
            its = right[other]
            if mine == its:
                other_of[left_places[one]] = right_places[other]
                found += 1
            # Not a branch: which of the two comes first, no processor foresees.
            one += mine <= its
            other += its <= mine
        shared[pair] = found
        sizes = left_at[pair + 1] - left_at[pair], right_at[pair + 1] - right_at[pair]
        if (
            found / max(sizes[0] + sizes[1] - found, 1) < similar
            and found / max(min(sizes[0], sizes[1]), 1) < within
        ):
            continue
        before = -1
        begin = 0
        for at in range(total):
            behind_of[at] = before
            place = other_of[at]
            if place < 0:
                continue
            left_lead[pair] += at < LEAD and place < at + APART
            right_lead[pair] += place < LEAD and at < place + APART
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
        shared, passage, left_gap, right_gap, left_lead, right_lead, kept, lost, gained, slots,
        restated, lead_kept, lead_lost, lead_gained,
    )  # fmt: skip
