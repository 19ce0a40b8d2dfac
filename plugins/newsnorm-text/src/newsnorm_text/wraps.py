"""Hard-wrapped lines: which line ends are but the width of somebody's screen.

A wrapped line is *full*: the first word of the next would not have fitted on it. Lists, verse,
addresses and bylines are not; so a text is taken for wrapped only if most of its line ends are
full ones, and the lines behind them go on with a sentence. Then full lines are rejoined, and
whatever is not full ends a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache, partial
from typing import Final

MIN_WIDTH, MAX_WIDTH = 30, 132
"""Widths, in code points, at which anybody wraps text: a newspaper's column to a line printer's."""

MIN_BREAKS: Final = 2
"""So many full lines at least make a wrapped text."""

_RAGGED: Final = 8
"""A line ends at most so far before the width, more or less, because words are so long."""

CJK: Final = (
    "\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
)
_WIDE: Final = re.compile(f"[{CJK}]")
_UNSPACED: Final = re.compile(f"[{CJK}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_TERMINAL: Final = re.compile(
    "[.!?:;\u2026\u0964\u06d4\u061f\u3002\uff01\uff1f\u1362][\"'\u201d\u2019\u00bb\u300d\u300f)\\]]{0,3}$"
)
_ITEM: Final = re.compile(
    "(?:[-*\u2022\u25aa\u25cf\u2013\u2014#+>|]+[ \t]|[0-9]{1,3}[.)][ \t]|\\([0-9a-z]{1,3}\\)[ \t])"
)
_DIGIT: Final = re.compile("[0-9]")
_NUMBER: Final = re.compile(r"[-+$(]*[0-9]")
_HALF: Final = 40
_BROKEN: Final = re.compile(rf"(\w{{1,{_HALF}}})-$")
_HEAD: Final = re.compile(r"\w+")
_SUSPENDED: Final = frozenset("and or to und oder bis et ou y o i".split())


def joints(lines: Sequence[str], opens: Sequence[bool]) -> dict[int, str]:
    """Which lines of a text go on in the next.

    Args:
        lines: all of the text's that are not blank, blanks at their ends aside.
        opens: whether each begins a paragraph: after a blank line, or indented where others are
            not.

    Returns:
        From the index of a line to what joins it to the next: a space, or nothing.
        A hyphen that is to go is marked as "-".
    """
    found: dict[int, str] = {}
    width = _width(lines, opens)
    if width >= MIN_WIDTH or (width and _UNSPACED.search("".join([line[-1] for line in lines]))):
        near = [
            i for i in range(len(lines) - 1) if not opens[i + 1] and len(lines[i]) <= width
        ]  # a longer line is none that was wrapped
        full = [i for i in near if _is_full(lines[i], lines[i + 1], width, indented=opens[i])]
        marked = True in opens[1:]
        if _is_wrapped(lines, opens, full, width, marked=marked):
            # Where no line but the last is short, no paragraph ends before it.
            whole = marked or len(full) == len(lines) - 1
            found = {i: " " for i in full if whole or _goes_on(lines[i], lines[i + 1])}
            found |= {i: " " for i in near if _runs_on(lines[i], lines[i + 1])}
    # A blank line behind a hyphen is gone when the text is read again: it says nothing now, either.
    broken = [i for i, line in enumerate(lines[:-1]) if line[-1] == "-"]
    for i in found.keys() - set(broken):
        found[i] = glue(lines[i][-1] + lines[i + 1][0], 1, 1)
    if not broken:
        return found
    hyphen = cache(partial(_hyphen, cache(partial(_words, lines))))  # many lines may read alike
    for i in broken:
        joint = hyphen(lines[i], lines[i + 1], i in found)
        if joint is not None:
            found[i] = joint
    return found


def glue(text: str, start: int, end: int) -> str:
    """What joins the two sides of a stretch that is no more than a line end.

    >>> glue("snow\\nfell", 4, 5), glue("\u6771\\n\u4eac", 1, 2)
    (' ', '')
    """
    wide = _WIDE.match(text[start - 1 : start]) and _WIDE.match(text[end : end + 1])
    return "" if wide else " "


def _width(lines: Sequence[str], opens: Sequence[bool]) -> int:
    """The greatest width near which a good part of the lines end that others follow; 0 if none."""
    followed = zip(lines, opens[1:], strict=False)
    lengths = sorted([len(line) for line, opening in followed if not opening])
    for length in sorted(set(lengths), reverse=True):
        near = bisect_right(lengths, length) - bisect_left(lengths, length - _RAGGED)
        if near >= max(MIN_BREAKS, 0.3 * len(lengths)):
            return length if MIN_WIDTH // 2 <= length <= MAX_WIDTH else 0
    return 0


def _is_full(line: str, after: str, width: int, *, indented: bool) -> bool:
    """Whether a line of at most a width is as long as it could be, the next word being what it is.

    Args:
        line, after: the line, and the next, which begins no paragraph.
        width: that of the text.
        indented: whether the line begins one.
    """
    length = len(line)
    if length < width // 2 or _ITEM.match(after):
        return False
    if _UNSPACED.match(line[-1]):
        return length >= max(width // 2, width - _RAGGED // 2)
    if width < MIN_WIDTH or length <= width // 2:
        return False
    word = len(after.split(None, 1)[0])
    indent = _RAGGED if indented else 0
    if indent + length + 1 + word <= width:
        return False
    return not _is_row(line) and not _is_row(after)


@lru_cache(maxsize=256)
def _is_row(text: str) -> bool:
    """A row of a table: figures for the most part. Each line is asked about more than once."""
    if not _DIGIT.search(text):  # as most lines: what follows looks at each word
        return False
    cells = text.split()
    return len(cells) > 2 and sum(map(bool, map(_NUMBER.match, cells))) >= 0.5 * len(cells)


def _is_wrapped(
    lines: Sequence[str], opens: Sequence[bool], full: Sequence[int], width: int, *, marked: bool
) -> bool:
    """Whether most line ends are full, and sentences go on behind them.

    Where blank lines or indents mark the paragraphs, fewer sentences have to.
    """
    within = opens[1:].count(False) - _within_lists(lines, opens, width)
    if len(full) < MIN_BREAKS or len(full) < 0.6 * within:
        return False
    cased = lowered = unfinished = 0
    for i in full:
        first = lines[i + 1][0]
        small = _is_small(first)
        cased += small or first.isupper()
        lowered += small
        unfinished += not _TERMINAL.search(lines[i][-4:])
    enough = len(full) > MIN_BREAKS
    if cased >= 0.5 * len(full):
        going_on = marked and enough and lowered and unfinished >= 0.8 * len(full)
        return bool(going_on) or lowered >= 0.5 * cased
    return enough and unfinished >= 0.6 * len(full)


def _within_lists(lines: Sequence[str], opens: Sequence[bool], width: int) -> int:
    """How many line ends stand inside of paragraphs that have only short lines, as lists have."""
    found = inside = 0
    short = False
    for line, opening in zip(lines, opens, strict=True):
        if opening:
            found += inside if short else 0
            inside, short = 0, True
        else:
            inside += 1
        short = short and 3 * len(line) <= 2 * width
    return found + (inside if short else 0)


def _is_small(char: str) -> bool:
    """Whether no sentence begins so; in Georgian, each begins with what Unicode calls small."""
    return char.islower() and not "\u10d0" <= char <= "\u10ff"


def _runs_on(line: str, after: str) -> bool:
    """In a wrapped text, whether the next line begins in the middle of a sentence."""
    return (
        _is_small(after[0])
        and len(line) > MIN_WIDTH // 3
        and not _is_row(line)
        and not _is_row(after)
        and not _ITEM.match(after)
    )


def _goes_on(line: str, after: str) -> bool:
    """Without blank lines or indents, a full line that ends a sentence may end a paragraph."""
    return _is_small(after[0]) or not _TERMINAL.search(line[-4:])


def _hyphen(
    words: Callable[[], frozenset[str]],
    text: str,
    after: str,
    known: bool,
) -> str | None:
    """What becomes of a hyphen at a line's end: the document is the dictionary."""
    if not known and not (text[-2:-1].isalnum() or text[-2:-1] == "_"):
        return None  # as where a dash ends a dateline
    broken, head = _BROKEN.search(text, max(0, len(text) - _HALF - 1)), _HEAD.match(after)
    if not broken or not head:
        return " " if known else None
    if head[0].islower() and (broken[1] + head[0]).lower() in words():
        return "-"
    if not known:
        return None
    return " " if head[0] in _SUSPENDED else ""


def _words(lines: Iterable[str]) -> frozenset[str]:
    """The words of the lines, folded: the halves that a line end makes of one do no harm."""
    return frozenset(map(str.lower, set(_HEAD.findall("\n".join(lines)))))
