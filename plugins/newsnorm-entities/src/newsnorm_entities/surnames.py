"""Surnames and titles alone, which refer back to a person that the article names in full.

A reference is linked where one person alone can be meant; where two can, it stays undecided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from newsnorm import Add, Candidate, DocumentView, Entity, Option, Withdraw
from newsnorm_entities.bodies import references_to_bodies
from newsnorm_entities.clues import SPEECH, names_firm
from newsnorm_entities.first_names import references_by_first_name
from newsnorm_entities.given import given, is_common_word, surname_first
from newsnorm_entities.identities import name_parts, person_of
from newsnorm_entities.names import family, folded, without_initials
from newsnorm_entities.neighbors import is_town
from newsnorm_entities.runs import capitals
from newsnorm_entities.titles import Titled, titled_names
from newsnorm_entities.vocabulary import FUNCTION_WORDS, FUSED, LESSER, NOT_NAMES, ROLES
from newsnorm_entities.words import Words, words_of


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
    """

    entity: Entity
    given: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    particles: set[str] = field(default_factory=set)
    gender: str = ""
    first: int = -1
    roles: set[str] = field(default_factory=set)


Owners: TypeAlias = dict[str, dict[str, Known]]
"""Persons by their surnames' families and by entity id."""


class Surnames:
    """Links "Blinken", "Secretary Blinken" and "the Secretary" to Antony Blinken."""

    def propose(self, document: DocumentView) -> Iterable[Add | Withdraw]:
        """Candidates for surnames first, then for titles alone."""
        persons = [c for c in document.candidates if person_of(c) is not None]
        owners = _owners(persons)
        yield from references_to_bodies(document)
        if not (owners or any(_is_bare(c) for c in persons)):
            return
        titled = list(titled_names(document))
        yield from _titled_aliases(document, owners, persons, titled)
        if not owners:
            return
        yield from _addressed_by_given_name(owners, titled, document)
        yield from _surnames(document, owners, persons, titled)
        yield from references_by_first_name(document, persons, owners)
        yield from _bare_titles(document, owners, titled)


@lru_cache(maxsize=4096)
def short_forms(role: str) -> frozenset[str]:
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
    >>> sorted(short_forms("Georgia Gov."))
    ['georgia governor', 'governor']
    """
    words = [_IN_FULL.get(word, word) for word in role.lower().replace(".", " ").split()]
    forms = {" ".join(words)}
    for cut in range(1, len(words)):
        rest = " ".join(words[cut:])
        if words[cut - 1] in LESSER or words[cut - 1] in FUSED:
            break
        # "the General" is no secretary general
        if rest != "general" and _ends_role(rest):
            forms.add(rest)
    heads = {form.partition(" of ")[0] for form in forms}
    return frozenset(forms).union(head for head in heads if _ends_role(head))


_IN_FULL = {
    "gov": "governor", "sen": "senator", "rep": "representative", "gen": "general",
    "col": "colonel", "capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "maj": "major",
    "adm": "admiral", "prof": "professor", "pres": "president", "cmdr": "commander",
}  # fmt: skip
"""Titles that are printed short before a name and in full when alone."""


def _ends_role(phrase: str) -> bool:
    words = phrase.split()
    return any(" ".join(words[at:]) in ROLES for at in range(len(words)))


def _owners(persons: Iterable[Candidate]) -> Owners:
    """Persons of the article by their surnames' families and entity ids."""
    owners: Owners = {}
    second: Owners = {}
    for candidate in persons:
        parts = name_parts(candidate)
        entity = candidate.options[0].entity
        first = candidate.start if candidate.field == "text" else -1
        if len(parts) < 2 and not _is_sovereign(candidate):
            continue
        surnames, others = _surnames_of(parts)
        for table, forms in ((owners, surnames[:1]), (second, surnames[1:])):
            for surname in forms:
                known = table.setdefault(family(surname), {}).setdefault(
                    entity.id, Known(entity, first=first)
                )
                known.first = min(known.first, first)
                known.forms |= {folded(surname), folded(surname).partition("-")[2]} - {""}
                known.given.update(family(part) for part in others)
                known.particles.update(part for part in others if part.islower())
                known.gender = known.gender or _gender(others)
                if candidate.role:
                    known.roles |= short_forms(candidate.role)
    for key, bearers in second.items():
        owners.setdefault(key, bearers)
    return owners


