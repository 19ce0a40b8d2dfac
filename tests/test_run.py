"""A run over dumps: everything arrives or is rejected with a reason, and all of it or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy
import pytest

import newsnorm
from newsnorm import (
    ArticleView,
    CleanerSpec,
    DeduplicatorSpec,
    Edit,
    Gazetteer,
    GazetteerSpec,
    Pipeline,
    Replace,
    Rule,
    Scope,
)
from newsnorm.article import to_json
from newsnorm.errors import ConfigError, PluginError
from newsnorm.io.zstd import ZstdFile
from newsnorm.runs import run as run_module
from newsnorm.runs.run import Progress, run

DUMP = Path(__file__).parent.parent / "examples" / "dump.jsonl"

SPACES = CleanerSpec("mine/spaces", lambda: [Rule("double", "  ", Scope.BODY, Replace(" "))])


@pytest.fixture(scope="module")
def news() -> Pipeline:
    """The preset news."""
    return newsnorm.load("news")


@pytest.fixture(scope="module")
def plain() -> Pipeline:
    """A pipeline that makes two spaces one, and nothing else."""
    return Pipeline.of(cleaners=[SPACES])


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory, news: Pipeline) -> Path:
    """The folder of a run of the preset news over the example dump."""
    folder = tmp_path_factory.mktemp("run") / "out"
    run(news, [str(DUMP)], folder)
    return folder


@pytest.fixture
def dump(tmp_path: Path) -> Callable[..., str]:
    """Writes lines to a file and gives its path."""

    def write(*lines: bytes | dict[str, Any], name: str = "dump.jsonl") -> str:
        data = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
        (tmp_path / name).write_bytes(b"".join(line + b"\n" for line in data))
        return str(tmp_path / name)

    return write


def read(file: Path) -> list[dict[str, Any]]:
    """The records of a JSONL file, compressed or not."""
    data = file.read_bytes()
    if file.suffix == ".zst":
        with ZstdFile(file) as stream:
            data = stream.read()
    return [json.loads(line) for line in data.splitlines()]


def articles(folder: Path) -> list[dict[str, Any]]:
    """The articles of a run."""
    return read(folder / "articles" / "part-00000.jsonl.zst")


def files(folder: Path) -> list[str]:
    """The files below a folder, by their names in it."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def test_the_folder_holds_what_the_documentation_says(results: Path) -> None:
    """The list at the top of the module is complete, and nothing else lies about."""
    documented = re.findall(r"OUT/(\S+)", run_module.__doc__ or "")
    assert files(results) == sorted(documented)
    assert len(documented) == 7
    assert files(results.parent) == sorted(f"out/{name}" for name in documented)


def test_what_goes_in_comes_out_or_is_rejected(results: Path) -> None:
    """Records in are articles and rejects, and the manifest counts them so."""
    count = len(DUMP.read_bytes().splitlines())
    counts = json.loads((results / "manifest.json").read_bytes())["counts"]
    rejects = read(results / "rejects.jsonl")
    assert counts["read"] == count == len(articles(results)) + len(rejects)
    assert counts["written"] == len(articles(results))
    assert counts["rejected"] == len(rejects) == sum(counts["rejects"].values())


def test_articles_are_those_of_normalize(results: Path, news: Pipeline) -> None:
    """A run does to an article what `normalize` does to it alone."""
    lines = [json.loads(line) for line in DUMP.read_bytes().splitlines()]
    expected = [json.loads(to_json(news.normalize(r).to_record())) for r in lines if "text" in r]
    assert articles(results) == expected


def test_relations_and_clusters_are_those_of_deduplicate(results: Path, news: Pipeline) -> None:
    """One cluster row an article; relations with their evidence."""
    records = [json.loads(line) for line in DUMP.read_bytes().splitlines()]
    found = news.deduplicate(record for record in records if "text" in record)
    assert read(results / "relations.jsonl.zst") == [
        {"left": r.left, "right": r.right, "kind": r.kind, "evidence": dict(r.evidence)}
        for r in found
    ]
    rows = read(results / "clusters.jsonl.zst")
    assert [(row["id"], row["cluster"], row["keep"]) for row in rows] == [
        (row.id, row.cluster, row.keep) for row in found.clusters
    ]
    assert {row["id"] for row in rows} == {article["id"] for article in articles(results)}
    assert {row["id"] for row in rows if row["keep"]} == {row["cluster"] for row in rows}
    assert all(row["of"] == row["cluster"] for row in rows if not row["keep"])
    manifest = json.loads((results / "manifest.json").read_bytes())
    assert manifest["counts"]["kept"] == sum(row["keep"] for row in rows)
    assert sum(manifest["counts"]["relations"].values()) == len(found.relations) > 0


