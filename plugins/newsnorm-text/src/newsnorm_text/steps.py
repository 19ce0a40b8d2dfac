"""Several steps as one cleaner, repeated until nothing changes: then twice is the same as once.

What nests (an entity in an entity, broken text broken once more) comes out layer by layer.
A text with more layers than anybody makes by mistake is left alone altogether,
which keeps the work in proportion to its length and leaves nothing half done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from newsnorm import Alignment, Edit

Step = Callable[[str], Sequence[Edit]]
"""Proposes edits to a text; the edits are disjoint and each changes something."""

ROUNDS = 4
"""How many layers come off."""


def settle(text: str, steps: Callable[[str], Iterable[Step]]) -> list[Edit]:
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
    []
    """
    done = Alignment.identity(text)
    for _ in range(ROUNDS + 1):
        before = done
        for step in steps(done.target):
            if found := joined(step(done.target)):
                done = done.then(Alignment.of(done.target, found))
        if done is before:
            return [Edit(*change.raw, change.replacement, change.rule) for change in done.changes]
    return []


def joined(edits: Iterable[Edit]) -> list[Edit]:
    """Put edits that touch, and are of one rule, together: a long run of marks is one change.

    >>> joined([Edit(0, 1, "x", "r"), Edit(1, 2, "y", "r"), Edit(3, 4, "", "r")])
    [Edit(start=0, end=2, replacement='xy', rule='r'), Edit(start=3, end=4, replacement='', rule='r')]
    """  # noqa: E501 - the output of a doctest
    ordered = sorted(edits, key=attrgetter("start"))
    if {edit.end for edit in ordered}.isdisjoint([edit.start for edit in ordered]):
        return ordered
    kept: list[Edit] = []
    first = 0
    for i, edit in enumerate(ordered, 1):
        following = ordered[i] if i < len(ordered) else None
        if following and following.start == edit.end and following.rule == edit.rule:
            continue
        run = ordered[first:i]
        first = i
        if len(run) > 1:
            text = "".join(each.replacement for each in run)
            edit = Edit(run[0].start, edit.end, text, edit.rule)  # noqa: PLW2901 - the whole run
        kept.append(edit)
    return kept
