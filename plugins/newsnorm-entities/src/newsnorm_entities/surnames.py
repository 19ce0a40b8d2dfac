"""Surnames and titles alone, which refer back to a person that the article names in full.

A reference is linked where one person alone can be meant; where two can, it stays undecided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from newsnorm import Add, Candidate, DocumentView, Entity, Option, Withdraw
from newsnorm_entities.names import folded
from newsnorm_entities.titles import Titled, titled_names
from newsnorm_entities.vocabulary import FUNCTION_WORDS, FUSED, LESSER, ROLES, SUFFIXES
from newsnorm_entities.words import Words, words_of


@dataclass(slots=True)
class Known:
    """A person of the article, with what may refer to them.

    Args:
        entity: who it is.
        given: given names, folded.
        first: offset in the text of the first full mention; -1 if that is the title's.
        roles: short forms of the titles they bear, folded.
    """

    entity: Entity
    given: set[str] = field(default_factory=set)
    first: int = -1
    roles: set[str] = field(default_factory=set)


class Surnames:
    """Links "Blinken", "Secretary Blinken" and "the Secretary" to Antony Blinken."""

    def propose(self, document: DocumentView) -> Iterable[Add | Withdraw]:
        """Candidates for surnames first, then for titles alone."""
        persons = [c for c in document.candidates if _is_person(c)]
        owners = _owners(persons)
        if not owners:
            return
        titled = list(titled_names(document))
        yield from _surnames(document, owners, persons, titled)
        yield from _bare_titles(document, owners, titled)


def short_forms(role: str) -> set[str]:
    """What a title may be shortened to later on, in lower case.

    A complement with "of" may go, and so may words in front, unless they make it another office.

    >>> sorted(short_forms("US Secretary of State"))
    ['secretary', 'secretary of state', 'us secretary', 'us secretary of state']
    >>> sorted(short_forms("NATO Secretary General"))
    ['nato secretary general', 'secretary general']
    >>> "house" in short_forms("House of Representatives Speaker")
    False
    >>> sorted(short_forms("Deputy Prime Minister"))
    ['deputy prime minister']
    """
    words = role.lower().rstrip(".").split()
    forms = {" ".join(words)}
    for cut in range(1, len(words)):
        rest = " ".join(words[cut:])
        if words[cut - 1] in LESSER or words[cut - 1] in FUSED:
            break
        # "the General" is no secretary general
        if rest != "general" and _ends_role(rest):
            forms.add(rest)
    heads = {form.partition(" of ")[0] for form in forms}
    return forms | {head for head in heads if _ends_role(head)}


def _ends_role(phrase: str) -> bool:
    words = phrase.split()
    return any(" ".join(words[at:]) in ROLES for at in range(len(words)))


def _is_person(candidate: Candidate) -> bool:
    options = candidate.options
    return (
        candidate.field in ("title", "text")
        and len(options) == 1
        and options[0].entity.kind == "person"
    )


def _name_parts(candidate: Candidate) -> list[str]:
    """The words of the name as printed, without title and suffix."""
    surface = candidate.surface.removeprefix(candidate.role or "").strip()
    parts = list(_words_in(surface))
    while parts and folded(parts[-1]) in SUFFIXES:
        parts.pop()
    return parts


@lru_cache(maxsize=1024)
def _words_in(surface: str) -> tuple[str, ...]:
    return tuple(Words(surface).texts)


def _owners(persons: Iterable[Candidate]) -> dict[str, dict[str, Known]]:
    """Persons of the article by folded surname and entity id."""
    owners: dict[str, dict[str, Known]] = {}
    for candidate in persons:
        parts = _name_parts(candidate)
        if len(parts) < 2:
            continue
        entity = candidate.options[0].entity
        first = candidate.start if candidate.field == "text" else -1
        known = owners.setdefault(folded(parts[-1]), {}).setdefault(
            entity.id, Known(entity, first=first)
        )
        known.first = min(known.first, first)
        known.given.update(folded(part) for part in parts[:-1])
        if candidate.role:
            known.roles |= short_forms(candidate.role)
    return owners


def _surnames(
    document: DocumentView,
    owners: Mapping[str, Mapping[str, Known]],
    persons: Iterable[Candidate],
    titled: Iterable[Titled],
) -> Iterator[Add | Withdraw]:
    taken: dict[str, set[int]] = {"title": set(), "text": set()}
    for candidate in persons:
        taken[candidate.field].update(range(candidate.start, candidate.end))
    standing = {(c.field, c.start, c.end): c for c in document.candidates}
    before_surname = {(t.field, t.end): t for t in titled if len(t.name) == 1}
    contested: set[str] = set()
    found: list[tuple[str, int, int, str, str | None]] = []
    for name in ("title", "text"):
        text = document.fields.get(name, "")
        words = words_of(text)
        for index in [at for at, key in enumerate(words.folded) if key in owners]:
            key, word = words.folded[index], words[index]
            if not word.capital:
                contested.add(key)  # the surname is a word of the language too: "white", "may"
                continue
            if word.start in taken[name]:
                continue
            if word.text.isupper() and not words.line(word.start).capitals:
                continue
            title = before_surname.get((name, word.end))
            first = _full_name_start(words, index, owners[key].values())
            if title is None and (_has_given(words, first) or _beside_ampersand(words, first)):
                contested.add(key)
            elif title is None and first == index and word.lower in FUNCTION_WORDS:
                continue
            elif not _is_prefix(words, index):
                start = title.start if title else words[first].start
                found.append((name, start, word.end, key, title.role if title else None))
    for name, start, end, key, role in found:
        text_first = name == "title"
        states = _states_in(document, name, start, start + len(role)) if role else set()
        possible = [
            known
            for known in owners[key].values()
            if (text_first or known.first < start) and _may_serve(known.entity, states)
        ]
        if not possible:
            continue
        options = tuple(Option(known.entity) for known in possible)
        other = standing.get((name, start, end))
        if other is not None:
            yield Withdraw(other.key, "could be a person's surname too")
            options += other.options
        if len(options) > 1:
            yield Add(name, start, end, options, "two owners of one name", role=role)
        elif key in contested:
            yield Add(name, start, end, options, "somebody else has this surname too", role=role)
        else:
            yield Add(name, start, end, options, "surname", decided=True, role=role)


def _states_in(document: DocumentView, field: str, start: int, end: int) -> set[str]:
    """The countries that a title names: "Kazakh President"."""
    return {
        option.entity.id
        for candidate in document.candidates
        if candidate.field == field and start <= candidate.start and candidate.end <= end
        for option in candidate.options
        if option.entity.type == "country"
    }


def _may_serve(person: Entity, states: set[str]) -> bool:
    """Whether a title of those countries can be a person's, as far as the table knows."""
    return not (states and (person.parent or "").startswith("iso3166:")) or person.parent in states


