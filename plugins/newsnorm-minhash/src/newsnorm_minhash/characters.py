"""Code points as cells: what each is for words, and what it is without case and accents.

A cell is one number: the folded code point in its low 21 bits, and marks above them. The few that
fold to none or to several (combining marks, "ß", ligatures) stand for more cells, or for no one.

Text becomes arrays of bytes: of the kinds of characters, and of what they are when folded. Nearly
all of its characters are ASCII, for which bytes are translated at a go; for each of the others a
byte stands that has its kind.

What folding does is Unicode's (version: `unicodedata.unidata_version`): canonical decomposition
without combining marks, full case folding.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from newsnorm import without_accents
from newsnorm_minhash.encoded import WORD as WIDTH
from newsnorm_minhash.encoded import Encoded

Bytes: TypeAlias = npt.NDArray[np.uint8]
Cells: TypeAlias = npt.NDArray[np.uint32]
Places: TypeAlias = npt.NDArray[np.int64]

LETTER = 1 << 21
DIGIT = 1 << 22
ALONE = 1 << 23
"""A character that is a word by itself: scripts that put no spaces between words."""
UPPER = 1 << 24
END = 1 << 25
"""After it a capital says nothing: the end of a sentence or line, a quotation mark."""
DOT = 1 << 26
COMMA = 1 << 27
LINK = 1 << 28
"""Stands inside a figure: 4.6, 16:30, 6-3/16, a score of 3-1."""
FOLDED = (1 << 21) - 1
WORD = LETTER | DIGIT | ALONE

KIND_OF_WORD, KIND_OF_END, KIND_OF_LINK = (bits >> 21 for bits in (WORD, END, LINK))
"""The same in `Characters.kinds`."""
STAND_IN = 128
"""From this byte on, one stands for a character; by the bits of its cell that are `STOOD_FOR`."""
STOOD_FOR = np.uint8((WORD | UPPER | END) >> 21)
OTHER = 255
FIRST_OF_SEVERAL = 0xC0
"""In UTF-8 the first of several bytes is this at least, and what is between them and ASCII are the
others."""

SEVERAL = 1 << 29
"""Cells of this and above stand for several or none; the rest is their number."""
_NOTHING = 0x1FFFFF
"""No character at all; a cell that is not 0, which stands for what is not known yet."""
_PAGE = 256
_UNSPACED = ("CJK ", "HIRAGANA ", "KATAKANA ", "THAI ", "LAO ", "KHMER ", "MYANMAR ")
_ENDS = frozenset('.!?:\n"“”„«»‹›…。！？')

_table = np.zeros(0x110000, np.uint32)
_written: list[tuple[int, ...]] = []


@dataclass(frozen=True, slots=True, eq=False)
class Characters:
    """Some texts, with line ends behind each, and zeros at last, as in `Encoded`.

    Args:
        looks: the characters, or what stands for them; what they were before folding.
        kinds: what each is: the bits of a cell, without UPPER, from LETTER on.
        folded: each without case and accents; `OTHER` where that is not ASCII.
        others: where characters are not ASCII.
        cells: what these are.
        edges: where each text begins, and at last where the last ends.
        origin: for each character the place of its own in the texts as they are, or None: the same.
        texts: where each text begins there.
    """

    looks: Bytes
    kinds: Bytes
    folded: Bytes
    others: Places
    cells: Cells
    edges: Places
    origin: Places | None
    texts: Places

    def codes(self) -> Cells:
        """The folded code point of each character; of what is in no word, any number."""
        found = self.folded.astype(np.uint32)
        found[self.others] = self.cells & np.uint32(FOLDED)
        return found

    def letters(self, starts: Places, ends: Places) -> tuple[Cells, Places]:
        """The folded code points of some words, one behind the other, and where each word's begin.

        >>> chars = read(Encoded.of(["In the U.S."]))
        >>> found, edges = chars.letters(np.array([0, 7]), np.array([2, 10]))
        >>> "".join(map(chr, found.tolist())), edges.tolist()
        ('inus', [0, 2, 4])
        """
        lengths = ends - starts
        stops = np.cumsum(lengths)
        total = int(stops[-1]) if len(stops) else 0
        at = np.repeat(starts - (stops - lengths), lengths) + np.arange(total)
        counts = (self.kinds[at] & KIND_OF_WORD) > 0
        edges = np.zeros(len(starts) + 1, np.int64)
        edges[1:] = np.cumsum(counts)[stops - 1]
        at = at[counts]
        found = self.folded[at].astype(np.uint32)
        far = np.flatnonzero(found == OTHER)
        cells = self.cells[np.searchsorted(self.others, at[far])]
        found[far] = cells & np.uint32(FOLDED)
        return found, edges


def read(texts: Encoded) -> Characters:
    r"""The characters of some texts.

    >>> chars = read(Encoded.of(["Ča", "ß 4,268"]))
    >>> chars.folded.tobytes()[:15], chars.edges.tolist(), chars.origin.tolist()[7:9]
    (b'ca\n\n\n\n\nss 4,268', [0, 7, 23], [7, 7])
    """
    looks = texts.words.view(np.uint8)
    edges = texts.edges * WIDTH
    texts_at = edges[:-1]
    kind_of, fold = _bytes()
    origin = None
    others, cells = np.empty(0, np.int64), np.empty(0, np.uint32)
    if (far := np.flatnonzero(looks >= STAND_IN)).size:
        codes, others, more = _decoded(looks[far], far)
        first = np.ones(len(looks), bool)
        first[more] = False
        looks = looks[first]
        edges -= np.searchsorted(more, edges)
        texts_at = edges[:-1]
        cells = _looked_up(codes)
        if len(cells) and cells.max() >= SEVERAL:
            looks, others, cells, edges, origin = _written_out(looks, others, cells, edges)
        kinds_of = (cells >> np.uint32(21)).astype(np.uint8)
        looks[others] = kinds_of & STOOD_FOR | np.uint8(STAND_IN)
    data = looks.tobytes()
    folded = np.frombuffer(bytearray(data).translate(fold), np.uint8)
    if len(others):
        plain = (cells & np.uint32(FOLDED)) < STAND_IN
        folded[others[plain]] = cells[plain] & np.uint32(FOLDED)
    kinds = np.frombuffer(data.translate(kind_of), np.uint8)
    return Characters(looks, kinds, folded, others, cells, edges, origin, texts_at)


def table(text: str = "") -> tuple[Cells, Places, Cells]:
    """What compiled code makes cells of: the table as it is, for the characters of a text at least.

    Returns:
        The table, by code point; of cells that stand for several, where each number's begin in the
        third array, and where the last one's end; the cells that they stand for.
    """
    # With the first page in any case: that it has ASCII's characters nobody looks up.
    codes = np.frombuffer(f"\0{text}".encode("utf-32-le", "surrogatepass"), np.uint32)
    _learn(codes[_table[codes] == 0])
    return _table, *_several(len(_written))


@lru_cache(maxsize=1)
def _several(count: int) -> tuple[Places, Cells]:
    """The first of the cells that are written out, and where each one's begin."""
    edges = np.zeros(count + 1, np.int64)
    np.cumsum([len(cells) for cells in _written[:count]], out=edges[1:])
    return edges, np.array([cell for cells in _written[:count] for cell in cells], np.uint32)


