"""The first stage: cleaners fold over a field's text, each seeing what the one before it left.

The stage repeats its passes until nothing changes, so that cleaning what is clean changes nothing;
a text that still changes after four passes keeps its last form and is reported as unstable.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, repeat

from newsnorm.alignment import Alignment, Pass, applied
from newsnorm.article import Article, Dateline, FieldName
from newsnorm.components import ArticleView, Cleaner
from newsnorm.edits import Edit, Edits, Extraction, Furniture
from newsnorm.errors import EditError, PluginError
from newsnorm.quick_init import quick_init

MAX_PASSES = 4


@dataclass(slots=True)
class Cleaned:
    """What cleaning made of an article."""

    alignments: dict[FieldName, Alignment] = field(default_factory=dict)
    dateline: Dateline | None = None
    found: list[Found] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def strings(self, name: Furniture) -> tuple[str, ...]:
        """What was kept for a field, in the order in which it stood, the title first."""
        if not self.found:
            return ()
        kept = [one for one in self.found if one.kept_as == name]
        if len(kept) > 1:
            kept.sort(key=Found.place)
        return tuple(dict.fromkeys(value for one in kept for value in one.values))


@quick_init
@dataclass(frozen=True, slots=True)
class Found:
    """Strings that an edit took out of a field.

    Args:
        field: where they stood.
        start, end: the edit's span in the text that the passes led to.
        source: the raw field.
        passes: from there to that text.
        kept_as: what they are: "byline", "credits" or "notices".
        values: the strings.
    """

    field: FieldName
    start: int
    end: int
    source: str
    passes: tuple[Pass, ...]
    kept_as: Furniture
    values: tuple[str, ...]

    def place(self) -> tuple[bool, int]:
        """Where they stood in the raw article, for sorting."""
        start, end = self.start, self.end
        for step in reversed([*Alignment.steps(self.source, self.passes)]):
            start, end = step.to_source(start, end)
        return self.field != "title", start


def clean(article: Article, cleaners: Sequence[tuple[str, Cleaner]]) -> Cleaned:
    """Run the cleaning stage on an article's text and title.

    Args:
        article: the input.
        cleaners: pairs of full name and cleaner, in order.

    Raises:
        PluginError: if a cleaner fails or returns edits that cannot be applied.
    """
    cleaned = Cleaned()
    published = article.published_date()
    if article.published and published is None:
        cleaned.warnings.append(f"published: {article.published!r} is not an ISO 8601 date")
    # The text first: its dateline tells rules the agency.
    text = _fold("text", article.text, article, published, cleaners, cleaned)
    if article.title is not None:
        title = _fold("title", article.title, article, published, cleaners, cleaned)
        cleaned.alignments["title"] = title
    cleaned.alignments["text"] = text
    return cleaned


def _fold(
    field: FieldName,
    text: str,
    article: Article,
    published: date | None,
    cleaners: Sequence[tuple[str, Cleaner]],
    cleaned: Cleaned,
) -> Alignment:
    """Run the cleaners over one field until all have nothing more to say.

    Changes are made when somebody asks for them, and a cleaner is not asked again about a text that
    it has left alone: once all in a row had nothing to say, nothing is left to do.
    """
    if not cleaners:
        return Alignment.identity(text)
    view = ArticleView(field, article.language, article.source, published, cleaned.dateline)
    source, passes = text, list[Pass]()
    calm, every = 0, len(cleaners)  # how many in a row had nothing to say
    for name, cleaner in chain.from_iterable(repeat(cleaners, MAX_PASSES)):
        try:
            edits = cleaner.edits(text, view)
            if not edits or not (edits := _checked(edits)):
                calm += 1
                if calm == every:
                    break
                continue
            placed, target = applied(text, edits)
        except (Exception, SystemExit) as error:
            raise _fault(error, name, field, article.id) from error
        if _keep(edits, field, source, passes, cleaned):
            view = view.with_dateline(cleaned.dateline)
        passes.append((placed, name))
        text, calm = target, 0
    else:
        others = reversed(cleaners[: every - calm])  # furniture, most likely
        if any(tuple(cleaner.edits(text, view) or ()) for _, cleaner in others):
            cleaned.warnings.append(f"unstable: {field} still changed after {MAX_PASSES} passes")
    return Alignment.of_passes(source, passes, text)


def _fault(error: BaseException, name: str, field: FieldName, article_id: str) -> PluginError:
    fault = "returned edits that cannot be applied" if isinstance(error, EditError) else "failed"
    return PluginError(
        f"cleaner {name!r} {fault} on the {field} of article {article_id!r}: "
        f"{type(error).__name__}: {error}",
        plugin=name.partition("/")[0],
        component=name,
        stage="clean",
        article_id=article_id,
    )


def _checked(edits: Iterable[Edit]) -> Sequence[Edit]:
    """See that edits can be written down; of those that come as rows, applying them shows most.

    Raises:
        TypeError: saying what is not of its type.
    """
    if type(edits) is Edits:
        for rule in {row[3] for row in edits.rows}:
            if not isinstance(rule, str):
                raise TypeError(f"it names its rule {rule!r}, where a str is due")
        return edits
    edits = tuple(edits)
    for edit in edits:
        if type(edit) is not Edit or not _is_plain(edit):
            _check(edit)
    return edits


def _is_plain(edit: Edit) -> bool:
    return (
        type(edit.start) is type(edit.end) is int
        and type(edit.replacement) is type(edit.rule) is str
    )


def _check(edit: object) -> None:
    """See that an edit can be written down: types are hints, and plugins may be wrong.

    Raises:
        TypeError: saying what is not of its type.
    """
    if not isinstance(edit, Edit):
        raise TypeError(f"it gives {edit!r}, where an Edit is due")
    values: tuple[object, ...] = (edit.start, edit.end, edit.replacement, edit.rule)
    if not _is_plain(edit) and not all(map(isinstance, values, (int, int, str, str))):
        raise TypeError(f"{edit!r} has offsets that are no int, or texts that are no str")
    if isinstance(edit, Extraction):
        if edit.field == "dateline":
            fits = isinstance(edit.value, Dateline)
        else:
            fits = isinstance(edit.value, tuple) and all(isinstance(v, str) for v in edit.value)
        if not fits:
            raise TypeError(f"{edit!r} has a value that is not for {edit.field!r}")


def _keep(
    edits: Iterable[Edit],
    name: FieldName,
    source: str,
    passes: Sequence[Pass],
    cleaned: Cleaned,
) -> bool:
    """Keep what edits extract from a text that some passes have led to; is there a dateline?"""
    dated = False
    if type(edits) is Edits:
        return False
    for edit in edits:
        if not isinstance(edit, Extraction):
            continue
        if isinstance(edit.value, Dateline):
            cleaned.dateline = _merged(cleaned.dateline, edit.value)
            dated = True
        else:
            kept = Found(name, edit.start, edit.end, source, tuple(passes), edit.field, edit.value)
            cleaned.found.append(kept)
    return dated


def _merged(first: Dateline | None, second: Dateline) -> Dateline:
    """A dateline that is printed twice fills in what its first printing left open."""
    if first is None:
        return second
    return Dateline(
        first.place or second.place,
        first.date or second.date,
        first.agency or second.agency,
        first.entity or second.entity,
    )
