"""The public API as people use it, for mypy to check: it is never run.

What is asserted here is what an editor shows, and a promise like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, assert_type

import newsnorm


def loading() -> newsnorm.Pipeline:
    """A pipeline from each thing that it can be made from."""
    newsnorm.load()
    newsnorm.load("news@1", block=["wire"])
    newsnorm.load(Path("newsnorm.toml"))
    newsnorm.load(newsnorm.Preset("ours", 1, cleaners=("text/spaces",)))
    insert = newsnorm.Insert("ours/dashes", after="text/spaces")
    return newsnorm.load(newsnorm.Config("news@1", insert=(insert,), remove=("text/layout",)))


def normalizing(nlp: newsnorm.Pipeline) -> None:
    """One article, and what can be asked of it."""
    nlp.normalize({"text": "Snow fell.", "section": "world"})
    nlp.normalize(newsnorm.Article("Snow fell.", title="Snow"))
    article = nlp.normalize("Snow fell.", published=date(2022, 2, 2), language="en")
    assert_type(article, newsnorm.NormalizedArticle)
    assert_type(article.id, str)
    assert_type(article.text, str)
    assert_type(article.title, str | None)
    assert_type(article.dateline, newsnorm.Dateline | None)
    assert_type(article.byline, tuple[str, ...])
    assert_type(article.mentions, tuple[newsnorm.Mention, ...])
    assert_type(article.undecided, tuple[newsnorm.Undecided, ...])
    for field, change in article.edits:
        assert_type(field, Literal["title", "text"])
        assert_type(change, newsnorm.Change)
        assert_type(change.raw, tuple[int, int])
    for mention in article.mentions:
        assert_type(mention.kind, Literal["person", "place", "organization", "office"])
        assert_type(
            article.to_raw(mention.start, mention.end, field=mention.field), tuple[int, int]
        )
    assert_type(article.to_text(3, 9), tuple[int, int])
    assert_type(article.rewrite("press"), newsnorm.Rendered)
    assert_type(nlp.style("press"), newsnorm.Style)
    assert_type(article.undo(), newsnorm.Article)
    assert_type(article.explain(), str)
    assert_type(article.to_record(), dict[str, Any])


def many(nlp: newsnorm.Pipeline, articles: Iterable[newsnorm.Article | str]) -> None:
    """Streams in, streams out."""
    assert_type(nlp.pipe(articles), Iterator[newsnorm.NormalizedArticle])
    found = nlp.deduplicate([*nlp.pipe(["Snow fell."]), "Snow fell.", {"text": "Snow fell."}])
    assert_type(found, newsnorm.Duplicates)
    for relation in found:
        assert_type(relation, newsnorm.Relation)
        assert_type(relation.left, str)
    for row in found.clusters:
        assert_type(row, newsnorm.ClusterRow)
        assert_type(row.of, str | None)


def names(nlp: newsnorm.Pipeline) -> None:
    """Asking the gazetteers."""
    assert_type(nlp.gazetteer, newsnorm.Gazetteer)
    for alias in nlp.gazetteer.lookup("Lugansk"):
        assert_type(alias, newsnorm.Alias)
        assert_type(nlp.gazetteer.entities[alias.entity], newsnorm.Entity)


def mistakes(nlp: newsnorm.Pipeline) -> None:
    """What is refused before anything runs."""
    nlp.normalize(5)  # type: ignore[arg-type]
    nlp.normalize("Snow fell.", publisher="TASS")  # type: ignore[call-arg]
    nlp.normalize("Snow fell.").text = "Rain fell."  # type: ignore[misc]
    newsnorm.Dateline(town="KIEV")  # type: ignore[call-arg]
    newsnorm.Pipeline.of(cleaners=[Dashes()])  # type: ignore[list-item]
    newsnorm.nonsense  # type: ignore[attr-defined]  # noqa: B018


def faults(nlp: newsnorm.Pipeline) -> None:
    """Errors carry what they are about."""
    try:
        nlp.normalize({})
    except newsnorm.InputError as error:
        assert_type(error.code, str)
    except newsnorm.PluginNotFound as error:
        assert_type(error.plugin, str)
        assert_type(error.article_id, str | None)
    except newsnorm.NewsnormError:
        raise


@dataclass(frozen=True, slots=True)
class DashOptions:
    """Options of a component."""

    long: bool = True


class Dashes:
    """A cleaner."""

    def __init__(self, options: DashOptions | None = None) -> None:
        self.options = options or DashOptions()

    def edits(self, text: str, article: newsnorm.ArticleView) -> Sequence[newsnorm.Edit]:
        """Two hyphens are a dash; a byline is kept."""
        at = text.find("--")
        byline = newsnorm.Extraction(0, 3, "", "byline", field="byline", value=("Jane Roe",))
        return [newsnorm.Edit(at, at + 2, "\N{EM DASH}"), byline] if at > 3 else ()


class Bridge:
    """A canonicalizer."""

    def propose(
        self, document: newsnorm.DocumentView
    ) -> Iterable[newsnorm.Add | newsnorm.Decide | newsnorm.Withdraw]:
        """A bridge and nothing else."""
        option = newsnorm.Option(newsnorm.Entity("local:bridge", "Bridge", "place"))
        for candidate in document.candidates:
            assert_type(candidate, newsnorm.Candidate)
            yield newsnorm.Decide(candidate.key, option, "it is a bridge")
            yield newsnorm.Withdraw(candidate.key, "it is none")
        yield newsnorm.Add("text", 0, 6, (option,), "bridge", decided=True)


@newsnorm.hookimpl
def newsnorm_cleaners() -> Iterable[newsnorm.CleanerSpec]:
    """Cleaners as a plugin registers them: a class, and rules."""
    rule = newsnorm.Rule("more", r"\(MORE\)", newsnorm.Scope.TAIL_LINES, newsnorm.Delete())
    yield newsnorm.CleanerSpec("ours/dashes", Dashes, DashOptions, "dashes")
    yield newsnorm.CleanerSpec("ours/marks", lambda: [rule])


@newsnorm.hookimpl
def newsnorm_canonicalizers() -> Iterable[newsnorm.CanonicalizerSpec]:
    """Canonicalizers as a plugin registers them."""
    yield newsnorm.CanonicalizerSpec("ours/bridge", Bridge)


@newsnorm.hookimpl
def newsnorm_gazetteers() -> Iterable[newsnorm.GazetteerSpec]:
    """Gazetteers as a plugin registers them."""
    yield newsnorm.GazetteerSpec(
        "ours/places", lambda: newsnorm.read_gazetteer(Path("data"), "ours@1")
    )


def indexing(nlp: newsnorm.Pipeline) -> None:
    """An index, day by day."""
    index = newsnorm.Index.open("index", nlp)
    assert_type(index.add(["Snow fell."]), list[newsnorm.ClusterChange])
    assert_type(index.query([newsnorm.Article("Snow fell.")]), list[newsnorm.Match])
    index.remove(["a"], before="2022-02-02")
    for change in index.changes():
        print(change.cluster, change.id, change.of, change.relation)


def protocols() -> None:
    """What a plugin writes is what the contracts ask for."""
    cleaner: newsnorm.Cleaner = Dashes()
    canonicalizer: newsnorm.Canonicalizer = Bridge()
    print(cleaner, canonicalizer)
