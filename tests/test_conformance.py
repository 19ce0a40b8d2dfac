"""The test of the tests: every broken component is caught, by the check for its fault.

The components are in `broken_plugins/components`, one a kind of fault, each with a docstring that
names it. What must catch each of them, and a phrase of what the author is told, stand in `FAULTS`.
"""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

import newsnorm
from newsnorm.testing.suites import CHECKS, COUNTS, Suite, check_component, pack_spec, stage_of

COMPONENTS = Path(__file__).parent / "broken_plugins" / "components"

SLOW = {"imports", "hash-seed", "locale", "threads", "linear-time"}
"""Checks that are run on a broken component only if they are the ones to catch it."""

EVERYTHING = "everything"
"""For a component that cannot even be made."""

FAULTS: dict[str, tuple[str, str, str]] = {
    # component: the check that catches it, what it says, and what else fails for that
    "overlapping": ("valid-edits", "overlaps the edit before it", ""),
    "idle_edits": ("valid-edits", "changes nothing: leave such edits out", ""),
    "outside": ("valid-edits", "lies outside the text", ""),
    "tuples": ("valid-edits", "which is no Edit", ""),
    "one_pass_entities": ("idempotent", "'&amp;amp;'", ""),
    "one_pass_tags": ("idempotent", "the second time changes nothing", ""),
    "rule_amp": ("idempotent", "the rule 'amp'", ""),
    "growing": ("bounded-growth", "cleaned again and again", "idempotent"),
    "exploding": ("bounded-growth", "code points become", ""),
    "visible_length": ("undo", "with the text as `str`", ""),
    "unknown_field": ("extractions", "fills the field 'author'; there are dateline", ""),
    "bare_value": ("extractions", "a dateline is a newsnorm.Dateline", ""),
    "last_place": ("stateless", "after what came before", ""),
    "random_choice": ("repeatable", "no random numbers", "idempotent stateless"),
    "counter": ("repeatable", "by whichever instance", ""),
    "scratch": ("threads", "while 3 threads do others", ""),
    "set_order": ("hash-seed", "with PYTHONHASHSEED=2", ""),
    "user_locale": ("locale", "in another locale", ""),
    "quadratic_loop": ("linear-time", "times as long", ""),
    "quadratic_pattern": ("linear-time", "a repetition with no bound", ""),
    "first_letter": ("empty-text", "IndexError: string index out of range", ""),
    "encoding": ("odd-characters", "UnicodeEncodeError: 'utf-8' codec can't encode", ""),
    "placeholder": ("odd-characters", "ValueError: zip()", ""),
    "recursive": ("long-text", "RecursionError", ""),
    "expects_capitals": ("any-input", "StopIteration", "odd-characters long-text"),
    "changes_article": ("untouched", "language='ru'", ""),
    "changes_options": ("untouched", "options Options(most=1000000) are now", ""),
    "heavy": ("imports", "importing the plugin imports numpy", ""),
    "eager": ("imports", "words.txt", ""),
    "thawed_options": ("options", "are not frozen", ""),
    "needy_options": ("options", "its option 'mark' has no default", EVERYTHING),
    "any_options": ("options", "no dataclass", EVERYTHING),
    "unchecked_options": ("bad-options", "the option is taken, and then", ""),
    "unsaid": ("spec", "one line that says what it does", ""),
    "never": ("does-something", "on all", ""),
    "no_trap": ("rules-tested", "the rule 'end-mark' has no trap", ""),
    "no_example": ("rules-tested", "the rule 'end-mark' has no example", "does-something"),
    "wrong_example": ("rule-examples", "'Snow fell.\\n'", ""),
    "wrong_value": ("rule-examples", "it keeps ('-ELBON-',)", ""),
    "sprung_trap": ("rule-traps", "narrow the pattern or the scope", ""),
    "locked_gate": ("rule-literals", "never runs on its example", "does-something rule-examples"),
    "no_purpose": ("rule-summaries", "has the summary ''", ""),
    "runaway": ("made", "the repetition '*'", EVERYTHING),
    "orphan_alias": ("alias-rows", "no entity has the id 'local:elbon'", ""),
    "capital_neighbor": ("alias-rows", "not_beside holds words in small letters", ""),
    "lost_name": ("canonical-names", "'Port Elbon', the name of local:port-elbon, gives", ""),
    "circle": ("parents", "local:elbonia in local:port-elbon in local:elbonia", ""),
    "no_parent": ("parents", 'gazetteers=["world"]', ""),
    "bare_id": ("ids", "'Q42'", ""),
    "planet": ("kinds", "kind='planet'", ""),
    "decomposed": ("surfaces", "'E\\u0301lbonie'", ""),
    "beyond": ("valid-proposals", "lies outside its field", ""),
    "no_candidate": ("valid-proposals", "for a candidate that there is not", ""),
    "headline": ("any-input", "KeyError: 'title'", "odd-characters empty-text long-text"),
    "no_reason": ("reasons", "has the reason ''", ""),
    "long_memory": ("stateless", "after what came before", ""),
    "own_marks": ("untouched", "the document is another", ""),
    "pairs_of_words": ("linear-time", "times as long", ""),
    "signed_keys": ("keys", "int64", "partition order-free"),
    "text_evidence": ("evidence", "object", "partition order-free"),
    "own_kind": ("verdicts", "it gives the kind 'duplicate'", "exact-copies partition order-free"),
    "ranked": ("batch-free", "is another when it is alone", ""),
    "one_way": ("symmetric", "one way", ""),
    "by_id": ("exact-copies", "they share no key", ""),
    "eager_verdict": ("unrelated", "a wrong duplicate loses an article", ""),
    "window": ("order-free", "the same result in any order", "repeatable batch-free"),
    "in_place": ("untouched", "copy what you want to change", ""),
    "builtin_hash": ("hash-seed", "no hash() of text", ""),
    "shaky": ("repeatable", "no random numbers", "batch-free order-free"),
    "other_way_round": ("relations", "a relation of 'right' and 'left'", ""),
    "yes_or_no": ("relations", "it returns True", ""),
    "dated": ("any-input", "can be None: look before you use them", "odd-characters"),
    "noted": ("untouched", "relation.evidence", ""),
    "silent": ("faults-told", "come instead of", ""),
    "only_utf8": ("any-bytes", "UnicodeDecodeError", ""),
    "whole_file": ("streaming", "bytes were read before the first record", ""),
    "greeting": ("empty-file", "give nothing where nothing is", ""),
    "from_zero": ("records", "number 0 comes after 0", ""),
    "all_or_nothing": ("truncated", "0 of the whole file's 3 records come", "streaming"),
    "rewinding": ("any-bytes", "UnsupportedOperation", EVERYTHING),
    "default_encoding": ("locale", "in another locale", ""),
}

