"""The contracts between newsnorm and its plugins: what a component is given and what it returns.

A plugin's hook returns *specs*, frozen records that name a component and say how to make it.
The component itself is made when a pipeline that names it is built.

- A `Cleaner` proposes edits to one field's text; or the spec's factory returns `Rule`s instead.
- A `Canonicalizer` proposes changes to the list of candidates for mentions.
- A `Deduplicator` brings articles together by keys and compares them exactly; a `PairRule` has the
  last word on what is found.
- A `Reader` finds the records in a file of a format that newsnorm does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, TypeAlias

from newsnorm.article import (
    Dateline,
    Entity,
    FieldName,
    NormalizedArticle,
    Relation,
    RelationKind,
)
from newsnorm.edits import Edit
from newsnorm.gazetteer import Gazetteer
from newsnorm.io.records import Raw
from newsnorm.quick_init import quick_init
from newsnorm.rules import Rule

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Keys: TypeAlias = npt.NDArray[np.uint64]


@quick_init
@dataclass(frozen=True, slots=True)
class ArticleView:
    """What a cleaner may know of an article besides the text in front of it.

    Args:
        field: which field the text is.
        language: BCP 47, or "und".
        source: who published it.
        published: day of publication.
        dateline: the dateline, once one has been cut.
    """

    field: FieldName = "text"
    language: str = "und"
    source: str | None = None
    published: date | None = None
    dateline: Dateline | None = None

    def with_dateline(self, dateline: Dateline | None) -> ArticleView:
        """The same article once that dateline has been cut."""
        return ArticleView(self.field, self.language, self.source, self.published, dateline)


class Cleaner(Protocol):
    """Proposes edits to a text; must be idempotent, and must not keep state between articles."""

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:
        """Edits (`Extraction`s among them) in any order, disjoint; `()` leaves the text alone."""
        ...


@quick_init
@dataclass(frozen=True, slots=True)
class Option:
    """One reading of a candidate.

    Args:
        entity: what it would be.
        alias: row it was found with, for tracing.
        needs: evidence the row asks for, see `Alias.needs`.
    """

    entity: Entity
    alias: str | None = None
    needs: str = ""


@quick_init
@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may become a mention.

    Args:
        key: its number in this document, for `Decide` and `Withdraw`.
        field: "title", "text" or "dateline" (the dateline's place).
        start, end: offsets in that field.
        surface: the stretch.
        options: its readings; more than one until decided.
        reason: why it was proposed, or decided.
        decided: whether the first option is the answer.
        demonym: it only tells which country is meant ("Russian"), and never becomes a mention.
        score: 0 to 1.
        role: a title before a name.
        stands_for: id of who acts under this name.
    """

    key: int
    field: str
    start: int
    end: int
    surface: str
    options: tuple[Option, ...]
    reason: str
    decided: bool = False
    demonym: bool = False
    score: float = 1.0
    role: str | None = None
    stands_for: str | None = None


@quick_init
@dataclass(frozen=True, slots=True)
class Add:
    """Propose a new candidate; with one option and `decided`, it stands unless withdrawn."""

    field: str
    start: int
    end: int
    options: tuple[Option, ...]
    reason: str
    decided: bool = False
    demonym: bool = False
    score: float = 1.0
    role: str | None = None
    stands_for: str | None = None


@quick_init
@dataclass(frozen=True, slots=True)
class Decide:
    """Settle what a candidate is.

    Args:
        key: the candidate's.
        option: the reading that holds; one of the candidate's, or a new one.
        reason: what decided.
        score: 0 to 1.
        stands_for: id of who acts under this name; None leaves what the candidate has.
    """

    key: int
    option: Option
    reason: str
    score: float = 1.0
    stands_for: str | None = None


@quick_init
@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take a candidate back: it is not a mention, and the reason is reported."""

    key: int
    reason: str


Proposal: TypeAlias = Add | Decide | Withdraw


@quick_init
@dataclass(frozen=True, slots=True)
class DocumentView:
    """What a canonicalizer sees.

    Args:
        fields: cleaned texts by name: "title", "text", and the dateline's place as "dateline".
        candidates: what stands so far, by field and position.
        gazetteer: the pipeline's tables, combined.
        published: day of publication.
        language: BCP 47, or "und".
        dateline: the dateline, if there was one.
    """

    fields: Mapping[str, str]
    candidates: Sequence[Candidate]
    gazetteer: Gazetteer
    published: date | None = None
    language: str = "und"
    dateline: Dateline | None = None


class Canonicalizer(Protocol):
    """Adds, decides and withdraws candidates; must not keep state between articles."""

    def propose(self, document: DocumentView) -> Iterable[Proposal]:
        """Proposals, each with its reason; newsnorm applies them in order."""
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a comparison found: the later article repeats the earlier one in this way."""

    kind: RelationKind
    evidence: Mapping[str, float] = field(default_factory=dict, hash=False)


