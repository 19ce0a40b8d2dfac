"""Cities that the guards keep out, for where the text says that a place is meant.

Fort Worth, Bradford, Bari and Nara are cities whose names are words, surnames or given names, too,
or that have a namesake of their size. They link behind "City, Country" or "City, State" and, where
the article names their country, behind "in": the row asks for a definition.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from world_build.assembly import World, city_row, folded
from world_build.geonames import SMALLEST, cities
from world_build.guards import LARGE, Guards, without_marks
from world_build.local_places import ENGLISH
from world_build.tables import Row

SMALLEST_WORD = 200_000
"""Inhabitants of the smallest city whose name is a word that every text has: "Orange"."""

SMALLEST_ABROAD = 50_000
"""Inhabitants of the smallest city in the other countries: Schwerin, Lund, Granada in Nicaragua."""

FREQUENT = 10_000_000
"""Occurrences from which every text has a word; Canton, Flint and Worcester are rarer as words."""


def add_doubtful_places(made: World) -> None:
    """Cities of 50,000, and those of 15,000 in countries whose local news is in English.

    Nothing is added where anything but a place has the name, or a club that is called after one.
    """
    guards = Guards()
    taken: set[tuple[str, str]] = set()
    for city in sorted(cities().values(), key=lambda city: (-city.population, city.id)):
        smallest = SMALLEST if city.country in ENGLISH else SMALLEST_ABROAD
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
        if any(owner["kind"] == "place" for owner in owners):  # clubs are called after one of them
            owners = [owner for owner in owners if owner["type"] != "club"]
        if place in taken or any(
            owner["kind"] != "place" or owner.get("parent") == row["parent"] for owner in owners
        ):
            continue  # GeoNames has some places twice
        if city.population < LARGE and any(_is_usual(owner, city.name, made) for owner in owners):
            continue  # Florida in Cuba would make the state a name with two meanings
        taken.add(place)
        made.entity(row)
        made.alias(
            {"surface": city.name, "entity": city.id, "needs": "definition", "source": "GeoNames"}
        )


def _is_usual(row: Row, name: str, made: World) -> bool:
    """Whether a name means a place without condition, or a whole that has parts."""
    if row["type"] in ("country", "territory", "region"):
        return True
    return not made.aliases.get((name, row["entity"]), {}).get("needs")


def add_plain_letters(made: World) -> None:
    """Names of cities without strokes and ligatures, as most newspapers print them: "Wroclaw".

    And Romanian ones with the cedillas that older fonts had.

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
    rows += [
        {**alias, "surface": alias["surface"].translate(_CEDILLAS), "rewrite": "no"}
        for alias in _with_names(made)
        if not _COMMAS.isdisjoint(alias["surface"])
    ]
    made.generated(rows)


_CEDILLAS = str.maketrans("șțȘȚ", "şţŞŢ")
"""Letters of Romanian, and those that older fonts had for them: "Timişoara" for "Timișoara"."""

_COMMAS = frozenset("șțȘȚ")


def _with_names(made: World) -> Iterator[Row]:
    """Aliases, and each name that none of them repeats."""
    yield from made.aliases.values()
    for row in made.entities.values():
        if (row["name"], row["entity"]) not in made.aliases:
            yield {"surface": row["name"], "entity": row["entity"], "source": row["source"]}


def _without_accents(name: str) -> str:
    marked = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", "".join(c for c in marked if not unicodedata.combining(c)))
