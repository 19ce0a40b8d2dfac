"""Stories as wire agencies write them, invented from the word lists in `wire/`.

A story has a country or two, persons with titles who later go by surname or title alone,
organisations with their acronyms, figures, quotes, and one subject that it keeps to.
Everything in it is made up but the names of places and international organisations.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from wire_language import (
    Dice,
    Pattern,
    Speaker,
    capitalized,
    compile_pattern,
    data_lines,
    split_entries,
)

Paragraphs = list[list[str]]
"""Paragraphs of sentences."""

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = (
    "January February March April May June July August September October November December"
).split()
_LIKE_NAMES = frozenset({"NATO", "ASEAN", "ECOWAS", "OPEC", "UNICEF", "UNESCO"})
_WITH_ARTICLE = frozenset({"Czech Republic", "Netherlands", "Philippines", "United States"})
_FAMILY_NAME_FIRST = frozenset({"chinese", "korean"})
_PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "ß": "ss", "đ": "d"})
_ARTICLE = re.compile(r" a (?=[aeioAEIO](?!ne\b|nce\b|uro))")


@dataclass(frozen=True, slots=True)
class Place:
    """A name that has, or had, a second spelling."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Country:
    """What a story needs to know about a country."""

    name: Place
    demonym: str
    culture: str
    currency: str
    cities: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a kind of story is made of."""

    words: Mapping[str, Sequence[Pattern]]
    headlines: Sequence[Pattern]
    leads: Sequence[Pattern]
    sentences: Sequence[Pattern]
    quotes: Sequence[Pattern]


@dataclass(frozen=True, slots=True)
class Culture:
    """Given names of men and women, and the beginnings and ends of surnames."""

    men: Sequence[str]
    women: Sequence[str]
    begins: Sequence[str]
    ends: Sequence[str]


@dataclass(slots=True)
class Person:
    """Somebody in a story, who is introduced once."""

    surname: str
    woman: bool
    introduction: str
    title: str
    introduced: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A story, or a report made from a form."""

    title: str
    paragraphs: Paragraphs
    city: str
    country: str
    other_city: str = ""
    accents: bool = False
    template: str | None = None


