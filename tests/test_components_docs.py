"""docs/components.md and docs/plugins/reference.md have an entry for everything that there is.

What there is is asked of the hook specifications and of the plugins, as they are installed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import newsnorm
from newsnorm import hookspecs
from newsnorm.plugins import STAGES, Plugins

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
OURS = sorted(file.parent.name for file in ROOT.glob("plugins/*/pyproject.toml"))


@cache
def components() -> dict[str, tuple[str, Any]]:
    """The components of the first-party plugins, with stage and spec."""
    return {
        name: (stage, spec)
        for report in Plugins().report()
        if report.plugin.distribution in OURS and report.loaded
        for stage, specs in report.loaded.components.items()
        for name, spec in specs.items()
    }


@cache
def entries() -> dict[str, str]:
    """What docs/components.md says of each component."""
    text = (DOCS / "components.md").read_text(encoding="utf-8")
    found = re.split(r"^#{2,3} (?:`(.+)`|.+)$", text, flags=re.MULTILINE)
    return {name: entry for name, entry in zip(found[1::2], found[2::2], strict=True) if name}


def options() -> Iterator[tuple[str, str, Any]]:
    """Every option with its component and its default."""
    for name, (stage, spec) in components().items():
        if stage != "presets" and spec.options is not None:
            defaults = spec.options()
            for field in fields(defaults):
                yield name, field.name, getattr(defaults, field.name)


def rules_of(spec: Any) -> set[str]:
    """The names of a cleaner's rules, where these are data."""
    made = spec.factory() if spec.options is None else spec.factory(spec.options())
    rules = made if isinstance(made, (list, tuple)) else getattr(made, "rules", ())
    return {rule.name for rule in rules} - {""}


def test_every_first_party_plugin_is_installed() -> None:
    """What is not there would not be missed."""
    assert {report.plugin.distribution for report in Plugins().report()} >= {*OURS}
    assert len(OURS) >= 6


@pytest.mark.parametrize("stage", STAGES)
def test_every_hook_has_an_entry_with_its_signature(stage: str) -> None:
    """And an example that runs, as all of the documentation does."""
    hook = getattr(hookspecs, f"newsnorm_{stage}")
    text = (DOCS / "plugins" / "reference.md").read_text(encoding="utf-8")
    heading = f"\n## {hook.__name__}() -> {hook.__annotations__['return']}\n"
    assert text.count(heading) == 1
    assert "\n```python\n>>> " in text.partition(heading)[2].partition("\n## ")[0]


def test_no_entry_is_of_what_is_not_there() -> None:
    """In the order of the page each component once, and no other."""
    assert sorted(entries()) == sorted(components())


@pytest.mark.parametrize("name", components())
def test_an_entry_says_what_the_component_says_of_itself(name: str) -> None:
    """Its stage and its summary come first."""
    stage, spec = components()[name]
    said = " ".join(entries()[name].split())
    assert said.startswith(f"{stage.removesuffix('s').capitalize()}: {spec.summary}.")


@pytest.mark.parametrize(("name", "option", "default"), [*options()])
def test_an_option_has_its_line_with_the_real_default(name: str, option: str, default: Any) -> None:
    """The default stands as newsnorm.toml would have it, and what the option sets behind it."""
    rows = re.findall(r"^\| `(\w+)` \| `(.+?)` \| (.+) \|$", entries()[name], re.MULTILINE)
    found = {row: (printed, meaning) for row, printed, meaning in rows}
    assert found[option][0] == json.dumps(default)
    assert found[option][1]


@pytest.mark.parametrize("name", components())
def test_no_option_is_told_that_there_is_not(name: str) -> None:
    """Nor one that went."""
    rows = re.findall(r"^\| `(\w+)` \| `.+?` \| .+ \|$", entries()[name], re.MULTILINE)
    assert rows == [option for one, option, _ in options() if one == name]


@pytest.mark.parametrize(
    "name", [n for n, (stage, _) in components().items() if stage == "cleaners"]
)
def test_the_rules_of_a_cleaner_are_named(name: str) -> None:
    """Those that are data, one by one and no other; and those that its cases show."""
    named = {*re.findall(r"`([a-z0-9-]+)`", entries()[name])}
    declared = rules_of(components()[name][1])
    assert declared - named == set()
    shown = {rule.partition(":")[2] for rule in rules_in_edits() if rule.startswith(f"{name}:")}
    assert shown - named == set()
    if name == "wire/furniture":
        assert named - declared == {"packs", "byline", "dateline", "credits", "notices"} - declared


@cache
def rules_in_edits() -> frozenset[str]:
    """The rules that the preset's edits name, over the plugins' cases and the example."""
    nlp = newsnorm.load("news")
    files = [*ROOT.glob("plugins/*/tests/cases/*.jsonl"), ROOT / "examples" / "dump.jsonl"]
    texts: list[str] = []
    for file in files:
        for line in file.read_bytes().splitlines():
            try:
                record = json.loads(line)
            except ValueError:  # the example has a line to be rejected
                continue
            texts += (record[key] for key in ("before", "text") if key in record)
    assert len(texts) > 50
    return frozenset(
        rule
        for text in texts
        for _, change in nlp.normalize(text).edits
        for rule in change.rule.split("+")
    )


def test_the_preset_is_told_as_it_is() -> None:
    """Every component that it names, in its order within the stage."""
    preset: Any = components()["news@1"][1]
    stages = (preset.cleaners, preset.gazetteers, preset.canonicalizers, preset.deduplicators)
    told = re.findall(r"`([a-z]+(?:/[a-z]+)?)`", entries()["news@1"])
    assert told[told.index("text/encoding") :] == [name for names in stages for name in names]


@pytest.mark.parametrize("page", [ROOT / "README.md", DOCS / "plugins" / "index.md"])
def test_the_page_can_be_found(page: Path) -> None:
    """From the README, and from the pages for authors."""
    assert "components.md)" in page.read_text(encoding="utf-8")
