"""Whether two names are one name in two spellings.

Two ways are known. Spellings of one Slavic name in Latin letters differ where the romanisations do
(Sergei, Sergey, Serhiy is another name; Zelensky, Zelenskyy, Zelenskiy): `folded` writes what the
schemes write differently in one way. And two names may be one edit apart, a letter more, less,
other or two exchanged (Damerau, "A technique for computer detection and correction of spelling
errors", CACM 7, 1964): `edits_of` gives what such names have in common, by leaving out each letter
in turn, so that they are found without comparing all with all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsnorm.gazetteer import without_accents

SHORTEST = 5
"""Letters of a word in which one edit may be a misspelling; in a shorter one it is another name."""

_FOLDS: tuple[tuple[str, str], ...] = (
    # Each row: what the schemes write for one letter or ending, and what stands for all of it.
    # BGN/PCGN 1947 and 1965, ISO 9:1995, ALA-LC, the Ukrainian national system (2010), and the
    # usage of the press, which drops the second letter of an ending.
    (r"(?:[iy]{1,2}|[iy]j)\b", "i"),  # -ий, -ій, -ый: Zelenskyy, Zelenskiy, Zelenskij, Zelensky
    (r"(?<=[aeou])[yj](?![aeou])", "i"),  # й behind a vowel: Sergey, Sergej, Andrei
    (r"(?<![aeiouy])[iy]e(?=[a-z])", "e"),  # е, є: Yevgeny, Evgeny; Alekseyev has a vowel before
    (r"(?<![aeiou])y(?![aeiou])", "i"),  # и, ы: Yanukovych, Yanukovich; Lyudmyla, Lyudmila
    (r"[yij](?=[aou])", "i"),  # я, ё, ю: Tatyana, Tatiana; Yushchenko, Iushchenko
    (r"ks", "x"),  # кс: Aleksandr, Alexander's first part
    (r"kh", "h"),  # х: Mikhail, Mihail
    (r"sh?ch", "shch"),  # щ
    (r"tch", "ch"),  # ч, as the French write it
    (r"['ʹʼ’]", ""),  # ь: Luhans'k
    (r"([bcdfghklmnprstvwz])\1", r"\1"),  # Savelly, Gennady
)
_COMPILED = tuple((re.compile(pattern), replacement) for pattern, replacement in _FOLDS)

_BRITISH: tuple[tuple[str, str], ...] = (
    # British and American spelling of the words that names of bodies are made of.
    (r"(?<=[a-z]{3})is(?=ation|e\b|ed\b|ing\b)", "iz"),
    (r"tre\b", "ter"),
    (r"our\b", "or"),
    (r"ence\b", "ense"),
    (r"programme\b", "program"),
    (r"-", ""),
    (r"^the ", ""),
    (r" & ", " and "),
)
_BODIES = tuple((re.compile(pattern), replacement) for pattern, replacement in _BRITISH)


def folded(name: str, kind: str) -> str:
    """A name as it is the same in every spelling of its family.

    Args:
        name: as printed.
        kind: of the entity; "person" folds romanisations, "organization" British spelling.

    >>> folded("Sergey Lavrov", "person") == folded("Sergei Lavrov", "person")
    True
    >>> {folded(name, "person") for name in ("Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskii")}
    {'zelenski'}
    >>> folded("World Food Programme", "organization")
    'world food program'
    """
    plain = without_accents(name).casefold()
    for pattern, replacement in _COMPILED if kind == "person" else _BODIES:
        plain = pattern.sub(replacement, plain)
    return plain


def edits_of(name: str) -> Iterator[str]:
    """Keys of which two names share one if one edit may lie between them.

    >>> set(edits_of("lavrov")) & set(edits_of("lavrow"))
    {'lavro'}
    """
    yield name
    yield from {name[:at] + name[at + 1 :] for at in range(len(name))}


def one_edit_apart(left: str, right: str) -> bool:
    """Whether two names differ by one letter, in a word that is long enough, and in no digit.

    >>> one_edit_apart("robert fico", "robert ficco"), one_edit_apart("mike johnson", "mike jonson")
    (False, True)
    """
    words, others = left.split(), right.split()
    differing = [(a, b) for a, b in zip(words, others, strict=False) if a != b]
    if len(words) != len(others) or len(differing) != 1:
        return False
    word, other = differing[0]
    if min(len(word), len(other)) < SHORTEST or not (word + other).isalpha():
        return False
    if len(word) == len(other):
        unlike = [at for at in range(len(word)) if word[at] != other[at]]
        if len(unlike) == 2 and unlike[1] == unlike[0] + 1:
            first, second = unlike
            return word[first] == other[second] and word[second] == other[first]
        return len(unlike) == 1
    short, long = sorted((word, other), key=len)
    return len(long) - len(short) == 1 and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    )
