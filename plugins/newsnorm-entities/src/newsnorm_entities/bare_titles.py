"""Titles alone that refer back to a person of the article: "the Secretary"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from newsnorm import Add, DocumentView, Option
from newsnorm_entities.bearers import Known, Owners, short_forms
from newsnorm_entities.clues import SPEECH
from newsnorm_entities.doings import is_past
from newsnorm_entities.names import family
from newsnorm_entities.runs import capitals_among, is_first_of_longer
from newsnorm_entities.sovereigns import Titled
from newsnorm_entities.vocabulary import LESSER
from newsnorm_entities.words import Words, words_of

_ARTICLES: Final[tuple[str, ...]] = ("the", "The")


def bare_titles(document: DocumentView, owners: Owners, titled: Iterable[Titled]) -> Iterator[Add]:
    """ "The Secretary", in capitals, where one person of the article alone is called so."""
    bearers: dict[str, dict[str, Known]] = {}
    for bearers_of_name in owners.values():
        for known in bearers_of_name.values():
            for role in known.roles:
                bearers.setdefault(role, {})[known.entity.id] = known
    if not bearers:
        return
    words = words_of(document.fields.get("text", ""))
    yield from _at_beginnings(words, bearers, document)
    followed = {t.start for t in titled if t.field == "text"}
    # Persons that are named with a title and a surname alone bear it too.
    others = {
        form: family(t.name[0])
        for t in titled
        if len(t.name) == 1 and t.role and t.field == "text"
        for form in short_forms(t.role)
    }
    beginnings = {form.partition(" ")[0] for form in bearers}
    for first in capitals_among(words, beginnings):
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


def _at_beginnings(
    words: Words, bearers: Mapping[str, Mapping[str, Known]], document: DocumentView
) -> Iterator[Add]:
    """ "The governor" in small letters, which a sentence begins with and nobody else can be.

    Wherever else the article has the noun, it must be the same person's.
    """
    for index in capitals_among(words, _ARTICLES):
        if words.texts[index] != "The" or words.gap(index) != " ":
            continue
        form, last = _office(words, index + 1)
        if form not in bearers or not words.opens_sentence(index):
            continue
        possible = [known for known in bearers[form].values() if known.first < words.starts[index]]
        if len(possible) != 1 or len(bearers[form]) != 1 or not _acts(words, last):
            continue
        if _is_ones_alone(words, form, possible[0], document):
            option = Option(possible[0].entity)
            start, end = words.starts[index], words.ends[last]
            yield Add("text", start, end, (option,), "title", decided=True, score=0.9)


def _office(words: Words, first: int) -> tuple[str, int]:
    """The longest office in small letters that begins at a word, and its last word."""
    for last in (first + 2, first + 1, first):
        if last < len(words) and words.gaps(first, last) == [" "] * (last - first):
            form = " ".join(words.texts[first : last + 1])
            if form in _OFFICES:
                return form, last
    return "", first


_OFFICES: Final = frozenset(
    phrase.strip()
    for phrase in """
    president|vice president|prime minister|premier|chancellor|governor|mayor|senator|minister
    foreign minister|finance minister|defence minister|defense minister|interior minister
    justice minister|health minister|energy minister|economy minister|trade minister
    president-elect|vice-president|deputy prime minister|crown prince|crown princess
    attorney general|chief justice|secretary-general|secretary general|king|queen|prince|princess
    pope|archbishop|bishop|cardinal|patriarch|emperor|emir|sultan|sheriff|congressman|congresswoman
    """.strip()
    .replace("\n", "|")
    .split("|")
)
"""Offices of which an article mostly has one holder."""


def _acts(words: Words, last: int) -> bool:
    """Whether a verb stands behind a title."""
    after = words.after(last)
    if after is None:
        return False
    verb = words.lowers[after]
    return verb in _AUXILIARY or verb in SPEECH or is_past(verb)


_AUXILIARY: Final = frozenset(
    """
    also has had is was will would could did does plans hopes wants then later spoke went came stood
    """.split()
)


def _is_ones_alone(words: Words, form: str, known: Known, document: DocumentView) -> bool:
    """Whether all places of an office are in names of one person, or have an article alone.

    Of offices that another word tells apart, as "foreign minister" and "defence minister" or
    "president" and "vice president", the other one's places count for nothing.
    """
    *modifiers, noun = form.split()
    own = [
        (c.start, c.end)
        for c in document.candidates
        if c.field == "text" and len(c.options) == 1 and c.options[0].entity.id == known.entity.id
    ]
    for at, lower in enumerate(words.lowers):
        if lower.rstrip("s") != noun:
            continue
        start = words.starts[at]
        if any(first <= start < end for first, end in own):
            continue
        before = words.before(at)
        what = words.lowers[before] if before is not None else ""
        if modifiers:
            if what != modifiers[-1]:
                continue
            ahead = words.before(at - 1)
            lead = words.lowers[ahead] if ahead is not None else ""
            if lead != modifiers[0] and (lead in _APART or len(modifiers) > 1):
                continue
            foreign = ahead is not None and words.is_capital(ahead) and lead not in modifiers
            doubtful = lead != "the" and (foreign or what not in _UNIQUE)
            if doubtful and f"{lead} {form}" not in known.roles:
                return False  # "the French foreign minister"
        elif what in _APART:
            continue
        elif what not in ("the", "prime"):
            return False
        after = words.after(at)
        if lower != noun or (
            after is not None and (words.is_capital(after) or words.lowers[after] in ("of", "for"))
        ):
            return False
    return True


_APART: Final = LESSER - {"acting", "interim", "outgoing", "then"}
"""What makes another office; whoever acts in one may be called by it."""

_UNIQUE: Final = frozenset(("prime", "vice"))
"""What makes an office of which an article on one country has one."""


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
