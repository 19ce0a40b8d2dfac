"""Persons, by the titles before their names: "US Secretary of State Antony Blinken".

The grammar: [owner and modifiers] title name. A title is a word or phrase of `ROLES`;
words with capitals, names of the gazetteer and modifiers directly before it belong to it;
the name is the run of capitalised words behind it.
A name that no table knows becomes an entity of its own, by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from newsnorm import Add, Candidate, DocumentView, Gazetteer, Option
from newsnorm_entities.body_edges import is_portfolio
from newsnorm_entities.clues import is_thing
from newsnorm_entities.compounds import is_numbered
from newsnorm_entities.given import given, is_common_word, is_given, surname_first
from newsnorm_entities.government_words import MONTHS
from newsnorm_entities.identities import Identities, listed, persons_among
from newsnorm_entities.names import family
from newsnorm_entities.officials import official
from newsnorm_entities.roles import role_end, roles_in
from newsnorm_entities.runs import SURNAMES_TOO, behind_nickname, is_joined, without_nickname
from newsnorm_entities.sovereigns import (
    Princes,
    Titled,
    is_numeral,
    key_among_princes,
    note_prince,
    peer,
    sovereign,
)
from newsnorm_entities.surname_alone import called_by_surname, is_surname
from newsnorm_entities.title_owners import PREFIXES, owner_start, whole_words
from newsnorm_entities.vocabulary import (
    ABBREVIATED,
    CALLINGS,
    FUNCTION_WORDS,
    HONORIFICS,
    NOT_NAMES,
    PARTICLES,
    ROLES,
    SUFFIXES,
)
from newsnorm_entities.words import KEPT, Words, words_of

_LONGEST_NAME: Final = 5
_MOST_NAMES: Final = 3
_BEFORE_HYPHEN: Final = tuple(prefix.removesuffix("-") for prefix in PREFIXES)
_LONGEST_PREFIX: Final = max(map(len, _BEFORE_HYPHEN))


class Titles:
    """Adds persons that a title introduces, by their full names or all that is said of them."""

    def propose(self, document: DocumentView) -> Iterable[Add]:
        """One candidate for each title with a name behind it."""
        introduced = titled_names(document)
        if not introduced:
            return
        identities = Identities(document)
        princes: Princes = {}
        in_charge = {family(t.name[0]) for t in introduced if len(t.name) == 1 and t.role}
        for found in introduced:
            cut = found.headline and not found.numeral  # which a name ends with: "Charles II Dies"
            titled = _prefix_in_text(found, document) if cut else found
            if titled is None or is_surname(titled, document.fields.values()):
                continue
            if len(titled.name) > 1 and not titled.numeral:
                if _are_letters(titled, document.candidates) or _is_shouted(
                    titled, document.gazetteer
                ):
                    continue
                numbered = princes.get(key_among_princes(titled))  # "Pope John Paul", the second
                entity = numbered or identities.of(titled.name, titled.suffix)
                if entity is not None and titled.role:
                    first = titled.role.split()[-1], family(titled.name[0])
                    note_prince(princes, first, entity)
            else:
                words = words_of(document.fields[titled.field])
                start = words.at(titled.start)
                if is_thing(words, start) or is_numbered(words, start, words.at(titled.end - 1)):
                    continue  # "the ship Queen Victoria"
                entity = sovereign(titled, princes, document.gazetteer)
                entity = entity or official(titled, document, words)
                if entity is None and (entity := peer(titled, words)) is not None:
                    titled = titled._replace(role=entity.name.split()[0])
                if entity is None and (titled.role or family(titled.name[0]) not in in_charge):
                    entity = called_by_surname(titled, document)
            if entity is not None:
                yield Add(
                    titled.field,
                    titled.start,
                    titled.end,
                    (Option(entity),),
                    "title+name",
                    decided=True,
                    role=titled.role or None,
                )


def titled_names(document: DocumentView) -> list[Titled]:
    """Every title in title and text that a name stands directly behind."""
    found: list[Titled] = []
    for field in ("title", "text"):
        text = document.fields.get(field, "")
        words = words_of(text)
        owned = list(_with_owners(words, field, document.candidates))
        spans = [*_spans(text), *owned]
        if not spans:
            continue
        standing = {c.end: c for c in document.candidates if c.field == field}
        for index, role_last, name_end in sorted(spans):
            if words.lowers[index] == "agent" and not _is_agent(words, index, standing):
                continue
            first = whole_words(words, owner_start(words, index, standing), index)
            behind = (index, role_last, name_end) in owned and _is_described(words, first, index)
            if behind or _is_calling(words, first, (index, role_last), standing):
                first = words.starts[role_last + 1]
            name = without_nickname(words, role_last + 1, name_end)
            numbered = len(name) > 1 and is_numeral(words, role_last, name_end)
            numeral = name.pop() if numbered else ""
            if len(name) == 3 and is_numeral(words, role_last, name_end - 1):
                numeral = " ".join(name[1:])  # "King Carl XVI Gustaf"
                del name[1:]
            suffix = ""
            while len(name) > 2 and name[-1].lower() in SUFFIXES:
                suffix = name.pop()
            role = text[first : max(first, words.ends[role_last])]
            if role and words.lowers[role_last] in ABBREVIATED and words.gap(role_last)[:1] == ".":
                role += "."
            titled = Titled(
                field,
                first,
                words.ends[name_end],
                "" if role.rstrip(".").lower() in HONORIFICS else role,
                tuple(name),
                words.line(words.starts[index]).headline,
                numeral,
                suffix,
            )
            found.append(titled)
    return found


@lru_cache(maxsize=KEPT)
def _spans(text: str) -> tuple[tuple[int, int, int], ...]:
    """Numbers of a title's first and last word, and of the last word of the name behind it.

    Two canonicalizers ask for those of the same few texts.
    """
    found: list[tuple[int, int, int]] = []
    words = words_of(text)
    after = 0  # the word behind the last title and name that were found
    roles: Sequence[tuple[int, int]] = roles_in(text)
    if _has_prefix(text):
        roles = _with_prefixes(roles, words)
    for index, last in roles:
        role_last = last
        if index < after:
            continue
        if words.lowers[role_last] in _OF_PORTFOLIOS:
            role_last = _portfolio_end(words, role_last)
        if not _may_go_on(words, role_last):
            after = role_last + 1
            continue
        while (more := _following_role(words, role_last)) is not None:
            role_last = more
        name_end = _name_end(words, role_last)
        if (
            name_end is not None
            and not words.line(words.starts[index]).capitals
            and not _is_firms(words, index, role_last)
        ):
            found.append((index, role_last, name_end))
            after = name_end + 1
        after = max(after, role_last + 1)
    return tuple(found)


def _has_prefix(text: str) -> bool:
    """Whether a hyphen stands behind what may be joined to a title: most stand elsewhere."""
    at = text.find("-")
    while at >= 0:
        if text[max(0, at - _LONGEST_PREFIX) : at].lower().endswith(_BEFORE_HYPHEN):
            return True
        at = text.find("-", at + 1)
    return False


def _with_prefixes(roles: Sequence[tuple[int, int]], words: Words) -> list[tuple[int, int]]:
    """Titles, and those behind a hyphen as well."""
    joined = {at for at, lower in enumerate(words.lowers) if lower.startswith(PREFIXES)}
    found = [role for role in roles if role[0] not in joined]
    found += [(at, last) for at in joined if (last := _role_end(words, at)) is not None]
    return sorted(found)


_OF_PORTFOLIOS: Final = frozenset(
    "minister ministers secretary undersecretary under-secretary commissioner".split()
)
"""Titles that say behind "of" or "for" what they are for: "Secretary for Health"."""


def _portfolio_end(words: Words, role_last: int) -> int:
    """The last word of a title with what it is for: "Minister of Foreign Affairs and Trade"."""
    last, index = role_last, role_last + 1
    if words.lowers[index : index + 1] not in (["of"], ["for"]) or words.gap(role_last) != " ":
        return last
    while words.gap(index) == " " and index + 1 < len(words):
        index += 1
        if words.is_capital(index) and is_portfolio(words.lowers[index]):
            last = index
        elif words.lowers[index] not in ("and", "the"):
            break
    return last


def _with_owners(
    words: Words, field: str, candidates: Sequence[Candidate]
) -> Iterator[tuple[int, int, int]]:
    """Titles whose owner stands behind them: "Ambassador to the United States Jane Roe".

    Where the owner ends and the name begins, the tables and the given name tell.
    """
    owners: dict[int, int] | None = None
    for index, end_of_role in roles_in(words.text):
        for_what = words.lowers[end_of_role] in _OF_PORTFOLIOS
        last = _portfolio_end(words, end_of_role) if for_what else end_of_role
        begin = last + 2
        if begin >= len(words) or words.lowers[last + 1] not in ("of", "to", "for"):
            continue
        if words.gap(last) != " " or words.is_possessive(last):
            continue
        if owners is None:
            owners = {
                c.start: c.end
                for c in reversed(candidates)  # of several the longest
                if c.field == field and c.options and _may_own(c)
            }
        begin += words.lowers[begin] == "the"
        end = owners.get(words.starts[begin]) if begin < len(words) else None
        if end is None:
            continue
        role_last = words.at(end - 1)
        name_end = _name_end(words, role_last)
        if name_end is None or words.line(words.starts[index]).capitals:
            continue
        name = tuple(words.texts[role_last + 1 : name_end + 1])
        if len(name) == 2 or (len(name) > 2 and (given(name[0]) or surname_first(name))):
            yield index, role_last, name_end


def _may_own(candidate: Candidate) -> bool:
    """Whether a title of something stands before names: not of firms, which names go on behind."""
    entity = candidate.options[0].entity
    return not candidate.demonym and (entity.kind == "place" or entity.type == "igo")


def _is_agent(words: Words, index: int, standing: dict[int, Candidate]) -> bool:
    """Whether a body's agent is meant, "FBI agent Jane Roe", and no substance or player's agent."""
    owner = standing.get(words.starts[index] - 1)
    return owner is not None and bool(owner.options) and owner.options[0].entity.type == "agency"


def _is_described(words: Words, start: int, index: int) -> bool:
    """Whether an office is described and not borne as a title: "the mayor of Rostov Jane Roe".

    So it is behind what is said of its bearer: "the jailed opposition leader Jane Roe".
    """
    before = words.at(start - 1)
    while before > 0 and words.lowers[before] in _SAID_OF_BEARERS and words.gap(before) == " ":
        before -= 1
    return before >= 0 and words.lowers[before] == "the" and not words.is_capital(index)


_SAID_OF_BEARERS: Final = frozenset(
    "banned detained embattled exiled fugitive imprisoned jailed longtime ousted veteran".split()
)
"""Words between an article and what somebody is."""


def _is_calling(
    words: Words, start: int, role: tuple[int, int], standing: dict[int, Candidate]
) -> bool:
    """Whether somebody is described by what they do: "the Norwegian novelist Jane Roe".

    What they are called by is the name alone then. Whom a body employs has the title from it.
    """
    index, last = role
    if words.text[words.starts[index] : words.ends[last]] not in CALLINGS:
        return False
    owner = standing.get(words.starts[index] - 1)
    return (
        words.starts[index] == start or (owner is not None and owner.demonym)
    ) and _is_described(words, start, index)


def _may_go_on(words: Words, role_last: int) -> bool:
    """Whether a name or one more title may follow, by the first letter: mostly there is neither."""
    texts, index = words.texts, role_last + 1
    if index >= len(texts):
        return False
    text = texts[index]
    return text[0].isupper() or words.lowers[index] in PARTICLES or is_joined(text)


def _is_shouted(titled: Titled, gazetteer: Gazetteer) -> bool:
    """Whether it may be a title alone, all in capitals: "CHIEF MARKET ANALYST"."""
    if not titled.role.isupper() or not all(part.isupper() for part in titled.name):
        return False
    return given(titled.name[0]) is None and listed(titled.name, gazetteer) is None


def _are_letters(titled: Titled, candidates: Sequence[Candidate]) -> bool:
    """Whether what seem to be initials are letters of something else: "Chief U.S. Arms envoy"."""
    *initials, last = titled.name
    if any(len(part) > 1 for part in initials):
        return False
    at = titled.end - len(" ".join(titled.name))
    near = range(at - 2, at + 3)
    persons = persons_among(candidates)
    return is_common_word(last.lower()) or any(
        c.field == titled.field and c.start in near and c not in persons for c in candidates
    )


_FIRMS: Final = frozenset("advisor advisers advisors adviser manager managers underwriter".split())
_OF_FIRMS: Final = frozenset("financial lead co-lead joint investment legal co-managing".split())


def _is_firms(words: Words, first: int, last: int) -> bool:
    """Whether it is a part that firms play in a deal: "financial adviser Smith Barney"."""
    before = words.before(first)
    return before is not None and words.lowers[last] in _FIRMS and words.lowers[before] in _OF_FIRMS


def _prefix_in_text(titled: Titled, document: DocumentView) -> Titled | None:
    """The name in a headline, as far as the gazetteer or the text has it: "Jane Roe Resigns"."""
    line = document.fields[titled.field][titled.start : titled.end]
    text = document.fields.get("text", "") if titled.field == "title" else ""
    for count in range(len(titled.name), 1, -1):
        parts = titled.name[:count]
        name = " ".join(parts)
        aliases = document.gazetteer.aliases.get(name, ())
        known = any(document.gazetteer.entities[a.entity].kind == "person" for a in aliases)
        at = line.rfind(name)
        if at >= 0 and (known or name in text):
            return titled._replace(end=titled.start + at + len(name), name=parts)
    return None


def _role_end(words: Words, index: int) -> int | None:
    """Number of the last word of the longest title that begins at a word."""
    word = words.lowers[index]
    if word.startswith(PREFIXES):
        word = word.partition("-")[2]
    return role_end(words, index, word)


def _following_role(words: Words, role_last: int) -> int | None:
    """The end of a second title behind the first: "spokesman Maj. Gen. Ivan Ivanov"."""
    if role_last + 1 >= len(words) or not words.is_capital(role_last + 1):
        return None
    return _role_end(words, role_last + 1) if _joins(words, role_last) else None


def _joins(words: Words, index: int) -> bool:
    """Whether a title's last word and the next stand together, with a dot between at most."""
    if words.is_possessive(index):
        return False
    gap = words.gap(index)
    return gap == " " or (gap == ". " and words.lowers[index] in ABBREVIATED)


