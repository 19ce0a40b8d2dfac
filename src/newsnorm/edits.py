"""Edits: what cleaners and styles say should be changed.

An `Edit` says: these code points go, those come, this rule did it. What edits make of a text is an
`Alignment` (`newsnorm.alignment`). All offsets are Unicode code points, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import TYPE_CHECKING, Literal, TypeAlias, overload

from newsnorm.quick_init import quick_init

if TYPE_CHECKING:
    from newsnorm.article import Dateline

Furniture: TypeAlias = Literal["dateline", "byline", "credits", "notices"]
"""The fields of an article that cleaning can fill with what it takes out of the text."""


@quick_init
@dataclass(frozen=True, slots=True)
class Edit:
    """One proposed change: `text[start:end]` becomes `replacement`.

    Args:
        start: first code point that goes.
        end: one past the last; equal to `start` for an insertion.
        replacement: what comes instead; empty for a deletion.
        rule: the rule's own name ("end-mark"); the pipeline puts the component's before it.
            Empty when the component is one rule.

    >>> from newsnorm import Alignment
    >>> Alignment.of("a  b", [Edit(1, 3, " ")]).target
    'a b'
    """

    start: int
    end: int
    replacement: str
    rule: str = ""


@quick_init
@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction(Edit):
    """An edit whose passage is kept as data on the article.

    Args:
        field: "dateline", "byline", "credits" or "notices".
        value: a `Dateline` for the first, else the strings to add.
    """

    field: Furniture
    value: Dateline | tuple[str, ...]


Row: TypeAlias = tuple[int, int, str, str]
"""What an `Edit` says: start, end, replacement, rule."""


class Edits(Sequence[Edit]):
    """Edits that become objects when they are asked for.

    A cleaner that changes single characters can have something to say about each second one;
    then the objects would cost more than all else. It may give its edits as rows instead:
    the pipeline reads these, and for anybody else they are a sequence like any other.

    Args:
        rows: start, end, replacement and rule of each, in any order.

    >>> Edits([(1, 3, " ", "spaces")])[0]
    Edit(start=1, end=3, replacement=' ', rule='spaces')
    """

    __slots__ = ("rows",)

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = tuple(rows)

    @overload
    def __getitem__(self, index: int) -> Edit: ...

    @overload
    def __getitem__(self, index: slice) -> Edits: ...

    def __getitem__(self, index: int | slice) -> Edit | Edits:
        if isinstance(index, slice):
            return Edits(self.rows[index])
        return Edit(*self.rows[index])

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Edit]:
        return starmap(Edit, self.rows)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Edits):
            return self.rows == other.rows
        return isinstance(other, list | tuple) and [*self] == [*other]

    def __hash__(self) -> int:
        return hash(self.rows)

    def __repr__(self) -> str:
        return repr([*self])


def rows(edits: Iterable[Edit]) -> Sequence[Row]:
    """Edits as rows, whichever way they came.

    >>> rows([Edit(1, 3, " ")])
    [(1, 3, ' ', '')]
    """
    if type(edits) is Edits:
        return edits.rows
    return [(edit.start, edit.end, edit.replacement, edit.rule) for edit in edits]
