"""Components in processes of their own: fresh imports, another hash seed, another locale.

A component of an installed plugin is found there by its name. A spec that is not installed is found
through the module its factory is from, if a hook or a variable of that module has it;
else by pickling. Where none of this works, as for a lambda inside a function, the checks that need
a process say so and are skipped.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsnorm.plugins import STAGES
from newsnorm.testing.subject import DoesNotApply, Fault, Item, Stage, Subject

PLAIN = {"PYTHONHASHSEED": "1", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
HASH_SEED = {"PYTHONHASHSEED": "2"}
OTHER_SEED = {**PLAIN, **HASH_SEED}
OTHER_LOCALE = {
    **PLAIN,
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "LC_ALL": "C",
    "LANG": "C",
}

LOCALES = ("C", "tr_TR.UTF-8", "de_DE.UTF-8", "Turkish_Turkey.1254", "German_Germany.1252")
"""Locales to try, those that the system has: Turkish for its i, German for its numbers."""

SECONDS = 300


@dataclass(frozen=True, slots=True)
class Recipe:
    """How another process finds a spec.

    Args:
        kind: the spec's class.
        name: the component's.
        plugin: the entry point's name, if the plugin is installed.
        module, file: where the spec is, if it is not.
        pickled: the spec itself, if no module has it.
    """

    kind: type[Any]
    name: str
    plugin: str = ""
    module: str = ""
    file: str = ""
    pickled: bytes = b""


@dataclass(frozen=True, slots=True)
class Job:
    """What another process is to do.

    Args:
        recipe: the component.
        stage: how it is tried; None to look only at what finding it imports.
        options: those that differ from the defaults.
        items: what to try it on.
        locales: locales to set, one after the other, if the system has them.
    """

    recipe: Recipe
    stage: Stage | None = None
    options: Mapping[str, Any] | None = None
    items: Sequence[Item] = ()
    locales: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Imports:
    """What finding a component brought in: modules, and data files that were opened."""

    modules: tuple[str, ...]
    files: tuple[str, ...]


def recipe_for(subject: Subject) -> Recipe:
    """How another process can find a component.

    Raises:
        DoesNotApply: if it cannot.
    """
    spec, kind = subject.spec, subject.stage.kind
    if isinstance(subject.component, str):
        return Recipe(kind, spec.name, plugin=spec.name.partition("/")[0])
    name: str = getattr(spec.factory, "__module__", None) or ""
    while name:
        module = sys.modules.get(name)
        if module is not None and find_in(module, kind, spec.name) is not None:
            return Recipe(kind, spec.name, module=name, file=getattr(module, "__file__", "") or "")
        name = name.rpartition(".")[0]
    try:
        pickled = pickle.dumps(spec)
    except Exception as error:
        raise DoesNotApply(
            "needs a process of its own, where this spec cannot be found: no module has it, and "
            f"it cannot be pickled ({error}); return it from a hook, or name an installed one"
        ) from error
    return Recipe(kind, spec.name, pickled=pickled)


def find_in(module: object, kind: type[Any], name: str) -> Any:
    """The spec that a module's hook returns, or that one of its variables is; or None."""
    stage = next(stage for stage, spec in STAGES.items() if spec is kind)
    hook = getattr(module, f"newsnorm_{stage}", None)
    candidates = [*(hook() if callable(hook) else ()), *vars(module).values()]
    return next((c for c in candidates if isinstance(c, kind) and c.name == name), None)


def results(
    subject: Subject, items: Sequence[Item], variables: Mapping[str, str], locales: Sequence[str]
) -> list[list[str | None]]:
    """What a component makes of some items in another process, for each locale that there is.

    Raises:
        Fault: if the component cannot be made there.
        DoesNotApply: if it cannot be found there.
    """
    job = Job(recipe_for(subject), subject.stage, dict(subject.given_options), items, locales)
    found: list[list[str | None]] = _run(job, variables)
    return found


def imports(subject: Subject) -> Imports:
    """What finding a component imports and reads, before its factory is called.

    Raises:
        DoesNotApply: if it cannot be found in another process by a module's name.
    """
    recipe = recipe_for(subject)
    if recipe.pickled:
        raise DoesNotApply(
            "no module has this spec; return it from a hook, or name an installed one"
        )
    found: Imports = _run(Job(recipe), PLAIN)
    return found


def _run(job: Job, variables: Mapping[str, str]) -> Any:
    try:
        pickled = pickle.dumps((sys.path, pickle.dumps(job)))
    except Exception as error:
        raise DoesNotApply(f"its inputs cannot be sent to a process: {error}") from error
    done = subprocess.run(
        [sys.executable, "-m", "newsnorm.testing.child"],
        input=pickled,
        capture_output=True,
        check=False,
        timeout=SECONDS,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **variables},
    )
    status, answer = pickle.loads(done.stdout) if done.stdout else ("failed", done.stderr.decode())
    if status == "done":
        return answer
    if job.recipe.plugin:
        raise Fault(
            f"in a process of its own it fails: {answer}",
            given=f"{job.recipe.name!r}, with the environment {dict(variables)}",
            expected="a component can be found and made in any process",
            advice="make sure that the factory needs nothing that only this process has",
        )
    raise DoesNotApply(
        f"needs a process of its own, where this spec cannot be found ({answer}); "
        "install the plugin and give the component's name"
    )