def _full_name_start(words: Words, index: int, owners: Iterable[Known]) -> int:
    """The first word of the name that a surname ends: given names of its owner belong to it."""
    given = {part for known in owners for part in known.given}
    while (previous := _given_before(words, index)) is not None:
        if folded(words[previous].text) not in given:
            break
        index = previous
    return index


def _has_given(words: Words, index: int) -> bool:
    """Whether a capitalised word that is no title stands directly before a name."""
    previous = _given_before(words, index)
    if previous is None:
        return False
    word = words[previous]
    lower = word.lower
    if not word.capital or word.possessive or lower in ROLES:
        return False
    return not (lower in FUNCTION_WORDS and words.opens_sentence(previous))


def _beside_ampersand(words: Words, index: int) -> bool:
    """Whether a name is part of a firm's: "Johnson & Johnson"."""
    return "&" in (words.gap(index).strip(), words.gap(index - 1).strip())


def _given_before(words: Words, index: int) -> int | None:
    """The word directly before a name, an initial with its full stop among them."""
    previous = words.before(index)
    if previous is None and index > 0 and words.gap(index - 1) == ". ":
        # An initial, or a short word as in "St. Paul"; "Gov." and the like are titles.
        before = words[index - 1]
        short = before.initial or (len(before.text) == 2 and before.capital)
        previous = index - 1 if short and before.lower not in ROLES else None
    return previous


def _is_prefix(words: Words, index: int) -> bool:
    """Whether a surname is the first word of a longer name: "Trump Tower"."""
    following = words.after(index)
    if following is None or not words.is_capital(following):
        return False
    return words.lowers[following] not in FUNCTION_WORDS


def _bare_titles(
    document: DocumentView, owners: Mapping[str, Mapping[str, Known]], titled: Iterable[Titled]
) -> Iterator[Add]:
    """ "The Secretary", in capitals, where one person of the article alone is called so."""
    bearers: dict[str, dict[str, Known]] = {}
    for family in owners.values():
        for known in family.values():
            for role in known.roles:
                bearers.setdefault(role, {})[known.entity.id] = known
    text = document.fields.get("text", "")
    words = words_of(text)
    followed = {t.start for t in titled if t.field == "text"}
    # Persons that are named with a title and a surname alone bear it too.
    others = {
        form: folded(t.name[0])
        for t in titled
        if len(t.name) == 1 and t.role and t.field == "text"
        for form in short_forms(t.role)
    }
    for index in words.among(_ARTICLES):
        following = words.texts[index + 1 : index + 2]
        if words.texts[index] == "THE" or not (following and _opens_role(following[0])):
            continue
        form, last = _longest_role(words, index, bearers)
        if last is None or words.starts[index + 1] in followed or _is_prefix(words, last):
            continue
        start = words.starts[index]
        possible = [known for known in bearers[form].values() if known.first < start]
        if not possible or _goes_on(words, last):
            continue
        if form in others and others[form] not in owners:
            continue
        options = tuple(Option(known.entity) for known in possible)
        yield Add(
            "text",
            start,
            words.ends[last],
            options,
            "title" if len(options) == 1 else "two bearers of one title",
            decided=len(options) == 1,
        )


def _opens_role(word: str) -> bool:
    return word[0].isupper() or word in ("of", "the")


_ARTICLES = frozenset({"the"})


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
        if not _opens_role(words.texts[at]):
            break
        phrase.append(words.lowers[at])
        if " ".join(phrase) in bearers and words.is_capital(at):
            longest = (" ".join(phrase), at)
    return longest


def _goes_on(words: Words, last: int) -> bool:
    """Whether a complement follows, "the President of Chad": that is another office."""
    if words[last].possessive and last + 1 < len(words) and words[last + 1].capital:
        return True  # "the Prime Minister's Office"
    following = words.after(last)
    return following is not None and words[following].text in ("of", "for")
