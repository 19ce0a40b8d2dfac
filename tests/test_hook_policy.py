"""What a plugin can rely on from version to version of newsnorm: see docs/plugins/policy.md."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pluggy
import pytest
from click.testing import CliRunner

import newsnorm
from newsnorm import loading
from newsnorm.cli import cli
from newsnorm.components import CleanerSpec
from newsnorm.errors import PluginError
from newsnorm.io.zstd import ZstdFile
from newsnorm.loading import STAGES, Installed, registered
from newsnorm.plugins import Plugins

OLDEST = Path(__file__).parent / "api_1"

hookspec = pluggy.HookspecMarker("newsnorm")

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Installs a plugin of one module."""

    def put(name: str, code: str | None = None) -> None:
        module = f"newsnorm_{name}"
        if code is not None:
            (tmp_path / f"{module}.py").write_text(code, encoding="utf-8")
        info = tmp_path / f"{module}-0.1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: newsnorm-{name}\nVersion: 0.1.0\n", encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(f"[newsnorm]\n{name} = {module}\n", encoding="utf-8")
        monkeypatch.syspath_prepend(str(tmp_path))
        monkeypatch.delitem(sys.modules, module, raising=False)

    return put


@pytest.fixture
def oldest(install: Install, monkeypatch: pytest.MonkeyPatch) -> Installed:
    """The plugin that was written against version 1."""
    install("oldest")
    monkeypatch.syspath_prepend(str(OLDEST))
    return next(plugin for plugin in Plugins().installed if plugin.name == "oldest")


def test_a_plugin_for_the_oldest_version_works(oldest: Installed, tmp_path: Path) -> None:
    """Every hook, spec and protocol of it, through a whole run."""
    text = "Snow fell -- in Elbon Land. It melted.\nSponsored by Skis."
    (tmp_path / "dump.lines").write_bytes(
        text.partition("\n")[0].encode() + b"\n\xff\nSnow fell -- in Elbon Land. No.\n"
    )
    out = tmp_path / "out"
    arguments = ["run", str(tmp_path / "dump.lines"), "-o", str(out), "-w", "1"]
    done = CliRunner().invoke(
        cli, [*arguments, "--config", "oldest@1", "--from", "oldest/lines"], catch_exceptions=False
    )
    assert done.stderr.startswith("3 read, 2 written, 1 rejected; 1 relations, 1 articles to keep")
    with ZstdFile(out / "articles" / "part-00000.jsonl.zst") as stream:
        first = json.loads(stream.read().splitlines()[0])
    assert first["text"] == "Snow fell \N{EN DASH} in Elbon Land. It melted."
    assert [mention["name"] for mention in first["mentions"]] == ["Elbonia"]
    article = newsnorm.load("oldest").normalize(text)
    assert article.credits == ("Sponsored by Skis.",)
    assert [entry.reason for entry in article.withdrawn] == ["inside another"]


def newer(**options: object) -> ModuleType:
    """Specifications in which every hook has one more argument than in version 1."""
    module = ModuleType("newer")
    for stage in STAGES:

        def specification(environment: object) -> object: ...

        specification.__name__ = f"newsnorm_{stage}"
        setattr(module, specification.__name__, hookspec(specification, **options))  # type: ignore[call-overload]
    return module


def test_one_more_argument_of_a_hook_is_compatible(oldest: Installed) -> None:
    """A plugin that was written before there was one is called without it."""
    manager = registered(oldest, oldest.entry_point.load(), newer())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for stage, kind in STAGES.items():
            hook = getattr(manager.hook, f"newsnorm_{stage}")
            specs = [spec for batch in hook(environment={"a": 1}) for spec in batch]
            assert specs
            assert all(isinstance(spec, kind) for spec in specs)


