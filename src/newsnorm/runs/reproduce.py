"""A run once more, from its manifest: what is different now, and whether the results are the same.

Differences are named first, each with what was then and what is now: versions, checksums of code
and data, the recipe, the inputs. Any of them may explain why an output differs; none has to. Then
the run is made again, and the checksums of its outputs are compared with those in the manifest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

from newsnorm.components import Preset
from newsnorm.errors import ConfigError, StyleError
from newsnorm.io.inputs import STANDARD_INPUT, InputOptions, Limits, Source, expand
from newsnorm.pipeline import load
from newsnorm.runs.files import sha256
from newsnorm.runs.mismatches import Mismatch, of_environment
from newsnorm.runs.provenance import config_sha256, data_files, environment
from newsnorm.runs.results import read_manifest
from newsnorm.runs.run import Progress, RunOptions, run
from newsnorm.style.tables import Style, find_style, read_style, read_styles

Verdict: TypeAlias = Literal["same", "differs", "missing", "new"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a manifest says of a run, ready to be run again.

    Args:
        recipe: what ran.
        options: how.
        sources: what it read, where it is now; None for what is not here.
        outputs: checksums by file.
        mismatches: what is not as it was.
    """

    recipe: Preset
    options: RunOptions
    sources: tuple[Source | None, ...]
    outputs: Mapping[str, str]
    mismatches: tuple[Mismatch, ...]


def check(path: Path, inputs: Sequence[str] = (), workers: int | None = 1) -> Recorded:
    """Compare what a manifest records with what is here.

    Args:
        path: of the manifest, or of the folder in which it is.
        inputs: where the inputs are now; they are known by their contents, or else their names.
            Without any, where the manifest says, as seen from here.
        workers: processes for another run, as in `RunOptions`.

    Raises:
        ConfigError: if the manifest is none, or lacks what a run needs.
        InputError: if it cannot be read.
    """
    manifest = read_manifest(path)
    config = manifest.get("config")
    if not isinstance(config, Mapping) or not isinstance(manifest.get("outputs"), Mapping):
        raise ConfigError(f"{path}: has no recipe or no outputs, so it cannot be run again")
    recipe = recipe_of(config, path)
    options, unrecorded = _options(manifest.get("options"), workers)
    style, of_style = _style(manifest.get("style"), recipe)
    options = replace(options, style=style)
    sources, of_inputs = _sources(manifest.get("inputs", ()), inputs)
    plugins = manifest.get("plugins", {})
    now = environment(plugins, config, options.format)
    mismatches = [
        *of_environment(manifest, now),
        *_missing_files(manifest, config),
        *_of_config(manifest, config),
        *unrecorded,
        *of_style,
        *of_inputs,
    ]
    return Recorded(recipe, options, tuple(sources), manifest["outputs"], tuple(mismatches))


def run_again(
    recorded: Recorded,
    output: Path,
    *,
    block: Iterable[str] = (),
    progress: Callable[[Progress], object] | None = None,
) -> dict[str, Verdict]:
    """Run once more, into a new folder.

    Args:
        recorded: what `check` made of a manifest.
        output: the folder to make.
        block: plugins that must not be imported.
        progress: told how far the run is.

    Returns:
        For each output, of then or now, how it compares.

    Raises:
        ConfigError: if an input is not here, or there is no place for the output.
        PluginError: if a plugin is not here, or fails.
        NewsnormError: as `newsnorm.runs.run.run` does.
    """
    sources = [source for source in recorded.sources if source is not None]
    if len(sources) < len(recorded.sources):
        missing = [str(m) for m in recorded.mismatches if m.what.startswith("input ") and not m.now]
        raise ConfigError(f"there is nothing to run: {'; '.join(missing)}; name where it is")
    pipeline = load(recorded.recipe, block=block)
    manifest = run(pipeline, sources, output, recorded.options, progress=progress)
    then, now = recorded.outputs, manifest["outputs"]
    return {name: _verdict(then.get(name), now.get(name)) for name in sorted({*then, *now})}


def recipe_of(config: Mapping[str, Any], path: Path) -> Preset:
    """The recipe that a manifest records.

    Args:
        config: from the manifest.
        path: of the manifest, for the message.

    Raises:
        ConfigError: if it is none.
    """
    known = {field.name for field in fields(Preset)}
    unknown = ", ".join(sorted(set(config) - known))
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in config.items()
    }
    try:
        return Preset(**values)
    except TypeError as error:
        raise ConfigError(
            f"{path}: the recipe makes no sense here: {unknown or error}; "
            "another version of newsnorm wrote it"
        ) from error


