"""Which reading of a name holds, by the evidence of the article; without evidence, none does.

In this order: words directly beside the name can rule it out; a parent after a comma settles it
("Odessa, Texas"), there and wherever else the article has the name; then the rest of the article
does, by what else it names in the same country or region; and a single reading stands by itself, if
its row asks for no evidence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsnorm import Candidate, Decide, DocumentView, Entity, Gazetteer, Option, Withdraw
from newsnorm_entities.neighbors import objections, words_beside
from newsnorm_entities.words import words_of

_SETTLEMENTS = ("city", "capital", "country", "region")

CLEAR = 3
"""How many times more often than for any other reading the article must speak for one."""


class Resolver:
    """Decides what is undecided, or leaves it so."""

    def propose(self, document: DocumentView) -> Iterable[Decide | Withdraw]:
        """At most one proposal a candidate."""
        covered = _Covered(c for c in document.candidates if c.decided)
        open_ones = [
            c
            for c in document.candidates
            if not (c.decided or c.demonym) and c.reason == "alias" and not covered.holds(c)
        ]
        against = objections(document, open_ones)
        for key, reason in against.items():
            yield Withdraw(key, reason)
        left = [c for c in open_ones if c.key not in against]
        behind = _behind_commas(document)
        readings = {c.key: _not_beside(c, document) for c in left}
        settled = {
            c.key: _by_comma(readings[c.key], behind.get((c.field, c.end), []), document.gazetteer)
            for c in left
        }
        elsewhere = {
            c.key: settled[c.key] is None
            and _is_elsewhere(c, behind.get((c.field, c.end), []), document)
            for c in left
        }
        senses = _senses(left, settled, elsewhere)
        evidence = _Evidence(document, left)
        for candidate in left:
            options = readings[candidate.key]
            by_comma = settled[candidate.key]
            folded = candidate.surface.casefold()
            if not options:
                yield Withdraw(candidate.key, "a word beside it says that something else is meant")
            elif by_comma is not None:
                yield Decide(candidate.key, by_comma, "parent after a comma")
            elif elsewhere[candidate.key]:
                continue
            elif folded in senses:
                if (sense := senses[folded]) is not None:
                    yield Decide(candidate.key, sense, "as elsewhere in the article", 0.9)
            else:
                yield from evidence.decide(candidate, options)


class _Covered:
    """Stretches that decided candidates cover, for asking whether another lies in one."""

    def __init__(self, decided: Iterable[Candidate]) -> None:
        self.starts: dict[str, list[int]] = {}
        self.reach: dict[str, list[int]] = {}  # how far what begins up to here goes
        for candidate in sorted(decided, key=lambda c: c.start):
            reach = self.reach.setdefault(candidate.field, [])
            self.starts.setdefault(candidate.field, []).append(candidate.start)
            reach.append(max(candidate.end, reach[-1] if reach else 0))

    def holds(self, candidate: Candidate) -> bool:
        at = bisect_right(self.starts.get(candidate.field, ()), candidate.start)
        return at > 0 and self.reach[candidate.field][at - 1] >= candidate.end


def _not_beside(candidate: Candidate, document: DocumentView) -> list[Option]:
    """The readings that no word beside the name rules out."""
    beside = words_beside(candidate, document)
    if candidate.field == "dateline":  # a story is filed from a city, if it can be one
        cities = [o for o in candidate.options if o.entity.type in ("city", "capital")]
        if cities:
            return cities
    aliases = {alias.entity: alias for alias in document.gazetteer.lookup(candidate.surface)}
    return [
        option
        for option in candidate.options
        if option.entity.id not in aliases or not (aliases[option.entity.id].not_beside & beside)
    ]


def _behind_commas(document: DocumentView) -> dict[tuple[str, int], list[Entity]]:
    """Countries and regions behind a comma, by where the comma stands: "Odessa, Texas"."""
    found: dict[tuple[str, int], list[Entity]] = {}
    for candidate in document.candidates:
        comma = candidate.start - 2
        if comma < 0 or candidate.demonym:
            continue
        if document.fields[candidate.field].startswith(", ", comma):
            found.setdefault((candidate.field, comma), []).extend(
                option.entity
                for option in candidate.options
                if option.entity.type in ("country", "territory", "region")
            )
    return found


def _by_comma(
    options: Sequence[Option], behind: Sequence[Entity], gazetteer: Gazetteer
) -> Option | None:
    """The one reading that lies in the place behind the comma."""
    parents = {entity.id for entity in behind}
    inside = [
        option
        for option in options
        if parents and parents & (set(gazetteer.lineage(option.entity.id)) - {option.entity.id})
    ]
    return inside[0] if len(inside) == 1 else None


def _is_elsewhere(candidate: Candidate, behind: Sequence[Entity], document: DocumentView) -> bool:
    """Whether what follows a comma says that a city is one that no table knows.

    In running text a region does; a country does not: "In Moscow, Ukraine's envoy said".
    In a dateline everything behind the comma does, known or not: "CAIRO, Ill.".
    """
    if not any(option.entity.type in _SETTLEMENTS for option in candidate.options):
        return False
    text = document.fields[candidate.field]
    if candidate.field == "dateline":
        return text[candidate.end : candidate.end + 1] not in ("", "/")
    return any(entity.type == "region" for entity in behind)


def _senses(
    candidates: Iterable[Candidate],
    settled: Mapping[int, Option | None],
    elsewhere: Mapping[int, bool],
) -> dict[str, Option | None]:
    """What commas settled, by folded surface: one thing, or None where nothing can be told."""
    senses: dict[str, dict[str, Option]] = {}
    for candidate in candidates:
        option = settled[candidate.key]
        if option is not None:
            senses.setdefault(candidate.surface.casefold(), {})[option.entity.id] = option
        elif elsewhere[candidate.key]:
            senses.setdefault(candidate.surface.casefold(), {})
    return {
        surface: next(iter(found.values())) if len(found) == 1 else None
        for surface, found in senses.items()
    }


class _Evidence:
    """What an article names, by country and region, for and against a reading."""

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
            if not option.needs or candidate.decided:
                self.surfaces.setdefault(option.entity.id, set()).add(candidate.surface)
                self.named.update(self.gazetteer.lineage(option.entity.id))

    def decide(self, candidate: Candidate, options: Sequence[Option]) -> Iterator[Decide]:
        """Settle a name by what else the article names, if it can be."""
        usual = [option for option in options if not option.needs]
        met = usual + [o for o in options if o.needs and self._satisfied(o, candidate, options)]
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

    def _satisfied(self, option: Option, candidate: Candidate, options: Sequence[Option]) -> bool:
        """Whether the article holds the evidence that a reading needs.

        A country is none for its regions, nor for a city beside a usual reading: Moscow is in Idaho
        where Idaho is named. The first word of a sentence is in capitals anyway, and no evidence
        makes it a name.
        """
        entity = option.entity
        if self.surfaces.get(entity.id, set()) - {candidate.surface}:
            return True
        if option.needs == "evidence" and self.named[entity.id]:  # what lies in it, a demonym of it
            return True
        if option.needs == "definition" or candidate.key in self.opening:
            return False
        if entity.type == "region":
            return self._around(entity, options) > 0
        above = list(self.gazetteer.lineage(entity.id))[1:]
        if not all(other.needs for other in options):
            regions = ("region", "area")
            above = [place for place in above if self.gazetteer.entities[place].type in regions]
        return any(self.named[place] for place in above)

    def _support(self, entity: Entity, options: Sequence[Option]) -> int:
        """How often the article names a reading, what lies in it, or what it lies in.

        What all readings have in common tells nothing.
        """
        if entity.type == "region":
            return self._around(entity, options)
        others = [
            set(self.gazetteer.lineage(option.entity.id))
            for option in options
            if option.entity.id != entity.id
        ]
        return sum(
            self.named[place]
            for place in self.gazetteer.lineage(entity.id)
            if not all(place in other for other in others)
        )

    def _around(self, region: Entity, options: Sequence[Option]) -> int:
        """How often the article names what lies in a region, or other regions of its country.

        The others tell nothing where another reading lies in that country too: an article that
        names states may well name Washington, the capital.
        """
        shared = any(
            (region.parent or "") in self.gazetteer.lineage(option.entity.id)
            for option in options
            if option.entity.id != region.id
        )
        beside = [
            place
            for place in self.named
            if (entity := self.gazetteer.entities.get(place)) is not None
            and (entity.type, entity.parent) == ("region", region.parent)
        ]
        return sum(self.named[place] for place in {region.id, *([] if shared else beside)})

    def _among_countries(self, entity: Entity) -> bool:
        """Whether an article names other countries than that of a capital."""
        own = set(self.gazetteer.lineage(entity.id))
        return any(
            place not in own
            and place in self.gazetteer.entities
            and self.gazetteer.entities[place].type == "country"
            for place in self.named
        )


def _opens_sentence(candidate: Candidate, document: DocumentView) -> bool:
    words = words_of(document.fields[candidate.field])
    return candidate.field != "dateline" and words.opens_sentence(words.at(candidate.start))
