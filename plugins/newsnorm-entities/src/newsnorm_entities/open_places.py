"""Places that no table has, told by where they stand: "sugar mills near Velt", "Velt, Ohio".

A name that nobody knows is a place's where what stands around it has nothing else: behind "near"
and "outside"; behind what people do somewhere or what stands somewhere, and "in" or "at"; behind
how they get there, and "to" or "from"; and before a comma with its region or with what it is, "a
town in the hills". A word of the language, a given name, and what is printed as no name of a place
is, are left alone; so is all that anybody has found before.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import Final

from newsnorm_entities.clues import names_person
from newsnorm_entities.doings import is_past
from newsnorm_entities.given import given, is_common_word
from newsnorm_entities.runs import capitals
from newsnorm_entities.vocabulary import (
    DIRECTIONS,
    FUNCTION_WORDS,
    HONORIFICS,
    NOT_NAMES,
    PARTICLES,
    ROLES,
    VESSELS,
)
from newsnorm_entities.whereabouts import is_owned
from newsnorm_entities.words import Words

_SURE: Final = frozenset("near outside".split())
"""Prepositions that hardly anything but a place stands behind."""
_WITH_REGION: Final = _SURE | frozenset("in at from".split())
_PREPOSITIONS: Final = _WITH_REGION | frozenset("to off towards toward around through".split())
_OPENS_PAIR: Final = _WITH_REGION | frozenset("around through between".split())
"""What stands before a town and another one: "in Velt and Orrin"."""
_GATE: Final = _PREPOSITIONS | _OPENS_PAIR | {"and"}

_BUILT: Final = frozenset(
    """
    apartment barracks base bunker cafe cafes camp campus casino cathedral cemetery checkpoint
    chapel church churches clinic convent cottage courthouse courtroom dam depot dormitory embassy
    estate factories factory farm farmhouse farms flat garrison grave headquarters home homes hotel
    house houses hut huts jail kitchen laboratory landfill mall mansion mausoleum mill mills
    mine mines monastery mosque motel museum orphanage palace penitentiary plant plants
    prison quarry ranch refinery residence restaurant sanatorium school schools shelter shelters
    shipyard shop shrine slum smelter store stores studio suburb synagogue temple tomb vault
    villa village villages vineyard warehouse workshop yard
    """.split()
)
"""What stands in a place: "their home in Velt"."""
_LYING: Final = frozenset(
    """
    barracks base camp checkpoint church convent crossing dam estate factory farm garrison home
    house jail mansion mausoleum mill mills mine mines monastery mosque palace prison quarry ranch
    refinery residence shipyard shrine smelter temple tomb villa vineyard yard
    """.split()
)
"""Of that, what lies "at" one."""
_DONE: Final = frozenset(
    """
    abducted ambushed arrested arrived assassinated attacked born buried camped captured collided
    cremated crashed derailed detained died exploded gathered grew interned jailed killed kidnapped
    landed lived lives live living marched massacred met murdered overturned protested quarantined
    rallied resides settled shot sitting staying stranded stabbed
    """.split()
)
"""What is done somewhere: "born in Velt"."""
_DWELLING: Final = frozenset(
    """
    fishermen inhabitants miners parishioners residents shopkeepers townspeople villagers
    demonstrators firefighters protesters rioters
    """.split()
)
"""Who lives in a place or comes together there: "protesters in Velt", "the miners of Velt"."""
_GOING: Final = frozenset(
    """
    commuted drive driven drove evacuated ferried fled flew flown hitchhiked journeyed marched rode
    sailed travelled traveled trekked trucked rushed airlifted
    """.split()
)
"""How people get somewhere, or from there."""
_WAYS: Final = frozenset(
    "highway motorway railway ferry ferries bus train flight flights roads".split()
)
_AT_SEA: Final = VESSELS | frozenset(
    """
    aground anchor anchored boat boats capsized coast dived drowned foundered moored sank sunk
    trawlers tankers vessels waters wreck wrecked
    """.split()
)
_KINDS: Final = frozenset(
    """
    atoll borough camp city commune crossing district enclave hamlet island islet junction
    neighborhood neighbourhood oasis outpost peninsula port quarter resort settlement
    shantytown slum stronghold suburb town township village
    """.split()
)
"""What a place is called behind its name and a comma: "Velt, a fishing village in the north"."""
_TOWNS: Final = frozenset(
    """
    bay beach bend cay city cove creek crossing falls ferry ford forge fork grove harbor harbour
    haven heights hill hills hollow junction key lake lakes landing mills point prairie rapids ridge
    rock springs valley village wells
    """.split()
)
"""Words that towns have at the end of their names: "Velt Falls, Ohio"."""
_OPENING: Final = frozenset(
    "bad ciudad el fort la las los mount nova port porto puerto san santa".split()
)
"""Words that towns have at the beginning of theirs: "Puerto Velt"."""
_PORTS: Final = frozenset("fort port porto puerto san santa".split())
"""Those behind which a given name makes one, too: "Port Jane"."""
_AGES: Final = frozenset("old new upper lower great".split())
_SEASONS: Final = frozenset(
    """
    advent christmas diwali easter eid hanukkah lent midsummer passover pentecost ramadan
    thanksgiving
    """.split()
)
"""What something is "in" or "near", and no place."""
_FAR: Final = 4
"""Words before "off", at most, among which is what says that a sea is meant."""
_NAME: Final = 3
_LIST: Final = 8


def open_places(
    words: Words,
    known: Container[int],
    large_at: Callable[[int], bool],
    towns: Container[int] = frozenset(),
) -> Iterator[tuple[int, int, bool]]:
    """First and last word of each such name, and whether its region stands behind it.

    Args:
        words: of a text.
        known: where names begin that somebody has found before.
        large_at: whether a country or a region begins at an offset.
        towns: where towns that somebody has found begin and end.

    >>> words = Words("Mills near Velt closed. He was born in Skarn. Believe in Obamacare.")
    >>> [words.texts[first] for first, _, _ in open_places(words, (), lambda _: False)]
    ['Velt', 'Skarn']
    """
    lowers, texts, starts = words.lowers, words.texts, words.starts
    reach = -1  # where the last such name ends
    for first in capitals(words.text):
        if lowers[first - 1] not in _GATE or starts[first] in known:
            continue  # nearly all
        before = words.before(first)
        if before is None or not texts[first][0].isupper():
            continue
        last = first
        while (after := words.after(last)) is not None and words.is_capital(after):
            last = after
        if last - first >= _NAME or lowers[first] in FUNCTION_WORDS:
            continue
        line = words.line(words.starts[first])
        if line.headline or line.capitals:
            continue
        if lowers[before] in _WITH_REGION and _has_region(words, last, large_at):
            if _may_be_town(words, first, last):
                yield first, last, True
            continue
        joined = lowers[first - 1] in ("and", "to")
        alike = joined and first > 1 and (first - 2 == reach or words.ends[first - 2] in towns)
        told = (alike and _is_second(words, first)) or _is_first(words, first, last, towns)
        if not (told or lowers[before] in _PREPOSITIONS):
            continue
        if not (_is_unknown(words, first) if first == last else _may_be_town(words, first, last)):
            continue
        if (
            (told and _ends_there(words, last))
            or _tells(words, before, last)
            or (first != last and _is_town_there(words, before, last))
        ):
            reach = last
            yield first, last, False


def _is_second(words: Words, first: int) -> bool:
    """Whether the name behind "and" or "to" is a town's as the one before is: "from Velt to"."""
    other = first - 2
    while (before := words.before(other)) is not None and words.is_capital(before):
        other = before
    if before is None:
        return False
    if words.lowers[first - 1] == "to":
        return words.lowers[before] == "from"
    return words.lowers[before] in _OPENS_PAIR and _lies_there(words, before)