def _verdict(then: str | None, now: str | None) -> Verdict:
    if then is None:
        return "new"
    if now is None:
        return "missing"
    return "same" if then == now else "differs"


def _options(record: Any, workers: int | None) -> tuple[RunOptions, list[Mismatch]]:
    if record is None:
        return RunOptions(workers=workers), [Mismatch("options", None, "the defaults")]
    try:
        inputs = {**record["inputs"]}
        inputs["date_formats"] = tuple(inputs["date_formats"])
        inputs["limits"] = Limits(**inputs["limits"])
        seconds = float(record["seconds"])
        options = RunOptions(workers, record["format"], InputOptions(**inputs), seconds)
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(
            f"the options in the manifest make no sense here: {type(error).__name__}: {error}"
        ) from error
    return options, []


def _style(
    recorded: Mapping[str, Any] | None, recipe: Preset
) -> tuple[Style | None, list[Mismatch]]:
    """The style of a run's renderings, by its name or its file, and what is different about it."""
    if recorded is None:
        return None, []
    name, then, file = recorded["name"], recorded["sha256"], recorded.get("file")
    try:
        style = read_style(file) if file else find_style(name, read_styles(recipe.styles))
    except StyleError:  # its file is gone, or says something else that makes no sense
        return None, [Mismatch(f"style {name}", f"sha256 {then}", None)]
    if style.sha256 == then:
        return style, []
    return style, [Mismatch(f"style {name}", f"sha256 {then}", f"sha256 {style.sha256}")]


def _missing_files(then: Mapping[str, Any], config: Mapping[str, Any]) -> Iterator[Mismatch]:
    """Files of the recipe that no checksum was recorded of, and that are not here either."""
    known = {*data_files(config), *then.get("data_sha256", {})}
    for name in config.get("gazetteers", ()):
        if Path(name).suffix and name not in known:
            yield Mismatch(f"file {name}", "there", None)


def _of_config(manifest: Mapping[str, Any], config: Mapping[str, Any]) -> Iterator[Mismatch]:
    then, now = manifest.get("config_sha256"), config_sha256(config)
    if then != now:
        yield Mismatch("config (edited in the manifest)", then, now)


def _sources(
    recorded: Sequence[Mapping[str, Any]], given: Sequence[str]
) -> tuple[list[Source | None], list[Mismatch]]:
    """Where each input is now, and what is different about it."""
    files = [source.path for source in expand(given) if source.path] if given else []
    digests = {path: sha256(path) for path in files}
    sources: list[Source | None] = []
    mismatches: list[Mismatch] = []
    for entry in recorded:
        name, then = entry.get("name", entry["file"]), entry.get("sha256")
        if given:
            path = _matching(entry, files, digests)
        else:
            path = Path(name) if name != STANDARD_INPUT and Path(name).is_file() else None
        if path is None:
            mismatches.append(
                Mismatch(f"input {name}", (then and f"sha256 {then}") or "read", None)
            )
            sources.append(None)
            continue
        if path in files:
            files.remove(path)
        now = digests[path] if path in digests else sha256(path)
        if then != now:
            mismatches.append(Mismatch(f"input {name}", then and f"sha256 {then}", f"sha256 {now}"))
        sources.append(Source(name, path))
    mismatches += [Mismatch(f"input {path}", "no input", "given") for path in files]
    return sources, mismatches


def _matching(
    entry: Mapping[str, Any], files: Sequence[Path], digests: Mapping[Path, str]
) -> Path | None:
    """The file with an input's content, or else its name; for standard input, the only one."""
    same = [path for path in files if digests[path] == entry.get("sha256")]
    if entry["file"] == STANDARD_INPUT and len(files) == 1:
        same = list(files)
    named = [path for path in files if path.name == entry["file"]]
    return next(iter((*same, *named)), None)


def as_json(recorded: Recorded, outputs: Mapping[str, Verdict] | None) -> dict[str, Any]:
    """What differs, for programs; outputs only where it was run again."""
    found: dict[str, Any] = {"mismatches": [asdict(mismatch) for mismatch in recorded.mismatches]}
    if outputs is not None:
        found["outputs"] = dict(outputs)
    return found
