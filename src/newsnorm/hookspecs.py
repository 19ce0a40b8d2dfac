"""The hooks that a plugin implements.

Hooks *register*: each is called once, when a pipeline is built, and returns specs.
A plugin is a module with functions of these names, marked with `newsnorm.hookimpl`,
and an entry point in the group `newsnorm` that points to it:

    [project.entry-points.newsnorm]
    mine = "newsnorm_mine"

The entry point's name comes first in the name of each of its components: "mine/quotes".
"""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from newsnorm.components import (
    CanonicalizerSpec,
    CleanerSpec,
    DeduplicatorSpec,
    GazetteerSpec,
    Preset,
    ReaderSpec,
)

# A specification has no body, which is what `type: ignore[empty-body]` is for below.
hookspec = pluggy.HookspecMarker("newsnorm")


@hookspec
def newsnorm_cleaners() -> Iterable[CleanerSpec]:  # type: ignore[empty-body]
    r"""Cleaners: what takes the characters and passages out of a text that are not the story.

    A factory returns rules, which are data, or an object with a method `edits`.

    >>> import newsnorm
    >>> @newsnorm.hookimpl
    ... def newsnorm_cleaners():
    ...     rule = newsnorm.Rule(
    ...         "end-mark", r"-ENDS-", newsnorm.Scope.TAIL_LINES, literals=("-ENDS-",)
    ...     )
    ...     yield newsnorm.CleanerSpec("mine/marks", lambda: [rule], summary="our end marks")
    >>> nlp = newsnorm.Pipeline.of(cleaners=newsnorm_cleaners())
    >>> nlp.normalize("Snow fell.\n-ENDS-").text
    'Snow fell.'
    """


@hookspec
def newsnorm_gazetteers() -> Iterable[GazetteerSpec]:  # type: ignore[empty-body]
    """Gazetteers: tables of entities and the names they go by.

    >>> import newsnorm
    >>> @newsnorm.hookimpl
    ... def newsnorm_gazetteers():
    ...     def load():
    ...         oskemen = newsnorm.Entity("geonames:1520316", "Oskemen", "place", "city")
    ...         former = newsnorm.Alias("Ust-Kamenogorsk", oskemen.id)
    ...         return newsnorm.Gazetteer.of([oskemen], [former])
    ...     yield newsnorm.GazetteerSpec("mine/places", load, summary="places of our region")
    >>> nlp = newsnorm.Pipeline.of(gazetteers=newsnorm_gazetteers())
    >>> [alias.entity for alias in nlp.gazetteer.lookup("Ust-Kamenogorsk")]
    ['geonames:1520316']
    """


@hookspec
def newsnorm_canonicalizers() -> Iterable[CanonicalizerSpec]:  # type: ignore[empty-body]
    """Canonicalizers: what finds mentions and says which entity each one names.

    >>> import newsnorm
    >>> class Bridge:
    ...     entity = newsnorm.Entity("local:crimean-bridge", "Crimean Bridge", "place")
    ...     def propose(self, document):
    ...         at = document.fields["text"].find("Kerch Bridge")
    ...         if at >= 0:
    ...             option = newsnorm.Option(self.entity)
    ...             yield newsnorm.Add("text", at, at + 12, (option,), "our bridge", decided=True)
    >>> @newsnorm.hookimpl
    ... def newsnorm_canonicalizers():
    ...     yield newsnorm.CanonicalizerSpec("mine/bridge", Bridge)
    >>> nlp = newsnorm.Pipeline.of(canonicalizers=newsnorm_canonicalizers())
    >>> nlp.normalize("The Kerch Bridge is open.").mentions[0].name
    'Crimean Bridge'
    """


@hookspec
def newsnorm_deduplicators() -> Iterable[DeduplicatorSpec]:  # type: ignore[empty-body]
    """Deduplicators: what finds articles that repeat each other, and says how.

    >>> import newsnorm, numpy, zlib
    >>> class FirstSentence:
    ...     def keys(self, articles):
    ...         leads = [article.text.partition(".")[0] for article in articles]
    ...         return numpy.array([[zlib.crc32(lead.encode())] for lead in leads], numpy.uint64)
    ...     def evidence(self, articles):
    ...         return {"lead": self.keys(articles)[:, 0]}
    ...     def compare(self, left, right):
    ...         same = left["lead"] == right["lead"]
    ...         return [newsnorm.Verdict("near") if equal else None for equal in same]
    >>> @newsnorm.hookimpl
    ... def newsnorm_deduplicators():
    ...     yield newsnorm.DeduplicatorSpec("mine/leads", FirstSentence)
    >>> nlp = newsnorm.Pipeline.of(deduplicators=newsnorm_deduplicators())
    >>> [relation.kind for relation in nlp.deduplicate(["Snow fell. It melted.", "Snow fell."])]
    ['near']
    """


@hookspec
def newsnorm_presets() -> Iterable[Preset]:  # type: ignore[empty-body]
    """Presets: named and numbered pipelines, which people load by name or extend.

    >>> import newsnorm
    >>> @newsnorm.hookimpl
    ... def newsnorm_presets():
    ...     yield newsnorm.Preset("mine", 1, cleaners=("text/spaces", "mine/marks"))
    >>> [preset.cleaners for preset in newsnorm_presets()]
    [('text/spaces', 'mine/marks')]
    """


@hookspec
def newsnorm_readers() -> Iterable[ReaderSpec]:  # type: ignore[empty-body]
    """Readers: what finds the records in files of formats that newsnorm does not know.

    >>> import io, newsnorm
    >>> class Stories:
    ...     def read(self, stream, name):
    ...         for number, line in enumerate(stream, start=1):
    ...             title, _, text = line.decode().rstrip().partition(" -- ")
    ...             yield newsnorm.Raw(name, number, {"title": title, "text": text})
    >>> @newsnorm.hookimpl
    ... def newsnorm_readers():
    ...     yield newsnorm.ReaderSpec("mine/stories", Stories, suffixes=(".story",))
    >>> (spec,) = newsnorm_readers()
    >>> [raw.data for raw in spec.factory().read(io.BytesIO(b"Snow -- It fell."), "1.story")]
    [{'title': 'Snow', 'text': 'It fell.'}]
    """
