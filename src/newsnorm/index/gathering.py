"""From whatever articles are given to sketches of those that an index does not have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from newsnorm.article import Article, NormalizedArticle
from newsnorm.duplicates import BATCH, sketch
from newsnorm.errors import InputError, NewsnormError, PluginError
from newsnorm.index.contents import NOWHERE, Contents
from newsnorm.index.incoming import Incoming, content_digest
from newsnorm.pipeline import ArticleLike, Pipeline, as_article
from newsnorm.runs.shards import time_limit

Input: TypeAlias = ArticleLike | NormalizedArticle
Rejected: TypeAlias = Callable[[str, NewsnormError], object]
"""Told the id of an article that is not taken, or "" where it has none yet, and why."""


def gather(
    articles: Iterable[Input],
    pipeline: Pipeline,
    contents: Contents | None,
    scratch: Path,
    rejected: Rejected | None,
    seconds: float,
) -> Incoming:
    """Normalize and sketch articles.

    Args:
        articles: to take.
        pipeline: what they go through, unless they are normalized already.
        contents: those of the index that they are for; what it has is left out.
        scratch: an empty folder.
        rejected, seconds: see `Index.add`.

    Raises:
        InputError, PluginError: for the first article that cannot be taken, without `rejected`.
    """
    gatherer = _Gatherer(pipeline, contents, scratch, rejected, seconds)
    batch: list[tuple[Input, Article, bytes]] = []
    for given in articles:
        if found := gatherer.fresh(given):
            batch.append(found)
            if len(batch) == BATCH:
                gatherer.take(batch)
                batch = []
    gatherer.take(batch)
    return gatherer.incoming


class _Gatherer:
    def __init__(
        self,
        pipeline: Pipeline,
        contents: Contents | None,
        scratch: Path,
        rejected: Rejected | None,
        seconds: float,
    ) -> None:
        self.pipeline = pipeline
        self.contents = contents
        self.rejected = rejected
        self.seconds = seconds
        self.incoming = Incoming(pipeline.deduplicators, scratch)
        self.seen: dict[str, bytes] = {}

    def fresh(self, given: Input) -> tuple[Input, Article, bytes] | None:
        """An article with its digest, unless it came before."""
        try:
            raw = given.raw if isinstance(given, NormalizedArticle) else as_article(given)
        except InputError as error:
            self._reject("", error)
            return None
        digest = _digest(raw)
        before = self.seen.setdefault(raw.id, digest)
        if before is digest:
            return given, raw, digest
        if before != digest:
            self._reject(raw.id, InputError("repeated-id", f"the id {raw.id!r} was used before"))
        return None

    def take(self, batch: Sequence[tuple[Input, Article, bytes]]) -> None:
        """Normalize and sketch articles that the index does not have."""
        made: list[tuple[NormalizedArticle, bytes]] = []
        for given, raw, digest in self._unknown(batch):
            try:
                if isinstance(given, NormalizedArticle):
                    article = given
                else:
                    with time_limit(self.seconds):
                        article = self.pipeline.normalize(raw)
            except (InputError, PluginError) as error:
                self._reject(raw.id, error)
            else:
                made.append((article, digest))
        if made:
            self._sketch(made)

    def _unknown(
        self, batch: Sequence[tuple[Input, Article, bytes]]
    ) -> Sequence[tuple[Input, Article, bytes]]:
        """Those of some articles that the index does not have."""
        if self.contents is None or not batch:
            return batch
        numbers = self.contents.find([raw.id for _, raw, _ in batch])
        digests = self.contents.digests(numbers)
        unknown = []
        for found, number, known in zip(batch, numbers.tolist(), digests, strict=True):
            _, raw, digest = found
            if number == NOWHERE:
                unknown.append(found)
            elif known.tobytes() != digest:
                self._reject(
                    raw.id,
                    InputError(
                        "changed-article",
                        f"the index has another article with the id {raw.id!r}; remove it first, "
                        "or give the new version an id of its own",
                    ),
                )
        return unknown

    def _sketch(self, made: Sequence[tuple[NormalizedArticle, bytes]]) -> None:
        """Sketch articles: all at once, or, if a deduplicator fails, one by one."""
        articles = [article for article, _ in made]
        try:
            with time_limit(self.seconds):
                found = sketch(articles, self.pipeline.deduplicators)
        except (InputError, PluginError) as error:
            if len(made) > 1:
                for one in made:
                    self._sketch([one])
                return
            self._reject(articles[0].id, error)
            return
        self.incoming.add(found, [digest for _, digest in made])

    def _reject(self, name: str, error: NewsnormError) -> None:
        if self.rejected is None:
            raise error
        self.rejected(name, error)


def _digest(raw: Article) -> bytes:
    """An article's digest; where nobody gave it an id, it is its source, title and text alone."""
    if raw.has_made_id():
        raw = replace(raw, published=None, language="und")
    return content_digest(raw)
