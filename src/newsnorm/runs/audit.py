"""Judging a run by a sample: a sheet to fill in, with one decision a row.

    OUT  --draw-->  sheet.csv  --a person fills in `verdict`-->  sheet.csv  --score-->  precision

Decisions are mentions (is this the entity that the text names here?), edits (should this have been
cut or changed so?) and relations (does one article repeat the other in this way?).
The rows are in random order, so that any first part of the sheet is a sample as well: a judge may
stop where time is up. `newsnorm.runs.sheets` reads the sheet back.
"""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias, get_args

from newsnorm.article import Kind, to_json
from newsnorm.io.parquet import without_surrogates
from newsnorm.runs.export import guarded
from newsnorm.runs.results import RELATIONS, check_run, foreign, read_lines, read_records
from newsnorm.runs.sampling import Sample

COLUMNS = (
    "kind", "reason", "id", "other", "field", "start", "end", "before", "surface", "after",
    "meaning", "evidence", "verdict", "note",
)  # fmt: skip
"""Of a sheet: what was decided and why, where, and what a judge fills in."""

MENTIONS: tuple[str, ...] = get_args(Kind)
KINDS = ("mention", *MENTIONS, "edit", "relation")
"""What can be drawn; "mention" is every kind of mention."""

CONTEXT = 160
"""Code points before and after what is to be judged."""

OPENING = 400
"""Code points of each article of a relation."""

Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample of the decisions of a run.

    Args:
        rows: of the sheet, by column; `verdict` and `note` are missing.
        decisions: how many there are of the kinds that were drawn from.
    """

    rows: tuple[Mapping[str, Any], ...]
    decisions: int


def draw(folder: Path, size: int, seed: int, kinds: Collection[str] = ("mention",)) -> Drawn:
    """Draw decisions from the folder of a run.

    The same decisions, size, seed and kinds give the same rows, and a larger size the same ones
    first.

    Args:
        folder: what the run made.
        size: how many to draw; there may be fewer.
        seed: another seed draws others.
        kinds: of decisions, see `KINDS`.

    Raises:
        ConfigError: if the folder is no run's.
        InputError: if a file of it is missing, cannot be read, or lacks what a sheet shows.
    """
    check_run(folder)
    wanted = {*kinds, *(MENTIONS if "mention" in kinds else ())}
    sample: Sample[Row] = Sample(size, seed)
    try:
        for record in read_records(folder) if wanted - {"relation"} else ():
            _offer(record, wanted, sample)
        for relation in read_lines(folder / RELATIONS) if "relation" in wanted else ():
            name = json.dumps(["relation", relation["left"], relation["right"]])
            sample.offer(name, partial(_relation, relation))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise foreign(folder, error) from error
    rows = sample.drawn()
    _add_openings([row for row in rows if row["kind"] == "relation"], folder)
    return Drawn(tuple(rows), sample.seen)


def write_sheet(rows: Iterable[Mapping[str, Any]], file: BinaryIO) -> None:
    """Write rows as CSV, guarded for spreadsheets as `newsnorm export` does it."""
    lines = csv.writer(codecs.getwriter("utf-8")(file))
    lines.writerow(COLUMNS)
    for row in rows:
        cells = (row.get(column, "") for column in COLUMNS)
        lines.writerow(
            guarded(without_surrogates(cell)) if isinstance(cell, str) else cell for cell in cells
        )


def _offer(record: Mapping[str, Any], wanted: Collection[str], sample: Sample[Row]) -> None:
    # What was decided is no part of a decision's name: where a later run links the same place
    # to something else, the same seed draws that place again.
    for entry in record.get("mentions", ()):
        if entry["kind"] in wanted:
            place = ["mention", record["id"], entry["field"], *entry["raw"]]
            sample.offer(json.dumps(place), partial(_mention, record, entry))
    for entry in record.get("edits", ()) if "edit" in wanted else ():
        place = ["edit", record["id"], entry["field"], *entry["raw"]]
        sample.offer(json.dumps(place), partial(_edit, record, entry))


def _mention(record: Mapping[str, Any], entry: Mapping[str, Any]) -> Row:
    meaning = f"{entry['name']} [{entry['entity']}]"
    meaning += "".join(
        f"; {label} {entry[name]}"
        for name, label in (("role", "role"), ("stands_for", "stands for"))
        if entry.get(name)
    )
    return {
        **_place(record, entry),
        "kind": entry["kind"],
        "reason": entry["reason"],
        "surface": entry["surface"],
        "meaning": meaning,
        "evidence": entry.get("alias", ""),
    }


def _edit(record: Mapping[str, Any], entry: Mapping[str, Any]) -> Row:
    return {
        **_place(record, entry),
        "kind": "edit",
        "reason": entry["rule"],
        "surface": entry["removed"],
        "meaning": entry["replacement"],
    }


def _place(record: Mapping[str, Any], entry: Mapping[str, Any]) -> Row:
    text = record.get(entry["field"], "")
    start, end = entry["start"], entry["end"]
    return {
        "id": record["id"],
        "field": entry["field"],
        "start": start,
        "end": end,
        "before": _on_one_line(text[max(0, start - CONTEXT) : start]),
        "after": _on_one_line(text[end : end + CONTEXT]),
    }


def _relation(relation: Mapping[str, Any]) -> Row:
    return {
        "kind": "relation",
        "reason": relation["kind"],
        "id": relation["left"],
        "other": relation["right"],
        "evidence": to_json(relation.get("evidence", {})),
    }


def _add_openings(rows: Collection[Row], folder: Path) -> None:
    """Show how the articles of relations begin: the earlier as `surface`, the later `meaning`."""
    needed = {row[column] for row in rows for column in ("id", "other")}
    openings: dict[str, str] = {}
    for record in read_records(folder) if needed else ():
        if record["id"] in needed:
            whole = f"{record.get('title', '')} {record['text']}"
            openings[record["id"]] = _on_one_line(whole)[:OPENING].strip()
    for row in rows:
        row["surface"] = openings.get(row["id"], "")
        row["meaning"] = openings.get(row["other"], "")


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ")
