"""A rule that unescapes once: one of the stage's passes is not enough."""

from __future__ import annotations

from collections.abc import Sequence

import newsnorm


def rules() -> Sequence[newsnorm.Rule]:
    return [
        newsnorm.Rule("amp", "&amp;", newsnorm.Scope.BODY, newsnorm.Replace("&"), ("&amp;",)),
    ]


SPEC = newsnorm.CleanerSpec("broken/rule_amp", rules, summary="ampersands")
