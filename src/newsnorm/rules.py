"""Cleaning rules as data: a pattern, where it may look, and what it does.

Most of what wires wrap around a story can be said as a `Rule`.
Two things make rules cheap and safe on millions of articles.
*Literals* gate them: each match of a rule holds one of its literals, so that where none stands, the
pattern never runs.
*Scopes* bound them: a dateline is looked for in the head, an end mark in the last lines,
so that a rule can neither reach into the story nor run away.
Patterns are linted when they load: every repetition must be bounded or possessive.

Patterns are of the `regex` package, which knows Unicode properties (``\\p{Lu}``) and ``\\K``, which
leaves what stands before it out of the match.
What becomes of patterns is told in `newsnorm.rulepatterns`, and how rules are run in
`newsnorm.rulecleaner`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

import regex

from newsnorm.article import Dateline, FieldName
from newsnorm.edits import Furniture

if TYPE_CHECKING:
    from newsnorm.components import ArticleView


class Scope(Enum):
    """Where a rule looks."""

    HEAD = "head"
    """At the start of one of the first lines, or where a match before it ended."""
    HEAD_LINES = "head-lines"
    """A whole line among the first; the line goes with its line end."""
    TAIL = "tail"
    """A stretch that reaches to the very end of the text."""
    TAIL_BLOCK = "tail-block"
    """From the start of one of the last lines to the very end of the text."""
    TAIL_LINES = "tail-lines"
    """A whole line among the last; the line goes with its line end."""
    LAST_LINE = "last-line"
    """The whole last line; the line goes with its line end."""
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
            all. Left out, a dateline is read from the pattern's groups (see `newsnorm.datelines`),
            a byline is each stretch that the group `name` matched, and anything else (or a byline
            without that group) the whole match, trimmed, with its line ends as spaces.
        text: what stands in its place, as it is.
    """

    field: Furniture
    value: Callable[[regex.Match[str], ArticleView], Dateline | tuple[str, ...] | None] | None = (
        None
    )
    text: str = ""


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
        literals: strings of which one stands in each match; without one, the rule does not run.
        fields: the fields it is for.
        languages: BCP 47 codes it is for; empty for all.
        agencies: agencies it is for, and their services ("dpa/sn" is one of dpa's): the dateline's
            or, where it names none, the source; empty for all.
        context: strings of which one must stand somewhere in the text; empty for any text.
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
    context: tuple[str, ...] = ()
    summary: str = ""
    examples: tuple[Example, ...] = ()
    traps: tuple[str, ...] = ()
