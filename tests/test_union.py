"""What pairs connect is one group, whatever the order of the pairs."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from newsnorm.union import Union

COUNT = 12
PAIRS = st.lists(st.tuples(*[st.integers(0, COUNT - 1)] * 2), max_size=20)


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_first_of_a_group_is_its_least_number(
    pairs: list[tuple[int, int]], any_order: Random
) -> None:
    firsts = list(range(COUNT))
    for _ in firsts:
        for left, right in pairs:
            firsts[left] = firsts[right] = min(firsts[left], firsts[right])
    union = Union(COUNT)
    any_order.shuffle(pairs)
    union.connect(pairs)
    assert union.firsts().tolist() == firsts


def test_of_nothing_there_are_no_groups() -> None:
    assert Union(0).firsts().tolist() == []
