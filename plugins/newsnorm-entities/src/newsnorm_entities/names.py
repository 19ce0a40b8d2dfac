"""Names of persons: parts compared without case, accents and the ways to spell them in Latin.

Newspapers spell one name in many ways: Zelensky, Zelenskyy and Zelenskiy, Sergei and Sergey,
Aleksandr and Alexander. `family` gives all spellings of a name one key, by the rules that
romanisations differ in and by a short table of names that Ukrainian, Belarusian and Russian have in
forms of their own. A key compares names within an article and with persons of the gazetteer; it is
no name, and nothing is written with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from newsnorm import without_accents

_STROKES: Final = str.maketrans("łŁøØđĐıİ", "lLoOdDiI")


def folded(word: str) -> str:
    """A part of a name without case and accents."""
    return word.lower() if word.isascii() else without_accents(word).casefold()


def without_initials(parts: Sequence[str]) -> tuple[str, ...]:
    """A name without the initials in its middle.

    >>> without_initials(["Antony", "J", "Blinken"])
    ('Antony', 'Blinken')
    """
    return (parts[0], *(part for part in parts[1:-1] if len(part) > 1), parts[-1])


@lru_cache(maxsize=65536)
def family(part: str) -> str:
    """The key that all spellings of a part of a name share.

    >>> {family(name) for name in ("Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskyi", "Zelenski")}
    {'zelenski'}
    >>> family("Sergei") == family("Sergey") == family("Serhiy")
    True
    >>> family("Aleksandr") == family("Alexander") == family("Oleksandr")
    True
    >>> family("Lukashenka") == family("Lukashenko"), family("Zdenka") == family("Zdenko")
    (True, False)
    >>> family("al-Sisi") == family("Sisi"), family("Ivanov") == family("Ivanova")
    (True, False)
    """
    plain = folded(part.translate(_STROKES)).replace("’", "").replace("'", "")
    key = _ARTICLE.sub("", plain).replace("-", "")
    for letters, pattern, replacement in _SPELLINGS:
        if letters in key:  # most are not, and that costs next to nothing to see
            key = pattern.sub(replacement, key)
    return _ACROSS.get(key, key)


_ARTICLE: Final = re.compile(r"^(?:al|el|as|ash|ad|ar|an|at|az)-(?=[a-z]{3})")
"""The Arabic article, assimilated or not: "al-Sisi", "as-Sisi", "Sisi"."""

_SPELLINGS: Final = tuple(
    (letters, re.compile(pattern), replacement)
    for letters, pattern, replacement in (
        ("oe", "oe(?=[a-z]{2})", "o"),  # Schroeder, Schröder; not Noel
        ("ue", "ue(?=[a-z]{2})", "u"),  # Mueller, Müller
        ("ae", "ae(?=[a-z]{2})", "a"),  # Schaefer, Schäfer; not Michael
        ("y", "y", "i"),  # Sergey, Sergei
        ("j", "j(?=[aeou])", "i"),  # Yulia, Julia
        ("o", "ou|oo", "u"),  # Youssef, Yusuf
        ("ii", "ii+", "i"),  # Zelenskyy, Zelenskiy
        ("ie", "^ie", "e"),  # Yevgeny, Evgeny
        ("io", "io(?=.)", "e"),  # Fyodor, Fedor; Gorbachyov, Gorbachev
        ("ie", "(?<=[aeou])ie|ie(?=v$)", "e"),  # Sergeyev, Sergeev; Medvedyev
        ("ch", "shch|sch|tsch", "sh"),
        ("dzh", "dzh", "j"),
        ("tch", "tch", "ch"),
        ("kh", "kh", "h"),
        ("ks", "ks", "x"),  # Aleksandr, Alexandr
        ("ph", "ph", "f"),
        ("w", "w", "v"),
        ("c", "ck|c(?=[aoukltr]|$)", "k"),  # Victor, Viktor
        ("ka", "(?<=[a-z]{3}en)ka$", "ko"),  # Lukashenka, Lukashenko; Zdenka is no Zdenko
        ("r", "(?<=[td])r$", "er"),  # Aleksandr, Alexander; Petr, Peter
        ("", r"([b-df-hj-np-tv-z])\1+", r"\1"),  # Gennady, Genady
    )
)
"""Letters that a name must have for a rule to change it, what the rule replaces, and by what."""

_SAME_NAME: Final = """
    vladimir volodimir uladzimir
    alexander olexander aliaxander aliexander olexandr
    alexei alexi oleksi olexi oleksii
    nikolai mikola mikalai nikola
    sergei sergi serhi serhii siarhei siarhii
    dmitri dmitro dzmitri
    evgeni evhen ievhen iauhen evheni
    mihail mihailo mihaila
    andrei andri
    igor ihor ihar
    oleg oleh
    pavel pavlo
    peter petro peoter
    vasili vasil
    grigori hrihori
    genadi henadi
    georgi heorhi
    bogdan bohdan
    ekaterina katerina
    elena olena
    olga olha volha
    tatiana tetiana
    galina halina
    svetlana svitlana sviatlana
    kiril kirilo
    nikita mikita
    daniil danilo danil
    viacheslav vacheslav
    konstantin kostiantin
    fedor fedir
    iakov iakiv
    mohamed muhamed muhamad mohamad mohamet muhamet
    husein husain hosein hosain
    ahmed ahmad ahmet
    abdula abdulah abdalah abdalla abdala
    abdel abdul abd
    iusef iusuf iosef iusif
    osama usama
    ibrahim ebrahim
"""
_ACROSS: Final = {
    form: line.split()[0]
    for line in _SAME_NAME.strip().splitlines()
    for form in line.split()[1:]
}  # fmt: skip
"""Forms that one given name has in other languages and spellings, by keys."""
