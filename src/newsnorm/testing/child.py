"""The other process: finds a component, tries it, and sends back what came of it.

    python -m newsnorm.testing.child

A `Job` comes pickled by standard input; what came of it leaves pickled by standard output.
"""

from __future__ import annotations

import importlib
import importlib.util
import locale
import os
import pickle
import sys
from contextlib import suppress
from typing import Any

DATA = (
    ".bin", ".csv", ".db", ".dat", ".gz", ".json", ".jsonl", ".npy", ".npz", ".parquet", ".pickle",
    ".pkl", ".sqlite", ".toml", ".tsv", ".txt", ".xml", ".yaml", ".yml", ".zst",
)  # fmt: skip
METADATA = (".dist-info", ".egg-info")
PACKS = "packs"
"""The folder whose files newsnorm itself reads, to list what a plugin has."""


def main() -> None:
    """Do a job."""
    out, sys.stdout = sys.stdout.buffer, sys.stderr  # what a plugin prints must not come between
    path, pickled = pickle.load(sys.stdin.buffer)
    sys.path[:] = path
    try:
        answer = ("done", _done(pickled))
    except BaseException as error:  # noqa: BLE001 - whatever it is, the other side must hear of it
        answer = ("failed", f"{type(error).__name__}: {error}")
    pickle.dump(answer, out)
    out.flush()


def _done(pickled: bytes) -> Any:
    from newsnorm.testing.processes import Imports, Job

    job: Job = pickle.loads(pickled)
    opened: list[str] = []
    if job.stage is None:
        # Which a file of tests, where a spec may be, imports and a plugin does not.
        for name in () if job.recipe.plugin else ("hypothesis", "pytest"):
            with suppress(ImportError):
                importlib.import_module(name)
        before = set(sys.modules)
        sys.addaudithook(lambda event, arguments: _note(event, arguments, opened))
        _find(job.recipe)
        return Imports(tuple(sorted(set(sys.modules) - before)), tuple(sorted(set(opened))))
    from newsnorm.config import make_options

    spec = _find(job.recipe)
    found: list[list[str | None]] = []
    for choice in job.locales or (None,):
        if choice is not None:
            try:
                locale.setlocale(locale.LC_ALL, choice)
            except locale.Error:
                continue
        component = job.stage.make(spec, make_options(spec, job.options or {}))
        found.append([_result(job.stage, component, item) for item in job.items])
    return found


def _result(stage: Any, component: Any, item: Any) -> str | None:
    try:
        return repr(stage.run(component, item))
    except Exception:  # noqa: BLE001 - raising is the affair of another check
        return None


def _find(recipe: Any) -> Any:
    if recipe.pickled:
        return pickle.loads(recipe.pickled)
    if recipe.plugin:
        from newsnorm.plugins import Plugins

        return Plugins().find(recipe.kind, recipe.name)
    from newsnorm.testing.processes import find_in

    return find_in(_module(recipe.module, recipe.file), recipe.kind, recipe.name)


def _module(name: str, file: str) -> Any:
    """A module by its name; a test file, which has no name that can be imported, by its path."""
    try:
        return importlib.import_module(name)
    except ImportError:
        found = importlib.util.spec_from_file_location(name, file)
        if found is None or found.loader is None:
            raise
        module = importlib.util.module_from_spec(found)
        sys.modules[name] = module
        found.loader.exec_module(module)
        return module


def _note(event: str, arguments: tuple[Any, ...], opened: list[str]) -> None:
    if event != "open" or not isinstance(arguments[0], str):
        return
    name, mode = arguments[0], arguments[1]
    *folders, _ = name.replace(os.sep, "/").split("/")
    own = any(folder.endswith(METADATA) for folder in folders) or folders[-1:] == [PACKS]
    if isinstance(mode, str) and "r" in mode and name.endswith(DATA) and not own:
        opened.append(name)


if __name__ == "__main__":
    main()
