"""How cleaners are tried, and what must hold of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle, pairwise
from typing import Any, get_args

from newsnorm.alignment import Alignment, undo
from newsnorm.article import Article, Dateline
from newsnorm.cleaning import clean
from newsnorm.components import ArticleView, Cleaner, CleanerSpec
from newsnorm.edits import Edit, Extraction, Furniture
from newsnorm.errors import EditError, PluginError
from newsnorm.rulecleaner import RuleCleaner
from newsnorm.rules import Scope
from newsnorm.testing.checks import check
from newsnorm.testing.declared import DECLARED
from newsnorm.testing.packs import RULES, rules_of, told_dateline
from newsnorm.testing.robust import ROBUST, UNTOUCHED
from newsnorm.testing.shrinking import literal, smallest_text
from newsnorm.testing.steady import STEADY
from newsnorm.testing.subject import Fault, Item, Stage, Subject, told
from newsnorm.testing.texts import SHAPES

GROWTH = 20
"""Code points that may come of one, on the whole: "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}"
becomes 18 in NFKC."""


PLAIN = ArticleView()


@dataclass(frozen=True, slots=True)
class Given:
    """What a cleaner is given."""

    text: str
    view: ArticleView = PLAIN


VIEWS = (
    PLAIN,
    ArticleView("text", "en", "TASS", date(2022, 2, 2)),
    ArticleView("title", "en"),
    ArticleView("text", "ru", None, date(2024, 2, 29), Dateline("MOSCOW", "2024-02-28", "TASS")),
)


class Cleaners(Stage):
    """Cleaners, and tables of rules, which are a few cleaners in a row."""

    kind = CleanerSpec

    def make(self, spec: CleanerSpec, options: Any) -> list[Cleaner]:
        """The component's cleaners: itself, or those that a pipeline makes of its rules."""
        made = spec.factory() if options is None else spec.factory(options)
        return [*RuleCleaner.each(made)] if isinstance(made, Sequence) else [made]

    def items(self, examples: Sequence[str], count: int) -> list[Given]:
        """Texts, each with one of a few articles around it."""
        from newsnorm.testing.strategies import drawn, known_texts

        texts = [*known_texts(examples), *drawn("any_text", count), *drawn("news_text", count)]
        plain = [Given(text) for text in texts]
        varied = [Given(text, view) for text, view in zip(texts, cycle(VIEWS[1:]), strict=False)]
        return plain + varied

    def run(self, cleaners: Sequence[Cleaner], given: Given) -> list[tuple[Edit, ...]]:
        """The edits of each cleaner, on what the one before it left; those of one pass."""
        text, view = given.text, given.view
        found: list[tuple[Edit, ...]] = []
        for cleaner in cleaners:
            edits = tuple(cleaner.edits(text, view) or ())
            found.append(edits)
            if edits:
                text = _applied(text, edits)
                view = told_dateline(view, edits)
        return found

    def show(self, given: Given) -> str:
        """The text, and the article if it is not the plainest."""
        text = literal(given.text)
        return text if given.view == PLAIN else f"{text}, with {given.view}"

    def shrink(self, given: Given, fails: Callable[[Item], bool]) -> Given:
        """The smallest text, with the plainest article with which it fails."""
        if fails(replace(given, view=PLAIN)):
            given = replace(given, view=PLAIN)
        text = smallest_text(given.text, lambda text: fails(replace(given, text=text)))
        return replace(given, text=text)

    def of(self, text: str) -> Given:
        """A text with the plainest article."""
        return Given(text)

    def own(self, cleaners: Sequence[Cleaner]) -> list[str]:
        """The examples of its rules."""
        return [example.before for rule in rules_of(cleaners) for example in rule.examples]

    def is_idle(self, _given: Given, made: Sequence[Sequence[Edit]], /) -> bool:
        """Whether nothing was edited."""
        return not any(made)


def _applied(text: str, edits: Sequence[Edit]) -> str:
    """The text after some edits; an `EditError` whatever is wrong with them."""
    try:
        return Alignment.of(text, edits).target
    except Exception as error:
        raise EditError(str(error)) from error


