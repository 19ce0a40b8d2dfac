"""A pipeline: components made once, and then run over any number of articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from newsnorm.alias_tables import SUFFIXES, read_names
from newsnorm.article import Article, NormalizedArticle
from newsnorm.cleaning import Cleaned, clean
from newsnorm.components import (
    Canonicalizer,
    CanonicalizerSpec,
    Cleaner,
    CleanerSpec,
    Deduplicator,
    DeduplicatorSpec,
    GazetteerSpec,
    PairRule,
    Preset,
    ReaderSpec,
    Spec,
)
from newsnorm.config import Config, make_options, read_config
from newsnorm.duplicates import Duplicates, find_duplicates
from newsnorm.errors import (
    ConfigError,
    GazetteerError,
    NewsnormError,
    PluginError,
    RuleError,
)
from newsnorm.gazetteer import Gazetteer
from newsnorm.linking import Linked, link
from newsnorm.plugins import Plugins
from newsnorm.rulecleaner import RuleCleaner
from newsnorm.rules import Rule
from newsnorm.style.tables import Style, find_style, read_styles

ArticleLike: TypeAlias = str | Mapping[str, Any] | Article


class Specs(NamedTuple):
    """What a pipeline is made of."""

    cleaners: tuple[CleanerSpec, ...]
    gazetteers: tuple[GazetteerSpec, ...]
    canonicalizers: tuple[CanonicalizerSpec, ...]
    deduplicators: tuple[DeduplicatorSpec, ...]
    readers: tuple[ReaderSpec, ...] = ()


class Pipeline:
    """The three stages, with their components in order.

    Get one from `newsnorm.load`, or put one together from specs with `Pipeline.of`.
    It keeps no state between articles: the same article gives the same result in any order,
    in any process.
    """

    def __init__(
        self,
        recipe: Preset,
        specs: Specs,
        versions: Mapping[str, str],
        blocked: frozenset[str] | None = None,
    ) -> None:
        self.recipe = recipe
        self.versions = versions
        self.blocked = blocked
        """Plugins that must not be imported; None if the pipeline was made from specs."""
        self.options: dict[str, Any] = {
            spec.name: options
            for stage in specs
            for spec in stage
            if (options := make_options(spec, recipe.options.get(spec.name, {}))) is not None
        }
        """By component, the options it was made with; those without any are not in it."""
        self.readers = tuple(self._with_options(spec) for spec in specs.readers)
        """What reads files with their suffixes in a run; their options are given to them."""
        self.styles = read_styles(recipe.styles)
        """The style tables that the configuration names, by the name of their file."""
        self._gazetteers = specs.gazetteers
        self._summaries = {spec.name: spec.summary for spec in specs.cleaners}
        self._cleaners: list[tuple[str, Cleaner]] = [
            (spec.name, cleaner) for spec in specs.cleaners for cleaner in self._make(spec)
        ]
        self._canonicalizers: list[tuple[str, Canonicalizer]] = [
            (spec.name, self._make(spec)) for spec in specs.canonicalizers
        ]
        self.deduplicators: list[tuple[str, Deduplicator | PairRule]] = [
            (spec.name, self._make(spec)) for spec in specs.deduplicators
        ]

    @classmethod
    def of(
        cls,
        *,
        cleaners: Iterable[CleanerSpec] = (),
        gazetteers: Iterable[GazetteerSpec] = (),
        canonicalizers: Iterable[CanonicalizerSpec] = (),
        deduplicators: Iterable[DeduplicatorSpec] = (),
        options: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Pipeline:
        """A pipeline from specs alone: no plugin is looked up.

        >>> from newsnorm import CleanerSpec, Rule, Scope
        >>> rule = Rule("more", r"\\(MORE\\)", Scope.TAIL_LINES)
        >>> nlp = Pipeline.of(cleaners=[CleanerSpec("mine/marks", lambda: [rule])])
        >>> nlp.normalize("Snow fell.\\n(MORE)").edits[0][1].rule
        'mine/marks:more'
        """
        specs = Specs(
            tuple(cleaners), tuple(gazetteers), tuple(canonicalizers), tuple(deduplicators)
        )
        recipe = Preset(
            "custom",
            1,
            cleaners=tuple(spec.name for spec in specs.cleaners),
            gazetteers=tuple(spec.name for spec in specs.gazetteers),
            canonicalizers=tuple(spec.name for spec in specs.canonicalizers),
            deduplicators=tuple(spec.name for spec in specs.deduplicators),
            options=options or {},
        )
        return cls(recipe, specs, {})

    @classmethod
    def from_recipe(cls, recipe: Preset, plugins: Plugins) -> Pipeline:
        """A pipeline from the names in a recipe.

        Raises:
            PluginError: if a plugin that is named is missing, broken or blocked.
        """
        plugins.check(recipe)
        specs = Specs(
            tuple(plugins.find(CleanerSpec, name) for name in recipe.cleaners),
            tuple(gazetteer_spec(name, plugins) for name in recipe.gazetteers),
            tuple(plugins.find(CanonicalizerSpec, name) for name in recipe.canonicalizers),
            tuple(plugins.find(DeduplicatorSpec, name) for name in recipe.deduplicators),
            tuple(plugins.find(ReaderSpec, name) for name in recipe.readers),
        )
        names = [spec.name for stage in specs for spec in stage if not spec.name.endswith(SUFFIXES)]
        if any(plugin.name == recipe.name for plugin in plugins.installed):
            names.append(recipe.name)  # else it is a preset of the caller's own
        return cls(recipe, specs, plugins.versions(names), frozenset(plugins.blocked))

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteers of the pipeline, combined; loaded when first needed."""
        return Gazetteer.combined(self._make(spec) for spec in self._gazetteers)

    def normalize(
        self,
        article: ArticleLike,
        *,
        title: str | None = None,
        published: str | date | None = None,
        source: str | None = None,
        language: str | None = None,
    ) -> NormalizedArticle:
        """Clean one article and link its entities.

        Args:
            article: raw text, a mapping with at least `text`, or an `Article`.
            title, published, source, language: override what the article says.

        Raises:
            InputError: if a mapping is not an article.
            PluginError: if a component fails, naming it and the article.
        """
        raw = as_article(article)
        day = published.isoformat() if isinstance(published, date) else published
        given = {"title": title, "published": day, "source": source, "language": language}
        if changes := {name: value for name, value in given.items() if value is not None}:
            # An id that was made from the content is made again from what the content now is.
            made = raw.id == replace(raw, id="").id
            raw = replace(raw, **changes, **({"id": ""} if made else {}))  # type: ignore[arg-type]
        return self.link(raw, self.clean(raw))

    def clean(self, article: Article) -> Cleaned:
        """The first stage alone."""
        return clean(article, self._cleaners)

    def cleaned(self, article: ArticleLike) -> NormalizedArticle:
        """The result of the first stage alone: clean, and nothing linked."""
        raw = as_article(article)
        return _result(raw, self.clean(raw), Linked())

    def link(self, article: Article, cleaned: Cleaned) -> NormalizedArticle:
        """The second stage, on what the first one made of an article."""
        gazetteer = self.gazetteer
        if not self._canonicalizers:
            return _result(article, cleaned, Linked())
        published = article.published_date()
        linked = link(article, cleaned, self._canonicalizers, gazetteer, published)
        return _result(article, cleaned, linked)

    def style(self, what: str | Path | Style = "press") -> Style:
        """A style for `NormalizedArticle.rewrite`: the configuration's, newsnorm's or a file's.

        Raises:
            StyleError: if there is none of that name, or its table makes no sense.

        >>> load("news").style("source").name
        'source'
        """
        return find_style(what, self.styles)

    def rules(self) -> Iterator[tuple[str, Rule | str]]:
        """What cleans, in order: a component's name with a rule, or its summary if it is code.

        Code that runs a table of rules in a way of its own has them in an attribute `rules`.

        >>> dict(load("news").rules())["text/nfc"]
        'Unicode normalization form C'
        """
        for name, cleaner in self._cleaners:
            own = getattr(cleaner, "rules", ())
            yield from ((name, rule) for rule in own or (self._summaries[name],))

    def pipe(self, articles: Iterable[ArticleLike]) -> Iterator[NormalizedArticle]:
        """Normalize articles one after the other, in order, as they are asked for.

        Raises:
            NewsnormError: as `normalize` does, at the article at fault.
        """
        return map(self.normalize, articles)

    def deduplicate(self, articles: Iterable[ArticleLike | NormalizedArticle]) -> Duplicates:
        """Find the articles that repeat each other.

        Args:
            articles: raw ones are normalized first.

        Returns:
            The relations (which iterating over it gives) and the clusters they make.

        Raises:
            InputError: if two articles have one id.
            PluginError: if a deduplicator fails, naming it.
        """
        normalized = (
            article if isinstance(article, NormalizedArticle) else self.normalize(article)
            for article in articles
        )
        return find_duplicates(normalized, self.deduplicators)

    def _with_options(self, spec: ReaderSpec) -> ReaderSpec:
        options = self.options.get(spec.name)
        if options is None:
            return spec
        return replace(spec, factory=partial(spec.factory, options), options=None)

    def _make(self, spec: Spec) -> Any:
        """Run a component's factory with its options.

        Raises:
            PluginError: if it fails, or makes something that is no such component.
            RuleError, GazetteerError, ConfigError: as the factory does, with the component's name.
        """
        options = self.options.get(spec.name)
        fault = f"the component {spec.name!r} cannot be made"
        try:
            made = spec.factory() if options is None else spec.factory(options)
            return _checked(spec, made)
        except NewsnormError as error:
            for kind in (RuleError, GazetteerError, ConfigError):
                if isinstance(error, kind):
                    raise kind(f"{fault}: {error}") from error
            raise
        except (Exception, SystemExit) as error:
            raise PluginError(
                f"{fault}: {type(error).__name__}: {error}",
                plugin=spec.name.partition("/")[0],
                component=spec.name,
            ) from error


