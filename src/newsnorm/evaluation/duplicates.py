"""How well a pipeline finds duplicates: its relations and clusters against those of a gold set.

The set is two files. *Versions*: records with `family`, `id`, `relation`, `text` and what else an
article has; one of each family is the "base", the relation of the others says how they repeat it:
exact, respelled, truncated, updated, rewritten (which is "near"), embedded (which is "contains");
those with `heavy` are counted apart. *Negatives*: records with `pair`, `id` and `text`; the two of
a pair are made from one form and are two stories. All of them are deduplicated as one dump.

Clusters are compared by the adjusted Rand index (Hubert and Arabie 1985) and by B-cubed precision
and recall (Bagga and Baldwin 1998).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from newsnorm.article import Article
from newsnorm.errors import InputError
from newsnorm.evaluation.scores import Score
from newsnorm.pipeline import Pipeline

VERSION_FIELDS = ("family", "id", "relation", "text")
NEGATIVE_FIELDS = ("pair", "id", "text")
"""What a record of each file must have."""

KINDS: Mapping[str, str] = {"rewritten": "near", "embedded": "contains"}
"""Relations of a gold set that newsnorm calls otherwise."""

Partition: TypeAlias = Mapping[str, str]
"""By article, the cluster that it belongs to."""


@dataclass(frozen=True, slots=True)
class Clusters:
    """How two partitions of the same articles agree.

    Args:
        rand: the adjusted Rand index; 1 where they are the same, about 0 by chance.
        precision, recall: B-cubed.
    """

    rand: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


@dataclass(slots=True)
class DuplicatesReport:
    """What an evaluation found.

    Args:
        found: by relation of the gold set ("heavy" apart), how many versions were found: put into
            their base's cluster, or reported as containing it.
        kinds: by expected kind and kind that was said ("nothing" for none), how many versions;
            heavy ones apart, as "heavy".
        merged: ids of negatives that share a cluster.
        mixed: clusters with articles of several families, or of a family and a negative.
        clusters: how the clusters agree with the stories.
        failures: id, expected kind and what was said instead.
    """

    found: dict[str, Score] = field(default_factory=dict)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    merged: list[tuple[str, ...]] = field(default_factory=list)
    mixed: list[tuple[str, ...]] = field(default_factory=list)
    clusters: Clusters = field(default_factory=lambda: Clusters(1.0, 1.0, 1.0))
    failures: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the versions that were found, without heavy ones."""
        score = Score()
        for relation, one in self.found.items():
            if relation != "heavy":
                score.add(one.right, one.reported, one.expected)
        return score.recall

    @property
    def kinds_right(self) -> float:
        """Share of the versions whose kind is right, without heavy ones."""
        counted = {pair: count for pair, count in self.kinds.items() if pair[0] != "heavy"}
        right = sum(count for (expected, said), count in counted.items() if expected == said)
        return right / sum(counted.values()) if counted else 1.0

    def as_json(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "recall": round(self.recall, 4),
            "recall_by_relation": {
                name: {"found": one.right, "of": one.expected} for name, one in self.found.items()
            },
            "kinds_right": round(self.kinds_right, 4),
            "kinds": [
                {"expected": expected, "said": said, "count": count}
                for (expected, said), count in sorted(self.kinds.items())
            ],
            "negatives_merged": [list(ids) for ids in self.merged],
            "families_mixed": [list(ids) for ids in self.mixed],
            "adjusted_rand": round(self.clusters.rand, 4),
            "b_cubed": {
                "precision": round(self.clusters.precision, 4),
                "recall": round(self.clusters.recall, 4),
                "f1": round(self.clusters.f1, 4),
            },
            "failures": [
                {"id": name, "expected": expected, "said": said}
                for name, expected, said in self.failures
            ],
        }

    def lines(self) -> Iterator[str]:
        """The report for a person to read."""
        yield f"versions found: {self.recall:.1%} (heavy ones apart)"
        for relation, score in self.found.items():
            yield f"  {relation:<12} {score.right} of {score.expected}"
        yield f"kinds right: {self.kinds_right:.1%} (heavy ones apart)"
        for (expected, said), count in sorted(self.kinds.items()):
            if expected != said:
                yield f"  {expected} called {said}: {count}"
        yield f"negatives merged: {_listed(self.merged)}"
        yield f"families mixed: {_listed(self.mixed)}"
        yield (
            f"clusters: adjusted Rand {self.clusters.rand:.4f}; B-cubed precision "
            f"{self.clusters.precision:.4f}, recall {self.clusters.recall:.4f}"
        )
        for name, expected, said in self.failures:
            yield f"{name}: {expected}, called {said}"


