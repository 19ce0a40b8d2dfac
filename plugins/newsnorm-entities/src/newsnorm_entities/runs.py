"""Runs of capitalised words in a text, and which part of one may be a person's name.

All that is found of persons starts here, so that the words between cost nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from operator import ne
from typing import Final, NamedTuple

from newsnorm_entities.given import given, is_common_word, is_given, surname_first
from newsnorm_entities.names import family
from newsnorm_entities.vocabulary import (
    FUNCTION_WORDS,
    NOT_NAMES,
    PARTICLES,
    ROLES,
    SUFFIXES,
)
from newsnorm_entities.words import KEPT, Words, words_of

_MOST_NAMES: Final = 3
_ARTICLES: Final[tuple[str, ...]] = (
    "al-", "el-", "as-", "ash-", "ad-", "ar-", "an-", "at-", "az-", "d'", "d’",
)  # fmt: skip


class Run(NamedTuple):
    """Words that may be a full name.

    Args:
        first, last: numbers of the words.
        end: where it ends, a suffix ("Jr.") included.
        name: its parts without suffix.
        suffix: what stands behind it: "Jr".
        behind_role: whether a title in capitals went before.
    """

    first: int
    last: int
    end: int
    name: tuple[str, ...]
    suffix: str = ""
    behind_role: bool = False


@lru_cache(maxsize=KEPT)
def capitals(text: str) -> tuple[int, ...]:
    """Numbers of the words of a text that begin with a capital letter, behind an article at most.

    >>> capitals("Now Bashar al-Assad left with an iPhone.")
    (0, 1, 2)
    """
    words = words_of(text)
    texts = words.texts
    mixed = compress(range(len(texts)), map(ne, texts, words.lowers))
    return tuple([at for at in mixed if texts[at][0].isupper() or is_joined(texts[at])])


def capitals_among(words: Words, wanted: Container[str]) -> Iterator[int]:
    """Numbers of the same words that are in a list, in lower case.

    >>> list(capitals_among(Words("Now the Council left."), {"council", "the"}))
    [2]
    """
    standing = capitals(words.text)
    return compress(standing, map(wanted.__contains__, map(words.lowers.__getitem__, standing)))


@lru_cache(maxsize=KEPT)
def families(text: str) -> Mapping[str, Sequence[int]]:
    """The same words by the key that all spellings of a name share.

    >>> families("Sergey met Sergei in Odesa.")["sergei"]
    [0, 2]
    """
    standing = capitals(text)
    found: defaultdict[str, list[int]] = defaultdict(list)
    keys = map(family, map(words_of(text).texts.__getitem__, standing))
    for at, key in zip(standing, keys, strict=True):
        found[key].append(at)
    return found


def capital_runs(words: Words) -> Iterator[tuple[int, int]]:
    """First and last word of each longest run of two capitalised words and more.

    Small words of names may stand between ("Ursula von der Leyen"), and a full stop behind an
    initial.

    >>> list(capital_runs(Words("On May 3 Ursula von der Leyen met J. B. Pritzker of Illinois.")))
    [(0, 1), (3, 6), (8, 10)]
    >>> list(capital_runs(Words('There Jane "the Nail" Roe sang.')))
    [(0, 4)]
    """
    texts = words.texts
    first = last = -2
    surname = -1  # behind a nickname
    gaps = [*words.gaps(0, len(words)), "", ""]  # of -2, the word before the first, too
    for index in capitals(words.text):
        if index <= surname:
            last = surname
            continue
        if gaps[last] in _OPENS and (behind := behind_nickname(words, last)) is not None:
            last = surname = behind
            continue
        if index > last + 1 and (
            index > last + 3
            or words.lowers[last + 1] not in PARTICLES
            or not _bridged(words, last, index)
        ):
            if last > first:
                yield first, last
            first = last = index
            continue
        gap = gaps[index - 1]
        goes_on = gap == " " or (gap in _POINTS and len(texts[index - 1]) == 1)
        if goes_on and not words.is_possessive(index - 1):
            last = index
            continue
        if last > first:
            yield first, last
        first = last = index
    if last > first:
        yield first, last


_POINTS: Final[tuple[str, ...]] = (". ", ".")


def behind_nickname(words: Words, index: int) -> int | None:
    """Number of the word behind a nickname that a name goes on with: "Roe" in 'Jane "Jay" Roe'.

    Args:
        words: those of the text.
        index: number of the word before the nickname.

    >>> behind_nickname(Words('Jane "the Nail" Roe sang.'), 0)
    3
    >>> behind_nickname(Words('Jane "the Nail" sang.'), 0)
    """
    closing = _OPENS.get(words.gap(index))
    if closing is None or words.is_possessive(index) or words.lowers[index] in ROLES:
        return None
    for at in range(index + 1, min(index + 1 + _LONGEST_NICKNAME, len(words) - 1)):
        gap = words.gap(at)
        if gap == closing:
            alone = at == index + 1
            nick = words.is_capital(at) and words.lowers[at] not in FUNCTION_WORDS
            if closing == ") " and not (alone and given(words.texts[at]) is not None):
                return None
            return at + 1 if nick and _goes_on(words, at + 1) else None
        if gap != " ":
            return None
    return None


def _goes_on(words: Words, index: int) -> bool:
    """Whether a surname stands at a word, with a small one before it or without."""
    if words.is_capital(index):
        return True
    particle = words.lowers[index] in PARTICLES or is_joined(words.texts[index])
    after = words.after(index)
    return particle and after is not None and words.is_capital(after)


def without_nickname(words: Words, first: int, last: int) -> list[str]:
    """The words of a name without the nickname that stands in it.

    >>> without_nickname(Words('Jane "the Nail" Roe sang.'), 0, 3)
    ['Jane', 'Roe']
    """
    texts = words.texts[first : last + 1]
    for step, gap in enumerate(words.gaps(first, last)):
        if gap in _OPENS and (behind := behind_nickname(words, first + step)) is not None:
            return texts[: step + 1] + texts[behind - first :]
    return texts


_LONGEST_NICKNAME: Final = 3

_OPENS: Final = {
    ' "': '" ',
    " '": "' ",
    " (": ") ",
    " \N{LEFT DOUBLE QUOTATION MARK}": "\N{RIGHT DOUBLE QUOTATION MARK} ",
    " \N{LEFT SINGLE QUOTATION MARK}": "\N{RIGHT SINGLE QUOTATION MARK} ",
}
"""What stands before and behind a nickname inside a name."""


def _bridged(words: Words, last: int, index: int) -> bool:
    """Whether small words of names alone stand between two words."""
    if last < 0:
        return False
    return all(
        words.lowers[at] in PARTICLES
        and words.gap(at - 1) == " "
        and not words.is_possessive(at - 1)
        for at in range(last + 1, index)
    )


def is_joined(text: str) -> bool:
    """Whether a small word is joined to a name by a hyphen or an apostrophe: "al-Assad"."""
    if not text.startswith(_ARTICLES):
        return False
    cut = text.find("-") if "-" in text else 1
    return text[cut + 1 : cut + 2].isupper()


_THINGS: Final = NOT_NAMES - FUNCTION_WORDS


def is_first_of_longer(words: Words, index: int) -> bool:
    """Whether a surname or a title is the first word of a longer name: "Trump Tower"."""
    following = words.after(index)
    if following is None or not words.is_capital(following):
        return False
    if is_headline(words, index):
        return words.lowers[following] in _THINGS
    return words.lowers[following] not in FUNCTION_WORDS


def is_headline(words: Words, index: int) -> bool:
    """Whether a word stands where capitals tell nothing."""
    line = words.line(words.starts[index])
    return line.headline or line.capitals


def full_name(words: Words, first: int, last: int) -> Run | None:
    """The full name that a run holds, or None if its words say that it is none."""
    behind_role = False
    while (
        first < last
        and (_is_lead(words, first) or _is_sheikh(words, first, last))
        and not _is_surname_of(words, first, last)
    ):
        behind_role = _is_role(words.lowers[first])
        first += 1
    while (
        first < last and words.lowers[last] in FUNCTION_WORDS and not _may_be_surname(words, last)
    ):
        last -= 1
    while first < last and words.lowers[last] in HONORS:
        last -= 1
    suffix, end_word = "", last
    if words.lowers[last] in SUFFIXES and last - first > 1:
        suffix, last = words.texts[last], last - 1
    elif suffix_behind(words, last):
        suffix, end_word = words.texts[last + 1], last + 1
    while first < last and words.lowers[last] in PARTICLES and not words.is_capital(last):
        last -= 1
    name = tuple(without_nickname(words, first, last))
    if not _are_names(name) or _begins_with_date(words, first):
        return None
    return Run(first, last, words.ends[end_word], name, suffix, behind_role)


def _is_surname_of(words: Words, first: int, last: int) -> bool:
    """Whether a word that opens a name is a surname in front of it: "Park Soo-bin"."""
    lower = words.lowers[first]
    if lower in FUNCTION_WORDS or not is_common_word(lower):
        return False
    return surname_first(tuple(words.texts[first : last + 1]))


def _begins_with_date(words: Words, first: int) -> bool:
    """Whether a given name is a month where it stands: "in late August Ukraine moved"."""
    if words.lowers[first] not in ("april", "may", "june", "august") or not first:
        return False
    return words.gap(first - 1) == " " and words.lowers[first - 1] in _BEFORE_MONTHS


_BEFORE_MONTHS: Final = frozenset("in late early mid since until last next this".split())


def suffix_behind(words: Words, last: int) -> str:
    """ "jr" and the like, if that stands behind a name, a comma between at most."""
    if last + 1 >= len(words) or words.lowers[last + 1] not in SUFFIXES:
        return ""
    joined = words.gap(last) in (" ", ", ") and not words.is_possessive(last)
    return words.lowers[last + 1] if joined else ""


def _is_lead(words: Words, index: int) -> bool:
    """Whether the first word of a run is none of the name's: of a sentence, or a title."""
    lower = words.lowers[index]
    if words.is_initial(index):
        return lower == "a" and words.gap(index) == " " and words.opens_sentence(index)
    if _is_role(lower) or lower in PARTISANS:
        return True
    if lower in FUNCTION_WORDS:
        return lower not in _NAMES_TOO
    if given(lower) is not None:
        return False
    return is_common_word(lower) and words.opens_sentence(index)


