"""Every name in an article that the gazetteer knows, as a candidate with all its readings.

At each word the longest surface that begins with it and ends at a word's end is taken;
what it means, and whether it means it here, is for later canonicalizers to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import regex

from newsnorm import Add, Alias, DocumentView, Gazetteer, Option
from newsnorm_entities.words import is_capitals

# Smaller than the words of the other modules: a surface may begin or end inside a hyphenated word,
# so that "US-led" holds US. Names of accounts ("@Kiev_Post") hold none.
_WORD = regex.compile(r"(?<![_@])[\p{L}\p{N}][\p{L}\p{M}\p{N}]*+")
_ASCII_WORD = re.compile(r"(?<![_@])[A-Za-z0-9]+")  # the same in ASCII, and much faster
_WORD_CHARACTER = regex.compile(r"[\p{L}\p{M}\p{N}_$]")  # "US$" is no country


class Matcher:
    """Proposes each name of the gazetteer that stands in a field."""

    def propose(self, document: DocumentView) -> Iterable[Add]:
        """One undecided candidate a match."""
        plain, capitals = _surfaces(document.gazetteer)
        for field, text in document.fields.items():
            for start, end, aliases in _matches(text, plain, capitals, field == "dateline"):
                names = [alias for alias in aliases if alias.form == "name"]
                options = tuple(
                    Option(document.gazetteer.entities[alias.entity], alias.row, alias.needs)
                    for alias in names or aliases
                )
                yield Add(field, start, end, options, "alias", demonym=not names)


class Surfaces:
    """Surfaces by their first word, with the lengths to try there, longest first."""

    def __init__(self, aliases: Mapping[str, Sequence[Alias]]) -> None:
        self.aliases = aliases
        self.known = frozenset(aliases)  # most slices are no surface: that must cost little
        lengths: dict[str, set[int]] = {}
        for surface in aliases:
            word = surface.partition(" ")[0]
            if not word.isalnum():  # most are one word without a mark
                match = _WORD.match(surface)
                if match is None:
                    continue
                word = match.group()
            lengths.setdefault(word, set()).add(len(surface))
        self.lengths = {word: sorted(sizes, reverse=True) for word, sizes in lengths.items()}

    def longest_at(self, text: str, word: str, start: int) -> tuple[int, Sequence[Alias]] | None:
        """The longest surface that begins with a word and ends at the end of one."""
        known, size = self.known, len(text)
        for length in self.lengths.get(word, ()):
            end = start + length
            # A slice past the end would be a shorter text, and could be another surface.
            surface = text[start:end]
            if surface in known and end <= size and not _WORD_CHARACTER.match(text, end):
                found = [alias for alias in self.aliases[surface] if alias.form != "title"]
                if found:  # titles are for the grammar of titles
                    return end, found
        return None


@lru_cache(maxsize=8)
def _surfaces(gazetteer: Gazetteer) -> tuple[Surfaces, Surfaces]:
    return Surfaces(gazetteer.aliases), Surfaces(gazetteer.capitals)


def _matches(
    text: str, plain: Surfaces, capitals: Surfaces, is_place: bool
) -> Iterator[tuple[int, int, Sequence[Alias]]]:
    words = (_ASCII_WORD if text.isascii() else _WORD).finditer
    line_start = end = 0
    while line_start < len(text):
        line_end = text.find("\n", line_start)
        line_end = len(text) if line_end < 0 else line_end
        capital_line = not is_place and is_capitals(text[line_start:line_end])
        first, second = (plain, capitals) if not capital_line else (capitals, capitals)
        for word in words(text, line_start, line_end):
            name = word.group()
            if name not in first.lengths and not (is_place and name in second.lengths):
                continue
            start = word.start()
            if start < end:  # a name may go on in the next line
                continue
            found = first.longest_at(text, name, start)
            if found is None and is_place:
                found = second.longest_at(text, name, start)
            if found:
                end, aliases = found
                yield start, end, aliases
        line_start = line_end + 1
