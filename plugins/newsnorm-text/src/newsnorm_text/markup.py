"""HTML in text: tags dropped, character references decoded, what the reader never saw cut.

A "<" is a tag only if an element's name follows it, as HTML knows it or as the text closes it:
"a < b", a Reuters code ("<BVN.L>"), an address in angle brackets stay. Capitals without anything
else ("Du Pont Co <DD>") are a ticker unless the text shows that it writes its tags that way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from newsnorm import ArticleView, Edit, Edits, Row
from newsnorm_text.entities import bare, looks_bare, references
from newsnorm_text.odd import odd
from newsnorm_text.steps import Step, settle
from newsnorm_text.wraps import glue

_BLOCKS: Final = frozenset(
    "address article aside blockquote body br button caption center dd details dialog dir div dl "
    "dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr "
    "html iframe legend li main menu nav object ol optgroup option p pre search section select "
    "summary table tbody textarea tfoot thead title tr ul video audio".split()
)
_CELLS: Final = frozenset(("td", "th"))
_INLINE: Final = frozenset(
    "a abbr acronym applet area b base basefont bdi bdo big blink canvas cite code col colgroup "
    "data datalist del dfn em embed font frame i img input ins kbd label link map mark marquee "
    "meta meter nobr noframes noscript output param picture progress q rp rt ruby s samp script "
    "slot small source span strike strong style sub sup svg template time track tt u var "
    "wbr".split()
)
"""The elements of the HTML standard (WHATWG's), with the obsolete ones that it lists."""

_KNOWN: Final = _BLOCKS | _CELLS | _INLINE

_QUOTES: Final = frozenset("\"'\u201c\u201d\u2018\u2019\u201e\u00ab\u00bb")
_MAY_BE_SPOKEN_OF: Final = re.compile(f"[{''.join(sorted(_QUOTES))}]<|> (?:tag|element)")
_NOUN: Final = re.compile(r" (?:tag|element)s?\b")
_ARTICLE: Final = re.compile(r"\b(?:an?|the) \Z", re.IGNORECASE)
"""What stands beside a tag that a story says something about."""

_TAG: Final = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{0,30})"
    r"""(?P<rest>(?:\s(?:=\s*+"[^"<]*+"|=\s*+'[^'<]*+'|[^<>])*+)?+)/?>"""
    r"|<(?P<declaration>[!?][A-Za-z][^<>]*+)>"
    r"|(?P<marked><!\[CDATA\[|\]\]>)"
)
_CUT_OFF: Final = re.compile(
    r"<(?P<close>/)?(?P<name>[A-Za-z][A-Za-z0-9]{0,30})"
    r"(?(close)|\s++[A-Za-z:-]{1,40}=[^<>]{0,2000})\Z"
)
_FLAGS: Final = re.compile(
    r"(?:\s++(?:async|compact|controls|defer|hidden|noshade|nowrap))*+\s*+/?\Z"
)
_CAPITALS: Final = re.compile(r"</[A-Z]|<[A-Z]{1,10}\s[^<>=]{1,40}=")
_CLOSING: Final = re.compile(r"</([A-Za-z][A-Za-z0-9:-]{0,30})>")
_HIDDEN: Final = re.compile(r"<!--|<(?P<name>script|style|template)\b[^<>]{0,2000}>", re.IGNORECASE)
_PARAGRAPH: Final = re.compile(r"<(/?)p(?=[\s>/])", re.IGNORECASE)
_SOFT: Final = re.compile(r"(?<!\s)[^\S\n]*+\n(?!\s*+\n)[^\S\n]*+")
_BRACKETS: Final = {"LRB": "(", "RRB": ")", "LSB": "[", "RSB": "]", "LCB": "{", "RCB": "}"}
_BRACKET: Final = re.compile(r"-(L[RSC]B)-[ ]?|[ ]?-(R[RSC]B)-")


class Markup:
    """Turn fragments of HTML into the text that a reader sees.

    >>> Markup().edits("<p>Snow &amp; ice</p>", ArticleView())
    [Edit(start=0, end=3, replacement='\\n', rule='tag'), \
Edit(start=8, end=13, replacement='&', rule='entity'), \
Edit(start=17, end=21, replacement='\\n', rule='tag')]
    """

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:  # noqa: ARG002 - the protocol's
        """Edits that leave text without markup; a text of which none is left settled stays."""
        return settle(text, _steps)


def _steps(text: str) -> list[Step]:
    """The steps whose tell-tale characters stand in the text."""
    present = odd(text)
    steps: list[Step] = []
    if "&" in present:
        steps.append(references)
    if ";" in present and looks_bare(text):
        steps.append(bare)
    if "<" in present or "&" in present:
        steps.append(tags)
    if "-LRB-" in text:
        steps.append(brackets)
    return steps


