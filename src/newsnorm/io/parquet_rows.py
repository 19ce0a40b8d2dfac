"""Rows of a Parquet file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newsnorm.errors import ConfigError, InputError
from newsnorm.io.options import Limits
from newsnorm.io.records import Raw

BATCH = 256
"""Rows that are read together."""

AT_ONCE = 16 << 20
"""Bytes of a batch from which on its rows are made one by one."""

MAGIC = b"PAR1"


def check_pyarrow() -> None:
    """See to it that Parquet can be read at all.

    Raises:
        ConfigError: if pyarrow is not installed.
    """
    try:
        import pyarrow.parquet  # noqa: F401 - is it there?
    except ImportError as error:
        raise ConfigError("Parquet needs pyarrow: pip install newsnorm[parquet]") from error


def read_rows(name: str, path: Path | None, limits: Limits) -> Iterator[Raw]:
    """The rows of a Parquet file as mappings; one fault for a group of rows that is broken.

    Args:
        name: what to call it.
        path: where it is.
        limits: how large it may be when it is decompressed.

    Raises:
        ConfigError: if pyarrow is not installed, or it is standard input.
        InputError: if the file cannot be read, or not from here on.
    """
    check_pyarrow()
    import pyarrow
    import pyarrow.parquet

    if path is None:
        raise ConfigError("Parquet cannot be read from standard input; name a file")
    _check_whole(path)
    faults = (pyarrow.ArrowException, OSError, ValueError)
    try:
        schema = pyarrow.parquet.read_schema(path)
        # A text that stands in many rows is held once: else a small file could fill the memory.
        texts = [field.name for field in schema if pyarrow.types.is_string(field.type)]
        file = pyarrow.parquet.ParquetFile(
            path, pre_buffer=False, buffer_size=1 << 20, read_dictionary=texts
        )
    except faults as error:
        raise InputError("bad-parquet", f"it is no Parquet file: {_first_line(error)}") from error
    with file:
        sizes = [file.metadata.row_group(group) for group in range(file.num_row_groups)]
        _check_size(sum(group.total_byte_size for group in sizes), path, limits)
        number = size = 0
        for at, group in enumerate(sizes):
            end = number + group.num_rows
            try:
                for batch in file.iter_batches(BATCH, row_groups=[at]):
                    batch_size = _size(batch)
                    size += batch_size
                    _check_size(size, path, limits)
                    step = 1 if batch_size > AT_ONCE else BATCH
                    for start in range(0, batch.num_rows, step):
                        rows = batch.slice(start, step)
                        yield from _batch(_in_microseconds(rows), name, number + start, limits)
                    number += batch.num_rows
            except faults as error:
                message = f"rows {number + 1} to {end} cannot be read: {_first_line(error)}"
                yield Raw(name, number + 1, None, InputError("bad-parquet", message))
            number = end


def _batch(batch: Any, name: str, number: int, limits: Limits) -> Iterator[Raw]:
    if batch.num_rows == 1 and (size := _size(batch)) > limits.line_bytes:
        message = f"the row has {size} bytes; the limit is {limits.line_bytes}"
        yield Raw(name, number + 1, None, InputError("line-too-long", message))
        return
    try:
        rows = batch.to_pylist()
    except ValueError:  # one row is not UTF-8, or holds a time that Python has not
        for at in range(batch.num_rows):
            try:
                (row,) = batch.slice(at, 1).to_pylist()
            except ValueError as error:
                code = "not-utf-8" if isinstance(error, UnicodeError) else "bad-parquet"
                yield Raw(name, number + at + 1, None, InputError(code, _first_line(error)))
            else:
                yield Raw(name, number + at + 1, row)
        return
    for at, row in enumerate(rows, start=number + 1):
        yield Raw(name, at, row)


def _size(batch: Any) -> int:
    """Bytes of some rows with each text as often as it stands there."""
    import pyarrow
    import pyarrow.compute

    size = 0
    for column in batch.columns:
        if pyarrow.types.is_dictionary(column.type):
            lengths = pyarrow.compute.binary_length(column.dictionary).take(column.indices)
            size += pyarrow.compute.sum(lengths.cast(pyarrow.int64())).as_py() or 0
        else:
            size += column.nbytes
    return size


def _in_microseconds(batch: Any) -> Any:
    """A batch whose times Python can hold: it has no nanoseconds."""
    import pyarrow

    for at, column in enumerate(batch.schema):
        if pyarrow.types.is_timestamp(column.type) and column.type.unit == "ns":
            times = batch.column(at).cast(pyarrow.timestamp("us", column.type.tz), safe=False)
            batch = batch.set_column(at, column.name, times)
    return batch


def _check_whole(path: Path) -> None:
    """See to it that the file has its beginning and its end."""
    try:
        with path.open("rb") as file:
            begin = file.read(len(MAGIC))
            size = file.seek(0, 2)
            file.seek(max(size - len(MAGIC), 0))
            end = file.read()
    except OSError as error:
        raise InputError("unreadable", f"cannot be read: {error.strerror or error}") from error
    if not MAGIC.startswith(begin):
        raise InputError("bad-parquet", "it is no Parquet file: it does not begin like one")
    if end != MAGIC or size < 2 * len(MAGIC):
        raise InputError("truncated", "the Parquet file has no end; it was cut short")


def _check_size(size: int, path: Path, limits: Limits) -> None:
    if size > limits.decompressed_bytes:
        message = f"it decompresses to more than {limits.decompressed_bytes} bytes"
        raise InputError("too-large", message)
    if size > 16 << 20 and size > limits.ratio * path.stat().st_size:
        raise InputError("too-large", f"it decompresses to more than {limits.ratio} times its size")


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
