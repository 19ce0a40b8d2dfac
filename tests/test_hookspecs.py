"""The hook specifications: one a stage, each with an example that runs."""

from __future__ import annotations

import doctest
import inspect
from collections.abc import Callable, Iterable
from types import FunctionType
from typing import Any, get_args, get_type_hints

import pytest

from newsnorm import hookspecs
from newsnorm.loading import STAGES, Stage

HOOKS: dict[str, Callable[..., Any]] = {
    name: hook
    for name, hook in vars(hookspecs).items()
    if name.startswith("newsnorm_") and isinstance(hook, FunctionType)
}


def test_there_is_a_hook_for_every_stage_and_no_other() -> None:
    """A stage without a hook could not be filled, a hook without a stage would never be called."""
    assert list(HOOKS) == [f"newsnorm_{stage}" for stage in STAGES]
    assert list(STAGES) == list(get_args(Stage))


@pytest.mark.parametrize("stage", STAGES)
def test_a_hook_returns_what_its_stage_takes(stage: Stage) -> None:
    """The annotation is the contract that plugins are written, and checked, against."""
    hook = HOOKS[f"newsnorm_{stage}"]
    assert get_type_hints(hook) == {"return": Iterable[STAGES[stage]]}  # type: ignore[valid-type]
    assert not inspect.signature(hook).parameters


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_is_marked_for_pluggy(name: str) -> None:
    """Without the mark a misspelt hook of a plugin would go unnoticed."""
    assert hasattr(HOOKS[name], "newsnorm_spec")


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_shows_an_implementation_of_itself(name: str) -> None:
    """The example defines the hook, marked as plugins mark it, and shows what comes of it."""
    (test,) = doctest.DocTestFinder(recurse=False).find(HOOKS[name], name)
    source = "".join(example.source for example in test.examples)
    assert f"@newsnorm.hookimpl\ndef {name}():" in source
    assert [example for example in test.examples if example.want]
