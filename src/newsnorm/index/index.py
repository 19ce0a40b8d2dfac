"""`Index`: articles and their clusters in a folder, to add to, ask and remove from."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from newsnorm.errors import ConfigError, NewsnormError
from newsnorm.index.changes import ClusterChange, Match
from newsnorm.index.settings import check_same, settings_of
from newsnorm.index.store import (
    Manifest,
    Part,
    check_free,
    commit,
    damaged,
    locked,
    read_manifest,
    sweep,
)
from newsnorm.pipeline import Pipeline
from newsnorm.runs.files import synced

if TYPE_CHECKING:
    from newsnorm.index.contents import Contents
    from newsnorm.index.gathering import Input, Rejected
    from newsnorm.index.updating import Update

TRIES = 5
"""A reader may find that a writer has just replaced what it was about to open: so often."""


class Index:
    """An index of articles in a folder.

    Get one from `Index.open`. It holds no file open and no article in memory between calls; several
    processes may ask it while one writes.

    Args:
        folder: the index's.
        pipeline: what articles go through; the one the index was made with.
    """

    def __init__(self, folder: Path, pipeline: Pipeline) -> None:
        self.folder = folder
        self.pipeline = pipeline
        self.settings = settings_of(pipeline)

    @classmethod
    def open(cls, folder: str | Path, pipeline: Pipeline, *, create: bool = True) -> Index:
        """Open an index, or make one.

        Args:
            folder: the index's. A new one must not be there yet, or be empty.
            pipeline: what articles go through.
            create: whether to make one where there is none.

        Raises:
            ConfigError: if it was made with other settings, saying which; or there is none.
            DamagedIndex: if its manifest is not what was written.

        >>> from tempfile import TemporaryDirectory
        >>> import newsnorm
        >>> with TemporaryDirectory() as folder:
        ...     index = Index.open(folder, newsnorm.load("news"))
        ...     story = "The grain train left Kiev at noon and reached the port at dusk."
        ...     for day in ({"id": "a", "text": story}, {"id": "b", "text": story.upper()}):
        ...         for change in index.add([day]):
        ...             print(change.change, change.id, change.cluster, change.of)
        new a 0 None
        joined b 0 a
        """
        try:
            import numpy  # noqa: F401 - what comes is not told half-way
        except ImportError as error:
            raise ConfigError(
                "an index needs numpy: pip install newsnorm-minhash, or numpy alone"
            ) from error
        folder = Path(folder)
        index = cls(folder, pipeline)
        if folder.exists() and not folder.is_dir():
            raise ConfigError(f"{folder} is no folder; an index is one")
        if index._read() is None and not create:
            raise ConfigError(f"{folder} is no index; `newsnorm index add` makes one")
        return index

    def add(
        self,
        articles: Iterable[Input],
        *,
        rejected: Rejected | None = None,
        seconds: float = 60.0,
    ) -> list[ClusterChange]:
        """Add articles.

        One that the index has already changes nothing, and its text is not even cleaned. In which
        order they come changes nothing either.

        Args:
            articles: raw ones go through the pipeline.
            rejected: told of each article that cannot be taken, and the rest is added. Without it,
                the first one is an error, and nothing is added.
            seconds: an article that takes longer is not taken.

        Returns:
            What changed.

        Raises:
            InputError: if an article is none, or the index has another one of its id.
            PluginError: if a component fails.
            NewsnormError: if another process writes, or there is no room.
            DamagedIndex: if a file of the index is not what was written.
        """
        from newsnorm.index.gathering import gather
        from newsnorm.index.updating import added

        with self._writing() as manifest, self._scratch() as scratch:
            with self._opened(manifest) as contents:
                incoming = gather(articles, self.pipeline, contents, scratch, rejected, seconds)
                if not len(incoming):
                    return []
                first = manifest.next_article
                path = self._path("articles", manifest)
                incoming.write(path, first)
                part = _part(path, len(incoming), first, first + len(incoming) - 1)
                contents.add(part)
                update = added(contents, self.pipeline.deduplicators, part, manifest.next_cluster)
            after = self._commit(
                update,
                replace(
                    manifest,
                    articles=(*manifest.articles, part),
                    next_article=first + len(incoming),
                ),
            )
            self._merge(after)
            return update.changes

    def remove(self, ids: Iterable[str] = (), *, before: str | None = None) -> list[ClusterChange]:
        """Remove articles.

        Args:
            ids: of articles; those that are not in the index change nothing.
            before: articles that were published before this day or instant, ISO 8601, as well;
                never those without a date.

        Returns:
            What changed.

        Raises:
            ConfigError: if `before` is no date.
            PluginError, NewsnormError, DamagedIndex: as `add` does.
        """
        import numpy as np

        from newsnorm.index.contents import NOWHERE
        from newsnorm.index.segments import write_columns
        from newsnorm.index.updating import removed

        instant = None if before is None else _instant(before)
        with self._writing() as manifest:
            with self._opened(manifest) as contents:
                found = contents.find([*ids])
                gone = found[found != NOWHERE]
                if instant is not None:
                    gone = np.concatenate((gone, contents.published_before(instant)))
                gone = np.unique(gone)
                if not len(gone):
                    return []
                update = removed(
                    contents,
                    self.pipeline.deduplicators,
                    gone,
                    manifest.next_article,
                    manifest.next_cluster,
                )
                path = self._path("removed", manifest)
                every = np.union1d(contents.removed, gone)
                write_columns(path, {"serial": every})
            after = self._commit(update, replace(manifest, removed=_part(path, len(every))))
            self._merge(after)
            return update.changes

    def query(
        self,
        articles: Iterable[Input],
        *,
        rejected: Rejected | None = None,
        seconds: float = 60.0,
    ) -> list[Match]:
        """Say what articles repeat, each as if it alone were added; nothing is.

        Args:
            articles: as for `add`, but one that the index has under its id is compared with all
                others.
            rejected, seconds: as for `add`.

        Returns:
            What each repeats, in the order (published, id).

        Raises:
            InputError, PluginError, DamagedIndex: as `add` does.
        """
        from newsnorm.index.gathering import gather
        from newsnorm.index.updating import answers

        with tempfile.TemporaryDirectory(prefix="newsnorm-") as name:
            scratch = Path(name)
            manifest, contents = self._read_contents()
            with contents:
                incoming = gather(articles, self.pipeline, None, scratch, rejected, seconds)
                if not len(incoming):
                    return []
                first = manifest.next_article
                path = (scratch / "articles.segment").absolute()
                incoming.write(path, first)
                part = _part(path, len(incoming), first, first + len(incoming) - 1)
                contents.add(replace(part, name=str(path)))
                return answers(contents, self.pipeline.deduplicators, part, manifest.next_cluster)

    def changes(self) -> list[ClusterChange]:
        """What the last add or removal changed: for who was stopped before being told."""
        for _ in range(TRIES):
            manifest = self._read()
            if manifest is None or manifest.changes is None:
                return []
            path = self.folder / manifest.changes.name
            with suppress(FileNotFoundError):
                data = path.read_bytes()
                if hashlib.sha256(data).hexdigest() != manifest.changes.checksum:
                    raise damaged(path, "its checksum is another one")
                lines = data.decode("utf-8").split("\n")
                return [ClusterChange.from_json(line) for line in lines if line]
        raise damaged(path, "it is not there")

    def check(self) -> None:
        """Read everything.

        Raises:
            DamagedIndex: if a file is not what was written.
        """
        _, contents = self._read_contents()
        with contents:
            contents.check()
        self.changes()

    def __len__(self) -> int:
        """How many articles it has."""
        _, contents = self._read_contents()
        with contents:
            return len(contents)

    # Reading ------------------------------------------------------------------------------------

    def _read(self) -> Manifest | None:
        manifest = read_manifest(self.folder)
        if manifest:
            check_same(manifest.settings, self.settings, str(self.folder))
        return manifest

    def _read_contents(self) -> tuple[Manifest, Contents]:
        for _ in range(TRIES):
            manifest = self._read() or Manifest(self.settings)
            with suppress(FileNotFoundError):
                return manifest, self._opened(manifest, patient=True)
        return manifest, self._opened(manifest)

    def _opened(self, manifest: Manifest, *, patient: bool = False) -> Contents:
        from newsnorm.index.contents import Contents

        try:
            return Contents(self.folder, manifest)
        except FileNotFoundError as error:
            if patient:
                raise
            raise damaged(Path(error.filename), "it is not there") from error

    # Writing ------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[Manifest]:
        """Be the one who writes; files that do not count are swept away before."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with locked(self.folder):
                manifest = self._read()
                if manifest is None:
                    check_free(self.folder)
                sweep(self.folder, manifest)
                yield manifest or Manifest(self.settings)
        except OSError as error:
            raise NewsnormError(
                f"{self.folder} cannot be written: {error.strerror or error}; "
                "the index is as it was before"
            ) from error

    @contextmanager
    def _scratch(self) -> Iterator[Path]:
        scratch = Path(tempfile.mkdtemp(prefix="scratch-", dir=self.folder))
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def _path(self, kind: str, manifest: Manifest, suffix: str = "segment") -> Path:
        """A file for the next commit."""
        return self.folder / f"{kind}-{manifest.commits + 1:08}.{suffix}"

    def _commit(self, update: Update, manifest: Manifest) -> Manifest:
        """Write what an update makes, and commit it."""
        path = self._path("links", manifest)
        rows = update.write(path)
        links = (*manifest.links, _part(path, rows)) if rows else manifest.links
        data = "".join(f"{change.to_json()}\n" for change in update.changes).encode("utf-8")
        path = self._path("changes", manifest, "jsonl")
        with synced(path) as file:
            file.write(data)
        changes = replace(
            _part(path, len(update.changes)), checksum=hashlib.sha256(data).hexdigest()
        )
        return commit(
            self.folder,
            replace(manifest, links=links, changes=changes, next_cluster=update.next_cluster),
        )

    def _merge(self, manifest: Manifest) -> None:
        """Merge segments as long as some should be; without room for it, that can wait."""
        from newsnorm.index.merging import merged

        with suppress(OSError):
            while True:
                with self._opened(manifest) as contents:
                    after = merged(self.folder, manifest, contents)
                if after is None:
                    break
                manifest = commit(self.folder, after)
                sweep(self.folder, manifest)
        sweep(self.folder, manifest)


def _part(path: Path, rows: int, first: int = 0, last: int = -1) -> Part:
    return Part(path.name, path.stat().st_size, rows, first, last)


def _instant(text: str) -> int:
    from datetime import UTC, datetime

    from newsnorm.index.incoming import instant_number

    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(
            f"{text!r} is no date; write 2022-02-02, or 2022-02-02T10:00:00Z"
        ) from error
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=UTC)
    return instant_number(instant.astimezone(UTC).isoformat())
