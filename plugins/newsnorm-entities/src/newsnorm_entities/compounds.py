"""What stands behind a name and makes a firm, a paper, a university or a river of it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal, NamedTuple

import regex

from newsnorm import Candidate
from newsnorm_entities.given import is_common_word
from newsnorm_entities.vocabulary import ORGANIZATION_NOUNS, ROLES, VESSELS
from newsnorm_entities.words import KEPT, Words


class Objection(NamedTuple):
    """Why a name is not to be linked where it stands.

    Args:
        reason: for people.
        part_of: what it is a part of: a firm's name, or another name that ends with it, as a
            person's with a surname; empty for anything else.
    """

    reason: str
    part_of: Literal["", "firm", "name"] = ""


FIRM_ENDINGS: Final = frozenset(
    "ltd inc corp plc ag sa nv co llc bancorp bancshares corporation".split()
)
_CARRIERS: Final = frozenset("airlines airways aviation".split())
_FIRMS: Final = _CARRIERS | frozenset("bank university bancorp steel fund trust".split())
_OF_BANKS: Final = frozenset("state national savings community commerce first".split())
_PAPERS: Final = frozenset(
    "post times herald globe tribune journal gazette chronicle examiner inquirer daily".split()
)


def part_of_body(head: str) -> Objection:
    """What to say of a name behind a body's noun."""
    return Objection(f"it is part of the name of a body, {head!r}")


def part_of_firm(sign: str) -> Objection:
    """What to say of a name with a firm's sign beside it."""
    return Objection(f"it is part of a firm's name, with {sign!r}", "firm")


def is_place(candidate: Candidate) -> bool:
    """Whether a candidate names a place, as far as its first reading tells."""
    return candidate.options[0].entity.kind == "place"


def firm_in_capitals(words: Words, last: int) -> str:
    """The legal form one word behind a place in capitals, "U.S. SHOE INC"; empty if none is."""
    form = last + 2
    if form >= len(words) or words.lowers[form] not in ("inc", "corp", "ltd", "plc"):
        return ""
    plain = words.gap(last).strip(".") == " " and words.gap(last + 1) == " "
    return words.texts[form] if plain and not words.is_possessive(last + 1) else ""


def firm_behind(
    candidate: Candidate, words: Words, last: int, after: int | None
) -> Objection | None:
    """What follows a name and makes a firm of both: "Credit Suisse First Boston Ltd".

    Args:
        candidate: the name.
        words: those of its field.
        last: its last word.
        after: the capitalised word directly behind, or None if no word stands there.
    """
    run = 0
    of_place = is_place(candidate)
    before = ""
    index = after
    abbreviated = index is None and _is_abbreviated(candidate, words, last)
    if abbreviated:
        index = last + 1  # "U.S. Shoe Corp"
    while index is not None and run < 4 and words.is_capital(index):
        run += 1
        lower = words.lowers[index]
        if lower in FIRM_ENDINGS and (run > 1 or of_place):
            return part_of_firm(words.texts[index])
        if of_place and (
            (lower in _FIRMS and run == 1 and not abbreviated)
            or lower == "university"
            or (lower == "bank" and before in _OF_BANKS)
        ):
            return part_of_firm(words.texts[index])
        before = lower
        index = words.after(index)
    return None


def _is_abbreviated(candidate: Candidate, words: Words, last: int) -> bool:
    """Whether a name ends with a full stop, and no article says that a sentence may end there."""
    if not candidate.surface.endswith(".") or words.gap(last) != ". ":
        return False
    before = words.before(words.at(candidate.start))
    return before is None or words.lowers[before] != "the"


def body_behind(words: Words, first: int, last: int) -> Objection | None:
    """What goes on behind a place and "and" as a body's name, "the Velt and Roe Regional Council".

    The article is the body's: a place that stands beside one has none before it. Where a region's
    own noun is "Regional" it need not be there.
    """
    if words.lowers[last + 1 : last + 2] != ["and"] or words.gap(last) != " ":
        return None
    before = words.before(first)
    article = before is not None and words.lowers[before] == "the"
    divided = False
    for index in range(last + 2, min(last + 6, len(words))):
        if not words.is_capital(index) or words.gap(index - 1) != " ":
            return None
        lower = words.lowers[index]
        if divided and lower in ORGANIZATION_NOUNS:
            return Objection(f"it is part of the name of a body, {words.texts[index]!r}")
        divided = divided or (
            index > last + 2 and lower in _DIVISIONS and (article or lower == "regional")
        )
    return None


_DIVISIONS: Final = frozenset("regional county district metropolitan joint provincial".split())


def carrier_behind(candidate: Candidate, words: Words, last: int) -> Objection | None:
    """In a line in capitals, what makes an airline of a name: "PIEDMONT AVIATION"."""
    after = words.after(last)
    if after is None or not is_place(candidate) or words.lowers[after] not in _CARRIERS:
        return None
    return part_of_firm(words.texts[after])


