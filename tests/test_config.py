"""newsnorm.toml and presets: what they come to, and what is said of those that make no sense."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm import (
    CanonicalizerSpec,
    CleanerSpec,
    Config,
    DeduplicatorSpec,
    Insert,
    Preset,
    Rule,
    Scope,
)
from newsnorm.cli import cli
from newsnorm.config import find_config, make_options, read_config
from newsnorm.errors import ConfigError, PluginNotFound
from newsnorm.plugins import Plugins

CLEANERS = (
    "text/encoding",
    "text/markup",
    "text/invisible",
    "text/nfc",
    "text/quotes",
    "text/spaces",
    "text/layout",
    "wire/furniture",
)


@dataclass(frozen=True, slots=True)
class Knobs:
    """Options of every type that a newsnorm.toml can set."""

    ratio: float = 0.5
    count: int = 3
    strict: bool = False
    packs: tuple[str, ...] = ()
    label: str | None = None

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(f"count is {self.count}; it must be at least 1")
        if self.label is not None and len(self.label) > 5:
            raise ValueError("label is too long")


KNOBS = CleanerSpec("mine/knobs", lambda options: [], Knobs)


@pytest.fixture
def resolve(tmp_path: Path) -> Callable[[str], Preset]:
    """What the text of a newsnorm.toml comes to."""

    def read(text: str) -> Preset:
        file = tmp_path / "newsnorm.toml"
        file.write_text(text, encoding="utf-8")
        return read_config(file).resolve(Plugins())

    return read


def test_an_empty_file_is_the_preset_news(resolve: Callable[[str], Preset]) -> None:
    """Nothing said, nothing changed."""
    recipe = resolve("")
    assert (recipe.name, recipe.cleaners) == ("news", CLEANERS)
    assert recipe.gazetteers == ("world",)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("extend = 'news'", "unknown key 'extend'; did you mean 'extends'?"),
        ("colour = 1", "unknown key 'colour'; there are: extends, insert, remove, gazetteers,"),
        ("extends = 1", "extends holds 1; a str is due"),
        ("remove = 'text/nfc'", "remove holds 'text/nfc'; a list is due"),
        ("remove = [1]", "remove holds 1; a str is due"),
        ("gazetteers = ['world', 2]", "gazetteers holds 2; a str is due"),
        ("options = 1", "options holds 1; a dict is due"),
        ("[options]\n'minhash/near' = 1", 'options."minhash/near" holds 1; a dict is due'),
        ("insert = ['text/nfc']", "insert holds 'text/nfc'; a dict is due"),
        ("insert = [{ after = 'text/nfc' }]", "must have `use`"),
        ("insert = [{ use = 'a/b', after = 'a/c', before = 'a/d' }]", "but not both"),
        ("insert = [{ use = 'a/b', behind = 'a/c' }]", "unknown key 'behind'; the keys are use,"),
        ("insert = [{ use = 1 }]", "insert.use holds 1; a str is due"),
        ("remove = [", "is not TOML: "),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_by_name(
    tmp_path: Path, text: str, fault: str
) -> None:
    """The message begins with the file and says which key holds what, and what is due."""
    file = tmp_path / "newsnorm.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_config(file)
    assert str(caught.value).startswith(f"{file}: ")
    assert fault in str(caught.value)


def test_a_file_that_is_not_utf_8_is_refused_by_name(tmp_path: Path) -> None:
    """TOML is UTF-8."""
    file = tmp_path / "newsnorm.toml"
    file.write_bytes(b"extends = 'n\xe9ws'")
    with pytest.raises(ConfigError, match="is not TOML") as caught:
        read_config(file)
    assert str(file) in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The system's own words say why it cannot be read."""
    with pytest.raises(ConfigError, match="cannot be read: No such file") as caught:
        newsnorm.load(tmp_path / "absent.toml")
    assert str(tmp_path / "absent.toml") in str(caught.value)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("remove = ['wire/absent']", "remove: 'wire/absent' is not in 'news'; in it are: text/enc"),
        (
            "insert = [{ use = 'text/nfc', after = 'wire/absent' }]",
            "insert: 'text/nfc' is to stand next to 'wire/absent', which is not in its stage: text",
        ),
        (
            "insert = [{ use = 'text/nfc', before = 'minhash/near' }]",
            "insert: 'text/nfc' is to stand next to 'minhash/near', which is not in its stage",
        ),
        (
            "insert = [{ use = 'world' }]",
            "insert: 'world' is a gazetteer; name it in `gazetteers` instead",
        ),
        (
            "[options.'minhash/absent']\nsimilar = 0.5",
            "options: 'minhash/absent' is not in the pipeline; in it are: text/encoding",
        ),
        (
            "remove = ['minhash/near']\n[options.'minhash/near']\nsimilar = 0.5",
            "options: 'minhash/near' is not in the pipeline",
        ),
    ],
)
def test_a_component_that_is_not_there_is_named_with_those_that_are(
    resolve: Callable[[str], Preset], text: str, fault: str
) -> None:
    """To remove, to stand next to, or to set: a slip never passes for a wish fulfilled."""
    with pytest.raises(ConfigError) as caught:
        resolve(text)
    assert str(caught.value).startswith(fault)


