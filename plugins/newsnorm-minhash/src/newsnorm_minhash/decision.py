"""What two articles are to each other, by what they share and what differs.

The similarity of words alone cannot tell: reports made from one template share three words of four
and are about two events; a heavy rewrite of one story shares one in three. What tells them apart is
*what* differs. Templates differ in their figures, dates and names, each standing where the other's
stands. Copies and updates keep most of these, and what they change are passages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from newsnorm import NormalizedArticle, Rows, Verdict
from newsnorm_minhash import StoryOptions
from newsnorm_minhash.days import own_days
from newsnorm_minhash.facts import DATE, ENTITY, FIGURE, NAME
from newsnorm_minhash.marks import LATE, TOLD
from newsnorm_minhash.overlap import LEAD, Overlap, overlap
from newsnorm_minhash.screening import promising
from newsnorm_minhash.sketch import VERSION, columns
from newsnorm_minhash.spellings import NUMBER

Relation: TypeAlias = Literal[
    "exact", "respelled", "near", "truncated", "updated", "contains", "related"
]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

KEPT_NAME = 0.25
"""What a name weighs beside a figure or a date: names recur in a template's every report."""
FEW = 3
"""With fewer facts in both articles than this, words alone must decide."""
SHORT_GAP = 7
"""House style changes a word here and there, but no figures; rewriting changes longer stretches, in
words."""
STYLED_GAP, PUT_OTHERWISE = 10, 3
"""The same where no figure or date is another, and the one's longest stretch is the other's but for
so many words: "in the country (formerly known as Burma)" is put otherwise, nothing is added."""
SUMMARY = 40
"""Words of a summary before a text, which says nothing that the text does not: the points that an
agency puts on top of it."""
NEW_FACTS = 2
"""Figures and dates that the later article has and the earlier has not, from which on it is an
update."""
NEW_PASSAGE = 15
"""Words of a new passage in a text that keeps all of the old one."""
SOON = 96
"""Hours within which "Monday" in the same words is the same Monday, and no day of publication,
which it was reckoned from, says otherwise."""
WEEK = 168
"""Hours after which only a reprint is the same story, unless it says that it is an update."""
REPRINT = 0.8
"""Similarity of a reprint."""
LATER = 0.1
"""What more of the facts must agree of articles that came `LATE` hours apart."""
OTHER_DAY, IN_PLACE = 0.2, 2
"""The same where each tells of its own day in the other's words: so many figures and dates stand
where the other has one of its own. An update tells what is new in words of its own."""
SAME_FACTS = 8
"""Figures and dates, of which none is another, that make a story whatever its names look like:
"Kaohsiung" and "Gaoxiong" are one."""
DISTANT, FARTHER = 0.4, 0.25
"""Below this similarity more of the facts must agree; so many more where it is 0.3."""
UNLIKE, MORE_NAMES = 0.5, 0.15
"""The same for the names; so many more where it is 0.4."""
BRIEF = 60
"""Words of a text in which there is no room for chance: nearly all of its facts must agree."""
ALL_FACTS = 0.8
"""Share of the facts of such a text."""
TITLE = 0.5
"""Share of the words of two titles that must agree where a text has figures and names nobody;
where it has neither, one word must."""
FURNITURE = 6
"""Words before or behind a text that make it no other: a place, a desk's sign-off."""
SAME_TITLE = 0.9
"""Share of the words of two titles that must agree where texts say less, or name others."""
WITHIN = 0.9
"""Share of an article's shingles that are in another, from which on it lies in that one."""


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """What the two articles of each pair say of themselves.

    Args:
        newer: the right one says that it is a later version than the left one.
        left_cut, right_cut: the text ends in the middle of a sentence.
        later: the right one came more than `LATE` hours after the left one.
        much_later: it came more than a `WEEK` after it.
        soon: it came within `SOON` hours, or nobody knows when.
        own_days, common_day: see `own_days`.
    """

    newer: Bools
    left_cut: Bools
    right_cut: Bools
    later: Bools
    much_later: Bools
    soon: Bools
    own_days: Bools
    common_day: Bools

    @classmethod
    def of(cls, left: Mapping[str, Any], right: Mapping[str, Any], both: Overlap) -> Marks:
        """Those in the columns of sketches, of articles that share so much."""
        hours = [np.asarray(columns["hour"]).astype(np.int64) for columns in (left, right)]
        known = np.minimum(*hours) > 0
        since = np.abs(hours[1] - hours[0])
        newer = right["version"] > left["version"]
        return cls(
            newer,
            left["cut"] > 0,
            right["cut"] > 0,
            (since > LATE) & known,
            (since > WEEK) & known,
            (since <= SOON) | ~known,
            *own_days(left, right, both),
        )


