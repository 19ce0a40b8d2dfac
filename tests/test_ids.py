"""Tables of ids: as a dict and a sort would do it, for any text that an id can be."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.article import next_id
from newsnorm.ids import Order, OrderInMemory, Seen

NAMES = st.text(st.characters(exclude_categories=()), max_size=4)
"""With lone surrogates, NUL and what lies beyond 16 bits."""
INSTANTS = st.sampled_from(["2022-02-02T00:00:00+00:00", "2022-02-03T00:00:00+00:00", "~"])


@given(st.lists(st.tuples(INSTANTS, NAMES), unique_by=lambda entry: entry[1]), st.booleans())
def test_order_is_that_of_sorted(entries: Sequence[tuple[str, str]], in_file: bool) -> None:
    with (
        TemporaryDirectory() as folder,
        closing(Order(Path(folder, "order.db")) if in_file else OrderInMemory()) as order,
    ):
        for entry in entries:
            order.add([entry])
        found = list(order)
        assert len(order) == len(entries)
    assert [entries[number] for number, _ in found] == sorted(entries)
    names = [name.decode("utf-8", "surrogatepass") for _, name in found]
    assert names == [name for _, name in sorted(entries)]


@given(st.lists(st.tuples(NAMES, NAMES, st.integers(1, 2**40)), unique_by=lambda entry: entry[0]))
def test_what_was_seen_is_known_with_its_place(entries: Sequence[tuple[str, str, int]]) -> None:
    with Seen() as seen:
        seen.add(entries)
        for name, file, line in entries:
            assert name in seen
            assert seen.place(name) == f"{file}, line {line}"
        assert "longer than any" not in seen
        with pytest.raises(KeyError):
            seen.place("longer than any")


@given(st.sets(st.integers(2, 9)), st.sets(st.integers(2, 9)), st.integers(1, 4))
def test_copies_get_the_numbers_that_next_id_gives(
    before: set[int], taken: set[int], copies: int
) -> None:
    others = {f"x-{number}" for number in taken}
    used = {"x", *(f"x-{number}" for number in before)}
    with Seen() as seen:
        seen.add([(name, "dump.jsonl", 1) for name in sorted(used)])
        for _ in range(copies):
            name = seen.next_id("x", others)
            assert name == next_id("x", used | others)
            seen.add([(name, "dump.jsonl", 2)])
            used.add(name)