def test_inserting_a_component_that_nobody_has_lists_those_of_its_plugin(
    resolve: Callable[[str], Preset],
) -> None:
    """The message names the plugin, its distribution and version."""
    with pytest.raises(PluginNotFound) as caught:
        resolve("insert = [{ use = 'minhash/absent' }]")
    assert "the plugin 'minhash' (newsnorm-minhash " in str(caught.value)
    assert str(caught.value).endswith(
        "has no component 'minhash/absent': minhash/exact, minhash/near, minhash/contained"
    )


@pytest.mark.parametrize(
    ("insert", "cleaners"),
    [
        (
            Insert("text/quotes", after="text/nfc"),
            ("text/invisible", "text/nfc", "text/quotes", "text/spaces"),
        ),
        (
            Insert("text/quotes", before="text/nfc"),
            ("text/invisible", "text/quotes", "text/nfc", "text/spaces"),
        ),
        (
            Insert("text/quotes", before="text/invisible"),
            ("text/quotes", "text/invisible", "text/nfc", "text/spaces"),
        ),
        (
            Insert("text/quotes", after="text/spaces"),
            ("text/invisible", "text/nfc", "text/spaces", "text/quotes"),
        ),
        (Insert("text/quotes"), ("text/invisible", "text/nfc", "text/spaces", "text/quotes")),
    ],
)
def test_a_component_is_inserted_where_it_is_asked_for(
    insert: Insert, cleaners: Sequence[str]
) -> None:
    """After, before, or last in its stage; what was there before goes, so that one can be moved."""
    others = ("text/encoding", "text/markup", "text/layout", "wire/furniture")
    config = Config(insert=(insert,), remove=("text/quotes", *others))
    assert config.resolve(Plugins()).cleaners == cleaners


def test_what_is_inserted_can_be_an_anchor_for_what_follows(
    resolve: Callable[[str], Preset],
) -> None:
    """Inserts are made in the order in which they are written."""
    recipe = resolve(
        """
        remove = ["text/encoding", "text/markup", "text/layout", "text/quotes"]
        insert = [
          { use = "text/layout", before = "text/nfc" },
          { use = "text/quotes", before = "text/layout" },
        ]
        """
    )
    assert recipe.cleaners[:4] == ("text/invisible", "text/quotes", "text/layout", "text/nfc")


def test_a_component_goes_to_its_own_stage(resolve: Callable[[str], Preset]) -> None:
    """Nobody has to say that a deduplicator is one."""
    recipe = resolve("remove = ['minhash/exact']\ninsert = [{ use = 'minhash/exact' }]")
    assert recipe.deduplicators == ("minhash/near", "minhash/contained", "minhash/exact")
    assert recipe.cleaners == CLEANERS


@pytest.mark.parametrize(("text", "tables"), [("", ("world",)), ("gazetteers = []", ())])
def test_gazetteers_are_the_presets_unless_named(
    resolve: Callable[[str], Preset], text: str, tables: tuple[str, ...]
) -> None:
    """An empty list is a choice too: no table at all."""
    assert resolve(text).gazetteers == tables


