"""Surnames and titles alone, which refer back to a person that the article names in full.

A reference is linked where one person alone can be meant; where two can, it stays undecided.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from newsnorm import Add, Candidate, DocumentView, Entity, Option, Withdraw
from newsnorm_entities.bare_titles import bare_titles
from newsnorm_entities.bearers import (
    GENDERS,
    Known,
    Owners,
    gender_of,
    owners_of,
    short_forms,
    states_in,
)
from newsnorm_entities.bodies import references_to_bodies
from newsnorm_entities.body_edges import DAYS
from newsnorm_entities.clues import SPEECH, names_firm
from newsnorm_entities.doings import is_past
from newsnorm_entities.first_names import references_by_first_name
from newsnorm_entities.given import given, is_common_word, surname_first
from newsnorm_entities.government_words import MONTHS
from newsnorm_entities.identities import persons_among
from newsnorm_entities.names import family, folded
from newsnorm_entities.neighbors import is_town
from newsnorm_entities.runs import (
    PARTISANS,
    families,
    is_first_of_longer,
    is_headline,
    suffix_behind,
)
from newsnorm_entities.sovereigns import Titled
from newsnorm_entities.surname_alone import is_surname
from newsnorm_entities.titles import titled_names
from newsnorm_entities.vocabulary import FUNCTION_WORDS, ROLES
from newsnorm_entities.whereabouts import is_journey
from newsnorm_entities.words import Words, words_of


class Surnames:
    """Links "Blinken", "Secretary Blinken" and "the Secretary" to Antony Blinken."""

    def propose(self, document: DocumentView) -> Iterable[Add | Withdraw]:
        """Candidates for surnames first, then for titles alone."""
        persons = persons_among(document.candidates)
        owners = owners_of(persons)
        yield from references_to_bodies(document)
        if not (owners or any(_is_bare(c) for c in persons)):
            return
        titled = titled_names(document)
        yield from _titled_aliases(document, owners, persons, titled)
        if not owners:
            return
        yield from _addressed_by_given_name(owners, titled, document)
        yield from _surnames(document, owners, persons, titled)
        yield from references_by_first_name(document, persons, owners)
        yield from bare_titles(document, owners, titled)


def _addressed_by_given_name(
    owners: Owners, titled: Iterable[Titled], document: DocumentView
) -> Iterator[Add]:
    """ "Dame Diana" and "Dr Mahathir", where one person alone has the given name.

    So with a title that the person bears: "Prime Minister Abiy".
    """
    persons = {known.entity.id: known for bearers in owners.values() for known in bearers.values()}
    for found in titled:
        address = document.fields[found.field][found.start : found.end].split()[0].lower()
        address = address.rstrip(".")
        if len(found.name) != 1 or not (address in _BEFORE_GIVEN or found.role):
            continue
        forms = short_forms(found.role) if address not in _BEFORE_GIVEN else None
        name = family(found.name[0])
        if name in owners or document.fields[found.field][found.end : found.end + 1] in _CLOSING:
            continue
        possible = [
            known
            for known in persons.values()
            if name in known.given
            and _fits(known.gender, GENDERS.get(address, ""))
            and (forms is None or known.roles & forms)
            and (found.field == "title" or known.first < found.start)
        ]
        if len(possible) == 1:
            option = Option(possible[0].entity)
            yield Add(
                found.field,
                found.start,
                found.end,
                (option,),
                "given name",
                decided=True,
                role=found.role or None,
            )


def _fits(gender: str, other: str) -> bool:
    return not (gender and other) or gender == other


_BEFORE_GIVEN: Final[tuple[str, ...]] = (
    "sir", "dame", "prince", "princess", "dr", "mr", "mrs", "ms",
)  # fmt: skip
"""Forms of address before a given name."""

_CLOSING: Final = frozenset("])")
"""What stands behind a part of a name that somebody has written out: "[President Jane] Roe"."""


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
        gender = GENDERS.get(address.rstrip("."), "")
        if gender and gender_of(entity.name.split()[:-1]) not in ("", gender):
            yield Withdraw(candidate.key, "the form of address is another person's")
        elif _may_serve(
            entity,
            states_in(document.candidates, found.field, found.start, found.start + len(found.role)),
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
        if option.needs == "definition":
            continue  # a small town of the name, which nothing says is meant
        if option.entity.kind != "person" or not borne:
            options.setdefault(option.entity.id, option)
    return tuple(options.values())


def _surnames(
    document: DocumentView,
    owners: Owners,
    persons: Iterable[Candidate],
    titled: Iterable[Titled],
) -> Iterator[Add | Withdraw]:
    # A surname stands where a word does: the words of a name are looked at, not each code point.
    taken = {
        (c.field, start)
        for c in persons
        if not _is_bare(c)
        for start in _starts_inside(words_of(document.fields[c.field]), c)
    }
    fields = document.fields.values()
    before_surname = {
        (t.field, t.end): t for t in titled if len(t.name) == 1 or is_surname(t, fields)
    }
    contested: set[str] = set()
    firms: set[str] = set()
    found: list[_Reference] = []
    lower = {
        form for bearers in owners.values() for known in bearers.values() for form in known.forms
    }
    for name in ("title", "text"):
        if not document.fields.get(name):
            continue
        words = words_of(document.fields[name])
        # A surname may be a word of the language too: "white", "may".
        contested |= {
            family(form)
            for form in lower
            if form in words.text and any(True for _ in words.places(form))
        }
        places = families(words.text)
        ends = _ends_of_places(name, document)
        locations = {
            c.end: c.start
            for c in document.candidates
            if c.field == name and all(option.entity.kind == "place" for option in c.options)
        }
        standing = sorted((at, one) for one in owners for at in places.get(one, ()))
        for index, key in standing:
            text, start, end = words.texts[index], words.starts[index], words.ends[index]
            if (
                (name, start) in taken
                or end in ends
                or not _is_spelling(text, owners[key].values())
            ):
                continue
            if text.isupper() and not words.line(start).capitals:
                continue
            if (
                is_town(words, index, document)
                or is_journey(words, index)
                or _is_land(words, index)
            ):
                continue
            title = before_surname.get((name, end))
            first = _full_name_start(words, index, owners[key].values())
            longer = _has_given(words, first) and not _says_when_or_where(words, first, locations)
            if title is None and (longer or _beside_ampersand(words, first)):
                contested.add(key)
            elif (
                title is None
                and first == index
                and words.lowers[index] in FUNCTION_WORDS
                and not _acts(words, index)
            ):
                continue
            elif not (suffix := suffix_behind(words, index)) and is_first_of_longer(words, index):
                if names_firm(words, index):
                    firms.add(key)
            else:
                start = title.start if title else words.starts[first]
                address = words.lowers[words.at(start)] if title else ""
                role = title.role if title else None
                gender = GENDERS.get(address, "")
                speaks = bool(title) or _speaks(words, index)
                last = _full_name_end(words, index, owners[key].values())
                end = words.ends[last + 1 if suffix else last]
                found.append(_Reference(name, start, end, key, role, gender, speaks, suffix))
    if not found:
        return
    candidates = {(c.field, c.start, c.end): c for c in document.candidates}
    bare = {(c.field, c.end): c for c in persons if _is_bare(c)}
    for name, start, end, key, role, gender, speaks, suffix in found:
        text_first = name == "title"
        states = states_in(document.candidates, name, start, start + len(role)) if role else set()
        words = words_of(document.fields[name])
        at = words.at(start)
        initial = words.texts[at] if not role and words.is_initial(at) else ""  # no "U.S. Senator"
        possible = [
            known
            for known in owners[key].values()
            if (text_first or known.first < start)
            and (not initial or _has_initial(known, initial))
            and _may_serve(known.entity, states)
            and (not gender or known.gender in ("", gender))
            and (known.given or known.gender or gender != "f")  # "the president and Mrs Roe"
        ]
        if role and len(possible) > 1:
            forms = short_forms(role)
            bearers = [known for known in possible if known.roles & forms]
            possible = bearers if len(bearers) == 1 else possible
        if len(possible) > 1:
            bearers = [known for known in possible if known.suffix == suffix]
            possible = bearers or possible
        # A title before a name that a table has alone is no part of what the table has.
        other = candidates.get((name, start, end)) or bare.get((name, end))
        if not possible:
            # Somebody whom the article names only later may be meant as well as a table's person.
            later = [Option(known.entity) for known in owners[key].values()]
            table = bare.get((name, end))
            if table and all(table.options[0].entity.id != o.entity.id for o in later):
                yield Withdraw(table.key, "could be a person's surname too")
                options = (*table.options, *later)
                yield Add(name, start, end, options, "two owners of one name", role=role)
            continue
        options = _readings(possible, other, role)
        if other is not None and not other.demonym:
            yield Withdraw(other.key, "could be a person's surname too")
        if (
            len(options) > 1
            and len(possible) == 1
            and not role
            and (speaks or _acts_alone(words, words.at(end - 1)))
        ):
            said_by = possible[0]
            if other is not None and (
                _tells_reporters(words, words.at(end - 1)) or _is_foreign(other, said_by, document)
            ):
                options = (Option(said_by.entity),)
        if len(options) > 1:
            yield Add(name, start, end, options, "two owners of one name", role=role)
        elif key in firms and not (speaks or suffix):
            yield Add(name, start, end, options, "a firm is called so too", role=role)
        elif other is not None and other.demonym and not (gender or role):
            yield Add(name, start, end, options, "could be said of a country", role=role)
        elif key in contested and not gender:
            yield Add(name, start, end, options, "somebody else has this surname too", role=role)
        else:
            yield Add(name, start, end, options, "surname", decided=True, role=role)


def _ends_of_places(field: str, document: DocumentView) -> set[int]:
    """Where places of several words end that can be nothing else: no Hague is in The Hague."""
    return {
        candidate.end
        for candidate in document.candidates
        if candidate.field == field
        and " " in candidate.surface
        and len(candidate.options) == 1
        and candidate.options[0].entity.kind == "place"
        and not (candidate.options[0].needs or candidate.demonym)
    }


def _is_land(words: Words, index: int) -> bool:
    """Whether a surname is a country's name, by what lies in it: "in Velt's capital, Orr"."""
    if not words.is_possessive(index) or words.lowers[index + 1 : index + 2] != ["capital"]:
        return False
    behind = index + 2
    named = behind < len(words) and words.gap(index + 1) == ", " and words.is_capital(behind)
    before = words.before(index)
    return named or (before is not None and words.lowers[before] in _PLACING)


