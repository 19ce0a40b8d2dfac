"""What two runs decided otherwise is found, counted and shown, whatever the order or the format."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import newsnorm
from newsnorm import Config
from newsnorm.cli import cli
from newsnorm.errors import ConfigError, InputError
from newsnorm.runs.differences import Differences, differences
from newsnorm.runs.files import json_lines
from newsnorm.runs.joining import joined
from newsnorm.runs.run import RunOptions, run

DUMP = Path(__file__).parent.parent / "examples" / "dump.jsonl"


@pytest.fixture(scope="module")
def nlp() -> newsnorm.Pipeline:
    return newsnorm.load("news")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory, nlp: newsnorm.Pipeline) -> Path:
    """The folder of a run over the example dump."""
    out = tmp_path_factory.mktemp("run") / "out"
    run(nlp, [str(DUMP)], out)
    return out


Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes the folder of a run by hand, of records and lines."""

    def folder(
        name: str,
        records: Iterable[dict[str, Any]] = (),
        relations: Iterable[dict[str, Any]] = (),
        clusters: Iterable[dict[str, Any]] = (),
        undecided: Iterable[dict[str, Any]] = (),
    ) -> Path:
        out = tmp_path / name
        (out / "articles").mkdir(parents=True)
        (out / "manifest.json").write_text('{"schema": 1}', encoding="utf-8")
        for path, rows in (
            ("articles/part-00000.jsonl.zst", records),
            ("relations.jsonl.zst", relations),
            ("clusters.jsonl.zst", clusters),
            ("undecided.jsonl.zst", undecided),
        ):
            with json_lines(out / path) as write:
                for row in rows:
                    write(row)
        return out

    return folder


def mention(start: int, surface: str, **more: Any) -> dict[str, Any]:
    end = start + len(surface)
    return {
        "field": "text",
        "start": start,
        "end": end,
        "raw": [start, end],
        "surface": surface,
        "entity": "geonames:703448",
        "name": "Kyiv",
        "kind": "place",
        "score": 1.0,
        "reason": "only reading",
        "alias": "world@1#1",
        **more,
    }


def article(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "text": "Snow fell in Kiev.", "mentions": [mention(13, "Kiev")], **more}


def relation(left: str, right: str, kind: str) -> dict[str, str]:
    return {"left": left, "right": right, "kind": kind}


def counts(left: Path, right: Path) -> dict[str, int]:
    return dict(differences(left, right).counts)


@given(
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=12),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=12),
    st.randoms(),
)
def test_streams_in_any_order_are_matched(
    left: dict[str, int], right: dict[str, int], random: Any
) -> None:
    """As two dictionaries would be."""

    def stream(values: dict[str, int]) -> Any:
        rows = [{"id": key, "value": value} for key, value in values.items()]
        random.shuffle(rows)
        return iter(rows)

    pairs = [
        (one and (one["id"], one["value"]), other and (other["id"], other["value"]))
        for one, other in joined(stream(left), stream(right), lambda record: str(record["id"]))
    ]
    keys = {*left, *right}
    expected = {
        ((key, left[key]) if key in left else None, (key, right[key]) if key in right else None)
        for key in keys
    }
    assert len(pairs) == len(keys)
    assert set(pairs) == expected


def test_runs_that_decided_the_same_do_not_differ(
    example: Path, tmp_path: Path, nlp: newsnorm.Pipeline
) -> None:
    """With other workers, in another format."""
    run(nlp, [str(DUMP)], tmp_path / "parquet", RunOptions(format="parquet"))
    assert not differences(example, example)
    assert not differences(example, tmp_path / "parquet")


def test_the_order_of_the_articles_does_not_matter(make: Make) -> None:
    records = [article(str(number)) for number in range(50)]
    left, right = make("left", records), make("right", records[::-1])
    assert not differences(left, right)
    assert counts(left, make("third", records[1:])) == {"articles removed": 1}


