r"""Which rules can match a line at all: told from how it begins, how it ends and what it holds.

How a match can begin and end is asked of the patterns themselves: `regex` can say whether a few
code points could be the beginning of a match (partial matching) or, searching backwards, the end of
one. The answers are remembered, as the same beginnings and ends come again and again,
so that an ordinary line costs two look-ups. What is told apart is numbered; a set is an integer.

A gate may let a rule through that does not match. It never holds one back that does: that is a
property of the tests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

import regex

from newsnorm.rulepatterns import INSIDE, OPAQUE, compiled
from newsnorm.rules import Rule, Scope

START, END, LAST = 6, 2, 5
"""How many code points at the ends of a line are looked at, and at the end of a text.

More tell more, and are met for the first time more often, which costs a score of look-ups.
Five of a beginning tell too little, as "The s" does; of an end, three tell what two told.
A text has one end, and few rules look there."""
_BEGINNING: Final = slice(START)
_ENDING: Final = slice(-END, None)

_REMEMBERED: Final = 50_000
_WORTH: Final = 3
"""How often a rule may be asked in vain for each time that one code point more rules it out."""
_PATIENCE: Final = 20
"""How often more than that, before it is asked no more."""
_LOOKS_BEFORE: Final = regex.compile(rf"\A(?:\(\?<[=!]{INSIDE}\))++")
_LOOKS_AROUND: Final = regex.compile(rf"\A(?:\(\?<?[=!]{INSIDE}\))++")
_REFERS: Final = regex.compile(r"\\[1-9gL]|\(\?(?:P[=>]|[(&R0-9+-])")
_LOOKS_AHEAD: Final = regex.compile(rf"(?P<kept>{OPAQUE})|\(\?[=!]{INSIDE}\)")


_PROSE: Final[tuple[str, ...]] = "Xqzjv", "qj."
"""How a line begins and ends that says nothing: with a word, in a full stop."""

_SIGNS: Final = "©@[]/:()ZQXJKVYUGWODBFLNHMREPITACS"
"""What stands in few texts, the rarest first: one code point is found in no time."""
_Beginning: TypeAlias = tuple[Callable[..., regex.Match[str] | None], bool]
"""How a pattern is asked to match, and whether it looks at what stands before."""

_Plan: TypeAlias = tuple[int, Sequence[tuple[str, Sequence[tuple[str, int]], "_Openers | None"]]]

_FEW: Final = 3
"""So many literals that begin with one sign are looked for one by one."""


# The gates of titles and of texts ask the same.
_pattern: Final = lru_cache(4096)(regex.compile)


class _Answers:
    """Sets by an edge of a line; what is not known is asked about when it is looked up.

    Args:
        ask: what could match there.
    """

    __slots__ = ("_ask", "known")

    def __init__(self, ask: Callable[[str], int]) -> None:
        self._ask = ask
        self.known: dict[str, int] = {}
        """What was asked about: to look up in a dict with `__missing__` takes twice as long."""

    def of(self, edge: str) -> int:
        """What could match there."""
        found = self.known.get(edge)
        if found is None:
            if len(self.known) >= _REMEMBERED:
                self.known.clear()
            found = self.known[edge] = self._ask(edge)
        return found


class _Hopeless:
    """Rules of which one code point more hardly ever tells anything.

    "Any name, then ..." goes on with nearly any letter. To ask on costs more than it saves, and
    not to ask lets a rule through, which is always safe.
    """

    __slots__ = ("asked", "rules")

    def __init__(self) -> None:
        self.rules = 0
        self.asked: dict[int, int] = {}
        """By rule, how often it could match, less `_WORTH` times how often it could not."""

    def met(self, rule: int) -> None:
        """Count that a rule could match."""
        times = self.asked[rule] = self.asked.get(rule, 0) + 1
        if times >= _PATIENCE:
            self.rules |= 1 << rule

    def refused(self, rule: int) -> None:
        """Count that it could not."""
        self.asked[rule] = max(0, self.asked.get(rule, 0) - _WORTH)


class _Openers:
    """Literals that begin with one sign, such as "(Reuters": looked for where the sign stands.

    Args:
        sign: what all of them begin with; it stands in none of them again.
        literals: longer than the sign, each with the rules that have it.
    """

    __slots__ = ("lengths", "literals", "longest", "shortest", "sign")

    def __init__(self, sign: str, literals: Mapping[str, int]) -> None:
        self.sign = sign
        self.literals = literals
        # Behind the sign: a text is split at it.
        self.shortest = min(map(len, self.literals)) - 1
        self.longest = max(map(len, self.literals)) - 1
        self.lengths: dict[str, Sequence[int]] = {
            literal[1 : self.shortest + 1]: () for literal in self.literals
        }
        """By what follows the sign: how long literals are that begin so, without it."""
        for start in self.lengths:
            same = [len(one) - 1 for one in self.literals if one.startswith(start, 1)]
            self.lengths[start] = sorted(set(same))

    def holding(self, text: str) -> int:
        """The rules of which a literal stands in a text; what repeats is looked at once."""
        found, sign, shortest, longest = 0, self.sign, self.shortest, self.longest
        behind = text.split(sign)
        del behind[0]
        for piece in {piece[:longest] for piece in behind}:
            for length in self.lengths.get(piece[:shortest], ()):
                found |= self.literals.get(sign + piece[:length], 0)
        return found

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Where literals stand in a text, and the rules that have them."""
        at = text.find(self.sign)
        while at >= 0:
            piece = text[at + 1 : at + 1 + self.longest]
            for length in self.lengths.get(piece[: self.shortest], ()):
                if owners := self.literals.get(self.sign + piece[:length], 0):
                    yield at, owners
            at = text.find(self.sign, at + 1)


