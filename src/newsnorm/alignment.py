"""The alignment between a text and what edits made of it.

A set of edits applied to a text is an `Alignment`: sparse (it grows with the number of edits,
not with the length of the text), so that carrying it through a pipeline costs next to nothing,
and complete: it replays, undoes, and maps offsets both ways by bisection.
Passes compose, so that ten cleaners leave one alignment from the raw text to the clean one.

All offsets are Unicode code points, half-open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial, reduce
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple, TypeAlias

from newsnorm.edits import Edit, Edits, Row, rows
from newsnorm.errors import EditError

Pass: TypeAlias = tuple[Sequence[Row], str]
"""Edits to a text, in order, and the name of the component that made them."""


class Change(NamedTuple):
    """One edit as it ended up, between the text as it came and the text as it left.

    Args:
        raw: span in the input.
        start: offset in the result where the replacement starts.
        removed: the input's code points in `raw`; with them, undo needs nothing else.
        replacement: what stands in the result at `start`.
        rule: full name of the rule, "wire/furniture:dateline"; where the rules of several
            passes changed one place, their names in that order, joined by "+".
    """

    raw: tuple[int, int]
    start: int
    removed: str
    replacement: str
    rule: str

    @property
    def end(self) -> int:
        """One past the replacement's last code point in the result."""
        return self.start + len(self.replacement)


class Alignment:
    """The changes between a `source` text and a `target` text, in order.

    Args:
        source: the text before.
        changes: sorted, disjoint, each with the source's own text in `removed`.
        target: the text after, where it is known already.

    Make one with `Alignment.of` (from edits) or `Alignment.identity`, and chain with `then`.

    >>> edits = [Edit(0, 8, "", "dateline"), Edit(12, 14, " ", "spaces")]
    >>> cut = Alignment.of("MOSCOW. Snow  fell.", edits)
    >>> cut.target
    'Snow fell.'
    >>> cut.to_source(5, 9), cut.to_target(14, 18)
    ((14, 18), (5, 9))
    >>> cut.inverted().target
    'MOSCOW. Snow  fell.'
    """

    __slots__ = ("_changes", "_near", "_work", "source", "target")

    def __init__(
        self, source: str, changes: Sequence[Change], *, target: str | None = None
    ) -> None:
        self.source = source
        self._changes = tuple(changes)
        self._work: Callable[[], Iterable[Change]] | None = None
        self.target = replay(source, self._changes) if target is None else target
        self._near: tuple[Sequence[int], Sequence[int]] | None = None

    @classmethod
    def _later(cls, source: str, target: str, work: Callable[[], Iterable[Change]]) -> Alignment:
        """An alignment whose changes are made when they are first asked for."""
        alignment = cls(source, (), target=target)
        alignment._work = work
        return alignment

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was changed, in order; whoever wants the text alone does not pay for it."""
        work = self._work
        if work is not None:
            self._changes = tuple(work())
            self._work = None  # last: another thread that saw it makes the same changes
        return self._changes

    def _sides(self) -> tuple[Sequence[int], Sequence[int]]:
        """Where the changes start in the source and in the target, for bisection."""
        if self._near is None:
            starts = [change.raw[0] for change in self.changes]
            self._near = starts, [change.start for change in self.changes]
        return self._near

    @classmethod
    def identity(cls, text: str) -> Alignment:
        """The alignment of a text with itself."""
        return cls(text, (), target=text)

    @classmethod
    def chained(cls, steps: Sequence[Alignment]) -> Alignment:
        """Steps that follow each other as one: `a.then(b).then(c)`.

        Raises:
            EditError: if a step does not start from the target of the one before it.
        """
        if len(steps) == 1:
            return steps[0]
        for first, second in pairwise(steps):
            if second.source != first.target:
                raise EditError(
                    "these passes do not follow each other: the texts between them differ"
                )
        return cls._later(steps[0].source, steps[-1].target, partial(_composed, tuple(steps)))

    @classmethod
    def of(cls, text: str, edits: Iterable[Edit], *, prefix: str = "") -> Alignment:
        """Apply edits to a text.

        Args:
            text: the text the edits' offsets refer to.
            edits: in any order; they must be disjoint, inside the text and change something.
            prefix: the component's name, put before each rule's.

        Raises:
            EditError: naming the edit at fault and what is wrong with it.
        """
        placed, target = applied(text, edits)
        return cls._later(text, target, partial(_changes, text, placed, prefix))

    @classmethod
    def of_passes(cls, source: str, passes: Sequence[Pass], target: str) -> Alignment:
        """What passes that `applied` has run make of a text, as one alignment.

        The texts between them are made again when the changes are asked for: an article that waits
        for its next stage holds two texts, not one for each of its cleaners.
        """
        if not passes:
            return cls.identity(source)
        return cls._later(source, target, partial(_repeated, source, tuple(passes)))

    @classmethod
    def steps(cls, source: str, passes: Iterable[Pass]) -> Iterator[Alignment]:
        """An alignment for each pass that `applied` has run, the first of them from that text."""
        text = source
        for placed, prefix in passes:
            step = cls.of(text, Edits(placed), prefix=prefix)
            yield step
            text = step.target

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Alignment):
            return NotImplemented
        return self.source == other.source and self.changes == other.changes

    def __hash__(self) -> int:
        return hash((self.source, self.changes))

    def __repr__(self) -> str:
        sizes = f"{len(self.source)} to {len(self.target)} code points"
        return f"<Alignment of {sizes}, {len(self.changes)} changes>"

    def __bool__(self) -> bool:
        """Whether anything was changed."""
        return bool(self.changes)

    def inverted(self) -> Alignment:
        """The way back: from `target` to `source`."""
        return Alignment(
            self.target,
            [
                Change((c.start, c.end), c.raw[0], c.replacement, c.removed, c.rule)
                for c in self.changes
            ],
        )

    def then(self, following: Alignment) -> Alignment:
        """Compose with the next pass: from this source to that one's target.

        Changes of the two passes that touch the same code points become one change,
        which names the rules of both; all others stay as they are.
        Composition is associative in its text, its undo and the offsets of every code point
        that is kept; how finely a rewritten stretch is divided may depend on the grouping.

        Raises:
            EditError: if `following` does not start from this alignment's target.
        """
        return Alignment.chained((self, following))

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Where in the source the code points `target[start:end]` come from.

        A span that begins or ends inside a replacement is widened to the whole of what was
        replaced. An empty span maps to an empty one, except inside a replacement.

        >>> Alignment.of("abcd", [Edit(1, 3, "XY")]).to_source(2, 4)
        (1, 4)
        """
        changes = self.changes
        if not changes and 0 <= start <= end <= len(self.target):
            return start, end
        return _map_span(self._sides()[1], changes, len(self.target), start, end, back=True)

    def to_target(self, start: int, end: int) -> tuple[int, int]:
        """Where in the target the code points `source[start:end]` went; empty if they were cut.

        >>> Alignment.of("abcd", [Edit(1, 3, "")]).to_target(1, 3)
        (1, 1)
        """
        return _map_span(self._sides()[0], self.changes, len(self.source), start, end, back=False)