def tags(text: str) -> Sequence[Edit]:
    """Drop tags, comments and scripts; block tags and breaks leave a line end.

    >>> tags("a < b <br>c <BVN.L>")
    [Edit(start=6, end=10, replacement='\\n', rule='tag')]
    """
    if "<" not in text:
        return ()
    cut_off = list(_cut_off(text))
    if ">" not in text:
        return Edits(cut_off)
    hidden = list(_hidden(text))
    closed = frozenset(_CLOSING.findall(text))
    capitals = bool(_CAPITALS.search(text))
    spoken_of = bool(_MAY_BE_SPOKEN_OF.search(text))
    rows = [
        (start, end, "" if text.startswith("<!", start) else " ", "hidden") for start, end in hidden
    ]
    found_tags = _TAG.finditer(text)
    same: dict[str, str | None] = {}
    for found in _outside(found_tags, hidden) if hidden else found_tags:
        tag = found[0]
        if spoken_of and not found["rest"] and _is_spoken_of(found, text):
            continue
        shown = same[tag] if tag in same else _shown(found, text, closed, same, capitals=capitals)
        if shown is not None:
            start, end = found.span()
            rows.append((start, end, shown, "tag"))
    rows += cut_off
    if not rows:
        return ()
    if breaks := [soft for span in _paragraphs(text) for soft in _SOFT.finditer(text, *span)]:
        cut = sorted([row[:2] for row in rows])
        rows += [
            (*soft.span(), glue(text, *soft.span()), "soft-break")
            for soft in _outside(iter(breaks), cut)
        ]
    return Edits(rows)


def brackets(text: str) -> Sequence[Edit]:
    """Brackets as the Penn Treebank escapes them.

    >>> brackets("Oslo -LRB- AP -RRB- .")
    [Edit(start=5, end=11, replacement='(', rule='bracket'), \
Edit(start=13, end=19, replacement=')', rule='bracket')]
    """
    return [
        Edit(found.start(), found.end(), _BRACKETS[found[1] or found[2]], "bracket")
        for found in _BRACKET.finditer(text)
    ]


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """Spans of comments, scripts and styles that are closed."""
    position = 0
    unclosed: set[str] = set()
    lowered = ""
    while found := _HIDDEN.search(text, position):
        name = (found["name"] or "").lower()
        position = found.end()
        if name in unclosed:
            continue
        lowered = lowered or text.lower()
        closing = f"</{name}>" if name else "-->"
        end = lowered.find(closing, position) if len(lowered) == len(text) else -1
        if end < 0:
            unclosed.add(name)
            continue
        position = end + len(closing)
        yield found.start(), position


def _cut_off(text: str) -> Iterator[Row]:
    """The tag in which a text that was cut to a length ends, if nothing else begins so.

    >>> [*_cut_off('Snow fell. <a href="http://exam')], [*_cut_off("if a <b")]
    ([(11, 31, '', 'tag')], [])
    """
    found = _CUT_OFF.match(text, text.rfind("<"))
    if found and found["name"].lower() in _KNOWN:
        yield (*found.span(), "", "tag")


def _outside(
    matches: Iterator[re.Match[str]], hidden: Sequence[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """The matches that touch no hidden span; both are in order."""
    spans = iter(hidden)
    span = next(spans, None)
    for found in matches:
        while span and span[1] <= found.start():
            span = next(spans, None)
        if not span or found.end() <= span[0]:
            yield found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """What lies between `<p>` and `</p>`: a line end in it is but a space."""
    start = -1
    for found in _PARAGRAPH.finditer(text):
        if not found[1]:
            start = found.end()
        elif start >= 0:
            yield start, found.start()
            start = -1


def _shown(
    found: re.Match[str],
    text: str,
    closed: frozenset[str],
    same: dict[str, str | None],
    *,
    capitals: bool,
) -> str | None:
    """What takes the place of a tag; None for what is none.

    Args:
        found: of `_TAG`.
        text: the whole text.
        closed: names that the text has closing tags of.
        same: gets the answer, if it holds wherever such a tag stands.
        capitals: whether the text writes tags in capitals.
    """
    close, printed, rest, declaration, marked = found.groups()
    if declaration:
        return ""
    if marked:
        return "" if "<![CDATA[" in text else None
    name = printed.lower()
    if rest and not close and "=" not in rest and not _FLAGS.match(rest):
        return None
    if name not in _KNOWN:
        if printed not in closed and not (found[0].endswith("/>") and "=" in rest):
            return None
        return "\n" if text[found.end() : found.end() + 1] == "<" else ""
    bare_capitals = printed.isupper() and not rest and not close
    if bare_capitals and not capitals:
        if _is_ticker(found, text):
            return None
        return _of_element(name)
    shown = same[found[0]] = _of_element(name)
    return shown


def _is_spoken_of(found: re.Match[str], text: str) -> bool:
    """Whether a story says something about a tag: one in quotes, "the <marquee> tag"."""
    start, end = found.span()
    if text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES:
        return True
    return bool(_NOUN.match(text, end)) and bool(_ARTICLE.search(text, max(0, start - 5), start))


def _of_element(name: str) -> str:
    if name in _BLOCKS:
        return "\n"
    return " " if name in _CELLS else ""


def _is_ticker(found: re.Match[str], text: str) -> bool:
    """Whether capitals in angle brackets belong to the company named before them."""
    before = text[max(0, found.start() - 80) : found.start()].rstrip(" ")[-1:]
    behind = text[found.end() : found.end() + 80].lstrip()[:1]
    opens = not before or before in '\n>.!?"'
    return not (opens and (not behind or behind.isupper() or behind in '"<'))
