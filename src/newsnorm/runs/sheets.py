"""What a filled-in sheet of `newsnorm.runs.audit` says: how often the decisions were right.

A verdict is `right`, `wrong` or `unclear`; an empty one is not judged yet. Precision is right of
right and wrong, with the interval of `newsnorm.intervals`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsnorm.errors import InputError
from newsnorm.intervals import wilson

VERDICTS = ("right", "wrong", "unclear")

_NEEDED = ("kind", "reason", "verdict")
_DELIMITERS = ",;\t"


@dataclass(slots=True)
class Judged:
    """Counts of verdicts.

    >>> counts = Judged(right=95, wrong=5)
    >>> counts.precision, [round(bound, 4) for bound in counts.interval()]
    (0.95, [0.8882, 0.9785])
    """

    right: int = 0
    wrong: int = 0
    unclear: int = 0
    open: int = 0

    @property
    def precision(self) -> float | None:
        """Right of right and wrong; None where nothing was judged."""
        decided = self.right + self.wrong
        return self.right / decided if decided else None

    def interval(self) -> tuple[float, float]:
        """Wilson's, at 95 %: 0 to 1 where nothing was judged."""
        return wilson(self.right, self.right + self.wrong)

    def as_json(self) -> dict[str, Any]:
        """The counts, the precision and its bounds."""
        low, high = self.interval()
        precision = self.precision
        return {
            **{name: getattr(self, name) for name in (*VERDICTS, "open")},
            "precision": None if precision is None else round(precision, 4),
            "low": round(low, 4),
            "high": round(high, 4),
        }


@dataclass(slots=True)
class Judgments:
    """What a sheet comes to: in all, by kind and by reason."""

    all: Judged = field(default_factory=Judged)
    kinds: dict[str, Judged] = field(default_factory=dict)
    reasons: dict[tuple[str, str], Judged] = field(default_factory=dict)

    def add(self, kind: str, reason: str, verdict: str) -> None:
        """Count one more."""
        for counts in (
            self.all,
            self.kinds.setdefault(kind, Judged()),
            self.reasons.setdefault((kind, reason), Judged()),
        ):
            setattr(counts, verdict, getattr(counts, verdict) + 1)

    def as_json(self) -> dict[str, Any]:
        """The same as JSON has it."""
        return {
            "all": self.all.as_json(),
            "kinds": {kind: counts.as_json() for kind, counts in sorted(self.kinds.items())},
            "reasons": [
                {"kind": kind, "reason": reason, **counts.as_json()}
                for (kind, reason), counts in sorted(self.reasons.items())
            ],
        }

    def lines(self) -> Iterator[str]:
        """The same for people to read."""
        rows = [("all", self.all), *sorted(self.kinds.items())]
        rows += [(f"{kind}, {reason}", c) for (kind, reason), c in sorted(self.reasons.items())]
        width = max(len(name) for name, _ in rows)
        yield f"{'':<{width}}  right  wrong  unclear  open  precision  95 % interval"
        for name, counts in rows:
            low, high = counts.interval()
            precision = "" if counts.precision is None else f"{counts.precision:.3f}"
            between = f"{low:.3f} to {high:.3f}" if precision else ""
            yield (
                f"{name:<{width}}  {counts.right:>5}  {counts.wrong:>5}  {counts.unclear:>7}  "
                f"{counts.open:>4}  {precision:>9}  {between}"
            ).rstrip()


def score(sheet: Path) -> Judgments:
    """Read a filled-in sheet.

    Spreadsheets may have saved it with semicolons or tabs; other columns than `kind`, `reason` and
    `verdict` may be gone, or be new.

    Raises:
        InputError: naming the file, and each line whose verdict is none.
    """
    found = Judgments()
    faults: list[str] = []
    for line, row in _rows(sheet):
        verdict = row["verdict"].strip().casefold() or "open"
        if verdict == "open" or verdict in VERDICTS:
            found.add(row["kind"], row["reason"], verdict)
        else:
            faults.append(f"line {line} has {row['verdict']!r}")
    if faults:
        shown = "; ".join(faults[:20]) + ("; ..." if len(faults) > 20 else "")
        raise InputError(
            "bad-verdict",
            f"{sheet}: a verdict is one of {', '.join(VERDICTS)}, or empty, but {shown}",
        )
    return found


def _rows(sheet: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        text = sheet.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError("not-readable", f"{sheet}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(
            "not-utf-8",
            f"{sheet}: byte {error.start} is not UTF-8; save it as CSV in UTF-8",
        ) from error
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        header = next(reader, [])
        missing = [column for column in _NEEDED if header.count(column) != 1]
        if missing:
            raise InputError(
                "bad-sheet",
                f"{sheet}: is no sheet of `newsnorm audit`: it must have each of the columns "
                f"{', '.join(_NEEDED)} once; its columns: {', '.join(header) or 'none'}",
            )
        line = reader.line_num + 1
        for cells in reader:
            if any(cells):
                if len(cells) != len(header):
                    raise InputError(
                        "bad-sheet",
                        f"{sheet}: line {line} has {len(cells)} cells, where {len(header)} are due",
                    )
                yield line, dict(zip(header, cells, strict=True))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError("bad-sheet", f"{sheet}: line {line}: {error}") from error
