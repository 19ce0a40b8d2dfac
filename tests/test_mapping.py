"""From records to articles: decoding, names, guesses, dates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.article import Article
from newsnorm.errors import ConfigError, InputError
from newsnorm.io.mapping import GUESSES, Mapped, decode_json, to_article
from newsnorm.io.options import FIELDS, InputOptions, Limits
from newsnorm.io.records import Raw

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.text(), values),
    max_leaves=10,
)


def mapped(record: object, **options: Any) -> Mapped:
    """What becomes of a line that holds a record."""
    data = json.dumps(record).encode()
    return to_article(Raw("dump.jsonl", 1, data), InputOptions(**options))


def refused(record: object, **options: Any) -> tuple[str, str]:
    """The code and the message with which it is refused."""
    with pytest.raises(InputError) as caught:
        mapped(record, **options)
    return caught.value.code, str(caught.value)


@given(value=JSON, ascii_only=st.booleans())
def test_every_json_value_is_read_as_the_standard_library_reads_it(
    value: object, ascii_only: bool
) -> None:
    """Numbers keep their types, escapes are resolved."""
    data = json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    try:
        expected = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        with pytest.raises(InputError, match="is not UTF-8"):
            decode_json(data)
    else:
        assert decode_json(data) == expected


@given(
    data=st.binary(max_size=40)
    | st.text('[]{}":,0123456789.eE-+ NaInfity', max_size=9).map(str.encode)
)
def test_no_bytes_raise_anything_but_an_input_error(data: bytes) -> None:
    """Whatever stands in a line, the next one is read."""
    try:
        decode_json(data)
        code = "read"
    except InputError as error:
        code = error.code
    assert code in {"read", "not-utf-8", "not-json"}


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (
            b"{'text': 1}",
            "not-json",
            "Expecting property name enclosed in double quotes at column 2",
        ),
        (b'{"text": "a\xff"}', "not-utf-8", "byte 11 is not UTF-8"),
        (b'{"text": "a\x00"}', "not-json", "Invalid control character at column 12"),
        (b"NaN", "not-json", "NaN is not JSON"),
        (b"-1e400", "not-json", "the number -1e400 is too large"),
        (b"[" * 200_000, "too-deep", "the record is nested deeper than 100"),
        (b"[" * 101 + b"]" * 101, "too-deep", "the record is nested deeper than 100"),
        (b"", "not-json", "Expecting value at column 1"),
    ],
)
def test_a_line_that_cannot_be_read_says_where_and_why(
    data: bytes, code: str, message: str
) -> None:
    """With a code for counting and a place for finding it."""
    with pytest.raises(InputError) as caught:
        decode_json(data)
    assert (caught.value.code, str(caught.value)) == (code, message)


def test_a_number_of_more_digits_than_python_takes_is_refused() -> None:
    """It would not come out again as it went in."""
    with pytest.raises(InputError) as caught:
        decode_json(b"1" * 5000)
    assert caught.value.code == "not-json"


def test_depth_is_counted_as_brackets_are() -> None:
    """A flat record has a depth of one; the limit is the caller's."""
    assert decode_json(b"[[1]]", depth=2) == [[1]]
    with pytest.raises(InputError, match="deeper than 1"):
        decode_json(b"[[1]]", depth=1)
    limits = Limits(depth=1)
    assert mapped({"text": "a", "n": 1}, limits=limits).article.extra == {"n": 1}
    assert refused({"text": "a", "n": []}, limits=limits)[0] == "too-deep"


def test_a_row_that_is_too_deep_is_refused_as_well() -> None:
    """Readers of plugins can hand out anything."""
    row: dict[str, Any] = {"text": "a"}
    for _ in range(100_000):
        row = {"text": "a", "in": row}
    with pytest.raises(InputError) as caught:
        to_article(Raw("dump", 1, row), InputOptions())
    assert caught.value.code == "too-deep"


@given(record=st.dictionaries(st.sampled_from([*FIELDS, "section", "n"]), JSON))
def test_a_record_in_our_own_names_is_read_as_the_api_reads_it(record: dict[str, Any]) -> None:
    """But for dates, which are read as well, and ours that are empty, which are not there."""
    record |= {"text": "Snow fell.", "published": None}
    filled = {name: value for name, value in record.items() if value != "" or name not in FIELDS}
    try:
        expected = Mapped(Article.from_record(filled))
    except InputError as error:
        fault = (error.code, str(error))
    else:
        assert mapped(record) == expected
        return
    assert refused(record) == fault


