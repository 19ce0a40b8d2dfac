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

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import regex

from newsnorm import Add, Candidate, DocumentView, Entity, Option, local_id
from newsnorm_entities.given import given, is_common_word, is_given
from newsnorm_entities.organization_words import (
    BODY_NOUNS,
    CALLED_BEFORE,
    CALLED_BEHIND,
    FIRM_NOUNS,
    GENERIC,
    HOUSES,
    JOINING,
    LEGAL_FORMS,
    MONTHS,
    NOT_LEADING,
    OWNING,
    PORTFOLIO,
    STATE_NOUNS,
)
from newsnorm_entities.runs import capitals
from newsnorm_entities.vocabulary import FUNCTION_WORDS, HONORIFICS, MODIFIERS, NOT_NAMES, ROLES
from newsnorm_entities.words import Words, words_of

SCORE = 0.9
"""Of a body whom its own words alone tell."""

LONGEST = 9
"""Words of a name, at most."""


@dataclass(slots=True)
class _Body:
    """A body that the article names, and the forms that may stand for it later."""

    entity: Entity
    forms: set[str] = field(default_factory=set)


class Organizations:
    """Adds bodies and firms that no table has."""

    def propose(self, document: DocumentView) -> Iterable[Add]:
        """A candidate for each full name, and for each short form of one."""
        taken = _Taken(document.candidates)
        bodies: dict[str, _Body] = {}
        added: set[tuple[str, int]] = set()
        for name, words, first, last in _names_in(document, bodies, taken):
            start, end = words.starts[first], words.ends[last]
            if (name, start) in added:
                continue
            entity, forms = _body(words, first, last)
            if taken.is_place_alone(name, words, first, last) or taken.knows(
                name, words, first, last
            ):
                continue
            longer = taken.ending_with(words.text[start:end])
            if len(longer) > 1:
                continue
            entity = next(iter(longer.values()), entity)
            body = bodies.setdefault(entity.id, _Body(entity))
            body.forms |= forms
            if acronym := _ACRONYM.match(words.text, end):
                body.forms.add(acronym["short"])
            added.update((name, at) for at in range(start, end))
            yield Add(name, start, end, (Option(entity),), "name of a body", True, score=SCORE)
        yield from _short_forms(document, bodies, added)


def _names_in(
    document: DocumentView, bodies: dict[str, _Body], taken: _Taken
) -> Iterator[tuple[str, Words, int, int]]:
    """Names that tell what they are, and then those that the text explains and none else has."""
    fields = [(name, words_of(document.fields.get(name, ""))) for name in ("text", "title")]
    for name, words in fields:
        for first, last in names_of_bodies(words):
            if not taken.forbids(name, words.starts[first], words.ends[last]):
                yield name, words, first, last
    forms = {form for body in bodies.values() for form in body.forms}
    for name, words in fields:
        for first, last in said_to_be_bodies(words):
            start, end = words.starts[first], words.ends[last]
            if words.text[start:end] not in forms and not taken.meets(name, start, end):
                yield name, words, first, last


_ACRONYM = regex.compile(r"\.? \((?P<short>\p{Lu}{2,7})\)")


def names_of_bodies(words: Words) -> Iterator[tuple[int, int]]:
    """First and last word of each name that its own words make a body's.

    >>> words = Words("The Wexmoor Health Trust sued Brennick Holdings Ltd over the Bank Holiday.")
    >>> [" ".join(words.texts[first : last + 1]) for first, last in names_of_bodies(words)]
    ['Wexmoor Health Trust', 'Brennick Holdings Ltd']
    """
    after = 0
    for first, last in _runs(words):
        if first < after:
            continue
        found = _name_in(words, first, last)
        if found is not None:
            after = found[1] + 1
            yield found


def said_to_be_bodies(words: Words) -> Iterator[tuple[int, int]]:
    """First and last word of each name beside which the text says what body it is.

    >>> words = Words("Litgrid, the state grid operator, told the broadcaster LRT, an engineer said.")
    >>> [" ".join(words.texts[first : last + 1]) for first, last in said_to_be_bodies(words)]
    ['Litgrid', 'LRT']
    """
    for first, last in _runs(words):
        line = words.line(words.starts[first])
        if line.headline or line.capitals or last - first > 3:
            continue
        if words.opens_sentence(first) and words.lowers[first] in FUNCTION_WORDS:
            continue
        if any(_is_plain(words, at) for at in range(first, last + 1)):
            continue
        before = words.before(first)
        if _is_explained(words, last) or (
            before is not None
            and words.lowers[before] in CALLED_BEFORE
            and not words.is_possessive(before)
            and _has_article(words, before)
        ):
            yield first, last


