"""One record of an input: with its place, what there is of it, and what is wrong with it."""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from newsnorm.article import to_json
from newsnorm.errors import InputError

CUT = 4096
"""Bytes of a record at fault that are kept."""


@dataclass(frozen=True, slots=True)
class Raw:
    r"""One record as it was read, or one that could not be.

    Args:
        file: the input's name, as given.
        number: from 1: the line in which it begins, the row in Parquet, 1 for a whole file.
        data: a line of JSON as bytes, or a row as a mapping of JSON's types, dates and times.
            With a fault, what there is of the record, see `cut`.
        fault: why it cannot be read, or None.

    >>> Raw("dump.jsonl", 7, b'{"text": "Snow fell."}').as_reject()
    {'raw': '{"text": "Snow fell."}'}
    >>> Raw("dump.jsonl", 8, b"\xff", InputError("not-utf-8", "byte 0 is not UTF-8")).as_reject()
    {'raw_base64': '/w=='}
    """

    file: str
    number: int
    data: bytes | Mapping[str, Any] | str | None
    fault: InputError | None = None

    def as_reject(self) -> dict[str, Any]:
        """The record as a field of a reject: as text, or in base64 if it is not UTF-8."""
        if self.data is None:
            return {}
        if isinstance(self.data, str):
            return {"raw": self.data}
        if isinstance(self.data, Mapping):
            try:
                return {"raw": to_json(plain(self.data))}
            except RecursionError:
                return {}
        try:
            return {"raw": self.data.decode("utf-8")}
        except UnicodeDecodeError:
            return {"raw_base64": b64encode(self.data).decode("ascii")}


def cut(data: bytes) -> bytes:
    """The beginning of a record at fault, not in the middle of a UTF-8 character.

    >>> len(cut("ї".encode() * 3000)), len(cut(b"x" + "ї".encode() * 3000))
    (4096, 4095)
    """
    if len(data) <= CUT:
        return data
    end = CUT
    while end > CUT - 4 and data[end] & 0xC0 == 0x80:
        end -= 1
    return data[:end]


def plain(value: Any) -> Any:
    """A value of a row in the types that JSON has.

    Dates and times become ISO 8601; numbers that JSON has not, None; bytes, text, or base64 if
    they are not UTF-8; anything else, what `str` makes of it.

    >>> plain({"day": date(2022, 2, 2), "rating": math.nan, "tags": ("a", b"b")})
    {'day': '2022-02-02', 'rating': None, 'tags': ['a', 'b']}
    """
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return b64encode(value).decode("ascii")
    return str(value)
