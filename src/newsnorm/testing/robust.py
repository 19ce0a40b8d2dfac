"""What must hold of every component that is given text: it takes whatever comes, in linear time."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from newsnorm.testing.checks import check
from newsnorm.testing.subject import Fault, Item, Subject
from newsnorm.testing.texts import LONG, ODD, SHAPES
from newsnorm.testing.timing import steep

ODD_ADVICE = 'text can hold any code point; encode with errors="surrogatepass"'
"""What to do about one that stumbles over odd code points."""

UNTOUCHED = "what a component is given belongs to newsnorm: copy what you want to change"
"""What to do about one that changes what it is given."""


def any_input(subject: Subject) -> None:
    """Ordinary inputs never make it raise."""
    items = [item for item in subject.items if not _is_odd(_text_of(item))]
    subject.must_not_raise(items, "find out what this input has that the code did not expect")


def odd_characters(subject: Subject) -> None:
    """NUL, lone surrogates and other odd code points never make it raise."""
    items = [subject.stage.of(text) for text in ODD]
    subject.must_not_raise(items, ODD_ADVICE)


def empty_text(subject: Subject) -> None:
    """The empty text does not make it raise."""
    subject.must_not_raise(
        [subject.stage.of("")], "look whether there is anything before taking the first of it"
    )


def long_text(subject: Subject) -> None:
    """A line of 50,000 code points, or as many lines, does not make it raise."""
    subject.must_not_raise(
        [subject.stage.of(text) for text in LONG],
        "use a loop instead of recursion, and no limits on length that raise",
    )


def _is_odd(text: str) -> bool:
    """Whether a text is the affair of another check: it is empty, or holds odd code points."""
    return not text or any(
        unicodedata.category(char) in ("Cs", "Cn", "Co") or char == "\0" for char in text
    )


def _text_of(item: Item) -> str:
    text = getattr(item, "text", item)
    return text if isinstance(text, str) else repr(text)


def linear_time(subject: Subject) -> None:
    """Four times the length takes about four times as long."""
    component = subject.make()

    def work(item: Item) -> object:
        return subject.stage.run(component, item)

    for unit in dict.fromkeys((*SHAPES, *_own_shapes(subject))):

        def long(size: int, unit: str = unit) -> Item:
            # What comes last is no unit: a search for more of them, or for their end, fails there.
            return subject.stage.of(unit * (size // len(unit)) + "x")

        found = _steep(work, long)
        if found is None:
            continue
        size, ratio = found
        raise Fault(
            f"4 times as much takes {ratio:.0f} times as long",
            given=subject.stage.show(long(size)),
            expected="about 4 times as long",
            advice="look for a search that starts again at each place, a repetition with no bound "
            "in a pattern, text that is put together with + in a loop, a list looked through "
            "for each of its members",
        )


def _steep(work: Callable[[Item], object], long: Callable[[int], Item]) -> tuple[int, float] | None:
    try:
        return steep(work, long)
    except Exception:  # noqa: BLE001 - raising is the affair of another check
        return None


def _own_shapes(subject: Subject) -> Sequence[str]:
    examples = (*subject.examples, *subject.stage.own(subject.make()))
    return [e for e in examples if isinstance(e, str) and 0 < len(e) <= 200][:20]


ROBUST = (
    check("any-input", any_input),
    check("odd-characters", odd_characters),
    check("empty-text", empty_text),
    check("long-text", long_text),
    check("linear-time", linear_time),
)
