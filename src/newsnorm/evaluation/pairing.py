"""Bringing what was reported together with what was expected, one to one.

Taking the first fit for each, in order, can leave two unmatched that would have fitted others;
the augmenting paths of bipartite matching (Berge 1957, Kuhn 1955) find as many pairs as there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def paired(fits: Sequence[Sequence[int]], start: Mapping[int, int] | None = None) -> dict[int, int]:
    """As many pairs as can be made.

    Args:
        fits: for each number on the left, the numbers on the right that it may be paired with.
        start: pairs to begin with; whoever is in one stays in one, perhaps with another partner.

    Returns:
        Pairs, left to right.

    >>> paired([[0, 1], [0]])
    {0: 1, 1: 0}
    """
    partners = dict(start or {})
    for left in range(len(fits)):
        if left not in partners:
            _augment(left, fits, partners)
    return dict(sorted(partners.items()))


def _augment(left: int, fits: Sequence[Sequence[int]], partners: dict[int, int]) -> None:
    """Find a partner for one, by moving others to other partners if need be."""
    owners = {right: owner for owner, right in partners.items()}
    asked_by: dict[int, int] = {}
    queue = [left]
    for asker in queue:  # it grows as it is walked
        for right in fits[asker]:
            if right in asked_by:
                continue
            asked_by[right] = asker
            if right in owners:
                queue.append(owners[right])
                continue
            free: int | None = right
            while free is not None:
                taker = asked_by[free]
                given_up = partners.get(taker)
                partners[taker] = free
                free = given_up
            return
