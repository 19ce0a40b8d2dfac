"""Run a pipeline over files and write the results into a folder.

The folder is complete or absent: everything is written next to it first and moved at the end.

    OUT/articles/part-00000.jsonl.zst   one normalized article a line (or part-00000.parquet)
    OUT/relations.jsonl.zst             one relation a line
    OUT/clusters.jsonl.zst              one article a line: its story, and whether to keep it
    OUT/undecided.jsonl.zst             what was not resolved, with its candidates
    OUT/rejects.jsonl                   what could not be read or processed, with the reason
    OUT/report.html                     what was done, to look at
    OUT/manifest.json                   versions, configuration, counts, checksums, timings

The same input and configuration give the same bytes, whatever the number of workers;
only the manifest's timings differ.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from time import perf_counter
from typing import Any

from newsnorm.article import SCHEMA, NormalizedArticle
from newsnorm.components import ReaderSpec
from newsnorm.duplicates import ClusterRow, Shelf, compare
from newsnorm.errors import ConfigError, NewsnormError
from newsnorm.ids import Seen
from newsnorm.io.inputs import InputOptions, Source, Suggest, expand, read
from newsnorm.io.records import Raw
from newsnorm.pipeline import Pipeline
from newsnorm.report.page import report_page
from newsnorm.runs.files import json_lines, sha256, sync_folder, synced
from newsnorm.runs.memory import fitting, watch
from newsnorm.runs.provenance import (
    config_sha256,
    environment,
    input_as_json,
    options_as_json,
    style_as_json,
)
from newsnorm.runs.shards import Counts, Format, Outcome, Shard, ShardOptions
from newsnorm.runs.workers import Workers, without_interrupts, workers
from newsnorm.style.tables import Style

SHARD_RECORDS = 1000
SHARD_BYTES = 8 << 20
"""A shard ends with the record that reaches one of these."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How to run.

    Args:
        workers: processes; 1 works in this one. None: as many as there are cores, and no more than
            there are shards, as a process takes seconds to start.
        format: of the articles: "jsonl" (JSON lines, zstd) or "parquet".
        inputs: how input is read.
        seconds: an article that takes longer is rejected.
        style: of renderings to add to the records as `rewritten`; None adds none.
        memory: bytes that all processes together may take of their own: fewer workers are started
            where not all fit, and a run that takes more all the same is ended. None sets no limit.
    """

    workers: int | None = 1
    format: Format = "jsonl"
    inputs: InputOptions = field(default_factory=InputOptions)
    seconds: float = 60.0
    style: Style | None = None
    memory: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Args:
        records: records that were worked on.
        rejected: those of them that were rejected.
        bytes: size of the records that were worked on, as they were read.
    """

    records: int
    rejected: int
    bytes: int


def run(
    pipeline: Pipeline,
    inputs: Sequence[str | Source],
    output: Path,
    options: RunOptions | None = None,
    *,
    readers: Sequence[ReaderSpec] = (),
    suggest: Suggest | None = None,
    progress: Callable[[Progress], object] | None = None,
) -> dict[str, Any]:
    """Normalize and deduplicate the articles of some files.

    Args:
        pipeline: what to run.
        inputs: files, folders and globs; "-" is standard input; or what these came to before.
        output: the folder to make; it must not be there yet, or be empty.
        options: how to run.
        readers: those of plugins that may be used, besides the pipeline's own.
        suggest: asked for readers of a file that none of them reads, to name in the message.
        progress: told how far the run is, after each shard.

    Returns:
        The manifest.

    Raises:
        ConfigError: if an input cannot be read, there is no place for the output, or the memory
            allowed is too little for one worker.
        NewsnormError: if the output cannot be written to its end, a worker process ends, or the run
            takes more memory than it may.
        PluginError: if a gazetteer cannot be loaded or a deduplicator fails; faults of cleaners
            and canonicalizers in single articles are rejects.
    """
    options = options or RunOptions()
    readers = (*readers, *pipeline.readers)
    sources = expand(inputs, options.inputs, readers, suggest)
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise ConfigError(f"{output} is there already; name a folder that does not exist")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{output.name}.", dir=output.parent))
    except OSError as error:
        raise ConfigError(f"{output} cannot be written: {error.strerror}") from error
    try:
        manifest = _Run(partial, pipeline, sources, options, readers, suggest, progress).run()
        if output.exists():
            output.rmdir()
        partial.replace(output)
        sync_folder(output.parent)
    except OSError as error:
        raise NewsnormError(
            f"{output} cannot be written: {error.strerror or error}; nothing was left there"
        ) from error
    finally:
        with without_interrupts():
            shutil.rmtree(partial, ignore_errors=True)
    return manifest


