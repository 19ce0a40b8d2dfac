"""Shards, and pairs to compare, to processes and back: in order, with few under way at a time."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from newsnorm.components import Preset
from newsnorm.errors import ConfigError, NewsnormError
from newsnorm.pipeline import Pipeline
from newsnorm.plugins import Plugins
from newsnorm.runs.shards import Outcome, Shard, ShardOptions, work

if TYPE_CHECKING:
    from newsnorm.candidates import Codes
    from newsnorm.pairs import Bench, Ranked
    from newsnorm.verdicts import Found

Job = TypeVar("Job")

AHEAD = 2
"""Jobs a worker has waiting, so that it never waits for the next."""


class Workers(Protocol):
    """What works on shards, and compares pairs."""

    def map(self, shards: Iterable[Shard]) -> Iterator[tuple[Shard, Outcome]]:
        """Shards with their outcomes, in order."""
        ...

    def again(self, shard: Shard) -> Outcome:
        """Work on one more shard, at once."""
        ...

    def compare(
        self, ranked: Ranked, number: int, batches: Iterable[Codes]
    ) -> Iterator[tuple[Codes, Found]]:
        """Batches of pairs with what one deduplicator finds of them, in order."""
        ...


@contextmanager
def workers(
    count: int, pipeline: Pipeline, options: ShardOptions, scratch: Path
) -> Iterator[Workers]:
    """Workers for a run: this process if one is enough, else a pool of processes.

    Processes are started afresh on every system, and build the pipeline from its recipe.

    Args:
        count: how many.
        pipeline: what they run.
        options: what all shards have in common.
        scratch: a folder in which outcomes may lie on their way.

    Raises:
        ConfigError: if a pool is asked for and the pipeline was not made from a recipe.
        NewsnormError: if a process ends by itself.
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
        (pipeline.recipe, pipeline.blocked, options, scratch),
    )
    pool = _Pool(executor, count, scratch)
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
    """Ctrl-C, and other signals with a handler that may raise, wait until this is over.

    Processes that are started meanwhile never see Ctrl-C, where there are signal masks. A mask
    alone is not enough for this one: the signal would come by way of another thread.
    """
    came: list[tuple[signal.Signals, FrameType | None]] = []
    before: dict[signal.Signals, Callable[[int, FrameType | None], object]] = {}
    if threading.current_thread() is threading.main_thread():  # no other one is interrupted
        for number in (signal.SIGINT, signal.SIGTERM):
            handler = signal.getsignal(number)
            if callable(handler):
                before[number] = handler
                signal.signal(number, lambda at, frame: came.append((signal.Signals(at), frame)))
    mask = None
    if hasattr(signal, "pthread_sigmask"):  # which Windows has not
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if mask is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for number, handler in before.items():
            signal.signal(number, handler)
        for number, frame in came[:1]:
            before[number](number, frame)


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

    def compare(
        self, ranked: Ranked, number: int, batches: Iterable[Codes]
    ) -> Iterator[tuple[Codes, Found]]:
        return self.bench(ranked).map(number, batches)

    def bench(self, ranked: Ranked) -> Bench:
        """Where pairs of these articles are compared."""
        from newsnorm.pairs import Bench  # which needs numpy

        return Bench(self.pipeline.deduplicators, ranked)


class _Pool:
    """Works in other processes; a shard goes there once.

    What it comes to is put into a file, and what comes back through the executor's pipe is its name
    alone: a process that is killed while it sends more than a pipe takes at once would leave
    the executor waiting for the rest.
    """

    def __init__(self, executor: ProcessPoolExecutor, count: int, scratch: Path) -> None:
        self.executor = executor
        self.count = count
        self.scratch = scratch
        self.processes: list[BaseProcess] = []

    def map(self, shards: Iterable[Shard]) -> Iterator[tuple[Shard, Outcome]]:
        return self._in_order(shards, lambda shard: self._submit(_work, shard))

    def again(self, shard: Shard) -> Outcome:
        outcome: Outcome = _fetched(self._submit(_work, shard).result())
        return outcome

    def compare(
        self, ranked: Ranked, number: int, batches: Iterable[Codes]
    ) -> Iterator[tuple[Codes, Found]]:
        path = self.scratch / f"ranked-{number}.pickle"
        _put(path, ranked)
        return self._in_order(batches, lambda codes: self._submit(_compare, path, number, codes))

    def _in_order(
        self, jobs: Iterable[Job], submit: Callable[[Job], Future[Path]]
    ) -> Iterator[tuple[Job, Any]]:
        """Jobs with what they come to."""
        waiting: deque[tuple[Job, Future[Path]]] = deque()
        for job in jobs:
            waiting.append((job, submit(job)))
            if len(waiting) >= AHEAD * self.count:
                first, future = waiting.popleft()
                yield first, _fetched(future.result())
        while waiting:
            first, future = waiting.popleft()
            yield first, _fetched(future.result())

    def stop(self) -> None:
        """End the processes at once: what they are at is thrown away anyhow."""
        for process in self.processes:
            process.terminate()
        self.executor.shutdown(cancel_futures=True)

    def _submit(self, work: Callable[..., Path], *given: object) -> Future[Path]:
        with without_interrupts():  # this may start a process, which must not be forgotten
            others = multiprocessing.active_children()
            future = self.executor.submit(work, *given)
            if len(self.processes) < self.count:
                started = multiprocessing.active_children()
                self.processes += [process for process in started if process not in others]
        return future


def _put(path: Path, thing: object) -> Path:
    """Put something into a file of the run's own, for another of its processes."""
    with path.open("wb") as file:
        pickle.dump(thing, file, pickle.HIGHEST_PROTOCOL)
    return path


def _fetched(path: Path) -> Any:
    """What another process has put into a file, which is deleted."""
    with path.open("rb") as file:
        thing = pickle.load(file)
    path.unlink()
    return thing


_here: tuple[_Here, Path] | None = None


def _begin(recipe: Preset, blocked: frozenset[str], options: ShardOptions, scratch: Path) -> None:
    """Make this process ready to work."""
    global _here  # noqa: PLW0603 - a worker process has one pipeline
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told, and stops its workers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    pipeline = Pipeline.from_recipe(recipe, Plugins(blocked))
    _ = pipeline.gazetteer
    _here = _Here(pipeline, options), scratch


def _end_with_parent() -> None:
    """A parent that is killed stops nobody: its workers would wait for shards for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(shard: Shard) -> Path:
    assert _here is not None
    worker, scratch = _here
    return _put(scratch / f"outcome-{shard.number}.pickle", worker.again(shard))


def _compare(ranked: Path, number: int, codes: Codes) -> Path:
    assert _here is not None
    _, scratch = _here
    found = _bench(ranked).compare(number, codes)
    return _put(scratch / f"found-{number}-{codes[0]}.pickle", found)


@lru_cache(1)
def _bench(ranked: Path) -> Bench:
    assert _here is not None
    worker, _ = _here
    with ranked.open("rb") as file:
        return worker.bench(pickle.load(file))
