"""What must hold of deduplicators."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from newsnorm.article import CLUSTERING, Article, NormalizedArticle, RelationKind
from newsnorm.components import Deduplicator, Verdict
from newsnorm.duplicates import Duplicates, find_duplicates
from newsnorm.testing.checks import check
from newsnorm.testing.declared import DECLARED
from newsnorm.testing.deduplicators import (
    STORIES,
    Batch,
    columns_as_lists,
    named,
    normalized,
    pool,
    take,
)
from newsnorm.testing.robust import ROBUST
from newsnorm.testing.shrinking import listed
from newsnorm.testing.steady import STEADY
from newsnorm.testing.subject import Fault, Subject


def keys_fit(subject: Subject) -> None:
    """Keys are an array of uint64 with a row an article and always the same number of columns."""
    import numpy

    deduplicator = subject.make()
    columns: set[int] = set()
    for batch in subject.items:
        keys = _quiet(deduplicator.keys, batch)
        if keys is None:
            continue
        wrong = ""
        if not isinstance(keys, numpy.ndarray) or keys.dtype != numpy.uint64:
            wrong = f"keys are {type(keys).__name__} of {getattr(keys, 'dtype', 'no dtype')}"
        elif keys.ndim != 2 or len(keys) != len(batch) or not keys.shape[1]:
            wrong = f"keys have the shape {keys.shape} for {len(batch)} articles"
        elif len(columns | {keys.shape[1]}) > 1:
            wrong = f"keys have {keys.shape[1]} columns here and {columns.pop()} for other articles"
        if wrong:
            raise Fault(
                wrong,
                given=subject.stage.show(batch),
                expected=f"an array of uint64 of the shape ({len(batch)}, k), k at least 1",
                advice="numpy.array([[key, ...] for each article], numpy.uint64)",
            )
        columns.add(keys.shape[1])


def evidence_fits(subject: Subject) -> None:
    """Evidence is columns of numbers with a row an article, always of the same kinds."""
    import numpy

    from newsnorm.columns import Ragged

    deduplicator = subject.make()
    seen: dict[str, Any] = {}
    for batch in subject.items:
        columns = _quiet(deduplicator.evidence, batch)
        if columns is None:
            continue
        wrong = ""
        kinds: dict[str, Any] = {}
        for name, column in columns.items():
            values = column.values if isinstance(column, Ragged) else column
            if not isinstance(values, numpy.ndarray) or values.dtype.kind not in "biuf":
                wrong = f"{name!r} is {type(values).__name__} of {getattr(values, 'dtype', '?')}"
            elif len(column) != len(batch):
                wrong = f"{name!r} has {len(column)} rows for {len(batch)} articles"
            else:
                kinds[name] = (isinstance(column, Ragged), values.dtype, values.shape[1:])
        if not wrong and seen and kinds != seen:
            wrong = f"columns are {kinds} here and {seen} for other articles"
        if wrong:
            raise Fault(
                wrong,
                given=subject.stage.show(batch),
                expected="numpy arrays of numbers, or newsnorm.Ragged ones, a row an article",
                advice="hash what is text; give empty columns the same dtype as full ones",
            )
        seen = kinds


def verdicts_fit(subject: Subject) -> None:
    """A comparison gives a `Verdict` or None for each pair, with numbers as evidence."""
    deduplicator = subject.make()
    for batch in subject.items:
        made = _compared(deduplicator, batch)
        if made is None:
            continue
        pairs, verdicts = made
        wrong = ""
        if len(verdicts) != len(pairs):
            wrong = f"it gives {len(verdicts)} verdicts on {len(pairs)} pairs"
        for verdict in verdicts:
            if not wrong and verdict is not None:
                wrong = _wrong_verdict(verdict)
        if wrong:
            raise Fault(
                wrong,
                given=subject.stage.show(batch),
                expected=f"None, or a Verdict of {', '.join(get_args(RelationKind))}",
                advice="evidence is what a reader wants to know: {'jaccard': 0.83}",
            )


def _wrong_verdict(verdict: object) -> str:
    if not isinstance(verdict, Verdict):
        return f"it gives {verdict!r}, which is no Verdict"
    if verdict.kind not in get_args(RelationKind):
        return f"it gives the kind {verdict.kind!r}"
    if not all(_is_finite(value) for value in verdict.evidence.values()):
        return f"its evidence is {dict(verdict.evidence)!r}"
    return ""


def _is_finite(value: object) -> bool:
    return isinstance(value, (int, float)) and abs(value) < float("inf")


def batch_free(subject: Subject) -> None:
    """Keys, evidence and verdicts are the same, one by one and all together."""
    deduplicator = subject.make()
    for batch in subject.items:
        whole = subject.result(deduplicator, batch)
        if whole is None or len(batch) < 2:
            continue

        def differs(part: Batch) -> str:
            return _differs(deduplicator, part)

        if differs(batch):
            least = subject.stage.shrink(batch, lambda part: bool(differs(part)))
            raise Fault(
                differs(least) or differs(batch),
                given=subject.stage.show(least),
                expected="the same row for an article, whatever else is in its batch",
                advice="compute each row from its article alone: no counts over the batch, no "
                "ranks, no table of words that is made for it",
            )


def _differs(deduplicator: Deduplicator, batch: Batch) -> str:
    try:
        articles = [normalized(article) for article in batch]
        keys, columns = deduplicator.keys(articles), dict(deduplicator.evidence(articles))
        rows = columns_as_lists(columns)
        for at, article in enumerate(articles):
            alone = deduplicator.keys([article])
            if alone[0].tolist() != keys[at].tolist():
                return f"the keys of article {article.id!r} are others when it is alone"
            one = columns_as_lists(deduplicator.evidence([article]))
            for name, column in rows.items():
                if repr(column[at]) != repr(one[name][0]):
                    return f"{name!r} of article {article.id!r} is another when it is alone"
        pairs = _pairs(len(articles))
        together = _verdicts(deduplicator, columns, pairs)
        for pair, verdict in zip(pairs, together, strict=True):
            (single,) = _verdicts(deduplicator, columns, [pair])
            if repr(single) != repr(verdict):
                one_id, two_id = (articles[at].id for at in pair)
                return f"{one_id!r} and {two_id!r}: {verdict} with others, {single} alone"
    except Exception:  # noqa: BLE001 - the affair of another check
        return ""
    return ""


def symmetric(subject: Subject) -> None:
    """Whether two articles are alike does not depend on which of them is the earlier."""
    deduplicator = subject.make()

    def fault(batch: Batch) -> str:
        articles = [normalized(article) for article in batch]
        pairs = _pairs(len(batch))
        try:
            columns = deduplicator.evidence(articles)
            one = _verdicts(deduplicator, columns, pairs)
            two = _verdicts(deduplicator, columns, [(right, left) for left, right in pairs])
        except Exception:  # noqa: BLE001 - the affair of another check
            return ""
        for (left, right), there, back in zip(pairs, one, two, strict=True):
            if (there is None) != (back is None):
                ids = f"{batch[left].id!r} and {batch[right].id!r}"
                return f"{ids}: {there} one way, {back} the other way"
        return ""

    _each_batch(
        subject,
        fault,
        "the kind may depend on the order (what is cut, what is added), being alike may not",
    )


def exact_copies(subject: Subject) -> None:
    """Two articles that are the same but for their ids share a key and get a verdict."""
    deduplicator = subject.make()
    for story in (*STORIES, *subject.examples):
        first = Article(story, "Snow", "first", "2022-02-02T10:00:00Z", "TASS", "en")
        batch = (first, replace(first, id="second"))
        keys = _quiet(deduplicator.keys, batch)
        made = _compared(deduplicator, batch)
        if keys is None or made is None:
            continue
        shared = bool((keys[0] == keys[1]).any())
        verdict = made[1][0]
        if not shared or verdict is None or verdict.kind not in CLUSTERING:
            raise Fault(
                f"they share {'a' if shared else 'no'} key, and the verdict is {verdict}",
                given=subject.stage.show(batch),
                expected="a key that both have in one column, and a verdict that groups them",
                advice="ids must not enter keys or evidence, unless there is no text at all",
            )


def unrelated_apart(subject: Subject) -> None:
    """Stories that have nothing to do with each other get no verdict."""
    deduplicator = subject.make()
    batch = named(Article(text, source="TASS", published="2022-02-02") for text in STORIES)
    made = _compared(deduplicator, batch)
    for (left, right), verdict in zip(*(made or ((), ())), strict=True):
        if verdict is not None:
            raise Fault(
                f"{verdict}",
                given=subject.stage.show((batch[left], batch[right])),
                expected="None",
                advice="a wrong duplicate loses an article: demand more before you call two alike",
            )


def partition(subject: Subject) -> None:
    """Every article is in one cluster, and every one that repeats another says which and how."""
    deduplicator = subject.make()
    batch = pool(subject.examples)
    rows = _deduplicated(subject, deduplicator, batch).clusters
    by_id = {row.id: row for row in rows}
    wrong = [
        str(row)
        for row in rows
        if row.cluster not in by_id
        or not by_id[row.cluster].keep
        or row.keep != (row.of is None)
        or (row.of is not None and row.cluster != row.of)
    ]
    if wrong or sorted(by_id) != sorted(article.id for article in batch) or len(rows) != len(batch):
        raise Fault(
            listed(wrong) or f"{len(rows)} rows for {len(batch)} articles",
            given=subject.stage.show(batch),
            advice="verdicts must be None or group two articles",
        )


def order_free(subject: Subject) -> None:
    """Articles in any order give the same relations and clusters."""
    deduplicator = subject.make()
    batch = pool(subject.examples)
    first = _deduplicated(subject, deduplicator, batch)
    shuffled = list(batch)
    for seed in range(4):
        random.Random(seed).shuffle(shuffled)
        found = _deduplicated(subject, deduplicator, shuffled)
        if found == first:
            continue

        def fails(part: Batch, seed: int = seed) -> bool:
            other = list(part)
            random.Random(seed).shuffle(other)
            made = subject.make()
            return _find(made, part) != _find(made, other)

        # The smallest part need not be shuffled as the whole was.
        least = subject.stage.shrink(batch, fails) if fails(batch) else batch
        raise Fault(
            "in another order the relations or clusters are others",
            given=subject.stage.show(least),
            expected="the same result in any order",
            advice="compute keys and evidence from each article alone, and a verdict from the two",
        )


def untouched(subject: Subject) -> None:
    """Columns are as they were after they are compared, and so are the options."""
    made = subject.options()
    deduplicator = subject.make(made)
    options = repr(made)
    for batch in subject.items:
        columns = _quiet(deduplicator.evidence, batch)
        if columns is None:
            continue
        left, right = take(columns, range(len(batch))), take(columns, range(len(batch)))
        before = repr(columns_as_lists(left))
        try:
            deduplicator.compare(left, right)
        except Exception:  # noqa: BLE001 - the affair of another check
            continue
        for side in (left, right):
            if repr(columns_as_lists(side)) != before or repr(made) != options:
                raise Fault(
                    "afterwards the columns, or the options, are others",
                    given=subject.stage.show(batch),
                    expected="nothing that a component is given changes",
                    advice="copy what you want to change: column.copy()",
                )


def _each_batch(subject: Subject, fault: Callable[[Batch], str], advice: str) -> None:
    for batch in subject.items:
        if fault(batch):
            least = subject.stage.shrink(batch, lambda part: bool(fault(part)))
            raise Fault(
                fault(least) or fault(batch), given=subject.stage.show(least), advice=advice
            )


def _quiet(call: Callable[[Sequence[NormalizedArticle]], Any], batch: Batch) -> Any:
    try:
        return call([normalized(article) for article in batch])
    except Exception:  # noqa: BLE001 - the affair of another check
        return None


def _pairs(count: int) -> list[tuple[int, int]]:
    return [(one, two) for one in range(count) for two in range(one + 1, count)]


def _verdicts(
    deduplicator: Deduplicator, columns: Mapping[str, Any], pairs: Sequence[tuple[int, int]]
) -> list[Verdict | None]:
    left, right = ([pair[side] for pair in pairs] for side in (0, 1))
    return list(deduplicator.compare(take(columns, left), take(columns, right))) if pairs else []


def _compared(
    deduplicator: Deduplicator, batch: Batch
) -> tuple[list[tuple[int, int]], list[Verdict | None]] | None:
    pairs = _pairs(len(batch))
    columns = _quiet(deduplicator.evidence, batch)
    if columns is None:
        return None
    try:
        return pairs, _verdicts(deduplicator, columns, pairs)
    except Exception:  # noqa: BLE001 - the affair of another check
        return None


def _find(deduplicator: Deduplicator, batch: Sequence[Article]) -> Duplicates:
    return find_duplicates(map(normalized, batch), [("the deduplicator", deduplicator)])


def _deduplicated(
    subject: Subject, deduplicator: Deduplicator, batch: Sequence[Article]
) -> Duplicates:
    try:
        return _find(deduplicator, batch)
    except Exception as error:
        raise Fault(
            f"{error}",
            given=subject.stage.show(tuple(batch)),
            expected="relations and clusters",
            advice="see the checks [keys], [evidence] and [verdicts]",
        ) from error


DEDUPLICATOR = (
    *DECLARED,
    check("keys", keys_fit),
    check("evidence", evidence_fits),
    check("verdicts", verdicts_fit),
    check("batch-free", batch_free),
    check("symmetric", symmetric),
    check("exact-copies", exact_copies),
    check("unrelated", unrelated_apart),
    check("partition", partition),
    check("order-free", order_free),
    check("untouched", untouched),
    *ROBUST,
    *STEADY,
)
