"""What a text says in particular: its figures, its dates, its names, and the entities linked in it.

Reports made from one template share most of their words and differ in these; copies and updates of
one story share them. Each is a hash of 32 bits, its kind in the upper two, and has its place.

Weekdays, months and numerals are known in English. "Tuesday" is a day of the calendar where the
day of publication is known: the last Tuesday up to then. A name is a word with a capital that does
not begin a sentence; without its vowels, as spellings of one name differ in these. An agency's name
is none: who passed a story on is not what it tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
import numpy.typing as npt

from newsnorm import NormalizedArticle
from newsnorm_minhash.characters import KIND_OF_LINK
from newsnorm_minhash.hashing import (
    FIRST,
    S32,
    SECOND,
    Hashes,
    chain,
    in_order,
    mix,
    name_hash,
    powers,
    word_hash,
)
from newsnorm_minhash.sets import Keys, Places
from newsnorm_minhash.words import CAPITAL, FOLDED_WORD, NUMBER, OPENING, Words

FIGURE, DATE, NAME, ENTITY = range(4)
"""Kinds of facts."""

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_SHORT = {"jan": 0, "feb": 1, "aug": 7, "sept": 8, "sep": 8, "oct": 9, "nov": 10, "dec": 11}
MONTH, DAY, YEAR, AGENCY, NUMERAL = 10, 100, 200, 250, 300
_NUMERALS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_AGENCIES = (
    "afp anadolu ansa ap azertac belapan belta bloomberg dpa efe interfax irna itar khabar kyodo "
    "novosti pap pti reuters sana tass ukrinform unian upi xinhua yonhap"
).split()
_AGENCY_IDS = (
    "local:kyodo-news wikidata:Q130879 wikidata:Q204839 wikidata:Q223799 wikidata:Q379271 "
    "wikidata:Q40464"
).split()
"""Those that the fold table knows: Kyodo, Reuters, Xinhua, TASS, Interfax, AFP."""
BITS = 1 << 14
SLOTS = 1 << 12
KEPT = 1 << 16
"""So many words' sounds are kept, or less: a megabyte."""


