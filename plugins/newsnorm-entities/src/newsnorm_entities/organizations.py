"""Bodies and firms that no table has: "the Wexmoor Health Trust", "Brennick Holdings Ltd".

The vocabulary is open, as with persons: a name whose own words say that it is a body's becomes an
entity of its own. They say so by their last noun ("Pinecrest City Council"), by a noun before "of"
or "for" ("State Agency for Restoration"), or by a legal form ("Corvane Resources Ltd").
Later on the same body may be named in short: without its legal form, by its first words
("Corvane"), or by the acronym that stands in parentheses behind its name.

Whatever a table knows under the whole name wins, and so does a person; of a part of the name,
"Rwanda" in "Ministry of Health of Rwanda", the longer name does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Final

import regex

from newsnorm import Add, Candidate, DocumentView, Entity, Gazetteer, Option, local_id
from newsnorm_entities.body_edges import is_portfolio, legal_end, legal_tail
from newsnorm_entities.body_names import names_of_bodies
from newsnorm_entities.described_bodies import described_bodies
from newsnorm_entities.fixtures import affixed, scored
from newsnorm_entities.given import is_given
from newsnorm_entities.headed_bodies import headed_bodies
from newsnorm_entities.initials import called_behind, initials_in, initials_of
from newsnorm_entities.organization_words import JOINING, LEGAL_FORMS, ORDINARY, STATE_NOUNS, TRADES
from newsnorm_entities.owned_bodies import courts_at_home, owned_bodies
from newsnorm_entities.short_forms import (
    SCORE,
    Body,
    body_named,
    ends_longer_name,
    forms_of_club,
    forms_of_firm,
    short_forms,
)
from newsnorm_entities.standing import Standing
from newsnorm_entities.teams import is_on_sport
from newsnorm_entities.vocabulary import ROLES
from newsnorm_entities.words import Words, words_of


class Organizations:
    """Adds bodies and firms that no table has."""

    def propose(self, document: DocumentView) -> Iterable[Add]:
        """A candidate for each full name, and for each short form of one."""
        taken = Standing(document.candidates)
        bodies: dict[str, Body] = {}
        added: set[tuple[str, int]] = set()
        tails: dict[str, str] = {}
        owned = chain(owned_bodies(document, taken), courts_at_home(document, taken))
        for name, start, end, holder in owned:
            entity = _of_owner(document.fields[name][start:end], holder, document.gazetteer)
            added.update((name, at) for at in range(start, end))
            yield Add(name, start, end, (Option(entity),), "a state's body", True, score=SCORE)
        named = chain(_named(document, taken), _described(document, bodies, taken))
        for name, words, first, last, firm in named:
            start, end = words.starts[first], words.ends[last]
            if (name, start) in added:
                continue
            if taken.is_place_alone(name, words, first, last) or taken.knows(
                name, words, first, last
            ):
                continue
            if _is_firms_office(words, first, last, document.gazetteer):
                continue
            acronym = found["short"] if (found := _ACRONYM.match(words.text, end)) else ""
            entity, forms = body_named(words, first, last, acronym, document.gazetteer, firm=firm)
            tail = legal_tail(words, first, last)
            if _are_two(tail, tails.setdefault(entity.id, tail)):
                whole = words.text[start:end]  # "Velt LLC" beside "Velt OJSC"
                entity = replace(entity, id=local_id(whole), name=whole)
            longer = taken.ending_with(words.text[start:end])
            if len(longer) > 1:
                continue
            entity = next(iter(longer.values()), entity)
            any_states = not longer and _is_any_states(words.lowers[first : last + 1])
            of_state = any_states or (not longer and words.lowers[first] in STATE_NOUNS)
            owner = taken.owner(name, start) if of_state else None
            if owner is not None and words.is_possessive(words.at(owner.end - 1)):
                entity = _of_owner(entity.name, owner, document.gazetteer)
                start = owner.start
            elif any_states:
                states = taken.states(document.gazetteer)
                if len(states) == 1:
                    state = document.gazetteer.entities[next(iter(states))]
                    entity = _of_state(entity.name, state, document.gazetteer)
                elif words.lowers[last] == "ministry":
                    continue  # whose, nothing tells; "Ministry of Water" is at least a full name
            is_firm = entity.type == "company"
            if called := called_behind(words.text, end, document.gazetteer, firm=is_firm):
                forms.add(called)
            body = bodies.setdefault(entity.id, Body(entity))
            body.forms |= forms
            body.initials.add(initials_of(words, first, last))
            added.update((name, at) for at in range(start, end))
            yield Add(name, start, end, (Option(entity),), "name of a body", True, score=SCORE)
        if bodies:
            _let_initials_stand(bodies, document)
        yield from short_forms(document, bodies, taken, added)


def _let_initials_stand(bodies: dict[str, Body], document: DocumentView) -> None:
    """Let the initials of a body's name stand for it, where no other one is called so."""
    texts = [document.fields.get(name, "") for name in ("title", "text")]
    whole = "\n".join(texts)
    spelled = {one for body in bodies.values() for one in body.initials if one and one in whole}
    if not spelled:
        return  # nearly always
    printed = {found for text in texts for found in initials_in(text)}
    for letters in spelled.intersection(printed):
        if not any(letters in body.forms for body in bodies.values()):
            for body in bodies.values():
                if letters in body.initials:
                    body.forms.add(letters)


