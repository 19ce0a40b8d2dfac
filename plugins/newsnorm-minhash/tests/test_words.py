"""Words, spellings, facts: what is one and the same to a sketch, and what is not."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm_minhash import hashing
from newsnorm_minhash.encoded import Encoded
from newsnorm_minhash.facts import DATE, FIGURE, NAME, facts
from newsnorm_minhash.hashing import word_hash
from newsnorm_minhash.marks import hour, is_cut, version, whole
from newsnorm_minhash.sets import VALUES, bands, minhash, shingles
from newsnorm_minhash.spellings import NUMBER, Spellings, read, spellings
from newsnorm_minhash.words import split

PLAIN = Spellings([])


def hashes(text: str, table: Spellings = PLAIN) -> list[int]:
    found: list[int] = split(Encoded.of([text]), table).hashes.tolist()
    return found


def kinds(text: str, published: str | None = None) -> dict[int, set[int]]:
    """The facts of a text by kind."""
    article = newsnorm.Pipeline.of().normalize(newsnorm.Article(text, published=published))
    day = np.array([hour(article) // 24])
    values, _, _ = facts(split(Encoded.of([text]), PLAIN), [article], day)
    return {kind: {v for v in values.tolist() if v >> 30 == kind} for kind in range(4)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KYIV", "kyiv"),
        ("Münster", "MUNSTER"),
        ("Straße", "strasse"),
        ("U.S. troops", "US troops"),
        ("the U.N.", "the UN"),
        ("4,268.92 points", "4268.92 points"),
        ("“Snow,” he said", '"Snow", he said'),
        ("e\N{COMBINING ACUTE ACCENT}t\N{COMBINING ACUTE ACCENT}e", "été".replace("é", "e")),
    ],
)
def test_the_same_to_a_sketch(one: str, other: str) -> None:
    assert hashes(one) == hashes(other)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=20), st.integers(1, 30))
def test_spans_of_a_long_text_are_hashed_piece_by_piece(lengths: list[int], piece: int) -> None:
    ends = np.cumsum(lengths)
    starts = ends - np.array(lengths) + 1  # some are empty, and there is one value between two
    values = np.arange(7, 7 + ends[-1], dtype=np.uint32)
    whole = hashing.polynomials(values, starts, ends).tolist()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing, "PIECE", piece)
        assert hashing.polynomials(values, starts, ends).tolist() == whole


@pytest.mark.parametrize(
    ("one", "other"), [("4,26", "426"), ("a. b", "ab"), ("Iran", "Iraq"), ("1.5", "15")]
)
def test_not_the_same_to_a_sketch(one: str, other: str) -> None:
    assert hashes(one) != hashes(other)


@given(st.lists(st.text(st.characters(), max_size=40), max_size=4))
def test_any_texts_have_words_that_lie_in_them(texts: list[str]) -> None:
    words = split(Encoded.of(texts), spellings())
    assert len(words.edges) == len(texts) + 1
    assert words.edges[-1] == len(words.hashes) == len(words.flags)
    assert (words.starts < words.ends).all()
    for text, alone in enumerate(texts):
        first, last = words.edges[text : text + 2]
        assert words.hashes[first:last].tolist() == hashes(alone, spellings())


@given(st.text(st.characters(codec="ascii")))
def test_words_of_ascii_are_those_of_a_regular_expression(text: str) -> None:
    if re.search(r"[A-Za-z]\.[A-Za-z]|\d,\d", text):
        return
    words = re.findall(r"[a-z]+|[0-9]+", text.lower())
    assert hashes(text) == [word_hash(word) for word in words]


def test_words_are_told_apart_by_each_character_whatever_their_length() -> None:
    words = [
        "a" * size + end for size in range(70) for end in ("", "b", "\N{GREEK SMALL LETTER MU}")
    ]
    words += [f"b{word}" for word in words] + [
        "\N{CYRILLIC SMALL LETTER YA}" + word for word in words
    ]
    words = sorted({word for word in words if word})
    assert len({word_hash(word) for word in words}) == len(words)
    assert hashes(" ".join(words)) == [word_hash(word) for word in words]


@pytest.mark.parametrize("others", [0, 40])
def test_a_word_is_the_same_among_many_of_its_script_and_among_few(others: int) -> None:
    """Where many are not ASCII, their code points are written out all at once."""
    text = "сніг у Києві, U.S. і О.Л. " + "snow " * others
    words = ["сніг", "у", "києві", "us", "і", "ол"] + ["snow"] * others
    assert hashes(text) == [word_hash(word) for word in words]


def test_a_character_is_no_word_of_the_bytes_it_is_written_in() -> None:
    assert hashes("\u6364") != hashes("dc")


def test_known_answers() -> None:
    """A change here changes every sketch that was ever stored."""
    assert word_hash("kyiv") == 0x8F4BD289C37C996B
    assert word_hash("schoolhouses") == 0x4A198D74045561DE  # more than eight characters
    assert word_hash("київ") == 0xCEBA87A8F84DA4BE  # not ASCII
    assert word_hash("x" * 33) == 0xF2FC77A6F7F742C9  # more than can be taken by eights
    words = split(Encoded.of(["Snow fell in Kyiv on May 9, 2023."]), spellings())
    values, places, offsets = shingles(words.hashes, words.edges)
    assert values.tolist() == [
        0x373ABD1F, 0x5ACEB75E, 0xA404CF4C, 0xC4E7552C, 0xD31DAD44, 0xEEF44FA3,
    ]  # fmt: skip
    assert (places.tolist(), offsets.tolist()) == ([2, 1, 3, 0, 5, 4], [0, 6])
    made, _ = minhash(values, offsets)
    assert bands(made, 42, 3)[0, :2].tolist() == [0x4DB23A824DC3B62E, 0xF763DB284DFC636E]


def test_spellings_of_one_entity_are_one_word() -> None:
    one = "Kiev and the North Atlantic Treaty Organization, the U.N. and Odessa"
    other = "Kyiv and the NATO, the United Nations and Odesa"
    assert hashes(one, spellings()) == hashes(other, spellings())
    assert hashes(one) != hashes(other)


def test_the_longest_spelling_at_the_leftmost_place_wins() -> None:
    table = Spellings([("x", "new york"), ("y", "york city hall"), ("z", "new york city")])
    words = hashes("in New York City Hall", table)
    assert len(words) == 3
    assert words == hashes("in New York City", table) + hashes("hall")


def test_no_spelling_crosses_from_one_text_into_the_next() -> None:
    table = Spellings([("x", "new york")])
    assert split(Encoded.of(["in New", "York fell"]), table).edges.tolist() == [0, 2, 4]


def test_the_fold_table_is_sound() -> None:
    """Every row is folded already, no spelling has two owners, no entity has but one."""
    file = files("newsnorm_minhash") / "data" / f"fold-{NUMBER}.tsv"
    rows = read(file.read_text(encoding="utf-8"))
    surfaces = [surface for _, surface in rows]
    assert len(set(surfaces)) == len(surfaces)
    owners = [entity for entity, _ in rows]
    assert all(owners.count(entity) > 1 for entity in set(owners))
    for surface in surfaces:
        assert surface == unicodedata.normalize("NFC", surface.casefold())
        assert len(hashes(surface)) == len(surface.split())


def test_facts_are_figures_dates_and_names() -> None:
    found = kinds("On Tuesday Anna Berg paid 4.6 crowns in 2021. Ida took 16:30.", "2021-03-04")
    assert [len(found[kind]) for kind in (FIGURE, DATE, NAME)] == [2, 1, 2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("It rained on Tuesday", "2021-03-04"), ("It rained on March 2", "2021-03-05")),
        (("It rained on Tuesday", "2021-03-02"), ("It rained on 2 March", "2021-03-02")),
        (("Fourteen men", None), ("14 men", None)),
        (("In 4,268 homes", None), ("in 4268 homes", None)),
        (("near Zelensky", None), ("near Zelenskiy", None)),
    ],
)
def test_the_same_fact(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert kinds(*one) == kinds(*other)
    assert any(kinds(*one).values())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("It rained on Monday", "2022-09-05"), ("It rained on Monday", "2022-11-07")),
        (("It cost 4.6", None), ("It cost 4.7", None)),
        (("near Iran", None), ("near Oman", None)),
    ],
)
def test_another_fact(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert kinds(*one) != kinds(*other)


def test_years_are_no_figures_and_capitals_everywhere_are_no_names() -> None:
    assert kinds("in 2021")[FIGURE] == set()
    assert kinds("PUTIN AND XI MEET IN SOCHI")[NAME] == set()


def test_marks() -> None:
    def marks(title: str, *notices: str) -> int:
        nlp = newsnorm.Pipeline.of()
        article = nlp.normalize(newsnorm.Article("Text.", title))
        return version(newsnorm.NormalizedArticle(article.raw, article.alignments, notices=notices))

    assert marks("Snow", "UPDATE 2-") == 2
    assert marks("Snow", "(Adds quotes)") == 1
    assert marks("3RD LD: Snow") == 3
    assert marks("CORRECTED - Snow") == 1
    assert marks("Snow", "(CORRECTS day, adds quotes)") == 1
    assert marks("FORD CORRECTS PLANS") == 0
    assert marks("Snow updates plans") == marks("Correction of course in Kyiv") == 0
    assert (is_cut("Snow fell in the"), is_cut('"Snow fell."')) == (True, False)
    assert whole("Snow… [+12 chars]") == "Snow… "
    assert hour(newsnorm.Pipeline.of().normalize("x", published="0001-01-01T05:00")) == 29


@given(st.lists(st.integers(0, 2**32 - 1), max_size=300, unique=True))
def test_minhash_values_are_of_the_set_and_each_bin_has_its_least(values: list[int]) -> None:
    import numpy as np

    ordered = np.array(sorted(values), np.uint32)
    made, there = minhash(ordered, np.array([0, len(ordered)]))
    assert made.shape == (1, VALUES)
    assert there.tolist() == [bool(values)]
    if values:
        assert set(made[0].tolist()) <= set(values)
        for place in range(VALUES):
            own = [value for value in values if value >> 25 == place]
            assert not own or made[0, place] == min(own)
    assert bands(made, 42, 3).shape == (1, 42)