@pytest.mark.parametrize(
    ("field", "name"), [(field, name) for field, names in GUESSES.items() for name in names]
)
@pytest.mark.parametrize("spelling", [str, str.upper, str.title, lambda s: s.replace("_", " ")])
def test_common_names_are_guessed_however_they_are_spelt(
    field: str, name: str, spelling: Any
) -> None:
    """And told: what is guessed can be wrong."""
    name = spelling(name)
    value = "2021-03-03" if field == "published" else "Snow fell."
    found = mapped({"text": "Rain fell.", name: value} if field != "text" else {name: value})
    assert getattr(found.article, field) == value
    assert found.guesses == ((field, name),)
    assert found.warnings == ()


def test_names_that_are_guessed_belong_to_one_field() -> None:
    """Nothing can be two things."""
    names = [name for names in GUESSES.values() for name in names]
    assert len(names) == len(set(names))
    assert not set(names) & set(FIELDS)
    assert list(GUESSES) == list(FIELDS) or set(GUESSES) == set(FIELDS)


@pytest.mark.parametrize(
    ("record", "text", "guesses"),
    [
        ({"text": "a", "body": "b"}, "a", ()),
        ({"text": "", "body": "b"}, "", ()),
        ({"text": None, "body": "b"}, "b", (("text", "body"),)),
        ({"TEXT": "a", "body": "b"}, "a", (("text", "TEXT"),)),
        ({"story": "a", "body": "b"}, "b", (("text", "body"),)),
        ({"body": "", "story": "a"}, "a", (("text", "story"),)),
        ({"body": {"html": "b"}, "story": "a"}, "a", (("text", "story"),)),
        ({"body": ""}, "", (("text", "body"),)),
        ({"Body": "a", "BODY": "b"}, "a", (("text", "Body"),)),
    ],
)
def test_a_guess_is_made_only_where_it_is_needed(
    record: dict[str, Any], text: str, guesses: tuple[tuple[str, str], ...]
) -> None:
    """Of names that are there, the likeliest that holds text; empty text is an article's too."""
    found = mapped(record)
    assert (found.article.text, found.guesses) == (text, guesses)


@pytest.mark.parametrize(
    ("record", "fields", "text", "extra"),
    [
        ({"body": "a", "n": 1}, {"text": "body"}, "a", {"n": 1}),
        ({"body": "a", "text": "b"}, {"text": "body"}, "a", {"text": "b"}),
        ({"a": {"b": "x"}}, {"text": "a.b"}, "x", {"a": {"b": "x"}}),
        ({"a.b": "x", "a": {"b": "y"}}, {"text": "a.b"}, "x", {"a": {"b": "y"}}),
        ({"story": "x", "body": "y"}, {"text": "story"}, "x", {"body": "y"}),
        ({"text": "x", "headline": "y"}, {"source": "headline"}, "x", {}),
    ],
)
def test_a_field_that_is_named_is_taken_and_nothing_else(
    record: dict[str, Any], fields: Mapping[str, str], text: str, extra: Mapping[str, Any]
) -> None:
    """What else there is stays, even if it has one of our names; nothing is taken twice."""
    found = mapped(record, fields=fields)
    assert (found.article.text, dict(found.article.extra)) == (text, extra)
    assert found.guesses == ()


@pytest.mark.parametrize(
    ("record", "fields", "refusal"),
    [
        (
            {"title": "x", "n": 1},
            {},
            ("no-text", "the record has no field 'text'; its fields: 'n', 'title'"),
        ),
        ({}, {}, ("no-text", "the record has no field 'text'; its fields: none")),
        (
            {"text": "x"},
            {"text": "body"},
            ("no-text", "the record has no field 'body'; its fields: 'text'"),
        ),
        (
            {"text": None},
            {},
            ("bad-type", "field 'text' is a NoneType; it must be a string"),
        ),
        ({"text": ["x"]}, {}, ("bad-type", "field 'text' is a list; it must be a string")),
        (
            {"text": "x", "published": {"day": 1}},
            {},
            ("bad-type", "field 'published' is a dict; it must be a string"),
        ),
        (
            {"text": "x", "published": True},
            {},
            ("bad-type", "field 'published' is a bool; it must be a string"),
        ),
        (["x"], {}, ("not-an-object", "the record is a list, not an object")),
    ],
)
def test_what_is_no_article_is_refused(
    record: object, fields: Mapping[str, str], refusal: tuple[str, str]
) -> None:
    """With the name that was looked for, and those that there are."""
    assert refused(record, fields=fields) == refusal


