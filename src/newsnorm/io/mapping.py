"""From a record of an input to an article: fields by name, dates to ISO 8601."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from newsnorm.article import Article
from newsnorm.errors import InputError
from newsnorm.io.dates import read_date
from newsnorm.io.options import FIELDS, InputOptions
from newsnorm.io.records import Raw, plain

GUESSES: dict[str, tuple[str, ...]] = {
    "text": (
        "body", "content", "article", "article_text", "article_body", "articlebody", "maintext",
        "main_text", "full_text", "fulltext", "body_text", "plain_text", "story",
    ),
    "title": ("headline", "head_line", "heading", "article_title"),
    "published": (
        "date", "pub_date", "pubdate", "published_at", "publishedat", "publish_date",
        "published_date", "date_published", "datepublished", "date_publish", "publication_date",
        "datetime", "timestamp", "created_at",
    ),
    "source": (
        "publisher", "outlet", "agency", "source_name", "publication", "site", "source_domain",
        "domain",
    ),
    "language": ("lang", "language_code", "lang_code"),
    "id": ("guid", "uuid", "article_id", "articleid", "doc_id", "docid", "_id"),
}  # fmt: skip
"""Names that newsnorm's fields have elsewhere, the likeliest first; as `_simple` writes them.

From the feeds and dumps where they were seen: RSS and schema.org (pubDate, guid, link, headline,
articleBody, datePublished), NewsAPI (content, publishedAt), news-please (maintext, date_publish,
source_domain), Common Crawl and Kaggle dumps (body, article, pub_date, publication, story).
"""

_MOVED = frozenset({"text", "title", "source", "language"})
"""Fields that are taken from where they were; an id or a date stays there too, as it came."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """An article, and what had to be guessed.

    Args:
        article: the article.
        guesses: pairs of newsnorm's name of a field and the record's.
        warnings: what a user should know, such as a date that was not understood.
    """

    article: Article
    guesses: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()


def to_article(raw: Raw, options: InputOptions) -> Mapped:
    r"""Make an article of a record.

    Raises:
        InputError: if the record has a fault, is not JSON, or is not an article.

    >>> raw = Raw("dump.jsonl", 1, b'{"Body": "Snow fell.", "pub_date": "March 3, 2021"}')
    >>> mapped = to_article(raw, InputOptions())
    >>> mapped.article.text, mapped.article.published, mapped.guesses
    ('Snow fell.', '2021-03-03', (('text', 'Body'), ('published', 'pub_date')))
    """
    if raw.fault:
        raise raw.fault
    record = _decoded(raw, options.limits.depth)
    if not isinstance(record, dict):
        return Mapped(Article.from_record(record))  # which says what is wrong with it
    fields, rest, guesses = _chosen(record, options.fields)
    warnings: tuple[str, ...] = ()
    published = fields.get("published")
    if isinstance(published, (str, int, float)) and not isinstance(published, bool):
        read = read_date(published, options.date_formats, options.timezone)
        if read.iso != published and published is record.get("published"):
            rest["published"] = published
        fields["published"] = read.iso
        warnings = (read.warning,) if read.warning else ()
    # Fields with our names that are not ours: the input's own date, a `text` that is not the text.
    theirs = {name: rest.pop(name) for name in FIELDS if name in rest}
    article = Article.from_record({**rest, **fields})
    if theirs:
        article = replace(article, extra={**article.extra, **theirs})
    return Mapped(article, guesses, warnings)


def _decoded(raw: Raw, depth: int) -> object:
    if isinstance(raw.data, bytes):
        return decode_json(raw.data, depth)
    try:
        value = plain(raw.data)
    except RecursionError as error:
        raise _too_deep(depth) from error
    _check_depth(value, depth)
    return value


def decode_json(data: bytes, depth: int = 100) -> object:
    r"""The value of a line of JSON.

    Raises:
        InputError: if it is not UTF-8, or not JSON (NaN and infinities are not), or holds a
            number that is too large to be written again, or is nested deeper than `depth`.

    >>> decode_json(b'{"text": "Snow\\u00a0fell."}')
    {'text': 'Snow\xa0fell.'}
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("not-utf-8", f"byte {error.start} is not UTF-8") from error
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        message = f"{error.msg.removesuffix(' at')} at column {error.colno}"
        if len(text) < 3 * text.count("\0") < 2 * len(text):  # about every other byte
            message += "; it looks like UTF-16 without a mark: say so with --encoding"
        raise InputError("not-json", message) from error
    except RecursionError as error:
        raise _too_deep(depth) from error
    except ValueError as error:
        raise InputError("not-json", str(error)) from error
    _check_depth(value, depth)
    return value


def _chosen(
    record: dict[str, Any], names: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, Any], tuple[tuple[str, str], ...]]:
    """Newsnorm's fields, the other ones, and which of the former were guessed."""
    fields: dict[str, Any] = {}
    rest = dict(record)
    guesses: list[tuple[str, str]] = []
    simple: dict[str, str] | None = None
    for field in FIELDS:
        name = field
        if field in names:
            name = names[field]
            value = _at(record, name)
        elif (value := record.get(field)) is None or (value == "" and field != "text"):
            rest.pop(field, None)
            if simple is None:
                simple = {_simple(name): name for name in reversed(record)}
            if guess := _guess(field, record, simple, names.values()):
                name, value = guess, record[guess]
                guesses.append((field, name))
        if field != "text" and value in (None, ""):
            continue
        if value is None and (field in names or field not in record):
            listed = ", ".join(sorted(map(repr, record))) or "none"
            raise InputError("no-text", f"the record has no field {name!r}; its fields: {listed}")
        fields[field] = value
        if field in _MOVED or name == field:
            rest.pop(name, None)
    return fields, rest, tuple(guesses)


def _guess(
    field: str, record: Mapping[str, Any], simple: Mapping[str, str], taken: Collection[str]
) -> str | None:
    """The field of a record that is likely to be one of newsnorm's, or None."""
    types = _TYPES.get(field, str)
    empty = None
    for candidate in (field, *GUESSES[field]):
        name = simple.get(candidate)
        value = None if name is None or name in taken else record[name]
        if not isinstance(value, types) or isinstance(value, bool):
            continue
        if value != "":
            return name
        empty = empty or name
    return empty if field == "text" else None


_TYPES: dict[str, tuple[type, ...]] = {"id": (str, int), "published": (str, int, float)}
"""What a field must hold to be taken for one of newsnorm's, if that is not text."""


def _at(record: Mapping[str, Any], name: str) -> Any:
    """A field by its name, or by the names of the objects that it is in, with dots between."""
    if name in record:
        return record[name]
    value: Any = record
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _simple(name: str) -> str:
    """A name as `GUESSES` writes it.

    >>> _simple("Pub Date"), _simple("published-at")
    ('pub_date', 'published_at')
    """
    return name.strip().lower().replace("-", "_").replace(" ", "_")


def _check_depth(value: object, depth: int) -> None:
    try:
        if _deeper(value, depth):
            raise _too_deep(depth)
    except RecursionError as error:
        raise _too_deep(depth) from error


def _deeper(value: object, depth: int) -> bool:
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list):
        return False
    return depth == 0 or any(
        _deeper(entry, depth - 1) for entry in value if isinstance(entry, (dict, list))
    )


def _too_deep(depth: int) -> InputError:
    return InputError("too-deep", f"the record is nested deeper than {depth}")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(f"the number {digits} is too large")
    return number


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite)
"""Made once: `json.loads` would make it anew for every record."""