def _is_plain(words: Words, index: int) -> bool:
    """Whether a word is no part of a name that needs explaining: a day, a title, a possessive."""
    lower = words.lowers[index]
    return lower in FUNCTION_WORDS or lower in ROLES or lower in HONORIFICS or len(lower) < 2


def _has_article(words: Words, noun: int) -> bool:
    """Whether an article or a possessor stands before a noun, adjectives between at most."""
    index = words.before(noun)
    for _ in range(3):
        if index is None or words.is_capital(index):
            return index is not None and (
                words.is_possessive(index) or words.lowers[index] in ("the", "a", "an", "its")
            )
        if words.lowers[index] in ("the", "a", "an", "its"):
            return True
        index = words.before(index)
    return False


def _is_explained(words: Words, last: int) -> bool:
    """Whether a comma and what body it is follow: ", the company that runs the grid"."""
    if words.gap(last) != ", " or words.is_possessive(last) or last + 1 >= len(words):
        return False
    if words.lowers[last + 1] not in ("the", "a", "an"):
        return False
    for at in range(last + 2, min(last + 7, len(words))):
        if words.gap(at - 1) not in (" ", "-") or words.is_possessive(at):
            return False
        if words.lowers[at] in CALLED_BEHIND:
            ends = words.gap(at) != " " or at + 1 >= len(words)
            return ends or words.lowers[at + 1] in _GOING_ON
        if words.lowers[at] in ROLES or words.lowers[at] in FUNCTION_WORDS:
            return False
    return False


_GOING_ON = frozenset("that which of in for based owned run founded behind representing".split())
"""Words behind a noun that say more of it; another noun would say what it is: "a company town"."""


def _runs(words: Words) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, with "&" and the possessive of a plain noun between them."""
    standing = capitals(words.text)
    at = 0
    while at < len(standing):
        first = last = standing[at]
        at += 1
        while at < len(standing) and standing[at] == last + 1 and _joins(words, last):
            last = standing[at]
            at += 1
        yield first, last


def _joins(words: Words, index: int) -> bool:
    """Whether a word and the next one may belong to one name."""
    gap = words.gap(index)
    lower = words.lowers[index]
    if words.is_possessive(index):
        if index + 1 < len(words) and words.lowers[index + 1] in HOUSES:
            return True
        return lower in OWNING or (index > 0 and words.lowers[index - 1] in ("st", "saint"))
    if gap == "' ":  # "Workers' Union"
        return lower in OWNING
    return gap in (" ", " & ") or (gap == ". " and lower in ("st", "j"))


def _name_in(words: Words, first: int, last: int) -> tuple[int, int] | None:
    """The body's name that a run of capitals holds or begins, if one is there."""
    line = words.line(words.starts[first])
    if line.headline or line.capitals:
        return None
    first = _without_lead(words, first, last)
    for index in range(first + 1, last + 1):
        end = _legal_end(words, index)
        if end is not None and not all(words.lowers[at] in ROLES for at in range(first, index)):
            if _is_end_only(words, first, index):
                return None
            return _fitting(_start_before(words, first, index), _of_state(words, end))
    for index in range(last, first - 1, -1):
        lower = words.lowers[index]
        if lower not in BODY_NOUNS and lower not in FIRM_NOUNS and not _is_red(words, index):
            continue
        if lower == "district" and words.lowers[index - 1] != "school":
            continue
        end = _complement(words, index) if index == last and lower in BODY_NOUNS else None
        if end is not None:
            return _fitting(first, end)
        if index == first or not _names(words, first, index):
            return None
        if index < last and not _may_end(words, index + 1):
            return None
        return _fitting(_start_before(words, first, index), index)
    return (first, last) if _is_partnership(words, first, last) else None


