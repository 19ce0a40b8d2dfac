"""Plugins as people meet them: installed for real, good, broken, blocked and in each other's way.

The distributions in `broken_plugins/` are laid out in a folder as pip does it, once; the command
then finds them there. That pip does it so is tested in `test_new_plugins`.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest

from newsnorm.cli import main
from newsnorm.components import CleanerSpec, GazetteerSpec, Preset, ReaderSpec
from newsnorm.errors import DuplicatePlugin, PluginError, PluginNotFound
from newsnorm.io.inputs import InputOptions, Source, read
from newsnorm.packaged import is_pack
from newsnorm.plugins import BLOCK_VARIABLE, Plugins

SOURCES = Path(__file__).parent / "broken_plugins"
FIRST_PARTY = {"entities", "minhash", "news", "text", "wire", "world"}
MARK = "NEWSNORM_TEST_MARK"
"""Names the file that the plugin `unimportable` writes when somebody tries to import it."""

FAULTS = {
    "unimportable": (
        "cannot be imported: RuntimeError: the dictionary of dashes is missing; "
        "update newsnorm-unimportable, or leave out what names its components"
    ),
    "misspelt": (
        "implements an unknown hook 'newsnorm_cleaner'; did you mean 'newsnorm_cleaners'?"
    ),
    "unmarked": (
        "registers nothing: mark its hooks with @newsnorm.hookimpl, "
        "or put packs/NAME.toml or gazetteers/NAME/ into its package"
    ),
    "newer": (
        "is for version 2 of newsnorm's hooks, and newsnorm 0.1.0 has version 1; "
        "update newsnorm, or install an older newsnorm-newer"
    ),
    "raising": (
        "failed in its hook newsnorm_cleaners: LookupError: no table of dashes for today; "
        "update newsnorm-raising, or leave out what names its components"
    ),
    "foreign": (
        "returns a component 'text/nothing' from its hook newsnorm_cleaners; "
        "the name must begin with 'foreign/'"
    ),
    "twins": (
        "has two components 'twins/nothing', the second from its hook newsnorm_cleaners; "
        "rename one of them"
    ),
    "specless": (
        "returns 'specless/nothing' from its hook newsnorm_cleaners, where a CleanerSpec is due"
    ),
}
"""By plugin, what newsnorm says of it after its name, distribution and version."""

TWO_OWNERS = (
    "two distributions have a plugin 'good': newsnorm-copycat 0.3.0 and newsnorm-good 1.2.0; "
    "uninstall one, or block it by the distribution's name"
)


class Done(NamedTuple):
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


Newsnorm: TypeAlias = Callable[..., Done]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plugins of `broken_plugins` installed: what is looked at of it."""
    target = tmp_path_factory.mktemp("site")
    for file in SOURCES.glob("*/pyproject.toml"):
        project = tomllib.loads(file.read_text(encoding="utf-8"))["project"]
        name, version = project["name"], project["version"]
        shutil.copytree(file.parent / "src", target, dirs_exist_ok=True)
        info = target / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir()
        about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        (info / "METADATA").write_text(about, encoding="utf-8")
        points = "".join(f"{k} = {v}\n" for k, v in project["entry-points"]["newsnorm"].items())
        (info / "entry_points.txt").write_text(f"[newsnorm]\n{points}", encoding="utf-8")
    return target


