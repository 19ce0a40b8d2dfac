"""Loading one plugin: its code is imported, its hooks are called, what they return is checked.

Everything a plugin gets wrong here raises a `PluginError` that names it, the distribution it is
from, and what to do about it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, is_dataclass
from importlib.metadata import EntryPoint
from types import ModuleType
from typing import Any, Literal, TypeAlias

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
from newsnorm.errors import DuplicatePlugin, PluginError
from newsnorm.hooks import API_VERSION
from newsnorm.packaged import packaged

GROUP = "newsnorm"
"""The entry point group, and pluggy's name of the project."""

Stage: TypeAlias = Literal[
    "cleaners", "gazetteers", "canonicalizers", "deduplicators", "presets", "readers"
]
Registered: TypeAlias = (
    CleanerSpec | GazetteerSpec | CanonicalizerSpec | DeduplicatorSpec | Preset | ReaderSpec
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

Components: TypeAlias = Mapping[Stage, Mapping[str, Registered]]


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
class Loaded:
    """What a plugin registers.

    Args:
        api: the version of the hooks that it asks for.
        components: by stage and name.
    """

    api: int
    components: Components


def load(plugin: Installed) -> Loaded:
    """Import a plugin and call its hooks.

    Raises:
        PluginError: if it cannot be imported, needs newer hooks, or registers what makes no sense.
    """
    code = _imported(plugin)
    api = _checked_api(plugin, code)
    return Loaded(api, _components(plugin, code, registered(plugin, code)))


def registered(
    plugin: Installed, code: object, specifications: ModuleType | None = None
) -> pluggy.PluginManager:
    """A manager with the hooks of one plugin alone.

    So no plugin gets in another's way, and a second attempt starts afresh.

    Args:
        plugin: whose code it is.
        code: what its entry point loads.
        specifications: a module of hook specifications; None for newsnorm's own. A plugin may
            implement hooks with fewer arguments than they have.

    Raises:
        PluginError: if it implements hooks, or arguments of hooks, that there are not.
    """
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(specifications or hookspecs)
    try:
        manager.register(code, plugin.name)
        manager.check_pending()
    except (pluggy.PluginValidationError, ValueError) as error:
        raise PluginError(
            f"the plugin {plugin.name!r} ({plugin}) {_misfit(error, code)}", plugin=plugin.name
        ) from error
    return manager


def _imported(plugin: Installed) -> object:
    try:
        return plugin.entry_point.load()
    except (Exception, SystemExit) as error:
        raise PluginError(
            f"the plugin {plugin.name!r} ({plugin}) cannot be imported: "
            f"{type(error).__name__}: {error}; {_way_out(plugin)}",
            plugin=plugin.name,
        ) from error


def _checked_api(plugin: Installed, code: object) -> int:
    """Refuse a plugin that was written for hooks that this newsnorm does not have yet."""
    wanted = getattr(code, "NEWSNORM_API", 1)
    if isinstance(wanted, bool) or not isinstance(wanted, int) or wanted < 1:
        raise PluginError(
            f"the plugin {plugin.name!r} ({plugin}) says NEWSNORM_API = {wanted!r}; "
            f"it must be the number of a version of newsnorm's hooks, such as {API_VERSION}",
            plugin=plugin.name,
        )
    if wanted > API_VERSION:
        raise PluginError(
            f"the plugin {plugin.name!r} ({plugin}) is for version {wanted} of newsnorm's hooks, "
            f"and newsnorm {__version__} has version {API_VERSION}; update newsnorm, or install "
            f"an older {plugin.distribution}",
            plugin=plugin.name,
        )
    return wanted


def _components(plugin: Installed, code: object, manager: pluggy.PluginManager) -> Components:
    components: dict[Stage, dict[str, Registered]] = {}
    for stage in STAGES:
        hook = getattr(manager.hook, f"newsnorm_{stage}")
        try:
            found = [spec for batch in hook() for spec in batch]
            found += packaged(code, plugin, stage)
        except (Exception, SystemExit) as error:
            raise PluginError(
                f"the plugin {plugin.name!r} ({plugin}) failed in its hook newsnorm_{stage}: "
                f"{type(error).__name__}: {error}; {_way_out(plugin)}",
                plugin=plugin.name,
            ) from error
        taken = [name for named in components.values() for name in named]
        components[stage] = _by_name(plugin, stage, found, taken)
    if not any(components.values()):
        raise PluginError(
            f"the plugin {plugin.name!r} ({plugin}) registers nothing: mark its hooks with "
            "@newsnorm.hookimpl, or put packs/NAME.toml or gazetteers/NAME/ into its package",
            plugin=plugin.name,
        )
    return components


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
        if str(spec.name).partition("/")[0] != plugin.name:
            raise PluginError(
                f"the plugin {plugin.name!r} ({plugin}) returns a component {spec.name!r} from its "
                f"hook newsnorm_{stage}; the name must begin with {plugin.name + '/'!r}",
                plugin=plugin.name,
                component=spec.name,
            )
        name = spec.name
        if isinstance(spec, Preset):
            name = f"{spec.name}@{spec.number}"
        else:
            _check_options(plugin, spec)
        if name in named or name in taken:
            raise DuplicatePlugin(
                f"the plugin {plugin.name!r} ({plugin}) has two components {name!r}, the second "
                f"from its hook newsnorm_{stage}; rename one of them",
                plugin=plugin.name,
                component=name,
            )
        named[name] = spec
    return named


def _check_options(plugin: Installed, spec: Any) -> None:
    """Options must do without being given: a pipeline may name a component and nothing else."""
    kind = spec.options
    if kind is None:
        return
    fault = "" if isinstance(kind, type) and is_dataclass(kind) else "is not a dataclass"
    try:
        if not fault:
            kind()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the plugin's class does
        fault = f"cannot be made without arguments: {type(error).__name__}: {error}"
    if fault:
        raise PluginError(
            f"the plugin {plugin.name!r} ({plugin}) gives {spec.name!r} options of {kind!r}, which "
            f"{fault}; a frozen dataclass whose fields have defaults is due",
            plugin=plugin.name,
            component=spec.name,
        )


def _way_out(plugin: Installed) -> str:
    return f"update {plugin.distribution}, or leave out what names its components"


def _misfit(error: Exception, code: object) -> str:
    """What pluggy found wrong, with the hook that was probably meant."""
    hooks = [f"newsnorm_{stage}" for stage in STAGES]
    for name in dir(code):
        if name.startswith("newsnorm_") and name not in hooks and name in str(error):
            close = difflib.get_close_matches(name, hooks, 1)
            meant = f"did you mean {close[0]!r}?" if close else f"the hooks are {', '.join(hooks)}"
            return f"implements an unknown hook {name!r}; {meant}"
    return f"does not fit the hook specifications: {error}"
