"""The bytes of an input: opened, decompressed within limits, in UTF-8, split into lines.

Everything here is an iterator of chunks or lines, so that memory does not grow with the input.
What is wrong with an input is raised as an `InputError` once everything before it was handed out.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from newsnorm.errors import InputError
from newsnorm.io.options import Limits
from newsnorm.io.records import CUT, cut
from newsnorm.io.zstd import ZstdError, ZstdFile

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


CHUNK = 1 << 18
RATIO_FROM = 16 << 20
"""Decompressed bytes from which on the ratio to the compressed ones is watched."""

_GZIP = re.compile(rb"\x1f\x8b")
_ZSTD = re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, with which it begins
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNDECODABLE = re.compile(rb"\xed[\xb0-\xb3][\x80-\xbf]")
"""What `_kept` leaves behind, in UTF-8."""


class Line(NamedTuple):
    """A line without its line feed; with a fault, the beginning of it."""

    number: int
    data: bytes
    fault: InputError | None = None


def chunks(path: Path | None, limits: Limits) -> Iterator[bytes]:
    """The bytes of a file, or of standard input; gzip and zstd are recognised and decompressed.

    Raises:
        InputError: "unreadable", "truncated", "bad-compression", or "too-large".
    """
    try:
        with nullcontext(sys.stdin.buffer) if path is None else path.open("rb") as file:
            source = _Counted(file)
            yield from _decompressed(source, limits)
    except OSError as error:
        raise InputError("unreadable", f"cannot be read: {error.strerror or error}") from error


def _decompressed(source: _Counted, limits: Limits) -> Iterator[bytes]:
    stream: Any
    if _GZIP.match(source.head):
        kind, stream = "gzip", gzip.GzipFile(fileobj=cast(BinaryIO, source))
    elif _ZSTD.match(source.head):
        kind, stream = "zstd", ZstdFile(cast(BinaryIO, source))
    else:
        while chunk := source.read(CHUNK):
            yield chunk
        return
    size = 0
    while True:
        try:
            # read1: what a longer read had gathered would be lost with the fault that ends it.
            chunk = stream.read1(CHUNK)
        except EOFError as error:
            message = f"the {kind} stream ends too early, after {size} bytes"
            raise InputError("truncated", message) from error
        except (gzip.BadGzipFile, zlib.error, ZstdError) as error:
            message = f"the {kind} stream is broken after {size} bytes: {error}"
            raise InputError("bad-compression", message) from error
        if not chunk:
            return
        size += len(chunk)
        if size > limits.decompressed_bytes:
            message = f"it decompresses to more than {limits.decompressed_bytes} bytes"
            raise InputError("too-large", message)
        if size > RATIO_FROM and size > limits.ratio * source.count:
            message = f"it decompresses to more than {limits.ratio} times its size"
            raise InputError("too-large", message)
        yield chunk


class _Counted:
    """A file that counts what is read from it, and whose first bytes can be looked at."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.head = file.read(4)
        self.count = len(self.head)

    def read(self, size: int) -> bytes:
        """The next bytes; fewer than `size` only at the end."""
        head, self.head = self.head[:size], self.head[size:]
        data = self.file.read(size - len(head))
        self.count += len(data)
        return head + data


def in_utf8(data: Iterator[bytes], encoding: str) -> tuple[Iterator[bytes], str]:
    """Bytes in UTF-8, without a byte order mark, and the encoding that they were in.

    A byte order mark counts for more than `encoding`.
    What cannot be decoded becomes bytes that are not UTF-8, which `undecodable` finds.

    >>> stream, encoding = in_utf8(iter(["Київ".encode("utf-16")]), "utf-8")
    >>> b"".join(stream).decode(), encoding
    ('Київ', 'utf-16-le')
    """
    head, fault = b"", None
    try:
        for chunk in data:
            head += chunk
            if len(head) >= 4:
                break
    except InputError as error:
        fault = error
    for mark, name in _MARKS:
        if head.startswith(mark):
            head, encoding = head[len(mark) :], name
            break
    whole = _begun(head, fault, data)
    encoding = codecs.lookup(encoding).name
    if encoding in ("utf-8", "utf-8-sig"):
        return whole, "utf-8"
    return _transcoded(whole, encoding), encoding


def _begun(head: bytes, fault: InputError | None, rest: Iterator[bytes]) -> Iterator[bytes]:
    if head:
        yield head
    if fault:
        raise fault
    yield from rest


def undecodable(data: bytes, encoding: str) -> InputError | None:
    """What is wrong with the encoding of a line that `in_utf8` made, or None.

    >>> undecodable(b"Snow", "utf-8"), str(undecodable(b"Sn\\xffow", "utf-8"))
    (None, 'byte 2 is not UTF-8')
    """
    if encoding == "utf-8":
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            return InputError("not-utf-8", f"byte {error.start} is not UTF-8")
    elif match := _UNDECODABLE.search(data):
        before = data[: match.start()].decode("utf-8", "surrogatepass")
        return InputError("bad-encoding", f"what follows character {len(before)} is not {encoding}")
    return None


def _transcoded(data: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("newsnorm-kept")
    for chunk in data:
        yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
    yield decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")


def _kept(error: UnicodeError) -> tuple[str, int]:
    """Bytes that cannot be decoded, as lone surrogates: like surrogateescape, but for all bytes."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    escaped = "".join(chr(0xDC00 + byte) for byte in error.object[error.start : error.end])
    return escaped, error.end


codecs.register_error("newsnorm-kept", _kept)


def split(data: Iterator[bytes], limit: int) -> Iterator[Line]:
    r"""The lines of some bytes, numbered from 1.

    A line longer than the limit is never held whole: its beginning comes with a fault.
    A fault of the bytes themselves comes last, with the beginning of the line that it cut.

    >>> [line.data for line in split(iter([b"Snow\nfe", b"ll\r\n"]), limit=9)]
    [b'Snow', b'fell\r']
    """
    number, parts, size = 1, list[bytes](), 0
    try:
        for chunk in data:
            *ended, rest = chunk.split(b"\n")
            for piece in ended:
                yield _line(number, parts, piece, size + len(piece), limit)
                number, parts, size = number + 1, [], 0
            size += len(rest)
            if size <= limit:
                parts.append(rest)
            else:
                parts = [b"".join((*parts, rest))[: CUT + 4]]
    except InputError as error:
        yield Line(number, cut(b"".join(parts)), error)
        return
    if size:
        yield _line(number, parts, b"", size, limit)


def _line(number: int, parts: list[bytes], piece: bytes, size: int, limit: int) -> Line:
    data = b"".join((*parts, piece)) if parts else piece
    if size > limit:
        message = f"the line has {size} bytes; the limit is {limit}"
        return Line(number, cut(data), InputError("line-too-long", message))
    return Line(number, data)


def as_file(data: Iterator[bytes]) -> BinaryIO:
    """Chunks as a file to read from."""
    return cast(BinaryIO, io.BufferedReader(_Chunks(data)))


class _Chunks(io.RawIOBase):
    def __init__(self, data: Iterator[bytes]) -> None:
        self.data = data
        self.rest = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Hand out what is left of a chunk, or the next one."""
        while not self.rest:
            chunk = next(self.data, None)
            if chunk is None:
                return 0
            self.rest = memoryview(chunk)
        view = memoryview(buffer).cast("B")
        count = min(len(view), len(self.rest))
        view[:count], self.rest = self.rest[:count], self.rest[count:]
        return count