def test_another_configuration_shows_where_it_decides_otherwise(
    example: Path, tmp_path: Path
) -> None:
    config = Config(extends="news@1", remove=("entities/titles", "text/quotes"))
    run(newsnorm.load(config), [str(DUMP)], tmp_path / "out")
    found = differences(example, tmp_path / "out")
    assert found.counts["mentions removed: person"] > 5
    assert found.counts["edits removed: text/quotes:double"] > 5
    assert found.counts["texts changed: text"] > 0
    assert not [kind for kind in found.counts if kind.startswith("articles")]
    assert [mismatch.what for mismatch in found.made_with] == [
        "config, canonicalizers",
        "config, cleaners",
    ]


def test_mentions_are_known_by_the_input_that_they_cover(make: Make) -> None:
    """Where an edit before them moves them in the text, they are the same mentions."""
    moved = {**mention(13, "Kiev"), "start": 12, "end": 16}
    edit = {"field": "text", "raw": [4, 6], "start": 4, "end": 5}
    edit |= {"removed": "  ", "replacement": " ", "rule": "text/spaces"}
    left = make("left", [article("a")])
    right = make("right", [article("a", text="Snow fell in Kiev", mentions=[moved], edits=[edit])])
    assert counts(left, right) == {"texts changed: text": 1, "edits added: text/spaces": 1}
    assert counts(right, left) == {"texts changed: text": 1, "edits removed: text/spaces": 1}


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"entity": "local:kyiv", "name": "Kyiv"}, "mentions of another entity"),
        ({"reason": "surname"}, "mentions decided otherwise"),
        ({"stands_for": "local:x"}, "mentions decided otherwise"),
        ({"alias": "world@2#7"}, None),
    ],
)
def test_what_a_decision_is(make: Make, changes: dict[str, Any], kind: str | None) -> None:
    """The row of a table is none: it has another number in each version."""
    left = make("left", [article("a")])
    right = make("right", [article("a", mentions=[mention(13, "Kiev", **changes)])])
    assert counts(left, right) == ({kind: 1} if kind else {})


def test_every_kind_of_change_is_counted(make: Make) -> None:
    left = make(
        "left",
        [article("a", language="en", title="Snow"), article("gone"), article("b")],
        [
            {"left": "a", "right": "b", "kind": "near"},
            {"left": "a", "right": "gone", "kind": "near"},
        ],
        [
            {"id": "a", "cluster": "a", "keep": True},
            {"id": "b", "cluster": "a", "keep": False, "of": "a", "relation": "near"},
            {"id": "gone", "cluster": "a", "keep": False, "of": "a", "relation": "near"},
        ],
        [{"id": "a", "field": "text", "surface": "Georgia"}, {"id": "gone", "field": "text"}],
    )
    right = make(
        "right",
        [article("a", language="ru", mentions=[]), article("b"), article("new")],
        [
            {"left": "a", "right": "b", "kind": "exact"},
            {"left": "b", "right": "a", "kind": "exact"},
        ],
        [
            {"id": "a", "cluster": "a", "keep": True},
            {"id": "b", "cluster": "b", "keep": True},
            {"id": "new", "cluster": "new", "keep": True},
        ],
        [{"id": "b", "field": "text", "surface": "Georgia"}],
    )
    assert counts(left, right) == {
        "articles removed": 1,
        "articles added": 1,
        "texts changed: title": 1,
        "fields changed: language": 1,
        "mentions removed: place": 1,
        "relations of another kind": 1,
        "relations added: exact": 1,
        "clusters: kept": 1,
        "undecided removed": 1,
        "undecided added": 1,
    }


def test_the_same_edit_twice_is_two_edits(make: Make) -> None:
    edit = {"field": "text", "raw": [0, 1], "start": 0, "end": 0}
    edit |= {"removed": "x", "replacement": "", "rule": "mine/x"}
    left = make("left", [article("a", edits=[edit, edit])])
    right = make("right", [article("a", edits=[edit])])
    assert counts(left, right) == {"edits removed: mine/x": 1}


