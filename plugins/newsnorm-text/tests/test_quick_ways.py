"""What is remembered or looked up another way for speed changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm import ArticleView, Cleaner, Rule
from newsnorm_text import characters, encoding, newsnorm_cleaners
from newsnorm_text.characters import INVISIBLE, QUOTES, Characters
from newsnorm_text.mojibake import altered
from newsnorm_text.odd import odd
from newsnorm_text.quiet import MANY

FILLING = "Снег выпал. " * (MANY // 8)
SIGNS = "аБ \n?\\<&\u200b\u200d\xad\u0301\u2019\u201c\u2032`РџвЂ™ТЙЧЕФâ€Ãé5"
CLEANERS = {spec.name: spec.factory for spec in newsnorm_cleaners()}


def fresh(name: str) -> Cleaner:
    made = CLEANERS[name]()
    assert not isinstance(made, Sequence)
    return made


@pytest.mark.parametrize("name", CLEANERS)
@given(before=st.text(SIGNS, max_size=12), after=st.text(SIGNS, max_size=12), data=st.data())
def test_a_cleaner_says_of_a_part_what_it_says_of_it_alone(
    name: str, before: str, after: str, data: st.DataObject
) -> None:
    text = before + FILLING + after
    cut = data.draw(st.integers(0, len(text)))
    used, view = fresh(name), ArticleView()
    for part in (text, text[cut:], text[:cut], text):
        assert list(used.edits(part, view)) == list(fresh(name).edits(part, view))


@pytest.mark.parametrize("rules", [INVISIBLE, QUOTES], ids=["invisible", "quotes"])
@given(
    text=st.text("a1 \n\u200b\ufeff\xad\u200d\u200e\x02\x1f\ud83d\u2019\u201c\u201d\u2032\u2033`")
)
def test_dense_texts_are_edited_as_sparse_ones(rules: Sequence[Rule], text: str) -> None:
    edits = []
    for dense in (0, 10**9):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(characters, "_DENSE", dense)
            edits.append(list(Characters(rules).edits(text, ArticleView())))

    assert edits[0] == edits[1]


@given(st.text(f"ab2 ?{encoding._TYPOGRAPHY}"))
def test_of_what_has_typography_alone_nothing_was_misread(text: str) -> None:
    """Which is why it is not asked."""
    assert encoding._misread(text, odd(text)) == []


def test_closing_quotes_without_their_last_byte_are_each_repaired() -> None:
    assert [(edit.start, edit.end, edit.replacement) for edit in altered("aâ€â€?â€\u2122â€")] == [
        (1, 6, "\u201d\u201d"),
        (9, 11, "\u201d"),
    ]
