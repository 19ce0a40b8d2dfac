"""What an evaluation of entities found: the figures, and every error where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from newsnorm.evaluation.scores import Score


@dataclass(frozen=True, slots=True)
class EntityError:
    """What a pipeline got wrong.

    Args:
        article: id.
        error: "missed", "spurious", "wrong" (something is reported there, but not that) or
            "forbidden"; with "stands for: " before it where it is about that.
        expected, reported: id or name of what should be there, and of what was reported.
        context: the passage, the mention in brackets.
    """

    article: str
    error: str
    expected: str
    reported: str
    context: str


@dataclass(slots=True)
class EntityReport:
    """What an evaluation found.

    Args:
        articles: how many.
        links: mentions whose span and meaning match.
        spans: mentions whose span matches, whatever they mean.
        kinds, phenomena: links by kind and by phenomenon.
        tiers: links by the least score that is accepted: the curve of precision and recall.
        near, placed: of the mentions whose span matches one with coordinates, those that are
            within 161 km, and all.
        stands_for: of the mentions whose span matches, for how many it was said for whom they
            stand.
        stands_for_errors: where it was said wrongly, or not.
        cubed: sums of B-cubed's precision and recall, and over how many mentions.
        errors: every one.
    """

    articles: int = 0
    links: Score = field(default_factory=Score)
    spans: Score = field(default_factory=Score)
    kinds: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    phenomena: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    tiers: dict[float, Score] = field(default_factory=dict)
    near: int = 0
    placed: int = 0
    stands_for: Score = field(default_factory=Score)
    stands_for_errors: list[EntityError] = field(default_factory=list)
    cubed: list[float] = field(default_factory=lambda: [0.0, 0.0])
    errors: list[EntityError] = field(default_factory=list)

    @property
    def forbidden(self) -> int:
        """How often something was reported that must not be."""
        return sum(error.error == "forbidden" for error in self.errors)

    @property
    def accuracy(self) -> float:
        """Share within 161 km."""
        return self.near / self.placed if self.placed else 1.0

    @property
    def b_cubed(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of B-cubed."""
        precision = self.cubed[0] / self.spans.reported if self.spans.reported else 1.0
        recall = self.cubed[1] / self.spans.expected if self.spans.expected else 1.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0

    def as_json(self) -> dict[str, Any]:
        """The report as JSON."""
        report = {
            "articles": self.articles,
            "links": self.links.as_json(),
            "spans": self.spans.as_json(),
            "kinds": {name: score.as_json() for name, score in sorted(self.kinds.items())},
            "phenomena": {name: score.as_json() for name, score in sorted(self.phenomena.items())},
            "tiers": {f"{least:g}": score.as_json() for least, score in self.tiers.items()},
            "b_cubed": dict(
                zip(("precision", "recall", "f1"), (round(f, 4) for f in self.b_cubed), strict=True)
            ),
            "forbidden": self.forbidden,
            "errors": [_as_json(error) for error in self.errors],
        }
        if self.stands_for.expected:
            report["stands_for"] = {
                **self.stands_for.as_json(),
                "errors": [_as_json(error) for error in self.stands_for_errors],
            }
        if self.placed:
            report["within_161_km"] = {
                "near": self.near, "placed": self.placed, "accuracy": round(self.accuracy, 4)
            }  # fmt: skip
        return report

    def lines(self) -> Iterator[str]:
        """The report for a person to read."""
        yield f"{self.articles} articles"
        yield f"{'':<24} {'precision':>9} {'recall':>9} {'F1':>9} {'reported':>9} {'expected':>9}"
        rows = {"links": self.links, "spans": self.spans, **dict(sorted(self.kinds.items()))}
        if self.stands_for.expected:
            rows["stands for"] = self.stands_for
        rows |= {f"score {least:g} and more": score for least, score in self.tiers.items()}
        rows |= {name: self.phenomena[name] for name in sorted(self.phenomena) if name}
        for name, score in rows.items():
            yield (
                f"{name:<24} {score.precision:>9.3f} {score.recall:>9.3f} {score.f1:>9.3f}"
                f" {score.reported:>9} {score.expected:>9}"
            )
        precision, recall, f1 = self.b_cubed
        yield f"{'B-cubed':<24} {precision:>9.3f} {recall:>9.3f} {f1:>9.3f}"
        if self.placed:
            yield f"within 161 km: {self.near} of {self.placed} ({self.accuracy:.1%})"
        yield f"must not be reported, and was: {self.forbidden}"
        told = self.stands_for_errors if self.stands_for.expected else []
        for error in (*self.errors, *told):
            yield f"\n{error.article}: {error.error}"
            yield f"  {error.context}"
            if error.expected:
                yield f"  - {error.expected}"
            if error.reported:
                yield f"  + {error.reported}"


def _as_json(error: EntityError) -> dict[str, str]:
    return {name: getattr(error, name) for name in EntityError.__slots__}
