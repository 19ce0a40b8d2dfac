"""Several steps as one cleaner, repeated until nothing changes: then twice is the same as once.

What nests (an entity in an entity, broken text broken once more) comes out layer by layer.
A text with more layers than anybody makes by mistake is left alone altogether,
which keeps the work in proportion to its length and leaves nothing half done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from operator import eq, itemgetter
from typing import Final

from newsnorm import Alignment, Edit, Edits, Row, rows

Step = Callable[[str], Sequence[Edit]]
"""Proposes edits to a text; the edits are disjoint and each changes something."""

ROUNDS: Final = 4
"""How many layers come off."""


def settle(text: str, steps: Callable[[str], Sequence[Step]]) -> Sequence[Edit]:
    """Run steps until nothing changes, and give their edits as edits of the text as it came.

    Args:
        text: where to begin.
        steps: from a text to the steps that may have to do with it; none ends the work.

    Returns:
        Sorted edits; none if `ROUNDS` were not enough.

    >>> halve = lambda text: [Edit(0, 2, "a")] if text.startswith("aa") else []
    >>> settle("aaa", lambda text: [halve])
    [Edit(start=0, end=3, replacement='a', rule='')]
    >>> settle("a" * 9, lambda text: [halve])
    ()
    """
    asked = steps(text)
    if not asked:
        return ()
    done: list[Alignment] = []
    first: Sequence[Row] = ()
    for _ in range(ROUNDS + 1):
        before = len(done)
        for step in asked:
            if found := joined(rows(step(text))):
                first = first or found
                done.append(Alignment.of(text, Edits(found)))
                text = done[-1].target
        if len(done) == before:
            if before <= 1:  # nothing to put together, as nearly always
                return Edits(first)
            changes = Alignment.chained(done).changes
            return Edits([(*change.raw, change.replacement, change.rule) for change in changes])
        asked = steps(text)
    return ()


def joined(edits: Sequence[Row]) -> Sequence[Row]:
    """Put edits that touch, and are of one rule, together: a long run of marks is one change.

    >>> joined([(0, 1, "x", "r"), (1, 2, "y", "r"), (3, 4, "", "r")])
    [(0, 2, 'xy', 'r'), (3, 4, '', 'r')]
    """
    ordered = sorted(edits, key=_start)
    if not any(map(eq, map(_end, ordered), map(_start, islice(ordered, 1, None)))):
        return ordered
    kept: list[Row] = []
    run: list[str] = []
    start, _, _, rule = ordered[0]
    end = start
    for edit in ordered:
        if edit[0] != end or edit[3] != rule:
            kept.append((start, end, "".join(run), rule))
            run = []
            start, rule = edit[0], edit[3]
        run.append(edit[2])
        end = edit[1]
    kept.append((start, end, "".join(run), rule))
    return kept


_start, _end = itemgetter(0), itemgetter(1)
