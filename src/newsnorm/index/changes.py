"""What an add or a removal changed: enough for others to keep a copy of the clusters up to date."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

from newsnorm.article import Relation, RelationKind, to_json

What: TypeAlias = Literal["removed", "merged", "moved", "new", "joined", "representative"]


@dataclass(frozen=True, slots=True)
class ClusterChange:
    """One change. Applied in order, changes lead from the clusters before to those after.

    Args:
        change: what happened.

            - "new": the article `id` is in the index, in a `cluster` of its own, new as well.
            - "joined": `id` is in the index, and in a `cluster` that others are in.
            - "merged": all articles of the cluster `was` are in `cluster` now; `was` is no more.
            - "moved": `id`, which was in the cluster `was`, is in `cluster` now; without `of`,
              it represents it.
            - "representative": `id` represents `cluster` now, in place of `was`.
            - "removed": `id`, which was in `cluster`, is in the index no more.
        cluster: a number, as a string, that no other cluster had or will have.
        id: the article.
        of: the article that `id` repeats, the representative of its cluster.
        relation: how it repeats it.
        evidence: figures that this rests on; of articles that are new.
        was: what was there before: see above.
    """

    change: What
    cluster: str
    id: str | None = None
    of: str | None = None
    relation: RelationKind | None = None
    evidence: Mapping[str, float] | None = None
    was: str | None = None

    def to_json(self) -> str:
        """One line of JSON; what is None is left out.

        >>> ClusterChange("merged", "7", was="12").to_json()
        '{"change": "merged", "cluster": "7", "was": "12"}'
        """
        return to_json({name: value for name, value in asdict(self).items() if value is not None})

    @classmethod
    def from_json(cls, line: str) -> ClusterChange:
        """Read what `to_json` wrote."""
        values: dict[str, Any] = json.loads(line)
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Match:
    """What an article repeats of those in an index.

    Args:
        id: the article's.
        known: whether the index has an article of this id already.
        cluster: the one it is in, or would be if it were added; None for a new one.
        of: the article that represents this cluster, unless `id` does or would.
        relation: how it repeats that one.
        relations: what was found between it and articles in the index, in the order of these.
    """

    id: str
    known: bool
    cluster: str | None = None
    of: str | None = None
    relation: RelationKind | None = None
    relations: tuple[Relation, ...] = ()

    def to_json(self) -> str:
        """One line of JSON; what is None is left out."""
        return to_json({name: value for name, value in asdict(self).items() if value is not None})
