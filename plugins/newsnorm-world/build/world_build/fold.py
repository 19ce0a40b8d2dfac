"""`python -m world_build.fold FILE`: a fold table for duplicates, from the shipped tables.

A row is a spelling and what it is folded to: the canonical name of the one entity that it can
name. Only what is safe without the article's evidence is folded: one owner, no condition, four
letters and more, Latin script, and neither a former name nor one that is never rewritten in
English ("East Germany"): a story that calls Dnipro by its old name may be about the change.
A table is written once under a number and then frozen: indexes rest on it.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from world_build.tables import ROOT, Row, read, write

COLUMNS = ("surface", "name", "entity")
DATA = ROOT.parent / "src" / "newsnorm_world" / "data" / "world"
SHORTEST = 4


def main(file: str) -> None:
    """Write the table."""
    write(Path(file), COLUMNS, fold_rows())


def fold_rows() -> list[Row]:
    """Spellings with their canonical names, in the order of the spellings."""
    entities = {row["entity"]: row for row in read(DATA / "entities.tsv")}
    aliases = list(read(DATA / "aliases.tsv"))
    owners: dict[str, set[str]] = defaultdict(set)
    for row in entities.values():
        owners[row["name"]].add(row["entity"])
    for row in aliases:
        owners[row["surface"]].add(row["entity"])
    rows: list[Row] = []
    for row in aliases:
        entity = entities[row["entity"]]
        surface = row["surface"]
        if (
            len(owners[surface]) == 1
            and surface != entity["name"]
            and row["form"] in ("", "name")
            and not (row["needs"] or row["case"])
            and (row["rewrite"] != "no" or row["language"])
            and not (row["valid_from"] or row["valid_to"])
            and entity["kind"] in ("place", "organization")
            and sum(char.isalpha() for char in surface) >= SHORTEST
            and all(ord(char) < 0x250 for char in surface)
        ):
            rows.append({"surface": surface, "name": entity["name"], "entity": row["entity"]})
    return sorted(rows, key=lambda row: row["surface"])


if __name__ == "__main__":
    main(sys.argv[1])
