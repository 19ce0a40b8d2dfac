"""The patterns of rules: seen to be safe, told apart by their alternatives, and made ready."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NoReturn

import regex

from newsnorm.errors import RuleError
from newsnorm.rules import Rule, Scope

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
OPAQUE = r"\\(?:[pP]\{[^}]*+\}|(?s:.))|\[\^?+\]?+(?:\\(?s:.)|\[:[^\]:]*+:\]|[^\]\\])*+\]"
"""What is escaped, or a class: no sign in it means what it means elsewhere."""

_OPAQUE = regex.compile(OPAQUE)


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
        for one in alternatives(rule):
            compiled(one.scope, one.pattern)
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


_CLASS = r"\[\^?+\]?+(?:\\.|[^\]\\])*+\]"
INSIDE = rf"(?P<inside>(?:\\.|{_CLASS}|[^()\[\\]|\((?&inside)\))*+)"
"""What stands between two brackets of a pattern that belong together, as the group `inside`."""

_BRANCHES = regex.compile(
    rf"(?(DEFINE){INSIDE}(?P<one>(?:\\.|{_CLASS}|[^()\[\\|]|\((?&inside)\))*+))"
    r"(?:(?P<branch>(?&one))\|)*+(?P<branch>(?&one))"
)
_GROUP = regex.compile(rf"\A\(\?:{INSIDE}\)\Z")
_FLAGS = regex.compile(r"\(\?[A-Za-z0-9-]++\)")
"""Flags that hold for all of a pattern, wherever in it they stand."""


def alternatives(rule: Rule) -> Sequence[Rule]:
    """A rule as rules of one alternative each, in the order in which they are tried.

    Alternatives have beginnings and ends of their own: "A.*B|C.*D" matches nothing that begins as
    A and ends as D. So each of them is asked about only where it can match.

    What is searched for, in a body or at the end of a text, is what stands first, and not what is
    listed first: such rules stay whole, and so does a pattern whose parts need each other.

    >>> rule = Rule("end", "(?:ENDS?|STOP)", Scope.LAST_LINE)
    >>> [one.pattern for one in alternatives(rule)]
    ['ENDS?', 'STOP']
    """
    branches = _branches(rule.scope, rule.pattern)
    if len(branches) == 1:
        return (rule,)
    return [replace(rule, pattern=branch) for branch in branches]


@lru_cache(4096)
def _branches(scope: Scope, pattern: str) -> Sequence[str]:
    inner = pattern
    while whole := _GROUP.match(inner):
        inner = whole["inside"]
    split = _BRANCHES.fullmatch(inner)
    if scope in (Scope.TAIL, Scope.BODY) or not split or _FLAGS.search(_OPAQUE.sub("", pattern)):
        return (pattern,)
    branches = split.captures("branch")
    try:
        for branch in branches:
            compiled(scope, branch)
    except regex.error:  # it refers to a group of another
        return (pattern,)
    return branches
