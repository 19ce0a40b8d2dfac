"""Names of bodies that their own words do not tell, but what a text says beside them.

A noun says what they are ("the broadcaster LRT", "Litgrid, the grid operator", "another exporter,
Velt, declined"), or what only firms have or are: shares, analysts, chief executives.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from newsnorm_entities.body_edges import DAYS, is_listed, legal_end
from newsnorm_entities.body_names import run_around
from newsnorm_entities.clues import SPEECH
from newsnorm_entities.doings import is_past
from newsnorm_entities.given import is_common_word, is_given, surname_first
from newsnorm_entities.organization_words import (
    AIRED,
    AIRING,
    CALLED_BEFORE,
    CALLED_BEHIND,
    CALLED_BY_ITS,
    DEALINGS,
    FIRM_KINDS,
    GENERIC,
    MOVES,
    NOT_LEADING,
    OFFICERS,
    ORDINARY,
    PERSONS_TOO,
    READ,
    SHARES,
    SILENT,
    STAFF,
    TRADES,
)
from newsnorm_entities.searched import among
from newsnorm_entities.vocabulary import FUNCTION_WORDS, HONORIFICS, ROLES
from newsnorm_entities.words import Words

_PARTY: Final = frozenset(("party",))

# What is looked for together: to put lists together takes longer than to look.
_CALLING: Final = CALLED_BEFORE | CALLED_BY_ITS | AIRED
_EXPLAINING: Final = CALLED_BEHIND | AIRED
_KINDS: Final = FIRM_KINDS | _PARTY
_OF_FIRMS: Final = SHARES | STAFF | OFFICERS | SILENT
_NOUNS: Final = _CALLING | READ | _EXPLAINING | _KINDS | _OF_FIRMS | TRADES


class Described(NamedTuple):
    """A name beside which a text says that it is a body's.

    Args:
        first, last: numbers of its words.
        firm: whether it is a firm's.
    """

    first: int
    last: int
    firm: bool


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
        *_of_business(words, nouns),
        *_dealing(words, nouns),
        *_led(words, nouns),
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
    if lower in _PARTICLES and not words.is_capital(index):
        return False  # "Frutas del Velto"
    if len(lower) > 1 and words.texts[index].isupper() and lower not in ROLES:
        return False  # "IF Velto"
    return lower in FUNCTION_WORDS or lower in ROLES or lower in HONORIFICS or len(lower) < 2


def _reads_as_person(words: Words, first: int, last: int) -> bool:
    """Whether a name behind a noun that persons are called, too, may be a person's."""
    if is_given(words.texts[first]) or surname_first(tuple(words.texts[first : last + 1])):
        return True
    if last == first or words.lowers[last] in TRADES:
        return False
    plain = any(is_common_word(words.lowers[at]) for at in range(first, last + 1))
    small = any(not words.is_capital(at) for at in range(first, last + 1))
    return not (plain or small)


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


def _name_behind(words: Words, first: int) -> int:
    """The last word of a name, without a day behind it: "told the broadcaster LRT Monday"."""
    last = run_around(words, first, first)[1]
    while (begin := _over_particles(words, last, 1)) is not None:
        last = run_around(words, begin, begin)[1]
    while last > first and words.lowers[last] in DAYS:
        last -= 1
    return last


def _over_particles(words: Words, index: int, step: int) -> int | None:
    """The capitalised word that small words of names alone part from another: "Frutas del Velto".

    Args:
        words: of the field.
        index: number of the other word.
        step: 1 to look behind it, -1 to look before it.
    """
    at = index + step
    while 0 <= at < len(words) and words.lowers[at] in _PARTICLES and not words.is_capital(at):
        at += step
    if abs(at - index) < 2 or not 0 <= at < len(words) or not words.is_capital(at):
        return None
    low, high = sorted((at, index))
    plain = all(words.gap(n) == " " and not words.is_possessive(n) for n in range(low, high))
    return at if plain else None


_PARTICLES: Final = frozenset("de del de la las los do da dos das du des di della".split())
"""Small words inside names of Romance languages."""


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
        last = _name_behind(words, first)
        if lower in PERSONS_TOO and _reads_as_person(words, first, last):
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
        first = _beginning(words, last)
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
                    first = _beginning(words, last)
                    person = lower in PERSONS_TOO and _reads_as_person(words, first, last)
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


def _beginning(words: Words, last: int) -> int:
    """Where a name begins, without what opens a sentence before it."""
    first = run_around(words, last, 0)[0]
    while (end := _over_particles(words, first, -1)) is not None:
        first = run_around(words, end, 0)[0]
    for at in range(first, last):
        joined = "-" in words.texts[at] and words.texts[at].rpartition("-")[2].islower()
        if joined or words.lowers[at] in _DESCRIBING:
            first = at + 1  # "London-based Velto", "The U.S. Airline Velto Air"
    while first < last and words.opens_sentence(first) and _opens(words, first):
        first += 1
    return first