def test_examples_are_a_sample_that_the_seed_decides(make: Make) -> None:
    records = [article(str(number)) for number in range(30)]
    left, right = make("left", records), make("right", [{**r, "mentions": []} for r in records])
    one, same, other = (differences(left, right, 5, seed).as_json() for seed in (1, 1, 2))
    assert one == same != other
    examples = one["changes"]["mentions removed: place"]["examples"]
    assert len(examples) == 5
    assert examples[0]["context"] == "Snow fell in [Kiev]."
    none = differences(left, right, 0).as_json()
    assert none["changes"]["mentions removed: place"] == {"count": 30, "examples": []}


def test_examples_of_articles_are_short(make: Make) -> None:
    left, right = make("left"), make("right", [article("a", text="x" * 10_000)])
    (example,) = differences(left, right).as_json()["changes"]["articles added"]["examples"]
    assert len(json.dumps(example)) < 300


def test_runs_without_articles_do_not_differ(tmp_path: Path, nlp: newsnorm.Pipeline) -> None:
    (tmp_path / "dump.jsonl").write_bytes(b"")
    for name in ("left", "right"):
        run(nlp, [str(tmp_path / "dump.jsonl")], tmp_path / name)
    assert not differences(tmp_path / "left", tmp_path / "right")


def test_an_older_run_is_compared_as_far_as_it_goes(example: Path, tmp_path: Path) -> None:
    """One whose manifest records less, and has no schema."""
    shutil.copytree(example, tmp_path / "older")
    manifest = json.loads((example / "manifest.json").read_bytes())
    for key in ("schema", "options", "code_sha256", "data_sha256", "packages"):
        del manifest[key]
    (tmp_path / "older" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    found = differences(tmp_path / "older", example)
    assert not found
    assert [mismatch.then for mismatch in found.made_with] == [None] * 3


def test_what_is_no_whole_run_is_refused(example: Path, tmp_path: Path, make: Make) -> None:
    with pytest.raises(ConfigError, match="not the folder of a run"):
        differences(example, tmp_path)
    half = tmp_path / "half"
    shutil.copytree(example, half)
    (half / "relations.jsonl.zst").unlink()
    with pytest.raises(InputError, match=r"relations.jsonl.zst: cannot be read"):
        differences(half, example)
    part = half / "articles" / "part-00000.jsonl.zst"
    part.write_bytes(part.read_bytes()[:-50])
    with pytest.raises(InputError, match=r"part-00000.jsonl.zst: cannot be read"):
        differences(example, half)
    part.unlink()
    with pytest.raises(InputError, match=r"part-00000.jsonl.zst: is missing"):
        differences(example, half)
    odd = [{"id": "a", "text": "x", "mentions": [{"surface": "y"}]}]
    with pytest.raises(InputError, match="is not as newsnorm writes it: KeyError"):
        differences(make("left", odd), make("right", [article("a")]))


def test_lone_surrogates_do_no_harm(make: Make) -> None:
    left = make("left", [article("a\ud800", text="\ud800")])
    right = make("right", [article("b\ud800"), article("a\ud800", text="\udfff")])
    assert counts(left, right) == {"articles added": 1, "texts changed: text": 1}


@pytest.fixture
def invoke() -> Callable[..., Result]:
    def call(*arguments: object) -> Result:
        return CliRunner().invoke(cli, [*map(str, arguments)])

    return call


def test_exit_codes_are_those_of_diff(
    example: Path, make: Make, tmp_path: Path, invoke: Callable[..., Result]
) -> None:
    same = invoke("diff", example, example)
    assert (same.exit_code, same.stdout, same.stderr) == (0, "", "no changes\n")
    left, right = make("left", [article("a")]), make("right", [article("b")])
    different = invoke("diff", left, right)
    assert (different.exit_code, different.stderr) == (1, "2 changes\n")
    assert different.stdout.splitlines()[0] == "1 articles added"
    as_json = invoke("diff", left, right, "--json", "--sample", 1)
    assert as_json.exit_code == 1
    assert set(json.loads(as_json.stdout)["changes"]) == {"articles added", "articles removed"}
    trouble = invoke("diff", example, tmp_path / "nowhere")
    assert trouble.exit_code == 2
    assert trouble.stderr.startswith("Error: ")


def test_nothing_found_is_false_and_has_no_lines() -> None:
    assert not Differences(3, 1)
    assert [*replace(Differences(3, 1)).lines()] == []
