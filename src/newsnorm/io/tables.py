"""CSV and TSV, row by row, also where they are broken.

The csv module cannot go on after a quote that is never closed: it takes what follows, all of the
file, for one cell, and sets its limit for the whole process.
Here a row that cannot be read is a fault, and reading goes on with the line after the one in which
the row began.

In TSV a quote that is not closed is nothing but a quote: that format has no quoting of its own.

Lines that follow a broken row may be rows, or what is left of its text. They are taken for rows if
they have the right number of cells, no stray quotes, and no space after a comma, as text has;
the last does not count where good rows have such spaces too.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from newsnorm.errors import InputError
from newsnorm.io.options import Limits
from newsnorm.io.records import Raw, cut
from newsnorm.io.streams import Line, undecodable

ROW_LINES = 10_000
"""Lines that a row may have; a quote that is still open then is taken for one too many."""

_INSIDE = re.compile(rb'[^"]*(?:""[^"]*)*')


class Row(NamedTuple):
    """A row of a table, or what could not be read as one.

    Args:
        number: the line in which it begins.
        cells: as they are in the file, without their quotes.
        data: its lines, as far as they were read.
        fault: what is wrong with it, or None.
        loose: whether a cell without quotes has one in it, or begins with a space.
    """

    number: int
    cells: list[bytes]
    data: bytes
    fault: InputError | None = None
    loose: bool = False


def read_table(
    lines: Iterator[Line],
    name: str,
    *,
    delimiter: str,
    encoding: str,
    header: bool,
    limits: Limits,
) -> Iterator[Raw]:
    """The rows of a table as mappings of strings.

    Args:
        lines: of the table, in UTF-8.
        name: what to call it.
        delimiter: between cells.
        encoding: what the lines were in.
        header: whether the first row names the columns; else they are "1", "2", ...
        limits: how long rows and cells may be.
    """
    rows = _Rows(lines, delimiter.encode(), limits)
    names: list[str] = []
    loose = broken = False
    for row in rows:
        cells, fault = _decoded(row, names, encoding)
        if header and not names:
            if fault:
                message = f"the line that names the columns cannot be read: {fault}"
                yield Raw(name, row.number, cut(row.data) or None, InputError(fault.code, message))
                return
            names, loose = _unique(cells), row.loose
            rows.width = len(names)
            continue
        if not fault and not names:
            names = [str(column) for column in range(1, len(cells) + 1)]
            rows.width = len(names)
        if not fault and len(cells) != len(names):
            plural = "" if len(cells) == 1 else "s"
            message = f"the row has {len(cells)} cell{plural}, the table {len(names)} columns"
            fault = InputError("cell-count", message)
        if not fault and broken and row.loose and not loose:
            message = "after a broken row, this seems to be a part of its text"
            fault = InputError("not-a-row", message)
        broken = fault is not None
        if fault:
            yield Raw(name, row.number, cut(row.data) or None, fault)
        else:
            loose = loose or row.loose
            yield Raw(name, row.number, dict(zip(names, cells, strict=True)))


def _decoded(row: Row, names: list[str], encoding: str) -> tuple[list[str], InputError | None]:
    """The cells as text."""
    if row.fault:
        return [], row.fault
    try:
        return [cell.decode("utf-8") for cell in row.cells], None
    except UnicodeDecodeError:
        for column, cell in enumerate(row.cells):
            if fault := undecodable(cell, encoding):
                where = repr(names[column]) if column < len(names) else str(column + 1)
                return [], InputError(fault.code, f"column {where}: {fault}")
        raise


def _unique(names: list[str]) -> list[str]:
    """Names for columns: the number for an empty one, and one added to what was there before.

    >>> _unique(["", "text", "text"])
    ['1', 'text', 'text_3']
    """
    made: list[str] = []
    for column, name in enumerate(names, start=1):
        name = name.strip() or str(column)  # noqa: PLW2901 - the name to use
        made.append(f"{name}_{column}" if name in made else name)
    return made


class _Rows:
    """The rows in some lines."""

    def __init__(self, lines: Iterator[Line], delimiter: bytes, limits: Limits) -> None:
        self.lines = lines
        self.delimiter = delimiter
        self.limits = limits
        self.width: int | None = None
        self.ahead: deque[Line] = deque()
        """Lines that were read and have to be read again."""

    def __iter__(self) -> Iterator[Row]:
        while line := self._line():
            if line.fault or b'"' in line.data:
                yield self._row(line)
            elif data := line.data.rstrip(b"\r"):
                cells = data.split(self.delimiter)
                fault = self._too_long(max(map(len, cells)))
                yield Row(line.number, cells, data, fault, self.delimiter + b" " in data)

    def _line(self) -> Line | None:
        return self.ahead.popleft() if self.ahead else next(self.lines, None)

    def _too_long(self, size: int) -> InputError | None:
        limit = self.limits.field_bytes
        if size <= limit:
            return None
        return InputError("field-too-long", f"a cell has more than {limit} bytes")

    def _row(self, first: Line) -> Row:
        """The row that begins in a line, with as many lines as its quotes hold together."""
        taken: list[Line] = []
        parser = _Parser(self.delimiter)
        fault = first.fault
        line: Line | None = first
        size = 0
        while line and not fault:
            taken.append(line)
            size += len(line.data) + 1
            if line.fault:
                fault = InputError("bad-csv", f"a quote is still open in line {line.number}")
            elif size > self.limits.line_bytes:
                limit = self.limits.line_bytes
                fault = InputError("line-too-long", f"the row has more than {limit} bytes")
            elif len(taken) > ROW_LINES:
                fault = InputError("bad-csv", f"a quote is still open after {ROW_LINES} lines")
            else:
                fault = parser.feed(line.data) or self._too_long(parser.longest)
                if not fault and not parser.inside:
                    data = b"\n".join(line.data for line in taken)
                    return Row(first.number, parser.cells, data, loose=parser.loose)
            line = None if fault else self._line()
        fault = fault or InputError("bad-csv", "a quote is still open where the file ends")
        # Many cells in an open row: quotes all over the place, and no use in trying each line.
        if self.width is not None and len(parser.cells) > self.width:
            data = b"\n".join(line.data for line in taken)
            return Row(first.number, [], data, fault)
        self.ahead.extendleft(reversed(taken[1:]))
        cells = first.data.rstrip(b"\r").split(self.delimiter)
        if self.delimiter == b"\t" and not first.fault and len(cells) == self.width:
            return Row(first.number, cells, first.data)
        return Row(first.number, [], first.data, fault)


class _Parser:
    """Cells from lines; what the csv module does with `strict=True`, but line by line."""

    def __init__(self, delimiter: bytes) -> None:
        self.delimiter = delimiter
        self.cells: list[bytes] = []
        self.inside = False
        """Whether a quote is open."""
        self.parts: list[bytes] = []
        """What there is of the cell that it opened."""
        self.size = 0
        self.longest = 0
        self.loose = False

    def feed(self, line: bytes) -> InputError | None:
        """Take in the next line; returns what is wrong with it."""
        at = 0
        while True:
            if self.inside or line.startswith(b'"', at):
                at = self._quoted(line, at)
                if self.inside:
                    return None
                if line[at:] in (b"", b"\r"):
                    return None
                if not line.startswith(self.delimiter, at):
                    return InputError("bad-csv", f"byte {at}: text after a closing quote")
            else:
                at = self._bare(line, at)
                if at == len(line):
                    return None
            at += 1

    def _quoted(self, line: bytes, at: int) -> int:
        """Take in quoted text; returns where it ends, after the closing quote if there is one."""
        if self.inside:
            self.parts.append(b"\n")
        else:
            at += 1
            self.size = 0
        match = _INSIDE.match(line, at)
        assert match  # it matches nothing, too
        self.parts.append(match[0])
        self.inside = match.end() == len(line)
        self.size += len(match[0])
        self.longest = max(self.longest, self.size)
        if not self.inside:
            self.cells.append(b"".join(self.parts).replace(b'""', b'"'))
            self.parts = []
        return match.end() + 1

    def _bare(self, line: bytes, at: int) -> int:
        """Take in a cell without quotes; returns where it ends."""
        end = line.find(self.delimiter, at)
        cell = line[at:].rstrip(b"\r") if end < 0 else line[at:end]
        self.loose = self.loose or b'"' in cell or (bool(self.cells) and cell.startswith(b" "))
        self.longest = max(self.longest, len(cell))
        self.cells.append(cell)
        return len(line) if end < 0 else end
