"""Small segments into larger ones, and segments of removed articles into smaller ones.

Segments are merged with their neighbours alone, so that their numbers stay in order. The newest
are, once there are `FEW` of them the oldest of which is not larger than the others together: so
each article is written again a few times, however long the index lives, and the number of segments
grows with the logarithm of that of articles.

This module needs numpy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from newsnorm.columns import Ragged
from newsnorm.index.contents import Contents
from newsnorm.index.incoming import write_index
from newsnorm.index.segments import Array, Segment, Writer, write_columns, writing
from newsnorm.index.store import Manifest, Part

FEW = 4
"""So many segments of like size are left as they are."""
ROWS = 4096
"""Articles whose evidence is copied at once."""


def to_merge(sizes: Sequence[int], live: Sequence[int] | None = None) -> tuple[int, int] | None:
    """Which segments, from one to another, should become one; None if all is well.

    Args:
        sizes: rows of each, the oldest first.
        live: of these, rows that are not removed.

    >>> to_merge([1000, 10, 10, 10]), to_merge([1000, 10, 10, 10, 10]), to_merge([100, 9], [40, 9])
    (None, (1, 5), (0, 1))
    """
    for start in range(len(sizes) - FEW + 1):
        if sizes[start] <= sum(sizes[start + 1 :]):
            return start, len(sizes)
    for at, (size, left) in enumerate(zip(sizes, live or sizes, strict=True)):
        if left * 2 < size:
            return at, at + 1
    return None


def merged(folder: Path, manifest: Manifest, contents: Contents) -> Manifest | None:
    """Merge the segments that should be.

    Returns:
        The manifest to commit; None if all is well as it is.

    Raises:
        DamagedIndex: if a segment is not what was written.
        OSError: if there is no room.
    """
    number = f"{manifest.commits + 1:08}.segment"
    after = manifest
    parts = manifest.articles
    live = [
        part.rows - int(((contents.removed >= part.first) & (contents.removed <= part.last)).sum())
        for part in parts
    ]
    if found := to_merge([part.rows for part in parts], live):
        start, end = found
        path = folder / f"articles-{number}"
        segments = [segment for _, segment in contents.articles[start:end]]
        kept = merge_articles(segments, contents.removed, path)
        part = (
            [_part(path, len(kept), parts[start].first, parts[end - 1].last)] if len(kept) else []
        )
        low, high = parts[start].first, parts[end - 1].last
        rest = contents.removed[(contents.removed < low) | (contents.removed > high)]
        after = replace(after, articles=(*parts[:start], *part, *parts[end:]))
        if len(rest) < len(contents.removed):
            path = folder / f"removed-{number}"
            write_columns(path, {"serial": rest})
            after = replace(after, removed=_part(path, len(rest)) if len(rest) else None)
    if found := to_merge([part.rows for part in manifest.links]):
        start, end = found
        path = folder / f"links-{number}"
        rows = merge_links(contents.links[start:end], contents, path)
        after = replace(
            after, links=(*manifest.links[:start], _part(path, rows), *manifest.links[end:])
        )
    return None if after is manifest else after


def _part(path: Path, rows: int, first: int = 0, last: int = -1) -> Part:
    return Part(path.name, path.stat().st_size, rows, first, last)


def merge_articles(segments: Sequence[Segment], removed: Array, path: Path) -> Array:
    """Write the articles of some segments that are not removed as one segment.

    Returns:
        Their numbers; if there is none, nothing is written.

    Raises:
        DamagedIndex: if a segment is not what was written.
        OSError: if there is no room.
    """
    serials = [segment.read("serial") for segment in segments]
    keep = [~np.isin(part, removed) for part in serials]
    merged: Array = np.concatenate([part[kept] for part, kept in zip(serials, keep, strict=True)])
    if not len(merged):
        return merged
    rows = [np.flatnonzero(kept) for kept in keep]
    names = segments[0].entries
    with writing(path) as writer:
        writer.sorted("serial", merged)
        for name in names:
            base, _, part = name.rpartition(":")
            if f"{name}.rows" in names:
                _write_index(writer, name, segments, keep)
            elif part == "values":
                writer.ragged(base, _ragged(segments, rows, base))
            elif part != "offsets" and not name.endswith((".rows", ".fences")) and name != "serial":
                writer.column(name, _plain(segments, rows, name))
    return merged


def merge_links(segments: Sequence[Segment], contents: Contents, path: Path) -> int:
    """Write the links of some segments, the oldest first, as one.

    Those of removed articles are left out; of what became of an article, the newest is kept.

    Returns:
        How many there are.

    Raises:
        DamagedIndex, OSError: as `merge_articles` does.
    """
    one, other, kind = (
        np.concatenate([segment.read(name) for segment in segments])
        for name in ("edge", "edge.other", "edge.kind")
    )
    there = contents.there(one) & contents.there(other)
    states = [
        np.concatenate([segment.read(name) for segment in reversed(segments)])
        for name in ("state", "state.cluster", "state.representative", "state.kind")
    ]
    _, newest = np.unique(states[0], return_index=True)
    states = [column[newest] for column in states]
    live = contents.there(states[0])
    return write_links(
        path, one[there], other[there], kind[there], *(column[live] for column in states)
    )


def write_links(
    path: Path,
    one: Array,
    other: Array,
    kind: Array,
    article: Array,
    cluster: Array,
    representative: Array,
    how: Array,
) -> int:
    """Write a segment of links.

    Args:
        path: its file.
        one, other, kind: relations, each from both sides.
        article, cluster, representative, how: what has become of articles.

    Returns:
        How many there are.
    """
    edges = np.lexsort((other, one))
    states = np.argsort(article)
    with writing(path) as writer:
        writer.sorted("edge", one[edges])
        writer.column("edge.other", [other[edges]])
        writer.column("edge.kind", [kind[edges].astype(np.uint8)])
        writer.sorted("state", article[states])
        writer.column("state.cluster", [cluster[states]])
        writer.column("state.representative", [representative[states]])
        writer.column("state.kind", [how[states].astype(np.uint8)])
    return len(edges) + len(states)


def _write_index(
    writer: Writer, name: str, segments: Sequence[Segment], keep: Sequence[Array]
) -> None:
    """Merge a column to be looked up in; rows get their new places."""
    values, places = [], []
    first = 0
    for segment, kept in zip(segments, keep, strict=True):
        rows = segment.read(f"{name}.rows").astype(np.int64)
        place = first + np.cumsum(kept) - 1
        there = kept[rows]
        values.append(segment.read(name)[there])
        places.append(place[rows[there]])
        first += int(kept.sum())
    by_place = np.empty(first, values[0].dtype)
    by_place[np.concatenate(places)] = np.concatenate(values)
    write_index(writer, name, by_place)


def _batches(segments: Sequence[Segment], rows: Sequence[Array]) -> Iterator[tuple[Segment, Array]]:
    for segment, kept in zip(segments, rows, strict=True):
        for at in range(0, max(len(kept), 1), ROWS):
            yield segment, kept[at : at + ROWS]


def _plain(segments: Sequence[Segment], rows: Sequence[Array], name: str) -> Iterator[Array]:
    for segment, some in _batches(segments, rows):
        yield segment.take(name, some)


def _ragged(segments: Sequence[Segment], rows: Sequence[Array], name: str) -> Iterator[Ragged]:
    """Rows that follow each other are read together."""
    for segment, some in _batches(segments, rows):
        if len(some) and some[-1] - some[0] == len(some) - 1:
            offsets = segment.read(f"{name}:offsets", int(some[0]), int(some[-1]) + 2)
            values = segment.read(f"{name}:values", int(offsets[0]), int(offsets[-1]))
            yield Ragged(values, offsets - offsets[0])
        else:
            yield segment.take_ragged(name, some)
