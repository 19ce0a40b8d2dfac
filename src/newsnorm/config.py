"""From a preset or a newsnorm.toml to the recipe of a pipeline.

A newsnorm.toml extends a preset and says what is different:

    extends = "news@1"
    insert = [{ use = "khabar/datelines", after = "wire/furniture" }]
    remove = ["minhash/near"]
    gazetteers = ["world"]
    readers = ["khabar/stories"]        # for files with their suffixes
    styles = ["./house.tsv"]            # tables of names for `rewrite`, see newsnorm.style.tables

    [options."minhash/near"]
    similar = 0.4

What is inserted finds its place before anything is removed: a component can take another's.
A string in the options that begins with "./" or "../" is a path, seen from the file's folder;
so is the name of a gazetteer that ends as a file of names does, "./our-names.csv", and a style.
What it comes to is a `Preset` again: the same record, with nothing left to look up.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from newsnorm.alias_tables import SUFFIXES
from newsnorm.components import Preset, Spec
from newsnorm.errors import ConfigError
from newsnorm.loading import Stage
from newsnorm.plugins import DEFAULT, Plugins

_ORDERED: tuple[Stage, ...] = ("cleaners", "canonicalizers", "deduplicators")
_NAMED: tuple[Stage, ...] = ("gazetteers", "readers")


@dataclass(frozen=True, slots=True)
class Insert:
    """A component to add to a recipe.

    Args:
        use: its name.
        after: the component it follows; or
        before: the one it precedes. With neither, it comes last in its stage.
    """

    use: str
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """What a newsnorm.toml says.

    Args:
        extends: the preset it starts from.
        insert: components to add.
        remove: components to leave out, once everything is inserted.
        gazetteers: the tables to use, plugins' and files; of two that describe one thing, the
            later wins. None for the preset's.
        options: by component, the options that differ.
        readers: those for files with their suffixes, before newsnorm's own; None for the preset's.
        styles: paths of style tables (.tsv), besides the preset's; each is called as its file.
    """

    extends: str = DEFAULT
    insert: tuple[Insert, ...] = ()
    remove: tuple[str, ...] = ()
    gazetteers: tuple[str, ...] | None = None
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, hash=False)
    readers: tuple[str, ...] | None = None
    styles: tuple[str, ...] = ()

    def with_settings(self, settings: Iterable[str]) -> Config:
        """The same with options set as on a command line, COMPONENT.OPTION=VALUE.

        A value is what TOML takes it for, or else the string it is.

        Raises:
            ConfigError: if a setting does not have that form.

        >>> Config().with_settings(["minhash/near.similar=0.4", "mine/marks.label=snow"]).options
        {'minhash/near': {'similar': 0.4}, 'mine/marks': {'label': 'snow'}}
        """
        options = {name: dict(values) for name, values in self.options.items()}
        for setting in settings:
            target, equals, value = setting.partition("=")
            component, _, option = target.strip().rpartition(".")
            if not (equals and component and option):
                raise ConfigError(
                    f"the setting {setting!r} is not of the form COMPONENT.OPTION=VALUE, "
                    "such as minhash/near.similar=0.4"
                )
            options.setdefault(component, {})[option] = _toml_value(value)
        return replace(self, options=options)

    def with_reader(self, name: str) -> Config:
        """The same with one more reader."""
        readers = self.readers or ()
        return self if name in readers else replace(self, readers=(*readers, name))

    def resolve(self, plugins: Plugins) -> Preset:
        """The recipe this comes to.

        Raises:
            ConfigError: if a component to remove, or to put another one next to, is not there.
            PluginError: if a plugin that is named is missing or broken.
        """
        preset = plugins.find(Preset, self.extends)
        order = {stage: [_Place(name) for name in getattr(preset, stage)] for stage in _ORDERED}
        for insert in self.insert:
            stage = plugins.stage_of(insert.use)
            if stage not in order:
                raise ConfigError(
                    f"insert: {insert.use!r} is a {stage[:-1]}; name it in `{stage}` instead"
                )
            _put(insert, order[stage])
        for name in self.remove:
            place = _Place(name)  # what the preset names goes; what was inserted stays
            owner = next((places for places in order.values() if place in places), None)
            if owner is None:
                key = next((key for key in _NAMED if name in getattr(preset, key)), None)
                hint = f"name in `{key}` those to use" if key else _listed(order)
                raise ConfigError(f"remove: {name!r} is not in {self.extends!r}; {hint}")
            owner.remove(place)
        recipe: dict[str, tuple[str, ...]] = {
            stage: tuple(place.name for place in order[stage]) for stage in _ORDERED
        }
        for insert in self.insert:
            if any(names.count(insert.use) > 1 for names in recipe.values()):
                raise ConfigError(
                    f"insert: {insert.use!r} is in the pipeline already; to move it, put it into "
                    "`remove` as well"
                )
        for stage in _NAMED:
            own: tuple[str, ...] | None = getattr(self, stage)
            recipe[stage] = getattr(preset, stage) if own is None else own
        recipe["styles"] = tuple(dict.fromkeys((*preset.styles, *self.styles)))
        options = {**preset.options}
        for name, values in self.options.items():
            if not any(name in recipe[stage] for stage in (*_ORDERED, *_NAMED)):
                raise ConfigError(f"options: {name!r} is not in the pipeline; {_listed(order)}")
            options[name] = {**options.get(name, {}), **values}
        stages: Any = recipe
        return replace(preset, options=options, **stages)


@dataclass(frozen=True, slots=True)
class _Place:
    """A component in a stage, and whether it was inserted."""

    name: str
    inserted: bool = False


def _put(insert: Insert, places: list[_Place]) -> None:
    anchor = insert.after or insert.before
    new = _Place(insert.use, inserted=True)
    if anchor is None:
        places.append(new)
        return
    at = next(
        (
            i
            for place in (_Place(anchor, inserted=True), _Place(anchor))
            for i, other in enumerate(places)
            if other == place
        ),
        None,
    )
    if at is None:
        listed = ", ".join(place.name for place in places) or "empty"
        raise ConfigError(
            f"insert: {insert.use!r} is to stand next to {anchor!r}, which is not in its stage: "
            f"{listed}"
        )
    places.insert(at + (insert.after is not None), new)


def find_config(what: str | Path, settings: Iterable[str] = ()) -> Config:
    """The configuration that a preset's name, or the path of a newsnorm.toml (.toml), stands for.

    Args:
        what: the name or path.
        settings: options to set on top, see `Config.with_settings`.

    Raises:
        ConfigError: if a file cannot be read or makes no sense, or a setting does not.
    """
    preset = isinstance(what, str) and not what.endswith(".toml")
    config = Config(extends=str(what)) if preset else read_config(Path(what))
    return config.with_settings(settings)


def read_config(path: Path) -> Config:
    """Read a newsnorm.toml.

    Raises:
        ConfigError: naming the file and what in it is not understood.
    """
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from error
    known = [field.name for field in fields(Config)]
    for key in data:
        if key not in known:
            raise ConfigError(f"{path}: unknown key {key!r}; {_did_you_mean(key, known)}")
    try:
        return Config(
            extends=_typed(data.get("extends", "news"), str, "extends"),
            insert=tuple(
                _insert(entry) for entry in _typed(data.get("insert", []), list, "insert")
            ),
            remove=_names(data.get("remove", []), "remove"),
            gazetteers=(
                _tables(path.parent, _names(data["gazetteers"], "gazetteers"))
                if "gazetteers" in data
                else None
            ),
            readers=_names(data["readers"], "readers") if "readers" in data else None,
            styles=tuple(
                (path.parent / name).as_posix() for name in _names(data.get("styles", []), "styles")
            ),
            options={
                name: _from(path.parent, _typed(values, dict, f'options."{name}"'))
                for name, values in _typed(data.get("options", {}), dict, "options").items()
            },
        )
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from error


def make_options(spec: Spec, values: Mapping[str, Any]) -> Any:
    """An instance of a component's options, or None if it has none.

    Raises:
        ConfigError: naming the option at fault and those there are.
    """
    if spec.options is None:
        if values:
            raise ConfigError(f"{spec.name!r} has no options, but was given {', '.join(values)}")
        return None
    defaults = spec.options()
    names = [field.name for field in fields(spec.options)]
    given: dict[str, Any] = {}
    for name, value in values.items():
        if name not in names:
            raise ConfigError(f"{spec.name!r} has no option {name!r}; {_did_you_mean(name, names)}")
        default = getattr(defaults, name)
        if isinstance(default, tuple) and isinstance(value, list):
            value = tuple(value)  # noqa: PLW2901 - TOML has lists alone, frozen options tuples
        fits = isinstance(value, type(default)) or (
            isinstance(default, float) and isinstance(value, int)
        )
        if default is not None and (
            not fits or isinstance(value, bool) != isinstance(default, bool)
        ):
            raise ConfigError(
                f"option {name!r} of {spec.name!r} is {value!r}; "
                f"it must be of type {type(default).__name__}, such as {default!r}"
            )
        given[name] = value
    try:
        return replace(defaults, **given)
    except (TypeError, ValueError) as error:
        raise ConfigError(f"options of {spec.name!r}: {error}") from error


def _toml_value(text: str) -> Any:
    try:
        data = tomllib.loads(f"value = {text}")
    except (tomllib.TOMLDecodeError, RecursionError):
        return text
    return data["value"] if len(data) == 1 else text  # more than a value is no value


def _insert(value: object) -> Insert:
    entry: dict[str, Any] = _typed(value, dict, "insert")
    for key in entry:
        if key not in ("use", "after", "before"):
            raise ConfigError(f"insert: unknown key {key!r}; the keys are use, after, before")
    if "use" not in entry or ("after" in entry and "before" in entry):
        raise ConfigError(f"insert: {entry} must have `use`, and `after` or `before` but not both")
    return Insert(**{key: _typed(name, str, f"insert.{key}") for key, name in entry.items()})


def _from(folder: Path, value: Any) -> Any:
    """A value with its paths seen from where newsnorm runs instead of from the file's folder."""
    match value:
        case dict():
            return {key: _from(folder, entry) for key, entry in value.items()}
        case list():
            return [_from(folder, entry) for entry in value]
        case str() if value.startswith(("./", "../")):
            return (folder / value).as_posix()
    return value


def _tables(folder: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Gazetteers, the files among them as seen from where newsnorm runs."""
    return tuple((folder / name).as_posix() if name.endswith(SUFFIXES) else name for name in names)


def _names(value: object, where: str) -> tuple[str, ...]:
    return tuple(_typed(name, str, where) for name in _typed(value, list, where))


def _typed(value: object, kind: type, where: str) -> Any:
    if not isinstance(value, kind):
        raise ConfigError(f"{where} holds {value!r}; a {kind.__name__} is due")
    return value


def _listed(order: Mapping[Stage, Sequence[_Place]]) -> str:
    return "in it are: " + ", ".join(place.name for places in order.values() for place in places)


def _did_you_mean(name: str, names: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, names, 1)
    listed = ", ".join(names) or "none"
    return f"did you mean {close[0]!r}? There are: {listed}" if close else f"there are: {listed}"