def paper_behind(candidate: Candidate, words: Words, last: int) -> Objection | None:
    """In a headline, what makes a newspaper of a name: "Springfield Herald Wins Award"."""
    after = words.after(last)
    if after is None or not is_place(candidate) or words.lowers[after] not in _PAPERS:
        return None
    return Objection(f"it is part of a newspaper's name, with {words.texts[after]!r}")


def names_ship(words: Words, index: int) -> bool:
    """Whether a word is the noun of a ship that is called what follows, and no verb.

    >>> [names_ship(Words(text), 1) for text in ("The ferry Estonia", "They ship Ukraine arms")]
    [True, False]
    """
    if words.lowers[index] not in VESSELS or words.is_possessive(index):
        return False
    if words.lowers[index] not in ("ship", "ferry"):
        return True
    article = words.before(index)
    return article is not None and words.lowers[article] in ("the", "a", "an", "its", "their")


def is_ship(words: Words, first: int) -> bool:
    """Whether a ship is called by somebody's name: "the carrier Jane Roe".

    >>> [is_ship(Words(text), 2) for text in ("The carrier Jane Roe left", "The mayor Jane Roe")]
    [True, False]
    """
    before = words.before(first)
    if before is None:
        return False
    if words.lowers[before] == "carrier":
        return words.lowers[before - 1 : before] in (["the"], ["aircraft"])
    return names_ship(words, before)


def ship_before(words: Words, first: int) -> int | None:
    """The noun of a ship whose longer name ends with a word: "the schooner Lady Velt".

    Of a name with "of" the first word is one of the language or a title: "the ferry Pride of Velt",
    but "the tanker Roe of Norway" flies a flag.

    >>> ship_before(Words("The ferry Pride of Velt"), 4), ship_before(Words("It is in Velt"), 3)
    (1, None)
    """
    at = words.before(first)
    for _ in range(_SHIP):
        if at is None:
            return None
        lower = words.lowers[at]
        if lower == "of":
            head = words.before(at)
            if head is None or not _opens_ship(words, head):
                return None
        elif not words.is_capital(at):
            return at if lower in VESSELS and names_ship(words, at) else None
        at = words.before(at)
    return None


def _opens_ship(words: Words, index: int) -> bool:
    """Whether a word before "of" is one that ships' names begin with."""
    lower = words.lowers[index]
    return words.is_capital(index) and (
        lower in ROLES or lower in _OF_SHIPS or is_common_word(lower)
    )


_OF_SHIPS: Final = frozenset("city herald pearl pride spirit star".split())
_SHIP: Final = 4
"""Words of a ship's name and its noun before a place in it, at most."""


def is_numbered(words: Words, first: int, last: int) -> bool:
    """Whether a figure stands behind a king's name, as behind ships': "the Queen Elizabeth 2".

    >>> is_numbered(Words("The Queen Elizabeth 2 docked"), 1, 2)
    True
    """
    behind = words.after(last)
    if words.lowers[first] not in ("queen", "king", "prince", "princess") or behind is None:
        return False
    figure = words.texts[behind]
    return len(figure) == 1 and figure.isdigit()


def is_university(candidate: Candidate, words: Words, index: int) -> bool:
    """Whether "State" behind a name makes a university of it: "Ohio State", but "Kano State".

    The states of New York and Washington go by that name themselves.
    """
    if words.texts[index] != "State" or candidate.surface in ("New York", "Washington"):
        return False
    return all(
        option.entity.type in ("city", "capital")
        or (option.entity.type, option.entity.parent) == ("region", "iso3166:US")
        for option in candidate.options
    ) and not _is_authority(words, index)


def _is_authority(words: Words, index: int) -> bool:
    """Whether an authority of the state follows "State": "the Ohio State Police"."""
    after = words.after(index)
    return after is not None and words.lowers[after] in _AUTHORITIES


_AUTHORITIES: Final = frozenset(
    """
    police senate house assembly legislature department supreme court senator rep representative
    sen capitol board patrol trooper troopers highway fair prison penitentiary lottery treasurer
    attorney auditor superintendent
    """.split()
)


_NUMBERED: Final = regex.compile(r"-\d")
_LISTED: Final = regex.compile(r" [\[(]\p{Lu}{1,5}\.\p{Lu}{1,2}[\])]")  # "Emirates [EMIRA.UL]"
_BRANCH: Final = regex.compile(r"\) (?:Ltd|Inc|Co|Corp|Plc|PLC|Pty|Bhd|LLC|AG|SA|NV)\b")
_CURRENCY: Final = regex.compile(r" \\?\$ ?\d")
"""Behind "US": "US $300", while "paid the US $300" means the country."""
_RIVER: Final = regex.compile(r" (?:rivers?|canal)\b")
_TICKER: Final = regex.compile(
    r"(?: [\p{Lu}\p{N}&.'-]+){0,4} <[\p{Lu}.]{1,6}>"  # "FLORIDA PUBLIC <FPUT>"
    r"|(?: [\p{L}\p{N}&.'-]+){0,4}>"  # "<AUSTIN ROVER GROUP>"
)


