"""What the words beside a seat of a government say that the government is meant by.

A verb of which it is the subject or the object, a noun that it owns, a preposition behind a word
for what governments have with each other. Verbs that cities have too tell only with an object that
none of them has: "fired missiles", but not "fired its coach".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsnorm import Candidate
from newsnorm_entities.government_disputes import HOLDING, brings_up, goes_to, holds
from newsnorm_entities.government_nouns import BEFORE_PREPOSITION, POSSESSED
from newsnorm_entities.government_objects import (
    handles,
    handles_before,
    is_aid,
    is_given,
    is_money,
    undergoes,
)
from newsnorm_entities.government_words import (
    ADDRESSES,
    ADVERBS,
    ASIDES,
    AWAITED,
    BASES,
    BE,
    BOUND,
    CATENATIVES,
    CIVIC,
    COMPELS,
    COMPLEMENTS,
    COMPOUNDS,
    CONJUNCTIONS,
    DAYS,
    DO,
    DOUBTFUL,
    DUTIES,
    FINITE,
    GERUNDS,
    HANDLING,
    HAVE,
    INSTITUTIONAL,
    INTENTIONS,
    IRREGULAR,
    MODALS,
    MONTHS,
    OF_THE_CITY,
    PARTICIPLES,
    PARTICLES,
    PHRASES,
    PLACING,
    PREPOSITIONS,
    REIGNING,
    REMAIN,
    REPORTING,
    SIDES,
    SPANS,
    STANCES,
    STATES,
)
from newsnorm_entities.vocabulary import FUNCTION_WORDS
from newsnorm_entities.words import Words

CITIES: Final[tuple[str, ...]] = ("capital", "city")
"""Types of seats that may be meant as themselves; what is only a seat is none of them."""


def sign_of(group: Sequence[Candidate], words: Words) -> str | None:
    """The words that say that governments are meant, or None."""
    start, end = group[0].start, group[-1].end
    first, last = words.at(start), words.at(end - 1)
    left = _left_of(words, first)
    if words.is_possessive(last):
        return _possession(words, last, left)
    if words.starts[first] < start or words.ends[last] > end:
        return _compound(words.lowers[first], words.lowers[last], words.text[start:end].lower())
    if left[-1:] == ["in"] and (staff := _staffed(group, left)) is not None:
        return staff
    if left and left[-1] in PLACING:
        return None
    if left[-2:] == ["recognition", "of"] and words.lowers[last + 1 : last + 2] == ["as"]:
        return None  # "recognition of Jerusalem as the capital": what is called so is the city
    if words.lowers[last + 1 : last + 2] and words.lowers[last + 1] in REIGNING:
        return words.lowers[last + 1] if words.after(last) is not None else None
    if left and (left[-1] in COMPELS or (left[-1] == "for" and COMPELS.intersection(left[-2:-1]))):
        compelled = _infinitive(words, last + 1)
        if compelled:
            return f"{left[-1]} to {compelled}"
    if left and left[-1] == "for" and _infinitive(words, last + 1) in BASES:
        return "for to"
    if left[-2:] == ["up", "to"] and BE.intersection(left[-4:-2]):
        return "up to"
    if left and is_given(words, last, left[-1]):
        return left[-1]
    if left[-1:] == ["telephoned"] and _is_closed(words, last):
        return "telephoned"
    if left == ["says"] and _is_closed(words, last):
        return "says"  # "..., says the Kremlin": a comma or a quotation mark ends what goes before
    if left and left[-1] in PREPOSITIONS:
        paired = left[-1] == "between" and len(group) > 1 and _is_lower(words, last)
        return _governed(left) if paired or _is_closed(words, last) else None
    if left and left[-1] == "and" and (between := _between(words, first)):
        return _governed(between) if _is_closed(words, last) else None
    addressed = left and (left[-1] in ADDRESSES or left[-2:] == ["to", "please"])
    if addressed and _is_closed(words, last):
        return left[-1]
    if left[-2:-1] == ["to"] and left[-1] not in BASES:
        return None  # "to win the White House said ...": an object, whatever follows
    opens = not left or left[-1] in CONJUNCTIONS
    if left[-1:] in (["that"], ["which"]) and (sold := handles_before(words, first, last)):
        return sold
    told = _predicate(words, last, several=len(group) > 1, opens=opens)
    if told is not None:
        return told
    if all(member.options[0].entity.type not in CITIES for member in group):
        return _institutional(words, first, last)
    speaker = left[:-1] if left[-1:] == ["that"] else left
    seats = all(member.options[0].entity.seat_of for member in group)
    if speaker and speaker[-1] in REPORTING and seats:
        return _reported(words, last)
    return None


def _staffed(group: Sequence[Candidate], left: Sequence[str]) -> str | None:
    """Who is in a seat that is no city, and governs from there: "ministers in Whitehall"."""
    if any(member.options[0].entity.type in CITIES for member in group):
        return None
    return " ".join(left[-2:]) if _STAFF.intersection(left[-2:-1]) else None


_STAFF: Final = frozenset("ministers officials mandarins aides".split())


def _institutional(words: Words, first: int, last: int) -> str | None:
    """What a palace never does itself, nor says in a headline: "Talks to go on: White House"."""
    if words.text.find("\n") < 0 and (
        (first == 0 and words.gap(last) == ": ")
        or (last == len(words) - 1 and words.gap(first - 1) == ": ")
    ):
        return ":"
    if words.gap(last) != " ":
        return None
    at, verb = _next(words, last + 1)
    if verb in MODALS or verb in DO or verb in HAVE:
        helping, (at, verb) = verb, _next(words, at + 1)
        return f"{helping} {verb}" if verb in INSTITUTIONAL else None
    if verb in BE:
        _, verb = _next(words, at + 1)
        return f"is {verb}" if verb in INSTITUTIONAL and verb.endswith("ing") else None
    return verb if verb in INSTITUTIONAL else None


def _reported(words: Words, index: int) -> str | None:
    """What somebody says that a government will do or has done, if no city may have done it."""
    if words.gap(index) != " ":
        return None
    at, helping = _next(words, index + 1)
    if helping not in MODALS and helping not in HAVE:
        return None
    at, main = _next(words, at + 1)
    if helping in HAVE and main == "to":  # "had to ship it"
        helping = "must"
        at, main = _next(words, at + 1)
    if (
        helping in MODALS
        and (main in HOLDING or main == "go")
        and (towards := holds(words, at) or goes_to(words, at))
    ):
        return f"{helping} {towards}"
    likely = main not in CIVIC and (helping in MODALS or main.endswith("ed"))
    if not likely or not main.isalpha() or main in FUNCTION_WORDS or undergoes(words, at):
        return None
    after = words.after(at)
    if after is None or words.lowers[after][0].isdigit():
        return None  # what is counted is a city's: "had planted 4,000 trees"
    return f"{helping} {main}"


def _left_of(words: Words, index: int) -> list[str]:
    """The words before a name in its clause, the nearest last, without what only points at it."""
    left: list[str] = []
    at = words.before(index)
    while at is not None and len(left) < _LEFT and not words.is_possessive(at):
        left.insert(0, words.lowers[at])
        at = words.before(at)
    while left and left[-1] in _POINTING:
        left.pop()
    return left


def _between(words: Words, index: int) -> list[str]:
    """The words up to a "between" that the "and" before a name belongs to, the nearest last."""
    at = index - 1
    while at > 0 and words.lowers[at] != "and":
        at -= 1
    for between in range(at - 1, max(at - 1 - _BETWEEN, 0), -1):
        if words.gap(between) not in _IN_PHRASE or words.lowers[between] == "and":
            break
        if words.lowers[between] == "between":
            return [*_left_of(words, between), "between"]
    return []


def _possession(words: Words, index: int, left: Sequence[str]) -> str | None:
    """What is the government's of the words behind a possessive, if it is not the city's."""
    if left and left[-1] in PLACING:
        return None
    owned: list[str] = []
    for at in range(index + 1, min(index + 1 + _OWNED_WITHIN, len(words))):
        gap = words.text[words.ends[at - 1] : words.starts[at]]
        lower = words.lowers[at]
        initials = words.is_initial(at - 1) and gap in (".", ". ")  # "Moscow's U.S. ambassador"
        if not (initials or gap in _OWNING) or lower in FUNCTION_WORDS:
            break
        owned.append(lower)
    if OF_THE_CITY.intersection(owned):
        return None
    return next((word for word in owned if word in POSSESSED), None)


def _compound(first: str, last: str, name: str) -> str | None:
    """What is the government's in a word with hyphens: "Moscow-backed", "pro-Moscow"."""
    if first != name and first.endswith(name) and first.removesuffix(name).rstrip("-") in SIDES:
        return first
    if last.startswith(f"{name}-") and last.removeprefix(f"{name}-") in COMPOUNDS:
        return last
    return None


