"""What agencies print around a story, and what happens to its characters on the way.

The forms are in `wire/agencies.txt`. A story is dressed by one agency's desk: perhaps a byline or
an advisory, mostly a dateline, perhaps credits and end marks; then come typographic quotes,
no-break spaces, characters that nobody sees, and blank lines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from wire_language import Dice, Pattern, Speaker, capitalized, compile_pattern, data_lines
from wire_story import MONTHS, Paragraphs, Text, plain, stranger

_AP_MONTHS = ("Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.").split()
_LETTERS = "abcdeghijklmnoprstvyz"
_NBSP, _ZWSP, _WORD_JOINER, _SOFT_HYPHEN, _BOM = (
    "\N{NO-BREAK SPACE}",
    "\N{ZERO WIDTH SPACE}",
    "\N{WORD JOINER}",
    "\N{SOFT HYPHEN}",
    "\N{ZERO WIDTH NO-BREAK SPACE}",
)


@dataclass(frozen=True, slots=True)
class Agency:
    """Whose furniture it is, and its forms."""

    source: str
    datelines: Sequence[Pattern]
    heads: Sequence[Pattern]
    marks: Sequence[Pattern]
    tails: Sequence[Pattern]


@dataclass(frozen=True, slots=True)
class Dressed:
    """A story in wire form.

    Args:
        title, text: as they were sent.
        source: the agency, or who else published it.
        dateline: place and agency as printed, if there is a dateline.
    """

    title: str
    text: str
    source: str
    dateline: tuple[str | None, str | None] | None


@dataclass(slots=True)
class Desk:
    """A speaker of an agency's forms."""

    dice: Dice
    story: Text
    published: datetime
    place: str | None = None
    agency: str | None = None

    def say(self, slot: str) -> str:
        """What a slot stands for at this desk."""
        if slot.startswith("="):
            self.agency = slot[1:]
            return self.agency
        if slot in ("CITY", "City"):
            city = self.story.city.upper() if slot == "CITY" else self.story.city
            self.place = self.place or city
            return city
        if slot in _DESK:
            return _DESK[slot](self)
        if slot.strip("x") == "":
            return "".join(self.dice.pick(_LETTERS) for _ in slot)
        if slot.strip("X") == "":
            return "".join(self.dice.pick(_LETTERS) for _ in slot).upper()
        if slot.strip("d") == "":
            return "".join(str(self.dice.number(2, 7)) for _ in slot)
        raise KeyError(slot)

    def name(self) -> str:
        name = stranger(self.dice)
        return name if self.story.accents else plain(name)


def _surname_in_capitals(name: str) -> str:
    given, _, surname = name.partition(" ")
    return f"{given} {surname.upper()}"


_DESK: Mapping[str, Callable[[Desk], str]] = {
    "_": lambda _: " ",
    "[": lambda _: "[",
    "]": lambda _: "]",
    "CITY2": lambda desk: desk.story.other_city.upper(),
    "City2": lambda desk: desk.story.other_city,
    "Country": lambda desk: desk.story.country,
    "Month": lambda desk: MONTHS[desk.published.month - 1],
    "Mon": lambda desk: MONTHS[desk.published.month - 1][:3],
    "Mon.": lambda desk: _AP_MONTHS[desk.published.month - 1],
    "D": lambda desk: str(desk.published.day),
    "DD": lambda desk: f"{desk.published.day:02}",
    "MM": lambda desk: f"{desk.published.month:02}",
    "YYYY": lambda desk: str(desk.published.year),
    "YY": lambda desk: f"{desk.published.year % 100:02}",
    "Day": lambda desk: f"{desk.published:%A}",
    "Name": lambda desk: desk.name(),
    "NAME": lambda desk: desk.name().upper(),
    "NAMEcaps": lambda desk: _surname_in_capitals(desk.name()),
    "Headline": lambda desk: desk.story.title,
    "Company": lambda desk: f"{desk.story.city} Holding",
}


def dress(
    dice: Dice,
    story: Text,
    paragraphs: Paragraphs,
    published: datetime,
    *,
    cut_short: bool = False,
) -> Dressed:
    """Print a story as an agency sends it; one that was cut short has lost what follows it."""
    agency = dice.pick(agencies())
    desk = Desk(dice, story, published)
    lines = [" ".join(paragraph) for paragraph in paragraphs]
    title = capitalized(story.title)
    if agency.marks and dice.chance(0.4):
        title = dice.pick(agency.marks)(desk) + title
    heads = [dice.pick(agency.heads)(desk)] if agency.heads and dice.chance(0.35) else []
    dateline = None
    if agency.datelines and dice.chance(0.92):
        desk.place = desk.agency = None  # what a byline said does not count
        lines[0] = dice.pick(agency.datelines)(desk) + lines[0]
        dateline = desk.place, desk.agency
    tails = dice.shuffled(agency.tails)[: 0 if cut_short else dice.pick([0, 1, 1, 2])]
    parts = [*heads, *lines, *(tail(desk) for tail in tails)]
    text = "\n".join(parts).replace("~", "\n")
    title, text = spoil(dice, title, text)
    return Dressed(title, text, agency.source, dateline)


def spoil(dice: Dice, title: str, text: str) -> tuple[str, str]:
    """Give title and text the characters that editors and programs put into them."""
    if dice.chance(0.6):
        text, title = curly(text), curly(title)
    if dice.chance(0.35):
        text = _sprinkled(dice, text, " ", _NBSP)
    if dice.chance(0.2):
        hidden = dice.pick([_ZWSP, _ZWSP, _WORD_JOINER, _SOFT_HYPHEN, _BOM])
        text = _sprinkled(dice, text, " ", f" {hidden}")
    if dice.chance(0.05):
        text = _BOM + text
    if dice.chance(0.15):
        text = _sprinkled(dice, text, ". ", ".  ")
    if dice.chance(0.5):
        text = text.replace("\n", dice.pick(["\n\n", "\n\n", "\n\n    ", " \n\n"]))
    if dice.chance(0.1):
        text = text.replace("\n", "\r\n")
    return title, text


def curly(text: str) -> str:
    """Straight quotes become typographic ones."""
    text = text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    pieces = text.split('"')
    marks = ("\N{RIGHT DOUBLE QUOTATION MARK}", "\N{LEFT DOUBLE QUOTATION MARK}")
    return pieces[0] + "".join(
        marks[number % 2] + piece for number, piece in enumerate(pieces[1:], start=1)
    )


def _sprinkled(dice: Dice, text: str, old: str, new: str) -> str:
    """The text with a few of the old strings replaced, behind its head."""
    pieces = text.split(old)
    for _ in range(dice.number(1, 6)):
        at = dice.number(0, len(pieces) - 1)
        if 0 < at < len(pieces):
            pieces[at - 1 : at + 1] = [new.join(pieces[at - 1 : at + 1])]
    return old.join(pieces)


@cache
def agencies() -> Sequence[Agency]:
    made: list[Agency] = []
    groups: dict[str, dict[str, list[Pattern]]] = {}
    for line in data_lines("agencies.txt"):
        mark, _, form = line.partition(" ")
        if mark == "==":
            groups[form] = {kind: [] for kind in (">", "by", "^", "+")}
        else:
            groups[list(groups)[-1]][mark].append(compile_pattern(form))
    for source, forms in groups.items():
        made.append(Agency(source, forms[">"], forms["by"], forms["^"], forms["+"]))
    return made


_: type[Speaker] = Desk