@pytest.fixture
def newsnorm(
    plugins: Callable[..., Plugins],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Newsnorm:
    """Runs the command `newsnorm` with those plugins installed."""

    def run(*arguments: str, text: str = "", **variables: str) -> Done:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["newsnorm", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as left:
            main()
        code = left.value.code
        assert isinstance(code, int)
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def plugins(site: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Plugins]]:
    """Makes `Plugins` that see those plugins."""
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.delenv(BLOCK_VARIABLE, raising=False)
    yield Plugins
    for folder in site.glob("newsnorm_*/__init__.py"):
        sys.modules.pop(folder.parent.name, None)


def using(folder: Path, component: str) -> str:
    """A newsnorm.toml that adds a component to the preset news."""
    file = folder / "newsnorm.toml"
    file.write_text(f'insert = [{{ use = "{component}" }}]\n', encoding="utf-8")
    return file.name


@pytest.mark.parametrize("name", FAULTS)
def test_using_a_broken_plugin_fails_and_says_whose_fault_it_is(
    newsnorm: Newsnorm, tmp_path: Path, name: str
) -> None:
    """One line: plugin, distribution, version, hook, fault, and what to do."""
    config = using(tmp_path, f"{name}/nothing")
    done = newsnorm("normalize", "--config", config, "-", text="Snow fell.")
    plugin = f"the plugin {name!r} (newsnorm-{name} 0.1.0)"
    assert done.stderr == f"Error: {plugin} {FAULTS[name]}\n"
    assert done.stdout == ""
    assert done.returncode == 1


def test_broken_plugins_harm_nobody_who_does_not_use_them(newsnorm: Newsnorm) -> None:
    """With all of them installed, the preset news works as ever."""
    done = newsnorm("normalize", "-", text="KIEV, May 3 (Reuters) - Snow  fell.")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Snow fell.\n", "")


def test_the_list_shows_every_plugin_and_marks_the_broken_ones(newsnorm: Newsnorm) -> None:
    """`newsnorm plugins` goes on after a plugin that is broken, and says what is wrong with it."""
    done = newsnorm("plugins")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    for name, fault in FAULTS.items():
        at = lines.index(f"{name}  (newsnorm-{name} 0.1.0)  broken")
        assert lines[at + 1] == f"  the plugin {name!r} (newsnorm-{name} 0.1.0) {fault}"
    for distribution in ("newsnorm-copycat 0.3.0", "newsnorm-good 1.2.0"):
        at = lines.index(f"good  ({distribution})  broken")
        assert lines[at + 1] == f"  {TWO_OWNERS}"
    fine = {line.partition("  ")[0] for line in lines if line.endswith("  ok")}
    assert fine >= FIRST_PARTY
    assert fine.isdisjoint({*FAULTS, "good"})
    assert any(line.split()[:2] == ["deduplicators", "minhash/near"] for line in lines)


def test_the_list_as_json_says_the_same(newsnorm: Newsnorm) -> None:
    """`newsnorm plugins --json` is one array, with a status and a fault for each plugin."""
    done = newsnorm("--block", "newsnorm-copycat", "plugins", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    reports: list[dict[str, Any]] = json.loads(done.stdout)
    status = {report["distribution"]: report["status"] for report in reports}
    for name, fault in FAULTS.items():
        report = next(report for report in reports if report["name"] == name)
        assert report == {
            "name": name,
            "distribution": f"newsnorm-{name}",
            "version": "0.1.0",
            "api": None,
            "status": "broken",
            "fault": f"the plugin {name!r} (newsnorm-{name} 0.1.0) {fault}",
            "warnings": [],
            "components": {},
        }
    assert status["newsnorm-copycat"] == "blocked"
    assert {status[f"newsnorm-{name}"] for name in FIRST_PARTY} == {"ok"}
    good = next(report for report in reports if report["distribution"] == "newsnorm-good")
    assert good["status"] == "ok"
    idle = {"active": False, "options": {}}
    assert good["components"] == {
        "cleaners": [{"name": "good/dashes", "summary": "two hyphens are a dash", **idle}],
        "presets": [
            {"name": "good@9", "summary": "leaves dashes alone", **idle},
            {"name": "good@10", "summary": "dashes alone", **idle},
        ],
        "readers": [{"name": "good/lines", "summary": "an article a line", **idle}],
    }
    minhash = next(report for report in reports if report["name"] == "minhash")
    (_, near, _) = minhash["components"]["deduplicators"]
    assert (minhash["api"], near["name"], near["active"]) == (1, "minhash/near", True)
    assert near["options"]["similar"] == 0.3


def test_the_list_imports_nothing_heavy() -> None:
    """Of newsnorm's own plugins it loads what registers, not what works: it comes at once."""
    program = (
        "import sys\nfrom newsnorm.cli import cli\ncli(['plugins'], standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    modules = set(done.stderr.decode().split())
    assert {f"newsnorm_{name}" for name in FIRST_PARTY} <= modules
    working = {name for name in modules if name.startswith("newsnorm_") and "." in name}
    heavy = {"numpy", "pyarrow", "hypothesis", "pytest", "sqlite3", "newsnorm.testing"}
    assert (working, heavy & modules) == (set(), set())


def test_a_plugin_that_is_not_blocked_is_imported_by_the_list(
    newsnorm: Newsnorm, tmp_path: Path
) -> None:
    """This is what the tests of blocking rest on: the mark is there if nothing is blocked."""
    newsnorm("plugins", **{MARK: str(tmp_path / "mark")})
    assert (tmp_path / "mark").read_text(encoding="utf-8") == "imported"


@pytest.mark.parametrize("blocked", ["unimportable", "newsnorm-unimportable"])
@pytest.mark.parametrize("how", ["option", "variable"])
def test_a_blocked_plugin_is_never_imported(
    newsnorm: Newsnorm, tmp_path: Path, blocked: str, how: str
) -> None:
    """By option or variable, by the plugin's name or the distribution's: its code is not run."""
    variables = {MARK: str(tmp_path / "mark")}
    options = ["--block", "wire", "--block", blocked]
    if how == "variable":
        options = []
        variables[BLOCK_VARIABLE] = f"wire, {blocked}"
    done = newsnorm(*options, "plugins", **variables)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert "unimportable  (newsnorm-unimportable 0.1.0)  blocked" in lines
    assert "wire  (newsnorm-wire 0.1.0)  blocked" in lines
    assert not (tmp_path / "mark").exists()


def test_asking_for_a_blocked_plugin_says_that_it_is_blocked(
    newsnorm: Newsnorm, tmp_path: Path
) -> None:
    """That is wrong usage, not a fault of the plugin's: exit code 2."""
    config = using(tmp_path, "unimportable/nothing")
    done = newsnorm(
        *("--block", "unimportable", "normalize", "--config", config, "-"),
        text="Snow fell.",
        **{MARK: str(tmp_path / "mark")},
    )
    assert done.stderr == (
        "Error: 'unimportable/nothing' is of the plugin 'unimportable', which is blocked; "
        "unblock it, or leave out what names it\n"
    )
    assert done.returncode == 2
    assert not (tmp_path / "mark").exists()


def test_a_blocked_plugin_is_not_found(plugins: Callable[..., Plugins]) -> None:
    """A program can tell what was asked for, and from whom."""
    with pytest.raises(PluginNotFound) as caught:
        plugins(block=["good"]).find(CleanerSpec, "good/dashes")
    assert (caught.value.plugin, caught.value.component) == ("good", "good/dashes")


def test_a_plugin_with_two_owners_is_nobodys(newsnorm: Newsnorm) -> None:
    """Neither is used, whichever comes first on the path; the message names both."""
    done = newsnorm("normalize", "--config", "good", "-", text="Snow fell.")
    assert done.stderr == f"Error: {TWO_OWNERS}\n"
    assert (done.returncode, done.stdout) == (1, "")


def test_blocking_one_owner_by_its_distribution_makes_the_other_usable(
    newsnorm: Newsnorm,
) -> None:
    """The plugin that is left works; its newest preset is the one of the highest number."""
    command = ("--block", "newsnorm-copycat", "normalize", "--config", "good", "-")
    done = newsnorm(*command, text="Snow fell -- at last.")
    assert done.stdout == "Snow fell \N{EM DASH} at last.\n"
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_plugin_says_the_same_at_every_attempt(
    plugins: Callable[..., Plugins], name: str
) -> None:
    """A failed attempt leaves nothing behind that would change what the next one says."""
    found = plugins()
    messages = []
    for _ in range(2):
        with pytest.raises(PluginError) as caught:
            found.find(CleanerSpec, f"{name}/nothing")
        assert caught.value.plugin == name
        messages.append(str(caught.value))
    assert messages == [f"the plugin {name!r} (newsnorm-{name} 0.1.0) {FAULTS[name]}"] * 2


def test_a_broken_plugin_does_not_break_one_that_is_loaded_after_it(
    plugins: Callable[..., Plugins],
) -> None:
    """Plugins are kept apart: the misspelt hook of one is not held against the next."""
    found = plugins(block=["newsnorm-copycat"])
    for name in FAULTS:
        with pytest.raises(PluginError):
            found.find(CleanerSpec, f"{name}/nothing")
    assert found.find(CleanerSpec, "good/dashes").summary == "two hyphens are a dash"


def test_a_reader_of_a_plugin_reads(plugins: Callable[..., Plugins], tmp_path: Path) -> None:
    """Found by its name, it is handed to what reads."""
    spec = plugins(block=["newsnorm-copycat"]).find(ReaderSpec, "good/lines")
    file = tmp_path / "a.lines"
    file.write_text("Snow fell.\nRain fell.\n", encoding="utf-8")
    raws = read(Source("a.lines", file), InputOptions(), [spec])
    assert [raw.data for raw in raws] == [{"text": "Snow fell."}, {"text": "Rain fell."}]


def test_a_plugin_can_be_data_alone(newsnorm: Newsnorm, tmp_path: Path) -> None:
    """A pack and a gazetteer in the folders of a package work without a line of code."""
    (tmp_path / "newsnorm.toml").write_text(
        'insert = [{ use = "khabar/datelines", after = "wire/furniture" }]\n'
        'gazetteers = ["world", "khabar/places"]\n',
        encoding="utf-8",
    )
    raw = "АСТАНА, 5 қаңтар (Хабар) - Snow fell in Ust-Kamenogorsk."
    done = newsnorm("normalize", "--config", "newsnorm.toml", "--json", "-", text=raw)
    record = json.loads(done.stdout)
    assert record["text"] == "Snow fell in Ust-Kamenogorsk."
    line = {name: record["dateline"][name] for name in ("place", "date", "agency")}
    assert line == {"place": "АСТАНА", "date": "--01-05", "agency": "Хабар"}
    assert [edit["rule"] for edit in record["edits"]] == ["khabar/datelines:dateline"]
    (mention,) = record["mentions"]
    assert (mention["name"], mention["alias"]) == ("Oskemen", "khabar/places@0.1.0#2")
    listed = newsnorm("plugins").stdout
    assert "  cleaners        khabar/datelines      -       datelines of Khabar\n" in listed
    assert "  gazetteers      khabar/places         -       the table khabar/places@0.1.0" in listed


def test_the_error_for_two_owners_has_a_class_of_its_own(
    plugins: Callable[..., Plugins],
) -> None:
    """A program can tell it from a plugin that is broken."""
    with pytest.raises(DuplicatePlugin) as caught:
        plugins().find(CleanerSpec, "good/dashes")
    assert (caught.value.plugin, caught.value.component) == ("good", "good/dashes")


def test_a_component_that_a_plugin_does_not_have_lists_those_it_has(
    plugins: Callable[..., Plugins],
) -> None:
    """The message names the plugin, its distribution and version, and the choice there is."""
    with pytest.raises(PluginNotFound) as caught:
        plugins(block=["newsnorm-copycat"]).find(CleanerSpec, "good/quotes")
    assert str(caught.value) == (
        "the plugin 'good' (newsnorm-good 1.2.0) has no 'good/quotes' among its cleaners: "
        "good/dashes"
    )
    assert (caught.value.plugin, caught.value.component) == ("good", "good/quotes")


@pytest.mark.parametrize(
    ("kind", "name", "among"),
    [
        (Preset, "good@3", "presets: good@9, good@10"),
        (GazetteerSpec, "good/places", "gazetteers: none"),
        (Preset, "khabar", "presets: none"),
    ],
)
def test_what_a_plugin_does_not_have_is_answered_with_all_it_has_of_its_kind(
    plugins: Callable[..., Plugins], kind: type[Any], name: str, among: str
) -> None:
    """Or with none, which is an answer too."""
    found = plugins(block=["newsnorm-copycat"])
    with pytest.raises(PluginNotFound) as caught:
        found.find(kind, name)
    assert str(caught.value).endswith(f" has no {name!r} among its {among}")


def test_a_plugin_that_is_not_installed_suggests_one_that_is(
    plugins: Callable[..., Plugins],
) -> None:
    """A slip of the finger is answered with the name that was probably meant."""
    with pytest.raises(PluginNotFound) as caught:
        plugins().find(CleanerSpec, "misspelled/nothing")
    assert str(caught.value) == (
        "no plugin 'misspelled' is installed, which 'misspelled/nothing' needs; "
        "did you mean 'misspelt'?"
    )
    assert (caught.value.plugin, caught.value.component) == ("misspelled", "misspelled/nothing")


def test_a_plugin_that_is_like_no_other_is_answered_with_all_there_are(
    plugins: Callable[..., Plugins], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The default preset's is on a package index: that is told first of all."""
    found = plugins()
    names = sorted({plugin.name for plugin in found.installed})
    with pytest.raises(PluginNotFound) as caught:
        found.find(CleanerSpec, "zzz/nothing")
    assert str(caught.value).endswith(f"needs; installed are: {', '.join(names)}")
    for wanted, hint in (
        ("zzz/nothing", "installed are: none"),
        ("news", 'pip install "newsnorm[news]" brings it'),
    ):
        alone = plugins()
        monkeypatch.setitem(vars(alone), "installed", ())
        with pytest.raises(PluginNotFound) as caught:
            alone.find(Preset, wanted)
        assert str(caught.value).endswith(f"needs; {hint}")


@pytest.mark.parametrize("block", ["newsnorm_copycat", "Newsnorm.Copycat", " NEWSNORM-copycat "])
def test_a_block_is_spelt_as_package_indexes_compare_names(
    plugins: Callable[..., Plugins], block: str
) -> None:
    found = plugins(block=[block, "No--Such_Thing"])
    assert found.find(CleanerSpec, "good/dashes").name == "good/dashes"
    assert found.unknown_blocks() == ["no-such-thing"]


def test_the_stage_of_a_component_is_known(plugins: Callable[..., Plugins]) -> None:
    """Of any but presets, which are no component; what is not there is answered with what is."""
    found = plugins(block=["newsnorm-copycat"])
    assert found.stage_of("good/dashes") == "cleaners"
    assert found.stage_of("khabar/places") == "gazetteers"
    for name in ("good/quotes", "good@9"):
        with pytest.raises(PluginNotFound) as caught:
            found.stage_of(name)
        assert str(caught.value) == (
            f"the plugin 'good' (newsnorm-good 1.2.0) has no component {name!r}: "
            "good/dashes, good@9, good@10, good/lines"
        )
        assert (caught.value.plugin, caught.value.component) == ("good", name)


def test_components_are_all_of_a_plugin_or_the_one_named(plugins: Callable[..., Plugins]) -> None:
    """And a pack is known as one."""
    found = plugins()
    both = found.components("khabar")
    assert [*both] == ["khabar/datelines", "khabar/places"]
    assert [*found.components("khabar/places")] == ["khabar/places"]
    assert {name: is_pack(spec) for name, spec in both.items()} == {
        "khabar/datelines": True,
        "khabar/places": False,
    }
    assert not is_pack(found.find(CleanerSpec, "text/quotes"))


def test_what_a_recipe_needs_and_is_not_there_is_told_with_the_way_out(
    plugins: Callable[..., Plugins],
) -> None:
    """Tables of one's own need no plugin, and nothing after them is overlooked."""
    own = ("names.csv", "names.tsv", "names.jsonl")
    recipe = Preset(
        "mine",
        1,
        cleaners=("text/quotes", "lost/a", "lost/b"),
        gazetteers=(*own, "world", "lost/places"),
        readers=("lost/files", "good/lines"),
    )
    found = plugins(block=["newsnorm-copycat"])
    found.check(replace(recipe, cleaners=(), gazetteers=(*own, "world"), readers=()))
    with pytest.raises(PluginNotFound) as caught:
        found.check(recipe)
    assert str(caught.value).endswith(
        '; a newsnorm.toml with remove = ["lost/a", "lost/b"] and gazetteers = '
        '["names.csv", "names.tsv", "names.jsonl", "world"] and readers = ["good/lines"] '
        "does without it"
    )
    assert (caught.value.plugin, caught.value.component) == ("lost", "lost/a")
    with pytest.raises(PluginNotFound, match="gone/places"):
        found.check(Preset("mine", 1, gazetteers=("names.csv", "gone/places")))


PACK = 'agencies = ["Elbon"]\nsummary = {}\n'


@pytest.mark.parametrize(
    ("summary", "shown"),
    [('"of Elbon – Эльбон"', "of Elbon – Эльбон"), ("7", ""), ("", ""), (None, "")],
)
def test_packs_come_by_name_each_with_its_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, summary: str | None, shown: str
) -> None:
    """Listing needs no more of a file than that; what is wrong with it is told to who uses it."""
    folder = tmp_path / "newsnorm_elbon" / "packs"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("", encoding="utf-8")
    for name in ("b", "a", "c"):
        text = "" if summary is None else PACK.format(summary)
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    (folder / "notes.txt").write_text("", encoding="utf-8")
    (tmp_path / "newsnorm_elbon-1.dist-info").mkdir()
    info = {
        "METADATA": "Metadata-Version: 2.1\nName: newsnorm-elbon\nVersion: 1\n",
        "entry_points.txt": "[newsnorm]\nelbon = newsnorm_elbon\n",
    }
    for name, text in info.items():
        (tmp_path / "newsnorm_elbon-1.dist-info" / name).write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    found = Plugins().components("elbon")
    sys.modules.pop("newsnorm_elbon")
    assert [(name, spec.summary) for name, spec in found.items()] == [
        (f"elbon/{name}", shown) for name in "abc"
    ]


CROSSED = '''
"""A cleaner and a gazetteer of one name."""

import newsnorm


@newsnorm.hookimpl
def newsnorm_cleaners():
    return [newsnorm.CleanerSpec("crossed/names", list)]


@newsnorm.hookimpl
def newsnorm_gazetteers():
    return [newsnorm.GazetteerSpec("crossed/names", lambda: newsnorm.Gazetteer.of([], []))]
'''


def test_one_name_in_two_stages_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Options are given by name: a name has to mean one component."""
    (tmp_path / "newsnorm_crossed.py").write_text(CROSSED, encoding="utf-8")
    info = tmp_path / "newsnorm_crossed-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: newsnorm-crossed\nVersion: 0.1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        "[newsnorm]\ncrossed = newsnorm_crossed\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(DuplicatePlugin) as caught:
        Plugins().find(CleanerSpec, "crossed/names")
    assert (caught.value.plugin, caught.value.component) == ("crossed", "crossed/names")
    assert str(caught.value) == (
        "the plugin 'crossed' (newsnorm-crossed 0.1.0) has two components 'crossed/names', "
        "the second from its hook newsnorm_gazetteers; rename one of them"
    )
