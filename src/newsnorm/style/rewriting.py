"""A rendering of an article in one house's names; the article itself never changes.

A mention is written otherwise where the style says so and everything beside it allows it: it
stands in nobody's quotation and in no longer name, and the grammar around it is known. Whatever is
in doubt stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsnorm.alignment import Alignment
from newsnorm.article import FieldName, Mention, NormalizedArticle
from newsnorm.edits import Edit
from newsnorm.style import grammar
from newsnorm.style.context import NEAR, Context
from newsnorm.style.spelling import is_spelling, respelled
from newsnorm.style.tables import ANY, CANONICAL, OWN, Style, StyleRow, find_style

CHAIN = 8
"""Rows of a table that may follow each other: what one writes, another may write otherwise."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A field of an article in the names of a house.

    Args:
        text: the rendering.
        alignment: from the cleaned field to the rendering, each change with a rule's name.
    """

    text: str
    alignment: Alignment


def rewrite(
    article: NormalizedArticle,
    style: str | Path | Style = "press",
    *,
    field: FieldName = "text",
    quotations: bool = False,
) -> Rendered:
    """Render a field with the names of linked mentions as a style has them.

    Args:
        article: the article; it stays as it is.
        style: "press", "source", the path of a .tsv file, or a `Style`.
        field: "text" or "title".
        quotations: whether to change names inside quotations, too.

    Raises:
        StyleError: if there is no such style, or its table makes no sense.
        ValueError: if the article has no such field.
    """
    table = find_style(style)
    if field not in article.alignments:
        raise ValueError(f"the article {article.id!r} has no field {field!r}")
    text = article.alignments[field].target
    edits = _Names(article, table, quotations=quotations).edits(field)
    alignment = Alignment.of(text, edits, prefix=f"style/{table.name}")
    return Rendered(alignment.target, alignment)


def rewritten(article: NormalizedArticle, style: str | Path | Style) -> dict[str, Any]:
    """The renderings of an article's fields as an object of its record.

    Raises:
        StyleError: as `rewrite` does.
    """
    table = find_style(style)
    shown = {name: rewrite(article, table, field=name) for name in article.alignments}
    record: dict[str, Any] = {"style": table.name, "text": shown["text"].text}
    if "title" in shown:
        record["title"] = shown["title"].text
    edits = [
        {
            "field": name,
            "cleaned": list(change.raw),
            "start": change.start,
            "end": change.end,
            "removed": change.removed,
            "replacement": change.replacement,
            "rule": change.rule,
        }
        for name, rendered in shown.items()
        for change in rendered.alignment.changes
    ]
    return {**record, "edits": edits} if edits else record


@dataclass(frozen=True, slots=True)
class _Name:
    """The part of a mention that names: without the role in front of it."""

    mention: Mention
    start: int
    end: int
    surface: str
    row: StyleRow

    def is_name(self) -> bool:
        """Whether it names at all: "the Minister" and "the company" only point back to a name."""
        if self.surface[:4].casefold() == "the " or not self.surface[:1].isupper():
            return False
        words = self.mention.name.casefold().split()
        return self.mention.kind != "person" or any(
            is_spelling(one, other) for one in self.surface.casefold().split() for other in words
        )

    def is_plain(self, new: str) -> bool:
        """Whether what it becomes is the name of the row, not one with more words to it."""
        return self.row.write == new or is_spelling(new, self.mention.name)


class _Names:
    """The names in an article that a style may change, and what it makes of them."""

    def __init__(self, article: NormalizedArticle, style: Style, *, quotations: bool) -> None:
        self.article = article
        self.english = article.raw.language.partition("-")[0].casefold() in {"en", "und"}
        self.contexts = {
            name: Context(article, name, quotations=quotations) for name in article.alignments
        }
        self.style = style
        self._unlisted = _unlisted(article)
        self.own: Mapping[str, Sequence[str]] = {}
        names = (
            _Name(mention, start, end, surface, row)
            for mention in article.mentions
            for start, end, surface in (_named(mention),)
            if (row := style.row_for(mention, surface)) is not None
        )
        self.names = [name for name in names if self._may_change(name)]
        self.own = _own_forms(self.names)

    def edits(self, field: FieldName) -> Iterator[Edit]:
        """The changes to a field, in order."""
        text = self.contexts[field].text
        for name in self.names:
            if name.mention.field == field:
                new = self._written(name)
                if new is not None:
                    yield from _edits(text, name, new)

    def _may_change(self, name: _Name) -> bool:
        """Whether a name may be written otherwise; that it would be is asked first, as it is cheap.

        Where the article's own form is looked for, all that are free to change have a vote.
        """
        mention, row = name.mention, name.row
        if not row.write or mention.rewrite == "no":
            return False
        if mention.rewrite == "dated" and row.surface in ("", ANY):
            return False  # a former name is no spelling: what it became is not what it was
        if row.write == CANONICAL and not self.english:
            return False  # the gazetteer's names are English
        if row.write == CANONICAL and row.entity == ANY and mention.entity in self._unlisted:
            return False
        if row.surface == ANY and not name.is_name():
            return False
        asks_nothing_else = row.write != OWN and row.the is None
        if asks_nothing_else and self._one_step(name, name.surface, row) == name.surface:
            return False
        return self.contexts[mention.field].allows(mention, name.start, name.end)

    def _written(self, name: _Name) -> str | None:
        """What a name becomes; None where it is left alone. Rows that follow each other are one."""
        seen = [name.surface]
        row: StyleRow | None = name.row
        while row is not None and len(seen) < CHAIN:
            new = self._one_step(name, seen[-1], row)
            if new == seen[-1]:
                return new
            if new in seen:
                return None
            seen.append(new)
            row = self.style.row_for(name.mention, new)
        return seen[-1] if row is None else None

    def _one_step(self, name: _Name, surface: str, row: StyleRow) -> str:
        mention = name.mention
        if row.write == OWN:
            return _as_own(surface, self.own.get(mention.entity, ()))
        goal = mention.name if row.write == CANONICAL else row.write or surface
        if not row.surface:
            kind = mention.kind
            return respelled(surface, goal, whole=kind == "organization", person=kind == "person")
        capitals = (
            self.contexts[mention.field].in_capitals(name.start)
            if row.surface == ANY
            else surface.isupper() and surface != row.surface
        )
        return goal.upper() if capitals else goal


def _named(mention: Mention) -> tuple[int, int, str]:
    """Where the name in a mention stands, behind a role if there is one."""
    skip = 0
    if mention.role and mention.surface.startswith(mention.role):
        rest = mention.surface[len(mention.role) :]
        skip = len(mention.surface) - len(rest.lstrip(" ,"))
    surface = mention.surface[skip:]
    return mention.start + skip, mention.end, surface


def _unlisted(article: NormalizedArticle) -> frozenset[str]:
    """Entities that only the article names: which of its spellings is right, nobody knows.

    Their name is the form that the article has in full; the others may be the better ones.
    """
    texts = [steps.target for steps in article.alignments.values()]
    listed = {mention.entity for mention in article.mentions if mention.alias}
    return frozenset(
        mention.entity
        for mention in article.mentions
        if mention.entity.startswith("local:")
        and mention.entity not in listed
        and any(mention.name in text for text in texts)
    )


def _own_forms(names: Sequence[_Name]) -> Mapping[str, Sequence[str]]:
    """By entity, the forms that the article has for it, the most frequent first, then the first."""
    counts: dict[str, Counter[str]] = {}
    for name in names:
        if name.row.write == OWN:
            counts.setdefault(name.mention.entity, Counter())[name.surface] += 1
    # `most_common` keeps the order in which forms were first seen.
    return {entity: [form for form, _ in forms.most_common()] for entity, forms in counts.items()}


def _as_own(surface: str, forms: Sequence[str]) -> str:
    """The most frequent of the forms that are spellings of a name; those in capitals last."""
    for form in sorted(forms, key=str.isupper):
        if form.casefold() == surface.casefold():
            return surface
        if is_spelling(surface, form):
            return form.upper() if surface.isupper() else form
    return surface


def _edits(text: str, name: _Name, new: str) -> Iterator[Edit]:
    """A name's change with what grammar asks for; nothing where it cannot be told."""
    start, end, old, row = name.start, name.end, name.surface, name.row
    if old[:1].isupper() and new[:1].islower():
        new = new[:1].upper() + new[1:]
    before, behind = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    the = grammar.the_before(before)
    printed = grammar.at_full_stop(behind, old, new)
    if printed is None:
        return
    if printed != old:
        article = grammar.with_article(before, old, new)
        if article is None or not grammar.agrees(behind, old, new):
            return
        taken, put = article
        if put:
            yield Edit(start - taken, start, put, "article")
        yield Edit(start, end, printed)
        taken, put = grammar.possessive(behind, old, new)
        if taken or put:
            yield Edit(end, end + taken, put, "possessive")
        if printed == f"{new}.":
            behind = f".{behind}"
    if row.the is None or not name.is_plain(new):
        return
    if the and not row.the and grammar.stands_alone(behind):
        yield Edit(start - len(the), start, "", "article")
    elif not the and row.the and printed != old and grammar.takes_the(before, behind):
        due = "The " if re.search(r"(?:\A|[.!?\n]\s*)$", before) else "the "
        yield Edit(start, start, due, "article")