def jaccard(both: Overlap) -> Floats:
    """Jaccard similarity of the sets of shingles; of empty ones 0."""
    similarity: Floats = both.shared / np.maximum(both.left + both.right - both.shared, 1)
    return similarity


def agreement(both: Overlap) -> Floats:
    """Of the figures, dates and names of two articles, what share agrees.

    What one has and the other has not only counts against them when the other has something in its
    place: a text that was cut says less, not otherwise. Figures and dates that stand just where the
    other text has one of its own count twice. 1 where there is nothing.
    """
    replaced = np.minimum(both.lost, both.gained)
    dated = (FIGURE, DATE)
    kept = sum(both.kept[:, kind] for kind in dated) + KEPT_NAME * both.kept[:, NAME]
    against = sum(replaced[:, kind] for kind in dated) + KEPT_NAME * replaced[:, NAME]
    slots = np.minimum(both.slots, sum(replaced[:, kind] for kind in dated))
    total = kept + against + slots
    return np.divide(kept, total, out=np.ones(len(kept)), where=total > 0)


def names(both: Overlap) -> Floats:
    """Share of the names that agree, as words or as linked entities, whichever is less."""
    replaced = np.minimum(both.lost, both.gained)
    shares = []
    for kind in (NAME, ENTITY):
        total = both.kept[:, kind] + replaced[:, kind]
        shares.append(np.where(total > FEW, both.kept[:, kind] / np.maximum(total, 1), 1.0))
    return np.minimum(*shares)


def decide(
    both: Overlap,
    marks: Marks,
    at_least: StoryOptions,
    kinds: frozenset[Relation],
) -> Sequence[Verdict | None]:
    """Say what each pair is.

    Args:
        both: what they share.
        marks: what the articles say of themselves.
        at_least: what makes two articles one story.
        kinds: those to report.
    """
    both = _days_alike(both, marks.soon)
    similarity = jaccard(both)
    left_in = both.shared / np.maximum(both.left, 1)
    right_in = both.shared / np.maximum(both.right, 1)
    within = np.maximum(left_in, right_in)
    agrees, same_names = agreement(both), names(both)
    replaced = np.minimum(both.lost, both.gained)
    facts = (both.kept + replaced)[:, :ENTITY].sum(axis=1)
    alike = np.maximum(similarity, np.where(within >= WITHIN, within, 0))
    told_together = marks.common_day & (np.minimum(both.lead_lost, both.lead_gained) == 0)
    other_day = marks.own_days & ~told_together & (both.slots >= IN_PLACE)
    enough = np.where(other_day, OTHER_DAY, LATER * marks.later) * ~marks.newer
    enough = enough + at_least.agreement
    enough = enough + FARTHER * np.clip((DISTANT - alike) * 10, 0, 1)
    one_story = np.where(
        facts < FEW,
        alike >= at_least.plain,
        (alike >= at_least.similar) & (agrees >= enough),
    )
    enough = at_least.names + MORE_NAMES * np.clip((UNLIKE - alike) * 10, 0, 1)
    same_facts = both.kept[:, :NAME].sum(axis=1) >= SAME_FACTS
    same_facts &= ~replaced[:, :NAME].any(axis=1)
    one_story &= (same_names >= enough) | same_facts
    brief = np.minimum(both.left_words, both.right_words) < BRIEF
    one_story &= ~brief | (agrees >= ALL_FACTS)
    # A brief names one firm, which is what it is about: two funds pay the same on the same day.
    other_subject = (both.kept[:, ENTITY] == 0) & (replaced[:, ENTITY] > 0)
    one_title = (both.titles > 0) & (both.title >= SAME_TITLE * both.titles)
    one_story &= ~brief | ~other_subject | one_title
    nameless = (both.kept[:, NAME] < FEW) & (both.titles > 0)
    a_table = both.kept[:, FIGURE] + both.kept[:, DATE] >= FEW
    one_story &= ~nameless | (both.title >= np.where(a_table, TITLE * both.titles, 1))
    other_lead = np.minimum(both.lead_lost, both.lead_gained)
    one_story &= (
        (other_lead < 2) | (both.lead_kept >= other_lead) | marks.newer | (within >= WITHIN)
    )
    one_story &= ~marks.much_later | marks.newer | (alike >= REPRINT)
    # A placeholder says nothing: there the titles are the articles, and the days tell them apart.
    untold = (np.minimum(both.left_words, both.right_words) < TOLD) & (both.titles > 0)
    one_story &= ~untold | ~marks.later | marks.newer

    longer = np.maximum(both.left, both.right) * WITHIN >= np.minimum(both.left, both.right)
    right_within = longer & (right_in >= WITHIN) & (both.right < both.left)
    left_within = longer & (left_in >= WITHIN) & (both.left < both.right)
    left_begins = both.left_lead * 2 >= np.minimum(both.left, LEAD)
    right_begins = both.right_lead * 2 >= np.minimum(both.right, LEAD)
    contains = (left_within & ~marks.newer & ~left_begins) | (right_within & ~right_begins)
    truncated = (right_within & ~contains) | (left_within & ~contains & marks.left_cut)
    new_dates = np.maximum(both.gained - both.lost, 0)[:, DATE]
    new_facts = both.gained[:, FIGURE] + new_dates
    gap = np.maximum(both.left_gap, both.right_gap)
    put_otherwise = ~(both.lost + both.gained)[:, :NAME].any(axis=1)
    put_otherwise &= np.abs(both.left_gap - both.right_gap) <= PUT_OTHERWISE
    restyled = gap <= np.where(put_otherwise, STYLED_GAP, SHORT_GAP)
    restyled &= (similarity >= 0.5) & (replaced[:, FIGURE] < NEW_FACTS)
    updated = marks.newer | (
        ~restyled
        & ((new_facts >= NEW_FACTS) | ((left_in >= WITHIN) & (both.right_gap >= NEW_PASSAGE)))
    )
    extra = np.abs(both.left_words - both.right_words)
    furnished = (both.passage == np.minimum(both.left_words, both.right_words)) & ~marks.newer
    furnished &= (extra > 0) & (extra <= FURNITURE)
    summed_up = (both.shared == both.left) & (both.left_lead == 0) & ~both.gained.any(axis=1)
    summed_up |= (both.shared == both.right) & (both.right_lead == 0) & ~both.lost.any(axis=1)
    summed_up &= ~brief & (extra <= SUMMARY)
    cut_off = np.where(both.left_words < both.right_words, marks.left_cut, marks.right_cut)
    kind = np.select(
        [
            ~one_story,
            (furnished & ~brief) | summed_up,
            # In a brief a few words more may say something: ", the ministry said".
            furnished & ~cut_off,
            contains,
            truncated & ~(left_within & marks.newer),
            updated,
            restyled,
        ],
        ["related", "exact", "near", "contains", "truncated", "updated", "respelled"],
        "near",
    )
    reported = (one_story | (similarity >= at_least.related)) & (both.shared > 0)
    reported &= ~untold | (both.title >= SAME_TITLE * both.titles)
    columns = (similarity, left_in, right_in, agrees, same_names)
    figures = np.round(np.stack(columns, axis=1), 4).tolist()
    passages = both.passage.tolist()
    verdicts: list[Verdict | None] = []
    for row, (report, word) in enumerate(zip(reported.tolist(), kind.tolist(), strict=True)):
        if not report or word not in kinds:
            verdicts.append(None)
            continue
        values = dict(zip(EVIDENCE, figures[row], strict=True))
        verdicts.append(Verdict(word, values | {"passage": passages[row]}))
    return verdicts