_DESCRIBING: Final = CALLED_BEFORE - {"daily", "weekly", "company", "platform", "website"}
"""Nouns that are no part of the name behind them, though printed with a capital."""


def _opens(words: Words, index: int) -> bool:
    """Whether a word that opens a sentence is no part of the name behind it."""
    lower = words.lowers[index]
    return lower in NOT_LEADING or (lower in FUNCTION_WORDS and not words.texts[index].isupper())


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
        last = _name_behind(words, first)
        if definite and (last == first or _all_unknown(words, first, last)):
            continue  # "The broker, Jane Roe, left"
        behind = words.lowers[last + 1 : last + 2]
        if words.gap(last) != ", " or words.is_possessive(last) or not behind:
            continue
        if words.is_capital(last + 1) or behind[0] in _LISTING or behind[0][0].isdigit():
            continue
        if not (
            (party or words.lowers[noun] in PERSONS_TOO) and _reads_as_person(words, first, last)
        ):
            yield Described(first, last, firm=not party)


def _all_unknown(words: Words, first: int, last: int) -> bool:
    """Whether no word of a name is one of the language, as with persons."""
    return not any(is_common_word(words.lowers[at]) for at in range(first, last + 1))


_OF_PERSONS: Final = frozenset("his her their whose".split())
_INDEFINITE: Final = frozenset("another a an one".split())

_LISTING: Final = frozenset("and or who whose a an the which where".split())
"""What tells behind a comma that a list goes on, or that it was a person or a place."""


def _of_business(words: Words, nouns: Iterable[int]) -> Iterator[Described]:
    """Names with what only firms have: "shares in Velto", "Velto shares fell", "Velto's CEO"."""
    for noun in nouns:
        if words.lowers[noun] not in _OF_FIRMS:
            continue
        lower = words.lowers[noun]
        has_shares = lower in SHARES
        if has_shares or lower in STAFF:
            first = noun + 2
            joins = _JOINS_SHARES if lower in SHARES else _JOINS_STAFF
            if (
                first < len(words)
                and words.lowers[noun + 1] in joins
                and words.gap(noun) == words.gap(noun + 1) == " "
                and words.is_capital(first)
            ):
                last = _name_behind(words, first)
                if words.lowers[noun + 1] == "from" and last == first:
                    continue  # "bankers from Velt", a town
                if _may_be_firm(words, first, last, has_shares=has_shares) and _ends(words, last):
                    yield Described(first, last, firm=True)
        if lower in SILENT:
            owned = _is_silent_firm(words, noun)
        elif lower in SHARES:
            behind = words.lowers[noun + 1 : noun + 2]
            owned = words.gap(noun) == " " and bool(behind) and behind[0] in MOVES
        else:
            owned = lower in OFFICERS and (lower != "chief" or _is_executive(words, noun))
        if owned and noun and words.gap(noun - 1) == " " and words.is_capital(noun - 1):
            last = noun - 1
            first = _beginning(words, last)
            if _may_be_firm(words, first, last, has_shares=has_shares):
                yield Described(first, last, firm=True)


def _dealing(words: Words, nouns: Iterable[int]) -> Iterator[Described]:
    """Firms whose last word may mean much else, by what they do: "Velto Steel agreed to buy"."""
    for last in nouns:
        if words.lowers[last] not in TRADES or not words.is_capital(last):
            continue
        if not _deals(words, last):
            continue
        first = _beginning(words, last)
        before = words.before(first)
        if first == last or (before is not None and words.lowers[before] in _ARTICLES):
            continue  # "the Northern Power said"
        lead = words.lowers[first:last]
        own = [lower for lower in lead if not is_common_word(lower)]
        if all(lower in ORDINARY or lower in GENERIC for lower in own):
            continue
        if not _has_possessive_name(words, first, last):
            yield Described(first, last, firm=True)


_ARTICLES: Final = frozenset("the a an".split())


def _deals(words: Words, last: int) -> bool:
    """Whether a name says or does behind it what firms do."""
    following = last + 1
    if following >= len(words) or words.is_possessive(last):
        return False
    lower = words.lowers[following]
    if words.gap(last) == ", ":
        return lower in SPEECH
    return words.gap(last) == " " and (lower in SPEECH or lower in DEALINGS)