def _governed(left: Sequence[str]) -> str | None:
    """A word and the preposition behind it that only a government follows: "talks with"."""
    preposition = "toward" if left[-1] == "towards" else left[-1]
    before = [word for word in left[:-1] if word not in PARTICLES]  # "set up by"
    nouns = [*before[-1:], *(before[-3:-2] if before[-2:-1] == ["of"] else ())]
    if preposition == "for" and (is_money(before) or is_aid(before)):
        return f"{before[-1]} for"
    if preposition == "with" and (raised := brings_up(before)) is not None:
        return f"{raised} with"
    governing = BEFORE_PREPOSITION.get(preposition, frozenset())
    return next((f"{noun} {left[-1]}" for noun in nouns if noun in governing), None)


def _infinitive(words: Words, index: int) -> str | None:
    """What somebody is to do, behind the name: "to sign"; None if it is nothing of governments."""
    if index >= len(words) or words.gap(index - 1) != " " or words.lowers[index] != "to":
        return None
    at, main = _next(words, index + 1)
    if main == "have":
        at, main = _next(words, at + 1)
        return f"have {main}" if main in PARTICIPLES and not undergoes(words, at) else None
    if (main in BASES and not undergoes(words, at)) or _is_phrase(words, at):
        return main
    if main in DUTIES or (main in HANDLING and handles(words, at)):
        return main
    return None


