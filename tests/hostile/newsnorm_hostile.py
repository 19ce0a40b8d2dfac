"""Components that do their worst to one article: that whose text has "boom" in it.

Which way is in the component's name. A copy of this module is installed by the tests.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

import newsnorm

BOOM = "boom"


class Acting:
    """Acts on the one article, and does nothing with any other."""

    def __init__(self, act: Callable[..., Any]) -> None:
        self.act = act

    def edits(self, text: str, article: newsnorm.ArticleView) -> Any:
        """A cleaner's."""
        return self.act(text, article) if BOOM in text else ()

    def propose(self, document: newsnorm.DocumentView) -> Any:
        """A canonicalizer's."""
        return self.act(document) if BOOM in document.fields["text"] else ()


def _raise(*_: object) -> Any:
    raise LookupError("no table")


def _exit(*_: object) -> Any:
    sys.exit(0)


def _hang(*_: object) -> Any:
    while True:
        pass


def _recurse(*_: object) -> Any:
    return _recurse()


def _set(view: Any, name: str, value: object) -> Any:
    setattr(view, name, value)
    return ()


def _write(mapping: Any) -> Any:
    mapping["local:atlantis"] = None
    return ()


OPTION = newsnorm.Option(newsnorm.Entity("local:boom", "Boom", "place"))

CLEANERS: dict[str, Callable[..., Any]] = {
    "raises": _raise,
    "exits": _exit,
    "hangs": _hang,
    "recurses": _recurse,
    "returns-text": lambda text, article: text.upper(),
    "returns-none": lambda text, article: None,
    "returns-number": lambda text, article: 7,
    "of-another-text": lambda text, article: [newsnorm.Edit(900, 901, "", "r")],
    "overlapping": lambda text, article: [
        newsnorm.Edit(0, 3, "", "r"),
        newsnorm.Edit(2, 4, "", "s"),
    ],
    "changes-nothing": lambda text, article: [newsnorm.Edit(0, 4, text[:4], "r")],
    "text-for-offset": lambda text, article: [newsnorm.Edit("0", "4", "", "r")],  # type: ignore[arg-type]
    "number-for-text": lambda text, article: [newsnorm.Edit(0, 4, 7, "r")],  # type: ignore[arg-type]
    "credit-of-number": lambda text, article: [
        newsnorm.Extraction(0, 4, "", "r", field="credits", value=7)  # type: ignore[arg-type]
    ],
    "changes-article": lambda text, article: _set(article, "language", "xx"),
}

CANONICALIZERS: dict[str, Callable[..., Any]] = {
    "raising": _raise,
    "exiting": _exit,
    "hanging": _hang,
    "proposes-numbers": lambda document: [1, 2, 3],
    "proposes-none": lambda document: None,
    "outside": lambda document: [newsnorm.Add("text", 900, 901, (OPTION,), "r")],
    "no-such-field": lambda document: [newsnorm.Add("body", 0, 4, (OPTION,), "r")],
    "no-such-key": lambda document: [newsnorm.Decide(99, OPTION, "r")],
    "text-for-option": lambda document: [newsnorm.Add("text", 0, 4, ("Boom",), "r", True)],  # type: ignore[arg-type]
    "object-for-reason": lambda document: [newsnorm.Add("text", 0, 4, (OPTION,), object(), True)],  # type: ignore[arg-type]
    "changes-fields": lambda document: _write(document.fields),
    "changes-entities": lambda document: _write(document.gazetteer.entities),
    "changes-aliases": lambda document: _write(document.gazetteer.aliases),
    "changes-capitals": lambda document: _write(document.gazetteer.capitals),
    "replaces-gazetteer": lambda document: _set(document.gazetteer, "entities", {}),
}


class Deduplicator:
    """Compares lengths; acts on the one article, in `keys` or `evidence`."""

    def __init__(self, how: str) -> None:
        self.how = how

    def keys(self, articles: Any) -> Any:
        """All alike."""
        import numpy

        keys = numpy.zeros((len(articles), 1), numpy.uint64)
        if not any(BOOM in article.text for article in articles):
            return keys
        match self.how:
            case "dedup-raises":
                _raise()
            case "dedup-exits":
                _exit()
            case "dedup-hangs":
                _hang()
            case "keys-flat":
                return keys[:, 0]
            case "keys-signed":
                return keys.astype(numpy.int64)
            case "keys-short":
                return keys[:0]
            case "keys-listed":
                return keys.tolist()
            case "changes-extra":
                for article in articles:
                    article.raw.extra["section"] = "changed"
        return keys

    def evidence(self, articles: Any) -> Any:
        """Lengths."""
        import numpy

        lengths = numpy.array([len(article.text) for article in articles])
        if self.how == "evidence-listed" and any(BOOM in article.text for article in articles):
            return {"length": lengths.tolist()}
        return {"length": lengths}

    def compare(self, left: Any, right: Any) -> Any:
        """The same length."""
        if self.how == "compare-raises":
            _raise()
        same = left["length"] == right["length"]
        return [newsnorm.Verdict("near") if equal else None for equal in same]


DEDUPLICATORS = (
    *(
        "dedup-raises",
        "dedup-exits",
        "dedup-hangs",
        "keys-flat",
        "keys-signed",
        "keys-short",
        "keys-listed",
    ),
    *("evidence-listed", "changes-extra", "compare-raises"),
)


class Reader:
    """Reads lines, and acts on the one line."""

    def __init__(self, how: str) -> None:
        self.how = how

    def read(self, stream: BinaryIO, name: str) -> Iterator[newsnorm.Raw]:
        """The records."""
        for number, line in enumerate(stream, start=1):
            if BOOM.encode() in line:
                match self.how:
                    case "read-raises":
                        _raise()
                    case "read-exits":
                        _exit()
                    case "read-gives-text":
                        yield line  # type: ignore[misc]
            yield newsnorm.Raw(name, number, line)


READERS = ("read-raises", "read-exits", "read-gives-text")


@newsnorm.hookimpl
def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    """A cleaner a way, and some whose factories are at fault."""
    for name, act in CLEANERS.items():
        yield newsnorm.CleanerSpec(f"hostile/{name}", lambda act=act: Acting(act))
    yield newsnorm.CleanerSpec("hostile/made-of-nothing", lambda: None)  # type: ignore[arg-type, return-value]
    yield newsnorm.CleanerSpec("hostile/made-of-text", lambda: "rules")  # type: ignore[arg-type, return-value]
    yield newsnorm.CleanerSpec("hostile/making-raises", _raise)
    yield newsnorm.CleanerSpec("hostile/making-exits", _exit)


@newsnorm.hookimpl
def newsnorm_canonicalizers() -> Iterable[newsnorm.CanonicalizerSpec]:
    """A canonicalizer a way."""
    for name, act in CANONICALIZERS.items():
        yield newsnorm.CanonicalizerSpec(f"hostile/{name}", lambda act=act: Acting(act))


@newsnorm.hookimpl
def newsnorm_deduplicators() -> Iterable[newsnorm.DeduplicatorSpec]:
    """A deduplicator a way."""
    for name in DEDUPLICATORS:
        yield newsnorm.DeduplicatorSpec(f"hostile/{name}", lambda name=name: Deduplicator(name))


@newsnorm.hookimpl
def newsnorm_readers() -> Iterable[newsnorm.ReaderSpec]:
    """A reader a way."""
    for name in READERS:
        yield newsnorm.ReaderSpec(f"hostile/{name}", lambda name=name: Reader(name))
