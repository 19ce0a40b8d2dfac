"""The plugins in examples/plugins, as a third party would have them: wheels, installed, by name.

The wheels of newsnorm, of the plugins of the preset news and of the examples are built and unpacked
into a folder of their own; the examples' tests run in a process that finds them there alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(file.parent for file in ROOT.glob("examples/plugins/*/pyproject.toml"))
OURS = [ROOT, *sorted(file.parent for file in ROOT.glob("plugins/*/pyproject.toml"))]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every wheel unpacked as pip unpacks it."""
    target = tmp_path_factory.mktemp("site")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", "--quiet", *options, "--target", str(target)]
    done = subprocess.run(
        [*command, *map(str, [*OURS, *EXAMPLES])], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return target


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda folder: folder.name)
def test_the_tests_of_an_example_pass(site: Path, tmp_path: Path, example: Path) -> None:
    """Installed from wheels, with nothing of the checkout on the path."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir"]
    done = subprocess.run(
        [*command, str(tmp_path), str(example / "tests")],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
