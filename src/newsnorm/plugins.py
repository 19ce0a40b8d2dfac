"""Finding plugins, and loading those that are asked for.

A plugin is an entry point in the group `newsnorm`.
Installed is not active: a plugin's code is imported when something names one of its components,
so that one that is broken harms nobody who does not use it, and one that is blocked is never run.
Everything a plugin gets wrong raises a `PluginError` that names it and the distribution it is from.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import EntryPoint, distributions
from typing import Any, Literal, TypeAlias, TypeVar

import pluggy

from newsnorm import __version__, hookspecs
from newsnorm.components import (
    CanonicalizerSpec,
    CleanerSpec,
    DeduplicatorSpec,
    GazetteerSpec,
    Preset,
    ReaderSpec,
)
from newsnorm.errors import DuplicatePlugin, PluginError, PluginNotFound
from newsnorm.hooks import API_VERSION
from newsnorm.packaged import packaged

GROUP = "newsnorm"
BLOCK_VARIABLE = "NEWSNORM_BLOCK_PLUGINS"

Stage: TypeAlias = Literal[
    "cleaners", "gazetteers", "canonicalizers", "deduplicators", "presets", "readers"
]
Registered: TypeAlias = (
    CleanerSpec | GazetteerSpec | CanonicalizerSpec | DeduplicatorSpec | Preset | ReaderSpec
)
Kind = TypeVar(
    "Kind",
    CleanerSpec,
    GazetteerSpec,
    CanonicalizerSpec,
    DeduplicatorSpec,
    Preset,
    ReaderSpec,
)

STAGES: dict[Stage, type[Registered]] = {
    "cleaners": CleanerSpec,
    "gazetteers": GazetteerSpec,
    "canonicalizers": CanonicalizerSpec,
    "deduplicators": DeduplicatorSpec,
    "presets": Preset,
    "readers": ReaderSpec,
}
"""What the hook of each stage, `newsnorm_<stage>`, returns."""

Components: TypeAlias = dict[Stage, dict[str, Registered]]


@dataclass(frozen=True, slots=True)
class Installed:
    """One entry point: a plugin as it is installed, loaded or not.

    Args:
        name: the entry point's name, which its components' names begin with.
        distribution: what it was installed from.
        version: the distribution's.
        entry_point: where its code is.
    """

    name: str
    distribution: str
    version: str
    entry_point: EntryPoint

    def __str__(self) -> str:
        return f"{self.distribution} {self.version}"


@dataclass(frozen=True, slots=True)
class PluginReport:
    """A line of `newsnorm plugins`.

    Args:
        status: "ok", "blocked" or "broken".
        components: by stage, pairs of name and summary; empty unless "ok".
        fault: why it is broken.
    """

    plugin: Installed
    status: Literal["ok", "blocked", "broken"]
    components: dict[Stage, list[tuple[str, str]]]
    fault: str = ""


class Plugins:
    """The plugins of this environment.

    Args:
        block: names of plugins, or of distributions, that must not be imported;
            those in the environment variable NEWSNORM_BLOCK_PLUGINS (commas between) are added.

    >>> Plugins(block=["wire"]).find(CleanerSpec, "wire/furniture")
    Traceback (most recent call last):
    newsnorm.errors.PluginNotFound: 'wire/furniture' is of the plugin 'wire', which is blocked
    """

    def __init__(self, block: Iterable[str] = ()) -> None:
        variable = os.environ.get(BLOCK_VARIABLE, "")
        self.blocked = {name.strip() for name in (*block, *variable.split(",")) if name.strip()}
        self._loaded: dict[str, Components] = {}

    @cached_property
    def installed(self) -> tuple[Installed, ...]:
        """Every plugin of the environment, by name; nothing is imported."""
        seen: dict[tuple[str, str], Installed] = {}
        for distribution in distributions():
            entries = distribution.entry_points.select(group=GROUP)
            for entry in entries:
                owner = distribution.metadata["Name"]
                # The first on the import path is the one that Python imports.
                seen.setdefault(
                    (entry.name, owner), Installed(entry.name, owner, distribution.version, entry)
                )
        return tuple(seen[key] for key in sorted(seen))

    def is_blocked(self, plugin: Installed) -> bool:
        """Whether a plugin, or the distribution it is from, is blocked."""
        return plugin.name in self.blocked or plugin.distribution in self.blocked

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
        found = self._load(plugin)[stage]
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
        for stage, specs in self._load(plugin).items():
            if name in specs and stage != "presets":
                return stage
        names = [name for specs in self._load(plugin).values() for name in specs]
        raise PluginNotFound(
            f"the plugin {plugin.name!r} ({plugin}) has no component {name!r}: {', '.join(names)}",
            plugin=plugin.name,
            component=name,
        )

    def versions(self, names: Iterable[str]) -> dict[str, str]:
        """The distributions, with their versions, of the plugins that some components are from."""
        plugins = {self._plugin(name) for name in names}
        return {p.distribution: p.version for p in sorted(plugins, key=lambda p: p.distribution)}

    def report(self) -> Iterator[PluginReport]:
        """Load every plugin that is not blocked and tell how each one is."""
        for plugin in self.installed:
            if self.is_blocked(plugin):
                yield PluginReport(plugin, "blocked", {})
                continue
            try:
                components = self._load(self._plugin(plugin.name))
            except PluginError as error:
                yield PluginReport(plugin, "broken", {}, str(error))
                continue
            listed = {
                stage: [(name, spec.summary) for name, spec in specs.items()]
                for stage, specs in components.items()
                if specs
            }
            yield PluginReport(plugin, "ok", listed)

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
                f"{name!r} is of the plugin {wanted!r}, which is blocked",
                plugin=wanted,
                component=name,
            )
        names = sorted({plugin.name for plugin in self.installed})
        close = difflib.get_close_matches(wanted, names, 1)
        hint = (
            f"did you mean {close[0]!r}?"
            if close
            else f"installed are: {', '.join(names) or 'none'}"
        )
        raise PluginNotFound(
            f"no plugin {wanted!r} is installed, which {name!r} needs; {hint}",
            plugin=wanted,
            component=name,
        )

    def _load(self, plugin: Installed) -> Components:
        if plugin.name in self._loaded:
            return self._loaded[plugin.name]
        try:
            code = plugin.entry_point.load()
        except Exception as error:
            raise PluginError(
                f"the plugin {plugin.name!r} ({plugin}) cannot be imported: "
                f"{type(error).__name__}: {error}; {_way_out(plugin)}",
                plugin=plugin.name,
            ) from error
        _check_api(plugin, code)
        # One manager a plugin: none can get in another's way, and a second attempt starts afresh.
        manager = pluggy.PluginManager(GROUP)
        manager.add_hookspecs(hookspecs)
        try:
            manager.register(code, plugin.name)
            manager.check_pending()
        except (pluggy.PluginValidationError, ValueError) as error:
            raise PluginError(
                f"the plugin {plugin.name!r} ({plugin}) {_misfit(error, code)}", plugin=plugin.name
            ) from error
        specs: Components = {}
        for stage in STAGES:
            hook = getattr(manager.hook, f"newsnorm_{stage}")
            try:
                found = [spec for batch in hook() for spec in batch]
                found += packaged(code, plugin, stage)
            except Exception as error:
                raise PluginError(
                    f"the plugin {plugin.name!r} ({plugin}) failed in its hook newsnorm_{stage}: "
                    f"{type(error).__name__}: {error}; {_way_out(plugin)}",
                    plugin=plugin.name,
                ) from error
            taken = [name for named in specs.values() for name in named]
            specs[stage] = _by_name(plugin, stage, found, taken)
        if not any(specs.values()):
            raise PluginError(
                f"the plugin {plugin.name!r} ({plugin}) registers nothing: mark its hooks with "
                "@newsnorm.hookimpl, or put packs/NAME.toml or gazetteers/NAME/ into its package",
                plugin=plugin.name,
            )
        self._loaded[plugin.name] = specs
        return specs


def _by_name(
    plugin: Installed, stage: Stage, specs: Iterable[Any], taken: Iterable[str]
) -> dict[str, Registered]:
    kind = STAGES[stage]
    named: dict[str, Registered] = {}
    for spec in specs:
        if not isinstance(spec, kind):
            raise PluginError(
                f"the plugin {plugin.name!r} ({plugin}) returns {spec!r} from its hook "
                f"newsnorm_{stage}, where a {kind.__name__} is due",
                plugin=plugin.name,
            )
        name = f"{spec.name}@{spec.number}" if isinstance(spec, Preset) else spec.name
        if spec.name.partition("/")[0] != plugin.name:
            raise PluginError(
                f"the plugin {plugin.name!r} ({plugin}) returns a component {spec.name!r} from its "
                f"hook newsnorm_{stage}; the name must begin with {plugin.name + '/'!r}",
                plugin=plugin.name,
                component=spec.name,
            )
        if name in named or name in taken:
            raise DuplicatePlugin(
                f"the plugin {plugin.name!r} ({plugin}) has two components {name!r}, the second "
                f"from its hook newsnorm_{stage}; rename one of them",
                plugin=plugin.name,
                component=name,
            )
        named[name] = spec
    return named


def _check_api(plugin: Installed, code: object) -> None:
    """Refuse a plugin that was written for hooks that this newsnorm does not have yet."""
    wanted = getattr(code, "NEWSNORM_API", API_VERSION)
    if not isinstance(wanted, int) or wanted > API_VERSION:
        raise PluginError(
            f"the plugin {plugin.name!r} ({plugin}) is for version {wanted} of newsnorm's hooks, "
            f"and newsnorm {__version__} has version {API_VERSION}; update newsnorm, or install "
            f"an older {plugin.distribution}",
            plugin=plugin.name,
        )


def _way_out(plugin: Installed) -> str:
    return f"update {plugin.distribution}, or leave out what names its components"


def _preset_number(name: str) -> int:
    return int(name.rpartition("@")[2] or 0)


def _misfit(error: Exception, code: object) -> str:
    """What pluggy found wrong, with the hook that was probably meant."""
    hooks = [f"newsnorm_{stage}" for stage in STAGES]
    for name in dir(code):
        if name.startswith("newsnorm_") and name not in hooks and name in str(error):
            close = difflib.get_close_matches(name, hooks, 1)
            meant = f"did you mean {close[0]!r}?" if close else f"the hooks are {', '.join(hooks)}"
            return f"implements an unknown hook {name!r}; {meant}"
    return f"does not fit the hook specifications: {error}"
