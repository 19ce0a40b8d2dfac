"""Whether names are looked for by compiled code; what is found is the same.

Compiled code needs numba, `pip install newsnorm-entities[fast]`, and to load or to compile it takes
longer than some thousand articles do: it is taken when a process has had more.
"""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

MUCH: Final = 20_000_000
"""Code points that a process searches without compiled code before it turns to it."""
VARIABLE: Final = "NEWSNORM_ENTITIES_FAST"
"""Environment variable: "0" never, "1" at once."""


class _Choice:
    """What this process works with."""

    def __init__(self) -> None:
        self.seen = 0
        self.module: Any = None
        self.wanted = os.environ.get(VARIABLE, "")
        self.open = self.wanted != "0"


_choice: Final = _Choice()


def use(*, fast: bool) -> None:
    """Work with compiled code from now on, or never; for those who measure both.

    Raises:
        ImportError: if there is no numba.
    """
    _choice.open = False
    _choice.module = import_module("newsnorm_entities.fast") if fast else None


def compiled(size: int) -> Any:
    """The module of compiled functions, or None, for a text of so many code points."""
    if _choice.open:
        _choice.seen += size
        if _choice.seen > MUCH or _choice.wanted == "1":
            _choice.open = False
            if find_spec("numba"):
                _choice.module = import_module("newsnorm_entities.fast")
    return _choice.module
