"""Texts, articles and tables of names to try a plugin on, as hypothesis strategies.

The conformance suites draw from these by themselves;
they are public for the tests that a plugin's author writes with hypothesis:

    from hypothesis import given
    from newsnorm.testing import news_text

    @given(news_text())
    def test_quotes_are_straight(text): ...
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from newsnorm.article import Article, Entity, Kind
from newsnorm.errors import ConfigError
from newsnorm.gazetteer import Alias
from newsnorm.testing.texts import KNOWN, ODD

try:
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st
    from hypothesis.strategies import DrawFn, SearchStrategy
except ImportError as error:
    raise ConfigError(
        "newsnorm.testing needs hypothesis and pytest: pip install newsnorm[testing]"
    ) from error

EXAMPLES_VARIABLE = "NEWSNORM_TESTING_EXAMPLES"
EXAMPLES = 60
"""How many inputs of a kind a suite draws, if the variable says nothing else."""


_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""The controls of the Unicode Bidirectional Algorithm (UAX #9, 2): among all of the category Cf
they are too few to be drawn in each run."""


def any_text(*, max_pieces: int = 12) -> SearchStrategy[str]:
    r"""Any text that Python can hold: what a cleaner must not stumble over.

    Pieces are ordinary words, any character, lone surrogates (which `hypothesis.strategies.text`
    never makes), code points that are not assigned, bidirectional controls,
    runs of combining marks, and line ends of every kind.

    Args:
        max_pieces: how many pieces a text has at most.

    >>> from hypothesis import find
    >>> find(any_text(), lambda text: "\ud7ff" < text[:1] < "\ue000")
    '\ud800'
    """
    pieces = st.one_of(
        st.sampled_from(("a", "b", " ", "\n", ".", "'", '"', "-", "&", "Snow fell. ", "5")),
        st.characters(),
        st.characters(categories=["Cs"]),
        st.characters(categories=["Cn", "Co"]),
        st.characters(categories=["Cf", "Cc", "Zs", "Zl", "Zp"]),
        st.sampled_from(_BIDIRECTIONAL),
        st.text(st.characters(categories=["Mn", "Mc", "Me"]), min_size=1, max_size=8),
        st.sampled_from(ODD),
    )
    return st.lists(pieces, max_size=max_pieces).map("".join)


_PLACES = ("MOSCOW", "RIGA", "PORT ELBON", "BATON ROUGE, La.", "New Delhi", "МИНСК", "АСТАНА")
_DAYS = ("February 2", "May 4", "Jan 12, 2021", "12 ene", "4 мая", "5 қаңтар", "Sept. 11")
_AGENCIES = ("TASS", "Reuters", "AP", "AFP", "Xinhua", "dpa", "Interfax", "ТАСС", "Хабар")
_PEOPLE = ("Jane Roe", "John Smith", "Åsa Öberg", "Олена Шевченко", "Jean-Luc O'Hara")
_SENTENCES = (
    "Snow fell on the capital for a third day, the weather office said.",
    "President Jane Roe of Elbonia will meet King John of Ruritania on Monday.",
    (
        "\N{LEFT DOUBLE QUOTATION MARK}We did not expect this,\N{RIGHT DOUBLE QUOTATION MARK} "
        "said John Smith, who keeps bees near Port Elbon."
    ),
    "The index closed at 4,268.5 points, up 17, on turnover of $1.2 billion.",
    "U.S. officials said at 5.30 p.m. that talks in St. Petersburg, Fla., had ended.",
    "Идёт снег, сообщили в Киеве.",
    "Its ferries, all four of them, stayed in port -- the wind was too strong...",
    "The Elbonian Post Office (EPO) will close; EPO's head has resigned.",
)
_END_MARKS = ("-30-", "###", "-ENDS-", "(MORE)", "END", "* * *", "(c) 2021 TASS")
_NOTICES = ("UPDATE 1-", "CORRECTED-", "URGENT ", "(ADDS DETAILS)", "WRAPUP 2-", "EMBARGOED ")


