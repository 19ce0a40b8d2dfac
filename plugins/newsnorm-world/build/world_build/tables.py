"""Tables of tab-separated values, read and written in one form: UTF-8, a header, no quoting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CURATED = ROOT / "curated"
SPELLING = ROOT / "spelling"

Row = dict[str, str]


def read(file: Path) -> Iterator[Row]:
    """The rows of a table.

    Raises:
        ValueError: naming the line that has not as many cells as there are columns.
    """
    lines = file.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    header = lines[0].split("\t")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise ValueError(
                f"{file.name}:{number}: {len(cells)} cells, where {len(header)} are due"
            )
        yield dict(zip(header, cells, strict=True))


def write(file: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write a table; a cell that a row lacks is empty."""
    lines = ["\t".join(columns)]
    lines += ["\t".join(row.get(column, "") for column in columns) for row in rows]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