def test_a_pipeline_without_gazetteers_links_no_places(tmp_path: Path) -> None:
    """The choice reaches the result."""
    file = tmp_path / "newsnorm.toml"
    file.write_text("gazetteers = []", encoding="utf-8")
    text = "Talks in Kiev went on."
    assert [mention.name for mention in newsnorm.load("news").normalize(text).mentions] == ["Kyiv"]
    assert newsnorm.load(file).normalize(text).mentions == ()


def test_options_change_what_they_name_and_leave_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file's options are laid over its preset's, option by option."""
    install(tmp_path, monkeypatch, "optioned", OPTIONED)
    config = Config("optioned", options={"minhash/near": {"similar": 0.5}})
    assert config.resolve(Plugins()).options == {"minhash/near": {"similar": 0.5, "rows": 2}}


def test_the_threshold_of_a_file_decides_what_is_a_duplicate(tmp_path: Path) -> None:
    """The option arrives at the component."""
    file = tmp_path / "newsnorm.toml"
    words = [f"word{number}" for number in range(40)]
    articles = [" ".join(words), " ".join([*words[:36], "other", "words", "end", "it"])]
    kinds = []
    for similar in (0.3, 0.95):
        file.write_text(f"[options.'minhash/near']\nsimilar = {similar}", encoding="utf-8")
        kinds.append([relation.kind for relation in newsnorm.load(file).deduplicate(articles)])
    assert kinds == [["near"], ["related"]]


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        (
            {"rate": 1},
            "'mine/knobs' has no option 'rate'; did you mean 'ratio'? There are: ratio, ",
        ),
        ({"colour": 1}, "has no option 'colour'; there are: ratio, count, strict, packs, label"),
        (
            {"count": "3"},
            "option 'count' of 'mine/knobs' is '3'; it must be of type int, such as 3",
        ),
        ({"count": 3.0}, "option 'count' of 'mine/knobs' is 3.0; it must be of type int"),
        ({"count": True}, "option 'count' of 'mine/knobs' is True; it must be of type int"),
        ({"strict": 1}, "option 'strict' of 'mine/knobs' is 1; it must be of type bool"),
        ({"ratio": "0.5"}, "option 'ratio' of 'mine/knobs' is '0.5'; it must be of type float"),
        (
            {"packs": "a.toml"},
            "option 'packs' of 'mine/knobs' is 'a.toml'; it must be of type tuple",
        ),
        ({"count": 0}, "options of 'mine/knobs': count is 0; it must be at least 1"),
        ({"label": 7}, "options of 'mine/knobs': object of type 'int' has no len()"),
    ],
)
def test_an_option_that_does_not_fit_is_refused_when_the_pipeline_is_built(
    values: dict[str, object], fault: str
) -> None:
    """Unknown, of another type, or refused by the options' own class: each names the component."""
    with pytest.raises(ConfigError) as caught:
        newsnorm.Pipeline.of(cleaners=[KNOBS], options={"mine/knobs": values})
    assert fault in str(caught.value)


@pytest.mark.parametrize(
    ("values", "options"),
    [
        ({}, Knobs()),
        ({"ratio": 1}, Knobs(ratio=1)),
        ({"packs": ["a.toml", "b.toml"]}, Knobs(packs=("a.toml", "b.toml"))),
        ({"label": "short", "strict": True}, Knobs(label="short", strict=True)),
    ],
)
def test_options_as_toml_has_them_fit(values: dict[str, object], options: Knobs) -> None:
    """TOML writes 1 for 1.0, and a list where a frozen record holds a tuple."""
    assert make_options(KNOBS, values) == options


def test_a_component_without_options_takes_none() -> None:
    """What would be ignored is refused."""
    rule = Rule("more", r"\(MORE\)", Scope.TAIL_LINES)
    spec = CleanerSpec("mine/marks", lambda: [rule])
    with pytest.raises(ConfigError, match="'mine/marks' has no options, but was given speed"):
        newsnorm.Pipeline.of(cleaners=[spec], options={"mine/marks": {"speed": 1}})