@st.composite
def news_text(draw: DrawFn, *, max_pieces: int = 10) -> str:
    """A wire article as it comes: a story in its furniture, damaged on the way.

    Furniture is datelines, bylines, tags (some of them doubled), notices, credits and end marks;
    damage is broken encodings, markup, entities that were escaped up to seven times, hard wraps.
    Pieces are joined by line ends, by spaces, or by nothing at all: faults hide where two meet.

    Args:
        max_pieces: how many pieces an article has at most.
    """
    pieces = draw(st.lists(_piece(), min_size=1, max_size=max_pieces))
    joint = draw(st.sampled_from(("\n", "\n\n", " ", "", "\r\n", "\n \n")))
    text = joint.join(pieces)
    width = draw(st.sampled_from((0, 0, 0, 40, 72)))
    return _wrapped(text, width) if width else text


def _piece() -> SearchStrategy[str]:
    sentence = st.sampled_from(_SENTENCES)
    story = st.lists(sentence, min_size=1, max_size=4).map(" ".join)
    entity = st.builds(
        lambda depth, name: "&" + "amp;" * depth + name,
        st.integers(0, 7),
        st.sampled_from(("lt;", "quot;", "nbsp;", "#39;", "rsquo;", "", "amp")),
    )
    tag = st.sampled_from(("<p>", "</p>", "<br/>", "<b", "<a href='x'>", "</a>", "<!-- ad -->"))
    people = st.lists(st.sampled_from(_PEOPLE), min_size=1, max_size=3).map(" and ".join)
    furniture = st.one_of(
        _dateline(),
        st.sampled_from(_AGENCIES).map(lambda agency: f"/{agency}/."),
        people.map(lambda names: f"By {names}"),
        people.map(lambda names: f"(Reporting by {names}; Editing by {names})"),
        st.sampled_from(_END_MARKS),
        st.sampled_from(_NOTICES),
    )
    doubled = st.builds(
        lambda piece, joint: piece + joint + piece, furniture, st.sampled_from(" \n")
    )
    return st.one_of(
        story,
        story.flatmap(_broken),
        furniture,
        doubled,
        entity,
        tag,
        st.builds("{}{}{}".format, tag, sentence, tag),
        st.sampled_from(KNOWN),
        any_text(max_pieces=3),
    )


def _dateline() -> SearchStrategy[str]:
    form = st.sampled_from(
        ("{}, {}. /{}/.", "{}, {} ({}) -", "{0} ({2}) --", "{}. {} ({})", "{}, {} {} -", "({2}) -")
    )
    return st.builds(
        lambda form, *parts: form.format(*parts),
        form,
        st.sampled_from(_PLACES),
        st.sampled_from(_DAYS),
        st.sampled_from(_AGENCIES),
    )


def _broken(text: str) -> SearchStrategy[str]:
    """A text that was decoded in the wrong encoding, once or twice."""

    def mistaken(encoding: str, times: int) -> str:
        broken = text
        for _ in range(times):
            broken = broken.encode("utf-8").decode(encoding, "replace")
        return broken

    return st.builds(mistaken, st.sampled_from(("cp1252", "latin-1", "cp1251")), st.integers(1, 2))


def _wrapped(text: str, width: int) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        while len(line) > width and (at := line.rfind(" ", 1, width)) > 0:
            lines.append(line[:at])
            line = line[at + 1 :]  # noqa: PLW2901 - what is left of it
        lines.append(line)
    return "\n".join(lines)


@st.composite
def articles(draw: DrawFn) -> Article:
    """An article as it arrives: with or without title, date, source, language.

    Some dates are not ISO 8601, as in the wild.
    """
    return Article(
        draw(st.one_of(news_text(), any_text())),
        title=draw(st.one_of(st.none(), st.sampled_from(_SENTENCES), any_text(max_pieces=3))),
        published=draw(st.sampled_from((None, "2022-02-02", "2022-02-02T10:00:00Z", "last May"))),
        source=draw(st.sampled_from((None, *_AGENCIES))),
        language=draw(st.sampled_from(("und", "en", "ru", "kk", "en-GB"))),
    )


