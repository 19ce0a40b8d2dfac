"""The inputs of a run, read record by record.

Reading is streaming and its memory bounded; a bad record, or a file that is broken half-way,
becomes a `Raw` with a fault, and every good record around it arrives.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TypeAlias

from newsnorm.components import ReaderSpec
from newsnorm.errors import ConfigError, InputError
from newsnorm.io.options import InputOptions, Limits
from newsnorm.io.records import Raw, cut
from newsnorm.io.streams import Line, as_file, chunks, in_utf8, split, undecodable
from newsnorm.io.tables import read_table

__all__ = ["InputOptions", "Limits", "Source", "expand", "read"]

FORMATS = ("jsonl", "csv", "tsv", "parquet", "text")

SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".txt": "text",
}

STANDARD_INPUT = "-"

Suggest: TypeAlias = Callable[[str], Sequence[str]]
"""Given a suffix, the names of readers that are installed, but not among those to be used."""


@dataclass(frozen=True, slots=True)
class Source:
    """One input.

    Args:
        name: as given, or what was found under it.
        path: where it is; None is standard input.
    """

    name: str
    path: Path | None


def expand(
    inputs: Sequence[str | Source],
    options: InputOptions | None = None,
    readers: Sequence[ReaderSpec] = (),
    suggest: Suggest | None = None,
) -> list[Source]:
    """The files that some inputs come to, each once: files, globs, folders, "-".

    A folder stands for the files in it and in the folders in it, sorted, without hidden ones.
    What in it cannot be read, or is of no known format, becomes a fault when it is its turn:
    it is accounted for, and the files around it are read.

    Args:
        inputs: as a user names them; a `Source` is taken as it is.
        options: if given, what is named itself must be of a format that can be read.
        readers: those of plugins that may be used.
        suggest: asked for readers of a file that none of them reads, to name in the message.

    Raises:
        ConfigError: if an input is not there, or cannot be read.
    """
    found: dict[Source, None] = {}
    for name in inputs:
        for source in [name] if isinstance(name, Source) else _named(name):
            if source.path and source.path.is_dir():
                found.update(dict.fromkeys(_in_folder(source.path)))
                continue
            if options:
                _check_format(source, options, readers, suggest)
            found[source] = None
    return list(found)


def read(
    source: Source,
    options: InputOptions,
    readers: Sequence[ReaderSpec] = (),
    suggest: Suggest | None = None,
) -> Iterator[Raw]:
    r"""The records of an input, one by one; nothing that is wrong with it raises.

    Args:
        source: what to read.
        options: how.
        readers: those of plugins that may be used: by `options.format`, or by their suffixes.
        suggest: asked for readers of a file that none of them reads, to name in the fault.

    Raises:
        ConfigError: if the format is not known, or needs a package that is not there.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "dump.csv")
    ...     _ = path.write_text("id,text\n1,Snow fell.\n2\n3,It melted.\n")
    ...     raws = list(read(Source("dump.csv", path), InputOptions()))
    >>> for raw in raws:
    ...     print(raw.number, raw.fault or raw.data)
    2 {'id': '1', 'text': 'Snow fell.'}
    3 the row has 1 cell, the table 2 columns
    4 {'id': '3', 'text': 'It melted.'}
    """
    number = 0
    try:
        for raw in _records(source, options, readers, suggest):
            number = raw.number
            yield raw
    except InputError as error:
        yield Raw(source.name, number + 1, None, error)


def _named(name: str) -> list[Source]:
    if name == STANDARD_INPUT:
        return [Source(name, None)]
    names = [name]
    if glob.has_magic(name) and not os.path.lexists(name):
        names = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - which takes no patterns
        if not names:
            raise ConfigError(f"{name}: no file matches this")
    paths = [Path(name) for name in names]
    for path in paths:
        try:
            path.stat()
        except OSError as error:
            raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
        if not os.access(path, os.R_OK):
            raise ConfigError(f"{path}: cannot be read: you have no permission")
    return [Source(path.as_posix(), path) for path in paths]


def _in_folder(folder: Path) -> list[Source]:
    paths: list[Path] = []
    # A folder that cannot be listed is kept as if it were a file, to be reported as one.
    walk = os.walk(folder, onerror=lambda error: paths.append(Path(error.filename)))
    for parent, folders, files in walk:
        folders[:] = [name for name in folders if not name.startswith(".")]
        seen = (Path(parent, name) for name in files if not name.startswith("."))
        # No sockets or pipes, but links that lead nowhere: somebody expects a file there.
        paths += (path for path in seen if path.is_file() or not path.exists())
    if not paths:
        raise ConfigError(f"{folder}: there are no files in this folder")
    return [Source(path.as_posix(), path) for path in sorted(paths)]


def _check_format(
    source: Source,
    options: InputOptions,
    readers: Sequence[ReaderSpec],
    suggest: Suggest | None,
) -> None:
    kind = _format(source, options, readers)
    if kind is None:
        raise ConfigError(f"{source.name}: {_no_format(source, suggest)}")
    if kind == "parquet":
        from newsnorm.io.parquet_rows import check_pyarrow

        check_pyarrow()


def _format(
    source: Source, options: InputOptions, readers: Sequence[ReaderSpec]
) -> str | ReaderSpec | None:
    if options.format:
        named = next((spec for spec in readers if spec.name == options.format), None)
        if named:
            return named
        if options.format not in FORMATS:
            known = ", ".join((*FORMATS, *(spec.name for spec in readers)))
            raise ConfigError(f"there is no format {options.format!r}; there are: {known}")
        return options.format
    if source.path is None or source.name == STANDARD_INPUT:  # it may be a file by now
        return "jsonl"
    suffix = _suffix(source)
    by_suffix = next((spec for spec in readers if suffix in spec.suffixes), None)
    return by_suffix or SUFFIXES.get(suffix)


def _suffix(source: Source) -> str:
    path = PurePath(source.name.lower())
    return PurePath(path.stem).suffix if path.suffix in (".gz", ".zst") else path.suffix


def _no_format(source: Source, suggest: Suggest | None) -> str:
    suffix = _suffix(source)
    if names := suggest(suffix) if suggest and suffix else ():
        options = " or ".join(f"--from {name}" for name in names)
        return f"its suffix tells no format; {suffix} files are read with {options}"
    return "its suffix tells no format; say which one it has"


def _records(
    source: Source,
    options: InputOptions,
    readers: Sequence[ReaderSpec],
    suggest: Suggest | None,
) -> Iterator[Raw]:
    if source.path and source.path.is_dir():
        raise InputError("unreadable", "the folder cannot be read")
    kind = _format(source, options, readers)
    if kind is None:
        raise InputError("unknown-format", _no_format(source, suggest))
    if kind == "parquet":
        from newsnorm.io.parquet_rows import read_rows

        return read_rows(source.name, source.path, options.limits)
    data = chunks(source.path, options.limits)
    if isinstance(kind, ReaderSpec):
        return _by_plugin(kind, data, source.name)
    data, encoding = in_utf8(data, options.encoding)
    if kind == "text":
        return _whole(data, encoding, source.name, options.limits.line_bytes)
    lines = split(data, options.limits.line_bytes)
    if kind == "jsonl":
        return _json_lines(lines, encoding, source.name)
    return read_table(
        lines,
        source.name,
        delimiter="\t" if kind == "tsv" else ",",
        encoding=encoding,
        header=not any(name.isdecimal() for name in options.fields.values()),
        limits=options.limits,
    )


def _json_lines(lines: Iterator[Line], encoding: str, name: str) -> Iterator[Raw]:
    for number, line, fault in lines:
        if fault is None and (not line or line.isspace()):
            continue
        data = line.rstrip(b"\r")
        if encoding != "utf-8" and fault is None and (fault := undecodable(data, encoding)):
            data = cut(data)
        yield Raw(name, number, data or None, fault)


def _whole(data: Iterator[bytes], encoding: str, name: str, limit: int) -> Iterator[Raw]:
    parts, size = list[bytes](), 0
    fault: InputError | None = None
    try:
        for chunk in data:
            parts.append(chunk)
            size += len(chunk)
            if size > limit:
                fault = InputError("too-large", f"the text has more than {limit} bytes")
                break
    except InputError as error:
        fault = error
    text = b"".join(parts)
    if fault := fault or undecodable(text, encoding):
        yield Raw(name, 1, cut(text) or None, fault)
    else:
        yield Raw(name, 1, {"id": name, "text": text.decode("utf-8")})


def _by_plugin(spec: ReaderSpec, data: Iterator[bytes], name: str) -> Iterator[Raw]:
    number = 0
    try:
        reader = spec.factory(spec.options()) if spec.options else spec.factory()
        for raw in reader.read(as_file(data), name):
            if not isinstance(raw, Raw):
                raise TypeError(f"it gives a {type(raw).__name__}, not a Raw")  # noqa: TRY301
            number = raw.number
            yield raw
    except InputError as error:
        yield Raw(name, number + 1, None, error)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - what a plugin does must not end a run
        message = f"the reader {spec.name!r} failed: {type(error).__name__}: {error}"
        yield Raw(name, number + 1, None, InputError("reader-failed", message))
