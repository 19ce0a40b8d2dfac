"""Which reading of a name holds, by what else its article names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

import regex

from newsnorm import (
    Candidate,
    Decide,
    Entity,
    Option,
)
from newsnorm_entities.body_signs import (
    agency_by_letters,
    agency_with_article,
    court_among,
    group_among,
    sports_body_among,
)
from newsnorm_entities.given import given, is_common_word
from newsnorm_entities.government_signs import sign_of
from newsnorm_entities.lone_readings import (
    CLEARLY,
    DOMINANT,
    SETTLEMENTS,
    SMALL,
    area_with_article,
    city_of_club,
    club_of_player,
    country_among_others,
    is_beside_abroad,
    is_capital_there,
    land_by_bodies,
    large_city,
    town_alone,
)
from newsnorm_entities.naming import PARTS, Named, opens_sentence
from newsnorm_entities.open_places import is_somewhere
from newsnorm_entities.place_lists import among_peers
from newsnorm_entities.whereabouts import is_around, is_called_town, is_there
from newsnorm_entities.words import KEPT, words_of

CLEAR: Final = 3
"""How many times more often than for any other reading the article must speak for one."""

UNUSUAL: Final = 2
"""How often it must name the region of a reading that another one dominates."""

IMMENSE: Final = 1000
"""How many times more people live in a city beside which a village of its name is hardly meant."""

WORDY: Final = 125_000
"""Inhabitants of a city whose name is a word and that "in" is enough for in its country."""


class Evidence:
    """What is for and against each reading of an article's doubtful names.

    Args:
        named: what the article names.
        readings: by key of a candidate, what it can name.
    """

    def __init__(self, named: Named, readings: Mapping[int, Sequence[Option]]) -> None:
        self.gazetteer = named.gazetteer
        self.document = named.document
        self.readings = readings
        self.named = named

    def settle(self, doubtful: Iterable[Candidate]) -> Iterator[Decide]:
        """Settle names by what else the article names, as far as it can be.

        Names that have a usual meaning come first. The countries of what they are found to mean are
        evidence for the others, so that Toronto tells of Fredericton.
        """
        others: list[Candidate] = []
        usual: list[tuple[Candidate, Option]] = []
        for candidate in doubtful:
            options = self.readings[candidate.key]
            if all(option.needs for option in options):
                others.append(candidate)
            elif (decision := self.decide(candidate, options)) is not None:
                yield decision
                if not decision.option.needs and len(candidate.options) > 1:
                    self.named.found[candidate.key] = decision.option
                    usual.append((candidate, decision.option))
        for candidate, option in usual if others else ():
            self.named.add(option, candidate.surface)
        towns: dict[str, Option] = {}
        unsettled: list[Candidate] = []
        for candidate in others:
            if (decision := self.decide(candidate, self.readings[candidate.key])) is not None:
                yield decision
                if " " in candidate.surface and decision.option.entity.type in SETTLEMENTS:
                    towns.setdefault(candidate.surface, decision.option)
            elif " " in candidate.surface:
                unsettled.append(candidate)
        for candidate in unsettled if towns else ():  # two words are neither a word nor a surname
            town = towns.get(candidate.surface)
            if town is not None and town in self.readings[candidate.key]:
                yield Decide(candidate.key, town, "as elsewhere in the article", 0.85)

    def decide(self, candidate: Candidate, options: Sequence[Option]) -> Decide | None:
        """Settle a name by what else the article names, if it can be.

        A seat of a government that acts as one is meant, though the article names what a small
        namesake lies in, and so is a city beside one abroad.
        """
        usual = [option for option in options if not option.needs]
        if len(usual) == 1 and len(options) > 1:
            if is_beside_abroad(candidate, usual[0], options, self.named):
                return Decide(candidate.key, usual[0], "beside a city of another country", 0.9)
            decision = self._by_evidence(candidate, options, usual)
            if (decision is None or decision.option.needs) and usual[0].entity.seat_of:
                words = words_of(self.document.fields[candidate.field])
                seat = replace(candidate, options=(usual[0],))
                if sign := sign_of([seat], words):
                    return Decide(candidate.key, usual[0], f"a government, by {sign!r}", 0.9)
            return decision
        return self._by_evidence(candidate, options, usual)

    def _by_evidence(
        self, candidate: Candidate, options: Sequence[Option], usual: Sequence[Option]
    ) -> Decide | None:
        if city := city_of_club(candidate, options, self.named):
            return Decide(candidate.key, city, "a city, where something is", 0.9)
        if area := self._beside_its_like(options):
            return Decide(candidate.key, area, "named with another area of its country", 0.9)
        if peer := among_peers(options, self.named.lists.beside(candidate, long=True)):
            return Decide(candidate.key, peer, "beside a country or region of its kind", 0.9)
        met = list(usual)
        met += [o for o in options if o.needs and self._satisfied(o, candidate, options)]
        if any(option.entity.type == "country" for option in usual):
            towns = [o for o in met if o.needs and not self._is_around(o)]
            if self._is_local(towns, options):
                return None
            met = [o for o in met if o not in towns]
        support = {
            option.entity.id: self.named.support(option, met, beside_usual=bool(usual))
            for option in met
        }
        met = [
            option
            for option in met
            if not _is_dominated(option, options) or support[option.entity.id] >= UNUSUAL
        ]
        villages = [option for option in met if _is_village_beside(option, options)]
        if villages:
            met = [o for o in met if o not in villages and support[o.entity.id]]
        if len(met) == 1:
            option = met[0]
            if option.needs:
                return Decide(candidate.key, option, f"only reading, with {option.needs}", 0.9)
            return Decide(candidate.key, option, "only reading")
        if not met:
            large = large_city(candidate, options, self.named)
            if large is not None:
                return Decide(candidate.key, large, "a large city, where something is", 0.9)
            if area := area_with_article(candidate, options, self.named):
                return Decide(candidate.key, area, "an ocean or area, with an article", 0.9)
            if (agency := agency_with_article(candidate, options, self.document)) and (
                not candidate.surface.isupper() or self.named.is_at_home(agency.entity)
            ):
                return Decide(candidate.key, agency, "an agency, with an article", 0.9)
            if court := court_among(candidate, options, self.document):
                return Decide(candidate.key, court, "a court, by who is at one", 0.9)
            if body := sports_body_among(candidate, options, self.document):
                return Decide(candidate.key, body, "the body of a sport, by its words", 0.9)
            if (agency := agency_by_letters(candidate, options, self.document)) and (
                self.named.is_of_home(agency.entity)
            ):
                return Decide(candidate.key, agency, "an agency, in its country", 0.85)
            if country := country_among_others(candidate, options, self.named):
                return Decide(candidate.key, country, "a country, among countries", 0.85)
            if group := group_among(candidate, options, self.document):
                return Decide(candidate.key, group, "a group, by who fights for it", 0.9)
            if club := club_of_player(candidate, options, self.named):
                return Decide(candidate.key, club, "a club, by its player", 0.9)
            if land := land_by_bodies(candidate, options, self.named):
                return Decide(candidate.key, land, "a land, by what it has", 0.85)
            town = town_alone(candidate, options, self.named)
            if town is None:
                return None
            return Decide(candidate.key, town, "stands as towns do", 0.85)
        if capital := self._beside_its_people(candidate, met):
            return Decide(candidate.key, capital, "a capital, its country in the sentence", 0.9)
        first, second = sorted((support[o.entity.id] for o in met), reverse=True)[:2]
        if first > 0 and first >= CLEAR * second:
            winner = next(option for option in met if support[option.entity.id] == first)
            return Decide(candidate.key, winner, "named together", 0.9)
        if (nearest := _nearest(met, support)) is not None:
            return Decide(
                candidate.key, nearest, "the largest, and most is named of its part", 0.85
            )
        if len(usual) == 1 and support[usual[0].entity.id] == first > second:
            return Decide(candidate.key, usual[0], "usual, and most is named with it", 0.85)
        known = [option for option in met if option.entity.type in ("capital", "country")]
        if len(known) == 1 and self.named.among_countries(met):
            return Decide(candidate.key, known[0], "capital or country, among countries", 0.8)
        return None

    def _beside_its_people(self, candidate: Candidate, met: Sequence[Option]) -> Option | None:
        """The capital whose country its sentence names, and no part that a namesake lies in.

        "Costa Rica's president will receive both in San Jose", in an article on America, too.
        """
        capitals = [option for option in met if option.entity.type == "capital"]
        if len(capitals) != 1 or candidate.field == "dateline":
            return None
        if not all(option.needs for option in met):
            return None  # Paris is a capital anyway, but for what else speaks for the one in Texas
        text = self.document.fields[candidate.field]
        begin = max(text.rfind(mark, 0, candidate.start) for mark in _ENDINGS)
        ends = [at for mark in _ENDINGS if (at := text.find(mark, candidate.end)) >= 0]
        end = min(ends, default=len(text))
        named: set[str] = set()
        for other in self.document.candidates:
            inside = other.field == candidate.field and begin < other.start < end
            if inside and other.key != candidate.key and len(other.options) == 1:
                named.update(self.gazetteer.lineage(other.options[0].entity.id))
        others = [self.gazetteer.lineage(o.entity.id)[1:] for o in met if o is not capitals[0]]
        if capitals[0].entity.parent not in named:
            return None
        return None if any(named.intersection(above) for above in others) else capitals[0]

    def _beside_its_like(self, options: Sequence[Option]) -> Option | None:
        """The area that a name can mean where another one of its country is named, as West Bank."""
        for option in options:
            if not option.needs or option.entity.type != "area":
                continue
            above = self.gazetteer.lineage(option.entity.id)[1:]
            for place in self.named.times:
                other = self.gazetteer.entities.get(place)
                alike = other and other.type == "area" and place != option.entity.id
                if alike and above and self.gazetteer.lineage(place)[1:] == above:
                    return option
        return None

    def _satisfied(self, option: Option, candidate: Candidate, options: Sequence[Option]) -> bool:
        """Whether the article holds the evidence that a reading needs.

        A country is none for its regions, nor for a city beside a usual reading: Moscow is in Idaho
        where Idaho is named. The first word of a sentence is in capitals anyway, and no evidence
        makes it a name, but for "Congress", which as a noun has an article.
        """
        entity = option.entity
        if candidate.surface == "Supreme Court" and self.named.is_abroad(entity):
            return False  # every state has one
        # What lies in it speaks for it, and so does a demonym of it.
        if any(surface != candidate.surface for surface in self.named.surfaces.get(entity.id, ())):
            return True
        if option.needs == "evidence" and entity.id in self.named.times:
            return True
        if self._is_listed(option, candidate) or self._is_island_listed(option, candidate):
            return True
        if option.needs == "definition":
            if entity.type == "legislature":
                return self._is_chamber(entity, candidate)
            return self._is_said_to_be_there(option, candidate, options)
        if opens_sentence(candidate, self.document) and not (
            (_is_body_of_state(candidate, entity) and self.named.is_at_home(entity))
            or self._heads_list(option, candidate)
            or is_capital_there(entity, candidate, self.document)
            or self._governs(option, candidate)
        ):
            return False
        if entity.type == "region":
            return self.named.around(entity, options) > 0
        above: Sequence[str] = self.gazetteer.lineage(entity.id)[1:]
        if not all(other.needs for other in options) or (entity.population or SMALL) < SMALL:
            above = [place for place in above if self.gazetteer.entities[place].type in PARTS]
        return self.named.guess in above or any(place in self.named.times for place in above)

    def _governs(self, option: Option, candidate: Candidate) -> bool:
        """Whether a capital does what governments do, and nobody is called so: "Lima recalled"."""
        if option.entity.type != "capital" or not option.entity.seat_of:
            return False
        if candidate.field == "dateline" or given(candidate.surface) is not None:
            return False
        words = words_of(self.document.fields[candidate.field])
        return sign_of([replace(candidate, options=(option,))], words) is not None

    def _heads_list(self, option: Option, candidate: Candidate) -> bool:
        """Whether a town's name is no word and opens a sentence as the first of a list."""
        if option.entity.type != "city" or given(candidate.surface) is not None:
            return False
        end = candidate.end
        behind = self.document.fields[candidate.field][end : end + len(", V")]
        listed = behind[:2] == ", " and behind[2:].isupper()
        return listed and not is_common_word(candidate.surface.lower())

    def _is_chamber(self, chamber: Entity, candidate: Candidate) -> bool:
        """Whether "the House" is the country's, of whose legislature the article names the rest.

        Not where a region's may be meant: "the House of Delegates", "the Legislature".
        """
        if opens_sentence(candidate, self.document):
            return False
        beside = (
            place
            for place in self.named.times
            if place != chamber.id
            and (other := self.gazetteer.entities.get(place)) is not None
            and (other.type, other.parent) == (chamber.type, chamber.parent)
        )
        if not any(self.named.surfaces.get(place, _BARE) - _BARE for place in beside):
            return False
        text = self.document.fields[candidate.field]
        if text.startswith(" of ", candidate.end):
            return False
        fields = self.document.fields
        return not any(_has_other_chambers(fields.get(name, "")) for name in ("title", "text"))

    def _is_local(self, towns: Sequence[Option], options: Sequence[Option]) -> bool:
        """Whether an article names the regions of towns alone: neither reading holds then."""
        regions = {
            place
            for option in towns
            for place in self.gazetteer.lineage(option.entity.id)
            if self.gazetteer.entities[place].type == "region"
        }
        often = any(self.named.times.get(region, 0) >= UNUSUAL for region in regions)
        return often and not self.named.among_countries(options)

    def _is_around(self, option: Option) -> bool:
        """Whether the article names the county or the area that a town lies in.

        A town that bears a country's name needs that: its state tells nothing, as an article on
        New York may well be on Mexico.
        """
        above = self.gazetteer.lineage(option.entity.id)[1:]
        return any(
            place in self.named.times and self.gazetteer.entities[place].type in ("area", "county")
            for place in above
        )

    def _is_said_to_be_there(
        self, option: Option, candidate: Candidate, options: Sequence[Option]
    ) -> bool:
        """Whether a town stands as a place does, "in Lelystad", where its country alone is named.

        Of namesakes only the one counts whose country the article names.
        """
        words = words_of(self.document.fields[candidate.field])
        if candidate.field == "dateline" or option.entity.kind != "place":
            return False
        first, last = words.at(candidate.start), words.at(candidate.end - 1)
        if given(candidate.surface) is not None and not (
            all(other.needs for other in options)
            and (is_somewhere(words, first, last) or is_called_town(words, first))
        ):
            return False  # "confidence in Jackson"; "died in Washington" is usual
        if _is_word(candidate.surface, option.entity):
            return False  # "a walk in Sunrise"
        if words.is_possessive(last):
            return False  # "through Champlin's pipeline"
        after = words.after(last)
        if after is not None and words.lowers[after] in _PARTS_CALLED:
            return False  # "in Tuban regency", of which the town is the seat
        if not (is_there(words, first) or is_around(words, first)):
            return False
        countries = {self.named.country(other) for other in options}
        named = {country for country in countries if country in self.named.times}
        return len(named) == 1 and self.named.country(option) in named

    def _is_listed(self, option: Option, candidate: Candidate) -> bool:
        """Whether a town stands beside a city of its country: "Odense, Aalborg and Esbjerg"."""
        if option.entity.type not in SETTLEMENTS or given(candidate.surface) is not None:
            return False
        if option.needs == "definition" and _is_word(candidate.surface, option.entity):
            return False
        country = self.named.country(option)
        if country not in self.named.times:
            return False
        return any(
            other.entity.type in SETTLEMENTS and self.named.country(other) == country
            for other in self.named.lists.beside(candidate)
        )

    def _is_island_listed(self, option: Option, candidate: Candidate) -> bool:
        """Whether a territory stands beside a country: "through Cyprus and Jersey"."""
        return option.entity.type == "territory" and any(
            other.entity.type in ("country", "territory") and not other.needs
            for other in self.named.lists.beside(candidate)
        )


