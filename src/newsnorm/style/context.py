"""What stands around a name: whether it is quoted, part of a longer name, or spoken about.

A longer name is told by its words' capitals: "Kiev" is none by itself in "Dynamo Kiev", "Chicken
Kiev", "Kiev Independent", "University of Kiev". A capital means nothing in a headline where every
word has one, on a word that the article has in small letters, too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from newsnorm.article import FieldName, Mention, NormalizedArticle
from newsnorm.style.quotations import merged, quoted

NEAR = 40
"""Code points before a name in which a word may make it part of a longer one."""

ASIDE = 60
"""Code points between two names of one thing that may speak of the names themselves."""

CHAIN = 4
"""Names that may stand in a row before the word that tells what they are."""

SHORT, HEADLINE = 3, 0.7
"""In a headline, more than this share of the words of more than so many letters have capitals."""

TITLE = 4
"""Words of such length that a title in running text has at least, names aside."""

_SMALL = frozenset(
    "a an the this that these those his her its their our my your whose every each any no all both "
    "in on at to for from by with of as than about into onto over under near off out up down "
    "across against along among around before after behind below beneath beside between beyond "
    "during except inside outside since through toward towards until upon within without via per "
    "amid and or but nor so yet if when while where why how because although though unless whether "
    "is was are were be been has have had will would can could may might must shall should do does "
    "did not says said say tells told asks asked sees saw hits hit vows urges warns wants seeks "
    "it he she they we i you who whom which what there here then now also only even just still "
    "meanwhile however later earlier yesterday today tonight recently "
    "monday tuesday wednesday thursday friday saturday sunday "
    "january february march april june july august september october november december "
    "pro anti non ex mr mrs ms dr sir lord lady".split()
)
"""Words that are no part of a name, whatever their capitals; and what stands before a person's."""

