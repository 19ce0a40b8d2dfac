"""How gazetteers are tried, and what must hold of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, get_args

from newsnorm.article import Kind
from newsnorm.components import GazetteerSpec
from newsnorm.gazetteer import Alias, Form, Gazetteer, Need, without_accents
from newsnorm.testing.checks import check
from newsnorm.testing.declared import DECLARED
from newsnorm.testing.shrinking import listed
from newsnorm.testing.steady import STEADY
from newsnorm.testing.subject import Fault, Stage, Subject

_CURIE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s:][^\s]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*|und|mul")


class Gazetteers(Stage):
    """Gazetteers: their factory is all there is to try.

    Args:
        others: tables that it builds on: its entities' parents may be in them.
    """

    kind = GazetteerSpec

    def __init__(self, others: Sequence[Gazetteer]) -> None:
        self.others = others

    def make(self, spec: GazetteerSpec, options: Any) -> Gazetteer:
        """The gazetteer."""
        made = spec.factory() if options is None else spec.factory(options)
        if not isinstance(made, Gazetteer):
            raise TypeError(f"it gives a {type(made).__name__}, not a Gazetteer")
        return made

    def items(self, _examples: Sequence[Any], _count: int, /) -> list[None]:
        """One: the whole table."""
        return [None]

    def run(self, gazetteer: Gazetteer, _item: None, /) -> list[Any]:
        """Its rows, in order."""
        aliases = [
            (surface, *((a.entity, a.form, a.exact, a.needs, sorted(a.not_beside)) for a in rows))
            for surface, rows in gazetteer.aliases.items()
        ]
        return [*gazetteer.entities.values(), *aliases]

    def show(self, _item: None, /) -> str:
        """The table."""
        return "the whole table"

    def shrink(self, item: None, _fails: Callable[[None], bool], /) -> None:
        """There is nothing smaller."""
        return item


def ids(subject: Subject) -> None:
    """Every entity has an id like "geonames:703448", the one it is filed under, and a name."""
    found = subject.make()
    wrong = [
        f"{key!r}: {entity}"
        for key, entity in found.entities.items()
        if not _CURIE.fullmatch(entity.id) or key != entity.id or not entity.name.strip()
    ]
    _none(
        wrong,
        'an id is "source:key" without blanks; "local:" and the name in small letters '
        "for what no source has",
    )


def kinds(subject: Subject) -> None:
    """Every entity is a person, a place, an organization or an office."""
    allowed = get_args(Kind)
    found = subject.make().entities.values()
    _none(
        [str(entity) for entity in found if entity.kind not in allowed],
        f"kinds are {', '.join(allowed)}; a finer class goes into `type`",
    )


def parents(subject: Subject) -> None:
    """Every parent is an entity of the table, and none is its own ancestor."""
    stage: Any = subject.stage
    entities = subject.make().entities
    known = set(entities).union(*(table.entities for table in stage.others))
    _none(
        [str(e) for e in entities.values() if e.parent is not None and e.parent not in known],
        "add the parent to the entities, or leave the column empty; if another gazetteer has it, "
        'say so: gazetteer_suite(..., gazetteers=["world"])',
    )
    circles = [" in ".join(circle) for e in entities if (circle := _circle(e, entities))]
    _none(circles, "what something lies in must not lie in it; look at the column `parent`")


def _circle(start: str, entities: Any) -> list[str]:
    """The way from an entity up to itself, if there is one."""
    way = [start]
    while (parent := entities[way[-1]].parent) and parent in entities:
        if parent == start:
            return [*way, parent]
        if parent in way:
            return []  # a circle above it, which is told of those in it
        way.append(parent)
    return []


def canonical_names(subject: Subject) -> None:
    """Looking up an entity's canonical name gives the entity among its readings."""
    found = subject.make()
    wrong = [
        f"{entity.name!r}, the name of {entity.id}, gives "
        f"{listed([a.entity for a in found.lookup(entity.name)]) or 'nothing'}"
        for entity in found.entities.values()
        if entity.id not in {alias.entity for alias in found.lookup(entity.name)}
    ]
    _none(wrong, "make the table with Gazetteer.of or read_gazetteer, which see to it")


def alias_rows(subject: Subject) -> None:
    """Every alias names an entity of the table, and its columns hold what they may."""
    found = subject.make()
    wrong = [
        f"{row}: {why}"
        for surface, rows in found.aliases.items()
        for row in rows
        if (why := _wrong_alias(surface, row, found))
    ]
    _none(wrong, "correct the row")


def _wrong_alias(surface: str, row: Alias, gazetteer: Gazetteer) -> str:
    if row.entity not in gazetteer.entities:
        return f"no entity has the id {row.entity!r}"
    if row.form not in get_args(Form):
        return f"form is one of {get_args(Form)}"
    if row.needs not in get_args(Need):
        return f"needs is one of {get_args(Need)}"
    if any(word != word.lower() for word in row.not_beside):
        return "not_beside holds words in small letters"
    if not _LANGUAGE.fullmatch(row.language):
        return 'language is BCP 47, like "en"'
    if surface not in (row.surface, without_accents(row.surface)):
        return f"it is filed under {surface!r}"
    return ""


def surfaces(subject: Subject) -> None:
    """Every name is in Unicode's form NFC, without blanks at its ends or two in a row."""
    found = subject.make()
    names = [*found.aliases, *(entity.name for entity in found.entities.values())]
    wrong = [
        ascii(name)
        for name in names
        if name != " ".join(name.split()) or not unicodedata.is_normalized("NFC", name) or not name
    ]
    _none(
        wrong,
        "text is in NFC with single blanks once it is cleaned, and would never match: "
        'unicodedata.normalize("NFC", name), and look for blanks',
    )


def _none(wrong: Sequence[str], advice: str) -> None:
    if wrong:
        raise Fault(listed(wrong, 3), given=wrong[0], expected="no such row", advice=advice)


GAZETTEER = (
    *DECLARED,
    check("ids", ids),
    check("kinds", kinds),
    check("parents", parents),
    check("canonical-names", canonical_names),
    check("alias-rows", alias_rows),
    check("surfaces", surfaces),
    *(c for c in STEADY if c.id not in ("stateless", "threads")),
)