GOOD = (
    "good_cleaner",
    "good_pack",
    "good_gazetteer",
    "good_canonicalizer",
    "good_deduplicator",
    "good_pair_rule",
    "good_reader",
)

STORIES = (b"Snow -- It fell.\nThaw -- It melted, \xc2\xbd of it.\nIce -- All of it froze.\n",)
"""A file for the readers."""


def suite_of(name: str, count: int) -> Suite:
    """The suite of one of the components."""
    file = COMPONENTS / f"{name}.toml"
    if file.exists():
        return Suite("pack", pack_spec(file), count=count)
    spec = load(name)
    examples = STORIES if isinstance(spec, newsnorm.ReaderSpec) else ()
    return Suite(stage_of(spec), spec, examples=examples, count=count)


def load(name: str) -> Any:
    """The spec in a module of the folder."""
    full = f"broken_component_{name}"
    found = importlib.util.spec_from_file_location(full, COMPONENTS / f"{name}.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules[full] = module
    found.loader.exec_module(module)
    return module.SPEC


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_component_is_caught_for_its_fault(name: str) -> None:
    """By the check that names the fault, and by no other but those that follow from it."""
    identifier, phrase, others = FAULTS[name]
    suite = suite_of(name, count=12)
    result = suite.result(identifier)
    assert result.status == "failed"
    assert phrase in result.message
    rest = [check for check in suite.checks if check not in SLOW | {identifier}]
    failed = {check for check in rest if suite.result(check).status == "failed"}
    if others == EVERYTHING:
        assert len(failed) > 4
    else:
        assert {suite.result(check).message for check in failed - set(others.split())} == set()


@pytest.mark.parametrize("name", GOOD)
def test_a_good_component_passes_all_checks(name: str) -> None:
    """With what does not apply to it skipped for a reason."""
    suite = suite_of(name, count=40)
    results = [suite.result(check) for check in suite.checks]
    assert [result.message for result in results if result.status == "failed"] == []
    assert len(results) == COUNTS[suite.stage]


def test_a_packs_file_is_held_to_what_packs_are_without_saying_so() -> None:
    """And a cleaner that is code is not, unless it is said."""
    spec = pack_spec(COMPONENTS / "good_pack.toml")
    found = [result.id for result in check_component(spec, count=1)]
    assert found == [check.id for check in CHECKS["pack"]]
    code = load("good_cleaner")
    assert (stage_of(code), stage_of(code, pack=True)) == ("cleaner", "pack")
    assert stage_of(spec, pack=False) == "cleaner"


def test_every_component_of_the_folder_is_in_the_table() -> None:
    """So that none is forgotten."""
    files = [*COMPONENTS.glob("*.py"), *COMPONENTS.glob("*.toml")]
    assert sorted(file.stem for file in files) == sorted((*FAULTS, *GOOD))


def test_every_check_is_the_one_that_catches_something() -> None:
    """Or fails for it: a check that no fault was ever seen to fail may not work at all."""
    catching = {name for check, _, others in FAULTS.values() for name in (check, *others.split())}
    every = {check.id for checks in CHECKS.values() for check in checks}
    assert every - catching == set()


ROOT = Path(__file__).parent.parent
TESTING, FAULTS_FILE = ROOT / "docs/plugins/testing.md", ROOT / "docs/plugins/faults.md"
BEGIN, END = "a test -->\n", "<!-- end -->"


def checks_in_docs() -> str:
    """The checks of each stage, as docs/plugins/testing.md lists them."""
    common = set.intersection(*({check.id for check in checks} for checks in CHECKS.values()))
    lines = ["", "### All components", "", "| check | what must hold |", "| --- | --- |"]
    lines += [f"| {c.id} | {c.holds} |" for c in CHECKS["cleaner"] if c.id in common]
    for stage, checks in CHECKS.items():
        own = [check for check in checks if check.id not in common]
        if stage == "pack":
            own = [check for check in own if check not in CHECKS["cleaner"]]
        more = ", besides those of cleaners" if stage == "pack" else ""
        lines += ["", f"### {stage.capitalize()}s: {COUNTS[stage]} checks in all{more}", ""]
        lines += ["| check | what must hold |", "| --- | --- |"]
        lines += [f"| {check.id} | {check.holds} |" for check in own]
    return "\n".join([*lines, "", ""])


def faults_in_docs() -> str:
    """The table of broken components, as docs/plugins/faults.md shows it."""
    lines = [
        "# Faults that the suites catch",
        "",
        "Each is a component in `tests/broken_plugins/components`, broken in one way; the suite of",
        "its stage must reject it by the check that is named, with these words.",
        "",
        "| component | what is wrong with it | check | what it says |",
        "| --- | --- | --- | --- |",
    ]
    for name, (check, phrase, _) in FAULTS.items():
        file = COMPONENTS / f"{name}.py"
        if file.exists():
            doc = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
        else:
            doc = file.with_suffix(".toml").read_text(encoding="utf-8").partition("\n")[0][2:]
        said = phrase.replace("|", "\\|")
        lines.append(f"| {name} | {' '.join(doc.split())} | {check} | `{said}` |")
    return "\n".join([*lines, ""])


def with_checks(text: str) -> str:
    """docs/plugins/testing.md with the checks that there are."""
    before, _, rest = text.partition(BEGIN)
    return before + BEGIN + checks_in_docs() + END + rest.partition(END)[2]


def test_the_documentation_lists_every_check() -> None:
    """Run this file as a program to write the list anew."""
    text = TESTING.read_text(encoding="utf-8")
    assert text == with_checks(text)


def test_the_documentation_lists_every_fault() -> None:
    """Run this file as a program to write the table anew."""
    assert FAULTS_FILE.read_text(encoding="utf-8") == faults_in_docs()


if __name__ == "__main__":
    new = with_checks(TESTING.read_text(encoding="utf-8"))
    TESTING.write_text(new, encoding="utf-8", newline="\n")
    FAULTS_FILE.write_text(faults_in_docs(), encoding="utf-8", newline="\n")
