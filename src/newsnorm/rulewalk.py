r"""One walk over the lines of a text, for all rules that look at its head, its tail or its lines.

All rules look at the text as it came; where two want the same line, the one that is listed first
has it. Most texts are seen to have nothing for any rule after two look-ups a line (which
`newsnorm.rulegates` tells of) and a few patterns that do not match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import regex

from newsnorm.article import Dateline
from newsnorm.datelines import read_dateline
from newsnorm.edits import Edit, Extraction, Furniture
from newsnorm.rulegates import Gates, numbers
from newsnorm.rules import Delete, Extract, Rule, Scope, compiled, lint

if TYPE_CHECKING:
    from newsnorm.components import ArticleView

HEAD_LINES = 12
"""How many lines the head has."""

TAIL_LINES = 12
"""How many lines the tail has."""

BLOCK_LINES = 40
"""How many lines a block at the end has, at most."""

LEAD = 200
"""A line of so many code points is a paragraph of the story: the head ends with it."""

WINDOW = 2000
"""How many code points of head or tail are looked at, at most."""

STRETCH = 1000
"""How long a match that reaches to the end of a text can be, at most."""

REACH = 300
"""How long a match at the start of a line can be, at most."""

LINE = 1000
"""A longer line is a paragraph of the story: no rule takes it whole."""

_REPEATS = 8  # of tags and datelines that stand one behind the other


class ReadyRule:
    """A rule with its pattern compiled."""

    __slots__ = ("at_head", "conditional", "pattern", "rule")

    def __init__(self, rule: Rule) -> None:
        lint(rule)
        self.rule = rule
        self.pattern = compiled(rule.scope, rule.pattern)
        self.at_head = rule.scope is Scope.HEAD
        self.conditional = bool(rule.languages or rule.agencies or rule.context)

    def applies(self, text: str, article: ArticleView) -> bool:
        """Whether the rule's conditions are met."""
        rule = self.rule
        if rule.languages and article.language.partition("-")[0] not in rule.languages:
            return False
        if rule.agencies and not _is_one_of(rule.agencies, article):
            return False
        return not rule.context or any(string in text for string in rule.context)

    def edit(
        self, match: regex.Match[str], text: str, article: ArticleView, start: int, end: int
    ) -> Edit | None:
        """What the rule makes of a match; its span may be one wider than the match."""
        action = self.rule.action
        replacement = "" if isinstance(action, Delete) else action.text
        if text[start:end] == replacement:
            return None
        if not isinstance(action, Extract):
            return Edit(start, end, replacement, self.rule.name)
        value = (action.value or _AS_PRINTED[action.field])(match, article)
        if value is None:
            return None
        return Extraction(start, end, replacement, self.rule.name, field=action.field, value=value)


def _is_one_of(agencies: Sequence[str], article: ArticleView) -> bool:
    known = (article.dateline.agency if article.dateline else None) or article.source or ""
    return any(
        known == agency or known.startswith((f"{agency}/", f"{agency}-", f"{agency} "))
        for agency in agencies
    )


def _whole_match(found: regex.Match[str], _: ArticleView) -> tuple[str, ...]:
    return (" ".join(found.group().split()),)


def _names(found: regex.Match[str], article: ArticleView) -> tuple[str, ...]:
    names = "name" in found.re.groupindex
    return tuple(found.captures("name")) if names else _whole_match(found, article)


_AS_PRINTED: Mapping[
    Furniture, Callable[[regex.Match[str], ArticleView], Dateline | tuple[str, ...] | None]
] = {
    "dateline": read_dateline,
    "byline": _names,
    "credits": _whole_match,
    "notices": _whole_match,
}


class _Row(NamedTuple):
    """A line that is not blank: its span, the rules that its ends allow, and its text."""

    start: int
    end: int
    edges: int
    line: str


