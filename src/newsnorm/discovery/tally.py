"""What a dump calls whom: every name under which the pipeline linked somebody or something.

The counts are of a bounded size: where a dump has more names than are kept, the rarest go, as in
lossy counting (Manku and Motwani, "Approximate frequency counts over data streams", VLDB 2002).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

LIMIT = 50_000
"""Names that are kept."""

EXAMPLES = 3
"""Articles that are named for a name."""

PARTNERS = 20
"""Entities of its articles that are kept for a name, to tell whether two share their contexts."""

KINDS = ("person", "organization")
"""What new names are sought for: those of places are known, and offices have no names."""

HONORIFICS = frozenset("mr mrs ms miss dr prof sir lord lady dame".split())
"""Forms of address, which are part of a mention and of no name."""


@dataclass(slots=True)
class Use:
    """How one name was used for one entity.

    Args:
        surface: the name, without a title before it.
        entity, name, kind: what it was linked to.
        mentions: how often.
        articles: in how many.
        examples: ids of the first of them.
        roles: words of the titles before it, in lower case.
        partners: what else these articles name.
    """

    surface: str
    entity: str
    name: str
    kind: str
    mentions: int = 0
    articles: int = 0
    examples: list[str] = field(default_factory=list)
    roles: Counter[str] = field(default_factory=Counter)
    partners: Counter[str] = field(default_factory=Counter)


class Tally:
    """Uses of names, as articles are added.

    Args:
        limit: how many to keep.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self.limit = limit
        self.articles = 0
        self.role_words: Counter[str] = Counter()
        self._uses: dict[tuple[str, str], Use] = {}
        self._floor = 1

    def add(self, article_id: str, mentions: list[Mapping[str, Any]]) -> None:
        """Count the mentions of an article, as its record has them."""
        self.articles += 1
        here: dict[tuple[str, str], Use] = {}
        for mention in mentions:
            if mention["kind"] not in KINDS:
                continue
            surface, role = bare(mention)
            if not surface:
                continue
            key = (mention["entity"], surface)
            use = self._uses.get(key)
            if use is None:
                use = Use(surface, mention["entity"], mention["name"], mention["kind"])
                self._uses[key] = use
            use.mentions += 1
            if role:
                words = role.casefold().split()
                use.roles.update(words)
                self.role_words.update(words)
            here[key] = use
        named = {mention["entity"] for mention in mentions}
        for use in here.values():
            use.articles += 1
            if len(use.examples) < EXAMPLES:
                use.examples.append(article_id)
            use.partners.update(named - {use.entity})
            if len(use.partners) > 4 * PARTNERS:
                use.partners = Counter(dict(_top(use.partners, PARTNERS)))
        if len(self._uses) > self.limit:
            self._drop_rarest()

    def uses(self) -> Iterator[Use]:
        """What is known so far, in the order in which it was met."""
        return iter(self._uses.values())

    def _drop_rarest(self) -> None:
        while len(self._uses) > self.limit // 2:
            self._uses = {key: use for key, use in self._uses.items() if use.mentions > self._floor}
            self._floor += 1
        self._floor = max(1, self._floor - 1)


def bare(mention: Mapping[str, Any]) -> tuple[str, str]:
    """A mention's name without the title before it, and the title.

    >>> bare({"surface": "Foreign Minister Sergei Lavrov", "role": "Foreign Minister"})
    ('Sergei Lavrov', 'Foreign Minister')
    >>> bare({"surface": "Mr. Lavrov"})
    ('Lavrov', '')
    """
    surface, role = mention["surface"], mention.get("role") or ""
    if role and surface.startswith(role):
        surface = surface[len(role) :].strip()
    else:
        role = ""
    first, _, rest = surface.partition(" ")
    if first.casefold().removesuffix(".") in HONORIFICS:
        surface = rest
    return surface, role


def _top(counts: Counter[str], size: int) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:size]
