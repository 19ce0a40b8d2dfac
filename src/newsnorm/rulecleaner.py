"""Cleaners made of rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, get_args

from newsnorm.article import FieldName
from newsnorm.edits import Edit
from newsnorm.errors import RuleError
from newsnorm.readyrules import ReadyRule
from newsnorm.rules import Rule, Scope
from newsnorm.rulewalk import Walk

if TYPE_CHECKING:
    from newsnorm.components import ArticleView


class RuleCleaner:
    r"""Rules made ready to run.

    Args:
        rules: in the order in which they are asked; one for the body stands alone.
        gates: False runs every rule wherever its scope lets it: the plain way, for tests.

    >>> from newsnorm.components import ArticleView
    >>> ends = RuleCleaner(Rule("end-mark", r"-30-", Scope.TAIL_LINES, literals=("-30-",)))
    >>> ends.edits("It is over.\n-30-\n", ArticleView())
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
            name: Walk([] if bodies else [one for one in rules if name in one.fields], gates=gates)
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


class _Body:
    """A rule that looks anywhere."""

    __slots__ = ("ascii", "literals", "ready")

    def __init__(self, rule: Rule, *, gates: bool) -> None:
        self.ready = ReadyRule(rule)
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
