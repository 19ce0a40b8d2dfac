"""The suites as an author meets them under pytest, the strategies, and what they are made of.

That each check catches what it is for is in `test_conformance.py`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

import newsnorm
import newsnorm.testing
from newsnorm.errors import ConfigError
from newsnorm.testing import timing
from newsnorm.testing.canonicalizers import made_up_gazetteer
from newsnorm.testing.processes import Recipe, recipe_for
from newsnorm.testing.shrinking import literal, smallest, smallest_text
from newsnorm.testing.strategies import drawn
from newsnorm.testing.subject import DoesNotApply, StageName
from newsnorm.testing.suites import CHECKS, COUNTS, Suite

PLUGIN = '''
import re

import newsnorm
import newsnorm.testing


class Dashes:
    """Broken: "----" takes two passes."""

    def edits(self, text, article):
        return [newsnorm.Edit(*found.span(), "-") for found in re.finditer("--", text)]


@newsnorm.hookimpl
def newsnorm_cleaners():
    yield newsnorm.CleanerSpec("mine/dashes", Dashes, summary="long dashes are short")


(spec,) = newsnorm_cleaners()
'''


@pytest.fixture
def pytester(tmp_path: Path) -> Callable[..., str]:
    """Runs pytest on a file that holds the plugin and some lines, and returns what it prints."""

    def run(lines: str, *options: str, plugin: str = PLUGIN) -> str:
        file = tmp_path / "test_conformance.py"
        file.write_text(f"{plugin}\n{lines}\n", encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "--rootdir"]
        done = subprocess.run(
            [*command, str(tmp_path), *options, str(file)],
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=tmp_path,
        )
        return done.stdout + done.stderr

    return run


def test_a_suite_is_a_test_a_check_and_one_that_counts_them(pytester: Callable[..., str]) -> None:
    """The failure says what was given, got and expected, and what to do, in five lines."""
    printed = pytester("test_mine = newsnorm.testing.cleaner_suite(spec, count=5)")
    for check in CHECKS["cleaner"]:
        assert f"::test_mine[{check.id}] " in printed
    assert "::test_mine[all-24-checks] PASSED" in printed
    assert "24 of 24 checks of the cleaner suite ran: 20 passed, 1 failed, 3 skipped" in printed
    assert (
        "'mine/dashes' fails the check [idempotent]: cleaning what is clean changes nothing\n"
        "  given:     '---'\n"
        "  got:       first '--'\n"
        "             again '-'\n"
        "  expected:  the second time changes nothing\n"
        "  to do:     repeat inside `edits` until nothing changes"
    ) in printed
    assert "hypothesis" not in printed.partition("FAILURES")[2].lower()


def test_what_was_not_selected_is_run_by_the_last_test(pytester: Callable[..., str]) -> None:
    """So that it can say that all checks ran, and what fails is not lost."""
    line = "test_mine = newsnorm.testing.cleaner_suite(spec, count=5)"
    printed = pytester(line, "-k", "all-24-checks")
    assert "::test_mine[all-24-checks] FAILED" in printed
    assert "'mine/dashes' fails the check [idempotent]" in printed
    printed = pytester(line, "-k", "undo")
    assert "1 of 24 checks of the cleaner suite ran: 1 passed" in printed


def test_the_count_is_told_when_other_processes_ran_the_suite(pytester: Callable[..., str]) -> None:
    """Those of pytest-xdist print nothing themselves; one line in conftest.py, here an option."""
    printed = pytester(
        "test_mine = newsnorm.testing.cleaner_suite(spec, count=2)",
        *("-n", "1", "-p", "newsnorm.testing.summary", "-k", "undo"),
    )
    assert printed.count("1 of 24 checks of the cleaner suite ran: 1 passed") == 1


def test_an_expected_failure_is_no_failure_but_must_fail(pytester: Callable[..., str]) -> None:
    """When it passes, the list of them is to be shortened."""
    printed = pytester(
        "test_one = newsnorm.testing.cleaner_suite(spec, count=5, "
        'expected_failures={"idempotent": "we know"})\n'
        "test_two = newsnorm.testing.cleaner_suite(spec, count=5, "
        'expected_failures={"undo": "we thought"})',
        "-k",
        "idempotent or undo",
    )
    assert "::test_one[idempotent] XFAIL (we know" in printed
    assert "::test_two[undo] FAILED" in printed
    assert "was expected to fail the check [undo] (we thought), but passes" in printed
    assert "take 'undo' out of expected_failures" in printed


def test_an_expected_failure_of_no_check_is_refused() -> None:
    """With the checks that there are."""
    with pytest.raises(ConfigError, match="has no check 'idempotence'; its checks: spec, made"):
        newsnorm.testing.cleaner_suite("mine/dashes", expected_failures={"idempotence": "?"})


@pytest.mark.parametrize("stage", CHECKS)
def test_the_number_of_checks_is_written_down(stage: StageName) -> None:
    """Whoever adds a check, or loses one, has to change the number."""
    assert len({check.id for check in CHECKS[stage]}) == COUNTS[stage]


def test_a_check_that_gets_lost_is_missed(pytester: Callable[..., str]) -> None:
    """A suite that shrank does not stay green."""
    printed = pytester(
        "from newsnorm.testing import suites\n"
        'suites.CHECKS["cleaner"] = suites.CHECKS["cleaner"][:3]\n'
        "test_mine = newsnorm.testing.cleaner_suite(spec, count=5)"
    )
    assert "::test_mine[all-24-checks] FAILED" in printed
    assert "3 checks ran; the cleaner suite has 24" in printed


def test_a_component_that_is_not_there_fails_once_at_length() -> None:
    """The other checks refer to the one that says why."""
    suite = Suite("cleaner", "mine/dashes", count=1)
    assert "pip install -e ." in suite.result("made").message
    assert suite.result("undo").message == "'mine/dashes' cannot be made: see the check [made]"


def test_without_hypothesis_the_extra_is_named(tmp_path: Path) -> None:
    """And nothing else of newsnorm needs it."""
    program = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "import newsnorm, newsnorm.testing\n"
        "newsnorm.testing.CheckResult\n"
        "try: newsnorm.testing.cleaner_suite('mine/dashes')\n"
        "except newsnorm.ConfigError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == (
        "newsnorm.testing needs hypothesis and pytest: pip install newsnorm[testing]\n"
    )


def test_results_come_one_by_one() -> None:
    """The command shows each as soon as it is there."""
    results = newsnorm.testing.check_component("text/quotes", count=1)
    first = next(results)
    assert (first.id, first.status, first.message) == ("spec", "passed", "")
    assert first.seconds >= 0
    assert len([*results]) == COUNTS["cleaner"] - 1


def test_the_number_of_examples_comes_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Unless the suite says it."""
    monkeypatch.setenv("NEWSNORM_TESTING_EXAMPLES", "7")
    assert Suite("cleaner", "text/quotes").subject.count == 7
    assert Suite("cleaner", "text/quotes", count=3).subject.count == 3
    monkeypatch.setenv("NEWSNORM_TESTING_EXAMPLES", "many")
    with pytest.raises(ConfigError, match="NEWSNORM_TESTING_EXAMPLES is 'many'"):
        Suite("cleaner", "text/quotes")