def _is_end_only(words: Words, first: int, legal: int) -> bool:
    """Whether a word and a legal form are the end of a longer name: "Fenner and Smith Inc".

    Of two firms the first has its own legal form: "Roe Inc and Smith Inc".
    """
    if words.text[words.starts[first] - 1 : words.starts[first]] == "&":
        return True  # "M&T Bank Corp"
    if words.is_initial(first) and words.lowers[first - 1] == "and":
        return True  # "S and W Roe Plc"
    if legal - first > 1 or first < 2 or words.lowers[first - 1] != "and":
        return False
    before = first - 2
    return words.gap(before) == " " and words.is_capital(before) and not _legal_end(words, before)


def _fitting(first: int | None, last: int) -> tuple[int, int] | None:
    return (first, last) if first is not None and last - first < LONGEST else None


def _without_lead(words: Words, first: int, last: int) -> int:
    """Where a run begins without what opens a sentence or describes the body."""
    if words.lowers[first] == "s" and first > 0 and words.text[words.starts[first] - 1] == ".":
        first += 1  # "U.S. Senate Committee"
    while first < last:
        lower = words.lowers[first]
        opening = words.opens_sentence(first) and lower in NOT_LEADING
        describing = "-" in lower and words.texts[first].rpartition("-")[2].islower()
        if not (lower in FUNCTION_WORDS or opening or describing or lower in HONORIFICS):
            break
        first += 1
    return first


def _legal_end(words: Words, index: int) -> int | None:
    """The last word of a legal form that begins at a word, printed as legal forms are."""
    text = words.texts[index]
    if text in LEGAL_FORMS.get(words.lowers[index], ()):
        return index
    dotted = _DOTTED.match(words.text, words.starts[index]) if len(text) == 1 else None
    return words.at(dotted.end() - 1) if dotted else None


_DOTTED = regex.compile(r"(?:S\.A|N\.V|B\.V|L\.P|A\.G|S\.p\.A|P\.L\.C)(?![\p{L}\p{N}])")


def _of_state(words: Words, end: int) -> int:
    """The last word of a firm's name, where that goes on: "Public Service Co of New Mexico"."""
    following = words.lowers[end + 1 : end + 3]
    if words.lowers[end] != "co" or following[:1] != ["of"] or following[1:] == ["the"]:
        return end
    return _complement(words, end) or end


def _start_before(words: Words, first: int, last: int) -> int | None:
    """Where a name begins whose run of capitals may be its end only.

    "Health and Tennis Corp" and "House of Representatives Ethics Committee" begin before the small
    word; None where that cannot be told.
    """
    if first < 2 or words.gap(first - 1) != " ":
        return first
    small, gap = words.lowers[first - 1], words.gap(first - 2)
    joined = gap == " " and words.is_capital(first - 2) and not words.is_possessive(first - 2)
    if not joined or words.lowers[first - 2] in ROLES:
        return first
    if small == "of":
        noun = words.lowers[first - 2]
        return first - 2 if noun in BODY_NOUNS or noun == "house" else first
    if small == "and" and last - first == 1 and is_common_word(words.lowers[first]):
        return None
    return first


def _is_partnership(words: Words, first: int, last: int) -> bool:
    """Whether two names are joined as those of partners are: "Procter & Gamble"."""
    gaps = words.gaps(first, last)
    if gaps.count(" & ") != 1 or last - first > 3:
        return False
    inside = range(first, last + 1)
    lowers = [words.lowers[at] for at in inside]
    return (
        all(len(lower) > 1 and lower not in FUNCTION_WORDS for lower in lowers)
        and not any(lower in ROLES for lower in lowers)
        and not all(map(is_common_word, lowers))
        and not is_given(lowers[0])  # "Bill & Hillary"
        and not any("-" in lower for lower in lowers)
    )


def _is_red(words: Words, index: int) -> bool:
    """Whether it is a society of the Red Cross or Red Crescent, by more words before these."""
    red = words.lowers[index] in ("cross", "crescent") and words.lowers[index - 1] == "red"
    return red and index > 1 and words.gap(index - 2) == " " and words.is_capital(index - 2)


def _names(words: Words, first: int, last: int) -> bool:
    """Whether the words before a noun make a name of it."""
    before = words.lowers[first:last]
    if all(lower in ROLES or lower in MODIFIERS for lower in before):
        return False
    noun = words.lowers[last]
    if noun == "management":
        return before[-1] in ("asset", "capital", "fund", "investment", "wealth")
    own = [lower for lower in before if not is_common_word(lower)]
    if noun in FIRM_NOUNS:
        return bool(own) and not all(lower in ROLES for lower in own)
    if noun in STATE_NOUNS or noun in ("cross", "crescent"):
        return True
    if bool(own) or len(before) > 1:
        return any(lower not in GENERIC for lower in before)
    called = first > 0 and words.gap(first - 1) == " " and words.lowers[first - 1] == "the"
    return called and before[0] not in GENERIC


