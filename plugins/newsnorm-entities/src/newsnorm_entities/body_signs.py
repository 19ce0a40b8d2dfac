"""Bodies whose names mean other things, too, by what stands beside them.

"Ford recalled 90,000 trucks", "shares of Apple", "the chipmaker Intel", "Oracle and Microsoft": one
such place tells what a firm's name means in the whole article, where no person of it is called so.
An article tells of an agency ("The Fed"), and who is at courts of a court ("ICC judges").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from newsnorm import Candidate, DocumentView, Option
from newsnorm_entities.clues import SPEECH
from newsnorm_entities.given import is_common_word
from newsnorm_entities.organization_words import (
    CALLED_BEFORE,
    MOVES,
    OFFICERS,
    ORDINARY,
    SHARES,
    STAFF,
)
from newsnorm_entities.vocabulary import DIRECTIONS, FUNCTION_WORDS, ROLES
from newsnorm_entities.words import Words, words_of

_COURT: Final = re.compile(r"\b(?:Court|Tribunal)\b")
_AT_COURTS: Final = frozenset(
    """
    chamber conviction indictment judge judges prosecutor prosecutors ruling trial verdict warrant
    warrants
    """.split()
)
"""What stands behind the letters of courts."""


def court_among(
    candidate: Candidate, options: Iterable[Option], document: DocumentView
) -> Option | None:
    """The court that letters mean where who or what courts have stands behind: "ICC judges"."""
    if candidate.field == "dateline" or not candidate.surface.isupper():
        return None
    courts = [
        o for o in options if o.entity.kind == "organization" and _COURT.search(o.entity.name)
    ]
    if len(courts) != 1:
        return None
    words = words_of(document.fields[candidate.field])
    last = words.at(candidate.end - 1)
    following = last + 1
    if words.gap(last) != " ":
        return None
    if words.lowers[following : following + 3] == ["in", "the", "hague"]:
        return courts[0]
    if words.lowers[following] in ("chief", "pre-trial", "deputy"):
        following += 1
    return courts[0] if _AT_COURTS.intersection(words.lowers[following : following + 1]) else None


def sports_body_among(
    candidate: Candidate, options: Iterable[Option], document: DocumentView
) -> Option | None:
    """The body of a sport that letters mean in an article on it, which has its words: "ICC"."""
    if candidate.field == "dateline" or not candidate.surface.isupper():
        return None
    sports = [o for o in options if _SPORT.search(o.entity.name)]
    if len(sports) != 1:
        return None
    text = document.fields.get("text", "")
    return sports[0] if len(set(_OF_CRICKET.findall(text))) > 1 else None


_SPORT: Final = re.compile(r"\bCricket\b")
_OF_CRICKET: Final = re.compile(
    r"\b(?:cricket|wickets?|innings|bowlers?|bowled|umpires?|batsm[ae]n|stumps|Cricket)\b"
)
"""Words of the one sport whose bodies share their letters with a court's."""


def agency_by_letters(
    candidate: Candidate, options: Sequence[Option], document: DocumentView
) -> Option | None:
    """The one agency that letters with an article mean, which somebody defines elsewhere.

    "The SFO" in an article on Britain: whether it is on that, the caller knows.
    """
    text = document.fields[candidate.field] if candidate.field != "dateline" else ""
    agencies = [o for o in options if o.entity.type == "agency" and o.entity.parent]
    if len(options) != 1 or not agencies or len(candidate.surface) < _LETTERS:
        return None
    if not (candidate.surface.isupper() and text.endswith(("the ", "The "), 0, candidate.start)):
        return None
    words = words_of(text)
    last = words.at(candidate.end - 1)
    after = words.after(last)
    if after is None or not (words.lowers[after] in SPEECH or words.lowers[after] in _ACTING):
        return None
    line = words.line(candidate.start)
    return None if line.headline or line.capitals else options[0]


_LETTERS: Final = 3
_ACTING: Final = frozenset(
    """
    accused arrested banned charged declined fined has investigated issued is opened ordered
    proposed raided ruled sued was will
    """.split()
)
"""What agencies do, or are said to have done."""


