"""The fold table: spellings of one place or organisation, of one word and of several.

"Kiev" and "Kyiv", "North Atlantic Treaty Organization" and "NATO" count as one word each, so that
a story in one house's spelling meets its copy in another's. The table is frozen: sketches are made
with it, and changing it makes another one, with another number.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from newsnorm_minhash.hashing import Hashes, chain, name_hash, packed, spans

NUMBER = 1
Places = npt.NDArray[np.int64]
BITS = 1 << 18


class Spellings:
    """A table of spellings, by the hashes of their words.

    Args:
        rows: entity and folded spelling, its words with spaces between them.
    """

    def __init__(self, rows: list[tuple[str, str]]) -> None:
        joined = "\n".join(surface for _, surface in rows)
        codes = np.frombuffer(f"{joined}\n".encode("utf-32-le"), np.uint32)
        stops = np.flatnonzero((codes == ord(" ")) | (codes == ord("\n")))
        words = spans(codes, np.concatenate(([0], stops[:-1] + 1)), stops)
        ends = np.flatnonzero(codes[stops] == ord("\n"))[: len(rows)] + 1
        starts = np.concatenate(([0], ends[:-1]))
        keys = np.array([name_hash(entity) for entity, _ in rows], np.uint64)
        self.first = np.zeros(BITS, bool)
        self.further = np.zeros(BITS, bool)
        self.phrases: dict[int, tuple[Hashes, Hashes]] = {}
        for length in np.unique(ends - starts).tolist() if rows else ():
            at = np.flatnonzero(ends - starts == length)
            whole = words[starts[at]]
            self.first[_bits(whole)] = True
            for step in range(1, length):
                whole = chain(whole, words[starts[at] + step])
                self.further[_bits(whole)] = True
            order = np.argsort(whole)
            self.phrases[length] = whole[order], keys[at[order]]
        tables = [(np.empty(0, np.uint64),) * 2, *self.phrases.values()]
        self.single = np.zeros(BITS, bool)
        self.single[_bits(self.phrases[1][0] if 1 in self.phrases else tables[0][0])] = True
        self.arrays = (
            packed(self.first),
            packed(self.further),
            packed(self.single),
            np.array(list(self.phrases), np.int64),
            np.cumsum([len(known) for known, _ in tables]),
            np.concatenate([known for known, _ in tables]),
            np.concatenate([keys for _, keys in tables]),
        )
        """The same for compiled code: filters (of first words, of more words at the beginning
        of spellings, of spellings of one word), lengths, where
        each length's begin, hashes, keys."""

    def fold(self, hashes: Hashes, edges: Places) -> tuple[Places, Hashes, npt.NDArray[np.bool_]]:
        """Find spellings among words: the leftmost, and of these the longest.

        Args:
            hashes: of the words of some texts.
            edges: where the texts begin and end.

        Returns:
            Numbers of the words that begin a spelling; the keys of these; for each word whether it
            remains when each spelling is one word, and at last True.
        """
        count = len(hashes)
        at = np.flatnonzero(self.first.take(_bits(hashes)))
        # Some word of eight may begin a spelling, and few of these go on as one does.
        whole = hashes[at]
        further = self.further[_bits(chain(whole, hashes[np.minimum(at + 1, count - 1)]))]
        likely = further | self.single[_bits(whole)]
        at, whole = at[likely], whole[likely]
        room = edges[np.searchsorted(edges, at, side="right")] - at
        best = np.zeros(len(at), np.int64)
        keys = np.zeros(len(at), np.uint64)
        done = 1
        rows = np.arange(len(at))
        for length, (known, known_keys) in self.phrases.items():
            rows = rows[room[rows] >= length]
            for step in range(done, length):
                longer = chain(whole[rows], hashes[at[rows] + step])
                some = self.further[_bits(longer)]
                rows = rows[some]
                whole[rows] = longer[some]
            if not len(rows):
                break
            done = length
            hits = rows[self.single[_bits(whole[rows])]] if length == 1 else rows
            place = np.minimum(np.searchsorted(known, whole[hits]), len(known) - 1)
            hit = known[place] == whole[hits]
            best[hits[hit]] = length
            keys[hits[hit]] = known_keys[place[hit]]
        hits = np.flatnonzero(best)
        hits = hits[_leftmost(at[hits], at[hits] + best[hits])]
        kept = np.ones(count + 1, bool)
        several = hits[best[hits] > 1]
        extra = best[several] - 1
        ends = np.cumsum(extra)
        kept[np.repeat(at[several] + 1 - (ends - extra), extra) + np.arange(extra.sum())] = False
        return at[hits], keys[hits], kept


def _bits(hashes: Hashes) -> Places:
    """Where the filters have what hashes are."""
    return (hashes & np.uint64(BITS - 1)).view(np.int64)


def _leftmost(starts: Places, ends: Places) -> npt.NDArray[np.bool_]:
    """Of stretches that may overlap, in order, those that do not lie over one taken before.

    >>> _leftmost(np.array([0, 1, 2, 5]), np.array([2, 4, 3, 6])).tolist()
    [True, False, True, True]
    """
    taken = np.ones(len(starts), bool)
    over = np.flatnonzero(starts[1:] < np.maximum.accumulate(ends)[:-1]) + 1
    before, free = -1, 0
    for row, start, end, head in zip(
        over.tolist(), starts[over].tolist(), ends[over].tolist(), ends[over - 1].tolist(),
        strict=True,
    ):  # fmt: skip
        free = free if row - 1 == before else head
        taken[row] = start >= free
        before, free = row, end if start >= free else free
    return taken


def read(text: str) -> list[tuple[str, str]]:
    """The rows of a table as it is in a file: entity, tab, spelling; lines with "#" are remarks."""
    rows = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            entity, _, surface = line.partition("\t")
            rows.append((entity, surface))
    return rows


@lru_cache(maxsize=1)
def spellings() -> Spellings:
    """The table of this version."""
    file = files("newsnorm_minhash") / "data" / f"fold-{NUMBER}.tsv"
    return Spellings(read(file.read_text(encoding="utf-8")))
