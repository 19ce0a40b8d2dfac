"""The first stage: cleaners fold over a field's text, each seeing what the one before it left.

The stage repeats its passes until nothing changes, so that cleaning what is clean changes nothing;
a text that still changes after four passes keeps its last form and is reported as unstable.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from newsnorm.article import Article, Dateline, FieldName
from newsnorm.components import ArticleView, Cleaner
from newsnorm.edits import Alignment, Edit, Extraction, Furniture
from newsnorm.errors import EditError, PluginError

MAX_PASSES = 4


@dataclass(slots=True)
class Cleaned:
    """What cleaning made of an article."""

    alignments: dict[FieldName, Alignment] = field(default_factory=dict)
    dateline: Dateline | None = None
    found: list[tuple[tuple[bool, int], Furniture, tuple[str, ...]]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def strings(self, name: Furniture) -> tuple[str, ...]:
        """What was kept for a field, in the order in which it stood, the title first."""
        kept = sorted(
            (entry for entry in self.found if entry[1] == name), key=lambda entry: entry[0]
        )
        return tuple(dict.fromkeys(value for _, _, values in kept for value in values))


def clean(article: Article, cleaners: Sequence[tuple[str, Cleaner]]) -> Cleaned:
    """Run the cleaning stage on an article's text and title.

    Args:
        article: the input.
        cleaners: pairs of full name and cleaner, in order.

    Raises:
        PluginError: if a cleaner fails or returns edits that cannot be applied.
    """
    cleaned = Cleaned()
    view = ArticleView(
        language=article.language, source=article.source, published=article.published_date()
    )
    if article.published and view.published is None:
        cleaned.warnings.append(f"published: {article.published!r} is not an ISO 8601 date")
    fields: list[tuple[FieldName, str]] = [("text", article.text)]
    if article.title is not None:
        fields.insert(0, ("title", article.title))
    for name, text in reversed(fields):  # the text first: its dateline tells rules the agency
        steps = Alignment.identity(text)
        view = replace(view, field=name, dateline=cleaned.dateline)
        for _ in range(MAX_PASSES):
            after = _pass(steps, view, cleaners, cleaned, article.id)
            if after is steps:
                break
            steps = after
        else:
            unused = Cleaned(dateline=cleaned.dateline)
            if _pass(steps, view, cleaners, unused, article.id) is not steps:
                cleaned.warnings.append(f"unstable: {name} still changed after {MAX_PASSES} passes")
        cleaned.alignments[name] = steps
    cleaned.alignments = {name: cleaned.alignments[name] for name, _ in fields}
    return cleaned


def _pass(
    steps: Alignment,
    view: ArticleView,
    cleaners: Iterable[tuple[str, Cleaner]],
    cleaned: Cleaned,
    article_id: str,
) -> Alignment:
    for name, cleaner in cleaners:
        view = replace(view, dateline=cleaned.dateline) if cleaned.dateline else view
        try:
            edits = tuple(cleaner.edits(steps.target, view) or ())
            if not edits:
                continue
            for edit in edits:
                _check(edit)
            step = Alignment.of(steps.target, edits, prefix=name)
        except (Exception, SystemExit) as error:
            fault = (
                "returned edits that cannot be applied"
                if isinstance(error, EditError)
                else "failed"
            )
            raise PluginError(
                f"cleaner {name!r} {fault} on the {view.field} of article {article_id!r}: "
                f"{type(error).__name__}: {error}",
                plugin=name.partition("/")[0],
                component=name,
                stage="clean",
                article_id=article_id,
            ) from error
        _keep(edits, view.field, steps, cleaned)
        steps = steps.then(step)
    return steps


def _check(edit: object) -> None:
    """See that an edit can be written down: types are hints, and plugins may be wrong.

    Raises:
        TypeError: saying what is not of its type.
    """
    if not isinstance(edit, Edit):
        raise TypeError(f"it gives {edit!r}, where an Edit is due")
    values: tuple[object, ...] = (edit.start, edit.end, edit.replacement, edit.rule)
    if not all(map(isinstance, values, (int, int, str, str))):
        raise TypeError(f"{edit!r} has offsets that are no int, or texts that are no str")
    if isinstance(edit, Extraction):
        if edit.field == "dateline":
            fits = isinstance(edit.value, Dateline)
        else:
            fits = isinstance(edit.value, tuple) and all(isinstance(v, str) for v in edit.value)
        if not fits:
            raise TypeError(f"{edit!r} has a value that is not for {edit.field!r}")


def _keep(edits: Iterable[Edit], name: FieldName, steps: Alignment, cleaned: Cleaned) -> None:
    for edit in edits:
        if not isinstance(edit, Extraction):
            continue
        if isinstance(edit.value, Dateline):
            cleaned.dateline = _merged(cleaned.dateline, edit.value)
        else:
            start = steps.to_source(edit.start, edit.end)[0]
            cleaned.found.append(((name != "title", start), edit.field, edit.value))


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
