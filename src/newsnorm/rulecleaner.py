r"""Runs rules: a walk over the first lines of a text and over its last, each rule in its place.

All rules of a cleaner look at the text as it came, in one walk; where two want the same line, the
one that is listed first has it. What keeps a rule from running where it has no business is told in
`newsnorm.rulegates`; most texts are seen to have nothing for any rule before a pattern is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, get_args

import regex

from newsnorm.article import Dateline, FieldName
from newsnorm.datelines import read_dateline
from newsnorm.edits import Edit, Extraction, Furniture
from newsnorm.errors import RuleError
from newsnorm.rulegates import Gates, numbers
from newsnorm.rules import Delete, Extract, Rule, Scope, lint

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

REACH = 300
"""How long a match at the start of a line can be, at most."""

LINE = 1000
"""A longer line is a paragraph of the story: no rule takes it whole."""

_IN_SCOPE = {
    **dict.fromkeys((Scope.TAIL, Scope.TAIL_BLOCK), r"(?:%s)\s*+\Z"),
    # What follows the line can be looked at, and cannot be taken.
    **dict.fromkeys(
        (Scope.HEAD_LINES, Scope.TAIL_LINES, Scope.LAST_LINE, Scope.LINES),
        r"(?:%s)(?<=\S)(?=[^\S\n]*+(?:\n|\Z))",
    ),
}
_REPEATS = 8  # of tags and datelines that stand one behind the other


class RuleCleaner:
    """Rules made ready to run.

    Args:
        rules: in the order in which they are asked; one for the body stands alone.
        gates: False runs every rule wherever its scope lets it: the plain way, for tests.

    >>> from newsnorm.components import ArticleView
    >>> ends = RuleCleaner(Rule("end-mark", r"-30-", Scope.TAIL_LINES, literals=("-30-",)))
    >>> ends.edits("It is over.\\n-30-\\n", ArticleView())
    [Edit(start=11, end=16, replacement='', rule='end-mark')]

    Raises:
        RuleError: if a pattern is not valid, or has a repetition that is not bounded; or if a rule
            for the body does not stand alone.
    """

    def __init__(self, *rules: Rule, gates: bool = True) -> None:
        self.rules = rules
        bodies = [rule for rule in rules if rule.scope is Scope.BODY]
        if bodies and len(rules) > 1:
            raise RuleError(f"rule {bodies[0].name!r} is for the body: give it its own cleaner")
        self._body = _Body(bodies[0], gates=gates) if bodies else None
        self._walks = {
            name: _Walk([] if bodies else [one for one in rules if name in one.fields], gates=gates)
            for name in get_args(FieldName)
        }

    @classmethod
    def each(cls, rules: Iterable[Rule]) -> Iterator[RuleCleaner]:
        """Cleaners for rules, in order: one for those in a row that share a walk over the lines."""
        for body, group in groupby(rules, lambda rule: rule.scope is Scope.BODY):
            if body:
                yield from map(cls, group)
            else:
                yield cls(*group)

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:
        """What the rules do to a text; nothing where their literals or conditions are not met."""
        if self._body:
            return self._body.edits(text, article)
        return self._walks[article.field].edits(text, article)


class _Ready:
    """A rule with its pattern compiled."""

    __slots__ = ("at_head", "conditional", "pattern", "rule")

    def __init__(self, rule: Rule) -> None:
        lint(rule)
        self.rule = rule
        self.pattern = regex.compile(_IN_SCOPE.get(rule.scope, "%s").replace("%s", rule.pattern))
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


class _Body:
    """A rule that looks anywhere."""

    __slots__ = ("ascii", "literals", "ready")

    def __init__(self, rule: Rule, *, gates: bool) -> None:
        self.ready = _Ready(rule)
        self.literals = rule.literals if gates else ()
        # A text of ASCII, which knows itself to be one, can hold no other literal.
        self.ascii = tuple(filter(str.isascii, self.literals))

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:
        """Every edit."""
        if self.literals:
            for literal in self.ascii if text.isascii() else self.literals:
                if literal in text:
                    break
            else:
                return ()
        ready = self.ready
        if article.field not in ready.rule.fields or not ready.applies(text, article):
            return ()
        found = (
            ready.edit(match, text, article, *match.span())
            for match in ready.pattern.finditer(text)
        )
        return [edit for edit in found if edit]


class _Walk:
    """The rules of one field, by where they look."""

    def __init__(self, rules: Sequence[Rule], *, gates: bool) -> None:
        def of(*scopes: Scope) -> int:
            return sum(1 << n for n, rule in enumerate(rules) if rule.scope in scopes)

        self.ready = [_Ready(rule) for rule in rules]
        self.gates = Gates(rules) if gates else None
        self.head = of(Scope.HEAD, Scope.HEAD_LINES)
        self.tail = of(Scope.TAIL)
        self.block = of(Scope.TAIL_BLOCK)
        self.lines = of(Scope.LINES)
        self.tail_lines = of(Scope.TAIL_LINES, Scope.LINES)
        self.last_line = of(Scope.LAST_LINE, Scope.TAIL_LINES, Scope.LINES)

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:
        """What the rules do to a text."""
        if not self.ready or not text or (self.gates and self._idle(text, self.gates)):
            return ()
        found = _Walker(self, text, article).run()
        if not found:
            return ()
        return _apart(found, text) if len(found) > 1 else found

    def _idle(self, text: str, gates: Gates) -> bool:
        """Whether no pattern matches where its rule looks: so it is for most texts."""
        rows = text.split("\n")
        edges, size = gates.edges, 0
        filled = 0
        for row in rows:
            if row:
                rules = edges(row) & self.head
                if rules and self._matches(gates.holding(row[:LINE], rules), text, size, row):
                    return False
                filled += 1
                if len(row) >= LEAD or filled >= HEAD_LINES:
                    break
            size += len(row) + 1
            if size > WINDOW:
                break
        end = text[-WINDOW:].rstrip()
        ending = gates.ending(end, self.tail)
        if ending and (ending := gates.holding(end, ending)):
            top = max(0, len(text) - WINDOW)
            if any(self.ready[number].pattern.search(text, top) for number in numbers(ending)):
                return False
        start, filled, number = len(text) + 1, 0, len(rows)
        among = self.block | self.last_line
        for row in reversed(rows):
            number -= 1
            start -= len(row) + 1
            if row:
                rules = edges(row) & among
                if rules and self._matches(gates.holding(row[:LINE], rules), text, start, row):
                    return False
                filled += not row.isspace()
                if filled >= TAIL_LINES:
                    among = self.block | self.lines
                    if filled >= BLOCK_LINES or not self.block:
                        break
                elif filled:
                    among = self.block | self.tail_lines
                if len(text) - start > WINDOW:
                    break
        if self.lines:
            start = 0
            for row in rows[:number]:
                rules = edges(row) & self.lines if row else 0
                if rules and self._matches(gates.holding(row[:LINE], rules), text, start, row):
                    return False
                start += len(row) + 1
        return True

    def _matches(self, rules: int, text: str, start: int, row: str) -> bool:
        """Whether a pattern matches at the start of a line."""
        if not rules:
            return False
        start += len(row) - len(row.lstrip())
        ready = self.ready
        return any(ready[number].pattern.match(text, start) for number in numbers(rules))

    def candidates(self, line: str, among: int) -> Sequence[_Ready]:
        """The rules that may take a line, in order."""
        if self.gates:
            among = self.gates.candidates(line, among)
        return [self.ready[number] for number in numbers(among)] if among else ()


class _Walker:
    """One walk over the lines of one text."""

    __slots__ = ("article", "floor", "found", "refused", "text", "touched", "walk")

    def __init__(self, walk: _Walk, text: str, article: ArticleView) -> None:
        self.walk = walk
        self.text = text
        self.article = article
        self.found: list[Edit] = []
        self.floor = 0
        """Where the head's last edit ended: nothing above it is cut again."""
        self.touched: set[int] = set()
        """Where the lines start that the head's edits cut."""
        self.refused: set[str] = set()
        """What is not looked for any more."""

    def run(self) -> list[Edit]:
        """Head, tail, and then any line that neither of them touched."""
        walk = self.walk
        if walk.head:
            self._head()
        top = len(self.text)
        if walk.last_line or walk.tail or walk.block:
            top = self._tail()
        if walk.lines:
            for start, end in lines(self.text, 0, max(top, self.floor)):
                if start < end and start not in self.touched:
                    self._match(walk.lines, start, end)
        return self.found

    def _head(self) -> None:
        """Down from the first line; where a match ends, another may begin."""
        for first, end in head_lines(self.text):
            start = first
            for _ in range(_REPEATS):
                cut = self._match(self.walk.head, start, end)
                if cut is None:
                    break
                self.touched.add(first)
                self.floor = start = cut
                if cut >= end:
                    break

    def _tail(self) -> int:
        """Up from the last line; what is cut there makes the line above the last one."""
        walk, bottom = self.walk, len(self.text)
        for _ in range(TAIL_LINES):
            start = self._stretch(bottom) if walk.tail else None
            if start is None and walk.block:
                start = self._block(bottom)
            if start is not None:
                bottom = start
                continue
            span = next(tail_lines(self.text, bottom), None)
            if span is None or not self._tail_line(walk.last_line, *span):
                break
            bottom = max(0, span[0] - 1)
        top = bottom
        if walk.tail_lines:
            for start, end in tail_lines(self.text, bottom):
                top = start
                self._tail_line(walk.tail_lines, start, end)
        return top

    def _tail_line(self, among: int, start: int, end: int) -> bool:
        """Whether a rule took the line."""
        start = max(start, self.floor)
        return start < end and self._match(among, start, end) is not None

    def _stretch(self, bottom: int) -> int | None:
        """Where a stretch that a rule takes begins; it ends at the bottom."""
        walk, text, top = self.walk, self.text, max(self.floor, bottom - WINDOW)
        among, window = walk.tail, text[top:bottom].rstrip()
        if walk.gates:
            among = walk.gates.holding(window, walk.gates.ending(window, among))
        for number in numbers(among):
            rule = walk.ready[number]
            if rule.conditional and not rule.applies(text, self.article):
                continue
            match = rule.pattern.search(text, top, bottom)
            if match and (edit := rule.edit(match, text, self.article, *match.span())):
                self.found.append(edit)
                return edit.start if edit.start < edit.end and not edit.replacement else None
        return None

    def _block(self, bottom: int) -> int | None:
        """Where a block that a rule takes begins: a line's start, with the line end before it."""
        for start, end in tail_lines(self.text, bottom, BLOCK_LINES):
            if start < self.floor:
                break
            for rule in self.walk.candidates(self.text[start:end], self.walk.block):
                if rule.conditional and not rule.applies(self.text, self.article):
                    continue
                match = rule.pattern.match(self.text, start, bottom)
                above = max(start - 1, self.floor)
                if match and (
                    edit := rule.edit(match, self.text, self.article, above, match.end())
                ):
                    self.found.append(edit)
                    return above
        return None

    def _match(self, among: int, start: int, end: int) -> int | None:
        """Cut what the first rule that matches takes of a line, and say where that ends."""
        text = self.text
        # Blanks at the ends of a line count for nothing.
        left = end - len(text[start:end].lstrip()) if text[start].isspace() else start
        if left >= end:
            return None
        line = text[left : min(end, left + LINE + 1)]
        for rule in self.walk.candidates(line, among):
            if rule.conditional and not rule.applies(text, self.article):
                continue
            if rule.at_head:
                edit = self._from(rule, left)
            elif len(line) <= LINE:
                edit = self._whole(rule, line, start, left, end)
            else:
                edit = None
            if edit:
                self.found.append(edit)
                if isinstance(edit, Extraction) and isinstance(edit.value, Dateline):
                    self.article = replace(self.article, dateline=edit.value)
                return edit.end if rule.at_head else end
        return None

    def _from(self, rule: _Ready, start: int) -> Edit | None:
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

    def _whole(self, rule: _Ready, line: str, start: int, left: int, end: int) -> Edit | None:
        """What a rule takes of a whole line."""
        right = left + len(line.rstrip())
        match = rule.pattern.match(self.text, left)
        if match is None or match.end() != right:
            return None
        span, action = match.span(), rule.rule.action
        if span == (left, right) and (isinstance(action, Delete) or not action.text):
            span = _with_line_end(self.text, start, end)
        return rule.edit(match, self.text, self.article, *span)


def lines(text: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
    r"""Spans of the lines of a text, without their line ends.

    >>> list(lines("one\n\ntwo"))
    [(0, 3), (4, 4), (5, 8)]
    """
    stop = len(text) if stop is None else stop
    while (end := text.find("\n", start, stop)) >= 0:
        yield start, end
        start = end + 1
    if start <= stop:
        yield start, stop


def head_lines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the first lines that are not blank, up to the story's first paragraph."""
    count = start = 0
    while count < HEAD_LINES and start <= min(len(text), WINDOW):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if start < end and not text[start:end].isspace():
            count += 1
            yield start, end
            if end - start >= LEAD:
                return
        start = end + 1


def tail_lines(
    text: str, bottom: int | None = None, most: int = TAIL_LINES
) -> Iterator[tuple[int, int]]:
    """Spans of the last lines above `bottom` that are not blank, from the end backwards."""
    count, end = 0, len(text) if bottom is None else bottom
    top = max(0, end - WINDOW)
    while count < most and end >= top:
        start = text.rfind("\n", 0, end) + 1
        if start < end and not text[start:end].isspace():
            count += 1
            yield start, end
        if start == 0:
            return
        end = start - 1


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
