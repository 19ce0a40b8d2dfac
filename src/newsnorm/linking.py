"""The second stage: canonicalizers fold over the candidates for mentions.

Each sees the document and what stands so far, and adds, decides or withdraws;
the core applies the proposals, so that nothing is dropped in silence.
At the end, of decided candidates that overlap the longest stands, and what nobody decided is
reported as undecided: abstaining is a normal answer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from types import MappingProxyType
from typing import Final

from newsnorm.article import Article, Entity, FieldName, Mention, Rewriting, Undecided
from newsnorm.cleaning import Cleaned
from newsnorm.components import (
    Add,
    Candidate,
    Canonicalizer,
    Decide,
    DocumentView,
    Option,
    Proposal,
    Withdraw,
)
from newsnorm.errors import PluginError
from newsnorm.gazetteer import Gazetteer
from newsnorm.remembering import per_gazetteer


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
    shown = MappingProxyType(fields)
    for name, canonicalizer in canonicalizers:
        document = DocumentView(
            shown,
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
            linked.mentions.append(_mention(candidate, cleaned, gazetteer))
    return linked


class _Board:
    """The candidates of one document, and what became of them."""

    def __init__(self, fields: dict[str, str]) -> None:
        self.fields = fields
        self.rank = {name: rank for rank, name in enumerate(fields)}
        self.candidates: dict[int, Candidate] = {}
        self.withdrawn: list[Undecided] = []
        self.count = 0
        self._places: list[tuple[int, int, int, int]] = []
        self._keys: list[int] = []  # those of the places, in their order
        self._sorted = True
        self._in_order: tuple[Candidate, ...] | None = ()

    def in_order(self) -> tuple[Candidate, ...]:
        """By field and start, the longer first, and then as they were added."""
        if self._in_order is None:
            if not self._sorted:
                self._places.sort()
                self._keys = [place[3] for place in self._places]
                self._sorted = True
            self._in_order = tuple(filter(None, map(self.candidates.get, self._keys)))
        return self._in_order

    def apply(self, proposals: Iterable[Proposal]) -> None:
        for proposal in proposals:
            self._in_order = None
            if isinstance(proposal, Add):
                self._add(proposal)
            elif isinstance(proposal, Decide):
                self._decide(proposal)
            elif isinstance(proposal, Withdraw):
                candidate = self._candidate(proposal.key)
                self.withdrawn.append(_undecided(candidate, proposal.reason))
                del self.candidates[proposal.key]
            else:
                raise TypeError(
                    f"it proposes {proposal!r}, where an Add, Decide or Withdraw is due"
                )

    def _add(self, add: Add) -> None:
        name, start, end, options = add.field, add.start, add.end, add.options
        if not _is_plain(add):
            _check(add)
        text = self.fields.get(name)
        if text is None:
            raise ValueError(f"{add} is for a field that this article does not have")
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{add} lies outside its field, which has {len(text)} code points")
        if add.decided and not options:
            raise ValueError(f"{add} is decided, but has no option")
        key = self.count
        self.candidates[key] = Candidate(
            key,
            name,
            start,
            end,
            text[start:end],
            options,
            add.reason,
            add.decided,
            add.demonym,
            add.score,
            add.role,
            add.stands_for,
        )
        place = (self.rank[name], start, -end, key)
        if self._sorted and self._places and place < self._places[-1]:
            self._sorted = False
        self._places.append(place)
        self._keys.append(key)
        self.count += 1

    def _decide(self, decide: Decide) -> None:
        option = decide.option
        if not _is_plain(decide):
            _check(decide)
        old = self._candidate(decide.key)
        options = old.options
        if len(options) != 1 or options[0] is not option:
            chosen = option.entity.id
            options = (option, *[other for other in options if other.entity.id != chosen])
        self.candidates[decide.key] = Candidate(
            old.key,
            old.field,
            old.start,
            old.end,
            old.surface,
            options,
            decide.reason,
            True,
            old.demonym,
            decide.score,
            old.role,
            decide.stands_for or old.stands_for,
        )

    def _candidate(self, key: int) -> Candidate:
        candidate = self.candidates.get(key)
        if candidate is None:
            raise ValueError(f"no candidate has the key {key}")
        return candidate

    def drop_overlaps(self) -> None:
        """Longest first, then leftmost; what is undecided never displaces what is decided."""
        taken: dict[str, list[tuple[int, int, str]]] = {}
        for candidate in sorted(
            self._overlapping(),
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

    def _overlapping(self) -> list[Candidate]:
        """In order, the candidates that overlap with another: few do."""
        found: list[Candidate] = []
        before: Candidate | None = None
        joined = False  # whether the one before is among them
        reach = 0
        for candidate in self.in_order():
            if before is None or candidate.start >= reach or candidate.field != before.field:
                joined = False
                reach = candidate.end
            else:
                if not joined:
                    found.append(before)
                found.append(candidate)
                joined = True
                if candidate.end > reach:
                    reach = candidate.end
            before = candidate
        return found


def _is_plain(proposal: Add | Decide) -> bool:
    """Whether every part is of just the type that it should be, as nearly always; then it is fine.

    Else `_check` sees what is the matter.
    """
    if type(proposal.reason) is not str or type(proposal.score) is not float:
        return False
    if type(proposal.stands_for) not in _TEXT_OR_NONE:
        return False
    if isinstance(proposal, Decide):
        return type(proposal.option) is Option and type(proposal.option.entity) is Entity
    if type(proposal.start) is not int or type(proposal.end) is not int:
        return False
    if type(proposal.field) is not str or type(proposal.options) is not tuple:
        return False
    for option in proposal.options:
        if type(option) is not Option or type(option.entity) is not Entity:
            return False
    return type(proposal.role) in _TEXT_OR_NONE


_TEXT_OR_NONE: Final = frozenset({str, type(None)})


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


def _mention(candidate: Candidate, cleaned: Cleaned, gazetteer: Gazetteer) -> Mention:
    name: FieldName = candidate.field  # type: ignore[assignment]
    option = candidate.options[0]
    entity, start, end = option.entity, candidate.start, candidate.end
    return Mention(
        name,
        start,
        end,
        cleaned.alignments[name].to_source(start, end),
        candidate.surface,
        entity.id,
        entity.name,
        entity.kind,
        candidate.score,
        candidate.reason,
        option.alias,
        candidate.role,
        candidate.stands_for,
        _rewriting(candidate.surface, candidate.role, option.alias, gazetteer)
        if option.alias is not None
        else None,
    )


@per_gazetteer
def _rewriting(surface: str, role: str | None, row: str, gazetteer: Gazetteer) -> Rewriting | None:
    """Why the form that a candidate was found with is not simply a spelling, as its row says."""
    name = surface.removeprefix(role or "").lstrip(" ,")
    for alias in gazetteer.lookup(name):
        if alias.row == row:
            if not alias.rewrite:
                return "no"
            return "dated" if alias.valid_from or alias.valid_to else None
    return None
