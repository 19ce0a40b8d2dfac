"""Lines of a dump: what is read from them, and what is said of those that cannot be read."""

from __future__ import annotations

import json
from base64 import b64decode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.errors import InputError
from newsnorm.io.records import Line, read_lines

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.text(), values),
    max_leaves=10,
)


@given(value=JSON, ascii_only=st.booleans())
def test_every_json_value_is_read_as_the_standard_library_reads_it(
    value: object, ascii_only: bool
) -> None:
    """Numbers keep their types, escapes are resolved."""
    data = json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    line = Line("dump.jsonl", 1, data)
    try:
        expected = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        with pytest.raises(InputError, match="is not UTF-8"):
            line.decoded()
    else:
        assert line.decoded() == expected


@given(
    data=st.binary(max_size=40)
    | st.text('[]{}":,0123456789.eE-+ NaInfity', max_size=9).map(str.encode)
)
def test_no_bytes_raise_anything_but_an_input_error(data: bytes) -> None:
    """Whatever stands in a line, the next one is read."""
    try:
        Line("dump.jsonl", 1, data).decoded()
        code = "read"
    except InputError as error:
        code = error.code
    assert code in {"read", "not-utf-8", "not-json"}


@given(data=st.binary(max_size=40))
def test_the_bytes_of_a_line_can_be_had_back(data: bytes) -> None:
    """As text where they are UTF-8, else in base64: never both, never changed."""
    raw = Line("dump.jsonl", 1, data).raw()
    assert len(raw) == 1
    if "raw" in raw:
        assert raw["raw"].encode() == data
    else:
        assert b64decode(raw["raw_base64"]) == data


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"{'text': 1}", "not-json", "column 2: Expecting property name enclosed in double quotes"),
        (b'{"text": "a\xff"}', "not-utf-8", "byte 11 is not UTF-8"),
        (b"NaN", "not-json", "NaN is not JSON"),
        (b"-1e400", "not-json", "the number -1e400 is too large"),
        (b"[" * 100_000, "too-deep", "the record is nested too deeply"),
        (b"", "not-json", "column 1: Expecting value"),
    ],
)
def test_a_line_that_cannot_be_read_says_where_and_why(
    data: bytes, code: str, message: str
) -> None:
    """With a code for counting and a place for finding it."""
    with pytest.raises(InputError) as caught:
        Line("dump.jsonl", 1, data).decoded()
    assert (caught.value.code, str(caught.value)) == (code, message)


def test_a_number_of_more_digits_than_python_takes_is_refused() -> None:
    """It would not come out again as it went in."""
    with pytest.raises(InputError) as caught:
        Line("dump.jsonl", 1, b"1" * 5000).decoded()
    assert caught.value.code == "not-json"


@pytest.mark.parametrize(
    ("stream", "lines"),
    [
        ([b"{}\n", b"[]\n"], [(1, b"{}"), (2, b"[]")]),
        ([b"{}\n", b"[]"], [(1, b"{}"), (2, b"[]")]),
        ([b"{}\r\n", b"[]\r\n"], [(1, b"{}"), (2, b"[]")]),
        ([b"\n", b"{}\n", b" \t\r\n", b"[]\n"], [(2, b"{}"), (4, b"[]")]),
        ([b"\xef\xbb\xbf{}\n", b"\xef\xbb\xbf[]\n"], [(1, b"{}"), (2, b"\xef\xbb\xbf[]")]),
        ([], []),
    ],
    ids=["lines", "no line end at the end", "CRLF", "blank lines", "byte order mark", "empty"],
)
def test_lines_are_numbered_from_one_and_stripped_of_their_ends(
    stream: list[bytes], lines: list[tuple[int, bytes]]
) -> None:
    """Blank lines are left out but counted; a byte order mark goes from the first line alone."""
    assert list(read_lines(stream, "dump.jsonl")) == [
        Line("dump.jsonl", number, data) for number, data in lines
    ]