class Walk:
    """The rules of one field, by where they look.

    Args:
        rules: in the order in which they are asked.
        gates: False runs every rule wherever its scope lets it.
    """

    def __init__(self, rules: Sequence[Rule], *, gates: bool) -> None:
        def of(*scopes: Scope) -> int:
            return sum(1 << n for n, rule in enumerate(rules) if rule.scope in scopes)

        self.ready = [ReadyRule(rule) for rule in rules]
        self.gates = Gates(rules) if gates else None
        self.head = of(Scope.HEAD, Scope.HEAD_LINES)
        self.tail = of(Scope.TAIL)
        self.block = of(Scope.TAIL_BLOCK)
        self.lines = of(Scope.LINES)
        self.tail_lines = of(Scope.TAIL_LINES)
        self.last_line = of(Scope.LAST_LINE, Scope.TAIL_LINES)
        self.anywhere = self.lines | self.tail_lines
        self.paragraph = of(Scope.HEAD, Scope.TAIL_BLOCK)
        """The rules that can take a part of what is too long for a line."""

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:
        """What the rules do to a text."""
        if not self.ready or not text:
            return ()
        lines = text.split("\n")
        edges = self.gates.edges(lines, _head_size(lines)) if self.gates else [-1] * len(lines)
        found = _Walker(self, text, _rows(lines, edges, self.paragraph), article).run()
        return _apart(found, text) if len(found) > 1 else found

    def holding(self, text: str, rules: int) -> int:
        """Those among some rules of which a literal stands in a text, or that have none."""
        return self.gates.holding(text, rules) if self.gates and rules else rules

    def ending(self, text: str, top: int, bottom: int) -> int:
        """The rules that could take a stretch that reaches to the bottom of a text."""
        if not self.gates:
            return self.tail
        window = text[max(top, bottom - STRETCH) : bottom].rstrip()
        rules = self.gates.ending(window, self.tail)
        return rules and self.gates.holding(window, rules)


