"""When Python's collector of cycles is to wait."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Let the collector wait while many articles are made that hold no cycles.

    Each thousand of new objects it looks at some of those that exist, again and again at all of
    them: whoever holds 200,000 articles spends an eighth of the time of finding duplicates so.

    >>> with without_collecting():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
