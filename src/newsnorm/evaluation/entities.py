"""How well a pipeline links: its mentions against those of a gold set.

A reported mention matches a gold one, one to one, when they overlap by at least half (intersection
over union, against the gold span or its head) and mean the same: the id agrees where the gold set
has one, else the name (of persons the last name and the first initial; of an organization the
kind is enough). Where the gold set has coordinates, being within 161 km agrees, as is usual for
toponyms (100 miles: Leidner 2007); what the gazetteer has no coordinates of, countries, regions and
areas, agrees by type, name and what it lies in.

For whom a mention stands is compared where its span matches, if the set says it of any mention.

B-cubed (Bagga and Baldwin 1998) is over the mentions whose spans match, within each article; a
reported mention that matches no span has precision 0, a gold one recall 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from newsnorm.article import Entity, NormalizedArticle
from newsnorm.evaluation.entity_report import EntityError, EntityReport
from newsnorm.evaluation.entity_sets import GoldArticle, GoldMention
from newsnorm.evaluation.pairing import paired
from newsnorm.evaluation.scores import Score
from newsnorm.gazetteer import Gazetteer, without_accents
from newsnorm.pipeline import Pipeline

NEAR = 161.0
"""Kilometers, 100 miles."""

_EARTH = 6371.0  # mean radius in kilometers
_CONTEXT = 40
_TYPES = {"country": ("country", "territory"), "region": ("region",), "city": ("city", "capital")}


@dataclass(frozen=True, slots=True)
class Reported:
    """A mention, or the place of a dateline, by where it stands in the input."""

    field: str
    start: int
    end: int
    surface: str
    entity: str
    name: str
    kind: str
    score: float = 1.0
    stands_for: str | None = None


def evaluate_entities(articles: Iterable[GoldArticle], nlp: Pipeline) -> EntityReport:
    """Link the articles of a gold set and compare.

    Args:
        articles: see `newsnorm.evaluation.entity_sets.read_entities`.
        nlp: the pipeline; what it cleans away stays comparable, as spans are those of the input.

    >>> from newsnorm import Article, load
    >>> kyiv = GoldMention("text", 0, 4, "Kiev", "place", "Kyiv", "geonames:703448")
    >>> gold = GoldArticle(Article("Kiev said so.", id="1"), (kyiv,))
    >>> evaluate_entities([gold], load("news")).links
    Score(right=1, reported=1, expected=1)
    """
    report = EntityReport()
    scored: list[tuple[float, bool]] = []
    for gold in articles:
        found = [r for r in reported(nlp.normalize(gold.article)) if r.kind in gold.kinds]
        _compare(gold, found, nlp.gazetteer, report, scored)
    for least in sorted({score for score, _ in scored}, reverse=True):
        accepted = [right for score, right in scored if score >= least]
        report.tiers[least] = Score(sum(accepted), len(accepted), report.links.expected)
    return report


def reported(article: NormalizedArticle) -> list[Reported]:
    """The mentions of an article, and where its dateline was filed, by spans of the input."""
    found = [
        Reported(m.field, *m.raw, m.surface, m.entity, m.name, m.kind, m.score, m.stands_for)
        for m in article.mentions
    ]
    line = article.dateline
    if line and line.place and line.entity:
        city = line.place.partition(",")[0]  # the entity is Riga's in "RIGA, Latvia"
        for name, change in article.edits:
            at = change.removed.find(line.place)
            if name == "text" and at >= 0:
                start = change.raw[0] + at
                found.insert(
                    0,
                    Reported(
                        name, start, start + len(city), city, line.entity, city, "place",
                    ),
                )  # fmt: skip
                break
    return found


def distance(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Kilometers between two points on a sphere, by the haversine formula (Sinnott 1984).

    >>> round(distance((51.51, -0.13), (48.85, 2.35)))
    344
    """
    (north, east), (other_north, other_east) = (tuple(map(radians, at)) for at in (first, second))
    half = (
        sin((other_north - north) / 2) ** 2
        + cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    )
    return 2 * _EARTH * asin(sqrt(min(1.0, half)))


