"""Short forms of a body's name, which stand for it later in the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import regex

from newsnorm import Add, DocumentView, Entity, Gazetteer, Option, local_id
from newsnorm_entities.body_edges import legal_end
from newsnorm_entities.given import given, is_common_word, is_given
from newsnorm_entities.organization_words import (
    BODY_NOUNS,
    CAUSES,
    FIRM_NOUNS,
    JOINING,
    LEGAL_FORMS,
    ORDINARY,
    UNFINISHED,
)
from newsnorm_entities.standing import Standing
from newsnorm_entities.vocabulary import FUNCTION_WORDS, MODIFIERS, ROLES
from newsnorm_entities.words import Words, words_of

SCORE: Final = 0.9
"""Of a body whom its own words alone tell."""


@dataclass(slots=True)
class Body:
    """A body that the article names, the forms that may stand for it later, and its initials."""

    entity: Entity
    forms: set[str] = field(default_factory=set)
    initials: set[str] = field(default_factory=set)


def short_forms(
    document: DocumentView,
    bodies: Mapping[str, Body],
    taken: Standing,
    added: set[tuple[str, int]],
) -> Iterator[Add]:
    """Each further place of a form that belongs to one body of the article alone.

    Args:
        document: the article.
        bodies: by id.
        taken: what stands in the article.
        added: fields and offsets that names of bodies cover; those of short forms are added.
    """
    owners: dict[str, list[Body]] = {}
    for body in bodies.values():
        for form in body.forms:
            owners.setdefault(form, []).append(body)
    longer: dict[str, set[str]] = {}
    for named in {body.entity.name for body in bodies.values()} | taken.organizations():
        if " " in named:
            for part in named.split():
                longer.setdefault(part, set()).add(named)
    for form in sorted(owners, key=lambda form: (-len(form), form)):
        owner = _owner(form, owners[form])
        if owner is None:
            continue
        if not (form.isupper() or " " in form) and (
            _is_place(form, document) or (is_given(form) and taken.has_person(form))
        ):
            continue
        others = longer.get(form, set())
        if _is_bare(form, owner.entity.name):
            earlier = (name for name in _before(owner, bodies) if name.startswith(f"{form} "))
            others = others.intersection(earlier)
        if any(name != owner.entity.name and name not in owner.forms for name in others):
            continue  # another body of the article has the word in its name, too: "East Velt Ltd"
        option = Option(owner.entity)
        for name in ("title", "text"):
            words = words_of(document.fields.get(name, ""))
            for start, end in _places(form, words):
                if (name, start) in added or taken.meets(name, start, end):
                    continue
                if not _is_inside(words, start, end):
                    added.update((name, at) for at in range(start, end))
                    yield Add(name, start, end, (option,), "short for a body", True, score=SCORE)


def _owner(form: str, bodies: list[Body]) -> Body | None:
    """The body that a form belongs to: of several the one that has hardly more to its name.

    "Velt" is Velt Inc, though its unit, Velt Space Inc, is in the article, too; but not where that
    comes first, as an article on "Velt Space Inc, a unit of Velt NV" is on the unit.

    Args:
        form: what stands for a body later.
        bodies: those that it may stand for, in the order in which they are named.
    """
    first, *others = bodies
    if others and not _is_bare(form, first.entity.name):
        return None
    return None if any(_is_bare(form, body.entity.name) for body in others) else first


def _before(owner: Body, bodies: Mapping[str, Body]) -> Iterator[str]:
    """Names of the bodies that the article has before one."""
    for body in bodies.values():
        if body is owner:
            return
        yield body.entity.name


def _is_bare(form: str, name: str) -> bool:
    """Whether a name is a form and legal forms, or a noun that says as little: "Velt Group"."""
    if not name.startswith(form) or name[len(form) : len(form) + 1] not in ("", " "):
        return False
    return all(part in LEGAL_FORMS or part == "group" for part in name[len(form) :].lower().split())


def _places(form: str, words: Words) -> Iterator[tuple[int, int]]:
    """Where a form stands as words of their own."""
    text = words.text
    twice = f"{form} and {form}"  # "Velt and Velt shares" are of a longer name
    for start in words.places(form):
        end = start + len(form)
        if text.startswith(twice, start) or text.endswith(twice, 0, end):
            continue
        joined = text[max(0, start - 1) : start] in _JOINS or text[end : end + 1] == "&"
        if form.isupper() and start and text[start - 1] == "<":
            continue  # a firm's sign at an exchange
        if not (joined or _JOINED.match(text, end)):
            yield start, end


_JOINS: Final[tuple[str, ...]] = ("&", "-")
_JOINED: Final = regex.compile(
    r"-\p{Lu}|\)?\.\p{Lu}|,? (?:and|&) Co\b|\s(?:und|et|y)\s\p{Lu}"
)  # "Velt-Roe"; a longer name of the firm; "(VLT.N)", its sign at an exchange


def body_named(
    words: Words, first: int, last: int, acronym: str, gazetteer: Gazetteer, *, firm: bool = False
) -> tuple[Entity, set[str]]:
    """The entity of a name, and what may stand for it later.

    Args:
        words: of the field.
        first, last: numbers of the name's first and last word.
        acronym: what stands in parentheses behind the name, or nothing.
        gazetteer: for places, which branches are named after.
        firm: whether the text says that it is a firm's.
    """
    full = words.text[words.starts[first] : words.ends[last]]
    legal = next((at for at in range(first + 1, last + 1) if legal_end(words, at)), None)
    end = last if legal is None else legal - 1
    name = words.text[words.starts[first] : words.ends[end]]
    forms = {full, name}
    entity = _with_another_and(full, gazetteer)
    if entity is None and legal is not None and not is_given(words.texts[first]):
        entity = None if _goes_on(words, legal, last) else _firm_called(name, gazetteer)
    if legal is not None and (
        _goes_on(words, legal, last)
        or _reads_as_person(words, first, end)
        or _needs_form(words.lowers[first:legal])
        or acronym.lower() == "".join(lower[0] for lower in words.lowers[first : legal + 1])
    ):
        name = full  # "Public Service Co of Ohio", "Walt Disney Co", "Sun Co"
    for_cause = words.lowers[first] in CAUSES  # "Center for Velt Technologies" is no firm
    is_firm = firm or legal is not None or (words.lowers[end] in FIRM_NOUNS and not for_cause)
    if is_firm and end > first and not _is_branch(words, end, gazetteer):
        if (
            end - first > 1
            and words.is_capital(first + 1)
            and words.lowers[first + 1] not in _BODIES
        ):
            forms.add(words.text[words.starts[first] : words.ends[first + 1]])
        forms.add(words.texts[first])
    elif words.lowers[end] == "group" and end == first + 1:
        forms.add(words.texts[first])  # "Velt Group"
    elif words.lowers[end] == "works" and end == first + 2:
        forms.add(words.text[words.starts[first] : words.ends[first + 1]])  # "Velt Steel Works"
    for index in range(first + 1, last):
        if words.lowers[index] in JOINING and index - first > 1 and not is_firm:
            forms.add(words.text[words.starts[first] : words.ends[index - 1]])
            break
    if acronym and not _is_another_acronym(words, first, last, acronym):
        forms.add(acronym)
    entity = entity or Entity(
        local_id(name), name, "organization", "company" if is_firm else "organization"
    )
    if firm and end > first and len(words.texts[first]) > 3 and is_given(words.texts[first]):
        return entity, {full, name, words.texts[first]}
    return entity, {form for form in forms if form == acronym or _may_stand_alone(form)}


def forms_of_firm(words: Words, first: int, last: int, gazetteer: Gazetteer) -> set[str]:
    """What may stand for a table's firm later: the first word, if the table has nothing of it."""
    form = words.texts[first]
    if _is_branch(words, last, gazetteer) or not _may_stand_alone(form):
        return set()
    known = any(
        alias.needs != "definition" or gazetteer.entities[alias.entity].kind != "place"
        for alias in gazetteer.lookup(form)
    )
    return set() if known else {form}