class Gates:
    """The gates of some rules.

    Rules are told by their numbers. One of several alternatives is better given as several rules
    (`newsnorm.rulepatterns.alternatives`).

    >>> gates = Gates([Rule("end", "ENDS", Scope.LAST_LINE), Rule("more", "MORE", Scope.LINES)])
    >>> [bin(gates.candidates(line)) for line in ("The ENDS", "ENDS", "ENDLESS", "MORE")]
    ['0b0', '0b1', '0b0', '0b10']
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._scopes = [rule.scope for rule in rules]
        self._patterns = [rule.pattern for rule in rules]
        self._whole: dict[int, Sequence[_Beginning]] = {}
        """By rule, how a whole line must be able to match; of those that were asked about one."""
        self._literals = [rule.literals for rule in rules]
        self._openers = _openers(self._literals)
        self._opening: list[Sequence[str]] = []
        """By rule, the signs of those of its literals that are looked for where a sign stands."""
        self._single: list[Sequence[tuple[str, str]]] = []
        """By rule, its other literals, and the sign of each."""
        for literals in self._literals:
            signs = [(one, _sign(one)) for one in literals]
            opening = {
                (one, sign)
                for one, sign in signs
                if sign in self._openers and one in self._openers[sign].literals
            }
            self._opening.append(sorted({sign for _, sign in opening}))
            self._single.append([pair for pair in signs if pair not in opening])
        self._of_lines = self.of(*(scope for scope in Scope if scope is not Scope.TAIL))
        self._of_tail = self.of(Scope.TAIL)
        self.of_body = self._of_lines & ~self.of(Scope.HEAD, Scope.HEAD_LINES)
        """The rules that look below the head."""
        self._starts = _Answers(self._starting)
        """By beginning: the rules that could match; none a line that is empty."""
        self._same: dict[int, int] = {}
        """The sets in it, each once: thousands of beginnings have a few hundred."""
        self._hopeless = defaultdict[int, _Hopeless](_Hopeless)
        """By how many code points of a beginning were told."""
        self._hopeless_ends = defaultdict[int, _Hopeless](_Hopeless)
        """By how many code points of an end were told."""
        self._ends = _Answers(self._ending)
        """By end: the rules that could match."""
        self._last = _Answers(self._ending_text)
        """By a text's end: the rules for the tail that could match."""
        self._ends_of_head = _Answers(lambda edge: self._ends.of(edge) & self._rare_in_head)
        """The same, of the rules for lines of the head that are not common."""
        self._ends_of_body = _Answers(lambda edge: self._ends.of(edge) & self._rare_in_body)
        """The same, of those for any other line."""
        self._plans: dict[bool, dict[int, _Plan]] = {True: {}, False: {}}
        """What was planned for texts of ASCII, and for others, by the rules asked about."""
        self._from_start = [
            None if rule.scope is Scope.TAIL else compiled(rule.scope, rule.pattern)
            for rule in rules
        ]
        """By rule, its pattern."""
        self._beginnings: list[Sequence[_Beginning]] = [
            () if rule.scope is Scope.TAIL else [*_beginnings(rule)] for rule in rules
        ]
        self._from_end = [*map(_backwards, rules)]
        self.common = self._common(Scope.LINES, Scope.TAIL_LINES)
        """The rules that nearly every line lets through: their literals come first."""
        self.common_heads = self._common(Scope.HEAD)
        """The same of the rules that look at the start of a line of the head."""
        self._rare_in_head = self._of_lines & ~(self.common | self.common_heads)
        self._rare_in_body = self.of_body & ~(self.common | self.common_heads)

    def of(self, *scopes: Scope) -> int:
        """The rules that look there."""
        return sum(1 << n for n, scope in enumerate(self._scopes) if scope in scopes)

    def edges(self, lines: Sequence[str], head: int) -> list[int]:
        """For each line, the rules that could match one that begins and ends so.

        Common ones are left out: where they could match, `places` tells.

        Args:
            lines: of a text, from its first.
            head: how many of them are its head; about others the rules for it are not asked.
        """
        of_head = self._of_both(lines[:head], self._ends_of_head)
        return of_head + self._of_both(lines[head:], self._ends_of_body)

    def _of_both(self, lines: Sequence[str], ends: _Answers) -> list[int]:
        """For each line, the rules that its beginning and its end allow."""
        known, known_ends = self._starts.known, ends.known
        try:
            return [known[line[_BEGINNING]] & known_ends[line[_ENDING]] for line in lines]
        except KeyError:  # one of them is met for the first time
            start, end = self._starts.of, ends.of
            return [start(line[_BEGINNING]) & end(line[_ENDING]) for line in lines]

    def candidates(self, line: str) -> int:
        """The rules that could match a line, literals and all."""
        rules = self.edges([line], 1)[0] | self.common | self.common_heads
        return self.holding(line, rules)

    def holding(self, text: str, rules: int) -> int:
        """Those among some rules of which a literal stands in a text, or that have none."""
        found, table = self._plans[text.isascii()].get(rules) or self._planned(text, rules)
        for sign, literals, openers in table:
            if sign in text:
                for literal, owners in literals:
                    if literal in text:
                        found |= owners
                if openers:
                    found |= openers.holding(text) & rules
        return found

    def places(self, text: str, rules: int) -> list[tuple[int, int]]:
        """Where literals stand in a text, and those among some rules that have them.

        Of places in one line, the first of each literal will do.
        """
        found: list[tuple[int, int]] = []
        _, table = self._plans[text.isascii()].get(rules) or self._planned(text, rules)
        for sign, literals, openers in table:
            if sign in text:
                for literal, owners in literals:
                    at = text.find(literal)
                    while at >= 0:
                        found.append((at, owners))
                        end = text.find("\n", at)
                        at = text.find(literal, end) if end >= 0 else -1
                if openers:
                    found += [(at, owners & rules) for at, owners in openers.places(text)]
        return found

    def ending(self, text: str) -> int:
        """The rules for the tail that could match a stretch up to the end of a text."""
        return self._last.of(text[-LAST:])

    def refuted(
        self, rules: int, text: str, start: int, end: int
    ) -> tuple[int, regex.Match[str] | None]:
        """Those among some rules that match nothing that begins there.

        Asked until one matches: then the rules have to be asked anyway. That match is given too: it
        need not be looked for again.

        Args:
            rules: such as look at the start of a line, or at whole lines.
            text, start: the text, and where the line has its first word.
            end: how far a match can look that is not to be a whole line.
        """
        refuted = 0
        for number in numbers(rules):
            pattern = self._from_start[number]
            if pattern is None:
                break
            if self._scopes[number] is Scope.HEAD:
                found = pattern.match(text, start, end)
            else:
                found = pattern.match(text, start)
            if found:
                return refuted, found
            refuted |= 1 << number
        return refuted, None

    def unlike(self, rules: int, line: str) -> int:
        """Those among some rules that match no line that reads so, whatever stands around it.

        Args:
            rules: such as look at whole lines.
            line: which another follows.
        """
        found = 0
        core = f"{line.lstrip()}\n"
        for number in numbers(rules):
            whole = self._whole.get(number)
            if whole is None:
                pattern = _LOOKS_BEFORE.sub("", self._patterns[number])
                match = compiled(self._scopes[number], pattern).match
                # A line may be the last: that of what stands behind it nothing is known, no partial
                # match tells.
                whole = () if r"\Z" in pattern else [(match, "(?<" in pattern)]
                self._whole[number] = whole
            if not _could_begin(whole, core):
                found |= 1 << number
        return found

    def _starting(self, edge: str) -> int:
        """What a line that begins so could match, of what could match a shorter beginning."""
        if not edge:
            return 0
        core = edge.lstrip()  # blanks there count for nothing
        if not core:
            return self._of_lines
        found = self._starts.of(core[:-1]) if len(core) > 1 else self._of_lines
        hopeless = self._hopeless[len(core)]
        # What nearly every line lets through is told by its literals alone.
        asked = found & ~(hopeless.rules | self.common | self.common_heads)
        for number in numbers(asked):
            if _could_begin(self._beginnings[number], core):
                hopeless.met(number)
            else:
                found ^= 1 << number
                hopeless.refused(number)
        if len(self._same) >= _REMEMBERED:
            self._same.clear()
        return self._same.setdefault(found, found)

    def _ending(self, edge: str) -> int:
        """What a line that ends so could match, of what could match a shorter end."""
        core = edge.rstrip()
        left = self._ends.of(core[1:]) if core else (1 << len(self._from_end)) - 1
        hopeless = self._hopeless_ends[len(core)]
        for number in numbers(left & ~hopeless.rules):
            pattern = self._from_end[number]
            if pattern is None or pattern.match(core, partial=True):
                hopeless.met(number)
            else:
                left ^= 1 << number
                hopeless.refused(number)
        return left

    def _ending_text(self, end: str) -> int:
        """What a stretch could match that ends so, and a text with it."""
        found = self._ends.of(end[-END:]) & self._of_tail
        for number in numbers(found):
            pattern = self._from_end[number]
            if pattern is not None and not pattern.match(end.rstrip(), partial=True):
                found ^= 1 << number
        return found

    def _common(self, *scopes: Scope) -> int:
        """The rules with literals that could match a line of prose, going by its ends."""
        start, end = _PROSE
        return sum(
            1 << number
            for number in numbers(self.of(*scopes))
            if self._literals[number]
            and _could_begin(self._beginnings[number], start)
            and (not (ends := self._from_end[number]) or ends.match(end, partial=True))
        )

    def _planned(self, text: str, rules: int) -> _Plan:
        """What tells whether literals of some rules stand in a text, or in any of its kind.

        Rules without literals, and for each literal of the others the rules that have it.

        Literals that share a sign, such as a bracket, are looked for only where the sign stands;
        those that are not ASCII, in no text that is.
        """
        free, plain = 0, text.isascii()
        opening = set[str]()
        signs: dict[str, dict[str, int]] = {}
        for number in numbers(rules):
            for literal, sign in self._single[number]:
                if not plain or literal.isascii():
                    owners = signs.setdefault(sign, {})
                    owners[literal] = owners.get(literal, 0) | 1 << number
            opening.update(self._opening[number])
            if not self._literals[number]:
                free |= 1 << number
        plans = self._plans[plain]
        if len(plans) >= _REMEMBERED:
            plans.clear()
        table = [
            (sign, [*signs.get(sign, {}).items()], self._openers[sign] if sign in opening else None)
            for sign in dict.fromkeys((*signs, *sorted(opening)))
        ]
        plan = plans[rules] = free, table
        return plan


