"""Conformance suites: one line in a plugin's tests, a test for each thing that must hold.

    # tests/test_conformance.py
    import newsnorm.testing

    test_quotes = newsnorm.testing.cleaner_suite("mine/quotes")

pytest then runs `test_quotes[idempotent]`, `test_quotes[linear-time]` and so on.
The last of them, `test_quotes[all-24-checks]`, sees to it that none was lost on the way:
it knows how many there must be, and runs what was not run in its process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from newsnorm.article import Relation
from newsnorm.components import (
    ArticleFacts,
    CanonicalizerSpec,
    CleanerSpec,
    DeduplicatorSpec,
    GazetteerSpec,
    PairRule,
    ReaderSpec,
    Spec,
)
from newsnorm.config import make_options
from newsnorm.errors import ConfigError
from newsnorm.gazetteer import Gazetteer
from newsnorm.packaged import is_pack, pack_rules
from newsnorm.plugins import Plugins
from newsnorm.testing.canonicalizers import CANONICALIZER, Canonicalizers, with_made_up
from newsnorm.testing.checks import Check, CheckResult, run_check
from newsnorm.testing.cleaners import CLEANER, Cleaners
from newsnorm.testing.deduplicator_checks import DEDUPLICATOR
from newsnorm.testing.deduplicators import Deduplicators
from newsnorm.testing.gazetteers import GAZETTEER, Gazetteers
from newsnorm.testing.packs import PACKED
from newsnorm.testing.pair_rules import PAIR_RULE, PairRules
from newsnorm.testing.readers import READER, Readers
from newsnorm.testing.subject import Stage, StageName, Subject

CHECKS: dict[StageName, tuple[Check, ...]] = {
    "cleaner": CLEANER,
    "pack": (*CLEANER, *PACKED),
    "gazetteer": GAZETTEER,
    "canonicalizer": CANONICALIZER,
    "deduplicator": DEDUPLICATOR,
    "pair rule": PAIR_RULE,
    "reader": READER,
}
"""What must hold, by stage."""

COUNTS: dict[StageName, int] = {
    "cleaner": 24,
    "pack": 27,
    "gazetteer": 15,
    "canonicalizer": 19,
    "deduplicator": 26,
    "pair rule": 15,
    "reader": 19,
}
"""How many checks each suite has. It is written down, and not counted, so that none gets lost."""

Tables = Sequence["str | GazetteerSpec | Gazetteer"]


class Suite:
    """The checks of one component, and how they went so far.

    Args:
        stage: which checks.
        component: its full name, found among the installed plugins, or its spec.
        options: those that differ from the defaults.
        expected_failures: by id of a check, why it is known to fail.
        examples: inputs of the author's, tried first: texts, or for a reader files' bytes.
        gazetteers: tables it builds on: names, specs or gazetteers.
        count: how many inputs of a kind are drawn; None for NEWSNORM_TESTING_EXAMPLES, or 60.

    Raises:
        ConfigError: if hypothesis is missing, or an expected failure is of no check of the suite.
    """

    def __init__(
        self,
        stage: StageName,
        component: str | Spec,
        options: Mapping[str, Any] | None = None,
        expected_failures: Mapping[str, str] | None = None,
        examples: Sequence[Any] = (),
        gazetteers: Tables = (),
        count: int | None = None,
    ) -> None:
        from newsnorm.testing.strategies import examples_to_draw

        self.stage = stage
        self.checks = {check.id: check for check in CHECKS[stage]}
        self.expected = dict(expected_failures or {})
        for name in self.expected:
            if name not in self.checks:
                raise ConfigError(
                    f"expected_failures: the {stage} suite has no check {name!r}; its checks: "
                    f"{', '.join(self.checks)}"
                )
        self.subject = Subject(
            _stage(stage, gazetteers), component, options or {}, examples, examples_to_draw(count)
        )
        self.results: dict[str, CheckResult] = {}

    def result(self, name: str) -> CheckResult:
        """How a check goes; it is run once."""
        if name not in self.results:
            self.results[name] = run_check(self.checks[name], self.subject, self.expected.get(name))
        return self.results[name]

    def summary(self) -> str:
        """How many checks there are, and how those went that were run."""
        counted = [result.status for result in self.results.values()]
        states = {
            "passed": "passed",
            "failed": "failed",
            "skipped": "skipped",
            "expected": "failed as expected",
        }
        parts = [f"{counted.count(s)} {said}" for s, said in states.items() if s in counted]
        return (
            f"{self.subject.name}: {len(counted)} of {COUNTS[self.stage]} checks of the "
            f"{self.stage} suite ran: {', '.join(parts)}"
        )


def _stage(name: StageName, gazetteers: Tables) -> Stage:
    match name:
        case "cleaner" | "pack":
            return Cleaners()
        case "gazetteer":
            return Gazetteers([*map(_table, gazetteers)])
        case "canonicalizer":
            return Canonicalizers(with_made_up(tuple(map(_table, gazetteers))))
        case "deduplicator":
            return Deduplicators()
        case "pair rule":
            return PairRules()
        case "reader":
            return Readers()


def _table(what: str | GazetteerSpec | Gazetteer) -> Gazetteer:
    if isinstance(what, Gazetteer):
        return what
    spec = Plugins().find(GazetteerSpec, what) if isinstance(what, str) else what
    return spec.factory()


def check_component(
    component: str | Spec,
    *,
    options: Mapping[str, Any] | None = None,
    expected_failures: Mapping[str, str] | None = None,
    examples: Sequence[Any] = (),
    gazetteers: Tables = (),
    count: int | None = None,
    pack: bool | None = None,
) -> Iterator[CheckResult]:
    """Run all checks on a component, without pytest; each result comes when it is there.

    Args:
        component: its full name, found among the installed plugins, or its spec.
        options: those that differ from the defaults.
        expected_failures: by id of a check, why it is known to fail.
        examples: inputs to try first: texts, or for a reader files' bytes.
        gazetteers: tables that a canonicalizer or gazetteer builds on.
        count: how many inputs of a kind are drawn; None for NEWSNORM_TESTING_EXAMPLES, or 60.
        pack: whether a cleaner is held to what packs are; None: if it is a pack's file.

    Raises:
        ConfigError: if hypothesis is missing, or an expected failure is of no check.
        PluginError: if no installed plugin has the component.

    >>> import newsnorm
    >>> rule = newsnorm.Rule("dash", "--", newsnorm.Scope.BODY, newsnorm.Replace("-"))
    >>> spec = newsnorm.CleanerSpec("mine/dashes", lambda: [rule], summary="dashes are short")
    >>> for result in check_component(spec, count=5):
    ...     if result.status == "failed":
    ...         print(result.message.partition(":")[0])
    'mine/dashes' fails the check [idempotent]
    """
    stage = stage_of(component, pack=pack, options=options)
    suite = Suite(stage, component, options, expected_failures, examples, gazetteers, count)
    return map(suite.result, suite.checks)


def stage_of(
    component: str | Spec,
    *,
    pack: bool | None = None,
    options: Mapping[str, Any] | None = None,
) -> StageName:
    """The stage of a component, by what its spec is and what its factory makes."""
    names: dict[type[Any], StageName] = {
        CleanerSpec: "cleaner",
        GazetteerSpec: "gazetteer",
        CanonicalizerSpec: "canonicalizer",
        DeduplicatorSpec: "deduplicator",
        ReaderSpec: "reader",
    }
    if isinstance(component, str):
        plugins = Plugins()
        plugins.stage_of(component)  # which says it well if there is none
        spec: Any = plugins.components(component)[component]
    else:
        spec = component
    if isinstance(spec, CleanerSpec) and (is_pack(spec) if pack is None else pack):
        return "pack"
    if isinstance(spec, DeduplicatorSpec) and _is_pair_rule(spec, options or {}):
        return "pair rule"
    return names[type(spec)]


def _is_pair_rule(spec: DeduplicatorSpec, options: Mapping[str, Any]) -> bool:
    try:
        return isinstance(Stage().make(spec, make_options(spec, options)), PairRule)
    except Exception:  # noqa: BLE001 - one that cannot be made is the affair of a check
        return False


Test = Callable[..., None]


def cleaner_suite(
    component: str | CleanerSpec,
    *,
    options: Mapping[str, Any] | None = None,
    expected_failures: Mapping[str, str] | None = None,
    examples: Sequence[str] = (),
    count: int | None = None,
) -> Test:
    """Tests of a cleaner; see `check_component` for the arguments."""
    return _test(Suite("cleaner", component, options, expected_failures, examples, (), count))


def pack_suite(
    component: str | CleanerSpec | Path,
    *,
    options: Mapping[str, Any] | None = None,
    expected_failures: Mapping[str, str] | None = None,
    examples: Sequence[str] = (),
    count: int | None = None,
) -> Test:
    """Tests of a pack; see `check_component` for the arguments. A pack's file will do, too."""
    spec = pack_spec(component) if isinstance(component, Path) else component
    return _test(Suite("pack", spec, options, expected_failures, examples, (), count))