def test_what_was_not_resolved_is_listed_with_its_candidates(results: Path) -> None:
    """Each line of the undecided points into an article that arrived."""
    texts = {article["id"]: article["text"] for article in articles(results)}
    undecided = read(results / "undecided.jsonl.zst")
    manifest = json.loads((results / "manifest.json").read_bytes())
    assert len(undecided) == manifest["counts"]["undecided"] > 0
    for entry in undecided:
        assert entry["options"]
        if entry["field"] == "text":
            text = texts[entry["id"]]
            assert text[entry["start"] : entry["end"]] == entry["surface"]


def test_checksums_in_the_manifest_are_those_of_the_files(results: Path, news: Pipeline) -> None:
    """Every output but the manifest itself, every input, and the configuration."""
    manifest = json.loads((results / "manifest.json").read_bytes())
    digests = {
        name: hashlib.sha256((results / name).read_bytes()).hexdigest()
        for name in files(results)
        if name != "manifest.json"
    }
    assert manifest["outputs"] == digests
    assert manifest["inputs"] == [
        {
            "file": "dump.jsonl",
            "name": DUMP.as_posix(),
            "bytes": DUMP.stat().st_size,
            "sha256": hashlib.sha256(DUMP.read_bytes()).hexdigest(),
        }
    ]
    config = json.dumps(manifest["config"], ensure_ascii=False).encode()
    assert manifest["config_sha256"] == hashlib.sha256(config).hexdigest()
    assert manifest["config"]["cleaners"] == list(news.recipe.cleaners)
    assert manifest["plugins"] == news.versions
    assert manifest["newsnorm"] == newsnorm.__version__


def test_the_same_input_gives_the_same_bytes(results: Path, tmp_path: Path, news: Pipeline) -> None:
    """All but the manifest, which holds timings, is equal to the last bit."""
    run(news, [str(DUMP)], tmp_path / "again")
    for name in files(results):
        if name != "manifest.json":
            assert (tmp_path / "again" / name).read_bytes() == (results / name).read_bytes(), name


DEEP = b'{"text": "x", "nested": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"

BAD_LINES: list[tuple[bytes, str, str]] = [
    (b'{"text": "Snow', "not-json", "Unterminated string starting at column 10"),
    (b"Snow fell.", "not-json", "Expecting value at column 1"),
    (b'{"text": "Snow"} {}', "not-json", "Extra data at column 18"),
    (b'{"text": "Sn\xf8w"}', "not-utf-8", "byte 12 is not UTF-8"),
    (b'["Snow fell."]', "not-an-object", "the record is a list, not an object"),
    (b"null", "not-an-object", "the record is a NoneType, not an object"),
    (
        b'{"title": "Snow", "words": "It fell."}',
        "no-text",
        "the record has no field 'text'; its fields: 'title', 'words'",
    ),
    (b"{}", "no-text", "the record has no field 'text'; its fields: none"),
    (b'{"text": null}', "bad-type", "field 'text' is a NoneType; it must be a string"),
    (b'{"text": "x", "title": ["y"]}', "bad-type", "field 'title' is a list; it must be a string"),
    (b'{"text": "x", "id": true}', "bad-type", "field 'id' is a bool; it must be a string"),
    (b'{"text": "x", "score": NaN}', "not-json", "NaN is not JSON"),
    (b'{"text": "x", "score": -Infinity}', "not-json", "-Infinity is not JSON"),
    (b'{"text": "x", "score": 1e999}', "not-json", "the number 1e999 is too large"),
    (DEEP, "too-deep", "the record is nested deeper than 100"),
    (b'{"text": "Other snow.", "id": "a"}', "repeated-id", "the id 'a' was used before: "),
]


