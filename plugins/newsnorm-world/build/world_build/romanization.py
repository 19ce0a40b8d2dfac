"""Latin forms of a name by the romanisations of its language.

A romanisation is data: `spelling/romanization_LANGUAGE.tsv` has a row for each letter, or run of
letters, and a column for each scheme; `spelling/schemes.tsv` says which standard that is.
A cell is what the letters become: "0" for nothing; empty where the row is none of the scheme's.
The column `where` narrows a row: "start" of a word, "end" of one, after a "vowel" (or a sign or
apostrophe, which part it from the consonant before), "between" vowels. At each place the longest
row counts, and of two the one with a `where`. Nothing here knows an alphabet: a table of Arabic
or Chinese would be read as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from world_build.tables import SPELLING, read

_VOWELS = frozenset("аеёиоуыэюяіїєәөұү")
_PARTING = _VOWELS | frozenset("ъь'ўй")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A romanisation, and the language of the newspapers that write names by it."""

    language: str
    name: str
    readers: str


@lru_cache(maxsize=1)
def schemes() -> tuple[Scheme, ...]:
    """All romanisations, in the order of their table."""
    rows = read(SPELLING / "schemes.tsv")
    return tuple(Scheme(row["language"], row["scheme"], row["for"]) for row in rows)


def romanize(name: str, language: str, scheme: str) -> str:
    """A name by one romanisation; capitals stay where they are.

    >>> romanize("Харків", "uk", "national-2010"), romanize("Харьков", "ru", "press-de")
    ('Kharkiv', 'Charkow')
    >>> romanize("Луганськ", "uk", "bgn-pcgn-1965"), romanize("Луганск", "ru", "press-fr")
    ("Luhans'k", 'Lougansk')
    >>> romanize("Екатеринбург", "ru", "press-en")
    'Yekaterinburg'
    """
    rules = _rules(language, scheme)
    lower = name.lower()
    written: list[str] = []
    at = 0
    while at < len(lower):
        letters, latin = next(
            (
                (letters, latin)
                for letters, where, latin in rules.get(lower[at], ())
                if lower.startswith(letters, at) and _stands(where, lower, at, at + len(letters))
            ),
            (lower[at], lower[at]),
        )
        capital = name[at].isupper() and latin
        written.append(latin[0].upper() + latin[1:] if capital else latin)
        at += len(letters)
    return "".join(written)


def latin_forms(name: str, language: str) -> Iterator[tuple[str, Scheme]]:
    """What a name becomes by each scheme of its language.

    With and without the soft sign's mark; of a name with ё also as if that were the е that
    newspapers print for it.
    """
    for scheme in schemes():
        if scheme.language == language:
            for written in dict.fromkeys((name, name.replace("ё", "е"))):
                form = romanize(written, language, scheme.name)
                yield form, scheme
                if "'" in form:
                    yield form.replace("'", ""), scheme


@lru_cache(maxsize=64)
def _rules(language: str, scheme: str) -> dict[str, list[tuple[str, str, str]]]:
    """Rows that have a cell for the scheme, by their first letter, the most special first."""
    rules: dict[str, list[tuple[str, str, str]]] = {}
    for row in read(SPELLING / f"romanization_{language}.tsv"):
        if row[scheme]:
            latin = "" if row[scheme] == "0" else row[scheme]
            rules.setdefault(row["letters"][0], []).append((row["letters"], row["where"], latin))
    for rows in rules.values():
        rows.sort(key=lambda rule: (-len(rule[0]), not rule[1]))
    return rules


def _stands(where: str, text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    match where:
        case "start":
            return not before.isalpha() and before != "'"
        case "end":
            return not after.isalpha() and after != "'"
        case "vowel":
            return before != "" and before in _PARTING
        case "between":
            return before != "" and before in _VOWELS and after != "" and after in _VOWELS
    return True