def _is_sheikh(words: Words, first: int, last: int) -> bool:
    """Whether a name of an Arab has the title before it, not "Sheikh Hasina".

    It has a patronymic, or ends in an article and a family's name: "Sheikh Yusuf al-Harbi".
    """
    titles = ("sheikh", "sheikha", "shaikh")
    if words.lowers[first] not in titles or last - first < 2:
        return False
    return "bin" in words.lowers[first + 2 : last] or is_joined(words.texts[last])


def _is_role(lower: str) -> bool:
    return lower in ROLES or (lower.endswith("s") and lower[:-1] in ROLES)


HONORS: Final = frozenset("kc qc sc mp mep msp obe mbe cbe phd md".split())
"""Letters behind a name that are no part of it."""


def _may_be_surname(words: Words, index: int) -> bool:
    return words.lowers[index] in SURNAMES_TOO


PARTISANS: Final = frozenset(
    """
    democrat republican democrats republicans conservative conservatives liberal liberals tory
    labour socialist communist independent
    """.split()
)
"""Members of parties, by which politicians are introduced: "Democrat Jane Roe"."""

_NAMES_TOO: Final = frozenset({"will", "may", "april", "june", "august"})
"""Small words and months that are given names as well."""

SURNAMES_TOO: Final = frozenset(
    """
    north west law day king major bishop pope prince judge marshal young may will mills steel lake
    castle
    """.split()
)
"""Words that also are surnames: behind a given name they may be one."""


