"""Unicode normalization form C, as one edit for each stretch that it changes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

import regex

from newsnorm import ArticleView, Edit
from newsnorm_text.odd import odd
from newsnorm_text.quiet import MANY, Quiet
from newsnorm_text.steps import Step, settle

MAX_MARKS: Final = 30
"""Combining marks in a row that are kept: the limit of UAX #15's stream-safe format.

Normalization sorts a run of marks, in quadratic time; no language has runs of more than a few."""

_UNSURE: Final = re.compile("[^\x00-\u02ff\u2010-\u2125]")
"""What may have to be composed, or to change; letters with accents and punctuation have not."""

_RUN: Final = regex.compile(rf"(?<=\p{{M}}{{{MAX_MARKS}}})\p{{M}}++")
_STRETCH: Final = regex.compile(
    r"[\u1100-\u11ff\ua960-\ua97f\uac00-\ud7ff]++|\P{M}?\p{M}++|[^\x00-\u02ff]"
)


class Nfc:
    r"""Compose letters and their marks, so that one spelling is one sequence of code points.

    >>> Nfc().edits("Cafe\u0301", ArticleView())
    [Edit(start=3, end=5, replacement='é', rule='')]
    """

    def __init__(self) -> None:
        self._quiet = Quiet()

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:  # noqa: ARG002 - the protocol's
        """Edits that bring a text to NFC; runs of marks that are too long are cut first."""
        present = odd(text)
        if not _UNSURE.search(present):
            return ()
        if len(present) >= MANY:
            if self._quiet.covers(text):
                return ()
            if not _steps(text):
                self._quiet.remember(text)
                return ()
        return settle(text, _steps)


def _steps(text: str) -> list[Step]:
    """Cutting comes before the first look at whether a text is normalized: that sorts runs too."""
    if _RUN.search(text):
        return [_cut]
    return [] if unicodedata.is_normalized("NFC", text) else [_compose]


def _cut(text: str) -> list[Edit]:
    return [Edit(*run.span(), "", "mark-run") for run in _RUN.finditer(text)]


def _compose(text: str) -> list[Edit]:
    return list(_stretches(text)) or [_whole(text)]


def _stretches(text: str) -> Iterator[Edit]:
    """One edit a stretch, if the stretches normalized one by one make the normalized text."""
    edits = [
        Edit(*found.span(), composed)
        for found in _STRETCH.finditer(text)
        if (composed := unicodedata.normalize("NFC", found.group())) != found.group()
    ]
    pieces: list[str] = []
    position = 0
    for edit in edits:
        pieces += (text[position : edit.start], edit.replacement)
        position = edit.end
    if "".join((*pieces, text[position:])) == unicodedata.normalize("NFC", text):
        yield from edits


def _whole(text: str) -> Edit:
    """One edit for all between the first and the last difference."""
    composed = unicodedata.normalize("NFC", text)
    shortest = min(len(text), len(composed))
    start = next((i for i in range(shortest) if text[i] != composed[i]), shortest)
    tail = next(
        (i for i in range(shortest - start) if text[-1 - i] != composed[-1 - i]), shortest - start
    )
    return Edit(start, len(text) - tail, composed[start : len(composed) - tail])