class _Walker:
    """One walk over the lines of one text."""

    __slots__ = ("alive", "article", "floor", "found", "refused", "rows", "text", "touched", "walk")

    def __init__(self, walk: Walk, text: str, rows: Sequence[_Row], article: ArticleView) -> None:
        self.walk = walk
        self.text = text
        self.rows = rows
        self.article = article
        self.found: list[Edit] = []
        self.floor = 0
        """Where the head's last edit ended: nothing above it is cut again."""
        self.touched: set[int] = set()
        """Where the lines start that the head's edits cut."""
        self.refused: set[str] = set()
        """What is not looked for any more."""
        self.alive = -1
        """Rules but those of which no literal stands in the text."""

    def run(self) -> list[Edit]:
        """Head, tail, and then any line that neither of them touched."""
        walk = self.walk
        edges = several = 0
        for row in self.rows:
            several |= edges & row.edges
            edges |= row.edges
        # What the ends of several lines allow ("X ... y.") is mostly of rules that no line is for.
        if common := several & walk.anywhere:
            self.alive ^= common ^ walk.holding(self.text, common)
        if edges & walk.head:
            self._head()
        bottom = len(self.text)
        if walk.tail or self.floor or edges & (walk.last_line | walk.block):
            bottom = self._tail()
        if lines := edges & walk.lines & self.alive:
            for row in self.rows:
                if row.end > bottom:
                    break
                if (
                    row.edges & lines
                    and row.start not in self.touched
                    and (rules := self._candidates(row, lines, row.line))
                ):
                    self._match(rules, row)
        return self.found

    def _candidates(self, row: _Row, among: int, seen: str) -> int:
        """The rules that may take a line, or what begins with it, by all that they see of it."""
        rules = row.edges & among
        return rules and self.walk.holding(seen, rules)

    def _from_start(self, row: _Row) -> str:
        """What rules at the start of a line see: they may reach over its end."""
        blanks = len(row.line) - len(row.line.lstrip())
        reach = max(REACH + blanks, min(len(row.line), LINE))
        return self.text[row.start : row.start + reach]

    def _head(self) -> None:
        """Down from the first line; where a match ends, another may begin."""
        head = self.walk.head
        for first in _head(self.rows):
            row = first
            for _ in range(_REPEATS):
                rules = self._candidates(row, head, self._from_start(row))
                cut = self._match(rules, row) if rules else None
                if cut is None:
                    break
                self.touched.add(first.start)
                self.floor = cut
                if cut >= row.end:
                    break
                row = self._rest(row, cut)

    def _rest(self, row: _Row, start: int) -> _Row:
        """What a cut leaves of a line."""
        walk, line = self.walk, self.text[start : row.end]
        edges = walk.gates.edges([line], 1)[0] if walk.gates else -1
        return _Row(start, row.end, edges if len(line) <= LINE else edges & walk.paragraph, line)

    def _tail(self) -> int:
        """Up from the last line; what is cut there makes the line above the last one.

        Returns where the last line that is left ends.
        """
        walk, bottom = self.walk, len(self.text)
        rows = list(_tail(self.text, self.rows))
        blocks = [row for row in rows if row.edges & walk.block]
        last = asked = 0  # in rows, which go upwards
        for _ in range(TAIL_LINES):
            start = self._stretch(bottom) if walk.tail else None
            if start is None and blocks:
                start = self._block(blocks, bottom)
            if start is not None:
                bottom = start
                while last < len(rows) and rows[last].start >= bottom:
                    last += 1
                continue
            if last == len(rows):
                break
            if not self._tail_line(walk.last_line, rows[last], bottom):
                asked = 1  # of the last line all was asked that is asked of the last lines
                break
            bottom = max(0, rows[last].start - 1)
            last += 1
        among = walk.tail_lines & self.alive
        kept = asked
        for row in rows[last + asked :]:
            rest = row.start < self.floor
            cut = (rest or row.edges & among) and self._tail_line(
                walk.tail_lines if rest else among, row, bottom
            )
            kept += not cut
            if kept == TAIL_LINES:  # what is cut brings a line from above into the tail
                break
        return bottom

    def _tail_line(self, among: int, row: _Row, bottom: int) -> bool:
        """Whether a rule took a line, or what head and bottom leave of it."""
        if row.start < self.floor or row.end > bottom:
            start, end = max(row.start, self.floor), min(row.end, bottom)
            if start >= end:
                return False
            row = self._rest(row._replace(end=end), start)
        rules = self._candidates(row, among, row.line)
        if not rules or self._match(rules, row) is None:
            return False
        self.touched.add(row.start)
        return True

    def _stretch(self, bottom: int) -> int | None:
        """Where a stretch that a rule takes begins; it ends at the bottom."""
        walk, text, top = self.walk, self.text, max(self.floor, bottom - STRETCH)
        ending = walk.ending(text, top, bottom)
        for number in numbers(ending) if ending else ():
            rule = walk.ready[number]
            if rule.conditional and not rule.applies(text, self.article):
                continue
            match = rule.pattern.search(text, top, bottom)
            if match and (edit := rule.edit(match, text, self.article, *match.span())):
                self.found.append(edit)
                return edit.start if edit.start < edit.end and not edit.replacement else None
        return None

    def _block(self, rows: Sequence[_Row], bottom: int) -> int | None:
        """Where a block that a rule takes begins: a line's start, with the line end before it."""
        text, block = self.text, self.walk.block
        for row in rows:
            if not self.floor <= row.start < bottom:
                continue
            for number in numbers(self._candidates(row, block, text[row.start : bottom])):
                rule = self.walk.ready[number]
                if rule.conditional and not rule.applies(text, self.article):
                    continue
                match = rule.pattern.match(text, row.start, bottom)
                above = max(row.start - 1, self.floor)
                if match and (edit := rule.edit(match, text, self.article, above, match.end())):
                    self.found.append(edit)
                    return above
        return None

    def _match(self, rules: int, row: _Row) -> int | None:
        """Cut what the first of some rules that matches takes of a line; say where that ends."""
        text, line, end = self.text, row.line, row.end
        start = end - len(line.lstrip())  # blanks at a line's ends count for nothing
        if start == end:
            return None
        for number in numbers(rules):
            rule = self.walk.ready[number]
            if rule.conditional and not rule.applies(text, self.article):
                continue
            if rule.at_head:
                edit = self._from(rule, start)
            elif end - start <= LINE:
                edit = self._whole(rule, row, start, row.start + len(line.rstrip()))
            else:
                edit = None
            if edit:
                self.found.append(edit)
                if isinstance(edit, Extraction) and isinstance(edit.value, Dateline):
                    self.article = replace(self.article, dateline=edit.value)
                return edit.end if rule.at_head else end
        return None

    def _from(self, rule: ReadyRule, start: int) -> Edit | None:
        """What a rule takes at the start of a line.

        Where it refuses its match (a round-up's dateline), no rule of its kind looks further down.
        """
        kind = rule.rule.action.field if isinstance(rule.rule.action, Extract) else None
        if kind and kind in self.refused:
            return None
        match = rule.pattern.match(self.text, start, start + REACH)
        if match is None:
            return None
        edit = rule.edit(match, self.text, self.article, *match.span())
        if edit is None and kind:
            self.refused.add(kind)
        return edit

    def _whole(self, rule: ReadyRule, row: _Row, left: int, right: int) -> Edit | None:
        """What a rule takes of a whole line that has words from `left` to `right`."""
        match = rule.pattern.match(self.text, left)
        if match is None or match.end() != right:
            return None
        span, action = match.span(), rule.rule.action
        if span == (left, right) and (isinstance(action, Delete) or not action.text):
            span = _with_line_end(self.text, row.start, row.end)
        return rule.edit(match, self.text, self.article, *span)


