"""Segments: what is read is what was written, by row, by piece and by value."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.columns import Ragged
from newsnorm.errors import DamagedIndex
from newsnorm.index import segments
from newsnorm.index.merging import to_merge
from newsnorm.index.segments import Segment, writing


def opened(path: Path) -> Segment:
    return Segment(path, path.stat().st_size)


@given(
    st.lists(st.integers(0, 30), max_size=60),
    st.lists(st.integers(0, 31), max_size=20),
    st.integers(1, 5),
    st.sampled_from([1, 3, 1 << 20]),
)
def test_values_are_found_where_they_are(
    values: list[int], wanted: list[int], fence: int, piece: int
) -> None:
    """Whatever the size of blocks: as numpy finds them in the whole column."""
    column = np.array(sorted(values), np.uint64)
    keys = np.array(sorted(set(wanted)), np.uint64)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "FENCE", fence)
        patch.setattr(segments, "PIECE", piece)
        path = Path(folder, "a.segment")
        with writing(path) as writer:
            writer.sorted("keys", column)
        segment = opened(path)
        starts, ends = segment.ranges("keys", keys)
        assert np.concatenate([*segment.pieces("keys")]).tolist() == column.tolist()
        segment.close()
    left, right = (np.searchsorted(column, keys, side=side) for side in ("left", "right"))
    assert (ends - starts).tolist() == (right - left).tolist()
    there = right > left
    assert starts[there].tolist() == left[there].tolist()


ROWS = st.lists(st.lists(st.integers(0, 9), max_size=5), min_size=1, max_size=12)


@given(ROWS, st.data())
def test_rows_are_taken_in_any_order(rows: list[list[int]], data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=12))
    ragged = Ragged.of([np.array(row, np.int16) for row in rows])
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(segments, "BLOCK", 16)
        path = Path(folder, "a.segment")
        with writing(path) as writer:
            writer.ragged("rows", [ragged])
            writer.column("sums", [np.array([[sum(row), len(row)] for row in rows])])
        segment = opened(path)
        taken = segment.take_ragged("rows", np.array(wanted, np.int64))
        assert [taken[at].tolist() for at in range(len(taken))] == [rows[at] for at in wanted]
        sums = segment.take("sums", np.array(wanted, np.int64))
        assert sums.tolist() == [[sum(rows[at]), len(rows[at])] for at in wanted]
        segment.close()


def test_columns_with_one_content_are_stored_once(tmp_path: Path) -> None:
    column: Any = np.arange(10_000)
    for name, columns in (("one", ["a"]), ("two", ["a", "b"])):
        with writing(tmp_path / name) as writer:
            for title in columns:
                writer.column(title, [column[:70], column[70:]])
            writer.column("last", [column[:5]])
    one, two = ((tmp_path / name).stat().st_size for name in ("one", "two"))
    assert two - one < 100
    segment = opened(tmp_path / "two")
    assert (segment.read("b") == column).all()
    assert segment.read("last").tolist() == [0, 1, 2, 3, 4]
    segment.check()
    segment.close()


def test_a_block_that_was_changed_spoils_what_it_holds_alone(tmp_path: Path) -> None:
    """It is told when it is read, and what lies elsewhere can be."""
    path = tmp_path / "a.segment"
    with writing(path) as writer:
        writer.column("one", [np.zeros(segments.BLOCK, np.int64)])
        writer.column("two", [np.ones(segments.BLOCK, np.int64)])
    data = bytearray(path.read_bytes())
    data[len(data) // 2 + segments.BLOCK * 2] ^= 1
    path.write_bytes(data)
    segment = opened(path)
    assert not segment.read("one").any()
    with pytest.raises(DamagedIndex, match=r"a\.segment is damaged: what it has from byte \d+ on"):
        segment.read("two")
    segment.close()


@given(st.lists(st.integers(1, 40), max_size=300))
def test_segments_stay_few_however_many_adds_there_are(adds: list[int]) -> None:
    sizes: list[int] = []
    copied = 0
    for size in adds:
        sizes.append(size)
        while found := to_merge(sizes):
            start, end = found
            copied += sum(sizes[start:end])
            sizes[start:end] = [sum(sizes[start:end])]
    assert len(sizes) <= 3 * max(1, sum(adds)).bit_length()
    assert copied <= sum(adds) * 12
    assert sum(sizes) == sum(adds)