def test_a_new_argument_is_given_to_those_who_take_it(install: Install) -> None:
    """Plugins of both kinds live side by side."""
    install(
        "taking",
        "import newsnorm\n\n\n@newsnorm.hookimpl\ndef newsnorm_cleaners(environment):\n"
        "    yield newsnorm.CleanerSpec('taking/x', list, summary=environment)\n",
    )
    plugin = next(plugin for plugin in Plugins().installed if plugin.name == "taking")
    code = plugin.entry_point.load()
    manager = registered(plugin, code, newer())
    ((spec,),) = manager.hook.newsnorm_cleaners(environment="told")
    assert spec.summary == "told"
    with pytest.raises(PluginError, match=r"taking.*does not fit the hook specifications"):
        registered(plugin, code)  # today's hooks have no such argument


def line_of(text: str) -> int:
    """Where the oldest plugin has a line."""
    lines = (OLDEST / "newsnorm_oldest.py").read_text(encoding="utf-8").splitlines()
    return lines.index(text) + 1


def test_a_hook_that_will_go_warns_at_the_plugins_own_line(oldest: Installed) -> None:
    """Not at newsnorm's: whoever sees it knows where to go."""
    specifications = newer()

    @hookspec(warn_on_impl=DeprecationWarning("newsnorm_presets goes with version 3: ship a file"))
    def newsnorm_presets(environment: object) -> object: ...

    specifications.newsnorm_presets = newsnorm_presets  # type: ignore[attr-defined]
    code = oldest.entry_point.load()
    with pytest.warns(DeprecationWarning, match="newsnorm_presets goes with version 3") as caught:
        registered(oldest, code, specifications)
    (warning,) = caught
    assert Path(warning.filename) == OLDEST / "newsnorm_oldest.py"
    at = line_of("def newsnorm_presets() -> Iterable[newsnorm.Preset]:")
    assert at - 1 <= warning.lineno <= at  # the decorator's line, or the function's


def test_an_argument_that_will_go_warns_those_who_take_it(
    install: Install, oldest: Installed, tmp_path: Path
) -> None:
    """And nobody else."""
    install(
        "taking",
        "import newsnorm\n\n\n@newsnorm.hookimpl\ndef newsnorm_cleaners(environment):\n"
        "    yield newsnorm.CleanerSpec('taking/x', list)\n",
    )
    going = DeprecationWarning("the argument `environment` goes with version 3")
    specifications = newer(warn_on_impl_args={"environment": going})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        registered(oldest, oldest.entry_point.load(), specifications)
    taking = next(plugin for plugin in Plugins().installed if plugin.name == "taking")
    code = taking.entry_point.load()
    with pytest.warns(DeprecationWarning, match="`environment` goes with version 3") as caught:
        registered(taking, code, specifications)
    (warning,) = caught
    assert Path(warning.filename) == tmp_path / "newsnorm_taking.py"
    assert warning.lineno in (4, 5)