def evaluate_duplicates(
    versions: Iterable[Mapping[str, Any]], negatives: Iterable[Mapping[str, Any]], nlp: Pipeline
) -> DuplicatesReport:
    """Deduplicate a gold set as one dump, and compare.

    Args:
        versions, negatives: see this module's head.
        nlp: the pipeline; all its stages run.

    Raises:
        InputError: if a family has no base, or not one.

    >>> from newsnorm import load
    >>> text = "The grain train left Kiev at noon with forty wagons and reached the port at dusk."
    >>> base = {"family": "train", "id": "1", "relation": "base", "text": text}
    >>> copy = {**base, "id": "2", "relation": "respelled", "text": text.upper()}
    >>> report = evaluate_duplicates([base, copy], [], load("news"))
    >>> report.recall, report.kinds_right, report.clusters.rand
    (1.0, 1.0, 1.0)
    """
    versions, negatives = list(versions), list(negatives)
    bases = _bases(versions)
    found = nlp.deduplicate(map(_article, (*versions, *negatives)))
    cluster = {row.id: row.cluster for row in found.clusters}
    said = {frozenset((relation.left, relation.right)): relation.kind for relation in found}
    report = DuplicatesReport()
    for record in versions:
        name, base = record["id"], bases[record["family"]]
        if name == base:
            continue
        expected = KINDS.get(record["relation"], record["relation"])
        kind = said.get(frozenset((base, name)), "nothing")
        right = kind == expected if expected == "contains" else cluster[name] == cluster[base]
        relation = "heavy" if record.get("heavy") else record["relation"]
        report.found.setdefault(relation, Score()).add(int(right), int(right), 1)
        report.kinds[relation if relation == "heavy" else expected, kind] += 1
        if kind != expected:
            report.failures.append((name, expected, kind))
    stories = _stories(versions, negatives)
    is_negative = {record["id"] for record in negatives}
    for members in _members(cluster).values():
        if len({stories[name] for name in members}) > 1:
            merged = is_negative.issuperset(members)
            (report.merged if merged else report.mixed).append(tuple(members))
    report.clusters = compare_clusters(cluster, stories)
    return report


def compare_clusters(said: Partition, true: Partition) -> Clusters:
    """How two partitions of the same articles agree.

    >>> same = compare_clusters({"a": "1", "b": "1", "c": "2"}, {"a": "x", "b": "x", "c": "y"})
    >>> same.rand, same.precision, same.recall
    (1.0, 1.0, 1.0)
    """
    both = Counter((said[name], true[name]) for name in true)
    sizes = Counter(said[name] for name in true)
    stories = Counter(true.values())
    count = len(true)
    if not count:
        return Clusters(1.0, 1.0, 1.0)
    together, left, right = (
        sum(size * (size - 1) / 2 for size in counted.values())
        for counted in (both, sizes, stories)
    )
    pairs = count * (count - 1) / 2
    chance = left * right / pairs if pairs else 0.0
    most = (left + right) / 2
    rand = 1.0 if most == chance else (together - chance) / (most - chance)
    precision = sum(n * n / sizes[one] for (one, _), n in both.items()) / count
    recall = sum(n * n / stories[other] for (_, other), n in both.items()) / count
    return Clusters(rand, precision, recall)


