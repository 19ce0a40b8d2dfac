"""Words with their places are the same however they are found, in any script."""

from __future__ import annotations

from collections.abc import Collection

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from newsnorm_entities.organization_words import CALLED_BEFORE, CALLED_BEHIND, SIGNS
from newsnorm_entities.searched import among
from newsnorm_entities.sport_words import LIKELY, SURE
from newsnorm_entities.vocabulary import ROLES
from newsnorm_entities.words import (
    LATIN,
    Line,
    Word,
    Words,
    is_capitals,
    is_latin,
    lines_in_capitals,
)

PIECES = st.one_of(
    st.sampled_from((*" \n'’-–.,:\"(1aÉßİ", "\u0301", "\u0345", "\ufeff", "😀", "'s", "’S")),
    st.sampled_from(
        ("Kyiv", "NATO", "O'Neil", "US-led", "Київ", "KIEV REJECTS\n", ". ", ", ", "¾")
    ),
    st.text(max_size=3),
)
TEXTS = st.lists(PIECES, max_size=20).map("".join)


def naive(text: str) -> list[Word]:
    """Word by word."""
    found = []
    for word in regex.finditer(
        r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*", text
    ):
        printed = word.group()
        possessive = printed.endswith(("'s", "’s", "'S", "’S"))
        printed = printed[:-2] if possessive else printed
        start = word.start()
        found.append(Word(start, start + len(printed), printed, printed.lower(), possessive))
    return found


@given(TEXTS)
@example("Ukraine's O'Neil's US-led 's")
def test_words_are_those_found_one_by_one(text: str) -> None:
    words = Words(text)
    expected = naive(text)
    assert expected == list(words)
    assert [word.text for word in expected] == words.texts
    assert [word.lower for word in expected] == words.lowers
    assert all(text[word.start : word.end] == word.text for word in words)


@given(TEXTS)
def test_gaps_are_what_stands_between_words(text: str) -> None:
    words = Words(text)
    for index in range(len(words)):
        end = words[index].end + 2 * words[index].possessive
        following = words[index + 1].start if index + 1 < len(words) else None
        assert words.gap(index) == ("\n" if following is None else text[end:following])
        assert words[index].capital == words.is_capital(index)
        assert words[index].possessive == words.is_possessive(index)
        assert words.at(words[index].start) == index
    assert "\n" == words.gap(-1) == words.gap(len(words))


@given(TEXTS)
def test_the_first_words_of_sentences_are_told_by_what_stands_before(text: str) -> None:
    opening = regex.compile(r"(?:\A|[\n.!?:;…]['\")\]]{0,2})[ ]?[-–—*•'\"(\[]{0,3}[ ]?\Z")
    words = Words(text)
    for index in range(len(words)):
        start = words[index].start
        found = opening.search(text, max(0, start - 6), start)
        assert bool(found) == words.opens_sentence(index)


@given(TEXTS)
def test_lines_in_capitals_are_those_that_are_capitals_line_by_line(text: str) -> None:
    spans = lines_in_capitals(text)
    assert [line for line in text.split("\n") if is_capitals(line)] == [text[a:b] for a, b in spans]


@given(st.text(max_size=8))
def test_latin_texts_have_no_letters_but_latin_ones(text: str) -> None:
    if is_latin(text):
        wide = regex.findall(r"[\p{L}\p{M}\p{N}]", text)
        assert wide == regex.findall(f"[{LATIN}]", text)


def test_every_letter_of_a_latin_text_is_known_as_one() -> None:
    points = [chr(point) for point in range(0x20000) if not 0xD800 <= point < 0xE000]
    text = "".join(char for char in points if is_latin(char))
    assert regex.findall(r"[\p{L}\p{M}\p{N}]", text) == regex.findall(f"[{LATIN}]", text)


def test_what_ends_as_a_sentence_is_no_headline() -> None:
    assert Line.of("Kiev Rejects Moscow Offer").headline
    assert not Line.of('Kiev Rejects Moscow Offer." ').headline


@given(TEXTS, st.lists(PIECES, min_size=1, max_size=3).map("".join).filter(bool))
@example("Velt & Co, Velts, Velt-Roe, Velt", "Velt")
@example("a-a-a-a", "a-a")
def test_words_stand_in_a_long_text_where_they_stand_in_a_short_one(text: str, form: str) -> None:
    places = list(Words(text).places(form))
    assert places == [
        at
        for at in range(len(text))
        if text.startswith(form, at)
        and not text[max(0, at - 1) : at].isalnum()
        and not text[at + len(form) : at + len(form) + 1].isalnum()
    ]
    long = Words(text + "\n." * 10_000)
    assert places == [at for at in long.places(form) if at + len(form) <= len(text)]


@pytest.mark.parametrize(
    "wanted",
    [{role.split()[0] for role in ROLES}, SIGNS, CALLED_BEFORE, CALLED_BEHIND, SURE, LIKELY],
)
def test_every_word_of_a_list_that_texts_are_searched_for_is_found(wanted: Collection[str]) -> None:
    """What one pass finds for all lists holds what is looked for word by word."""
    words = Words(" and ".join(sorted(wanted)))

    assert among(words, wanted) == [at for at, low in enumerate(words.lowers) if low in wanted]
    assert len(among(words, wanted)) >= len(wanted) / 2