def designation(candidate: Candidate, text: str) -> Objection | None:
    """Why a place is part of a thing's or a firm's name, by the signs behind it: "DC-10"."""
    end = candidate.end
    if text[end : end + 2] in _SIGNS or text[end : end + 3] in _BEGINNINGS:
        objection = _by_what_follows(candidate, text)
        if objection is not None:
            return objection
    if text.startswith((" and ", " or ", " with "), end) and _SERVED_WITH.match(text, end):
        return Objection("it is food")
    if text.startswith((" of a ", " of an "), end) and text.endswith(
        (" a ", " an "), 0, candidate.start
    ):
        return Objection('somebody is called so: "a Turkey of a leader"')
    if text.endswith(" of ", 0, candidate.start):
        before = text.rfind(" ", 0, candidate.start - 4) + 1
        held = text[before : candidate.start - 4]
        if held in _MATERIALS:
            return Objection("a material is called after it")
        if held in _DRAWN:
            return Objection("a wine or the like is called after it")
    if text.startswith("-", end) and _NUMBERED.match(text, end):
        return Objection("it is part of a designation")
    if _has_tickers(text) and _TICKER.match(text, end):
        return part_of_firm(">")
    return None


def _by_what_follows(candidate: Candidate, text: str) -> Objection | None:
    end = candidate.end
    if candidate.surface == "US" and _CURRENCY.match(text, end):
        before = text[max(0, candidate.start - 4) : candidate.start].lower()
        return None if before == "the " else Objection("it is part of a currency's sign")
    if _LISTED.match(text, end):
        return part_of_firm("its sign at an exchange")
    if _BRANCH.match(text, end):
        return part_of_firm(")")
    if _RIVER.match(text, end):
        return Objection("it is the name of a river")
    if _NAMED_AFTER.match(text, end) or (
        candidate.options[0].entity.type in ("city", "capital") and _CALLED_AFTER.match(text, end)
    ):
        return Objection("a thing is called after it")
    return None


_THINGS: Final[tuple[str, ...]] = (
    "syndrome", "shorts", "artichokes?", "sprouts?", "terriers?", "retrievers?", "roulette",
    "mules?", "belly", "grass", "stockings", "blinds?", "two-step",
    "sausages?", "curr(?:y|ies)", "toast", "pudding", "cheesecake", "chowder", "lettuce",
    "envelopes?", "hounds?", "spaniels?", "sheepdogs?",
)  # fmt: skip
"""Things, dishes and breeds called after places where little comes from: "Bermuda shorts"."""
_GOODS: Final[tuple[str, ...]] = (
    "ham", "gin", "mustard", "sauce", "porcelain", "carpets?", "rugs?", "noodles", "steaks?",
    "soup", "stew", "tarts?", "pies?", "toffee", "herrings?", "shawls?", "mix", "buns?", "duck",
    "sandwich(?:es)?", "schnitzels?", "marmalade", "lace",
)  # fmt: skip
"""What a country sells, so that it may be meant, and a city has given its name to."""
_FOODS: Final[tuple[str, ...]] = (
    "bacon", "cheese", "chicken", "ham", "gravy", "mash", "pork", "sausages?", "stuffing",
)  # fmt: skip
"""What food that is called as a place is served with: "Turkey and ham", "Cheddar and pork"."""
_SERVED_WITH: Final = regex.compile(rf" (?:and|or|with) (?:{'|'.join(_FOODS)})\b")
_NAMED_AFTER: Final = regex.compile(rf" (?:{'|'.join(_THINGS)})\b")
_CALLED_AFTER: Final = regex.compile(rf" (?:{'|'.join(_GOODS)})\b")
_MATERIALS: Final = frozenset("attar balm balsam plaster rose".split())
"""What stands before "of" and a place, and is found everywhere: "plaster of Paris"."""

_DRAWN: Final = frozenset(
    "bottle bottles carafe decanter glass glasses magnum sips vintages".split()
)
"""What wine is served in, which bears the name of where it comes from: "a bottle of Bordeaux"."""

_SIGNS: Final = frozenset((" [", " (", ") ", " $", " \\"))
_BEGINNINGS: Final = frozenset(f" {word[:2]}" for word in _THINGS + _GOODS) | {" ri", " ca"}
"""How whatever `_by_what_follows` finds begins; next to nothing else does."""


@lru_cache(maxsize=KEPT)
def _has_tickers(text: str) -> bool:
    return ">" in text
