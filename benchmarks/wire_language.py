"""Patterns of sentences, and the dice that choose among them.

A pattern is text with slots and alternatives: `{city} [woke|went to sleep] on {day}.`
Patterns are compiled once; what a slot means is looked up in the speaker it is said by.

>>> dice = Dice(7, "example")
>>> class Speaker:
...     dice = dice
...     def say(self, slot: str) -> str:
...         return {"city": "Riga"}[slot]
>>> compile_pattern("{city} [sleeps|sleeps].")(Speaker())
'Riga sleeps.'
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import Protocol, TypeAlias, TypeVar

DATA = Path(__file__).parent / "wire"

T = TypeVar("T")


class Dice:
    """Chance that depends on the seed and on what it is for, and on nothing else.

    Only `Random.random` is used: Python promises that its numbers stay the same.
    """

    def __init__(self, seed: int, *purpose: object) -> None:
        key = "/".join(map(str, (seed, *purpose))).encode()
        self.roll = Random(int.from_bytes(blake2b(key, digest_size=8).digest(), "big")).random

    def pick(self, choices: Sequence[T]) -> T:
        return choices[int(self.roll() * len(choices))]

    def number(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.roll() * (high - low + 1))

    def chance(self, share: float) -> bool:
        return self.roll() < share

    def shuffled(self, items: Sequence[T]) -> list[T]:
        deck = list(items)
        for at in range(len(deck) - 1, 0, -1):
            other = int(self.roll() * (at + 1))
            deck[at], deck[other] = deck[other], deck[at]
        return deck


class Speaker(Protocol):
    """Who says a pattern: it has dice, and knows what its slots stand for."""

    dice: Dice

    def say(self, slot: str) -> str: ...


Pattern: TypeAlias = Callable[[Speaker], str]
_Part: TypeAlias = str | Pattern


def compile_pattern(source: str) -> Pattern:
    """A function that says the pattern."""
    parts, end = _parse(source, 0, "]")
    if end != len(source):
        raise ValueError(f"column {end + 1} of {source!r}: a bracket too many")
    return _joined(parts)


def split_entries(source: str) -> list[str]:
    """Entries between " | "; a bar inside square brackets is one of a pattern's."""
    entries, depth, start = [], 0, 0
    for at, character in enumerate(source):
        depth += (character == "[") - (character == "]")
        if not depth and source.startswith(" | ", at):
            entries.append(source[start:at].strip())
            start = at + 3
    return [*entries, source[start:].strip()]


def data_lines(name: str) -> list[str]:
    """The lines of a data file that are neither blank nor comments."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _parse(source: str, at: int, stops: str) -> tuple[list[_Part], int]:
    parts: list[_Part] = []
    while at < len(source) and source[at] not in stops:
        if source[at] == "{":
            end = source.index("}", at)
            parts.append(_slot(source[at + 1 : end]))
            at = end + 1
        elif source[at] == "[":
            options: list[Pattern] = []
            while source[at] != "]":
                inner, at = _parse(source, at + 1, "|]")
                if at == len(source):
                    raise ValueError(f"{source!r}: a bracket is not closed")
                options.append(_joined(inner))
            parts.append(_choice(options))
            at += 1
        else:
            end = at + 1
            while end < len(source) and source[end] not in "{[" + stops:
                end += 1
            parts.append(source[at:end])
            at = end
    return parts, at


def _joined(parts: Sequence[_Part]) -> Pattern:
    if not parts:
        return lambda _: ""
    if len(parts) == 1:
        only = parts[0]
        if isinstance(only, str):
            return lambda _: only
        return only
    return lambda speaker: "".join(
        [part if isinstance(part, str) else part(speaker) for part in parts]
    )


def _slot(name: str) -> Pattern:
    kind, _, bounds = name.partition(":")
    if bounds:
        low, _, high = bounds.partition(":")
        first, last = int(low), int(high)
        if kind == "k":
            return lambda speaker: (
                f"{speaker.dice.number(first, last)},{speaker.dice.number(0, 99) * 10:03}"
            )
        return lambda speaker: str(speaker.dice.number(first, last))
    if name.endswith("!"):
        plain = name[:-1]
        return lambda speaker: capitalized(speaker.say(plain))
    return lambda speaker: speaker.say(name)


def _choice(options: Sequence[Pattern]) -> Pattern:
    return lambda speaker: speaker.dice.pick(options)(speaker)


def capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