def _surnames_of(parts: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words that may stand for a person alone, the likeliest first, and all other words.

    Of two surnames, as Spanish names have, each may: "Pena Nieto", "Pedro Castillo Terrones".
    """
    full = without_initials(parts) if len(parts) > 2 else tuple(parts)
    if len(full) > 1 and surname_first(full):
        return [full[0]], list(full[1:])
    surnames = [full[-1]]
    if len(full) > 2 and given(full[0]) and not given(full[-2]) and full[-2][0].isupper():
        surnames.append(full[-2])
    return surnames, list(parts[:-1])


def _is_sovereign(candidate: Candidate) -> bool:
    return candidate.role is not None and candidate.options[0].entity.name.startswith(
        candidate.role.split()[-1]
    )


def _gender(names: Iterable[str]) -> str:
    """By the first of the names that one gender alone bears."""
    for name in names:
        if (known := given(name)) is not None:
            return known.gender
    return ""


_GENDERS = {
    "mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "dame": "f",
    "lady": "f", "baroness": "f", "king": "m", "prince": "m", "queen": "f", "princess": "f",
}  # fmt: skip
"""Of forms of address."""


def _addressed_by_given_name(
    owners: Owners, titled: Iterable[Titled], document: DocumentView
) -> Iterator[Add]:
    """ "Dame Diana" and "Sir Keir", where one person alone has the given name."""
    persons = {known.entity.id: known for bearers in owners.values() for known in bearers.values()}
    for found in titled:
        address = document.fields[found.field][found.start : found.end].split()[0].lower()
        if len(found.name) != 1 or address not in ("sir", "dame", "prince", "princess"):
            continue
        name = family(found.name[0])
        if name in owners:
            continue
        possible = [
            known
            for known in persons.values()
            if name in known.given
            and known.gender in ("", _GENDERS[address])
            and (found.field == "title" or known.first < found.start)
        ]
        if len(possible) == 1:
            option = Option(possible[0].entity)
            yield Add(found.field, found.start, found.end, (option,), "given name", decided=True)


def _is_bare(candidate: Candidate) -> bool:
    """Whether a table alone says that a word is a person: a reading, not yet an answer."""
    return not candidate.decided and " " not in candidate.surface


def _titled_aliases(
    document: DocumentView,
    owners: Owners,
    persons: Iterable[Candidate],
    titled: Iterable[Titled],
) -> Iterator[Add | Withdraw]:
    """ "President Putin", where a table has "Putin" and the article names nobody else so.

    The title stays with the name, for evidence to decide on both.
    """
    bare = {(c.field, c.end): c for c in persons if _is_bare(c)}
    for found in titled:
        candidate = bare.get((found.field, found.end))
        if candidate is None or len(found.name) != 1 or family(found.name[0]) in owners:
            continue
        entity = candidate.options[0].entity
        if any(alias.not_beside for alias in document.gazetteer.lookup(candidate.surface)):
            continue
        address = document.fields[found.field][found.start : found.end].split()[0].lower()
        gender = _GENDERS.get(address.rstrip("."), "")
        if gender and _gender(entity.name.split()[:-1]) not in ("", gender):
            yield Withdraw(candidate.key, "the form of address is another person's")
        elif _may_serve(
            entity, _states_in(document, found.field, found.start, found.start + len(found.role))
        ):
            yield Withdraw(candidate.key, "its title belongs to it")
            role = found.role or None
            yield Add(
                found.field, found.start, found.end, candidate.options, candidate.reason, role=role
            )


def _readings(
    possible: Iterable[Known], other: Candidate | None, role: str | None
) -> tuple[Option, ...]:
    """Persons of the article first; a table's person beside them if nothing makes one of them it.

    A table's person whom the article does not name in full gives way to one whom it does, unless
    a title is there that no person of the article bears.
    """
    options = {known.entity.id: Option(known.entity) for known in possible}
    forms = short_forms(role) if role else set()
    borne = not role or any(not known.roles or known.roles & forms for known in possible)
    for option in other.options if other is not None and not other.demonym else ():
        if option.entity.kind != "person" or not borne:
            options.setdefault(option.entity.id, option)
    return tuple(options.values())


def _surnames(
    document: DocumentView,
    owners: Owners,
    persons: Iterable[Candidate],
    titled: Iterable[Titled],
) -> Iterator[Add | Withdraw]:
    full = [c for c in persons if not _is_bare(c)]
    taken = {(c.field, offset) for c in full for offset in range(c.start, c.end)}
    standing = {(c.field, c.start, c.end): c for c in document.candidates}
    bare = {(c.field, c.end): c for c in persons if _is_bare(c)}
    before_surname = {(t.field, t.end): t for t in titled if len(t.name) == 1}
    contested: set[str] = set()
    firms: set[str] = set()
    found: list[_Reference] = []
    lower = {
        form for bearers in owners.values() for known in bearers.values() for form in known.forms
    }
    for name in ("title", "text"):
        words = words_of(document.fields.get(name, ""))
        # A surname may be a word of the language too: "white", "may".
        contested |= {family(form) for form in lower if _has_word(words.text, form)}
        for index in capitals(words.text):
            text = words.texts[index]
            key = family(text)
            if key not in owners or not _is_spelling(text, owners[key].values()):
                continue
            start, end = words.starts[index], words.ends[index]
            if (name, start) in taken:
                continue
            if text.isupper() and not words.line(start).capitals:
                continue
            if is_town(words, index, document):
                continue
            title = before_surname.get((name, end))
            first = _full_name_start(words, index, owners[key].values())
            if title is None and (_has_given(words, first) or _beside_ampersand(words, first)):
                contested.add(key)
            elif title is None and first == index and words.lowers[index] in FUNCTION_WORDS:
                continue
            elif _is_prefix(words, index):
                if names_firm(words, index):
                    firms.add(key)
            else:
                start = title.start if title else words.starts[first]
                address = words.lowers[words.at(start)] if title else ""
                role = title.role if title else None
                gender = _GENDERS.get(address, "")
                speaks = bool(title) or _speaks(words, index)
                found.append(_Reference(name, start, end, key, role, gender, speaks))
    for name, start, end, key, role, gender, speaks in found:
        text_first = name == "title"
        states = _states_in(document, name, start, start + len(role)) if role else set()
        possible = [
            known
            for known in owners[key].values()
            if (text_first or known.first < start)
            and _may_serve(known.entity, states)
            and (not gender or known.gender in ("", gender))
        ]
        if role and len(possible) > 1:
            forms = short_forms(role)
            bearers = [known for known in possible if known.roles & forms]
            possible = bearers if len(bearers) == 1 else possible
        # A title before a name that a table has alone is no part of what the table has.
        other = standing.get((name, start, end)) or bare.get((name, end))
        if not possible:
            # Somebody whom the article names only later may be meant as well as a table's person.
            later = [Option(known.entity) for known in owners[key].values()]
            if (name, end) in bare and bare[name, end].options[0] not in later:
                table = bare[name, end]
                yield Withdraw(table.key, "could be a person's surname too")
                options = (*table.options, *later)
                yield Add(name, start, end, options, "two owners of one name", role=role)
            continue
        options = _readings(possible, other, role)
        if other is not None and not other.demonym:
            yield Withdraw(other.key, "could be a person's surname too")
        if len(options) > 1:
            yield Add(name, start, end, options, "two owners of one name", role=role)
        elif key in firms and not speaks:
            yield Add(name, start, end, options, "a firm is called so too", role=role)
        elif other is not None and other.demonym and not (gender or role):
            yield Add(name, start, end, options, "could be said of a country", role=role)
        elif key in contested and not gender:
            yield Add(name, start, end, options, "somebody else has this surname too", role=role)
        else:
            yield Add(name, start, end, options, "surname", decided=True, role=role)


class _Reference(NamedTuple):
    """A place where a surname stands for a person, and what it has beside it."""

    field: str
    start: int
    end: int
    key: str
    role: str | None
    gender: str
    speaks: bool


def _speaks(words: Words, index: int) -> bool:
    """Whether a verb of speech stands beside a name."""
    return any(
        at is not None and words.lowers[at] in SPEECH
        for at in (words.before(index), words.after(index))
    )


def _has_word(text: str, form: str) -> bool:
    """Whether a text has a word that is printed so."""
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(form, end)
    return False


def _is_spelling(text: str, owners: Iterable[Known]) -> bool:
    """Whether a word can be the surname in another spelling: a short one must be the same."""
    plain = folded(text)
    if any(plain in known.forms for known in owners):
        return True
    return len(plain) > 4 and given(plain) is None and not is_common_word(plain)


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
    names = {part for known in owners for part in known.given}
    small = {part for known in owners for part in known.particles}
    while (previous := _given_before(words, index)) is not None:
        text = words.texts[previous]
        if text not in small and not (text[0].isupper() and family(text) in names):
            break
        index = previous
    return index


def _has_given(words: Words, index: int) -> bool:
    """Whether a capitalised word that is no title stands directly before a name."""
    previous = _given_before(words, index)
    if previous is None:
        return False
    text, lower = words.texts[previous], words.lowers[previous]
    if not text[0].isupper() or words.is_possessive(previous) or lower in ROLES:
        return False
    if _is_headline(words, index):
        return given(text) is not None
    return not (lower in FUNCTION_WORDS and words.opens_sentence(previous))


def _beside_ampersand(words: Words, index: int) -> bool:
    """Whether a name is part of a firm's: "Johnson & Johnson"."""
    return "&" in (words.gap(index).strip(), words.gap(index - 1).strip())


def _given_before(words: Words, index: int) -> int | None:
    """The word directly before a name, an initial with its full stop among them."""
    previous = words.before(index)
    if previous is None and index > 0 and words.gap(index - 1) == ". ":
        # An initial, or a short word as in "St. Paul"; "Gov." and the like are titles.
        short = len(words.texts[index - 1]) <= 2 and words.is_capital(index - 1)
        previous = index - 1 if short and words.lowers[index - 1] not in ROLES else None
    return previous


_THINGS = NOT_NAMES - FUNCTION_WORDS


def _is_prefix(words: Words, index: int) -> bool:
    """Whether a surname is the first word of a longer name: "Trump Tower"."""
    following = words.after(index)
    if following is None or not words.is_capital(following):
        return False
    if _is_headline(words, index):
        return words.lowers[following] in _THINGS
    return words.lowers[following] not in FUNCTION_WORDS


def _is_headline(words: Words, index: int) -> bool:
    """Whether a word stands where capitals tell nothing."""
    line = words.line(words.starts[index])
    return line.headline or line.capitals


# What it begins with is looked for fastest if it is the same letter always.
_ARTICLE = re.compile(r"he (?![a-z])(?=[^\W\d_])(?<=\b[Tt]he )")


def _bare_titles(document: DocumentView, owners: Owners, titled: Iterable[Titled]) -> Iterator[Add]:
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
    for article in _ARTICLE.finditer(text) if bearers else ():
        index = words.at(article.start() - 1)
        form, last = _longest_role(words, index, bearers)
        if last is None or words.starts[index + 1] in followed or _is_prefix(words, last):
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
