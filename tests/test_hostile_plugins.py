"""A plugin that raises, hangs, returns nonsense or changes its input: what a user sees.

One article of a small dump is fatal to a component of `hostile/newsnorm_hostile.py`. It is rejected
with the component's name and what is wrong; every other article is as if it had not been there.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from newsnorm.errors import NewsnormError, PluginError
from newsnorm.io.inputs import InputOptions
from newsnorm.io.zstd import ZstdFile
from newsnorm.pipeline import Pipeline, load
from newsnorm.plugins import BLOCK_VARIABLE
from newsnorm.runs.run import RunOptions, run

HOSTILE = Path(__file__).parent / "hostile"

RECORDS: tuple[dict[str, Any], ...] = (
    {"id": "a", "text": "Snow  fell in Kiev.", "section": "world"},
    {"id": "b", "text": "boom went the snow."},
    {"id": "c", "text": "RIGA, May 4 (AFP) - Snow fell in Kiev."},
    {"id": "d", "text": "Thunder in Lugansk."},
)

Outcome: TypeAlias = tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]
Run: TypeAlias = Callable[..., Outcome]

alarms = pytest.mark.skipif(
    not hasattr(signal, "SIGALRM"), reason="without alarms a component that hangs hangs"
)


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the plugin is installed."""
    info = tmp_path / "site" / "newsnorm_hostile-0.1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: newsnorm-hostile\nVersion: 0.1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        "[newsnorm]\nhostile = newsnorm_hostile\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(HOSTILE))
    monkeypatch.syspath_prepend(str(info.parent))
    return info.parent


def using(folder: Path, component: str) -> Path:
    """A newsnorm.toml with one of the components: before all others of its stage."""
    first = {"cleaners": "text/invisible", "canonicalizers": "entities/gazetteer"}
    from newsnorm.plugins import Plugins

    stage = Plugins().stage_of(component)
    place = f', before = "{first[stage]}"' if stage in first else ""
    file = folder / "newsnorm.toml"
    file.write_text(f'insert = [{{ use = "{component}"{place} }}]\n', encoding="utf-8")
    return file


def read(file: Path) -> list[dict[str, Any]]:
    """The records of a JSONL file, compressed or not."""
    if file.suffix == ".zst":
        with ZstdFile(file) as stream:
            data = stream.read()
    else:
        data = file.read_bytes()
    return [json.loads(line) for line in data.splitlines()]


@pytest.fixture
def runs(tmp_path: Path) -> Run:
    """Runs a pipeline over the dump: articles, rejects and manifest."""

    def over(nlp: Pipeline, seconds: float = 60.0, **inputs: Any) -> Outcome:
        dump, out = tmp_path / "dump.jsonl", tmp_path / "out"
        dump.write_text("".join(json.dumps(r) + "\n" for r in RECORDS), encoding="utf-8")
        options = RunOptions(seconds=seconds, inputs=InputOptions(**inputs))
        manifest = run(nlp, [str(dump)], out, options)
        articles = read(out / "articles" / "part-00000.jsonl.zst")
        return articles, read(out / "rejects.jsonl"), manifest

    return over


CLEANERS = {
    "raises": "failed on the text of article 'b': LookupError: no table",
    "exits": "failed on the text of article 'b': SystemExit: 0",
    "recurses": "failed on the text of article 'b': RecursionError: ",
    "returns-text": "failed on the text of article 'b': TypeError: it gives 'B', where an Edit is",
    "returns-number": "failed on the text of article 'b': TypeError: ",
    "of-another-text": "returned edits that cannot be applied on the text of article 'b': Edit",
    "overlapping": "returned edits that cannot be applied on the text of article 'b': EditError: ",
    "changes-nothing": "returned edits that cannot be applied on the text of article 'b': EditE",
    "text-for-offset": "failed on the text of article 'b': TypeError: Edit(start='0', end='4', re",
    "number-for-text": "failed on the text of article 'b': TypeError: Edit(start=0, end=4, repla",
    "credit-of-number": "failed on the text of article 'b': TypeError: Extraction(start=0, end=4",
    "changes-article": "failed on the text of article 'b': FrozenInstanceError: cannot assign to ",
}

