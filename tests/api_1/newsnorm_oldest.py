"""A plugin written against version 1 of the hooks, the day it was made. It is never edited.

It uses every hook, spec and protocol; `test_hook_policy` runs it against newsnorm as it is.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import newsnorm

NEWSNORM_API = 1


@dataclass(frozen=True, slots=True)
class DashOptions:
    """Options of the cleaner."""

    dash: str = "\N{EM DASH}"


class Dashes:
    """Two hyphens are a dash."""

    def __init__(self, options: DashOptions) -> None:
        self.dash = options.dash

    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        """An edit for the first one."""
        at = text.find("--")
        if at < 0 or article.field == "title":
            return ()
        return (newsnorm.Edit(at, at + 2, self.dash, "dash"),)


@newsnorm.hookimpl
def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    """A cleaner of code, with options, and one of rules."""
    rule = newsnorm.Rule(
        "sponsor",
        r"Sponsored by .{1,80}",
        newsnorm.Scope.TAIL_LINES,
        newsnorm.Extract("credits"),
        literals=("Sponsored by",),
    )
    yield newsnorm.CleanerSpec("oldest/dashes", Dashes, DashOptions, summary="dashes")
    yield newsnorm.CleanerSpec("oldest/marks", lambda: [rule], summary="sponsors")


def _places() -> newsnorm.Gazetteer:
    elbonia = newsnorm.Entity("local:elbonia", "Elbonia", "place", "country")
    return newsnorm.Gazetteer.of([elbonia], [newsnorm.Alias("Elbon Land", elbonia.id)])


@newsnorm.hookimpl
def newsnorm_gazetteers() -> Iterable[newsnorm.GazetteerSpec]:
    """A table of one entity."""
    yield newsnorm.GazetteerSpec("oldest/places", _places, summary="places")


class Names:
    """Finds, decides and withdraws."""

    def propose(
        self, document: newsnorm.DocumentView
    ) -> Iterator[newsnorm.Add | newsnorm.Decide | newsnorm.Withdraw]:
        """Elbonia twice, of which one goes."""
        at = document.fields["text"].find("Elbon Land")
        if at < 0 or document.candidates:
            return
        (alias,) = document.gazetteer.lookup("Elbon Land")
        option = newsnorm.Option(document.gazetteer.entities[alias.entity], alias.row)
        yield newsnorm.Add("text", at, at + 10, (option,), "named")
        yield newsnorm.Decide(0, option, "only reading")
        yield newsnorm.Add("text", at, at + 5, (option,), "a part")
        yield newsnorm.Withdraw(1, "inside another")


@newsnorm.hookimpl
def newsnorm_canonicalizers() -> Iterable[newsnorm.CanonicalizerSpec]:
    """A canonicalizer."""
    yield newsnorm.CanonicalizerSpec("oldest/names", Names, summary="names")


class Leads:
    """The same first sentence."""

    def keys(self, articles: Sequence[newsnorm.NormalizedArticle]) -> Any:
        """A key an article."""
        import numpy

        leads = [article.text.partition(".")[0] for article in articles]
        return numpy.array([[zlib.crc32(lead.encode())] for lead in leads], numpy.uint64)

    def evidence(self, articles: Sequence[newsnorm.NormalizedArticle]) -> Mapping[str, Any]:
        """The key, and rows of different lengths."""
        keys = self.keys(articles)
        return {"lead": keys[:, 0], "rows": newsnorm.Ragged.of(list(keys))}

    def compare(
        self, left: Mapping[str, Any], right: Mapping[str, Any]
    ) -> Sequence[newsnorm.Verdict | None]:
        """Near, if they are the same."""
        same = left["lead"] == right["lead"]
        return [newsnorm.Verdict("near", {"lead": 1.0}) if equal else None for equal in same]


@newsnorm.hookimpl
def newsnorm_deduplicators() -> Iterable[newsnorm.DeduplicatorSpec]:
    """A deduplicator."""
    yield newsnorm.DeduplicatorSpec("oldest/leads", Leads, summary="leads")


class Lines:
    """A story a line."""

    def read(self, stream: BinaryIO, name: str) -> Iterator[newsnorm.Raw]:
        """The records; one that is no UTF-8 is a fault."""
        for number, line in enumerate(stream, start=1):
            try:
                yield newsnorm.Raw(name, number, {"text": line.decode("utf-8").strip()})
            except UnicodeDecodeError:
                fault = newsnorm.InputError("not-utf-8", "the line is not UTF-8")
                yield newsnorm.Raw(name, number, line, fault)


@newsnorm.hookimpl
def newsnorm_readers() -> Iterable[newsnorm.ReaderSpec]:
    """A reader."""
    yield newsnorm.ReaderSpec("oldest/lines", Lines, (".lines",), summary="lines")


@newsnorm.hookimpl
def newsnorm_presets() -> Iterable[newsnorm.Preset]:
    """All of it together."""
    yield newsnorm.Preset(
        "oldest",
        1,
        cleaners=("oldest/dashes", "oldest/marks"),
        gazetteers=("oldest/places",),
        canonicalizers=("oldest/names",),
        deduplicators=("oldest/leads",),
        options={"oldest/dashes": {"dash": "\N{EN DASH}"}},
        summary="the oldest",
    )