@lru_cache(maxsize=1)
def cells_of_bytes() -> Cells:
    """What each byte of `Characters.looks` is: the cell of an ASCII character, or as good as."""
    codes = np.arange(256, dtype=np.uint32)
    _learn(codes[:STAND_IN])
    bits = (codes & STOOD_FOR) << np.uint32(21)
    return np.where(codes < STAND_IN, _table[:256], bits | OTHER)


@lru_cache(maxsize=1)
def _bytes() -> tuple[bytes, bytes]:
    """For each byte that characters look like, their kind, and what they are when folded."""
    cells = cells_of_bytes()
    kinds = (cells & ~np.uint32(UPPER)) >> np.uint32(21)
    folded = np.minimum(cells & np.uint32(FOLDED), OTHER)
    return kinds.astype(np.uint8).tobytes(), folded.astype(np.uint8).tobytes()


def _decoded(written: Bytes, far: Places) -> tuple[Cells, Places, Places]:
    """Characters of several bytes.

    Args:
        written: these bytes, one behind the other.
        far: where each is.

    Returns:
        The code points; where each is among all characters; where the bytes are that a character
        has beyond its first one.
    """
    text = written.tobytes().decode("utf-8", "surrogatepass")
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    is_first = written >= FIRST_OF_SEVERAL
    firsts = np.flatnonzero(is_first)
    before = firsts - np.arange(len(firsts))
    return codes, far[firsts] - before, far[~is_first]


def _looked_up(codes: Cells) -> Cells:
    found = _table.take(codes)
    if len(found) and not found.min():
        _learn(codes[found == 0])
        found = _table.take(codes)
    return found


def _written_out(
    looks: Bytes, others: Places, cells: Cells, edges: Places
) -> tuple[Bytes, Places, Cells, Places, Places]:
    """Characters with those of several, or of none, in place of one."""
    several = others[cells >= SEVERAL]
    written = [_written[number] for number in (cells[cells >= SEVERAL] & FOLDED).tolist()]
    lengths = np.ones(len(looks), np.int64)
    lengths[several] = [len(cells) for cells in written]
    origin = np.repeat(np.arange(len(looks)), lengths)
    ends = np.concatenate(([0], np.cumsum(lengths)))
    known = np.zeros(len(looks), np.uint32)
    known[others] = cells
    known = known[origin]
    for at, some in zip(ends[several].tolist(), written, strict=True):
        known[at : at + len(some)] = some
    others = np.flatnonzero(known)
    return looks[origin], others, known[others], ends[edges], origin


def _learn(codes: npt.NDArray[np.uint32]) -> None:
    """Fill in the table where it has not got these code points, each with 255 others."""
    for page in np.unique(codes // _PAGE).tolist():
        for code in range(page * _PAGE, (page + 1) * _PAGE):
            folded = tuple(_cell(char, chr(code)) for char in _folded(chr(code)))
            if len(folded) == 1:
                _table[code] = folded[0] or _NOTHING
            else:
                _table[code] = SEVERAL | len(_written)
                _written.append(folded)


def _folded(char: str) -> str:
    if unicodedata.combining(char):
        return ""
    return without_accents(without_accents(char).casefold())


def _cell(folded: str, char: str) -> int:
    cell = ord(folded)
    category = unicodedata.category(char)
    if category[0] in "LM":
        name = unicodedata.name(char, "")
        cell |= ALONE if name.startswith(_UNSPACED) else LETTER
        cell |= UPPER if category in ("Lu", "Lt") else 0
    elif category[0] == "N":
        cell |= DIGIT
    cell |= END if char in _ENDS else 0
    cell |= DOT if char == "." else 0
    cell |= COMMA if char == "," else 0
    return cell | (LINK if char in ".:/-" else 0)