def overlap(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Intersection over union of two spans.

    >>> overlap((0, 4), (2, 6))
    0.3333333333333333
    """
    shared = max(0, min(first[1], second[1]) - max(first[0], second[0]))
    union = first[1] - first[0] + second[1] - second[0] - shared
    return shared / union if union else 0.0


# Comparing one article ----------------------------------------------------------------------------


def _compare(
    gold: GoldArticle,
    found: Sequence[Reported],
    gazetteer: Gazetteer,
    report: EntityReport,
    scored: list[tuple[float, bool]],
) -> None:
    mentions = gold.mentions
    trimmed = [_trimmed(r, gold.ignored) for r in found]
    overlapping = [
        [g for g, m in enumerate(mentions) if m.field == r.field and _same_span(span, m)]
        for r, span in zip(found, trimmed, strict=True)
    ]
    agreeing = [
        [g for g in overlapping[at] if _agrees(found[at], mentions[g], gazetteer)]
        for at in range(len(found))
    ]
    right = paired(agreeing)
    both = paired(overlapping, right)
    counted = [at for at, r in enumerate(found) if at in both or not _is_ignored(r, gold.ignored)]
    report.articles += 1
    report.links.add(len(right), len(counted), len(mentions))
    report.spans.add(len(both), len(counted), len(mentions))
    for at in counted:
        is_right = at in right
        scored.append((found[at].score, is_right))
        phenomenon = mentions[both[at]].phenomenon if at in both else gold.phenomenon
        report.kinds[found[at].kind].add(is_right, 1, 0)
        report.phenomena[phenomenon].add(is_right, 1, 0)
    for mention in mentions:
        report.kinds[mention.kind].add(0, 0, 1)
        report.phenomena[mention.phenomenon].add(0, 0, 1)
    for at, g in both.items():
        if mentions[g].location is not None:
            report.placed += 1
            report.near += _agrees(found[at], mentions[g], gazetteer)
    for total, value in enumerate(_b_cubed(found, mentions, both)):
        report.cubed[total] += value
    report.errors += _errors(gold, found, counted, right, both)
    _compare_stands_for(gold, found, both, report)


def _trimmed(found: Reported, ignored: Iterable[tuple[str, int, int]]) -> tuple[int, int]:
    """Its span without what counts neither way at its ends, such as a title before a name."""
    start, end = found.start, found.end
    for name, first, last in ignored:
        if name == found.field and first <= start < last < end:
            start = last
        if name == found.field and start < first < end <= last:
            end = first
    return start, end


def _same_span(span: tuple[int, int], gold: GoldMention) -> bool:
    return overlap(span, (gold.start, gold.end)) >= 0.5 or (
        gold.head is not None and overlap(span, gold.head) >= 0.5
    )


def _is_ignored(found: Reported, spans: Iterable[tuple[str, int, int]]) -> bool:
    """Whether at least half of it lies in spans that count neither way, a title's and a name's."""
    inside = {
        at
        for field, start, end in spans
        if field == found.field
        for at in range(max(found.start, start), min(found.end, end))
    }
    return 2 * len(inside) >= found.end - found.start


def _agrees(found: Reported, gold: GoldMention, gazetteer: Gazetteer) -> bool:
    if found.kind != gold.kind:
        return False
    if gold.location is not None:
        return _is_near(found, gold, gold.location, gazetteer)
    if gold.entity:
        return found.entity == gold.entity
    if gold.kind == "organization":
        return True
    if gold.kind == "person":
        return _person(found.name) == _person(gold.name)
    return _is_called(found, gold.name, gazetteer)


def _is_near(
    found: Reported, gold: GoldMention, location: tuple[float, float], gazetteer: Gazetteer
) -> bool:
    if found.entity == gold.entity:
        return True
    entity = gazetteer.entities.get(found.entity)
    if entity is None:
        return any(_is_called(found, name, gazetteer) for name in (gold.name, gold.surface))
    if entity.location is None:
        types = _TYPES.get(gold.type or "", (entity.type,))
        return (
            entity.type in types
            and any(_is_called(found, name, gazetteer) for name in (gold.name, gold.surface))
            and _lies_within(entity, gold.within, gazetteer)
        )
    return distance(entity.location, location) <= NEAR


def _lies_within(entity: Entity, names: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether the gazetteer puts it into one of the places of those names, if there are any."""
    parent = gazetteer.entities.get(entity.parent or "")
    if not names or parent is None or entity.type in _TYPES["country"]:
        return True
    return any(alias.entity == parent.id for name in names for alias in gazetteer.lookup(name))


def _person(name: str) -> tuple[str, str]:
    """Last name and first initial."""
    parts = _plain(name).split() or [""]
    return parts[-1], parts[0][:1]


def _is_called(found: Reported, name: str, gazetteer: Gazetteer) -> bool:
    """Whether a name is that of a reported entity, or another of its names."""
    entity = gazetteer.entities.get(found.entity)  # None of a place that no table has
    names = {found.name, entity.name if entity else found.name}
    return _plain(name) in map(_plain, names) or any(
        alias.entity == found.entity for alias in gazetteer.lookup(name)
    )


def _plain(name: str) -> str:
    return without_accents(name).translate(_STROKES).casefold()


_STROKES = str.maketrans("łŁøØđĐı", "lLoOdDi")
"""Letters whose strokes Unicode does not take for accents: "Jorgensen" is Jørgensen."""


def _b_cubed(
    found: Sequence[Reported], mentions: Sequence[GoldMention], both: Mapping[int, int]
) -> tuple[float, float]:
    """Sums of precision over reported mentions, and of recall over expected ones."""
    reported_in: dict[str, set[int]] = defaultdict(set)
    for at, mention in enumerate(found):
        reported_in[mention.entity].add(at)
    expected_in: dict[str, set[int]] = defaultdict(set)
    for at, gold in enumerate(mentions):
        expected_in[gold.entity or f"{gold.kind} {gold.name}"].add(at)
    cluster = {at: key for key, members in expected_in.items() for at in members}
    precision = recall = 0.0
    for at, g in both.items():
        together = reported_in[found[at].entity]
        belonging = expected_in[cluster[g]]
        shared = sum(1 for other in together if both.get(other) in belonging)
        precision += shared / len(together)
        recall += shared / len(belonging)
    return precision, recall


def _compare_stands_for(
    gold: GoldArticle, found: Sequence[Reported], both: Mapping[int, int], report: EntityReport
) -> None:
    """For whom mentions stand; what is reported where the set expects nothing is not compared."""
    text = {"text": gold.article.text, "title": gold.article.title or ""}
    reported_of = {g: found[at].stands_for for at, g in both.items()}
    for g, mention in enumerate(gold.mentions):
        expected, given = mention.stands_for, reported_of.get(g)
        report.stands_for.add(
            expected is not None and expected == given, given is not None, expected is not None
        )
        if expected != given:
            error = "wrong" if expected and given else "missed" if expected else "spurious"
            report.stands_for_errors.append(
                EntityError(
                    gold.article.id, f"stands for: {error}", expected or "", given or "",
                    _context(text[mention.field], mention.start, mention.end),
                )
            )  # fmt: skip


def _errors(
    gold: GoldArticle,
    found: Sequence[Reported],
    counted: Iterable[int],
    right: Mapping[int, int],
    both: Mapping[int, int],
) -> Iterator[EntityError]:
    forbidden_ids = {entity for entity, _ in gold.forbidden if entity}
    forbidden_names = {name for entity, name in gold.forbidden if not entity}
    text = {"text": gold.article.text, "title": gold.article.title or ""}
    rows: list[tuple[str, int, int, str, str, str]] = []
    for at in counted:
        if at not in right:
            mention = found[at]
            expected = gold.mentions[both[at]] if at in both else None
            rows.append(
                (mention.field, mention.start, mention.end, "wrong" if expected else "spurious",
                 _called(expected) if expected else "", _called(mention))
            )  # fmt: skip
    matched = set(both.values())
    for number, missing in enumerate(gold.mentions):
        if number not in matched:
            rows.append((missing.field, missing.start, missing.end, "missed", _called(missing), ""))
    rows += [
        (mention.field, mention.start, mention.end, "forbidden", "", _called(mention))
        for mention in found
        if mention.entity in forbidden_ids or mention.name in forbidden_names
    ]
    for name, start, end, error, expected_name, reported_name in sorted(rows):
        yield EntityError(
            gold.article.id, error, expected_name, reported_name, _context(text[name], start, end)
        )


def _called(mention: Reported | GoldMention) -> str:
    return f"{mention.kind} {mention.name} ({mention.entity or 'no id'})"


def _context(text: str, start: int, end: int) -> str:
    before, behind = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return " ".join(f"{before}[{text[start:end]}]{behind}".split())