@dataclass(slots=True)
class Story:
    """A speaker of patterns who keeps to one story.

    Args:
        dice: what decides.
        published: days and dates in the text are near it.
        accents: write names with their accents, and typographic dashes.
        respell: use the other spelling wherever a place has two.
    """

    dice: Dice
    published: datetime
    accents: bool = False
    respell: bool = False
    topic: Topic | None = None
    woman: bool = False
    kept: dict[str, str] = field(default_factory=dict)
    _persons: dict[str, Person] = field(default_factory=dict)
    _named: set[int] = field(default_factory=set)
    _countries: list[Country] = field(default_factory=list)
    _cities: list[Place] = field(default_factory=list)
    _organizations: list[tuple[Place, str]] = field(default_factory=list)
    _modern: bool = True
    _mixed: bool = False
    _percent: str = "%"
    _capital_titles: bool = True

    def __post_init__(self) -> None:
        dice, world = self.dice, countries()
        self._modern = dice.chance(0.6)
        self._mixed = dice.chance(0.1)
        self._percent = dice.pick(["%", "%", " percent", " per cent"])
        self._capital_titles = dice.chance(0.5)
        start = dice.number(0, len(world) - 1)
        self._countries = [world[start]]
        while len(self._countries) < 3:
            # Neighbours in the list are neighbours on the map, mostly.
            near = (start + dice.number(-6, 6)) % len(world)
            country = world[near] if dice.chance(0.7) else dice.pick(world)
            if country not in self._countries:
                self._countries.append(country)
        home, other, _ = self._countries
        self._cities = [home.cities[0], dice.pick(other.cities), dice.pick(home.cities[1:])]
        self._organizations = dice.shuffled(organizations())[:2]

    def say(self, slot: str) -> str:
        """What a slot stands for in this story."""
        known = _SLOTS.get(slot)
        if known is not None:
            return known(self)
        if slot.startswith("@"):
            if slot not in self.kept:
                self.kept[slot] = self.say(slot[1:])
            return self.kept[slot]
        patterns = self.topic.words.get(slot) if self.topic else None
        return self.dice.pick(patterns or words()[slot])(self)

    def sentence(self, pattern: Pattern) -> str:
        """A pattern as a sentence."""
        text = " " + pattern(self)
        text = text.replace(",,", ",").replace(",.", ".").replace(",;", ";")  # after appositions
        text = capitalized(_ARTICLE.sub(" an ", text)[1:].replace("s's ", "s' "))
        return text if self.accents else plain(text)

    def quote(self, pattern: Pattern) -> str:
        """A pattern as something that a person of the story says."""
        said = self.sentence(pattern)
        who, how = self.say(self.dice.pick(["p1", "p1", "p2", "p3"])), self.say("said")
        style = self.dice.roll()
        if style < 0.7:
            text = f'"{said}," {who} {how}.'
        elif style < 0.92:
            text = f'{capitalized(who)} {how}: "{said}."'
        else:
            text = f'"{said}."'
        return text if self.accents else plain(text)

    def headline(self, pattern: Pattern) -> str:
        return capitalized(self.sentence(pattern).removeprefix("The ").rstrip(".,"))

    def place(self, place: Place) -> str:
        modern = self._modern != (self._mixed and self.dice.chance(0.3))
        return place.new if modern != self.respell else place.old

    def city(self, number: int) -> str:
        return self.place(self._cities[number])

    def country(self, number: int) -> str:
        name = self.place(self._countries[number].name)
        return f"the {name}" if name in _WITH_ARTICLE else name

    def demonym(self, number: int) -> str:
        return self._countries[number].demonym

    def currency(self) -> str:
        return self._countries[0].currency

    def organization(self, number: int) -> str:
        """The full title with its short form at first, then the short form."""
        title, short = self._organizations[number]
        if not short:
            return f"the {self.place(title)}"
        if number in self._named or self.dice.chance(0.3):
            return short if short in _LIKE_NAMES else f"the {short}"
        self._named.add(number)
        return f"the {self.place(title)} ({short})"

    def person(self, key: str) -> str:
        """With title and full name at first, then by surname or title."""
        person = self._person(key)
        if not person.introduced:
            person.introduced = True
            return person.introduction
        if person.title and self.dice.chance(0.35):
            return person.title if self._capital_titles else person.title.lower()
        return person.surname

    def name(self, key: str) -> str:
        return self._person(key).surname

    def pronoun(self, key: str) -> str:
        return "she" if self._person(key).woman else "he"

    def stranger(self) -> str:
        given, surname, _ = invented(self.dice, self.dice.pick(self._countries).culture)
        return f"{given} {surname}"

    def _person(self, key: str) -> Person:
        if key not in self._persons:
            official = key == "p1" or self.dice.chance(0.25)
            country = self._countries[1 if key == "p3" and self.dice.chance(0.5) else 0]
            given, surname, self.woman = invented(self.dice, country.culture)
            introduction, title = self.dice.pick(officials() if official else others())
            self.kept["name"] = f"{given} {surname}"
            later = given if country.culture in _FAMILY_NAME_FIRST else surname
            self._persons[key] = Person(later, self.woman, introduction(self), title(self))
        return self._persons[key]

    def money(self) -> str:
        dice = self.dice
        amount = (
            f"{dice.number(1, 99)}.{dice.number(1, 9)}"
            if dice.chance(0.5)
            else (str(dice.number(2, 950)))
        )
        scale = "billion" if dice.chance(0.3) else "million"
        style = dice.roll()
        if style < 0.5:
            return f"${amount} {scale}"
        if style < 0.65:
            return f"€{amount} {scale}" if self.accents else f"{amount} {scale} euros"
        return f"{amount} {scale} {self.currency()}"

    def percent(self) -> str:
        return f"{self.dice.number(1, 29)}.{self.dice.number(1, 9)}{self._percent}"

    def day(self) -> str:
        return _DAYS[(self.published - timedelta(days=self.dice.number(0, 3))).weekday()]

    def date(self) -> str:
        day = self.published + timedelta(days=self.dice.number(-60, 60))
        return f"{MONTHS[day.month - 1]} {day.day}"

    def month(self) -> str:
        return MONTHS[(self.published.month - 1 - self.dice.number(0, 5)) % 12]

    def year(self) -> str:
        back = self.dice.number(1, 12) if self.dice.chance(0.7) else self.dice.number(13, 60)
        return str(self.published.year - back)


