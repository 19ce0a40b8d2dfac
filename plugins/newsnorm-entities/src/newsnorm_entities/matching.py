"""Every name in an article that the gazetteer knows, as a candidate with all its readings.

At each word the longest surface that begins with it and ends at a word's end is taken;
what it means, and whether it means it here, is for later canonicalizers to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import regex

from newsnorm import Add, Alias, DocumentView, Entity, Gazetteer, Option, per_gazetteer
from newsnorm_entities.choice import compiled
from newsnorm_entities.government_words import FINITE
from newsnorm_entities.words import LATIN, is_latin, lines_in_capitals

# Smaller than the words of the other modules: a surface may begin or end inside a hyphenated word,
# so that "US-led" holds US.
_WORD: Final = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*+")
# The same in simpler texts, and much faster.
LATIN_WORD: Final = re.compile(f"[{LATIN}]+")
_ASCII_WORD: Final = re.compile("[A-Za-z0-9]+")
# Those that do not begin in lower case; beyond the most common letters that is not looked at.
_LATIN_CAPITALIZED: Final = re.compile(f"[0-9A-Zªµº²³¹¼-¾À-ÖØ-ÞĀ-\u024f][{LATIN}]*")
_ASCII_CAPITALIZED: Final = re.compile("[A-Z0-9][A-Za-z0-9]*")
_WORD_CHARACTER: Final = regex.compile(
    r"[\p{L}\p{M}\p{N}_$]|\\\$"
)  # "US$" is no country, nor "US\$"
_AT_END: Final = frozenset(" \n,.;:!?'\"()[]{}<>/|&*+-=%#@`~‘’“”–—…\N{NO-BREAK SPACE}")
_NOT_BEFORE: Final = frozenset("_@")  # names of accounts, "@Kiev_Post", hold none

_SIGN: Final = re.compile(r"<[A-Z]{1,5}[.>]")
"""A firm's sign at an exchange, as wires print it: "GENERAL MOTORS <GM>", "<ICI.L>"."""

_OPENING_LETTERS: Final = re.compile(r"(?P<letters>[A-Z]{2,5}) (?P<verb>[A-Z]{3,}S)(?= )")
_DEEDS: Final = FINITE | frozenset(
    """
    accuses announces approves bans cuts declares hits orders raises says sees seizes sends sues
    tells urges warns
    """.split()
)
"""What countries and bodies do in headlines."""

FEW: Final = 16
"""Surfaces without a capital, at most, that are looked for one by one."""

_MORE: Final = 3
"""Code points behind the first word of a surface that tell which others to try there."""

Match: TypeAlias = "tuple[int, int, Reading]"
"""Start, end, and what the stretch may mean."""


class Reading(NamedTuple):
    """What a surface may mean.

    Args:
        options: its readings, as candidates have them.
        demonym: it is no name of anything, it only tells of which country something is.
    """

    options: tuple[Option, ...]
    demonym: bool


class Matcher:
    """Proposes each name of the gazetteer that stands in a field."""

    def propose(self, document: DocumentView) -> Iterable[Add]:
        """One undecided candidate a match."""
        names = names_of(document.gazetteer)
        for field, text in document.fields.items():
            find = names.in_dateline if field == "dateline" else names.in_text
            for start, end, (options, demonym) in find(text):
                if text[start].islower():
                    start = names.own(text, start, end)  # noqa: PLW2901 - the same name's
                yield Add(field, start, end, options, "alias", demonym=demonym)


