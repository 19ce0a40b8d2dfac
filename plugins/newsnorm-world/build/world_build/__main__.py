"""`python -m world_build [FOLDER]`: build the tables, and say what is in them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from world_build.assembly import World, wide, world
from world_build.companies import add_companies
from world_build.digests import write_digests
from world_build.doubtful_places import add_doubtful_places, add_plain_letters
from world_build.local_places import add_local_places
from world_build.seats import add_seats
from world_build.tables import CURATED, ROOT, Row, read, write

ENTITY_COLUMNS = (
    "entity", "kind", "type", "name", "parent", "population", "latitude", "longitude", "seat_of",
    "source",
)  # fmt: skip
ALIAS_COLUMNS = (
    "surface", "entity", "form", "case", "needs", "not_beside", "rewrite", "language",
    "valid_from", "valid_to", "source",
)  # fmt: skip
HOLDER_COLUMNS = ("office", "holder", "valid_from", "valid_to", "source")
DATA = ROOT.parent / "src" / "newsnorm_world" / "data"


def main(arguments: Sequence[str]) -> None:
    """Build into a folder, by default the package's own."""
    folder = Path(arguments[0]) if arguments else DATA
    made = world()
    add_local_places(made)
    add_companies(made)
    add_doubtful_places(made)
    add_plain_letters(made)
    add_seats(made)
    _write(folder / "world", made)
    write(folder / "world" / "holders.tsv", HOLDER_COLUMNS, read(CURATED / "holders.tsv"))
    _write(folder / "wide", wide(made))
    write_digests(folder)


def _write(folder: Path, made: World) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    entities = sorted(made.entities.values(), key=lambda row: _order(row["entity"]))
    place = {row["entity"]: number for number, row in enumerate(entities)}
    aliases = sorted(
        (row for row in made.aliases.values() if _says_something(row, made)),
        key=lambda row: (place[row["entity"]], row["surface"]),
    )
    write(folder / "entities.tsv", ENTITY_COLUMNS, entities)
    write(folder / "aliases.tsv", ALIAS_COLUMNS, aliases)
    print(f"{folder.name}: {len(entities)} entities, {len(aliases)} aliases")


def _says_something(row: Row, made: World) -> bool:
    """Whether an alias is more than the name that its entity has anyway."""
    flags = ("form", "case", "needs", "not_beside", "rewrite", "language", "valid_from", "valid_to")
    named = row["surface"] == made.entities[row["entity"]]["name"]
    return not named or any(row.get(flag) for flag in flags)


def _order(entity: str) -> tuple[str, int, str]:
    scheme, _, code = entity.partition(":")
    return scheme, int(code) if code.isdigit() else 0, code


main(sys.argv[1:])
