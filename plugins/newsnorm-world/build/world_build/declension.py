"""Case forms of names in Cyrillic, by their class.

`spelling/declension.tsv` has the classes of each language in order: a regular expression for the
end of the names of the class, whether it is guessed by that ("first": only for words before the
last), how many letters are cut off, and the endings of genitive, dative, accusative, instrumental
and locative (for Kazakh of the ablative too), comma separated; "NN" is the nominative.

A name is written as in `curated/endonyms.tsv`: `Харків/Харков` gives the stem of the other cases,
`Гомель@m-soft-x` a class, `@0` says that a word has no cases. The words of a name before the last
decline as adjectives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from world_build.tables import SPELLING, read

_WORD = re.compile(r"(?P<name>[^/@]+)(?:/(?P<stem>[^@]+))?(?:@(?P<kind>.+))?")


@dataclass(frozen=True, slots=True)
class _Class:
    name: str
    ending: re.Pattern[str]
    guess: str
    cut: int
    cases: tuple[str, ...]


def nominative(notation: str) -> str:
    """The name that a notation is of.

    >>> nominative("Кривий Ріг/Рог@m-u")
    'Кривий Ріг'
    """
    return " ".join(_parts(word)[0] for word in notation.split(" "))


def case_forms(notation: str, language: str) -> Iterator[str]:
    """The forms of a name in the other cases; none where its class is not known.

    >>> list(case_forms("Київ/Києв", "uk"))
    ['Києва', 'Києву', 'Київ', 'Києвом', 'Києві']
    >>> list(case_forms("Новая Каховка", "ru"))[:3]
    ['Новой Каховки', 'Новой Каховке', 'Новую Каховку']
    >>> list(case_forms("Чернівці", "uk"))[:2], list(case_forms("Сочи@0", "ru"))
    (['Чернівців', 'Чернівцям'], [])
    """
    words = notation.split(" ")
    declined = [
        _decline(word, language, adjective=number < len(words) - 1)
        for number, word in enumerate(words)
    ]
    most = max(map(len, declined))
    if most and all(declined):
        for case in range(most):
            yield " ".join(forms[min(case, len(forms) - 1)] for forms in declined)


def _decline(word: str, language: str, *, adjective: bool) -> list[str]:
    name, stem, kind = _parts(word)
    if kind == "0":
        return [name] if adjective else []
    found = next((c for c in _classes(language) if _fits(c, name, kind, adjective=adjective)), None)
    if found is None:
        if kind is not None:
            raise ValueError(f"no class {kind!r} of {language} fits {name!r}")
        return []
    root = stem or name
    root = root[: len(root) - found.cut]
    return [name if end == "NN" else root + end for end in found.cases]


def _fits(found: _Class, name: str, kind: str | None, *, adjective: bool) -> bool:
    if kind is not None:
        return found.name == kind and bool(found.ending.search(name.lower()))
    if adjective and not found.name.startswith("adj"):
        return False
    guessed = ("yes", "first") if adjective else ("yes",)
    return found.guess in guessed and bool(found.ending.search(name.lower()))


def _parts(word: str) -> tuple[str, str | None, str | None]:
    found = _WORD.fullmatch(word)
    if found is None:
        raise ValueError(f"{word!r} is no notation of a name")
    return found["name"], found["stem"], found["kind"]


@lru_cache(maxsize=8)
def _classes(language: str) -> tuple[_Class, ...]:
    return tuple(
        _Class(
            row["class"],
            re.compile(f"(?:{row['of']})$"),
            row["guess"],
            int(row["cut"]),
            tuple(row["cases"].split(",")),
        )
        for row in read(SPELLING / "declension.tsv")
        if row["language"] == language
    )
