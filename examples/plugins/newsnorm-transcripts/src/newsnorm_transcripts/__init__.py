"""Cuts out of a broadcast's transcript what nobody said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import newsnorm

WORDS = (
    "APPLAUSE", "LAUGHTER", "CHEERING", "CHEERS", "CROSSTALK", "INAUDIBLE", "UNINTELLIGIBLE",
    "MUSIC", "PAUSE", "SILENCE", "FOREIGN LANGUAGE", "PHONETIC", "SPEAKING FOREIGN LANGUAGE",
    "BEGIN VIDEO CLIP", "END VIDEO CLIP", "BEGIN VIDEOTAPE", "END VIDEOTAPE", "BEGIN AUDIO CLIP",
    "END AUDIO CLIP", "COMMERCIAL BREAK", "VOICE-OVER", "VIDEO", "VIA TRANSLATOR",
)  # fmt: skip
"""What the cues of transcripts say, in any case."""


@dataclass(frozen=True, slots=True)
class CueOptions:
    """Options of "transcripts/cues".

    Args:
        keep: cues to leave in the text, such as "APPLAUSE".
    """

    keep: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for word in self.keep:
            if word.upper() not in WORDS:
                raise ValueError(f"keep: there is no cue {word!r}; there are: {', '.join(WORDS)}")


@newsnorm.hookimpl
def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    """The one cleaner of this plugin."""
    yield newsnorm.CleanerSpec(
        "transcripts/cues", rules, CueOptions, "cues, time codes and caption marks go"
    )


def rules(options: CueOptions) -> Sequence[newsnorm.Rule]:
    """The rules; a time code can stand inside a cue, so cues come first."""
    kept = {word.upper() for word in options.keep}
    words = "|".join(word for word in WORDS if word not in kept)
    time = r"\d{1,2}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?"
    cue = rf"(?i:{words})(?:[ ]{time})?"
    return (
        newsnorm.Rule(
            "cue",
            rf"[ ]?(?:\({cue}\)|\[{cue}\])",
            newsnorm.Scope.BODY,
            literals=("(", "["),
            fields=("text",),
            summary="what is heard or shown, in brackets",
            examples=(
                newsnorm.Example("We won. (APPLAUSE) Thank you.", "We won. Thank you."),
                newsnorm.Example("I was [inaudible 00:12:04] there.", "I was there."),
            ),
            traps=("The music (by Jane Roe) was loud.", "(Applause is not allowed in court.)"),
        ),
        newsnorm.Rule(
            "time-code",
            rf"[\[(]?{time}[\])]?(?:[ ]?-->[ ]?{time})?",
            newsnorm.Scope.LINES,
            literals=(":",),
            fields=("text",),
            summary="time codes on lines of their own",
            examples=(
                newsnorm.Example("Snow fell.\n[00:01:30]\nIt melted.", "Snow fell.\nIt melted."),
                newsnorm.Example("00:01:30,000 --> 00:01:32,000\nSnow fell.", "Snow fell."),
            ),
            traps=("Snow fell at\n12:30 sharp.",),
        ),
        newsnorm.Rule(
            "caption-mark",
            r"(?:(?<=\n)|(?<=\A))>{2,3}[ ]?",
            newsnorm.Scope.BODY,
            literals=(">>",),
            fields=("text",),
            summary="marks of captions that say that another person speaks",
            examples=(
                newsnorm.Example(">> Did snow fall?\n>> It did.", "Did snow fall?\nIt did."),
            ),
            traps=("Rates: 3 >> 2, he wrote.",),
        ),
        newsnorm.Rule(
            "rush",
            r"THIS IS A RUSH TRANSCRIPT\..{0,120}",
            newsnorm.Scope.HEAD_LINES,
            newsnorm.Extract("notices"),
            literals=("RUSH TRANSCRIPT",),
            fields=("text",),
            summary="a warning that the transcript was made in haste",
            examples=(
                newsnorm.Example(
                    "THIS IS A RUSH TRANSCRIPT. IT MAY BE UPDATED.\nSnow fell.",
                    "Snow fell.",
                    ("THIS IS A RUSH TRANSCRIPT. IT MAY BE UPDATED.",),
                ),
            ),
            traps=("It was a RUSH TRANSCRIPT, she said.",),
        ),
    )
