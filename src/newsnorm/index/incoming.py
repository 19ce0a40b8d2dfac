"""Articles on their way into an index: sketches are gathered on the disk, and become a segment.

In the segment articles are in the order (published, id) and numbered in it, so that it does not
matter in which order they came.

This module needs numpy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from newsnorm.article import Article
from newsnorm.columns import Ragged, Stack
from newsnorm.duplicates import BATCH, Named, Sketch, fault, only_deduplicators
from newsnorm.index.segments import Array, Writer, writing

UNDATED = np.iinfo(np.int64).max
"""The instant of an article without a date: behind all others."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Incoming:
    """Sketches of batches of articles, put together column by column.

    Args:
        named: the deduplicators that made them, and pair rules.
        folder: an empty one for the columns.
    """

    def __init__(self, named: Named, folder: Path) -> None:
        self.named = only_deduplicators(named)
        self.folder = folder
        self.order: list[tuple[int, bytes]] = []
        self.digests: list[bytes] = []
        self.stacks: dict[str, Stack] = {}
        self.evidence: list[list[str]] = []

    def __len__(self) -> int:
        return len(self.order)

    def add(self, made: Sketch, digests: Sequence[bytes]) -> None:
        """Add a batch.

        Args:
            made: its sketch.
            digests: of each article, see `content_digest`.

        Raises:
            PluginError: if columns are not of the kind of those before.
        """
        evidence = [sorted(columns) for columns in made.evidence]
        self.evidence = self.evidence or evidence
        for number, (name, _) in enumerate(self.named):
            try:
                if evidence[number] != self.evidence[number]:
                    raise ValueError(  # noqa: TRY301
                        f"its columns were {self.evidence[number]} and are now {evidence[number]}"
                    )
                self._push(f"keys.{number}", made.keys[number])
                for title, column in made.evidence[number].items():
                    self._push(f"evidence.{number}.{title}", column)
            except ValueError as error:
                raise fault(name, error) from error
        if made.facts:
            self._push("facts", blobs(made.facts))
        self.order += [(instant_number(instant), key(name)) for instant, name in made.order]
        self.digests += digests

    def write(self, path: Path, first: int) -> None:
        """Write the articles as a segment, numbered from `first` on.

        Raises:
            OSError: if there is no room.
        """
        ranked = np.array(sorted(range(len(self)), key=self.order.__getitem__), np.int64)
        in_order = [self.order[row] for row in ranked.tolist()]
        names = [name for _, name in in_order]
        with writing(path) as writer:
            writer.sorted("serial", np.arange(first, first + len(self), dtype=np.int64))
            writer.column("instant", [np.array([instant for instant, _ in in_order], np.int64)])
            digests = np.frombuffer(b"".join(self.digests), np.uint64).reshape(-1, 2)
            writer.column("digest", [digests[ranked]])
            writer.ragged("id", [blobs(names)])
            write_index(writer, "id_hash", id_hashes(names))
            for number in range(len(self.named)):
                keys = self.stacks[f"keys.{number}"].array()
                for at in range(keys.shape[1]):
                    write_index(writer, f"keys.{number}.{at}", keys[:, at][ranked])
            for name in self.stacks:
                if name.startswith(("evidence.", "facts")):
                    self._write(writer, name, ranked)

    def _write(self, writer: Writer, name: str, ranked: Array) -> None:
        """Write a column in the order of the ranks, some rows at a time."""
        base, _, part = name.rpartition(":")
        batches = [ranked[at : at + BATCH] for at in range(0, len(ranked), BATCH)]
        if part == "values":
            values = self.stacks[name].array()
            offsets = self.stacks[f"{base}:offsets"].array()
            column = Ragged(values, np.concatenate((np.zeros(1, np.int64), np.cumsum(offsets))))
            writer.ragged(base, (column.take(rows) for rows in batches))
        elif part != "offsets":
            plain = self.stacks[name].array()
            writer.column(name, (plain[rows] for rows in batches))

    def _push(self, name: str, column: Any) -> None:
        if isinstance(column, Ragged):
            values = column.values[column.offsets[0] : column.offsets[-1]]
            self._stack(f"{name}:values").push(values)
            self._stack(f"{name}:offsets").push(np.diff(column.offsets))
        else:
            self._stack(name).push(column)

    def _stack(self, name: str) -> Stack:
        if name not in self.stacks:
            self.stacks[name] = Stack(self.folder / f"{len(self.stacks)}.bin")
        return self.stacks[name]


def write_index(writer: Writer, name: str, values: Array) -> None:
    """Write a column to be looked up in: its values sorted, and the row of each."""
    order = np.argsort(values, kind="stable")
    writer.sorted(name, values[order])
    writer.column(f"{name}.rows", [order.astype(np.uint32)])


def blobs(rows: Sequence[bytes]) -> Ragged:
    """Rows of bytes as a column."""
    lengths = np.fromiter(map(len, rows), np.int64, len(rows))
    offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
    return Ragged(np.frombuffer(b"".join(rows), np.uint8), offsets)


def unblobbed(column: Ragged) -> Iterator[bytes]:
    """The rows of a column of bytes."""
    data = column.values.tobytes()
    edges = column.offsets.tolist()
    return (data[at:to] for at, to in pairwise(edges))


def key(name: str) -> bytes:
    """An id as it is kept: UTF-8, whose bytes sort as the characters do."""
    return name.encode("utf-8", "surrogatepass")


def unkey(data: bytes) -> str:
    """The id that is kept so."""
    return data.decode("utf-8", "surrogatepass")


def id_hashes(names: Sequence[bytes]) -> Array:
    """A hash of each id, to look it up by."""
    digests = b"".join(blake2b(name, digest_size=8).digest() for name in names)
    return np.frombuffer(digests, "<u8").astype(np.uint64)


def instant_number(instant: str) -> int:
    """Microseconds from 1970 to an instant in UTC; what is none comes last.

    >>> instant_number("1970-01-01T00:00:01+00:00"), instant_number("~") == UNDATED
    (1000000, True)
    """
    try:
        gone = datetime.fromisoformat(instant) - _EPOCH
    except ValueError:
        return int(UNDATED)
    return (gone.days * 86_400 + gone.seconds) * 1_000_000 + gone.microseconds


def content_digest(article: Article) -> bytes:
    """What an article says and who says it when, in 16 bytes: to tell whether it is the same."""
    fields = (article.text, article.title, article.published, article.source, article.language)
    parts = (b"" if value is None else b"\1" + key(value) for value in fields)
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()