def _days_alike(both: Overlap, soon: Bools) -> Overlap:
    """The counts; of articles that came soon after each other, days in the same words agree."""
    days = np.minimum(both.restated, both.gained[:, DATE]) * soon
    moved = np.zeros_like(both.kept)
    moved[:, DATE] = days
    return replace(both, kept=both.kept + moved, lost=both.lost - moved, gained=both.gained - moved)


EVIDENCE = ("jaccard", "left_in_right", "right_in_left", "agreement", "names")


class Compared:
    """A tier that compares articles so: their columns, and what is decided by these.

    Args:
        options: what makes two articles one story.
        kinds: the relations to report.
    """

    made_with: Mapping[str, int] = {"sketches": VERSION, "fold table": NUMBER}

    def __init__(self, options: StoryOptions, kinds: frozenset[Relation]) -> None:
        self.options = options
        self.kinds = kinds

    def evidence(self, articles: Sequence[NormalizedArticle]) -> dict[str, Any]:
        """See `newsnorm_minhash.sketch`."""
        return columns(articles)

    def compare(self, left: Any, right: Any) -> Sequence[Verdict | None]:
        """Exact comparison of shingles and facts, of the pairs that are worth it."""
        options = self.options
        similar = min(options.similar, options.plain, options.related)
        worth = promising(left["least"], right["least"], similar)
        verdicts: list[Verdict | None] = [None] * len(worth)
        rows = np.flatnonzero(worth)
        if not len(rows):
            return verdicts
        if len(rows) < len(worth):
            left, right = (
                side.take(rows) if isinstance(side, Rows) else Rows(side, rows)
                for side in (left, right)
            )
        both = overlap(left, right, similar=similar, inside=WITHIN)
        decided = decide(both, Marks.of(left, right, both), options, self.kinds)
        for row, verdict in zip(rows.tolist(), decided, strict=True):
            verdicts[row] = verdict
        return verdicts
