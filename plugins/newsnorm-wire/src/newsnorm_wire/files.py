"""A reader for files as agencies deliver them, each told by what is in it.

XML begins with "<" and tells by its root what it is; anything else is IPTC 7901 or ANPA 1312 if its
header has that form. So a folder in which they are mixed is read in one go.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import BinaryIO

from newsnorm import InputError, Raw
from newsnorm_wire.formats import anpa, iptc7901
from newsnorm_wire.formats.messages import LONGEST, messages
from newsnorm_wire.formats.story import Story, record

LARGEST = 8 << 20
"""Bytes of an XML file, which is held whole; real ones have a few thousand."""

_BEGINNING = 4096
"""Bytes by which a file is judged, and that are kept of one at fault."""

_CHUNK = 1 << 18


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
        found = False
        for raw in self._found(stream, name):
            found = True
            yield raw
        if not found:
            yield Raw(name, 1, None, InputError("no-text", "there is nothing in the file"))

    def _found(self, stream: BinaryIO, name: str) -> Iterator[Raw]:
        head = stream.read(_BEGINNING)
        if not _is_xml(head):
            # read1, if there is one: with read, a fault of the file costs what came before it.
            more = partial(getattr(stream, "read1", stream.read), _CHUNK)
            yield from _from_text(chain((head,), iter(more, b"")), name)
            return
        data = head + stream.read(LARGEST + 1 - len(head))
        try:
            if len(data) > LARGEST:
                message = f"the file has more than {LARGEST} bytes"
                raise InputError("too-large", message)  # noqa: TRY301 - kept with its beginning
            yield from _from_xml(data, name)
        except InputError as error:
            yield Raw(name, 1, head, error)
        except RecursionError:
            yield Raw(name, 1, head, InputError("too-deep", "its elements are nested too deep"))


def _is_xml(data: bytes) -> bool:
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
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
        items = [root]
    elif kind == "newsml":
        items = newsml.items(root)
    elif kind in ("newsmessage", *newsml_g2.ITEMS):
        items = newsml_g2.items(root)
    else:
        message = f"the root is <{kind}>; agencies' are nitf, NewsML, newsMessage and newsItem"
        raise InputError("unknown-format", message)
    for number, item in enumerate(items, start=1):
        line = 1 if item is root else item.sourceline or number
        try:
            if kind == "newsml":
                stories = newsml.stories(item)
            else:
                stories = [nitf.read(item) if kind == "nitf" else newsml_g2.story(item, root)]
        except InputError as error:
            yield Raw(file, line, data[:_BEGINNING] if item is root else None, error)
            continue
        for story in stories:
            yield _raw(file, line, story)


def _from_text(data: Iterator[bytes], file: str) -> Iterator[Raw]:
    for message in messages(data):
        story = iptc7901.read(message) or anpa.read(message)
        if story is not None and not message.cut:
            yield _raw(file, message.line, story)
            continue
        header = message.header[0] if message.header else ""
        fault = InputError(
            "unknown-format",
            f"{header[:60]!r} is no header of IPTC 7901 or ANPA 1312, and this is not XML",
        )
        if story is not None:
            fault = InputError("too-large", f"the message has more than {LONGEST} bytes")
        kept = "\n".join((*message.header, message.text))
        yield Raw(file, message.line, kept[:_BEGINNING], fault)


def _raw(file: str, line: int, story: Story) -> Raw:
    """The record of a story; a headline alone is one, but not that of a picture."""
    made = record(story)
    if made["text"] or ("title" in made and story.kind in ("text", "")):
        return Raw(file, line, made)
    what = f"the item holds no text, but is of the class {story.kind!r}"
    if story.kind in ("text", ""):
        what = "there is neither a text nor a headline"
    return Raw(file, line, made, InputError("no-text", what))
