"""What persons alone do: "married", "was born", "is the bank's new chairman", "lost his dog".

A name that begins as a place's does ("Austin Perera", "Kenya Barrow") is told by nothing else: its
given name is a city's, a country's or a club's as well, and firms and teams are called so too. What
speaks here is the predicate behind the name.
"""

from __future__ import annotations

from typing import Final

from newsnorm_entities.callings import CALLINGS
from newsnorm_entities.vocabulary import FUNCTION_WORDS, ROLES
from newsnorm_entities.words import Words

SURE: Final = 3
"""Points of what only persons do."""

_LONGEST_LIST: Final = 4
_LONGEST_PREDICATE: Final = 8
_FAR: Final = 7


def doings(words: Words, last: int, *, together: bool = True) -> int:
    """Points for a person by the predicate behind a name; 0 if it may be anybody's.

    Args:
        words: those of the text.
        last: number of the name's last one.
        together: whether what it does together with another one counts.

    >>> doings(Words("Austin Velder is the bank's new chairman."), 1)
    3
    >>> doings(Words("Austin Velder and Chelsea Holt married in Leeds."), 1)
    3
    >>> doings(Words("Austin Velder rose 3 percent."), 1)
    0
    """
    at = _predicate(words, last, together=together)
    if at is None:
        return 0
    verb = words.lowers[at]
    if verb in _PERSONAL:
        return SURE
    follower = words.after(at)
    following = "" if follower is None else words.lowers[follower]
    if following in _WITH.get(verb, ()):
        return SURE
    if following == "the" and verb in _WITH_THE:
        then = words.after(at + 1)
        noun = words.lowers[then] if then is not None else ""
        return SURE if noun in _WITH_THE[verb] and _ends_clause(words, at + 2) else 0
    if verb in _BE and follower is not None:
        return SURE if _is_said_of_person(words, _behind_adverbs(words, follower)) else 0
    if verb in ("has", "had") and following == "been":
        return SURE if _is_said_of_person(words, _behind_adverbs(words, at + 2)) else 0
    return SURE if is_past(verb) and verb not in _OF_FIRMS and _has_pronoun(words, at) else 0


def is_past(verb: str) -> bool:
    """Whether a word reads as a past form: "signed", "ran".

    >>> is_past("signed"), is_past("ran"), is_past("shares")
    (True, True, False)
    """
    return verb in IRREGULAR or (verb.endswith("ed") and len(verb) > 4)


def _predicate(words: Words, last: int, *, together: bool) -> int | None:
    """Number of the verb behind a name, or behind the other one of two that act together."""
    at = words.after(last)
    if at is not None and words.lowers[at] == "and" and together:
        step = 0
        while (more := words.after(at)) is not None and words.is_capital(more):
            at, step = more, step + 1
            if step > _LONGEST_LIST:
                return None
        at = words.after(at) if step > 1 else None
    return None if at is None else _behind_adverbs(words, at)


def _behind_adverbs(words: Words, at: int) -> int | None:
    """The first word from one on that only describes no other one."""
    index: int | None = at if at < len(words) else None
    while index is not None and (
        words.lowers[index] in _ADVERBS or (words.lowers[index].endswith("ly"))
    ):
        index = words.after(index)
    return index


def _is_said_of_person(words: Words, at: int | None) -> bool:
    """Whether "is" and "was" have behind them what only persons are: "born", "a retired nurse"."""
    if at is None:
        return False
    first = words.lowers[at]
    if first in _DONE_TO_PERSONS:
        return True
    if not (first in _DETERMINERS or words.is_possessive(at) or first in PERSONS_ALONE):
        return words.is_capital(at) and _noun_behind(words, at)
    return _noun_behind(words, at)


def _noun_behind(words: Words, first: int) -> bool:
    """Whether the noun that a phrase ends in is a person's, and the phrase does end there."""
    for index in range(first, min(first + _LONGEST_PREDICATE, len(words))):
        lower = words.lowers[index]
        if index > first and (lower in _ENDS or words.gap(index - 1) not in (" ", "-")):
            if words.is_possessive(index - 1) and words.gap(index - 1) == " ":
                continue
            return False
        if lower.rpartition("-")[2] in PERSONS_ALONE and not words.is_possessive(index):
            after = words.after(index)
            if after is None:
                return words.gap(index) != "-"
            follower = words.lowers[after]
            if follower in FUNCTION_WORDS or follower in _ENDS:
                return True
    return False


def _ends_clause(words: Words, noun: int) -> bool:
    """Whether no other noun goes on with one: "joined the board", not "joined the board fight"."""
    after = words.after(noun)
    return after is None or words.lowers[after] in FUNCTION_WORDS or words.lowers[after] in _LATER


def _has_pronoun(words: Words, verb: int) -> bool:
    """Whether somebody's own thing is spoken of behind a verb: "sold his firm", "hurt herself"."""
    for index in range(verb + 1, min(verb + _FAR, len(words))):
        if words.gap(index - 1) != " " or words.is_capital(index) or words.is_possessive(index - 1):
            return False
        lower = words.lowers[index]
        if lower in ("himself", "herself", "his"):
            return True
        if lower in ("it", "them", "who", "that", "which", "its", "their", "and", "but", "as"):
            return False
        if lower == "her":
            after = words.after(index)
            return after is not None and words.lowers[after] not in FUNCTION_WORDS
    return False


