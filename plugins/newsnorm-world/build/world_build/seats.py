"""Whose government sits where: a capital's country's, and what `curated/seats.tsv` says."""

from __future__ import annotations

from world_build.assembly import World
from world_build.tables import CURATED, read


def add_seats(made: World) -> None:
    """Fill the column `seat_of`.

    A capital that has its country's name in its own is left out, as Kuwait City: the government
    goes by the country's name then.

    Raises:
        ValueError: naming an entity of `curated/seats.tsv` that there is not.
    """
    for row in made.entities.values():
        if row.get("type") == "capital":
            country = _country(row["entity"], made)
            if country and made.entities[country]["name"] not in row["name"]:
                row["seat_of"] = country
    for seat in read(CURATED / "seats.tsv"):
        for entity in filter(None, (seat["entity"], seat["seat_of"])):
            if entity not in made.entities:
                raise ValueError(f"seats.tsv: {entity} is no entity")
        made.entities[seat["entity"]]["seat_of"] = seat["seat_of"]


def _country(entity: str, made: World) -> str:
    """The country or territory that a place lies in; empty where the table has none."""
    while entity and made.entities[entity]["type"] not in ("country", "territory"):
        entity = made.entities[entity].get("parent", "")
    return entity
