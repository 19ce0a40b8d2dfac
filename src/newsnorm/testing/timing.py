"""How time grows with length: by ratios, never by absolute times.

An input is made four times as long until it takes long enough to be timed well. Where time is
linear in length, four times the length takes four times as long; where it is quadratic, sixteen.
Times are of the processor, the least of several, with the garbage collector off.

A machine that is slow to hand out memory makes what is linear look steep, however often it is
tried: what fits into memory that a process has already costs little, and four times as much a lot.
So what looks steep is timed again with memory to spare.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any

LIMIT = 8.0
"""Four times the length may take so many times as long: between linear, 4, and quadratic, 16."""

FIRST, LAST = 1_000, 256_000
"""Code points of the shortest and the longest input."""

LINEAR = 4.5
"""Up to so many times as long counts as linear, with what is not quite even in a machine.

Above it longer inputs are tried: a copy of the text at each step is quadratic, but costs next to
nothing until the text is too long for a processor's cache.
"""

ENOUGH, TOO_MUCH = 0.005, 0.25
"""Seconds from which on no longer input is tried: if time looks linear, and if it does not."""

SHORT = 5e-5
"""Seconds below which a ratio says nothing."""

LONG = 0.5
"""Seconds from which on one time says as much as the least of several."""

AGAIN = 3
"""How often what is steep is timed again."""

SPARE, LARGE, SMALL = 96 << 20, 31 << 20, 400
"""Bytes: all that is kept to spare, a block as large as glibc keeps, one that CPython keeps."""

_fine = time.get_clock_info("thread_time").resolution <= 1e-6
_now = time.thread_time if _fine else time.perf_counter


def steep(work: Callable[[Any], object], long: Callable[[int], Any]) -> tuple[int, float] | None:
    """Where time grows faster than length, if it does.

    Args:
        work: what to time, given an input.
        long: makes an input of about so many code points.

    Returns:
        The size from which four times as much took more than `LIMIT` times as long, and how many
        times it took; or None.
    """
    size, small = FIRST, long(FIRST)
    before = seconds(work, small, 1)
    while size < LAST:
        large = long(4 * size)
        after = seconds(work, large, 1)
        enough = after > ENOUGH
        if enough:  # the last ratio, on which much depends
            again = _least(work, small, large, 2)
            before, after = min(before, again[0]), min(after, again[1])
        if before > SHORT and after > LIMIT * before:
            ratio = _least_ratio(work, small, large)
            goes_on = ratio > LIMIT and (after > TOO_MUCH or _goes_on(work, large, long(16 * size)))
            if goes_on and _stays(work, small, large):
                return size, ratio
        if after > TOO_MUCH or (enough and after < LINEAR * before):
            return None
        size, small, before = 4 * size, large, after
    return None


def _goes_on(work: Callable[[Any], object], large: Any, larger: Any) -> bool:
    """Whether the next step is steep too: one alone may be where a cache or an arena ends."""
    before, after = _least(work, large, larger, 1)
    return after > LIMIT * before


def _stays(work: Callable[[Any], object], small: Any, large: Any) -> bool:
    """Whether a step is steep each time, with memory to spare."""
    spare = _spare_memory()
    stays = all(_least_ratio(work, small, large) > LIMIT for _ in range(AGAIN))
    del spare
    return stays


def _spare_memory() -> list[bytes]:
    """What keeps memory in this process, as long as it is held.

    CPython gives a block of 1 MiB (an arena) back to the system when nothing in it is used any
    more, so a little is left in each. A large block that was freed once makes glibc keep such
    blocks, too (`mallopt(3)`, the dynamic threshold of `M_MMAP_THRESHOLD`).
    """
    bytearray(LARGE)
    return [bytes(SMALL) for _ in range(SPARE // SMALL)][:: (1 << 19) // SMALL]


def _least_ratio(work: Callable[[Any], object], small: Any, large: Any) -> float:
    """The ratio of the least times, measured again and again while it looks bad."""
    before = after = float("inf")
    for _ in range(4):
        again = _least(work, small, large, 1)
        before, after = min(before, again[0]), min(after, again[1])
        if after <= LIMIT * before or after > LONG:
            break
    return after / max(before, 1e-9)


def _least(
    work: Callable[[Any], object], small: Any, large: Any, tries: int
) -> tuple[float, float]:
    """The least times that two inputs take, one after the other each time.

    What remembers its last input has both of them anew: asked twice in a row, it answers at once.
    """
    times = [(seconds(work, small, 1), seconds(work, large, 1)) for _ in range(tries)]
    return min(before for before, _ in times), min(after for _, after in times)


def seconds(work: Callable[[Any], object], item: Any, tries: int) -> float:
    """The least time that some work takes of several tries."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        least = float("inf")
        for _ in range(tries):
            started = _now()
            work(item)
            least = min(least, _now() - started)
        return least
    finally:
        if collecting:
            gc.enable()
