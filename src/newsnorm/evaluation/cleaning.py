"""How well a pipeline cleans: its texts and fields against those of a gold set.

A record of the set has `id`, `raw`, `clean`, and what was taken out: `dateline` (an object or
null), `byline`, `credits` and `notices`; perhaps `published`, `language` and `group`. In the group
"trap" everything that looks like furniture is of the story.

The character error rate is the Levenshtein distance over the length of the gold text
(Levenshtein 1966; as in speech recognition), summed over all records.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsnorm.article import Article, NormalizedArticle
from newsnorm.errors import ConfigError
from newsnorm.evaluation.scores import Score
from newsnorm.pipeline import Pipeline

FIELDS = ("id", "raw", "clean")
"""What a record must have."""

_TEXTS = ("title", "published", "language", "group")
_LISTS = ("byline", "credits", "notices")
_DATELINE = ("place", "date", "agency")


def fault(record: Mapping[str, Any]) -> str:
    """What is wrong with a record that has `FIELDS`; nothing if nothing is.

    >>> fault({"id": "1", "raw": "By Jane Roe", "clean": "", "byline": "Jane Roe"})
    "byline holds 'Jane Roe'; a list of texts is due"
    """
    for name in FIELDS:
        if not isinstance(record[name], str):
            return f"{name} holds {record[name]!r}; a text is due"
    for name in _TEXTS:
        if not isinstance(record.get(name), str | None):
            return f"{name} holds {record[name]!r}; a text is due"
    for name in _LISTS:
        listed = record.get(name, [])
        if not (isinstance(listed, list) and all(isinstance(entry, str) for entry in listed)):
            return f"{name} holds {listed!r}; a list of texts is due"
    line = record.get("dateline") or {}
    if not isinstance(line, dict):
        return f"dateline holds {line!r}; an object or null is due"
    for part, value in line.items():
        if part not in _DATELINE:
            return f"dateline has {part!r}; there are: {', '.join(_DATELINE)}"
        if not isinstance(value, str | None):
            return f"dateline: {part} holds {value!r}; a text or null is due"
    return ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A record that did not come out as the gold set has it.

    Args:
        id, group: the record's.
        differences: lines to show: what is missing with "-", what is too much with "+".
    """

    id: str
    group: str
    differences: tuple[str, ...]


@dataclass(slots=True)
class CleaningReport:
    """What an evaluation found.

    Args:
        cases: records.
        exact: those whose text came out to the last character.
        distance, length: edit distance of the texts, and length of the gold's, in code points.
        fields: scores by field; "dateline.place" and so on for its parts, "all" for all of them.
        traps, broken: records of the group "trap", and ids of those that were not left alone.
        unstable: ids of records whose text did not settle.
        failures: every record that is not as it should be.
    """

    cases: int = 0
    exact: int = 0
    distance: int = 0
    length: int = 0
    fields: dict[str, Score] = field(default_factory=dict)
    traps: int = 0
    broken: list[str] = field(default_factory=list)
    unstable: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    @property
    def error_rate(self) -> float:
        """The character error rate."""
        return self.distance / self.length if self.length else 0.0

    def as_json(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "cases": self.cases,
            "exact": self.exact,
            "exact_rate": round(self.exact / self.cases, 4) if self.cases else 1.0,
            "character_error_rate": round(self.error_rate, 6),
            "fields": {name: score.as_json() for name, score in self.fields.items()},
            "traps": self.traps,
            "broken_traps": self.broken,
            "unstable": self.unstable,
            "failures": [
                {"id": f.id, "group": f.group, "differences": list(f.differences)}
                for f in self.failures
            ],
        }

    def lines(self) -> Iterator[str]:
        """The report for a person to read."""
        share = self.exact / self.cases if self.cases else 1.0
        yield f"{self.cases} cases, {self.exact} exact ({share:.1%})"
        yield f"character error rate {self.error_rate:.3%}"
        yield f"{'field':<16} {'precision':>9} {'recall':>9} {'F1':>9}"
        for name, score in self.fields.items():
            yield f"{name:<16} {score.precision:>9.3f} {score.recall:>9.3f} {score.f1:>9.3f}"
        yield f"traps: {self.traps}, broken: {', '.join(self.broken) or 'none'}"
        yield f"unstable: {', '.join(self.unstable) or 'none'}"
        for failure in self.failures:
            yield f"\n{failure.id} ({failure.group})"
            yield from (f"  {line}" for line in failure.differences)


