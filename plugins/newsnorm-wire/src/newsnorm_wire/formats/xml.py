"""XML, read safely, and the text in it.

Nothing outside of the file is ever opened, no entity of the file's own is resolved, and nothing
that is nested too deep, or grows, gets through: libxml2 refuses more than 256 levels, texts over
10 MB, and entities in attributes that amplify the file, as `huge_tree` is off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html.entities import html5
from textwrap import dedent
from typing import TypeAlias

from lxml import etree

from newsnorm import InputError

Element: TypeAlias = etree._Element  # noqa: SLF001 - the name that lxml gives it

_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,100}?\sencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})")
_ONE_BYTE = re.compile(
    r"iso-?8859|(?:windows-|cp)(?:125\d|437|8[56]\d)|us-ascii|latin|koi8", re.IGNORECASE
)
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SPACE = re.compile(r"[ \t\r\n]+")  # but no other: a no-break space is the agency's


def parse(data: bytes) -> Element:
    """The root of an XML file.

    A file that declares an encoding of one byte a character, and is UTF-8 with characters of
    several bytes, is UTF-8: agencies convert files and forget the declaration, and nothing that
    was written in the declared encoding looks like it.

    Raises:
        InputError: "bad-xml", "not-utf-8".

    >>> parse('<?xml version="1.0" encoding="iso-8859-1"?><p>Tromsø</p>'.encode()).text
    'Tromsø'
    """
    data = data.lstrip()
    found = _DECLARED.match(data)
    declared = found[1].decode("ascii") if found else ""
    encoding = None
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        if not declared or declared.lower() in ("utf-8", "utf8"):
            _check_utf8(data)
        elif _ONE_BYTE.match(declared) and not data.isascii() and _is_utf8(data):
            encoding = "utf-8"
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = " ".join(str(error.msg).split())
        raise InputError("bad-xml", message) from error


def name(element: Element) -> str:
    """An element's name without its namespace, in lower case; agencies vary both.

    >>> name(etree.fromstring("<x:HeadLine xmlns:x='y'/>"))
    'headline'
    """
    return _local(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def attribute(element: Element | None, wanted: str) -> str:
    """An attribute's value, whatever its namespace, or "".

    >>> attribute(etree.fromstring("<p xml:lang='lv'/>"), "lang")
    'lv'
    """
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2].lower() == wanted:
            return str(value).strip()
    return ""


def children(element: Element | None, *wanted: str) -> list[Element]:
    """The children of some names, in order."""
    return [] if element is None else [entry for entry in element if name(entry) in wanted]


def child(element: Element | None, *path: str) -> Element | None:
    """What a path of names leads to, by the first of each, or None."""
    for step in path:
        element = next(iter(children(element, step)), None)
    return element


def descendants(element: Element | None, *wanted: str) -> Iterator[Element]:
    """All elements of some names that are in an element, or it itself."""
    if element is not None:
        yield from (entry for entry in element.iter() if name(entry) in wanted)


def line(element: Element | None) -> str:
    r"""The text of an element on one line.

    >>> line(etree.fromstring("<hl1>Snow <em>falls</em>\n  in Riga</hl1>"))
    'Snow falls in Riga'
    """
    return " ".join(text(element).split("\n"))


def verbatim(element: Element) -> str:
    r"""The text of an element with its own line ends, if it holds no elements, else as `text`.

    What all its lines but the first are indented by is the file's layout.

    >>> verbatim(etree.fromstring("<DataContent>Snow fell.\n    It melted.\n    </DataContent>"))
    'Snow fell.\nIt melted.'
    """
    if any(name(entry) for entry in element):
        return text(element)
    first, _, rest = "".join(_strings(element)).strip().partition("\n")
    lines = (first, *dedent(rest).split("\n"))
    return "\n".join(entry.rstrip() for entry in lines).strip()


BLOCKS = frozenset(
    "p hl1 hl2 h1 h2 h3 h4 h5 h6 li tr div block section article main bq blockquote ul ol dl dt dd "
    "table tbody thead tfoot nitf-table pre note fn hr body body.content body.end br address "
    "credit datasource tagline title abstract byline byttl".split()
)
"""Elements that begin and end a line. NITF 3 (block.content of its DTD), XHTML."""

DROPPED = frozenset(
    "media figure caption col colgroup script style head header footer nav aside object video "
    "audio iframe nitf-table-metadata".split()
)
"""Elements that are not of the body: pictures with their captions, and what a page has around."""


def text(element: Element | None) -> str:
    r"""The text of an element, a block a line; markup within lines leaves nothing behind.

    >>> xml = "<block><p>Snow\n fell<br/>in <em>Riga</em>.</p><hl2>Ice</hl2></block>"
    >>> text(etree.fromstring(xml))
    'Snow fell\nin Riga.\nIce'
    """
    if element is None:
        return ""
    parts: list[str] = []
    _walk(element, parts, keeps_lines=False)
    lines = "".join(parts).split("\n")
    return "\n".join(entry.strip(" \t") for entry in lines if not entry.isspace() and entry)


def _walk(element: Element, parts: list[str], *, keeps_lines: bool) -> None:
    """Collect the strings below an element; as deep as it is nested, at most 256."""
    keeps_lines = keeps_lines or name(element) == "pre" or element.get(_XML_SPACE) == "preserve"

    def add(string: str | None) -> None:
        if string:
            parts.append(string if keeps_lines else _SPACE.sub(" ", string))

    add(element.text)
    for entry in element:
        kind = name(entry)
        if not kind:
            parts.append(_entity(entry))
        elif kind not in DROPPED:
            edge = "\n" if kind in BLOCKS else "\t" if kind in ("td", "th") else ""
            parts.append(edge)
            _walk(entry, parts, keeps_lines=keeps_lines)
            parts.append(edge if edge == "\n" else "")
        add(entry.tail)


def _strings(element: Element) -> Iterator[str]:
    yield element.text or ""
    for entry in element:
        yield _entity(entry)
        yield entry.tail or ""


def _entity(node: Element) -> str:
    """What an entity stands for that HTML names too, which are those of XHTML's and NITF's DTDs."""
    known = html5.get(f"{(node.text or '').strip('&;')};")
    if known is None:
        message = f"line {node.sourceline}: the file defines {node.text}; no entity is resolved"
        raise InputError("bad-xml", message)
    return known


def _check_utf8(data: bytes) -> None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is not UTF-8, which the file says it is, or leaves unsaid"
        raise InputError("not-utf-8", message) from error


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
