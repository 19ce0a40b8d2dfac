"""The lists of names and words: their form, and what they must and must not hold."""

from __future__ import annotations

from newsnorm_entities.given import common_words, eponyms, given_names, is_common_word, is_given
from newsnorm_entities.names import folded


def test_given_names_are_folded_and_no_word_is_one_too() -> None:
    names = given_names()
    assert len(names) > 10_000
    assert list(names) == sorted(names)
    assert all(name == folded(name) for name in names)
    assert not common_words() & set(names)


def test_names_of_many_countries_are_known() -> None:
    known = "Olena Nikolai Xavier Recep Ingrid Siobhan Mamadou Priyanka Yasuhiro Tzipi Malgorzata"
    assert all(is_given(name) for name in known.split())


def test_words_and_places_are_no_sure_given_names() -> None:
    for word in "Will Morgan Grant France Santa London The Nazi University".split():
        assert not is_given(word)


def test_common_words_spare_surnames() -> None:
    assert is_common_word("hornets")
    assert not any(is_common_word(name) for name in ("brown", "cook", "price", "bush"))


def test_eponyms_are_names_of_two_words_and_more() -> None:
    assert all(" " in name or "&" in name for name in eponyms())