CANONICALIZERS = {
    "raising": "LookupError: no table",
    "exiting": "SystemExit: 0",
    "proposes-numbers": "TypeError: it proposes 1, where an Add, Decide or Withdraw is due",
    "proposes-none": "TypeError: 'NoneType' object is not iterable",
    "outside": "ValueError: Add(field='text', start=900, end=901, ",
    "no-such-field": "ValueError: Add(field='body', ",
    "no-such-key": "ValueError: no candidate has the key 99",
    "text-for-option": "TypeError: Add(field='text', start=0, end=4, options=('Boom',), ",
    "object-for-reason": "TypeError: Add(field='text', start=0, end=4, ",
    "changes-fields": "TypeError: 'mappingproxy' object does not support item assignment",
    "changes-entities": "TypeError: 'mappingproxy' object does not support item assignment",
    "changes-aliases": "TypeError: 'mappingproxy' object does not support item assignment",
    "changes-capitals": "TypeError: 'mappingproxy' object does not support item assignment",
    "replaces-gazetteer": "FrozenInstanceError: cannot assign to field 'entities'",
}

DEDUPLICATORS = {
    "dedup-raises": "LookupError: no table",
    "dedup-exits": "SystemExit: 0",
    "keys-flat": "ValueError: 'keys' is an array of 1 dimensions of uint64; 2 dime",
    "keys-signed": "ValueError: 'keys' is an array of 2 dimensions of int64; 2 dimen",
    "keys-short": "ValueError: 'keys' has 0 rows for 1 articles",
    "keys-listed": "TypeError: 'keys' is a list, no array and no Ragged",
    "evidence-listed": "TypeError: 'length' is a list, no array and no Ragged",
    "changes-extra": "TypeError: the fields of an article cannot be changed; make another article",
}

FAULTS = [
    *((f"hostile/{name}", "clean", f"cleaner 'hostile/{name}' {said}")
      for name, said in CLEANERS.items()),
    *((f"hostile/{name}", "link", f"canonicalizer 'hostile/{name}' failed on article 'b': {said}")
      for name, said in CANONICALIZERS.items()),
    *((f"hostile/{name}", "deduplicate",
       f"deduplicator 'hostile/{name}' failed on article 'b': {said}")
      for name, said in DEDUPLICATORS.items()),
]  # fmt: skip


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    """What the preset makes of the other articles, one by one."""
    nlp = load("news")
    return [nlp.normalize(record).to_record() for record in RECORDS if record["id"] != "b"]


@pytest.mark.parametrize(("component", "stage", "message"), FAULTS)
def test_one_article_is_rejected_and_all_others_are_as_ever(
    runs: Run,
    tmp_path: Path,
    expected: list[dict[str, Any]],
    component: str,
    stage: str,
    message: str,
) -> None:
    """With the component, what is wrong, and the record as it came."""
    articles, rejects, manifest = runs(load(using(tmp_path, component)))
    assert articles == expected
    (reject,) = rejects
    assert json.loads(reject["raw"]) == RECORDS[1]
    assert (reject["component"], reject["stage"], reject["code"]) == (
        *(component, stage, "plugin-error"),
    )
    assert reject["message"].startswith(message)
    counts = manifest["counts"]
    assert (counts["read"], counts["written"], counts["rejected"]) == (4, 3, 1)


def test_a_cleaner_that_returns_nothing_does_nothing(
    runs: Run, tmp_path: Path, expected: list[dict[str, Any]]
) -> None:
    """A function without `return` says what `()` says; no article is lost for it."""
    articles, rejects, _ = runs(load(using(tmp_path, "hostile/returns-none")))
    assert [article for article in articles if article["id"] != "b"] == expected
    assert not rejects


@alarms
@pytest.mark.parametrize(
    ("component", "stage"),
    [
        ("hostile/hangs", "read"),
        ("hostile/hanging", "read"),
        ("hostile/dedup-hangs", "deduplicate"),
    ],
)
def test_an_article_on_which_a_component_hangs_is_rejected(
    runs: Run, tmp_path: Path, expected: list[dict[str, Any]], component: str, stage: str
) -> None:
    """After the time that an article may take; the others have all of theirs."""
    nlp = load(using(tmp_path, component))
    others = [record for record in RECORDS if record["id"] != "b"]
    for record in others:  # what a pipeline makes once is no article's time
        nlp.normalize(record)
    assert [*nlp.deduplicate(others)]
    articles, rejects, _ = runs(nlp, seconds=2)
    assert articles == expected
    (reject,) = rejects
    assert (reject["code"], reject["stage"], reject["message"]) == (
        *("too-slow", stage, "the article took longer than 2 seconds"),
    )


