"""A reader for files as agencies deliver them, each told by what is in it.

XML begins with "<" and tells by its root what it is; anything else is IPTC 7901 or ANPA 1312 if its
header has that form. So a folder in which they are mixed is read in one go.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from newsnorm import InputError, Raw
from newsnorm_wire.formats import anpa, iptc7901
from newsnorm_wire.formats.messages import messages
from newsnorm_wire.formats.story import Story, record

LARGEST = 16 << 20
"""Bytes of a file; real ones have a few thousand, a day's worth of messages a few million."""

_KEPT = 4096
"""Bytes of a file at fault that are kept with it."""


class Files:
    r"""Reads NITF, NewsML 1, NewsML-G2, IPTC 7901 and ANPA 1312; XML needs lxml.

    >>> import io
    >>> nitf = b"<nitf><body><body.content><p>Snow fell.</p></body.content></body></nitf>"
    >>> [raw.data for raw in Files().read(io.BytesIO(nitf), "1.xml")]
    [{'text': 'Snow fell.'}]
    >>> wire = b"\x01abc0001 4 i 2\n\x02Snow in Riga =\n\nSnow fell.\n\x03041200 GMT May 21\x04"
    >>> [raw] = Files().read(io.BytesIO(wire), "1.txt")
    >>> raw.data["title"], raw.data["text"], raw.data["published"]
    ('Snow in Riga', 'Snow fell.', '2021-05-04T12:00:00Z')
    """

    def read(self, stream: BinaryIO, name: str) -> Iterator[Raw]:
        """A record a story; what holds none is a record with a fault."""
        data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            fault = InputError("too-large", f"the file has more than {LARGEST} bytes")
            yield Raw(name, 1, data[:_KEPT], fault)
            return
        try:
            yield from _from_xml(data, name) if _is_xml(data) else _from_text(data, name)
        except InputError as error:
            yield Raw(name, 1, data[:_KEPT] or None, error)
        except RecursionError:
            fault = InputError("too-deep", "its elements are nested too deep")
            yield Raw(name, 1, data[:_KEPT], fault)


def _is_xml(data: bytes) -> bool:
    start = data[:_KEPT].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith((b"<", b"\xff\xfe<\0", b"\xfe\xff\0<"))


def _from_xml(data: bytes, file: str) -> Iterator[Raw]:
    try:
        from newsnorm_wire.formats import newsml, newsml_g2, nitf
        from newsnorm_wire.formats.xml import name, parse
    except ImportError as error:
        message = "XML needs lxml: pip install 'newsnorm-wire[xml]'"
        raise InputError("needs-lxml", message) from error
    root = parse(data)
    kind = name(root)
    if kind == "nitf":
        yield _raw(file, 1, nitf.read(root))
    elif kind in ("newsml", "newsmessage", *newsml_g2.ITEMS):
        items = newsml.items(root) if kind == "newsml" else newsml_g2.items(root)
        for number, (item, story) in enumerate(items):
            yield _raw(file, item.sourceline or number + 1, story)
    else:
        message = f"the root is <{kind}>; agencies' are nitf, NewsML, newsMessage and newsItem"
        raise InputError("unknown-format", message)


def _from_text(data: bytes, file: str) -> Iterator[Raw]:
    for message in messages(data):
        story = iptc7901.read(message) or anpa.read(message)
        if story is None:
            header = message.header[0] if message.header else ""
            fault = InputError(
                "unknown-format",
                f"{header[:60]!r} is no header of IPTC 7901 or ANPA 1312, and this is not XML",
            )
            yield Raw(file, message.line, message.text[:_KEPT], fault)
        else:
            yield _raw(file, message.line, story)


def _raw(file: str, line: int, story: Story) -> Raw:
    """The record of a story; a headline alone is one, but not that of a picture."""
    made = record(story)
    if made["text"] or ("title" in made and story.kind in ("text", "")):
        return Raw(file, line, made)
    what = f"the item holds no text, but is of the class {story.kind!r}"
    if story.kind in ("text", ""):
        what = "there is neither a text nor a headline"
    return Raw(file, line, made, InputError("no-text", what))