def _is_first(words: Words, first: int, last: int, towns: Container[int]) -> bool:
    """Whether a town stands behind a name and "and" or "to": "in Velt and Orrin"."""
    joining = words.after(last)
    behind = words.after(joining) if joining is not None else None
    if joining is None or behind is None or words.starts[behind] not in towns:
        return False
    preposition = words.lowers[first - 1]
    if words.lowers[joining] == "to":
        return preposition == "from"
    if words.lowers[joining] != "and" or preposition not in _OPENS_PAIR:
        return False
    return _lies_there(words, first - 1)


def _lies_there(words: Words, preposition: int) -> bool:
    """Whether what stands before two names lies between towns or in them: no talks, but a road."""
    if words.lowers[preposition] != "between":
        return not is_owned(words, preposition + 1)
    head = words.before(preposition)
    return head is not None and words.lowers[head] in _LYING_BETWEEN


_LYING_BETWEEN: Final = frozenset(
    """
    border crossing ferry flight flights frontier halfway highway line motorway pass railway road
    route somewhere stretch track train trains valley
    """.split()
)


def _is_town_there(words: Words, preposition: int, last: int) -> bool:
    """Whether a name that ends as towns' do stands behind what towns have: "near Velt Beach"."""
    lower = words.lowers[preposition]
    if lower not in ("in", "near", "outside") or words.lowers[last] not in _COASTAL:
        return False
    head = words.before(preposition)
    if lower == "in" and head is not None and words.lowers[head] in _IN_WORKS:
        return False
    return words.gap(last).startswith(". ") or _ends_there(words, last)


