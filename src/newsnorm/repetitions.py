r"""Patterns in which one repetition repeats another: `(?:\w{1,20} ?){1,30}`.

Both may be bounded, and a text can still be parted between them in more ways than anybody can wait
for: twenty letters that do not match take seconds, thirty take hours. That is so where nothing that
has to be there stands between two rounds of the inner repetition. A space that must be there
(`(?:\w{1,20} ){1,30}`) or a repetition that gives nothing back (`\w{1,20}+`) leaves one way.

This looks at the form alone: `(?:a|aa){1,30}` has the same fault, and is not seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

import regex

_ESCAPE: Final = r"\\(?:[pPN]\{[^}]*+\}|.)"
_TOKEN: Final = regex.compile(
    rf"(?P<one>\[\^?+\]?+(?:{_ESCAPE}|\[:[^\]:]*+:\]|[^\]\\])*+\]|{_ESCAPE})"
    r"|(?P<look>\(\?<?[=!])|(?P<atomic>\(\?>)"
    r"|(?P<open>\((?:\?(?:P?<\w++>|:|\||[a-zA-Z-]++:))?+)"
    r"|(?P<close>\))|(?P<or>\|)"
    r"|(?P<quantifier>(?:[*+?]|\{(?=[\d,])(?P<low>\d*+)(?P<comma>,?+)(?P<high>\d*+)\}))"
    r"(?P<mode>[+?]?+)"
    r"|(?P<plain>[^\\\[()|*+?{]++)|(?P<other>.)",
    regex.S,
)
_REPEATED: Final = regex.compile(r"[)}](?:[*+]|\{\d*+(?:,\d*+)?(?<=[4-9]|\d\d|,)\})(?!\+)")
"""A group or a repetition that is repeated more often than costs little: few patterns have one."""

_MANY: Final = 10**6
_FEW: Final = 3
"""Rounds that cost little, however they are parted."""


class _Item(NamedTuple):
    """What stands in a sequence: whether it can be empty, and whether it can be parted anywhere."""

    empty: bool
    parts: bool


_NEEDED: Final = _Item(False, False)


@dataclass(slots=True)
class _Group:
    """A group that is open: its kind, and its alternatives so far."""

    kind: str
    ways: list[list[_Item]] = field(default_factory=lambda: [[]])

    def item(self) -> _Item:
        """The group as an item of what it stands in."""
        if self.kind == "look":
            return _NEEDED
        empty = any(all(item.empty for item in way) for way in self.ways)
        return _Item(empty, self.kind != "atomic" and any(map(_parts, self.ways)))


@lru_cache(maxsize=1024)  # a rule is linted when it is read, and again when it is made ready
def nested(pattern: str) -> tuple[int, str] | None:
    r"""Place and sign of a repetition that repeats another; None if there is none.

    A pattern that is not understood has none.

    >>> nested(r"(?:\w{1,20} ?){1,30}!"), nested(r"(?:\w{1,20} ){1,30}!")
    ((14, '{1,30}'), None)
    """
    if not _REPEATED.search(pattern):
        return None
    groups = [_Group("")]
    for token in _TOKEN.finditer(pattern):
        kind = (token["quantifier"] and "quantifier") or token.lastgroup or ""
        way = groups[-1].ways[-1]
        if kind in ("look", "atomic", "open"):
            groups.append(_Group(kind))
        elif kind == "or":
            groups[-1].ways.append([])
        elif kind == "close":
            if len(groups) == 1:
                return None
            closed = groups.pop()
            groups[-1].ways[-1].append(closed.item())
        elif kind != "quantifier":
            way.append(_NEEDED)
            if token.end() - token.start() > 1 and kind == "plain":  # a quantifier is of the last
                way.append(_NEEDED)
        elif not way:
            return None
        else:
            item = way.pop()
            low, high = _bounds(token)
            empty = item.empty or low == 0
            if token["mode"] == "+":
                way.append(_Item(empty, False))
                continue
            if item.parts and high > _FEW:
                return token.start(), token["quantifier"]
            way.append(_Item(empty, item.parts or high > max(low, 1)))
    return None


def _parts(way: list[_Item]) -> bool:
    """Whether a sequence that is repeated could be parted anywhere: all else in it can be empty."""
    needed = [item for item in way if not item.empty]
    if not needed:
        return any(item.parts for item in way)
    return len(needed) == 1 and needed[0].parts


def _bounds(token: regex.Match[str]) -> tuple[int, int]:
    match token["quantifier"]:
        case "*":
            return 0, _MANY
        case "+":
            return 1, _MANY
        case "?":
            return 0, 1
    low = int(token["low"] or 0)
    if token["high"]:
        return low, int(token["high"])
    return low, _MANY if token["comma"] else low