def test_bad_records_are_rejected_with_place_reason_and_bytes(
    plain: Pipeline, tmp_path: Path, dump: Callable[..., str]
) -> None:
    """File, line, stage, code, message and the record itself; all good ones around them arrive."""
    good = [f'{{"text": "Snow  fell.", "id": "{name}"}}'.encode() for name in "abcdefghijklmnopqr"]
    lines = [good[0]]
    for (bad, _, _), line in zip(BAD_LINES, good[1:], strict=False):
        lines += [bad, line]
    manifest = run(plain, [file := dump(*lines)], tmp_path / "out")
    rejects = read(tmp_path / "out" / "rejects.jsonl")
    expected = [(2 * at, code) for at, (_, code, _) in enumerate(BAD_LINES, start=1)]
    assert [(entry["line"], entry["code"]) for entry in rejects] == expected
    for entry, (_, _, message) in zip(rejects, BAD_LINES, strict=True):
        assert entry["message"].startswith(message)
    for entry, (bad, _, _) in zip(rejects, BAD_LINES, strict=True):
        assert (entry["file"], entry["stage"]) == (file, "read")
        raw = b64decode(entry["raw_base64"]) if "raw_base64" in entry else entry["raw"].encode()
        assert bad.startswith(raw)
        assert len(raw) >= min(len(bad), 4096)
    assert [entry["code"] for entry in rejects if "raw_base64" in entry] == ["not-utf-8"]
    assert [article["id"] for article in articles(tmp_path / "out")] == [*"abcdefghijklmnopq"]
    assert {article["text"] for article in articles(tmp_path / "out")} == {"Snow fell."}
    assert manifest["counts"]["rejects"] == {
        "not-json": 6,
        "bad-type": 3,
        "not-an-object": 2,
        "no-text": 2,
        "not-utf-8": 1,
        "too-deep": 1,
        "repeated-id": 1,
    }


def test_blank_lines_are_no_records_but_count_as_lines(
    plain: Pipeline, tmp_path: Path, dump: Callable[..., str]
) -> None:
    """The line of a reject is the one that an editor shows."""
    manifest = run(plain, [dump(b"", b'{"text": "a"}\r', b" \t\r", b"oops\r")], tmp_path / "out")
    assert (manifest["counts"]["read"], manifest["counts"]["written"]) == (2, 1)
    assert [(r["line"], r["raw"]) for r in read(tmp_path / "out" / "rejects.jsonl")] == [
        (4, "oops")
    ]


def test_several_inputs_are_one_dump(
    plain: Pipeline, tmp_path: Path, dump: Callable[..., str]
) -> None:
    """Lines are counted in each file; ids must differ between them too."""
    one = dump({"text": "One.", "id": "1"}, name="one.jsonl")
    two = dump({"text": "Two.", "id": "2"}, {"text": "Three.", "id": "1"}, name="two.jsonl")
    manifest = run(plain, [one, two], tmp_path / "out")
    assert [article["text"] for article in articles(tmp_path / "out")] == ["One.", "Two."]
    (reject,) = read(tmp_path / "out" / "rejects.jsonl")
    assert (reject["file"], reject["line"], reject["code"]) == (two, 2, "repeated-id")
    assert [source["file"] for source in manifest["inputs"]] == ["one.jsonl", "two.jsonl"]


def test_an_empty_dump_gives_empty_results(
    news: Pipeline, tmp_path: Path, dump: Callable[..., str]
) -> None:
    """No articles are no error, and no records are a file that can be read."""
    manifest = run(news, [dump()], tmp_path / "out")
    assert manifest["counts"]["read"] == 0
    for name in files(tmp_path / "out"):
        if ".jsonl" in name:
            assert read(tmp_path / "out" / name) == [], name


def test_fields_that_newsnorm_does_not_know_survive(
    plain: Pipeline, tmp_path: Path, dump: Callable[..., str]
) -> None:
    """As they came, typed as they came; those named like a result's own move to `input`."""
    unknown = {
        "section": "world",
        "score": 1.5,
        "big": 12345678901234567890,
        "nested": {"list": [1, None, "Kyïv"], "empty": {}},
        "nothing": None,
        "empty": [],
        "extra": {"kept": True},
    }
    taken = {"byline": "Jane Roe", "edits": 3}
    run(plain, [dump({"text": "Snow  fell.", "id": "a", **unknown, **taken})], tmp_path / "out")
    (record,) = articles(tmp_path / "out")
    assert {name: record[name] for name in unknown} == unknown
    assert record["input"] == taken
    assert record["text"] == "Snow fell."


def test_text_that_has_no_form_in_utf_8_arrives(
    plain: Pipeline, tmp_path: Path, dump: Callable[..., str]
) -> None:
    """JSON can escape half a character; the results are valid UTF-8 nevertheless."""
    line = rb'{"id": "\udc00", "title": "\ud800", "text": "Snow  \ud83d fell."}'
    run(plain, [dump(line, line)], tmp_path / "out")
    (record,) = articles(tmp_path / "out")
    assert (record["id"], record["text"]) == ("\udc00", "Snow \ud83d fell.")
    assert "Snow" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


class Fails:
    """A cleaner that fails on one word."""

    def edits(self, text: str, article: ArticleView) -> Sequence[Edit]:
        if "boom" in text:
            raise ZeroDivisionError("no table for it")
        return ()


