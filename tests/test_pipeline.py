"""Pipelines: how one is got, what it takes, and that nothing but the article decides the result."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm import (
    Article,
    ArticleView,
    CanonicalizerSpec,
    CleanerSpec,
    Config,
    DeduplicatorSpec,
    Edit,
    Extraction,
    Gazetteer,
    GazetteerSpec,
    Pipeline,
    Preset,
    Replace,
    Rule,
    Scope,
)
from newsnorm.errors import ConfigError, InputError, PluginError, PluginNotFound

EXAMPLES = Path(__file__).parent.parent / "examples"

DASHES = CleanerSpec(
    "mine/dashes", lambda: [Rule("double", "--", Scope.BODY, Replace("\N{EM DASH}"))]
)


@pytest.fixture(scope="module")
def news() -> Pipeline:
    """The preset news."""
    return newsnorm.load("news")


def test_a_pipeline_is_got_by_name_number_file_config_or_preset(tmp_path: Path) -> None:
    """Five ways to say the same."""
    file = tmp_path / "ours.toml"
    file.write_text('extends = "news@1"\n', encoding="utf-8")
    recipe = newsnorm.load("news").recipe
    for what in ("news@1", file, str(file), Config("news@1"), recipe):
        assert newsnorm.load(what).recipe == recipe


def test_a_preset_of_ones_own_needs_no_plugin_of_its_name() -> None:
    """Only the plugins whose components it names are looked up, and listed with their versions."""
    nlp = newsnorm.load(Preset("ours", 1, cleaners=("text/spaces",)))
    assert nlp.normalize("Snow  fell.").text == "Snow fell."
    assert list(nlp.versions) == ["newsnorm-text"]


def test_a_pipeline_lists_the_plugins_it_is_made_of(news: Pipeline) -> None:
    """Distributions with versions, that of the preset itself among them."""
    names = ("entities", "minhash", "news", "text", "wire", "world")
    assert list(news.versions) == [f"newsnorm-{name}" for name in names]
    assert news.versions["newsnorm-world"] == "2026.11"


def test_blocking_a_plugin_that_the_preset_names_is_an_error() -> None:
    """A pipeline is never built with a part missing."""
    with pytest.raises(PluginNotFound, match="plugin 'wire', which is blocked"):
        newsnorm.load("news", block=["newsnorm-wire"])


@pytest.mark.parametrize(
    "article",
    [
        "KIEV, May 3 (Reuters) - Snow  fell.",
        {"text": "KIEV, May 3 (Reuters) - Snow  fell."},
        Article("KIEV, May 3 (Reuters) - Snow  fell."),
    ],
    ids=["str", "mapping", "Article"],
)
def test_an_article_may_be_a_string_a_mapping_or_an_article(
    news: Pipeline, article: newsnorm.Article | dict[str, str] | str
) -> None:
    """All three give one result, with one id."""
    result = news.normalize(article)
    assert result.text == "Snow fell."
    assert result.id == Article("KIEV, May 3 (Reuters) - Snow  fell.").id
    assert result.undo() == Article("KIEV, May 3 (Reuters) - Snow  fell.")


def test_a_mapping_that_is_no_article_is_refused(news: Pipeline) -> None:
    """The message lists the fields there are."""
    with pytest.raises(InputError, match="no field 'text'; its fields: 'body'") as caught:
        news.normalize({"body": "Snow fell."})
    assert caught.value.code == "no-text"


def test_what_is_given_beside_the_article_holds(news: Pipeline) -> None:
    """Title, date, source and language override what the record says."""
    record = {"text": "KIEV, May 3 (Reuters) - Snow.", "published": "1999-05-04", "id": "a"}
    result = news.normalize(
        record, title="In  Kiev", published=date(2021, 5, 4), source="House", language="en-GB"
    )
    raw = result.raw
    assert (raw.id, raw.published, raw.source, raw.language) == (
        "a",
        "2021-05-04",
        "House",
        "en-GB",
    )
    assert result.title == "In Kiev"
    assert result.dateline is not None
    assert result.dateline.date == "2021-05-03"


def test_an_id_made_from_the_content_is_made_from_the_content_as_given(news: Pipeline) -> None:
    """Two articles of one text and two sources are two articles."""
    one, two = (news.normalize("Snow fell.", source=source) for source in ("TASS", "AP"))
    assert one.id == Article("Snow fell.", source="TASS").id
    assert one.id != two.id


def test_a_date_that_is_not_understood_is_a_warning_not_a_guess(news: Pipeline) -> None:
    """The dateline keeps what it says itself."""
    result = news.normalize("KIEV, May 3 (Reuters) - Snow.", published="04/05/2021")
    assert result.warnings == ("published: '04/05/2021' is not an ISO 8601 date",)
    assert result.dateline is not None
    assert result.dateline.date == "--05-03"


def test_pipe_keeps_the_order(news: Pipeline) -> None:
    """One result an article, where it stood."""
    texts = [f"Snow  fell on day {number}." for number in range(20)]
    assert [article.raw.text for article in news.pipe(texts)] == texts


def test_pipe_reads_no_further_than_it_is_asked(news: Pipeline) -> None:
    """A stream without end is as good as a list; a fault in a later article comes later."""
    taken: list[str] = []

    def stream() -> Iterator[str | dict[str, str]]:
        for text in ("one", "two"):
            taken.append(text)
            yield text
        yield {}

    results = news.pipe(stream())
    assert taken == []
    assert next(results).text == "one"
    assert taken == ["one"]
    assert next(results).text == "two"
    with pytest.raises(InputError, match="no field 'text'"):
        next(results)


STORY = "The minister opened the new bridge on Monday and said that it would last for a century"
STORIES = [
    {"id": "c", "text": f"{STORY}.", "published": "2021-05-03"},
    {"id": "a", "text": f"{STORY}, said TASS.", "published": "2021-05-02"},
    {"id": "b", "text": f"{STORY}.", "published": "2021-05-04"},
    {"id": "d", "text": "A cat sat on a mat in another town for no reason that anybody knew."},
]


def test_deduplicate_takes_raw_and_normalized_articles(news: Pipeline) -> None:
    """Raw ones are normalized first; the result does not tell which was which."""
    mixed: list[newsnorm.NormalizedArticle | dict[str, str]] = [
        *news.pipe(STORIES[:2]),
        *STORIES[2:],
    ]
    found = news.deduplicate(mixed)
    assert found == news.deduplicate(STORIES)
    assert [(r.left, r.right, r.kind) for r in found] == [
        ("a", "c", "near"),
        ("a", "b", "near"),
        ("c", "b", "exact"),
    ]
    assert [(row.id, row.cluster, row.keep) for row in found.clusters] == [
        ("a", "a", True),
        ("c", "a", False),
        ("b", "a", False),
        ("d", "d", True),
    ]


@given(order=st.permutations(STORIES))
def test_deduplicate_does_not_care_for_the_order(
    news: Pipeline, order: list[dict[str, str]]
) -> None:
    """(published, id) decides who came first, never the place in the input."""
    assert news.deduplicate(order) == news.deduplicate(STORIES)


def test_two_articles_of_one_id_cannot_be_told_apart(news: Pipeline) -> None:
    """Relations name ids: a repeated one is refused."""
    with pytest.raises(InputError, match="the id 'a' was used before") as caught:
        news.deduplicate([{"id": "a", "text": "One."}, {"id": "a", "text": "Two."}])
    assert caught.value.code == "repeated-id"


def test_no_articles_have_no_duplicates(news: Pipeline) -> None:
    """Nothing in, nothing out."""
    assert news.deduplicate([]) == newsnorm.Duplicates((), ())


def _missing() -> Sequence[Rule]:
    raise FileNotFoundError("dashes.tsv")


@pytest.mark.parametrize("stage", ["cleaners", "canonicalizers", "deduplicators"])
def test_a_component_that_cannot_be_made_is_named(stage: str) -> None:
    """What the factory raised is kept as the cause."""
    specs = {
        "cleaners": [CleanerSpec("mine/part", _missing)],
        "canonicalizers": [CanonicalizerSpec("mine/part", _missing)],  # type: ignore[arg-type]
        "deduplicators": [DeduplicatorSpec("mine/part", _missing)],  # type: ignore[arg-type]
    }
    with pytest.raises(PluginError) as caught:
        Pipeline.of(**{stage: specs[stage]})  # type: ignore[arg-type]
    error = caught.value
    assert str(error) == ("the component 'mine/part' cannot be made: FileNotFoundError: dashes.tsv")
    assert (error.plugin, error.component) == ("mine", "mine/part")
    assert isinstance(error.__cause__, FileNotFoundError)


def test_a_gazetteer_that_cannot_be_loaded_is_named() -> None:
    """Gazetteers are loaded when they are first needed, and fail no less clearly then."""

    def table() -> Gazetteer:
        raise FileNotFoundError("places.tsv")

    nlp = Pipeline.of(gazetteers=[GazetteerSpec("mine/places", table)])
    with pytest.raises(PluginError, match="'mine/places' cannot be made: FileNotFoundError"):
        nlp.normalize("Snow fell.")


def test_a_rule_that_could_run_away_is_refused_when_the_pipeline_is_built() -> None:
    """Not on the first article that makes it run away."""
    spec = CleanerSpec("mine/greedy", lambda: [Rule("all", ".*", Scope.BODY)])
    with pytest.raises(newsnorm.RuleError, match="rule 'all': the repetition '\\*' at 1"):
        Pipeline.of(cleaners=[spec])


@dataclass(frozen=True, slots=True)
class Fails:
    """A cleaner and canonicalizer that fails on a word."""

    word: str = "boom"

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:
        if self.word in text:
            raise ZeroDivisionError(f"cannot take {self.word!r}")
        return ()

    def propose(self, document: newsnorm.DocumentView) -> Iterable[newsnorm.Add]:
        if self.word in document.fields["text"]:
            raise ZeroDivisionError(f"cannot take {self.word!r}")
        return ()


@pytest.mark.parametrize(
    ("nlp", "stage", "message"),
    [
        (
            Pipeline.of(cleaners=[CleanerSpec("mine/fails", Fails)]),
            "clean",
            "cleaner 'mine/fails' failed on the text of article 'a'",
        ),
        (
            Pipeline.of(canonicalizers=[CanonicalizerSpec("mine/fails", Fails)]),
            "link",
            "canonicalizer 'mine/fails' failed on article 'a'",
        ),
    ],
    ids=["cleaner", "canonicalizer"],
)
def test_a_component_that_fails_is_named_with_its_stage_and_the_article(
    nlp: Pipeline, stage: str, message: str
) -> None:
    """The error carries all four; the next article is none the worse."""
    with pytest.raises(PluginError) as caught:
        nlp.normalize({"id": "a", "text": "boom"})
    error = caught.value
    assert str(error) == f"{message}: ZeroDivisionError: cannot take 'boom'"
    assert (error.plugin, error.component, error.stage, error.article_id) == (
        "mine",
        "mine/fails",
        stage,
        "a",
    )
    assert isinstance(error.__cause__, ZeroDivisionError)
    assert nlp.normalize("Snow fell.").text == "Snow fell."


class Yields:
    """A cleaner that yields its edits instead of returning them."""

    def edits(self, text: str, article: ArticleView) -> Iterator[Edit]:
        if text.startswith("By Jane Roe. "):
            yield Extraction(0, 13, "", "byline", field="byline", value=("Jane Roe",))


def test_a_cleaner_may_yield_its_edits() -> None:
    """What it takes out is kept, and a text that it leaves alone is not called unstable."""
    nlp = Pipeline.of(cleaners=[CleanerSpec("mine/yields", Yields)])  # type: ignore[arg-type]
    result = nlp.normalize("By Jane Roe. Snow fell.")
    assert (result.text, result.byline, result.warnings) == ("Snow fell.", ("Jane Roe",), ())


class Restless:
    """A cleaner that is never done."""

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:
        return (Edit(len(text), len(text), "!", "more"),)


def test_a_text_that_never_settles_is_reported_as_unstable() -> None:
    """Four passes, then its last form stands, with a warning."""
    result = Pipeline.of(cleaners=[CleanerSpec("mine/restless", Restless)]).normalize("Snow")
    assert result.text == "Snow!!!!"
    assert result.warnings == ("unstable: text still changed after 4 passes",)
    assert result.undo().text == "Snow"


def test_cleaners_run_in_the_order_of_the_recipe() -> None:
    """Each sees what the one before it left."""

    def swap(old: str, new: str) -> CleanerSpec:
        return CleanerSpec(f"mine/{new}", lambda: [Rule("", old, Scope.BODY, Replace(new))])

    forth = Pipeline.of(cleaners=[swap("a", "b"), swap("b", "c")])
    assert [change.rule for _, change in forth.normalize("a").edits] == ["mine/b+mine/c"]
    assert forth.normalize("a").text == "c"
    once = Pipeline.of(cleaners=[swap("a", "b"), DASHES]).normalize("a -- a")
    assert once.text == "b \N{EM DASH} b"


def test_options_reach_their_component_alone() -> None:
    """Each component is made with its own; the others keep their defaults."""
    specs = [CleanerSpec(f"mine/{name}", lambda o: Fails(o.word), Fails) for name in ("one", "two")]
    nlp = Pipeline.of(cleaners=specs, options={"mine/two": {"word": "snow"}})
    for word, component in (("boom", "mine/one"), ("snow", "mine/two")):
        with pytest.raises(PluginError) as caught:
            nlp.normalize(word)
        assert caught.value.component == component


def test_deduplication_without_a_deduplicator_finds_nothing() -> None:
    """Every article is a story of its own."""
    found = Pipeline.of().deduplicate([{"id": "a", "text": "One."}, {"id": "b", "text": "One."}])
    assert found.relations == ()
    assert [(row.id, row.cluster, row.keep) for row in found.clusters] == [
        ("a", "a", True),
        ("b", "b", True),
    ]


def test_a_config_that_cannot_be_resolved_is_a_config_error() -> None:
    """A program can tell it from a plugin's fault."""
    with pytest.raises(ConfigError, match="remove: 'text/absent' is not in 'news'"):
        newsnorm.load(Config(remove=("text/absent",)))


