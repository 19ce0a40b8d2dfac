"""Wire furniture: the forms that matter together, whatever rule finds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm import Dateline, Scope
from newsnorm.rulegates import Gates, numbers
from newsnorm.rulepatterns import alternatives
from newsnorm_wire import newsnorm_cleaners
from newsnorm_wire.furniture import read_rules

NLP = newsnorm.Pipeline.of(cleaners=newsnorm_cleaners())
BODY = "Snow fell on the village for nine days and nobody minded."


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (f"MOSCOW, January 12. /TASS/. {BODY}", Dateline("MOSCOW", "2021-01-12", "TASS")),
        (f"MOSCOW, January 12. /TASS/.{BODY}", Dateline("MOSCOW", "2021-01-12", "TASS")),
        (f"MOSCOW. Jan 12 (Interfax) - {BODY}", Dateline("MOSCOW", "2021-01-12", "Interfax")),
        (f"MOSCOW, Jan 12 (ITAR-TASS) -- {BODY}", Dateline("MOSCOW", "2021-01-12", "ITAR-TASS")),
        (f"LVIV. Jan 12 (UNI-Ukraine) – {BODY}", Dateline("LVIV", "2021-01-12", "UNI-Ukraine")),
        (f"WASHINGTON/BEIJING (Reuters) - {BODY}", Dateline("WASHINGTON/BEIJING", None, "Reuters")),
        (f"ABOARD A SHIP, Jan 12 (AP) - {BODY}", Dateline("ABOARD A SHIP", "2021-01-12", "AP")),
        (f"Jan 12 (Reuters) - {BODY}", Dateline(None, "2021-01-12", "Reuters")),
        (f"(Reuters) - {BODY}", Dateline(None, None, "Reuters")),
        (f"BATON ROUGE, La. (AP) -- {BODY}", Dateline("BATON ROUGE, La.", None, "AP")),
        (f"Nairobi, Jan 12, 2020 (AFP) - {BODY}", Dateline("Nairobi", "2020-01-12", "AFP")),
        (f"Berlin (dpa/bb) - {BODY}", Dateline("Berlin", None, "dpa/bb")),
        (f"BEIJING, Jan. 12 (Xinhua)-- {BODY}", Dateline("BEIJING", "2021-01-12", "Xinhua")),
        (f"New Delhi, Jan 12 (PTI) {BODY}", Dateline("New Delhi", "2021-01-12", "PTI")),
        (f"Goa [India], Jan 12 (ANI): {BODY}", Dateline("Goa [India]", "2021-01-12", "ANI")),
        (f"TOKYO, Jan. 12 Kyodo - {BODY}", Dateline("TOKYO", "2021-01-12", "Kyodo")),
        (f"МОСКВА, 12 января. /ТАСС/. {BODY}", Dateline("МОСКВА", "2021-01-12", "ТАСС")),
        (f"(CNN){BODY}", Dateline(None, None, "CNN")),
    ],
)  # fmt: skip
def test_dateline_of_each_agency(raw: str, expected: Dateline) -> None:
    article = NLP.normalize(raw, published="2021-01-13")
    assert (article.text, article.dateline) == (BODY, expected)


@pytest.mark.parametrize(
    "head",
    [
        "MOSCOW, January 12. /TASS/. /TASS/. ",
        "MOSCOW, January 12. /TASS/. MOSCOW, January 12. /TASS/. ",
        "MOSCOW, January 12. /TASS/. (TASS) - ",
    ],
)
def test_doubled_tags_and_datelines_go(head: str) -> None:
    article = NLP.normalize(head + BODY)
    assert (article.text, article.dateline) == (BODY, Dateline("MOSCOW", "--01-12", "TASS"))


def test_a_headline_before_the_dateline_stays() -> None:
    article = NLP.normalize(f"Villagers snowed in\nBy Jane Roe\nRIGA, May 4 (Reuters) - {BODY}")
    assert article.text == f"Villagers snowed in\n{BODY}"
    assert article.byline == ("Jane Roe",)


def test_a_second_story_keeps_its_dateline() -> None:
    """A digest is not one story: only what stands before the first paragraph is its head."""
    story = BODY * 5
    text = f"RIGA, May 4 (Reuters) - {story}\nLONDON, May 4 (Reuters) - {story}"
    assert NLP.normalize(text).text == f"{story}\nLONDON, May 4 (Reuters) - {story}"


def test_a_round_up_of_short_stories_keeps_all_of_its_datelines() -> None:
    cities = ("LONDON", "PARIS", "BERLIN", "ROME", "KYIV")
    text = "\n".join(f"{city}, Jan 12 (Reuters) - Snow fell." for city in cities)
    article = NLP.normalize(text)
    assert (article.text, article.dateline) == (text, None)


def test_so_does_a_round_up_of_several_agencies() -> None:
    text = "MOSCOW, January 12. /TASS/. Snow fell.\nLONDON (Reuters) - Rain fell."
    article = NLP.normalize(text)
    assert (article.text, article.dateline) == (text, None)


def test_credits_and_notices_are_kept_as_printed() -> None:
    article = NLP.normalize(
        f"(Adds wind)\n{BODY}\n(Reporting by Jane Roe in Riga;\nEditing by John Doe)\nENDS",
        title="UPDATE 2-Snow falls",
    )
    assert article.text == BODY
    assert article.title == "Snow falls"
    assert article.credits == ("(Reporting by Jane Roe in Riga; Editing by John Doe)",)
    assert article.notices == ("UPDATE 2-", "(Adds wind)")


@pytest.mark.parametrize(
    "text",
    [
        "The Andhra Pradesh (AP) government will plant trees.",
        "Pakistan's PTI - the party of Imran Khan - will march.",
        "NATO - the alliance founded in 1949 - will paint its corridors.",
        "The Organization for Security and Co-operation in Europe (OSCE) - a body of 57 - met.",
        "By the numbers\nThe island has one traffic light.",
        "He said so to (Reuters).",
        "On May 4 (AP reported) it snowed.",
    ],
)
def test_the_story_itself_stays(text: str) -> None:
    assert NLP.normalize(text).text == text


PIECES = (
    "MOSCOW|, |May 4|. |/TASS/.| (AP)| - |\n|By Jane Roe|ENDS|30|(Reporting by J. Roe)|(|)|"
    f"Copyright 2021|UPDATE 1-|{BODY}| "
).split("|")


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_furniture_in_any_order_is_cut_once_and_can_be_undone(text: str) -> None:
    article = NLP.normalize(text)
    assert article.undo().text == text
    if not article.warnings:
        assert NLP.normalize(article.text).text == article.text


def test_few_words_are_looked_for_in_every_text() -> None:
    """A rule that can begin with any word is known by its literals alone: each costs every text.

    A rule that begins with words of its own is not asked about prose at all.
    """
    rules = [rule for rule in read_rules() if "text" in rule.fields and rule.scope != Scope.BODY]
    rules = [one for rule in rules for one in alternatives(rule)]
    asked = [rules[number] for number in numbers(Gates(rules).common)]
    words = {literal for rule in asked for literal in rule.literals if len(literal) > 1}
    assert words <= {"REUTERS/", "can be reached", "contributed", "reported from", "wrote from"}


@pytest.mark.parametrize("below", ["", "\n(END)", "\ndesk@example.org"])
def test_a_last_paragraph_with_a_day_and_a_tag_is_no_caption(below: str) -> None:
    last = "A law on snow takes effect on Jan. 30, 2022."
    assert NLP.normalize(f"{BODY}\n{last} (Yonhap){below}").text == f"{BODY}\n{last}"
