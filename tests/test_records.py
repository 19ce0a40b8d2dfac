"""Records: what a reject shows of them, and that they travel between processes."""

from __future__ import annotations

import json
import math
import pickle
from base64 import b64decode
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.errors import InputError
from newsnorm.io.records import CUT, Raw, cut, plain

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.text(), values),
    max_leaves=10,
)
ROWS = st.dictionaries(st.text(), JSON | st.datetimes() | st.binary(max_size=9))


@given(data=st.binary(max_size=40))
def test_the_bytes_of_a_line_can_be_had_back(data: bytes) -> None:
    """As text where they are UTF-8, else in base64: never both, never changed."""
    reject = Raw("dump.jsonl", 1, data).as_reject()
    assert len(reject) == 1
    if "raw" in reject:
        assert reject["raw"].encode() == data
    else:
        assert b64decode(reject["raw_base64"]) == data


@given(row=ROWS)
def test_a_row_can_always_be_shown(row: dict[str, Any]) -> None:
    """As JSON, whatever it holds."""
    shown = Raw("dump.parquet", 1, row).as_reject()
    assert json.loads(shown["raw"]) == json.loads(json.dumps(plain(row)))


def nested(depth: int) -> dict[str, Any]:
    """A row that is nested deeper than Python can go."""
    row: dict[str, Any] = {}
    for _ in range(depth):
        row = {"in": row}
    return row


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (None, {}),
        ("as it was", {"raw": "as it was"}),
        ({"day": date(2022, 2, 2)}, {"raw": '{"day": "2022-02-02"}'}),
        ({"text": "\ud800"}, {"raw": r'{"text": "\ud800"}'}),
        (nested(100_000), {}),
    ],
    ids=["nothing", "text", "date", "lone surrogate", "too deep"],
)
def test_what_there_is_is_shown(data: Any, shown: Mapping[str, str]) -> None:
    """Nothing, if there is nothing, or it cannot be written."""
    assert Raw("dump", 1, data).as_reject() == shown


@given(text=st.text(max_size=20), end=st.binary(max_size=3))
def test_what_is_cut_is_a_beginning_and_stays_text(text: str, end: bytes) -> None:
    """No character of UTF-8 is torn apart, and no more is lost than has to be."""
    whole = text.encode("utf-8", "replace") * 500
    short = cut(whole + end)
    assert whole.startswith(short) or len(whole) < CUT
    assert CUT - 3 <= len(short) <= CUT or short == whole + end
    if len(whole) > CUT:
        short.decode("utf-8")


@given(data=st.none() | st.text() | st.binary(max_size=40) | ROWS)
def test_a_record_travels_between_processes(data: Any) -> None:
    """Its fault too, with its code."""
    good = Raw("dump.jsonl", 7, data)
    assert pickle.loads(pickle.dumps(good)) == good
    bad = pickle.loads(pickle.dumps(Raw("dump.jsonl", 7, data, InputError("no-text", "empty"))))
    assert (bad.file, bad.number, bad.data) == ("dump.jsonl", 7, data)
    assert (type(bad.fault), bad.fault.code, str(bad.fault)) == (InputError, "no-text", "empty")


@given(value=JSON.filter(lambda value: "inf" not in json.dumps(value).lower()))
def test_what_is_json_stays_as_it_is(value: Any) -> None:
    """Type by type."""
    made = plain(value)
    assert (made, type(made)) == (value, type(value))


@pytest.mark.parametrize(
    ("value", "made"),
    [
        (math.nan, None),
        (-math.inf, None),
        (date(2022, 2, 2), "2022-02-02"),
        (datetime(2022, 2, 2, 10, tzinfo=UTC), "2022-02-02T10:00:00+00:00"),
        (time(10, 30), "10:30:00"),
        (b"Snow", "Snow"),
        (b"\xff", "/w=="),
        (Decimal("1.50"), "1.50"),
        ([(1, b"a"), {2: math.nan}], [[1, "a"], {"2": None}]),
    ],
)
def test_what_json_has_not_becomes_what_it_has(value: object, made: object) -> None:
    """A row must come out of a run, whatever its columns hold."""
    assert plain(value) == made