def forms_of_club(words: Words, first: int, last: int, gazetteer: Gazetteer) -> set[str]:
    """What may stand for a table's club later: what it does not share with its city.

    "Wydad" of Wydad Casablanca, "Sundowns" of Mamelodi Sundowns; "Pirates" is a word.
    """
    if last == first:
        return set()
    head, tail = words.texts[first], words.texts[last]
    form = tail if tail.endswith("s") else head if _names_place(tail, gazetteer) else ""
    if not (form and _may_stand_alone(form)) or gazetteer.lookup(form):
        return set()
    return {form}


def _with_another_and(name: str, gazetteer: Gazetteer) -> Entity | None:
    """The body that the table has with "and" where a name has "&", or the other way round."""
    for old, new in ((" & ", " and "), (" and ", " & ")):
        if old in name:
            known = [gazetteer.entities[a.entity] for a in gazetteer.lookup(name.replace(old, new))]
            if len(known) == 1 and known[0].kind == "organization":
                return known[0]
    return None


def _firm_called(name: str, gazetteer: Gazetteer) -> Entity | None:
    """The table's firm of a name that is no plain word: its legal form need not be there, too."""
    if not (" " in name or "-" in name):
        return None
    known = gazetteer.lookup(name)
    if len(known) != 1 or known[0].needs:
        return None
    entity = gazetteer.entities[known[0].entity]
    return entity if entity.type == "company" else None


