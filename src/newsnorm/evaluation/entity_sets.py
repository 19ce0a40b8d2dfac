"""Gold sets of entities: newsnorm's own, and two public forms.

- JSON lines: a record has `id`, `text`, `mentions`, perhaps `title`, `published`, `language`,
  `phenomenon`, `ignore` or `skip` (spans that count neither way) and `must_not` (entities that must
  not be reported). A mention has `start`, `end`, `name`, `kind`, perhaps `entity`, `head` (the span
  of the bare name), `field` ("text" if it has none), `phenomenon` and `stands_for` (the id of
  who acts under the name).
- LGL and TR-News: XML, articles with toponyms that are linked to GeoNames (Lieberman, Samet and
  Sankaranarayanan 2010; Kamalloo and Rafiei 2018).
- GUM: WebAnno TSV 3, with Wikipedia titles for identities (Zeldes 2017).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

import regex

from newsnorm.article import Article
from newsnorm.errors import InputError
from newsnorm.evaluation.scores import read_gold

KINDS = frozenset({"person", "place", "organization"})
"""What sets mark, unless they are of places alone."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention as a gold set has it.

    Args:
        field, start, end: where it stands in the article as it came.
        surface: what stands there.
        kind: person, place or organization.
        name: what it is called.
        entity: its id, or None where the set has none.
        head: the span of the bare name, where that is shorter.
        phenomenon: what is difficult about it, or its class in the set.
        location: latitude and longitude in degrees: then being near is being right.
        type: "country", "region" or "city", if the set tells.
        within: names of what it lies in, if the set tells.
        stands_for: id of who acts under this name.
    """

    field: str
    start: int
    end: int
    surface: str
    kind: str
    name: str
    entity: str | None = None
    head: tuple[int, int] | None = None
    phenomenon: str = ""
    location: tuple[float, float] | None = None
    type: str | None = None
    within: tuple[str, ...] = ()
    stands_for: str | None = None


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with what is to be found in it.

    Args:
        article: the input.
        mentions: all of them, of the kinds in `kinds`.
        ignored: field and span of what counts neither way.
        forbidden: id and name of what must not be reported.
        kinds: what the set marks; what is reported of another kind counts neither way.
        phenomenon: what the article is in the set for.
    """

    article: Article
    mentions: tuple[GoldMention, ...]
    ignored: tuple[tuple[str, int, int], ...] = ()
    forbidden: tuple[tuple[str | None, str], ...] = ()
    kinds: frozenset[str] = KINDS
    phenomenon: str = ""


def read_entities(path: Path, format: str | None = None) -> Iterator[GoldArticle]:
    """Read a gold set, or every file of a folder that is one.

    Args:
        path: the file or folder.
        format: "jsonl", "lgl" or "gum"; by default what the suffix tells.

    Raises:
        InputError: naming the file, the place in it and what is wrong with it.
    """
    files = [path]
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.suffix in _BY_SUFFIX)
    if not files:
        raise InputError("not-readable", f"{path}: has no file of a gold set")
    for file in files:
        name = format or _BY_SUFFIX.get(file.suffix)
        if name is None:
            raise InputError(
                "bad-gold", f"{file}: say what it is by --format: {', '.join(FORMATS)}"
            )
        yield from FORMATS[name](file)


# JSON lines ---------------------------------------------------------------------------------------


def _jsonl(file: Path) -> Iterator[GoldArticle]:
    for record in read_gold(file, ("id", "text", "mentions")):
        article = Article(
            record["text"],
            title=record.get("title"),
            id=record["id"],
            published=record.get("published"),
            language=record.get("language", "und"),
        )
        try:
            spans = [*record.get("ignore", ()), *record.get("skip", ())]
            yield GoldArticle(
                article,
                tuple(_mention(mention, record) for mention in record["mentions"]),
                tuple(("text", start, end) for start, end in spans),
                tuple((m.get("entity"), m["name"]) for m in record.get("must_not", ())),
                phenomenon=record.get("phenomenon", ""),
            )
        except (KeyError, TypeError, ValueError) as error:
            wrong = f"has no {error}" if isinstance(error, KeyError) else str(error)
            raise InputError("bad-gold", f"{file}: record {record['id']!r}: {wrong}") from error


def _mention(mention: Mapping[str, Any], record: Mapping[str, Any]) -> GoldMention:
    field, start, end = mention.get("field", "text"), mention["start"], mention["end"]
    surface = record[field][start:end]
    if mention.get("surface", surface) != surface or not surface:
        raise ValueError(f"{mention.get('surface')!r} does not stand at {start} to {end}")
    if mention["kind"] not in KINDS:
        raise ValueError(f"{mention['kind']!r} is no kind; there are {', '.join(sorted(KINDS))}")
    head = mention.get("head")
    return GoldMention(
        field, start, end, surface, mention["kind"], mention["name"], mention.get("entity"),
        (head[0], head[1]) if head else None,
        mention.get("phenomenon") or record.get("phenomenon", ""),
        stands_for=mention.get("stands_for"),
    )  # fmt: skip


# LGL and TR-News ----------------------------------------------------------------------------------

_TYPES = {"PCL": "country", "ADM1": "region", "PPL": "city"}


def _lgl(file: Path) -> Iterator[GoldArticle]:
    for article in _parse_xml(file).iter("article"):
        text = article.findtext("text") or ""
        mentions: list[GoldMention] = []
        unlinked: list[tuple[str, int, int]] = []
        for toponym in article.iter("toponym"):
            where = f"{file}: article {article.get('docid')}"
            try:
                start, end = int(_text_of(toponym, "start")), int(_text_of(toponym, "end"))
                tag = toponym.find("gaztag")
                if tag is None:
                    unlinked.append(("text", start, end))
                else:
                    mentions.append(_toponym(tag, text, start, end))
            except ValueError as error:
                raise InputError("bad-gold", f"{where}: {error}") from error
        yield GoldArticle(
            Article(text, id=article.get("docid") or "", language="en"),
            tuple(mentions),
            tuple(unlinked),
            kinds=frozenset({"place"}),
        )