def _after(cleaners: Sequence[Cleaner], given: Given) -> str | None:
    """The text after one pass; None where a cleaner raises or its edits cannot be applied."""
    text, view = given.text, given.view
    try:
        for cleaner in cleaners:
            if edits := tuple(cleaner.edits(text, view) or ()):
                text = Alignment.of(text, edits).target
                view = told_dateline(view, edits)
    except Exception:  # noqa: BLE001 - the affair of other checks
        return None
    return text


def valid_edits(subject: Subject) -> None:
    """Edits are `Edit`s inside the text, disjoint, and each of them changes something."""
    cleaners = subject.make()

    def fault(given: Given) -> str | None:
        text, view = given.text, given.view
        for cleaner in cleaners:
            try:
                edits: Any = cleaner.edits(text, view)
            except Exception:  # noqa: BLE001 - the affair of other checks
                return None
            for edit in edits or ():
                if not isinstance(edit, Edit):
                    return f"it returns {edit!r}, which is no Edit"
                if not all(isinstance(at, int) for at in (edit.start, edit.end)):
                    return f"{edit} has offsets that are no integers"
                if not all(isinstance(part, str) for part in (edit.replacement, edit.rule)):
                    return f"{edit} has a replacement or a rule that is no text"
            try:
                text = Alignment.of(text, edits or ()).target
            except EditError as error:
                return str(error)
        return None

    _each(
        subject,
        fault,
        "offsets are those of the text that `edits` was given, start <= end, and no two "
        "edits share a code point; leave out what changes nothing",
    )


def can_be_undone(subject: Subject) -> None:
    """Replaying the edits gives the text, and undoing them gives the input back."""
    cleaners = subject.make()

    def fault(given: Given) -> str | None:
        steps = Alignment.identity(given.text)
        try:
            for cleaner in cleaners:
                edits = tuple(cleaner.edits(steps.target, given.view) or ())
                steps = steps.then(Alignment.of(steps.target, edits))
        except Exception:  # noqa: BLE001 - the affair of other checks
            return None
        if undo(steps.target, steps.changes) != given.text:
            return f"undoing {steps.changes} gives {undo(steps.target, steps.changes)!r}"
        if steps.inverted().target != given.text:
            return f"inverting {steps.changes} gives {steps.inverted().target!r}"
        return None

    _each(subject, fault, "return plain `newsnorm.Edit`s, with the text as `str`")


def extractions(subject: Subject) -> None:
    """An `Extraction` fills a field that there is, with a value of the field's type."""
    cleaners = subject.make()

    def fault(given: Given) -> str | None:
        for cleaner in cleaners:
            try:
                edits = tuple(cleaner.edits(given.text, given.view) or ())
            except Exception:  # noqa: BLE001 - the affair of other checks
                return None
            for edit in edits:
                if isinstance(edit, Extraction) and (wrong := _wrong_value(edit)):
                    return wrong
        return None

    _each(
        subject,
        fault,
        'a dateline is a newsnorm.Dateline; "byline", "credits" and "notices" are tuples of text: '
        "(text,), not text",
    )


def _wrong_value(edit: Extraction) -> str:
    names = get_args(Furniture)
    value: Any = edit.value
    if edit.field not in names:
        return f"it fills the field {edit.field!r}; there are {', '.join(names)}"
    if edit.field == "dateline":
        parts = (value.place, value.date, value.agency) if isinstance(value, Dateline) else (0,)
        fits = all(part is None or isinstance(part, str) for part in parts)
    else:
        fits = isinstance(value, tuple) and all(isinstance(part, str) and part for part in value)
    return "" if fits else f"it fills {edit.field!r} with {value!r}"


def idempotent(subject: Subject) -> None:
    """Cleaning what is clean changes nothing."""
    cleaners = subject.make()
    rules = rules_of(cleaners)
    # A rule that looks only at the head or the tail may find more there, when something was cut.
    lone = [RuleCleaner(rule) for rule in rules if rule.scope in _EVERYWHERE]
    alone = [*(cleaner for cleaner in cleaners if not isinstance(cleaner, RuleCleaner)), *lone]

    def again(given: Given) -> str | None:
        for cleaner in alone:
            once = _after([cleaner], given)
            twice = None if once is None else _after([cleaner], replace(given, text=once))
            if once is not None and twice is not None and once != twice:
                rule = (
                    f"the rule {cleaner.rules[0].name!r}: "
                    if isinstance(cleaner, RuleCleaner)
                    else ""
                )
                return f"{rule}first {literal(once)}\nagain {literal(twice)}"
        return None

    advice = (
        "repeat inside `edits` until nothing changes and return one edit for all of it, or let the "
        "pattern match the whole run: (?:amp;)++ instead of amp;"
    )
    runs = [Given(unit * 9) for unit in SHAPES]
    expected = "the second time changes nothing"
    _each(subject, again, advice, items=[*subject.items, *runs], expected=expected)
    if rules:
        _each(subject, lambda given: _unstable(subject, cleaners, given), advice, expected=expected)