def _known_words() -> tuple[Hashes, npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    words = {word: number for number, word in enumerate(_WEEKDAYS, start=1)}
    words |= {word: MONTH + number for number, word in enumerate(_MONTHS, start=1)}
    words |= {word: MONTH + 1 + number for word, number in _SHORT.items()}
    words |= {str(day): DAY + day for day in range(1, 32)}
    words |= {f"0{day}": DAY + day for day in range(1, 10)}
    words |= {word: NUMERAL + number for number, word in enumerate(_NUMERALS, start=2)}
    words |= {str(year): YEAR for year in range(1900, 2100)}
    words |= dict.fromkeys(_AGENCIES, AGENCY)
    pairs = [(word_hash(word), code) for word, code in words.items()]
    pairs = sorted(pairs + [(name_hash(agency), AGENCY) for agency in _AGENCY_IDS])
    hashes = np.array([value for value, _ in pairs], np.uint64)
    bits = np.zeros(BITS, bool)
    bits[(hashes & np.uint64(BITS - 1)).astype(np.int64)] = True
    return hashes, np.array([code for _, code in pairs]), bits


def _slots(hashes: Hashes) -> npt.NDArray[np.int16]:
    """Places by the lower bits of hashes, or in the next slot that was free; else -1."""
    slots = np.full(SLOTS, -1, np.int16)
    for place, value in enumerate(hashes.tolist()):
        slot = value % SLOTS
        while slots[slot] >= 0:
            slot = (slot + 1) % SLOTS
        slots[slot] = place
    return slots


HASHES, CODES, BLOOM = _known_words()
SLOT = _slots(HASHES)
DIGITS = np.array([word_hash(str(number)) for number in range(21)], np.uint64)
"""Hashes of the figures that numerals stand for: "fourteen people" are "14 people"."""
ZEROS = np.uint64(word_hash("00"))
"""That of what goes on a figure and adds nothing: "8:00" is "8", and "$12.00" is "$12"."""

# a e h i j o u w y count for nothing; c, k and q sound alike, s and z, d and t do not.
SOUNDS = np.zeros(128, np.uint32)
for _group in ("b", "ckq", "d", "f", "g", "l", "m", "n", "p", "r", "sz", "t", "v", "x"):
    for _letter in _group:
        SOUNDS[ord(_letter)] = ord(_group[0])

_flags = np.arange(16, dtype=np.uint8)
TELLING = ((_flags & (CAPITAL | OPENING)) == CAPITAL) | ((_flags & NUMBER) > 0)
"""By the flags of a word: whether it may be a fact whatever it says."""

KNOWN = (HASHES, CODES, SLOT, DIGITS, SOUNDS)
"""The same for compiled code, with the places of hashes in a table of theirs."""


def facts(
    words: Words, articles: Sequence[NormalizedArticle], published: npt.NDArray[np.int64]
) -> tuple[Keys, Keys, Places]:
    """The facts of some articles.

    Args:
        words: of their texts.
        articles: whose these are.
        published: when each was, as days since the year 1; 0 where nobody said.

    Returns:
        The sorted sets; the place, in words, of the first of each; where each article's begin.
    """
    linked_places, values = _entities(words, articles)
    some = _telling(words)
    number = (some.flags & NUMBER) > 0
    joined = _joined(words, some, number)
    goes_on = np.append(joined[1:], False)
    date, day_words = _dates(some, published)
    figure = number & ~joined & ~day_words & ((some.codes != YEAR) | goes_on)
    figure |= some.codes > NUMERAL
    name = ((some.flags & (CAPITAL | OPENING | NUMBER)) == CAPITAL) & (some.codes == 0)
    name &= ~_shouted(words)[some.texts]
    figures, dates, named = np.flatnonzero(figure), np.flatnonzero(date > 0), np.flatnonzero(name)
    named = some.at[named]
    named = named[words.ends[named] - words.starts[named] > 1]
    parts = [
        (some.at[figures], _figures(words, some, joined, figures)),
        (some.at[dates], mix(date[dates].astype(np.uint64) * FIRST)),
        (named, _sounds(words, named)),
        (linked_places, values),
    ]
    at = np.concatenate([places for places, _ in parts])
    keys = np.concatenate(
        [
            np.uint64(kind << 30) | (values >> np.uint64(34))
            for kind, (_, values) in enumerate(parts)
        ]
    )
    text = np.searchsorted(words.edges, at, side="right") - 1
    keys, places = in_order(text.astype(np.uint64) << S32 | keys, at.astype(np.uint64))
    new = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    keys, at = keys[new], places[new].astype(np.int64)
    text = (keys >> S32).astype(np.int64)
    offsets = np.searchsorted(text, np.arange(len(articles) + 1))
    return keys.astype(np.uint32), (at - words.edges[text]).astype(np.uint32), offsets


def facts_of_days(days: Places) -> Keys:
    """The facts that days of the calendar are, as days since the year 1."""
    values = mix(days.astype(np.uint64) * FIRST)
    return (np.uint64(DATE << 30) | values >> np.uint64(34)).astype(np.uint32)


def linked(articles: Sequence[NormalizedArticle]) -> tuple[Places, Places, Hashes]:
    """The names that are linked in texts: where each text's begin, and the last end; at which
    characters they begin; hashes of what they are."""
    edges = np.zeros(len(articles) + 1, np.int64)
    begins: list[int] = []
    values: list[int] = []
    for text, article in enumerate(articles, start=1):
        if article.mentions:
            mentions = (m for m in article.mentions if m.field == "text")
            found = {m.start: m.entity for m in mentions if m.entity not in _AGENCY_IDS}
            begins += found
            values += map(name_hash, found.values())
        edges[text] = len(begins)
    return edges, np.array(begins, np.int64), np.array(values, np.uint64)


@dataclass(frozen=True, slots=True, eq=False)
class _Telling:
    """The words of some texts that may be facts, or of which facts consist: some quarter of all.

    Args:
        at: their numbers.
        flags: see `Words`.
        codes: what each is if it is known, else 0.
        texts: whose each is.
        adjoined: whether it is the word behind the one before, of the same text.
    """

    at: Places
    flags: npt.NDArray[np.uint8]
    codes: npt.NDArray[np.int64]
    texts: Places
    adjoined: npt.NDArray[np.bool_]


def _telling(words: Words) -> _Telling:
    likely = BLOOM.take((words.hashes & np.uint64(BITS - 1)).view(np.int64))
    likely |= TELLING.take(words.flags)
    at = np.flatnonzero(likely)
    hashes = words.hashes[at]
    codes = np.zeros(len(at), np.int64)
    known = np.flatnonzero(BLOOM.take((hashes & np.uint64(BITS - 1)).view(np.int64)))
    slot = hashes[known].view(np.int64) & (SLOTS - 1)
    while len(known):
        place = SLOT.take(slot)
        hit = HASHES.take(place) == hashes[known]
        codes[known[hit]] = CODES[place[hit]]
        on = np.flatnonzero((place >= 0) & ~hit)
        known, slot = known[on], (slot[on] + 1) % SLOTS
    firsts = np.searchsorted(at, words.edges)
    texts = np.repeat(np.arange(len(firsts) - 1), np.diff(firsts))
    adjoined = np.zeros(len(at), bool)
    adjoined[1:] = (at[1:] == at[:-1] + 1) & (texts[1:] == texts[:-1])
    return _Telling(at, words.flags[at], codes, texts, adjoined)


def _shouted(words: Words) -> npt.NDArray[np.bool_]:
    """Texts in which most words have a capital: there it says nothing."""
    capitals = np.flatnonzero((words.flags & CAPITAL) > 0)
    capitals = np.diff(np.searchsorted(capitals, words.edges))
    shouted: npt.NDArray[np.bool_] = capitals * 2 > np.diff(words.edges)
    return shouted


def _joined(words: Words, some: _Telling, number: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Digits that go on a figure: those behind the point of 4.6 or 16:30."""
    joined = np.zeros(len(number), bool)
    rows = np.flatnonzero(number[1:] & number[:-1] & some.adjoined[1:]) + 1
    ends, starts = words.ends[some.at[rows] - 1], words.starts[some.at[rows]]
    joined[rows] = (starts == ends + 1) & ((words.characters.kinds[ends] & KIND_OF_LINK) > 0)
    return joined


def _figures(
    words: Words, some: _Telling, joined: npt.NDArray[np.bool_], figures: Places
) -> Hashes:
    numeral = np.maximum(some.codes[figures] - NUMERAL, 0)
    values = np.where(numeral > 0, DIGITS[numeral], words.hashes[some.at[figures]])
    rows = np.arange(len(figures))
    for step in range(1, 4):
        rows = rows[figures[rows] + step < len(joined)]
        rows = rows[joined[figures[rows] + step]]
        more = words.hashes[some.at[figures[rows]] + step]
        told = more != ZEROS
        values[rows[told]] = chain(values[rows[told]], more[told])
    return values


def _dates(
    some: _Telling, published: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """For each word the date that begins there, above 0; and which figures belong to dates."""
    known = some.codes
    date = np.zeros(len(known), np.int64)
    taken = np.zeros(len(known), bool)
    weekday = np.flatnonzero((known > 0) & (known < MONTH))
    issued = published[some.texts[weekday]]
    back = (issued - 1 - (known[weekday] - 1)) % 7  # the ordinal 1 is a Monday
    date[weekday] = np.where(issued > 0, issued - back, 2_000_000 + known[weekday])
    month = np.flatnonzero((known > MONTH) & (known < DAY))
    capital = (some.flags[month] & (CAPITAL | OPENING)) == CAPITAL
    before = np.append(known, 0)[month - 1] * some.adjoined[month]
    after = np.append(known * some.adjoined, 0)[month + 1]
    is_day = [(codes > DAY) & (codes < YEAR) for codes in (after, before)]
    is_day[1] &= ~is_day[0]
    day = np.where(is_day[0], after, np.where(is_day[1], before, DAY)) - DAY
    taken[month[is_day[0]] + 1] = True
    taken[month[is_day[1]] - 1] = True
    date[month] = np.where(
        day > 0,
        _nearest(published[some.texts[month]], known[month] - MONTH, day),
        np.where(capital, 3_000_000 + known[month], 0),
    )
    return date, taken


def _nearest(
    published: npt.NDArray[np.int64], month: npt.NDArray[np.int64], day: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """A month's day in the year that brings it nearest to publication; without that, of no year."""
    best = 1_000_000 + month * 32 + day
    dated = published > 0
    if dated.any():
        years = (published * 400 // 146097)[:, None] + np.arange(3)
        before = np.array([0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334])
        leap = (years % 4 == 0) & ((years % 100 != 0) | (years % 400 == 0))
        past = years - 1
        ordinals = past * 365 + past // 4 - past // 100 + past // 400
        ordinals += (before[month] + day)[:, None] + (leap & (month > 2)[:, None])
        nearest = np.abs(ordinals - published[:, None]).argmin(axis=1)
        best = np.where(dated, ordinals[np.arange(len(best)), nearest], best)
    return best


class _Heard:
    """The sounds of the words heard last, by the lower bits of their hashes: names recur.

    What is kept changes nothing but how long it takes.
    """

    def __init__(self) -> None:
        self.words, self.sounds = np.zeros((2, KEPT), np.uint64)
        self.lock = Lock()

    def __call__(self, words: Words, at: Places) -> Hashes:
        """As `_sounds`; of words that are no spellings of the table."""
        hashes = words.hashes[at]
        slots = (hashes & np.uint64(KEPT - 1)).view(np.int64)
        with self.lock:
            sounds = self.sounds.take(slots)
            new = np.flatnonzero(self.words.take(slots) != hashes)
            made = _made_of_letters(words, at[new])
            sounds[new] = made
            self.words[slots[new]] = hashes[new]
            self.sounds[slots[new]] = made
        return sounds


_heard = _Heard()


def _sounds(words: Words, at: Places) -> Hashes:
    """Hashes of words without vowels, and without a consonant twice.

    A spelling that the table knows, and a word of vowels alone, count as they are.
    """
    known = (words.flags[at] & FOLDED_WORD) > 0
    values = np.empty(len(at), np.uint64)
    values[known] = mix(words.hashes[at[known]] * SECOND)
    values[~known] = _heard(words, at[~known])
    return values


def _made_of_letters(words: Words, at: Places) -> Hashes:
    letters, edges = words.characters.letters(words.starts[at], words.ends[at])
    owner = np.repeat(np.arange(len(at)), np.diff(edges))
    sounds = np.where(letters < 128, SOUNDS[np.minimum(letters, 127)], letters)
    heard = np.flatnonzero(sounds)
    owner, sounds = owner[heard], sounds[heard]
    new = np.ones(len(sounds), bool)
    new[1:] = (sounds[1:] != sounds[:-1]) | (owner[1:] != owner[:-1])
    owner, sounds = owner[new], sounds[new]
    edges = np.zeros(len(at) + 1, np.int64)
    np.cumsum(np.bincount(owner, minlength=len(at)), out=edges[1:])
    up, down = powers(len(sounds) + 1)
    sums = np.zeros(len(sounds) + 1, np.uint64)
    np.cumsum(sounds.astype(np.uint64) * up[: len(sounds)], out=sums[1:])
    made = mix((sums[edges[1:]] - sums[edges[:-1]]) * down[edges[:-1]])
    return np.where(edges[1:] == edges[:-1], mix(words.hashes[at] * SECOND), made)


def _entities(words: Words, articles: Sequence[NormalizedArticle]) -> tuple[Places, Hashes]:
    """The words at which linked names begin, and hashes of what they are; text by text."""
    edges, begins, values = linked(articles)
    places = np.zeros(len(begins), np.int64)
    for text in np.flatnonzero(edges[1:] > edges[:-1]).tolist():
        here = slice(edges[text], edges[text + 1])
        places[here] = np.minimum(words.at(text, begins[here]), words.edges[text + 1] - 1)
    there = places >= np.repeat(words.edges[:-1], edges[1:] - edges[:-1])
    return places[there], values[there]