def _tells_reporters(words: Words, last: int) -> bool:
    """Whether a name does what persons alone do: "Velt told reporters"."""
    if words.is_possessive(last) or not words.gap(last) == words.gap(last + 1) == " ":
        return False
    verb, *whom = words.lowers[last + 1 : last + 3]
    return verb in ("told", "tells") and bool(_AUDIENCE.intersection(whom))


_AUDIENCE: Final = frozenset(
    "journalists newsmen reporters supporters viewers listeners lawmakers delegates".split()
)


def _is_foreign(other: Candidate, known: Known, document: DocumentView) -> bool:
    """Whether nothing in an article speaks of the place or firm that a surname is, too.

    "Colombo promised" behind "Emilio Colombo", where Sri Lanka is not spoken of: the first that is
    called so is the person, and no preposition puts anything there.
    """
    if not all(option.entity.kind in ("place", "organization") for option in other.options):
        return False
    lineages = {
        above
        for option in other.options
        for above in (*document.gazetteer.lineage(option.entity.id), option.entity.parent)
        if above
    }
    text = document.fields.get("text", "")
    for candidate in document.candidates:
        same = candidate.surface == other.surface
        if same and candidate.field == "text" and candidate.start < known.first:
            return False
        if same and candidate.field != "text":
            return False
        entities = [option.entity for option in candidate.options]
        if not same and any(e.id in lineages or e.parent in lineages for e in entities):
            return False
    words = words_of(text)
    return not any(
        (before := words.before(words.at(at))) is not None and words.lowers[before] in _PLACING
        for at in words.places(other.surface)
    )