_BEFORE = re.compile(r"([^\W\d_][^\s\N{EM DASH}\N{EN DASH}]*?)[ -]$")
_OF = re.compile(r"([^\W\d_]\S*) (?:of|for|de|du|von|OF|FOR) (?:the )?$")
_BEHIND = re.compile(r"(?: (?:& )?|-)([^\W\d_]\S{0,40})")
_ABOUT = re.compile(
    r"[(/\[=]|\b(?:or|spelled|spelt|known|calls?|called|formerly|previously|once|aka|written|named|renamed|"
    r"transliterated|pronounced|instead|rather|not)\b"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_STOPS = frozenset(",;:.!?)]")
_TREATY = re.compile(
    r"[ -](?:accord|agreement|treaty|convention|protocol|pact|declaration|charter)s?\b",
    re.IGNORECASE,
)
"""What is named after the place where it was signed, with capitals or without."""
_LABEL = re.compile(r"^(Q|A|Question|Answer|QUESTION|ANSWER)(?=\s?:)", re.MULTILINE)
_TURN = re.compile(
    r"(?:^|(?<=[.?!] ))((?:[^\W\d_][\w.'-]{0,30} ){0,3}[^\W\d_][\w'-]{0,30}):\s", re.MULTILINE
)
_COLON = re.compile(r"(?: \([^()\n]{1,80}\))?\s?:\s")
_WROTE = (
    r"\b(?:wrote|writes|said|says|told|reports|reported|states|stated|posted|tweeted|explained|"
    r"explains|notes|noted|adds|added|continues|continued|concludes|concluded|reads|read|comments|"
    r"commented|warns|warned|asks|asked|answered|replied|argues|argued)\b"
)
_BLOCK = re.compile(
    rf"(?:{_WROTE}[^.:!?\n]{{0,40}}:[ \t]*\n\s*|^[^.:!?\n]{{0,40}}{_WROTE}: )(?=[\w(\[])",
    re.MULTILINE,
)
"""Before what somebody wrote, where it begins without marks: "The paper wrote:" and a paragraph."""
_SENTENCE = re.compile(r"[.!?]\s|\n")
_start = attrgetter("start")
_STICKS = frozenset("@#_/\\&=%~|")
_LINK = re.compile(r"[@_/\\=~|]|\.\w|\d")


class Context:
    """A field of an article, as the place of its names.

    Args:
        article: whose field it is.
        field: which.
        quotations: whether names in quotations may change.
    """

    def __init__(
        self, article: NormalizedArticle, field: FieldName, *, quotations: bool = False
    ) -> None:
        self.article = article
        self.text = article.alignments[field].target
        mentions = (mention for mention in article.mentions if mention.field == field)
        self.mentions = sorted(mentions, key=_start)
        self._beside = _neighbors(self.mentions)
        self._headlines: dict[str, bool] = {}
        self.quoted = [] if quotations else merged([*quoted(self.text), *self._spoken()])

    def allows(self, mention: Mention, start: int, end: int) -> bool:
        """Whether the name at a place may be written otherwise.

        Args:
            mention: of this field.
            start: where the name in it begins, behind a role.
            end: where it ends.
        """
        at = bisect_left(self.quoted, (end,)) - 1
        if at >= 0 and self.quoted[at][1] > start:
            return False
        if self._sticks(start, end) or self._in_longer_name(mention, start, end):
            return False
        if mention.field == "text" and self._in_cited_title(start):
            return False
        return not self._is_spoken_about(mention)

    def in_capitals(self, at: int) -> bool:
        """Whether the line around a place has no small letters."""
        return self._line(at).isupper()

    def _in_headline(self, at: int) -> bool:
        """Whether the words of the line around a place have capitals, the short ones aside."""
        line = self._line(at)
        if line not in self._headlines:
            words: list[str] = _LETTERS.findall(line)
            long = [word for word in words if len(word) > SHORT]
            capitals = sum(word[0].isupper() for word in long)
            self._headlines[line] = capitals > HEADLINE * len(long)
        return self._headlines[line]

    def _in_cited_title(self, start: int) -> bool:
        """Whether a name lies in a title that the text cites without marks, between sentences.

        Its words have capitals, the short ones aside; linked names, which always have them, do not
        count. A line of its own is a headline of the article.
        """
        at = bisect_right(self._sentences, start)
        first = self._sentences[at - 1] if at else 0
        last = self._sentences[at] if at < len(self._sentences) else len(self.text)
        if self._line(start).strip() == self.text[first:last].strip():
            return False
        words = [
            word[0]
            for word in _LETTERS.finditer(self.text, first, last)
            if len(word[0]) > SHORT and not self._mention_at(word.start())
        ]
        capitals = sum(word[0].isupper() for word in words)
        return len(words) >= TITLE and capitals > HEADLINE * len(words)

    def _line(self, at: int) -> str:
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        return self.text[start : len(self.text) if end < 0 else end]

    @cached_property
    def _sentences(self) -> list[int]:
        """Where each but the first begins."""
        return [match.end() for match in _SENTENCE.finditer(self.text)]

    @cached_property
    def _words(self) -> frozenset[str]:
        """The article's words in small letters: in capitals, they are no names."""
        texts = (steps.target for steps in self.article.alignments.values())
        return frozenset(
            word for text in texts for word in _LETTERS.findall(text) if word.islower()
        )

    def _sticks(self, start: int, end: int) -> bool:
        """Whether it is part of an address, a tag or the like."""
        if start and (self.text[start - 1] in _STICKS or self.text[start - 1].isalnum()):
            return True
        return _LINK.match(self.text, end) is not None

    def _spoken(self) -> Iterator[tuple[int, int]]:
        """What follows "Name:" in a headline or a transcript: it is the person's, without marks.

        A label that stands before two passages makes a transcript of all that follows it: its
        speakers may go on for paragraphs. So does what "The paper wrote:" stands before.
        """
        if block := _BLOCK.search(self.text):
            yield block.end(), len(self.text)
        turns: dict[str, int] = {}
        for match in _TURN.finditer(self.text):
            label = match[1]
            if label in turns:
                yield turns[label], len(self.text)
                break
            if all(word[0].isupper() for word in label.split(" ")):
                turns[label] = match.end()
        labels = [m.end for m in self.mentions if m.kind == "person"]
        for at in (*labels, *(match.end(1) for match in _LABEL.finditer(self.text))):
            if _COLON.match(self.text, at):
                end = self.text.find("\n", at)
                yield at, len(self.text) if end < 0 else end

    def _in_longer_name(self, mention: Mention, start: int, end: int) -> bool:
        line = self.text.rfind("\n", 0, start) + 1
        before = _BEFORE.search(self.text, max(line, start - NEAR), start)
        if (
            before
            and start == mention.start  # else a role stands before it, and is no name
            and before[1][-1] not in _STOPS
            and self._is_name(before[1], before.start())
        ):
            return True
        of = _OF.search(self.text, max(line, start - NEAR), start)
        if of and mention.kind != "person" and self._is_name(of[1], of.start()):
            return True
        if mention.kind == "place" and _TREATY.match(self.text, end):
            return True
        behind = _BEHIND.match(self.text, end)
        for _ in range(CHAIN):
            other = behind and self._mention_at(behind.start(1))
            if not other:
                break
            behind = _BEHIND.match(self.text, other.end)  # "Kiev-Pechersk Lavra"
        return behind is not None and self._is_name(behind[1], behind.start(1))

    def _mention_at(self, at: int) -> Mention | None:
        index = bisect_right(self.mentions, at, key=_start) - 1
        return self.mentions[index] if index >= 0 and at < self.mentions[index].end else None

    def _is_name(self, word: str, at: int) -> bool:
        """Whether a word may belong to a name; not if it is one that is linked by itself."""
        if not word[0].isupper() or self._mention_at(at):
            return False
        if word.endswith("ing") and self._begins_sentence(at):
            return False  # "Leaving Kiev, they ..."
        plain = _LETTERS.findall(word)[0].casefold()
        return plain not in _SMALL and not (plain in self._words and self._in_headline(at))

    def _begins_sentence(self, at: int) -> bool:
        return at == 0 or self.text[max(0, at - 2) : at].strip(" \n")[-1:] in {"", ".", "!", "?"}

    def _is_spoken_about(self, mention: Mention) -> bool:
        """Whether another name of the same thing stands so near that the names are the matter."""
        for other in self._beside.get(mention.start, ()):
            first, second = sorted((mention, other), key=_start)
            between = self.text[first.end : second.start]
            if len(between) > ASIDE or _SENTENCE.search(between):
                continue
            if _ABOUT.search(between) and first.surface != second.surface:
                return True
        return False


def _neighbors(mentions: Sequence[Mention]) -> Mapping[int, Sequence[Mention]]:
    """By where a mention starts, the mentions of the same thing before and behind it."""
    by_entity: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_entity.setdefault(mention.entity, []).append(mention)
    beside: dict[int, list[Mention]] = {}
    for same in by_entity.values():
        for first, second in pairwise(same):
            beside.setdefault(first.start, []).append(second)
            beside.setdefault(second.start, []).append(first)
    return beside
