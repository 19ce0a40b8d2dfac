"""Holders of offices by title and surname alone: "President Zelensky", where no full name stands.

The table of holders says whom a title and a surname mean together. Nobody is meant whom the title
is not known of, nor before they took office, and nobody where the text names another of the
surname.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from newsnorm import DocumentView, Entity, Gazetteer, Holder, per_gazetteer
from newsnorm_entities.bearers import in_full, short_forms, states_in
from newsnorm_entities.given import is_common_word, surname_first
from newsnorm_entities.identities import suffix_of
from newsnorm_entities.names import family
from newsnorm_entities.runs import families
from newsnorm_entities.sovereigns import Titled
from newsnorm_entities.vocabulary import FUNCTION_WORDS, NOT_NAMES, ROLES
from newsnorm_entities.words import Words


class _Tenure(NamedTuple):
    """That somebody held an office, and how its title may be printed."""

    holder: Holder
    forms: frozenset[str]
    state: str


def official(titled: Titled, document: DocumentView, words: Words) -> Entity | None:
    """The one holder of an office whom a title and a surname mean, if the table has one.

    Args:
        titled: a title with one name behind it.
        document: the article, with the candidates that stand in its title.
        words: of the field.
    """
    tenures = _tenures(document.gazetteer).get(family(titled.name[0]), ())
    if not tenures:
        return None
    role = " ".join(word for word in titled.role.split() if word.lower() not in _OF_THE_PAST)
    forms = short_forms(role)
    end_of_role = titled.start + len(titled.role)
    states = states_in(document.candidates, titled.field, titled.start, end_of_role)
    met = [
        tenure
        for tenure in tenures
        if any(_says(in_full(role), form, states) for form in forms & tenure.forms)
        and (not states or tenure.state in states)
    ]
    if day := document.published:
        met = [tenure for tenure in met if tenure.holder.valid_from <= day]
    holders = {tenure.holder.holder for tenure in met}
    if len(holders) > 1 and day:
        holders = {t.holder.holder for t in met if t.holder.valid_to >= day}
    if len(holders) != 1:
        return None
    entity = document.gazetteer.entities[holders.pop()]
    return None if _is_shared(words, titled, entity) else entity


_OF_THE_PAST: Final = frozenset("former then late ex outgoing".split())


def _says(role: str, form: str, states: set[str]) -> bool:
    """Whether a role is an office's title, with a state before it at most."""
    return role == form or (bool(states) and role.endswith(f" {form}"))


def _is_shared(words: Words, titled: Titled, entity: Entity) -> bool:
    """Whether a text gives somebody else the surname: "Chelsea Clinton"."""
    parts = entity.name.split()
    own = {family(part) for part in parts}
    behind = family("".join(parts[1:]))
    for index in families(words.text).get(family(titled.name[0]), ()):
        after = words.after(index)
        if after is not None and surname_first((words.texts[index], words.texts[after])):
            if not behind.startswith(family(words.texts[after])):
                return True  # "Park Sung-jae"
            continue
        before = words.before(index)
        if before is None or not words.is_capital(before) or words.is_possessive(before):
            continue
        lower = words.lowers[before]
        if not (lower in _NO_GIVEN_NAMES or is_common_word(lower) or family(lower) in own):
            return True
    return False


_NO_GIVEN_NAMES: Final = FUNCTION_WORDS | NOT_NAMES | ROLES


@per_gazetteer
def _tenures(gazetteer: Gazetteer) -> Mapping[str, list[_Tenure]]:
    """Who held which office, by the family of their surname."""
    found: dict[str, list[_Tenure]] = {}
    for office, holders in gazetteer.holders.items():
        entity = gazetteer.entities[office]
        forms = short_forms(entity.name)
        for holder in holders:
            name = gazetteer.entities[holder.holder].name.split()
            if len(name) > 1 and suffix_of(name[-1]):
                name.pop()
            surname = name[0] if surname_first(tuple(name)) else name[-1]
            tenure = _Tenure(holder, forms, entity.parent or "")
            found.setdefault(family(surname), []).append(tenure)
    return found
