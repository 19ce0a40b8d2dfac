"""A rule made ready to run: its pattern compiled, its conditions asked, its edits made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import regex

from newsnorm.article import Dateline
from newsnorm.datelines import read_dateline
from newsnorm.edits import Edit, Extraction, Furniture
from newsnorm.rulepatterns import compiled, lint, stays_in_line
from newsnorm.rules import Delete, Extract, Rule, Scope

if TYPE_CHECKING:
    from newsnorm.components import ArticleView


class ReadyRule:
    """A rule with its pattern compiled."""

    __slots__ = ("at_head", "conditional", "pattern", "rule")

    def __init__(self, rule: Rule) -> None:
        lint(rule)
        self.rule = rule
        self.pattern = compiled(rule.scope, rule.pattern)
        self.at_head = rule.scope is Scope.HEAD
        self.conditional = bool(rule.languages or rule.agencies or rule.context)

    def reads_a_line_alone(self) -> bool:
        """Whether it makes the same of all lines that read alike, whatever stands around them."""
        action = self.rule.action
        if isinstance(action, Extract) and (action.value or action.field == "dateline"):
            return False
        return not self.conditional and stays_in_line(self.rule.pattern)

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
