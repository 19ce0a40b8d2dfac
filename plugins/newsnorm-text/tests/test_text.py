"""Characters: what each rule changes, and what all cleaners keep to."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm_text import newsnorm_cleaners
from newsnorm_text.characters import INVISIBLE, QUOTES, SPACES, Characters, Spaces
from newsnorm_text.encoding import Encoding
from newsnorm_text.layout import Layout
from newsnorm_text.markup import Markup
from newsnorm_text.nfc import MAX_MARKS, Nfc

RULES = [*INVISIBLE, *QUOTES, *SPACES]
SPECS = {spec.name: spec for spec in newsnorm_cleaners()}
ALL = newsnorm.Pipeline.of(cleaners=newsnorm_cleaners())

odd = st.sampled_from(
    " \t\n\r\v\f\x85\x1f\x00\u00a0\u2028\u3000\u200b\u200d\u200e\u0301\u0323\u2019\u201c\u2033"
    "\ud800\U0001f469\u1100\u1161"
)
pieces = st.sampled_from(
    [
        *"& < > ; ? - \u00ad \u3000 東 \ufffd \x9d".split(" "),
        *"&amp; &# 39; quot; &lt; lt; <b <p> </p> <br> <!-- --> <script> </script> -LRB-".split(),
        *"â€ ™ Ã © Ð Ñ Р С Рё вЂ Ïðèâåò `` '' ?s govern ment".split(),
        *(" #39;s", "рТЙЧЕФ ", "-\n", "word word word\n", "x" * 40, "\n\n"),
    ]
)
any_text = st.lists(
    st.one_of(odd, st.characters(), st.sampled_from("ab.'\"- 5"), pieces), max_size=60
).map("".join)


def cleaner(name: str) -> newsnorm.Pipeline:
    """A pipeline with one cleaner of this plugin."""
    return newsnorm.Pipeline.of(cleaners=[SPECS[name]])


def only(rule: newsnorm.Rule) -> newsnorm.Pipeline:
    """A pipeline with one rule."""
    return newsnorm.Pipeline.of(cleaners=[newsnorm.CleanerSpec("text/one", lambda: [rule])])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name or "space")
def test_rule_changes_its_examples_and_leaves_its_traps(rule: newsnorm.Rule) -> None:
    nlp = only(rule)
    assert rule.examples
    for before, after in ((e.before, e.after) for e in rule.examples):
        assert nlp.normalize(before).text == after
    for trap in rule.traps:
        assert nlp.normalize(trap).text == trap


@pytest.mark.parametrize("name", SPECS)
@given(text=any_text)
def test_cleaner_is_idempotent_and_can_be_undone(name: str, text: str) -> None:
    article = cleaner(name).normalize(text)
    assert article.undo().text == text
    assert cleaner(name).normalize(article.text).edits == ()


@given(text=any_text)
def test_all_cleaners_together_settle_and_can_be_undone(text: str) -> None:
    article = ALL.normalize(text)
    assert article.warnings == ()
    assert article.undo().text == text
    assert ALL.normalize(article.text).text == article.text


@given(text=any_text)
def test_no_text_grows_by_more_than_line_ends(text: str) -> None:
    """A block tag leaves a line end, a name of a reference two characters at most."""
    assert len(ALL.normalize(text).text) <= len(text)


@given(text=st.text("ab \t\u00a0\u3000東、\n", max_size=30))
def test_spaces_are_what_their_rule_says(text: str) -> None:
    [rule] = SPACES
    assert cleaner("text/spaces").normalize(text).text == only(rule).normalize(text).text


@pytest.mark.parametrize("rules", [INVISIBLE, QUOTES], ids=["invisible", "quotes"])
@given(text=any_text)
def test_a_table_run_at_once_is_its_rules_run_in_turn(
    rules: tuple[newsnorm.Rule, ...], text: str
) -> None:
    at_once = newsnorm.Pipeline.of(
        cleaners=[newsnorm.CleanerSpec("text/one", lambda: Characters(rules))]
    )
    in_turn = newsnorm.Pipeline.of(cleaners=[newsnorm.CleanerSpec("text/one", lambda: rules)])
    assert at_once.normalize(text).text == in_turn.normalize(text).text


@pytest.mark.parametrize(
    "made",
    [Encoding(), Markup(), Nfc(), Spaces(), Layout()],
    ids=["encoding", "markup", "nfc", "spaces", "layout"],
)
@given(text=any_text)
def test_one_call_is_enough(made: newsnorm.Cleaner, text: str) -> None:
    """Idempotent without the passes of the stage."""
    view = newsnorm.ArticleView()
    once = newsnorm.Alignment.of(text, made.edits(text, view)).target
    assert not made.edits(once, view)


@given(text=any_text)
def test_all_cleaners_together_leave_clean_text(text: str) -> None:
    clean = ALL.normalize(text).text
    assert clean == clean.strip()
    assert not any(unicodedata.category(char) == "Cs" for char in clean)
    assert not {"\r", "\v", "\f", "\u2028", "\u00a0", "\u200b", "\u2019", "\ufeff"} & set(clean)
    assert "\n\n" not in clean
    assert "  " not in clean


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_nfc_agrees_with_the_standard_library(text: str) -> None:
    assert cleaner("text/nfc").normalize(text).text == unicodedata.normalize("NFC", text)


def test_nfc_edits_only_what_changes() -> None:
    article = cleaner("text/nfc").normalize("Cafe\u0301 in Cuneo, cafe\u0301.")
    assert [change.raw for _, change in article.edits] == [(3, 5), (19, 21)]


def test_nfc_composes_hangul() -> None:
    assert cleaner("text/nfc").normalize("\u1112\u1161\u11ab").text == "\ud55c"


def test_long_runs_of_marks_are_cut_before_they_are_sorted() -> None:
    article = cleaner("text/nfc").normalize("a" + "\u0323\u0301" * 5000)
    assert len(article.text) <= MAX_MARKS + 1
    assert len(article.undo().text) == 10001


def test_joiners_stay_where_scripts_and_emoji_need_them() -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u06cc\u0645"
    hindi = "\u0915\u094d\u200d\u0937"
    text = f"{family} {persian} {hindi}"
    assert cleaner("text/invisible").normalize(text).text == text


def test_layout_makes_a_paragraph_one_line() -> None:
    text = "\ufeff\n One.\r\n\r\n\tTwo. \u2028Three.\n\n"
    assert ALL.normalize(text).text == "One.\nTwo.\nThree."
