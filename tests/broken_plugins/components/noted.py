"""Writes its reason into the evidence that it is given."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import newsnorm


def decide(
    left: newsnorm.ArticleFacts, right: newsnorm.ArticleFacts, relation: newsnorm.Relation
) -> newsnorm.Relation | None:
    if left.source != right.source:
        evidence: Any = relation.evidence
        evidence["publishers"] = 2
        return replace(relation, kind="related")
    return relation


def rule() -> newsnorm.PairRule:
    return newsnorm.PairRule(decide)


SPEC = newsnorm.DeduplicatorSpec("broken/noted", rule, summary="of one publisher")
