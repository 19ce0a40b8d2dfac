"""Offices: titles that stand without a name, "the Ukrainian president", and who held them then.

A title is that of an office where it comes with its owner, before it or behind it ("Ukrainian
president", "Ukraine's president", "president of Ukraine"), and the gazetteer has an office of that
name. One that a name belongs to, before it, behind it or beside a comma, is a person's, and is left
to what reads persons.

An office stands for its holder on the day of publication, if the gazetteer knows one, and nothing
says that another day is meant: "former", "the first", "became", a year. Where the article itself
gives the title to somebody else, it stands for nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from newsnorm import Add, Alias, Candidate, DocumentView, Gazetteer, Option
from newsnorm_entities.government_words import BE, DO, FINITE, HAVE, IRREGULAR, MODALS
from newsnorm_entities.roles import roles_in
from newsnorm_entities.tenure import ANY, NOT_NOW, PRESENT, days_meant, is_of_another_time
from newsnorm_entities.vocabulary import FUNCTION_WORDS
from newsnorm_entities.words import Word, Words, words_of

_LONGEST_TITLE: Final = 5
"""How many words of a title may stand before its role: "European Union foreign policy chief"."""

_WHEN: Final = NOT_NOW | PRESENT
_LESSER: Final = frozenset("deputy vice assistant associate".split())
"""Words before a title that make it another one."""

_NOT_HOLDERS: Final = frozenset(
    """
    candidate candidates hopeful contender elect designate nominee emeritus post job role seat
    election elections race search pick picks choice slot term succession successor
    """.split()
)
"""Words behind a title that make it nobody's yet."""


@dataclass(frozen=True, slots=True)
class _Title:
    """A title with its owner: where it stands, and the alias that names its office.

    Args:
        start, end: what is to be marked.
        first, last: numbers of the words of owner and role together.
        between: words between the owner and the role, in lower case.
    """

    field: str
    start: int
    end: int
    first: int
    last: int
    alias: Alias
    between: tuple[str, ...] = ()

    def is_of_another_time(self, words: Words) -> bool:
        """Whether it is said of another day, of nobody, or of somebody who is named."""
        return is_of_another_time(words, self.first, self.start, self.between)


class Offices:
    """Adds the offices that titles without a name are of, with the holder of the day."""

    def propose(self, document: DocumentView) -> Iterable[Add]:
        """One candidate for each title that no person stands beside."""
        titles = list(_titles(document))
        if not titles:
            return
        persons = [c for c in document.candidates if _is_person(c)]
        bearers = _bearers(titles, persons, document)
        for title in titles:
            words = words_of(document.fields[title.field])
            if _has_name(title, words, persons, document):
                continue
            office = title.alias.entity
            holder = _holder(title, words, document)
            if bearers.get(office, {holder}) != {holder}:
                holder = None
            yield Add(
                title.field,
                title.start,
                title.end,
                (Option(document.gazetteer.entities[office], title.alias.row),),
                "title of an office" + ("; its holder then" if holder else ""),
                decided=True,
                stands_for=holder,
            )


# Titles with their owners -----------------------------------------------------------------------


def _titles(document: DocumentView) -> Iterator[_Title]:
    for field in ("title", "text"):
        words = words_of(document.fields.get(field, ""))
        roles = roles_in(words.text)
        ending: dict[int, Candidate] = {}
        starting: dict[int, Candidate] = {}
        for candidate in document.candidates if roles else ():
            if candidate.field == field and _is_owner(candidate):
                ending.setdefault(candidate.end, candidate)
                starting.setdefault(candidate.start, candidate)
        after = 0
        for index, last in roles:
            if index < after:
                continue
            title = (
                _listed(field, words, index, last, (starting, ending), document.gazetteer)
                or _owned(field, words, index, last, ending, document.gazetteer)
                or _of(field, words, index, last, starting, document.gazetteer)
            )
            if title is not None:
                yield title
                after = last + 1


def _is_owner(candidate: Candidate) -> bool:
    options = candidate.options
    if len(options) == 1:
        return options[0].entity.kind in _OWNERS
    return candidate.decided and any(o.entity.kind in _OWNERS for o in options)