@lru_cache(maxsize=16384)
def _are_names(name: tuple[str, ...]) -> bool:
    """Whether each of the words can be part of a name, and their number is that of one."""
    lowers = [text.lower() for text in name]
    last = len(name) - 1
    is_al = name[0] == "Al" and len(name) == 2  # of Alan, or an article
    real = [
        at
        for at, text in enumerate(name)
        if len(text) > 1 and (lowers[at] not in PARTICLES or (is_al and at == 0))
    ]
    initials = sum(len(text) == 1 for text in name)
    if len(real) + min(initials, 1) < 2 or not real or len(name[-1]) == 1:
        return False
    known = given(lowers[0])
    if known is None and lowers[0] in PARTICLES and not is_al:
        return False  # "La Scala", "El Salvador"
    small = len(name) - len(real)
    sure = known is not None and not known.doubtful
    if len(real) > _MOST_NAMES + (1 if sure or small else 0):
        return False
    for at in real:
        text, lower = name[at], lowers[at]
        if at == last and lower in SURNAMES_TOO and sure:
            continue
        if text.isupper() and 2 < len(text) < 5:
            return False  # "ROS Regina"
        if at == 0 and known is not None and (sure or lower in FUNCTION_WORDS):
            continue  # "Will", "May", "Bill"
        if at == 0 and lower not in FUNCTION_WORDS and surname_first(name):
            continue  # "Park Soo-bin"
        if text[0].isdigit() or lower in NOT_NAMES or lower in ROLES or lower in FUNCTION_WORDS:
            return False
        if text.isupper() and len(text) < 5:
            return False
        if "-" in text and not is_joined(text) and not _hyphenated(text):
            return surname_first(name)  # "Park Soo-bin"
        if is_common_word(lower) and not (at == last and _has_two_given(name)):
            return False
    return True


def _has_two_given(name: tuple[str, ...]) -> bool:
    """Whether a name has two given names, so that a word may be its surname: "Juan Manuel Cat"."""
    return len(name) == 3 and all(len(part) > 2 and is_given(part) for part in name[:2])


def _hyphenated(text: str) -> bool:
    """Whether what a hyphen joins can be names: "Jean-Luc", "Ki-moon", but not "Roe-led"."""
    parts = text.split("-")
    return all(part[0].isupper() or not is_common_word(part) for part in parts) and not any(
        part in _TAILS for part in parts[1:]
    )


_TAILS: Final = frozenset(
    "led based born backed made era style style-like listed owned run type like held bound".split()
)
