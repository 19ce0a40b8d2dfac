"""Bodies that every state has, behind the name of the one whose they are: "Israel's Supreme Court".

The state is named by itself, so that the body is what stands behind the possessive. Courts alone,
"the Constitutional Court", are those of the state that an article is on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import regex

from newsnorm import Candidate, DocumentView
from newsnorm_entities.standing import Standing
from newsnorm_entities.vocabulary import ROLES
from newsnorm_entities.words import words_of

_OWNED: Final = regex.compile(
    r"['\u2019]s (?P<body>(?:Federal )?(?:Supreme|Constitutional|High) Court|Supreme Federal Court"
    r"|National Assembly|Central Bank|National Security Council|Elect(?:ion|oral) Commission"
    r"|National Elect(?:ion|oral) Council)(?![\p{L}\p{N}'\u2019-])"
)
_STATES: Final[tuple[str, ...]] = ("country", "territory")


def owned_bodies(
    document: DocumentView, taken: Standing
) -> Iterator[tuple[str, int, int, Candidate]]:
    """Field, start and end of each such body, and the name of its state."""
    for state in document.candidates:
        if not state.decided or state.options[0].entity.type not in _STATES:
            continue
        if state.demonym or state.field == "dateline":
            continue
        text = document.fields[state.field]
        found = _OWNED.match(text, state.end)
        if found is None or _goes_on(text, found.end()):
            continue
        start, end = found.span("body")
        if not any(other.decided for other in taken.at(state.field, start, end)):
            yield state.field, start, end, state


def courts_at_home(
    document: DocumentView, taken: Standing
) -> Iterator[tuple[str, int, int, Candidate]]:
    """Field, start and end of each court of the state that an article is on, and a name of that.

    It is on a state that it names by far most often. In a federation a part may have such a court.
    """
    text = document.fields.get("text", "")
    found = list(_COURTS.finditer(text)) if "Court" in text else []
    if not found:
        return
    times: Counter[str] = Counter()
    names: dict[str, Candidate] = {}
    for candidate in document.candidates:
        if not (candidate.decided or candidate.demonym) or candidate.field == "dateline":
            continue
        for place in document.gazetteer.lineage(candidate.options[0].entity.id):
            if place in document.gazetteer.entities and (
                document.gazetteer.entities[place].type == "country"
            ):
                times[place] += 1
                if place == candidate.options[0].entity.id and not candidate.demonym:
                    names.setdefault(place, candidate)
    (home, most), *others = [*times.most_common(2), ("", 0)]
    if most < _OFTEN or most < _CLEARLY * others[0][1] or home in _FEDERATIONS or home not in names:
        return
    for match in found:
        start, end = match.span("court")
        if not (_goes_on(text, end) or any(c.decided for c in taken.at("text", start, end))):
            yield "text", start, end, names[home]


_COURTS: Final = regex.compile(
    r"\b[Tt]he (?P<court>(?:Federal )?(?:Supreme|Constitutional) Court)"
    r"(?! (?:of|in) )(?![\p{L}'\u2019-])"
)
_OFTEN: Final = 3
_CLEARLY: Final = 3
_FEDERATIONS: Final = frozenset({"iso3166:US", "iso3166:AU", "iso3166:CA"})
"""Federations whose states and provinces have a Supreme Court of their own."""


def _goes_on(text: str, end: int) -> bool:
    """Whether more of a name stands behind: "Chile's Supreme Court Building"."""
    words = words_of(text)
    after = words.after(words.at(end - 1))
    if after is None or not words.is_capital(after):
        return False
    line = words.line(words.starts[after])
    return not (line.headline or line.capitals or words.lowers[after] in ROLES)