def _is_lower(words: Words, index: int) -> bool:
    """Whether a word without a capital follows: no name of which this one is a part."""
    after = words.after(index)
    return after is not None and not words.is_capital(after)


def _is_closed(words: Words, index: int) -> bool:
    """Whether the name ends where it seems to: "urged Moscow to", but not "urged Moscow police"."""
    after = words.after(index)
    if after is None:
        return True
    if words.is_capital(after):
        return False
    lower = words.lowers[after]
    return lower in _CLOSING or lower.endswith(("ed", "ly"))


def _predicate(words: Words, index: int, *, several: bool, opens: bool) -> str | None:
    """The verb of which the name is the subject, if it is one of governments.

    An apposition may stand between them, where the name is the first of its clause: "Ankara, an
    ally since 1952, vetoed it".
    """
    gap, at = words.gap(index), index + 1
    if gap == ", ":
        if (behind := _behind_speaker(words, at)) is not None:
            return _verb(words, behind, several=several)
        aside = next((a for a in ASIDES if words.text.startswith(f"{a}, ", words.starts[at])), None)
        if aside is not None:
            at += len(aside.split())
        elif words.lowers[at] == "whose":
            return _possession(words, at, ())
        elif words.lowers[at] == "which":
            return _verb(words, at + 1, several=several) or _behind_clause(words, at, several)
        elif opens and not words.is_capital(at) and words.lowers[at] not in _NO_APPOSITION:
            return _called_state(words, at) or _behind_clause(words, at, several)
        else:
            return None
    elif gap != " ":
        return None
    elif words.lowers[at] == "which":
        at += 1
    return _verb(words, at, several=several)


def _behind_speaker(words: Words, index: int) -> int | None:
    """What stands behind who says it of the subject: "Lima, she said, has promised it"."""
    if index + 2 >= len(words) or words.lowers[index] not in _SPEAKERS:
        return None
    said = words.lowers[index + 1] in REPORTING and words.gap(index + 1) == ", "
    return index + 2 if said and words.gap(index) == " " else None


def _called_state(words: Words, index: int) -> str | None:
    """What a state alone is called between commas: "Canberra, the former colonial power,"."""
    if words.lowers[index] not in _ARTICLES:
        return None
    for at in range(index + 1, min(index + _TITLE, len(words))):
        if words.gap(at - 1) != " " or words.is_possessive(at):
            return None
        if words.lowers[at] in STATES:
            return words.lowers[at] if words.gap(at) == ", " else None
    return None