def test_a_spec_that_no_process_can_find_says_so() -> None:
    """Its other checks are run all the same."""

    def nothing() -> list[newsnorm.Rule]:
        return []

    spec = newsnorm.CleanerSpec("mine/none", nothing, summary="nothing")
    suite = Suite("cleaner", spec, count=1)
    with pytest.raises(DoesNotApply, match="no module has it"):
        recipe_for(suite.subject)
    assert suite.result("hash-seed").status == "skipped"


def test_a_spec_is_found_by_the_module_of_its_factory() -> None:
    """Which is where the hook is, or a variable."""
    from newsnorm_minhash import newsnorm_deduplicators

    spec = next(iter(newsnorm_deduplicators()))
    found = recipe_for(Suite("deduplicator", spec, count=1).subject)
    assert isinstance(found, Recipe)
    assert (found.module, found.plugin) == ("newsnorm_minhash", "")


@pytest.mark.parametrize(
    "holds",
    [
        lambda text: any("\ud800" <= char <= "\udfff" for char in text),
        lambda text: any(unicodedata.bidirectional(char) == "RLO" for char in text),
        lambda text: any(unicodedata.category(char) == "Cn" for char in text),
        lambda text: any(
            all(unicodedata.combining(char) for char in text[at : at + 4])
            for at in range(len(text) - 4)
        ),
        lambda text: "\0" in text,
    ],
    ids=["surrogates", "bidi", "unassigned", "marks", "nul"],
)
def test_any_text_has_what_text_from_the_wild_has(holds: Callable[[str], bool]) -> None:
    assert any(map(holds, drawn("any_text", 300)))


@pytest.mark.parametrize(
    "pattern",
    [
        "&amp;amp;",
        "â€|Ã[^a-z]|Ð.Ñ",
        r"</?\w+>",
        r"\bBy \w+ \w+",
        r"\(\w+\) -",
        r"/\w+/\.",
        r"-30-|###|-ENDS-|\(MORE\)",
        r"(/\w+/\.) ?\n?\1",
    ],
    ids=["entities", "mojibake", "tags", "bylines", "brackets", "slashes", "ends", "doubled"],
)
def test_news_text_has_furniture_and_damage(pattern: str) -> None:
    """Much of it in few texts."""
    assert any(re.search(pattern, text) for text in drawn("news_text", 120))


