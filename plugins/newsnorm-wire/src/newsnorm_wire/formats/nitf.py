"""NITF, the News Industry Text Format 3.x of the IPTC (DTD 3.6, XML schema 3.6).

nitf/head/docdata           doc-id, urgency, date.issue, key-list, du-key, ed-msg
nitf/body/body.head         hedline (hl1, hl2), byline, distributor, dateline, abstract
nitf/body/body.content      p, hl2, lists, tables, media, block, pre
nitf/body/body.end          tagline
"""

from __future__ import annotations

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
)


def read(root: Element) -> Story:
    """The story of an element `nitf`."""
    head, docdata = child(root, "head"), child(root, "head", "docdata")
    body = child(root, "body")
    front = child(body, "body.head")
    content = child(body, "body.content")
    titles = [*filter(None, map(line, descendants(front, "hl1")))]
    title = titles[0] if titles else line(child(head, "title"))
    subtitles = [
        entry for found in descendants(front, "hl2") if (entry := line(found)) not in ("", title)
    ]
    source = (
        line(child(front, "distributor"))
        or attribute(child(docdata, "doc-id"), "regsrc")
        or attribute(child(docdata, "doc.copyright"), "holder")
    )
    return Story(
        text=text(content),
        title=title,
        item=attribute(child(docdata, "du-key"), "key"),
        version=attribute(child(docdata, "du-key"), "version"),
        # A new version has a new id: docdata@management-doc-idref names the one that it replaces.
        id=attribute(child(docdata, "doc-id"), "id-string"),
        published=_published(root, docdata),
        source=source,
        language=attribute(root, "lang") or attribute(root, "baselang") or attribute(body, "lang"),
        byline=_byline(child(front, "byline")),
        dateline=_dateline(child(front, "dateline")),
        agency=source,
        more={
            "status": attribute(docdata, "management-status"),
            "urgency": attribute(child(docdata, "urgency"), "ed-urg")
            or attribute(child(head, "urgency"), "ed-urg"),
            "keywords": [
                attribute(entry, "key") or line(entry)
                for entry in children(child(docdata, "key-list"), "keyword")
            ],
            "subtitle": " ".join(subtitles),
            "abstract": text(child(front, "abstract")),
            "captions": captions(body),
            "note": attribute(child(docdata, "ed-msg"), "info"),
            "tagline": text(child(body, "body.end")),
        },
    )


def captions(element: Element | None) -> list[str]:
    """The captions of the pictures in an element."""
    found = descendants(element, "media-caption", "figcaption")
    return [*filter(None, map(line, found))]


def _published(root: Element, docdata: Element | None) -> str:
    written = (
        attribute(child(docdata, "date.issue"), "norm")
        or attribute(child(root, "head", "pubdata"), "date.publication")
        or attribute(child(root, "body", "body.head", "dateline", "story.date"), "norm")
    )
    return iso(written)


def _byline(byline: Element | None) -> str:
    """Who, and the title (`byttl`)."""
    if byline is None:
        return ""
    who = [byline.text or ""]
    for part in byline:
        who += [line(part) if name(part) != "byttl" else "", part.tail or ""]
    return ", ".join(filter(None, (" ".join(" ".join(who).split()), line(child(byline, "byttl")))))


def _dateline(dateline: Element | None) -> str:
    """Place, and day if it is written for people: `story.date` often repeats `norm`."""
    if dateline is None:
        return ""
    place, day = child(dateline, "location"), line(child(dateline, "story.date"))
    if place is None:
        return "" if day else line(dateline)
    parts = [*filter(None, map(line, place))]
    written = (place.text or "") + "".join(entry.tail or "" for entry in place)
    printed = line(place) if written.strip() else ", ".join(parts)
    return f"{printed}, {day}" if day and not day[0].isdigit() else printed
