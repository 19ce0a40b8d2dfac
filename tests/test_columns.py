"""Columns: ragged rows, and stacks that are the same in memory and in a file."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.columns import Ragged, Stack

ROWS = st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=4), max_size=6)


@given(ROWS, st.data())
def test_ragged_rows_come_back(rows: list[list[int]], data: st.DataObject) -> None:
    ragged = Ragged.of([np.array(row, np.uint64) for row in rows])
    assert [ragged[at].tolist() for at in range(len(ragged))] == rows
    if rows:
        picked = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=5))
        taken = ragged.take(picked)
        assert [taken[at].tolist() for at in range(len(taken))] == [rows[at] for at in picked]


@given(ROWS, st.data())
def test_ragged_rows_in_a_file_are_those_in_memory(
    rows: list[list[int]], data: st.DataObject
) -> None:
    ragged = Ragged.of([np.array(row, np.uint64) for row in rows])
    picked = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=5)) if rows else []
    with TemporaryDirectory() as folder:
        stack = Stack(Path(folder) / "values.bin")
        stack.push(ragged.values)
        taken = stack.ragged(ragged.offsets).take(picked)
        stack.close()
    expected = ragged.take(picked)
    assert len(taken) == len(expected)
    assert all(np.array_equal(taken[at], expected[at]) for at in range(len(picked)))
    assert taken.values.dtype == np.uint64


@given(st.lists(ROWS, max_size=4), st.data())
def test_rows_of_many_batches_in_memory_are_those_of_one(
    batches: list[list[list[int]]], data: st.DataObject
) -> None:
    stack, ends = Stack(None), Stack(None)
    ends.push(np.zeros(1, np.int64))
    for batch in batches:
        made = Ragged.of([np.array(row, np.uint64) for row in batch])
        ends.push(made.offsets[1:] + stack.rows)
        stack.push(made.values.astype(np.uint64))
    rows = [row for batch in batches for row in batch]
    picked = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=5)) if rows else []
    taken = stack.ragged(ends.array()).take(picked)
    assert [taken[at].tolist() for at in range(len(taken))] == [rows[at] for at in picked]


def test_a_file_that_was_cut_is_an_error(tmp_path: Path) -> None:
    stack = Stack(tmp_path / "values.bin")
    stack.push(np.arange(9))
    ragged = stack.ragged(np.array([0, 4, 9]))
    (tmp_path / "values.bin").write_bytes(bytes(40))
    with pytest.raises(OSError, match="is shorter than it was"):
        ragged.take([1])
    stack.close()


@given(st.lists(st.lists(st.integers(0, 9), max_size=3), max_size=4))
def test_a_stack_in_a_file_is_one_in_memory(batches: list[list[int]]) -> None:
    with TemporaryDirectory() as folder:
        on_disk, in_memory = Stack(Path(folder) / "stack.bin"), Stack(None)
        for batch in batches:
            array = np.array([(value, value + 1) for value in batch], np.int64).reshape(-1, 2)
            on_disk.push(array)
            in_memory.push(array)
        found = on_disk.array()
        assert np.array_equal(found, in_memory.array())
        assert found.shape == in_memory.array().shape
        del found


def test_columns_hold_numbers_of_one_kind() -> None:
    stack = Stack(None)
    with pytest.raises(ValueError, match=r"newsnorm\.Ragged"):
        stack.push(np.array(["a", None], object))
    stack.push(np.array([1, 2], np.int64))
    with pytest.raises(ValueError, match="were"):
        stack.push(np.array([1.5]))
