"""What the words directly beside a name say against it.

A gazetteer's name can be a part of a longer one that no gazetteer knows: Denzel Washington,
Washington Monument, Bank of Russia, the French Senate. Such a name is not linked.
Where all words are capitalised, in capitals or in a headline, capitals tell nothing, and these
rules stand back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import regex

from newsnorm import Candidate, DocumentView, Option
from newsnorm_entities.compounds import (
    FIRM_ENDINGS,
    Objection,
    body_behind,
    carrier_behind,
    designation,
    firm_behind,
    firm_in_capitals,
    is_numbered,
    is_place,
    is_ship,
    is_university,
    paper_behind,
    part_of_body,
    part_of_firm,
    ship_before,
)
from newsnorm_entities.given import given, is_common_word
from newsnorm_entities.organization_words import BODY_NOUNS
from newsnorm_entities.vocabulary import (
    DIRECTIONS,
    FUNCTION_WORDS,
    MODIFIERS,
    NOT_NAMES,
    ORGANIZATION_NOUNS,
    ROLES,
    TERRITORIAL,
)
from newsnorm_entities.words import Words, is_latin, words_of

_LONGEST_PREPOSITION: Final = 3
"""Letters of a Cyrillic word that opens a sentence and may well be a preposition."""

_OF_NUMBERS: Final[tuple[str, ...]] = (".", ",", "$", "\u20ac", "\u00a3")
"""What stands directly before the end of a number, and no name."""

_TERRITORY_NOUNS: Final = frozenset(
    {"state", "states", "government", "region", "province", "oblast"}
)
_ABBREVIATIONS: Final = frozenset({"St", "Ste", "Mt", "Ft", "Pt"})


class Neighbors:
    """The candidates of one document by where they begin and end, for looking beside a name."""

    def __init__(self, document: DocumentView) -> None:
        self.document = document
        self._names: Sequence[Candidate] | None = None
        self._starting: Mapping[tuple[str, int], Candidate] | None = None
        self._ending: Mapping[tuple[str, int], Candidate] | None = None
        self._ends: set[tuple[str, int]] | None = None
        self._last_words: set[str] | None = None

    @property
    def names(self) -> Sequence[Candidate]:
        """Those that may be names, the last one first."""
        if self._names is None:
            self._names = [
                c for c in reversed(self.document.candidates) if c.decided or not is_doubtful(c)
            ]
        return self._names

    @property
    def starting(self) -> Mapping[tuple[str, int], Candidate]:
        """Those that may be names, by field and where they begin."""
        if self._starting is None:  # of several the first one
            self._starting = {(c.field, c.start): c for c in self.names}
        return self._starting

    @property
    def ending(self) -> Mapping[tuple[str, int], Candidate]:
        """The same by where they end."""
        if self._ending is None:
            self._ending = {(c.field, c.end): c for c in self.names}
        return self._ending

    @property
    def ends(self) -> set[tuple[str, int]]:
        """Where anything that may be named ends, by field."""
        if self._ends is None:
            self._ends = {(c.field, c.end) for c in self.document.candidates}
        return self._ends

    @property
    def last_words(self) -> set[str]:
        """The last words of all that may be named, surnames among them."""
        if self._last_words is None:
            self._last_words = {c.surface.rpartition(" ")[2] for c in self.document.candidates}
        return self._last_words

    def objection(self, candidate: Candidate) -> Objection | None:
        """Why a name is not to be linked where it stands, or None if nothing speaks against it."""
        if candidate.field == "dateline":
            return None
        text, start = self.document.fields[candidate.field], candidate.start
        words = words_of(text)
        line = words.line(start)
        first, last = words.at(start), words.at(candidate.end - 1)
        kind = candidate.options[0].entity.kind
        if kind == "place" and (objection := designation(candidate, text)):
            return objection
        if candidate.surface[0].isdigit() and text[start - 1 : start] in _OF_NUMBERS:
            return Objection("it is the end of a number")  # "$40.3M"
        if kind == "person" and is_numbered(words, first, last):
            return Objection("a ship is called so, by its number")
        if kind == "person" and is_ship(words, first):
            return Objection("a ship is called so, behind its noun")
        if line.capitals:
            head = self._head_of(candidate, words, first)
            is_body = head is not None and head.lower() in ORGANIZATION_NOUNS
            if head and is_body:
                return part_of_body(head)
            owner = self.ending.get((candidate.field, start - 1)) if kind == "place" else None
            if owner is not None and owner.options[0].entity.type == "company":  # "MOBIL FRANCE"
                return part_of_firm(owner.surface)
            if kind == "place" and (ending := firm_in_capitals(words, last)):
                return part_of_firm(ending)
            return carrier_behind(candidate, words, last)
        if kind == "organization" and (reason := self._other_owner(candidate, words, first, last)):
            return Objection(reason)
        after = words.after(last)
        if after is not None and not words.is_capital(after):
            after = None
        elif objection := firm_behind(candidate, words, last, after):
            return objection
        if kind == "place" and (
            objection := self._compound(candidate, text) or body_behind(words, first, last)
        ):
            return objection
        if line.headline:
            return paper_behind(candidate, words, last)
        if kind == "place" and (ending := self._word_behind(candidate, text)):
            return part_of_firm(ending)
        hyphen_before = text[start - 1 : start] == "-"
        if hyphen_before and _is_district(candidate, text):
            return Objection("it is the district of a member of a parliament")
        before = None if hyphen_before else words.before(first)
        ship = ship_before(words, first) if before is not None and kind == "place" else None
        if ship is not None:
            return Objection(f"a ship is called so, behind {words.texts[ship]!r}")
        if before is not None:
            belongs = self._belongs_before(candidate, words, before)
        elif not hyphen_before and kind == "place":
            before = _abbreviation_before(words, first)
            belongs = before is not None
        else:
            belongs = False
        if before is not None and belongs:
            reason = f"behind {words.texts[before]!r}, it may be part of another name"
            return Objection(reason, "name")
        if after is not None and self._belongs_after(candidate, words, after):
            return Objection(f"before {words.texts[after]!r}, it may be part of another name")
        head = self._head_of(candidate, words, first)
        return part_of_body(head) if head else None

    def _belongs_before(self, candidate: Candidate, words: Words, index: int) -> bool:
        """Whether the word before reads as the first part of a name: "Denzel Washington"."""
        lower = words.lowers[index]
        if lower in ("de", "du", "di", "della") and candidate.options[0].entity.kind == "place":
            return True  # "Tour de France"
        if not words.is_capital(index) or words.is_possessive(index):
            return False
        if lower.endswith(_HELD) and candidate.options[0].entity.kind == "place":
            return False  # "Russian-occupied Crimea"
        word = words[index]
        if (other := self.ending.get((candidate.field, word.end))) is not None:
            # "Exxon U.S.A."
            kinds = (other.options[0].entity.type, candidate.options[0].entity.kind)
            return kinds == ("company", "place") or self._is_given_there(other, candidate)
        if " " in candidate.surface and candidate.options[0].entity.kind != "place":
            # A full name: what stands before it describes it, but for "the Royal Bank of Canada".
            return candidate.surface.startswith("Bank of ") and not (
                lower in FUNCTION_WORDS or lower in ROLES or lower in MODIFIERS
            )
        if (
            len(lower) <= _LONGEST_PREPOSITION
            and not is_latin(lower)
            and words.opens_sentence(index)
        ):
            return False  # "В Киеве"
        if word.text == "New" and not words.opens_sentence(index):
            return candidate.options[0].entity.type in ("city", "capital")
        if word.text == "First" and not words.opens_sentence(index):
            return candidate.options[0].entity.kind == "place"  # "First Boston"
        return not (
            lower in DIRECTIONS or lower in ROLES or lower in MODIFIERS or lower in FUNCTION_WORDS
        )

    def _is_given_there(self, other: Candidate, candidate: Candidate) -> bool:
        """Whether the place before a city is a given name first of all, Kent of "Kent Nagano".

        A region that the city lies in may stand before it without a comma.
        """
        if candidate.options[0].entity.type != "city" or given(other.surface) is None:
            return False
        if other.options[0].entity.kind != "place" or other.demonym:
            return False
        above = self.document.gazetteer.lineage(candidate.options[0].entity.id)
        return all(option.entity.id not in above for option in other.options)

    def _belongs_after(self, candidate: Candidate, words: Words, index: int) -> bool:
        """Whether a capitalised word behind is the rest of a name: "Washington Monument"."""
        lower = words.lowers[index]
        entity = candidate.options[0].entity
        following = self.starting.get((candidate.field, words.starts[index]))
        if following is not None:
            named = following.options[0].entity
            if named.type == "club":
                return entity.kind == "place"  # "the San Antonio Spurs"
            return (entity.kind, named.kind) == ("place", "place") and not following.demonym
        then = words.after(index)
        if lower == "first" and entity.kind == "place":  # "Britain First", no First Minister
            return then is None or words.lowers[then] not in ROLES
        if lower in FUNCTION_WORDS or lower in ROLES or lower in MODIFIERS:
            return False
        if lower == "state" and is_university(candidate, words, index):
            return True
        if lower in _TERRITORY_NOUNS:
            return False
        if lower in ("county", "parish"):
            return True  # whatever office follows: "Guernsey County Sheriff"
        return then is None or words.lowers[then] not in ROLES

    def _compound(self, candidate: Candidate, text: str) -> Objection | None:
        """Why a place is part of a compound with a word that names nothing: "Petro-Canada".

        A tag may stand before a headline so, "Factbox-Japan".
        """
        if not text.endswith("-", 0, candidate.start):
            return None
        found = _FORMER_PART.search(text, max(0, candidate.start - 30), candidate.start)
        if found is None or found.start() == 0 or (candidate.field, found.end("part")) in self.ends:
            return None
        part = found["part"]
        if part.isupper() or part.lower() in _PREFIXES or part in self.last_words:
            return None
        return part_of_firm(part)

    def _word_behind(self, candidate: Candidate, text: str) -> str:
        """The word that a hyphen joins to a city and that is no place: "Velt-Cliffs"."""
        if not text.startswith("-", candidate.end):
            return ""
        if candidate.options[0].entity.type not in ("city", "capital"):
            return ""
        found = _LATTER_PART.match(text, candidate.end)
        if found is None or (candidate.field, found.start("part")) in self.starting:
            return ""
        part = found["part"].lower()
        plain = part in DIRECTIONS or part in ROLES or part in MODIFIERS
        return found["part"] if is_common_word(part) and not plain else ""

    def _head_of(self, candidate: Candidate, words: Words, first: int) -> str | None:
        """The noun before "of": in "Bank of Russia" the country is part of a body's name.

        So it is behind "for": "the Economic Commission for Europe".
        """
        index = words.before(first)
        if index is None:
            return None
        if words.texts[index] == "the":
            index = words.before(index)
        if index is None or words.lowers[index] not in ("of", "for"):
            return None
        head = words.before(index)
        if head is None:
            return None
        word = words[head]
        lower = word.lower
        if words.lowers[index] == "for" and (
            lower not in ORGANIZATION_NOUNS or (candidate.field, word.end) in self.ends
        ):
            return None  # "left the White House for Boston"
        if lower in FIRM_ENDINGS:
            return None  # "Roe Holding NV of the Netherlands"
        if words.opens_sentence(head) and lower not in ORGANIZATION_NOUNS:
            return None
        if not word.capital or lower in TERRITORIAL or {lower, lower.removesuffix("s")} & ROLES:
            return None
        if _ends_name(words, head):
            return None  # "Odilo Scherer of São Paulo"
        named = self.ending.get((candidate.field, word.end))
        if named is not None and _is_from_there(named, lower):
            return None  # "Senator Jane Roe of Alaska", "Siemens of Germany"
        return word.text

    def _other_owner(self, candidate: Candidate, words: Words, first: int, last: int) -> str | None:
        """Whose body it is, if a country's name beside it says that it is another country's.

        "Congress" alone is that of the United States; "Argentina's Congress" is not, nor is the
        "Supreme Court of Tennessee".
        """
        option = candidate.options[0]
        if not (option.needs or option.entity.parent):
            return None
        start = words.starts[first]
        for gap in (" ", "'s "):
            owner = self.ending.get((candidate.field, start - len(gap)))
            if owner is None or not words.text.startswith(gap, owner.end):
                continue
            if not any(reading.entity.kind == "place" for reading in owner.options):
                return None
            return self._another(option, owner)
        if option.entity.type not in ("agency", "legislature"):
            return None
        for gap in (" of ", " of the "):
            owner = self.starting.get((candidate.field, words.ends[last] + len(gap)))
            if owner is not None and words.text.startswith(gap, words.ends[last]):
                return self._another(option, owner) if is_place(owner) else None
        return None

    def _another(self, option: Option, owner: Candidate) -> str | None:
        """What to say if a body lies in nothing that its owner's name can mean."""
        above = set(self.document.gazetteer.lineage(option.entity.id))
        if above & {reading.entity.id for reading in owner.options}:
            return None
        states = {reading.entity.seat_of for reading in owner.options}
        if above & states and all(o.entity.type != "region" for o in owner.options):
            return None  # "London's Competition and Markets Authority"
        return f"it is that of {owner.surface!r}"