def replay(text: str, changes: Iterable[Change]) -> str:
    """Apply sorted changes to the text they belong to.

    >>> replay("Kiev", [Change((0, 4), 0, "Kiev", "Kyiv", "style")])
    'Kyiv'
    """
    pieces: list[str] = []
    position = 0
    for change in changes:
        pieces += (text[position : change.raw[0]], change.replacement)
        position = change.raw[1]
    pieces.append(text[position:])
    return "".join(pieces)


def undo(text: str, changes: Iterable[Change]) -> str:
    """Give the input back from the result and its changes alone.

    >>> undo("Kyiv", [Change((0, 4), 0, "Kiev", "Kyiv", "style")])
    'Kiev'
    """
    pieces: list[str] = []
    position = 0
    for change in changes:
        pieces += (text[position : change.start], change.removed)
        position = change.end
    pieces.append(text[position:])
    return "".join(pieces)


_by_place: Final = itemgetter(0, 1)


def applied(text: str, edits: Iterable[Edit]) -> tuple[Sequence[Row], str]:
    """Edits as rows in order, and what they make of a text.

    Raises:
        EditError: as `Alignment.of` does.

    >>> applied("a  b", [Edit(1, 3, " ")])
    ([(1, 3, ' ', '')], 'a b')
    """
    placed = rows(edits)
    target = _target(text, placed)
    if target is None:  # not in order, or at fault
        placed = sorted(placed, key=_by_place)
        target = _target(text, placed)
        if target is None:
            raise EditError(_fault(text, placed))
    return placed, target


def _target(text: str, edits: Sequence[Row]) -> str | None:
    """What edits make of a text; None if one is out of place or changes nothing."""
    pieces: list[str] = []
    position, size = 0, len(text)
    for start, end, replacement, _ in edits:
        if not position <= start <= end <= size or text[start:end] == replacement:
            return None
        pieces += text[position:start], replacement
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def _fault(text: str, edits: Sequence[Row]) -> str:
    """What is wrong with the first of some sorted edits that cannot be applied."""
    position, size = 0, len(text)
    for start, end, replacement, rule in edits:
        edit = Edit(start, end, replacement, rule)
        if not 0 <= start <= end <= size:
            return f"{edit} lies outside the text, which has {size} code points"
        if start < position:
            return f"{edit} overlaps the edit before it, which ends at {position}"
        if text[start:end] == replacement:
            return f"{edit} changes nothing: leave such edits out"
        position = end
    return "these edits cannot be applied"


def _changes(text: str, edits: Sequence[Row], prefix: str) -> Iterable[Change]:
    """The changes that sorted edits make."""
    drift = 0
    names: dict[str, str] = {}
    for start, end, replacement, rule in edits:
        name = names.get(rule)
        if name is None:
            name = names[rule] = f"{prefix}:{rule}" if prefix and rule else prefix or rule
        yield Change((start, end), start + drift, text[start:end], replacement, name)
        drift += len(replacement) - (end - start)


def _composed(steps: Iterable[Alignment]) -> Sequence[Change]:
    """The changes of steps that follow each other."""
    return reduce(_followed, steps).changes


