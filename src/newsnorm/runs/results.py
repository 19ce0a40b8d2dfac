"""The folder that a run made, read again: its manifest, its articles and its other lines.

Everything is streamed. A folder that is no run's, or is one of which something is missing or cut
short, is a fault that names the file: half of a result must not be taken for all of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newsnorm.article import SCHEMA
from newsnorm.errors import ConfigError, InputError
from newsnorm.io.parquet import read_articles
from newsnorm.io.zstd import ZstdFile

MANIFEST = "manifest.json"
RELATIONS = "relations.jsonl.zst"
CLUSTERS = "clusters.jsonl.zst"
UNDECIDED = "undecided.jsonl.zst"


def read_manifest(path: Path) -> dict[str, Any]:
    """A run's manifest.

    Args:
        path: of the manifest, or of the folder in which it is.

    Raises:
        ConfigError: if there is none, or a newer newsnorm wrote it.
        InputError: if it cannot be read.
    """
    file = path / MANIFEST if path.is_dir() else path
    if not file.is_file():
        fault = "has no manifest.json" if path.is_dir() else "is not there"
        raise ConfigError(
            f"{path} is not the folder of a run: it {fault}; "
            "name what `newsnorm run` was given with -o"
        )
    try:
        manifest = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError("not-readable", f"{file}: cannot be read: {error}") from error
    if not isinstance(manifest, dict):
        raise InputError("not-readable", f"{file}: is no manifest: it holds no object")
    schema = manifest.get("schema", SCHEMA)
    if not isinstance(schema, int) or schema > SCHEMA:
        raise ConfigError(
            f"{file}: has the schema {schema!r}, and this newsnorm knows those up to {SCHEMA}; "
            "read it with the version that wrote it, or a newer one"
        )
    return manifest


def check_run(folder: Path) -> dict[str, Any]:
    """The manifest of a folder, once every part of the articles is there.

    Raises:
        ConfigError: if the folder is no run's.
        InputError: if one that the manifest lists is missing.
    """
    manifest = read_manifest(folder)
    outputs = manifest.get("outputs", {})
    for name in outputs if isinstance(outputs, Mapping) else ():
        # The other files are read whole or not at all; of parts, fewer would look like a small run.
        if name.startswith("articles/") and not (folder / name).is_file():
            raise InputError(
                "not-readable", f"{folder / name}: is missing, though the run wrote it"
            )
    return manifest


def read_records(folder: Path) -> Iterator[dict[str, Any]]:
    """The records of the articles, in their order.

    Raises:
        InputError: if there are none, or a part of them cannot be read to its end.
    """
    parts = [
        path
        for path in (folder / "articles").glob("part-*")
        if path.name.endswith((".jsonl.zst", ".parquet"))
    ]
    if not parts:
        raise InputError("not-readable", f"{folder / 'articles'}: holds no part of a run")
    for path in sorted(parts, key=lambda path: (len(path.name), path.name)):
        yield from read_articles(path) if path.suffix == ".parquet" else read_lines(path)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file of JSON lines that a run compressed.

    Raises:
        InputError: if it cannot be read to its end.
    """
    try:
        with ZstdFile(path) as stream:
            for line in stream:
                yield json.loads(line)
    except Exception as error:
        fault = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise InputError("not-readable", f"{path}: cannot be read: {fault}") from error


def foreign(folder: Path, error: Exception) -> InputError:
    """The fault of a folder in which a record lacks something, or has it in another form."""
    return InputError(
        "not-readable",
        f"{folder}: a record in it is not as newsnorm writes it: {type(error).__name__}: {error}",
    )