class NoGates(Gates):
    """Every rule wherever its scope lets it: the plain way, for tests."""

    def edges(self, lines: Sequence[str], head: int) -> list[int]:
        """Every rule."""
        return [self._of_lines] * head + [self.of_body] * (len(lines) - head)

    def holding(self, text: str, rules: int) -> int:  # noqa: ARG002 - as in its parent
        """All of them."""
        return rules

    def refuted(
        self,
        rules: int,  # noqa: ARG002 - as in its parent
        text: str,  # noqa: ARG002 - as in its parent
        start: int,  # noqa: ARG002 - as in its parent
        end: int,  # noqa: ARG002 - as in its parent
    ) -> tuple[int, regex.Match[str] | None]:
        """None."""
        return 0, None

    def unlike(self, rules: int, line: str) -> int:  # noqa: ARG002 - as in its parent
        """None."""
        return 0

    def ending(self, text: str) -> int:  # noqa: ARG002 - as in its parent
        """All of them."""
        return self._of_tail


def _openers(literals: Sequence[Sequence[str]]) -> Mapping[str, _Openers]:
    """By sign, the literals of some rules that begin with it, where they are more than a few.

    Letters stand in too many places to look at each.
    """
    opening: dict[str, dict[str, int]] = {}
    for number, some in enumerate(literals):
        for one in some:
            sign = one[:1]
            if len(one) > 2 and sign == _sign(one) and not (sign.isalnum() or sign in one[1:]):
                owners = opening.setdefault(sign, {})
                owners[one] = owners.get(one, 0) | 1 << number
    return {sign: _Openers(sign, some) for sign, some in opening.items() if len(some) > _FEW}


