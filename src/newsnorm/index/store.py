"""The folder of an index: its files, the manifest that says which of them count, the lock.

    manifest.json          what the index is made of; replaced at once by each commit
    articles-*.segment     articles: ids, keys, evidence
    links-*.segment        relations between articles, and the cluster of each
    removed-*.segment      articles that were removed and still lie in a segment
    changes-*.jsonl        what the last add or removal changed
    lock                   held by who writes

Files are written under names of their own, flushed, and count once the manifest names them. So a
writer that is killed leaves an index as it was before, or as it is after; the next one deletes
what counts no more.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from newsnorm.article import to_json
from newsnorm.errors import ConfigError, DamagedIndex, NewsnormError
from newsnorm.runs.files import sync_folder, synced

MANIFEST = "manifest.json"
LOCK = "lock"
PATTERNS = (
    "articles-*.segment*", "links-*.segment*", "removed-*.segment*", "changes-*.jsonl*",
    f"{MANIFEST}.part", "scratch-*",
)  # fmt: skip
"""What a writer makes."""


def damaged(path: Path, what: str) -> DamagedIndex:
    """An error that says which file is damaged, and what to do."""
    return DamagedIndex(
        f"{path} is damaged: {what}; nothing of it was used. "
        "Put the folder of the index back from a copy, or make the index anew"
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A file that counts.

    Args:
        name: in the folder.
        bytes: its size.
        rows: articles, or links, in it.
        first, last: of articles, the least number and the greatest.
        checksum: SHA-256, of a file that has no checksums in itself.
    """

    name: str
    bytes: int
    rows: int = 0
    first: int = 0
    last: int = -1
    checksum: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index is made of.

    Args:
        settings: see `newsnorm.index.settings`.
        commits: how many there were, which also numbers files.
        next_article, next_cluster: numbers that nobody has had.
        articles, links: the segments, oldest first.
        removed: the file of removed articles, or None.
        changes: what the last add or removal changed, or None.
    """

    settings: Mapping[str, Any]
    commits: int = 0
    next_article: int = 0
    next_cluster: int = 0
    articles: tuple[Part, ...] = ()
    links: tuple[Part, ...] = ()
    removed: Part | None = None
    changes: Part | None = None

    def parts(self) -> Iterator[Part]:
        """All files that count."""
        yield from (*self.articles, *self.links)
        yield from (part for part in (self.removed, self.changes) if part)


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder, or None if there is none.

    Raises:
        DamagedIndex: if it is not what was written.
        ConfigError: if the folder cannot be read.
    """
    path = folder / MANIFEST
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    line = data.partition(b"\n")[0]
    if data != _with_checksum(line):
        raise damaged(path, "its checksum is another one")
    values = json.loads(line)
    for name in ("articles", "links"):
        values[name] = tuple(Part(**part) for part in values[name])
    for name in ("removed", "changes"):
        values[name] = values[name] and Part(**values[name])
    return Manifest(**values)


def commit(folder: Path, manifest: Manifest) -> Manifest:
    """Make a manifest the one that counts; returns it with its number.

    The files it names must be on the disk.

    Raises:
        OSError: if it cannot be written; then the one before counts.
    """
    numbered = replace(manifest, commits=manifest.commits + 1)
    line = to_json(asdict(numbered)).encode("utf-8")
    path = folder / MANIFEST
    partial = path.with_name(f"{MANIFEST}.part")
    sync_folder(folder)  # the names of its files must be there before it
    with synced(partial) as file:
        file.write(_with_checksum(line))
    partial.replace(path)
    sync_folder(folder)
    return numbered


def _with_checksum(line: bytes) -> bytes:
    return line + b"\n" + hashlib.sha256(line).hexdigest().encode() + b"\n"


def check_free(folder: Path) -> None:
    """Check that a folder without a manifest holds nothing but what a first add left behind.

    Raises:
        ConfigError: if it holds something else.
        DamagedIndex: if there are files of later commits: the manifest was lost.
    """
    for path in folder.iterdir():
        number = path.name.partition(".")[0].rpartition("-")[2]
        if path.match("*-????????.*") and number.isdecimal() and int(number) > 1:
            raise damaged(folder / MANIFEST, f"it is not there, but {path.name} is")
        if path.name != LOCK and not any(path.match(pattern) for pattern in PATTERNS):
            raise ConfigError(f"{folder} is no index and not empty; name a folder of its own")


def sweep(folder: Path, manifest: Manifest | None) -> None:
    """Delete what a writer made and counts no more; what is still in use elsewhere stays."""
    keep = {part.name for part in manifest.parts()} if manifest else set()
    for pattern in PATTERNS:
        for path in folder.glob(pattern):
            if path.name not in keep:
                with suppress(OSError):
                    _delete(path)


def _delete(path: Path) -> None:
    if path.is_dir():
        for inside in path.iterdir():
            inside.unlink()
        path.rmdir()
    else:
        path.unlink()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Be the only one who writes.

    The lock is the system's, on an open file: it ends with the process, however that ends.

    Raises:
        NewsnormError: if another process writes.
        OSError: if the disk knows no locks.
    """
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            _lock(handle)
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK):
                raise  # there are no locks here
            raise NewsnormError(
                f"another process is writing to {folder}; try again when it is done"
            ) from error
        yield
    finally:
        os.close(handle)  # which gives up the lock


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
