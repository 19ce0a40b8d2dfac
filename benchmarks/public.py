"""Readers for public sets of news: their records, as newsnorm takes them.

    python benchmarks/public.py reuters21578 PATH | newsnorm run - -o OUT

The sets belong to others and are no part of newsnorm: say where they are. Their texts stay as they
came, with datelines, tags, line ends and control characters: taking those out is newsnorm's work.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

import click

from newsnorm_wire.files import Files

Record: TypeAlias = dict[str, Any]

_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()


def ukraine(path: Path) -> Iterator[Record]:
    """A folder of JSONL files, or one: id, title, text. Ids begin with the file's name."""
    for file in _files(path, ".jsonl"):
        for line in file.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                record: Record = json.loads(line)
                yield {**record, "id": f"{file.stem}-{record['id']}", "language": "en"}


def agnews(path: Path) -> Iterator[Record]:
    """CSV without a header: class, title, description, with backslashes for line ends."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, (section, title, text) in enumerate(csv.reader(file), start=1):
            yield {
                "id": f"agnews-{number}",
                "title": title,
                "text": text,
                "language": "en",
                "section": section,
            }


def isot(path: Path) -> Iterator[Record]:
    """CSV with the header title, text, subject, date; dates as "December 31, 2017"."""
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=1):
            record = {
                "id": f"isot-{number}",
                "title": row["title"],
                "text": row["text"],
                "published": _american_date(row["date"]),
                "source": "Reuters",
                "language": "en",
                "section": row["subject"],
            }
            yield _filled(record)


def reuters21578(path: Path) -> Iterator[Record]:
    """The folder of SGML files (Latin-1), or one of them.

    The text is what the wire printed below the title: byline, dateline and body, hard-wrapped.
    "Brief" items have next to nothing there; tables have no title.
    """
    for file in sorted(_files(path, ".sgm"), key=lambda file: (len(file.name), file.name)):
        yield from _items(file.read_text(encoding="latin-1"))


def wire_files(path: Path) -> Iterator[Record]:
    """A folder of agency files: their stories, numbered by file; what holds none is said."""
    for file in _files(path, ".txt", ".xml"):
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        with file.open("rb") as stream:
            for number, raw in enumerate(Files().read(stream, name), start=1):
                if raw.fault or not isinstance(raw.data, Mapping):
                    print(f"{name}, line {raw.number}: {raw.fault}", file=sys.stderr)
                else:
                    yield {**raw.data, "id": f"{name}#{number}"}


def lgl(path: Path) -> Iterator[Record]:
    """LGL's XML: the articles, without the place names that are marked in them."""
    for _, element in ET.iterparse(path):
        if element.tag == "article":
            yield _filled(
                {
                    "id": f"lgl-{element.get('docid')}",
                    "title": element.findtext("title"),
                    "text": element.findtext("text") or "",
                    "published": _iso(element.findtext("dltime") or ""),
                    "source": element.findtext("domain"),
                    "language": "en",
                }
            )
            element.clear()


READERS: Mapping[str, Callable[[Path], Iterator[Record]]] = {
    "ukraine_articles": ukraine,
    "agnews": agnews,
    "isot_reuters": isot,
    "reuters21578": reuters21578,
    "wire_files": wire_files,
    "lgl": lgl,
}

_ITEM = re.compile(r"<REUTERS\b([^>]*)>(.*?)</REUTERS>", re.DOTALL)
_ID = re.compile(r'NEWID="(\d+)"')
_DATE = re.compile(r"<DATE>\s*(\d{1,2})-([A-Z]{3})-(\d{4})\s+(\d\d:\d\d:\d\d)")
_TITLE = re.compile(r"<TITLE>(.*?)</TITLE>", re.DOTALL)
_TEXT = re.compile(r"<TEXT\b[^>]*>(.*?)</TEXT>", re.DOTALL)
_TAG = re.compile(r"</?(?:AUTHOR|DATELINE|BODY)>")
_ENTITY = re.compile(r"&(?:#(\d+)|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def _items(sgml: str) -> Iterator[Record]:
    for attributes, content in _ITEM.findall(sgml):
        number, text, title = _ID.search(attributes), _TEXT.search(content), _TITLE.search(content)
        date = _DATE.search(content)
        body = _TAG.sub("", _TITLE.sub("", text[1])) if text else ""
        record = {
            "id": f"reut-{number[1]}" if number else None,
            "title": " ".join(_unescaped(title[1]).split()) if title else None,
            # STX and ETX of the transmission stand around it, and are not of the text.
            "text": _unescaped(body).strip("\x02\x03\n"),
            "published": (
                f"{date[3]}-{_MONTHS.index(date[2]) + 1:02}-{int(date[1]):02}T{date[4]}"
                if date
                else None
            ),
            "source": "Reuters",
            "language": "en",
        }
        yield _filled(record)


def _unescaped(sgml: str) -> str:
    """Entities decoded once; `html.unescape` would drop control characters."""
    return _ENTITY.sub(lambda found: chr(int(found[1])) if found[1] else _NAMED[found[2]], sgml)


def _american_date(text: str) -> str | None:
    for form in ("%B %d, %Y", "%b %d, %Y"):
        try:
            return datetime.strptime(text.strip(), form).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def _iso(text: str) -> str | None:
    try:
        return datetime.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return None


def _filled(record: Record) -> Record:
    return {name: value for name, value in record.items() if value is not None}


def _files(path: Path, *suffixes: str) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.suffix in suffixes)


@click.command()
@click.argument("name", type=click.Choice(list(READERS)))
@click.argument("path", type=click.Path(exists=True, path_type=Path))
def main(name: str, path: Path) -> None:
    """Write the records of the public set NAME at PATH, one JSON object a line."""
    out = sys.stdout.buffer
    for record in READERS[name](path):
        out.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")


if __name__ == "__main__":
    main()
