"""Where else a dump has a name that was found: for the proposal, or against it.

An article speaks for a name where the name stands by itself, or behind a title, or as the pipeline
linked it. It speaks against it where the name is part of a longer one that nobody linked ("Putin
Street", "Lyudmila Putin"), is linked to another entity, or stands in small letters, a word of the
language.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsnorm.discovery.tally import HONORIFICS

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\n\"'“”‘’(\[—–-])\s*$")

LONGEST_HEADLINE = 250
"""Code points of a line that may be in title case throughout."""


@dataclass(slots=True)
class Sightings:
    """What the dump says of one name.

    Args:
        surface: the name.
        entities: ids of whom it is proposed for, those of other spellings too.
        given: other words that may stand before it and mean the same entity.
        is_body: it is an organisation's, and may stand before a word with a capital.
        speaking: articles that speak for it.
        against: articles that speak against it.
        more: places in which it stands by itself and no mention covers it.
    """

    surface: str
    entities: frozenset[str]
    given: frozenset[str] = frozenset()
    is_body: bool = False
    speaking: int = 0
    against: int = 0
    more: int = 0
    small: set[str] = field(default_factory=set)
    """Words of it that the dump has in small letters."""

    @property
    def is_words(self) -> bool:
        """Whether it may be no name at all: all its words are words of the language."""
        return self.small >= {word.lower() for word in _WORD.findall(self.surface)}


class Lookout:
    """Looks for names in articles.

    Args:
        names: what to look for.
        titles: words of titles, in lower case, which may stand before a name.
    """

    def __init__(self, names: Iterable[Sightings], titles: Collection[str]) -> None:
        self.titles = {*titles, *HONORIFICS}
        self.begins: dict[str, list[Sightings]] = {}
        """Names by their first word, as it may be written."""
        self.small: dict[str, list[Sightings]] = {}
        """Names by each of their words in small letters."""
        for name in names:
            words = _WORD.findall(name.surface)
            for first in (words[0], f"{words[0]}'s"):
                self.begins.setdefault(first, []).append(name)
            for word in words:
                if not name.surface.isupper():
                    self.small.setdefault(word.lower(), []).append(name)
        self.words = {*self.begins, *self.small}

    def look(self, record: Mapping[str, Any]) -> None:
        """Count what an article says of each name: its `text`, `title` and `mentions`."""
        verdicts: dict[int, tuple[Sightings, bool]] = {}
        for part in ("title", "text"):
            text = record.get(part) or ""
            mentions = [m for m in record["mentions"] if m["field"] == part]
            starts = [mention["start"] for mention in mentions]
            for word in _WORD.finditer(text):
                written = word.group()
                if written not in self.words:
                    continue
                for name in self.small.get(written, ()):
                    if not _in_address(text, word.start()):
                        name.small.add(written)
                        if " " not in name.surface:
                            verdicts[id(name)] = (name, False)
                for name in self.begins.get(written, ()):
                    end = word.start() + len(name.surface)
                    if not text.startswith(name.surface, word.start()) or _goes_on(text, end):
                        continue
                    at = bisect_right(starts, word.start()) - 1
                    over = mentions[at] if at >= 0 and mentions[at]["end"] >= end else None
                    speaks = self._speaks(name, text, word.start(), end, over)
                    if speaks is not None:
                        before = verdicts.get(id(name), (name, True))[1]
                        verdicts[id(name)] = (name, speaks and before)
        for name, speaks in verdicts.values():
            if speaks:
                name.speaking += 1
            else:
                name.against += 1

    def _speaks(
        self, name: Sightings, text: str, start: int, end: int, over: Mapping[str, Any] | None
    ) -> bool | None:
        """Whether a place speaks for a name; None if it says nothing."""
        if over is not None:
            if over["entity"] in name.entities:
                return True
            whole = over["surface"].removesuffix("'s")
            return False if whole.endswith(name.surface) else None
        if _is_headline(text, start):
            return None
        before, previous, opens = _word_before(text, start)
        lower = previous.casefold().removesuffix("'s")
        follower = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
        if follower and follower.group()[0].isupper() and follower.group() != "I":
            # "the WEF Memo", "the Biden Administration", but "Michel Chossudovsky".
            attribute = name.is_body or lower in ("the", "a", "an") or previous.endswith("'s")
            return None if attribute else False
        if before and previous[0].isupper() and lower not in self.titles:
            if previous in name.given:
                return True
            if name.is_body and not opens:
                return None
            if not opens:
                return False
            if f" {lower} " not in text:  # it may be a given name that opens a sentence
                return None
        name.more += 1
        return True


def _word_before(text: str, start: int) -> tuple[bool, str, bool]:
    """Whether a word stands directly before a place, the word, and whether it opens a sentence."""
    before = text[max(0, start - 60) : start]
    words = [*_WORD.finditer(before)]
    if not words:
        return False, "", False
    last = words[-1]
    gap = before[last.end() :]
    beside = gap == " " or (gap in (". ", ".") and len(last.group()) < 4)
    opens = _SENTENCE_END.search(before[max(0, last.start() - 4) : last.start()]) is not None
    return beside, last.group(), opens


def _is_headline(text: str, at: int) -> bool:
    """Whether most words of a line begin with capitals, which then tell nothing of names."""
    begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    end = len(text) if end < 0 else end
    if end - begin > LONGEST_HEADLINE:
        return False
    words = _WORD.findall(text[begin:end])
    large = [word for word in words if len(word) > 3]
    return len(large) > 2 and sum(word[0].isupper() for word in large) > 0.7 * len(large)


def _in_address(text: str, at: int) -> bool:
    """Whether a word is one of a web address, an account or a tag."""
    return text[max(0, at - 1) : at] in tuple("/.@#_=&?")


def _goes_on(text: str, end: int) -> bool:
    """Whether the word goes on: "Putin" in "Putinism" or "Putin-era"; not in "Putin's"."""
    following = text[end : end + 2]
    return following[:1].isalnum() or (following[:1] in "-_" and following[1:].isalnum())
