"""What mypyc is to compile must not use what it compiles to something else, or not at all.

`make compiled` shows whether all is well; this shows what is not within seconds, and without a C
compiler.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECTS = (ROOT, ROOT / "plugins/newsnorm-text", ROOT / "plugins/newsnorm-entities")


def compiled_modules() -> Iterator[Path]:
    """The files that the hook of each project names."""
    for project in PROJECTS:
        settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
        hook = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["mypyc"]
        if "include" in hook:
            yield from (project / path for path in hook["include"])
        else:
            yield from (p for p in project.glob("src/*/*.py") if p.name not in hook["exclude"])


def faults(source: str) -> list[str]:
    """What stands in a module that mypyc does not compile as it is meant."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.FunctionDef(decorator_list=decorators):
                if any("cached_property" in ast.unparse(one) for one in decorators):
                    found.append(f"{node.lineno}: a cached_property is made anew each time")
            case ast.Compare(comparators=[*_, ast.Tuple(elts=parts)]):
                if any(isinstance(part, ast.Starred) for part in parts):
                    found.append(f"{node.lineno}: a star in a tuple that is looked into")
            case ast.Constant(value=str(text)) if any("\ud800" <= c <= "\udfff" for c in text):
                found.append(f"{node.lineno}: a surrogate in a string; write chr(0xD800)")
    return found


@pytest.mark.parametrize("module", list(compiled_modules()), ids=lambda path: path.name)
def test_a_compiled_module_uses_what_mypyc_compiles(module: Path) -> None:
    assert faults(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "class A:\n    @cached_property\n    def b(self): ...",
        "x in (*A, 'b')",
        "'\\ud800'",
    ],
)
def test_what_it_does_not_compile_is_named(source: str) -> None:
    assert len(faults(source)) == 1


def test_only_modules_that_there_are_are_named() -> None:
    modules = list(compiled_modules())
    assert len(modules) > 40
    assert [path for path in modules if not path.is_file()] == []
