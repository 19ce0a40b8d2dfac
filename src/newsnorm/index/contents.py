"""All segments of an index, seen as one: articles by their numbers, and what is known of them.

This module needs numpy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np

from newsnorm.columns import Ragged
from newsnorm.components import ArticleFacts
from newsnorm.duplicates import read_facts
from newsnorm.index.incoming import id_hashes, key, unblobbed, unkey
from newsnorm.index.segments import Array, Segment
from newsnorm.index.store import Manifest, Part

NOWHERE = -1
"""In place of a number, for what is not in the index."""


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """What has become of some articles.

    Args:
        cluster: numbers of their clusters.
        representative: the articles that represent these.
        kind: how they repeat these; `NOTHING` for the representatives themselves.
    """

    cluster: Array
    representative: Array
    kind: Array


class Contents:
    """The segments that a manifest names, open.

    Raises:
        DamagedIndex: if one is not what was written.
        FileNotFoundError: if one is not there.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.opened: list[Segment] = []
        self.articles: list[tuple[Part, Segment]] = []
        self.links: list[Segment] = []
        self.removed = np.empty(0, np.int64)
        try:
            for part in manifest.articles:
                self.articles.append((part, self._open(part)))
            for part in manifest.links:
                self.links.append(self._open(part))
            if manifest.removed:
                self.removed = self._open(manifest.removed).read("serial")
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all files."""
        for segment in self.opened:
            segment.close()

    def add(self, part: Part) -> None:
        """Open one more segment of articles, with greater numbers."""
        self.articles.append((part, self._open(part)))

    def check(self) -> None:
        """Check everything.

        Raises:
            DamagedIndex: if something is not what was written.
        """
        for segment in self.opened:
            segment.check()

    def _open(self, part: Part) -> Segment:
        segment = Segment(self.folder / part.name, part.bytes)
        self.opened.append(segment)
        return segment

    def __len__(self) -> int:
        return sum(part.rows for part, _ in self.articles) - len(self.removed)

    # Articles -----------------------------------------------------------------------------------

    def find(self, names: Sequence[str], below: int | None = None) -> Array:
        """The numbers of articles, by their ids; `NOWHERE` for those that are not there.

        Args:
            names: the ids.
            below: in segments whose numbers are below this one; None for all.
        """
        keys = [key(name) for name in names]
        found = np.full(len(names), NOWHERE, np.int64)
        hashes = id_hashes(keys)
        order = np.argsort(hashes, kind="stable")
        for part, segment in self.articles:
            if below is not None and part.first >= below:
                continue
            starts, ends = segment.ranges("id_hash", hashes[order])
            which = np.repeat(order, ends - starts)
            rows = segment.take("id_hash.rows", spread(starts, ends))
            there = list(unblobbed(segment.take_ragged("id", rows.astype(np.int64))))
            same = np.array([keys[at] == name for at, name in zip(which, there, strict=True)], bool)
            serials = segment.take("serial", rows[same].astype(np.int64))
            live = self.live(serials)
            found[which[same][live]] = serials[live]
        return found

    def live(self, serials: Array) -> Array:
        """Which of some articles, that were in the index, still are."""
        alive: Array = ~np.isin(serials, self.removed)
        return alive

    def _located(self, serials: Array) -> Iterator[tuple[Segment, Array, Array]]:
        """For each segment that has some of the articles: which they are, and their rows."""
        for part, segment in self.articles:
            within = np.flatnonzero((serials >= part.first) & (serials <= part.last))
            if len(within):
                wanted, places = np.unique(serials[within], return_inverse=True)
                starts, ends = segment.ranges("serial", wanted)
                there = (ends > starts)[places]
                yield segment, within[there], starts[places][there]

    def there(self, serials: Array) -> Array:
        """Which of some articles are in the index, and not removed."""
        found = np.zeros(len(serials), bool)
        for _, which, _ in self._located(serials):
            found[which] = True
        return found & self.live(serials)

    def instants(self, serials: Array) -> Array:
        """When articles were published."""
        found = np.empty(len(serials), np.int64)
        for segment, which, rows in self._located(serials):
            found[which] = segment.take("instant", rows)
        return found

    def digests(self, serials: Array) -> Array:
        """Digests of articles."""
        found = np.zeros((len(serials), 2), np.uint64)
        for segment, which, rows in self._located(serials):
            found[which] = segment.take("digest", rows)
        return found

    def ids(self, serials: Array) -> list[str]:
        """Ids of articles."""
        found = [b""] * len(serials)
        for segment, which, rows in self._located(serials):
            names = unblobbed(segment.take_ragged("id", rows))
            for at, name in zip(which.tolist(), names, strict=True):
                found[at] = name
        return [unkey(name) for name in found]

    def ranks(self, serials: Array) -> Array:
        """The place of each article among these, in the order (published, id)."""
        instants = self.instants(serials)
        names = [key(name) for name in self.ids(serials)]
        order = sorted(range(len(serials)), key=lambda at: (instants[at], names[at]))
        ranks = np.empty(len(serials), np.int64)
        ranks[order] = np.arange(len(serials))
        return ranks

    def evidence(self, number: int, serials: Array) -> dict[str, Any]:
        """What a deduplicator needs to compare articles."""
        columns: dict[str, Any] = {}
        parts = [*self._located(serials)]
        prefix = f"evidence.{number}."
        back = np.argsort(np.concatenate([which for _, which, _ in parts]))
        for name in parts[0][0].names(prefix):
            base, _, part = name.rpartition(":")
            if part == "values":
                rows = [segment.take_ragged(base, at) for segment, _, at in parts]
                columns[base.removeprefix(prefix)] = _joined(rows).take(back)
            elif part != "offsets":
                taken = [segment.take(name, at) for segment, _, at in parts]
                columns[name.removeprefix(prefix)] = np.concatenate(taken)[back]
        return columns

    def facts(self, serials: Array) -> list[ArticleFacts]:
        """What pair rules may know of articles."""
        found: list[Any] = [None] * len(serials)
        names = self.ids(serials)
        for segment, which, rows in self._located(serials):
            data = unblobbed(segment.take_ragged("facts", rows))
            for at, row in zip(which.tolist(), data, strict=True):
                found[at] = read_facts(names[at], row)
        return found

    def published_before(self, instant: int) -> Array:
        """The articles that were published before an instant."""
        found = [np.empty(0, np.int64)]
        for _, segment in self.articles:
            parts = zip(segment.pieces("instant"), segment.pieces("serial"), strict=True)
            found += [serials[instants < instant] for instants, serials in parts]
        serials = np.concatenate(found)
        return serials[self.live(serials)]

    def with_keys(self, column: str, keys: Array) -> tuple[Array, Array]:
        """The articles that have some keys.

        Args:
            column: "keys." and the deduplicator's number and column.
            keys: sorted, each once.

        Returns:
            Places among the keys, and articles.
        """
        places, found = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for _, segment in self.articles:
            starts, ends = segment.ranges(column, keys)
            rows = segment.take(f"{column}.rows", spread(starts, ends)).astype(np.int64)
            serials = segment.take("serial", rows)
            live = self.live(serials)
            places.append(np.repeat(np.arange(len(keys)), ends - starts)[live])
            found.append(serials[live])
        return np.concatenate(places), np.concatenate(found)

    # Links --------------------------------------------------------------------------------------

    def relations(self, serials: Array) -> tuple[Array, Array, Array]:
        """What is known of pairs one of whom is among these articles, which are sorted.

        Returns:
            Articles among these, what they are related with, and the numbers of the kinds; of
            articles that are in the index alone.
        """
        ones, others, kinds = ([np.empty(0, np.int64)] for _ in range(3))
        for segment in self.links:
            starts, ends = segment.ranges("edge", serials)
            rows = spread(starts, ends)
            ones.append(np.repeat(serials, ends - starts))
            others.append(segment.take("edge.other", rows))
            kinds.append(segment.take("edge.kind", rows))
        other = np.concatenate(others)
        there = self.there(other)
        return np.concatenate(ones)[there], other[there], np.concatenate(kinds)[there]

    def states(self, serials: Array) -> States:
        """What has become of articles, which are sorted."""
        states = States(*(np.full(len(serials), NOWHERE, np.int64) for _ in range(3)))
        for segment in self.links:  # the later ones know better
            starts, ends = segment.ranges("state", serials)
            known = np.flatnonzero(ends > starts)
            for name in ("cluster", "representative", "kind"):
                getattr(states, name)[known] = segment.take(f"state.{name}", starts[known])
        return states


def spread(starts: Array, ends: Array) -> Array:
    """All numbers from each start to its end."""
    lengths = ends - starts
    before = np.cumsum(lengths) - lengths
    total = int(lengths.sum())
    numbers: Array = np.arange(total) + np.repeat(starts - before, lengths)
    return numbers


def _joined(parts: Sequence[Ragged]) -> Ragged:
    lengths = [np.zeros(1, np.int64), *(np.diff(part.offsets) for part in parts)]
    return Ragged(
        np.concatenate([part.values for part in parts]), np.cumsum(np.concatenate(lengths))
    )