NUMBERED = """
import newsnorm


@newsnorm.hookimpl
def newsnorm_presets():
    for number in (1, 10, 9):
        yield newsnorm.Preset("numbered", number, cleaners=("text/nfc",) * number)
"""

OPTIONED = """
import newsnorm


@newsnorm.hookimpl
def newsnorm_presets():
    yield newsnorm.Preset(
        "optioned",
        1,
        deduplicators=("minhash/near",),
        options={"minhash/near": {"similar": 0.9, "rows": 2}},
    )
"""


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str) -> None:
    """Put a distribution with a plugin of one module where Python finds it."""
    module = f"newsnorm_config_{name}"
    (folder / f"{module}.py").write_text(code, encoding="utf-8")
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir()
    metadata = f"Metadata-Version: 2.1\nName: newsnorm-config-{name}\nVersion: 1.0\n"
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    entry = f"[newsnorm]\n{name} = {module}\n"
    (info / "entry_points.txt").write_text(entry, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))


@pytest.mark.parametrize(
    ("name", "number"), [("numbered", 10), ("numbered@1", 1), ("numbered@9", 9)]
)
def test_a_preset_goes_by_its_number_and_without_one_is_the_newest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int
) -> None:
    """Numbers are numbers: 10 is newer than 9."""
    install(tmp_path, monkeypatch, "numbered", NUMBERED)
    recipe = Config(name).resolve(Plugins())
    assert (recipe.number, len(recipe.cleaners)) == (number, number)


def test_a_number_that_does_not_exist_lists_those_that_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A preset that is pinned is that one or none."""
    install(tmp_path, monkeypatch, "numbered", NUMBERED)
    with pytest.raises(PluginNotFound) as caught:
        Config("numbered@2").resolve(Plugins())
    assert str(caught.value) == (
        "the plugin 'numbered' (newsnorm-config-numbered 1.0) has no 'numbered@2' "
        "among its presets: numbered@1, numbered@10, numbered@9"
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.8", 0.8),
        ("3", 3),
        ("true", True),
        ("'0.8'", "0.8"),
        ('"a b"', "a b"),
        ('["a.toml", "b.toml"]', ["a.toml", "b.toml"]),
        ("a.toml", "a.toml"),
        (" 3", 3),
        ("a = b", "a = b"),
        ("", ""),
        ("True", "True"),
        ("1\nother = 2", "1\nother = 2"),
        ("[" * 100_000, "[" * 100_000),
    ],
)
def test_a_setting_is_what_toml_takes_it_for_or_else_a_string(text: str, value: object) -> None:
    """So that quotes are only needed around what looks like something else."""
    config = Config().with_settings([f"mine/knobs.label={text}"])
    assert config.options == {"mine/knobs": {"label": value}}


@given(st.text())
def test_every_text_is_a_value(text: str) -> None:
    """And sets the one option that is named, nothing else."""
    config = Config().with_settings([f"mine/knobs.label={text}"])
    assert [*config.options] == ["mine/knobs"]
    assert [*config.options["mine/knobs"]] == ["label"]


def test_settings_go_over_the_file_and_the_last_one_wins() -> None:
    """Option by option; the configuration they start from stays as it is."""
    config = Config("news@1", options={"minhash/near": {"similar": 0.5, "rows": 2}})
    settings = ["minhash/near.similar=0.4", "world.size=1", "minhash/near.similar=0.9"]
    assert config.with_settings(settings) == Config(
        "news@1", options={"minhash/near": {"similar": 0.9, "rows": 2}, "world": {"size": 1}}
    )
    assert config.options["minhash/near"]["similar"] == 0.5


@pytest.mark.parametrize(
    "setting", ["", "minhash/near", "similar=0.4", ".similar=0.4", "minhash/near.=1", "=1"]
)
def test_a_setting_of_another_form_is_refused(setting: str) -> None:
    """With the form and an example."""
    with pytest.raises(ConfigError) as caught:
        Config().with_settings([setting])
    assert str(caught.value) == (
        f"the setting {setting!r} is not of the form COMPONENT.OPTION=VALUE, "
        "such as minhash/near.similar=0.4"
    )


@pytest.mark.parametrize(
    ("setting", "fault"),
    [
        (
            "minhash/neer.similar=1",
            "options: 'minhash/neer' is not in the pipeline; in it are: text/encoding, ",
        ),
        (
            "minhash/near.simlar=1",
            "'minhash/near' has no option 'simlar'; did you mean 'similar'? There are: ",
        ),
        (
            "minhash/near.similar=high",
            "option 'similar' of 'minhash/near' is 'high'; it must be of type float",
        ),
        ("minhash/near.similar=2", "options of 'minhash/near': similar is 2; it must be "),
        ("text/nfc.form=NFD", "'text/nfc' has no options, but was given form"),
    ],
)
def test_a_setting_that_does_not_fit_is_refused_as_in_a_file(setting: str, fault: str) -> None:
    """Component and option are named, with those that there are."""
    with pytest.raises(ConfigError) as caught:
        newsnorm.load(find_config("news", [setting]))
    assert str(caught.value).startswith(fault)


def test_a_configuration_is_found_by_name_or_path(tmp_path: Path) -> None:
    """What ends in .toml is a file."""
    file = tmp_path / "newsnorm.toml"
    file.write_text("extends = 'news@1'", encoding="utf-8")
    assert find_config("news") == Config("news")
    assert find_config(file) == find_config(str(file)) == Config("news@1")


KNOBBED = """
import dataclasses
import newsnorm


