"""What an article names, counted by place: the evidence for and against a reading of a name.

Evidence is of two strengths. What the article names beyond doubt is counted as often as it does.
What several doubtful names have in common is a guess: where Springfield, Richmond and Greene County
stand together, the state that has all three is meant. A guess tells between readings none of which
is usual; alone it never wins over a usual one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Final

from newsnorm import Candidate, DocumentView, Entity, Gazetteer, Option, per_gazetteer
from newsnorm_entities.place_lists import PlaceLists
from newsnorm_entities.words import words_of

_needs: Final = attrgetter("needs")

_FAR_MORE: Final = 2

PARTS: Final[tuple[str, ...]] = ("region", "area", "county")
"""Types of what a country is divided into."""


class Named:
    """What an article names, by country and region.

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
        self.found = dict(known)
        """By key, what is certain, and names with a usual meaning that turned out to have it."""
        self.times: dict[str, int] = {}
        """How often each place is named, by itself or by what lies in it."""
        self.surfaces: dict[str, set[str]] = {}
        """By entity, the names that it is named by."""
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
                self.times[place] = self.times.get(place, 0) + 1

    def add(self, option: Option, surface: str) -> None:
        """Count the country of what a name with a usual meaning was found to mean."""
        self.surfaces.setdefault(option.entity.id, set()).add(surface)
        if country := self.country(option):
            self.times[country] = self.times.get(country, 0) + 1

    def _common_region(self, doubtful: Iterable[tuple[str, Sequence[Option]]]) -> str | None:
        """The one region that more of the doubtful names can lie in than in any other.

        A region that is named beyond doubt counts as one of them.
        """
        surfaces: dict[str, set[str]] = {}
        for surface, options in doubtful:
            if not all(map(_needs, options)):
                continue  # London and Greenwich are no evidence of Ohio, which has both
            for option in options:
                for place in self.gazetteer.lineage(option.entity.id):
                    if self.gazetteer.entities[place].type == "region":
                        surfaces.setdefault(place, set()).add(surface)
        if not surfaces:
            return None
        votes = {place: len(names) + (place in self.times) for place, names in surfaces.items()}
        first, second, *_ = (*sorted(votes.values(), reverse=True), 0, 0)
        if first < 2 or first == second:
            return None
        return next(place for place, count in votes.items() if count == first)

    @property
    def lists(self) -> PlaceLists:
        """The lists of places in the article."""
        if self._listed is None:
            self._listed = PlaceLists(self.document, self.found)
        return self._listed

    def country(self, option: Option) -> str | None:
        """The country that a reading is or lies in."""
        return _country_of(option.entity.id, self.gazetteer)

    def is_at_home(self, body: Entity) -> bool:
        """Whether an article names no country more often than that of a body.

        "Congress" in a story on Peru is Peru's, though it names the United States, too.
        """
        own = self.times.get(_country_of(body.id, self.gazetteer) or "", 0)
        return all(
            count <= own
            for place, count in self.times.items()
            if place in self.gazetteer.entities and self.gazetteer.entities[place].type == "country"
        )

    def is_abroad(self, body: Entity) -> bool:
        """Whether an article names another country more than twice as often as that of a body."""
        own = self.times.get(_country_of(body.id, self.gazetteer) or "", 0)
        return any(
            count > _FAR_MORE * own
            for place, count in self.times.items()
            if place in self.gazetteer.entities and self.gazetteer.entities[place].type == "country"
        )

    def is_of_home(self, body: Entity) -> bool:
        """Whether an article names the country of a body, and none more often."""
        own = _country_of(body.id, self.gazetteer) or ""
        return self.times.get(own, 0) > 0 and self.is_at_home(body)

    def support(self, option: Option, options: Sequence[Option], *, beside_usual: bool) -> int:
        """How often the article names a reading, what lies in it, or what it lies in.

        What all readings have in common tells nothing, and a country nothing of an unusual one.
        """
        entity = option.entity
        if entity.type == "region":
            return self.around(entity, options)
        above: Sequence[str] = self.gazetteer.lineage(entity.id)
        if beside_usual and option.needs:
            above = [
                place
                for place in above
                if place == entity.id or self.gazetteer.entities[place].type in PARTS
            ]
        others = [
            set(self.gazetteer.lineage(option.entity.id))
            for option in options
            if option.entity.id != entity.id
        ]
        return sum(
            self.times.get(place, 0) + (place == self.guess)
            for place in above
            if not all(place in other for other in others)
        )

    def around(self, region: Entity, options: Sequence[Option]) -> int:
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
        return sum(self.times.get(place, 0) for place in {region.id, *beside})

    @property
    def _regions(self) -> Mapping[str | None, Sequence[str]]:
        """The regions that the article names, by what they are parts of."""
        if self._named_regions is None:
            self._named_regions = self._regions_by_whole()
        return self._named_regions

    def _regions_by_whole(self) -> Mapping[str | None, Sequence[str]]:
        found: dict[str | None, list[str]] = {}
        for place in self.times:
            entity = self.gazetteer.entities.get(place)
            if entity is not None and entity.type == "region":
                found.setdefault(entity.parent, []).append(place)
        return found

    def among_countries(self, options: Sequence[Option]) -> bool:
        """Whether an article names countries that no reading lies in."""
        own = {place for o in options for place in self.gazetteer.lineage(o.entity.id)}
        return any(
            place not in own
            and place in self.gazetteer.entities
            and self.gazetteer.entities[place].type == "country"
            for place in self.times
        )


@per_gazetteer
def _country_of(entity: str, gazetteer: Gazetteer) -> str | None:
    """The country that something is or lies in."""
    above = gazetteer.lineage(entity)
    return next((p for p in above if gazetteer.entities[p].type == "country"), None)


def opens_sentence(candidate: Candidate, document: DocumentView) -> bool:
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
