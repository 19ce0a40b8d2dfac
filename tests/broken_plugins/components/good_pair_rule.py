"""A pair rule without a fault: articles of two publishers are related."""

from __future__ import annotations

from dataclasses import replace

import newsnorm


def decide(
    left: newsnorm.ArticleFacts, right: newsnorm.ArticleFacts, relation: newsnorm.Relation
) -> newsnorm.Relation | None:
    if left.source and left.source == right.source:
        return relation
    return replace(relation, kind="related")


def rule() -> newsnorm.PairRule:
    return newsnorm.PairRule(decide)


SPEC = newsnorm.DeduplicatorSpec("broken/good_pair_rule", rule, summary="of one publisher")