def _note_known_firm(candidate: Candidate, document: DocumentView, bodies: dict[str, Body]) -> None:
    """Remember what a table's firm or club may be called later on: "Ford" of Ford Motor Co."""
    entity = candidate.options[0].entity
    if entity.type not in ("company", "club"):
        return
    words = words_of(document.fields[candidate.field])
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    forms_of = forms_of_club if entity.type == "club" else forms_of_firm
    if forms := forms_of(words, first, last, document.gazetteer):
        bodies.setdefault(entity.id, Body(entity)).forms.update(forms)


def _note_foreign_acronym(
    candidate: Candidate, document: DocumentView, bodies: dict[str, Body]
) -> None:
    """Remember the letters in brackets behind a table's body, which are those of its own language.

    "Norwegian University of Science and Technology (NTNU)": what is no country or other thing that
    the tables know, nor behind a firm, where it is a sign at an exchange, can hardly be anything
    else, unless a longer name ends with the body's: "Institute of Tin of the Velt Academy (ITVA)".
    """
    text, entity = document.fields[candidate.field], candidate.options[0].entity
    found = _ACRONYM.match(text, candidate.end) if "(" in text else None
    if found is None or entity.kind != "organization" or entity.type in _WITH_SIGNS:
        return
    short = found["short"]
    words = words_of(text)
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    party = entity.type == "party" or words.lowers[last] == "party"
    if len(short) < _SURE_LETTERS and not party:
        return
    if ends_longer_name(words, first):
        return
    firm = any(legal_end(words, at) is not None for at in range(first + 1, last + 1))
    owned = any(short in body.forms for key, body in bodies.items() if key != entity.id)
    if not (firm or owned) and not document.gazetteer.lookup(short) and short.lower() not in ROLES:
        bodies.setdefault(entity.id, Body(entity)).forms.add(short)


_WITH_SIGNS: Final[tuple[str, ...]] = ("company", "club", "media", "exchange")
"""Types of bodies behind which other letters stand in brackets, as signs at exchanges."""

_SURE_LETTERS: Final = 3


