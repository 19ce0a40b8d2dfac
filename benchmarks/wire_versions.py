"""How a story comes again: as it was, respelled, edited, cut short, or brought up to date."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from wire_language import Dice
from wire_story import Paragraphs, Text, more

RELATIONS = (
    "exact", "exact", "respelled", "respelled", "respelled", "near", "truncated", "updated",
    "updated",
)  # fmt: skip
"""How copies relate to originals, each as often as it stands here."""

_SWAPS = {
    old: new
    for pair in (
        "about around, stressed underlined, noted observed, added continued, discussed debated, "
        "said stated, told informed, reporters journalists, people persons, plans intends, "
        "agreed consented, expected anticipated, large big, according in, new fresh, "
        "experts specialists, talks negotiations, decision ruling, because since, "
        "helped assisted, several various, began started, former previous, show indicate, "
        "early soon, since after, against versus, budget finances, lawmakers deputies, "
        "explained clarified, emphasized insisted, remarked commented, pointed hinted, "
        "promised pledged, warned cautioned, announced declared, wrote reported, over about, "
        "study survey, meeting gathering, need require, asked requested, month quarter, "
        "region province, residents inhabitants, workers employees, cost price, road street, "
        "better improved, open ready, clear plain, ready prepared, was is, were are, will would, "
        "can could, more further, only merely, first earliest, than then, each every, almost nearly"
    ).split(", ")
    for old, new in [pair.split(" ")]
}
_WORD = re.compile(r"[a-z]+")
_FIGURE = re.compile(r"(?<![\d.,$])\d{2,3}(?![\d.,%:-])")


@dataclass(frozen=True, slots=True)
class Version:
    """A story that came again.

    Args:
        relation: to the original.
        story: what it is told as.
        paragraphs: its text.
        cut_mark: what a program that shortened it left at its end.
    """

    relation: str
    story: Text
    paragraphs: Paragraphs
    cut_mark: str = ""


def version(
    dice: Dice,
    relation: str,
    original: Text,
    respelled: Callable[[], Text],
    published: datetime,
) -> Version:
    """Make a version; a story without places of two spellings is edited instead of respelled."""
    if relation == "exact":
        return Version("exact", original, original.paragraphs)
    if relation == "respelled":
        other = respelled()
        if other.paragraphs != original.paragraphs:
            return Version("respelled", other, other.paragraphs)
    if relation == "truncated":
        cut = truncated(dice, original.paragraphs)
        left = sum(map(_length, original.paragraphs)) - sum(map(_length, cut))
        if dice.chance(0.25):
            cut[-1][-1] += "…"
        mark = f"… [+{left} chars]" if dice.chance(0.25) else ""
        return Version("truncated", original, cut, mark)
    if relation == "updated":
        return Version("updated", original, updated(dice, original.paragraphs, published))
    return Version("near", original, edited(dice, original.paragraphs))


def edited(dice: Dice, paragraphs: Paragraphs) -> Paragraphs:
    """Another editor's version: 1 to 4 words in a hundred replaced, perhaps a sentence dropped."""
    share = 0.01 + 0.03 * dice.roll()
    count = max(2, int(share * sum(len(s.split()) for p in paragraphs for s in p)))
    places = [
        (row, column, found.start(), found[0])
        for row, paragraph in enumerate(paragraphs)
        for column, sentence in enumerate(paragraph)
        for found in _WORD.finditer(sentence)
        if found[0] in _SWAPS
    ]
    chosen = sorted(dice.shuffled(places)[:count], reverse=True)
    result = [list(paragraph) for paragraph in paragraphs]
    for row, column, at, word in chosen:
        sentence = result[row][column]
        result[row][column] = sentence[:at] + _SWAPS[word] + sentence[at + len(word) :]
    # The lead stays; so that something is always edited, a story without such words loses one.
    if len(result) > 2 and (not chosen or dice.chance(0.5)):
        row = dice.number(1, len(result) - 1)
        result[row].pop(dice.number(0, len(result[row]) - 1))
    return [paragraph for paragraph in result if paragraph]


def truncated(dice: Dice, paragraphs: Paragraphs) -> Paragraphs:
    """The first 30 to 75 per cent, cut behind a sentence or within it."""
    wanted = int((0.3 + 0.45 * dice.roll()) * sum(map(_length, paragraphs)))
    result: Paragraphs = []
    for paragraph in paragraphs:
        kept: list[str] = []
        for sentence in paragraph:
            if wanted <= 0:
                break
            kept.append(sentence)
            wanted -= len(sentence) + 1
        if kept:
            result.append(kept)
    if dice.chance(0.4) and len(result) > 1:
        words = result[-1][-1].split(" ")
        result[-1][-1] = " ".join(words[: dice.number(2, max(2, len(words) - 1))])
    return result


def updated(dice: Dice, paragraphs: Paragraphs, published: datetime) -> Paragraphs:
    """A later take: a paragraph or two more, and some figures have changed."""
    result = [list(paragraph) for paragraph in paragraphs]
    for _ in range(dice.number(1, 2)):
        row = dice.number(0, len(result) - 1)
        result[row] = [_FIGURE.sub(lambda found: _raised(dice, found[0]), s) for s in result[row]]
    for sentences in range(1, dice.number(1, 2) + 1):
        result.insert(dice.number(1, len(result)), more(dice, published, sentences))
    return result


def _raised(dice: Dice, figure: str) -> str:
    return str(int(figure) + dice.number(1, 9))


def _length(paragraph: list[str]) -> int:
    return sum(len(sentence) + 1 for sentence in paragraph)
