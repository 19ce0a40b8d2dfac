"""A house rule: copies count as one story only within one agency and 24 hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

import newsnorm


@dataclass(frozen=True, slots=True)
class AgencyOptions:
    """Options of "samewire/agency".

    Args:
        hours: how far apart two articles may have been published.
    """

    hours: float = 24.0

    def __post_init__(self) -> None:
        if self.hours < 0:
            raise ValueError(f"hours is {self.hours}; it must be 0 or more")


@newsnorm.hookimpl
def newsnorm_deduplicators() -> Iterable[newsnorm.DeduplicatorSpec]:
    """The one rule of this plugin."""
    yield newsnorm.DeduplicatorSpec(
        "samewire/agency",
        same_agency,
        AgencyOptions,
        "copies of other agencies or other days are related, not one story",
    )


def same_agency(options: AgencyOptions) -> newsnorm.PairRule:
    """Retype what two agencies filed, or one on two days, or nobody knows who and when."""
    window = timedelta(hours=options.hours)

    def decide(
        left: newsnorm.ArticleFacts, right: newsnorm.ArticleFacts, relation: newsnorm.Relation
    ) -> newsnorm.Relation:
        agency = _agency(left)
        near = left.published and right.published and right.published - left.published <= window
        if near and agency and agency == _agency(right):
            return relation
        return replace(relation, kind="related")

    return newsnorm.PairRule(decide)


def _agency(facts: newsnorm.ArticleFacts) -> str | None:
    """Who filed a story: its dateline's agency, or else its publisher."""
    agency = facts.dateline.agency if facts.dateline else None
    return (agency or facts.source or "").casefold() or None
