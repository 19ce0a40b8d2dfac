"""One shard of a run: records in, a part file and what the run has to know of it out.

A shard's outcome depends on its records and the configuration alone, so that it does not matter
in which process, or in what order, shards are worked on.
"""

from __future__ import annotations

import signal
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from time import perf_counter
from types import FrameType
from typing import Any, Literal, TypeAlias

from newsnorm.article import NormalizedArticle, next_id
from newsnorm.duplicates import Named, Sketch, sketch
from newsnorm.errors import InputError, NewsnormError, PluginError
from newsnorm.io.inputs import InputOptions
from newsnorm.io.mapping import to_article
from newsnorm.io.records import Raw
from newsnorm.pipeline import Pipeline
from newsnorm.report.page import SAMPLES
from newsnorm.runs.files import Write, json_lines
from newsnorm.style.tables import Style

Format: TypeAlias = Literal["jsonl", "parquet"]


@dataclass(frozen=True, slots=True)
class ShardOptions:
    """What every shard of a run has in common.

    Args:
        folder: where part files go.
        format: "jsonl" (JSON lines, zstd) or "parquet".
        inputs: how records become articles.
        seconds: an article that takes longer is rejected.
        style: of renderings to add to the records; None adds none.
    """

    folder: Path
    format: Format = "jsonl"
    inputs: InputOptions = field(default_factory=InputOptions)
    seconds: float = 60.0
    style: Style | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """Records that are worked on together.

    Args:
        number: from 0, in the order of the input.
        records: as they were read.
        repeated: by position, where an earlier shard has a record's id; it is rejected.
        renamed: by position, the id of a record that has none of its own and is a copy.
    """

    number: int
    records: tuple[Raw, ...]
    repeated: Mapping[int, str] = field(default_factory=dict)
    renamed: Mapping[int, str] = field(default_factory=dict)


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
    guessed_fields: Counter[str] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        """Take in the counts of another shard."""
        for name in self.__slots__:
            value = getattr(self, name)
            if isinstance(value, Counter):
                value.update(getattr(other, name))
            else:
                setattr(self, name, value + getattr(other, name))

    def as_json(self) -> dict[str, Any]:
        """The counts, the most frequent first."""
        return {
            name: dict(sorted(value.items(), key=lambda item: (-item[1], item[0])))
            if isinstance(value, Counter)
            else value
            for name, value in ((name, getattr(self, name)) for name in self.__slots__)
        }


@dataclass(slots=True)
class Outcome:
    """What became of a shard.

    Args:
        number: the shard's.
        ids: position and id of each record that became an article.
        made: by position, the id that was made for a record without one.
        counts: its share of the run's.
        rejects, undecided: lines for the files of these names.
        sketch: for finding duplicates; None if the pipeline has no deduplicators.
        samples: articles for the report, from the first shard alone.
        seconds: by stage.
    """

    number: int
    ids: list[tuple[int, str]] = field(default_factory=list)
    made: dict[int, str] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    rejects: list[dict[str, Any]] = field(default_factory=list)
    undecided: list[dict[str, Any]] = field(default_factory=list)
    sketch: Sketch | None = None
    samples: list[NormalizedArticle] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


def work(shard: Shard, pipeline: Pipeline, options: ShardOptions) -> Outcome:
    """Normalize a shard's records and write its part file.

    Raises:
        PluginError: if a deduplicator fails on many articles at once, and on none of them alone;
            faults in single articles are rejects.
    """
    outcome = Outcome(shard.number)
    clock = _Clock(outcome.seconds)
    articles: dict[int, NormalizedArticle] = {}
    rejects: dict[int, dict[str, Any]] = {}
    seen: dict[str, int] = {}
    for position, raw in enumerate(shard.records):
        outcome.counts.read += 1
        try:
            article = _normalized(raw, pipeline, options, clock, outcome.counts)
            if article.raw.has_made_id():
                outcome.made[position] = article.id
                article = _numbered(article, position, shard, seen)
            else:
                _check_id(article.id, position, shard, seen)
        except Exception as error:  # noqa: BLE001 - one record's fault must not lose the others
            rejects[position] = _reject(raw, error)
            continue
        seen[article.id] = position
        articles[position] = article
    with clock("sketch"):
        outcome.sketch, faults = _sketch(articles, pipeline.deduplicators, options.seconds)
    for position, fault in faults.items():
        rejects[position] = _reject(shard.records[position], fault, "deduplicate")
        del articles[position]
        outcome.made.pop(position, None)
    with clock("write"):
        _write_part(shard.number, [*articles.values()], options)
    outcome.ids = [(position, article.id) for position, article in articles.items()]
    outcome.rejects = [reject for _, reject in sorted(rejects.items())]
    outcome.counts.rejected = len(rejects)
    outcome.counts.rejects.update(reject["code"] for reject in outcome.rejects)
    for article in articles.values():
        _count(outcome.counts, article)
        outcome.undecided += ({"id": article.id, **asdict(entry)} for entry in article.undecided)
    if shard.number == 0:
        changed = (article for article in articles.values() if article.edits or article.mentions)
        outcome.samples = [article for article, _ in zip(changed, range(SAMPLES), strict=False)]
    return outcome


