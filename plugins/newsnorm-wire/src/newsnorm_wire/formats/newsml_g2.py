"""NewsML-G2 of the IPTC (2.x): items on their own, or in the `itemSet` of a `newsMessage`.

newsItem@guid, @version     one item, in one version
itemMeta                    itemClass, provider, versionCreated, pubStatus, edNote
contentMeta                 urgency, headline, by, dateline, creditline, slugline, keyword
contentSet                  inlineXML (NITF, XHTML), inlineData, remoteContent
"""

from __future__ import annotations

from newsnorm_wire.formats import nitf
from newsnorm_wire.formats.story import Story, iso
from newsnorm_wire.formats.xml import (
    Element,
    attribute,
    child,
    children,
    descendants,
    line,
    name,
    text,
    verbatim,
)

ITEMS = ("newsitem", "packageitem", "conceptitem", "planningitem", "knowledgeitem", "catalogitem")


def items(root: Element) -> list[Element]:
    """The items of a message, or an item alone."""
    found = [entry for group in children(root, "itemset") for entry in children(group, *ITEMS)]
    return found or ([root] if name(root) in ITEMS else [])


def story(item: Element, message: Element) -> Story:
    """The story of an item, in its message if it has one."""
    about, content = child(item, "itemmeta"), child(item, "contentmeta")
    headlines = children(content, "headline")
    kind = attribute(child(about, "itemclass"), "qcode").rpartition(":")[2]
    main = [entry for entry in headlines if "sub" not in attribute(entry, "role").lower()]
    other = [entry for entry in headlines if entry not in main]
    credit = line(child(content, "creditline"))
    source = _party(child(about, "provider")) or _party(child(content, "infosource"))
    title = next(filter(None, map(line, main)), "")
    return Story(
        title=title,
        item=attribute(item, "guid"),
        version=attribute(item, "version"),
        published=iso(
            line(child(about, "versioncreated"))
            or line(child(content, "contentmodified"))
            or line(child(content, "contentcreated"))
            or line(child(message, "header", "sent"))
        ),
        source=source,
        language=attribute(child(content, "language"), "tag") or attribute(item, "lang"),
        byline=line(child(content, "by")),
        dateline=line(child(content, "dateline")),
        agency=credit,
        kind=kind,
        more={
            "status": attribute(child(about, "pubstatus"), "qcode").rpartition(":")[2],
            "urgency": line(child(content, "urgency")),
            "slug": line(child(content, "slugline")),
            "keywords": [*filter(None, map(line, children(content, "keyword")))],
            "subtitle": " ".join(filter(None, map(line, other))),
            "abstract": _description(content, "summary", "intro"),
            # Of a text some agencies call "caption" what is only slug and headline once more.
            "captions": [*filter(None, [_description(content, "caption")])]
            if kind != "text"
            else [],
            "note": "\n".join(dict.fromkeys(filter(None, map(line, children(about, "ednote"))))),
        },
    ).over(_content(item))


def _content(item: Element) -> Story:
    """What the first inline content with text says."""
    for content in children(child(item, "contentset"), "inlinexml", "inlinedata"):
        root = next(descendants(content, "nitf"), None)
        if root is not None:
            found = nitf.read(root)
        else:
            page = next(descendants(content, "html"), None)
            body = child(page, "body")
            found = Story(
                text=verbatim(content) if body is None else text(body),
                title=line(next(descendants(page, "h1"), None))
                or line(child(page, "head", "title")),
                language=attribute(page, "lang"),
                more={"captions": nitf.captions(content)},
            )
        if found.text:
            return found
    return Story()


def _party(element: Element | None) -> str:
    """The name of an organisation, however it is given."""
    return (
        line(child(element, "name"))
        or attribute(element, "literal")
        or attribute(element, "qcode").rpartition(":")[2]
    )


def _description(content: Element | None, *roles: str) -> str:
    found = (
        line(entry)
        for entry in children(content, "description")
        if attribute(entry, "role").rpartition(":")[2] in roles
    )
    return next(filter(None, found), "")