def load(what: str | Path | Config | Preset = "news", *, block: Iterable[str] = ()) -> Pipeline:
    """Build a pipeline.

    Args:
        what: a preset's name ("news", or "news@1" for one that never changes its meaning),
            the path of a newsnorm.toml (ending in .toml), a `Config`, or a `Preset`.
        block: names of plugins or distributions that must not be imported.

    Raises:
        ConfigError: if a configuration makes no sense.
        PluginError: if a plugin that it names is missing, broken or blocked.

    >>> nlp = load("news")
    >>> article = nlp.normalize("KIEV, March 3. /TASS/. Snow fell.", published="2021-03-04")
    >>> article.text, article.dateline.date
    ('Snow fell.', '2021-03-03')
    """
    plugins = Plugins(block)
    if isinstance(what, Preset):
        return Pipeline.from_recipe(what, plugins)
    if isinstance(what, str) and not what.endswith(".toml"):
        what = Config(extends=what)
    config = what if isinstance(what, Config) else read_config(Path(what))
    return Pipeline.from_recipe(config.resolve(plugins), plugins)


def _result(article: Article, cleaned: Cleaned, linked: Linked) -> NormalizedArticle:
    dateline = cleaned.dateline
    if dateline and linked.dateline_entity:
        dateline = replace(dateline, entity=linked.dateline_entity)
    return NormalizedArticle(
        raw=article,
        alignments=cleaned.alignments,
        dateline=dateline,
        byline=cleaned.strings("byline"),
        credits=cleaned.strings("credits"),
        notices=cleaned.strings("notices"),
        mentions=tuple(linked.mentions),
        undecided=tuple(linked.undecided),
        withdrawn=tuple(linked.withdrawn),
        warnings=tuple(cleaned.warnings),
    )


