"""Persons of an article by what may refer to them later: their surnames, given names and titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from newsnorm import Candidate, Entity
from newsnorm_entities.given import given, surname_first
from newsnorm_entities.identities import name_parts, suffix_of
from newsnorm_entities.names import family, folded, without_initials
from newsnorm_entities.sovereigns import is_regnal
from newsnorm_entities.vocabulary import FUSED, LESSER, ROLES


@dataclass(slots=True)
class Known:
    """A person of the article, with what may refer to them.

    Args:
        entity: who it is.
        given: families of their given names.
        forms: spellings of their surname, in lower case.
        particles: small words of their name.
        gender: "f", "m" or empty, by the given name.
        first: offset in the text of the first full mention; -1 if that is the title's.
        roles: short forms of the titles they bear, folded.
        suffix: what tells them from a namesake, as "jr"; mostly nothing.
    """

    entity: Entity
    given: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    particles: set[str] = field(default_factory=set)
    gender: str = ""
    first: int = -1
    roles: set[str] = field(default_factory=set)
    suffix: str = ""


Owners: TypeAlias = dict[str, dict[str, Known]]
"""Persons by their surnames' families and by entity id."""


@lru_cache(maxsize=4096)
def short_forms(role: str) -> frozenset[str]:
    """What a title may be shortened to later on, in lower case.

    A complement with "of", "to" or "for" may go, and so may words in front, unless they make it
    another office.

    >>> sorted(short_forms("US Secretary of State"))
    ['secretary', 'secretary of state', 'us secretary', 'us secretary of state']
    >>> sorted(short_forms("NATO Secretary General"))
    ['nato secretary general', 'secretary general']
    >>> "house" in short_forms("House of Representatives Speaker")
    False
    >>> sorted(short_forms("Deputy Prime Minister"))
    ['deputy prime minister']
    >>> sorted(short_forms("Georgia Gov."))
    ['georgia governor', 'governor']
    """
    words = in_full(role).split()
    forms = {" ".join(words)}
    for cut in range(1, len(words)):
        rest = " ".join(words[cut:])
        if words[cut - 1] in LESSER or words[cut - 1] in FUSED:
            break
        # "the General" is no secretary general
        if rest != "general" and _ends_role(rest):
            forms.add(rest)
    heads = {_COMPLEMENT.split(form, 1)[0] for form in forms}
    if role.endswith("PM"):
        forms.add("pm")  # which is said alone, too: "The PM"
    return frozenset(forms).union(head for head in heads if _ends_role(head))


def in_full(role: str) -> str:
    """A title in lower case, without abbreviations.

    >>> in_full("Dutch PM"), in_full("Sen.")
    ('dutch prime minister', 'senator')
    """
    printed = role.lower().replace(".", " ").split()
    return " ".join(_IN_FULL.get(word, word) for word in printed)


_COMPLEMENT: Final = re.compile(" (?:of|to|for) ")

_IN_FULL: Final = {
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general",
    "col": "colonel", "capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "maj": "major",
    "adm": "admiral", "prof": "professor", "pres": "president", "cmdr": "commander",
    "pm": "prime minister", "insp": "inspector", "supt": "superintendent", "cpl": "corporal",
    "con": "constable", "pvt": "private", "cdr": "commander",
}  # fmt: skip
"""Titles that are printed short before a name and in full when alone."""


def _ends_role(phrase: str) -> bool:
    words = phrase.split()
    return any(" ".join(words[at:]) in ROLES for at in range(len(words)))


def owners_of(persons: Iterable[Candidate]) -> Owners:
    """Persons of the article by their surnames' families and entity ids."""
    owners: Owners = {}
    second: Owners = {}
    for candidate in persons:
        parts = name_parts(candidate)
        entity = candidate.options[0].entity
        first = candidate.start if candidate.field == "text" else -1
        if len(parts) == 2 and candidate.role and is_regnal(candidate.role, parts[-1]):
            parts = parts[:-1]  # "Pope Benedict XVI", who is called Benedict
        elif len(parts) == 1 and candidate.decided and candidate.role:
            if not _is_sovereign(candidate):
                parts = tuple(entity.name.split())  # "President Zelensky", by the table
        elif len(parts) < 2:
            continue
        name = _read(parts)
        for table, (key, forms) in zip((owners, second), name.surnames, strict=False):
            bearers = table.setdefault(key, {})
            known = bearers.get(entity.id)
            if known is None:
                known = bearers[entity.id] = Known(
                    entity, first=first, suffix=suffix_of(entity.name)
                )
            known.first = min(known.first, first)
            known.forms |= forms
            known.given |= name.given
            known.particles |= name.particles
            known.gender = known.gender or name.gender
            if candidate.role:
                known.roles |= short_forms(candidate.role)
    for key, bearers in second.items():
        owners.setdefault(key, bearers)
    return owners


class _Name(NamedTuple):
    """What a name tells of who bears it, see `Known`; its surnames as pairs of family and forms."""

    surnames: tuple[tuple[str, frozenset[str]], ...]
    given: frozenset[str]
    particles: frozenset[str]
    gender: str


@lru_cache(maxsize=16384)
def _read(parts: tuple[str, ...]) -> _Name:
    surnames, others = _surnames_of(parts)
    return _Name(
        tuple((family(surname), _forms(folded(surname))) for surname in surnames),
        frozenset(map(family, others)),
        frozenset(part for part in others if part.islower()),
        # Behind a surname stand syllables that both have: "Kim Jong-un", "Jong" in the Netherlands.
        "" if surnames[0] == parts[0] else gender_of(others),
    )


def _forms(surname: str) -> frozenset[str]:
    """A surname, and of one with a hyphen what stands behind it."""
    return frozenset({surname, surname.partition("-")[2]} - {""})


def _surnames_of(parts: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words that may stand for a person alone, the likeliest first, and all other words.

    Of two surnames, as Spanish names have, each may: "Pena Nieto", "Pedro Castillo Terrones".
    """
    full = without_initials(parts) if len(parts) > 2 else tuple(parts)
    if len(full) > 1 and surname_first(full):
        return [full[0]], list(full[1:])
    surnames = [full[-1]]
    own = full[:-2] if len(full) > 3 and full[-2] == "de" else full[:-1]  # "Fernandez de Kirchner"
    if len(own) > 1 and given(full[0]) and not given(own[-1]) and own[-1][0].isupper():
        surnames.append(own[-1])
    return surnames, list(parts[:-1])


def _is_sovereign(candidate: Candidate) -> bool:
    if candidate.role is None:
        return False
    return candidate.role.split()[-1] in candidate.options[0].entity.name.split()[:2]


def gender_of(names: Iterable[str]) -> str:
    """By the first of the names that one gender alone bears."""
    for name in names:
        if (known := given(name)) is not None:
            return known.gender
    return ""


GENDERS: Final = {
    "mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "dame": "f",
    "lady": "f", "baroness": "f", "madame": "f", "mme": "f", "frau": "f", "herr": "m",
    "sister": "f", "king": "m", "prince": "m", "queen": "f", "princess": "f",
}  # fmt: skip
"""Of forms of address."""


def states_in(candidates: Iterable[Candidate], field: str, start: int, end: int) -> set[str]:
    """The countries that a title names: "Kazakh President"."""
    return {
        option.entity.id
        for candidate in candidates
        if candidate.field == field and start <= candidate.start and candidate.end <= end
        for option in candidate.options
        if option.entity.type == "country"
    }
