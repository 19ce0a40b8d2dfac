"""Articles: as they arrive, and as newsnorm returns them.

`Article` is the input, `NormalizedArticle` the result;
title and text are fields alike, each with its own changes and its own offsets.
A result holds its input, so nothing that was taken out is lost.

All offsets are Unicode code points, half-open.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import blake2b
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from newsnorm.alignment import Alignment, Change, undo
from newsnorm.errors import InputError
from newsnorm.quick_init import quick_init

if TYPE_CHECKING:
    from newsnorm.style.rewriting import Rendered
    from newsnorm.style.tables import Style

SCHEMA = 1
"""Version of the record that `NormalizedArticle.to_record` makes."""

FieldName: TypeAlias = Literal["title", "text"]
"""The parts of an article that are cleaned and linked."""

Kind: TypeAlias = Literal["person", "place", "organization", "office"]
"""What an entity can be."""

Rewriting: TypeAlias = Literal["no", "dated"]
"""Why a form of a name is not simply another spelling of it."""

RelationKind: TypeAlias = Literal[
    "exact", "respelled", "near", "truncated", "updated", "contains", "related"
]
"""How one article repeats another. All but the last two put articles into one cluster."""

CLUSTERING: frozenset[RelationKind] = frozenset(
    {"exact", "respelled", "near", "truncated", "updated"}
)

_INPUT_FIELDS = ("text", "title", "id", "published", "source", "language")

_RESULT_FIELDS = frozenset(
    {"id", "text", "title", "published", "source", "language", "dateline", "byline", "credits"}
    | {"notices", "mentions", "edits", "warnings", "rewritten", "input", "schema"}
)


class _Fields(dict[str, Any]):
    """Fields of a record that nobody can change: an article is handed from plugin to plugin."""

    def _refuse(self, *_: object, **__: object) -> Any:
        raise TypeError("the fields of an article cannot be changed; make another article")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return _Fields, (dict(self),)


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it arrived.

    Args:
        text: the body, as it came.
        title: the headline, if it came separately.
        id: a name for it; made from source, title and text when None.
        published: ISO 8601, "2022-02-02" or "2022-02-02T10:00:00Z".
        source: who published it.
        language: BCP 47 ("en"), or "und" when nobody said.
        extra: fields that newsnorm does not know; they are handed through untouched.

    >>> Article("Snow fell.", source="TASS").id == Article("Snow fell.", source="TASS").id
    True
    """

    text: str
    title: str | None = None
    id: str = ""
    published: str | None = None
    source: str | None = None
    language: str = "und"
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if not self.id:
            source, title = self.source or "", self.title or ""
            content = f"{len(source)} {len(title)} {source}{title}{self.text}"
            digest = blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8)
            object.__setattr__(self, "id", digest.hexdigest())
        if not isinstance(self.extra, _Fields):
            object.__setattr__(self, "extra", _Fields(self.extra))

    @classmethod
    def from_record(cls, record: object) -> Article:
        """Read a decoded JSON record.

        Raises:
            InputError: if it is not an object with a string `text`, or a field has another type.

        >>> Article.from_record({"id": 7, "text": "Snow fell.", "section": "world"}).extra
        {'section': 'world'}
        """
        if not isinstance(record, Mapping):
            raise InputError(
                "not-an-object", f"the record is a {type(record).__name__}, not an object"
            )
        extra = {key: value for key, value in record.items() if key not in _INPUT_FIELDS}
        if "text" not in record:
            names = ", ".join(sorted(map(repr, record))) or "none"
            raise InputError("no-text", f"the record has no field 'text'; its fields: {names}")
        known: dict[str, str] = {}
        for name in _INPUT_FIELDS:
            value = record.get(name)
            if value is None and name != "text":
                continue
            if name == "id" and isinstance(value, int) and not isinstance(value, bool):
                value = str(value)
            if not isinstance(value, str):
                raise InputError(
                    "bad-type", f"field {name!r} is a {type(value).__name__}; it must be a string"
                )
            known[name] = value
        return cls(**known, extra=extra)

    def has_made_id(self) -> bool:
        """Whether the id was made of source, title and text, as nobody gave one."""
        return self.id == replace(self, id="").id

    def published_date(self) -> date | None:
        """The day of publication, or None where `published` is missing or not ISO 8601.

        >>> Article("", published="2022-02-02T10:00:00Z").published_date()
        datetime.date(2022, 2, 2)
        """
        try:
            return datetime.fromisoformat(self.published).date() if self.published else None
        except ValueError:
            return None