def _is_firms_office(words: Words, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """Whether it is a known firm's office, which is no body, or a thing that the firm sells."""
    if words.lowers[last] != "office" or last == first:
        return False
    firm = words.text[words.starts[first] : words.ends[last - 1]]
    return any(gazetteer.entities[a.entity].type == "company" for a in gazetteer.lookup(firm))


def _are_two(tail: str, other: str) -> bool:
    """Whether legal forms are those of two firms: "Co" and "Co Inc" may be of one, "LLC" is not."""
    return bool(tail and other) and not (tail.startswith(other) or other.startswith(tail))


def _of_owner(name: str, owner: Candidate, gazetteer: Gazetteer) -> Entity:
    """A country's ministry, by the form in which the article has the country's name."""
    return _of_state(name, owner.options[0].entity, gazetteer, owner.surface)


def _of_state(name: str, state: Entity, gazetteer: Gazetteer, called: str = "") -> Entity:
    """A country's ministry: the table's if it has it under such a name, else one of its own."""
    full = f"{name} of {state.name}"
    for country in filter(None, (called, state.name)):
        for form in (f"{country} {name}", f"{country}'s {name}", full):
            for alias in gazetteer.lookup(form):
                if gazetteer.entities[alias.entity].kind == "organization":
                    return gazetteer.entities[alias.entity]
    return Entity(local_id(full), full, "organization", "organization")


def _is_any_states(lowers: list[str]) -> bool:
    """Whether a ministry's name is one that many states have: "Interior Ministry"."""
    if "ministry" not in (lowers[0], lowers[-1]):
        return False
    return all(is_portfolio(lower) or lower in JOINING or lower == "and" for lower in lowers)


_Named = tuple[str, Words, int, int, bool]
"""A name's field, the words of that, numbers of its first and last word, and whether the text says
that it is a firm's."""


def _fields(document: DocumentView) -> list[tuple[str, Words]]:
    return [(name, words_of(document.fields.get(name, ""))) for name in ("text", "title")]


def _named(document: DocumentView, taken: Standing) -> Iterator[_Named]:
    """Names that tell what they are."""
    for name, words in _fields(document):
        for first, last in names_of_bodies(words):
            start, end = words.starts[first], words.ends[last]
            joined = " & " in words.text[start:end] and words.lowers[last] not in LEGAL_FORMS
            apart = joined and taken.splits(name, start, end)
            if taken.ends_with_union(name, start, end):
                continue
            if not apart and not taken.forbids(name, start, end):
                yield name, words, first, last, False
        for first, last in _clubs(words, name, taken, document):
            yield name, words, first, last, False
        for first, last in headed_bodies(words, document.gazetteer):
            start, end = words.starts[first], words.ends[last]
            if not taken.forbids(name, start, end) and not taken.begins(name, start, end):
                yield name, words, first, last, False


def _clubs(
    words: Words, field: str, taken: Standing, document: DocumentView
) -> Iterator[tuple[int, int]]:
    """Clubs that no table has, of which nothing else has been found."""
    on_sport = is_on_sport(document)
    for first, last in affixed(words, on_sport=on_sport):
        if not taken.forbids(field, words.starts[first], words.ends[last]):
            yield first, last
    for first, last in scored(words) if on_sport and field == "text" else ():
        start, end = words.starts[first], words.ends[last]
        if not taken.meets(field, start, end) and not any(
            taken.has_person(words.texts[at]) for at in range(first, last + 1)
        ):
            yield first, last


def _described(
    document: DocumentView, bodies: dict[str, Body], taken: Standing
) -> Iterator[_Named]:
    """Names that the text explains and nothing else has; asked for when `bodies` has the others."""
    for candidate in document.candidates:
        if " " in candidate.surface and candidate.decided and candidate.field != "dateline":
            _note_known_firm(candidate, document, bodies)
            _note_foreign_acronym(candidate, document, bodies)
    forms = {form for body in bodies.values() for form in body.forms}
    for name, words in _fields(document):
        for first, last, firm in described_bodies(words):
            start, end = words.starts[first], words.ends[last]
            ends = (words.text[words.starts[at] : end] for at in range(first, last + 1))
            if _may_be_persons(words, first, last, document.gazetteer):
                continue
            if forms.isdisjoint(ends) and taken.begins_with_place(name, start, end):
                yield name, words, first, last, firm


def _may_be_persons(words: Words, first: int, last: int, gazetteer: Gazetteer) -> bool:
    """Whether a firm's name may be a person's: "Philip Steel", but not "Georgia Power"."""
    if last != first + 1 or words.lowers[last] not in _WORDS_OF_BOTH:
        return False
    known = [gazetteer.entities[alias.entity] for alias in gazetteer.lookup(words.texts[first])]
    return is_given(words.texts[first]) and not any(e.type in _STATES for e in known)


_WORDS_OF_BOTH: Final = TRADES & ORDINARY

_STATES: Final[tuple[str, ...]] = ("country", "region")

_ACRONYM: Final = regex.compile(r"\.? \((?P<short>\p{Lu}{2,7})\)")
