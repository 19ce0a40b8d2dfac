"""Expects every article to have a date."""

from __future__ import annotations

from typing import Any, cast

import newsnorm


def decide(
    left: newsnorm.ArticleFacts, right: newsnorm.ArticleFacts, relation: newsnorm.Relation
) -> newsnorm.Relation | None:
    apart = cast(Any, right.published) - cast(Any, left.published)
    return relation if apart.days < 1 else None


def rule() -> newsnorm.PairRule:
    return newsnorm.PairRule(decide)


SPEC = newsnorm.DeduplicatorSpec("broken/dated", rule, summary="of one publisher")