def _toponym(tag: Element, text: str, start: int, end: int) -> GoldMention:
    feature = tag.findtext("fcode") or ""
    return GoldMention(
        "text", start, end, text[start:end], "place", _text_of(tag, "name"),
        f"geonames:{tag.get('geonameid')}",
        phenomenon=feature,
        location=(float(_text_of(tag, "lat")), float(_text_of(tag, "lon"))),
        type=next((kind for code, kind in _TYPES.items() if feature.startswith(code)), None),
        within=tuple(filter(None, (tag.findtext("country"), tag.findtext("admin1")))),
    )  # fmt: skip


def _text_of(element: Element, name: str) -> str:
    found = element.findtext(name)
    if not found:
        raise ValueError(f"a {element.tag} has no {name}")
    return found


def _parse_xml(file: Path) -> Element:
    """A file's root. One with a DOCTYPE is refused: without one, no entity can be declared."""
    builder = TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise InputError("bad-xml", f"{file}: has a DOCTYPE, which is not read")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(file.read_bytes(), True)
    except OSError as error:
        raise InputError("not-readable", f"{file}: cannot be read: {error}") from error
    except expat.ExpatError as error:
        raise InputError("bad-xml", f"{file}: {error}") from error
    return builder.close()


# GUM ----------------------------------------------------------------------------------------------

_COLUMNS = 7
"""Sentence and token, offsets, word, entity, information status, salience, identity."""

_NO_SPACE_BEFORE = frozenset(".,;:!?%)]}’") | {"'s", "’s", "n't", "n’t", "'", "”"}
_NO_SPACE_AFTER = frozenset("([{$£€‘“")
_JOINING = frozenset("-–/")
_NUMBERED = regex.compile(r"(?P<value>.+?)\[(?P<number>\d+)\]")


def _gum(file: Path) -> Iterator[GoldArticle]:
    text = ""
    spans: dict[str, list[tuple[int, int]]] = {}  # by number, its words
    kinds: dict[str, str] = {}
    identities: dict[str, str] = {}
    for line, columns in _rows(file):
        if columns is None:
            text = text.rstrip(" ") + "\n" if text else ""
            continue
        word = columns[2]
        text, start = _joined(text, word)
        for number, value in _annotations(columns[3], line):
            kinds[number] = value
            spans.setdefault(number, []).append((start, start + len(word)))
        identities |= dict(_annotations(columns[6], line))
    mentions: list[GoldMention] = []
    ignored: list[tuple[str, int, int]] = []
    for number, words in spans.items():
        if kinds[number] not in KINDS:
            continue
        name = unquote(identities.get(number, "")).replace("_", " ").partition(" (")[0]
        head = _head(text, words, name)
        if head is None:
            ignored.append(("text", words[0][0], words[-1][1]))
            continue
        start, end = words[0][0], words[-1][1]
        if kinds[number] == "place":
            name = name.partition(", ")[0]
        mentions.append(
            GoldMention("text", start, end, text[start:end], kinds[number], name, head=head)
        )
    yield GoldArticle(Article(text, id=file.stem, language="en"), tuple(mentions), tuple(ignored))


def _rows(file: Path) -> Iterator[tuple[int, list[str] | None]]:
    """The columns of each word; None where a sentence ends."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("not-readable", f"{file}: cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            continue
        columns = line.split("\t")
        if not line.strip():
            yield number, None
        elif len(columns) < _COLUMNS:
            raise InputError(
                "bad-gold", f"{file}:{number}: has {len(columns)} columns, {_COLUMNS} are due"
            )
        else:
            yield number, columns


def _joined(text: str, word: str) -> tuple[str, int]:
    """The text with a word more, spaced as in print, and where the word begins.

    The set has a space around every word and mark: "all - girl team , 's". Straight quotes keep
    theirs, as nothing tells which of two they are.
    """
    last = text[-1:]
    tight = (
        word in _NO_SPACE_BEFORE
        or word in _JOINING
        or last in _NO_SPACE_AFTER
        or last in _JOINING
        or last in ("", "\n")
    )
    text = text if tight else f"{text} "
    return text + word, len(text)


def _annotations(cell: str, line: int) -> Iterator[tuple[str, str]]:
    """Number and value of what is annotated: "place[2]|person[3]"; one without number is local."""
    if cell in ("_", ""):
        return
    for at, part in enumerate(cell.split("|")):
        found = _NUMBERED.fullmatch(part)
        yield (found["number"], found["value"]) if found else (f"{line}-{at}", part)


def _head(text: str, words: list[tuple[int, int]], name: str) -> tuple[int, int] | None:
    """The words that are in the name, or None where there are none: "he", "the company"."""
    wanted = {part.casefold().strip(",.") for part in name.split()}
    inside = [
        (start, end)
        for start, end in words
        if text[start:end].casefold().strip(",.") in wanted or (name and text[start:end].isupper())
    ]
    inside = [(start, end) for start, end in inside if text[start].isupper()]
    return (inside[0][0], inside[-1][1]) if inside else None


FORMATS: Mapping[str, Callable[[Path], Iterator[GoldArticle]]] = {
    "jsonl": _jsonl,
    "lgl": _lgl,
    "gum": _gum,
}
_BY_SUFFIX = {".jsonl": "jsonl", ".xml": "lgl", ".tsv": "gum"}