def _is_from_there(named: Candidate, last: str) -> bool:
    """Whether a person, a firm or a club is known by the name before "of", which ends there.

    A noun of bodies goes on: "Development Bank of Japan".
    """
    entity = named.options[0].entity
    if entity.kind == "person":
        return True
    return entity.type in ("company", "club") and last not in ORGANIZATION_NOUNS


def _ends_name(words: Words, head: int) -> bool:
    """Whether a noun before "of" is no word, but the second one of somebody's name."""
    before = words.before(head)
    lower = words.lowers[head]
    return (
        before is not None
        and words.is_capital(before)
        and not words.is_possessive(before)
        and len(words.texts[before]) > 1
        and not (is_common_word(words.lowers[before]) or words.lowers[before] in FUNCTION_WORDS)
        and not (is_common_word(lower) or lower in NOT_NAMES or lower in BODY_NOUNS)
    )


_HELD: Final[tuple[str, ...]] = (
    "-administered", "-annexed", "-controlled", "-held", "-occupied", "-ruled", "-run",
)  # fmt: skip
"""How words end that say who has a place: they are capitals by what they begin with."""

_FORMER_PART: Final = regex.compile(r"(?<![\p{L}\p{N}&.'’-])(?P<part>\p{Lu}[\p{L}\p{M}]++)-\Z")
_LATTER_PART: Final = regex.compile(r"-(?P<part>\p{Lu}\p{Ll}{3,})(?![\p{L}\p{N}-])")
_PREFIXES: Final = DIRECTIONS | frozenset(
    """
    pro anti non ex pre post mid trans inter intra sub cross sino franco anglo russo indo pak austro
    luso hispano italo greco turco ukro afro euro all far near then former multi neo un re co out
    soviet nazi communist rebel government state city
    """.split()
)
"""What a hyphen joins to a place that is meant by itself: "Sino-U.S. ties"."""

