"""Shards to processes and back, in order, with few under way at a time."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Protocol

from newsnorm.components import Preset
from newsnorm.errors import ConfigError, NewsnormError
from newsnorm.pipeline import Pipeline
from newsnorm.plugins import Plugins
from newsnorm.runs.shards import Outcome, Shard, ShardOptions, work

AHEAD = 2
"""Shards a worker has waiting, so that it never waits for the next."""


class Workers(Protocol):
    """What works on shards."""

    def map(self, shards: Iterable[Shard]) -> Iterator[tuple[Shard, Outcome]]:
        """Shards with their outcomes, in order."""
        ...

    def again(self, shard: Shard) -> Outcome:
        """Work on one more shard, at once."""
        ...


@contextmanager
def workers(count: int, pipeline: Pipeline, options: ShardOptions) -> Iterator[Workers]:
    """Workers for a run: this process if one is enough, else a pool of processes.

    Processes are started afresh on every system, and build the pipeline from its recipe.

    Raises:
        ConfigError: if a pool is asked for and the pipeline was not made from a recipe.
    """
    if count == 1:
        yield _Here(pipeline, options)
        return
    if pipeline.blocked is None:
        raise ConfigError(
            "this pipeline was made from specs, which other processes cannot load; use one worker"
        )
    pool = ProcessPoolExecutor(
        count,
        multiprocessing.get_context("spawn"),
        _begin,
        (pipeline.recipe, pipeline.blocked, options),
    )
    try:
        yield _Pool(pool, count)
    except BrokenProcessPool as error:
        raise NewsnormError(
            "a worker process ended by itself; it may have run out of memory: try fewer workers"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class _Here:
    """Works in this process."""

    def __init__(self, pipeline: Pipeline, options: ShardOptions) -> None:
        self.pipeline = pipeline
        self.options = options

    def map(self, shards: Iterable[Shard]) -> Iterator[tuple[Shard, Outcome]]:
        for shard in shards:
            yield shard, self.again(shard)

    def again(self, shard: Shard) -> Outcome:
        return work(shard, self.pipeline, self.options)


class _Pool:
    """Works in other processes; a shard goes there once."""

    def __init__(self, pool: ProcessPoolExecutor, count: int) -> None:
        self.pool = pool
        self.count = count

    def map(self, shards: Iterable[Shard]) -> Iterator[tuple[Shard, Outcome]]:
        waiting: deque[tuple[Shard, Future[Outcome]]] = deque()
        for shard in shards:
            waiting.append((shard, self.pool.submit(_work, shard)))
            if len(waiting) >= AHEAD * self.count:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()

    def again(self, shard: Shard) -> Outcome:
        return self.pool.submit(_work, shard).result()


_here: _Here | None = None


def _begin(recipe: Preset, blocked: frozenset[str], options: ShardOptions) -> None:
    """Make this process ready to work."""
    global _here  # noqa: PLW0603 - a worker process has one pipeline
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and stops its workers
    pipeline = Pipeline.from_recipe(recipe, Plugins(blocked))
    _ = pipeline.gazetteer
    _here = _Here(pipeline, options)


def _work(shard: Shard) -> Outcome:
    assert _here is not None
    return _here.again(shard)