def test_a_guess_never_refuses_a_record() -> None:
    """What has another type is not what it seems, and stays what it is."""
    extra = {"headline": 5, "date": True, "guid": [], "site": {"url": "x"}, "lang": None}
    found = mapped({"text": "Snow fell.", **extra})
    assert found == Mapped(Article("Snow fell.", extra=extra))


def test_ids_and_dates_that_were_found_elsewhere_stay_there() -> None:
    """A name may be needed as it was, and so may what a date looked like."""
    record = {"text": "a", "guid": "https://a.example/1", "Date": "March 3, 2021", "Site": "A"}
    article = mapped(record).article
    assert (article.id, article.published) == ("https://a.example/1", "2021-03-03")
    assert article.source == "A"
    assert article.extra == {"guid": "https://a.example/1", "Date": "March 3, 2021"}


def test_a_link_is_no_id() -> None:
    """The versions of a story have one address: an id made of it would repeat."""
    article = mapped({"text": "a", "url": "https://a.example/1"}).article
    assert article.has_made_id()
    assert article.extra == {"url": "https://a.example/1"}


@pytest.mark.parametrize(
    ("published", "options", "read", "warnings"),
    [
        ("2021-03-03T10:00Z", {}, "2021-03-03T10:00Z", ()),
        ("March 3, 2021", {}, "2021-03-03", ()),
        (1622548800, {}, "2021-06-01T12:00:00Z", ()),
        ("", {}, None, ()),
        ("04.03.2021", {"date_formats": ("%d.%m.%Y",)}, "2021-03-04", ()),
        ("2021-03-03T10:00", {"timezone": "UTC"}, "2021-03-03T10:00:00Z", ()),
        (
            "04.03.2021",
            {},
            None,
            ("published: '04.03.2021' could be April 3 or March 4; say which with a date format",),
        ),
        ("soon", {}, None, ("published: 'soon' is not understood; give a date format",)),
    ],
)
def test_dates_are_read_and_kept_as_they_came(
    published: Any, options: dict[str, Any], read: str | None, warnings: tuple[str, ...]
) -> None:
    """An article with a bad date is an article; the date stays in `extra`."""
    found = mapped({"text": "a", "published": published}, **options)
    assert (found.article.published, found.warnings) == (read, warnings)
    kept = {"published": published} if published not in (read, "") else {}
    assert found.article.extra == kept


def test_a_row_becomes_json() -> None:
    """Tables have types that JSON has not; what is empty in CSV is not there."""
    row = {
        "text": "Snow fell.",
        "title": "",
        "published": datetime(2022, 2, 2, 10, tzinfo=UTC),
        "first_seen": date(2022, 2, 3),
        "score": float("nan"),
        "id": 7,
    }
    article = to_article(Raw("dump.parquet", 1, row), InputOptions()).article
    assert article == Article(
        "Snow fell.",
        id="7",
        published="2022-02-02T10:00:00+00:00",
        extra={"first_seen": "2022-02-03", "score": None},
    )


@pytest.mark.parametrize("text", ["", "\ud800", "a\x00b", "\u0301" * 9, "\ufeffx"])
def test_odd_text_is_text(text: str) -> None:
    """No text at all, lone surrogates, NUL, nothing but combining marks: they arrive."""
    assert mapped({"text": text}).article.text == text


def test_a_fault_of_reading_is_raised_as_it_is() -> None:
    """With its code."""
    fault = InputError("truncated", "the gzip stream ends too early")
    with pytest.raises(InputError) as caught:
        to_article(Raw("dump.jsonl.gz", 3, b"{", fault), InputOptions())
    assert caught.value is fault


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"encoding": "utf-9"}, "there is no encoding 'utf-9'"),
        ({"encoding": "base64"}, "there is no encoding 'base64'"),
        (
            {"fields": {"body": "text"}},
            "there is no field 'body'; the fields are text, title, id, published, source, language",
        ),
        ({"date_formats": ("%d %B",)}, "the date format '%d %B' has no year"),
        (
            {"timezone": "Mars/Olympus"},
            "there is no time zone 'Mars/Olympus'; names are like 'Europe/Kyiv'",
        ),
        (
            {"timezone": "../etc"},
            "there is no time zone '../etc'; names are like 'Europe/Kyiv'",
        ),
    ],
)
def test_options_that_make_no_sense_are_refused_at_once(
    options: dict[str, Any], message: str
) -> None:
    """Not after an hour of reading."""
    with pytest.raises(ConfigError) as caught:
        InputOptions(**options)
    assert str(caught.value) == message