def test_the_list_shows_what_will_stop_working(
    oldest: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python hides such warnings from users; `newsnorm plugins` does not."""
    specifications = ModuleType("deprecating")
    for stage in STAGES:

        def specification() -> object: ...

        specification.__name__ = f"newsnorm_{stage}"
        going = DeprecationWarning("going") if stage == "readers" else None
        marked = hookspec(specification, warn_on_impl=going)
        setattr(specifications, specification.__name__, marked)
    monkeypatch.setattr(loading, "hookspecs", specifications)
    done = CliRunner().invoke(cli, ["plugins"], catch_exceptions=False)
    at = done.stdout.splitlines().index("oldest  (newsnorm-oldest 0.1.0, hooks 1)  ok")
    warning = done.stdout.splitlines()[at + 1]
    assert warning.startswith(f"  warning: {OLDEST / 'newsnorm_oldest.py'}:")
    assert warning.endswith(": going")
    assert not done.stdout.partition("\ntext  ")[2].partition("\n")[2].startswith("  warning")
    assert done.exit_code == 0


@pytest.mark.parametrize("version", ["0", "-1", "True", "'2'", "1.5", "None"])
def test_a_version_that_is_no_number_is_refused(install: Install, version: str) -> None:
    """It cannot be compared, so nothing could be promised."""
    install("vague", f"NEWSNORM_API = {version}\n")
    with pytest.raises(PluginError) as caught:
        Plugins().find(CleanerSpec, "vague/nothing")
    assert caught.value.plugin == "vague"
    assert str(caught.value) == (
        f"the plugin 'vague' (newsnorm-vague 0.1.0) says NEWSNORM_API = {version}; "
        "it must be the number of a version of newsnorm's hooks, such as 1"
    )


SPEC = """
import newsnorm
from dataclasses import dataclass


@dataclass(frozen=True)
class NoDefault:
    needed: int


@dataclass(frozen=True)
class Refusing:
    needed: int = 0

    def __post_init__(self):
        raise LookupError("no table")


class Plain:
    pass


@newsnorm.hookimpl
def newsnorm_cleaners():
    yield newsnorm.CleanerSpec({name}, list, {options})
"""


@pytest.mark.parametrize(
    ("name", "options", "fault"),
    [
        (
            "'odd/x'",
            "NoDefault",
            (
                "gives 'odd/x' options of <class 'newsnorm_odd.NoDefault'>, which cannot be made "
                "without arguments: TypeError: "
            ),
        ),
        ("'odd/x'", "Refusing", "cannot be made without arguments: LookupError: no table; a fro"),
        ("'odd/x'", "Plain", "which is not a dataclass; a frozen dataclass whose fields have"),
        ("'odd/x'", "{'a': 1}", "gives 'odd/x' options of {'a': 1}, which is not a dataclass"),
        ("7", "None", "returns a component 7 from its hook newsnorm_cleaners; the name must begin"),
        ("None", "None", "returns a component None from its hook"),
    ],
)
def test_a_spec_that_makes_no_sense_is_a_fault_of_its_plugin(
    install: Install, name: str, options: str, fault: str
) -> None:
    """Found when it is loaded, so that the list shows it, and nothing else stumbles over it."""
    install("odd", SPEC.replace("{name}", name).replace("{options}", options))
    (report,) = (report for report in Plugins().report() if report.plugin.name == "odd")
    assert report.status == "broken"
    assert fault in report.fault
    with pytest.raises(PluginError) as caught:
        Plugins().find(CleanerSpec, "odd/x")
    assert (caught.value.plugin, repr(caught.value.component)) == ("odd", name)


HOOK = """
import newsnorm


@newsnorm.hookimpl
def {hook}:
    return []
"""


@pytest.mark.parametrize(
    ("hook", "fault"),
    [
        (
            "newsnorm_translate_into_french()",
            (
                "implements an unknown hook 'newsnorm_translate_into_french'; the hooks are "
                "newsnorm_cleaners, newsnorm_gazetteers, newsnorm_canonicalizers, "
                "newsnorm_deduplicators, newsnorm_presets, newsnorm_readers"
            ),
        ),
        (
            "newsnorm_cleaners(color)",
            (
                "does not fit the hook specifications: Plugin 'odd' for hook 'newsnorm_cleaners' "
                "hookimpl definition: newsnorm_cleaners(color) Argument(s) {'color'}"
            ),
        ),
    ],
)
def test_a_hook_that_there_is_not_is_told_with_those_there_are(
    install: Install, hook: str, fault: str
) -> None:
    """Even where no hook has a name that is like it."""
    install("odd", HOOK.replace("{hook}", hook))
    with pytest.raises(PluginError) as caught:
        Plugins().find(CleanerSpec, "odd/x")
    said = " ".join(str(caught.value).split())
    assert said.startswith(f"the plugin 'odd' (newsnorm-odd 0.1.0) {fault}")


def test_a_plugin_that_leaves_python_is_broken_and_nobody_else_is(install: Install) -> None:
    """`sys.exit` in its module, or in a hook, ends neither the list nor a run."""
    install("leaving", "import sys\nsys.exit(0)\n")
    reports = {report.plugin.name: report for report in Plugins().report()}
    assert "cannot be imported: SystemExit: 0; update" in reports["leaving"].fault
    assert reports["news"].status == "ok"