_PLACING: Final = frozenset("in at near from to into outside around across".split())


def _starts_inside(words: Words, candidate: Candidate) -> list[int]:
    """Where words begin inside a candidate."""
    starts = words.starts
    return starts[bisect_left(starts, candidate.start) : bisect_left(starts, candidate.end)]


class _Reference(NamedTuple):
    """A place where a surname stands for a person, and what it has beside it."""

    field: str
    start: int
    end: int
    key: str
    role: str | None
    gender: str
    speaks: bool
    suffix: str


def _speaks(words: Words, index: int) -> bool:
    """Whether somebody speaks by a verb beside their name.

    Of whom another speaks, "he noted Velt had agreed", it says nothing; and "Velt said it would" is
    a firm's.
    """
    before, after = words.before(index), words.after(index)
    if before is not None and words.lowers[before] in SPEECH:
        subject = words.before(before)
        return subject is None or words.lowers[subject] not in _PRONOUNS
    if after is None or words.lowers[after] not in SPEECH:
        return False
    content = words.after(after)
    return content is None or words.lowers[content] not in ("it", "its")


def _acts_alone(words: Words, index: int) -> bool:
    """Whether a surname is the subject of what has been done: "and Velt went home"."""
    after = words.after(index)
    if after is None or words.is_possessive(index) or words.is_capital(after):
        return False
    return is_past(words.lowers[after]) or words.lowers[after] in _DID


_DID: Final = frozenset(("came", "went"))
_PRONOUNS: Final = frozenset("he she it they who i we".split())