def pack_spec(file: Path) -> CleanerSpec:
    """A pack in a file as a component."""
    return CleanerSpec(
        f"pack/{file.stem}", partial(pack_rules, file), summary=f"the file {file.name}"
    )


def gazetteer_suite(
    component: str | GazetteerSpec,
    *,
    options: Mapping[str, Any] | None = None,
    expected_failures: Mapping[str, str] | None = None,
    gazetteers: Tables = (),
) -> Test:
    """Tests of a gazetteer; `gazetteers` are tables in which parents of its entities may be."""
    return _test(Suite("gazetteer", component, options, expected_failures, (), gazetteers))


def canonicalizer_suite(
    component: str | CanonicalizerSpec,
    *,
    options: Mapping[str, Any] | None = None,
    expected_failures: Mapping[str, str] | None = None,
    examples: Sequence[str] = (),
    gazetteers: Tables = (),
    count: int | None = None,
) -> Test:
    """Tests of a canonicalizer; see `check_component` for the arguments.

    It is given documents in which the names of a small gazetteer, and of `gazetteers`, are
    candidates.
    """
    return _test(
        Suite("canonicalizer", component, options, expected_failures, examples, gazetteers, count)
    )


def deduplicator_suite(
    component: str | DeduplicatorSpec,
    *,
    options: Mapping[str, Any] | None = None,
    expected_failures: Mapping[str, str] | None = None,
    examples: Sequence[str] = (),
    count: int | None = None,
) -> Test:
    """Tests of a deduplicator; see `check_component` for the arguments."""
    return _test(Suite("deduplicator", component, options, expected_failures, examples, (), count))


