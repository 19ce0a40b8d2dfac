"""`import newsnorm`: cheap, and complete."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import newsnorm

HEAVY = {
    "backports.zstd",
    "click",
    "importlib.metadata",
    "importlib.resources",
    "json",
    "numpy",
    "pluggy",
    "regex",
    "tomllib",
    "unicodedata",
}


def modules_after(code: str) -> set[str]:
    """What is imported in a fresh process once some code has run there."""
    # -S: site-packages may import anything by its .pth files; what they do is not our doing.
    source = Path(newsnorm.__file__).parent.parent
    program = f"import sys\nsys.path.append({str(source)!r})\n{code}\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_importing_newsnorm_imports_nothing_heavy() -> None:
    """Not even its own parts: those come when a name is first used."""
    modules = modules_after("import newsnorm")
    assert modules & HEAVY == set()
    assert {name for name in modules if name.startswith("newsnorm")} == {"newsnorm"}


def test_using_a_name_imports_its_module_alone() -> None:
    """An error class can be had without what raises it."""
    modules = modules_after("import newsnorm\nnewsnorm.InputError")
    assert {name for name in modules if name.startswith("newsnorm")} == {
        "newsnorm",
        "newsnorm.errors",
    }


@pytest.mark.parametrize(("module", "names"), newsnorm._HOME.items())
def test_every_public_name_is_its_modules(module: str, names: tuple[str, ...]) -> None:
    """What `newsnorm` hands out is the thing itself."""
    home = import_module(f"newsnorm.{module}")
    for name in names:
        assert getattr(newsnorm, name) is getattr(home, name)


def test_every_public_name_is_listed() -> None:
    """For completion at a prompt, and for people who ask `dir(newsnorm)`."""
    public = {name for names in newsnorm._HOME.values() for name in names}
    assert public <= set(dir(newsnorm))


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    """As with every other module."""
    with pytest.raises(AttributeError, match="module 'newsnorm' has no attribute 'nonsense'"):
        newsnorm.nonsense  # type: ignore[attr-defined]  # noqa: B018


def test_type_checkers_see_the_names_that_there_are() -> None:
    """What is imported for type checkers agrees with what is handed out, name by name."""
    tree = ast.parse(Path(newsnorm.__file__).read_text(encoding="utf-8"))
    (block,) = (
        node
        for node in tree.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    seen = [
        (node.module, alias.name, alias.asname)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    ]
    given = [
        (f"newsnorm.{module}", name, name)
        for module, names in newsnorm._HOME.items()
        for name in names
    ]
    assert sorted(seen) == sorted(given)


def test_a_public_name_has_one_home() -> None:
    """Two modules cannot claim it."""
    names = [name for names in newsnorm._HOME.values() for name in names]
    assert sorted(set(names)) == sorted(names)


def test_every_public_name_is_documented() -> None:
    """`help(newsnorm.X)` says what X is for, in words that somebody wrote."""
    for names in newsnorm._HOME.values():
        for name in names:
            thing = getattr(newsnorm, name)
            text = thing.__doc__ or ""
            assert text.strip(), name
            assert not text.startswith(f"{name}("), f"{name} has the docstring of its dataclass"