class Names:
    """The surfaces of a gazetteer, for finding them in texts."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.plain = Surfaces(gazetteer.aliases, gazetteer.entities)
        self._capitals: Surfaces | None = None

    @property
    def capitals(self) -> Surfaces:
        """The surfaces for lines in capitals."""
        if self._capitals is None:
            self._capitals = Surfaces(self.gazetteer.capitals, self.gazetteer.entities)
        return self._capitals

    def own(self, text: str, start: int, end: int) -> int:
        """Where the name in "state of Roraima" begins, if nothing else bears it."""
        noun, of, name = text[start:end].partition(" of ")
        owners = {alias.entity for alias in self.gazetteer.aliases.get(name, ())}
        if not of or not noun.islower() or len(owners) != 1:
            return start
        whole = {alias.entity for alias in self.gazetteer.aliases.get(text[start:end], ())}
        return end - len(name) if whole == owners else start

    def in_text(self, text: str) -> Sequence[Match]:
        """Every name, from left to right; in lines in capitals those that may be printed so."""
        lines = lines_in_capitals(text)
        if not lines:
            return self.plain.matches(text)
        found: list[Match] = []
        at = 0
        lines.append((len(text), len(text)))
        for start, end in lines:
            letters = self._letters_at(text, start, end)
            for surfaces, first, last in ((self.plain, at, start), (self.capitals, start, end)):
                part = surfaces.matches(text[first:last])
                if surfaces is not self.plain:
                    part = [m for m in part if not _SIGN.match(text, first + m[0] - 1)]
                    if letters is not None and (not part or part[0][0] >= letters[1]):
                        part = [letters, *part]
                found += [(first + begin, first + end, reading) for begin, end, reading in part]
            at = end
        return found

    def _letters_at(self, text: str, start: int, end: int) -> Match | None:
        """Letters that open a line in capitals and may be a word there, by what they do.

        "US TELLS CHINA", "WHO DECLARES EMERGENCY", but "WHO KNEW WHAT?". Offsets are the line's.
        """
        opening = _OPENING_LETTERS.match(text, start, end)
        if opening is None or opening["letters"] in self.capitals.known:
            return None
        if opening["verb"].lower() not in _DEEDS or text.find("?", start, end) >= 0:
            return None
        letters = opening["letters"]
        reading = self.plain.reading(letters) if letters in self.plain.known else None
        return None if reading is None else (0, len(letters), reading)

    def in_dateline(self, text: str) -> Iterator[Match]:
        """Every name in a dateline, as printed or in capitals."""
        reach = 0
        for word in _WORD.finditer(text):
            start = word.start()
            if start >= reach and text[start - 1 : start] not in _NOT_BEFORE:
                for surfaces in (self.plain, self.capitals):
                    if found := surfaces.longest_at(text, word.group(), start):
                        reach = found[1]
                        yield found
                        break


class Surfaces:
    """Surfaces by how they begin, with the lengths to try there, longest first.

    One that ends with its first word, or soon behind it, is found by that word, in `short`; a
    longer one by the word and what follows it, in `long`: many names begin with "San", few with
    "San Fr".

    In Latin texts words without a capital are passed over: few surfaces begin with one, and
    those have one further on, `behind` which they are looked for, or are `small` altogether.
    """

    def __init__(
        self, aliases: Mapping[str, Sequence[Alias]], entities: Mapping[str, Entity]
    ) -> None:
        self.aliases = aliases
        self.entities = entities
        self.known = frozenset(aliases)  # most slices are no surface: that must cost little
        self.behind: dict[str, tuple[str, ...]] = {}
        self.small: list[str] = []
        self._readings: dict[str, Reading | None] = {}
        self._made: Any = None
        short: dict[str, list[int]] = {}
        long: dict[str, list[int]] = {}
        for surface in aliases:
            word = surface.partition(" ")[0]
            if not word.isalnum():  # most are one word without a mark
                match = _WORD.match(surface)
                if match is None:
                    continue
                word = match.group()
            sizes = short.setdefault(word, [])
            if len(surface) >= len(word) + _MORE:
                sizes = long.setdefault(surface[: len(word) + _MORE], [])
            sizes.append(len(surface))
            if not _LATIN_CAPITALIZED.match(word) and is_latin(surface):
                self._index_small(surface)
        for word in self.behind:
            short.setdefault(word, [])
        self.short = {word: _longest_first(sizes) for word, sizes in short.items()}
        self.long = {beginning: _longest_first(sizes) for beginning, sizes in long.items()}

    def _index_small(self, surface: str) -> None:
        words = LATIN_WORD.finditer(surface)
        capital = next((word for word in words if _LATIN_CAPITALIZED.match(word.group())), None)
        if capital is None:
            self.small.append(surface)
        else:
            before = surface[: capital.start()]
            others = self.behind.get(capital.group(), ())
            self.behind[capital.group()] = (*dict.fromkeys((*others, before)),)

    def matches(self, text: str) -> Sequence[Match]:
        """The surfaces in a text, leftmost first, of those that begin together the longest."""
        is_ascii = text.isascii()
        if (fast := compiled(len(text))) and (is_ascii or is_latin(text)):
            return self._checked(self._index(fast).find(text), text)
        if is_ascii:
            words, capitalized = _ASCII_WORD, _ASCII_CAPITALIZED
        elif is_latin(text):
            words, capitalized = LATIN_WORD, _LATIN_CAPITALIZED
        else:
            return self._walk(_WORD.finditer(text), text, {}) or ()
        if len(self.small) <= FEW and not any(map(text.__contains__, self.small)):
            found = self._walk(capitalized.finditer(text), text, self.behind)
            if found is not None:
                return found
        return self._walk(words.finditer(text), text, {}) or ()

    def _walk(
        self,
        words: Iterator[re.Match[str]] | Iterator[regex.Match[str]],
        text: str,
        behind: Mapping[str, tuple[str, ...]],
    ) -> list[Match] | None:
        """The surfaces that begin with some words.

        None if a surface may begin before one of them.
        """
        found: list[Match] = []
        short, long, longest = self.short, self.long, self._longest
        reach = 0
        for word in words:
            name = word[0]
            sizes = short.get(name)
            if sizes is None:
                continue
            start = word.start()
            if more := long.get(text[start : start + len(name) + _MORE]):
                sizes = more + sizes
            elif not sizes and name not in behind:
                continue  # "The": only longer names begin so
            before = text[start - 1 : start]
            if start < reach or before in _NOT_BEFORE or before.isalnum():
                continue
            if name in behind and text.endswith(behind[name], 0, start):
                return None
            if sizes and (match := longest(text, start, sizes)):
                reach = match[1]
                found.append(match)
        return found

    def _index(self, fast: Any) -> Any:
        """The surfaces for compiled code, from when it is first used."""
        if self._made is None:
            latin = [name for name in self.known if is_latin(name) and LATIN_WORD.match(name)]
            self._made = fast.Index(sorted(latin))
        return self._made

    def _checked(self, edges: Sequence[int], text: str) -> list[Match]:
        """What compiled code found, left to right, where each stretch is a surface in fact."""
        found: list[Match] = []
        reach = 0
        readings = self._readings
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            if start < reach:
                continue
            reading = readings.get(text[start:end])
            if reading is not None:
                found.append((start, end, reading))
                reach = end
            elif word := LATIN_WORD.match(text, start):  # met for the first time, or no name
                match = self.longest_at(text, word.group(), start)
                if match:
                    found.append(match)
                    reach = match[1]
        return found

    def longest_at(self, text: str, word: str, start: int) -> Match | None:
        """The longest surface that begins with a word and ends at the end of one."""
        long = self.long.get(text[start : start + len(word) + _MORE], ())
        return self._longest(text, start, long + self.short.get(word, ()))

    def _longest(self, text: str, start: int, sizes: Iterable[int]) -> Match | None:
        known, readings, size = self.known, self._readings, len(text)
        for length in sizes:
            end = start + length
            # A slice past the end would be a shorter text, and could be another surface.
            surface = text[start:end]
            reading = readings.get(surface)
            if reading is None and surface not in known:
                continue
            if (
                end <= size
                and (end == size or text[end] in _AT_END or not _WORD_CHARACTER.match(text, end))
                and (reading or (reading := self.reading(surface)))
            ):
                return start, end, reading
        return None

    def reading(self, surface: str) -> Reading | None:
        """What a surface may mean; None for titles, which are for the grammar of titles."""
        if surface not in self._readings:
            self._readings[surface] = self._read(surface)
        return self._readings[surface]

    def _read(self, surface: str) -> Reading | None:
        aliases = [alias for alias in self.aliases[surface] if alias.form != "title"]
        names = [alias for alias in aliases if alias.form == "name"]
        if not aliases:
            return None
        options = (
            Option(self.entities[alias.entity], alias.row, alias.needs)
            for alias in names or aliases
        )
        return Reading(tuple(options), not names)


@per_gazetteer
def names_of(gazetteer: Gazetteer) -> Names:
    """The surfaces of a gazetteer, which many articles are read with."""
    return Names(gazetteer)


def _longest_first(sizes: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({*sizes}, reverse=True))
