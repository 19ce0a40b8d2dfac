"""NewsML 1.0 to 1.2 of the IPTC: items whose components hold lines for people and content.

    NewsML/NewsEnvelope, NewsML/NewsItem*
    NewsItem/Identification/NewsIdentifier    ProviderId, DateId, NewsItemId, RevisionId
    NewsItem/NewsManagement                   FirstCreated, ThisRevisionCreated, Status, Urgency
    NewsItem/NewsComponent                    NewsLines, metadata, ContentItem or NewsComponent*

A component with a headline of its own is a story: agencies put languages, and lengths, of a story
side by side. Its texts are those of the components in it that are neither its title nor a caption.
"""

from __future__ import annotations

from dataclasses import replace

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
    verbatim,
)

_TITLES = frozenset({"title", "headline"})
_CAPTIONS = frozenset({"caption"})


def items(root: Element) -> list[Element]:
    """The items of an element `NewsML`."""
    return children(root, "newsitem")


def stories(item: Element) -> list[Story]:
    """The stories of an item, or one without text if there is none in it."""
    owners: dict[Element, Element] = {}
    contents: dict[Element, list[Element]] = {}
    for content in descendants(item, "contentitem"):
        component = content.getparent()
        if component is not None and name(component) == "newscomponent":
            contents.setdefault(_owner(component, owners), []).append(content)
    shared, captions = _shared(item), list[str]()
    found = [_story(owner, held, shared, captions) for owner, held in contents.items()]
    told = [story for story in found if story.text or story.kind == "text"]
    told = told or found[:1] or [replace(shared, kind="empty")]
    if len(told) > 1 and shared.id:
        told = [replace(story, id=f"{shared.id}#{number}") for number, story in enumerate(told, 1)]
    return [replace(story, more={"captions": captions, **story.more}) for story in told]


def _owner(component: Element, owners: dict[Element, Element]) -> Element:
    """The innermost component with a headline around a component, or the outermost one."""
    path: list[Element] = []
    owner = component
    while component not in owners:
        path.append(component)
        owner, parent = component, component.getparent()
        if _news_line(component, "headline") or parent is None or name(parent) != "newscomponent":
            break
        component = parent
    else:
        owner = owners[component]
    owners.update(dict.fromkeys(path, owner))
    return owner


def _story(owner: Element, contents: list[Element], shared: Story, captions: list[str]) -> Story:
    """The story of a component; captions in it are added to those of the item."""
    texts, inner, kind = list[str](), Story(), "text"
    roles: dict[Element | None, str] = {}
    for content in contents:
        component = content.getparent()
        if component not in roles:
            roles[component] = attribute(child(component, "role"), "formalname").lower()
        data = child(content, "datacontent")
        root = next(descendants(data, "nitf"), None)
        if root is not None:
            found = nitf.read(root)
            inner = inner.over(found)
            texts.append(found.text)
        elif data is not None and roles[component] not in _TITLES:
            (captions if roles[component] in _CAPTIONS else texts).append(verbatim(data))
        if attribute(content, "href"):  # of a picture or a sound, which is elsewhere
            kind = attribute(child(content, "mediatype"), "formalname").lower() or "media"
    texts, captions[:] = [*filter(None, texts)], [*filter(None, captions)]
    lines = Story(
        text="\n".join(texts),
        title=_news_line(owner, "headline"),
        language=_language(owner, contents),
        byline=_news_line(owner, "byline"),
        dateline=_news_line(owner, "dateline"),
        agency=_news_line(owner, "creditline"),
        kind="text" if texts else kind,
        more={
            "slug": _news_line(owner, "slugline"),
            "subtitle": _news_line(owner, "subheadline"),
            "keywords": [
                *filter(None, map(line, children(child(owner, "newslines"), "keywordline")))
            ],
        },
    )
    return lines.over(shared).over(inner)


def _shared(item: Element) -> Story:
    """What holds for every story of an item."""
    identifier = child(item, "identification", "newsidentifier")
    provider, day, item_id, revision = (
        line(child(identifier, part))
        for part in ("providerid", "dateid", "newsitemid", "revisionid")
    )
    management = child(item, "newsmanagement")
    parties = [
        attribute(party, "formalname")
        for role in ("provider", "source")
        for metadata in descendants(item, "administrativemetadata")
        for party in children(child(metadata, role), "party")
    ]
    source = next(filter(None, parties), provider)
    urgency = child(management, "urgency")
    return Story(
        item=item_id and ":".join(("urn:newsml", provider, day, item_id)),
        version=revision,
        # As in a PublicIdentifier, which agencies do not always fill in.
        id=item_id and ":".join(("urn:newsml", provider, day, item_id, revision)),
        published=iso(
            line(child(management, "thisrevisioncreated"))
            or line(child(management, "firstcreated"))
            or day
        ),
        source=source,
        language=attribute(item, "lang"),
        agency=source,
        more={
            "status": attribute(child(management, "status"), "formalname").lower(),
            "urgency": attribute(urgency, "formalname") or line(urgency),
            "slug": line(child(item, "identification", "namelabel")),
        },
    )


def _news_line(component: Element, kind: str) -> str:
    return line(child(component, "newslines", kind))


def _language(owner: Element, contents: list[Element]) -> str:
    """What the metadata of the component, or of those around it, says first."""
    component = contents[0].getparent()
    while component is not None and name(component) == "newscomponent":
        found = child(component, "descriptivemetadata", "language")
        if written := attribute(found, "formalname") or attribute(component, "lang"):
            return written
        component = component.getparent()
    return attribute(child(owner, "newslines", "headline"), "lang")
