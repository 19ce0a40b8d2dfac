"""How readers are tried, and what must hold of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newsnorm.components import Reader, ReaderSpec
from newsnorm.errors import InputError
from newsnorm.io.records import Raw
from newsnorm.testing.checks import check
from newsnorm.testing.declared import DECLARED
from newsnorm.testing.robust import ROBUST
from newsnorm.testing.shrinking import literal, smallest
from newsnorm.testing.steady import STEADY
from newsnorm.testing.subject import DoesNotApply, Fault, Item, Stage, Subject
from newsnorm.testing.texts import KNOWN, ODD

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

NAME = "sample"

SAMPLES = (
    b'{"id": "1", "text": "Snow fell."}\n{"id": "2", "text": "It melted."}\n',
    b"id,text\n1,Snow fell.\n2,It melted.\n",
    b"<?xml version='1.0'?><stories><story><text>Snow fell.</text></story></stories>",
    "Snow -- It fell in Київ.\nThaw -- It melted.\n".encode(),
    "Снег".encode("utf-16"),
    b"\x1f\x8b\x08\x00not gzip at all",
)
"""Files of many kinds, for a reader that has no sample of its own."""

LARGE = 4 << 20
"""Bytes of a file that must not be read whole before its first record is given."""


class Readers(Stage):
    """Readers, with files, which are bytes that can be read once, from the beginning."""

    kind = ReaderSpec

    def items(self, examples: Sequence[bytes], count: int) -> list[bytes]:
        """An author's samples whole, cut short and damaged; other formats; any bytes."""
        from newsnorm.testing.strategies import drawn

        cut = [sample[: len(sample) * part // 7] for sample in examples for part in range(1, 7)]
        texts = (*KNOWN, *ODD, *drawn("any_text", count))
        wild = [*drawn("any_bytes", count), *map(self.of, texts)]
        damaged = [
            _damaged(sample, waste) for sample in examples for waste in drawn("any_bytes", count)
        ]
        return [*examples, *cut, *damaged, *SAMPLES, *wild, b""]

    def run(self, reader: Reader, data: bytes) -> list[Raw | str]:
        """The records; a fault of the whole file comes last."""
        return list(records(reader, _Stream(data)))

    def show(self, data: bytes) -> str:
        """The bytes."""
        return literal(data)

    def shrink(self, data: bytes, fails: Callable[[Item], bool]) -> bytes:
        """The fewest bytes."""
        return smallest(data, fails)

    def of(self, text: str) -> bytes:
        """A text in UTF-8."""
        return text.encode("utf-8", "surrogatepass")

    def is_idle(self, _data: bytes, made: Sequence[Raw | str], /) -> bool:
        """Whether it read no record."""
        return not any(isinstance(raw, Raw) and raw.fault is None for raw in made)


def records(reader: Reader, stream: _Stream) -> Iterator[Raw | str]:
    """The records of a file; an `InputError` ends it, and is its last line."""
    try:
        yield from reader.read(io.BufferedReader(stream, 8192), NAME)
    except InputError as error:
        yield f"fault of the file: {error}"


class _Stream(io.RawIOBase):
    """Bytes as a run hands them out: once, in order, with no way back."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """The next bytes."""
        view = memoryview(buffer).cast("B")
        piece = self.data[self.at : self.at + len(view)]
        view[: len(piece)] = piece
        self.at += len(piece)
        return len(piece)


def _damaged(sample: bytes, waste: bytes) -> bytes:
    """A sample with some bytes written over it, at a place that they themselves tell."""
    at = int.from_bytes(waste[:2], "big") * len(sample) >> 16
    return sample[:at] + waste[2:8] + sample[at + len(waste[2:8]) :]


def valid_records(subject: Subject) -> None:
    """It gives `Raw`s with the file's name, numbers that grow, and bytes or a mapping as data."""
    reader = subject.make()

    def fault(data: bytes) -> str:
        last = 0
        try:
            for raw in records(reader, _Stream(data)):
                if isinstance(raw, str):
                    return ""
                if not isinstance(raw, Raw):
                    return f"it gives {raw!r}, which is no Raw"
                if raw.file != NAME:
                    return f"it calls the file {raw.file!r}; its name is {NAME!r}"
                number: Any = raw.number
                if not isinstance(number, int) or number <= last:
                    return f"number {raw.number!r} comes after {last}"
                last = raw.number
                if raw.fault is None and not isinstance(raw.data, (bytes, Mapping)):
                    return f"{raw} has {type(raw.data).__name__} as data"
        except Exception:  # noqa: BLE001 - the affair of another check
            pass
        return ""

    for data in subject.items:
        if fault(data):
            least = subject.stage.shrink(data, lambda part: bool(fault(part)))
            raise Fault(
                fault(least) or fault(data),
                given=literal(least),
                advice="newsnorm.Raw(name, number, data): number is the line or row where the "
                "record begins, from 1; data is a line of JSON, or a mapping",
            )


def any_bytes(subject: Subject) -> None:
    """Whatever the bytes are, it raises nothing but an `InputError` for the whole file."""
    subject.must_not_raise(
        subject.items,
        "give a record that cannot be read as Raw(name, number, data, InputError(code, message)) "
        'and go on; decode with errors="replace", or catch UnicodeDecodeError',
    )


def truncated(subject: Subject) -> None:
    """A file that was cut short gives the records before the cut."""
    reader = subject.make()
    for sample in _own_samples(subject):
        whole = _good(reader, sample)
        for cut in range(0, len(sample), max(1, len(sample) // 200)):
            found = _good(reader, sample[:cut])
            same = 0
            while same < min(len(found), len(whole)) and found[same] == whole[same]:
                same += 1
            due = sum(_stands_before(raw, sample, cut) for raw in whole) - 1
            if same < max(due, len(found) - 1):  # the last one may be a piece of a record
                raise Fault(
                    f"{same} of the whole file's {len(whole)} records come"
                    + "".join(f", then {raw}" for raw in found[same : same + 1]),
                    given=f"{literal(sample)}[:{cut}]",
                    expected=f"the first {max(due, len(found) - 1)} at least",
                    advice="give each record as soon as it is complete, before reading on",
                )


def faults_told(subject: Subject) -> None:
    """A record that is damaged or cut short is told as a fault, and those around it are given."""
    reader = subject.make()
    for sample in _own_samples(subject):
        whole = _good(reader, sample)
        for value in filter(None, map(_longest_value, whole)):
            if sample.count(value) != 1:
                continue
            middle = sample.index(value) + len(value) // 2
            broken = sample[:middle] + b"\xff" + sample[middle + 1 :]
            for data, what in ((broken, "a byte that is not UTF-8"), (sample[:middle], "a cut")):
                found = _quiet(reader, data)
                before = sum(1 for raw in whole if _stands_before(raw, sample, middle))
                expected = len(whole) if data is broken else before + 1
                if found is not None and len(found) < expected and not any(map(_is_fault, found)):
                    raise Fault(
                        f"with {what} in a record, {len(found)} come instead of {expected}, and "
                        "there is no fault",
                        given=literal(data),
                        expected="a Raw with a fault for what cannot be read",
                        advice="nothing is thrown away in silence: Raw(name, number, data, "
                        'InputError("bad-record", "what is wrong"))',
                    )


def _stands_before(raw: Raw, sample: bytes, middle: int) -> bool:
    value = _longest_value(raw)
    if value is None or sample.count(value) != 1:
        return False
    return sample.index(value) + len(value) < middle


def _longest_value(raw: Raw) -> bytes | None:
    """The longest text of a record, as it would stand in a file in UTF-8."""
    if isinstance(raw.data, bytes):
        return raw.data if len(raw.data) >= 4 else None
    values = raw.data.values() if isinstance(raw.data, Mapping) else ()
    texts = [value.encode("utf-8", "replace") for value in values if isinstance(value, str)]
    longest = max(texts, key=len, default=b"")
    return longest if len(longest) >= 4 else None


def _is_fault(raw: Raw | str) -> bool:
    return isinstance(raw, str) or raw.fault is not None


def streaming(subject: Subject) -> None:
    """The first record is given before a long file was read to its end."""
    reader = subject.make()
    tried = False
    for sample in _own_samples(subject):
        if len(_good(reader, sample)) < 2:
            continue  # a record a file
        tried = True
        stream = _Stream(sample * (LARGE // len(sample) + 1))
        try:
            next(iter(records(reader, stream)), None)
        except Exception:  # noqa: BLE001 - the affair of another check
            continue
        if stream.at >= len(stream.data):
            raise Fault(
                f"all {stream.at} bytes were read before the first record",
                given=f"{literal(sample)} * {LARGE // len(sample) + 1}",
                expected="memory that does not grow with the file",
                advice="read a piece at a time (for line in stream; stream.read(65536); "
                "ElementTree.iterparse), and yield each record when it is complete",
            )
    if not tried:
        raise DoesNotApply("no sample has two records: a record a file need not stream")


def empty_file(subject: Subject) -> None:
    """An empty file has no records, and does not make it raise."""
    reader = subject.make()
    subject.must_not_raise([b""], "look whether there is anything before taking the first of it")
    found = _good(reader, b"")
    if found:
        raise Fault(f"it gives {found}", given="b''", advice="give nothing where nothing is")


def _own_samples(subject: Subject) -> list[bytes]:
    reader = subject.make()
    samples = [sample for sample in (*subject.examples, *SAMPLES) if _good(reader, sample)]
    if not samples:
        raise Fault(
            "it reads no record from any sample",
            expected="a file that it can read",
            advice="give the suite examples=[a small file with a few records]",
        )
    return samples


def _good(reader: Reader, data: bytes) -> list[Raw]:
    found = _quiet(reader, data) or []
    return [raw for raw in found if isinstance(raw, Raw) and raw.fault is None]


def _quiet(reader: Reader, data: bytes) -> list[Raw | str] | None:
    """The records up to where it raises; that it does is the affair of another check."""
    found: list[Raw | str] = []
    try:
        found.extend(records(reader, _Stream(data)))
    except Exception:  # noqa: BLE001
        return None
    return found


READER = (
    *DECLARED,
    check("records", valid_records),
    check("any-bytes", any_bytes),
    check("truncated", truncated),
    check("faults-told", faults_told),
    check("streaming", streaming),
    check("empty-file", empty_file),
    *(c for c in ROBUST if c.id in ("long-text", "linear-time")),
    *STEADY,
)