def _behind_clause(words: Words, index: int, several: bool) -> str | None:
    """The verb behind what stands between commas: "Kyiv, which runs the dam, denied it"."""
    for at in range(index, min(index + _CLAUSE, len(words) - 1)):
        if words.gap(at) == ", ":
            return _verb(words, at + 1, several=several)
        if words.gap(at) not in (" ", "'s ", "\u2019s "):
            return None
    return None


def _verb(words: Words, index: int, *, several: bool) -> str | None:
    """What a subject does, by the word at an index, if only a government does it."""
    at, verb = _next(words, index)
    if undergoes(words, at):
        return None
    if _is_phrase(words, at):
        return f"{verb} {words.lowers[at + 1]}"
    if verb in FINITE or (several and verb in BASES):
        nominal = verb in DOUBTFUL or f"{verb}s" in DOUBTFUL
        if not nominal or _has_complement(words, at):
            return verb
        return None
    if verb in CATENATIVES and (main := _infinitive(words, at + 1)):
        return f"{verb} to {main}"
    if verb in HANDLING and (dealt := handles(words, at)):
        return f"{verb} {dealt}"
    if verb in HOLDING and (held := holds(words, at)):
        return held
    if verb in BE or verb in REMAIN:
        return _state(words, at)
    if verb in _HELPING:
        then, main = _next(words, at + 1)
        if main == "be":
            return _state(words, then)
        if main in BASES or (verb in BOUND and main in DUTIES) or _is_phrase(words, then):
            return f"{verb} {main}"
        if main in CATENATIVES and (then_main := _infinitive(words, then + 1)):
            return f"{verb} {main} to {then_main}"
        if main == "have":
            return _having(words, then)
        return f"{verb} {main}" if main in HANDLING and handles(words, then) else None
    if verb in HAVE:
        return _having(words, at)
    if verb == "to" and words.line(words.starts[index]).headline:
        _, main = _next(words, at + 1)
        return f"to {main}" if main in BASES else None
    return None


def _having(words: Words, index: int) -> str | None:
    """What a government has done, or has, by the "has" at an index."""
    verb = words.lowers[index]
    then, main = _next(words, index + 1)
    if main == "been":
        return _state(words, then)
    if main == "to":
        then_main = _infinitive(words, then)  # "has yet to comment"
        return f"{verb} to {then_main}" if then_main else None
    if main in ("no", "every", "any"):
        _, main = _next(words, then + 1)
        return f"{verb} {main}" if main in INTENTIONS or main in _OF_STATES else None
    if main in CATENATIVES and (then_main := _infinitive(words, then + 1)):
        return f"{verb} {main} to {then_main}"
    handled = main in HANDLING and handles(words, then)
    if main in PARTICIPLES or handled or _is_phrase(words, then):
        return f"{verb} {main}"
    has_seen = main.endswith("ed") or main in IRREGULAR or main in ("seen", "become", "known")
    return None if has_seen else handles(words, index)


_OF_STATES: Final = frozenset("soldiers troops stake treaty embassy ambassador".split())
"""What a government has none of: "has no soldiers in the mission"."""


def _state(words: Words, index: int) -> str | None:
    """What a government is, is doing, or is to do, behind a form of "to be" or "to remain"."""
    at, state = _next(words, index + 1)
    if state == "in" and words.lowers[at + 1 : at + 3] == ["touch", "with"]:
        return "in touch with"
    if state == "at" and words.lowers[at + 1 : at + 2] in (["odds"], ["war"]):
        return f"at {words.lowers[at + 1]}"
    if state == "busy" and words.lowers[at + 1 : at + 2] in (["elsewhere"], ["with"]):
        return f"busy {words.lowers[at + 1]}"
    if state == "held" and words.lowers[at + 1 : at + 2] in (["responsible"], ["accountable"]):
        return "held responsible"
    if state == "among" and words.lowers[at + 1 : at + 2] == ["the"]:
        at, state = at + 1, "the"
    if state == "the" and at + 1 < len(words) and words.gap(at) == " ":
        at, state = at + 1, words.lowers[at + 1]  # "was the first to sign"
    if state == "to":
        told = _infinitive(words, at)  # "is to send troops"
        return f"{words.lowers[index]} to {told}" if told else None
    if state in AWAITED:
        awaited = _infinitive(words, at + 1)
        return f"{state} to {awaited}" if awaited else None
    if state == "silent" and _keeps_silent(words, index, at):
        return "silent"
    if state == "open" and words.lowers[index] in REMAIN:
        return None
    is_one = state in STANCES or (state in GERUNDS and not undergoes(words, at))
    if not is_one and state in HANDLING:
        is_one = state.endswith("ing") and handles(words, at) is not None
    return f"{words.lowers[index]} {state}" if is_one else None


