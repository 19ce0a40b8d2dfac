"""What evaluations share: counts of right, reported and expected, and gold sets as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsnorm.errors import InputError


@dataclass(slots=True)
class Score:
    """How much of what was reported is right, and how much of what is right was reported.

    Args:
        right: reported and expected.
        reported: all that was reported.
        expected: all that the gold set has.

    >>> score = Score(8, 10, 16)
    >>> score.precision, score.recall, round(score.f1, 3)
    (0.8, 0.5, 0.615)
    """

    right: int = 0
    reported: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        """1 where nothing was reported: then nothing is wrong."""
        return self.right / self.reported if self.reported else 1.0

    @property
    def recall(self) -> float:
        """1 where nothing was expected: then nothing is missing."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.reported + self.expected
        return 2 * self.right / both if both else 1.0

    def add(self, right: int, reported: int, expected: int) -> None:
        """Count some more."""
        self.right += right
        self.reported += reported
        self.expected += expected

    def as_json(self) -> dict[str, float | int]:
        """The counts and the three figures."""
        return {
            "right": self.right,
            "reported": self.reported,
            "expected": self.expected,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
        }


def read_gold(
    file: Path, fields: tuple[str, ...], fault: Callable[[dict[str, Any]], str] | None = None
) -> Iterator[dict[str, Any]]:
    """The records of a gold set, JSON lines.

    Args:
        file: where it is.
        fields: what each record must have.
        fault: says what is wrong with a record that has them; nothing if nothing is.

    Raises:
        InputError: naming the file, the line and what is wrong with it.
    """
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")  # NEL may stand in a text
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("not-readable", f"{file}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError("bad-json", f"{file}:{number}: is not JSON: {error}") from error
        missing = [f for f in fields if not isinstance(record, dict) or f not in record]
        if missing:
            raise InputError("bad-gold", f"{file}:{number}: has no {', '.join(missing)}")
        if wrong := fault(record) if fault else "":
            raise InputError("bad-gold", f"{file}:{number}: {wrong}")
        yield record
