"""Whatever comes in: cleaning what is clean changes nothing, and what was done can be undone.

The suites ask this of each cleaner; here all cleaners of the preset run as they do for users, each
on what the others left. A text that needs more than four passes says so, and is left out.
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import newsnorm
from newsnorm.testing import any_text, news_text

TEXTS = st.one_of(any_text(), news_text(), st.tuples(news_text(), any_text()).map("\n".join))


@cache
def cleaners() -> newsnorm.Pipeline:
    recipe = newsnorm.load("news@1").recipe
    return newsnorm.load(newsnorm.Preset("cleaning", 1, cleaners=recipe.cleaners))


@settings(max_examples=500)
@given(TEXTS)
def test_cleaning_is_idempotent_and_can_be_undone(text: str) -> None:
    check(text)


@pytest.mark.long
@settings(max_examples=10_000)
@given(TEXTS)
def test_cleaning_is_idempotent_and_can_be_undone_ten_thousand_times(text: str) -> None:
    check(text)


def check(text: str) -> None:
    raw = newsnorm.Article(text, id="1")
    clean = cleaners().cleaned(raw)
    assert clean.undo().text == text
    assert newsnorm.Alignment.of(
        text,
        [newsnorm.Edit(*change.raw, change.replacement) for _, change in clean.edits],
    ).target == (clean.text)
    if not any(warning.startswith("unstable") for warning in clean.warnings):
        again = cleaners().cleaned(newsnorm.Article(clean.text, id="1"))
        assert again.text == clean.text
