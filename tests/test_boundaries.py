"""Plugins use nothing of newsnorm that a third party could not: its public names alone."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsnorm
import newsnorm.testing

ROOT = Path(__file__).parent.parent
PLUGINS = sorted(
    file.parent
    for pattern in ("plugins/*/pyproject.toml", "examples/plugins/*/pyproject.toml")
    for file in ROOT.glob(pattern)
)

PUBLIC = {
    "newsnorm": set(newsnorm._MODULE_OF) | {"__version__", "testing"},
    "newsnorm.testing": set(newsnorm.testing._MODULE_OF),
}


def faults(source: str, own: str, needs: set[str]) -> Iterator[str]:
    """What a module of a plugin uses that is not for it.

    Args:
        source: its code.
        own: the plugin's package.
        needs: packages of other plugins that it says it needs.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for name in (alias.name for alias in node.names):
                if name.partition(".")[0] == "newsnorm" and name not in PUBLIC:
                    yield f"line {node.lineno}: import {name}"
                yield from _strangers(node, name, own, needs)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            allowed = PUBLIC.get(node.module)
            for name in (alias.name for alias in node.names):
                private = node.module.partition(".")[0] == "newsnorm" and (
                    allowed is None or name not in allowed
                )
                stranger = node.module.partition(".")[0] != own and name.startswith("_")
                if private or (stranger and node.module.startswith("newsnorm")):
                    yield f"line {node.lineno}: from {node.module} import {name}"
            yield from _strangers(node, node.module, own, needs)
        elif (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "newsnorm"
            and node.attr not in PUBLIC["newsnorm"]
        ):
            yield f"line {node.lineno}: newsnorm.{node.attr}"


def _strangers(node: ast.stmt, module: str, own: str, needs: set[str]) -> Iterator[str]:
    package = module.partition(".")[0]
    if package.startswith("newsnorm_") and package not in {own, *needs}:
        yield f"line {node.lineno}: {package}, which the plugin does not say it needs"


@pytest.mark.parametrize("folder", PLUGINS, ids=lambda folder: folder.name)
def test_a_plugin_uses_public_names_alone(folder: Path) -> None:
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = [text.partition(">")[0] for text in project.get("dependencies", ())]
    needs = {name.strip().replace("-", "_") for name in requirements}
    found = [
        f"{file.relative_to(ROOT)}, {fault}"
        for file in sorted(folder.glob("src/**/*.py"))
        for fault in faults(file.read_text(encoding="utf-8"), folder.name.replace("-", "_"), needs)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("import newsnorm", None),
        ("import newsnorm.testing", None),
        ("from newsnorm import Rule, Scope", None),
        ("from newsnorm.testing import any_text", None),
        ("from newsnorm_mine._table import ROWS", None),
        ("newsnorm.Rule", None),
        ("import newsnorm.rules", "line 1: import newsnorm.rules"),
        ("from newsnorm.rules import Rule", "line 1: from newsnorm.rules import Rule"),
        ("from newsnorm import rules", "line 1: from newsnorm import rules"),
        ("newsnorm.rules.lint", "line 1: newsnorm.rules"),
        ("newsnorm._MODULE_OF", "line 1: newsnorm._MODULE_OF"),
        ("from newsnorm.testing import suites", "line 1: from newsnorm.testing import suites"),
        (
            "from newsnorm_wire import RULES",
            "line 1: newsnorm_wire, which the plugin does not say it needs",
        ),
        ("from newsnorm_text import layout", None),
        ("from newsnorm_text import _layout", "line 1: from newsnorm_text import _layout"),
    ],
)
def test_what_is_private_is_found(line: str, fault: str | None) -> None:
    assert next(faults(line, "newsnorm_mine", {"newsnorm_text"}), None) == fault
