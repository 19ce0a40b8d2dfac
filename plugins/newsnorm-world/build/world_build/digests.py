"""Digests of what the tables were made from, so that a test sees tables that are out of date."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from world_build.tables import ROOT

NAME = "SHA256SUMS"


def write_digests(folder: Path) -> None:
    """Write the digests of sources and tables beside the tables."""
    lines = [f"{digest}  {name}\n" for name, digest in digests(folder)]
    (folder / NAME).write_text("".join(lines), encoding="utf-8", newline="\n")


def digests(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and digest of every source and of every table in a folder, in order."""
    sources = [ROOT / "requirements.txt"]
    for part in ("curated", "spelling"):
        sources += sorted((ROOT / part).glob("*.tsv"))
    sources += sorted((ROOT / "world_build").glob("*.py"))
    for file in sources:
        yield f"build/{file.relative_to(ROOT).as_posix()}", _digest(file)
    for file in sorted(folder.glob("*/*.tsv")):
        yield f"data/{file.relative_to(folder).as_posix()}", _digest(file)


def _digest(file: Path) -> str:
    # Line ends are not what a checkout may change them to.
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