def group_among(
    candidate: Candidate, options: Iterable[Option], document: DocumentView
) -> Option | None:
    """The armed group that a name means where those who fight for it stand behind: "M23 rebels"."""
    groups = [option for option in options if option.entity.type == "group"]
    if len(groups) != 1 or candidate.field == "dateline":
        return None
    words = words_of(document.fields[candidate.field])
    last = words.at(candidate.end - 1)
    fighters = words.gap(last) == " " and words.lowers[last + 1 : last + 2]
    return groups[0] if fighters and fighters[0] in _FIGHTERS else None


_FIGHTERS: Final = frozenset(
    "commanders commander fighters guerrillas gunmen insurgents militants militia rebels".split()
)


def agency_with_article(
    candidate: Candidate, options: Sequence[Option], document: DocumentView
) -> Option | None:
    """The agency that one word with an article and a capital means: "The Fed raised rates"."""
    if len(options) != 1 or " " in candidate.surface or candidate.field == "dateline":
        return None
    option = options[0]
    if option.entity.type != "agency" or option.needs != "evidence":
        return None
    words = words_of(document.fields[candidate.field])
    last = words.at(candidate.end - 1)
    before, after = words.before(words.at(candidate.start)), words.after(last)
    if before is None or words.lowers[before] != "the":
        return None
    if after is not None and (words.is_capital(after) or words.lowers[after] in ROLES):
        return None  # "the Fed chair" is an office
    if words.gap(last).startswith("-"):
        return None
    line = words.line(candidate.start)
    return None if line.headline or line.capitals else option


def firms_told(
    document: DocumentView,
    candidates: Sequence[Candidate],
    readings: Mapping[int, Sequence[Option]],
) -> dict[int, Option]:
    """By key, the firm that a name means which needs to be told so.

    Args:
        document: the article.
        candidates: those that are to be decided.
        readings: by key, what they can name.
    """
    asked = {c.key: option for c in candidates if (option := _firm(c, readings[c.key]))}
    if not asked:
        return {}
    own = [c for c in candidates if c.key in asked]
    told = {c.key for c in own if _is_told(c, document)}
    known = {
        (c.field, offset)
        for c in document.candidates
        if _is_known(c)
        for offset in (c.start, c.end)
    }
    while more := [c for c in own if c.key not in told and _is_listed(c, known, document)]:
        told.update(c.key for c in more)
        known.update((c.field, offset) for c in more for offset in (c.start, c.end))
    surfaces = {c.surface for c in own if c.key in told}
    return {
        c.key: asked[c.key]
        for c in own
        if c.key in told or (c.surface in surfaces and not _may_be_word(c, document))
    }


def _firm(candidate: Candidate, options: Iterable[Option]) -> Option | None:
    """The one firm among the readings of a name, none of which is usual."""
    if candidate.field == "dateline":
        return None
    firms: list[Option] = []
    for option in options:
        if not option.needs:
            return None  # nearly always the first one
        if option.entity.type == "company":
            firms.append(option)
    others = {option.entity.kind for option in options} - {"organization", "place"}
    return firms[0] if len(firms) == 1 and not others else None


def _is_known(candidate: Candidate) -> bool:
    """Whether it is a firm beyond doubt."""
    options = candidate.options
    if len(options) != 1 or options[0].entity.type != "company" or candidate.demonym:
        return False
    return candidate.decided or not options[0].needs


def _is_told(candidate: Candidate, document: DocumentView) -> bool:
    """Whether the words beside a name say that it is a firm's."""
    words = words_of(document.fields[candidate.field])
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    line = words.line(candidate.start)
    if line.headline or line.capitals or words.text.startswith("-", candidate.end):
        return False
    if words.text.endswith(".", 0, candidate.start):
        return False  # an index, ".DJI"
    if _is_told_before(words, first) or _is_told_behind(words, first, last):
        return True
    return is_sued(candidate, document)


def is_sued(candidate: Candidate, document: DocumentView) -> bool:
    """Whether an agency does to a name what it does to firms: "the Justice Department sued Apple".

    The agency may wait for the country of the firm to be told whose it is.
    """
    words = words_of(document.fields[candidate.field])
    verb = words.before(words.at(candidate.start))
    agency = words.before(verb) if verb is not None else None
    if verb is None or agency is None or words.lowers[verb] not in ("sued", "fined", "sues"):
        return False
    end = words.ends[agency]
    return any(
        other.field == candidate.field
        and other.end == end
        and all(option.entity.type == "agency" for option in other.options)
        for other in document.candidates
    )


