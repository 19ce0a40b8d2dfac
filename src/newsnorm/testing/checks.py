"""Checks, their results, and how a failure is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Literal, TypeAlias

from newsnorm.testing.subject import DoesNotApply, Fault, NotMade, Subject, told

Status: TypeAlias = Literal["passed", "failed", "skipped", "expected"]


MADE = "made"
"""The check that tells why a component cannot be made."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must hold of every component of a stage.

    Args:
        id: short and stable, "idempotent": it names the test.
        holds: what must hold, in a sentence.
        run: looks whether it does; raises `Fault` or `DoesNotApply`.
    """

    id: str
    holds: str
    run: Callable[[Subject], None]


def check(identifier: str, run: Callable[[Subject], None]) -> Check:
    """A check whose sentence is the first line of its function's docstring."""
    holds = (run.__doc__ or "").partition("\n")[0].rstrip(".")
    if holds[1:2].islower() or holds[1:2] == " ":
        holds = holds[:1].lower() + holds[1:]
    return Check(identifier, holds, run)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How a check went.

    Args:
        id: the check's.
        status: "passed"; "failed"; "skipped", where it does not apply to this component;
            "expected", where it failed and was expected to.
        message: what is wrong and what to do, or why it was skipped; empty where it passed.
        seconds: how long it took.
    """

    id: str
    status: Status
    message: str
    seconds: float


def run_check(check: Check, subject: Subject, expected: str | None = None) -> CheckResult:
    """Run one check.

    Args:
        check: what must hold.
        subject: of what.
        expected: why it is expected to fail, if it is.
    """
    started = perf_counter()
    outcome, message = _outcome(check, subject)
    status: Status = outcome
    if expected is not None:
        if status == "failed":
            status, message = "expected", f"{expected}\n{message}"
        else:
            state = "passes" if status == "passed" else f"does not apply ({message})"
            status = "failed"
            message = (
                f"{subject.name!r} was expected to fail the check [{check.id}] ({expected}), "
                f"but {state}\n"
                f"  to do:     take {check.id!r} out of expected_failures; the list is shorter now"
            )
    return CheckResult(check.id, status, message, perf_counter() - started)


def _outcome(check: Check, subject: Subject) -> tuple[Literal["passed", "failed", "skipped"], str]:
    try:
        check.run(subject)
    except DoesNotApply as reason:
        return "skipped", str(reason)
    except NotMade as fault:
        if check.id != MADE:
            return "failed", f"{subject.name!r} cannot be made: see the check [{MADE}]"
        return "failed", _told(check, subject.name, fault)
    except Fault as fault:
        return "failed", _told(check, subject.name, fault)
    except Exception as error:  # noqa: BLE001 - no plugin may stop the checks that come after
        stumbled = Fault(f"what it returns breaks the check: {told(error)}")
        return "failed", _told(check, subject.name, stumbled)
    return "passed", ""


def _told(check: Check, name: str, fault: Fault) -> str:
    """A fault in four lines: what it was given, what it did, what it should have done, what next.

    The input can be pasted into Python.
    """
    lines = [
        f"{name!r} fails the check [{check.id}]: {check.holds}",
        ("given", fault.given),
        ("got", fault.got),
        ("expected", fault.expected),
        ("to do", fault.advice),
    ]
    return "\n".join(
        line if isinstance(line, str) else f"  {line[0] + ':':<10} {_indented(line[1])}"
        for line in lines
        if isinstance(line, str) or line[1]
    )


def _indented(text: str) -> str:
    return text.replace("\n", "\n" + " " * 13)