def pair_rule_suite(
    component: str | DeduplicatorSpec,
    *,
    options: Mapping[str, Any] | None = None,
    expected_failures: Mapping[str, str] | None = None,
    examples: Sequence[tuple[ArticleFacts, ArticleFacts, Relation]] = (),
    count: int | None = None,
) -> Test:
    """Tests of a deduplicator that is a `PairRule`; `examples` are what its `decide` is given."""
    return _test(Suite("pair rule", component, options, expected_failures, examples, (), count))


def reader_suite(
    component: str | ReaderSpec,
    *,
    options: Mapping[str, Any] | None = None,
    expected_failures: Mapping[str, str] | None = None,
    examples: Sequence[bytes] = (),
    count: int | None = None,
) -> Test:
    """Tests of a reader; `examples` are small files that it reads, as bytes."""
    return _test(Suite("reader", component, options, expected_failures, examples, (), count))


def _test(suite: Suite) -> Test:
    """A function that pytest takes for as many tests as there are checks, and one for them all."""
    try:
        import pytest
    except ImportError as error:
        raise ConfigError("the suites need pytest: pip install newsnorm[testing]") from error
    from newsnorm.testing.summary import summed

    every = f"all-{COUNTS[suite.stage]}-checks"

    @pytest.mark.parametrize("check", [*suite.checks, every])
    def test(check: str, request: pytest.FixtureRequest) -> None:
        summed(request.config, suite)
        if check == every:
            _check_all(suite)
            return
        result = suite.result(check)
        if result.status == "failed":
            pytest.fail(result.message, pytrace=False)
        elif result.status == "skipped":
            pytest.skip(result.message)
        elif result.status == "expected":
            pytest.xfail(result.message)

    test.__doc__ = f"What must hold of a {suite.stage}: {suite.subject.name}."
    return test


def _check_all(suite: Suite) -> None:
    """Run what was not run here, deselected or in another process, and count."""
    import pytest

    missing = [name for name in suite.checks if name not in suite.results]
    failed = [r for r in map(suite.result, missing) if r.status == "failed"]
    print(suite.summary())
    if len(suite.results) != COUNTS[suite.stage]:
        pytest.fail(
            f"{len(suite.results)} checks ran; the {suite.stage} suite has {COUNTS[suite.stage]}",
            pytrace=False,
        )
    if failed:
        pytest.fail("\n\n".join(result.message for result in failed), pytrace=False)
