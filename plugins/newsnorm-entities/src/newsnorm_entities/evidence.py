"""What an article names, by country and region, for and against a reading of a name.

Evidence is of two strengths. What the article names beyond doubt is counted as often as it does.
What several doubtful names have in common is a guess: where Springfield, Richmond and Greene County
stand together, the state that has all three is meant. A guess tells between readings none of which
is usual; alone it never wins over a usual one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

import regex

from newsnorm import (
    Candidate,
    Decide,
    DocumentView,
    Entity,
    Gazetteer,
    Option,
    per_gazetteer,
    without_accents,
)
from newsnorm_entities.body_signs import agency_with_article, court_among
from newsnorm_entities.given import given, is_common_word
from newsnorm_entities.open_places import is_somewhere
from newsnorm_entities.place_lists import PlaceLists, among_peers
from newsnorm_entities.teams import stands_as_place
from newsnorm_entities.vocabulary import FUNCTION_WORDS
from newsnorm_entities.whereabouts import (
    THERE,
    is_around,
    is_called_town,
    is_owned,
    is_there,
)
from newsnorm_entities.words import KEPT, words_of

CLEAR: Final = 3
"""How many times more often than for any other reading the article must speak for one."""

UNUSUAL: Final = 2
"""How often it must name the region of a reading that another one dominates."""

DOMINANT: Final = 50
"""How many times more people live in a place that dominates its namesakes."""

IMMENSE: Final = 1000
"""How many times more people live in a city beside which a village of its name is hardly meant."""

CLEARLY: Final = 5
"""How many times more people live in a town that is meant where the article tells nothing, if its
namesakes are villages."""

VILLAGE: Final = 10_000
"""Inhabitants of a place that only its own region writes of without saying where it is."""

LARGE: Final = 500_000
"""Inhabitants of a city that "in" is enough for."""

SMALL: Final = 100_000
"""Inhabitants of a city whose country alone is no evidence for it."""

WORDY: Final = 200_000
"""Inhabitants of a city whose name is a word and that "in" is enough for in its country."""

_PARTS: Final[tuple[str, ...]] = ("region", "area", "county")


class Evidence:
    """What an article names, by country and region, for and against a reading.

    Args:
        document: the article.
        open_ones: candidates that are to be decided.
        readings: of those by key, what they can name.
        known: of candidates by key, what is already certain that they name.
    """

    def __init__(
        self,
        document: DocumentView,
        open_ones: Sequence[Candidate],
        readings: Mapping[int, Sequence[Option]],
        known: Mapping[int, Option],
    ) -> None:
        self.gazetteer = document.gazetteer
        self.document = document
        self.readings = readings
        self.found = dict(known)
        """By key, what is certain, and names with a usual meaning that turned out to have it."""
        self.named: dict[str, int] = {}
        self.surfaces: dict[str, set[str]] = {}
        self._listed: PlaceLists | None = None
        self._named_regions: Mapping[str | None, Sequence[str]] | None = None
        for candidate in document.candidates:
            if candidate.decided or candidate.demonym:
                self._count(candidate, candidate.options, certain=candidate.decided)
            elif known and candidate.key in known:
                self._count(candidate, [known[candidate.key]], certain=True)
        for candidate in open_ones:
            # What a word beside it leaves of a name with several readings is no evidence for it.
            if candidate.key not in known and len(candidate.options) == 1:
                self._count(candidate, readings[candidate.key], certain=False)
        self.guess = self._common_region(
            (c.surface, readings[c.key]) for c in open_ones if c.key not in known
        )

    def _count(self, candidate: Candidate, options: Sequence[Option], *, certain: bool) -> None:
        if not options or not (certain or not options[0].needs):
            return
        if len(options) == 1 or len({option.entity.id for option in options}) == 1:
            entity = options[0].entity.id
            surfaces = self.surfaces.get(entity)
            if surfaces is None:
                surfaces = self.surfaces[entity] = set()
            surfaces.add(candidate.surface)
            for place in self.gazetteer.lineage(entity):
                self.named[place] = self.named.get(place, 0) + 1

    def _common_region(self, doubtful: Iterable[tuple[str, Sequence[Option]]]) -> str | None:
        """The one region that more of the doubtful names can lie in than in any other.

        A region that is named beyond doubt counts as one of them.
        """
        surfaces: dict[str, set[str]] = {}
        for surface, options in doubtful:
            if any(not option.needs for option in options):
                continue  # London and Greenwich are no evidence of Ohio, which has both
            for option in options:
                for place in self.gazetteer.lineage(option.entity.id):
                    if self.gazetteer.entities[place].type == "region":
                        surfaces.setdefault(place, set()).add(surface)
        if not surfaces:
            return None
        votes = {place: len(names) + (place in self.named) for place, names in surfaces.items()}
        first, second, *_ = (*sorted(votes.values(), reverse=True), 0, 0)
        if first < 2 or first == second:
            return None
        return next(place for place, count in votes.items() if count == first)

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
                    self.found[candidate.key] = decision.option
                    usual.append((candidate, decision.option))
        for candidate, option in usual if others else ():
            self.surfaces.setdefault(option.entity.id, set()).add(candidate.surface)
            if country := self._country(option):
                self.named[country] = self.named.get(country, 0) + 1
        for candidate in others:
            if (decision := self.decide(candidate, self.readings[candidate.key])) is not None:
                yield decision

    def decide(self, candidate: Candidate, options: Sequence[Option]) -> Decide | None:
        """Settle a name by what else the article names, if it can be."""
        usual = [option for option in options if not option.needs]
        if area := self._beside_its_like(options):
            return Decide(candidate.key, area, "named with another area of its country", 0.9)
        if peer := among_peers(options, self._lists.beside(candidate, long=True)):
            return Decide(candidate.key, peer, "beside a country or region of its kind", 0.9)
        met = usual + [o for o in options if o.needs and self._satisfied(o, candidate, options)]
        if any(option.entity.type == "country" for option in usual):
            towns = [o for o in met if o.needs and not self._is_around(o)]
            if self._is_local(towns, options):
                return None
            met = [o for o in met if o not in towns]
        support = {
            option.entity.id: self._support(option, met, beside_usual=bool(usual)) for option in met
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
            large = self._large_city(candidate, options)
            if large is not None:
                return Decide(candidate.key, large, "a large city, where something is", 0.9)
            if area := self._with_article(candidate, options):
                return Decide(candidate.key, area, "an ocean or area, with an article", 0.9)
            if (agency := agency_with_article(candidate, options, self.document)) and (
                not candidate.surface.isupper() or self._is_at_home(agency.entity)
            ):
                return Decide(candidate.key, agency, "an agency, with an article", 0.9)
            if court := court_among(candidate, options, self.document):
                return Decide(candidate.key, court, "a court, by who is at one", 0.9)
            if country := self._country_among_others(candidate, options):
                return Decide(candidate.key, country, "a country, among countries", 0.85)
            town = self._alone(candidate, options)
            if town is None:
                return None
            return Decide(candidate.key, town, "stands as towns do", 0.85)
        first, second = sorted((support[o.entity.id] for o in met), reverse=True)[:2]
        if first > 0 and first >= CLEAR * second:
            winner = next(option for option in met if support[option.entity.id] == first)
            return Decide(candidate.key, winner, "named together", 0.9)
        if (nearest := _nearest(met, support)) is not None:
            return Decide(
                candidate.key, nearest, "the largest, and most is named of its part", 0.85
            )
        known = [option for option in met if option.entity.type in ("capital", "country")]
        if len(known) == 1 and self._among_countries(met):
            return Decide(candidate.key, known[0], "capital or country, among countries", 0.8)
        return None

    def _large_city(self, candidate: Candidate, options: Sequence[Option]) -> Option | None:
        """The city of half a million that "in" stands before, if it dwarfs all its namesakes.

        The article need not name its country: nothing else is meant by "in Memphis".
        """
        large = max(options, key=lambda option: option.entity.population or 0)
        size = large.entity.population or 0
        if size < LARGE or large.needs != "evidence" or candidate.field == "dateline":
            return None
        if any(
            option is not large
            and (option.entity.type != "city" or (option.entity.population or 0) * DOMINANT > size)
            for option in options
        ):
            return None
        words = words_of(self.document.fields[candidate.field])
        first = words.at(candidate.start)
        if given(candidate.surface) is not None or not stands_as_place(words, first, THERE):
            return None
        return None if is_owned(words, first) else large

    def _alone(self, candidate: Candidate, options: Sequence[Option]) -> Option | None:
        """The town that a name means where it stands as towns do, if hardly any other bears it.

        The article need not name its country: "Sailors from Lüderitz rescued the crew".
        """
        if candidate.field == "dateline":
            return None
        large = max(options, key=lambda option: option.entity.population or 0)
        size = large.entity.population or 0
        if large.entity.type not in _SETTLEMENTS:
            return None
        others = [option.entity for option in options if option is not large]
        if any(other.type != "city" for other in others):
            return None
        second = max((other.population or 0 for other in others), default=0)
        if size < second * (CLEARLY if second < VILLAGE else DOMINANT):
            return None
        if without_accents(candidate.surface) != without_accents(large.entity.name):
            return None  # in America Canton is no old name
        if candidate.surface.startswith(_SAINTS) or (
            (size < SMALL or large.needs == "definition")
            and _is_common(candidate.surface, large.entity, self.gazetteer)
        ):
            return None
        if size < SMALL and any(
            self._country(other) != self._country(large) for other in self._lists.beside(candidate)
        ):
            return None  # a small town is named with others of its country
        words = words_of(self.document.fields[candidate.field])
        first, last = words.at(candidate.start), words.at(candidate.end - 1)
        line = words.line(candidate.start)
        if line.headline or line.capitals:
            return None
        if first < last and (words.lowers[first] in _PORTS or words.lowers[last] in _BAYS):
            return large
        if words.is_possessive(last):
            return None
        # "confidence in Jackson" speaks of a person, "the road to Jackson" does not.
        if is_there(words, first) and (
            given(candidate.surface) is None
            or self._is_beside_city(candidate)
            or is_somewhere(words, first, last)
        ):
            return large
        return large if is_around(words, first) else None

    def _with_article(self, candidate: Candidate, options: Sequence[Option]) -> Option | None:
        """The area that a name with an article is, and nothing behind it: "a port on the Pacific".

        A noun behind it may be a body's or a firm's of that name.
        """
        words = words_of(self.document.fields[candidate.field])
        first, last = words.at(candidate.start), words.at(candidate.end - 1)
        before, after = words.before(first), words.after(last)
        if len(options) != 1 or options[0].entity.type != "area" or before is None:
            return None
        if options[0].needs != "evidence" or words.texts[before] != "the":
            return None
        if words.is_possessive(last) or words.gap(last).startswith("-"):
            return None
        if after is not None and words.lowers[after] not in FUNCTION_WORDS:
            return None
        line = words.line(candidate.start)
        return None if line.headline or line.capitals else options[0]

    def _country_among_others(
        self, candidate: Candidate, options: Sequence[Option]
    ) -> Option | None:
        """The country that a name is, where the article names others, and nothing in the country
        that its namesakes lie in."""
        countries = [option for option in options if option.entity.type == "country"]
        if len(countries) != 1 or countries[0].needs != "evidence":
            return None
        if any(not option.needs for option in candidate.options):
            return None  # it is a part of another name too, in this article
        words = words_of(self.document.fields[candidate.field])
        before = words.before(words.at(candidate.start))
        article = before is not None and words.lowers[before] == "the"
        if words.line(candidate.start).capitals or (
            candidate.surface.endswith("s") and not article  # the airline Emirates
        ):
            return None
        elsewhere = {self._country(option) for option in options if option is not countries[0]}
        if any(place in self.named for place in elsewhere if place):
            return None
        entities = self.gazetteer.entities
        others = sum(p in entities and entities[p].type == "country" for p in self.named)
        borne = given(candidate.surface) is not None and (
            others < _SEVERAL or _opens_sentence(candidate, self.document)
        )
        return countries[0] if others and not borne else None

    def _is_beside_city(self, candidate: Candidate) -> bool:
        """Whether a list has a name beside a city that is doubtless one: "Skopje and Sofia"."""
        beside = self._lists.beside(candidate)
        return any(not o.needs and o.entity.type in _SETTLEMENTS for o in beside)

    def _beside_its_like(self, options: Sequence[Option]) -> Option | None:
        """The area that a name can mean where another one of its country is named, as West Bank."""
        for option in options:
            if not option.needs or option.entity.type != "area":
                continue
            above = self.gazetteer.lineage(option.entity.id)[1:]
            for place in self.named:
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
        # What lies in it speaks for it, and so does a demonym of it.
        if any(surface != candidate.surface for surface in self.surfaces.get(entity.id, ())):
            return True
        if option.needs == "evidence" and entity.id in self.named:
            return True
        if self._is_listed(option, candidate) or self._is_island_listed(option, candidate):
            return True
        if option.needs == "definition":
            if entity.type == "legislature":
                return self._is_chamber(entity, candidate)
            return self._is_said_to_be_there(option, candidate, options)
        if _opens_sentence(candidate, self.document) and not (
            _is_body_of_state(candidate, entity) and self._is_at_home(entity)
        ):
            return False
        if entity.type == "region":
            return self._around(entity, options) > 0
        above: Sequence[str] = self.gazetteer.lineage(entity.id)[1:]
        if not all(other.needs for other in options) or (entity.population or SMALL) < SMALL:
            above = [place for place in above if self.gazetteer.entities[place].type in _PARTS]
        return self.guess in above or any(place in self.named for place in above)

    def _is_at_home(self, body: Entity) -> bool:
        """Whether an article names no country more often than that of a body.

        "Congress" in a story on Peru is Peru's, though it names the United States, too.
        """
        own = self.named.get(_country_of(body.id, self.gazetteer) or "", 0)
        return all(
            count <= own
            for place, count in self.named.items()
            if place in self.gazetteer.entities and self.gazetteer.entities[place].type == "country"
        )

    def _is_chamber(self, chamber: Entity, candidate: Candidate) -> bool:
        """Whether "the House" is the country's, of whose legislature the article names the rest.

        Not where a region's may be meant: "the House of Delegates", "the Legislature".
        """
        if _opens_sentence(candidate, self.document):
            return False
        beside = (
            place
            for place in self.named
            if place != chamber.id
            and (other := self.gazetteer.entities.get(place)) is not None
            and (other.type, other.parent) == (chamber.type, chamber.parent)
        )
        if not any(self.surfaces.get(place, _BARE) - _BARE for place in beside):
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
        often = any(self.named.get(region, 0) >= UNUSUAL for region in regions)
        return often and not self._among_countries(options)

    def _is_around(self, option: Option) -> bool:
        """Whether the article names the county or the area that a town lies in.

        A town that bears a country's name needs that: its state tells nothing, as an article on
        New York may well be on Mexico.
        """
        above = self.gazetteer.lineage(option.entity.id)[1:]
        return any(
            place in self.named and self.gazetteer.entities[place].type in ("area", "county")
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
        if not (is_there(words, first) or is_around(words, first)):
            return False
        countries = {self._country(other) for other in options}
        named = {country for country in countries if country in self.named}
        return len(named) == 1 and self._country(option) in named

    def _is_listed(self, option: Option, candidate: Candidate) -> bool:
        """Whether a town stands beside a city of its country: "Odense, Aalborg and Esbjerg"."""
        if option.entity.type not in _SETTLEMENTS or given(candidate.surface) is not None:
            return False
        if option.needs == "definition" and _is_word(candidate.surface, option.entity):
            return False
        country = self._country(option)
        if country not in self.named:
            return False
        return any(
            other.entity.type in _SETTLEMENTS and self._country(other) == country
            for other in self._lists.beside(candidate)
        )

    def _is_island_listed(self, option: Option, candidate: Candidate) -> bool:
        """Whether a territory stands beside a country: "through Cyprus and Jersey"."""
        return option.entity.type == "territory" and any(
            other.entity.type in ("country", "territory") and not other.needs
            for other in self._lists.beside(candidate)
        )

    @property
    def _lists(self) -> PlaceLists:
        if self._listed is None:
            self._listed = PlaceLists(self.document, self.found)
        return self._listed

    def _country(self, option: Option) -> str | None:
        return _country_of(option.entity.id, self.gazetteer)

    def _support(self, option: Option, options: Sequence[Option], *, beside_usual: bool) -> int:
        """How often the article names a reading, what lies in it, or what it lies in.

        What all readings have in common tells nothing, and a country nothing of an unusual one.
        """
        entity = option.entity
        if entity.type == "region":
            return self._around(entity, options)
        above: Sequence[str] = self.gazetteer.lineage(entity.id)
        if beside_usual and option.needs:
            above = [
                place
                for place in above
                if place == entity.id or self.gazetteer.entities[place].type in _PARTS
            ]
        others = [
            set(self.gazetteer.lineage(option.entity.id))
            for option in options
            if option.entity.id != entity.id
        ]
        return sum(
            self.named.get(place, 0) + (place == self.guess)
            for place in above
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
        beside = () if shared else self._regions.get(region.parent, ())
        return sum(self.named.get(place, 0) for place in {region.id, *beside})

    @property
    def _regions(self) -> Mapping[str | None, Sequence[str]]:
        """The regions that the article names, by what they are parts of."""
        if self._named_regions is None:
            self._named_regions = self._regions_by_whole()
        return self._named_regions

    def _regions_by_whole(self) -> Mapping[str | None, Sequence[str]]:
        found: dict[str | None, list[str]] = {}
        for place in self.named:
            entity = self.gazetteer.entities.get(place)
            if entity is not None and entity.type == "region":
                found.setdefault(entity.parent, []).append(place)
        return found

    def _among_countries(self, options: Sequence[Option]) -> bool:
        """Whether an article names countries that no reading lies in."""
        own = {place for o in options for place in self.gazetteer.lineage(o.entity.id)}
        return any(
            place not in own
            and place in self.gazetteer.entities
            and self.gazetteer.entities[place].type == "country"
            for place in self.named
        )


@per_gazetteer
def _country_of(entity: str, gazetteer: Gazetteer) -> str | None:
    """The country that something is or lies in."""
    above = gazetteer.lineage(entity)
    return next((p for p in above if gazetteer.entities[p].type == "country"), None)


def _is_word(surface: str, town: Entity) -> bool:
    """Whether a town's name is a word, and the town not so large that it is meant all the same."""
    return (town.population or 0) < WORDY and is_common_word(surface.lower())


