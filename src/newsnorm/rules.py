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
How rules are run is told in `newsnorm.rulecleaner`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn, TypeAlias

import regex

from newsnorm.article import Dateline, FieldName
from newsnorm.edits import Furniture
from newsnorm.errors import RuleError

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


_IN_SCOPE = {
    **dict.fromkeys((Scope.TAIL, Scope.TAIL_BLOCK), r"(?:%s)\s*+\Z"),
    # What follows the line can be looked at, and cannot be taken.
    **dict.fromkeys(
        (Scope.HEAD_LINES, Scope.TAIL_LINES, Scope.LAST_LINE, Scope.LINES),
        r"(?:%s)(?<=\S)(?=[^\S\n]*+(?:\n|\Z))",
    ),
}


@lru_cache(4096)
def compiled(scope: Scope, pattern: str) -> regex.Pattern[str]:
    """A rule's pattern, made ready for its scope: once in a process, as it takes a millisecond."""
    return regex.compile(_IN_SCOPE.get(scope, "%s").replace("%s", pattern))


_AT_PLACE = frozenset(r"\b \B \K \m \M".split())
_CHARACTERS = frozenset(r"\d \D \w \W \s \S \h".split())
_LEAVES_LINE = regex.compile(r"[\n^$]|\(\?[A-Za-z-]++[:)]|\{[a-z]")
"""A line end, an anchor, flags that could change what a sign means, and fuzzy matching."""


@lru_cache(4096)
def stays_in_line(pattern: str) -> bool:
    r"""Whether a pattern surely sees nothing of what stands before and behind a line.

    Then it does with a line what it does with any that reads so. Nothing in it can be a line end,
    also where it only looks, and it has no anchors; at both ends of a line a word ends.

    >>> stays_in_line(r"Photo: [^\n]{1,80}+\b"), stays_in_line(r"Photo: [^:]{1,80}(?!\n\p{Lu})")
    (True, False)
    """
    if _LEAVES_LINE.search(_OPAQUE.sub("", pattern)):
        return False
    for token in set(_OPAQUE.findall(pattern)):
        if token in _AT_PLACE:
            continue
        told = token[0] == "[" or token[:2] in (r"\p", r"\P") or not token[1].isalnum()
        if not (told or token in _CHARACTERS) or regex.match(token, "\n"):
            return False
    return True


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
    visible = _OPAQUE.sub(lambda match: "x" * len(match.group()), rule.pattern)
    try:
        if not _closed(visible):  # what surrounds it in its scope could hide that
            regex.compile(rule.pattern)
        compiled(rule.scope, rule.pattern)
    except regex.error:
        _refuse(rule)
    for found in _QUANTIFIER.finditer(visible):
        sign = found["sign"]
        if (sign in "*+" or sign.endswith(",}")) and found["mode"] != "+":
            raise RuleError(
                f"rule {rule.name!r}: the repetition {sign!r} at {found.start()} of "
                f"{rule.pattern!r} is not bounded; write {{0,80}} or make it possessive, {sign}+"
            )


def _closed(visible: str) -> bool:
    """Whether each bracket that is opened is closed, and the other way round."""
    depth = 0
    for sign in visible:
        depth += (sign == "(") - (sign == ")")
        if depth < 0 or sign in "[\\":
            return False
    return depth == 0


def _refuse(rule: Rule) -> NoReturn:
    """Say what is wrong with a pattern, by places in it alone."""
    try:
        regex.compile(rule.pattern)
    except regex.error as error:
        raise RuleError(
            f"rule {rule.name!r}: {rule.pattern!r} is not a pattern: {error}"
        ) from error
    raise RuleError(
        f"rule {rule.name!r}: {rule.pattern!r} is a pattern, but not inside a group (?:...), "
        f"as the scope {rule.scope.value!r} asks"
    )