_EVERYWHERE = (Scope.BODY, Scope.LINES)


def _unstable(subject: Subject, cleaners: Sequence[Cleaner], given: Given) -> str | None:
    """Rules see what others left in the next of the stage's passes, of which there are four."""
    article = Article(given.text, language=given.view.language)
    named = [(subject.name, cleaner) for cleaner in cleaners]
    try:
        cleaned = clean(article, named)
        once = cleaned.alignments["text"].target
        again = clean(replace(article, text=once), named).alignments["text"].target
    except PluginError:
        return None
    if cleaned.warnings:
        return f"after four passes {literal(once)}, which still changes"
    return None if once == again else f"cleaned {literal(once)}\ncleaned again {literal(again)}"


def bounded_growth(subject: Subject) -> None:
    """Text does not grow without bound, neither with its length nor when it is cleaned again."""
    cleaners = subject.make()

    def fault(given: Given) -> str | None:
        after = _after(cleaners, given)
        if after is None:
            return None
        if len(after) > GROWTH * (len(given.text) + 10):
            return f"{len(given.text)} code points become {len(after)}"
        lengths = [len(given.text), len(after)]
        for _ in range(4):
            after = _after(cleaners, replace(given, text=after))
            if after is None:
                return None
            lengths.append(len(after))
        if all(one < two for one, two in pairwise(lengths)):
            return f"cleaned again and again, it has {', '.join(map(str, lengths))} code points"
        return None

    long = [Given(unit * (2_000 // len(unit))) for unit in SHAPES]
    _each(
        subject,
        fault,
        "what is put in must not be found again, and its length must not depend on the text's",
        items=[*subject.items, *long],
        expected=f"at most {GROWTH} times the length, and the same length the next time",
    )


def empty_stays_empty(subject: Subject) -> None:
    """The empty text stays empty, and does not make it raise."""
    cleaners = subject.make()
    error = subject.error(cleaners, Given(""))
    after = None if error else _after(cleaners, Given(""))
    if error or after != "":
        raise Fault(
            f"it raises {told(error)}" if error else f"it makes {after!r} of it",
            given="''",
            advice="look whether there is any text before taking the first character of it",
        )


def untouched(subject: Subject) -> None:
    """The article and the options are as they were afterwards."""
    made = subject.options()
    cleaners = subject.make(made)
    before = repr(made)
    for given in subject.items:
        view = replace(given.view)
        subject.result(cleaners, Given(given.text, view))
        if view != given.view or repr(made) != before:
            changed = f"options {before} are now {made}" if repr(made) != before else f"now {view}"
            raise Fault(
                f"afterwards: {changed}",
                given=subject.stage.show(given),
                expected="nothing that a component is given changes",
                advice=UNTOUCHED,
            )


def _each(
    subject: Subject,
    fault: Callable[[Given], str | None],
    advice: str,
    *,
    items: Sequence[Given] = (),
    expected: str = "",
) -> None:
    for given in items or subject.items:
        if fault(given) is None:
            continue
        least = subject.stage.shrink(given, lambda smaller: fault(smaller) is not None)
        raise Fault(
            fault(least) or fault(given) or "",
            given=subject.stage.show(least),
            expected=expected,
            advice=advice,
        )


CLEANER = (
    *DECLARED,
    check("valid-edits", valid_edits),
    check("undo", can_be_undone),
    check("extractions", extractions),
    check("idempotent", idempotent),
    check("bounded-growth", bounded_growth),
    check("untouched", untouched),
    *(c for c in ROBUST if c.id != "empty-text"),
    check("empty-text", empty_stays_empty),
    *STEADY,
    *RULES,
)
