"""Code points as cells: what each is for words, and what it is without case and accents.

A cell is one number: the folded code point in its low 21 bits, and marks above them. Text becomes
an array of cells by one look-up a code point; the few that fold to none or to several
(combining marks, "ß", ligatures) are written out afterwards.

What folding does is Unicode's (version: `unicodedata.unidata_version`): canonical decomposition
without combining marks, full case folding.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from newsnorm import without_accents

Cells: TypeAlias = npt.NDArray[np.uint32]
Places: TypeAlias = npt.NDArray[np.int64]

LETTER = 1 << 21
DIGIT = 1 << 22
ALONE = 1 << 23
"""A character that is a word by itself: scripts that put no spaces between words."""
UPPER = 1 << 24
MARK = 1 << 25
"""The least cell of a character that means something beside words; see below."""
END = 1 << 25
"""After it a capital says nothing: the end of a sentence or line, a quotation mark."""
DOT = 1 << 26
COMMA = 1 << 27
LINK = 1 << 28
"""Stands inside a figure: 4.6, 16:30, 6-3/16, a score of 3-1."""
FOLDED = (1 << 21) - 1
WORD = LETTER | DIGIT | ALONE

SEVERAL = 1 << 29
"""Cells of this and above stand for several or none; the rest is their number."""
_NOTHING = 0x1FFFFF
"""No character at all; a cell that is not 0, which stands for what is not known yet."""
_PAGE = 256
_UNSPACED = ("CJK ", "HIRAGANA ", "KATAKANA ", "THAI ", "LAO ", "KHMER ", "MYANMAR ")
_ENDS = frozenset('.!?:\n"“”„«»‹›…。！？')

_table = np.zeros(0x110000, np.uint32)
_written: list[tuple[int, ...]] = []


def cells(texts: Sequence[str]) -> tuple[Cells, Places, Places | None]:
    r"""The cells of some texts, with a line end behind each.

    Returns:
        The cells; where each text begins, and at last where the last ends; for each cell the place
        of its character in the texts so joined, or None: the same.

    >>> found, edges, origin = cells(["Ča", "ß 4,268"])
    >>> "".join(map(chr, (found & FOLDED).tolist())), edges.tolist(), origin.tolist()[3:5]
    ('ca\nss 4,268\n', [0, 3, 12], [3, 3])
    """
    joined = "\n".join((*texts, ""))
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    edges = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) + 1 for text in texts], out=edges[1:])
    found, least, most = _look_up(codes)
    if not least:
        _learn(codes[found == 0])
        found, least, most = _look_up(codes)
    if most < SEVERAL:
        return found, edges, None
    return _written_out(found, np.flatnonzero(found & SEVERAL), edges)


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


def left_out(found: Cells, edges: Places) -> tuple[Cells, Places, Places, Places]:
    """Cells without full stops inside initials ("U.S.") and commas inside figures ("4,268").

    Returns:
        The cells that remain; the places of those with an END; where each text begins; the places
        that were left out, as they were before.
    """
    marks = np.flatnonzero(found >= MARK)
    inside = _inside(found, marks)
    if len(inside):
        kept = np.ones(len(found), bool)
        kept[inside] = False
        found = found[kept]
        edges = edges - np.searchsorted(inside, edges)
        marks = marks[kept[marks]]
        marks -= np.searchsorted(inside, marks)
    return found, marks[(found[marks] & END) > 0], edges, inside


def _look_up(codes: npt.NDArray[np.uint32]) -> tuple[Cells, int, int]:
    """Cells as far as they are known; the least of them and the greatest."""
    found = _table.take(codes)
    return (found, int(found.min()), int(found.max())) if len(found) else (found, 1, 0)


def _written_out(found: Cells, several: Places, edges: Places) -> tuple[Cells, Places, Places]:
    """Cells with those of several characters, or of none, in place of one."""
    written = [_written[number] for number in (found[several] & FOLDED).tolist()]
    lengths = np.ones(len(found), np.int64)
    lengths[several] = [len(cells) for cells in written]
    origin = np.repeat(np.arange(len(found)), lengths)
    ends = np.concatenate(([0], np.cumsum(lengths)))
    found = found[origin]
    for at, cells in zip(ends[several].tolist(), written, strict=True):
        found[at : at + len(cells)] = cells
    return found, ends[edges], origin


def _inside(found: Cells, marks: Places) -> Places:
    """Full stops between single letters, and commas between digits of which three follow."""
    last = len(found) - 1
    marks = marks[(marks > 0) & (marks < last)]
    kind, before = found[marks], found[marks - 1]
    after = found[marks + 1]
    dots = marks[(kind & DOT & ((before & after & LETTER) << 5)) > 0]
    if len(dots):
        single = (found[np.maximum(dots - 2, 0)] & WORD) * (dots > 1)
        single |= found[np.minimum(dots + 2, last)] & WORD
        dots = dots[single == 0]
    commas = marks[(kind & COMMA & ((before & after & DIGIT) << 5)) > 0]
    if len(commas):
        ahead = [found[np.minimum(commas + step, last)] & DIGIT for step in (2, 3, 4)]
        commas = commas[(ahead[0] > 0) & (ahead[1] > 0) & (ahead[2] == 0)]
    return np.sort(np.concatenate((dots, commas)))


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
