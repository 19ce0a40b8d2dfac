# ruff: noqa: SIM300  (what is expected stands first)
"""Articles: ids, records in and out, and the way back to the input."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import newsnorm
from newsnorm.alignment import Alignment, Change
from newsnorm.article import Article, Dateline, Mention, NormalizedArticle, to_json
from newsnorm.edits import Edit
from newsnorm.errors import InputError

TEXTS = st.lists(st.sampled_from("a b\0\n\ud800") | st.characters(), max_size=12).map("".join)

# JSON reads a high surrogate before a low one as one character, so a text has only one sort.
SCALARS = st.characters(codec="utf-8")
NO_HIGH = SCALARS | st.characters(min_codepoint=0xDC00, max_codepoint=0xDFFF)
NO_LOW = SCALARS | st.characters(min_codepoint=0xD800, max_codepoint=0xDBFF)


@st.composite
def normalized(draw: st.DrawFn) -> NormalizedArticle:
    """An article whose title and text were changed in some places."""
    characters = draw(st.sampled_from([NO_HIGH, NO_LOW]))
    strings = st.lists(characters, max_size=12).map("".join)
    raw = Article(draw(strings), title=draw(st.none() | strings), source=draw(st.none() | strings))
    fields = {"text": raw.text} if raw.title is None else {"title": raw.title, "text": raw.text}
    alignments: dict[Any, Alignment] = {}
    for name, text in fields.items():
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
        edits = [
            Edit(start, end, draw(strings), f"rule-{name}")
            for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        ]
        edits = [edit for edit in edits if edit.replacement != text[edit.start : edit.end]]
        alignments[name] = Alignment.of(text, edits)
    return NormalizedArticle(raw, alignments)


# Ids --------------------------------------------------------------------------------------------


def test_a_made_id_never_changes_between_versions() -> None:
    """Ids end up in other people's files."""
    assert "d225551ce2a719ef" == Article("Snow fell.", title="Snow", source="TASS").id


@given(TEXTS, TEXTS, TEXTS)
def test_a_made_id_depends_on_source_title_and_text_alone(
    text: str, title: str, source: str
) -> None:
    article = Article(text, title=title, source=source)
    other = Article(
        text, title=title, source=source, published="2022-02-02", language="en", extra={"a": 1}
    )

    assert other.id == article.id


@example(("", "", "a\0b"), ("", "a", "b"))
@example(("", "", "\ud800"), ("", "", "?"))
@example(("a", "", "b"), ("", "a", "b"))
@given(st.tuples(TEXTS, TEXTS, TEXTS), st.tuples(TEXTS, TEXTS, TEXTS))
def test_different_content_has_different_ids(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    ids = {Article(text, title=title, source=source).id for source, title, text in (one, other)}

    assert len({one, other}) == len(ids)


def test_a_given_id_is_kept() -> None:
    assert "tass-1" == Article("Snow fell.", id="tass-1").id


# Records in -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "code", "message"),
    [
        pytest.param(["text"], "not-an-object", "the record is a list", id="a list"),
        pytest.param("text", "not-an-object", "the record is a str", id="a string"),
        pytest.param({}, "no-text", "its fields: none", id="empty"),
        pytest.param({"body": "a", "id": 1}, "no-text", "'body', 'id'", id="another name"),
        pytest.param({"text": None}, "bad-type", "'text' is a NoneType", id="null text"),
        pytest.param({"text": b"a"}, "bad-type", "'text' is a bytes", id="bytes"),
        pytest.param({"text": "a", "title": ["b"]}, "bad-type", "'title' is a list", id="title"),
        pytest.param({"text": "a", "id": True}, "bad-type", "'id' is a bool", id="boolean id"),
        pytest.param({"text": "a", "published": 2022}, "bad-type", "'published'", id="a number"),
    ],
)
def test_a_record_that_is_no_article_is_refused(record: object, code: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        Article.from_record(record)

    assert code == caught.value.code


def test_a_record_fills_the_fields_it_has() -> None:
    record = {"id": 7, "text": "a", "title": None, "published": "2022-02-02", "language": "en"}

    expected = Article("a", id="7", published="2022-02-02", language="en")

    assert expected == Article.from_record(record)


def test_a_missing_id_is_made() -> None:
    assert Article("a").id == Article.from_record({"text": "a"}).id


KNOWN = {"text", "title", "id", "published", "source", "language"}
RESULT = {
    "dateline", "byline", "credits", "notices", "mentions", "edits", "warnings", "input", "schema",
}  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXTS,
    lambda values: st.lists(values, max_size=2) | st.dictionaries(TEXTS, values, max_size=2),
    max_leaves=5,
)
EXTRAS = st.dictionaries(
    TEXTS.filter(lambda name: name not in KNOWN) | st.sampled_from(["extra", *sorted(RESULT)]),
    JSON,
    max_size=5,
)


