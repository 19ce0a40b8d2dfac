"""How deduplicators are tried, and what must hold of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, cast

from newsnorm.alignment import Alignment
from newsnorm.article import Article, NormalizedArticle
from newsnorm.components import Deduplicator, DeduplicatorSpec, PairRule
from newsnorm.testing.shrinking import listed, literal, smallest, smallest_text
from newsnorm.testing.subject import Item, Stage

Batch = tuple[Article, ...]
"""What a deduplicator is given: articles, which are taken as they are."""

STORIES = tuple(
    " ".join(story.split())
    for story in """
A brass bell that vanished from a schoolhouse nearly seventy years ago came home on Thursday in the
back of a potato truck, wrapped in three quilts. The bell once called children to class on the edge
of town, and several of those children, now past eighty, came to hear it rung again by the oldest of
them, a retired welder who had lived across the road.

The ferry operator ordered four electric boats for the lake from a yard in the south, its largest
order since the war. The first will sail in 2027. Fares are to stay as they are, the company said,
though the union of captains doubts that and wants to see the figures.

Bees have returned to the botanical garden of Port Elbon after a winter that killed two hives in
three. Keepers counted eleven queens on Sunday. They blame a mite, and praise the lime trees that a
school class planted along the northern wall in spring.

Parliament voted by 61 to 38 to lower the tax on bicycles. The minister of finance, Jane Roe, called
it a gift to importers and left the hall before the count was read. Shares in the two makers of
bicycles that are listed rose by a tenth within the hour.

Снег не прекращается третий день, и дорожные службы столицы просят водителей остаться дома. Школы
закрыты до понедельника, автобусы ходят раз в час, а в аэропорту ждут две тысячи пассажиров, которым
раздают чай и одеяла.
""".split("\n\n")
)
"""Five stories that have nothing to do with each other."""


class Deduplicators(Stage):
    """Deduplicators, with batches of articles."""

    kind = DeduplicatorSpec

    def make(self, spec: DeduplicatorSpec, options: Any) -> Deduplicator:
        """The deduplicator."""
        made: Deduplicator | PairRule = super().make(spec, options)
        if isinstance(made, PairRule):
            raise TypeError("it gives a PairRule, which is for pair_rule_suite")
        return made

    def items(self, examples: Sequence[str], count: int) -> list[Batch]:
        """Small batches: a story and its edited copy, odd texts, stories of all kinds."""
        from newsnorm.testing.strategies import drawn

        batches: list[Batch] = [pool(examples)]
        batches += [named(pair) for pair in drawn("near_duplicates", count // 2)]
        odd = [Article(text) for text in drawn("any_text", count)]
        wild = drawn("articles", count // 2)
        batches += [named(odd[at : at + 4]) for at in range(0, len(odd), 4)]
        batches += [named(wild[at : at + 4]) for at in range(0, len(wild), 4)]
        return batches

    def run(self, deduplicator: Deduplicator, batch: Batch) -> object:
        """Keys, evidence, and the verdicts on all pairs of neighbours."""
        articles = [normalized(article) for article in batch]
        keys = deduplicator.keys(articles)
        columns = deduplicator.evidence(articles)
        left, right = range(len(batch) - 1), range(1, len(batch))
        verdicts = list(deduplicator.compare(take(columns, left), take(columns, right)))
        return keys.tolist(), columns_as_lists(columns), verdicts

    def show(self, batch: Batch) -> str:
        """The articles, each by its text and what else there is."""
        return listed([_shown(article) for article in batch], 4)

    def shrink(self, batch: Batch, fails: Callable[[Item], bool]) -> Batch:
        """The fewest articles with the smallest texts."""

        def fails_together(articles: Sequence[object]) -> bool:
            return bool(articles) and fails(articles)

        batch = cast(Batch, smallest(batch, fails_together))
        for at in range(len(batch)):
            batch = _shrunk_at(batch, at, fails)
        return batch

    def of(self, text: str) -> Batch:
        """Two articles with one text."""
        return named([Article(text), Article(text)])

    def is_idle(self, _batch: Batch, made: Any, /) -> bool:
        """Whether it found no two articles alike."""
        return not any(made[2])


def _shrunk_at(batch: Batch, at: int, fails: Callable[[Item], bool]) -> Batch:
    def with_text(text: str) -> Batch:
        return (*batch[:at], replace(batch[at], text=text), *batch[at + 1 :])

    return with_text(smallest_text(batch[at].text, lambda text: fails(with_text(text)), seconds=1))


def pool(examples: Sequence[str] = ()) -> Batch:
    """Stories that have nothing to do with each other, copies, edited copies, empty articles."""
    stories = [*STORIES, *examples]
    edited = [
        STORIES[0].replace("Thursday", "Friday").replace("welder", "teacher"),
        STORIES[1].partition(" Fares")[0],
        STORIES[2] + " The garden opens at nine.",
        STORIES[3].upper(),
        STORIES[3].replace("61", "60").replace("38", "39"),
    ]
    texts = [*stories, *stories, *edited, "", "", " ", "Snow fell.", "Snow fell."]
    days = ("2022-02-02T10:00:00Z", "2022-02-02T09:00:00Z", "2022-02-02", None)
    return tuple(
        Article(text, id=f"{number:03}", published=days[number % 4], source="TASS", language="en")
        for number, text in enumerate(texts)
    )


def named(articles: Iterable[Article]) -> Batch:
    """Articles with their numbers as ids."""
    return tuple(replace(article, id=str(number)) for number, article in enumerate(articles))


@lru_cache(maxsize=4096)
def _aligned(text: str) -> Alignment:
    return Alignment.identity(text)


def normalized(article: Article) -> NormalizedArticle:
    """An article as it would be if cleaning and linking found nothing to do."""
    steps = {"title": _aligned(article.title)} if article.title is not None else {}
    return NormalizedArticle(article, {**steps, "text": _aligned(article.text)})  # type: ignore[dict-item]


def take(columns: Mapping[str, Any], rows: Iterable[int]) -> dict[str, Any]:
    """Some rows of columns, as the engine gathers them."""
    from newsnorm.columns import Ragged

    wanted = list(rows)
    return {
        name: column.take(wanted) if isinstance(column, Ragged) else column.take(wanted, axis=0)
        for name, column in columns.items()
    }


def columns_as_lists(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Columns in a form that can be compared and printed: a list a row."""
    from newsnorm.columns import Ragged

    return {
        name: [column[row].tolist() for row in range(len(column))]
        if isinstance(column, Ragged)
        else column.tolist()
        for name, column in columns.items()
    }


def _shown(article: Article) -> str:
    others = {
        name: value
        for name in ("title", "published", "source")
        if (value := getattr(article, name)) is not None
    }
    more = "".join(f", {name}={value!r}" for name, value in others.items())
    return f"Article({literal(article.text)}, id={article.id!r}{more})"