_COASTAL: Final = frozenset("beach key springs falls harbor harbour rapids".split())
"""Of those words, the ones that no street, firm or work has often."""
_IN_WORKS: Final = frozenset(
    """
    appeared appears believe confidence faith interest interests invested investment part played
    role roles seen share shares stake stakes star starred stars starring
    """.split()
)


def is_somewhere(words: Words, first: int, last: int) -> bool:
    """Whether a name stands behind what is done in a place or stands there: "a yard in Velt".

    A person is not meant so, though somebody has "confidence in" one.
    """
    before = words.before(first)
    if before is None or words.lowers[before] not in ("in", "of"):
        return False
    head = words.before(before)
    if head is None or not _ends_there(words, last):
        return False
    noun = words.lowers[head]
    if noun in _DWELLING:
        return True
    return words.lowers[before] == "in" and (
        noun in _BUILT
        or noun in _DONE
        or _grew_up(words, head)
        or (names_person(noun) and noun.removesuffix("s") not in _HAVING_PARTS)
    )


_HAVING_PARTS: Final = frozenset(
    """
    actor actress agent believer broker champion character dealer expert figure holder investor
    leader partner pioneer player shareholder singer specialist star trader
    """.split()
)
"""Persons who are "in" something else than a place: "investors in Velt"."""


def _tells(words: Words, preposition: int, last: int) -> bool:
    """Whether what stands around a name that nobody knows has nothing but places."""
    if not _ends_there(words, last):
        return False
    lower = words.lowers[preposition]
    if lower in _SURE or _is_explained(words, last):
        return True
    head = words.before(preposition)
    if head is None:
        return False
    noun = words.lowers[head]
    if lower == "at":
        return noun in _LYING
    if lower == "in":
        return is_somewhere(words, preposition + 1, last) or noun.isdigit()
    if lower in ("to", "from", "towards", "toward"):
        people = lower == "from" and (names_person(noun) or noun in _FLEEING)
        return noun in _GOING or people or (lower == "to" and noun in _WAYS)
    if lower == "off":
        return any(words.lowers[at] in _AT_SEA for at in range(max(0, head - _FAR), head + 1))
    return False


_FLEEING: Final = frozenset("refugees fishermen villagers families evacuees".split())


def _grew_up(words: Words, head: int) -> bool:
    """Whether somebody "grew up in" or was "brought up in"."""
    return words.lowers[head] == "up" and words.lowers[head - 1 : head] in (["grew"], ["brought"])


