"""What the words of a name tell by themselves: whether it reads as a person's."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import regex

from newsnorm_entities.given import given, is_common_word, surname_first
from newsnorm_entities.runs import Run


def name_points(run: Run) -> int:
    """Points of the name by itself."""
    return _points_of(run.name) + bool(run.suffix) + 2 * run.behind_role


@lru_cache(maxsize=16384)
def _points_of(name: tuple[str, ...]) -> int:
    first = name[0]
    known = given(first)
    points = 0
    initials = len(first) == 1
    if initials:
        second = given(name[1]) if len(name) > 2 else None
        points = 2 if second is not None and not second.doubtful else 1  # "J. Robert Roe"
    elif known is not None:
        points = 1 if known.doubtful else 2
    if surname_first(name):
        points = max(points, 2)
    if not initials and any(len(part) == 1 for part in name[1:-1]):
        points += 1
    if any(part in ("bin", "ibn", "van", "von", "der") for part in name):
        points += 1
    last = name[-1].lower()
    if _SURNAMES.search(last) and not is_common_word(last):
        points += 1
    if last in _LANDMARKS:
        points -= 1
    return points


_LANDMARKS: Final = frozenset(
    """
    park day law hill hills wood woods field fields forest cross grove church hall lake west falls
    point
    bay heights garden gardens creek springs ridge marsh rivers banks bridges mills castle steel
    abbey house land lane ford stone well wells
    """.split()
)
"""Surnames that are the nouns of places, too: "Victoria Park", "Benny Hill"."""


_SURNAMES: Final = regex.compile(
    r".{2,}(?:enko|chuk|[ln]iuk|[ai]ev|eyev|ov|ova|eva|[cdnt]sk[aiy]|skyy|skiy|icz|vic|vich|shvili"
    r"|adze|idze|yan|oglu|zadeh|pour|sson|ssen|nsen|rsen|escu|opoulos|akis|iou|[dn]ez|ckas|auskas"
    r"|enen|inen|ström|quist|owski|ewski|wicz)$"
)
"""Ends that surnames have, and little else has."""