def _may_end(words: Words, index: int) -> bool:
    """Whether a name may end before a capitalised word: "Health Trust Chairman Jane Roe"."""
    lower = words.lowers[index]
    return lower in ROLES or lower in MODIFIERS


def _complement(words: Words, noun: int) -> int | None:
    """The last word of what a noun has behind it: "of Health of Rwanda", "for Restoration"."""
    last: int | None = None
    index = noun
    while True:
        following = _joined_behind(words, index)
        if following is None:
            return last
        begin, plain = following
        end = begin
        while (
            words.gap(end) == " "
            and not words.is_possessive(end)
            and end + 1 < len(words)
            and words.is_capital(end + 1)
            and words.lowers[end + 1] not in ROLES
        ):
            end += 1
        if plain and last is None:
            return None
        if plain and not all(_is_portfolio(words.lowers[at]) for at in range(begin, end + 1)):
            return last  # "the Ministry of Justice and Jane Roe"
        last = index = end


def _is_portfolio(lower: str) -> bool:
    """Whether a word can be what a body is for: "Infrastructure and Water Management"."""
    known = is_common_word(lower) or lower in NOT_NAMES or lower in PORTFOLIO
    return known and lower not in ROLES


def _joined_behind(words: Words, index: int) -> tuple[int, bool] | None:
    """Where a name goes on behind a small word, and whether that is "and"."""
    if words.is_possessive(index) or words.gap(index) not in (" ", ", "):
        return None
    following = index + 1
    if following + 1 >= len(words):
        return None
    lower = words.lowers[following]
    if words.gap(index) == ", " or lower not in JOINING or words.is_capital(following):
        return None
    begin = following + 1
    if words.gap(following) not in (" ", "'", "’"):
        return None
    if words.lowers[begin] in ("the", "la", "las", "los", "les") and words.gap(begin) == " ":
        begin += 1
    if begin >= len(words) or not words.is_capital(begin) or words.lowers[begin] in ROLES:
        return None
    if words.texts[begin].isdigit() or words.lowers[begin] in FUNCTION_WORDS | MONTHS:
        return None
    return begin, lower == "and"


# Short forms --------------------------------------------------------------------------------------


def _body(words: Words, first: int, last: int) -> tuple[Entity, set[str]]:
    """The entity of a name, and what may stand for it later."""
    whole = words.text[words.starts[first] : words.ends[last]]
    legal = next((at for at in range(first + 1, last + 1) if _legal_end(words, at)), None)
    end = last if legal is None else legal - 1
    name = words.text[words.starts[first] : words.ends[end]]
    forms = {whole, name}
    if legal is not None and (legal < last - 1 or _reads_as_person(words, first, end)):
        name = whole  # "Public Service Co of Ohio", "Walt Disney Co"
    is_firm = legal is not None or words.lowers[end] in FIRM_NOUNS
    if is_firm and end > first:
        if end - first > 1:
            forms.add(words.text[words.starts[first] : words.ends[first + 1]])
        forms.add(words.texts[first])
    for index in range(first + 1, last):
        if words.lowers[index] in JOINING and index - first > 1 and not is_firm:
            forms.add(words.text[words.starts[first] : words.ends[index - 1]])
            break
    entity = Entity(local_id(name), name, "organization", "company" if is_firm else "organization")
    return entity, {form for form in forms if _may_stand_alone(form)}


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


def _short_forms(
    document: DocumentView, bodies: dict[str, _Body], added: set[tuple[str, int]]
) -> Iterator[Add]:
    """Each further place of a form that belongs to one body of the article alone."""
    owners: dict[str, list[_Body]] = {}
    for body in bodies.values():
        for form in body.forms:
            owners.setdefault(form, []).append(body)
    single = {
        form: found[0]
        for form, found in owners.items()
        if len(found) == 1 and (form.isupper() or " " in form or not _is_place(form, document))
    }
    if not single:
        return
    forms = sorted(single, key=len, reverse=True)
    pattern = regex.compile(
        rf"(?<![\p{{L}}\p{{N}}&-])(?:{'|'.join(map(regex.escape, forms))})(?![\p{{L}}\p{{N}}&])"
    )
    taken = _Taken(document.candidates)
    for name in ("title", "text"):
        text = document.fields.get(name, "")
        words = words_of(text)
        for found in pattern.finditer(text):
            start, end = found.span()
            if (name, start) in added or taken.meets(name, start, end):
                continue
            if _is_inside(words, start, end):
                continue
            option = Option(single[found.group()].entity)
            yield Add(name, start, end, (option,), "short for a body", True, score=SCORE)