def _is_unknown(words: Words, index: int) -> bool:
    """Whether a word is printed as a name and is neither a word nor a given name."""
    text, lower = words.texts[index], words.lowers[index]
    if "-" in text and "'" in text:
        text = text.replace("'", "").title()  # "Birni-N'Konni"
    if len(text) < _SHORTEST or not all(part[1:].islower() for part in text.split("-") if part):
        return False
    parts = lower.split("-")
    if "-" in text and not text.replace("-", "").isalpha():
        return False
    if "-" in text and not text.rpartition("-")[2][0].isupper():
        return False  # "Democratic-leaning"
    return not any(
        is_common_word(part)
        or given(part) is not None
        or part in NOT_NAMES
        or part in ROLES
        or part in HONORIFICS
        or part in DIRECTIONS
        or part in _SEASONS
        for part in (lower, *parts)
    ) and not lower.endswith(("care", "ism", "gate"))


_SHORTEST: Final = 4


def _ends_there(words: Words, last: int) -> bool:
    """Whether a name ends with a word, and no list with it does as "Velt and Orrin streets"."""
    if words.is_possessive(last) or words.gap(last).startswith(("-", " &", "/", "'", "\u2019")):
        return False
    gap, after = words.gap(last), last + 1
    if gap.startswith(".") and len(words.texts[last]) < _ABBREVIATED:
        return False
    if gap not in (" ", ", ") or after >= len(words):
        return True
    if gap == " " and not _goes_on(words.lowers[after]):
        return False
    if not (words.is_capital(after) or words.lowers[after] in ("and", "or")):
        return True
    return not _is_list_of_things(words, after)


_ABBREVIATED: Final = 5
"""Letters, at least, of a name at the end of a sentence: "Nov." is none."""


def _goes_on(lower: str) -> bool:
    """Whether a sentence goes on with a word behind a name, which is no noun that it describes."""
    return lower in FUNCTION_WORDS or lower in _LAY or is_past(lower)


_LAY: Final = frozenset("stood lay slept lies stands sits".split())


def _is_list_of_things(words: Words, index: int) -> bool:
    """Whether a noun ends a list of names: "Velt, Roe and Orrin counties"."""
    for at in range(index, min(index + _LIST, len(words))):
        if not (words.is_capital(at) or words.lowers[at] in ("and", "or")):
            return words.gap(at - 1) == " " and not _goes_on(words.lowers[at])
        if words.gap(at) not in (" ", ", "):
            return False
    return False


def _is_explained(words: Words, last: int) -> bool:
    """Whether what stands behind a comma says what place it is: "Velt, a fishing village"."""
    article = last + 1
    if words.gap(last) != ", " or words.lowers[article] not in ("a", "an", "the"):
        return False
    for at in range(article + 1, min(article + _TITLE, len(words))):
        if words.gap(at - 1) != " " or words.is_capital(at):
            return False
        if words.lowers[at] in _KINDS:
            after = words.after(at)
            return after is None or words.lowers[after] in FUNCTION_WORDS
        if words.lowers[at] in FUNCTION_WORDS:
            return False
    return False


_TITLE: Final = 5


def _has_region(words: Words, last: int, large_at: Callable[[int], bool]) -> bool:
    """Whether a country or region stands behind a comma: "Velt, Ohio"."""
    behind = last + 1
    if words.gap(last) != ", " or words.is_possessive(last) or behind >= len(words):
        return False
    return words.is_capital(behind) and large_at(words.starts[behind])


def _may_be_town(words: Words, first: int, last: int) -> bool:
    """Whether words in capitals before a region can be a town's name: "Velt Falls", "San Velt"."""
    *others, tail = words.lowers[first : last + 1]
    if not others:
        return _is_unknown(words, first)
    if not all(_is_printed_so(text) for text in words.texts[first : last + 1]):
        return False
    if any(low in FUNCTION_WORDS or low in ROLES or low in HONORIFICS for low in (*others, tail)):
        return False
    if tail in _TOWNS:
        return not any(
            low in NOT_NAMES and low not in DIRECTIONS and low not in _AGES for low in others
        )
    if others[0] in _OPENING or others[0] in DIRECTIONS or others[0] in PARTICLES:
        saint = others[0] in _PORTS and given(tail) is not None
        return len(others) == 1 and (saint or _is_unknown(words, last))
    return False


def _is_printed_so(text: str) -> bool:
    return all(part[1:].islower() for part in text.split("-") if part) and text[1:] != ""