def _name_end(words: Words, role_last: int) -> int | None:
    """Number of the last word of the name behind a title, or None where there is no name."""
    if not _joins(words, role_last):
        return None
    last = None
    index = role_last + 1
    while index < min(len(words), role_last + 1 + _LONGEST_NAME):
        text, lower = words.texts[index], words.lowers[index]
        capital = text[0].isupper()
        initial = capital and len(text) == 1
        month = lower in MONTHS and _is_month_too(words, index, last, role_last)
        if (capital or is_joined(text)) and (
            initial
            or month
            or not (lower in NOT_NAMES or text[0].isdigit())
            or (last is None and is_given(lower))
        ):
            if lower in FUNCTION_WORDS and not (
                initial or _is_given_too(words, index, last) or month
            ):
                break
            if last is not None and (
                (lower in ROLES and not _is_surname(words, index)) or _is_acronym(text)
            ):
                break
            if last is None and len(text) > 2 and _is_acronym(text):
                break  # "General SVR Telegram"
            if last is None and is_common_word(lower) and given(lower) is None:
                break  # "Chief Carbon Market Specialist"
            if not initial:
                last = index
        elif lower not in PARTICLES:
            break
        gap = words.gap(index)
        if last == index and (behind := behind_nickname(words, index)) is not None:
            index = behind
            continue
        if words.is_possessive(index) or not (gap == " " or (initial and gap in (". ", "."))):
            break
        index += 1
    if last is None:
        return None
    count = len(without_nickname(words, role_last + 1, last))
    if count > _MOST_NAMES and not _is_long_name(words, role_last, last):
        # In a headline the text, or the table, says how much of it is the name.
        return last if words.line(words.starts[last]).headline else None
    follower = last + 1
    # A body's noun or a thing's behind the run: "President Lincoln Street", "General Motors Corp".
    if follower < len(words) and words.gap(last) == " " and not words.is_possessive(last):
        lower = words.lowers[follower]
        if words.is_capital(follower) and lower in NOT_NAMES and lower not in FUNCTION_WORDS:
            return None
    if (
        follower < len(words)
        and words.lowers[follower] in SUFFIXES
        and words.gap(last) in (" ", ", ")
    ):
        return follower
    if not is_numeral(words, role_last, follower):
        return last
    more = words.after(follower)
    return more if more is not None and is_given(words.lowers[more]) else follower


