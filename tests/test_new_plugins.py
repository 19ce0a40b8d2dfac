"""From nothing to a plugin that is tested, as its author goes: with wheels, outside the project.

The core's wheel goes into a fresh environment, with the packages that it and its tests need (copied
from this environment: nothing is downloaded). In an empty folder a plugin of each stage is then
begun, installed, tested, built and checked. With `-s`, the commands and their seconds are printed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from importlib.metadata import distribution
from pathlib import Path
from time import perf_counter
from typing import TypeAlias

import pytest
from packaging.requirements import Requirement

from newsnorm.scaffold import STARTS

ROOT = Path(__file__).parent.parent
PIP = ("-m", "pip", "--disable-pip-version-check")
OFFLINE = ("--quiet", "--no-index", "--no-build-isolation")

Python: TypeAlias = Callable[..., str]

pytestmark = pytest.mark.long


def needed(name: str, extras: frozenset[str], seen: set[str]) -> Iterator[str]:
    """The distributions that one needs, of those that are not newsnorm's."""
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker and not any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            continue
        if requirement.name not in seen:
            seen.add(requirement.name)
            yield requirement.name
            yield from needed(requirement.name, frozenset(requirement.extras), seen)


def lend(site: Path) -> None:
    """Copy the packages that newsnorm, its suites and building need into an environment."""
    seen = {"hatchling", "editables", "numpy"}
    names = [*needed("newsnorm", frozenset({"testing"}), seen)]
    for name in (*seen - {*names}, *names):
        for extra in (name, *needed(name, frozenset(), seen)):
            for file in distribution(extra).files or ():
                source = Path(str(distribution(extra).locate_file(file)))
                if ".." not in file.parts and "__pycache__" not in file.parts and source.is_file():
                    target = site.joinpath(*file.parts)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(source, target)


def timed(command: list[str], cwd: Path) -> str:
    """Run a command, print it with its seconds, and return what it prints."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("NEWSNORM", "PYTHON"))}
    began = perf_counter()
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env={**inherited, "PYTHONUTF8": "1"},
    )
    shown = " ".join(("python", *command[1:])).replace(str(cwd.parent), "..")
    print(f"{perf_counter() - began:7.2f} s  {shown}")
    assert done.returncode == 0, f"{shown}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Python:
    """Runs the Python of a fresh environment with newsnorm's wheel in it."""
    place = tmp_path_factory.mktemp("outside")
    timed([sys.executable, *PIP, "wheel", *OFFLINE, "--no-deps", "-w", ".", str(ROOT)], place)
    (wheel,) = place.glob("newsnorm-*.whl")
    began = perf_counter()
    environment = place / "environment"
    venv.create(environment, with_pip=True)
    binaries = environment / ("Scripts" if os.name == "nt" else "bin")
    program = str(binaries / ("python.exe" if os.name == "nt" else "python"))
    site = timed([program, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], place)
    lend(Path(site.strip()))
    print(f"{perf_counter() - began:7.2f} s  a fresh environment with what newsnorm needs")
    timed([program, *PIP, "install", *OFFLINE, f"{wheel}[testing]"], place)

    def run(*arguments: str, cwd: Path) -> str:
        return timed([program, *arguments], cwd)

    return run


@pytest.mark.parametrize("stage", STARTS)
def test_a_new_plugin_installs_is_listed_and_passes(
    python: Python, tmp_path: Path, stage: str
) -> None:
    """Editable and as a wheel; `newsnorm plugins check` agrees with its own tests."""
    name = f"my-{stage}"
    python("-m", "newsnorm", "plugins", "new", name, "--stage", stage, cwd=tmp_path)
    folder = tmp_path / f"newsnorm-{name}"
    try:
        python(*PIP, "install", *OFFLINE, "-e", ".[test]", cwd=folder)
        check_listed(python, folder, name)
        python("-m", "pytest", "-q", cwd=folder)
        python(*PIP, "uninstall", "--quiet", "--yes", folder.name, cwd=folder)
        python(*PIP, "wheel", *OFFLINE, "--no-deps", "-w", "dist", ".", cwd=folder)
        (wheel,) = (folder / "dist").iterdir()
        python(*PIP, "install", *OFFLINE, f"{wheel}[test]", cwd=folder)
        check_listed(python, folder, name)
        printed = python("-m", "pytest", "-q", cwd=folder)
        assert f"{name}/{STARTS[stage].component}: " in printed
        printed = python("-m", "newsnorm", "plugins", "check", name, cwd=folder)
        assert " passed" in printed.splitlines()[-1]
    finally:
        python(*PIP, "uninstall", "--quiet", "--yes", folder.name, cwd=tmp_path)


def check_listed(python: Python, folder: Path, name: str) -> None:
    """`newsnorm plugins` knows it, and finds no fault with it."""
    (report,) = json.loads(python("-m", "newsnorm", "plugins", "--json", cwd=folder))
    assert (report["name"], report["distribution"]) == (name, folder.name)
    assert (report["version"], report["api"], report["status"]) == ("0.1.0", 1, "ok")
