"""The report of a run: what it shows, and that nothing from an article can become markup."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm import CleanerSpec, NormalizedArticle, Pipeline, Replace, Rule, Scope
from newsnorm.report.page import report_page

COUNTS: dict[str, Any] = {"read": 2, "edits": {"text/spaces": 3}, "rejects": {}}
MANIFEST: dict[str, Any] = {"counts": COUNTS, "plugins": {"newsnorm-text": "0.1.0"}}


class Page(HTMLParser):
    """A page as a browser sees it: the elements in it, and the text in some of them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.pieces: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.pieces.append((self.open[-1] if self.open else "", data))

    def text(self, *tags: str) -> list[str]:
        """The texts in elements of these names."""
        return [data for tag, data in self.pieces if tag in tags]


@pytest.fixture(scope="module")
def article() -> NormalizedArticle:
    """An article with something cut and something linked."""
    text = "MOSCOW, February 2. /TASS/. Talks in Kiev went on."
    return newsnorm.load("news").normalize(text, title="Talks & more")


def test_counts_and_versions_are_shown() -> None:
    """Tables with a row for each; empty ones are left out."""
    page = Page(report_page(MANIFEST, []))
    assert page.text("td") == ["read", "2", "text/spaces", "3", "newsnorm-text", "0.1.0"]
    assert page.text("h2") == ["Articles", "Edits", "Versions"]


def test_what_was_cut_and_what_was_linked_is_marked(article: NormalizedArticle) -> None:
    """The text reads on as it is; rule and entity are one hover away."""
    page = Page(report_page(MANIFEST, [article]))
    assert page.text("h3") == ["Talks & more"]
    assert page.text("del") == ["MOSCOW, February 2. /TASS/. "]
    assert page.text("mark") == ["Kiev"]
    assert "".join(page.text("pre", "mark")) == article.text
    assert ("del", "title", "wire/furniture:dateline") in page.attributes
    assert ("mark", "title", "Kyiv (only reading)") in page.attributes


def test_nothing_can_be_loaded_or_run(article: NormalizedArticle) -> None:
    """The policy forbids it, and there is nothing that would want to."""
    page = Page(report_page(MANIFEST, [article]))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    assert ("meta", "content", policy) in page.attributes
    assert not {"script", "link", "img", "iframe", "a"} & set(page.tags)
    assert not [name for _, name, _ in page.attributes if name in {"src", "href", "style"}]


HOSTILE = st.text(
    st.sampled_from(
        ["<", ">", "&", '"', "'", "/", "-", "!", "a", " ", "\0", "\ud800", "\N{BULLET}"]
    )
) | st.sampled_from(
    ["<script>alert(1)</script>", "</pre></article>", "<!--", "&lt;b&gt;", '"><img src=x>']
)


@given(title=HOSTILE, text=HOSTILE, cut=HOSTILE)
def test_nothing_from_an_article_becomes_markup(title: str, text: str, cut: str) -> None:
    """Whatever stands in title, text or passages that were cut: the elements are the page's own."""
    rule = Rule("cut", r"\[\[[^\]]*+\]\]", Scope.BODY)
    first = Rule("mark", "##", Scope.BODY, Replace("#"))
    nlp = Pipeline.of(cleaners=[CleanerSpec("mine/cut", lambda: [rule, first])])
    page = Page(report_page(MANIFEST, [nlp.normalize(f"{text}[[{cut}]] end", title=title)]))
    plain = Page(report_page(MANIFEST, [nlp.normalize("text[[cut]] end", title="title")]))
    assert page.tags == plain.tags
    assert [place[:2] for place in page.attributes] == [place[:2] for place in plain.attributes]


def test_what_has_no_form_in_utf_8_is_shown_as_an_escape() -> None:
    """A report can be written whatever the articles hold."""
    spaces = CleanerSpec("mine/spaces", lambda: [Rule("two", "  ", Scope.BODY, Replace(" "))])
    article = Pipeline.of(cleaners=[spaces]).normalize("Snow  \ud800 fell.")
    page = report_page(MANIFEST, [article])
    assert "Snow \\ud800 fell." in page
    page.encode("utf-8")