Columns: TypeAlias = Mapping[str, Any]
"""By name, numpy arrays of numbers or `Ragged` ones, with one row an article."""


class Deduplicator(Protocol):
    """Blocking, evidence, comparison, as in record linkage. Needs numpy.

    Optional: an attribute `made_with`, a mapping from names to numbers or strings, of what keys and
    evidence depend on besides options: "fold table", say. A persistent index is of use as long as
    it stays the same; without it, as long as the plugin's version does.
    """

    def keys(self, articles: Sequence[NormalizedArticle]) -> Keys:
        """An array [articles, keys] of uint64: those that share a key in a column are compared."""
        ...

    def evidence(self, articles: Sequence[NormalizedArticle]) -> Columns:
        """What a comparison needs: columns of numbers with one row an article.

        A row of several numbers whose count varies, such as a set of shingles, is one of `Ragged`.
        """
        ...

    def compare(self, left: Columns, right: Columns) -> Sequence[Verdict | None]:
        """Compare aligned rows exactly; the left article is the earlier one."""
        ...


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What a pair rule may know of an article.

    Args:
        id: the article's.
        title: the cleaned title, or None.
        published: when, in UTC; None where it is not known.
        source: who published it.
        language: BCP 47, or "und".
        dateline: the dateline, if there was one.
    """

    id: str
    title: str | None = None
    published: datetime | None = None
    source: str | None = None
    language: str = "und"
    dateline: Dateline | None = None


@dataclass(frozen=True, slots=True)
class PairRule:
    """A house rule on what deduplicators found of two articles; a deduplicator's factory makes it.

    It holds for all deduplicators of a pipeline, wherever it stands among them, and several hold
    one after the other.

    Args:
        decide: given the facts of the earlier article, those of the later one, and the relation
            between them, it returns the relation as it is, one of another kind or with other
            evidence, or None: then there is none.
    """

    decide: Callable[[ArticleFacts, ArticleFacts, Relation], Relation | None]


class Reader(Protocol):
    """Finds the records in a file."""

    def read(self, stream: BinaryIO, name: str) -> Iterator[Raw]:
        """The records, in order and as they are found, so that memory stays small.

        A record that cannot be read is a `Raw` with a fault. An exception ends the file: it is
        reported as the reader's fault, and what came before is kept.

        Args:
            stream: the file, decompressed, within the limits of a run.
            name: what to call it in each `Raw`.
        """
        ...


@dataclass(frozen=True, slots=True)
class CleanerSpec:
    """How to make a cleaner.

    Args:
        name: "plugin/name", where `plugin` is the entry point's name.
        factory: returns a `Cleaner` or a sequence of `Rule`s; heavy imports belong in it.
            It is given the options if there are any.
        options: a frozen dataclass whose fields have defaults, or None.
        summary: one line for `newsnorm plugins`.
    """

    name: str
    factory: Callable[..., Cleaner | Sequence[Rule]]
    options: type[Any] | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True)
class CanonicalizerSpec:
    """How to make a canonicalizer; fields as in `CleanerSpec`."""

    name: str
    factory: Callable[..., Canonicalizer]
    options: type[Any] | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True)
class DeduplicatorSpec:
    """How to make a deduplicator, or a pair rule; fields as in `CleanerSpec`."""

    name: str
    factory: Callable[..., Deduplicator | PairRule]
    options: type[Any] | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True)
class GazetteerSpec:
    """How to load a gazetteer; fields as in `CleanerSpec`. The factory is run once a process."""

    name: str
    factory: Callable[..., Gazetteer]
    options: type[Any] | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True)
class ReaderSpec:
    """How to make a reader; fields as in `CleanerSpec`, and one more.

    Args:
        suffixes: of the files that it reads, ".sgm", in lower case, without ".gz" or ".zst".
    """

    name: str
    factory: Callable[..., Reader]
    suffixes: tuple[str, ...] = ()
    options: type[Any] | None = None
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Preset:
    """A named pipeline: data. A number never changes its meaning.

    Args:
        name: the plugin's name, "news".
        number: 1, 2, ...; `news@1` names this one for ever, `news` the newest.
        cleaners, gazetteers, canonicalizers, deduplicators: names of components, in order.
        options: by component, the options that differ from the defaults.
        summary: one line for `newsnorm plugins`.
        readers: names of readers, for the files whose suffixes are theirs.
        styles: paths of style tables.
    """

    name: str
    number: int
    cleaners: tuple[str, ...] = ()
    gazetteers: tuple[str, ...] = ()
    canonicalizers: tuple[str, ...] = ()
    deduplicators: tuple[str, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, hash=False)
    summary: str = ""
    readers: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


Spec: TypeAlias = CleanerSpec | CanonicalizerSpec | DeduplicatorSpec | GazetteerSpec | ReaderSpec