@example({"extra": 1, "section": None, "byline": "Roe", "schema": 7, "tags": []})
@given(EXTRAS)
def test_unknown_fields_come_first_and_untouched(extra: dict[str, Any]) -> None:
    """Those that newsnorm writes itself move to `input`."""
    article = Article.from_record({"text": "Snow fell.", **extra})
    record = NormalizedArticle(article, {"text": Alignment.identity("Snow fell.")}).to_record()

    unknown = {name: value for name, value in extra.items() if name not in RESULT}
    taken = {name: value for name, value in extra.items() if name in RESULT}
    assert list(unknown.items()) == list(record.items())[: len(unknown)]
    assert taken == record.get("input", {})
    assert extra == article.extra


@given(TEXTS)
def test_a_date_is_read_or_is_none(published: str) -> None:
    actual = Article("", published=published).published_date()

    assert actual is None or isinstance(actual, date)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2022-02-02", date(2022, 2, 2)),
        ("2022-02-02T23:59:59.5+03:00", date(2022, 2, 2)),
        ("2022-02-30", None),
        ("Feb 2, 2022", None),
        ("", None),
        (None, None),
    ],
)
def test_the_day_of_publication(published: str | None, expected: date | None) -> None:
    assert expected == Article("", published=published).published_date()


# Results ----------------------------------------------------------------------------------------


@given(normalized())
def test_undo_gives_the_input(article: NormalizedArticle) -> None:
    assert article.raw == article.undo()
    assert article.raw.id == article.undo().id


@given(normalized())
def test_the_record_alone_gives_the_input_back(article: NormalizedArticle) -> None:
    record = json.loads(to_json(article.to_record()))

    def input_of(name: str) -> str:
        changes = [
            Change(tuple(e["raw"]), e["start"], e["removed"], e["replacement"], e["rule"])
            for e in record.get("edits", [])
            if e["field"] == name
        ]
        return newsnorm.undo(record.get(name, ""), changes)

    assert article.raw.text == input_of("text")
    assert (article.raw.title or "") == input_of("title")


@given(normalized())
def test_a_record_is_one_line_of_utf8_that_reads_back(article: NormalizedArticle) -> None:
    record = article.to_record()
    line = to_json(record)

    assert record == json.loads(line.encode("utf-8"))
    assert "\n" not in line


@given(normalized())
def test_each_field_maps_with_its_own_offsets(article: NormalizedArticle) -> None:
    for name, steps in article.alignments.items():
        before, after = (0, len(steps.source)), (0, len(steps.target))
        assert steps.to_source(*after) == article.to_raw(*after, field=name)
        assert steps.to_target(*before) == article.to_text(*before, field=name)


def test_text_is_not_escaped_without_need() -> None:
    assert '{"text": "Київ 🙂"}' == to_json({"text": "Київ 🙂"})


def test_empty_fields_are_left_out_of_a_record() -> None:
    article = Article("", id="a", language="")
    normalized = NormalizedArticle(article, {"text": Alignment.identity("")})

    assert {"id": "a", "text": "", "schema": 1} == normalized.to_record()


def test_a_full_record() -> None:
    mention = Mention(
        "text", 0, 4, (6, 10), "Kiev", "geonames:703448", "Kyiv", "place", 1.0, "alias"
    )
    raw = Article(
        "KYIV. Kiev",
        "UPDATE 1-Snow",
        "a",
        "2022-02-02",
        "TASS",
        "en",
        {"byline": 3, "section": "w"},
    )
    article = NormalizedArticle(
        raw,
        {
            "title": Alignment.of(raw.title or "", [Edit(0, 9, "", "update")], prefix="wire/x"),
            "text": Alignment.of(raw.text, [Edit(0, 6, "", "dateline")], prefix="wire/x"),
        },
        dateline=Dateline("KYIV"),
        byline=("Jane Roe",),
        credits=("(Reporting by Jane Roe)",),
        notices=("UPDATE 1-",),
        mentions=(mention,),
        warnings=("unstable",),
    )

    expected = {
        "section": "w",
        "id": "a",
        "text": "Kiev",
        "title": "Snow",
        "published": "2022-02-02",
        "source": "TASS",
        "language": "en",
        "dateline": {"place": "KYIV"},
        "byline": ["Jane Roe"],
        "credits": ["(Reporting by Jane Roe)"],
        "notices": ["UPDATE 1-"],
        "mentions": [
            {
                "field": "text",
                "start": 0,
                "end": 4,
                "raw": [6, 10],
                "surface": "Kiev",
                "entity": "geonames:703448",
                "name": "Kyiv",
                "kind": "place",
                "score": 1.0,
                "reason": "alias",
            }
        ],
        "edits": [
            {
                "field": "title",
                "raw": [0, 9],
                "start": 0,
                "end": 0,
                "removed": "UPDATE 1-",
                "replacement": "",
                "rule": "wire/x:update",
            },
            {
                "field": "text",
                "raw": [0, 6],
                "start": 0,
                "end": 0,
                "removed": "KYIV. ",
                "replacement": "",
                "rule": "wire/x:dateline",
            },
        ],
        "warnings": ["unstable"],
        "input": {"byline": 3},
        "schema": 1,
    }
    assert expected == article.to_record()