@st.composite
def near_duplicates(draw: DrawFn) -> tuple[Article, Article]:
    """An article and an edited copy of it, which has another id and came later.

    The copy has up to three of these: words changed, added and cut, a sentence at its end, another
    dateline, another title, other capitals, other line ends.
    """
    story = " ".join(
        draw(st.lists(st.sampled_from(_SENTENCES), min_size=3, max_size=6, unique=True))
    )
    first = Article(story, "Snow falls", "first", "2022-02-02T10:00:00Z", "TASS", "en")
    words = story.split(" ")
    edits: list[Callable[[str], str]] = [
        lambda text: text.replace(draw(st.sampled_from(words)), "several", 1),
        lambda text: text.replace(" " + draw(st.sampled_from(words)), "", 1),
        lambda text: f"{text} More is to come.",
        lambda text: f"{draw(_dateline())} {text}",
        str.upper,
        lambda text: text.replace(". ", ".\n\n"),
        lambda text: text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"),
    ]
    text = story
    for edit in draw(st.lists(st.sampled_from(edits), min_size=1, max_size=3)):
        text = edit(text)
    copy = replace(first, id="copy", text=text, published="2022-02-02T11:00:00Z")
    return first, replace(copy, title=draw(st.sampled_from(("Snow falls", "Snow", None))))


@st.composite
def aliases(draw: DrawFn) -> tuple[tuple[Entity, ...], tuple[Alias, ...]]:
    """Entities and the rows of their names; some names belong to two entities, some to one."""
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=1, max_size=8, unique=True))
    entities: list[Entity] = []
    for number, name in enumerate(names):
        kind: Kind = draw(st.sampled_from(("person", "place", "organization", "office")))
        above = [None, *(entity.id for entity in entities)]
        entities.append(Entity(f"local:{number}", name, kind, None, draw(st.sampled_from(above))))
    rows = st.builds(
        Alias,
        surface=st.sampled_from((*_NAMES, "Roe", "The President", "ROE", "Elbonian")),
        entity=st.sampled_from([entity.id for entity in entities]),
        form=st.sampled_from(("name", "name", "demonym")),
        exact=st.booleans(),
        needs=st.sampled_from(("", "", "definition", "evidence")),
        rewrite=st.booleans(),
    )
    unique = st.lists(rows, max_size=12, unique_by=lambda row: (row.surface, row.entity))
    return tuple(entities), tuple(draw(unique))


_NAMES = (
    "Elbonia",
    "Port Elbon",
    "Ruritania",
    "Jane Roe",
    "John Smith",
    "São Elbão",
    "EPO",
    "Елбонія",
)


@lru_cache(maxsize=32)
def drawn(name: str, count: int) -> tuple[Any, ...]:
    """Examples of a strategy of this module, the same in every process and run.

    Args:
        name: the strategy's; or "any_bytes".
        count: how many; fewer if there are not so many.
    """
    strategies: dict[str, Callable[[], SearchStrategy[Any]]] = {
        "any_text": any_text,
        "news_text": news_text,
        "articles": articles,
        "near_duplicates": near_duplicates,
        "aliases": aliases,
        "any_bytes": lambda: st.binary(max_size=200),
    }
    found: list[Any] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategies[name]())
    def collect(value: Any) -> None:
        found.append(value)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        collect()
    return tuple(found)


def examples_to_draw(count: int | None = None) -> int:
    """How many inputs of a kind to draw: as asked, else as the environment says, else `EXAMPLES`.

    Raises:
        ConfigError: if the environment variable is no number.
    """
    if count is not None:
        return count
    value = os.environ.get(EXAMPLES_VARIABLE, "") or str(EXAMPLES)
    if not value.isdecimal() or int(value) < 1:
        raise ConfigError(f"{EXAMPLES_VARIABLE} is {value!r}; it must be a number of examples")
    return int(value)


def known_texts(extra: Sequence[str] = ()) -> list[str]:
    """The texts that every suite tries first: an author's own, and those that are known traps."""
    return list(dict.fromkeys((*extra, "", *KNOWN, *ODD)))
