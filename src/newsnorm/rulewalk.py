r"""One walk over the lines of a text, for all rules that look at its head, its tail or its lines.

All rules look at the text as it came; where two want the same line, the one that is listed first
has it. Most texts are seen to have nothing for any rule after two look-ups a line (which
`newsnorm.rulegates` tells of) and a few patterns that do not match.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, count
from typing import TYPE_CHECKING, Final, NamedTuple

from newsnorm.article import Dateline
from newsnorm.edits import Edit, Extraction
from newsnorm.readyrules import ReadyRule
from newsnorm.rulegates import LAST, Gates, NoGates, numbers
from newsnorm.rulepatterns import alternatives
from newsnorm.rules import Delete, Extract, Rule, Scope
from newsnorm.rulescopes import (
    BLOCK_LINES,
    LINE,
    REACH,
    STRETCH,
    TAIL_LINES,
    WINDOW,
    apart,
    from_start,
    head_size,
    moved,
    with_line_end,
)
from newsnorm.textlines import lines_of

if TYPE_CHECKING:
    import regex

    from newsnorm.components import ArticleView

_UNMET: Final = -1  # of lines that read alike: none was met
_ONCE: Final = -2  # and one
_REPEATS: Final = 8  # of tags and datelines that stand one behind the other
_MANY: Final = 200
_ALIKE: Final = 4
"""Of so many lines it is asked whether each reads as so many do, on the average."""


class _Row(NamedTuple):
    """A line that is not blank: its span, the rules that may take it, and its text."""

    start: int
    end: int
    held: int
    line: str


class Walk:
    """The rules of one field, by where they look.

    A rule of several alternatives is here several rules: each has ends of its own.

    Args:
        rules: in the order in which they are asked.
        gates: False runs every rule wherever its scope lets it.
    """

    def __init__(self, rules: Sequence[Rule], *, gates: bool) -> None:
        rules = [one for rule in rules for one in alternatives(rule)]
        self.ready = [ReadyRule(rule) for rule in rules]
        self.gates = Gates(rules) if gates else NoGates(rules)
        of = self.gates.of
        self.head = of(Scope.HEAD, Scope.HEAD_LINES)
        self.tail = of(Scope.TAIL)
        self.block = of(Scope.TAIL_BLOCK)
        self.lines = of(Scope.LINES)
        self.tail_lines = of(Scope.TAIL_LINES)
        self.last_line = of(Scope.LAST_LINE, Scope.TAIL_LINES)
        self.one_line = self.lines | self.last_line
        self.anywhere = self.lines | self.tail_lines
        self.above = self.head | self.lines
        """The rules for lines that are not among the last."""
        self.below = self.last_line | self.block
        self.at_ends = self.head | self.last_line
        self.elsewhere = ~self.lines
        """The rules that look at more than a line, or not at any."""
        self.paragraph = of(Scope.HEAD, Scope.TAIL_BLOCK)
        """The rules that can take a part of what is too long for a line."""
        self._before: tuple[Sequence[str], list[int]] = (), []
        """The lines of the last text, and what they allow: what cutting leaves is asked next."""

    def reads_alone(self, rules: int) -> bool:
        """Whether some rules make the same of all lines that read alike."""
        return all(self.ready[number].reads_a_line_alone() for number in numbers(rules))

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:
        """What the rules do to a text."""
        if not self.ready or not text:
            return ()
        lines = lines_of(text)
        head = head_size(lines)
        allowed = self._allowed(text, lines, head)
        ending = self.ending(text, 0, len(text))
        if not (ending or any(allowed)):
            return []
        starts = [*accumulate([len(line) + 1 for line in lines], initial=0)]
        union, known = self._narrow(allowed, text, lines, starts)
        if not (union or ending):
            return []
        walker = _Walker(self, text, [*lines], starts, allowed, union, head, ending, known, article)
        found = walker.run()
        return apart(found, text) if len(found) > 1 else found

    def _allowed(self, text: str, lines: Sequence[str], head: int) -> list[int]:
        """For each line, the rules that its place and its ends allow.

        Rules that allow the ends of nearly every line are asked only about those in which one of
        their literals stands, or within reach of whose start.
        """
        gates = self.gates
        above = text.count("\n", 0, len(text) - WINDOW) if len(text) > WINDOW else 0
        if len(lines) >= _MANY and len(each := dict.fromkeys(lines)) * _ALIKE <= len(lines):
            edges = self._alike([*each], lines, head, above)
            above = min(head, above)
        else:
            edges = self._of_rest(lines, head) or self._edges(text, lines, head)
            self._before = lines, [*edges]
        start = sum(map(len, lines[: head - 1])) + head - 1
        lowest = lines[head - 1]
        reach = start + len(lowest) - len(lowest.lstrip()) + REACH
        if found := gates.places(text[:reach], gates.common_heads):
            self._near(found, lines[:head], edges)
        if above:
            edges[:above] = [rules & self.above for rules in edges[:above]]
        return edges

    def _edges(self, text: str, lines: Sequence[str], head: int) -> list[int]:
        """For each line, the rules that its ends allow, and those whose literals it holds."""
        gates = self.gates
        edges = gates.edges(lines, head)
        line = last = 0
        for at, rules in sorted(gates.places(text, gates.common)):
            line += text.count("\n", last, at)
            edges[line] |= rules
            last = at
        return edges

    def _of_rest(self, lines: Sequence[str], head: int) -> list[int]:
        """The same of what cutting left of the text before: only its head is looked at again.

        Nothing where other lines stood below the head.
        """
        before, edges = self._before
        body = lines[head:]
        if not body or body[0] not in before:
            return []
        at = before.index(body[0])
        if before[at : at + len(body)] != body:
            return []
        top, of_body = lines[:head], self.gates.of_body
        known = [rules & of_body for rules in edges[at : at + len(body)]]
        return self._edges("\n".join(top), top, head) + known

    def _alike(self, each: Sequence[str], lines: Sequence[str], head: int, above: int) -> list[int]:
        """The same where many lines read alike: each is asked about once.

        Args:
            each: the lines, without repetitions.
            lines: all of them.
            head: how many of them are its head.
            above: how many are not among the last; of those, less what is asked of the last alone.
        """
        top = lines[:head]
        edges = self._edges("\n".join(top), top, head)
        among_last = dict(zip(each, self._edges("\n".join(each), each, 0), strict=True))
        others = {line: rules & self.above for line, rules in among_last.items()}
        edges += map(others.__getitem__, lines[head:above])
        edges += map(among_last.__getitem__, lines[max(head, above) :])
        return edges

    def _near(
        self, places: Sequence[tuple[int, int]], lines: Sequence[str], edges: list[int]
    ) -> None:
        """Ask about rules those lines from whose first word they reach to a place."""
        start, last = 0, max(places)[0]
        for number, line in enumerate(lines):
            if start > last:
                break
            end = start + len(line) - len(line.lstrip()) + REACH
            for at, rules in places:
                if start <= at < end and line:
                    edges[number] |= rules
            start += len(line) + 1

    def _narrow(
        self, allowed: list[int], text: str, lines: Sequence[str], starts: Sequence[int]
    ) -> tuple[int, regex.Match[str] | None]:
        """Leave of each line's rules those that may take it; those that may take any, and what
        the first of them was seen to match.

        What only rules for any line may take can read like a line before it. Then it is asked what
        any such line can match, and that holds for all of them.
        """
        start = union = 0
        found: regex.Match[str] | None = None
        before, kept = self._before
        # What stands above the last lines was not asked all that is asked of them.
        window = len(text) - WINDOW if before is lines else len(text)
        known: dict[str, int] = {}
        elsewhere, last = self.elsewhere, len(lines) - 1
        for number in compress(count(), allowed):
            line, start, some = lines[number], starts[number], allowed[number]
            alike = None if some & elsewhere or number == last else known.get(line, _UNMET)
            if alike is not None and alike >= 0:
                some = alike
            elif alike == _ONCE:
                some = self.held(some, text, start, line)
                some ^= self.gates.unlike(some, line)
                known[line] = some
            else:
                if alike == _UNMET:
                    known[line] = _ONCE
                some = self.held(some, text, start, line)
                if start >= window:
                    kept[number] = some
                if not union and (asked := some & ~self.block):
                    first = start + len(line) - len(line.lstrip())
                    refuted, found = self.gates.refuted(asked, text, first, first + REACH)
                    some ^= refuted
            allowed[number] = some
            union |= some
        return union, found

    def held(self, allowed: int, text: str, start: int, line: str) -> int:
        """Those among some rules that may take a line, or begin with it, by all they see."""
        if line.isspace():
            return 0
        if len(line) > LINE:  # of what is too long, only some rules can take a part
            allowed &= self.paragraph
        holding = self.gates.holding
        found = 0
        if rules := allowed & self.head:
            found |= holding(from_start(text, start, line), rules)
        if rules := allowed & self.block:
            found |= holding(text[start:], rules)
        if rules := allowed & self.one_line:
            found |= holding(line, rules)
        return found

    def ending(self, text: str, top: int, bottom: int) -> int:
        """The rules that could take a stretch that reaches to the bottom of a text."""
        top = max(top, bottom - STRETCH)
        end = text[max(top, bottom - LAST) : bottom]
        if not end or end[-1].isspace():
            end = text[top:bottom].rstrip()
        rules = self.gates.ending(end)
        return rules and self.gates.holding(text[top:bottom].rstrip(), rules)


class _Walker:
    """One walk over the lines of one text."""

    __slots__ = (
        "article", "ending", "floor", "found", "head", "held", "known", "lines", "matched",
        "refused", "starts", "text", "touched", "union", "walk",
    )  # fmt: skip

    def __init__(
        self,
        walk: Walk,
        text: str,
        lines: list[str],
        starts: list[int],
        held: list[int],
        union: int,
        head: int,
        ending: int,
        known: regex.Match[str] | None,
        article: ArticleView,
    ) -> None:
        self.walk = walk
        self.text = text
        self.lines = lines
        self.starts = starts
        self.held = held
        """By line, the rules that may take it, or what begins with it."""
        self.union = union
        """Those of all lines."""
        self.head = head
        self.ending = ending
        """The rules that may take a stretch at the end of the text as it came."""
        self.known = known
        """The first match, where it was looked for already."""
        self.article = article
        self.found: list[Edit] = []
        self.floor = 0
        """Where the head's last edit ended: the tail cuts nothing above it."""
        self.touched: set[int] = set()
        """The lines that head and tail have cut."""
        self.matched: dict[tuple[int, str], tuple[int, Edit | None]] = {}
        """By rules and the text of a line: where such a line began, and what they made of it."""
        self.refused: set[str] = set()
        """What is not looked for any more."""

    def run(self) -> list[Edit]:
        """Head, tail, and then any line that neither of them touched."""
        walk = self.walk
        if self.union & walk.head:
            self._head()
        bottom = self._tail()
        among, touched = walk.lines, self.touched
        if not self.union & among:
            return self.found
        match = self._match if len(self.lines) < _MANY else self._match_again
        for number in compress(count(), self.held):
            if rules := self.held[number] & among:
                start, line = self.starts[number], self.lines[number]
                if start + len(line) > bottom:
                    break
                if number not in touched:
                    match(rules, start, line)
        return self.found

    def _row(self, number: int) -> _Row:
        line, start = self.lines[number], self.starts[number]
        return _Row(start, start + len(line), self.held[number], line)

    def _head(self) -> None:
        """Down from the first line; where a match ends, another may begin."""
        walk = self.walk
        for number in range(self.head):
            if not (rules := self.held[number] & walk.head):
                continue
            row = self._row(number)
            for _ in range(_REPEATS):
                cut = self._match(rules, row.start, row.line) if rules else None
                if cut is None:
                    break
                self.touched.add(number)
                self.floor = cut
                if cut >= row.end:
                    self.held[number] = 0
                    break
                row = self._rest(row, cut, walk.at_ends)
                rules = row.held & walk.head
                self.starts[number], _, self.held[number], self.lines[number] = row
                self.union |= row.held

    def _rest(self, row: _Row, start: int, among: int) -> _Row:
        """What a cut leaves of a line, and those of some rules that may take it."""
        walk, line = self.walk, self.text[start : row.end]
        gates = walk.gates
        allowed = (gates.edges([line], 1)[0] | gates.common | gates.common_heads) & among
        held = allowed and walk.held(allowed, self.text, start, line)
        return _Row(start, row.end, held, line)

    def _tail(self) -> int:
        """Up from the last line; what is cut there makes the line above the last one.

        Returns where the last line that is left ends.
        """
        walk, starts, held, bottom = self.walk, self.starts, self.held, len(self.text)
        if not self.ending and not self.union & walk.below:
            return bottom
        blocks = []
        if self.union & walk.block:
            blocks = [number for number in self._last_lines() if held[number] & walk.block]
        kept, numbers = 0, self._last_lines()
        last = next(numbers, None)
        for _ in range(TAIL_LINES):
            start = self._stretch(bottom) if walk.tail else None
            if start is None and blocks:
                start = self._block(blocks, bottom)
            if start is not None:
                bottom = start
                while last is not None and starts[last] >= bottom:
                    last = next(numbers, None)
                continue
            if last is None:
                break
            if not self._tail_line(walk.last_line, last, bottom):
                kept = 1  # of the last line all was asked that is asked of the last lines
                last = next(numbers, None)
                break
            bottom = max(0, starts[last] - 1)
            last = next(numbers, None)
        among = walk.tail_lines
        # What is cut brings a line from above into the tail.
        while last is not None and kept < TAIL_LINES and self.union & among:
            kept += not (held[last] & among and self._tail_line(among, last, bottom))
            last = next(numbers, None)
        return bottom

    def _last_lines(self) -> Iterator[int]:
        """The numbers of the last lines that are not blank, from the end backwards."""
        lines, starts, above = self.lines, self.starts, len(self.text) - WINDOW
        left = BLOCK_LINES
        for number in range(len(lines) - 1, -1, -1):
            line = lines[number]
            if not line or line.isspace():
                continue
            if not left or starts[number] + len(line) < above:
                break
            left -= 1
            yield number

    def _tail_line(self, among: int, number: int, bottom: int) -> bool:
        """Whether a rule took a line, or what the head and the bottom leave of it."""
        row = self._row(number)
        if row.start < self.floor or row.start >= bottom:
            return False
        if row.end > bottom:
            row = self._rest(row._replace(end=bottom), row.start, among)
        rules = row.held & among
        if not rules or self._match(rules, row.start, row.line) is None:
            return False
        self.touched.add(number)
        return True

    def _stretch(self, bottom: int) -> int | None:
        """Where a stretch that a rule takes begins; it ends at the bottom."""
        walk, text, top = self.walk, self.text, max(self.floor, bottom - STRETCH)
        ending = self.ending if bottom == len(text) else walk.ending(text, top, bottom)
        for number in numbers(ending):
            rule = walk.ready[number]
            if rule.conditional and not rule.applies(text, self.article):
                continue
            match = rule.pattern.search(text, top, bottom)
            if match and (edit := rule.edit(match, text, self.article, *match.span())):
                self.found.append(edit)
                return edit.start if edit.start < edit.end and not edit.replacement else None
        return None

    def _block(self, lines: Sequence[int], bottom: int) -> int | None:
        """Where a block that a rule takes begins: a line's start, with the line end before it."""
        text, block = self.text, self.walk.block
        for line in lines:
            start = self.starts[line]
            if not self.floor <= start < bottom:
                continue
            for number in numbers(self.held[line] & block):
                rule = self.walk.ready[number]
                if rule.conditional and not rule.applies(text, self.article):
                    continue
                match = rule.pattern.match(text, start, bottom)
                above = max(start - 1, self.floor)
                if match and (edit := rule.edit(match, text, self.article, above, match.end())):
                    self.found.append(edit)
                    return above
        return None

    def _match(self, rules: int, above: int, line: str) -> int | None:
        """Cut what the first of some rules that matches takes of a line; say where that ends.

        Args:
            rules: those that may.
            above: where the line begins.
            line: its text.
        """
        text, end = self.text, above + len(line)
        start = end - len(line.lstrip())  # blanks at a line's ends count for nothing
        if start == end:
            return None
        for number in numbers(rules):
            rule = self.walk.ready[number]
            if rule.conditional and not rule.applies(text, self.article):
                continue
            if rule.at_head:
                edit = self._from(rule, start)
            elif end - start <= LINE and (found := self._found(rule, start)):
                edit = self._whole(rule, found, above, end)
            else:
                edit = None
            if edit:
                self.found.append(edit)
                if isinstance(edit, Extraction) and isinstance(edit.value, Dateline):
                    self.article = self.article.with_dateline(edit.value)
                return edit.end if rule.at_head else end
        return None

    def _match_again(self, rules: int, above: int, line: str) -> None:
        """The same of a line as it came, where another that reads so may have been matched."""
        key = rules, line
        if key in self.matched:
            if (edit := self.matched[key][1]) is not None:
                shift = above - self.matched[key][0]
                self.found.append(moved(edit, edit.start + shift, edit.end + shift))
            return
        cut = self._match(rules, above, line)
        # The first line alone goes with the line end behind it.
        if above and self.walk.reads_alone(rules):
            self.matched[key] = above, None if cut is None else self.found[-1]

    def _found(self, rule: ReadyRule, start: int) -> regex.Match[str] | None:
        """What a rule matches where a line has its first word; its pattern may run for long."""
        known, pattern = self.known, rule.pattern
        if known is not None and known.re is pattern and known.pos == start:
            return known
        if rule.at_head:
            return pattern.match(self.text, start, start + REACH)
        return pattern.match(self.text, start)

    def _from(self, rule: ReadyRule, start: int) -> Edit | None:
        """What a rule takes at the start of a line.

        Where it refuses its match (a round-up's dateline), no rule of its kind looks further down.
        """
        kind = rule.rule.action.field if isinstance(rule.rule.action, Extract) else None
        if kind and kind in self.refused:
            return None
        match = self._found(rule, start)
        if match is None:
            return None
        edit = rule.edit(match, self.text, self.article, *match.span())
        if edit is None and kind:
            self.refused.add(kind)
        return edit

    def _whole(self, rule: ReadyRule, found: regex.Match[str], above: int, end: int) -> Edit | None:
        """What a rule takes of a whole line, if its match reaches to the line's last word."""
        span, action = found.span(), rule.rule.action
        if span[1] > end or not (span[1] == end or self.text[span[1] : end].isspace()):
            return None
        if found.pos == span[0] and (isinstance(action, Delete) or not action.text):
            span = with_line_end(self.text, above, end)
        return rule.edit(found, self.text, self.article, *span)
