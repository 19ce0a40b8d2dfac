"""Run a pipeline over JSONL files and write the results into a folder.

The folder is complete or absent: everything is written next to it first and moved at the end.

    OUT/articles/part-00000.jsonl.zst   one normalized article a line
    OUT/relations.jsonl.zst             one relation a line
    OUT/clusters.jsonl.zst              one article a line: its story, and whether to keep it
    OUT/undecided.jsonl.zst             what was not resolved, with its candidates
    OUT/rejects.jsonl                   what could not be read or processed, with the reason
    OUT/report.html                     what was done, to look at
    OUT/manifest.json                   versions, configuration, counts, checksums, timings
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any, BinaryIO

from newsnorm import __version__
from newsnorm.article import SCHEMA, Article, NormalizedArticle, to_json
from newsnorm.duplicates import DuplicateFinder
from newsnorm.errors import ConfigError, InputError, NewsnormError, PluginError
from newsnorm.io.records import Line, read_lines
from newsnorm.io.zstd import ZstdFile
from newsnorm.pipeline import Pipeline
from newsnorm.report.page import SAMPLES, report_page

STDIN = "-"


@dataclass(slots=True)
class Counts:
    """What went in, what came out, and what was done on the way."""

    read: int = 0
    written: int = 0
    rejected: int = 0
    kept: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    edits: Counter[str] = field(default_factory=Counter)
    mentions: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    undecided: int = 0
    warnings: int = 0

    def as_json(self) -> dict[str, Any]:
        """The counts, the most frequent first."""
        return {
            name: dict(value.most_common()) if isinstance(value, Counter) else value
            for name, value in ((name, getattr(self, name)) for name in self.__slots__)
        }


def run(
    pipeline: Pipeline,
    inputs: Sequence[str],
    output: Path,
    *,
    progress: Callable[[int], object] | None = None,
) -> dict[str, Any]:
    """Normalize and deduplicate the articles of some files.

    Args:
        pipeline: what to run.
        inputs: paths of JSONL files; "-" is standard input.
        output: the folder to make; it must not be there yet, or be empty.
        progress: told the number of records read, after each.

    Returns:
        The manifest.

    Raises:
        ConfigError: if an input cannot be read or the output cannot be written to.
        PluginError: if a gazetteer cannot be loaded or a deduplicator fails; faults of cleaners
            and canonicalizers in single articles are rejects.
    """
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise ConfigError(f"{output} is there already; name a folder that does not exist")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.parent))
    except OSError as error:
        raise ConfigError(f"{output} cannot be written: {error.strerror}") from error
    try:
        manifest = _run_into(partial, pipeline, inputs, progress)
        if output.exists():
            output.rmdir()
        partial.replace(output)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    _sync_folder(output.parent)
    return manifest


def _run_into(
    folder: Path,
    pipeline: Pipeline,
    inputs: Sequence[str],
    progress: Callable[[int], object] | None,
) -> dict[str, Any]:
    # mkdtemp makes folders that only their owner can read; results are as readable as any file.
    folder.chmod(0o777 & ~_umask())
    (folder / "articles").mkdir()
    _ = pipeline.gazetteer  # one that cannot be loaded fails the run, not article after article
    counts = Counts()
    samples: list[NormalizedArticle] = []
    finder = DuplicateFinder(pipeline.deduplicators)
    sources: list[dict[str, Any]] = []
    began = perf_counter()
    with (
        _lines_to(folder / "articles" / "part-00000.jsonl.zst") as write_article,
        _lines_to(folder / "undecided.jsonl.zst") as write_undecided,
        _lines_to(folder / "rejects.jsonl") as write_reject,
    ):
        for line in _read(inputs, sources):
            counts.read += 1
            try:
                article = _normalized(line, pipeline, finder)
            except NewsnormError as error:
                if isinstance(error, PluginError) and error.stage == "deduplicate":
                    raise  # it is given many articles at once: all of them are at stake
                reject = _reject(line, error)
                counts.rejected += 1
                counts.rejects[reject["code"]] += 1
                write_reject(reject)
                continue
            finally:
                if progress:
                    progress(counts.read)
            _count(counts, article)
            write_article(article.to_record())
            for entry in article.undecided:
                write_undecided({"id": article.id, **asdict(entry)})
            if len(samples) < SAMPLES and (article.edits or article.mentions):
                samples.append(article)
    normalized = perf_counter()
    duplicates = finder.finish()
    with _lines_to(folder / "relations.jsonl.zst") as write:
        for relation in duplicates.relations:
            counts.relations[relation.kind] += 1
            write({**asdict(relation), "evidence": dict(relation.evidence)})
    with _lines_to(folder / "clusters.jsonl.zst") as write:
        for row in duplicates.clusters:
            counts.kept += row.keep
            write({name: value for name, value in asdict(row).items() if value is not None})
    recipe = _plain(asdict(pipeline.recipe))
    manifest: dict[str, Any] = {
        "schema": SCHEMA,
        "newsnorm": __version__,
        "plugins": dict(pipeline.versions),
        "python": platform.python_version(),
        "unicode": unicodedata.unidata_version,
        "config": recipe,
        "config_sha256": hashlib.sha256(to_json(recipe).encode()).hexdigest(),
        "inputs": sources,
        "counts": counts.as_json(),
        "seconds": {
            "normalize": round(normalized - began, 3),
            "deduplicate": round(perf_counter() - normalized, 3),
        },
    }
    (folder / "report.html").write_text(report_page(manifest, samples), encoding="utf-8")
    manifest["outputs"] = {
        path.relative_to(folder).as_posix(): _sha256(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    with (folder / "manifest.json").open("w", encoding="utf-8", newline="\n") as file:
        json.dump(manifest, file, ensure_ascii=False, indent=1)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _read(inputs: Sequence[str], sources: list[dict[str, Any]]) -> Iterator[Line]:
    """The lines of all inputs; each file that is read to its end is added to `sources`."""
    for name in inputs:
        digest = hashlib.sha256()
        try:
            with ExitStack() as stack:
                stream: BinaryIO = (
                    sys.stdin.buffer
                    if name == STDIN
                    else stack.enter_context(Path(name).open("rb"))
                )
                yield from read_lines(_hashed(stream, digest), name)
        except OSError as error:
            raise ConfigError(f"{name}: cannot be read: {error.strerror}") from error
        sources.append({"file": Path(name).name, "sha256": digest.hexdigest()})


def _hashed(stream: BinaryIO, digest: Any) -> Any:
    for data in stream:
        digest.update(data)
        yield data


def _normalized(line: Line, pipeline: Pipeline, finder: DuplicateFinder) -> NormalizedArticle:
    article = pipeline.normalize(Article.from_record(line.decoded()))
    finder.add(article)
    return article


def _reject(line: Line, error: NewsnormError) -> dict[str, Any]:
    plugin = error if isinstance(error, PluginError) else None
    return {
        "file": line.file,
        "line": line.number,
        "stage": plugin.stage if plugin else "read",
        **({"component": plugin.component} if plugin else {}),
        "code": error.code if isinstance(error, InputError) else "plugin-error",
        "message": str(error),
        **line.raw(),
    }


def _count(counts: Counts, article: NormalizedArticle) -> None:
    counts.written += 1
    counts.undecided += len(article.undecided)
    counts.warnings += len(article.warnings)
    counts.edits.update(name for _, change in article.edits for name in change.rule.split("+"))
    counts.mentions.update(mention.kind for mention in article.mentions)


class _lines_to:  # noqa: N801 - used as a function
    """A context that gives a function which writes records, one a line, to a new file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Callable[[Mapping[str, Any]], None]:
        self.file = self.path.open("wb")
        self.stream: Any = ZstdFile(self.file, "w") if self.path.suffix == ".zst" else self.file
        self.stream.write(b"")  # begins a frame: without one, no records would be no valid file
        return self.write

    def write(self, record: Mapping[str, Any]) -> None:
        self.stream.write(to_json(record).encode("utf-8") + b"\n")

    def __exit__(self, *_: object) -> None:
        if self.stream is not self.file:
            self.stream.close()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(entry) for key, entry in value.items()}
    return [_plain(entry) for entry in value] if isinstance(value, (list, tuple)) else value


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the folder's new name last; Windows has no call for it and needs none."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