def test_a_component_that_fails_costs_one_article(tmp_path: Path, dump: Callable[..., str]) -> None:
    """The reject names stage and component; the articles before and after it arrive."""
    nlp = Pipeline.of(cleaners=[CleanerSpec("mine/fails", Fails), SPACES])
    records = [{"id": name, "text": name} for name in ("one", "boom", "two")]
    manifest = run(nlp, [dump(*records)], tmp_path / "out")
    assert [article["id"] for article in articles(tmp_path / "out")] == ["one", "two"]
    (reject,) = read(tmp_path / "out" / "rejects.jsonl")
    assert json.loads(reject.pop("raw")) == records[1]
    assert reject == {
        "file": str(tmp_path / "dump.jsonl"),
        "line": 2,
        "stage": "clean",
        "component": "mine/fails",
        "code": "plugin-error",
        "message": (
            "cleaner 'mine/fails' failed on the text of article 'boom': "
            "ZeroDivisionError: no table for it"
        ),
    }
    assert manifest["counts"]["rejects"] == {"plugin-error": 1}


def test_the_id_of_a_rejected_article_is_free(tmp_path: Path, dump: Callable[..., str]) -> None:
    """What did not arrive was not used."""
    nlp = Pipeline.of(cleaners=[CleanerSpec("mine/fails", Fails)])
    run(nlp, [dump({"id": "a", "text": "boom"}, {"id": "a", "text": "fine"})], tmp_path / "out")
    assert [article["text"] for article in articles(tmp_path / "out")] == ["fine"]


class Broken:
    """A deduplicator that fails on one article, or in the way it is told."""

    def __init__(self, how: str = "") -> None:
        self.how = how

    def keys(self, articles: Sequence[newsnorm.NormalizedArticle]) -> Any:
        if any(article.text == "boom" for article in articles):
            raise ZeroDivisionError("no keys")
        if self.how == "keys" and len(articles) > 1:
            raise ZeroDivisionError("too many at once")
        return numpy.zeros((len(articles), 1), dtype=numpy.uint64)

    def evidence(self, articles: Sequence[newsnorm.NormalizedArticle]) -> Any:
        return {"length": numpy.array([len(article.text) for article in articles])}

    def compare(self, left: Any, right: Any) -> Any:
        if self.how == "compare":
            raise ZeroDivisionError("no verdict")
        return [newsnorm.Verdict("near") for _ in left["length"]]


def test_an_article_on_which_a_deduplicator_fails_is_rejected(
    tmp_path: Path, dump: Callable[..., str]
) -> None:
    """It is given many at once, and after a fault one by one: the others arrive, compared."""
    nlp = Pipeline.of(deduplicators=[DeduplicatorSpec("mine/broken", Broken)])
    file = dump(*({"id": name, "text": name} for name in ("one", "boom", "two")))
    manifest = run(nlp, [file], tmp_path / "out")
    assert [article["id"] for article in articles(tmp_path / "out")] == ["one", "two"]
    (relation,) = read(tmp_path / "out" / "relations.jsonl.zst")
    assert (relation["left"], relation["right"]) == ("one", "two")
    (reject,) = read(tmp_path / "out" / "rejects.jsonl")
    assert (reject["line"], reject["stage"], reject["component"], reject["code"]) == (
        *(2, "deduplicate", "mine/broken", "plugin-error"),
    )
    assert reject["message"] == (
        "deduplicator 'mine/broken' failed on article 'boom': ZeroDivisionError: no keys"
    )
    assert (manifest["counts"]["written"], manifest["counts"]["rejected"]) == (2, 1)


@pytest.mark.parametrize("how", ["keys", "compare"])
def test_a_deduplicator_that_fails_on_no_article_alone_fails_the_run(
    tmp_path: Path, dump: Callable[..., str], how: str
) -> None:
    """No single one is to blame; and without its relations every copy would pass for a story."""
    nlp = Pipeline.of(deduplicators=[DeduplicatorSpec("mine/broken", lambda: Broken(how))])
    file = dump({"text": "One."}, {"text": "Two."})
    with pytest.raises(PluginError, match="deduplicator 'mine/broken' failed: ZeroDivisionError"):
        run(nlp, [file], tmp_path / "out")
    assert files(tmp_path) == ["dump.jsonl"]


