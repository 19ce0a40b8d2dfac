"""CSV and TSV: as the csv module reads them, and on where it cannot go on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.io.options import Limits
from newsnorm.io.records import Raw
from newsnorm.io.streams import split
from newsnorm.io.tables import ROW_LINES, read_table
from newsnorm.testing.timing import steep

CELL = st.text(st.characters(codec="utf-8") | st.sampled_from('",\t\r\n ;x'), max_size=9)


def rows(
    data: bytes, delimiter: str = ",", *, header: bool = True, limits: Limits | None = None
) -> Iterator[Raw]:
    """The rows of a table."""
    limits = limits or Limits()
    lines = split(iter([data]), limits.line_bytes)
    return read_table(
        lines, "a.csv", delimiter=delimiter, encoding="utf-8", header=header, limits=limits
    )


def shown(raws: Iterator[Raw]) -> list[tuple[int, Any]]:
    """The number of each row with its cells, or the code of what is wrong with it."""
    return [
        (raw.number, raw.fault.code if raw.fault else list((raw.data or {}).values()))  # type: ignore[union-attr]
        for raw in raws
    ]


@given(
    table=st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1)
    ),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    delimiter=st.sampled_from([",", "\t"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_the_csv_module_writes_is_read(
    table: list[list[str]], quoting: Literal[0, 1, 2], delimiter: str, end: str
) -> None:
    """Cell by cell, with line ends and quotes in them; only rows of nothing are no rows."""
    buffer = io.StringIO()
    csv.writer(buffer, quoting=quoting, delimiter=delimiter, lineterminator=end).writerows(table)
    raws = list(rows(buffer.getvalue().encode(), delimiter, header=False))
    assert not [raw.fault for raw in raws if raw.fault]
    # The csv module does not quote a carriage return at the end of a line that ends with none.
    if "\r" not in buffer.getvalue() or end == "\r\n":
        assert [cells for _, cells in shown(iter(raws))] == table


@given(data=st.text('ab", \n', max_size=40))
def test_the_csv_module_agrees_wherever_it_reads_on(data: str) -> None:
    """Strictly, that is: what it refuses is refused here, and what it reads is read the same."""
    expected: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(data, newline=""), strict=True):
            if cells:
                expected.append(cells)  # noqa: PERF401 - those before a fault count
        whole = True
    except csv.Error:
        whole = False
    width = len(expected[0]) if expected else 0
    found = shown(rows(data.encode(), header=False))
    if whole and all(len(cells) == width for cells in expected):
        assert [cells for _, cells in found] == expected
    else:
        assert any(isinstance(cells, str) for _, cells in found)


@given(
    data=st.binary(max_size=60) | st.lists(st.sampled_from([b'"', b",", b"\n", b"a"])).map(b"".join)
)
def test_no_bytes_raise(data: bytes) -> None:
    """Every row is a mapping with the same columns, or a fault; numbers never go back."""
    raws = list(rows(data))
    numbers = [raw.number for raw in raws]
    assert numbers == sorted(set(numbers))
    assert len({tuple(raw.data) for raw in raws if isinstance(raw.data, dict)}) <= 1
    assert all((raw.fault is None) == isinstance(raw.data, dict) for raw in raws)


@pytest.mark.parametrize(
    ("data", "columns"),
    [
        (b"id,text\n1,x", ["id", "text"]),
        (b"id , text\n1,x", ["id", "text"]),
        (b'"id","te""xt"\n1,x', ["id", 'te"xt']),
        (b'id,"te\nxt"\n1,x', ["id", "te\nxt"]),
        (b",text\n1,x", ["1", "text"]),
        (b"text,text\n1,x", ["text", "text_2"]),
        (b"\n\r\nid,text\r\n1,x\r\n", ["id", "text"]),
    ],
)
def test_the_first_row_names_the_columns(data: bytes, columns: list[str]) -> None:
    """A name that is missing is the column's number; none is there twice."""
    (raw,) = rows(data)
    assert raw.data == dict(zip(columns, ["1", "x"], strict=True))