def _is_word(surface: str, town: Entity) -> bool:
    """Whether a town's name is a word, and the town not so large that it is meant all the same."""
    return (town.population or 0) < WORDY and is_common_word(surface.lower())


def _is_body_of_state(candidate: Candidate, entity: Entity) -> bool:
    """Whether a name without an article is no noun: "Congress voted", but not "Fed up with it"."""
    return entity.type == "legislature" or (entity.type == "agency" and " " in candidate.surface)


_PARTS_CALLED: Final = frozenset(
    "canton commune county department district municipality oblast prefecture province regency "
    "region".split()
)
"""What stands behind the name of a part of a country that is called as a town in it."""

_ENDINGS: Final[tuple[str, ...]] = (". ", "\n", "? ", "! ")
"""What ends a sentence, about."""

_BARE: Final = frozenset({"Senate"})
_OTHER_CHAMBERS: Final = regex.compile(
    r"House of (?!Rep)|(?i:legislature\b|general assembly|statehouse|state (?:house|senat|rep))"
)
"""Signs that an article is on the legislature of a region, or of another country."""


@lru_cache(maxsize=KEPT)
def _has_other_chambers(text: str) -> bool:
    return _OTHER_CHAMBERS.search(text) is not None


def _nearest(options: Sequence[Option], support: Mapping[str, int]) -> Option | None:
    """The town of whose part of the country an article names most, if its namesakes are small.

    What a namesake is not smaller than, a capital, must be clearly less spoken for.
    """
    winner = max(options, key=lambda option: support[option.entity.id])
    most, size = support[winner.entity.id], winner.entity.population or 0
    if most < UNUSUAL or winner.entity.type != "city":
        return None
    for option in options:
        other = support[option.entity.id]
        if option is winner or most >= CLEAR * other:
            continue
        is_small = option.entity.type == "city" and option.needs
        if other >= most or not is_small or (option.entity.population or 0) * CLEARLY > size:
            return None
    return winner


def _is_dominated(option: Option, options: Sequence[Option]) -> bool:
    """Whether another reading is what the world means by the name: a country, or a far larger city.

    A usual reading dominates every other one.
    """
    size = option.entity.population
    if not option.needs or size is None:
        return False
    return any(
        not other.needs
        or other.entity.type == "country"
        or (other.entity.population or 0) >= DOMINANT * size
        for other in options
        if other.entity.id != option.entity.id
    )


def _is_village_beside(option: Option, options: Sequence[Option]) -> bool:
    """Whether another reading is a city beside which hardly anybody means a village of the name.

    "London, Calif." is told apart before this is asked. What speaks for the village makes the city
    doubtful, unless something speaks for it, too.
    """
    size = option.entity.population
    if size is None:
        return False
    return any((other.entity.population or 0) >= IMMENSE * size for other in options)