def _is_given_too(words: Words, index: int, last: int | None) -> bool:
    """Whether a small word is a given name where it stands: "envoy Said Velder"."""
    if last is not None or words.lowers[index] not in _GIVEN_TOO:
        return False
    after = words.after(index)
    return after is not None and words.is_capital(after)


_GIVEN_TOO: Final = frozenset("said will may april june than".split())


def _is_month_too(words: Words, index: int, last: int | None, role_last: int) -> bool:
    """Whether a month is a surname: "Prime Minister Theresa May", "Mrs May", and no day's name.

    Headlines print what the sentence would have small: "King Harald May Abdicate".
    """
    if not words.is_capital(index) or words.line(words.starts[index]).headline:
        return False
    behind = words.texts[index + 1 : index + 2]
    if behind and words.gap(index) == " " and (behind[0][0].isdigit() or behind[0] == "of"):
        return False  # "told the President May 3"
    if last is not None:
        return last == index - 1 and is_given(words.lowers[last])
    return words.is_capital(role_last)


def _is_surname(words: Words, index: int) -> bool:
    """Whether a title is the last word of a name: "Martin Luther King Jr."."""
    if words.lowers[index] not in SURNAMES_TOO:
        return False
    following = words.after(index)
    return (
        following is None or not words.is_capital(following) or words.lowers[following] in SUFFIXES
    )


def _is_acronym(word: str) -> bool:
    """Whether a word is one of a body, "MLB"; surnames in capitals are longer."""
    return 1 < len(word) < 5 and word.isupper()


def _is_long_name(words: Words, role_last: int, last: int) -> bool:
    """Whether a name has an initial, a particle or a given name, as long names of persons do."""
    first = role_last + 1
    if any(words.is_initial(at) or words.lowers[at] in PARTICLES for at in range(first, last)):
        return True
    return last - role_last == _MOST_NAMES + 1 and is_given(words.lowers[first])
