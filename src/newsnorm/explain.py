"""An article's changes and decisions as text that a person can read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from newsnorm.article import NormalizedArticle, Undecided
from newsnorm.rules import Rule

SHOWN = 60
"""Code points of a passage that are shown."""


def explain(article: NormalizedArticle) -> str:
    """Every change with its rule, every mention with its reason, and what was left open.

    Args:
        article: the result to explain.

    >>> import newsnorm
    >>> print(newsnorm.load("news").normalize("KIEV, May 3 (Reuters) - Snow  fell.").explain())
    text, 2 changes
      0:24      cut  'KIEV, May 3 (Reuters) - '             wire/furniture:dateline
      28:30     '  ' -> ' '                                 text/spaces
    dateline: place KIEV, date --05-03, agency Reuters, entity geonames:703448
    """
    return "\n".join(_lines(article))


def explain_rules(rules: Iterable[tuple[str, Rule | str]]) -> Iterator[str]:
    r"""What each rule is for, what it does to its examples, and what it leaves alone.

    Args:
        rules: components' names with rules or summaries, as `Pipeline.rules` gives them.

    >>> from newsnorm.rules import Example, Rule, Scope
    >>> rule = Rule("more", r"[(]MORE[)]", Scope.TAIL_LINES, summary="it goes on",
    ...             examples=(Example("Snow.\n(MORE)", "Snow."),), traps=("We want (MORE).",))
    >>> print(*explain_rules([("mine/marks", rule)]), sep="\n")
    mine/marks:more  it goes on
      cuts    'Snow.\n(MORE)' -> 'Snow.'
      leaves  'We want (MORE).'
    """
    for component, rule in rules:
        if isinstance(rule, str):
            yield f"{component}  {rule}"
            continue
        conditions = [
            *([f"in {', '.join(rule.languages)}"] if rule.languages else []),
            *([f"of {', '.join(rule.agencies)}"] if rule.agencies else []),
        ]
        name = ":".join(filter(None, (component, rule.name)))
        yield f"{name}  {'; '.join((rule.summary, *conditions))}"
        for example in rule.examples:
            does = "cuts" if len(example.after) < len(example.before) else "writes"
            yield f"  {does:<7} {printable(example.before)} -> {printable(example.after)}"
        for trap in rule.traps:
            yield f"  leaves  {printable(trap)}"


def _lines(article: NormalizedArticle) -> Iterator[str]:
    for name, steps in article.alignments.items():
        count = len(steps.changes)
        if count:
            yield f"{name}, {count} change{'s' if count > 1 else ''}"
        for change in steps.changes:
            removed, replacement = printable(change.removed), printable(change.replacement)
            what = f"{removed} -> {replacement}" if change.replacement else f"cut  {removed}"
            if not change.removed:
                what = f"add  {replacement}"
            yield f"  {_span(*change.raw)} {what:<42} {change.rule}"
    if article.dateline:
        parts = ("place", "date", "agency", "entity")
        values = [(part, getattr(article.dateline, part)) for part in parts]
        shown = ", ".join(f"{part} {value}" for part, value in values if value)
        yield f"dateline: {_escaped(shown)}"
    for field in ("byline", "credits", "notices"):
        for value in getattr(article, field):
            yield f"{field}: {_escaped(value)}"
    if article.mentions:
        yield f"mentions, {len(article.mentions)}"
    for mention in article.mentions:
        where = f"{_span(mention.start, mention.end)} {printable(mention.surface):<42}"
        extra = f"; role {mention.role}" if mention.role else ""
        stands = f"; stands for {mention.stands_for}" if mention.stands_for else ""
        what = f"{mention.name} [{mention.entity}] {mention.reason}{extra}{stands}"
        yield f"  {where} {_escaped(what)}"
    yield from _left_open("undecided", article.undecided)
    yield from _left_open("withdrawn", article.withdrawn)
    for warning in article.warnings:
        yield f"warning: {_escaped(warning)}"


def _left_open(title: str, entries: tuple[Undecided, ...]) -> Iterator[str]:
    if entries:
        yield f"{title}, {len(entries)}"
    for entry in entries:
        options = ", ".join(entry.options)
        where = f"{_span(entry.start, entry.end)} {printable(entry.surface):<42}"
        yield f"  {where} {_escaped(f'{entry.reason} [{options}]')}"


def _span(start: int, end: int) -> str:
    return f"{f'{start}:{end}':<9}"


def printable(text: str) -> str:
    r"""A passage in quotes, shortened, with everything a terminal would hide or obey escaped.

    >>> printable("a\u202eb\n")
    "'a\\u202eb\\n'"
    """
    if len(text) > SHOWN:
        half = SHOWN // 2
        text = f"{text[:half]} ... {text[-half:]}"
    return f"'{_escaped(text)}'"


def _escaped(text: str) -> str:
    return "".join(
        char if unicodedata.category(char)[0] not in "CZ" or char == " " else ascii(char)[1:-1]
        for char in text
    )
