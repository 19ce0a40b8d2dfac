"""Candidate pairs: those of the naive way, whatever the size of the pieces that are sorted."""

from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm import candidates as module
from newsnorm.candidates import candidates
from newsnorm.columns import Stack

SMALL = 4

KEYS = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 5), min_size=width, max_size=width), min_size=1)
)


def naive(keys: list[list[int]], ranked: list[int]) -> set[tuple[int, int]]:
    """Ranks of the pairs that share a key; in a crowd, of those with its first."""
    found: set[tuple[int, int]] = set()
    for column in range(len(keys[0])):
        for value in {row[column] for row in keys}:
            bucket = [rank for rank, row in enumerate(ranked) if keys[row][column] == value]
            if len(bucket) <= SMALL:
                found.update(combinations(bucket, 2))
            else:
                found.update((bucket[0], other) for other in bucket[1:])
    return found


@given(KEYS, st.randoms(use_true_random=False), st.integers(1, 40), st.booleans())
def test_pairs_are_those_that_share_a_key_each_once_and_in_order(
    keys: list[list[int]], random: object, piece: int, in_file: bool
) -> None:
    ranked = list(range(len(keys)))
    random.shuffle(ranked)  # type: ignore[attr-defined]
    columns = np.array(keys, np.uint64).T
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(module, "BUCKET", SMALL)
        patch.setattr(module, "PIECE", piece)
        spill = Stack(Path(folder, "pairs.bin") if in_file else None)
        batches = [batch.tolist() for batch in candidates(columns, np.array(ranked), spill)]
        del spill
    codes = [code for batch in batches for code in batch]
    assert codes == sorted(set(codes))
    assert {divmod(code, len(keys)) for code in codes} == naive(keys, ranked)


def test_merged_pieces_of_many_codes_are_one_sequence(monkeypatch: pytest.MonkeyPatch) -> None:
    """More codes a piece than are looked at in one step, and pieces that overlap."""
    keys = np.arange(20_000, dtype=np.uint64) // 2
    columns = [keys, keys, np.roll(keys, 1)]
    whole = np.concatenate(list(candidates(columns, np.arange(20_000), Stack(None))))
    monkeypatch.setattr(module, "PIECE", 4_000)
    batches = list(candidates(columns, np.arange(20_000), Stack(None)))
    assert len(batches) > 3
    assert max(map(len, batches)) < 20_000
    assert np.array_equal(np.concatenate(batches), whole)
    assert len(whole) == 20_000


def test_keys_that_differ_in_their_last_bits_alone_are_told_apart() -> None:
    """The bits in whose place the rank is sorted, once the key is spread."""
    back = pow(0x9E3779B97F4A7C15, -1, 1 << 64)
    keys = np.array([number * back % (1 << 64) for number in (8, 9, 8, 10, 9)], np.uint64)
    (codes,) = candidates([keys], np.arange(5), Stack(None))
    assert [divmod(code, 5) for code in codes.tolist()] == [(0, 2), (1, 4)]