_BE: Final = frozenset("is was are were became becomes remains remained".split())

_ADVERBS: Final = frozenset(
    "also then later now once never first twice still just always often even soon again".split()
)

_DETERMINERS: Final = frozenset("the a an its his her their our my one".split())

_ENDS: Final = frozenset(
    """
    of at in for with by and or who which that to on from until when while but because as whose
    is was are were has had said
    """.split()
)
"""What stands behind a noun and is no part of its phrase."""

_DONE_TO_PERSONS: Final = frozenset(
    """
    acquitted arrested baptised baptized beheaded born buried convicted cremated deported detained
    educated elected extradited handcuffed hospitalised hospitalized imprisoned jailed knighted
    married murdered ordained orphaned paroled pregnant remanded sentenced stabbed sworn unmarried
    widowed
    """.split()
)
"""Behind "was" and "is"."""

_PERSONAL: Final = frozenset(
    """
    birdied bogeyed bowed bowled co-starred co-wrote cried cycled danced died divorced eagled
    emigrated frowned gasped graduated grinned homered immigrated knelt laughed limped married
    nodded paced prayed quipped rapped rode sang sat shaved shouted shrugged sighed singled
    slept smiled smoked sobbed sprinted starred strolled studied swam swore taught tiptoed
    tweeted volleyed waved wept whispered winced wore yawned
    """.split()
)
"""Past forms of which persons are the subjects."""

_WITH: Final = {
    "came": frozenset({"home", "second", "third"}),
    "gave": frozenset({"birth", "evidence"}),
    "fell": frozenset({"asleep"}),
    "grew": frozenset({"up", "tired", "impatient", "restless"}),
    "kicked": frozenset({"a", "the", "two", "three", "four", "five", "six", "seven", "all"}),
    "led": frozenset({"by"}),
    "leads": frozenset({"by"}),
    "lives": frozenset({"in", "with", "on", "near"}),
    "lived": frozenset({"in", "with", "on", "near"}),
    "made": frozenset({"his", "her"}),
    "plays": frozenset({"for", "the", "in"}),
    "played": frozenset({"the", "in"}),
    "ran": frozenset({"for", "the", "away"}),
    "read": frozenset({"the", "from"}),
    "refused": frozenset({"interviews", "bail", "medication", "treatment"}),
    "scored": frozenset({"twice", "the", "a", "his", "her", "after", "from"}),
    "shot": frozenset({"a"}),
    "signed": frozenset({"for"}),
    "took": frozenset({"office", "silk", "his", "her"}),
    "turned": frozenset({"professional"}),
    "works": frozenset({"as"}),
    "worked": frozenset({"as"}),
}
"""Verbs that firms and teams have as well, with what makes them a person's."""

_WITH_THE: Final = {
    "crossed": frozenset({"line", "finish", "floor"}),
    "joined": frozenset({"army", "bench", "board", "faculty", "navy", "police", "priesthood"}),
    "left": frozenset({"army", "bench", "board", "navy", "police", "priesthood", "stage"}),
    "took": frozenset({"oath", "stage", "stand"}),
}
"""Such verbs with "the" and a noun."""

_LATER: Final = frozenset(
    "first second third last again monday tuesday wednesday thursday friday "
    "saturday sunday yesterday today".split()
)
"""What ends a clause behind a noun."""

_OF_FIRMS: Final = frozenset(
    """
    sued fired hired bought acquired backed supported rejected approved blocked seized froze offered
    paid denied granted published released dropped cancelled canceled charged suspended sacked
    banned fined honored honoured invited welcomed expelled dismissed signed
    """.split()
)
"""What bodies do with somebody's things, too."""

IRREGULAR: Final = frozenset(
    """
    shot cut read ran hit threw led left lost beat took caught won wore sang wept sat sold gave
    broke drove flew rode swam spent kept brought bought built put set met found held made wrote
    drew fell began chose hurt hid sent taught told thought got
    """.split()
)
"""Past forms that do not end in "ed", of what persons do."""

PERSONS_ALONE: Final = (
    (
        frozenset(role for role in ROLES if " " not in role and len(role) > 3)
        - frozenset(
            """
        general major representative premier chief deputy head leader owner king queen prince
        princess chair manager adviser advisor coordinator founder champion counsel defender
        judge director administrator rep
        """.split()
        )
    )
    | CALLINGS
    | frozenset(
        """
    ambassador apprentice architect banker blacksmith captain chairwoman cook councillor
    daughter director grandfather grandmother historian husband journalist judge lawyer lecturer
    mathematician nephew niece philosopher policeman policewoman potter president principal
    professor recluse singer sister solicitor son surveyor trainer undertaker vicar widow wife
    brother cousin bachelor
    """.split()
    )
)
"""Nouns that only persons are called, in a sentence that says what somebody is."""
