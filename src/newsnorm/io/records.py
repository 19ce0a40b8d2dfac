"""Records of a JSONL file, one by one, with their places; a bad line never loses the next one."""

from __future__ import annotations

import json
import math
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NoReturn

from newsnorm.errors import InputError


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an input file.

    Args:
        file: the file's name, as given.
        number: from 1.
        data: its bytes, without the line end.
    """

    file: str
    number: int
    data: bytes

    def decoded(self) -> object:
        r"""The JSON value of the line.

        Raises:
            InputError: if it is not UTF-8, or not JSON (NaN and infinities are not), or holds a
                number that is too large to be written again.

        >>> Line("dump.jsonl", 1, b'{"text": "Snow\\u00a0fell."}').decoded()
        {'text': 'Snow\xa0fell.'}
        """
        try:
            text = self.data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError("not-utf-8", f"byte {error.start} is not UTF-8") from error
        try:
            return json.loads(text, parse_constant=_no_constant, parse_float=_finite)
        except json.JSONDecodeError as error:
            raise InputError("not-json", f"column {error.colno}: {error.msg}") from error
        except ValueError as error:
            raise InputError("not-json", str(error)) from error
        except RecursionError as error:
            raise InputError("too-deep", "the record is nested too deeply") from error

    def raw(self) -> dict[str, str]:
        """The line as fields of a reject: as text, or in base64 if it is not UTF-8."""
        try:
            return {"raw": self.data.decode("utf-8")}
        except UnicodeDecodeError:
            return {"raw_base64": b64encode(self.data).decode("ascii")}


def read_lines(stream: Iterable[bytes], name: str) -> Iterator[Line]:
    """The lines of a stream that are not blank.

    Args:
        stream: a file open for reading bytes, or its lines.
        name: what to call it.
    """
    for number, data in enumerate(stream, start=1):
        if not data.isspace():
            start = 3 if number == 1 and data.startswith(b"\xef\xbb\xbf") else 0
            yield Line(name, number, data[start:].rstrip(b"\r\n"))


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"the number {digits} is too large")
    return number


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
