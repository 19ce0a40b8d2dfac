r"""Runs rules: a walk over the first lines and one over the last, each rule where it may look.

All rules of a cleaner look at the text as it came, in one walk over its lines; where two want the
same line, the one that is listed first has it. Three filters keep a rule from running, none of
which changes what is found (a property of the tests):

- The first code points of a line tell which rules can match there. Which, is asked of the patterns
  themselves (`regex` can match partially) and remembered.
- The rule's literals: one of them stands in each match.
- Its conditions: field, language, agency, context.

So a line of the story costs one look-up, and a rule nothing where it has no business.
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
from newsnorm.rules import Delete, Extract, Rule, Scope, lint

if TYPE_CHECKING:
    from newsnorm.components import ArticleView

HEAD_LINES = 12
"""How many lines the head has."""

TAIL_LINES = 12
"""How many lines the tail has."""

LEAD = 200
"""A line of so many code points is a paragraph of the story: the head ends with it."""

WINDOW = 2000
"""How many code points of head or tail are looked at, at most."""

REACH = 300
"""How long a match at the start of a line can be, at most."""

LINE = 1000
"""A longer line is a paragraph of the story: no rule takes it whole."""

START = 4
"""How many code points of a line tell which rules can match there."""

_IN_SCOPE = {
    Scope.TAIL: r"(?:%s)\s*+\Z",
    # What follows the line can be looked at, and cannot be taken.
    **dict.fromkeys(
        (Scope.HEAD_LINES, Scope.TAIL_LINES, Scope.LAST_LINE, Scope.LINES),
        r"(?:%s)(?<=\S)(?=[^\S\n]*+(?:\n|\Z))",
    ),
}
_LOOKBEHIND = regex.compile(
    r"\A(?:\(\?<[=!](?P<inside>(?:\\.|\[\^?+\]?+(?:\\.|[^\]\\])*+\]|[^()\[\\]|\((?&inside)\))*+)\))++"
)
_REPEATS = 8  # of tags and datelines that stand one behind the other
_REMEMBERED = 20_000


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
        ready = [_Ready(rule, gates=gates) for rule in rules]
        bodies = [rule for rule in ready if rule.rule.scope is Scope.BODY]
        if bodies and len(ready) > 1:
            raise RuleError(
                f"rule {bodies[0].rule.name!r} is for the body: give it a cleaner of its own"
            )
        self._body = bodies[0] if bodies else None
        self._scopes = {
            name: _Scopes([one for one in ready if name in one.rule.fields], gates=gates)
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
        scopes = self._scopes[article.field]
        if not scopes.rules or not text:
            return ()
        found = _Walk(scopes, text, article).run()
        return _apart(found, text) if len(found) > 1 else found


class _Ready:
    """A rule with its pattern compiled."""

    __slots__ = ("at_head", "conditional", "in_ascii", "literals", "pattern", "rule", "start")

    def __init__(self, rule: Rule, *, gates: bool) -> None:
        lint(rule)
        self.rule = rule
        self.pattern = regex.compile(_IN_SCOPE.get(rule.scope, "%s").replace("%s", rule.pattern))
        # For what a line begins with, never mind what stands above it.
        self.start = regex.compile(_LOOKBEHIND.sub("", rule.pattern))
        self.literals = rule.literals if gates else ()
        # A text of ASCII, which knows itself to be one, can hold no other literal.
        self.in_ascii = tuple(filter(str.isascii, self.literals))
        self.at_head = rule.scope is Scope.HEAD
        self.conditional = bool(rule.languages or rule.agencies or rule.context)

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:
        """Every edit of a rule for the body."""
        if self.literals:
            for literal in self.in_ascii if text.isascii() else self.literals:
                if literal in text:
                    break
            else:
                return ()
        if article.field not in self.rule.fields or not self.applies(text, article):
            return ()
        found = (
            self.edit(match, text, article, *match.span()) for match in self.pattern.finditer(text)
        )
        return [edit for edit in found if edit]

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


class _Scopes:
    """The rules for one field, by where they look."""

    def __init__(self, rules: Sequence[_Ready], *, gates: bool) -> None:
        def of(*scopes: Scope) -> list[_Ready]:
            return [rule for rule in rules if rule.rule.scope in scopes]

        whole = (Scope.TAIL_LINES, Scope.LINES)
        self.rules = rules
        self.tail = of(Scope.TAIL)
        self.head_line = _Starts(of(Scope.HEAD, Scope.HEAD_LINES), gates=gates)
        self.line = _Starts(of(Scope.LINES), gates=gates)
        self.tail_line = _Starts(of(*whole), gates=gates)
        self.last_line = _Starts(of(Scope.LAST_LINE, *whole), gates=gates)


class _Starts:
    """Which rules can match a line that begins so: asked of their patterns, and remembered."""

    __slots__ = ("gates", "known", "rules")

    def __init__(self, rules: Sequence[_Ready], *, gates: bool) -> None:
        self.rules = tuple(rules)
        self.gates = gates
        self.known: dict[str, tuple[_Ready, ...]] = {}

    def __getitem__(self, start: str) -> tuple[_Ready, ...]:
        rules = self.known.get(start)
        if rules is None:
            if len(self.known) >= _REMEMBERED:
                self.known.clear()
            rules = self.known[start] = self._asked(start)
        return rules

    def _asked(self, start: str) -> tuple[_Ready, ...]:
        below = f"\n{start}"
        return tuple(
            rule
            for rule in self.rules
            if not self.gates
            or rule.start.match(start, partial=True)
            or rule.start.match(below, 1, partial=True)
        )


class _Walk:
    """One walk over the lines of a text."""

    __slots__ = ("article", "floor", "found", "refused", "scopes", "text", "touched")

    def __init__(self, scopes: _Scopes, text: str, article: ArticleView) -> None:
        self.scopes = scopes
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
        scopes = self.scopes
        if scopes.head_line.rules:
            self._head()
        top = len(self.text)
        if scopes.last_line.rules or scopes.tail:
            top = self._tail()
        if scopes.line.rules:
            for start, end in lines(self.text, 0, max(top, self.floor)):
                if start < end and start not in self.touched:
                    self._match(scopes.line, start, end)
        return self.found

    def _head(self) -> None:
        """Down from the first line; where a match ends, another may begin."""
        starts = self.scopes.head_line
        for first, end in head_lines(self.text):
            start = first
            for _ in range(_REPEATS):
                cut = self._match(starts, start, end)
                if cut is None:
                    break
                self.touched.add(first)
                self.floor = start = cut
                if cut >= end:
                    break

    def _tail(self) -> int:
        """Up from the last line; what is cut there makes the line above the last one."""
        scopes, bottom = self.scopes, len(self.text)
        for _ in range(TAIL_LINES):
            if scopes.tail and (start := self._stretch(bottom)) is not None:
                bottom = start
                continue
            span = next(tail_lines(self.text, bottom), None)
            if span is None or not self._tail_line(scopes.last_line, *span):
                break
            bottom = max(0, span[0] - 1)
        top = bottom
        if scopes.tail_line.rules:
            for start, end in tail_lines(self.text, bottom):
                top = start
                self._tail_line(scopes.tail_line, start, end)
        return top

    def _tail_line(self, starts: _Starts, start: int, end: int) -> bool:
        """Whether a rule took the line."""
        if start < self.floor:
            start = self.floor
            if start >= end:
                return False
        return self._match(starts, start, end) is not None

    def _stretch(self, bottom: int) -> int | None:
        """Where a stretch that a rule takes begins; it ends at the bottom."""
        text, top = self.text, max(self.floor, bottom - WINDOW)
        window = text[top:bottom]
        for rule in self.scopes.tail:
            if rule.literals and not any(literal in window for literal in rule.literals):
                continue
            if rule.conditional and not rule.applies(text, self.article):
                continue
            match = rule.pattern.search(text, top, bottom)
            if match and (edit := rule.edit(match, text, self.article, *match.span())):
                self.found.append(edit)
                return edit.start if edit.start < edit.end and not edit.replacement else None
        return None

    def _match(self, starts: _Starts, start: int, end: int) -> int | None:
        """Cut what the first rule that matches takes of a line, and say where that ends."""
        text = self.text
        # Blanks at the ends of a line count for nothing.
        left = end - len(text[start:end].lstrip()) if text[start].isspace() else start
        if left >= end:
            return None
        rules = starts[text[left : left + START]]
        if not rules:
            return None
        line = text[left:end]
        reach = line if len(line) <= REACH else line[:REACH]
        for rule in rules:
            if rule.literals:
                window = reach if rule.at_head else line
                for literal in rule.literals:
                    if literal in window:
                        break
                else:
                    continue
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
        span = match.span()
        if span == (left, right) and (
            isinstance(rule.rule.action, Delete) or not rule.rule.action.text
        ):
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


def tail_lines(text: str, bottom: int | None = None) -> Iterator[tuple[int, int]]:
    """Spans of the last lines above `bottom` that are not blank, from the end backwards."""
    count, end = 0, len(text) if bottom is None else bottom
    top = max(0, end - WINDOW)
    while count < TAIL_LINES and end >= top:
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