_SLOTS: Mapping[str, Callable[[Story], str]] = {
    "city": lambda story: story.city(0),
    "city2": lambda story: story.city(1),
    "city3": lambda story: story.city(2),
    "country": lambda story: story.country(0),
    "country2": lambda story: story.country(1),
    "country3": lambda story: story.country(2),
    "dem": lambda story: story.demonym(0),
    "dem2": lambda story: story.demonym(1),
    "currency": lambda story: story.currency(),
    "o1": lambda story: story.organization(0),
    "o2": lambda story: story.organization(1),
    "p1": lambda story: story.person("p1"),
    "p2": lambda story: story.person("p2"),
    "p3": lambda story: story.person("p3"),
    "p1n": lambda story: story.name("p1"),
    "he1": lambda story: story.pronoun("p1"),
    "he2": lambda story: story.pronoun("p2"),
    "man": lambda story: "woman" if story.woman else "man",
    "name": lambda story: story.kept["name"],
    "person": lambda story: story.stranger(),
    "age": lambda story: str(story.dice.number(24, 78)),
    "money": lambda story: story.money(),
    "pct": lambda story: story.percent(),
    "d1": lambda story: f"{story.dice.number(0, 4)}.{story.dice.number(1, 9)}",
    "d2": lambda story: f"{story.dice.number(0, 2)}.{story.dice.number(10, 99)}",
    "day": lambda story: story.day(),
    "date": lambda story: story.date(),
    "today": lambda story: f"{MONTHS[story.published.month - 1]} {story.published.day}",
    "month": lambda story: story.month(),
    "year": lambda story: story.year(),
    "futureyear": lambda story: str(story.published.year + story.dice.number(1, 9)),
}


def tell(dice: Dice, published: datetime, *, accents: float = 0.03, respell: bool = False) -> Text:
    """Invent a story of 150 to 700 words.

    Args:
        dice: what decides; the same dice tell the same story.
        published: when it appeared.
        accents: chance that names keep their accents and dashes are typographic.
        respell: use the other spelling of every place that has two.
    """
    story = Story(dice, published, accents=dice.chance(accents), respell=respell)
    topic = story.topic = dice.pick(topics())
    wanted = dice.number(150, 420) if dice.chance(0.7) else dice.number(420, 680)
    lead = story.sentence(dice.pick(topic.leads))
    title = story.headline(dice.pick(topic.headlines))
    own = dice.shuffled([(story.sentence, pattern) for pattern in topic.sentences])
    general, quotes = general_sentences()
    any_ = dice.shuffled([(story.sentence, pattern) for pattern in general])
    said = dice.shuffled([(story.quote, pattern) for pattern in topic.quotes])
    paragraphs: Paragraphs = [[lead]]
    count = lead.count(" ") + 1
    while count < wanted and any_:
        paragraph: list[str] = []
        for _ in range(dice.number(1, 3)):
            kind = dice.roll()
            if kind < 0.4 and own:
                say, pattern = own.pop()
            elif kind < (0.6 if said else 0.5):
                say, pattern = said.pop() if said else (story.quote, dice.pick(quotes))
            elif any_:
                say, pattern = any_.pop()
            else:
                break
            sentence = say(pattern)
            if story.accents and sentence.count(", ") == 2:
                sentence = sentence.replace(", ", " – ")
            paragraph.append(sentence)
            count += sentence.count(" ") + 1
        if paragraph:
            paragraphs.append(paragraph)
    return _text(story, title, paragraphs)


def fill_in(dice: Dice, published: datetime, *, accents: float = 0.03) -> Text:
    """Fill in one of the forms that market closes, earthquakes and scores are reported with."""
    story = Story(dice, published, accents=dice.chance(accents))
    name, headline, lines = dice.pick(forms())
    title = story.headline(headline)
    return _text(story, title, [[story.sentence(line)] for line in lines], name)


def more(dice: Dice, published: datetime, count: int) -> list[str]:
    """Sentences that fit any story, for editors who add some."""
    story = Story(dice, published)
    general, _ = general_sentences()
    return [story.sentence(dice.pick(general)) for _ in range(count)]


