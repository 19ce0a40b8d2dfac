"""Names of firms by what only firms have, do or are led by: shares, analysts, chief executives.

"Shares in Velto fell", "Velto Steel agreed to buy", "the chief executive of Velto".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from newsnorm_entities.clues import SPEECH
from newsnorm_entities.described_names import Described, beginning, name_behind
from newsnorm_entities.doings import is_past
from newsnorm_entities.given import is_common_word, is_given
from newsnorm_entities.organization_words import (
    DEALINGS,
    GENERIC,
    MERGERS,
    MOVES,
    OFFICERS,
    ORDINARY,
    SHARES,
    SILENT,
    STAFF,
    TRADES,
)
from newsnorm_entities.vocabulary import FUNCTION_WORDS, ROLES
from newsnorm_entities.words import Words

_OF_FIRMS: Final = SHARES | STAFF | OFFICERS | SILENT
TELLING_FIRMS: Final = _OF_FIRMS | TRADES | MERGERS
"""What `firms_by_dealings` looks at: what firms have, and last words of their names."""


def firms_by_dealings(words: Words, nouns: Sequence[int]) -> Iterator[Described]:
    """Each name that is known for a firm's by what stands beside it.

    Args:
        words: of a text.
        nouns: numbers of its words that are among `TELLING_FIRMS`; others do no harm.

    >>> words = Words("Shares in Velto fell. The chief executive of Skarn Wells resigned.")
    >>> nouns = [at for at, lower in enumerate(words.lowers) if lower in TELLING_FIRMS]
    >>> [words.texts[first] for first, _, _ in firms_by_dealings(words, nouns)]
    ['Velto', 'Skarn']
    """
    yield from _of_business(words, nouns)
    yield from _dealing(words, nouns)
    yield from _led(words, nouns)
    yield from _merging(words, nouns)


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
                last = name_behind(words, first)
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
            first = beginning(words, last)
            if _may_be_firm(words, first, last, has_shares=has_shares):
                yield Described(first, last, firm=True)


def _dealing(words: Words, nouns: Iterable[int]) -> Iterator[Described]:
    """Firms whose last word may mean much else, by what they do: "Velto Steel agreed to buy"."""
    for last in nouns:
        if words.lowers[last] not in TRADES or not words.is_capital(last):
            continue
        if not _deals(words, last):
            continue
        first = beginning(words, last)
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
        last = name_behind(words, first)
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


def _merging(words: Words, nouns: Iterable[int]) -> Iterator[Described]:
    """Names of what merges, or has a board that decides: "merge with Velt", "the board of Velt"."""
    for noun in nouns:
        lower = words.lowers[noun]
        if lower not in MERGERS:
            continue
        first = noun + 2
        joins = "of" if lower == "board" else "with"
        if first >= len(words) or words.lowers[noun + 1] != joins or words.is_capital(noun):
            continue
        if not words.gap(noun) == words.gap(noun + 1) == " " or not words.is_capital(first):
            continue
        last = name_behind(words, first)
        decides = words.gap(last) == " " and words.lowers[last + 1 : last + 2] in _DECIDED
        if (decides or (lower != "board" and _ends(words, last))) and _may_be_firm(
            words, first, last, has_shares=True
        ):
            yield Described(first, last, firm=True)


_DECIDED: Final = (
    ["accepted"], ["agreed"], ["approved"], ["recommended"], ["rejected"], ["unanimously"],
)  # fmt: skip
"""What a firm's board does."""


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
