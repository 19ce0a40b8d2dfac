"""The report of a run as one HTML page that needs nothing else.

The page is built as a tree, so that nothing from an article can become markup, and a content
security policy forbids it to load or run anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from newsnorm.article import NormalizedArticle
from newsnorm.explain import printable

SAMPLES = 20
"""Articles that are shown."""

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3 { line-height: 1.2 } table { border-collapse: collapse; margin: 1rem 0 }
td, th { padding: .15rem .8rem .15rem 0; text-align: left; vertical-align: top }
td.number { text-align: right; font-variant-numeric: tabular-nums }
pre { white-space: pre-wrap; background: #f5f5f2; padding: 1rem } article { margin: 2rem 0 }
del { background: #fdd; text-decoration-color: #a00 } mark { background: #def }
@media (prefers-color-scheme: dark) {
 body { background: #181818; color: #ddd } pre { background: #222 }
 del { background: #522 } mark { background: #245; color: inherit } }
"""


def report_page(manifest: Mapping[str, Any], samples: Sequence[NormalizedArticle]) -> str:
    """The page for a run.

    Args:
        manifest: the run's manifest.
        samples: articles to show, with what was cut struck out and what was linked marked.

    >>> page = report_page({"counts": {"read": 2, "edits": {"text/spaces": 3}}, "plugins": {}}, [])
    >>> "text/spaces" in page and "<script" not in page
    True
    """
    page = Element("html", lang="en")
    head = SubElement(page, "head")
    SubElement(head, "meta", charset="utf-8")
    policy = {"http-equiv": "Content-Security-Policy"}
    SubElement(head, "meta", policy, content="default-src 'none'; style-src 'unsafe-inline'")
    SubElement(head, "meta", name="viewport", content="width=device-width")
    SubElement(head, "title").text = "newsnorm: report of a run"
    SubElement(head, "style").text = _STYLE
    body = SubElement(page, "body")
    SubElement(body, "h1").text = "What newsnorm did"
    counts = manifest["counts"]
    _table(body, "Articles", {k: v for k, v in counts.items() if not isinstance(v, Mapping)})
    for title in ("relations", "mentions", "edits", "rejects"):
        if counts.get(title):
            _table(body, title.capitalize(), counts[title])
    _table(body, "Versions", manifest["plugins"])
    if samples:
        SubElement(
            body, "h2"
        ).text = f"The first {len(samples)} articles that were changed or linked"
    for article in samples:
        _sample(body, article)
    # Lone surrogates have no form in UTF-8: they are shown as escapes.
    html = tostring(page, "unicode", method="html")
    shown = html.encode("utf-8", "backslashreplace").decode("utf-8")
    return f"<!DOCTYPE html>\n{shown}\n"


def _table(body: Element, title: str, rows: Mapping[str, object]) -> None:
    SubElement(body, "h2").text = title
    table = SubElement(body, "table")
    for name, value in rows.items():
        row = SubElement(table, "tr")
        SubElement(row, "td").text = name
        SubElement(row, "td", {"class": "number"} if isinstance(value, int) else {}).text = str(
            value
        )


def _sample(body: Element, article: NormalizedArticle) -> None:
    section = SubElement(body, "article")
    SubElement(section, "h3").text = printable(article.title or article.id)[1:-1]
    paragraph = SubElement(section, "pre")
    last: Element | None = None
    for kind, text, hint in _stretches(article):
        if kind == "text":
            if last is None:
                paragraph.text = (paragraph.text or "") + text
            else:
                last.tail = (last.tail or "") + text
            continue
        last = SubElement(paragraph, kind, title=hint)
        last.text = text


def _stretches(article: NormalizedArticle) -> Iterator[tuple[str, str, str]]:
    """The text from start to end: as it is, cut ("del") or linked ("mark"), with a reason."""
    marks = [
        (
            mention.start,
            1,
            mention.end,
            "mark",
            mention.surface,
            f"{mention.name} ({mention.reason})",
        )
        for mention in article.mentions
        if mention.field == "text"
    ]
    marks += [
        (change.start, 0, change.start, "del", printable(change.removed)[1:-1], change.rule)
        for change in article.alignments["text"].changes
        if len(change.removed) > len(change.replacement) + 1
    ]
    position = 0
    for start, _, end, kind, text, hint in sorted(marks):
        if start >= position:
            yield "text", article.text[position:start], ""
            yield kind, text, hint
            position = end
    yield "text", article.text[position:], ""
