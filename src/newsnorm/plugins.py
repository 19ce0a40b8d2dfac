"""Finding plugins, and loading those that are asked for.

A plugin is an entry point in the group `newsnorm`.
Installed is not active: a plugin's code is imported when something names one of its components,
so that one that is broken harms nobody who does not use it, and one that is blocked is never run.
Everything a plugin gets wrong raises a `PluginError` that names it and the distribution it is from.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import distributions
from typing import Literal, TypeVar

from newsnorm.alias_tables import SUFFIXES
from newsnorm.components import (
    CanonicalizerSpec,
    CleanerSpec,
    DeduplicatorSpec,
    GazetteerSpec,
    Preset,
    ReaderSpec,
)
from newsnorm.errors import DuplicatePlugin, PluginError, PluginNotFound
from newsnorm.loading import GROUP, STAGES, Installed, Loaded, Registered, Stage, load

__all__ = ["BLOCK_VARIABLE", "DEFAULT", "STAGES", "Installed", "PluginReport", "Plugins", "Stage"]

BLOCK_VARIABLE = "NEWSNORM_BLOCK_PLUGINS"

DEFAULT = "news"
"""The preset that is used where none is named; newsnorm has an extra of its name."""

Kind = TypeVar(
    "Kind",
    CleanerSpec,
    GazetteerSpec,
    CanonicalizerSpec,
    DeduplicatorSpec,
    Preset,
    ReaderSpec,
)


@dataclass(frozen=True, slots=True)
class PluginReport:
    """How one plugin is.

    Args:
        status: "ok", "blocked" or "broken".
        loaded: what it registers; None unless "ok".
        fault: why it is broken.
        warnings: what in it will stop working, each with the plugin's file and line.
    """

    plugin: Installed
    status: Literal["ok", "blocked", "broken"]
    loaded: Loaded | None = None
    fault: str = ""
    warnings: tuple[str, ...] = ()


class Plugins:
    """The plugins of this environment.

    Args:
        block: names of plugins, or of distributions, that must not be imported;
            those in the environment variable NEWSNORM_BLOCK_PLUGINS (commas between) are added.

    >>> Plugins(block=["wire"]).find(CleanerSpec, "wire/furniture")
    Traceback (most recent call last):
    newsnorm.errors.PluginNotFound: 'wire/furniture' is of the plugin 'wire', which is blocked; ...
    """

    def __init__(self, block: Iterable[str] = ()) -> None:
        variable = os.environ.get(BLOCK_VARIABLE, "")
        self.blocked = {_plain(name) for name in (*block, *variable.split(",")) if name.strip()}
        self._loaded: dict[str, Loaded] = {}

    @cached_property
    def installed(self) -> tuple[Installed, ...]:
        """Every plugin of the environment, by name; nothing is imported."""
        seen: dict[tuple[str, str], Installed] = {}
        for distribution in distributions():
            entries = distribution.entry_points.select(group=GROUP)
            for entry in entries:
                owner = distribution.metadata["Name"] or "a distribution without a name"
                # The first on the import path is the one that Python imports.
                seen.setdefault(
                    (entry.name, owner),
                    Installed(entry.name, owner, distribution.version or "?", entry),
                )
        return tuple(seen[key] for key in sorted(seen))

    def is_blocked(self, plugin: Installed) -> bool:
        """Whether a plugin, or the distribution it is from, is blocked."""
        return not self.blocked.isdisjoint(_names(plugin))

    def find(self, kind: type[Kind], name: str) -> Kind:
        """Load the plugin that a component's name begins with, and return the component's spec.

        Args:
            kind: what to look for: `CleanerSpec`, `ReaderSpec`, ... or `Preset`.
            name: "wire/furniture"; presets by "news@1", or "news" for the newest.

        Raises:
            PluginNotFound: if no plugin of that name is installed, or it has no such component.
            DuplicatePlugin: if two distributions have a plugin of that name.
            PluginError: if the plugin cannot be loaded.
        """
        plugin = self._plugin(name)
        stage = next(stage for stage, specs in STAGES.items() if specs is kind)
        found = self._load(plugin).components[stage]
        if kind is Preset and name == plugin.name:
            name = max(found, default=name, key=_preset_number)
        spec = found.get(name)
        if isinstance(spec, kind):
            return spec
        others = ", ".join(found) or "none"
        raise PluginNotFound(
            f"the plugin {plugin.name!r} ({plugin}) has no {name!r} among its {stage}: {others}",
            plugin=plugin.name,
            component=name,
        )

    def stage_of(self, name: str) -> Stage:
        """Which stage a component is for.

        Raises:
            PluginError: as `find` does.
        """
        plugin = self._plugin(name)
        components = self._load(plugin).components
        for stage, specs in components.items():
            if name in specs and stage != "presets":
                return stage
        names = [name for specs in components.values() for name in specs]
        raise PluginNotFound(
            f"the plugin {plugin.name!r} ({plugin}) has no component {name!r}: {', '.join(names)}",
            plugin=plugin.name,
            component=name,
        )

    def components(self, name: str) -> dict[str, Registered]:
        """All components of a plugin, with their specs; of a component's name, that one alone.

        Raises:
            PluginError: as `find` does.
        """
        plugin = self._plugin(name)
        loaded = self._load(plugin).components
        found = {name: spec for specs in loaded.values() for name, spec in specs.items()}
        return found if name == plugin.name else {name: loaded[self.stage_of(name)][name]}

    def versions(self, names: Iterable[str]) -> dict[str, str]:
        """The distributions, with their versions, of the plugins that some components are from."""
        plugins = {self._plugin(name) for name in names}
        return {p.distribution: p.version for p in sorted(plugins, key=lambda p: p.distribution)}

    def report(self) -> Iterator[PluginReport]:
        """Load every plugin that is not blocked and tell how each one is."""
        for plugin in self.installed:
            if self.is_blocked(plugin):
                yield PluginReport(plugin, "blocked")
                continue
            yield self._report(plugin)

    def unknown_blocks(self) -> list[str]:
        """What is blocked but not installed: a slip of the finger blocks nothing."""
        names = {name for plugin in self.installed for name in _names(plugin)}
        return sorted(self.blocked - names)

    def check(self, recipe: Preset) -> None:
        """See that the plugins that a recipe needs are installed and not blocked.

        Raises:
            PluginNotFound: naming everything that the recipe needs of the first one that is not
                there, and what to write to do without it.
        """
        ordered = (*recipe.cleaners, *recipe.canonicalizers, *recipe.deduplicators)
        for name in (*ordered, *recipe.gazetteers, *recipe.readers):
            if name.endswith(SUFFIXES):
                continue  # a table of one's own, which no plugin has
            try:
                self._plugin(name)
            except PluginNotFound as error:
                lost = name.partition("/")[0]
                without: dict[str, list[str]] = {}
                if remove := _of(lost, ordered):
                    without["remove"] = remove
                for key in ("gazetteers", "readers"):
                    named: tuple[str, ...] = getattr(recipe, key)
                    if gone := _of(lost, named):
                        without[key] = [other for other in named if other not in gone]
                advice = " and ".join(f"{k} = {json.dumps(v)}" for k, v in without.items())
                raise PluginNotFound(
                    f"{error}; a newsnorm.toml with {advice} does without it",
                    plugin=lost,
                    component=name,
                ) from None

    def _report(self, plugin: Installed) -> PluginReport:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("ignore")
            warnings.simplefilter("always", DeprecationWarning)
            try:
                loaded = self._load(self._plugin(plugin.name))
            except PluginError as error:
                return PluginReport(plugin, "broken", fault=str(error))
        return PluginReport(plugin, "ok", loaded, warnings=tuple(map(_told, caught)))

    def _plugin(self, name: str) -> Installed:
        wanted = name.partition("/")[0].partition("@")[0]
        owners = [plugin for plugin in self.installed if plugin.name == wanted]
        allowed = [plugin for plugin in owners if not self.is_blocked(plugin)]
        if len(allowed) == 1:
            return allowed[0]
        if allowed:
            raise DuplicatePlugin(
                f"two distributions have a plugin {wanted!r}: {' and '.join(map(str, allowed))}; "
                "uninstall one, or block it by the distribution's name",
                plugin=wanted,
                component=name,
            )
        if owners:
            raise PluginNotFound(
                f"{name!r} is of the plugin {wanted!r}, which is blocked; unblock it, "
                "or leave out what names it",
                plugin=wanted,
                component=name,
            )
        names = sorted({plugin.name for plugin in self.installed})
        close = difflib.get_close_matches(wanted, names, 1)
        if wanted == DEFAULT:
            hint = f'pip install "newsnorm[{DEFAULT}]" brings it'
        elif close:
            hint = f"did you mean {close[0]!r}?"
        else:
            hint = f"installed are: {', '.join(names) or 'none'}"
        raise PluginNotFound(
            f"no plugin {wanted!r} is installed, which {name!r} needs; {hint}",
            plugin=wanted,
            component=name,
        )

    def _load(self, plugin: Installed) -> Loaded:
        if plugin.name not in self._loaded:
            self._loaded[plugin.name] = load(plugin)
        return self._loaded[plugin.name]


def _names(plugin: Installed) -> set[str]:
    """What a plugin can be blocked by."""
    return {_plain(plugin.name), _plain(plugin.distribution)}


def _plain(name: str) -> str:
    """A name as package indexes compare them (PEP 503)."""
    return re.sub("[-_.]+", "-", name.strip()).lower()


def _of(plugin: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name.partition("/")[0] == plugin]


def _told(warning: warnings.WarningMessage) -> str:
    return f"{warning.filename}:{warning.lineno}: {warning.message}"


def _preset_number(name: str) -> int:
    return int(name.rpartition("@")[2] or 0)