def _rows(lines: Sequence[str], edges: Sequence[int], paragraph: int) -> list[_Row]:
    """The lines that are not blank; of one that is too long, only some rules can take a part."""
    new = tuple.__new__  # half of what the class's own takes
    starts = accumulate([len(line) + 1 for line in lines], initial=0)
    return [
        new(_Row, (start, start + len(line), mask if len(line) <= LINE else mask & paragraph, line))
        for line, mask, start in zip(lines, edges, starts, strict=False)
        if line and not line.isspace()
    ]


def _head_size(lines: Sequence[str]) -> int:
    """How many lines are looked at for the head, blank ones among them."""
    count = size = 0
    for number, line in enumerate(lines, 1):
        count += bool(line and not line.isspace())
        size += len(line) + 1
        if len(line) >= LEAD or count >= HEAD_LINES or size > WINDOW:
            return number
    return len(lines)


def _head(rows: Sequence[_Row]) -> Iterator[_Row]:
    """The first lines, up to the story's first paragraph."""
    for row in rows[:HEAD_LINES]:
        if row.start > WINDOW:
            return
        yield row
        if row.end - row.start >= LEAD:
            return


def _tail(text: str, rows: Sequence[_Row]) -> Iterator[_Row]:
    """The last lines, from the end backwards."""
    top = max(0, len(text) - WINDOW)
    for row in rows[: -BLOCK_LINES - 1 : -1]:
        if row.end < top:
            return
        yield row


def _with_line_end(text: str, start: int, end: int) -> tuple[int, int]:
    """A line with one line end: the one before it, else the one after.

    Of a line whose beginning is cut already, only the rest.
    """
    if start > 0:
        return (start - 1 if text[start - 1] == "\n" else start), end
    return start, min(end + 1, len(text))


def _apart(edits: list[Edit], text: str) -> list[Edit]:
    """The first line took the line end after it; so does each line that follows directly."""
    edits.sort(key=lambda edit: edit.start)
    apart = edits[:1]
    for edit in edits[1:]:
        overlap = apart[-1].end - edit.start
        if overlap > 0:
            end = min(edit.end + overlap, len(text))
            edit = replace(edit, start=edit.start + overlap, end=end)  # noqa: PLW2901 - moved
        apart.append(edit)
    return apart
