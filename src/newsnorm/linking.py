"""The second stage: canonicalizers fold over the candidates for mentions.

Each sees the document and what stands so far, and adds, decides or withdraws;
the core applies the proposals, so that nothing is dropped in silence.
At the end, of decided candidates that overlap the longest stands, and what nobody decided is
reported as undecided: abstaining is a normal answer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter
from types import MappingProxyType
from typing import cast

from newsnorm.article import Article, Entity, FieldName, Mention, Undecided
from newsnorm.cleaning import Cleaned
from newsnorm.components import (
    Add,
    Candidate,
    Canonicalizer,
    Decide,
    DocumentView,
    Proposal,
    Withdraw,
)
from newsnorm.errors import PluginError
from newsnorm.gazetteer import Gazetteer


@dataclass(slots=True)
class Linked:
    """What canonicalisation made of an article."""

    mentions: list[Mention] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)
    withdrawn: list[Undecided] = field(default_factory=list)
    dateline_entity: str | None = None


def link(
    article: Article,
    cleaned: Cleaned,
    canonicalizers: Sequence[tuple[str, Canonicalizer]],
    gazetteer: Gazetteer,
    published: date | None,
) -> Linked:
    """Run the canonicalisation stage on a cleaned article.

    Args:
        article: the input.
        cleaned: what cleaning made of it.
        canonicalizers: pairs of full name and canonicalizer, in order.
        gazetteer: the pipeline's tables, combined.
        published: day of publication, if known.

    Raises:
        PluginError: if a canonicalizer fails, or proposes what cannot be.
    """
    fields: dict[str, str] = {name: steps.target for name, steps in cleaned.alignments.items()}
    if cleaned.dateline and cleaned.dateline.place:
        fields["dateline"] = cleaned.dateline.place
    board = _Board(fields)
    for name, canonicalizer in canonicalizers:
        document = DocumentView(
            MappingProxyType(fields),
            board.in_order(),
            gazetteer,
            published,
            article.language,
            cleaned.dateline,
        )
        try:
            board.apply(canonicalizer.propose(document))
        except (Exception, SystemExit) as error:
            raise PluginError(
                f"canonicalizer {name!r} failed on article {article.id!r}: "
                f"{type(error).__name__}: {error}",
                plugin=name.partition("/")[0],
                component=name,
                stage="link",
                article_id=article.id,
            ) from error
    board.drop_overlaps()
    linked = Linked(withdrawn=board.withdrawn)
    for candidate in board.in_order():
        if not candidate.decided:
            if not candidate.demonym:
                linked.undecided.append(_undecided(candidate, f"{candidate.reason}; not decided"))
        elif candidate.field == "dateline":
            # "KISUMU, Kenya": the country alone would not be where the story comes from.
            if candidate.start == 0 and candidate.options[0].entity.kind == "place":
                linked.dateline_entity = candidate.options[0].entity.id
        elif not candidate.demonym:
            linked.mentions.append(_mention(candidate, cleaned))
    return linked


class _Board:
    """The candidates of one document, and what became of them."""

    def __init__(self, fields: dict[str, str]) -> None:
        self.fields = fields
        self.rank = {name: rank for rank, name in enumerate(fields)}
        self.candidates: dict[int, Candidate] = {}
        self.withdrawn: list[Undecided] = []
        self.count = 0

    def in_order(self) -> tuple[Candidate, ...]:
        return tuple(
            sorted(
                self.candidates.values(),
                key=lambda c: (self.rank[c.field], c.start, -c.end, c.key),
            )
        )

    def apply(self, proposals: Iterable[Proposal]) -> None:
        for proposal in proposals:
            match proposal:
                case Add():
                    self._add(proposal)
                case Decide(key, option, reason, score, stands_for):
                    _check(proposal)
                    candidate = self._candidate(key)
                    rest = tuple(o for o in candidate.options if o.entity.id != option.entity.id)
                    self.candidates[key] = replace(
                        candidate,
                        options=(option, *rest),
                        reason=reason,
                        score=score,
                        decided=True,
                        stands_for=stands_for or candidate.stands_for,
                    )
                case Withdraw(key, reason):
                    self.withdrawn.append(_undecided(self._candidate(key), reason))
                    del self.candidates[key]
                case _:
                    raise TypeError(
                        f"it proposes {proposal!r}, where an Add, Decide or Withdraw is due"
                    )

    def _add(self, add: Add) -> None:
        _check(add)
        if add.field not in self.fields:
            raise ValueError(f"{add} is for a field that this article does not have")
        text = self.fields[add.field]
        if not 0 <= add.start < add.end <= len(text):
            raise ValueError(f"{add} lies outside its field, which has {len(text)} code points")
        if add.decided and not add.options:
            raise ValueError(f"{add} is decided, but has no option")
        self.candidates[self.count] = Candidate(
            self.count,
            add.field,
            add.start,
            add.end,
            text[add.start : add.end],
            add.options,
            add.reason,
            add.decided,
            add.demonym,
            add.score,
            add.role,
            add.stands_for,
        )
        self.count += 1

    def _candidate(self, key: int) -> Candidate:
        if key not in self.candidates:
            raise ValueError(f"no candidate has the key {key}")
        return self.candidates[key]

    def drop_overlaps(self) -> None:
        """Longest first, then leftmost; what is undecided never displaces what is decided."""
        taken: dict[str, list[tuple[int, int, str]]] = {}
        for candidate in sorted(
            self.in_order(),
            key=lambda c: (not c.decided, c.demonym, c.start - c.end, self.rank[c.field], c.start),
        ):
            spans = taken.setdefault(candidate.field, [])  # sorted and disjoint
            at = bisect_right(spans, candidate.start, key=itemgetter(0))
            beside = spans[max(0, at - 1) : at + 1]
            winner = next(
                (
                    name
                    for start, end, name in beside
                    if start < candidate.end and candidate.start < end
                ),
                None,
            )
            if winner is None:
                spans.insert(at, (candidate.start, candidate.end, candidate.surface))
            else:
                self.apply([Withdraw(candidate.key, f"inside {winner!r}")])


def _check(proposal: Add | Decide) -> None:
    """See that what is proposed can be written down: types are hints, and plugins may be wrong.

    Raises:
        TypeError: saying what is not of its type.
    """
    for option in proposal.options if isinstance(proposal, Add) else (proposal.option,):
        if not isinstance(getattr(option, "entity", None), Entity):
            raise TypeError(f"{proposal} has {option!r} for a reading, where an Option is due")
    for name, kind in _KINDS.items():
        value = getattr(proposal, name, None)
        if value is not None and not isinstance(value, kind):
            raise TypeError(f"{proposal} has a {name} of type {type(value).__name__}")


_KINDS: Mapping[str, type | tuple[type, ...]] = {
    "field": str,
    "start": int,
    "end": int,
    "reason": str,
    "score": (int, float),
    "role": str,
    "stands_for": str,
}


def _undecided(candidate: Candidate, reason: str) -> Undecided:
    return Undecided(
        candidate.field,
        candidate.start,
        candidate.end,
        candidate.surface,
        tuple(option.entity.id for option in candidate.options),
        reason,
    )


def _mention(candidate: Candidate, cleaned: Cleaned) -> Mention:
    name = cast(FieldName, candidate.field)
    option = candidate.options[0]
    return Mention(
        field=name,
        start=candidate.start,
        end=candidate.end,
        raw=cleaned.alignments[name].to_source(candidate.start, candidate.end),
        surface=candidate.surface,
        entity=option.entity.id,
        name=option.entity.name,
        kind=option.entity.kind,
        score=candidate.score,
        reason=candidate.reason,
        alias=option.alias,
        role=candidate.role,
        stands_for=candidate.stands_for,
    )
