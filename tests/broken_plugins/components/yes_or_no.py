"""Says yes or no instead of returning a relation."""

from __future__ import annotations

from typing import cast

import newsnorm


def decide(
    left: newsnorm.ArticleFacts, right: newsnorm.ArticleFacts, relation: newsnorm.Relation
) -> newsnorm.Relation | None:
    return cast(newsnorm.Relation, left.source == right.source)


def rule() -> newsnorm.PairRule:
    return newsnorm.PairRule(decide)


SPEC = newsnorm.DeduplicatorSpec("broken/yes_or_no", rule, summary="of one publisher")
