"""A dump with known duplicates, made of any other: recombined sentences, edited copies, templates.

Articles are made of the sentences of a dump, drawn at random, so that no two are one story; a
sentence that is drawn again has other words in it, so that no article shares it with a stranger.
Copies of them are edited; and some articles have a twin that was made from
the same text with other figures, days and names, as reports made from one form are: these are not
duplicates. The same dump, size and seed give the same articles.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

Dice: TypeAlias = random.Random
Edit: TypeAlias = Callable[[list[str], "Maker"], list[str]]

COPIES, TWINS = 0.16, 0.04
"""Shares of the articles that are edited copies, and that are twins from one form."""
VARIED = 0.4
"""Share of the words of a sentence that are others when it is drawn again."""
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?]")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
_FIGURE = re.compile(r"\d+")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_STYLE = {
    "percent": "per cent", "per cent": "percent", "Kiev": "Kyiv", "Kyiv": "Kiev", "U.S.": "US",
    "US": "U.S.", "UN": "United Nations", "United Nations": "UN", "defense": "defence",
    "center": "centre", "program": "programme", "labor": "labour", "mln": "million",
    "dlrs": "dollars", "million": "mln", "organization": "organisation", "President": "president",
    "Minister": "minister", "Odessa": "Odesa", "meters": "metres", "EU": "European Union",
    "West German": "German", "vs": "versus", "cts": "cents", "billion": "bn", "and": "&",
}  # fmt: skip
_FIRST = datetime(2021, 3, 1, 6)  # noqa: DTZ001 - UTC, written as such


@dataclass(frozen=True, slots=True)
class Made:
    """One article, and what it is to another.

    Args:
        record: as newsnorm reads it.
        of: id of the article that it repeats, or None.
        edit: what was done to it; "twin" for one of the same form about another event.
    """

    record: Mapping[str, Any]
    of: str | None = None
    edit: str = ""


class Maker:
    """Draws sentences, words and chances.

    Args:
        texts: of the dump.
        seed: of all that is random.
    """

    def __init__(self, texts: Iterable[str], seed: int) -> None:
        self.dice = random.Random(seed)
        found = {" ".join(s.split()) for text in texts for s in _SENTENCE.findall(text)}
        self.pool = sorted(sentence for sentence in found if 6 <= sentence.count(" ") <= 50)
        if len(self.pool) < 1000:
            raise ValueError(f"the dump has {len(self.pool)} sentences; it takes 1,000 and more")
        self.left: list[str] = []
        self.again = False
        self.words = sorted(
            {word for s in self.pool for word in s.lower().split() if word.isalpha()}
        )
        self.names = sorted({name for s in self.pool for name in _NAME.findall(s)})

    def sentences(self, count: int) -> list[str]:
        """Sentences, none of them again before all have been drawn; after that they are varied."""
        if len(self.left) < count:
            self.again = bool(self.left)
            self.left = self.pool[:]
            self.dice.shuffle(self.left)
        drawn = self.left[-count:]
        del self.left[-count:]
        return [self.varied(sentence, VARIED) for sentence in drawn] if self.again else drawn

    def varied(self, sentence: str, share: float) -> str:
        """The sentence with a share of its words in place of others."""
        return " ".join(
            self.dice.choice(self.words) if word.islower() and self.dice.random() < share else word
            for word in sentence.split()
        )


def tag(sentences: list[str], maker: Maker) -> list[str]:
    """A wire's marks at head and end."""
    agency = maker.dice.choice(("TASS", "AFP", "Reuters", "dpa"))
    return [f"{agency} - {sentences[0]}", *sentences[1:], f"{agency.lower()} jr/dt"]


def truncate(sentences: list[str], maker: Maker) -> list[str]:
    """The first half or more, cut in a sentence."""
    kept = sentences[: max(2, int(len(sentences) * maker.dice.uniform(0.45, 0.9)))]
    return [*kept[:-1], kept[-1][: len(kept[-1]) // 2] + "..."]


def brief(sentences: list[str], maker: Maker) -> list[str]:
    """A tenth to a third of an article, from its beginning or out of it."""
    count = max(1, round(len(sentences) * maker.dice.uniform(0.1, 0.35)))
    start = maker.dice.choice((0, maker.dice.randrange(len(sentences) - count + 1)))
    return sentences[start : start + count]


def substitute(sentences: list[str], maker: Maker) -> list[str]:
    """One word in twenty is another."""
    return [maker.varied(sentence, 0.05) for sentence in sentences]


def respell(sentences: list[str], _: Maker) -> list[str]:
    """Another house's style, and its quotation marks."""
    return [
        " ".join(_STYLE.get(word, word) for word in sentence.split())
        .replace('"', "\N{LEFT DOUBLE QUOTATION MARK}")
        .replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
        for sentence in sentences
    ]


def headline(sentences: list[str], maker: Maker) -> list[str]:
    """The title in the text, and a line below it."""
    return [" ".join(maker.sentences(1)[0].split()[:9]).upper(), *sentences]


def update(sentences: list[str], maker: Maker) -> list[str]:
    """Another first sentence, one changed further down, and one more at the end."""
    fresh = maker.sentences(3)
    at = maker.dice.randrange(1, len(sentences))
    return [fresh[0], *sentences[1:at], fresh[1], *sentences[at + 1 :], fresh[2]]


def mix(sentences: list[str], maker: Maker) -> list[str]:
    """Several edits at once."""
    return tag(substitute(respell(sentences[:-1], maker), maker), maker)


def embed(sentences: list[str], maker: Maker) -> list[str]:
    """In a round-up, between parts of two other stories."""
    return [*maker.sentences(5), *sentences, *maker.sentences(5)]


EDITS: Mapping[str, Edit] = {
    edit.__name__: edit
    for edit in (tag, truncate, brief, substitute, respell, headline, update, mix, embed)
}


def twin(sentences: Sequence[str], maker: Maker) -> list[str]:
    """The same form about another event: other figures, days and names."""
    names: dict[str, str] = {}

    def other(found: re.Match[str]) -> str:
        if found[0] in _DAYS:
            return _DAYS[(_DAYS.index(found[0]) + 1) % 7]
        return names.setdefault(found[0], maker.dice.choice(maker.names))

    return [
        _FIGURE.sub(
            lambda found: str(maker.dice.randrange(1, 10 ** len(found[0]))),
            _NAME.sub(other, sentence),
        )
        for sentence in sentences
    ]


def dump(texts: Iterable[str], count: int, seed: int) -> Iterator[Made]:
    """So many articles: originals, and behind each its copies and twins."""
    maker = Maker(texts, seed)
    edits = list(EDITS)
    number = copies = 0
    while number < count:
        base = maker.sentences(maker.dice.randrange(10, 22))
        original = _record(number, base)
        yield Made(original)
        number += 1
        if maker.dice.random() < TWINS and _changes(base):
            yield Made(_record(number, twin(base, maker)), original["id"], "twin")
            number += 1
        while maker.dice.random() < COPIES:
            name = edits[copies % len(edits)]
            copies += 1
            yield Made(_record(number, EDITS[name](base, maker)), original["id"], name)
            number += 1


def _changes(sentences: Sequence[str]) -> bool:
    """Whether there is much in a text that a twin has otherwise."""
    text = " ".join(sentences)
    return len(_FIGURE.findall(text)) >= 8


def _record(number: int, sentences: Sequence[str]) -> dict[str, Any]:
    published = (_FIRST + timedelta(minutes=3 * number)).isoformat()
    return {"id": f"m{number:07}", "text": "\n".join(sentences), "published": published}
