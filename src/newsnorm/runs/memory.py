"""Memory that a run may take: how many processes fit into it, and whether they keep to it.

What counts is memory of the processes' own, which the system can take back from nobody; files that
are mapped come on top and go when others need the room. psutil tells it (`newsnorm[memory]`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from newsnorm.errors import ConfigError, NewsnormError

PARENT = 64 << 20
"""Bytes that the process which reads, compares and writes takes besides its tables, about."""
WORKER = 224 << 20
"""Bytes that a process which works on articles takes besides its tables, about."""

_SIZE = re.compile(r"(\d+(?:\.\d+)?) ?([KMGT]?)i?B?", re.IGNORECASE)
_POWERS = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4}


def parsed(size: str) -> int:
    """A size in bytes, as people write it; K is 1,024 and so on.

    Raises:
        ConfigError: if it is none.

    >>> parsed("2GB"), parsed("1.5g"), parsed("300 MiB")
    (2147483648, 1610612736, 314572800)
    """
    found = _SIZE.fullmatch(size.strip())
    if found is None:
        raise ConfigError(f"{size!r} is no size of memory; write it as 2GB or 500MB")
    return int(float(found[1]) * 1024 ** _POWERS[found[2].upper()])


def fitting(limit: int, workers: int) -> int:
    """How many workers a run may have that is to take no more memory than a limit.

    Called when the pipeline's tables are in memory: each worker will have them, too.

    Args:
        limit: in bytes.
        workers: as many as there may be at the most.

    Raises:
        ConfigError: if not even one fits, or psutil is missing.
    """
    tables = own(_psutil().Process())
    if limit < tables + PARENT + WORKER:
        least = _megabytes(tables + PARENT + WORKER)
        raise ConfigError(
            f"{_megabytes(limit)} of memory are too little: with these tables a run takes about "
            f"{least}; allow it so much, or configure fewer tables"
        )
    return max(1, min(workers, (limit - tables - PARENT) // (tables + WORKER)))


def watch(limit: int | None) -> Callable[[], None]:
    """What is to be called from time to time, to end a run that takes more memory than a limit.

    The function that is returned raises a NewsnormError then.
    """
    if limit is None:
        return lambda: None
    psutil = _psutil()
    this = psutil.Process()

    def check() -> None:
        taken = own(this)
        for child in this.children():
            try:
                taken += own(child)
            except psutil.NoSuchProcess:
                continue
        if taken > limit:
            raise NewsnormError(
                f"the run takes {_megabytes(taken)} of memory, and may take {_megabytes(limit)}; "
                "try fewer workers, or allow it more; nothing was written"
            )

    return check


def own(process: Any) -> int:
    """Bytes that a process shares with nobody and no file."""
    told = process.memory_info()
    shared = getattr(told, "shared", None)  # Linux has it at hand
    return int(told.rss - shared if shared is not None else process.memory_full_info().uss)


def _psutil() -> Any:
    try:
        import psutil
    except ImportError as error:
        raise ConfigError("a limit of memory needs psutil: pip install newsnorm[memory]") from error
    return psutil


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.0f} MB"