_DISTRICT: Final = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}-")


def _is_district(candidate: Candidate, text: str) -> bool:
    """Whether a party's letter stands before a town: "Jane Roe, R-London", in Kentucky."""
    types = {option.entity.type for option in candidate.options}
    return "region" not in types and bool(_DISTRICT.match(text, max(0, candidate.start - 2)))


def _abbreviation_before(words: Words, index: int) -> int | None:
    """What stands before a name with a full stop and belongs to it: "St. Paris", "W. Virginia"."""
    if index == 0 or words.gap(index - 1) != ". ":
        return None
    word = words[index - 1]
    inside = words.text[max(0, word.start - 1) : word.start] == "."  # the "S" of "U.S."
    return index - 1 if (word.initial and not inside) or word.text in _ABBREVIATIONS else None


def is_doubtful(candidate: Candidate) -> bool:
    """Whether it is at most a small town, of which nothing is known yet: its name proves nothing.

    "Werder" in "Werder Bremen" is no place that Bremen stands behind.
    """
    if candidate.decided:
        return False
    for option in candidate.options:  # nearly always the first one says no
        if option.needs != "definition" or option.entity.kind != "place":
            return False
    return True


def objections(document: DocumentView, candidates: Iterable[Candidate]) -> dict[int, Objection]:
    """By key, why names are not to be linked where they stand.

    A city in a headline goes with the text: where the text has the name only as a part of longer
    ones ("Valencia CF"), the headline means no city either.
    """
    neighbors = Neighbors(document)
    candidates = list(candidates)
    found = {c.key: objection for c in candidates if (objection := neighbors.objection(c))}
    cities = [c for c in candidates if c.field == "title" and _is_city(c)]
    if not cities:
        return found
    standing = {c.surface for c in candidates if c.field == "text" and c.key not in found}
    refused = {c.surface for c in candidates if c.key in found} - standing
    bodies = [
        c.surface
        for c in document.candidates
        if c.field == "text" and " " in c.surface and c.options[0].entity.kind == "organization"
    ]
    for candidate in cities:
        if candidate.surface in standing:
            continue
        beginning = f"{candidate.surface} "
        if candidate.surface in refused or any(body.startswith(beginning) for body in bodies):
            found.setdefault(candidate.key, Objection("in the text it is part of another name"))
    return found


def _is_city(candidate: Candidate) -> bool:
    return all(option.entity.type in ("city", "capital") for option in candidate.options)


def is_town(words: Words, index: int, document: DocumentView) -> bool:
    """Whether a surname is a town's name, with its region behind a comma: "Lincoln, Nebraska".

    A region that goes on is another thing: "Roe, Nebraska's senator".
    """
    behind = index + 1
    if words.gap(index) != ", " or behind >= len(words) or not words.is_capital(behind):
        return False
    for last in (behind, behind + 1):
        phrase = words.text[words.starts[behind] : words.ends[min(last, len(words) - 1)]]
        if any(
            document.gazetteer.entities[alias.entity].type == "region"
            for alias in document.gazetteer.lookup(phrase)
        ):
            return not words.is_possessive(last) and words.gap(last) != " "
    return False


def words_beside(candidate: Candidate, document: DocumentView) -> set[str]:
    """The words directly before and behind a name, in lower case."""
    words: Words = words_of(document.fields[candidate.field])
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    beside: Sequence[int | None] = (words.before(first), words.after(last))
    return {words.lowers[index] for index in beside if index is not None}