@dataclasses.dataclass(frozen=True)
class Knobs:
    ratio: float = 0.5
    table: dict = dataclasses.field(default_factory=lambda: {"a": 1, "b c": ["x"]})
    count: int = 3
    strict: bool = False
    packs: tuple = ()
    rows: tuple = ()
    label: str | None = None
    quoted: str = 'say "snow"\\n\\U0001f600'
    odd: frozenset = frozenset(["x"])


@newsnorm.hookimpl
def newsnorm_cleaners():
    yield newsnorm.CleanerSpec("knobbed/knobs", lambda options: [], Knobs)
    yield newsnorm.CleanerSpec("knobbed/more.knobs", lambda options: [], Knobs)


@newsnorm.hookimpl
def newsnorm_presets():
    options = {"knobbed/knobs": {"count": 7, "ratio": 0.25}}
    yield newsnorm.Preset("knobbed", 2, cleaners=("knobbed/knobs",), options=options)
"""

KNOBBED_TOML = """
extends = "knobbed"
remove = ["knobbed/knobs"]
insert = [
    { use = "knobbed/more.knobs" },
    { use = "knobbed/knobs", before = "knobbed/more.knobs" },
    { use = "minhash/near" },
]
gazetteers = []

[options."knobbed/knobs"]
ratio = 0.75
packs = ["a", "b"]
rows = [{ name = "a", value = 1 }, { name = "b", value = 2 }]
"""


def shown(*arguments: str) -> str:
    """What `newsnorm config show` prints."""
    done = CliRunner().invoke(cli, ["config", "show", *arguments], catch_exceptions=False)
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


def made(config: Config) -> dict[str, Any]:
    """What a pipeline is made of: its recipe, with the options that its components are given."""
    plugins = Plugins()
    recipe = config.resolve(plugins)
    specs: list[Any] = [plugins.find(CleanerSpec, name) for name in recipe.cleaners]
    specs += [plugins.find(DeduplicatorSpec, name) for name in recipe.deduplicators]
    specs += [plugins.find(CanonicalizerSpec, name) for name in recipe.canonicalizers]
    return {
        "recipe": replace(recipe, options={}),
        **{spec.name: make_options(spec, recipe.options.get(spec.name, {})) for spec in specs},
    }


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("", []),
        (KNOBBED_TOML, []),
        (KNOBBED_TOML, ["knobbed/knobs.label=#1", "knobbed/knobs.table={c = 1}"]),
        ("extends = 'knobbed'", ["knobbed/knobs.packs=['x']"]),
        ("remove = ['text/nfc', 'minhash/near']\ngazetteers = ['world']", []),
    ],
)
def test_what_is_shown_is_a_file_that_comes_to_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, settings: list[str]
) -> None:
    """Preset, components, tables, order and options; and showing it again changes no value."""
    install(tmp_path, monkeypatch, "knobbed", KNOBBED)
    before, after = tmp_path / "before.toml", tmp_path / "after.toml"
    before.write_text(text, encoding="utf-8")
    options = [word for setting in settings for word in ("--set", setting)]
    printed = shown("--config", str(before), *options)
    after.write_text(printed, encoding="utf-8")
    assert made(read_config(after)) == made(find_config(before, settings))
    again = shown("--config", str(after))
    assert tomllib.loads(again) == tomllib.loads(printed)


def test_what_is_shown_says_where_each_value_is_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The component, the preset, or the configuration itself; null and odd classes in comments."""
    install(tmp_path, monkeypatch, "knobbed", KNOBBED)
    file = tmp_path / "newsnorm.toml"
    file.write_text(KNOBBED_TOML.replace("knobbed/more.knobs", "text/nfc"), encoding="utf-8")
    assert shown("--config", str(file), "--set", "minhash/near.bands=16").splitlines() == [
        "# What runs, in order:",
        "# cleaners: knobbed/knobs, text/nfc",
        "# gazetteers: none",
        "# canonicalizers: none",
        "# deduplicators: minhash/near",
        "# readers: none",
        "",
        'extends = "knobbed@2"',
        "remove = [",
        '    "knobbed/knobs",',
        "]",
        "insert = [",
        '    { use = "text/nfc" },',
        '    { use = "knobbed/knobs", before = "text/nfc" },',
        '    { use = "minhash/near" },',
        "]",
        "gazetteers = []",
        "",
        '[options."knobbed/knobs"]',
        "ratio = 0.75  # own",
        "count = 7  # preset",
        "strict = false  # default",
        "packs = [",
        '    "a",',
        '    "b",',
        "]  # own",
        "rows = [",
        '    { name = "a", value = 1 },',
        '    { name = "b", value = 2 },',
        "]  # own",
        "# label = None, which TOML cannot hold  # default",
        'quoted = "say \\"snow\\"\\n\U0001f600"  # default',
        "# odd = frozenset({'x'}), which TOML cannot hold  # default",
        "",
        "# default",
        '[options."knobbed/knobs".table]',
        "a = 1",
        '"b c" = [',
        '    "x",',
        "]",
        "",
        '[options."minhash/near"]',
        "similar = 0.3  # default",
        "plain = 0.7  # default",
        "agreement = 0.55  # default",
        "names = 0.65  # default",
        "related = 0.35  # default",
        "bands = 16  # own",
        "rows = 3  # default",
    ]


def test_a_configuration_is_shown_as_json_too() -> None:
    """With the components of each stage, and each option's value and origin."""
    record = json.loads(shown("--set", "minhash/near.similar=0.4", "--json"))
    recipe = Config("news").resolve(Plugins())
    assert record["extends"] == f"news@{recipe.number}"
    assert record["cleaners"] == list(recipe.cleaners)
    assert record["gazetteers"] == ["world"]
    assert record["options"]["minhash/near"]["similar"] == {"value": 0.4, "from": "own"}
    assert record["options"]["minhash/near"]["rows"] == {"value": 3, "from": "default"}


def test_paths_in_options_are_seen_from_the_file_that_names_them(tmp_path: Path) -> None:
    """So a newsnorm.toml can be used from any folder; other strings stay as they are."""
    (tmp_path / "newsnorm.toml").write_text(
        '[options."mine/marks"]\npacks = ["./a.toml", "../b.toml"]\nlabel = "..."\n',
        encoding="utf-8",
    )
    options = read_config(tmp_path / "newsnorm.toml").options["mine/marks"]
    assert options == {
        "packs": [f"{tmp_path.as_posix()}/a.toml", f"{tmp_path.as_posix()}/../b.toml"],
        "label": "...",
    }
