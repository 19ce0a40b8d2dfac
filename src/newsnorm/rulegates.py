r"""Which rules can match a line at all: told from how it begins, how it ends and what it holds.

How a match can begin and end is asked of the patterns themselves: `regex` can say whether a few
code points could be the beginning of a match (partial matching) or, searching backwards, the end of
one. The answers are remembered, as the same beginnings and ends come again and again,
so that an ordinary line costs two look-ups. Rules are numbered; a set of them is an integer.

A gate may let a rule through that does not match. It never holds one back that does: that is a
property of the tests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias, cast

import regex

from newsnorm.rules import Rule, Scope

START, END = 4, 2
"""How many code points at the ends of a line are looked at.

More tell more, and are met for the first time more often, which costs a hundred look-ups:
measured on 20,000 articles of public sets."""

_REMEMBERED = 50_000
_PATIENCE = 20
_CLASS = r"\[\^?+\]?+(?:\\.|[^\]\\])*+\]"
_INSIDE = rf"(?P<inside>(?:\\.|{_CLASS}|[^()\[\\]|\((?&inside)\))*+)"
_BRANCHES = regex.compile(
    rf"(?(DEFINE){_INSIDE}(?P<one>(?:\\.|{_CLASS}|[^()\[\\|]|\((?&inside)\))*+))"
    r"(?:(?P<branch>(?&one))\|)*+(?P<branch>(?&one))"
)
_GROUP = regex.compile(rf"\A\(\?:{_INSIDE}\)\Z")
_LOOKS_BEFORE = regex.compile(rf"\A(?:\(\?<[=!]{_INSIDE}\))++")
_LOOKS_BEHIND = regex.compile(rf"(?:\(\?[=!]{_INSIDE}\))++\Z")


_NOTHING = (0, 0)
_SIGNS = frozenset("()[]/@:©")
_Plan: TypeAlias = tuple[int, Sequence[tuple[str, Sequence[tuple[str, int]]]]]


# The gates of titles and of texts ask the same.
_pattern = lru_cache(4096)(regex.compile)


class _Hopeless:
    """Branches of which one code point more has told nothing, many times in a row.

    "Any name, then ..." goes on with nearly any letter. To ask on costs more than it saves, and
    not to ask lets a rule through, which is always safe.
    """

    __slots__ = ("asked", "branches")

    def __init__(self) -> None:
        self.branches = 0
        self.asked: dict[int, int] = {}
        """By branch, how often it was asked in a row and could match."""

    def met(self, branch: int) -> None:
        """Count that a branch could match."""
        times = self.asked[branch] = self.asked.get(branch, 0) + 1
        if times >= _PATIENCE:
            self.branches |= 1 << branch


class Gates:
    """The gates of some rules.

    >>> gates = Gates([Rule("end", "ENDS|END", Scope.LAST_LINE), Rule("more", "MORE", Scope.LINES)])
    >>> [bin(gates.candidates(line)) for line in ("The ENDS", "ENDS", "ENDLESS", "MORE")]
    ['0b0', '0b1', '0b0', '0b10']
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        # Each alternative has edges of its own: "A.*B|C.*D" does not match what begins as A and
        # ends as D.
        branches = [(n, rule.scope, one) for n, rule in enumerate(rules) for one in _branches(rule)]

        def of(*scopes: Scope) -> int:
            return sum(1 << n for n, (_, scope, _) in enumerate(branches) if scope in scopes)

        self._of_head = of(Scope.HEAD, Scope.HEAD_LINES)
        self._of_lines = of(*(scope for scope in Scope if scope is not Scope.TAIL))
        self._known: dict[bool, dict[str, int]] = {True: {}, False: {}}
        """By whether it is of the head, and both ends of a line: the rules that could match."""
        self._starts: dict[str, tuple[int, int]] = {}
        """By beginning: the branches that were asked about it, and those that could match."""
        self._hopeless = defaultdict[int, _Hopeless](_Hopeless)
        """By how many code points of a beginning were told."""
        self._ends: dict[str, int] = {}
        """By end: the branches that could match."""
        self._owners = [1 << number for number, _, _ in branches]
        self._rules: dict[int, int] = {}
        self._plans: dict[bool, dict[int, _Plan]] = {True: {}, False: {}}
        self._literals = [rule.literals for rule in rules]
        # What stands above or below the line is not known here.
        self._from_start = [
            None if scope is Scope.TAIL else _pattern(_LOOKS_BEFORE.sub("", branch))
            for _, scope, branch in branches
        ]
        self._from_end = [
            None
            if scope in (Scope.HEAD, Scope.TAIL_BLOCK)
            else _pattern("(?r)" + _LOOKS_BEHIND.sub("", branch).replace(r"\K", ""))
            for _, scope, branch in branches
        ]

    def edges(self, lines: Sequence[str], head: int) -> list[int]:
        """For each line, the rules that could match one that begins and ends so.

        Args:
            lines: of a text, from its first.
            head: how many of them are its head; about others the rules for it are not asked.
        """
        keys = [
            # "The s" tells much more than "The ".
            line[: START if line[START - 1 : START] != " " else START + 1] + line[-END:]
            for line in lines
        ]
        known = self._known
        found = [*map(known[True].get, keys[:head]), *map(known[False].get, keys[head:])]
        if None in found:
            for number, line in enumerate(lines):
                if found[number] is None:
                    found[number] = self._edges(line, keys[number], number < head)
        return cast(list[int], found)

    def _edges(self, line: str, key: str, of_head: bool) -> int:
        """As `edges` for one line, whose ends make a key that no line with other ends has."""
        end = line[-END:]
        at_end = self._ends.get(end)
        if at_end is None:
            at_end = self._ending(end)
        at_end &= self._of_lines if of_head else self._of_lines & ~self._of_head
        start = key[: len(key) - len(end)]
        asked, at_start = self._starts.get(start, _NOTHING)
        if at_end & ~asked:
            at_start = self._starting(start, at_end)
        known = self._known[of_head]
        if len(known) >= _REMEMBERED:
            known.clear()
        rules = known[key] = self._owning(at_start & at_end)
        return rules

    def candidates(self, line: str) -> int:
        """The rules that could match a line, literals and all."""
        return self.holding(line, self.edges([line], 1)[0])

    def holding(self, text: str, rules: int) -> int:
        """Those among some rules of which a literal stands in a text, or that have none."""
        plan = self._plans[text.isascii()].get(rules)
        if plan is None:
            plan = self._planned(rules, ascii=text.isascii())
        found, table = plan
        for sign, literals in table:
            if sign in text:
                for literal, owners in literals:
                    if literal in text:
                        found |= owners
        return found

    def ending(self, text: str, among: int) -> int:
        """Those among some rules that could match a stretch up to the end of a text."""
        end = text[-END:]
        ends = self._ends.get(end)
        if ends is None:
            ends = self._ending(end)
        return self._owning(ends) & among

    def _owning(self, branches: int) -> int:
        """The rules that branches belong to."""
        rules = self._rules.get(branches)
        if rules is None:
            if len(self._rules) >= _REMEMBERED:
                self._rules.clear()
            rules = 0
            for number in numbers(branches):
                rules |= self._owners[number]
            self._rules[branches] = rules
        return rules

    def _starting(self, edge: str, among: int) -> int:
        """Ask those of some branches that were not asked yet about what a line begins with."""
        if len(self._starts) >= _REMEMBERED:
            self._starts.clear()
        core = edge.lstrip()  # blanks there count for nothing
        left = among
        if core:  # what could not match a shorter beginning need not be asked
            asked, found = self._starts.get(core[:-1], _NOTHING)
            left &= found if not among & ~asked else self._starting(core[:-1], among)
        asked, found = self._starts.get(edge, _NOTHING)
        left &= ~asked
        hopeless = self._hopeless[len(core)]
        found |= left & hopeless.branches
        for number in numbers(left & ~hopeless.branches):
            pattern = self._from_start[number]
            # A line may be the first of its text, or stand below another; few patterns care.
            if (
                pattern is None
                or pattern.match(core, partial=True)
                or ("(?<" in pattern.pattern and pattern.match(f"\n{core}", 1, partial=True))
            ):
                found |= 1 << number
                hopeless.met(number)
            else:
                hopeless.asked.pop(number, None)
        self._starts[edge] = asked | among, found
        return found

    def _ending(self, edge: str) -> int:
        """Ask about what a line ends with, all branches that could match a shorter end."""
        if len(self._ends) >= _REMEMBERED:
            self._ends.clear()
        core = edge.rstrip()
        left = (1 << len(self._from_end)) - 1
        if core:
            left = self._ends.get(core[1:]) or self._ending(core[1:])
        for number in numbers(left):
            pattern = self._from_end[number]
            if pattern is not None and not pattern.match(core, partial=True):
                left ^= 1 << number
        self._ends[edge] = left
        return left

    def _planned(self, rules: int, *, ascii: bool) -> _Plan:
        """Rules without literals, and for each literal of the others the rules that have it.

        Literals that share a sign, such as a bracket, are looked for only where the sign stands;
        those that are not ASCII, in no text that is.
        """
        free = 0
        signs: dict[str, dict[str, int]] = {}
        for number in numbers(rules):
            for literal in self._literals[number]:
                if ascii and not literal.isascii():
                    continue
                sign = next(filter(_SIGNS.__contains__, literal), literal)
                owners = signs.setdefault(sign, {})
                owners[literal] = owners.get(literal, 0) | 1 << number
            if not self._literals[number]:
                free |= 1 << number
        plans = self._plans[ascii]
        if len(plans) >= _REMEMBERED:
            plans.clear()
        table = [(sign, [*owners.items()]) for sign, owners in signs.items()]
        plan = plans[rules] = free, table
        return plan


def _branches(rule: Rule) -> Sequence[str]:
    """The alternatives of a pattern."""
    pattern = rule.pattern
    while whole := _GROUP.match(pattern):
        pattern = whole["inside"]
    split = _BRANCHES.fullmatch(pattern)
    return split.captures("branch") if split else [pattern]


def numbers(rules: int) -> Sequence[int]:
    """The numbers of the rules in a set, from the first."""
    found = []
    while rules:
        lowest = rules & -rules
        found.append(lowest.bit_length() - 1)
        rules ^= lowest
    return found
