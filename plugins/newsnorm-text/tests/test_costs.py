"""Cost: in proportion to the length, whatever the text; ratios of CPU time only."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

import newsnorm
from newsnorm.testing.timing import seconds, steep
from newsnorm_text import newsnorm_cleaners

TEXT = newsnorm.Pipeline.of(cleaners=newsnorm_cleaners())
NEWS = newsnorm.load("news@1")
LONG = 20_000

UNITS = {
    "tag openings": "<",
    "tags without an end": "<b ",
    "attributes without an end": '<a href="',
    "flags without an end": "<a ='x",
    "comments without an end": "<!--",
    "scripts without an end": "<script>",
    "unknown tags": "<foo>",
    "tickers": "Co <DD> said ",
    "paragraphs": "<p>x\n",
    "ampersands": "&",
    "escaped ampersands": "&amp;",
    "numbers without an end": "&#",
    "bare references": " #39;s",
    "bare names": "quot;",
    "semicolons": ";",
    "question marks": "a?s ",
    "marks": "\u0301",
    "letters with marks": "a\u0323\u0301",
    "hyphens at line ends": "govern-\nment is ",
    "wrapped hyphens": "x" * 50 + "-\n",
    "lone leads": "â€",
    "leads with spaces": "â€ ",
    "mojibake": "â€™",
    "broken twice": "Ã¢â‚¬â„¢ ",
    "Cyrillic mojibake": "РџСЂРёРІРµС‚ ",
    "KOI8": "рТЙЧЕФ\n",
    "roots": "√",
    "controls": "\x92",
    "separators": "\x1f",
    "zero width": "\u200b",
    "soft hyphens": "\xad\n",
    "joiners": "\u200d",
    "spaces": " ",
    "double spaces": "a  ",
    "ideographic spaces": "東\u3000",
    "quotes": "“a” ",
    "line ends": "a\n",
    "carriage returns": "\r\n",
    "halves of characters": "\ud800",
}
NESTED: dict[str, Callable[[int], str]] = {
    "nested tags": lambda size: "<b" * (size // 3) + ">" * (size // 3),
    "a chain of references": lambda size: "&" + "amp;" * (size // 4),
}


def text_of(name: str, size: int) -> str:
    """A text of that kind, of about that many code points."""
    if name in NESTED:
        return NESTED[name](size)
    return (UNITS[name] * (size // len(UNITS[name]) + 1))[:size]


def ordinary(size: int) -> str:
    """News of no content, with names and places in it, and no two paragraphs alike."""
    dice = random.Random(1)
    words = (
        "the of said on Tuesday would bridge winter council minister Kyiv Oslo Geneva NATO "
        "President Marta Holub talks market percent 4.2 million after before with Germany snow "
        "harbour vote report by a an in for which who Washington Beijing officials plan budget"
    ).split()
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < size:
        sentence = " ".join(dice.choices(words, k=dice.randint(20, 60)))
        paragraphs.append(f"The {sentence}.")
    return "\n".join(paragraphs)[:size]


@pytest.mark.parametrize("name", [*UNITS, *NESTED])
def test_the_time_a_text_takes_is_in_proportion_to_its_length(name: str) -> None:
    assert steep(TEXT.normalize, lambda size: text_of(name, size)) is None


def test_no_text_takes_ten_times_as_long_as_news_of_its_length() -> None:
    def ratio(name: str, tries: int) -> float:
        plain = seconds(NEWS.normalize, ordinary(LONG), tries)
        return seconds(NEWS.normalize, text_of(name, LONG), tries) / plain

    slow = [name for name in (*UNITS, *NESTED) if ratio(name, 2) > 10]
    assert {name: least for name in slow if (least := ratio(name, 10)) > 10} == {}
