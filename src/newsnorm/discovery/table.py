"""Proposals as a table of names: tab separated, to be edited, checked and loaded as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict

from newsnorm.discovery.discover import Proposal
from newsnorm.io.parquet import without_surrogates
from newsnorm.runs.export import guarded

COLUMNS = (
    "surface", "name", "kind", "entity", "case", "needs", "source",
    "meaning", "why", "confidence", "mentions", "articles", "more", "examples",
)  # fmt: skip
"""Those that a gazetteer reads, and behind `source` those for a person, as `NOTE_COLUMNS` has them.
"""

SOURCE = "discovery"


def as_table(proposals: Iterable[Proposal]) -> str:
    """The table, with a line of column names.

    The ids of examples, which a dump may have made up, are guarded for spreadsheets.
    """
    text = io.StringIO(newline="")
    lines = csv.writer(text, delimiter="\t", lineterminator="\n")
    lines.writerow(COLUMNS)
    for proposal in proposals:
        row = {**asdict(proposal), "source": SOURCE}
        row["examples"] = guarded(" ".join(proposal.examples))
        lines.writerow([without_surrogates(row[column]) for column in COLUMNS])
    return text.getvalue()