def _repeated(source: str, passes: Sequence[Pass]) -> Sequence[Change]:
    return _composed(Alignment.steps(source, passes))


def _followed(first: Alignment, second: Alignment) -> Alignment:
    if not first.changes:
        return second
    if not second.changes:
        return first
    return Alignment(first.source, _compose(first, second), target=second.target)


def _map_span(
    starts: Sequence[int],
    changes: Sequence[Change],
    length: int,
    start: int,
    end: int,
    *,
    back: bool,
) -> tuple[int, int]:
    """Carry a span across sorted changes, whose near sides begin at `starts`."""
    if not 0 <= start <= end <= length:
        raise EditError(f"the span {start}:{end} lies outside the text of {length} code points")
    before = bisect_right(starts, start) - 1
    if start < end and before == bisect_right(starts, end - 1) - 1:  # no change begins inside
        if before < 0:
            return start, end
        change = changes[before]
        near, far = (change.end, change.raw[1]) if back else (change.raw[1], change.end)
        if start >= near:  # the change before it only moves it
            return far + start - near, far + end - near
    far_start, inside = _far_start(starts, changes, start, back=back)
    if start == end:
        return (far_start, inside if inside is not None else far_start)
    # The end follows the last code point of the span, not what comes after it: a passage cut
    # directly behind a span does not belong to it.
    index = bisect_right(starts, end - 1) - 1
    if index < 0:
        return far_start, end
    change = changes[index]
    near_end, far_end = (change.end, change.raw[1]) if back else (change.raw[1], change.end)
    return far_start, far_end + max(0, end - near_end)


def _far_start(
    starts: Sequence[int], changes: Sequence[Change], offset: int, *, back: bool
) -> tuple[int, int | None]:
    """Where the code point at `offset` begins on the far side.

    Strictly inside a replaced stretch there is no such point:
    then the stretch's far start comes back, and its far end with it.
    """
    index = bisect_right(starts, offset) - 1
    if index < 0:
        return offset, None
    change = changes[index]
    near, far = change.raw, (change.start, change.end)
    if back:
        near, far = far, near
    if offset >= near[1]:
        return far[1] + offset - near[1], None
    return far[0], far[1] if offset > near[0] else None


def _compose(first: Alignment, second: Alignment) -> list[Change]:
    """Merge two sorted runs of changes that meet in the text between them."""
    ones, twos, merged = first.changes, second.changes, list[Change]()
    i = j = 0
    # What lies left of the next change: offsets between the passes minus those in the outer texts.
    drift_source = drift_target = 0
    while i < len(ones) and j < len(twos):
        one, two = ones[i], twos[j]
        one_end = one.start + len(one.replacement)
        if _comes_first(one, two):
            if two.raw[0] >= one_end:  # they do not touch: a change by itself only moves
                drift_source += len(one.removed) - len(one.replacement)
                merged.append(_moved(one, 0, drift_target))
                i += 1
                continue
        elif one.start >= two.raw[1]:
            drift_target += len(two.replacement) - len(two.removed)
            merged.append(_moved(two, drift_source, 0))
            j += 1
            continue
        low_i, low_j = i, j
        middle_start = min(one.start, two.raw[0])
        middle_end = max(one_end, two.raw[1])
        i, j = i + 1, j + 1
        while True:  # grow the group while changes of either pass reach into it
            if i < len(ones) and ones[i].start < middle_end:
                middle_end = max(middle_end, ones[i].end)
                i += 1
            elif j < len(twos) and twos[j].raw[0] < middle_end:
                middle_end = max(middle_end, twos[j].raw[1])
                j += 1
            else:
                break
        group_one, group_two = ones[low_i:i], twos[low_j:j]
        source_start = middle_start + drift_source
        drift_source += sum(len(c.removed) - len(c.replacement) for c in group_one)
        source_end = middle_end + drift_source
        target_start = middle_start + drift_target
        drift_target += sum(len(c.replacement) - len(c.removed) for c in group_two)
        target_end = middle_end + drift_target
        removed = first.source[source_start:source_end]
        replacement = second.target[target_start:target_end]
        if removed != replacement:
            names = dict.fromkeys(
                name for c in (*group_one, *group_two) for name in c.rule.split("+")
            )
            merged.append(
                Change(
                    (source_start, source_end), target_start, removed, replacement, "+".join(names)
                )
            )
    merged += (_moved(change, 0, drift_target) for change in ones[i:])
    merged += (_moved(change, drift_source, 0) for change in twos[j:])
    return merged


def _moved(change: Change, in_source: int, in_target: int) -> Change:
    """A change of one pass, seen from before or after another pass."""
    if not in_source and not in_target:
        return change
    raw = (change.raw[0] + in_source, change.raw[1] + in_source) if in_source else change.raw
    return Change(raw, change.start + in_target, change.removed, change.replacement, change.rule)


def _comes_first(one: Change, two: Change) -> bool:
    """Order changes that start at one place: a deletion already made lies before what follows.

    What is inserted there comes before a change that begins there: the two only touch.
    """
    if one.start != two.raw[0]:
        return one.start < two.raw[0]
    return one.start == one.end