def _could_begin(ways: Sequence[_Beginning], edge: str) -> bool:
    """Whether what begins so could match."""
    for match, looks_back in ways:  # asked ten thousand times: "all" takes twice as long
        # A line may be the first of its text, or stand below another; few patterns care.
        if not match(edge, partial=True) and not (
            looks_back and match(f"\n{edge}", 1, partial=True)
        ):
            return False
    return True


def _beginnings(rule: Rule) -> Iterator[_Beginning]:
    """What a line must be able to begin with: the rule, and what follows its look-aheads.

    A partial match ends where the text does: behind "(?=.*x)A" nothing would be asked.
    """
    pattern = rule.pattern
    whole, behind = _LOOKS_BEFORE.sub("", pattern), _LOOKS_AROUND.sub("", pattern)
    yield compiled(rule.scope, whole).match, "(?<" in whole
    if behind != whole and not _REFERS.search(behind):
        yield _pattern(behind).match, "(?<" in behind


def _backwards(rule: Rule) -> regex.Pattern[str] | None:
    """What a line must be able to end with, asked from its end; None if nothing can be said.

    What stands behind the end is not known, so that nothing is looked ahead at.
    """
    if rule.scope in (Scope.HEAD, Scope.TAIL_BLOCK):
        return None
    pattern = _LOOKS_AHEAD.sub(lambda found: found["kept"] or "(?:)", rule.pattern)
    if pattern != rule.pattern and _REFERS.search(pattern):
        return None  # perhaps to what was looked ahead at
    return _pattern("(?r)" + pattern.replace(r"\K", ""))


def _sign(literal: str) -> str:
    """What is looked for before a literal: the rarest of its signs, or all of it."""
    return next(filter(literal.__contains__, _SIGNS), literal.rstrip(" ") or literal)


@lru_cache(_REMEMBERED)
def numbers(members: int) -> Sequence[int]:
    """The numbers in a set, from the lowest; the same few sets are asked about again and again."""
    found = []
    while members:
        lowest = members & -members
        found.append(lowest.bit_length() - 1)
        members ^= lowest
    return tuple(found)
