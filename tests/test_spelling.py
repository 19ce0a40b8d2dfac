"""Spellings of one name are told from its other forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.style.spelling import is_spelling, respelled


@pytest.mark.parametrize(
    ("name", "canonical", "written"),
    [
        ("Kiev", "Kyiv", "Kyiv"),
        ("KIEV", "Kyiv", "KYIV"),
        ("Lugansk", "Luhansk", "Luhansk"),
        ("Erel", "Aral Erel", "Erel"),
        ("Luhans'k", "Luhansk", "Luhansk"),
        ("Kharkov", "Kharkiv", "Kharkiv"),
        ("Belaya Tserkov", "Bila Tserkva", "Bila Tserkva"),
        ("Zaporozhye Oblast", "Zaporizhzhia region", "Zaporizhzhia Oblast"),
        ("Kiev region", "Kyiv region", "Kyiv region"),
        ("Zelenskiy", "Volodymyr Zelenskyy", "Zelenskyy"),
        ("Vladimir Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskyy"),
        ("Sergei V. Lavrov", "Sergey Lavrov", "Sergey V. Lavrov"),
        ("Alexander Syrsky", "Oleksandr Syrskyi", "Oleksandr Syrskyi"),
        ("Kim Jong-un", "Kim Jong Un", "Kim Jong Un"),
        ("Nagorny Karabakh", "Nagorno-Karabakh", "Nagorno-Karabakh"),
    ],
)
def test_a_spelling_becomes_the_canonical_one(name: str, canonical: str, written: str) -> None:
    """In words that are spelled otherwise, or as a whole; the rest of a longer form stays."""
    assert written == respelled(name, canonical)


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("US", "United States"),
        ("U.S.", "US"),
        ("Britain", "United Kingdom"),
        ("Burma", "Myanmar"),
        ("Dnipropetrovsk", "Dnipro"),
        ("Blinken", "Antony Blinken"),
        ("Antony J. Blinken", "Antony Blinken"),
        ("Tony Blair", "Anthony Blair"),
        ("Palestinian territories", "Palestine"),
        ("Czechia", "Czech Republic"),
        ("Chechen Republic", "Chechnya"),
        ("Kans.", "Kansas"),
        ("Washington, D.C.", "Washington D.C."),
        ("St Petersburg", "St. Petersburg"),
        ("Defence Ministry", "Defense Ministry"),
        ("Sao Paulo", "São Paulo"),
        ("northern Africa", "Northern Africa"),
        ("Киева", "Kyiv"),
        ("Al", "El"),
        ("1991", "Kyiv"),
    ],
)
def test_another_form_stays(name: str, canonical: str) -> None:
    """Acronyms, former names, longer and shorter forms, other languages' accents and English."""
    assert name == respelled(name, canonical)


@pytest.mark.parametrize(
    ("name", "canonical", "written"),
    [
        ("Taleban", "Taliban", "Taliban"),
        ("Nato", "NATO", "NATO"),
        ("al-Qaida", "al-Qaeda", "al-Qaeda"),
        ("Dynamo Kiev", "Dynamo Kyiv", "Dynamo Kiev"),
        ("Wal-Mart", "Walmart", "Wal-Mart"),
        ("G-7", "G7", "G-7"),
        ("Israeli", "Israel", "Israeli"),
    ],
)
def test_an_organization_is_respelled_as_a_whole_or_not_at_all(
    name: str, canonical: str, written: str
) -> None:
    """What stands inside its name is the organization's own."""
    assert written == respelled(name, canonical, whole=True)


@pytest.mark.parametrize(
    ("name", "canonical", "written"),
    [
        ("Svetlana Tikhanovskaya", "Sviatlana Tsikhanouskaya", "Svetlana Tikhanovskaya"),
        ("Sergei V. Lavrov", "Sergey Lavrov", "Sergey V. Lavrov"),
        ("Lavrov", "Sergey Lavrov", "Lavrov"),
        ("Viktor Yanukovich", "Viktor Fedorovych Yanukovych", "Viktor Yanukovych"),
        ("Viktor Fedorovich Yanukovich", "Viktor Yanukovych", "Viktor Fedorovich Yanukovych"),
    ],
)
def test_half_a_persons_name_is_not_respelled(name: str, canonical: str, written: str) -> None:
    """What one spelling has and the other has not, may be missing; what differs, may not stay."""
    assert written == respelled(name, canonical, person=True)


NAMES = st.lists(
    st.text(st.sampled_from("KkIieEvyYzhsgANn'-.É"), min_size=1, max_size=8), min_size=1, max_size=3
).map(" ".join)


@given(NAMES, NAMES, st.booleans(), st.booleans())
def test_what_is_respelled_once_stays(name: str, canonical: str, whole: bool, person: bool) -> None:
    """Whatever the names are, a second look changes nothing."""
    once = respelled(name, canonical, whole=whole, person=person)
    assert once == respelled(once, canonical, whole=whole, person=person)


@given(NAMES, NAMES)
def test_being_a_spelling_is_mutual(one: str, other: str) -> None:
    """And every name with a letter is a spelling of itself."""
    assert is_spelling(one, other) == is_spelling(other, one)
    assert is_spelling(one, one) == any(map(str.isalpha, one))
