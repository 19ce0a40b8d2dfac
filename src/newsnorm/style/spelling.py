"""Whether two names are one name in two spellings: Kiev and Kyiv are, Burma and Myanmar are not.

The question is asked only of names that are known to mean the same, so it need not tell Iran from
Iraq. It must tell a spelling (Zelenskiy, Zelenskyy) from another form of the name: an acronym, a
short or a long form, a former name.

Words are compared by their consonants, in classes that the romanisations of Cyrillic and Arabic
confuse: Ukrainian has h where Russian has g (Luhansk, Lugansk), vowels differ (Kharkiv, Kharkov),
letters are doubled or not (Donbas, Donbass). What differs in accents alone is not another spelling:
many houses print none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsnorm.gazetteer import without_accents

SHORTEST = 3
"""Letters that a word must have: in shorter ones, a spelling is too easily another word."""

_STROKES = str.maketrans(
    {
        "\N{LATIN SMALL LETTER L WITH STROKE}": "l",
        "\N{LATIN SMALL LETTER O WITH STROKE}": "o",
        "\N{LATIN SMALL LETTER D WITH STROKE}": "d",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "\N{LATIN SMALL LETTER AE}": "ae",
        "\N{LATIN SMALL LETTER SHARP S}": "ss",
    }
)
"""Letters that no decomposition takes the accent from."""

_CLASSES = (
    ("shch", "S"), ("sch", "S"), ("tch", "C"), ("kh", "h"), ("gh", "h"), ("zh", "Z"), ("sh", "S"),
    ("ch", "C"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("tz", "ts"), ("ck", "k"), ("q", "k"),
    ("x", "ks"), ("g", "h"), ("w", "v"),
)  # fmt: skip
"""Letters that romanisations confuse, the longest first."""

_ENGLISH = (
    ("re", "er"), ("res", "ers"), ("our", "or"), ("ours", "ors"), ("ence", "ense"),
    ("isation", "ization"), ("ise", "ize"), ("ogue", "og"), ("mme", "m"), ("mmes", "ms"),
)  # fmt: skip
"""Endings of British and American English: those are the article's, not the name's."""

_PARTICLES = frozenset({"al", "el", "ul"})
"""Articles of Arabic, which are printed apart, with a hyphen, or not at all."""

_WORD = re.compile(r"\S*[^\W\d_]\S*")
_PART = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}][^\W\d_]+)*")
_VOWELS = re.compile("[aeiouy]+")
_GLIDE = re.compile("(?<=[aeiouy])j")  # "Sergej"
_TWICE = re.compile(r"(.)\1+")


def respelled(name: str, canonical: str, *, whole: bool = False, person: bool = False) -> str:
    """A name with those of its words that are spelled otherwise in the canonical name as there.

    Args:
        name: as it stands in a text.
        canonical: another name of the same thing, spelled as it should be.
        whole: take it as a whole or not at all, as one should the name of an organization: the
            Kiev in "Dynamo Kiev" is the club's own.
        person: leave it alone where a word of it has no like in the canonical name, and one there
            has none in it: half of each would be nobody's name.

    Returns:
        The name itself where it is no other spelling, in words or as a whole, of that one.

    >>> respelled("Kiev", "Kyiv"), respelled("Sergei V. Lavrov", "Sergey Lavrov")
    ('Kyiv', 'Sergey V. Lavrov')
    >>> respelled("Lugansk Oblast", "Luhansk region"), respelled("Kim Jong-un", "Kim Jong Un")
    ('Luhansk Oblast', 'Kim Jong Un')
    >>> respelled("US", "United States"), respelled("Cote d'Azur", "Côte d'Azur")
    ('US', "Cote d'Azur")
    >>> respelled("Taleban", "Taliban", whole=True)
    'Taliban'
    >>> respelled("Dynamo Kiev", "Dynamo Kyiv", whole=True)
    'Dynamo Kiev'
    >>> respelled("Svetlana Tikhanovskaya", "Sviatlana Tsikhanouskaya", person=True)
    'Svetlana Tikhanovskaya'
    """
    goal = canonical.upper() if name.isupper() else canonical
    if _only_marks(name, goal):
        return name
    if _is_whole(name, goal, whole=whole):
        return goal[:1].upper() + goal[1:] if name[:1].isupper() else goal
    if whole:
        return name
    by_word, left_over = _by_word(name, goal)
    if by_word == name or (person and left_over):
        return name
    # What is respelled in some words may be the whole by now, but for a hyphen.
    return respelled(by_word, canonical, person=person)


def is_spelling(one: str, other: str) -> bool:
    """Whether two names are the same, word by word, but for their spelling.

    >>> is_spelling("Belaya Tserkov", "Bila Tserkva"), is_spelling("Sana'a", "SANAA")
    (True, True)
    >>> is_spelling("Dnipropetrovsk", "Dnipro"), is_spelling("Defence Ministry", "Defense Ministry")
    (False, False)
    """
    ones, others = _WORD.findall(one), _WORD.findall(other)
    if not ones or not others:
        return False
    if len(ones) == len(others):
        pairs = list(zip(ones, others, strict=True))
        if all(_same_word(a, b) for a, b in pairs):
            return True
        if not all(_same_case(a, b) for a, b in pairs):
            return False
    if _letters(one) == _letters(other):
        return True
    if "." in one or "." in other:
        return False  # an abbreviation
    ones, others = _PART.findall(one), _PART.findall(other)
    return len(ones) == len(others) and all(  # "Nagorny Karabakh", "Nagorno-Karabakh"
        _same_case(a, b) and _same_part(a, b) for a, b in zip(ones, others, strict=True)
    )


def _by_word(name: str, goal: str) -> tuple[str, bool]:
    """A name with its words respelled, and whether both have words without a like in the other."""
    pieces: list[str] = []
    position = unlike = 0
    goals = _WORD.findall(goal)
    missed = len(goals)
    for word in _WORD.finditer(name):
        alike = [other for other in goals if _same_word(word[0], other)]
        # "Erel" is the last word of "Aral Erel", though the first has the same consonants.
        same = [other for other in alike if _letters(other) == _letters(word[0])]
        match = next(iter(same or alike), None)
        if match is None or not _ends_alike(word[0], match):
            unlike += len(_letters(word[0])) > 1  # no initial
            continue
        missed -= 1
        goals = goals[goals.index(match) + 1 :]
        if not _only_marks(word[0], match):
            pieces += (name[position : word.start()], match)
            position = word.end()
    return "".join((*pieces, name[position:])), unlike > 0 and missed > 0


def _is_whole(one: str, other: str, *, whole: bool) -> bool:
    """Whether a name is another spelling as a whole; of an organization's, one word at most.

    What a firm puts between its words (Wal-Mart, Walmart) is a name of its time.
    """
    if not is_spelling(one, other):
        return False
    if not whole:
        return True
    ones, others = (
        [part for part in _PART.findall(name) if part.casefold() not in _PARTICLES]
        for name in (one, other)
    )
    if any(map(str.isdigit, one)):
        return False
    return len(ones) == len(others) == 1 and _ends_alike(ones[0], others[0])


def _same_word(one: str, other: str) -> bool:
    """Whether two words are one in two spellings; of a compound, each part."""
    if not _same_case(one, other):
        return False
    ones, others = _PART.findall(one), _PART.findall(other)
    if len(ones) != len(others) or one.endswith(".") != other.endswith("."):
        return _letters(one) == _letters(other)
    return bool(ones) and all(map(_same_part, ones, others))


def _same_part(one: str, other: str) -> bool:
    a, b = _letters(one), _letters(other)
    if a == b:
        return True
    if min(len(a), len(b)) < SHORTEST or not (a.isascii() and b.isascii()):
        return False
    return _skeleton(a) == _skeleton(b) and not _english(a, b)


def _same_case(one: str, other: str) -> bool:
    """Whether both begin with a capital, or neither does; particles may, or not."""
    return one[:1].isupper() == other[:1].isupper() or one[:2].casefold() in _PARTICLES


def _ends_alike(one: str, other: str) -> bool:
    """Whether both end in a vowel, or neither does: Israel and Israeli are no spellings."""
    return (_letters(one)[-1:] in "aeiouy") == (_letters(other)[-1:] in "aeiouy")


def _only_marks(one: str, other: str) -> bool:
    """Whether nothing but stops, commas, capitals, and accents that `one` lacks, differ."""
    plain, goal = _without_stops(one), _without_stops(other)
    if plain == goal:
        # "Nato" is another spelling of "NATO", "foreign ministry" none of "Foreign Ministry".
        return not (one.istitle() and other.isupper() and one.isalpha() and len(one) > SHORTEST)
    if "." in one and plain.replace(" ", "") == goal.replace(" ", ""):
        return True
    return plain == _without_stops(_plain(other))


def _without_stops(text: str) -> str:
    return text.replace(".", "").replace(",", "").casefold()


def _plain(text: str) -> str:
    return without_accents(text.casefold()).translate(_STROKES)


def _letters(text: str) -> str:
    """Its letters alone, small and without accents."""
    return "".join(filter(str.isalpha, _plain(text)))


@lru_cache(maxsize=4096)
def _skeleton(letters: str) -> str:
    first = "" if letters[0] not in "aeiouy" else "a"
    letters = _GLIDE.sub("y", letters)
    for group, stands in _CLASSES:
        letters = letters.replace(group, stands)
    return first + _TWICE.sub(r"\1", _VOWELS.sub("", letters))


def _english(one: str, other: str) -> bool:
    """Whether two words differ as British and American English do."""
    return any(
        a.endswith(british) and b == a.removesuffix(british) + american
        for a, b in ((one, other), (other, one))
        for british, american in _ENGLISH
    )
