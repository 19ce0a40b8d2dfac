"""Parts that come with newsnorm are replaced, moved and blocked like any other."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import newsnorm
from newsnorm.cli import cli
from newsnorm.config import read_config
from newsnorm.errors import ConfigError, PluginNotFound
from newsnorm.io.zstd import ZstdFile
from newsnorm.plugins import Plugins

MINE = '''
"""A cleaner that does without newsnorm-text, and readers."""

from dataclasses import dataclass

import newsnorm


@dataclass(frozen=True, slots=True)
class Marks:
    """Options of the reader.

    Args:
        mark: between title and text.
    """

    mark: str = " -- "


class Lines:
    """A story a line: title and text."""

    def __init__(self, options):
        self.mark = options.mark

    def read(self, stream, name):
        for number, line in enumerate(stream, start=1):
            title, _, text = line.decode().rstrip().partition(self.mark)
            yield newsnorm.Raw(name, number, {"title": title, "text": text})


@newsnorm.hookimpl
def newsnorm_cleaners():
    rule = newsnorm.Rule("guillemets", "[\u201c\u201d]", newsnorm.Scope.BODY, newsnorm.Replace("|"))
    yield newsnorm.CleanerSpec("mine/quotes", lambda: [rule])


@newsnorm.hookimpl
def newsnorm_readers():
    yield newsnorm.ReaderSpec("mine/lines", Lines, (".lines", ".jsonl"), Marks)


@newsnorm.hookimpl
def newsnorm_presets():
    yield newsnorm.Preset("mine", 1, readers=("mine/lines",))
'''

RAW = "\N{LEFT DOUBLE QUOTATION MARK}It  snows,\N{RIGHT DOUBLE QUOTATION MARK} he said."


@pytest.fixture(autouse=True)
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plugin `mine` is installed."""
    site = tmp_path / "site"
    info = site / "newsnorm_mine-0.1.0.dist-info"
    info.mkdir(parents=True)
    (site / "newsnorm_mine.py").write_text(MINE, encoding="utf-8")
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: newsnorm-mine\nVersion: 0.1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text("[newsnorm]\nmine = newsnorm_mine\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))


@pytest.fixture
def toml(tmp_path: Path) -> Callable[[str], Path]:
    """A newsnorm.toml."""

    def write(text: str) -> Path:
        file = tmp_path / "newsnorm.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture
def invoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs `newsnorm` in a temporary folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments, catch_exceptions=False)

    return run


def texts(out: Path) -> list[str]:
    """The texts that a run wrote."""
    with ZstdFile(out / "articles" / "part-00000.jsonl.zst") as stream:
        return [json.loads(line)["text"] for line in stream.read().splitlines()]


def test_a_component_takes_the_place_of_another(toml: Callable[[str], Path]) -> None:
    """It is put next to it, which then is removed: the idiom of the documentation."""
    file = toml(
        'insert = [{ use = "mine/quotes", after = "text/quotes" }]\nremove = ["text/quotes"]\n'
    )
    cleaners = read_config(file).resolve(Plugins()).cleaners
    assert cleaners[2:6] == ("text/invisible", "text/nfc", "mine/quotes", "text/spaces")
    assert newsnorm.load(file).normalize(RAW).text == "|It snows,| he said."


def test_a_component_that_is_there_is_not_inserted_twice(toml: Callable[[str], Path]) -> None:
    """It would run twice; that is said, with the way to move it."""
    file = toml('insert = [{ use = "text/quotes" }]')
    with pytest.raises(ConfigError) as caught:
        newsnorm.load(file)
    assert str(caught.value) == (
        "insert: 'text/quotes' is in the pipeline already; to move it, put it into `remove` as well"
    )


def test_a_table_is_not_removed_but_left_unnamed(toml: Callable[[str], Path]) -> None:
    """The message says where tables are named."""
    with pytest.raises(ConfigError) as caught:
        newsnorm.load(toml('remove = ["world"]'))
    assert (
        str(caught.value) == "remove: 'world' is not in 'news'; name in `gazetteers` those to use"
    )


def test_a_blocked_plugin_is_replaced_like_one_that_is_not(toml: Callable[[str], Path]) -> None:
    """With all of newsnorm-text blocked, another cleaner does its work."""
    names = ("encoding", "markup", "invisible", "nfc", "quotes", "spaces", "layout")
    file = toml(
        'insert = [{ use = "mine/quotes", after = "text/quotes" }]\n'
        f"remove = {json.dumps([f'text/{name}' for name in names])}\n"
    )
    nlp = newsnorm.load(file, block=["newsnorm-text"])
    assert nlp.normalize(RAW).text == "|It  snows,| he said."
    assert nlp.recipe.cleaners == ("mine/quotes", "wire/furniture")


@pytest.mark.parametrize("plugin", ["text", "wire", "world", "entities", "minhash"])
def test_blocking_what_the_preset_needs_says_what_to_write(
    toml: Callable[[str], Path], plugin: str
) -> None:
    """All of it at once; and a newsnorm.toml with just that works."""
    with pytest.raises(PluginNotFound) as caught:
        newsnorm.load("news", block=[plugin])
    message = str(caught.value)
    assert f"of the plugin {plugin!r}, which is blocked; unblock it, or leave out" in message
    advice = message.partition("; a newsnorm.toml with ")[2].removesuffix(" does without it")
    assert tomllib.loads(advice)
    nlp = newsnorm.load(toml(advice), block=[plugin])
    assert f"newsnorm-{plugin}" not in nlp.versions
    assert nlp.normalize(RAW).text