@pytest.mark.parametrize(
    ("component", "fault"),
    [
        ("made-of-nothing", "TypeError: its factory returns None, which has no method 'edits'"),
        ("made-of-text", "TypeError: its factory returns 'r' among its rules; a Rule is due"),
        ("making-raises", "LookupError: no table"),
        ("making-exits", "SystemExit: 0"),
    ],
)
def test_a_component_that_cannot_be_made_fails_before_anything_is_read(
    tmp_path: Path, component: str, fault: str
) -> None:
    """No article is to blame; rejecting every one for it would look like a run."""
    with pytest.raises(PluginError) as caught:
        load(using(tmp_path, f"hostile/{component}"))
    assert str(caught.value) == f"the component 'hostile/{component}' cannot be made: {fault}"


def test_a_comparison_that_fails_ends_the_run(runs: Run, tmp_path: Path) -> None:
    """It is of pairs: without its answer copies would pass for stories of their own."""
    with pytest.raises(PluginError) as caught:
        runs(load(using(tmp_path, "hostile/compare-raises")))
    assert str(caught.value).startswith("deduplicator 'hostile/compare-raises' failed: LookupError")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("component", "said"),
    [
        ("read-raises", "LookupError: no table"),
        ("read-exits", "SystemExit: 0"),
        ("read-gives-text", "TypeError: it gives a bytes, not a Raw"),
    ],
)
def test_what_a_reader_gave_before_it_failed_is_kept(
    runs: Run, tmp_path: Path, component: str, said: str
) -> None:
    """The rest of the file is one reject, as nobody else can tell where its records are."""
    name = f"hostile/{component}"
    (tmp_path / "newsnorm.toml").write_text(f'readers = ["{name}"]\n', encoding="utf-8")
    articles, rejects, _ = runs(load(tmp_path / "newsnorm.toml"), format=name)
    assert [article["id"] for article in articles] == ["a"]
    (reject,) = rejects
    assert (reject["code"], reject["line"]) == ("reader-failed", 2)
    assert reject["message"] == f"the reader '{name}' failed: {said}"


@pytest.fixture
def newsnorm(tmp_path: Path, site: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `newsnorm` in a process of its own, with the plugin installed."""

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        inherited = {k: v for k, v in os.environ.items() if k != BLOCK_VARIABLE}
        return subprocess.run(
            [sys.executable, "-m", "newsnorm", *arguments],
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=tmp_path,
            env={**inherited, "PYTHONPATH": os.pathsep.join((str(site), str(HOSTILE)))},
        )

    return call


@pytest.mark.parametrize(
    ("component", "code"),
    [("hostile/exits", "plugin-error"), pytest.param("hostile/hangs", "too-slow", marks=alarms)],
)
def test_in_worker_processes_it_is_the_same(
    newsnorm: Callable[..., subprocess.CompletedProcess[str]],
    tmp_path: Path,
    component: str,
    code: str,
) -> None:
    """A line of what was done on standard error, and with --strict exit code 3."""
    using(tmp_path, component)
    for number in (1, 2):
        (tmp_path / f"{number}.jsonl").write_text(
            "".join(json.dumps({**r, "id": f"{r['id']}{number}"}) + "\n" for r in RECORDS),
            encoding="utf-8",
        )
    done = newsnorm(
        *("run", "1.jsonl", "2.jsonl", "-o", "out", "--config", "newsnorm.toml"),
        *("--workers", "2", "--seconds", "5", "--strict"),
    )
    assert done.stderr.startswith("8 read, 6 written, 2 rejected; "), done.stderr
    assert done.returncode == 3
    assert [r["code"] for r in read(tmp_path / "out" / "rejects.jsonl")] == [code, code]


def test_one_article_alone_is_one_line_and_exit_code_1(
    newsnorm: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """`newsnorm normalize`: no traceback, and the component's name."""
    using(tmp_path, "hostile/exits")
    (tmp_path / "boom.txt").write_text("boom", encoding="utf-8")
    done = newsnorm("normalize", "boom.txt", "--config", "newsnorm.toml")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: cleaner 'hostile/exits' failed on the text of article '")
    assert done.stderr.endswith("': SystemExit: 0\n")


def test_a_pipeline_in_a_program_raises_at_the_article(tmp_path: Path) -> None:
    """With plugin, component, stage and article to act on; and goes on with the next one."""
    nlp = load(using(tmp_path, "hostile/raises"))
    with pytest.raises(NewsnormError) as caught:
        nlp.normalize(RECORDS[1])
    error = caught.value
    assert isinstance(error, PluginError)
    assert (error.plugin, error.component, error.stage, error.article_id) == (
        *("hostile", "hostile/raises", "clean", "b"),
    )
    assert isinstance(error.__cause__, LookupError)
    assert nlp.normalize(RECORDS[0]).text == "Snow fell in Kiev."