def _is_place(form: str, document: DocumentView) -> bool:
    """Whether a word is a place's name too: "Anhui" of Anhui Roe Energy is one more often."""
    entities = document.gazetteer.entities
    return any(entities[alias.entity].kind == "place" for alias in document.gazetteer.lookup(form))


def _is_inside(words: Words, start: int, end: int) -> bool:
    """Whether a form is part of a longer run of capitals: "Corvane Street"."""
    first, last = words.at(start), words.at(end - 1)
    if words.line(start).headline or words.line(start).capitals:
        return False
    before, after = words.before(first), words.after(last)
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


def _is_ministry(surface: str) -> bool:
    """Whether a name that some states' tables share is a ministry's: whose, nobody knows here."""
    return any(part in STATE_NOUNS for part in surface.lower().split())


class _Taken:
    """What other canonicalizers have found, for asking whether a body may stand in a place."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.by_field: dict[str, list[Candidate]] = {}
        self.starts: dict[str, list[int]] = {}
        self.longest = 0
        for candidate in candidates:
            self.by_field.setdefault(candidate.field, []).append(candidate)
            self.starts.setdefault(candidate.field, []).append(candidate.start)
            self.longest = max(self.longest, candidate.end - candidate.start)

    def at(self, name: str, start: int, end: int) -> Iterator[Candidate]:
        """The candidates that overlap with a stretch."""
        starts = self.starts.get(name, [])
        first = bisect_left(starts, start - self.longest)
        for candidate in self.by_field.get(name, ())[first : bisect_left(starts, end)]:
            if candidate.end > start:
                yield candidate

    def forbids(self, name: str, start: int, end: int) -> bool:
        """Whether somebody else has a full name: a person, or a name that is no part of it."""
        for candidate in self.at(name, start, end):
            if not candidate.options:
                continue
            entity = candidate.options[0].entity
            covers = candidate.start <= start and candidate.end >= end
            crosses = candidate.start < start or candidate.end > end
            if covers and (candidate.decided or entity.kind == "person"):
                return True
            if covers and entity.kind == "organization" and not _is_ministry(candidate.surface):
                return True
            if candidate.decided and (crosses or entity.kind == "person"):
                return True
        return False

    def is_place_alone(self, name: str, words: Words, first: int, last: int) -> bool:
        """Whether a place and a noun for firms are all: "an Alberta Corp"."""
        if last - first > 1 or not _legal_end(words, last):
            return False
        start, end = words.starts[first], words.ends[first]
        return any(
            c.decided and c.options[0].entity.kind == "place" for c in self.at(name, start, end)
        )

    def knows(self, name: str, words: Words, first: int, last: int) -> bool:
        """Whether a table has a firm's name up to its last word: "Roe" of "Roe Group"."""
        if last == first or words.lowers[last] not in (*FIRM_NOUNS, *LEGAL_FORMS, "group"):
            return False
        start, end = words.starts[first], words.ends[last - 1]
        return any(
            (c.start, c.end) == (start, end)
            and c.decided
            and c.options[0].entity.kind == "organization"
            for c in self.at(name, start, end)
        )

    def ending_with(self, surface: str) -> dict[str, Entity]:
        """Bodies by id whose names end with a name that is no one's own: "the Foreign Ministry"."""
        parts = surface.lower().split()
        if parts[-1] not in STATE_NOUNS or not all(map(_is_portfolio, parts)):
            return {}
        return {
            candidate.options[0].entity.id: candidate.options[0].entity
            for found in self.by_field.values()
            for candidate in found
            if candidate.decided and candidate.surface.endswith(f" {surface}")
            if candidate.options[0].entity.kind == "organization"
        }

    def meets(self, name: str, start: int, end: int) -> bool:
        """Whether anything at all has been found there."""
        return any(True for _ in self.at(name, start, end))
