"""First names alone that refer back to a person: "Harriet tips better", "Srettha did not say".

Papers call some people by the first name: of two with one surname, children, and whoever bears a
name of a kind whose first part is the one to call by, as in Thailand. A first name is linked
where one person of the article alone has it, and where it can be nothing else.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from typing import Final

from newsnorm import Add, Candidate, DocumentView, Entity, Option
from newsnorm_entities.given import given, is_common_word, surname_first
from newsnorm_entities.identities import name_parts
from newsnorm_entities.names import family, folded
from newsnorm_entities.runs import capitals, capitals_among
from newsnorm_entities.vocabulary import FUNCTION_WORDS, NOT_NAMES, ROLES
from newsnorm_entities.words import Words, words_of

SCORE: Final = 0.9
"""Of a link by the first name alone."""


def references_by_first_name(
    document: DocumentView, persons: Iterable[Candidate], surnames: Container[str]
) -> Iterator[Add]:
    """A candidate for each first name in the text that one person alone has.

    Args:
        document: the article.
        persons: candidates for its persons.
        surnames: families of the surnames that the article knows.
    """
    bearers = _bearers(persons)
    wanted = {name: entity for name, entity in bearers.items() if family(name) not in surnames}
    if not wanted:
        return
    words = words_of(document.fields.get("text", ""))
    texts = words.texts
    if words.text.isascii():
        standing = capitals_among(words, wanted)
    else:
        standing = (at for at in capitals(words.text) if folded(texts[at]) in wanted)
    for index in standing:
        if not words.is_capital(index) or not _stands_alone(words, index):
            continue
        bearer = wanted[folded(texts[index])]
        start = words.starts[index]
        if start > bearer[1] and not any(
            c.start == start and c.field == "text" for c in document.candidates
        ):
            option = Option(bearer[0])
            yield Add("text", start, words.ends[index], (option,), "first name", True, score=SCORE)


def _bearers(persons: Iterable[Candidate]) -> dict[str, tuple[Entity, int]]:
    """By folded first name, who alone has it, and where the text names them first."""
    found: dict[str, dict[str, tuple[Entity, int]]] = {}
    for candidate in persons:
        name = _first_name(name_parts(candidate)) if candidate.field == "text" else ""
        if not name:
            continue
        entity = candidate.options[0].entity
        have = found.setdefault(name, {})
        first = min(candidate.start, have.get(entity.id, (entity, candidate.start))[1])
        have[entity.id] = (entity, first)
    return {name: next(iter(have.values())) for name, have in found.items() if len(have) == 1}


@lru_cache(maxsize=16384)
def _first_name(parts: tuple[str, ...]) -> str:
    """The first part of a name, folded, if it may stand alone: no initial, word, or surname."""
    if len(parts) < 2 or len(parts[0]) < 4 or surname_first(parts):
        return ""
    lower = folded(parts[0])
    known = given(lower)
    if is_common_word(lower) or lower in FUNCTION_WORDS or lower in ROLES or lower in NOT_NAMES:
        return ""
    return lower if known is None or not known.doubtful else ""


def _stands_alone(words: Words, index: int) -> bool:
    """Whether no capitalised word stands beside a word, nor what makes it part of a name."""
    start, end = words.starts[index], words.ends[index]
    line = words.line(start)
    if line.headline or line.capitals or words.text[start - 1 : start] in ("-", "&", "@", "/"):
        return False
    if words.text[end : end + 1] in ("-", "&", "/") or words.text.startswith(" &", end):
        return False
    before = index - 1 if index and words.gap(index - 1) in (" ", ". ", " & ") else None
    if before is not None and words.is_capital(before) and not words.is_possessive(before):
        return words.gap(before) == ". " and len(words.texts[before]) > 2
    if before is not None and words.lowers[before] in ("the", "a", "an", "de", "di", "von", "van"):
        return False
    after = words.after(index)
    return after is None or not words.is_capital(after)