def _is_told_before(words: Words, first: int) -> bool:
    before = words.before(first)
    if before is None or words.is_capital(before):
        return False
    lower = words.lowers[before]
    if lower in _CALLED:
        return True
    head = words.before(before)
    if head is None:
        return False
    noun = words.lowers[head]
    if lower in ("in", "of") and noun in SHARES:
        return True
    return lower in ("at", "with") and noun in STAFF


def _is_told_behind(words: Words, first: int, last: int) -> bool:
    following = last + 1
    if following >= len(words) or words.gap(last) != " ":
        return False
    lower = words.lowers[following]
    if words.is_capital(following):
        return False
    if lower == "chief" or lower in OFFICERS:
        return lower != "chief" or words.lowers[following + 1 : following + 2] in _EXECUTIVE
    if lower in SHARES:
        more = words.lowers[following + 1 : following + 2]
        return words.is_possessive(last) or bool(_MOVED.intersection(more))
    if words.is_possessive(last):
        return lower in _OWNED
    if lower in _STILL and words.gap(following) == " " and following + 1 < len(words):
        lower = words.lowers[following + 1]
    word = words.opens_sentence(first) and _is_word(words, first)
    if lower in _PEOPLE or lower in _DEEDS_TOO:
        return not word
    return lower in _DEEDS or (lower in SPEECH and not (word and lower in _NOUNS_TOO))


_MOVED: Final = MOVES | {"price"}

_EXECUTIVE: Final = (["executive"], ["financial"], ["operating"])

_CALLED: Final = CALLED_BEFORE | {"maker", "giant", "rival", "chipmaker", "automaker"}
"""What stands before the names of firms: "software maker Oracle"."""

_PEOPLE: Final = frozenset(
    """
    dealers dealership dealerships employees engineers executive executives shareholders spokesman
    spokesperson spokeswoman
    """.split()
)
"""Who there is of firms, and hardly of persons and places."""

_OWNED: Final = frozenset(
    """
    board ceo earnings employees executives products profit profits revenue revenues sales
    shareholders spokesman spokeswoman subsidiary
    """.split()
)
"""What firms have: "Apple's products"."""

_DEEDS: Final = frozenset(
    """
    acquired agreed bought declined employs introduced launched operates owns plans posted recalled
    drills makes manufactures produces pumps refines reported sells sold supplies unveiled
    """.split()
)
"""What firms do."""
_STILL: Final = frozenset("already also now still".split())

_DEEDS_TOO: Final = frozenset("closed cut expects filed hired opened raised sued".split())
"""What firms do, and what may be said of things called so."""

_NOUNS_TOO: Final = frozenset("says states promised stated recalled noted".split())


def _is_listed(candidate: Candidate, known: set[tuple[str, int]], document: DocumentView) -> bool:
    """Whether a list has a firm directly beside a name: "Apple and Microsoft"."""
    text = document.fields[candidate.field]
    for gap in _GAPS:
        behind = candidate.end + len(gap)
        if (candidate.field, behind) in known and text.startswith(gap, candidate.end):
            return True
        before = candidate.start - len(gap)
        if (candidate.field, before) in known and text.startswith(gap, before):
            return True
    return False


_GAPS: Final[tuple[str, ...]] = (" and ", ", ", ", and ", " or ")


def _may_be_word(candidate: Candidate, document: DocumentView) -> bool:
    """Whether a name may be a mere word where it stands, or a part: "Target prices rose"."""
    words = words_of(document.fields[candidate.field])
    first = words.at(candidate.start)
    before = words.before(first)
    if before is not None and words.is_capital(before) and words.lowers[before] in DIRECTIONS:
        return True  # a ship, "the Northern Shell"
    after = words.after(words.at(candidate.end - 1))
    if (
        before is not None
        and words.lowers[before] == "the"
        and (after is None or words.lowers[after] in FUNCTION_WORDS)
    ):
        return True  # a river, "the Amazon"
    line = words.line(candidate.start)
    if line.headline or line.capitals:
        return _is_word(words, first)
    return words.opens_sentence(first) and _is_word(words, first)


def _is_word(words: Words, index: int) -> bool:
    lower = words.lowers[index]
    return is_common_word(lower) or lower in ORDINARY