def _sketch(
    articles: Mapping[int, NormalizedArticle], deduplicators: Named, seconds: float
) -> tuple[Sketch | None, dict[int, NewsnormError]]:
    """A sketch of the articles on which the deduplicators work, and the faults of the others.

    They are given all of them at once; if that fails, or takes as long as one article may, one
    after the other, each with all of its time.
    """
    if not deduplicators or not articles:
        return None, {}
    try:
        with time_limit(seconds):
            return sketch([*articles.values()], deduplicators), {}
    except (PluginError, InputError) as error:
        faults = _faults(articles, deduplicators, seconds)
        if not faults and isinstance(error, PluginError):
            raise
    rest = [article for position, article in articles.items() if position not in faults]
    return (sketch(rest, deduplicators) if rest else None), faults


def _faults(
    articles: Mapping[int, NormalizedArticle], deduplicators: Named, seconds: float
) -> dict[int, NewsnormError]:
    """What is wrong with the articles on which a deduplicator fails, each alone."""
    faults: dict[int, NewsnormError] = {}
    for position, article in articles.items():
        try:
            with time_limit(seconds):
                sketch([article], deduplicators)
        except (PluginError, InputError) as error:
            faults[position] = error
    return faults


def part_name(number: int, format: Format) -> str:
    """The name of a shard's part file.

    >>> part_name(7, "jsonl")
    'part-00007.jsonl.zst'
    """
    return f"part-{number:05}.{'jsonl.zst' if format == 'jsonl' else 'parquet'}"


class _Clock:
    """Adds up how long each stage takes."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        began = perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + perf_counter() - began


def _normalized(
    raw: Raw, pipeline: Pipeline, options: ShardOptions, clock: _Clock, counts: Counts
) -> NormalizedArticle:
    if raw.fault is not None:
        raise raw.fault
    with time_limit(options.seconds):
        with clock("read"):
            mapped = to_article(raw, options.inputs)
        with clock("clean"):
            cleaned = pipeline.clean(mapped.article)
        with clock("link"):
            article = pipeline.link(mapped.article, cleaned)
    counts.guessed_fields.update(f"{name} from {other!r}" for name, other in mapped.guesses)
    return replace(article, warnings=(*mapped.warnings, *article.warnings))


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Give up on what takes too long.

    Where the system has alarms and this is the main thread, it is interrupted; elsewhere it is
    given up when it is done. Either way an article that takes too long is rejected whole.

    Raises:
        InputError: with the code "too-slow".
    """
    began = perf_counter()
    alarm = getattr(signal, "SIGALRM", None)
    if alarm is None or threading.current_thread() is not threading.main_thread():
        yield
    else:

        def stop(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001 - signal's signature
            raise _TimeUp

        before = signal.signal(alarm, stop)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        except _TimeUp:
            raise _too_slow(seconds) from None
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(alarm, before)
    if perf_counter() - began > seconds:
        raise _too_slow(seconds)


class _TimeUp(BaseException):
    """Passes through components that catch every `Exception`."""


def _too_slow(seconds: float) -> InputError:
    return InputError("too-slow", f"the article took longer than {seconds:g} seconds")


def _numbered(
    article: NormalizedArticle, position: int, shard: Shard, seen: Mapping[str, int]
) -> NormalizedArticle:
    """A copy without an id of its own, under a number behind the one that was made for it."""
    name = shard.renamed.get(position, article.id)
    return article.with_id(next_id(article.id, seen) if name in seen else name)


def _check_id(article_id: str, position: int, shard: Shard, seen: Mapping[str, int]) -> None:
    where = shard.repeated.get(position)
    if article_id in seen:
        first = shard.records[seen[article_id]]
        where = f"{first.file}, line {first.number}"
    if where is not None:
        raise InputError("repeated-id", f"the id {article_id!r} was used before: {where}")


def _write_part(number: int, articles: Sequence[NormalizedArticle], options: ShardOptions) -> None:
    path = options.folder / part_name(number, options.format)
    with _part(path, options.format) as write:
        for article in articles:
            write(article.to_record(style=options.style))


def _part(path: Path, format: Format) -> AbstractContextManager[Write]:
    if format == "jsonl":
        return json_lines(path)
    from newsnorm.io.parquet import ParquetArticles

    return ParquetArticles(path)


def _reject(raw: Raw, error: Exception, stage: str = "read") -> dict[str, Any]:
    plugin = error if isinstance(error, PluginError) else None
    if isinstance(error, InputError):
        code = error.code
    else:
        code = "plugin-error" if plugin else "internal-error"
    message = str(error) if isinstance(error, NewsnormError) else f"{type(error).__name__}: {error}"
    return {
        "file": raw.file,
        "line": raw.number,
        "stage": plugin.stage if plugin else stage if isinstance(error, InputError) else None,
        **({"component": plugin.component} if plugin else {}),
        "code": code,
        "message": message,
        **raw.as_reject(),
    }


def _count(counts: Counts, article: NormalizedArticle) -> None:
    counts.written += 1
    counts.undecided += len(article.undecided)
    counts.warnings += len(article.warnings)
    counts.edits.update(name for _, change in article.edits for name in change.rule.split("+"))
    counts.mentions.update(mention.kind for mention in article.mentions)
