"""`newsnorm plugins new`, and `check` of what it makes; `test_new_plugins` does it from outside."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsnorm.cli import cli
from newsnorm.errors import ConfigError
from newsnorm.scaffold import LICENSES, STARTS, new_plugin
from newsnorm.testing.packs import PACKED

ROOT = Path(__file__).parent.parent
SLOW = ("linear-time", "hash-seed", "locale", "imports", "bad-options", "all-")
"""Checks that start processes or measure, and the one that runs all that were left out."""


@pytest.fixture
def invoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs `newsnorm` in a temporary folder, with few examples to draw."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSNORM_TESTING_EXAMPLES", "3")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments, catch_exceptions=False)

    return run


@pytest.fixture(scope="module")
def plugins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plugin of each stage, in folders of their stages' names."""
    folder = tmp_path_factory.mktemp("plugins")
    for stage in STARTS:
        new_plugin(f"our-{stage}", stage, folder / stage)
        install(folder / stage, f"our-{stage}")
    return folder


def install(folder: Path, name: str) -> None:
    """Write down an entry point where Python finds it, in the folder's `src`."""
    info = folder / "src" / f"newsnorm_{name.replace('-', '_')}-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: newsnorm-{name}\nVersion: 0.1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        f"[newsnorm]\n{name} = newsnorm_{name.replace('-', '_')}\n", encoding="utf-8"
    )