def test_news_text_is_joined_by_nothing_too() -> None:
    """Where a piece begins without a blank, faults hide."""
    assert any(re.search(r"said\.[^\s.]", text) for text in drawn("news_text", 120))


@settings(max_examples=40)
@given(newsnorm.testing.near_duplicates())
def test_near_duplicates_share_most_words_and_no_id(
    pair: tuple[newsnorm.Article, newsnorm.Article],
) -> None:
    one, two = ({word.casefold() for word in article.text.split()} for article in pair)
    assert len(one & two) > len(one) / 2
    assert pair[0].id != pair[1].id


@settings(max_examples=40)
@given(newsnorm.testing.aliases())
def test_aliases_make_a_gazetteer(
    drawn: tuple[tuple[newsnorm.Entity, ...], tuple[newsnorm.Alias, ...]],
) -> None:
    entities, rows = drawn
    table = newsnorm.Gazetteer.of(entities, rows)
    for row in rows:
        assert row.entity in {alias.entity for alias in table.lookup(row.surface)}


def test_some_aliases_are_ambiguous() -> None:
    def ambiguous(
        drawn: tuple[tuple[newsnorm.Entity, ...], tuple[newsnorm.Alias, ...]],
    ) -> bool:
        surfaces = [row.surface for row in drawn[1]]
        return len(set(surfaces)) < len(surfaces)

    assert any(map(ambiguous, drawn("aliases", 100)))
    assert len(made_up_gazetteer().lookup("Roe")) == 2


@settings(max_examples=40)
@given(newsnorm.testing.articles())
def test_articles_go_through_a_pipeline(article: newsnorm.Article) -> None:
    assert newsnorm.Pipeline.of().normalize(article).undo() == article


@settings(max_examples=60)
@given(newsnorm.testing.news_text())
def test_the_smallest_part_fails_and_none_of_its_parts_does(text: str) -> None:
    def fails(part: str) -> bool:
        return part.count("o") >= 2 and "n" in part

    if fails(text):
        least = smallest(text, fails, seconds=60)
        assert sorted(least) == ["n", "o", "o"]


def test_letters_are_made_plain_where_they_do_not_matter() -> None:
    assert smallest_text("Їжак & Co", lambda text: "&" in text and len(text) > 3) == " & a"


@settings(max_examples=100)
@given(newsnorm.testing.any_text())
def test_a_literal_is_the_text(text: str) -> None:
    for written in (text, text * 9, text * 40 + "x"):
        assert eval(literal(written)) == written
        assert literal(written).isprintable()


class Clock:
    """A clock that is turned by the work itself: times are exact."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("cost", "steep"),
    [
        (lambda size: size, False),
        (lambda size: size * size.bit_length(), False),
        (lambda size: size**2 / 1000, True),
        (lambda size: 100 + size**1.8 / 1000, True),
        (lambda size: 2.6 * size + size**2 / 25_000, True),
        (lambda size: 1, False),
    ],
    ids=["linear", "n log n", "quadratic", "n to the 1.8", "quadratic late", "constant"],
)
def test_time_that_grows_faster_than_length_is_found(
    monkeypatch: pytest.MonkeyPatch, cost: Callable[[int], float], steep: bool
) -> None:
    clock = Clock()
    monkeypatch.setattr(timing, "_now", clock)

    def work(size: int) -> None:
        clock.now += cost(size) * 1e-7

    assert (timing.steep(work, lambda size: size) is not None) == steep


def test_what_remembers_its_last_input_is_not_steep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked again for the same it answers at once, and one time it was held up."""
    clock = Clock()
    monkeypatch.setattr(timing, "_now", clock)
    asked: list[int] = []

    def work(size: int) -> None:
        held_up = size >= 64_000 and max(asked, default=0) < 64_000
        clock.now += 1e-6 if asked[-1:] == [size] else size * (5e-8 if held_up else 1e-8)
        asked.append(size)

    assert timing.steep(work, lambda size: size) is None
    assert max(asked) >= 64_000


PAGES_OF_WORK = """
import resource
from newsnorm.testing import timing

def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

def pages():
    for _ in range(2):
        before = faults()
        _ = [bytes(100) for _ in range(100_000)]
        del _
    return faults() - before

print(pages())
spare = timing._spare_memory()
print(pages())
"""
"""How many pages some work is given the second time, without memory to spare and with it."""


@pytest.mark.skipif(sys.platform != "linux", reason="counts page faults")
def test_with_memory_to_spare_work_is_given_no_pages() -> None:
    """So that a machine that is slow to hand out memory does not make it look steep."""
    done = subprocess.run(
        [sys.executable, "-c", PAGES_OF_WORK], capture_output=True, text=True, check=True
    )
    without, spare = map(int, done.stdout.split())
    assert without > 1_000
    assert spare < 100