@quick_init
@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, when and by whom a story was filed.

    Args:
        place: as printed ("MOSCOW"), or None for a bare agency tag.
        date: ISO 8601, or "--MM-DD" where no year is known, or None.
        agency: as printed ("TASS"), or None.
        entity: the id that the place was linked to, once entities have run.
    """

    place: str | None = None
    date: str | None = None
    agency: str | None = None
    entity: str | None = None


@quick_init
@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody, something or somewhere with one id, whatever it is called in a text.

    Args:
        id: a CURIE, "geonames:703448"; "local:" + slug for one known only by its name.
        name: the canonical name.
        kind: person, place, organization or office.
        type: a finer class of the gazetteer's ("country", "city"), or None.
        parent: id of what it lies in or belongs to, or None.
        population: of a place: what tells between namesakes when nothing else does.
        location: latitude and longitude of a place, in degrees.
        seat_of: id of the country or body whose government sits there, and goes by its name:
            of Russia for Moscow and for the Kremlin.
    """

    id: str
    name: str
    kind: Kind
    type: str | None = None
    parent: str | None = None
    population: int | None = None
    location: tuple[float, float] | None = None
    seat_of: str | None = None


@quick_init
@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a field that names an entity, and why newsnorm thinks so.

    Args:
        field: "title" or "text".
        start: offset in the cleaned field.
        end: one past the last code point.
        raw: span in the field as it came.
        surface: the cleaned field's `[start:end]`.
        entity: the entity's id.
        name: its canonical name.
        kind: its kind.
        score: 0 to 1.
        reason: what decided, "alias", "definition", "title+name".
        alias: row of the table it was found with, "world@2026.11#4711".
        role: a title before a name, "US Secretary of State".
        stands_for: id of who acts under this name: an office's holder, a capital's government.
        rewrite: "no" where the table says that this form is linked and never rewritten, "dated"
            where it was the name in force for a time; None elsewhere.
    """

    field: FieldName
    start: int
    end: int
    raw: tuple[int, int]
    surface: str
    entity: str
    name: str
    kind: Kind
    score: float
    reason: str
    alias: str | None = None
    role: str | None = None
    stands_for: str | None = None
    rewrite: Rewriting | None = None


@quick_init
@dataclass(frozen=True, slots=True)
class Undecided:
    """A stretch that could name several entities, or none: newsnorm abstained.

    Args:
        field: "title", "text" or "dateline".
        start: offset in the cleaned field.
        end: one past the last code point.
        surface: the stretch.
        options: ids of what it could be.
        reason: why nothing was chosen.
    """

    field: str
    start: int
    end: int
    surface: str
    options: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Article `right` repeats article `left`, which came first (by published, then id).

    Args:
        left: id of the earlier article.
        right: id of the later one.
        kind: how it repeats it.
        evidence: figures that the decision rests on, such as {"jaccard": 0.93}.
    """

    left: str
    right: str
    kind: RelationKind
    evidence: Mapping[str, float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class NormalizedArticle:
    """An article after cleaning and canonicalisation, with the way back to its input.

    Args:
        raw: the input.
        alignments: for each field, from the field as it came to the field as it is.
        dateline, byline, credits, notices: what cleaning took out of the text and kept.
        mentions: what was linked, by field and position.
        undecided: what could have been, and was not.
        withdrawn: what was proposed and taken back, with the reason.
        warnings: what a user should know about this article, such as a date not understood.
    """

    raw: Article
    alignments: Mapping[FieldName, Alignment] = field(hash=False)
    dateline: Dateline | None = None
    byline: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    withdrawn: tuple[Undecided, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The input's id, or the one made for it."""
        return self.raw.id

    @property
    def text(self) -> str:
        """The cleaned text."""
        return self.alignments["text"].target

    @property
    def title(self) -> str | None:
        """The cleaned title, or None where none came."""
        return self.alignments["title"].target if "title" in self.alignments else None

    @property
    def edits(self) -> tuple[tuple[FieldName, Change], ...]:
        """Every change to a field, the title's first."""
        return tuple(
            (name, change) for name, steps in self.alignments.items() for change in steps.changes
        )

    def to_raw(self, start: int, end: int, *, field: FieldName = "text") -> tuple[int, int]:
        """Where in the field as it came a span of the cleaned one comes from."""
        return self.alignments[field].to_source(start, end)

    def to_text(self, start: int, end: int, *, field: FieldName = "text") -> tuple[int, int]:
        """Where a span of the field as it came went; empty where it was cut."""
        return self.alignments[field].to_target(start, end)

    def with_id(self, name: str) -> NormalizedArticle:
        """The same article under another id."""
        return replace(self, raw=replace(self.raw, id=name))

    def undo(self) -> Article:
        """The article as it came, rebuilt from the result and its edits."""
        texts = {name: undo(steps.target, steps.changes) for name, steps in self.alignments.items()}
        raw = self.raw
        return Article(
            texts["text"],
            texts.get("title"),
            raw.id,
            raw.published,
            raw.source,
            raw.language,
            raw.extra,
        )

    def rewrite(
        self,
        style: str | Path | Style = "press",
        *,
        field: FieldName = "text",
        quotations: bool = False,
    ) -> Rendered:
        """A rendering of a field in which linked names are those of one house.

        The article stays as it is, and nothing else in newsnorm reads a rendering.

        Args:
            style: "press" (the gazetteer's spellings), "source" (each name as this article spells
                it most often), the path of a .tsv file, or a `Style`.
            field: "text" or "title".
            quotations: whether to change names inside quotations, too.

        Returns:
            The text, and the alignment from the cleaned field to it.

        Raises:
            StyleError: if there is no such style, or its table makes no sense.
            ValueError: if the article has no such field.

        >>> import newsnorm
        >>> article = newsnorm.load("news").normalize('Envoys left Kiev. "To Kiev," said one.')
        >>> article.rewrite().text
        'Envoys left Kyiv. "To Kiev," said one.'
        """
        from newsnorm.style.rewriting import rewrite

        return rewrite(self, style, field=field, quotations=quotations)

    def explain(self) -> str:
        """Every change and every decision with its reason, for a person to read."""
        from newsnorm.explain import explain

        return explain(self)

    def to_record(self, *, style: str | Path | Style | None = None) -> dict[str, Any]:
        """The article as a JSON record; fields that are empty are left out.

        Args:
            style: of renderings to add as the object `rewritten`; None adds none.

        Raises:
            StyleError: as `rewrite` does.

        Unknown input fields come first and stay as they were. An input field with the name of one
        that newsnorm writes, a `byline` say, moves to the object `input`.
        """
        raw = self.raw
        dateline = self.dateline
        unknown = {key: value for key, value in raw.extra.items() if key not in _RESULT_FIELDS}
        taken = {key: value for key, value in raw.extra.items() if key in _RESULT_FIELDS}
        record = {
            **unknown,
            "id": raw.id,
            "text": self.text,
            "title": self.title,
            "published": raw.published,
            "source": raw.source,
            "language": raw.language,
            "dateline": dateline and _filled(dateline),
            "byline": list(self.byline),
            "credits": list(self.credits),
            "notices": list(self.notices),
            "mentions": [_filled(mention) for mention in self.mentions],
            "edits": [
                {
                    "field": name,
                    "raw": list(change.raw),
                    "start": change.start,
                    "end": change.end,
                    "removed": change.removed,
                    "replacement": change.replacement,
                    "rule": change.rule,
                }
                for name, change in self.edits
            ],
            "warnings": list(self.warnings),
            "rewritten": self._rewritten(style),
            "input": taken,
            "schema": SCHEMA,
        }
        return {
            key: value
            for key, value in record.items()
            if key in unknown or key == "text" or value not in (None, [], {}, "")
        }

    def _rewritten(self, style: str | Path | Style | None) -> dict[str, Any] | None:
        if style is None:
            return None
        from newsnorm.style.rewriting import rewritten

        return rewritten(self, style)


def next_id(made: str, taken: Container[str]) -> str:
    """The id of one more article with the source, title and text of another, and no id of its own.

    >>> next_id("9f2c", {"9f2c", "9f2c-2"})
    '9f2c-3'
    """
    return next(name for n in count(2) if (name := f"{made}-{n}") not in taken)


def to_json(record: Mapping[str, Any]) -> str:
    r"""One line of JSON that is always valid UTF-8: lone surrogates leave as escapes.

    JSON has one limit here: a high surrogate directly before a low one
    is read back as the character that the two encode.

    >>> to_json({"text": "Kyiv \ud800"})
    '{"text": "Kyiv \\ud800"}'
    """
    line = json.dumps(record, ensure_ascii=False)
    return line if _encodable(line) else json.dumps(record)


def _encodable(line: str) -> bool:
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _filled(thing: Dateline | Mention) -> dict[str, Any]:
    values = ((name, getattr(thing, name)) for name in thing.__slots__)
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values
        if value is not None
    }
