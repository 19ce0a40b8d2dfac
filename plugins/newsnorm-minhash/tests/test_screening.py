"""A sample of shingles tells which pairs are worth comparing."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsnorm import Ragged
from newsnorm_minhash.screening import least, promising

SIMILAR = 0.3


def looked_at(left: set[int], right: set[int]) -> bool:
    rows = Ragged.of([np.array(sorted(side), np.uint32) for side in (left, right)])
    made = least(rows)
    return bool(promising(made[:1], made[1:], SIMILAR)[0])


def numbers(seed: int, size: int) -> set[int]:
    random = np.random.Generator(np.random.PCG64(seed))
    return set(random.integers(0, 2**32 - 1, size).tolist())


@given(seed=st.integers(0, 10**6), size=st.integers(100, 2000))
def test_what_lies_in_another_is_compared(seed: int, size: int) -> None:
    whole = numbers(seed, size)
    part = set(sorted(whole, key=lambda value: value * 2654435761 % 2**32)[: size // 10])
    assert looked_at(part, whole)
    assert looked_at(whole, part)


@given(seed=st.integers(0, 10**6), size=st.integers(20, 600))
def test_half_alike_is_compared(seed: int, size: int) -> None:
    one, two, three = (numbers(3 * seed + part, size) for part in range(3))
    assert looked_at(one | two, one | three)


@given(seed=st.integers(0, 10**6), size=st.integers(200, 600))
def test_unlike_is_not(seed: int, size: int) -> None:
    one, two = numbers(2 * seed, size), numbers(2 * seed + 1, size)
    passage = set(sorted(one, key=lambda value: value * 2654435761 % 2**32)[:4])
    assert not looked_at(one, two | passage)


def test_small_sets_are_compared_if_they_share_enough() -> None:
    assert looked_at({1, 2, 3}, {1, 2, 9})
    assert looked_at({5}, {6}), "of so few there is nothing to gain"
    assert not looked_at(set(range(20)), set(range(100, 130)))