RECORDS = """
import sys
from pathlib import Path
import newsnorm
from newsnorm.article import to_json

nlp = newsnorm.load("news")
for file in sorted(Path(sys.argv[1]).glob("*.txt")):
    article = nlp.normalize(file.read_text(encoding="utf-8"), published="2021-10-07")
    sys.stdout.buffer.write(to_json(article.to_record()).encode() + b"\\n")
    sys.stdout.buffer.write(repr((article.undecided, article.withdrawn)).encode() + b"\\n")
"""


def test_the_same_article_gives_the_same_record_in_every_process() -> None:
    """Sets and hashes of strings differ from process to process; records do not."""
    outputs = {
        subprocess.run(
            [sys.executable, "-c", RECORDS, str(EXAMPLES / "articles")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == 2 * len(list((EXAMPLES / "articles").glob("*.txt")))


def test_one_article_does_not_change_the_next(news: Pipeline) -> None:
    """A pipeline keeps no state: alone, first or last, an article gives the same record."""
    texts = [
        file.read_text(encoding="utf-8") for file in sorted((EXAMPLES / "articles").glob("*.txt"))
    ]
    forth = [article.to_record() for article in news.pipe(texts)]
    back = [article.to_record() for article in news.pipe(reversed(texts))]
    assert forth == back[::-1]