_BODIES: Final = BODY_NOUNS | FIRM_NOUNS
"""Nouns at whose end the beginning of a name is another body's: "Velt Bank"."""


def _goes_on(words: Words, legal: int, last: int) -> bool:
    """Whether more than further legal forms stands behind the first one: "Velt Co of Ohio"."""
    return "of" in words.lowers[legal:last]


def _needs_form(lowers: list[str]) -> bool:
    """Whether words are no name without a legal form: "Sun", "Federal Deposit Insurance"."""
    if lowers[-1] in UNFINISHED:
        return True
    return len(lowers) == 1 and (is_common_word(lowers[0]) or lowers[0] in ORDINARY)


def _is_branch(words: Words, end: int, gazetteer: Gazetteer) -> bool:
    """Whether a firm is another's in a place or abroad, as "Velt Canada": "Velt" is that other."""
    if words.lowers[end] in ("international", "overseas", "america", "europe"):
        return True
    return _names_place(words.texts[end], gazetteer)


def _is_another_acronym(words: Words, first: int, last: int, acronym: str) -> bool:
    """Whether an acronym is that of a longer name: "Institute of Tin of the Velt Academy (IT)"."""
    if not ends_longer_name(words, first):
        return False
    initials = "".join(words.lowers[at][0] for at in range(first, last + 1) if words.is_capital(at))
    return initials != acronym.lower()


def ends_longer_name(words: Words, first: int) -> bool:
    """Whether a name may be the end of a longer one: "Institute of Tin of the Velt Academy".

    Behind a person it is not: "Jane Roe of the Velt Academy".
    """
    of = first - 1
    if of > 0 and words.lowers[of] == "the":
        of -= 1
    if of < 1 or words.lowers[of] not in ("of", "for") or not words.is_capital(of - 1):
        return False
    before = of - 1
    person = before > 0 and words.gap(before - 1) == " " and is_given(words.texts[before - 1])
    return not person or words.lowers[before] in _BODIES


def _reads_as_person(words: Words, first: int, last: int) -> bool:
    """Whether a firm's name is a person's too, whose id it must not share."""
    return last > first and given(words.texts[first]) is not None


def _may_stand_alone(form: str) -> bool:
    """Whether a form says by itself whose name it is: no plain word, and nobody's given name."""
    parts = form.split()
    if len(parts) > 1:
        return not all(is_common_word(part.lower()) for part in parts) or parts[-1].lower() in (
            BODY_NOUNS
        )
    lower = form.lower()
    return (
        len(form) > 3
        and not is_common_word(lower)
        and given(lower) is None
        and lower not in FUNCTION_WORDS
        and lower not in ROLES
    )


def _is_place(form: str, document: DocumentView) -> bool:
    """Whether a word is a place's name too: "Anhui" of Anhui Roe Energy is one more often."""
    return _names_place(form, document.gazetteer)


def _names_place(form: str, gazetteer: Gazetteer) -> bool:
    return any(
        gazetteer.entities[alias.entity].kind == "place" and alias.needs != "definition"
        for alias in gazetteer.lookup(form)
    )


def _is_inside(words: Words, start: int, end: int) -> bool:
    """Whether a form is part of a longer run of capitals: "Corvane Street"."""
    first, last = words.at(start), words.at(end - 1)
    if words.line(start).headline or words.line(start).capitals:
        return False
    before, after = words.before(first), words.after(last)
    if after is not None and words.lowers[after] in ("de", "del", "do", "da"):
        return True  # "Frutas" of "Frutas del Velt"
    ahead = (
        before is not None
        and words.is_capital(before)
        and not words.is_possessive(before)
        and words.lowers[before] not in FUNCTION_WORDS
    )
    behind = (
        after is not None
        and words.is_capital(after)
        and words.lowers[after] not in ROLES
        and words.lowers[after] not in MODIFIERS
    )
    return ahead or behind
