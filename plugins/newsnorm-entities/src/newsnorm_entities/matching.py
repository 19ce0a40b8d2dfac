"""Every name in an article that the gazetteer knows, as a candidate with all its readings.

At each word the longest surface that begins with it and ends at a word's end is taken;
what it means, and whether it means it here, is for later canonicalizers to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import regex

from newsnorm import Add, Alias, DocumentView, Gazetteer, Option
from newsnorm_entities.words import is_capitals

# Smaller than the words of the other modules: a surface may begin or end inside a hyphenated word,
# so that "US-led" holds US. Names of accounts ("@Kiev_Post") hold none.
_WORD = regex.compile(r"(?<![_@])[\p{L}\p{N}][\p{L}\p{M}\p{N}]*+")
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

    def longest_at(self, text: str, word: regex.Match[str]) -> tuple[int, Sequence[Alias]] | None:
        """The longest surface that begins with a word and ends at the end of one."""
        start = word.start()
        for length in self.lengths.get(word.group(), ()):
            end = start + length
            # A slice past the end would be a shorter text, and could be another surface.
            aliases = self.aliases.get(text[start:end]) if end <= len(text) else None
            if aliases and not _WORD_CHARACTER.match(text, end):
                found = [alias for alias in aliases if alias.form != "title"]
                if found:  # titles are for the grammar of titles
                    return end, found
        return None


@lru_cache(maxsize=8)
def _surfaces(gazetteer: Gazetteer) -> tuple[Surfaces, Surfaces]:
    return Surfaces(gazetteer.aliases), Surfaces(gazetteer.capitals)


def _matches(
    text: str, plain: Surfaces, capitals: Surfaces, is_place: bool
) -> Iterator[tuple[int, int, Sequence[Alias]]]:
    end = 0
    capital_line, line_end = False, -1
    for word in _WORD.finditer(text):
        start = word.start()
        if start < end:
            continue
        if start > line_end:
            line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
            line_end = len(text) if line_end < 0 else line_end
            capital_line = is_capitals(text[line_start:line_end])
        if is_place:
            found = plain.longest_at(text, word) or capitals.longest_at(text, word)
        else:
            found = (capitals if capital_line else plain).longest_at(text, word)
        if found:
            end, aliases = found
            yield start, end, aliases
