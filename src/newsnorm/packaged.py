"""Plugins that are data alone: what stands in folders of their packages becomes components.

    newsnorm_khabar/__init__.py                     may be empty
    newsnorm_khabar/packs/datelines.toml            the cleaner "khabar/datelines"
    newsnorm_khabar/gazetteers/places/entities.tsv  the gazetteer "khabar/places",
    newsnorm_khabar/gazetteers/places/aliases.tsv     in the form that `read_gazetteer` reads

Code and data go together: a package may have both hooks and folders.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import ModuleType
from typing import Protocol

from newsnorm.alias_tables import read_gazetteer
from newsnorm.components import CleanerSpec, GazetteerSpec
from newsnorm.packs import read_pack
from newsnorm.rules import Rule


class Named(Protocol):
    """A plugin: its name and version."""

    @property
    def name(self) -> str:
        """The entry point's name."""
        ...

    @property
    def version(self) -> str:
        """The distribution's version."""
        ...


def packaged(code: object, plugin: Named, stage: str) -> Iterator[CleanerSpec | GazetteerSpec]:
    """The components that a plugin's package holds as data, for one stage.

    Args:
        code: what its entry point loads; only a package can hold data.
        plugin: its name comes first in the components' names.
        stage: "cleaners" for packs, "gazetteers" for gazetteers; for others there is nothing.
    """
    if not isinstance(code, ModuleType) or not hasattr(code, "__path__"):
        return
    if stage == "cleaners":
        for file in _entries(files(code) / "packs"):
            if file.name.endswith(".toml"):
                name = f"{plugin.name}/{file.name.removesuffix('.toml')}"
                yield CleanerSpec(name, partial(pack_rules, file), summary=_summary(file))
    elif stage == "gazetteers":
        for folder in _entries(files(code) / "gazetteers"):
            if (folder / "entities.tsv").is_file():
                name = f"{plugin.name}/{folder.name}"
                table = f"{name}@{plugin.version}"
                yield GazetteerSpec(
                    name, partial(read_gazetteer, folder, table), summary=f"the table {table}"
                )


def pack_rules(file: Traversable) -> Sequence[Rule]:
    """The rules of a pack's file: what is made of a component that is a pack."""
    return read_pack(file).rules


def is_pack(spec: object) -> bool:
    """Whether a component is a pack's file, and not code."""
    return getattr(getattr(spec, "factory", None), "func", None) is pack_rules


def _entries(folder: Traversable) -> Sequence[Traversable]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name) if folder.is_dir() else ()


def _summary(file: Traversable) -> str:
    """The pack's summary; what is wrong with the file is said when somebody uses it."""
    try:
        summary = tomllib.loads(file.read_text(encoding="utf-8")).get("summary", "")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return ""
    return summary if isinstance(summary, str) else ""
