"""What an index was made with, and in what a pipeline differs from it.

Sketches that were made with other settings must not be compared: an index takes articles of one
kind of pipeline alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any, TypeAlias

from newsnorm.article import SCHEMA
from newsnorm.components import PairRule
from newsnorm.errors import ConfigError
from newsnorm.pipeline import Pipeline

Settings: TypeAlias = dict[str, Any]

FORMAT = 1
"""Of the files of an index."""


def settings_of(pipeline: Pipeline) -> Settings:
    """The settings that an index of a pipeline is made with, as JSON has them.

    Raises:
        ConfigError: if there is no deduplicator in the pipeline.
    """
    recipe = pipeline.recipe
    found: Settings = {
        "format of the index": FORMAT,
        "schema of articles": SCHEMA,
        "cleaners": list(recipe.cleaners),
        "gazetteers": list(recipe.gazetteers),
        "canonicalizers": list(recipe.canonicalizers),
        "deduplicators": list(recipe.deduplicators),
    }
    if all(isinstance(thing, PairRule) for _, thing in pipeline.deduplicators):
        raise ConfigError(
            "an index is for finding duplicates, and the pipeline has no deduplicator"
        )
    for stage in ("cleaners", "gazetteers", "canonicalizers", "deduplicators"):
        for name in getattr(recipe, stage):
            options = pipeline.options.get(name)
            if is_dataclass(options) and not isinstance(options, type):
                for option, value in asdict(options).items():
                    found[f"{name}.{option}"] = _plain(value)
    for name, thing in pipeline.deduplicators:
        for what, value in _made_with(name, thing, pipeline.versions).items():
            found[f"{name}: {what}"] = _plain(value)
    return found


def check_same(made: Mapping[str, Any], given: Mapping[str, Any], where: str) -> None:
    """Check that an index is one of these settings.

    Raises:
        ConfigError: saying what differs.
    """
    if differences := [*_differences(made, given)]:
        raise ConfigError(
            f"{where} was made with other settings: {'; '.join(differences)}. "
            "Use the settings it was made with, or make another index"
        )


def _made_with(name: str, thing: object, versions: Mapping[str, str]) -> Mapping[str, Any]:
    """What sketches depend on besides options: what a deduplicator says, or its version.

    Where no distribution is called like the plugin, all versions count: one of them is its own.
    """
    said = getattr(thing, "made_with", None)
    if isinstance(said, Mapping):
        return said
    plugin = name.partition("/")[0]
    own = {made: v for made, v in versions.items() if made == plugin or made.endswith(f"-{plugin}")}
    return own or versions


def _differences(made: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[str]:
    for name in (*made, *(name for name in given if name not in made)):
        if name not in given:
            yield f"{name} was {made[name]!r}, which is not there now"
        elif name not in made:
            yield f"{name} is {given[name]!r}, which was not there"
        elif made[name] != given[name]:
            yield f"{name} was {made[name]!r} and is {given[name]!r}"


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)