def gazetteer_spec(name: str, plugins: Plugins) -> GazetteerSpec:
    """The gazetteer of that name: a plugin's, or a file, which its suffix tells."""
    if name.endswith(SUFFIXES):
        return GazetteerSpec(name, partial(read_names, Path(name)), summary="a table of names")
    return plugins.find(GazetteerSpec, name)


def as_article(article: ArticleLike) -> Article:
    """What was given, as an article.

    Raises:
        InputError: if it is a mapping that is none.
    """
    if isinstance(article, Article):
        return article
    return Article(article) if isinstance(article, str) else Article.from_record(article)


_METHODS: Mapping[type[Spec], tuple[str, ...]] = {
    CleanerSpec: ("edits",),
    CanonicalizerSpec: ("propose",),
    DeduplicatorSpec: ("keys", "evidence", "compare"),
}


def _checked(spec: Spec, made: Any) -> Any:
    """What a factory made, with rules as cleaners; a list of cleaners for a `CleanerSpec`."""
    if isinstance(spec, GazetteerSpec):
        if not isinstance(made, Gazetteer):
            raise TypeError(f"its factory returns {made!r}, where a Gazetteer is due")
        return made
    if isinstance(spec, DeduplicatorSpec) and isinstance(made, PairRule):
        return made
    if isinstance(spec, CleanerSpec) and isinstance(made, Sequence):
        for rule in made:
            if not isinstance(rule, Rule):
                raise TypeError(f"its factory returns {rule!r} among its rules; a Rule is due")
        return list(RuleCleaner.each(made))
    for method in _METHODS[type(spec)]:
        if not callable(getattr(made, method, None)):
            raise TypeError(f"its factory returns {made!r}, which has no method {method!r}")
    return [made] if isinstance(spec, CleanerSpec) else made