@pytest.mark.parametrize("name", ["newsnorm_text", "Newsnorm.Text", "TEXT"])
def test_a_distribution_is_blocked_however_its_name_is_spelled(name: str) -> None:
    """As package indexes compare names; a block that missed by a hyphen would run the code."""
    with pytest.raises(PluginNotFound, match="'text', which is blocked"):
        newsnorm.load("news", block=[name])


def test_blocking_what_is_not_there_is_told_by_the_list(invoke: Callable[..., Result]) -> None:
    """A slip of the finger blocks nothing."""
    done = invoke("--block", "wier", "plugins")
    assert done.exit_code == 0
    assert done.stderr == "note: nothing that is installed is called 'wier', to block it\n"


def test_the_list_says_what_a_configuration_uses(
    invoke: Callable[..., Result], toml: Callable[[str], Path]
) -> None:
    """What was put in is active, what was left out is not."""
    file = toml(
        'insert = [{ use = "mine/quotes", after = "text/quotes" }]\nremove = ["text/quotes"]\n'
        'readers = ["mine/lines"]\n'
    )
    marks = {}
    for arguments in ((), ("--config", file.name)):
        listed = json.loads(invoke("plugins", "--json", *arguments).stdout)
        marks[arguments[1:]] = {
            component["name"]: component["active"]
            for plugin in listed
            for components in plugin["components"].values()
            for component in components
        }
    before, after = marks.values()
    changed = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    assert changed == {
        "mine/quotes": (False, True),
        "text/quotes": (True, False),
        "mine/lines": (False, True),
    }
    assert before["news@1"]


def test_the_list_goes_on_when_the_configuration_needs_what_is_not_there(
    invoke: Callable[..., Result],
) -> None:
    """To see what is wrong is what the list is for; nothing is called active then."""
    done = invoke("--block", "wire", "plugins")
    assert done.exit_code == 0
    assert done.stderr.startswith(
        "note: nothing is active, as 'news' cannot be used: 'wire/furniture' is of the plugin"
    )
    assert " active " not in done.stdout


STORY = "Snow -- Snow fell.\n"


@pytest.mark.parametrize("suffix", ["lines", "jsonl", "jsonl.gz"])
def test_a_reader_that_is_named_comes_before_the_cores_own(
    invoke: Callable[..., Result], toml: Callable[[str], Path], tmp_path: Path, suffix: str
) -> None:
    """By suffix, below compression too; its plugin and its name are in the manifest."""
    import gzip

    data = STORY.encode()
    dump = tmp_path / f"dump.{suffix}"
    dump.write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
    toml('readers = ["mine/lines"]')
    done = invoke("run", dump.name, "-o", "out", "--config", "newsnorm.toml", "-w", "1")
    assert done.exit_code == 0, done.stderr
    assert texts(tmp_path / "out") == ["Snow fell."]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["config"]["readers"] == ["mine/lines"]
    assert manifest["plugins"]["newsnorm-mine"] == "0.1.0"


def test_a_reader_that_is_not_named_is_not_used(
    invoke: Callable[..., Result], tmp_path: Path
) -> None:
    """Installed is not active: JSONL stays JSONL, and a suffix of the plugin's is unknown."""
    (tmp_path / "dump.jsonl").write_text('{"text": "Rain fell."}\n', encoding="utf-8")
    assert invoke("run", "dump.jsonl", "-o", "out", "-w", "1").exit_code == 0
    assert texts(tmp_path / "out") == ["Rain fell."]
    (tmp_path / "dump.lines").write_text(STORY, encoding="utf-8")
    with pytest.raises(ConfigError, match="its suffix tells no format"):
        invoke("run", "dump.lines", "-o", "other", "-w", "1")


@pytest.mark.parametrize("how", ["file", "preset", "from"])
def test_a_reader_is_given_its_options(
    invoke: Callable[..., Result], toml: Callable[[str], Path], tmp_path: Path, how: str
) -> None:
    """Whatever it was named by: the configuration, its preset, or --from."""
    (tmp_path / "dump.lines").write_text("Snow == Snow fell.\n", encoding="utf-8")
    toml('readers = ["mine/lines"]\n[options."mine/lines"]\nmark = " == "\n')
    setting = ("--set", "mine/lines.mark= == ")
    arguments = {
        "file": ("--config", "newsnorm.toml"),
        "preset": ("--config", "mine", *setting),
        "from": ("--from", "mine/lines", *setting),
    }[how]
    done = invoke("run", "dump.lines", "-o", "out", "-w", "1", *arguments)
    assert done.exit_code == 0, done.stderr
    assert texts(tmp_path / "out") == ["Snow fell."]


def test_a_reader_that_nobody_has_is_refused_before_anything_is_read(
    toml: Callable[[str], Path],
) -> None:
    """As any other component."""
    with pytest.raises(PluginNotFound, match="has no 'mine/line' among its readers: mine/lines"):
        newsnorm.load(toml('readers = ["mine/line"]'))