def test_a_table_without_a_header_has_numbered_columns() -> None:
    """The first row that can be read says how many there are."""
    assert [raw.data for raw in rows(b'"x"y,1\n2,3\n4,5', header=False) if not raw.fault] == [
        {"1": "2", "2": "3"},
        {"1": "4", "2": "5"},
    ]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ('1,"a\nb"\n2,c', [(2, ["1", "a\nb"]), (4, ["2", "c"])]),
        ('1,"a""b"\n2,c', [(2, ["1", 'a"b']), (3, ["2", "c"])]),
        ('1,a"b"\n2,c', [(2, ["1", 'a"b"']), (3, ["2", "c"])]),
        ('1,"a"b\n2,c', [(2, "bad-csv"), (3, ["2", "c"])]),
        ('1,"a\n2,b\n3,c', [(2, "bad-csv"), (3, ["2", "b"]), (4, ["3", "c"])]),
        ('1,"a\n2,"b"\n3,c', [(2, "bad-csv"), (3, ["2", "b"]), (4, ["3", "c"])]),
        ('"1","a\n"2","b"\n', [(2, "bad-csv"), (3, ["2", "b"])]),
        ("1,a,b\n2,c", [(2, "cell-count"), (3, ["2", "c"])]),
        ('1,a,"b\nx, y"\n2,c', [(2, "cell-count"), (4, ["2", "c"])]),
        ('1,"a "b" c\nx, y\n2,c', [(2, "bad-csv"), (3, "not-a-row"), (4, ["2", "c"])]),
        ("1, a\n2\n3, c", [(2, ["1", " a"]), (3, "cell-count"), (4, ["3", " c"])]),
        ("1,a\n2\n3, c", [(2, ["1", "a"]), (3, "cell-count"), (4, "not-a-row")]),
    ],
)  # fmt: skip
def test_a_broken_row_takes_no_other_with_it(data: str, found: list[tuple[int, Any]]) -> None:
    """And what is left of its text is not taken for an article."""
    assert shown(rows(b"id,text\n" + data.encode())) == found


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ('1\t"a" b\n2\tc', [(2, ["1", '"a" b']), (3, ["2", "c"])]),
        ('1\t"a\n2\t"b"\n3\tc', [(2, ["1", '"a']), (3, ["2", "b"]), (4, ["3", "c"])]),
        ('1\t"a\nb"\n2\tc', [(2, ["1", "a\nb"]), (4, ["2", "c"])]),
        ('1\t"a\tb\n2\tc', [(2, "bad-csv"), (3, ["2", "c"])]),
        ("1\ta, b\n2\n3\tc, d", [(2, ["1", "a, b"]), (3, "cell-count"), (4, ["3", "c, d"])]),
    ],
)
def test_a_quote_in_tsv_may_be_nothing_but_a_quote(data: str, found: list[tuple[int, Any]]) -> None:
    """Half of the programs that write it have no quoting, and news is full of quotes."""
    assert shown(rows(b"id\ttext\n" + data.encode(), "\t")) == found


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    """However long the table is that follows."""
    good = [f"{n},Snow fell." for n in range(3 * ROW_LINES)]
    bad = ['x,"Rain', *good]
    found = shown(rows("\n".join(["id,text", *good, *bad]).encode()))
    assert [cells for _, cells in found if isinstance(cells, list)] == 2 * [
        line.split(",") for line in good
    ]
    assert [entry for entry in found if isinstance(entry[1], str)] == [
        (3 * ROW_LINES + 2, "bad-csv")
    ]


def test_a_fault_shows_the_row_and_says_what_is_wrong() -> None:
    """For a person who opens the file there."""
    data = b'id,text\n1,\xff\n2,"a" b\n3,"c\n4\n'
    faults = [(raw.number, raw.data, str(raw.fault)) for raw in rows(data)]
    assert faults == [
        (2, b"1,\xff", "column 'text': byte 0 is not UTF-8"),
        (3, b'2,"a" b', "byte 5: text after a closing quote"),
        (4, b'3,"c', "a quote is still open where the file ends"),
        (5, b"4", "the row has 1 cell, the table 2 columns"),
    ]


@pytest.mark.parametrize(
    ("limits", "data", "code"),
    [
        (Limits(field_bytes=9), b"x" * 10, "field-too-long"),
        (Limits(field_bytes=9), b'"' + b"x" * 10 + b'"', "field-too-long"),
        (Limits(field_bytes=9), b'"xxxxx\nxxxxx"', "field-too-long"),
        (Limits(line_bytes=19), b"x" * 20, "line-too-long"),
        (Limits(line_bytes=19), b'"xxxxx\nxxxxx\nxxxxx\nxxxxx"', "line-too-long"),
    ],
)
def test_what_is_over_a_limit_is_not_read_on(limits: Limits, data: bytes, code: str) -> None:
    """Nor held; the rows around it arrive."""
    found = shown(rows(b"id,text\n1,a\n2," + data + b"\n3,b\n", limits=limits))
    assert found[0] == (2, ["1", "a"])
    assert found[1] == (3, code)
    assert found[-1][1] == ["3", "b"]


@pytest.mark.parametrize("line", ['a","b', 'a\na","b', '"', 'a,"""', 'a,"\nb,""""', '"a', ',"'])
def test_no_table_takes_time_beyond_its_size(line: str) -> None:
    """Quotes that make every line begin a row that has no end are read twice at most."""

    def data(size: int) -> bytes:
        return b"id,text\n" + f"{line}\n".encode() * (size // len(line))

    assert steep(lambda given: list(rows(given)), data) is None
