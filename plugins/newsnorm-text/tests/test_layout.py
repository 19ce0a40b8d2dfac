"""Lines: wrapped ones are rejoined on evidence, hyphens go only if the document has the word."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import newsnorm
from newsnorm_text import layout, newsnorm_cleaners
from newsnorm_text.layout import Layout
from newsnorm_text.wraps import joints

TEXT = newsnorm.Pipeline.of(cleaners=newsnorm_cleaners())
STORY = """\
The harbour board voted on Tuesday to dredge the northern channel before the ice comes back, \
although two of its members said that the money would be better spent on the old breakwater.
Work will begin in May. "We have waited for eleven years and can wait for one more winter," \
said Marta Lindqvist, who has run the fish market since her father drowned.
The ferry company has not said whether it will pay its share of the cost, which is put at \
4.2 million crowns. It had promised to do so in 2016 and again in 2019.""".split("\n")


def clean(text: str) -> list[str]:
    return TEXT.normalize(text).text.split("\n")


@pytest.mark.parametrize("width", [38, 57, 64, 72, 80, 120])
@pytest.mark.parametrize(("indent", "between"), [("", "\n\n"), ("    ", "\n"), ("", "\n")])
def test_wrapped_paragraphs_are_rejoined(width: int, indent: str, between: str) -> None:
    wrapped = between.join(
        textwrap.fill(paragraph, width, initial_indent=indent) for paragraph in STORY
    )
    assert clean(wrapped) == STORY


def test_a_first_line_shortened_by_a_dateline_is_rejoined() -> None:
    wrapped = "\n".join(textwrap.fill(p, 66, initial_indent="    ") for p in STORY)
    assert clean(wrapped[20:])[0] == STORY[0][16:]


def test_a_sentence_that_ends_with_its_line_ends_no_paragraph_where_no_line_is_short() -> None:
    lines = [
        "The council has painted the shutters of the square grey",
        "after four hours in which each member showed a sample.",
        "Most of them liked blue, but blue was dearer and would",
        "not dry.",
    ]
    assert clean("\n".join(lines)) == [" ".join(lines)]


@pytest.mark.parametrize("line", ["By MARTA LINDQVIST", "HARBOUR BOARD", "(END)", "-30-"])
def test_short_lines_of_their_own_stay(line: str) -> None:
    body = "\n\n".join(textwrap.fill(paragraph, 64) for paragraph in STORY)
    assert clean(f"{line}\n\n{body}\n\n{line}") == [line, *STORY, line]
    assert clean(f"{line}\n{body}\n{line}") == [line, *STORY, line]


def test_lists_in_a_wrapped_text_stay() -> None:
    items = ["- the northern channel", "- the old breakwater", "- two lights"]
    body = "\n\n".join(textwrap.fill(paragraph, 64) for paragraph in STORY)
    assert clean(body + "\n\n" + "\n".join(items)) == [*STORY, *items]


def test_lines_of_ideographs_are_joined_without_a_space() -> None:
    story = (
        "南部沿海的一座小城上周开放了一家只在退潮时营业的书店首日迎来三百多名读者店主过去是灯塔管理员"
        "潮水来了他们就关门书都放在高处没有人赶时间租金每月只收一元。"
    )
    wrapped = "\n".join(story[i : i + 20] for i in range(0, len(story), 20))
    assert clean(wrapped) == [story]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("the govern-\nment fell. A new government", "the government fell. A new government"),
        ("the co-\nop sold it. The coop", "the coop sold it. The coop"),
    ],
)
def test_a_hyphen_goes_if_the_word_stands_elsewhere(broken: str, whole: str) -> None:
    assert clean(broken) == [whole]


@pytest.mark.parametrize(
    ("last", "first", "joined"),
    [
        ("Guinea-", "Bissau", "Guinea-Bissau"),
        ("govern-", "ment", "govern-ment"),
        ("two-", "and three-year", "two- and three-year"),
        ("F-", "16s", "F-16s"),
        ("over -", "for now", "over - for now"),
    ],
)
def test_a_hyphen_stays_if_the_word_does_not(last: str, first: str, joined: str) -> None:
    body = textwrap.fill(STORY[0], 64)
    filler = "The dredgers of the harbour of the northern isles of "[: 63 - len(last)] + " "
    text = f"{body}\n\n{filler}{last}\n{first} have been sold for scrap, the board said.\n"
    assert " ".join(f"{filler}{joined} have been sold for scrap, the board said.".split()) in [
        " ".join(line.split()) for line in clean(text)
    ]


def test_lines_that_are_no_wider_than_others_are_not_full() -> None:
    assert joints(["One short line", "and another one"], [True, False]) == {}


@given(
    st.lists(st.text("abc .,-\n", max_size=80), max_size=12).map("\n".join),
)
@example("a-\n\na.aa")
def test_one_call_settles_lines(text: str) -> None:
    view = newsnorm.ArticleView()
    once = newsnorm.Alignment.of(text, Layout().edits(text, view)).target
    assert Layout().edits(once, view) in ((), [])


@given(st.text(alphabet="a-. \t\n\r\x0b", max_size=60))
@example("a.\r\n\r\na.")
@example(" \n ")
@example("a-\na")
def test_lines_that_were_plainly_not_wrapped_are_parted_as_all_others(text: str) -> None:
    quick = Layout().edits(text, newsnorm.ArticleView())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "_separate", lambda _: None)
        assert [*quick] == [*Layout().edits(text, newsnorm.ArticleView())]
