"""What a run was made with, as its manifest records it: enough to tell later what is different.

Versions alone do not tell: code and data of a plugin under development change while its version
stays, and files of one's own have none. So their contents are recorded as checksums, too.
"""

from __future__ import annotations

import hashlib
import platform
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import newsnorm
from newsnorm.article import to_json
from newsnorm.io.inputs import InputOptions, Source
from newsnorm.loading import GROUP
from newsnorm.runs.files import sha256
from newsnorm.style.tables import Style

CORE = "newsnorm"
"""The distribution of the core."""

_REQUIRED = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")


def environment(plugins: Iterable[str], config: Mapping[str, Any], format: str) -> dict[str, Any]:
    """What is here now, and may be elsewhere at another time.

    Args:
        plugins: names of the distributions in use, besides the core.
        config: the recipe in use, as JSON has it.
        format: of the articles that a run writes.

    Returns:
        Python, the version of Unicode, versions of plugins and of the packages that they and the
        core require, checksums of their code and data, and of the files that the recipe names.
        What is not installed, or not there, is left out.
    """
    found = {name: info for name in plugins if (info := _distribution(name))}
    together = {CORE: _distribution(CORE), **found}
    required = {name for info in together.values() if info for name in _required(info)}
    required |= {"pyarrow"} if format == "parquet" else set()
    others = sorted(required - set(together))
    code = {name: digest for name in together if (digest := _code_sha256(name))}
    return {
        "newsnorm": newsnorm.__version__,
        "plugins": {name: info.version for name, info in found.items()},
        "python": platform.python_version(),
        "unicode": unicodedata.unidata_version,
        "packages": {name: info.version for name in others if (info := _distribution(name))},
        "code_sha256": dict(sorted(code.items())),
        "data_sha256": {file: sha256(Path(file)) for file in data_files(config)},
    }


def data_files(config: Mapping[str, Any]) -> list[str]:
    """The files that a recipe names, as gazetteers or styles or in options, and that are there.

    >>> data_files({"gazetteers": ["world", "nowhere.csv"], "options": {"a/b": {"label": "x"}}})
    []
    """
    names = [*config.get("gazetteers", ()), *config.get("styles", ())]
    names += _strings(config.get("options", {}))
    return sorted({name for name in names if _is_file(name)})


def options_as_json(inputs: InputOptions, format: str, seconds: float) -> dict[str, Any]:
    """How a run reads and writes, without the number of processes, which makes no difference."""
    reading = asdict(inputs)
    reading["fields"] = dict(inputs.fields)
    reading["date_formats"] = list(inputs.date_formats)
    return {"format": format, "seconds": seconds, "inputs": reading}


def config_sha256(config: Mapping[str, Any]) -> str:
    """The checksum of a recipe, as JSON has it."""
    return hashlib.sha256(to_json(config).encode()).hexdigest()


def style_as_json(style: Style, styles: Iterable[str]) -> dict[str, str]:
    """A style as a manifest has it.

    Args:
        style: of the renderings.
        styles: files of tables that the recipe names; any other file is to be named apart.
    """
    named = {Path(name).as_posix() for name in styles}
    file = {"file": style.file} if style.file and style.file not in named else {}
    return {"name": style.name, "sha256": style.sha256, **file}


def input_as_json(source: Source) -> dict[str, Any]:
    """What an input was, for telling later whether it is the same; standard input is gone."""
    if source.path is None:
        return {"file": source.name}
    entry: dict[str, Any] = {"file": source.path.name, "name": source.name}
    try:
        return {**entry, "bytes": source.path.stat().st_size, "sha256": sha256(source.path)}
    except OSError:  # it is a reject, or it is gone by now: that must not cost the run
        return entry


def _distribution(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _required(info: Distribution) -> Iterator[str]:
    """The packages that a distribution cannot do without."""
    for line in info.requires or ():
        if (found := _REQUIRED.match(line)) and "extra ==" not in line.partition(";")[2]:
            yield found[1].lower()


def _code_sha256(name: str) -> str | None:
    """A checksum of everything in a distribution's package, but for what Python makes of it."""
    folders = [Path(newsnorm.__file__).parent] if name == CORE else [*_packages(name)]
    if not folders:
        return None
    digest = hashlib.sha256()
    for folder in folders:
        files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*")}
        for path, file in sorted(files.items()):
            if "__pycache__" not in path and file.suffix != ".pyc" and file.is_file():
                digest.update(f"{path}\0{sha256(file)}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _packages(name: str) -> Iterator[Path]:
    """The folders of the packages in which a distribution's plugins are; nothing is imported."""
    info = _distribution(name)
    for entry in info.entry_points.select(group=GROUP) if info else ():
        spec = find_spec(entry.value.partition(":")[0].partition(".")[0])
        yield from map(Path, (spec and spec.submodule_search_locations) or ())


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from _strings(entry)
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from _strings(entry)


def _is_file(name: str) -> bool:
    """Whether a string names a file: a word that happens to be the name of one does not."""
    try:
        return bool(Path(name).suffix) and Path(name).is_file()
    except (OSError, ValueError):
        return False