def invented(dice: Dice, culture: str) -> tuple[str, str, bool]:
    """Given name and surname of somebody who does not exist, and whether it is a woman."""
    names = cultures()[culture]
    woman = dice.chance(0.4)
    given = dice.pick(names.women if woman else names.men)
    end = dice.pick(names.ends)
    if woman and culture == "east" and end in ("ov", "in"):
        end += "a"
    return given, dice.pick(names.begins) + end, woman


def stranger(dice: Dice) -> str:
    """Full name of somebody from anywhere."""
    given, surname, _ = invented(dice, dice.pick(list(cultures())))
    return f"{given} {surname}"


def plain(text: str) -> str:
    """The text in ASCII letters: "São Paulo" is "Sao Paulo"."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFD", text.translate(_PLAIN))
    return "".join(character for character in folded if not unicodedata.combining(character))


def _text(story: Story, title: str, paragraphs: Paragraphs, template: str | None = None) -> Text:
    names = story.city(story.dice.pick([0, 0, 2])), story.country(0), story.city(1)
    city, country, other = names if story.accents else map(plain, names)
    return Text(
        title, paragraphs, city, country.removeprefix("the "), other, story.accents, template
    )


@cache
def countries() -> Sequence[Country]:
    rows = [split_entries(line) for line in data_lines("places.txt")]
    return [
        Country(_place(name), demonym, culture, currency, tuple(map(_place, cities.split("; "))))
        for name, demonym, culture, currency, cities in rows
    ]


@cache
def organizations() -> Sequence[tuple[Place, str]]:
    rows = [line.split(" |") for line in data_lines("organizations.txt")]
    return [(_place(title), short.strip()) for title, short in rows]


@cache
def cultures() -> Mapping[str, Culture]:
    table: dict[str, Culture] = {}
    for line in data_lines("names.txt"):
        name, men, women, surnames = split_entries(line)
        begins, ends = surnames.split(" + ")
        table[name] = Culture(
            men.split(", "), women.split(", "), begins.split(", "), ends.split(", ")
        )
    return table


@cache
def officials() -> Sequence[tuple[Pattern, Pattern]]:
    return _roles("titles.txt")


@cache
def others() -> Sequence[tuple[Pattern, Pattern]]:
    return _roles("others.txt")


@cache
def words() -> Mapping[str, Sequence[Pattern]]:
    return dict(map(_vocabulary, data_lines("words.txt")))


@cache
def general_sentences() -> tuple[Sequence[Pattern], Sequence[Pattern]]:
    """Sentences, and what people say, that fit any story."""
    lines = data_lines("sentences.txt")
    return _of_kind(lines, "-"), _of_kind(lines, '"')


@cache
def topics() -> Sequence[Topic]:
    marks = ("^", ">", "-", '"')
    return [
        Topic(
            dict(_vocabulary(line) for line in lines if not line.startswith(marks)),
            *(_of_kind(lines, mark) for mark in marks),
        )
        for _, lines in _sections("topics.txt")
    ]


@cache
def forms() -> Sequence[tuple[str, Pattern, Sequence[Pattern]]]:
    made = []
    for heading, lines in _sections("templates.txt"):
        name, headline = heading.split(" | ", 1)
        made.append((name, compile_pattern(headline), [compile_pattern(line) for line in lines]))
    return made


def _sections(name: str) -> list[tuple[str, list[str]]]:
    sections: list[tuple[str, list[str]]] = []
    for line in data_lines(name):
        if line.startswith("== "):
            sections.append((line[3:], []))
        else:
            sections[-1][1].append(line)
    return sections


def _of_kind(lines: Sequence[str], mark: str) -> Sequence[Pattern]:
    return [compile_pattern(line[2:]) for line in lines if line.startswith(mark)]


def _vocabulary(line: str) -> tuple[str, Sequence[Pattern]]:
    name, entries = line.split(": ", 1)
    return name, [compile_pattern(entry) for entry in split_entries(entries)]


def _roles(name: str) -> Sequence[tuple[Pattern, Pattern]]:
    rows = []
    for line in data_lines(name):
        introduction, title = line.split(" |")
        if "{name}," in introduction and not introduction.endswith(","):
            introduction += ","
        rows.append((compile_pattern(introduction), compile_pattern(title.strip())))
    return rows


def _place(source: str) -> Place:
    old, _, new = source.partition("=")
    return Place(old, new or old)


_: type[Speaker] = Story  # a story speaks patterns