def _keeps_silent(words: Words, verb: int, state: int) -> bool:
    """Whether "silent" says that a government gives no answer: "Kyiv was silent on the vote".

    A city is silent at night, or after what happened there.
    """
    if words.gap(state) == " ":
        following = words.lowers[state + 1 : state + 3]
        return following[:1] == ["about"] or following in (["on", "the"], ["on", "whether"])
    alone = verb > 0 and verb + 1 == state and words.opens_sentence(verb - 1)
    return alone and words.gap(state)[:1] == "."


def _next(words: Words, index: int) -> tuple[int, str]:
    """Number and lower case of a word, or of the next one that tells more than how and when."""
    while index < len(words):
        lower = words.lowers[index]
        manner = lower.endswith("ly") and lower not in BASES and lower not in AWAITED
        if lower not in ADVERBS and not manner:
            when = _when(words, index)
            if not when:
                return index, lower
            index += when - 1
        if words.after(index) is None:
            break
        index += 1
    return index, ""


def _when(words: Words, index: int) -> int:
    """How many words from an index on say when: "on Friday", "last week", "in 2014"."""
    first = words.lowers[index]
    if first in DAYS and words.is_capital(index):
        return 1
    if index + 1 >= len(words) or words.gap(index) != " ":
        return 0
    second = words.lowers[index + 1]
    told = (
        (first == "on" and second in DAYS)
        or (first in ("last", "this") and (second in SPANS or second in DAYS or second in MONTHS))
        or (first == "in" and (second in MONTHS or (second.isdigit() and len(second) == 4)))
        or (first == "so" and second == "far")
    )
    return 2 if told else 0


def _is_phrase(words: Words, index: int) -> bool:
    """Whether a verb and the particle behind it are what a government does: "turned down"."""
    after = words.after(index) if index < len(words) else None
    if after is not None and words.lowers[after] == "it":
        after = words.after(after)  # "made it clear"
    if after is None or (words.lowers[index], words.lowers[after]) not in PHRASES:
        return False
    return _OF_MARKETS.isdisjoint(words.lowers[after + 1 : after + 5])


def _has_complement(words: Words, index: int) -> bool:
    """Whether what may be a plural is a verb, by what follows: "Moscow plans to"."""
    after = words.after(index)
    if after is None:
        return False
    lower = words.lowers[after]
    return lower in COMPLEMENTS or lower.isdigit() or words.is_capital(after)


_CLOSING: Final = (
    FUNCTION_WORDS | BE | HAVE | MODALS | DO | COMPLEMENTS | IRREGULAR | FINITE - DOUBTFUL
)
_OF_MARKETS: Final = frozenset("gains percent pct point points shares stocks trading".split())
"""What an exchange's city gives up: "London gave up early gains"."""
_HELPING: Final = MODALS | DO
_LEFT: Final = 8
_CLAUSE: Final = 16
_BETWEEN: Final = 14
_OWNING: Final[tuple[str, ...]] = (" ", "'s ", "\u2019s ")
_IN_PHRASE: Final = frozenset(
    (*_OWNING, ", ", ' "', '" ', " \u201c", "\u201d ", "' ", "\u2019 ", ".", ". ")
)
_NO_APPOSITION: Final = frozenset("and but or nor as according says said".split())
_SPEAKERS: Final = frozenset("he she they officials diplomats analysts".split())
_ARTICLES: Final = frozenset("a an the its his her their".split())
_TITLE: Final = 6
"""Words between an article and what a state is called, at most."""
_POINTING: Final = frozenset("the both either neither official even".split())
_OWNED_WITHIN: Final = 4
"""How many words behind a possessive the noun may stand: "Kyiv's largest European allies"."""
