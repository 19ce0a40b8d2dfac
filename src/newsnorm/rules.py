"""Cleaning rules as data: a pattern, where it may look, and what it does.

Most of what wires wrap around a story can be said as a `Rule`.
Two things make rules cheap and safe on millions of articles.
*Literals* gate them: where none of the literals stands in the text, the pattern never runs.
*Scopes* bound them: a dateline is looked for in the head, an end mark in the last lines,
so that a rule can neither reach into the story nor run away.
Patterns are linted when they load: every repetition must be bounded or possessive.

Patterns are of the `regex` package, which knows Unicode properties (``\\p{Lu}``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

import regex

from newsnorm.article import Dateline, FieldName
from newsnorm.datelines import read_dateline
from newsnorm.edits import Edit, Extraction, Furniture
from newsnorm.errors import RuleError

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


class Scope(Enum):
    """Where a rule looks."""

    HEAD = "head"
    """At the start of one of the first lines; the first match alone."""
    HEAD_LINES = "head-lines"
    """A whole line among the first; the line goes with its line end."""
    TAIL = "tail"
    """A stretch that reaches to the very end of the text."""
    TAIL_LINES = "tail-lines"
    """A whole line among the last; the line goes with its line end."""
    LINES = "lines"
    """Any whole line."""
    BODY = "body"
    """Anywhere."""


@dataclass(frozen=True, slots=True)
class Delete:
    """Cut what the pattern matched."""


@dataclass(frozen=True, slots=True)
class Replace:
    """Put a text in the place of what the pattern matched.

    Args:
        text: the replacement, as it is.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Extract:
    """Cut what the pattern matched and keep it as data.

    Args:
        field: which field of the article it fills.
        value: makes the value from the match and the article; None says that it is no match after
            all. Left out, a dateline is read from the pattern's groups (see `newsnorm.datelines`);
            else each stretch that the group `name` matched is kept, or if there is no such group
            the whole match, trimmed, with its line ends as spaces.
    """

    field: Furniture
    value: Callable[[regex.Match[str], ArticleView], Dateline | tuple[str, ...] | None] | None = (
        None
    )


Action: TypeAlias = Delete | Replace | Extract


@dataclass(frozen=True, slots=True)
class Example:
    """What a rule does to a text, run as a test.

    Args:
        before, after: the text, and what the rule leaves of it.
        value: what it keeps, where it keeps something: a `Dateline`, or strings.
    """

    before: str
    after: str
    value: Dateline | tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that wires do, and what to do about it.

    Args:
        name: short and stable, "end-mark"; it ends up in every edit.
        pattern: a `regex` pattern; line scopes match the whole line, blanks at its ends aside.
        scope: where to look.
        action: what to do.
        literals: strings of which one must stand in the text, or the rule does not run.
        fields: the fields it is for.
        languages: BCP 47 codes it is for; empty for all.
        agencies: agencies of the dateline it is for; empty for all.
        summary: what it is for, in a line.
        examples: texts before and after, run as tests.
        traps: texts it must leave alone, run as tests.
    """

    name: str
    pattern: str
    scope: Scope
    action: Action = Delete()
    literals: tuple[str, ...] = ()
    fields: tuple[FieldName, ...] = ("title", "text")
    languages: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    summary: str = ""
    examples: tuple[Example, ...] = ()
    traps: tuple[str, ...] = ()


class RuleCleaner:
    """A rule made ready to run.

    >>> from newsnorm.components import ArticleView
    >>> ends = RuleCleaner(Rule("end-mark", r"-30-", Scope.TAIL_LINES, literals=("-30-",)))
    >>> ends.edits("It is over.\\n-30-\\n", ArticleView())
    [Edit(start=11, end=16, replacement='', rule='end-mark')]

    Raises:
        RuleError: if the pattern is not valid, or has a repetition that is not bounded.
    """

    def __init__(self, rule: Rule) -> None:
        lint(rule)
        self.rule = rule
        at_end = rule.scope is Scope.TAIL
        self.pattern = regex.compile(rf"(?:{rule.pattern})\s*+\Z" if at_end else rule.pattern)
        self._ascii = tuple(literal for literal in rule.literals if literal.isascii())

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:
        """What the rule does to a text; nothing where its literals or conditions are not met."""
        rule = self.rule
        if rule.literals and not any(map(text.__contains__, self._gate(text))):
            return ()
        if not self._applies(article):
            return ()
        found = [
            edit for match in self._matches(text) if (edit := self._edit(match, text, article))
        ]
        return _apart(found, text) if len(found) > 1 else found

    def _gate(self, text: str) -> tuple[str, ...]:
        """The literals that can stand in a text at all: few texts hold more than ASCII."""
        return self._ascii if text.isascii() else self.rule.literals

    def _applies(self, article: ArticleView) -> bool:
        rule = self.rule
        agency = article.dateline.agency if article.dateline else None
        return (
            article.field in rule.fields
            and (not rule.languages or article.language.partition("-")[0] in rule.languages)
            and (not rule.agencies or agency in rule.agencies)
        )

    def _matches(self, text: str) -> Iterator[regex.Match[str]]:
        match self.rule.scope:
            case Scope.BODY:
                yield from self.pattern.finditer(text)
            case Scope.HEAD:
                for start, _ in head_lines(text):
                    if found := self.pattern.match(text, start, start + WINDOW):
                        yield found
                        return
            case Scope.TAIL:
                if found := self.pattern.search(text, max(0, len(text) - WINDOW)):
                    yield found
            case Scope.HEAD_LINES:
                yield from self._whole_lines(text, head_lines(text))
            case Scope.TAIL_LINES:
                yield from self._whole_lines(text, tail_lines(text))
            case Scope.LINES:
                yield from self._whole_lines(text, lines(text))

    def _whole_lines(
        self, text: str, spans: Iterable[tuple[int, int]]
    ) -> Iterator[regex.Match[str]]:
        for start, end in spans:
            line = text[start:end]
            left, right = len(line) - len(line.lstrip()), len(line.rstrip())
            if left < right and (
                found := self.pattern.fullmatch(text, start + left, start + right)
            ):
                yield found

    def _edit(self, found: regex.Match[str], text: str, article: ArticleView) -> Edit | None:
        rule = self.rule
        start, end = found.span()
        replacement = rule.action.text if isinstance(rule.action, Replace) else ""
        if rule.scope in _LINE_SCOPES and not replacement:
            start, end = _with_line_end(text, start, end)
        if text[start:end] == replacement:
            return None
        if not isinstance(rule.action, Extract):
            return Edit(start, end, replacement, rule.name)
        make = rule.action.value or (
            read_dateline if rule.action.field == "dateline" else _as_printed
        )
        value = make(found, article)
        if value is None:
            return None
        return Extraction(start, end, "", rule.name, field=rule.action.field, value=value)


_LINE_SCOPES = frozenset({Scope.HEAD_LINES, Scope.TAIL_LINES, Scope.LINES})


def lines(text: str) -> Iterator[tuple[int, int]]:
    r"""Spans of the lines of a text, without their line ends.

    >>> list(lines("one\n\ntwo"))
    [(0, 3), (4, 4), (5, 8)]
    """
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield start, end
        start = end + 1
    yield start, len(text)


def head_lines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the first lines that are not blank, up to the story's first paragraph."""
    count = start = 0
    while count < HEAD_LINES and start <= min(len(text), WINDOW):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if not text[start:end].isspace() and start < end:
            count += 1
            yield start, end
            if end - start >= LEAD:
                return
        start = end + 1


