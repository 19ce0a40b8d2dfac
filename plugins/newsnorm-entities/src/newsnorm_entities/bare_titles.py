"""Titles alone that refer back to a person of the article: "the Secretary"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from newsnorm import Add, DocumentView, Option
from newsnorm_entities.bearers import Known, Owners, short_forms
from newsnorm_entities.names import family
from newsnorm_entities.runs import capitals, is_first_of_longer
from newsnorm_entities.sovereigns import Titled
from newsnorm_entities.words import Words, words_of

_ARTICLES: Final[tuple[str, ...]] = ("the", "The")


def bare_titles(document: DocumentView, owners: Owners, titled: Iterable[Titled]) -> Iterator[Add]:
    """ "The Secretary", in capitals, where one person of the article alone is called so."""
    bearers: dict[str, dict[str, Known]] = {}
    for bearers_of_name in owners.values():
        for known in bearers_of_name.values():
            for role in known.roles:
                bearers.setdefault(role, {})[known.entity.id] = known
    text = document.fields.get("text", "")
    words = words_of(text)
    followed = {t.start for t in titled if t.field == "text"}
    # Persons that are named with a title and a surname alone bear it too.
    others = {
        form: family(t.name[0])
        for t in titled
        if len(t.name) == 1 and t.role and t.field == "text"
        for form in short_forms(t.role)
    }
    for first in capitals(text) if bearers else ():
        index = first - 1
        if words.texts[index] not in _ARTICLES or words.gap(index) != " ":
            continue
        form, last = _longest_role(words, index, bearers)
        if last is None or words.starts[index + 1] in followed or is_first_of_longer(words, last):
            continue
        possible = [known for known in bearers[form].values() if known.first < words.starts[index]]
        if not possible or _goes_on(words, last):
            continue
        if form in others and others[form] not in owners:
            continue
        options = tuple(Option(known.entity) for known in possible)
        yield Add(
            "text",
            words.starts[index],
            words.ends[last],
            options,
            "title" if len(options) == 1 else "two bearers of one title",
            decided=len(options) == 1,
        )


def _longest_role(
    words: Words, index: int, bearers: Mapping[str, object]
) -> tuple[str, int | None]:
    """The longest short form of a title, in capitals, that stands behind an article."""
    phrase: list[str] = []
    longest: tuple[str, int | None] = ("", None)
    for step in range(1, 6):
        at = index + step
        if at >= len(words) or words.gap(at - 1) != " ":
            break
        capital = words.is_capital(at)
        if not capital and words.texts[at] not in ("of", "the"):
            break
        phrase.append(words.lowers[at])
        if capital and " ".join(phrase) in bearers:
            longest = (" ".join(phrase), at)
    return longest


def _goes_on(words: Words, last: int) -> bool:
    """Whether a complement follows, "the President of Chad": that is another office."""
    if words.is_possessive(last) and last + 1 < len(words) and words.is_capital(last + 1):
        return True  # "the Prime Minister's Office"
    following = words.after(last)
    return following is not None and words.texts[following] in ("of", "for")
