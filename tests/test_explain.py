# ruff: noqa: SIM300  (what is expected stands first)
"""Explanations: everything is said, and nothing in them can hide or take over a terminal."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm.alignment import Alignment
from newsnorm.article import Article, Dateline, FieldName, Mention, NormalizedArticle, Undecided
from newsnorm.edits import Edit
from newsnorm.explain import SHOWN, explain, explain_rules, printable

CHARACTERS = st.sampled_from("a \n\u202e\x1b\0\ud800") | st.characters()
TEXTS = st.lists(CHARACTERS, max_size=12).map("".join)


def article_of(text: str, *edits: Edit, **known: Any) -> NormalizedArticle:
    return NormalizedArticle(Article(text), {"text": Alignment.of(text, edits)}, **known)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Київ 🙂", "'Київ 🙂'"),
        ("", "''"),
        ("a\u202eb", r"'a\u202eb'"),
        ("\u2066a\u2069", r"'\u2066a\u2069'"),
        ("\x1b[31m", r"'\x1b[31m'"),
        ("a\nb\r\tc\0", r"'a\nb\r\tc\x00'"),
        ("a\u2028b\x85", r"'a\u2028b\x85'"),
        ("a\u00a0b\u00ad\u200b", r"'a\xa0b\xad\u200b'"),
        ("\ud800", r"'\ud800'"),
        ("\U000e0041", r"'\U000e0041'"),
    ],
)
def test_what_is_hidden_or_obeyed_is_escaped(text: str, expected: str) -> None:
    assert expected == printable(text)


def hidden(text: str) -> list[str]:
    """The controls, marks of direction, separators and lone surrogates of a text."""
    return [char for char in text if char != " " and unicodedata.category(char)[0] in "CZ"]


@given(st.lists(CHARACTERS, max_size=90).map("".join))
def test_nothing_hidden_is_left(text: str) -> None:
    assert [] == hidden(printable(text))


def test_a_long_passage_is_shortened_in_the_middle() -> None:
    assert f"'{'a' * SHOWN}'" == printable("a" * SHOWN)
    assert f"'a{'b' * (SHOWN // 2 - 1)} ... {'b' * (SHOWN // 2 - 1)}c'" == printable(
        "a" + "b" * SHOWN + "c"
    )


def test_an_article_without_anything_needs_no_explanation() -> None:
    assert "" == explain(article_of("Snow fell."))


def test_a_full_explanation() -> None:
    text = "KYIV. Snow  fell in Kiev Georgia"
    mention = Mention(
        "text", 13, 17, (19, 23), "Kiev", "x:1", "Kyiv", "place", 1.0, "alias",
        role="city of", stands_for="x:2",
    )  # fmt: skip
    article = NormalizedArticle(
        Article(text, title="A snow"),
        {
            "title": Alignment.of("A snow", [Edit(0, 2, "", "t")], prefix="p/c"),
            "text": Alignment.of(
                text, [Edit(0, 6, "", "d"), Edit(10, 12, " ", "s"), Edit(32, 32, ".", "e")]
            ),
        },
        dateline=Dateline("KYIV", agency="TASS"),
        byline=("Roe",),
        credits=("(Editing)",),
        notices=("UPDATE",),
        mentions=(mention,),
        undecided=(Undecided("text", 18, 25, "Georgia", ("x:3", "x:4"), "two"),),
        withdrawn=(Undecided("text", 0, 4, "Snow", (), "weather"),),
        warnings=("unstable",),
    )

    expected = [
        "title, 1 change",
        "0:2 cut 'A ' p/c:t",
        "text, 3 changes",
        "0:6 cut 'KYIV. ' d",
        "10:12 ' ' -> ' ' s",
        "32:32 add '.' e",
        "dateline: place KYIV, agency TASS",
        "byline: Roe",
        "credits: (Editing)",
        "notices: UPDATE",
        "mentions, 1",
        "13:17 'Kiev' Kyiv [x:1] alias; role city of; stands for x:2",
        "undecided, 1",
        "18:25 'Georgia' two [x:3, x:4]",
        "withdrawn, 1",
        "0:4 'Snow' weather []",
        "warning: unstable",
    ]
    assert expected == [" ".join(line.split()) for line in article.explain().split("\n")]


def test_lines_are_set_in_columns() -> None:
    article = article_of("a  b", Edit(1, 3, " ", "spaces"))

    expected = "text, 1 change\n  1:3       '  ' -> ' '                                spaces"
    assert expected == explain(article)


@given(st.data(), TEXTS, st.sampled_from(["title", "text"]))
def test_every_change_and_every_mention_appears(
    data: st.DataObject, text: str, field: FieldName
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = [
        Edit(start, end, "+" + data.draw(TEXTS), f"rule-{at}")
        for at, (start, end) in enumerate(zip(cuts[::2], cuts[1::2], strict=False))
    ]
    edits = [edit for edit in edits if edit.replacement != text[edit.start : edit.end]]
    steps = Alignment.of(text, edits)
    mentions = tuple(
        Mention(field, at, at + 1, (0, 0), steps.target[at], f"x:{at}", "N", "place", 1.0, "why")
        for at in range(len(steps.target))
    )
    article = NormalizedArticle(Article(""), {field: steps}, mentions=mentions)

    lines = explain(article).split("\n")

    for change in steps.changes:
        (line,) = [line for line in lines if line.endswith(f" {change.rule}")]
        assert line.startswith(f"  {change.raw[0]}:{change.raw[1]} ")
        assert printable(change.replacement) in line
        assert printable(change.removed) in line or not change.removed
    for mention in mentions:
        (line,) = [line for line in lines if f"[{mention.entity}]" in line]
        assert line.startswith(f"  {mention.start}:{mention.end} ")
        assert printable(mention.surface) in line


@given(TEXTS)
def test_an_explanation_holds_nothing_hidden_wherever_it_comes_from(text: str) -> None:
    left = Undecided("text", 0, 0, text, (text,), text)
    article = article_of(
        text,
        Edit(0, len(text), text + "+"),
        dateline=Dateline(text, text, text, text),
        byline=(text,),
        credits=(text,),
        notices=(text,),
        mentions=(Mention("text", 0, 0, (0, 0), text, text, text, "place", 1, text, text, text),),
        undecided=(left,),
        withdrawn=(left,),
        warnings=(text,),
    )

    assert [] == [char for char in hidden(explain(article)) if char != "\n"]
    assert 13 == len(explain(article).split("\n"))


def test_the_rules_of_a_pipeline_are_listed_with_their_examples() -> None:
    """Every rule of the preset says what it is for, and shows what it does."""
    lines = list(explain_rules(newsnorm.load("news@1").rules()))
    titles = [line for line in lines if not line.startswith(" ")]
    assert all(len(line.partition("  ")[2]) > 5 for line in titles)
    assert any(line.startswith("wire/furniture:dateline  ") for line in titles)
    assert "  leaves  'The 1/2/3 rule, said MAY. /TASS/ is an agency.'" in lines