def _is_common(surface: str, town: Entity, gazetteer: Gazetteer) -> bool:
    """Whether a town's name is a word, a given name, or one of those that America has often."""
    if is_common_word(surface.lower()) or given(surface) is not None:
        return True
    return "iso3166:US" in gazetteer.lineage(town.id)


_SEVERAL: Final = 2
"""Countries, at least, among which a given name is that of another."""

_PORTS: Final = frozenset("bad ciudad port porto puerto".split())
_BAYS: Final = frozenset("bay city falls harbor harbour rapids springs".split())
"""Words of names that tell that they are towns', wherever they stand."""

_SAINTS: Final[tuple[str, ...]] = ("San ", "Santa ", "Santo ", "St. ", "Saint ", "Mount ")
"""How names begin that many countries have, and quarters of their cities."""


def _is_body_of_state(candidate: Candidate, entity: Entity) -> bool:
    """Whether a name without an article is no noun: "Congress voted", but not "Fed up with it"."""
    return entity.type == "legislature" or (entity.type == "agency" and " " in candidate.surface)


_BARE: Final = frozenset({"Senate"})
_OTHER_CHAMBERS: Final = regex.compile(
    r"House of (?!Rep)|(?i:legislature\b|general assembly|statehouse|state (?:house|senat|rep))"
)
"""Signs that an article is on the legislature of a region, or of another country."""


@lru_cache(maxsize=KEPT)
def _has_other_chambers(text: str) -> bool:
    return _OTHER_CHAMBERS.search(text) is not None


_SETTLEMENTS: Final[tuple[str, ...]] = ("city", "capital")


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


def _opens_sentence(candidate: Candidate, document: DocumentView) -> bool:
    """Whether a name is one word that opens a sentence: a second capital shows that it is a name.

    In a headline, and in a line in capitals, it shows nothing.
    """
    if candidate.field == "dateline":
        return False
    words = words_of(document.fields[candidate.field])
    first, last = words.at(candidate.start), words.at(candidate.end - 1)
    line = words.line(candidate.start)
    if last > first and words.is_capital(last) and not (line.headline or line.capitals):
        return False
    return words.opens_sentence(first)
