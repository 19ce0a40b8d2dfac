"""Returns the relation the other way round."""

from __future__ import annotations

from dataclasses import replace

import newsnorm


def decide(
    left: newsnorm.ArticleFacts, right: newsnorm.ArticleFacts, relation: newsnorm.Relation
) -> newsnorm.Relation | None:
    if left.published and left.published == right.published:
        return replace(relation, left=relation.right, right=relation.left)
    return relation if left.source == right.source else None


def rule() -> newsnorm.PairRule:
    return newsnorm.PairRule(decide)


SPEC = newsnorm.DeduplicatorSpec("broken/other_way_round", rule, summary="of one publisher")
