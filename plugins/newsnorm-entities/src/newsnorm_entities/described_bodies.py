"""Names of bodies that their own words do not tell, but what a text says beside them.

A noun says what they are ("the broadcaster LRT", "Litgrid, the grid operator", "another exporter,
Velt, declined"), or what only firms have or are: shares, analysts, chief executives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from newsnorm_entities.body_edges import is_listed, legal_end
from newsnorm_entities.described_names import (
    PARTICLES,
    Described,
    beginning,
    name_behind,
    reads_as_person,
)
from newsnorm_entities.firm_dealings import TELLING_FIRMS, firms_by_dealings
from newsnorm_entities.given import is_common_word, is_given
from newsnorm_entities.organization_words import (
    AIRED,
    AIRING,
    CALLED_BEFORE,
    CALLED_BEHIND,
    CALLED_BY_ITS,
    FIRM_KINDS,
    PERSONS_TOO,
    READ,
)
from newsnorm_entities.searched import among
from newsnorm_entities.vocabulary import FUNCTION_WORDS, HONORIFICS, ROLES
from newsnorm_entities.words import Words

_PARTY: Final = frozenset(("party",))

# What is looked for together: to put lists together takes longer than to look.
_CALLING: Final = CALLED_BEFORE | CALLED_BY_ITS | AIRED
_EXPLAINING: Final = CALLED_BEHIND | AIRED
_KINDS: Final = FIRM_KINDS | _PARTY
_NOUNS: Final = _CALLING | READ | _EXPLAINING | _KINDS | TELLING_FIRMS


def described_bodies(words: Words) -> Iterator[Described]:
    """Each name beside which the text says what body it is.

    >>> words = Words("Litgrid, the grid operator, told the broadcaster LRT. Shares in Velto fell.")
    >>> [" ".join(words.texts[first : last + 1]) for first, last, _ in described_bodies(words)]
    ['Litgrid', 'LRT', 'Velto']
    """
    nouns = among(words, _NOUNS)
    if not nouns:
        return
    found = {
        *_called(words, nouns),
        *_read(words, nouns),
        *_explained(words, nouns),
        *_between_commas(words, nouns),
        *firms_by_dealings(words, nouns),
    }
    for body in sorted(found):
        first, last, _ = body
        line = words.line(words.starts[first])
        if line.headline or line.capitals or last - first > _MOST_CALLED:
            continue
        plain = any(_is_plain(words, at) for at in range(first, last + 1))
        if not plain and not _is_part(words, first, last):
            yield body


_JOINING: Final = frozenset("of for de del du des and et und y e".split())
"""Small words behind which a name goes on."""

_MOST_CALLED: Final = 3
"""Words behind the first one of a name that only the text explains."""


def _is_part(words: Words, first: int, last: int) -> bool:
    """Whether a name that only the text explains goes on beyond its run: "Blue Cross of Ohio"."""
    if legal_end(words, first) or is_listed(words, last):
        return True
    if first and words.is_possessive(first - 1) and is_common_word(words.lowers[first]):
        return True  # "Samaritan's Purse"
    if first > 1 and words.gap(first - 1) == " " and words.gap(first - 2) == " ":
        small = words.lowers[first - 1]
        head = words.lowers[first - 2]
        if small in ("of", "for", "and", "de") and words.is_capital(first - 2) and head != "ceo":
            return True
        far = small in ("a", "the") and words.lowers[first - 2] == "for" and first > 2
        if far and words.is_capital(first - 3):
            return True  # "the Committee for a Responsible Budget"
    following = words.texts[last + 1 : last + 3]
    if words.gap(last) == " " and len(following) > 1 and following[1][0].isupper():
        joined = words.gap(last + 1).startswith(" ") and following[0] in _JOINING
        if joined and not words.is_possessive(last):
            return True
    if words.gap(last).startswith((" '", ".")) and following and words.gap(last) != ". ":
        return words.gap(last)[:1] == " " or following[0] in ("com", "net", "org", "co")
    if words.is_possessive(last) and words.is_capital(last + 1) and words.gap(last) == " ":
        return True  # "Velto's Stores"
    capitals = words.texts[first].isupper() and len(words.texts[first]) > _MOST_CALLED
    return first < last and capitals and words.opens_sentence(first)  # "TAIPEI Acer"


def _is_plain(words: Words, index: int) -> bool:
    """Whether a word is no part of a name that needs explaining: a day, a title, a possessive."""
    lower = words.lowers[index]
    if lower in PARTICLES and not words.is_capital(index):
        return False  # "Frutas del Velto"
    if len(lower) > 1 and words.texts[index].isupper() and lower not in ROLES:
        return False  # "IF Velto"
    return lower in FUNCTION_WORDS or lower in ROLES or lower in HONORIFICS or len(lower) < 2


def _has_article(words: Words, noun: int) -> bool:
    """Whether what stands before a noun says that a name behind it is called so.

    An article or a possessor does, a preposition, as news leaves the article out ("an analyst at
    brokerage Velto"), or where it comes from ("Swedish broadcaster LRT"); adjectives may stand
    between.
    """
    index = words.before(noun)
    for _ in range(4):
        if index is None:
            return False
        lower = words.lowers[index]
        if lower in _DETERMINERS or words.is_possessive(index):
            return True
        if index == noun - 1 and lower in _CONJOINED:
            return True  # "and broadcaster LRT asked for more"
        if lower in FUNCTION_WORDS and lower != "us":
            return False  # "the day before daily Velto"
        if words.is_capital(index) and (lower in ("us", "uk") or lower.endswith(_OF_COUNTRIES)):
            return True
        index = words.before(index)
    return False


_DETERMINERS: Final = frozenset("the a an its at by for from of to with".split())
_CONJOINED: Final = frozenset("and but while".split())
_OF_COUNTRIES: Final[tuple[str, ...]] = ("an", "ese", "sh", "ch", "swiss", "thai", "czech", "greek")


def _has_its(words: Words, noun: int) -> bool:
    """Whether "its" stands before a noun, two adjectives between at most."""
    return "its" in words.lowers[max(0, noun - 3) : noun] and all(
        words.gap(at) == " " for at in range(max(0, noun - 2), noun)
    )


def _called(words: Words, nouns: Iterable[int]) -> Iterator[Described]:
    """Names behind the noun that says what they are: "the broadcaster LRT"."""
    for noun in nouns:
        if words.lowers[noun] not in _CALLING:
            continue
        first = words.after(noun)
        if words.is_capital(noun) or first is None or not words.is_capital(first):
            continue  # "The Daily Mail"
        lower = words.lowers[noun]
        if lower in AIRED and not _is_aired(words, noun):
            continue
        last = name_behind(words, first)
        if lower in PERSONS_TOO and reads_as_person(words, first, last):
            continue
        if _has_its(words, noun) if lower in CALLED_BY_ITS else _has_article(words, noun):
            yield Described(first, last, lower in FIRM_KINDS)


def _is_aired(words: Words, noun: int) -> bool:
    """Whether a station is one of radio, an agency one of news: "the radio station Velto"."""
    return noun > 0 and words.gap(noun - 1) == " " and words.lowers[noun - 1] in AIRING


def _read(words: Words, nouns: Iterable[int]) -> Iterator[Described]:
    """Papers before what they are: "the Velto newspaper", "Ruland's Velto newspaper"."""
    for noun in nouns:
        if words.lowers[noun] not in READ:
            continue
        last = noun - 1
        if words.is_capital(noun) or last < 1 or words.gap(last) != " ":
            continue
        if not words.is_capital(last) or words.is_possessive(last):
            continue
        first = beginning(words, last)
        before = words.before(first)
        if before is None or not (words.is_possessive(before) or words.lowers[before] == "the"):
            continue
        lower = words.lowers[last]
        based = "-" in lower and words.texts[last].rpartition("-")[2].islower()
        if not (based or lower.endswith((*_OF_COUNTRIES, "ic", "i")) or is_common_word(lower)):
            yield Described(first, last, firm=False)


def _explained(words: Words, nouns: Iterable[int]) -> Iterator[Described]:
    """Names with a comma and what they are behind: "Litgrid, the company that runs the grid"."""
    for noun in nouns:
        if words.lowers[noun] not in _EXPLAINING:
            continue
        if words.is_capital(noun) or words.is_possessive(noun):
            continue
        lower = words.lowers[noun]
        if lower in AIRED and lower not in CALLED_BEHIND and not _is_aired(words, noun):
            continue
        for article in range(noun - 1, max(0, noun - _FAR), -1):
            small = words.lowers[article]
            owner = words.is_possessive(article) and words.is_capital(article)
            if small in ("the", "a", "an") or owner:
                last = article - 1
                ends = words.gap(noun) != " " or words.lowers[noun + 1] in _GOING_ON
                stands = words.is_capital(last) and not words.is_possessive(last)
                if words.gap(last) == ", " and stands and ends:
                    first = beginning(words, last)
                    person = lower in PERSONS_TOO and reads_as_person(words, first, last)
                    person = person and (
                        is_given(words.texts[first])
                        or not (
                            "its" in words.lowers[noun + 1 : noun + _NEAR]
                            or (small == "the" and _is_based(words, article, noun))
                        )
                    )  # ", a broker, said its analyst", ", the Leeds-based builder"
                    if not (person or (owner and _is_where(words, first))):
                        yield Described(first, last, lower in FIRM_KINDS)
                break
            if words.gap(article) not in (" ", "-"):
                break
            if words.is_possessive(article):
                continue  # ", the group's local unit"
            if small in ROLES or small in FUNCTION_WORDS:
                break


def _is_based(words: Words, article: int, noun: int) -> bool:
    """Whether it says before a noun where a firm sits: "the Leeds-based builder"."""
    return any(lower.endswith("-based") for lower in words.lowers[article + 1 : noun])


_NEAR: Final = 4
"""Words behind a noun among which what is said of it stands."""

_FAR: Final = 6
"""Words between the article and the noun, at most."""


_GOING_ON: Final = frozenset(
    "that which of in for based owned run founded behind representing from with whose backed "
    "listed headquartered".split()
)
"""Words behind a noun that say more of it; another noun would say what it is: "a company town"."""


def _is_where(words: Words, first: int) -> bool:
    """Whether a name before an apposition may be a place's: "in Velto, Ruland's largest port"."""
    before = words.before(first)
    return before is not None and words.lowers[before] in ("in", "at", "near", "from", "to")


def _between_commas(words: Words, nouns: Iterable[int]) -> Iterator[Described]:
    """Names between commas behind what they are: "Another exporter, Velto, declined"."""
    for noun in nouns:
        if words.lowers[noun] not in _KINDS:
            continue
        first = noun + 1
        if words.gap(noun) != ", " or words.is_capital(noun) or not words.is_capital(first):
            continue
        lead = words.lowers[max(0, noun - 3) : noun]
        party = words.lowers[noun] in _PARTY
        definite = not party and lead[-1:] == ["the"]
        if not (definite or (_OF_PERSONS if party else _INDEFINITE).intersection(lead)):
            continue
        last = name_behind(words, first)
        if definite and (last == first or _all_unknown(words, first, last)):
            continue  # "The broker, Jane Roe, left"
        behind = words.lowers[last + 1 : last + 2]
        if words.gap(last) != ", " or words.is_possessive(last) or not behind:
            continue
        if words.is_capital(last + 1) or behind[0] in _LISTING or behind[0][0].isdigit():
            continue
        if not (
            (party or words.lowers[noun] in PERSONS_TOO) and reads_as_person(words, first, last)
        ):
            yield Described(first, last, firm=not party)


def _all_unknown(words: Words, first: int, last: int) -> bool:
    """Whether no word of a name is one of the language, as with persons."""
    return not any(is_common_word(words.lowers[at]) for at in range(first, last + 1))


_OF_PERSONS: Final = frozenset("his her their whose".split())
_INDEFINITE: Final = frozenset("another a an one".split())

_LISTING: Final = frozenset("and or who whose a an the which where".split())
"""What tells behind a comma that a list goes on, or that it was a person or a place."""