_OWNERS: Final[tuple[str, ...]] = ("place", "organization")


def _office(title: str, gazetteer: Gazetteer) -> Alias | None:
    """The one office that a title is of, however its letters are capitalised."""
    found = {
        alias.entity: alias
        for form in _spellings(title)
        for alias in gazetteer.lookup(form)
        if alias.form == "title"
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _spellings(title: str) -> Iterator[str]:
    """A title as it stands, in American spelling, and with and without a hyphen."""
    yield title
    title = title.replace("efence", "efense").replace("ice-p", "ice p").replace("ICE-P", "ICE P")
    yield title
    for hyphened, apart in (("ry-g", "ry g"), ("ry-G", "ry G")):
        if hyphened in title:
            yield title.replace(hyphened, apart)
        elif apart in title:
            yield title.replace(apart, hyphened)


def _listed(
    field: str,
    words: Words,
    first: int,
    last: int,
    owners: tuple[Mapping[int, Candidate], Mapping[int, Candidate]],
    gazetteer: Gazetteer,
) -> _Title | None:
    """A title that the gazetteer has with its owner: "NATO chief", "US Secretary of State"."""
    starting, ending = owners
    end = words.ends[last]
    for start in range(max(0, first - _LONGEST_TITLE), first):
        begin = words.starts[start]
        if begin not in starting:
            continue
        alias = _office(words.text[begin:end], gazetteer)
        if alias is not None:
            owner = ending.get(words.starts[first] - 1)
            named = owner is not None and owner.decided and not owner.demonym
            apart = named and not words.is_capital(first)
            return _Title(field, words.starts[first] if apart else begin, end, start, last, alias)
    return None


def _owned(
    field: str,
    words: Words,
    first: int,
    last: int,
    ending: Mapping[int, Candidate],
    gazetteer: Gazetteer,
) -> _Title | None:
    """A role behind its owner: "Ukrainian president", "Ukraine's former president"."""
    between: list[str] = []
    at = first
    while at > 0 and words.lowers[at - 1] in _WHEN and words.gap(at - 1) == " ":
        at -= 1
        between.append(words.lowers[at])
    start = words.starts[at]
    possessive = words.text[max(0, start - 3) : start].lower() in ("'s ", "’s ")
    owner = ending.get(start - (3 if possessive else 1))
    if owner is None or not (possessive or words.text[start - 1] == " "):
        return None
    alias = _composed(words.text[words.starts[first] : words.ends[last]], owner, gazetteer)
    if alias is None:
        return None
    name = owner.demonym or (words.is_capital(first) and not possessive)
    return _Title(
        field,
        owner.start if name and not between else words.starts[first],
        words.ends[last],
        words.at(owner.start),
        last,
        alias,
        tuple(between),
    )


def _of(
    field: str,
    words: Words,
    first: int,
    last: int,
    starting: Mapping[int, Candidate],
    gazetteer: Gazetteer,
) -> _Title | None:
    """A role before its owner: "president of Ukraine", "Prime Minister of the United Kingdom"."""
    end = words.ends[last]
    before = words.before(first)
    if before is not None and words.lowers[before] in _LESSER:
        return None
    for link in (" of the ", " of "):
        if not words.text.startswith(link, end):
            continue
        owner = starting.get(end + len(link))
        if owner is None or owner.demonym:
            continue
        start = words.starts[first]
        alias = _composed(words.text[start:end], owner, gazetteer)
        if alias is not None:
            marked = owner.end if words.is_capital(first) else end
            return _Title(field, start, marked, first, words.at(owner.end - 1), alias)
    return None


def _composed(role: str, owner: Candidate, gazetteer: Gazetteer) -> Alias | None:
    name = owner.options[0].entity.name
    return _office(f"{role} of {name}", gazetteer) or _office(f"{role} of the {name}", gazetteer)


# Persons beside them ----------------------------------------------------------------------------


def _is_person(candidate: Candidate) -> bool:
    return any(option.entity.kind == "person" for option in candidate.options)


def _bearers(
    titles: Iterable[_Title], persons: Iterable[Candidate], document: DocumentView
) -> dict[str, set[str | None]]:
    """Whom the article itself gives an office, by the titles before names."""
    found: dict[str, set[str | None]] = {}
    with_role = [c for c in persons if c.role and c.decided]
    for title in titles:
        words = words_of(document.fields[title.field])
        if title.is_of_another_time(words):
            continue
        for person in with_role:
            if person.field == title.field and person.start <= title.start < person.end:
                found.setdefault(title.alias.entity, set()).add(person.options[0].entity.id)
    return found


def _has_name(
    title: _Title, words: Words, persons: Iterable[Candidate], document: DocumentView
) -> bool:
    """Whether a person's name belongs to a title, before it, behind it or beside a comma."""
    if any(p.field == title.field and p.start < title.end and title.start < p.end for p in persons):
        return True
    last = title.last
    after, gap = last + 1, words.gap(last)
    if after < len(words):
        word = words[after]
        beside = not gap.strip(" \n\\")  # what a line's end parts belongs together
        if beside and (word.lower in _NOT_HOLDERS | {"of"} or _is_noun(words, after, last)):
            return True  # "the Russian president of the bank"
        if beside and word.capital and not _goes_on(word.lower):
            return True
        if (gap in _ASIDES or gap == " (") and _may_be_name(word):
            return not _is_known(title.field, word.start, document)
    first = title.first
    if first and words.gap(first - 1) == " " and _is_another(words, first - 1):
        return True
    first -= first > 0 and words.lowers[first - 1] in ("the", "a", "an")
    if first > 0 and words.gap(first - 1) in _ASIDES:
        before = words[first - 1]
        if _may_be_name(before):
            return not _is_known(title.field, before.start, document)
    return False


def _is_noun(words: Words, after: int, last: int) -> bool:
    """Whether a word behind "chief" is a noun, so that this is no office: "UN chief inspector"."""
    word = words[after]
    if words.lowers[last] not in ("chief", "chair") or word.capital or _goes_on(word.lower):
        return False
    then = words.after(after)
    is_verb = word.lower.endswith(("s", "ed")) and (
        then is None or words.is_capital(then) or words.lowers[then] in FUNCTION_WORDS
    )
    return not is_verb and not word.lower.endswith("ly")


def _is_another(words: Words, before: int) -> bool:
    """Whether the word before a title makes it another: "deputy", "New York" in "New York Fed"."""
    word = words[before]
    if word.lower in _LESSER:
        return True
    if words.line(word.start).headline or words.opens_sentence(before) or word.possessive:
        return False
    return _may_be_name(word) and word.lower not in _WHEN and word.lower not in ANY


_ASIDES: Final[tuple[str, ...]] = (", ", " - ", " — ", " – ")


def _may_be_name(word: Word) -> bool:
    return word.capital and word.lower not in FUNCTION_WORDS


_GOING_ON: Final = FINITE | IRREGULAR | FUNCTION_WORDS | BE | HAVE | MODALS | DO


def _goes_on(lower: str) -> bool:
    """Whether a word may stand behind a subject, in a line where all words are capitalised."""
    return lower in _GOING_ON


def _is_known(field: str, offset: int, document: DocumentView) -> bool:
    """Whether a word is of a name that is no person's: "In Kyiv, the Ukrainian president"."""
    return any(
        c.field == field and c.start <= offset < c.end and not _is_person(c)
        for c in document.candidates
    )


# Who held it ------------------------------------------------------------------------------------


def _holder(title: _Title, words: Words, document: DocumentView) -> str | None:
    """Who held the office on the day of publication, if nothing speaks of another day."""
    if document.published is None or title.is_of_another_time(words):
        return None
    days = days_meant(words.text, title.start, document.published)
    holders = {document.gazetteer.holders_on(title.alias.entity, day) for day in days}
    if len(holders) != 1:
        return None
    one = next(iter(holders))
    return one[0] if len(one) == 1 else None
