"""Which reading of a name holds, by the evidence of the article; without evidence, none does.

In this order: what stands directly beside the name can rule it out (a given name before it, a
capitalised word behind it); a parent after a comma settles it ("Odessa, Texas"); then the rest of
the article does, by what else it names in the same country; and a single reading stands by itself,
if its row asks for no evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsnorm import (
    Alias,
    Candidate,
    Decide,
    DocumentView,
    Entity,
    Gazetteer,
    Option,
    Withdraw,
)
from newsnorm_entities.vocabulary import (
    DIRECTIONS,
    FUNCTION_WORDS,
    MODIFIERS,
    ROLES,
    TERRITORIAL,
)
from newsnorm_entities.words import Words, is_capitals, is_headline, line_around, words_of

CLEAR = 3
"""How much more often than for the next reading the article must speak for one."""

_TITLE_JOINTS = frozenset({"state", "states", "government", "region", "province", "oblast"})


class Resolver:
    """Decides what is undecided, or leaves it so."""

    def propose(self, document: DocumentView) -> Iterable[Decide | Withdraw]:
        """At most one proposal a candidate."""
        decided = [c for c in document.candidates if c.decided]
        open_ones = [
            c
            for c in document.candidates
            if not c.decided and not c.demonym and not _is_inside(c, decided)
        ]
        standing = {(c.field, offset) for c in document.candidates for offset in (c.start, c.end)}
        ruled_out: set[int] = set()
        for candidate in open_ones:
            if reason := _ruled_out(candidate, document, standing):
                ruled_out.add(candidate.key)
                yield Withdraw(candidate.key, reason)
        left = [c for c in open_ones if c.key not in ruled_out and c.reason == "alias"]
        beside = {c.key: _after_comma(c, document) for c in left}
        evidence = _Evidence(document, [c for c in left if not beside[c.key]])
        for candidate in left:
            parents = beside[candidate.key]
            options = _not_beside(candidate, document)
            if not options:
                yield Withdraw(candidate.key, "a word beside it says that something else is meant")
            elif parents:
                yield from _by_parent(candidate, options, parents, document.gazetteer)
            else:
                yield from evidence.decide(candidate, options)


def _is_inside(candidate: Candidate, decided: Sequence[Candidate]) -> bool:
    return any(
        other.field == candidate.field
        and other.start <= candidate.start
        and candidate.end <= other.end
        for other in decided
    )


def _ruled_out(
    candidate: Candidate, document: DocumentView, standing: set[tuple[str, int]]
) -> str | None:
    """Why a name is part of a longer one that nobody knows, if it seems to be."""
    if candidate.field == "dateline" or candidate.reason != "alias":
        return None
    text = document.fields[candidate.field]
    line = line_around(text, candidate.start, candidate.end)
    if is_capitals(line):
        return None
    words = words_of(text)
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    if words[first].start < candidate.start and text[candidate.start - 1] == "-":
        return None
    headline = is_headline(line)
    before, after = words.before(first), words.after(last)
    if (
        before is not None
        and not headline
        and (candidate.field, words[before].end) not in standing
        and _names_on(words, before)
    ):
        return f"behind {words[before].text!r}, it may be part of another name"
    if after is not None and text[candidate.end - 1 : candidate.end] != "'":
        word = words[after]
        known = (candidate.field, word.start) in standing
        if word.capital and not known and not headline and not _may_follow(words, after):
            return f"before {word.text!r}, it may be part of another name"
    if not headline and (head := _head_of(words, first)):
        return f"it is part of the name of a body, {head!r}"
    return None


def _names_on(words: Words, index: int) -> bool:
    """Whether a word before a place reads as the first part of a name."""
    word = words[index]
    lower = word.text.lower()
    if not word.capital or word.possessive or word.text[0].isdigit():
        return False
    if lower in DIRECTIONS or lower in ROLES or lower in MODIFIERS:
        return False
    return lower not in FUNCTION_WORDS


def _may_follow(words: Words, index: int) -> bool:
    """Whether a capitalised word behind a name leaves the name as it is."""
    lower = words[index].text.lower()
    if lower in FUNCTION_WORDS or lower in ROLES or lower in MODIFIERS or lower in _TITLE_JOINTS:
        return True
    following = words.after(index)
    return following is not None and words[following].text.lower() in ROLES


def _head_of(words: Words, first: int) -> str | None:
    """The capitalised noun before "of": in "Bank of Russia" the country only names a body."""
    index = words.before(first)
    if index is not None and words[index].text == "the":
        index = words.before(index)
    if index is None or words[index].text != "of":
        return None
    head = words.before(index)
    if head is None:
        return None
    word = words[head]
    lower = word.text.lower()
    if not word.capital or lower in TERRITORIAL or lower in ROLES or words.opens_sentence(head):
        return None
    return word.text


def _aliases(candidate: Candidate, gazetteer: Gazetteer) -> Mapping[str, Alias]:
    return {alias.entity: alias for alias in gazetteer.lookup(candidate.surface)}


def _not_beside(candidate: Candidate, document: DocumentView) -> list[Option]:
    """The readings that no word beside the name rules out."""
    words = words_of(document.fields[candidate.field])
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    beside = {
        words[index].text.lower()
        for index in (words.before(first), words.after(last))
        if index is not None
    }
    aliases = _aliases(candidate, document.gazetteer)
    return [
        option
        for option in candidate.options
        if option.entity.id not in aliases or not (aliases[option.entity.id].not_beside & beside)
    ]


def _after_comma(candidate: Candidate, document: DocumentView) -> set[str]:
    """Ids of the place that a comma puts behind a name: "Odessa, Texas"."""
    if not any(option.entity.kind == "place" for option in candidate.options):
        return set()
    following = [
        other
        for other in document.candidates
        if other.field == candidate.field
        and other.start == candidate.end + 2
        and document.fields[other.field][candidate.end : other.start] == ", "
        and not other.demonym
    ]
    return {
        option.entity.id
        for other in following
        for option in other.options
        if option.entity.type in ("country", "territory", "region")
    }


def _by_parent(
    candidate: Candidate, options: Sequence[Option], parents: set[str], gazetteer: Gazetteer
) -> Iterator[Decide]:
    """Settle a name by the region or country behind it; an enumeration of countries is none."""
    inside = [
        option
        for option in options
        if parents & (set(gazetteer.lineage(option.entity.id)) - {option.entity.id})
    ]
    if len(inside) == 1:
        yield Decide(candidate.key, inside[0], "parent after a comma")
    elif len(options) == 1 and options[0].entity.type in ("country", "territory", "region", "area"):
        yield Decide(candidate.key, options[0], "only reading")


def _opens_sentence(candidate: Candidate, document: DocumentView) -> bool:
    words = words_of(document.fields[candidate.field])
    return candidate.field != "dateline" and words.opens_sentence(words.at(candidate.start))


class _Evidence:
    """What an article names, by country, for and against a reading."""

    def __init__(self, document: DocumentView, open_ones: Sequence[Candidate]) -> None:
        self.gazetteer = document.gazetteer
        self.opening = {c.key for c in open_ones if _opens_sentence(c, document)}
        self.named: Counter[str] = Counter()
        self.surfaces: dict[str, set[str]] = {}
        candidates = [c for c in document.candidates if c.decided or c.demonym]
        for candidate in (*candidates, *open_ones):
            if len({option.entity.id for option in candidate.options}) != 1:
                continue
            option = candidate.options[0]
            entity = option.entity
            self.surfaces.setdefault(entity.id, set()).add(candidate.surface)
            if not option.needs:
                for place in self.gazetteer.lineage(entity.id):
                    self.named[place] += 1

    def decide(self, candidate: Candidate, options: Sequence[Option]) -> Iterator[Decide]:
        """Settle a name by what else the article names, if it can be."""
        usual = [option for option in options if not option.needs]
        met = usual + [o for o in options if o.needs and self._satisfied(o, candidate, usual)]
        if len(met) == 1:
            option = met[0]
            if option.needs:
                yield Decide(candidate.key, option, f"only reading, with {option.needs}", 0.9)
            else:
                yield Decide(candidate.key, option, "only reading")
        if len(met) < 2:
            return
        support = {option.entity.id: self._support(option.entity, met) for option in met}
        first, second = sorted(support.values(), reverse=True)[:2]
        if first > 0 and first >= CLEAR * second:
            winner = next(option for option in met if support[option.entity.id] == first)
            yield Decide(candidate.key, winner, "named together", 0.9)
            return
        capitals = [option for option in met if option.entity.type == "capital"]
        if len(capitals) == 1 and self._among_countries(capitals[0].entity):
            yield Decide(candidate.key, capitals[0], "capital, among countries", 0.8)

    def _satisfied(self, option: Option, candidate: Candidate, usual: Sequence[Option]) -> bool:
        """Whether the article holds the evidence that a reading needs.

        Beside a usual reading, a country is not enough: Moscow is in Idaho where Idaho is named.
        The first word of a sentence is in capitals anyway, and no evidence makes it a name.
        """
        entity = option.entity
        if self.surfaces.get(entity.id, set()) - {candidate.surface}:
            return True
        if option.needs == "definition" or candidate.key in self.opening:
            return False
        above = list(self.gazetteer.lineage(entity.id))[1:]
        if usual:
            above = [
                place
                for place in above
                if self.gazetteer.entities[place].type in ("region", "area")
            ]
        return any(self.named[place] for place in above)

    def _support(self, entity: Entity, options: Sequence[Option]) -> int:
        """How often the article names what lies in a reading, or beside it.

        What all readings have in common tells nothing; nor does a country tell which of its
        regions is meant, or whether a region is meant at all: only other regions of it do.
        """
        others = [
            set(self.gazetteer.lineage(option.entity.id))
            for option in options
            if option.entity.id != entity.id
        ]
        own = [
            place
            for place in self.gazetteer.lineage(entity.id)
            if not all(place in other for other in others)
        ]
        if entity.type == "region":
            siblings = sum(
                count
                for place, count in self.named.items()
                if place != entity.id and self._type_and_parent(place) == ("region", entity.parent)
            )
            return self.named[entity.id] + siblings
        return sum(self.named[place] for place in own)

    def _type_and_parent(self, place: str) -> tuple[str | None, str | None]:
        entity = self.gazetteer.entities.get(place)
        return (entity.type, entity.parent) if entity else (None, None)

    def _among_countries(self, entity: Entity) -> bool:
        """Whether an article is about several countries, the capital's own among them or not."""
        countries = {
            place
            for place in self.named
            if place in self.gazetteer.entities and self.gazetteer.entities[place].type == "country"
        }
        return len(countries - set(self.gazetteer.lineage(entity.id))) > 0
