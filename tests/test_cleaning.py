# ruff: noqa: SIM300  (what is expected stands first)
"""The cleaning stage: a fold, repeated until nothing changes, that names who is at fault."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.article import Article, Dateline
from newsnorm.cleaning import MAX_PASSES, Cleaned, clean
from newsnorm.components import ArticleView, Cleaner
from newsnorm.edits import Edit, Edits, Furniture
from newsnorm.errors import PluginError
from newsnorm.rulecleaner import RuleCleaner
from newsnorm.rules import Extract, Replace, Rule, Scope


def body(pattern: str, replacement: str = "") -> Cleaner:
    return RuleCleaner(Rule("", pattern, Scope.BODY, Replace(replacement)))


def keep(pattern: str, field: Furniture) -> Cleaner:
    return RuleCleaner(Rule("", pattern, Scope.BODY, Extract(field)))


@dataclass
class Custom:
    """A cleaner from a function."""

    function: Callable[[str, ArticleView], Sequence[Edit]]

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:
        return self.function(text, article)


def cleaned(article: Article | str, *cleaners: Cleaner) -> Cleaned:
    article = Article(article, id="one") if isinstance(article, str) else article
    return clean(article, [(f"test/c{number}", cleaner) for number, cleaner in enumerate(cleaners)])


def text_of(article: Article | str, *cleaners: Cleaner) -> str:
    return cleaned(article, *cleaners).alignments["text"].target


# The fold ---------------------------------------------------------------------------------------


def test_each_cleaner_sees_what_the_one_before_left() -> None:
    assert "c" == text_of("a", body("a", "b"), body("b", "c"))
    assert "z" == text_of("ab", body("ab", "z"), body("a", ""))


def test_a_change_by_two_cleaners_names_both() -> None:
    (change,) = cleaned("a", body("a", "bb"), body("bb", "c")).alignments["text"].changes

    assert "test/c0+test/c1" == change.rule


def test_passes_are_repeated_until_nothing_changes() -> None:
    """What a later cleaner uncovers, an earlier one still finds."""
    result = cleaned("a", body("c", "d"), body("b", "c"), body("a", "b"))

    assert "d" == result.alignments["text"].target
    assert [] == result.warnings


@given(st.lists(st.sampled_from("aabb \n") | st.characters(), max_size=20).map("".join))
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    cleaners = body("ab", ""), body("b{2}", "b"), body(r"\s++", " ")
    once = cleaned(text, *cleaners)
    if not once.warnings:
        assert not cleaned(once.alignments["text"].target, *cleaners).alignments["text"]


def test_a_text_that_never_settles_is_unstable_and_keeps_its_last_form() -> None:
    result = cleaned("a", body(r"\Z", "a"))

    assert "a" * (MAX_PASSES + 1) == result.alignments["text"].target
    assert [f"unstable: text still changed after {MAX_PASSES} passes"] == result.warnings


def test_a_text_that_settles_in_the_last_pass_is_not_unstable() -> None:
    result = cleaned("a" * MAX_PASSES, body("^a"))

    assert "" == result.alignments["text"].target
    assert [] == result.warnings


def test_what_is_not_cut_is_not_kept() -> None:
    """The check for a fifth pass leaves nothing behind but the warning."""
    result = cleaned("abcdefg", keep("^.", "notices"))

    assert "efg" == result.alignments["text"].target
    assert ("a", "b", "c", "d") == result.strings("notices")


def test_no_cleaner_no_change() -> None:
    result = cleaned(Article("text", title="title"))

    assert [] == [name for name, steps in result.alignments.items() if steps]


# Fields -----------------------------------------------------------------------------------------


def test_title_and_text_are_cleaned_alike() -> None:
    alignments = cleaned(Article("ba", title="ab"), body("a")).alignments

    assert {"title": "b", "text": "b"} == {name: s.target for name, s in alignments.items()}
    assert ["title", "text"] == list(alignments)


def test_an_article_without_title_gets_none() -> None:
    assert ["text"] == list(cleaned("a", body("a")).alignments)


def test_a_cleaner_knows_the_field_and_the_article() -> None:
    seen: list[ArticleView] = []

    def look(text: str, view: ArticleView) -> Sequence[Edit]:
        seen.append(view)
        return ()

    article = Article("a", title="b", published="2022-02-02", source="TASS", language="en")
    published = article.published_date()
    cleaned(article, Custom(look))

    assert [
        ArticleView("text", "en", "TASS", published),
        ArticleView("title", "en", "TASS", published),
    ] == seen


def test_a_date_that_is_not_iso_gives_a_warning() -> None:
    result = cleaned(Article("a", published="Feb 2"))

    assert ["published: 'Feb 2' is not an ISO 8601 date"] == result.warnings


@pytest.mark.parametrize("published", [None, "", "2022-02-02"])
def test_an_iso_date_or_none_gives_no_warning(published: str | None) -> None:
    assert [] == cleaned(Article("a", published=published)).warnings


# What is kept -----------------------------------------------------------------------------------


def test_what_is_kept_stands_in_the_order_of_the_input() -> None:
    """Whichever cleaner found it first, and in whichever pass."""
    backwards = keep("3", "credits"), keep("2", "credits"), keep("1", "credits")
    shifted = keep("1", "credits"), body("-"), keep("[23]", "credits")

    assert ("1", "2", "3") == cleaned("1 2 3", *backwards).strings("credits")
    assert ("1", "2", "3") == cleaned("----1 2 3", *shifted).strings("credits")


def test_what_is_kept_of_the_title_stands_first() -> None:
    result = cleaned(Article("1 text", title="title 2"), keep(r"\d", "notices"))

    assert ("2", "1") == result.strings("notices")


def test_each_field_keeps_its_own_and_nothing_twice() -> None:
    result = cleaned("1 1 x", keep("1", "byline"), keep("x", "notices"))

    assert ("1",) == result.strings("byline")
    assert ("x",) == result.strings("notices")
    assert () == result.strings("credits")


def dateline(pattern: str, value: Dateline) -> Cleaner:
    return RuleCleaner(Rule("", pattern, Scope.HEAD, Extract("dateline", lambda *_: value)))


def test_a_second_dateline_fills_in_what_the_first_left_open() -> None:
    first, second = Dateline("KYIV", agency="TASS"), Dateline("MOSCOW", "2022-02-02", "AP", "x:1")

    result = cleaned("1.2.", dateline(r"1\.", first), dateline(r"2\.", second))

    assert Dateline("KYIV", "2022-02-02", "TASS", "x:1") == result.dateline


def test_the_texts_dateline_is_known_to_later_cleaners_and_to_the_title() -> None:
    marks = RuleCleaner(Rule("", "mark", Scope.BODY, agencies=("TASS",)))
    article = Article("KYIV. mark", title="mark")

    result = cleaned(article, marks, dateline("KYIV. ", Dateline(agency="TASS")), marks)

    assert ["", ""] == [steps.target for steps in result.alignments.values()]
    assert "KYIV. mark" == text_of(article, marks)


# Faults -----------------------------------------------------------------------------------------


def fail(text: str, view: ArticleView) -> Sequence[Edit]:
    raise ZeroDivisionError("nothing left")


@pytest.mark.parametrize(
    ("function", "message"),
    [
        pytest.param(fail, "failed on the text .* ZeroDivisionError: nothing left", id="fails"),
        pytest.param(
            lambda *_: [Edit(0, 2, ""), Edit(1, 3, "")],
            "returned edits that cannot be applied on the text .* overlaps",
            id="overlapping edits",
        ),
        pytest.param(lambda *_: [Edit(0, 99, "")], "lies outside the text", id="beyond the end"),
        pytest.param(lambda *_: [Edit(0, 0, "")], "changes nothing", id="no change"),
        pytest.param(lambda *_: ["cut"], "failed on the text", id="not an edit"),
        pytest.param(
            lambda *_: Edits([(0, 1, "", 7)]),  # type: ignore[list-item]
            "failed on the text .* names its rule 7",
            id="a row with a rule that is no text",
        ),
        pytest.param(
            lambda *_: Edits([("0", 1, "", "")]),  # type: ignore[list-item]
            "failed on the text",
            id="a row with an offset that is none",
        ),
        pytest.param(
            lambda *_: Edits([(0, 1, b"", "")]),  # type: ignore[list-item]
            "failed on the text",
            id="a row with a replacement that is no text",
        ),
    ],
)
def test_a_faulty_cleaner_is_named(
    function: Callable[[str, ArticleView], Sequence[Edit]], message: str
) -> None:
    with pytest.raises(PluginError, match=message) as caught:
        clean(Article("abc", id="tass-1"), [("wire/marks", Custom(function))])

    error = caught.value
    assert ("wire", "wire/marks", "clean", "tass-1") == (
        error.plugin,
        error.component,
        error.stage,
        error.article_id,
    )
    assert "cleaner 'wire/marks'" in str(error)
    assert "article 'tass-1'" in str(error)
