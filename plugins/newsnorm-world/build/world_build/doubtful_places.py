"""Cities that the guards keep out, for where the text says that a place is meant.

Fort Worth, Bradford, Bari and Nara are cities whose names are words, surnames or given names, too,
or that have a namesake of their size. They link behind "City, Country" or "City, State" and, where
the article names their country, behind "in": the row asks for a definition.
"""

from __future__ import annotations

import unicodedata

from world_build.assembly import World, city_row, folded
from world_build.geonames import SMALLEST, cities
from world_build.guards import LARGE, Guards, without_marks
from world_build.local_places import ENGLISH

SMALLEST_WORD = 200_000
"""Inhabitants of the smallest city whose name is a word that every text has: "Orange"."""

FREQUENT = 10_000_000
"""Occurrences from which every text has a word; Canton, Flint and Worcester are rarer as words."""


def add_doubtful_places(made: World) -> None:
    """Large cities, and those of 15,000 in countries whose local news is in English.

    Nothing is added where anything but a place has the name.
    """
    guards = Guards()
    taken: set[tuple[str, str]] = set()
    for city in sorted(cities().values(), key=lambda city: (-city.population, city.id)):
        smallest = SMALLEST if city.country in ENGLISH else LARGE
        if city.population < smallest or city.id in made.entities:
            continue
        objection = guards.objection(city.name, city.population)
        if objection in ("shape", "short") or (
            objection == "word"
            and city.population < SMALLEST_WORD
            and guards.occurrences(city.name) >= FREQUENT
        ):
            continue
        owners = [made.entities[owner] for owner in made.owners.get(folded(city.name), ())]
        row = city_row(city, made)
        place = (folded(city.name), row["parent"])
        if place in taken or any(
            owner["kind"] != "place" or owner.get("parent") == row["parent"] for owner in owners
        ):
            continue  # GeoNames has some places twice
        taken.add(place)
        made.entity(row)
        made.alias(
            {"surface": city.name, "entity": city.id, "needs": "definition", "source": "GeoNames"}
        )


def add_plain_letters(made: World) -> None:
    """Names of cities without strokes and ligatures, as most newspapers print them: "Wroclaw".

    Accents need no row: what a text leaves out of them is found anyway.
    """
    rows = []
    for row in made.entities.values():
        name = row["name"]
        plain = without_marks(name)
        if row["kind"] == "place" and plain != _without_accents(name):
            alias = made.aliases.get((name, row["entity"]), {})
            needs = alias.get("needs", "")
            rows.append(
                {"surface": plain, "entity": row["entity"], "needs": needs, "rewrite": "no",
                 "source": row["source"]}
            )  # fmt: skip
    made.generated(rows)


def _without_accents(name: str) -> str:
    marked = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", "".join(c for c in marked if not unicodedata.combining(c)))