def _led(words: Words, nouns: Iterable[int]) -> Iterator[Described]:
    """Names behind the office that firms and bodies have: "the chief executive of Velto"."""
    for noun in nouns:
        lower = words.lowers[noun]
        if lower == "ceo":
            of = noun + 1
        elif lower == "chief" and _is_executive(words, noun):
            of = noun + 2
            of += words.lowers[of : of + 1] == ["officer"]
        else:
            continue
        first = of + 1
        if first >= len(words) or words.lowers[of] not in ("of", "at"):
            continue
        if not words.gap(of - 1) == words.gap(of) == " " or not words.is_capital(first):
            continue
        last = _name_behind(words, first)
        after = words.after(last)
        acts = after is not None and (
            is_past(words.lowers[after]) or words.lowers[after] in SPEECH
        )  # who has the office does
        if not (acts or _ends(words, last)):
            continue
        plain = all(is_common_word(words.lowers[at]) for at in range(first, last + 1))
        if _may_be_firm(words, first, last, has_shares=True) or (
            plain and last == first + 1 and not _has_possessive_name(words, first, last)
        ):
            yield Described(first, last, firm=True)


_ORDERS: Final = frozenset("common ordinary preferred top blue leading treasury".split())
"""What shares are, printed with a capital where it opens a sentence."""

_JOINS_SHARES: Final[tuple[str, ...]] = ("in", "of")
_JOINS_STAFF: Final[tuple[str, ...]] = ("at", "with", "from")


def _is_silent_firm(words: Words, verb: int) -> bool:
    """Whether a country's firm is asked: "Ruland's Velto declined to comment"."""
    if words.lowers[verb + 1 : verb + 3] != ["to", "comment"] or verb < 2:
        return False
    owner = words.gap(verb - 2) == " " and words.is_possessive(verb - 2)
    return owner and words.is_capital(verb - 2) and not words.is_possessive(verb - 1)


def _is_executive(words: Words, noun: int) -> bool:
    """Whether "chief" begins an office that firms have: "chief executive"."""
    return words.lowers[noun + 1 : noun + 2] in (["executive"], ["financial"], ["operating"])


def _may_be_firm(words: Words, first: int, last: int, *, has_shares: bool) -> bool:
    """Whether a name that is known by what it has alone may be a firm's, and whole."""
    own = [at for at in range(first, last + 1) if not is_common_word(words.lowers[at])]
    whole_of = has_shares and last > first and not words.is_possessive(last)
    if not own or (is_given(words.texts[first]) and not whole_of):
        return False  # nobody has shares in a person: "Philip Velto shares"
    if first == last and (words.lowers[first] in _ORDERS or words.lowers[first] in words.texts):
        return False  # "Common shareholders"
    if _has_possessive_name(words, first, last):
        return False
    if words.opens_sentence(first):
        lower = words.lowers[first]
        if is_common_word(lower) or lower.endswith(("ing", "ed")):
            return False  # "Existing Velto shares", "Remaining shareholders"
    if any("-" in words.texts[at] or words.texts[at][0].isdigit() for at in own):
        return False  # "London-based Velto"
    if any(words.texts[at].isupper() for at in range(first, last + 1)):
        return False  # "ADR shares", "FTSE 100 shares"
    before = words.lowers[first - 1] if first else ""
    if before in ("and", "&") or (
        (first and words.gap(first - 1) in (". ", "."))
        and (first > 1 and words.is_initial(first - 1))
    ):
        return False
    return not (first > 1 and words.gap(first - 1) == ", " and words.is_capital(first - 1))


def _has_possessive_name(words: Words, first: int, last: int) -> bool:
    """Whether a possessive is of a firm's name somewhere: "a bid for Velto's.", "Velto's Inc"."""
    form = words.text[words.starts[first] : words.ends[last]]
    for at in words.places(form):
        end = words.at(at + len(form) - 1)
        if words.is_possessive(end) and end + 1 < len(words):
            following = end + 1
            speaks = words.lowers[following] in SPEECH or words.lowers[following] == "also"
            if words.gap(end) != " " or words.is_capital(following) or speaks:
                return True
    return False


def _ends(words: Words, last: int) -> bool:
    """Whether a name ends at a word: neither another name nor a noun goes on with it."""
    gap = words.gap(last)
    if words.is_possessive(last):
        return True
    following = last + 1
    if following >= len(words):
        return True
    lower = words.lowers[following]
    if gap == ", ":
        return not words.is_capital(following) or words.lowers[following] in ROLES
    if gap != " ":
        return "-" not in gap and "/" not in gap and "&" not in gap and "(" not in gap
    if lower == "and":
        return not words.is_capital(following + 1) if following + 1 < len(words) else True
    return lower in FUNCTION_WORDS or lower in MOVES
