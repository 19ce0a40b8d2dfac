"""Grammar around a name that changes: known, or the name stays."""

import pytest

from newsnorm.style import grammar


@pytest.mark.parametrize(
    ("before", "old", "new", "change"),
    [
        ("on a ", "Lvov", "Odesa", (2, "an ")),
        ("on an ", "Odessa", "Odesa", (0, "")),
        ("on a ", "Odessa", "Odesa", (2, "an ")),
        ("An ", "Evgeny Prigozhin", "Yevgeny Prigozhin", (3, "A ")),
        ("A ", "LVOV", "ODESA", (2, "AN ")),
        ("in ", "Lvov", "Odesa", (0, "")),
        ("a ", "Organization for Trade", "NATO", None),
        ("a ", "Ukrayina", "Ukraine", (0, "")),
    ],
)
def test_the_indefinite_article_follows_the_name(
    before: str, old: str, new: str, change: tuple[int, str] | None
) -> None:
    """By its first sound, where letters tell it; None where they do not."""
    assert change == grammar.with_article(before, old, new)


@pytest.mark.parametrize(
    ("behind", "old", "new", "change"),
    [
        ("'s army", "Kiev", "Kyiv", (0, "")),
        ("' army", "United States", "America", (1, "'s")),
        ("'s army", "America", "United States", (2, "'")),
        ("’s army", "America", "United States", (2, "’")),
        ("'S ARMY", "AMERICA", "UNITED STATES", (2, "'")),
        ("'", "United States", "America", (0, "")),
        (" army", "America", "United States", (0, "")),
    ],
)
def test_the_possessive_follows_the_name(
    behind: str, old: str, new: str, change: tuple[int, str]
) -> None:
    """Only where its last letter becomes an s, or stops being one."""
    assert change == grammar.possessive(behind, old, new)


@pytest.mark.parametrize(
    "behind", [" is", ", he said", ".", "", "'s army", " in May", "\nMore", "—"]
)
def test_a_name_that_something_else_follows_stands_alone(behind: str) -> None:
    """The end of a sentence, a verb, a preposition, a possessive."""
    assert grammar.stands_alone(behind)


@pytest.mark.parametrize("behind", [" crisis", "-Russia talks", " and Middle East crises", " War"])
def test_a_name_before_a_noun_does_not(behind: str) -> None:
    """There, "the" may be the noun's."""
    assert not grammar.stands_alone(behind)
