"""`newsnorm config`: what a configuration comes to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from newsnorm.cli.article import CONFIG, SETTINGS

if TYPE_CHECKING:
    from newsnorm.config import Config
    from newsnorm.loading import Stage

RUNNING: tuple[Stage, ...] = (
    "cleaners",
    "gazetteers",
    "canonicalizers",
    "deduplicators",
    "readers",
)
"""The stages that a recipe names components for."""


@click.group("config")
def command() -> None:
    """Look into a configuration."""


@command.command("show")
@CONFIG
@SETTINGS
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def show(block: tuple[str, ...], /, config: str, settings: tuple[str, ...], as_json: bool) -> None:
    """Print what a configuration comes to, with the value of every option.

    It is a newsnorm.toml itself. Where a value comes from is said in comments: "default" is the
    component's, "preset" the preset's, "own" the configuration's or --set.
    """
    from newsnorm.config import find_config

    found = find_config(config, settings)
    shown = _shown(found, block)
    if as_json:
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1, default=repr))
    else:
        click.echo("\n".join(_toml_lines(found, shown)))


def _shown(config: Config, block: tuple[str, ...]) -> dict[str, Any]:
    """The configuration with the preset's number, the components in order and every option."""
    from dataclasses import asdict, fields

    from newsnorm.components import Preset
    from newsnorm.config import make_options
    from newsnorm.loading import STAGES
    from newsnorm.pipeline import gazetteer_spec
    from newsnorm.plugins import Plugins

    plugins = Plugins(block)
    preset = plugins.find(Preset, config.extends)
    recipe = config.resolve(plugins)
    stages = {stage: getattr(recipe, stage) for stage in RUNNING}
    options: dict[str, dict[str, Any]] = {}
    for stage, names in stages.items():
        kind: Any = STAGES[stage]
        for name in names:
            spec = (
                gazetteer_spec(name, plugins) if stage == "gazetteers" else plugins.find(kind, name)
            )
            made = make_options(spec, recipe.options.get(name, {}))
            origins = {
                **dict.fromkeys(preset.options.get(name, {}), "preset"),
                **dict.fromkeys(config.options.get(name, {}), "own"),
            }
            if made is not None:
                options[name] = {
                    field.name: {
                        "value": getattr(made, field.name),
                        "from": origins.get(field.name, "default"),
                    }
                    for field in fields(made)
                }
    return {
        "extends": f"{preset.name}@{preset.number}",
        "remove": list(config.remove),
        "insert": [
            {key: name for key, name in asdict(insert).items() if name is not None}
            for insert in config.insert
        ],
        **{stage: list(names) for stage, names in stages.items()},
        "styles": list(recipe.styles),
        "options": options,
    }


def _toml_lines(config: Config, shown: Mapping[str, Any]) -> Iterator[str]:
    import tomli_w

    yield "# What runs, in order:"
    for stage in RUNNING:
        yield f"# {stage}: {', '.join(shown[stage]) or 'none'}"
    yield ""
    own = {key: shown[key] for key in ("remove", "insert") if shown[key]}
    for stage in ("gazetteers", "readers"):
        if getattr(config, stage) is not None:
            own[stage] = shown[stage]
    if config.styles:
        own["styles"] = list(config.styles)
    yield tomli_w.dumps({"extends": shown["extends"], **own}).rstrip()
    for component, options in shown["options"].items():
        yield "\n" + tomli_w.dumps({"options": {component: {}}}).rstrip()
        tables: list[str] = []
        for name, option in options.items():
            value, origin = option["value"], option["from"]
            try:
                text = tomli_w.dumps({name: value}).rstrip()
                if text.startswith("["):  # a table: it needs its whole name, and comes last
                    text = tomli_w.dumps({"options": {component: {name: value}}}).rstrip()
                    tables.append(f"\n# {origin}\n{text}")
                else:
                    yield f"{text}  # {origin}"
            except TypeError:  # TOML has no null, and options may be of classes that it lacks
                yield f"# {name} = {value!r}, which TOML cannot hold  # {origin}"
        yield from tables
