"""Which forms may name a place, and which are words, surnames or given names first of all.

What decides are lists of other people's making: words that Webster's second edition (1934, public
domain) prints in lower case and that are frequent today, and the names in the US census of 1990.
Nothing of these lists is shipped: they only keep forms out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from importlib import resources

COMMON = 200_000
"""Occurrences from which a word counts as frequent, in the counts of symspellpy."""

FREQUENT_SURNAME = 20_000
"""Rank from which on a surname is rare enough for the name of a large city."""

LARGE = 100_000
"""Inhabitants of a large city."""

_SLAVIC = re.compile(r".{2,}(?:enko|chuk|[aiy]ev|[bdklmnprstvz]ov|[sz]k(?:y|yi|iy|i|ii)|yan)")

_PARTICLES = "de|do|da|dos|das|del|della|di|la|las|los|el|le|les|en|y|e|al|am|an|der|bei|im|in|"
_PARTICLES += "ob|auf|upon|on|of|the|sur|sous|aan|den|op|sub|pri|na|nad|pod|ye|ya"
_SHAPE = re.compile(
    rf"[^\W\d_][\w'.]+(?:[ -](?:(?:{_PARTICLES})[ -])*[^\W\d_][\w'.]*)*", re.UNICODE
)


class Guards:
    """The lists, read when first needed."""

    @cached_property
    def counts(self) -> dict[str, int]:
        """How often words of English occur."""
        counts = resources.files("symspellpy") / "frequency_dictionary_en_82_765.txt"
        lines = counts.read_text(encoding="utf-8-sig").splitlines()
        return {word: int(count) for word, count in map(str.split, lines)}

    @cached_property
    def words(self) -> frozenset[str]:
        """Frequent words of English, as in a dictionary: those in lower case."""
        from english_words import get_english_words_set

        listed = get_english_words_set(["web2"])
        return frozenset(
            word for word, count in self.counts.items() if count >= COMMON and word in listed
        )

    def occurrences(self, form: str) -> int:
        """How often a form occurs as a word in lower case."""
        return self.counts.get(without_marks(form).lower(), 0)

    @cached_property
    def surnames(self) -> dict[str, int]:
        """Surnames by rank."""
        listed = (resources.files("names") / "dist.all.last").read_text(encoding="utf-8")
        return {line.split()[0]: rank for rank, line in enumerate(listed.splitlines())}

    @cached_property
    def given_names(self) -> frozenset[str]:
        """Given names of women and men."""
        listed = [
            (resources.files("names") / f"dist.{kind}.first").read_text(encoding="utf-8")
            for kind in ("female", "male")
        ]
        return frozenset(line.split()[0] for text in listed for line in text.splitlines())

    def objection(self, form: str, population: int, shortest: int = 4) -> str | None:
        """What speaks against a form as the name of a place, or None.

        "Reading" is a word, "Jackson" a surname, "Las" not a name's shape.
        """
        plain = without_marks(form)
        if not _SHAPE.fullmatch(form) or not all(
            part[0].isupper() or part in _PARTICLES.split("|") for part in re.split("[ -]", form)
        ):
            return "shape"
        if sum(char.isalpha() for char in form) < shortest or form.isupper():
            return "short"
        parts = re.split("[ -]", plain)
        if len(parts) > 1:
            upper = [part.upper() for part in parts]
            if upper[0] in self.given_names and upper[-1] in self.surnames:
                return "full name"
            if all(part.lower() in self.words for part in parts):
                return "words"
            return None
        if plain.lower() in self.words:
            return "word"
        if plain.upper() in self.given_names:
            return "given name"
        rank = self.surnames.get(plain.upper())
        if rank is not None and (population < LARGE or rank < FREQUENT_SURNAME):
            return "surname"
        return None


def is_slavic_surname(name: str) -> bool:
    """Whether a name ends as surnames do; cities were named after those who bore them.

    >>> is_slavic_surname("Shevchenko"), is_slavic_surname("Kirov"), is_slavic_surname("Dubna")
    (True, True, False)
    """
    return _SLAVIC.fullmatch(without_marks(name)) is not None


def without_marks(text: str) -> str:
    """Without combining marks, and without the strokes that Unicode does not take for marks.

    >>> without_marks("Đà Nẵng, Łódź, Tromsø")
    'Da Nang, Lodz, Tromso'
    """
    text = text.translate(_STROKES)
    marks = (char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", "".join(marks))


_STROKES = str.maketrans(
    {"Đ": "D", "đ": "d", "Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae",
     "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "a", "Ə": "A", "Ħ": "H", "ħ": "h"}
)  # fmt: skip
