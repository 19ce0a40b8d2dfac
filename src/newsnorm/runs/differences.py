"""What two runs decided otherwise: counted by kind, and sampled.

Runs over one input differ because a version, a table or an option does. A mention is known by the
stretch of the input that it covers, so that it is the same one also where cleaning has changed the
text around it; an edit by its stretch, what it put there, and its rule.

    articles    added, removed
    texts       an article's cleaned title or text is another one
    fields      another field is: dateline, byline, credits, notices, language, one of the input
    edits       added or removed, by rule
    mentions    added, removed, linked to another entity, decided otherwise (reason, role, name)
    undecided   added or removed
    relations   added, removed, of another kind
    clusters    an article is kept and was not, or the reverse; it repeats another one
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias

from newsnorm.article import to_json
from newsnorm.ids import Seen
from newsnorm.runs.joining import Record, joined
from newsnorm.runs.mismatches import Mismatch, of_configs, of_environment, of_styles
from newsnorm.runs.results import (
    CLUSTERS,
    RELATIONS,
    UNDECIDED,
    check_run,
    foreign,
    read_lines,
    read_records,
)
from newsnorm.runs.sampling import Sample

CONTEXT = 40
"""Code points before and after what is shown."""

SHOWN = 200
"""Code points of a value that is shown."""

_COMPARED = ("reason", "role", "stands_for", "name", "kind", "score")
"""What of a mention is a decision, besides its entity; the row of a table that it came from is not.
"""

_APART = frozenset({"id", "text", "title", "mentions", "edits", "schema"})

Example: TypeAlias = dict[str, Any]


@dataclass(slots=True)
class Differences:
    """Changes by kind.

    Args:
        size: examples to keep of each kind.
        seed: another seed draws others.
        made_with: what the two runs were made with, as far as that differs; it is no change.
        counts: of changes, by kind: "mentions added: person", "edits removed: text/spaces", ...
        samples: of them.
    """

    size: int
    seed: int
    made_with: tuple[Mismatch, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)
    samples: dict[str, Sample[Example]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.counts)

    def add(self, kind: str, name: str, example: Mapping[str, Any]) -> None:
        """Count a change, and offer it for the sample, under a name that others have not."""
        self.counts[kind] += 1
        if kind not in self.samples:
            self.samples[kind] = Sample(self.size, self.seed)
        self.samples[kind].offer(name, lambda: _cut(example))

    def as_json(self) -> dict[str, Any]:
        """What differs in the making, the counts, and examples of each kind."""
        return {
            "made_with": [asdict(mismatch) for mismatch in self.made_with],
            "changes": {
                kind: {"count": self.counts[kind], "examples": self.samples[kind].drawn()}
                for kind in sorted(self.counts)
            },
        }

    def lines(self) -> Iterator[str]:
        """The same for people to read."""
        for mismatch in self.made_with:
            yield f"made with {mismatch}"
        width = max((len(str(count)) for count in self.counts.values()), default=0)
        for kind in sorted(self.counts):
            yield f"{self.counts[kind]:>{width}} {kind}"
            for example in self.samples[kind].drawn():
                shown = ", ".join(f"{key} {_shown(value)}" for key, value in example.items())
                yield f"{'':<{width}}   {shown}"


def differences(left: Path, right: Path, size: int = 3, seed: int = 1) -> Differences:
    """Compare the folders of two runs.

    Args:
        left: the earlier.
        right: the later.
        size: examples to keep of each kind of change.
        seed: another seed draws others.

    Raises:
        ConfigError: if one of them is no run's folder.
        InputError: if a file of it is missing, cannot be read, or holds something else.
    """
    then, now = check_run(left), check_run(right)
    made_with = (*of_environment(then, now), *of_configs(then, now), *of_styles(then, now))
    found = Differences(size, seed, made_with)
    try:
        with (
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
            Seen(Path(folder, "alone.db")) as alone,
        ):
            scratch = Path(folder)
            records = joined(read_records(left), read_records(right), _id, scratch / "articles.db")
            for one, other in records:
                if one is not None and other is not None:
                    _compare_articles(one, other, found)
                else:
                    record = one or other or {}
                    alone.add([(record["id"], "", 0)])
                    found.add("articles removed" if one else "articles added", record["id"], record)
            _compare_undecided(left, right, alone, found, scratch)
            _compare_relations(left, right, alone, found, scratch)
            _compare_clusters(left, right, found, scratch)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise foreign(Path(f"{left}, {right}"), error) from error
    return found


def _id(record: Record) -> str:
    name: str = record["id"]
    return name


def _compare_articles(one: Record, other: Record, found: Differences) -> None:
    if one == other:
        return
    name = one["id"]
    for part in ("title", "text"):
        if one.get(part) != other.get(part):
            then, now = one.get(part, ""), other.get(part, "")
            found.add(f"texts changed: {part}", name, {"id": name, **_where(then, now)})
    for part in sorted({*one, *other} - _APART):
        if one.get(part) != other.get(part):
            example = {"id": name, "then": one.get(part), "now": other.get(part)}
            found.add(f"fields changed: {part}", name, example)
    _compare_edits(one, other, found)
    _compare_mentions(one, other, found)


def _compare_edits(one: Record, other: Record, found: Differences) -> None:
    then, now = (Counter(map(_edit_key, record.get("edits", ()))) for record in (one, other))
    for change, record, keys in (("removed", one, then - now), ("added", other, now - then)):
        for edit in record.get("edits", ()):
            if keys[key := _edit_key(edit)]:
                keys[key] -= 1
                example = {"id": record["id"], **edit}
                found.add(f"edits {change}: {edit['rule']}", f"{record['id']} {key}", example)


def _edit_key(edit: Record) -> str:
    return json.dumps([edit["field"], edit["raw"], edit["replacement"], edit["rule"]])


def _compare_mentions(one: Record, other: Record, found: Differences) -> None:
    then = {json.dumps([m["field"], m["raw"]]): m for m in one.get("mentions", ())}
    now = {json.dumps([m["field"], m["raw"]]): m for m in other.get("mentions", ())}
    for key in dict.fromkeys((*then, *now)):
        before, after = then.get(key), now.get(key)
        mention = after or before or {}
        example = _mention(other if after else one, mention)
        meant = {"then": _meaning(before), "now": _meaning(after)}
        name = f"{one['id']} {key}"
        if before is None or after is None:
            change = "removed" if before else "added"
            example["meaning"] = _meaning(mention)
            found.add(f"mentions {change}: {mention['kind']}", name, example)
        elif before["entity"] != after["entity"]:
            found.add("mentions of another entity", name, {**example, **meant})
        elif any(before.get(column) != after.get(column) for column in _COMPARED):
            found.add("mentions decided otherwise", name, {**example, **meant})


def _compare_undecided(
    left: Path, right: Path, alone: Seen, found: Differences, scratch: Path
) -> None:
    then, now = _by_article(left / UNDECIDED), _by_article(right / UNDECIDED)
    for one, other in joined(then, now, _id, scratch / "undecided.db"):
        name = (one or other or {})["id"]
        if name in alone:
            continue
        rows_then, rows_now = (
            Counter(map(to_json, (record or {}).get("rows", ()))) for record in (one, other)
        )
        for change, rows in (("removed", rows_then - rows_now), ("added", rows_now - rows_then)):
            for row in rows.elements():
                found.add(f"undecided {change}", f"{name} {row}", json.loads(row))


def _compare_relations(
    left: Path, right: Path, alone: Seen, found: Differences, scratch: Path
) -> None:
    then, now = read_lines(left / RELATIONS), read_lines(right / RELATIONS)
    for one, other in joined(then, now, _ends, scratch / "relations.db"):
        row = other or one or {}
        if row["left"] in alone or row["right"] in alone:
            continue
        name = _ends(row)
        if one is None or other is None:
            found.add(f"relations {'removed' if one else 'added'}: {row['kind']}", name, row)
        elif one["kind"] != other["kind"]:
            example = {"left": row["left"], "right": row["right"]}
            kinds = {"then": one["kind"], "now": other["kind"]}
            found.add("relations of another kind", name, {**example, **kinds})


def _compare_clusters(left: Path, right: Path, found: Differences, scratch: Path) -> None:
    then, now = read_lines(left / CLUSTERS), read_lines(right / CLUSTERS)
    for one, other in joined(then, now, _id, scratch / "clusters.db"):
        if one is None or other is None or one == other:
            continue  # an article that one of the runs has not
        example = {"id": one["id"], "then": _standing(one), "now": _standing(other)}
        if one["keep"] != other["keep"]:
            found.add(
                f"clusters: {'kept' if other['keep'] else 'no longer kept'}", one["id"], example
            )
        else:
            found.add("clusters: kept as before, in another cluster", one["id"], example)


def _by_article(path: Path) -> Iterator[Record]:
    """Lines of one article, which stand together, as one record."""
    for name, rows in groupby(read_lines(path), _id):
        yield {"id": name, "rows": list(rows)}


def _ends(relation: Record) -> str:
    return json.dumps([relation["left"], relation["right"]])


def _standing(row: Record) -> str:
    if row["keep"]:
        return f"kept, in {row['cluster']}"
    return f"{row.get('relation', 'repeats')} {row.get('of', row['cluster'])}"


def _mention(record: Record, mention: Mapping[str, Any]) -> Example:
    text = record.get(mention["field"], "")
    start, end = mention["start"], mention["end"]
    around = (
        f"{text[max(0, start - CONTEXT) : start]}[{text[start:end]}]{text[end : end + CONTEXT]}"
    )
    return {"id": record["id"], "field": mention["field"], "context": around}


def _meaning(mention: Mapping[str, Any] | None) -> str | None:
    if mention is None:
        return None
    role = f"; {mention['role']}" if mention.get("role") else ""
    stands = f"; stands for {mention['stands_for']}" if mention.get("stands_for") else ""
    return f"{mention['name']} [{mention['entity']}] {mention['reason']}{role}{stands}"


def _where(then: str, now: str) -> Example:
    """Two texts around the first place where they differ."""
    at = next(
        (at for at, (a, b) in enumerate(zip(then, now, strict=False)) if a != b),
        min(len(then), len(now)),
    )
    first = max(0, at - CONTEXT)
    return {"then": then[first : at + CONTEXT], "now": now[first : at + CONTEXT]}


def _cut(example: Mapping[str, Any]) -> Example:
    """An example without the bulk of an article: long texts are cut, and lists of records go."""
    return {
        key: f"{value[:SHOWN]}..." if isinstance(value, str) and len(value) > SHOWN else value
        for key, value in example.items()
        if key not in ("mentions", "edits")
    }


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