def evaluate_cleaning(records: Iterable[Mapping[str, Any]], nlp: Pipeline) -> CleaningReport:
    """Clean the texts of a gold set and compare.

    Args:
        records: see this module's head.
        nlp: the pipeline; only its first stage runs.

    Raises:
        ConfigError: if rapidfuzz is not installed.

    >>> from newsnorm import load
    >>> gold = {"id": "1", "raw": "RIGA (AFP) - Snow  fell.", "clean": "Snow fell.",
    ...         "dateline": {"place": "RIGA", "date": None, "agency": "AFP"}}
    >>> report = evaluate_cleaning([gold], load("news"))
    >>> report.exact, report.error_rate, report.fields["all"].f1
    (1, 0.0, 1.0)
    """
    try:
        from rapidfuzz.distance import Levenshtein
    except ImportError as error:
        raise ConfigError("evaluating needs rapidfuzz: pip install newsnorm[evaluate]") from error
    parts = [f"dateline.{part}" for part in _DATELINE]
    report = CleaningReport(fields={name: Score() for name in (*parts, *_LISTS, "all")})
    for record in records:
        article = _cleaned(record, nlp)
        report.cases += 1
        report.exact += article.text == record["clean"]
        report.distance += Levenshtein.distance(article.text, record["clean"])
        report.length += len(record["clean"])
        found, expected = _kept(article), _expected(record)
        for name in (*parts, *_LISTS):
            right = (found[name] & expected[name]).total()
            for score in (report.fields[name], report.fields["all"]):
                score.add(right, found[name].total(), expected[name].total())
        if any(warning.startswith("unstable") for warning in article.warnings):
            report.unstable.append(record["id"])
        is_trap = record.get("group") == "trap"
        report.traps += is_trap
        if article.text != record["clean"] or found != expected:
            if is_trap:
                report.broken.append(record["id"])
            lines = (*_text_diff(record["clean"], article.text), *_field_diff(expected, found))
            report.failures.append(Failure(record["id"], record.get("group") or "", lines))
    return report


def _cleaned(record: Mapping[str, Any], nlp: Pipeline) -> NormalizedArticle:
    article = Article(
        record["raw"],
        title=record.get("title"),
        id=record["id"],
        published=record.get("published"),
        language=record.get("language") or "und",
    )
    return nlp.cleaned(article)


def _kept(article: NormalizedArticle) -> dict[str, Counter[str]]:
    line = article.dateline
    values: dict[str, list[Any]] = {
        f"dateline.{part}": [line and getattr(line, part)] for part in _DATELINE
    }
    values |= {name: list(getattr(article, name)) for name in _LISTS}
    return {name: Counter(filter(None, listed)) for name, listed in values.items()}


def _expected(record: Mapping[str, Any]) -> dict[str, Counter[str]]:
    line = record.get("dateline") or {}
    values = {f"dateline.{part}": [line.get(part)] for part in _DATELINE}
    values |= {name: record.get(name, []) for name in _LISTS}
    return {name: Counter(filter(None, listed)) for name, listed in values.items()}


def _text_diff(expected: str, found: str) -> Iterator[str]:
    """Lines of the text that differ."""
    diff = difflib.unified_diff(expected.split("\n"), found.split("\n"), lineterm="", n=0)
    for line in diff:
        if not line.startswith(("---", "+++", "@@")):
            yield line


def _field_diff(
    expected: Mapping[str, Counter[str]], found: Mapping[str, Counter[str]]
) -> Iterator[str]:
    for name in expected:
        yield from (f"-{name}: {value}" for value in (expected[name] - found[name]).elements())
        yield from (f"+{name}: {value}" for value in (found[name] - expected[name]).elements())