def tail_lines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the last lines that are not blank, from the end backwards."""
    count, end = 0, len(text)
    while count < TAIL_LINES and end >= max(0, len(text) - WINDOW):
        start = text.rfind("\n", 0, end) + 1
        if not text[start:end].isspace() and start < end:
            count += 1
            yield start, end
        if start == 0:
            return
        end = start - 1


def _with_line_end(text: str, start: int, end: int) -> tuple[int, int]:
    """A line with the blanks around it and one line end: the one before it, else the one after."""
    while start > 0 and text[start - 1].isspace() and text[start - 1] != "\n":
        start -= 1
    while end < len(text) and text[end].isspace() and text[end] != "\n":
        end += 1
    if start > 0:
        return start - 1, end
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


def _as_printed(found: regex.Match[str], _: ArticleView) -> tuple[str, ...]:
    if "name" in found.re.groupindex:
        return tuple(found.captures("name"))
    return (" ".join(found.group().split()),)


_QUANTIFIER = regex.compile(r"(?P<sign>[*+?]|\{\d*+,?+\d*+\})(?P<mode>[+?]?+)")
_OPAQUE = regex.compile(
    r"\\(?:[pP]\{[^}]*+\}|.)|\[\^?+\]?+(?:\\.|\[:[^\]:]*+:\]|[^\]\\])*+\]", regex.S
)


def lint(rule: Rule) -> None:
    """Refuse a rule whose pattern is not valid or could run away.

    A repetition must have an upper bound, or be possessive (``[A-Z]++``): then the work a pattern
    can do at one place is bounded, and a text costs time in proportion to its length.

    Raises:
        RuleError: naming the rule, the place in the pattern and what to write instead.

    >>> lint(Rule("greedy", r"By .*", Scope.HEAD_LINES))
    Traceback (most recent call last):
    newsnorm.errors.RuleError: rule 'greedy': the repetition '*' at 4 of 'By .*' is not bounded; ...
    """
    try:
        regex.compile(rule.pattern)
    except regex.error as error:
        raise RuleError(
            f"rule {rule.name!r}: {rule.pattern!r} is not a pattern: {error}"
        ) from error
    visible = _OPAQUE.sub(lambda match: "x" * len(match.group()), rule.pattern)
    for found in _QUANTIFIER.finditer(visible):
        sign = found["sign"]
        if (sign in "*+" or sign.endswith(",}")) and found["mode"] != "+":
            raise RuleError(
                f"rule {rule.name!r}: the repetition {sign!r} at {found.start()} of "
                f"{rule.pattern!r} is not bounded; write {{0,80}} or make it possessive, {sign}+"
            )