def read_news_copy(articles: Path, pairs: Path) -> Iterator[dict[str, Any]]:
    """The records of NEWS-COPY (Silcock, D'Amico-Wong, Yang and Dell 2023), as versions.

    The set has one JSON object of articles by id, with `article` and perhaps `byline` and
    `headline`, and one list of pairs of ids. Stories are what the pairs connect; how one version
    repeats another it does not say, so that only the clusters can be judged. The set itself could
    not be had when this was written: the loader follows the authors' published code.

    Raises:
        InputError: if a file is not what it should be.
    """
    texts, edges = (_read_json(file) for file in (articles, pairs))
    if not isinstance(texts, dict) or not isinstance(edges, list):
        raise InputError("bad-gold", f"{articles}: is no object of articles, or {pairs} no list")
    parent = {name: name for name in texts}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = name = parent[parent[name]]
        return name

    for edge in edges:
        if not isinstance(edge, list) or len(edge) != 2 or not set(edge) <= parent.keys():
            raise InputError("bad-gold", f"{pairs}: {edge!r} is no pair of ids of {articles.name}")
        one, other = sorted(map(root, edge))
        parent[other] = one
    for name, fields in texts.items():
        if not isinstance(fields, dict) or not isinstance(fields.get("article"), str):
            raise InputError("bad-gold", f"{articles}: {name} has no text 'article'")
        text = "\n".join(filter(None, (fields.get("byline"), fields["article"])))
        yield {
            "family": root(name),
            "id": name,
            "relation": "base" if root(name) == name else "duplicate",
            "title": fields.get("headline") or None,
            "text": text,
        }


def evaluate_clusters(records: Iterable[Mapping[str, Any]], nlp: Pipeline) -> DuplicatesReport:
    """Deduplicate records with a `family`, and compare the clusters alone."""
    records = list(records)
    found = nlp.deduplicate(map(_article, records))
    cluster = {row.id: row.cluster for row in found.clusters}
    stories = _stories(records, [])
    pairs = Score()
    pairs.expected = _pairs(stories)
    pairs.reported = _pairs(cluster)
    pairs.right = _pairs({name: f"{cluster[name]}\0{stories[name]}" for name in stories})
    return DuplicatesReport({"pairs": pairs}, clusters=compare_clusters(cluster, stories))


def _article(record: Mapping[str, Any]) -> Article:
    return Article(
        record["text"],
        title=record.get("title"),
        id=record["id"],
        published=record.get("published"),
        source=record.get("source"),
        language=record.get("language", "und"),
    )


def _bases(versions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    bases: dict[str, str] = {}
    for record in versions:
        if record["relation"] == "base":
            if record["family"] in bases:
                raise InputError("bad-gold", f"the family {record['family']!r} has two bases")
            bases[record["family"]] = record["id"]
    if without := sorted({record["family"] for record in versions} - bases.keys()):
        raise InputError("bad-gold", f"the family {without[0]!r} has no base")
    return bases


def _stories(
    versions: Sequence[Mapping[str, Any]], negatives: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    """By article, its story; one that contains others, and a negative, is a story of its own."""
    alone = {"embedded"}
    stories = {
        record["id"]: record["id"] if record["relation"] in alone else f"family {record['family']}"
        for record in versions
    }
    return stories | {record["id"]: record["id"] for record in negatives}


def _members(partition: Partition) -> dict[str, list[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for name, cluster in partition.items():
        members[cluster].append(name)
    return members


def _pairs(partition: Partition) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(partition.values()).values())


def _listed(groups: Sequence[tuple[str, ...]]) -> str:
    return "; ".join(" + ".join(group) for group in groups) or "none"


def _read_json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError("not-readable", f"{file}: cannot be read as JSON: {error}") from error
