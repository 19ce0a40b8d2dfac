"""Bodies that every state has, behind the name of the one whose they are: "Israel's Supreme Court".

The state is named by itself, so that the body is what stands behind the possessive.
"""

from __future__ import annotations

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


def _goes_on(text: str, end: int) -> bool:
    """Whether more of a name stands behind: "Chile's Supreme Court Building"."""
    words = words_of(text)
    after = words.after(words.at(end - 1))
    if after is None or not words.is_capital(after):
        return False
    line = words.line(words.starts[after])
    return not (line.headline or line.capitals or words.lowers[after] in ROLES)
