"""What must hold of every component: the same result, whenever, wherever, in whatever company."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType
from typing import Any

from newsnorm.testing import processes
from newsnorm.testing.checks import check
from newsnorm.testing.subject import Fault, Item, Steady, Subject


def repeatable(subject: Subject) -> None:
    """The same input gives the same result, again and from another instance."""
    one, two = subject.make(), subject.make()
    for item in subject.items:
        first = subject.result(one, item)
        again = (subject.result(one, item), subject.result(two, item))
        if first is None or all(second in (None, first) for second in again):
            continue
        least = subject.stage.shrink(item, lambda part: len(_results(subject, one, part)) > 1)
        differing = _results(subject, one, least)
        shown = (
            differing if len(differing) > 1 else [first, *(r for r in again if r and r != first)]
        )
        raise Fault(
            f"once {shown[0]}\nand once {shown[1]}",
            given=subject.stage.show(least),
            expected="one result, whenever and by whichever instance it is computed",
            advice="no random numbers, no clock, no counters; seed what must be random",
        )


def _results(subject: Subject, component: Any, item: Item) -> list[str]:
    """The different results of one instance and of others, each asked a few times."""
    made = [subject.result(component, item) for _ in range(4)]
    made += [subject.result(subject.make(), item) for _ in range(4)]
    return [result for result in dict.fromkeys(made) if result is not None]


def stateless(subject: Subject) -> None:
    """What came before makes no difference: it keeps nothing from one input to the next."""
    steady = subject.steady
    backwards = steady[::-1]
    for order in (backwards, steady[::2] + steady[1::2]):
        component = subject.make()
        for number, entry in enumerate(order):
            found = subject.result(component, entry.item)
            if found != entry.result:
                before = _culprit(subject, [e.item for e in order[:number]], entry)
                raise Fault(
                    f"alone it gives {entry.result}\nafter what came before {found}",
                    given=f"{subject.stage.show(entry.item)}, after {before}",
                    expected="the same result in any order",
                    advice="keep what you note of an input in local variables, not on self or in "
                    "the module; a cache must never change a result",
                )


def _culprit(subject: Subject, before: Sequence[Item], entry: Steady) -> str:
    """One input before it that makes the difference by itself, if there is one."""
    end = time.monotonic() + 2
    for item in reversed(before):
        component = subject.make()
        subject.result(component, item)
        if subject.result(component, entry.item) != entry.result:
            return subject.stage.show(item)
        if time.monotonic() > end:
            break
    return f"{len(before)} others"


THREADS = 4
THREAD_SECONDS = 1.0
"""How long threads are watched; switched at every line, they are slow."""


def threads(subject: Subject) -> None:
    """Several threads may use one instance at once."""
    component = subject.make()
    busy = [e for e in subject.steady if not subject.stage.is_idle(e.item, e.made)]
    some = sorted(busy, key=lambda entry: len(repr(entry.item)))[:40] or subject.steady[:40]
    end = time.monotonic() + THREAD_SECONDS
    differing: list[tuple[Steady, str | None]] = []
    started = threading.Barrier(THREADS)

    def work(offset: int) -> None:
        started.wait()
        sys.settrace(_switching)
        try:
            for entry in some[offset:] + some[:offset]:
                found = subject.result(component, entry.item)
                if found != entry.result:
                    differing.append((entry, found))
                if time.monotonic() > end:
                    break
        finally:
            sys.settrace(None)

    every = [
        threading.Thread(target=work, args=(number * len(some) // THREADS,))
        for number in range(THREADS)
    ]
    for thread in every:
        thread.start()
    for thread in every:
        thread.join()
    if differing:
        entry, found = min(differing, key=lambda pair: len(subject.stage.show(pair[0].item)))
        raise Fault(
            f"alone {entry.result}\nbeside others {found or 'it raises'}",
            given=f"{subject.stage.show(entry.item)}, while {THREADS - 1} threads do others",
            expected="the same result, whatever other threads do",
            advice="keep what you note of an input in local variables, not on self",
        )


def _switching(_frame: FrameType, _event: str, _argument: Any) -> Callable[..., Any]:
    """A trace function that lets other threads run at every line of Python."""
    time.sleep(0)
    return _switching


def hash_seed(subject: Subject) -> None:
    """Every process gives the same result, whatever its hash seed: no order of a set is used."""
    if _same_elsewhere(subject):
        return
    _compare(
        subject,
        processes.OTHER_SEED,
        ("with PYTHONHASHSEED=1", "with PYTHONHASHSEED=2"),
        "sort what comes out of a set, and use no hash() of text; hashlib is the same everywhere",
    )


def same_locale(subject: Subject) -> None:
    """Every system gives the same result, whatever its locale and its default encoding."""
    if _same_elsewhere(subject):
        return
    _compare(
        subject,
        processes.OTHER_LOCALE,
        ("in UTF-8", "in another locale"),
        'name encoding="utf-8" wherever a file is opened; no locale.*, no "{:n}", no strftime',
    )


def _same_elsewhere(subject: Subject) -> bool:
    """Whether results are the same where everything is different at once: then nothing matters."""
    variables = {**processes.OTHER_LOCALE, **processes.HASH_SEED}
    plain = _in_process(subject, processes.PLAIN)[0]
    return all(found == plain for found in _in_process(subject, variables))


def _in_process(subject: Subject, variables: Mapping[str, str]) -> list[list[str | None]]:
    """What is made of the steady items in a process, for each locale that is tried there."""
    key = repr(sorted(variables.items()))
    if key not in subject.memory:
        items = [entry.item for entry in subject.steady]
        locales = processes.LOCALES if variables["LC_ALL"] == "C" else ()
        subject.memory[key] = processes.results(subject, items, variables, locales)
    found: list[list[str | None]] = subject.memory[key]
    return found


def _compare(
    subject: Subject, variables: Mapping[str, str], names: tuple[str, str], advice: str
) -> None:
    plain = _in_process(subject, processes.PLAIN)[0]
    for other in _in_process(subject, variables):
        differing = [
            (subject.stage.show(entry.item), one, two)
            for entry, one, two in zip(subject.steady, plain, other, strict=True)
            if one != two
        ]
        if differing:
            given, one, two = min(differing, key=lambda entry: len(entry[0]))
            raise Fault(
                f"{names[0]} {one or 'it raises'}\n{names[1]} {two or 'it raises'}",
                given=given,
                expected="the same result in every process",
                advice=advice,
            )


STEADY = (
    check("repeatable", repeatable),
    check("stateless", stateless),
    check("threads", threads),
    check("hash-seed", hash_seed),
    check("locale", same_locale),
)