def _acts(words: Words, index: int) -> bool:
    """Whether a word that is a surname too is one, by what is done: "May voted against it".

    Months have a preposition or a day before them, and "may" and "will" no past form behind.
    """
    before, after = words.before(index), words.after(index)
    if after is None or words.is_possessive(index) or words.is_capital(after):
        return False
    if before is not None and (
        words.lowers[before] in _BEFORE_MONTHS or words.texts[before].isdigit()
    ):
        joined = before and words.lowers[before] == "and" and words.gap(before - 1) == ", "
        if not joined or words.lowers[before - 1] in MONTHS:
            return False  # "in April, and May brought", but "she would go, and May left"
    return is_past(words.lowers[after]) or words.lowers[after] in _SAID


_SAID: Final = frozenset("said says".split())
_BEFORE_MONTHS: Final = frozenset(
    "in on of by since until till from to through before after during for last this next late "
    "early mid the each every and or".split()
)


def _is_spelling(text: str, owners: Iterable[Known]) -> bool:
    """Whether a word can be the surname in another spelling: a short one must be the same."""
    plain = folded(text)
    if any(plain in known.forms for known in owners):
        return True
    return len(plain) > 4 and given(plain) is None and not is_common_word(plain)


def _may_serve(person: Entity, states: set[str]) -> bool:
    """Whether a title of those countries can be a person's, as far as the table knows."""
    return not (states and (person.parent or "").startswith("iso3166:")) or person.parent in states


def _full_name_start(words: Words, index: int, owners: Collection[Known]) -> int:
    """The first word of the name that a surname ends: given names of its owner belong to it."""
    while (previous := _given_before(words, index)) is not None:
        text = words.texts[previous]
        if not any(
            text in known.particles
            or (text[0].isupper() and family(text) in known.given)
            # "C. Velt", and not "A Velt aide"
            or (words.gap(previous)[:1] == "." and _has_initial(known, text))
            for known in owners
        ):
            break
        index = previous
    return index


def _has_initial(known: Known, letter: str) -> bool:
    """Whether a person's name begins with a letter: "C. Velt" is Carla Velt."""
    return len(letter) == 1 and bool(known.given) and known.entity.name.startswith(letter)


def _full_name_end(words: Words, index: int, owners: Collection[Known]) -> int:
    """The last word of a name that a surname begins: "Wu Chi-wai", where capitals tell nothing."""
    last = index
    while (following := words.after(last)) is not None:
        part = family(words.texts[following])
        if not any(part in known.given for known in owners):
            break
        last = following
    if last == index:
        return index
    return last if surname_first(tuple(words.texts[index : last + 1])) else index


def _has_given(words: Words, index: int) -> bool:
    """Whether a capitalised word that is no title stands directly before a name."""
    previous = _given_before(words, index)
    if previous is None:
        return False
    text, lower = words.texts[previous], words.lowers[previous]
    if not text[0].isupper() or words.is_possessive(previous):
        return False
    if lower in ROLES or lower in PARTISANS:
        return False
    if is_headline(words, index):
        return given(text) is not None
    return not (lower in FUNCTION_WORDS and words.opens_sentence(previous))


def _says_when_or_where(words: Words, index: int, locations: Mapping[int, int]) -> bool:
    """Whether a day, a month or a place ends before a name: "On Friday Velt left", "In Kyiv Velt".

    Months and places are given names, too ("April Velt", "Paris Velt"): a preposition tells.

    Args:
        words: of the field.
        index: the first word of the name.
        locations: where the places of the field begin, by their ends.
    """
    previous = words.before(index)
    if previous is None:
        return False
    lower = words.lowers[previous]
    if lower in MONTHS:
        first = previous
    elif lower in DAYS:
        return True
    elif words.ends[previous] in locations and (
        (named := given(words.texts[previous])) is None or named.doubtful
    ):
        first = words.at(locations[words.ends[previous]])
    else:
        return False
    before = words.before(first)
    return before is not None and words.lowers[before] in (
        _BEFORE_MONTHS if lower in MONTHS else _PLACING
    )


def _beside_ampersand(words: Words, index: int) -> bool:
    """Whether a name is part of a firm's: "Johnson & Johnson"."""
    return "&" in words.text and "&" in (words.gap(index).strip(), words.gap(index - 1).strip())


def _given_before(words: Words, index: int) -> int | None:
    """The word directly before a name, an initial with its full stop among them."""
    previous = words.before(index)
    if previous is None and index > 0 and words.gap(index - 1) in (". ", "."):
        # An initial, or a short word as in "St. Paul"; "Gov." and the like are titles.
        short = len(words.texts[index - 1]) <= 2 and words.is_capital(index - 1)
        previous = index - 1 if short and words.lowers[index - 1] not in ROLES else None
    return previous