def contents(folder: Path) -> dict[str, bytes]:
    """The files below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("stage", STARTS)
@pytest.mark.parametrize("license", LICENSES)
def test_a_new_plugin_is_a_whole_distribution(tmp_path: Path, stage: str, license: str) -> None:
    """Metadata, entry point, source or data, tests, licence and workflow; nothing left to fill."""
    made = new_plugin("radio-24", stage, tmp_path / "plugin", license=license, author='J. "X" Roë')
    found = contents(made)
    assert {*found} >= {
        *("pyproject.toml", "README.md", "LICENSE", ".gitignore", ".gitattributes"),
        *(".github/workflows/publish.yml", "src/newsnorm_radio_24/py.typed"),
    }
    for name, data in found.items():
        text = data.decode("utf-8")
        assert "\r" not in text
        assert not text or text.endswith("\n"), name
        assert "PACKAGE" not in name + text
        assert "$" not in text.replace("${{", ""), name
    project = tomllib.loads(found["pyproject.toml"].decode())["project"]
    assert project["name"] == "newsnorm-radio-24"
    assert project["authors"] == [{"name": 'J. "X" Roë'}]
    assert project["license"] == license
    assert project["entry-points"] == {"newsnorm": {"radio-24": "newsnorm_radio_24"}}
    assert project["dependencies"][0] == "newsnorm>=0.1"
    assert project["optional-dependencies"] == {"test": ["newsnorm[testing]>=0.1"]}
    terms = found["LICENSE"].decode()
    assert license == "Apache-2.0" or 'J. "X" Roë' in terms
    workflow = found[".github/workflows/publish.yml"].decode()
    assert "id-token: write" in workflow
    assert "[ubuntu-latest, macos-latest, windows-latest]" in workflow
    assert "${{ matrix.system }}" in workflow


@pytest.mark.parametrize("stage", ["pack", "gazetteer"])
def test_a_plugin_of_data_has_no_code(plugins: Path, stage: str) -> None:
    """The one module that Python wants holds a docstring and nothing else."""
    (module,) = (plugins / stage / "src").rglob("*.py")
    (statement,) = ast.parse(module.read_text(encoding="utf-8")).body
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Constant)


def test_the_apache_licence_is_the_projects(tmp_path: Path) -> None:
    """To the letter."""
    made = new_plugin("ours", "pack", tmp_path / "plugin", license="Apache-2.0")
    assert (made / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_what_is_made_is_clean(plugins: Path) -> None:
    """To the rules of this project, and in the form of the plugin's own configuration."""
    check = [sys.executable, "-m", "ruff", "check", "--config", str(ROOT / "pyproject.toml")]
    layout = [sys.executable, "-m", "ruff", "format", "--check"]
    for stage, command in product(STARTS, (check, layout)):
        done = subprocess.run(
            [*command, "--no-cache", "."],
            capture_output=True,
            text=True,
            check=False,
            cwd=plugins / stage,
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.long
def test_what_is_made_is_typed(plugins: Path, tmp_path: Path) -> None:
    """By mypy's strict rules, tests included."""
    sources = [str(file) for file in plugins.rglob("*.py")]
    path = os.pathsep.join(str(plugins / stage / "src") for stage in STARTS)
    options = ["--strict", "--cache-dir", str(tmp_path), "--config-file", os.devnull]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *options, *sources],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "MYPYPATH": path},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_made_passes_its_tests(plugins: Path) -> None:
    """All but the checks that take long, which are left to those who test from outside."""
    path = os.pathsep.join(str(plugins / stage / "src") for stage in STARTS)
    options = ["-q", "-p", "no:cacheprovider", "--import-mode=importlib", "-c", os.devnull]
    chosen = ["-k", " and ".join(f"not {name}" for name in SLOW)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *chosen, "--rootdir", str(plugins)]
        + [str(plugins / stage / "tests") for stage in STARTS],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=plugins,
        env={**os.environ, "PYTHONPATH": path, "NEWSNORM_TESTING_EXAMPLES": "3"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for stage, start in STARTS.items():
        assert f"our-{stage}/{start.component}: " in done.stdout


@pytest.mark.parametrize(
    "name",
    ["", "Khabar", "24-radio", "a--b", "a_b", "-a", "a-", "хабар", "a.b", "../a", "a b", "a" * 41],
)
def test_a_name_that_will_not_do_is_refused(invoke: Callable[..., Result], name: str) -> None:
    """For an entry point, a distribution, a package and a folder alike, on every system."""
    with pytest.raises(ConfigError, match="will not do as a plugin's name"):
        invoke("plugins", "new", "--stage", "pack", "--", name)
    assert not [*Path().iterdir()]


@pytest.mark.parametrize("name", ["text", "newsnorm-text"])
def test_the_name_of_an_installed_plugin_is_refused(
    invoke: Callable[..., Result], name: str
) -> None:
    """With two of one name neither would work."""
    with pytest.raises(ConfigError, match="'text' is installed already, from newsnorm-text"):
        invoke("plugins", "new", name, "--stage", "pack")


@pytest.mark.parametrize("kind", ["file", "empty", "full"])
def test_what_is_there_is_not_touched(
    invoke: Callable[..., Result], tmp_path: Path, kind: str
) -> None:
    """Neither a file nor a folder, empty or not."""
    place = tmp_path / "newsnorm-ours"
    if kind == "file":
        place.write_text("mine", encoding="utf-8")
    else:
        place.mkdir()
    if kind == "full":
        (place / "LICENSE").write_text("mine", encoding="utf-8")
    before = contents(tmp_path)
    with pytest.raises(ConfigError, match="newsnorm-ours is there already; name another folder"):
        invoke("plugins", "new", "ours", "--stage", "pack")
    assert contents(tmp_path) == before
    assert [*tmp_path.iterdir()] == [place]


def test_a_plugin_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full half-way leaves nothing behind."""
    written: list[Path] = []
    write = Path.write_bytes

    def fails(self: Path, data: bytes) -> int:
        if len(written) == 5:
            raise OSError(28, "No space left on device")
        written.append(self)
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises(ConfigError, match="ours cannot be written: No space left on device"):
        new_plugin("ours", "cleaner", tmp_path / "ours")
    assert len(written) == 5
    assert not [*tmp_path.iterdir()]


def test_the_next_commands_are_told(invoke: Callable[..., Result]) -> None:
    """Three, to be pasted; a prefix that everybody would add is not doubled."""
    done = invoke("plugins", "new", "newsnorm-ours", "--stage", "pack", "--license", "mit")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        "made newsnorm-ours; next:",
        "  cd newsnorm-ours",
        '  python -m pip install -e ".[test]"',
        "  python -m pytest",
    ]
    assert Path("newsnorm-ours/LICENSE").read_text("utf-8").startswith("MIT License")


def test_a_plugin_is_checked_by_its_name(
    invoke: Callable[..., Result], plugins: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line a check, and a count at the end."""
    monkeypatch.syspath_prepend(str(plugins / "gazetteer" / "src"))
    done = invoke("plugins", "check", "our-gazetteer")
    lines = done.stdout.splitlines()
    assert done.exit_code == 0, done.stdout
    assert lines[0] == "our-gazetteer/names"
    checks = [line.split()[1] for line in lines if line.startswith("  passed ")]
    assert {"canonical-names", "parents", "spec"} <= {*checks}
    assert lines[-1].startswith(f"{len(checks)} passed")


def test_a_pack_is_held_to_what_packs_are(
    invoke: Callable[..., Result], plugins: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own examples and traps among it."""
    monkeypatch.syspath_prepend(str(plugins / "pack" / "src"))
    done = invoke("plugins", "check", "our-pack")
    assert done.exit_code == 0, done.stdout
    checks = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("  passed ")}
    assert {check.id for check in PACKED} <= checks


def test_what_has_nothing_to_work_on_is_not_called_broken(
    invoke: Callable[..., Result], plugins: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A reader of a format of its own asks for a sample; with one, all is checked."""
    monkeypatch.syspath_prepend(str(plugins / "reader" / "src"))
    done = invoke("plugins", "check", "our-reader/stories")
    assert done.exit_code == 0, done.stdout
    assert "there is nothing it works on: give --sample FILE" in done.stdout
    sample = tmp_path / "a.stories"
    sample.write_text("Snow\nIt fell.\n====\nThaw\nIt melted.\n====\n", encoding="utf-8")
    done = invoke("plugins", "check", "our-reader/stories", "--sample", str(sample))
    assert done.exit_code == 0, done.stdout
    assert "there is nothing it works on" not in done.stdout
    assert "  passed   truncated" in done.stdout


GREEDY = '''
"""A preset that cannot be built, and a cleaner that is no component."""

import newsnorm


@newsnorm.hookimpl
def newsnorm_presets():
    yield newsnorm.Preset("greedy", 1, cleaners=("greedy/none",))
'''


def test_a_check_that_fails_is_exit_code_1(
    invoke: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what is wrong below it; a preset is checked by building it."""
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "newsnorm_greedy.py").write_text(GREEDY, encoding="utf-8")
    install(tmp_path, "greedy")
    monkeypatch.syspath_prepend(str(tmp_path / "src"))
    done = invoke("plugins", "check", "greedy")
    assert done.exit_code == 1
    assert "  failed   builds" in done.stdout
    assert "has no 'greedy/none' among its cleaners: none" in done.stdout
    assert done.stdout.endswith("1 failed\n")


def test_without_hypothesis_the_way_to_get_it_is_told() -> None:
    """The suites are an extra."""
    program = (
        "import sys; sys.modules['hypothesis'] = None; from newsnorm.cli import main; "
        "sys.argv = ['newsnorm', 'plugins', 'check', 'text/nfc']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == (
        "Error: newsnorm.testing needs hypothesis and pytest: pip install newsnorm[testing]\n"
    )
