"""Whether to work with numpy or with compiled code; the results are the same to the last bit.

Compiled code needs numba, `pip install newsnorm-minhash[fast]`, and to load or to compile it takes
longer than a short text does: it is taken when a process has had much to do.
"""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from typing import Any

MUCH = 4_000_000
"""Characters that a process sketches with numpy before it turns to compiled code."""
VARIABLE = "NEWSNORM_MINHASH_FAST"
"""Environment variable: "0" never, "1" at once."""


class _Choice:
    """What this process works with."""

    def __init__(self) -> None:
        self.seen = 0
        self.module: Any = None
        self.wanted = os.environ.get(VARIABLE, "")
        self.open = self.wanted != "0"


_choice = _Choice()


def compiled() -> Any:
    """The module of compiled functions, or None for numpy."""
    return _choice.module


def count(characters: int) -> None:
    """Note that some characters will be sketched; may turn to compiled code."""
    _choice.seen += characters
    if _choice.open and (_choice.seen > MUCH or _choice.wanted == "1"):
        _choice.open = False
        if find_spec("numba"):
            _choice.module = import_module("newsnorm_minhash.fast")
