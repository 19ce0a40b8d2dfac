"""Shards to processes and back, in order, with few under way at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
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
    executor = ProcessPoolExecutor(
        count,
        multiprocessing.get_context("spawn"),
        _begin,
        (pipeline.recipe, pipeline.blocked, options),
    )
    pool = _Pool(executor, count)
    try:
        yield pool
    except BaseException as error:
        with without_interrupts():
            pool.stop()
        if isinstance(error, BrokenProcessPool):
            raise NewsnormError(
                "a worker process ended by itself; it may have run out of memory: try fewer workers"
            ) from error
        raise
    else:
        executor.shutdown()


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Ctrl-C waits until this is over; where the system cannot make it wait, it does not.

    Processes that are started meanwhile never see it.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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

    def __init__(self, executor: ProcessPoolExecutor, count: int) -> None:
        self.executor = executor
        self.count = count
        self.processes: list[BaseProcess] = []

    def map(self, shards: Iterable[Shard]) -> Iterator[tuple[Shard, Outcome]]:
        waiting: deque[tuple[Shard, Future[Outcome]]] = deque()
        for shard in shards:
            waiting.append((shard, self._submit(shard)))
            if len(waiting) >= AHEAD * self.count:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()

    def again(self, shard: Shard) -> Outcome:
        return self._submit(shard).result()

    def stop(self) -> None:
        """End the processes at once: what they are at is thrown away anyhow."""
        for process in self.processes:
            process.terminate()
        self.executor.shutdown(cancel_futures=True)

    def _submit(self, shard: Shard) -> Future[Outcome]:
        if len(self.processes) >= self.count:
            return self.executor.submit(_work, shard)
        # This may start a process. A terminal sends Ctrl-C to each of them,
        # and one would complain of it until it knows better.
        others = multiprocessing.active_children()
        with without_interrupts():
            future = self.executor.submit(_work, shard)
            started = multiprocessing.active_children()
            self.processes += [process for process in started if process not in others]
        return future


_here: _Here | None = None


def _begin(recipe: Preset, blocked: frozenset[str], options: ShardOptions) -> None:
    """Make this process ready to work."""
    global _here  # noqa: PLW0603 - a worker process has one pipeline
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and stops its workers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    pipeline = Pipeline.from_recipe(recipe, Plugins(blocked))
    _ = pipeline.gazetteer
    _here = _Here(pipeline, options)


def _end_with_parent() -> None:
    """A parent that is killed stops nobody: its workers would wait for shards for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(shard: Shard) -> Outcome:
    assert _here is not None
    return _here.again(shard)
