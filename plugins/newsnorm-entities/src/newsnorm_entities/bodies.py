"""Bodies that are named by their noun alone later on: "the Ministry", "the Commission".

Only in capitals, and only where every other place of the noun in the article belongs to one body:
one more ministry, known or not, and nothing is linked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsnorm import Add, Candidate, DocumentView, Entity, Option
from newsnorm_entities.runs import capitals
from newsnorm_entities.searched import searched
from newsnorm_entities.words import Words, words_of

_NOUNS: Final = frozenset(
    "Ministry Commission Council Committee Agency Authority Court Fund Alliance Tribunal".split()
)
_FORMS: Final = {form: noun for noun in _NOUNS for form in (noun, noun + "s", noun[:-1] + "ies")}


def references_to_bodies(document: DocumentView) -> Iterator[Add]:
    """A candidate for each "the Ministry" that can mean one body of the article only."""
    text = document.fields.get("text", "")
    words = words_of(text)
    places: dict[str, list[int]] = {}
    if _NOUNS.isdisjoint(map(words.texts.__getitem__, searched(text))):
        return
    for index in capitals(text):
        noun = _FORMS.get(words.texts[index])
        if noun is not None:
            places.setdefault(noun, []).append(index)
    bodies = [c for c in document.candidates if c.field == "text" and _is_body(c)]
    for noun, standing in places.items():
        alone: list[int] = []
        owner: Entity | None = None
        first = len(text)
        clear = True
        for index in standing:
            start = words.starts[index]
            holder = next((c for c in bodies if c.start <= start < c.end), None)
            if holder is not None:
                entity = holder.options[0].entity
                clear = clear and (owner is None or owner.id == entity.id)
                owner, first = entity, min(first, holder.start)
            elif words.texts[index] == noun and _stands_alone(words, index):
                alone.append(index)
            else:
                clear = False
        if owner is None or not clear:
            continue
        for index in alone:
            if (start := words.starts[index - 1]) > first:
                options = (Option(owner),)
                end = words.ends[index]
                yield Add(
                    "text", start, end, options, "only body of its kind", decided=True, score=0.9
                )


def _is_body(candidate: Candidate) -> bool:
    options = candidate.options
    return (
        len(options) == 1
        and options[0].entity.kind == "organization"
        and not candidate.demonym
        and not options[0].needs
        and " " in candidate.surface
    )


def _stands_alone(words: Words, index: int) -> bool:
    """Whether "the" stands before a noun, and neither a name nor a complement behind it."""
    before, after = words.before(index), words.after(index)
    if before is None or words.lowers[before] != "the":
        return False
    if after is None:
        return True
    return not (words.is_capital(after) or words.lowers[after] in ("of", "for", "on"))
