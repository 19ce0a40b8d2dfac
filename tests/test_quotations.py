# ruff: noqa: SIM300  (what is expected stands first)
"""Where a text quotes, whatever the marks; too much rather than too little in doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm.style.quotations import merged, quoted


def marked(text: str) -> str:
    """The text with brackets around what counts as quoted."""
    for start, end in reversed(quoted(text)):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    "shown",
    [
        'He said ["Kiev stands,"] and left Kiev.',
        "He said [“Kiev stands,”] and left Kiev.",
        "Er sagte: [„Kiew steht“], und ging nach Kiew.",
        "Er sagte: [»Kiew steht«] und ging nach Kiew.",
        "Il a dit : [« Kiev tient »], puis partit de Kiev.",
        "Han sa [”Kiev”] i Kiev.",
        "He said [``Kiev stands,''] in Kiev.",
        "[「Kiev」] in Kiev.",
        "Kiev ['will stand'], says Kiev",
        "He said [‘Kiev’s men’] held Kiev.",
        "He said [‘Kiev stands’] in Kiev. It's Kiev’s day.",
        'Two at once, ["Kiev"] and ["Lvov"], in Kiev.',
        '(["Kiev"]), ["a"]/["b"], --["Kiev"]-- and Kiev.',
        "One in another: [\"They called it 'Kiev' once,\"] he said in Kiev.",
        'He said: ["We hold Kiev..."] Kiev fell.',
    ],
)
def test_quotations_are_found_whatever_the_marks(shown: str) -> None:
    """Straight and curly, single and double, German, French, Swedish, old wires', corners."""
    assert shown == marked(shown.replace("[", "").replace("]", ""))


@pytest.mark.parametrize(
    "text",
    [
        "It's Kiev's day, and the ministers' plan.",
        "The boys' day in Kiev.",
        "'Tis Kiev in the '90s, get 'em.",
        "rock 'n' roll in Kiev",
        "the U.S.' man in Kiev",
        'A 5" gun in Kiev, held by a 6\'2" man.',
    ],
)
def test_apostrophes_and_inches_quote_nothing(text: str) -> None:
    """Inside words, after plurals, before figures and elisions."""
    assert text == marked(text)


def test_a_quotation_over_paragraphs_opens_in_each_and_closes_in_the_last() -> None:
    """What stands outside of it stays free, also in its first and its last paragraph."""
    text = 'Kiev spoke. [He said "We go.]\n["To Kiev.]\n["To Lvov,"] he said in Kiev.\nKiev.'
    text = text.replace("[He said ", "He said [")
    assert text == marked(text.replace("[", "").replace("]", ""))


def test_one_that_opens_once_and_closes_paragraphs_later_is_found_too() -> None:
    """The paragraphs between have no marks of their own."""
    text = '["We go.\nTo Kiev.\nAnd to Lvov," he said.]\nKiev.'
    assert text == marked(text.replace("[", "").replace("]", ""))


@pytest.mark.parametrize(
    "paragraph",
    [
        'He said "Kiev stands, and left Kiev.',
        'Kiev stands," he said in Kiev.',
        "He said “Kiev stands, and left Kiev.",
        "He said ‘Kiev stands, and left Kiev.",
        'He said "a "nested" one" in Kiev.',
    ],
)
def test_where_marks_do_not_add_up_the_paragraph_counts_as_quoted(paragraph: str) -> None:
    """That paragraph alone: what comes before and after it is as free as ever."""
    text = f"Kiev.\n{paragraph}\nKiev."
    assert (6, 6 + len(paragraph)) in quoted(text)
    assert all(6 <= start and end <= 6 + len(paragraph) for start, end in quoted(text))


PAIRS = ['""', "“”", "„“", "«»", "»«", "‘’"]
WORDS = st.lists(
    st.sampled_from(["Kiev", "Kiev's", "went", "to", "the ministers'", "in 1991", "it's", "Lvov,"]),
    min_size=1,
    max_size=6,
).map(" ".join)


@given(st.lists(st.tuples(WORDS, st.sampled_from(PAIRS), WORDS), min_size=1, max_size=6))
def test_whatever_is_put_into_marks_counts_as_quoted(parts: list[tuple[str, str, str]]) -> None:
    """All of it, in any mix of marks; what is free may count as quoted, but never the reverse."""
    text, spans = "", []
    for free, marks, words in parts:
        text += f"{free} {marks[0]}"
        spans.append((len(text), len(text) + len(words)))
        text += f"{words}{marks[1]} "
    found = quoted(text.rstrip())
    for start, end in spans:
        assert any(low <= start and end <= high for low, high in found), (text, found)


@given(st.text(st.sampled_from("a'\"“”„«»‘’` .\n,K5")))
def test_spans_are_in_order_and_inside_the_text(text: str) -> None:
    """Of any text at all, and again the same."""
    spans = quoted(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == merged(spans)


@given(st.text(st.sampled_from("a' .\nK")))
def test_a_text_without_double_marks_and_openings_quotes_nothing(text: str) -> None:
    """An apostrophe behind a letter never opens anything."""
    text = text.replace(" '", " ").replace("\n'", "\n").replace(".'", ".").lstrip("'")
    while "''" in text or " '" in text or "\n'" in text or ".'" in text:
        text = text.replace("''", "'").replace(" '", " ").replace("\n'", "\n").replace(".'", ".")
    assert [] == quoted(text.lstrip("'"))