class _Run:
    """One run into a folder that is still to be moved to its place."""

    def __init__(
        self,
        folder: Path,
        pipeline: Pipeline,
        sources: Sequence[Source],
        options: RunOptions,
        readers: Sequence[ReaderSpec],
        suggest: Suggest | None,
        progress: Callable[[Progress], object] | None,
    ) -> None:
        self.folder = folder
        self.pipeline = pipeline
        self.sources = sources
        self.options = options
        self.readers = readers
        self.suggest = suggest
        self.progress = progress
        self.counts = Counts()
        self.seconds: dict[str, float] = {}
        self.samples: list[NormalizedArticle] = []
        self.bytes = 0
        self.workers = options.workers or 1
        self.check_memory = watch(options.memory)

    def run(self) -> dict[str, Any]:
        """Do everything and return the manifest."""
        # mkdtemp makes folders for their owner alone; results are as readable as any file.
        self.folder.chmod(0o777 & ~_umask())
        articles, scratch = self.folder / "articles", self.folder / ".scratch"
        articles.mkdir()
        scratch.mkdir()
        _ = self.pipeline.gazetteer  # one that cannot be loaded fails the run, not every article
        began = perf_counter()
        options = self.options
        shards, first = self._shards(), list[Shard]()
        if options.workers is None and self.pipeline.blocked is not None:
            first = [*islice(shards, os.cpu_count() or 1)]
            self.workers = len(first)
        if options.memory is not None:
            self.workers = fitting(options.memory, self.workers)
        shared = ShardOptions(
            articles, options.format, options.inputs, options.seconds, options.style
        )
        with (
            Shelf(self.pipeline.deduplicators, scratch) as shelf,
            workers(self.workers, self.pipeline, shared, scratch) as pool,
        ):
            with Seen(scratch / "seen.db") as seen:
                self._normalize(chain(first, shards), pool, seen, shelf)
            normalized = perf_counter()
            self._write_duplicates(shelf, pool)
        shutil.rmtree(scratch)
        self.seconds["compare"] = perf_counter() - normalized
        self.seconds["wall"] = perf_counter() - began
        return self._write_manifest()

    def _normalize(self, shards: Iterable[Shard], pool: Workers, seen: Seen, shelf: Shelf) -> None:
        with (
            json_lines(self.folder / "rejects.jsonl") as write_reject,
            json_lines(self.folder / "undecided.jsonl.zst") as write_undecided,
        ):
            for shard, first in pool.map(shards):
                outcome = _settled(shard, first, pool, seen)
                for line in outcome.rejects:
                    write_reject(line)
                for line in outcome.undecided:
                    write_undecided(line)
                if outcome.sketch is not None:
                    shelf.add(outcome.sketch)
                self._take(shard, outcome)

    def _shards(self) -> Iterator[Shard]:
        """Shards by number of records and bytes alone, so that they are the same in every run."""
        records: list[Raw] = []
        number = size = 0
        for raw in self._read():
            records.append(raw)
            size += _size(raw)
            if len(records) >= SHARD_RECORDS or size >= SHARD_BYTES:
                yield Shard(number, tuple(records))
                records, number, size = [], number + 1, 0
        if records or not number:
            yield Shard(number, tuple(records))

    def _read(self) -> Iterator[Raw]:
        for source in self.sources:
            began = perf_counter()
            for raw in read(source, self.options.inputs, self.readers, self.suggest):
                self.seconds["input"] = self.seconds.get("input", 0.0) + perf_counter() - began
                yield raw
                began = perf_counter()

    def _take(self, shard: Shard, outcome: Outcome) -> None:
        """Add what is to be told of a shard to what is told of the run."""
        self.counts.add(outcome.counts)
        self.samples += outcome.samples
        for stage, seconds in outcome.seconds.items():
            self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds
        self.bytes += sum(map(_size, shard.records))
        self.check_memory()
        if self.progress:
            self.progress(Progress(self.counts.read, self.counts.rejected, self.bytes))

    def _write_duplicates(self, shelf: Shelf, pool: Workers) -> None:
        relations, clusters = compare(shelf, pool.compare)
        with json_lines(self.folder / "relations.jsonl.zst") as write:
            for number, relation in enumerate(relations):
                if number % SHARD_RECORDS == 0:
                    self.check_memory()
                self.counts.relations[relation.kind] += 1
                write(
                    {
                        "left": relation.left,
                        "right": relation.right,
                        "kind": relation.kind,
                        "evidence": dict(relation.evidence),
                    }
                )
        with json_lines(self.folder / "clusters.jsonl.zst") as write:
            for row in clusters:
                self.counts.kept += row.keep
                write(_filled(row))

    def _write_manifest(self) -> dict[str, Any]:
        recipe = _plain(asdict(self.pipeline.recipe))
        options = self.options
        style = options.style
        manifest: dict[str, Any] = {
            "schema": SCHEMA,
            **environment(self.pipeline.versions, recipe, options.format),
            "plugins": dict(self.pipeline.versions),
            "config": recipe,
            "config_sha256": config_sha256(recipe),
            "options": options_as_json(options.inputs, options.format, options.seconds),
            **({"style": style_as_json(style, recipe["styles"])} if style else {}),
            "inputs": [input_as_json(source) for source in self.sources],
            "counts": self.counts.as_json(),
        }
        report = self.folder / "report.html"
        with synced(report) as file:
            file.write(report_page(manifest, self.samples).encode("utf-8"))
        manifest["workers"] = self.workers
        manifest["seconds"] = {stage: round(took, 3) for stage, took in self.seconds.items()}
        manifest["outputs"] = {
            path.relative_to(self.folder).as_posix(): sha256(path)
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
        with synced(self.folder / "manifest.json") as file:
            file.write(text.encode("utf-8", "backslashreplace"))
        return manifest


def _settled(shard: Shard, outcome: Outcome, pool: Workers, seen: Seen) -> Outcome:
    """A shard's outcome once no id in it is one that an earlier shard has; these are added."""
    while clashes := [(at, name) for at, name in outcome.ids if name in seen]:
        repeated, renamed = dict(shard.repeated), dict(shard.renamed)
        taken = {name for _, name in outcome.ids}
        for at, name in clashes:
            if at in outcome.made:
                renamed[at] = seen.next_id(outcome.made[at], taken)
                taken.add(renamed[at])
            else:
                repeated[at] = seen.place(name)
        shard = replace(shard, repeated=repeated, renamed=renamed)
        outcome = pool.again(shard)
    places = ((name, shard.records[at]) for at, name in outcome.ids)
    seen.add((name, raw.file, raw.number) for name, raw in places)
    return outcome


def _size(raw: Raw) -> int:
    """About how many bytes a record has."""
    if isinstance(raw.data, (bytes, str)):
        return len(raw.data)
    return sum(len(str(value)) for value in (raw.data or {}).values())


def _filled(row: ClusterRow) -> dict[str, Any]:
    entries = ((name, getattr(row, name)) for name in row.__slots__)
    return {name: value for name, value in entries if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(entry) for key, entry in value.items()}
    return [_plain(entry) for entry in value] if isinstance(value, (list, tuple)) else value


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