def test_a_gazetteer_that_cannot_be_loaded_fails_the_run(
    tmp_path: Path, dump: Callable[..., str]
) -> None:
    """Rejecting every article for it would look like success."""

    def table() -> Gazetteer:
        raise FileNotFoundError("places.tsv")

    nlp = Pipeline.of(gazetteers=[GazetteerSpec("mine/places", table)])
    with pytest.raises(PluginError, match="'mine/places' cannot be made: FileNotFoundError"):
        run(nlp, [dump({"text": "One."})], tmp_path / "out")
    assert files(tmp_path) == ["dump.jsonl"]


def contents(folder: Path) -> Iterable[str]:
    """Everything in a folder, hidden files and empty folders too."""
    return sorted(path.name for path in folder.iterdir())


def test_an_input_that_is_missing_fails_the_run_and_leaves_nothing(
    plain: Pipeline, tmp_path: Path, dump: Callable[..., str]
) -> None:
    """Even if it is the last one: the results are complete or absent."""
    file, absent = dump({"text": "One."}), str(tmp_path / "absent.jsonl")
    with pytest.raises(ConfigError, match=r"absent\.jsonl: cannot be read: No such file"):
        run(plain, [file, absent], tmp_path / "out")
    assert contents(tmp_path) == ["dump.jsonl"]


def test_a_run_that_is_interrupted_leaves_nothing(
    plain: Pipeline, tmp_path: Path, dump: Callable[..., str]
) -> None:
    """No half results, and no trace of them in the folder above."""

    def interrupt(so_far: Progress) -> None:
        raise KeyboardInterrupt

    file = dump(*({"text": str(number)} for number in range(3)))
    with pytest.raises(KeyboardInterrupt):
        run(plain, [file], tmp_path / "out", progress=interrupt)
    assert contents(tmp_path) == ["dump.jsonl"]


def test_a_folder_that_holds_something_is_refused_and_untouched(
    plain: Pipeline, tmp_path: Path, dump: Callable[..., str]
) -> None:
    """Results never mix with what was there."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "letters.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(ConfigError, match="out is there already; name a folder that does not"):
        run(plain, [dump({"text": "One."})], out)
    assert contents(out) == ["letters.txt"]
    assert (out / "letters.txt").read_text(encoding="utf-8") == "dear"
    assert contents(tmp_path) == ["dump.jsonl", "out"]


def test_a_file_in_the_place_of_the_folder_is_refused_and_untouched(
    plain: Pipeline, tmp_path: Path, dump: Callable[..., str]
) -> None:
    """Not even by accident: `-o dump.jsonl` keeps the dump."""
    file = dump({"text": "One."})
    before = Path(file).read_bytes()
    with pytest.raises(ConfigError, match="is there already"):
        run(plain, [file], Path(file))
    assert Path(file).read_bytes() == before


def test_an_empty_folder_is_used_and_folders_above_are_made(
    plain: Pipeline, tmp_path: Path, dump: Callable[..., str]
) -> None:
    """Both are what people mean."""
    file = dump({"text": "One."})
    (tmp_path / "empty").mkdir()
    for out in (tmp_path / "empty", tmp_path / "new" / "newer" / "out"):
        run(plain, [file], out)
        assert len(articles(out)) == 1
    assert contents(tmp_path) == ["dump.jsonl", "empty", "new"]


def test_progress_is_told_after_every_shard(
    plain: Pipeline, tmp_path: Path, dump: Callable[..., str]
) -> None:
    """Rejected records count too."""
    seen: list[Progress] = []
    file = dump({"text": "a"}, b"oops", {"text": "b"})
    run(plain, [file], tmp_path / "out", progress=seen.append)
    assert [(so_far.records, so_far.rejected) for so_far in seen] == [(3, 1)]


def test_a_dash_is_standard_input(tmp_path: Path) -> None:
    """Its name in rejects and manifest is a dash too."""
    done = subprocess.run(
        [sys.executable, "-m", "newsnorm", "run", "-", "-o", "out"],
        input=b'\xef\xbb\xbf{"text": "KIEV, May 3 (Reuters) - Snow fell."}\noops\n',
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={k: v for k, v in os.environ.items() if k != "NEWSNORM_BLOCK_PLUGINS"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == b""
    assert done.stderr.decode() == (
        "2 read, 1 written, 1 rejected; 0 relations, 1 articles to keep; see out\n"
        f"rejected, each with its reason in {Path('out', 'rejects.jsonl')}:\n"
        "  1 not-json\n"
    )
    (record,) = articles(tmp_path / "out")
    assert record["text"] == "Snow fell."
    assert [(r["file"], r["line"]) for r in read(tmp_path / "out" / "rejects.jsonl")] == [("-", 2)]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert [source["file"] for source in manifest["inputs"]] == ["-"]
